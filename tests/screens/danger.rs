//! The pages that delete a client, rotate its secrets and calculate a `SECRET_HASH`.

use std::time::Duration;

use cognito_console::app::{RotationStage, Screen, Start, Then};

use crate::driver::{Driver, Fault, NARROW, NORMAL, WIDE};
use crate::snapshots::{State, check_all};

const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
const TWO: &str = "f55v488uagrdcjpnss7fe4l1ee";
const MANAGED: &str = "covpf906rebt3f7t8tksrsausg";
const SELF_MADE: &str = "g8m4fniasj0j68g769hidldgvg";
const HOSTILE: &str = "44fp7f25qkgdkfgp8jtk40t64d";
const SHOP: &str = "us-east-1_Ab12Cd34E";
const OWN: &str = "own_secret+own_secret+own";

type Size = (u16, u16);

/// Every state that matters, and how it is reached.
const STATES: &[State] = &[
    ("delete", |size| open(WEB, Then::Delete, size)),
    ("delete-end", |size| with(open(WEB, Then::Delete, size), "'shop-w'")),
    ("delete-wrong", |size| with(open(WEB, Then::Delete, size), "'shop-we' enter")),
    ("delete-hostile", |size| with(open(HOSTILE, Then::Delete, size), "'40t'")),
    ("delete-machine", |size| with(open(TWO, Then::Delete, size), "pgdn")),
    ("delete-confirmed", deleting),
    ("delete-checking", |size| held(deleting(size), 1)),
    ("delete-sending", |size| held(deleting(size), 2)),
    ("delete-looking", |size| with(held(deleting(size), 2), "ctrl-c")),
    ("delete-moved", moved),
    ("delete-refused", |size| with(failing(deleting(size), "DeleteUserPoolClient", denied()), "enter")),
    ("delete-not-sent", |size| with(failing(deleting(size), "DescribeUserPoolClient", Fault::Refused), "enter")),
    ("delete-still-there", |size| with(failing(deleting(size), "DeleteUserPoolClient", Fault::Lost), "enter")),
    ("delete-not-known", not_known),
    ("delete-dry-run", |size| {
        let start = Start { demo: true, dry_run: true, ..Start::default() };
        until(Driver::on_client(WEB, Then::Delete, start, size), "'shop-web' enter", "Enter print")
    }),
    ("secrets-one", |size| open(SERVER, Then::Secrets, size)),
    ("secrets-own", |size| with(open(SERVER, Then::Secrets, size), "2 enter 'short'")),
    ("secrets-own-bad", |size| with(open(SERVER, Then::Secrets, size), "2 enter 'short' enter")),
    ("secrets-none", |size| open(WEB, Then::Secrets, size)),
    ("secrets-self-made", |size| open(SELF_MADE, Then::Secrets, size)),
    ("secrets-managed", |size| open(MANAGED, Then::Secrets, size)),
    ("secrets-two", |size| open(TWO, Then::Secrets, size)),
    ("secrets-checking", |size| held(open(SERVER, Then::Secrets, size), 1)),
    ("secrets-adding", |size| held(open(SERVER, Then::Secrets, size), 2)),
    ("secrets-added", taking),
    ("secrets-added-shown", |size| with(taking(size), "s")),
    ("secrets-added-ticked", |size| with(taking(size), "space")),
    ("secrets-added-own", |size| {
        until_taking(with(open(SERVER, Then::Secrets, size), &format!("2 enter '{OWN}' enter")))
    }),
    ("secrets-deploy", |size| with(taking(size), "space enter")),
    ("secrets-choose", |size| with(taking(size), "space enter enter")),
    ("secrets-confirm", confirming),
    ("secrets-confirm-wrong", |size| with(confirming(size), "'031' enter")),
    ("secrets-deleted", |size| until(confirming(size), "'031721' enter", "was deleted")),
    ("secrets-value-lost", |size| {
        until(
            failing(open(SERVER, Then::Secrets, size), "AddUserPoolClientSecret", Fault::LostAfter),
            "",
            "lost: Cognito",
        )
    }),
    ("secrets-not-added", |size| {
        until(failing(open(SERVER, Then::Secrets, size), "AddUserPoolClientSecret", denied()), "", "was not added")
    }),
    ("secrets-list-failed", |size| {
        until(failing(open(SERVER, Then::Secrets, size), "ListUserPoolClientSecrets", denied()), "", "Nothing was sent")
    }),
    ("secrets-not-listed", |size| {
        let mut d = open(SERVER, Then::Show, size);
        d.fail("ListUserPoolClientSecrets", denied());
        d.open(SERVER, Then::Secrets);
        d
    }),
    ("secrets-leave", |size| with(taking(size), "esc")),
    ("hash", |size| with(open(TWO, Then::Secrets, size), "h")),
    ("hash-secret", |size| with(open(TWO, Then::Secrets, size), "h 'ann@example.com' enter 'own_secret'")),
    ("hash-result", |size| with(open(TWO, Then::Secrets, size), &format!("h 'ann@example.com' enter '{OWN}' enter"))),
    ("hash-known", |size| with(open(SERVER, Then::Show, size), "h 'ann@example.com' enter y")),
];

