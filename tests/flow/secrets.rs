//! The secrets of an app client: a rotation in four steps, whose state is what the service lists.

use std::time::Duration;

use cognito_console::app::{RotationStage, Screen, Start, Then, Why};
use cognito_console::demo::{World, api};
use cognito_console::keys::Place;
use crossterm::event::{KeyCode, KeyEvent};
use rstest::rstest;
use serde_json::json;

use crate::driver::{Driver, Fault, NARROW, NORMAL, parse_keys};
use crate::page;

const SHOP: &str = "us-east-1_Ab12Cd34E";
/// With one secret.
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
/// With none.
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
/// With two.
const TWO: &str = "f55v488uagrdcjpnss7fe4l1ee";
/// Its secrets are in Secrets Manager.
const MANAGED: &str = "covpf906rebt3f7t8tksrsausg";
/// It registered itself.
const SELF_MADE: &str = "g8m4fniasj0j68g769hidldgvg";
const OWN: &str = "own_secret+own_secret+own";

const ADD: &str = "AddUserPoolClientSecret";
const LIST: &str = "ListUserPoolClientSecrets";
const DELETE: &str = "DeleteUserPoolClientSecret";

fn at(id: &str) -> Driver {
    at_size(id, NORMAL)
}

fn at_size(id: &str, size: (u16, u16)) -> Driver {
    let d = Driver::on_client(id, Then::Secrets, Start { demo: true, ..Start::default() }, size);
    assert_eq!(page(&d.model), "secrets");
    d
}

fn stage(d: &Driver) -> &'static str {
    let Screen::Secrets(page) = &d.model.screen else { return "elsewhere" };
    match &page.stage {
        RotationStage::Reading(..) => "reading",
        RotationStage::NotListed(_) => "not listed",
        RotationStage::Overview => "overview",
        RotationStage::Adding(_) => "adding",
        RotationStage::Taking => "taking",
        RotationStage::Deploying => "deploying",
        RotationStage::Choosing => "choosing",
        RotationStage::Confirming(_) => "confirming",
        RotationStage::Deleting(..) => "deleting",
    }
}

/// Presses Enter until the page is at that stage.
#[track_caller]
fn enter_until(d: &mut Driver, wanted: &str) {
    for _ in 0..30 {
        if stage(d) == wanted {
            return;
        }
        d.keys("enter");
    }
    panic!("{} is not {wanted}:\n{}", stage(d), d.screen());
}

/// The value that the service made last.
fn new_value(d: &Driver) -> String {
    let Screen::Secrets(page) = &d.model.screen else { panic!("not there") };
    page.secret.as_ref().unwrap().value.reveal().to_owned()
}

fn ids(d: &Driver) -> Vec<String> {
    let Screen::Secrets(page) = &d.model.screen else { panic!("not there") };
    page.rows.iter().map(|row| row.id.clone()).collect()
}

/// An operation as somebody else would ask for it.
fn call(world: &mut World, operation: &str, body: serde_json::Value) -> serde_json::Value {
    api::call(world, "us-east-1", operation, body).unwrap()
}

/// What the service has, asked as somebody else would.
fn listed(d: &Driver, id: &str) -> usize {
    let mut world = d.world.lock().unwrap();
    let body = json!({"UserPoolId": SHOP, "ClientId": id});
    let answer = call(&mut world, LIST, body);
    answer["ClientSecrets"].as_array().unwrap().len()
}

/// Somebody else adds one.
fn added_by_another(d: &Driver, id: &str) {
    let mut world = d.world.lock().unwrap();
    call(&mut world, ADD, json!({"UserPoolId": SHOP, "ClientId": id}));
}

/// With a value that can be read this once.
fn taking() -> Driver {
    let mut d = at(SERVER);
    enter_until(&mut d, "taking");
    assert_eq!(d.count(ADD), 1);
    d
}

/// What deleting the oldest of two does, its field empty.
fn confirming() -> Driver {
    let mut d = at(TWO);
    enter_until(&mut d, "confirming");
    d
}

