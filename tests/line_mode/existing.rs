//! App clients that exist: listed, shown, changed, copied, deleted.

use cognito_console::app::{Exit, Start, Then, Verb};
use insta::assert_snapshot;

use crate::driver::{Driver, Fault, NORMAL};
use crate::talk::{Said, Script, start, talk};

const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const UPDATE: &str = "UpdateUserPoolClient";
const DELETE: &str = "DeleteUserPoolClient";

fn with(verb: Verb, answers: &[&str]) -> Said {
    talk(Script { start: start(verb), answers, ..Script::default() })
}

fn edit(answers: &[&str]) -> Said {
    with(Verb::Edit(WEB.to_owned()), answers)
}

/// Keys on the first step of an edit, then Save; or on the page that deletes.
fn on_screen(then: Then, keys: &str, operation: &str) -> serde_json::Value {
    let mut driver = Driver::on_client(WEB, then, Start { demo: true, ..Start::default() }, NORMAL);
    driver.keys(keys);
    for _ in 0..20 {
        if driver.count(operation) > 0 {
            break;
        }
        driver.keys("enter");
    }
    driver.body_of(operation)
}

#[test]
fn an_edit_says_what_changes_and_sends_everything() {
    let said = edit(&["", "", "", "", "", "", "15m", "r", "p", "c"]);
    assert_snapshot!("edit", said.text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
    let keys = "ctrl-n ctrl-n tab ctrl-u '15m' ctrl-r";
    assert_eq!(said.bodies(UPDATE), [on_screen(Then::Edit, keys, UPDATE)]);
}

#[test]
fn an_edit_that_changes_nothing_sends_nothing() {
    let said = edit(&["r", "c", "q"]);
    said.says("Nothing has changed");
    assert_eq!((said.count(UPDATE), said.exit), (0, Exit::with(Exit::LEFT)));
}

#[test]
fn an_edit_that_is_left_asks_once() {
    let said = edit(&["", "", "", "5", "r", "q", "", "q", "1"]);
    assert_snapshot!("edit-left", said.text);
    assert_eq!((said.count(UPDATE), said.exit), (0, Exit::with(Exit::LEFT)));
}

#[test]
fn a_lost_answer_of_an_update_is_looked_into() {
    let faults = vec![(UPDATE, Fault::LostAfter)];
    let answers = &["r", "2", "", "5", "c"];
    let said = talk(Script { start: start(Verb::Edit(WEB.to_owned())), answers, faults, ..Script::default() });
    assert_snapshot!("edit-lost", said.text);
    assert_eq!(said.count(UPDATE), 1);
}

#[test]
fn a_deletion_says_what_stops_and_wants_the_name() {
    let said = with(Verb::Delete(WEB.to_owned()), &["shop", "shop-web"]);
    assert_snapshot!("delete", said.text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
    assert_eq!(said.bodies(DELETE), [on_screen(Then::Delete, "'shop-web' enter", DELETE)]);
}

#[test]
fn a_deletion_that_is_left_deletes_nothing() {
    for answers in [&["b", "q"][..], &["q"], &[]] {
        let said = with(Verb::Delete(WEB.to_owned()), answers);
        assert_eq!((said.count(DELETE), said.exit.status), (0, Exit::LEFT), "{}", said.text);
    }
}

#[test]
fn a_client_is_shown_with_all_of_it() {
    let said = with(Verb::Show(WEB.to_owned()), &[]);
    assert_snapshot!("show", said.text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
}

#[test]
fn a_client_that_is_not_there() {
    let said = with(Verb::Show("nothere12345678901234567890".to_owned()), &["d"]);
    assert_snapshot!("show-none", said.text);
    assert_eq!(said.exit, Exit::with(Exit::FAILED));
}

#[test]
fn the_list_goes_on_finds_and_opens() {
    let said = with(Verb::List, &["m", "xyz", "shop", "1", "l", "b", "q"]);
    assert_snapshot!("list", said.text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
}

#[test]
fn home_copies_a_client() {
    let home = Start { demo: true, verb: Verb::Home, ..Start::default() };
    let answers = &["shop", "1", WEB, "d", "shop-web-2", "r", "c", "", "q"];
    let said = talk(Script { start: home, answers, ..Script::default() });
    assert_snapshot!("copy", said.text);
    assert_eq!(said.count("CreateUserPoolClient"), 1);
    let mut driver = Driver::on_client(WEB, Then::Copy, Start { demo: true, ..Start::default() }, NORMAL);
    driver.keys("ctrl-u 'shop-web-2' ctrl-r");
    for _ in 0..20 {
        if driver.count("CreateUserPoolClient") == 0 {
            driver.keys("enter");
        }
    }
    assert_eq!(said.bodies("CreateUserPoolClient"), [driver.created_body()]);
}
