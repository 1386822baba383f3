//! The preview, and the request under a step.

use cognito_console::app::{Start, Then};

use crate::driver::{Driver, NARROW, NORMAL, WIDE};
use crate::snapshots::{State, check, check_all, without_panel};

const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const HOSTILE: &str = "44fp7f25qkgdkfgp8jtk40t64d";
const OWN: &str = "own_secret+own_secret+own";

type Size = (u16, u16);

const STATES: &[State] = &[
    ("preview", |size| wizard(size, "'shop-web' ctrl-n 3 ctrl-t")),
    ("preview-json", |size| wizard(size, "'shop-web' ctrl-n 3 ctrl-n tab ctrl-u '30m' ctrl-t 2")),
    ("preview-end", |size| wizard(size, "'shop-web' ctrl-t 2 end")),
    ("preview-error", |size| wizard(size, "'caf\u{e9}' ctrl-r 3 tab ctrl-u '60h' ctrl-t 2")),
    ("preview-own-secret", |size| {
        let mut d = wizard(size, "'shop-web' ctrl-r 4 3 tab");
        d.paste(OWN);
        with(d, "ctrl-t 2")
    }),
    ("preview-update", |size| with(open(WEB, Then::Edit, size), "ctrl-n 2 ctrl-r t 2")),
    ("preview-copy", |size| with(open(WEB, Then::Copy, size), "ctrl-t 2")),
    ("preview-client", |size| with(open(WEB, Then::Show, size), "t 2 y")),
    ("preview-hostile", |size| with(open(HOSTILE, Then::Show, size), "t 2")),
    ("preview-file", |size| with(open(WEB, Then::Show, size), "t 2 f")),
    ("preview-help", |size| wizard(size, "'shop-web' ctrl-t f1")),
];

fn with(mut d: Driver, keys: &str) -> Driver {
    d.keys(keys);
    d
}

/// In the name of a new client.
fn wizard(size: Size, keys: &str) -> Driver {
    with(with(Driver::at(size), "enter enter"), keys)
}

fn open(id: &str, then: Then, size: Size) -> Driver {
    Driver::on_client(id, then, Start { demo: true, ..Start::default() }, size)
}

#[test]
fn at_80x24() {
    check_all(STATES, NORMAL);
}

#[test]
fn at_40x12() {
    check_all(STATES, NARROW);
}

#[test]
fn at_120x40() {
    check_all(STATES, WIDE);
}

/// The form leaves the rows; the request never takes one from it.
#[test]
fn the_request_under_a_step() {
    for (name, keys) in [
        ("error", "'caf\u{e9}'"),
        ("short", "'shop-web' ctrl-n 2 3 4"),
        ("matrix", "'shop-web' ctrl-r 5 2 tab down space"),
    ] {
        check(&format!("excerpt-{name}-120x40"), &without_panel(wizard(WIDE, keys)));
    }
    check("excerpt-edit-120x40", &without_panel(with(open(WEB, Then::Edit, WIDE), "ctrl-n 2")));
    let mut d = wizard(WIDE, "'shop-web' ctrl-n 3 f1");
    check("excerpt-no-panel-120x40", &d.screen());
}

#[test]
fn in_ascii() {
    let mut d = open(HOSTILE, Then::Show, WIDE);
    d.theme.ascii = true;
    d.keys("t 2");
    assert!(d.screen().is_ascii());
}

#[test]
fn at_every_size() {
    for (name, reach) in STATES {
        let mut d = reach(NORMAL);
        let before = format!("{:?}", d.model.place());
        d.draws = false;
        for columns in [0, 1, 39, 40, 59, 60, 80, 109, 110, 120] {
            for rows in [0, 1, 9, 10, 19, 20, 24, 50] {
                d.resize((columns, rows));
                if columns < 40 || rows < 10 {
                    d.buffer();
                    continue;
                }
                let cursor = d.cursor().unwrap_or_else(|| panic!("{name} at {columns}x{rows}: no cursor"));
                assert!(cursor.x < columns && cursor.y < rows, "{name} at {columns}x{rows}: {cursor}");
            }
        }
        d.draws = true;
        d.resize(NORMAL);
        assert_eq!(before, format!("{:?}", d.model.place()), "{name}");
    }
}