fn end_of_oldest(d: &Driver) -> String {
    let id = ids(d).remove(0);
    id[id.len() - 6..].to_owned()
}

fn denied() -> Fault {
    Fault::Refuse(
        "AccessDeniedException",
        "User: arn:aws:sts::111122223333:assumed-role/Ops/ann is not authorized".to_owned(),
    )
}

#[test]
fn a_whole_rotation() {
    let mut d = at(SERVER);
    d.says("Rotate secret of shop-server Step 2 of 4");
    d.says("1 done Check: 1 secret, made 2026-01-10.");
    d.says("2 now Add a second secret. Both work from now on.");
    enter_until(&mut d, "taking");
    assert_eq!(d.count(ADD), 1);
    let value = new_value(&d);
    d.does_not_say(&value);
    d.says("You must save it before you go on. Cognito shows this value only once");
    d.keys("enter enter enter");
    assert_eq!(stage(&d), "taking");
    d.says("Save it with f, copy it with c, or tick that you saved it. Then go on.");
    d.keys("space");
    d.says("[x] I saved the new secret");
    d.keys("enter");
    assert_eq!(stage(&d), "deploying");
    d.says("3 now Put the new one into your servers. Test it here.");
    d.says("h calculates the SECRET_HASH of a user with the new secret.");
    d.keys("enter");
    assert_eq!(stage(&d), "choosing");
    let oldest = ids(&d).remove(0);
    d.says(&format!("> (*) 1 {oldest} made 2026-01-10 07:55:21 UTC"));
    d.says("added from this page");
    d.does_not_say("current");
    d.keys("enter enter");
    assert_eq!(stage(&d), "confirming");
    d.says("Delete this secret?");
    d.says("Servers that still use it fail at once");
    d.says("This cannot be undone.");
    d.says("To delete it, type the last 6 characters of its ID: 031721");
    assert_eq!((d.count(DELETE), d.count(ADD)), (0, 1));
    d.keys("'031721' enter");
    while d.count(DELETE) == 0 && d.presses < 60 {
        d.keys("enter");
    }
    assert_eq!((d.count(DELETE), d.count(ADD), stage(&d)), (1, 1, "overview"));
    d.says(&format!("+ Secret {oldest} was deleted."));
    assert_eq!((ids(&d).len(), listed(&d, SERVER)), (1, 1));
}

#[test]
fn the_list_is_read_again_right_before() {
    let d = taking();
    let world = d.world.lock().unwrap();
    let operations: Vec<_> = world.received().iter().rev().take(2).map(|one| one.operation.as_str()).collect();
    assert_eq!(operations, [ADD, LIST]);
    assert!(world.received().last().unwrap().body.get("ClientSecret").is_none());
}

#[test]
fn seen_is_not_saved() {
    let mut d = taking();
    d.keys("s");
    let value = new_value(&d);
    assert!(d.screen().replace([' ', '\n'], "").contains(&value), "{}", d.screen());
    d.keys("enter");
    assert_eq!(stage(&d), "taking");
    d.keys("s enter");
    assert_eq!(stage(&d), "taking");
}

#[test]
fn copied_is_saved() {
    let mut d = taking();
    d.keys("c");
    d.says("Copy the client secret");
    d.keys("left enter");
    assert_eq!(d.copied, [new_value(&d)]);
    d.says("You can go on.");
    d.keys("enter");
    assert_eq!(stage(&d), "deploying");
}

#[test]
fn written_is_saved() {
    let mut d = taking();
    d.keys("f enter");
    assert_eq!(d.saved.len(), 1);
    assert!(d.saved[0].0.starts_with("~/cognito-client-6v1q0d8kq2s5h7c9t3m4a8r2ej--"), "{}", d.saved[0].0);
    assert_eq!(d.saved[0].1, new_value(&d));
    d.keys("enter");
    assert_eq!(stage(&d), "deploying");
}

