//! Deleting an app client: what the page says, what it asks, and that nothing is sent but by a key
//! that was pressed for it.

use std::time::Duration;

use cognito_console::app::{Start, Then, Verb, Why};
use crossterm::event::{KeyCode, KeyEvent};
use rstest::rstest;
use serde_json::json;

use crate::driver::{Driver, Fault, NARROW, NORMAL, WIDE, parse_keys};
use crate::page;

const SHOP: &str = "us-east-1_Ab12Cd34E";
/// With callback URLs.
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
/// With the grant for machines, and two secrets.
const MACHINE: &str = "f55v488uagrdcjpnss7fe4l1ee";
/// With a hostile name.
const HOSTILE: &str = "44fp7f25qkgdkfgp8jtk40t64d";
/// Its secrets are in Secrets Manager.
const MANAGED: &str = "covpf906rebt3f7t8tksrsausg";

const DELETE: &str = "DeleteUserPoolClient";
const DESCRIBE: &str = "DescribeUserPoolClient";

fn at(id: &str) -> Driver {
    at_size(id, NORMAL)
}

fn at_size(id: &str, size: (u16, u16)) -> Driver {
    let d = Driver::on_client(id, Then::Delete, Start { demo: true, ..Start::default() }, size);
    assert_eq!(page(&d.model), "delete");
    d
}

/// The page is read to its end, and the name typed; the next Enter deletes.
fn confirmed(d: &mut Driver, name: &str) {
    d.keys(&format!("'{name}' enter"));
    for _ in 0..20 {
        if d.model.delete_word() == "delete" {
            return;
        }
        assert_eq!(d.model.delete_word(), "read on");
        d.keys("enter");
    }
    panic!("no end to it:\n{}", d.screen());
}

fn at_delete() -> Driver {
    let mut d = at(WEB);
    confirmed(&mut d, "shop-web");
    assert_eq!(d.count(DELETE), 0);
    d
}

fn denied() -> Fault {
    Fault::Refuse(
        "AccessDeniedException",
        "User: arn:aws:sts::111122223333:assumed-role/Ops/ann is not authorized".to_owned(),
    )
}

fn rename(d: &Driver) {
    let mut world = d.world.lock().unwrap();
    world.change_client(SHOP, WEB, |settings| settings.client_name = Some("shop-web-2".to_owned())).unwrap();
}

#[test]
fn the_page_says_what_stops_working() {
    // Without the panel of help beside it.
    let wide = |id| {
        let mut d = at_size(id, WIDE);
        d.keys("f1");
        d
    };
    let mut d = wide(WEB);
    for words in [
        "Delete shop-web?",
        "Client ID 3n4b5urk1ft4fl3mg5e62d9ado",
        "Created 2023-02-14 10:02:45 UTC",
        "Last changed 2026-11-20 09:14:00 UTC",
        "Pool shop-customers (us-east-1_Ab12Cd34E) - Region us-east-1",
        "Account 111122223333",
        "Users cannot sign in with it any more.",
        "an access token lives 1 hour.",
        "http://localhost:3000/signed-in https://shop.example.com/signed-in",
        "A secret, if it has one, goes with it.",
        "There is no undo. A new client with the same settings gets another Client ID.",
        "To delete it, type its name: shop-web",
    ] {
        d.says(words);
    }
    let mut d = wide(MACHINE);
    d.says("Servers that get their tokens with client_credentials get no more.");
    d.says("an access token lives 15 minutes.");
    d.says("Its secrets go with it.");
    let mut d = wide(MANAGED);
    d.says("Look after their copy in AWS Secrets Manager: arn:aws:secretsmanager:");
}

#[test]
fn it_deletes_once_and_says_what() {
    let mut d = at_delete();
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 1));
    let (last, body) = {
        let world = d.world.lock().unwrap();
        let received: Vec<_> = world.received().iter().rev().take(2).cloned().collect();
        assert_eq!(received[1].operation, DESCRIBE, "it is read right before");
        (received[0].operation.clone(), received[0].body.clone())
    };
    assert_eq!((last.as_str(), body), (DELETE, json!({"UserPoolId": SHOP, "ClientId": WEB})));
    d.says("App client shop-web (3n4b5urk1ft4fl3mg5e62d9ado) was deleted (demo: nothing was deleted at AWS).");
    assert!(d.model.pool.as_ref().unwrap().clients.rows().iter().all(|client| client.id != WEB));
    d.keys("q");
    assert_eq!((d.status(), d.count(DELETE)), (Some(0), 1));
}

