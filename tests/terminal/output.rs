//! What is written to the terminal, byte by byte.

use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::console::{CTRL_R, CTRL_Z, Console, NARROW, Start, base64, start};
use crate::pty::{Launch, Options, PATIENCE};

const ENTER: &str = "\x1b[?1049h\x1b[2J\x1b[?2004h";
const CLEAR: &str = "\x1b[2J";
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// Arguments and environment.
type Case = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// Once through everything: pools, all steps, Review, the secret, another size.
fn walk(console: &mut Console) {
    console.choose_first_pool();
    console.keys("2");
    console.keys("\tshop-server");
    console.see("Character count: 11/128");
    for step in 2..=6 {
        console.keys("\x0e");
        console.see(&format!("Step {step} of 6"));
    }
    console.create();
}

/// The parameters of every SGR command.
fn styles(raw: &str) -> Vec<u16> {
    let parameters = |rest: &str| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        let (list, after) = rest.split_at(end);
        after.starts_with('m').then(|| list.to_owned())
    };
    let commands = raw.split("\x1b[").skip(1).filter_map(parameters);
    commands.flat_map(|list| list.split(';').map(|n| n.parse().unwrap_or(0)).collect::<Vec<_>>()).collect()
}

fn is_colour(style: u16) -> bool {
    matches!(style, 30..=49 | 90..=107)
}

#[test]
fn nothing_is_asked_of_the_terminal_and_nothing_captured() {
    let mut console = start(&["--demo"]);
    walk(&mut console);
    console.keys("y");
    console.see("clipboard");
    console.keys("s");
    console.see("s hide");
    console.resize(NARROW.0, NARROW.1);
    console.wait_gone("LAST MODIFIED", PATIENCE);
    console.keys("\x0c");
    console.keys(CTRL_Z);
    console.kill(Signal::TERM);
    console.wait_exit(PATIENCE);
    let raw = console.raw();
    let unwanted = [
        "\x1b[6n",
        "\x1b[5n",
        "\x1b[c",
        "\x1b[0c",
        "\x1b[>",
        "\x1b[=",
        "\x1b[<",
        "\x1b[?u",
        "\x1b]10;",
        "\x1b]11;",
        "\x1b]4;",
        "\x1bP",
        "$p",
        "\x1b[?9h",
        "\x1b[?1000h",
        "\x1b[?1002h",
        "\x1b[?1003h",
        "\x1b[?1004h",
        "\x1b[?1006h",
        "\x1b[18t",
        "\x1b[14t",
        "\x1b[m",
    ];
    for sequence in unwanted {
        assert!(!raw.contains(sequence), "{sequence:?} in {raw:?}");
    }
}

#[test]
fn no_colour_where_none_is_wanted_but_reverse_and_bold() {
    // A dumb terminal gets no screen at all: see `lines`.
    let cases: [Case; 2] = [(&["--demo"], &[("NO_COLOR", "1")]), (&["--demo", "--color", "never"], &[])];
    for (args, env) in cases {
        let mut console = Start { args, env, ..Start::default() }.run();
        walk(&mut console);
        let styles = styles(&console.raw());
        assert!(!styles.iter().any(|style| is_colour(*style)), "{styles:?}");
        assert!(styles.contains(&1) && styles.contains(&7), "{styles:?}");
    }
}

#[test]
fn colours_where_they_are_wanted() {
    let cases: [Case; 2] = [(&["--demo"], &[]), (&["--demo", "--color", "always"], &[("NO_COLOR", "1")])];
    for (args, env) in cases {
        let mut console = Start { args, env, ..Start::default() }.run();
        walk(&mut console);
        let styles = styles(&console.raw());
        // Accents out of the eight old colours, never on a painted background.
        assert!(styles.iter().any(|style| (31..=36).contains(style)), "{styles:?}");
        assert!(!styles.iter().any(|style| matches!(style, 30 | 37 | 38 | 40..=48 | 90..=107)), "{styles:?}");
    }
}

#[test]
fn only_ascii_where_the_terminal_has_no_more() {
    let cases: [Case; 4] = [
        (&["--demo"], &[("LANG", "C")]),
        (&["--demo"], &[("LANG", "")]),
        (&["--demo"], &[("TERM", "linux")]),
        (&["--demo", "--ascii"], &[]),
    ];
    for (args, env) in cases {
        let mut console = Start { args, env, ..Start::default() }.run();
        // A name that the service would have to show, and one typed.
        walk(&mut console);
        let raw = console.raw_output();
        assert!(raw.is_ascii(), "{:?}", console.raw());
        assert!(console.screen().contains("-----"), "{}", console.screen());
    }
    let mut console = start(&["--demo"]);
    walk(&mut console);
    assert!(console.screen().contains('─'), "{}", console.screen());
}