#[test]
fn a_tick_can_be_taken_back() {
    let mut d = taking();
    d.keys("space space enter");
    assert_eq!(stage(&d), "taking");
}

#[rstest]
#[case("esc")]
#[case("q")]
#[case("ctrl-c")]
fn a_value_is_not_lost_without_a_question(#[case] key: &str) {
    let mut d = taking();
    d.keys(key);
    d.says("The new secret is not saved");
    d.says("nobody can ever read it");
    d.keys("enter");
    assert_eq!((stage(&d), d.status()), ("taking", None));
    d.keys(&format!("{key} left enter"));
    assert_eq!(d.status().is_some(), key != "esc");
    assert_eq!(page(&d.model), if key == "esc" { "clients" } else { "secrets" });
}

#[test]
fn a_signal_needs_no_answer() {
    let mut d = taking();
    d.quit(Why::Terminated);
    assert_eq!(d.status(), Some(143));
}

#[test]
fn a_held_ctrl_c_does_not_throw_a_value_away() {
    let mut d = taking();
    d.hold_down(parse_keys("ctrl-c")[0], 20, Duration::from_millis(30));
    assert_eq!((stage(&d), d.status()), ("taking", None));
    d.says("Press ^C again to leave.");
}

#[test]
fn a_saved_value_is_left_in_peace() {
    let mut d = taking();
    d.keys("space esc");
    assert_eq!(page(&d.model), "clients");
}

#[test]
fn an_own_secret() {
    let mut d = at(SERVER);
    d.keys("down enter");
    assert_eq!(d.model.place(), Place::SecretText);
    d.keys("'short' enter");
    d.says("Use 24 to 64 letters, digits, underscores, or plus signs. Character count: 5/24");
    d.keys("ctrl-u");
    d.paste(&format!("  {OWN}\n"));
    d.does_not_say(OWN);
    d.says("Character count: 25");
    enter_until(&mut d, "taking");
    let body = d.world.lock().unwrap().received().last().unwrap().body.clone();
    assert_eq!(body["ClientSecret"], OWN);
    d.says("New secret the one that you typed");
    d.does_not_say("You must save it");
    d.keys("enter");
    assert_eq!(stage(&d), "deploying");
    d.keys("h");
    d.says("the one that you just added");
}

#[test]
fn a_bad_own_secret_is_not_sent() {
    let mut d = at(SERVER);
    d.keys("2 tab 'with-a-dash-and-much-too-plain' tab tab enter enter enter");
    d.says("It has other characters.");
    assert_eq!((d.count(ADD), stage(&d), d.count(LIST)), (0, "overview", 1));
}

#[test]
fn two_live_on() {
    let mut d = at(TWO);
    d.says("Step 3 of 4");
    d.says("1 done Check: 2 secrets, made 2025-02-11 and 2026-11-18.");
    d.says("2 done");
    d.says("Two is the most; a third can be added once one of them is deleted.");
    d.says("Leave (both secrets stay)");
    d.keys("esc");
    assert_eq!((page(&d.model), d.count(ADD), d.count(DELETE)), ("clients", 0, 0));
}

#[test]
fn coming_back_shows_the_truth() {
    let mut d = taking();
    d.keys("space esc");
    d.open(SERVER, Then::Secrets);
    assert_eq!((stage(&d), ids(&d).len()), ("deploying", 2));
    d.says("a secret that you type");
}

#[test]
fn a_third_is_never_sent() {
    let mut d = at(SERVER);
    added_by_another(&d, SERVER);
    let before = d.count(ADD);
    enter_until(&mut d, "deploying");
    d.says("The secrets changed since you read this page. Nothing was sent.");
    assert_eq!((d.count(ADD), ids(&d).len()), (before, 2));
}