fn open(id: &str, then: Then, size: Size) -> Driver {
    Driver::on_client(id, then, Start { demo: true, ..Start::default() }, size)
}

fn with(mut d: Driver, keys: &str) -> Driver {
    d.keys(keys);
    d
}

/// Further Enters, until the screen says so.
fn until(mut d: Driver, keys: &str, words: &str) -> Driver {
    d.keys(keys);
    let says = |d: &mut Driver| d.screen().split_whitespace().collect::<Vec<_>>().join(" ").contains(words);
    for _ in 0..40 {
        if !says(&mut d) {
            d.keys("enter");
        }
    }
    assert!(says(&mut d), "never {words:?}:\n{}", d.screen());
    d
}

fn failing(d: Driver, operation: &'static str, fault: Fault) -> Driver {
    let mut d = d;
    d.fail(operation, fault);
    d
}

/// Enter deletes.
fn deleting(size: Size) -> Driver {
    until(open(WEB, Then::Delete, size), "'shop-web' enter", "Enter delete")
}

/// Somebody else changed the client meanwhile.
fn moved(size: Size) -> Driver {
    let d = deleting(size);
    let change = |settings: &mut cognito_console::demo::request::Settings| {
        settings.client_name = Some("shop-web-2".to_owned());
        settings.callback_urls = vec!["https://new.example.com/in".to_owned()];
    };
    d.world.lock().unwrap().change_client(SHOP, WEB, change).unwrap();
    with(d, "enter")
}

fn not_known(size: Size) -> Driver {
    let mut d = held(deleting(size), 2);
    d.fail("DescribeUserPoolClient", denied());
    d.fail("DeleteUserPoolClient", Fault::Lost);
    d.answer();
    d
}

/// The request with that number is being waited for, since three seconds.
fn held(mut d: Driver, request: usize) -> Driver {
    d.hold = true;
    for _ in 0..40 {
        if d.held() > 0 {
            break;
        }
        d.keys("enter");
    }
    for _ in 1..request {
        d.answer_one();
    }
    d.wait(Duration::from_secs(3));
    d.draw();
    d
}

/// With a value that can be read this once.
fn taking(size: Size) -> Driver {
    until_taking(open(SERVER, Then::Secrets, size))
}

/// Further Enters, until the secret was added.
fn until_taking(mut d: Driver) -> Driver {
    let is_taking =
        |d: &Driver| matches!(&d.model.screen, Screen::Secrets(page) if matches!(page.stage, RotationStage::Taking));
    for _ in 0..20 {
        if !is_taking(&d) {
            d.keys("enter");
        }
    }
    assert!(is_taking(&d), "{}", d.screen());
    d
}

fn confirming(size: Size) -> Driver {
    with(taking(size), "space enter enter enter enter")
}

fn denied() -> Fault {
    let said = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform this";
    Fault::Refuse("AccessDeniedException", said.to_owned())
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

#[test]
fn every_line_can_be_reached() {
    for (name, reach) in STATES.iter().filter(|(name, _)| *name != "secrets-leave") {
        for size in [(40, 10), NARROW, NORMAL] {
            let mut d = reach(size);
            d.keys(&"pgdn ".repeat(20));
            let screen = d.screen();
            let rows = screen.lines().count();
            let below = screen.lines().skip(rows.saturating_sub(4)).any(|line| line.ends_with("more"));
            assert!(!below, "{name} at {size:?}\n{screen}");
            d.keys(&"pgup ".repeat(20));
            let above = d.screen().lines().take(3).any(|line| line.ends_with("more"));
            assert!(!above, "{name} at {size:?}\n{}", d.screen());
        }
    }
}