#[test]
fn frames_come_whole_and_nothing_between_them() {
    let mut console = start(&["--demo"]);
    walk(&mut console);
    let raw = console.raw();
    let mut rest = raw.strip_prefix(ENTER).unwrap();
    while !rest.is_empty() {
        let (frame, after) = rest.strip_prefix(BEGIN).unwrap().split_once(END).unwrap();
        assert!(!frame.is_empty() && !frame.contains(BEGIN), "{frame:?}");
        rest = after;
    }
}

#[test]
fn the_screen_is_cleared_once() {
    let mut console = start(&["--demo"]);
    walk(&mut console);
    assert_eq!(console.raw().matches(CLEAR).count(), 1);
}

#[test]
fn a_letter_costs_little_and_no_change_costs_nothing() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys("\t");
    console.keys("shop");
    console.see("Character count: 4/128");
    let before = console.raw_output().len();
    console.keys("s");
    console.see("Character count: 5/128");
    let letter = console.raw_output().len() - before;
    assert!(letter <= 100, "{letter} bytes for a letter");
    // Alt-x is bound to nothing: the next bytes are those of the letter after it.
    let before = console.raw_output().len();
    console.keys("\x1bx");
    console.keys("s");
    console.see("Character count: 6/128");
    let both = console.raw_output().len() - before;
    assert!(both <= 100, "{both} bytes for a letter and a key that does nothing");
}

/// Not one byte, and not one thread that was woken.
#[test]
fn idle_costs_nothing() {
    let mut console = start(&["--demo"]);
    console.see("Sign-in plan");
    idles(&console);
    console.create_client("2", "shop-server");
    idles(&console);
}

fn idles(console: &Console) {
    let threads = format!("/proc/{}/task", console.process().as_raw_nonzero());
    let look = || {
        let switches: Vec<String> = std::fs::read_dir(&threads)
            .unwrap()
            .map(|thread| std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap())
            .flat_map(|status| {
                status.lines().filter(|line| line.contains("ctxt_switches")).map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        (switches, console.raw_output().len())
    };
    // It may still be on its way to sleep.
    let mut before = look();
    let rests = (0..20).any(|_| {
        thread::sleep(Duration::from_millis(300));
        let now = look();
        std::mem::replace(&mut before, now) == before
    });
    assert!(rests, "it never rests");
    thread::sleep(Duration::from_secs(3));
    assert_eq!(look(), before);
}

#[test]
fn the_cursor_is_on_the_focus() {
    let mut console = start(&["create", "--demo"]);
    console.see("us-east-1_Ab12Cd34E");
    console.see_cursor("", " > shop-customers ");
    console.keys("\r");
    console.see("Define app");
    console.see_cursor("", " > (*) 1 Public client");
    console.keys("\tshop");
    console.see("Character count: 4/128");
    console.see_cursor(" > shop", "");
    console.keys("\x01");
    console.see_cursor(" > ", " > shop");
}

#[test]
fn the_cursor_is_on_the_buttons_too() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys("\tshop");
    console.see("Character count: 4/128");
    console.keys(CTRL_R);
    console.see("Step 6 of 6");
    console.see_cursor("", "[ Create app client ]");
    console.create();
    console.see_cursor("", "Client ID");
}

#[test]
fn the_client_id_goes_to_the_clipboard() {
    let mut console = start(&["--demo"]);
    let id = console.create_client("1", "shop-web");
    console.keys("y");
    console.see("sent to your terminal's clipboard");
    let sent = format!("\x1b]52;c;{}\x1b\\", base64(id.as_bytes()));
    assert_eq!(console.raw().matches(&sent).count(), 1, "{:?}", console.raw());
    // Between two frames.
    let (before, after) = console.raw().split_once(&sent).map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(before.ends_with(END) && after.starts_with(BEGIN));
}

#[test]
fn continuing_draws_everything_once() {
    let options = Options { launch: Launch::JobControl, capture_stdout: false };
    let mut console = Start { args: &["--demo"], options, ..Start::default() }.run();
    console.choose_first_pool();
    console.keys(CTRL_Z);
    console.see("[stopped 1]");
    let before = console.raw_output().len();
    console.keys("\n");
    console.see("Define app");
    console.keys("\tshop");
    console.see("Character count: 4/128");
    let after = String::from_utf8_lossy(&console.raw_output()[before..]).into_owned();
    // Once to enter the screen, once to draw on a screen that nobody knows.
    assert_eq!((after.matches(ENTER).count(), after.matches(CLEAR).count()), (1, 2), "{after:?}");
}