#[test]
fn the_last_is_never_deleted() {
    let mut d = confirming();
    let end = end_of_oldest(&d);
    let other = ids(&d).remove(1);
    d.keys(&format!("'{end}' enter"));
    let mut world = d.world.lock().unwrap().clone();
    let body = json!({"UserPoolId": SHOP, "ClientId": TWO, "ClientSecretId": other});
    call(&mut world, DELETE, body);
    *d.world.lock().unwrap() = world;
    let before = d.count(DELETE);
    enter_until(&mut d, "overview");
    d.says("The secrets changed since you read this page. Nothing was sent.");
    assert_eq!((d.count(DELETE), ids(&d).len()), (before, 1));
}

#[test]
fn a_client_without_a_secret_cannot_get_one() {
    let mut d = at(WEB);
    d.says("Secrets of shop-web");
    d.says("This app client has no secret, and it can never get one");
    d.says("copy it to a new client with a secret: d.");
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(ADD)), ("clients", 0));
}

#[test]
fn a_client_that_registered_itself() {
    let mut d = at(SELF_MADE);
    d.says("This app client registered itself (dynamic client registration).");
    assert_eq!(d.count(LIST), 0);
    d.keys("r enter enter");
    assert_eq!((d.count(LIST), d.count(ADD)), (0, 0));
}

#[test]
fn secrets_manager_rotates_its_own() {
    let mut d = at(MANAGED);
    d.says("AWS Secrets Manager holds the secrets of this app client and rotates them:");
    d.says("arn:aws:secretsmanager:");
    d.says("made 2026-11-15 02:00:00 UTC");
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(ADD), d.count(DELETE)), ("clients", 0, 0));
}

#[test]
fn a_lost_answer_to_adding_and_its_value() {
    let mut d = at(SERVER);
    d.fail(ADD, Fault::LostAfter);
    enter_until(&mut d, "choosing");
    let new = ids(&d).remove(1);
    d.says(&format!("Secret {new} was added, but its value is lost: Cognito never shows it again."));
    d.says(&format!("> (*) 2 {new}"));
    assert_eq!(d.count(ADD), 1);
    d.mend();
    d.keys("enter enter");
    assert_eq!(stage(&d), "confirming");
    d.keys(&format!("'{}' enter", &new[new.len() - 6..]));
    enter_until(&mut d, "overview");
    assert_eq!((d.count(DELETE), ids(&d).len()), (1, 1));
    enter_until(&mut d, "taking");
    assert_eq!(d.count(ADD), 2);
}

#[test]
fn a_lost_answer_to_adding_an_own_secret_loses_nothing() {
    let mut d = at(SERVER);
    d.fail(ADD, Fault::LostAfter);
    d.keys(&format!("2 enter '{OWN}' enter"));
    enter_until(&mut d, "taking");
    d.says("The answer was lost, but your secret was added.");
}

#[test]
fn a_lost_request_to_add() {
    let mut d = at(SERVER);
    d.fail(ADD, Fault::Lost);
    d.keys("enter enter");
    for _ in 0..6 {
        if d.screen().contains("was lost") {
            break;
        }
        d.keys("enter");
    }
    d.says("The answer was lost, and there is no new secret: it was not added.");
    assert_eq!((stage(&d), ids(&d).len()), ("overview", 1));
}

#[test]
fn nobody_knows_if_it_was_added() {
    let mut d = at(SERVER);
    d.keys("enter");
    d.hold = true;
    while d.held() == 0 {
        d.keys("enter");
    }
    d.fail(ADD, Fault::LostAfter);
    d.answer_one();
    d.answer_one();
    assert_eq!((stage(&d), d.count(ADD)), ("reading", 1));
    d.says("Looking if the secret was added");
    d.fail(LIST, denied());
    d.answer();
    d.says("We do not know if the secret was added: the list could not be read.");
    d.says("AWS said: AccessDeniedException");
    d.says("Enter tries again.");
    d.mend();
    d.keys("enter");
    d.says("its value is lost");
    assert_eq!(d.count(ADD), 1);
}