#[rstest]
#[case::narrow(NARROW)]
#[case::wide(WIDE)]
#[case::smallest((40, 10))]
fn at_every_size(#[case] size: (u16, u16)) {
    let mut d = at_size(WEB, size);
    confirmed(&mut d, "shop-web");
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 1));
}

#[rstest]
#[case("")]
#[case("shop-we")]
#[case("Shop-web")]
#[case("shop-web2")]
#[case("3n4b5urk1ft4fl3mg5e62d9ado")]
fn another_name_deletes_nothing(#[case] name: &str) {
    let mut d = at(WEB);
    d.keys(&format!("'{name}' enter enter"));
    d.says("x That is not its name. Capital letters count.");
    d.keys("tab tab tab enter enter enter enter enter enter");
    assert_eq!((page(&d.model), d.count(DELETE), d.count(DESCRIBE)), ("delete", 0, 1));
    assert_eq!(d.model.place(), cognito_console::keys::Place::Delete, "back in the field");
}

#[test]
fn a_paste_and_blanks_around_it_are_fine() {
    let mut d = at(WEB);
    d.paste("  shop-web\n");
    confirmed(&mut d, "");
    d.keys("enter");
    assert_eq!(d.count(DELETE), 1);
}

#[test]
fn a_name_that_cannot_be_typed_as_it_is_shown() {
    let mut d = at(HOSTILE);
    d.says("shop?[2J?[31m-web?");
    d.keys("pgdn pgdn pgdn");
    d.says("To delete it, type the last 6 characters of its Client ID: 40t64d");
    confirmed(&mut d, "40t64d");
    d.keys("enter");
    assert_eq!(d.count(DELETE), 1);
}

#[test]
fn the_whole_page_has_to_be_read() {
    let mut d = at_size(WEB, NARROW);
    d.keys("'shop-web' enter");
    assert_eq!(d.model.delete_word(), "read on");
    let mut presses = 0;
    while d.model.delete_word() == "read on" {
        d.keys("enter");
        presses += 1;
        assert_eq!(d.count(DELETE), 0);
    }
    assert!(presses > 2, "it is long");
}

#[test]
fn a_held_or_pasted_enter_deletes_nothing() {
    let enter = KeyEvent::from(KeyCode::Enter);
    let mut d = at(WEB);
    d.keys("'shop-web'");
    d.hold_down(enter, 200, Duration::from_millis(30));
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
    let mut d = at_delete();
    d.wait(Duration::from_secs(5));
    d.press_as(enter, true);
    assert_eq!(d.count(DELETE), 0);
    d.says("Press Enter again");
}

#[test]
fn a_key_from_before_the_page_deletes_nothing() {
    let mut d = at(WEB);
    let before = d.shown() - 1;
    d.keys("'shop-web'");
    d.wait(Duration::from_secs(5));
    for _ in 0..9 {
        d.press_stamped(KeyEvent::from(KeyCode::Enter), before, false);
        d.wait(Duration::from_secs(2));
    }
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
}

#[test]
fn a_frame_of_something_else_is_no_reading() {
    let mut d = at_size(WEB, NARROW);
    d.keys("'shop-web' tab tab enter");
    d.says("Write the settings to a file");
    d.keys("esc");
    d.keys("tab");
    assert_eq!(d.model.delete_word(), "read on");
    d.keys("f1 f1");
    assert_eq!(d.model.delete_word(), "read on");
}

