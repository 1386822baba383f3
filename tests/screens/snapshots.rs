//! The screens as text. Read each by eye before it is accepted.

use insta::{Settings, assert_snapshot};

use crate::driver::{Driver, NARROW, NORMAL, WIDE};
use crate::states::{STATES, at};

/// The help panel's text is not what these are about: it is cut off at its rule.
pub fn without_panel(mut d: Driver) -> String {
    let screen = d.screen();
    if !d.model.panel_is_shown() {
        return screen;
    }
    let is_bar = |line: &str| line.chars().nth(79) == Some('|');
    let cut = |line: &str| if is_bar(line) { line.chars().take(79).collect() } else { line.to_owned() };
    screen.lines().map(|line| cut(line).trim_end().to_owned() + "\n").collect()
}

pub fn check(name: &str, screen: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, screen));
}

/// A name, and how it is reached.
pub type State = (&'static str, fn((u16, u16)) -> Driver);

/// All of these states at one size.
pub fn check_all(states: &[State], size: (u16, u16)) {
    for (name, reach) in states {
        check(&format!("{name}-{}x{}", size.0, size.1), &without_panel(reach(size)));
    }
}

fn all_at(size: (u16, u16), leave_out: &[&str]) {
    for (name, _) in STATES.iter().filter(|(name, _)| !leave_out.contains(name)) {
        let name = format!("{name}-{}x{}", size.0, size.1);
        let state = name.rsplit_once('-').map(|(state, _)| state).unwrap();
        check(&name, &without_panel(at(state, size)));
    }
}

#[test]
fn at_80x24() {
    all_at(NORMAL, &["wide-schema"]);
}

#[test]
fn at_40x12() {
    all_at(NARROW, &["wide-schema"]);
}

#[test]
fn at_120x40() {
    all_at(WIDE, &["wide-schema", "help", "help-end"]);
}

#[test]
fn fifty_custom_attributes() {
    for size in [NORMAL, NARROW, WIDE] {
        let mut d = at("wide-schema", size);
        d.keys("enter enter 'web' ctrl-r 5 2 tab pgdn pgdn down");
        check(&format!("matrix-50-{}x{}", size.0, size.1), &without_panel(d));
    }
}

#[test]
fn in_ascii() {
    for name in ["pools-hostile", "step3-error", "review-warnings", "created-secret", "dialog-leave"] {
        let mut d = at(name, NORMAL);
        d.theme.ascii = true;
        let screen = d.screen();
        assert!(screen.is_ascii(), "{screen}");
        check(&format!("{name}-ascii"), &screen);
    }
}

#[test]
fn the_panel() {
    let mut d = at("step1", WIDE);
    let screen = d.screen();
    assert!(screen.lines().any(|line| line.contains("| App type")), "{screen}");
    let bars = screen.lines().filter(|line| line.chars().nth(79) == Some('|')).count();
    assert_eq!(bars, 34, "{screen}");
    let more = screen.lines().find(|line| line.contains("F6 more")).unwrap();
    assert!(more.starts_with('─'), "it hides no text: {more}");
}

#[test]
fn too_small_says_so() {
    for size in [(39, 24), (80, 9), (30, 5)] {
        assert!(at("step1", size).screen().starts_with("Too small: needs 40x10"));
    }
}