#[test]
fn a_refusal_to_add_keeps_the_own_secret() {
    let mut d = at(SERVER);
    d.fail(ADD, denied());
    d.keys(&format!("2 enter '{OWN}' enter"));
    for _ in 0..8 {
        if d.screen().contains("was not added") {
            break;
        }
        d.keys("enter");
    }
    d.says("x The secret was not added. Nothing changed in AWS.");
    d.says("AWS said: AccessDeniedException");
    assert_eq!(stage(&d), "overview");
    d.keys("y");
    assert!(d.copied[0].starts_with(ADD), "{:?}", d.copied);
    assert!(!d.copied[0].contains(OWN));
    d.mend();
    enter_until(&mut d, "taking");
    assert_eq!(d.world.lock().unwrap().received().last().unwrap().body["ClientSecret"], OWN);
}

#[test]
fn a_late_answer_brings_the_value_after_all() {
    let mut d = at(SERVER);
    d.keys("enter");
    d.hold = true;
    while d.held() == 0 {
        d.keys("enter");
    }
    d.answer_one();
    assert_eq!(stage(&d), "adding");
    d.wait(Duration::from_secs(2));
    d.says("Adding a secret: AddUserPoolClientSecret 2 s");
    d.says("the secret may still be added");
    d.keys("enter enter a q");
    assert_eq!((stage(&d), d.held()), ("adding", 1));
    d.keys("ctrl-c");
    assert_eq!(stage(&d), "reading");
    d.answer();
    assert_eq!(stage(&d), "taking");
    d.says("You must save it before you go on.");
    assert_eq!(d.count(ADD), 1);
}

#[test]
fn stopping_before_anything_is_sent() {
    let mut d = at(SERVER);
    d.keys("enter");
    d.hold = true;
    while d.held() == 0 {
        d.keys("enter");
    }
    d.says("Listing the secrets again, before anything is sent");
    d.keys("esc");
    d.says("You stopped. Nothing was sent.");
    d.answer();
    assert_eq!((stage(&d), d.count(ADD)), ("overview", 0));
}

#[rstest]
#[case::gone(Fault::LostAfter, 1, "The answer was lost, but secret")]
#[case::there(Fault::Lost, 2, "is still there: it was not deleted.")]
fn a_lost_answer_to_deleting(#[case] fault: Fault, #[case] left: usize, #[case] words: &str) {
    let mut d = confirming();
    let end = end_of_oldest(&d);
    d.fail(DELETE, fault);
    d.keys(&format!("'{end}' enter"));
    let lists = d.count(LIST);
    while d.count(LIST) < lists + 2 && d.presses < 60 {
        d.keys("enter");
    }
    d.says(words);
    assert_eq!((ids(&d).len(), listed(&d, TWO)), (left, left));
}

#[test]
fn a_refusal_to_delete() {
    let mut d = confirming();
    let end = end_of_oldest(&d);
    d.fail(DELETE, denied());
    d.keys(&format!("'{end}' enter"));
    enter_until(&mut d, "deploying");
    d.says("x The secret was not deleted. Nothing changed in AWS.");
    assert_eq!(listed(&d, TWO), 2);
}

#[test]
fn another_text_deletes_nothing() {
    let mut d = confirming();
    let newest = ids(&d).remove(1);
    for wrong in ["", "000000", &newest[newest.len() - 6..]] {
        d.keys(&format!("ctrl-u '{wrong}' enter tab tab enter enter enter"));
        d.says("x Those are not the last 6 characters of its ID.");
        assert_eq!((stage(&d), d.count(DELETE), d.count(LIST)), ("confirming", 0, 1));
    }
}