#[test]
fn the_settings_are_saved_without_a_secret() {
    let mut d = at(MACHINE);
    d.keys("tab tab enter enter");
    assert_eq!(d.saved.len(), 1);
    let (path, json) = d.saved[0].clone();
    assert_eq!(path, format!("~/cognito-client-{MACHINE}.json"));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["ClientId"], &json["ClientName"]), (&json!(MACHINE), &json!("shop-warehouse-m2m")));
    assert!(json.get("ClientSecret").is_none());
    d.says("Settings written (0600):");
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
}

#[test]
fn what_changed_meanwhile_is_shown_and_asked_again() {
    let mut d = at_delete();
    rename(&d);
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
    d.says("The app client changed since you read this page. Nothing was sent.");
    d.says("ClientName: shop-web-2, before it was shop-web");
    d.keys("'shop-web' enter");
    d.says("x That is not its name.");
    d.keys("ctrl-u");
    confirmed(&mut d, "shop-web-2");
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 1));
}

#[test]
fn somebody_else_was_faster() {
    let mut d = at_delete();
    d.world.lock().unwrap().remove_client(SHOP, WEB).unwrap();
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 0));
    d.says("App client shop-web (3n4b5urk1ft4fl3mg5e62d9ado) is gone already");
}

#[rstest]
#[case::lost(Fault::LostAfter)]
#[case::cut(Fault::Lost)]
fn a_lost_answer_is_looked_after(#[case] fault: Fault) {
    let gone = matches!(fault, Fault::LostAfter);
    let mut d = at_delete();
    d.fail(DELETE, fault);
    d.keys("enter");
    assert_eq!(d.count(DELETE), usize::from(gone));
    if gone {
        assert_eq!(page(&d.model), "clients");
        d.says("App client shop-web (3n4b5urk1ft4fl3mg5e62d9ado) was deleted");
        d.keys("q");
        assert_eq!(d.status(), Some(0));
        return;
    }
    d.says("The answer was lost, and the app client is still there: it was not deleted.");
    d.mend();
    d.keys("enter enter enter enter");
    assert_eq!(d.count(DELETE), 0, "the name is to be typed again");
    confirmed(&mut d, "shop-web");
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 1));
}

#[test]
fn a_lost_answer_and_no_look() {
    let mut d = at_delete();
    d.hold = true;
    d.keys("enter");
    d.fail(DELETE, Fault::LostAfter);
    d.answer_one();
    d.fail(DESCRIBE, denied());
    d.answer();
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 1));
    d.says("We do not know if shop-web was deleted.");
    d.says("Enter tries again.");
    d.keys("enter enter y");
    assert_eq!(d.count(DELETE), 1);
    assert!(d.copied[0].contains("AccessDeniedException"), "{:?}", d.copied);
    d.mend();
    d.keys("enter");
    d.says("was deleted");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn not_known_is_a_failure() {
    let mut d = at_delete();
    d.hold = true;
    d.keys("enter");
    d.answer_one();
    d.keys("ctrl-c ctrl-c");
    d.says("We do not know if shop-web was deleted.");
    d.keys("esc q");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn a_refusal_keeps_the_name_and_has_ways_on() {
    let mut d = at_delete();
    d.fail(DELETE, denied());
    d.keys("enter");
    d.says("The app client was not deleted. Nothing changed in AWS.");
    d.says("AWS said: AccessDeniedException");
    d.says("Request ID");
    d.says("Enter tries again.");
    assert_eq!(page(&d.model), "delete");
    d.keys("y");
    assert!(d.copied[0].starts_with("DeleteUserPoolClient: "), "{:?}", d.copied);
    d.mend();
    while page(&d.model) == "delete" && d.presses < 60 {
        d.keys("enter");
    }
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 1));
}

#[test]
fn a_refusal_is_a_failure_and_leaving_is_none() {
    let mut d = at_delete();
    d.fail(DELETE, denied());
    d.keys("enter q");
    assert_eq!(d.status(), Some(1));
    let pool = cognito_console::app_client::UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
    let verb = cognito_console::app::Verb::Delete(WEB.to_owned());
    let mut d = Driver::with(Start { demo: true, pool, verb, ..Start::default() }, NORMAL);
    assert_eq!(page(&d.model), "delete");
    d.keys("ctrl-c");
    assert_eq!((d.status(), d.count(DELETE)), (Some(130), 0));
    let mut d = at_delete();
    d.keys("ctrl-c");
    assert_eq!((d.status(), d.count(DELETE)), (Some(0), 0), "from the list, nothing was begun");
    let mut d = at_delete();
    d.keys("enter");
    d.quit(Why::Interrupted);
    assert_eq!(d.status(), Some(0));
}

