//! Answers that come when the user is elsewhere, and pages that change under an agreement: nothing
//! is lost, nothing is sent that was not read.

use std::time::Duration;

use cognito_console::app::{Msg, RotationStage, Screen, Start, Then, Verb};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::SessionInfo;
use serde_json::json;

use crate::driver::{Driver, Fault, NORMAL};
use crate::page;

const POOL: &str = "us-east-1_Ab12Cd34E";
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
const PASSKEYS: &str = "35rh20l8gasr07492n9r82jn2m";
const OWN: &str = "own_secret+own_secret+own";
const ADD: &str = "AddUserPoolClientSecret";
const UPDATE: &str = "UpdateUserPoolClient";
const DELETE: &str = "DeleteUserPoolClient";

fn on(id: &str, then: Then) -> Driver {
    Driver::on_client(id, then, Start { demo: true, ..Start::default() }, NORMAL)
}

fn is_taking(d: &Driver) -> bool {
    matches!(&d.model.screen, Screen::Secrets(page) if matches!(page.stage, RotationStage::Taking))
}

/// Presses Enter until a request waits, then answers the reading before it: the request that adds is
/// under way.
fn adding(mut d: Driver, keys: &str) -> Driver {
    d.keys(keys);
    d.hold = true;
    while d.held() == 0 {
        d.keys("enter");
    }
    d.answer_one();
    assert_eq!(d.held(), 1);
    d
}

#[test]
fn a_value_that_comes_after_its_page_was_left_is_kept() {
    let mut d = adding(on(SERVER, Then::Secrets), "enter");
    // The look waits behind the request that is not answered; leaving does not wait for it.
    d.keys("ctrl-c");
    d.wait(Duration::from_secs(1));
    d.keys("esc");
    d.wait(Duration::from_secs(1));
    d.keys("esc");
    assert_eq!(page(&d.model), "clients");
    d.answer();
    d.says("was added after you left its page.");
    d.hold = false;
    d.keys("q");
    d.says("The new secret is not saved");
    d.keys("enter");
    assert_eq!(d.status(), None);
    d.open(SERVER, Then::Secrets);
    assert!(is_taking(&d), "{}", d.screen());
    d.says("You must save it before you go on.");
    assert_eq!(d.count(ADD), 1);
}

#[test]
fn no_second_request_to_add_leaves_while_one_is_open() {
    let mut d = adding(on(SERVER, Then::Secrets), "enter");
    d.keys("ctrl-c");
    // Only the look is answered: no new secret so far.
    d.fail("ListUserPoolClientSecrets", one_secret());
    d.answer_last();
    d.says("there is no new secret so far");
    for _ in 0..6 {
        d.wait(Duration::from_secs(2));
        d.keys("enter");
    }
    d.mend();
    d.answer();
    d.hold = false;
    assert_eq!(d.count(ADD), 1);
    assert!(is_taking(&d), "{}", d.screen());
}

fn one_secret() -> Fault {
    let rows = json!({"ClientSecrets": [{"ClientSecretId": format!("{SERVER}--1768031721"), "ClientSecretCreateDate": 1_768_031_721}]});
    Fault::Body(200, rows.to_string())
}

#[test]
fn an_own_secret_that_a_look_found_stays_the_users_when_its_answer_comes() {
    let mut d = adding(on(SERVER, Then::Secrets), &format!("2 enter '{OWN}' enter"));
    d.keys("ctrl-c");
    // The request works, and the look is answered before it.
    let late = d.work_one().unwrap();
    d.answer_last();
    assert!(is_taking(&d), "{}", d.screen());
    d.send(late);
    assert!(is_taking(&d), "{}", d.screen());
    d.does_not_say("its value is lost");
}

#[test]
fn a_client_that_is_created_late_replaces_no_value_and_no_edit() {
    for then in [Then::Secrets, Then::Edit] {
        let mut d = Driver::home();
        d.keys("enter n enter 'shop-late' ctrl-r");
        d.hold = true;
        d.keys("enter");
        assert_eq!((page(&d.model), d.held()), ("creating", 1));
        d.keys("ctrl-c");
        d.open(SERVER, then);
        d.answer_last();
        if then == Then::Secrets {
            d.answer_last();
        }
        let before = page(&d.model);
        d.answer();
        assert_eq!(page(&d.model), before);
        d.says("The request before was answered late. It created the app client");
        assert_eq!(d.model.is_editing(), then == Then::Edit);
    }
}

fn at_changes() -> Driver {
    let mut d = on(WEB, Then::Edit);
    d.keys("ctrl-n ctrl-n tab ctrl-u '15m' ctrl-r");
    assert_eq!(page(&d.model), "changes");
    d
}

/// Enter until the reading before it waits.
fn reading_before(d: &mut Driver) {
    d.hold = true;
    for _ in 0..10 {
        if d.held() == 0 {
            d.keys("enter");
        }
    }
    assert_eq!(d.held(), 1);
}

#[test]
fn what_was_typed_while_the_update_was_under_way_is_not_thrown_away() {
    let mut d = at_changes();
    reading_before(&mut d);
    d.answer_one();
    assert_eq!(d.count(UPDATE), 0, "under way");
    d.keys("ctrl-c 4 space ctrl-r");
    d.hold = false;
    d.answer();
    d.says("The changes before were saved.");
    d.says("~ EnableTokenRevocation on off");
    d.does_not_say("~ AccessTokenValidity");
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 1));
}

#[test]
fn a_page_that_changed_after_save_was_pressed_is_read_again() {
    let mut d = at_changes();
    reading_before(&mut d);
    d.send(Msg::Connected(Ok(SessionInfo { profile: None, region: "us-east-1".to_owned() })));
    d.hold = false;
    d.answer();
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0));
    d.says("~ AccessTokenValidity 60 minutes 15 minutes");
}

#[test]
fn one_ctrl_c_on_a_question_about_saving_does_not_end_the_edit() {
    let mut d = on(PASSKEYS, Then::Edit);
    d.keys("ctrl-n ctrl-n tab ctrl-u '15m' ctrl-r");
    for _ in 0..10 {
        if !d.screen().contains("Save anyway") {
            d.keys("enter");
        }
    }
    d.says("Save anyway");
    d.keys("ctrl-c");
    assert_eq!(d.status(), None);
    d.says("If you leave, your changes are lost.");
}

#[test]
fn answers_put_aside_are_asked_about_after_a_saved_edit() {
    let pool = UserPoolId::parse(POOL).ok();
    let mut d = Driver::with(Start { demo: true, verb: Verb::Home, pool, ..Start::default() }, NORMAL);
    d.keys("n enter 'shop-new' esc esc");
    d.open(WEB, Then::Edit);
    d.keys("ctrl-n ctrl-n tab ctrl-u '15m' ctrl-r");
    for _ in 0..10 {
        if !d.screen().contains("were saved") {
            d.keys("enter");
        }
    }
    d.wait(Duration::from_secs(2));
    d.keys("q");
    assert_eq!(d.status(), None);
    d.says("Your answers will be lost.");
}

#[test]
fn stopped_is_not_lost_and_a_deletion_of_ours_is_ours() {
    let mut d = on(WEB, Then::Delete);
    d.keys("'shop-web'");
    reading_before(&mut d);
    d.answer_one();
    assert_eq!(d.count(DELETE), 0, "under way");
    d.keys("ctrl-c");
    d.answer_last();
    d.says("still there so far: the request may still delete it.");
    d.hold = false;
    d.answer();
    d.says("App client shop-web (3n4b5urk1ft4fl3mg5e62d9ado) was deleted");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}