#[test]
fn a_key_that_was_waiting_sends_nothing() {
    let enter = KeyEvent::from(KeyCode::Enter);
    for (mut d, operation) in [(at(SERVER), ADD), (confirming(), DELETE)] {
        if operation == DELETE {
            let end = end_of_oldest(&d);
            d.keys(&format!("'{end}'"));
        }
        // The first of them goes on to the button, the others are one held key.
        d.hold_down(enter, 100, Duration::from_millis(30));
        assert_eq!(d.count(operation), 0, "held");
        let before = d.shown() - 1;
        d.wait(Duration::from_secs(5));
        for _ in 0..6 {
            d.press_stamped(enter, before, false);
            d.wait(Duration::from_secs(2));
        }
        assert_eq!(d.count(operation), 0);
        d.wait(Duration::from_secs(2));
        d.press_as(enter, true);
        assert_eq!(d.count(operation), 0, "pasted");
    }
}

#[test]
fn a_held_enter_does_not_pass_the_value_by() {
    let mut d = at(SERVER);
    d.keys("enter");
    d.hold_down(KeyEvent::from(KeyCode::Enter), 300, Duration::from_millis(30));
    assert_eq!(d.count(ADD), 0);
}

#[test]
fn the_whole_page_has_to_be_read() {
    for (id, operation) in [(SERVER, ADD), (TWO, DELETE)] {
        let mut d = at_size(id, NARROW);
        if operation == DELETE {
            enter_until(&mut d, "confirming");
            let end = end_of_oldest(&d);
            d.keys(&format!("'{end}'"));
        }
        d.keys("enter enter");
        assert_eq!(d.count(operation), 0);
        d.says("more");
        for _ in 0..20 {
            d.keys("enter");
            if d.count(operation) > 0 {
                break;
            }
        }
        assert_eq!(d.count(operation), 1);
    }
}

#[test]
fn a_dry_run_sends_nothing() {
    let start = Start { demo: true, dry_run: true, ..Start::default() };
    let mut d = Driver::on_client(SERVER, Then::Secrets, start, NORMAL);
    d.keys("enter enter enter enter");
    d.says("Dry run: nothing was sent.");
    assert_eq!((d.count(ADD), stage(&d)), (0, "overview"));
}

#[test]
fn a_shown_value_hides_itself() {
    let mut d = taking();
    d.keys("s");
    let value: String = new_value(&d).chars().take(20).collect();
    d.says(&value);
    d.resize((100, 30));
    d.does_not_say(&value);
    d.keys("s");
    d.says(&value);
    d.wait(Duration::from_secs(31));
    d.does_not_say(&value);
}

#[test]
fn what_cannot_be_listed() {
    let mut d = Driver::on_client(SERVER, Then::Show, Start { demo: true, ..Start::default() }, NORMAL);
    d.fail(LIST, denied());
    d.open(SERVER, Then::Secrets);
    d.says("The secrets could not be listed.");
    d.mend();
    d.keys("enter");
    assert_eq!((stage(&d), ids(&d).len()), ("overview", 1));
}

#[test]
fn refused_credentials_keep_a_value_that_only_this_page_has() {
    let mut d = taking();
    d.keys("space enter enter enter enter");
    assert_eq!(stage(&d), "confirming");
    let value = new_value(&d);
    let end = end_of_oldest(&d);
    let expired = "The security token included in the request is expired".to_owned();
    d.fail(LIST, Fault::Refuse("ExpiredTokenException", expired));
    d.keys(&format!("'{end}' enter"));
    enter_until(&mut d, "not listed");
    d.mend();
    d.keys("enter");
    assert_eq!(d.targets.len(), 2);
    assert_eq!((new_value(&d), d.count(DELETE)), (value, 0), "{}", d.screen());
}

#[test]
fn the_list_shows_that_the_client_was_changed() {
    let mut d = Driver::home();
    d.keys("enter '/' 'shop-server'");
    d.wait(Duration::from_secs(2));
    d.draw();
    d.says("2026-01-10");
    d.open(SERVER, Then::Secrets);
    enter_until(&mut d, "taking");
    d.keys("space esc");
    assert_eq!(page(&d.model), "clients");
    d.wait(Duration::from_secs(2));
    d.draw();
    d.says("2026-11-24");
    d.does_not_say("2026-01-10 07:55 Created");
}