#[test]
fn what_cannot_be_read_again_is_not_deleted() {
    let mut d = at_delete();
    d.fail(DESCRIBE, Fault::Refused);
    d.keys("enter");
    d.says("The app client was not deleted. The request to delete it was not sent.");
    assert_eq!(d.count(DELETE), 0);
}

#[test]
fn waiting_has_words_and_can_be_stopped() {
    let mut d = at_delete();
    d.hold = true;
    d.keys("enter");
    d.wait(Duration::from_secs(3));
    d.says("working Read it again 3 s");
    d.says("Nothing was sent that changes anything.");
    d.keys("ctrl-c");
    d.says("Stopped. Nothing was sent.");
    d.answer();
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0), "a late answer sends nothing");
    let mut d = at_delete();
    d.hold = true;
    d.keys("enter");
    d.answer_one();
    d.wait(Duration::from_secs(2));
    d.says("working Send DeleteUserPoolClient 2 s");
    d.says("It does not undo the request");
    d.keys("enter enter q");
    assert_eq!((page(&d.model), d.held(), d.status()), ("delete", 1, None));
    d.keys("ctrl-c");
    d.says("working See if it is still there");
    d.answer();
    assert_eq!((page(&d.model), d.count(DELETE)), ("clients", 1));
    d.says("was deleted");
}

#[test]
fn an_answer_that_comes_after_the_page_was_left() {
    let mut d = at_delete();
    d.hold = true;
    d.keys("enter");
    d.answer_one();
    d.keys("esc esc esc");
    assert_eq!(page(&d.model), "clients");
    d.answer();
    d.says("App client shop-web (3n4b5urk1ft4fl3mg5e62d9ado) was deleted");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn a_dry_run_prints_and_sends_nothing() {
    let start = Start { demo: true, dry_run: true, verb: Verb::Delete(WEB.to_owned()), ..Start::default() };
    let mut d = Driver::on_client(WEB, Then::Delete, start, NORMAL);
    d.keys("'shop-web' enter");
    while d.exit.is_none() && d.presses < 40 {
        d.keys("enter");
    }
    let exit = d.exit.clone().unwrap();
    let request = exit.request.unwrap();
    let json: serde_json::Value = serde_json::from_str(&request.json).unwrap();
    assert_eq!(json, json!({"UserPoolId": SHOP, "ClientId": WEB}));
    assert_eq!((exit.status, request.left_out_secret, d.count(DELETE)), (0, false, 0));
}

#[test]
fn refused_credentials_lead_to_a_page_read_anew() {
    let mut d = at_delete();
    d.fail(
        DESCRIBE,
        Fault::Refuse("ExpiredTokenException", "The security token included in the request is expired".to_owned()),
    );
    d.keys("enter");
    d.says("The request to delete it was not sent.");
    d.mend();
    for _ in 0..8 {
        if d.targets.len() > 1 {
            break;
        }
        d.keys("enter");
    }
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
    d.keys("pgup pgup pgup");
    d.says("Delete shop-web?");
    d.does_not_say("was not sent");
    confirmed(&mut d, "shop-web");
    d.keys("enter");
    assert_eq!(d.count(DELETE), 1);
}

#[test]
fn no_other_key_deletes() {
    let mut d = at(WEB);
    d.keys("'shop-web'");
    let keys =
        "tab tab tab backtab up down left right home end pgup pgdn space ctrl-n ctrl-p ctrl-r ctrl-l 1 2 9 ? f4 f6";
    d.keys(keys);
    d.paste("\n\n\n");
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
    for stamp in parse_keys("d x D X s c f h y") {
        d.press(stamp);
    }
    assert_eq!((page(&d.model), d.count(DELETE)), ("delete", 0));
}
