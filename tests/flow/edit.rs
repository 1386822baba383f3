//! Editing an app client: from the list over the steps and Review changes to the update, and every
//! way in which that can go wrong.

use std::time::Duration;

use cognito_console::app::{Checked, Link, Start, Verb};
use cognito_console::demo::{World, request::Settings};
use crossterm::event::KeyEvent;
use rstest::rstest;
use serde_json::{Value, json};

use crate::driver::{Driver, Fault, NARROW, NORMAL, parse_keys};
use crate::{page, sorted};

const POOL: &str = "us-east-1_Ab12Cd34E";
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const DESCRIBE: &str = "DescribeUserPoolClient";
const UPDATE: &str = "UpdateUserPoolClient";
/// From the first step to Review changes, with another access token lifetime.
const SHORTER: &str = "ctrl-n ctrl-n tab ctrl-u '15m' ctrl-r";

fn home() -> Start {
    Start { demo: true, verb: Verb::Home, ..Start::default() }
}

/// On step 1 of the edit of shop-web, the first of the list.
fn editing_with(start: Start, size: (u16, u16)) -> Driver {
    let mut d = Driver::over(World::seeded(7).unwrap(), start, size);
    d.keys("enter down e");
    assert_eq!(page(&d.model), "step");
    assert!(d.model.is_editing());
    d
}

fn editing() -> Driver {
    editing_with(home(), NORMAL)
}

/// On Review changes, with a shorter access token.
fn at_changes() -> Driver {
    let mut d = editing();
    d.keys(SHORTER);
    assert_eq!(page(&d.model), "changes");
    d
}

/// How often a client was read, without the seven rows of the list.
fn reads(d: &Driver) -> usize {
    d.count(DESCRIBE) - 7
}

/// Somebody else changes the client.
fn meanwhile(d: &Driver, change: impl FnOnce(&mut Settings)) {
    d.world.lock().unwrap().change_client(POOL, WEB, change).unwrap();
}

/// Reads the page to its end and presses Save; stops before the next page.
fn save(d: &mut Driver) {
    for _ in 0..20 {
        let word = d.model.save_word();
        d.keys("enter");
        if word != "read on" {
            return;
        }
    }
    panic!("it is not read to its end:\n{}", d.screen());
}

fn refuse(code: &'static str, message: &str) -> Fault {
    Fault::Refuse(code, message.to_owned())
}

/// Every member of the description of shop-web that an update takes, and what is always said.
fn described() -> Value {
    json!({
        "UserPoolId": POOL, "ClientId": WEB, "ClientName": "shop-web",
        "RefreshTokenValidity": 30, "AccessTokenValidity": 60, "IdTokenValidity": 60,
        "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "minutes", "IdToken": "minutes"},
        "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
        "SupportedIdentityProviders": ["COGNITO", "Google"],
        "CallbackURLs": ["http://localhost:3000/signed-in", "https://shop.example.com/signed-in"],
        "LogoutURLs": ["https://shop.example.com/"],
        "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["email", "openid", "profile"],
        "AllowedOAuthFlowsUserPoolClient": true, "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": true, "EnablePropagateAdditionalUserContextData": false,
        "AuthSessionValidity": 3, "RefreshTokenRotation": {"Feature": "DISABLED"},
    })
}

/// The same, with the members of `change` put in; an object's members one by one.
fn with(change: &Value) -> Value {
    let mut all = described();
    for (name, value) in change.as_object().unwrap() {
        match (all[name].as_object_mut(), value.as_object()) {
            (Some(parts), Some(changed)) => parts.extend(changed.clone()),
            _ => all[name] = value.clone(),
        }
    }
    all
}

#[rstest]
#[case::name("ctrl-u 'shop web'", json!({"ClientName": "shop web"}))]
#[case::flow_off("ctrl-n 3", json!({"ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]}))]
#[case::flow_on(
    "ctrl-n 2",
    json!({"ExplicitAuthFlows":
        ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]})
)]
#[case::session("ctrl-n tab ctrl-u '9'", json!({"AuthSessionValidity": 9}))]
#[case::refresh(
    "ctrl-n ctrl-n ctrl-u '12h'",
    json!({"RefreshTokenValidity": 12, "TokenValidityUnits": {"RefreshToken": "hours"}})
)]
#[case::access(
    "ctrl-n ctrl-n tab ctrl-u '2h'",
    json!({"AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "hours"}})
)]
#[case::id("ctrl-n ctrl-n tab tab ctrl-u '90'", json!({"IdTokenValidity": 90}))]
#[case::revocation("ctrl-n ctrl-n ctrl-n space", json!({"EnableTokenRevocation": false}))]
#[case::existence_errors("ctrl-n ctrl-n ctrl-n tab space", json!({"PreventUserExistenceErrors": "LEGACY"}))]
#[case::attributes(
    "ctrl-n ctrl-n ctrl-n ctrl-n 2 tab R e",
    json!({
        "ReadAttributes": ["email", "email_verified"],
        "WriteAttributes": [
            "address", "birthdate", "custom:legacy_id", "custom:tenant_id", "custom:tier", "email", "family_name",
            "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number", "picture",
            "preferred_username", "profile", "updated_at", "website", "zoneinfo",
        ],
    })
)]
fn one_answer_changes_one_member_and_all_others_are_sent_as_they_were(#[case] keys: &str, #[case] change: Value) {
    let mut d = editing();
    d.keys(keys);
    d.keys("ctrl-r");
    save(&mut d);
    d.says("were saved");
    assert_eq!((d.count(UPDATE), reads(&d)), (1, 2));
    assert_eq!(sorted(d.body_of(UPDATE)), sorted(with(&change)));
}

#[test]
fn what_was_absent_stays_absent() {
    let mut d = Driver::home();
    d.world.lock().unwrap().change_client(POOL, WEB, |settings| *settings = Settings::default()).unwrap();
    d.keys("enter down e ctrl-n tab ctrl-u '5' ctrl-r");
    save(&mut d);
    let expected = json!({
        "UserPoolId": POOL, "ClientId": WEB, "RefreshTokenValidity": 30,
        "TokenValidityUnits": {"RefreshToken": "days"}, "AllowedOAuthFlowsUserPoolClient": false,
        "EnableTokenRevocation": true, "EnablePropagateAdditionalUserContextData": false,
        "AuthSessionValidity": 5, "RefreshTokenRotation": {"Feature": "DISABLED"},
    });
    assert_eq!(d.body_of(UPDATE), expected);
}

#[test]
fn the_page_says_what_changes_what_stays_and_what_it_does() {
    let mut d = editing();
    d.keys("ctrl-n 3 ctrl-r");
    d.says("Edit app client shop-web Review changes");
    d.says("reads all 15 and sends all 15");
    d.says("- ExplicitAuthFlows ALLOW_USER_PASSWORD_AUTH");
    d.says("14 settings stay the same.");
    d.says("! Apps that use USER_PASSWORD_AUTH will fail to sign in at once:");
    d.says("Last changed 2026-11-20 09:14 UTC. Read again just before save.");
    d.does_not_say("CallbackURLs");
    d.resize((80, 50));
    d.keys("a");
    d.says("CallbackURLs http://localhost:3000/signed-in, https://shop.example.com/signed-in");
    d.keys("a");
    d.does_not_say("CallbackURLs");
}

#[test]
fn what_cannot_change_is_no_question_and_said() {
    let mut d = editing();
    d.does_not_say("App type");
    d.says(&format!("Client ID {WEB}"));
    d.says(&format!("User pool {POOL}"));
    d.says("These cannot be changed");
    d.keys("ctrl-n ctrl-n ctrl-n");
    d.says("Client secret none that Cognito tells");
    d.says("Rotate secrets from the client's page.");
    d.does_not_say("Generate a secret");
}

#[test]
fn nothing_changed_is_nothing_to_save() {
    let mut d = editing();
    d.keys("ctrl-r");
    d.says("Nothing has changed, so there is nothing to save.");
    d.says("[ Nothing to save ]");
    d.keys("enter enter enter");
    d.says("Nothing has changed, so nothing is sent.");
    assert_eq!((page(&d.model), d.count(UPDATE), reads(&d)), ("changes", 0, 1));
    d.keys("left left enter");
    assert_eq!((page(&d.model), d.status()), ("clients", None), "and nothing to ask");
}

#[test]
fn an_answer_taken_back_is_no_change() {
    let mut d = editing();
    d.keys("ctrl-n 3 3 ctrl-n tab ctrl-u '1h' ctrl-r");
    d.says("Nothing has changed, so there is nothing to save.");
}

#[test]
fn after_it_was_saved_the_client_is_shown_as_it_is_now() {
    let mut d = at_changes();
    save(&mut d);
    d.says("Edit app client shop-web Saved");
    d.says("~ AccessTokenValidity 60 minutes 15 minutes");
    d.says("[ Done ]");
    d.keys("enter");
    assert_eq!((page(&d.model), reads(&d), d.status()), ("client", 3, None));
    assert!(!d.model.is_editing());
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn another_name_is_in_the_list_too() {
    let mut d = editing();
    d.keys("ctrl-u 'shop-site' ctrl-r");
    save(&mut d);
    let pool = d.model.pool.as_ref().unwrap();
    assert!(pool.clients.rows().iter().any(|client| client.id == WEB && client.name == "shop-site"));
}

#[test]
fn what_moved_is_shown_and_saved_only_when_asked_again() {
    let mut d = at_changes();
    meanwhile(&d, |settings| settings.auth_session_validity = Some(7));
    save(&mut d);
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0));
    d.says("The client was changed since you read it.");
    d.says("~ AuthSessionValidity 3 minutes 7 minutes");
    d.says("~ AccessTokenValidity 60 minutes 15 minutes");
    save(&mut d);
    d.says("were saved");
    let change = json!({"AccessTokenValidity": 15, "AuthSessionValidity": 7});
    assert_eq!(sorted(d.body_of(UPDATE)), sorted(with(&change)));
}

#[test]
fn the_same_change_by_somebody_else_leaves_nothing_to_save() {
    let mut d = at_changes();
    meanwhile(&d, |settings| settings.access_token_validity = Some(15));
    save(&mut d);
    d.says("The client was changed since you read it.");
    d.says("Nothing has changed, so there is nothing to save.");
    assert_eq!(d.count(UPDATE), 0);
}

#[test]
fn a_date_that_moved_is_enough_to_ask() {
    let mut d = at_changes();
    meanwhile(&d, |_| {});
    save(&mut d);
    assert_eq!(d.count(UPDATE), 0);
    d.says("Last changed: before 2026-11-20 09:14:00 UTC, now 2026-11-24 12:00:00 UTC.");
    d.says("No setting that this tool knows is another one.");
    save(&mut d);
    assert_eq!(d.count(UPDATE), 1);
}

#[test]
fn a_client_that_is_gone_is_not_made_again() {
    let mut d = at_changes();
    d.world.lock().unwrap().remove_client(POOL, WEB).unwrap();
    save(&mut d);
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0));
    d.says("The changes were not saved. Nothing changed in AWS.");
    d.keys("q left enter");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn reading_again_is_said_and_keeps_the_changes() {
    let mut d = at_changes();
    d.keys("r");
    d.says("Read again: nothing moved.");
    meanwhile(&d, |settings| settings.client_name = Some("shop-shop".to_owned()));
    d.keys("r");
    d.says("~ ClientName shop-web shop-shop");
    d.says("~ AccessTokenValidity 60 minutes 15 minutes");
    assert_eq!(d.count(UPDATE), 0);
}

#[test]
fn a_lost_answer_is_looked_into_and_found_saved() {
    let mut d = at_changes();
    d.fail(UPDATE, Fault::LostAfter);
    save(&mut d);
    d.says("The changes to shop-web were saved");
    d.says("The answer was lost, so this tool read the client again.");
    assert_eq!((d.count(UPDATE), reads(&d)), (1, 3));
    d.keys("enter q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn a_lost_request_is_found_not_saved_and_can_be_tried_again() {
    let mut d = at_changes();
    d.fail(UPDATE, Fault::Lost);
    save(&mut d);
    assert_eq!(page(&d.model), "changes");
    d.says("the changes were not saved, nothing is different");
    d.says("[ Try again ]");
    d.mend();
    save(&mut d);
    d.says("The changes to shop-web were saved");
    assert_eq!(d.body_of(UPDATE)["AccessTokenValidity"], 15);
}

#[test]
fn a_lost_request_that_somebody_else_was_faster_than_is_told_as_it_is() {
    let mut d = at_changes();
    d.fail(UPDATE, Fault::Lost);
    // Between the update and the look.
    d.hold = true;
    save(&mut d);
    d.answer_one();
    d.answer_one();
    meanwhile(&d, |settings| settings.auth_session_validity = Some(7));
    d.answer();
    d.says("it is neither as before nor as it was meant");
    d.says("~ AccessTokenValidity 60 minutes 15 minutes");
    let cognito_console::app::Screen::Changes(shown) = &d.model.screen else { panic!("{}", d.screen()) };
    assert_eq!(shown.checked, Some(Checked::Partly));
}

#[test]
fn what_cannot_be_looked_into_stays_not_known() {
    let mut d = at_changes();
    d.hold = true;
    save(&mut d);
    d.answer_one();
    d.fail(UPDATE, Fault::LostAfter);
    d.fail(DESCRIBE, Fault::Lost);
    d.answer();
    d.says("It is not known if the changes to shop-web were saved.");
    d.says("[ Read and compare ]");
    d.keys("enter");
    d.says("It is not known if the changes to shop-web were saved.");
    assert_eq!(d.count(UPDATE), 1);
    // Not from another page either.
    d.keys("esc ctrl-r");
    d.says("It is not known if the changes to shop-web were saved.");
    let mut left = d;
    left.keys("q");
    left.says("It is not known if the changes were saved.");
    left.keys("esc");
    left.mend();
    left.keys("enter");
    left.says("The changes to shop-web were saved");
    assert_eq!(left.count(UPDATE), 1);
}

#[rstest]
#[case("esc")]
#[case("ctrl-c")]
#[case("q")]
fn who_stops_waiting_for_the_reading_has_sent_nothing(#[case] key: &str) {
    let mut d = at_changes();
    d.hold = true;
    save(&mut d);
    d.says("Saving the changes to shop-web");
    d.says("working DescribeUserPoolClient");
    d.keys(key);
    d.says("Stopped. Nothing was sent.");
    d.says("[ Save changes ]");
    d.answer();
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0), "the late reading sends nothing");
}

#[rstest]
#[case("esc")]
#[case("ctrl-c")]
#[case("q")]
fn who_stops_waiting_for_the_update_is_told_what_is_not_known(#[case] key: &str) {
    let mut d = at_changes();
    d.hold = true;
    save(&mut d);
    d.answer_one();
    d.says("done DescribeUserPoolClient");
    d.says("working UpdateUserPoolClient");
    d.says("It does not undo the request");
    d.keys(key);
    d.says("It is not known if the changes to shop-web were saved.");
    d.answer();
    d.says("The changes to shop-web were saved");
    assert_eq!(d.count(UPDATE), 1);
}

#[test]
fn waiting_is_told_in_seconds() {
    let mut d = at_changes();
    d.hold = true;
    save(&mut d);
    d.does_not_say("0 s");
    d.wait(Duration::from_secs(3));
    d.says("3 s");
    d.answer_one();
    d.wait(Duration::from_secs(2));
    d.says("2 s");
}

#[test]
fn an_answer_that_comes_on_another_page_is_told_there() {
    let mut d = at_changes();
    d.hold = true;
    save(&mut d);
    d.answer_one();
    d.keys("esc esc");
    assert_eq!(page(&d.model), "step");
    d.answer();
    d.says("The changes to shop-web were saved, as it turned out now.");
    d.keys("ctrl-r");
    d.says("Nothing has changed, so there is nothing to save.");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn what_came_out_otherwise_is_told() {
    let mut d = at_changes();
    d.hold = true;
    save(&mut d);
    d.answer_one();
    let body = json!({"UserPoolClient": {"UserPoolId": POOL, "ClientId": WEB, "ClientName": "shop-web"}});
    d.fail(UPDATE, Fault::Body(200, body.to_string()));
    d.answer();
    d.says("Saved, but");
    d.says("are not what was meant.");
    d.says("SETTING MEANT GOT");
    d.says("AccessTokenValidity 15 minutes 1 hour");
}

#[test]
fn a_refused_setting_keeps_the_answers_and_leads_to_its_step() {
    let mut d = at_changes();
    d.fail(UPDATE, refuse("InvalidParameterException", "Invalid range for token validity."));
    save(&mut d);
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0));
    d.says("The changes were not saved. Nothing changed in AWS.");
    d.says("Invalid range for token validity.");
    d.keys("tab");
    d.says("Cognito did not accept this. Change it, then try again.");
    d.keys("enter");
    d.says("Set token lifetimes");
    d.mend();
    d.keys("ctrl-u '20m' ctrl-r");
    save(&mut d);
    d.says("were saved");
    assert_eq!(d.body_of(UPDATE)["AccessTokenValidity"], 20);
    d.keys("enter q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn a_conflict_is_read_again_shown_and_asked() {
    let said = "Only one request to update user pool client can be processed at a time.";
    for moved in [true, false] {
        let mut d = at_changes();
        d.hold = true;
        save(&mut d);
        d.answer_one();
        d.fail(UPDATE, refuse("ConcurrentModificationException", said));
        if moved {
            meanwhile(&d, |settings| settings.auth_session_validity = Some(7));
        }
        d.answer();
        assert_eq!((page(&d.model), d.count(UPDATE), reads(&d)), ("changes", 0, 3));
        d.says("The changes were not saved. Nothing changed in AWS.");
        d.says(said);
        d.resize((80, 60));
        if moved {
            d.says("~ AuthSessionValidity 3 minutes 7 minutes");
        } else {
            d.does_not_say("The client was changed since you read it.");
        }
        d.mend();
        save(&mut d);
        d.says("were saved");
        assert_eq!(d.body_of(UPDATE)["AuthSessionValidity"], if moved { 7 } else { 3 });
    }
}

#[rstest]
#[case::denied("AccessDeniedException", "o switches profile")]
#[case::busy("TooManyRequestsException", "Enter tries again")]
#[case::refused("OperationNotEnabledException", "Enter tries again")]
fn a_refusal_has_ways_on(#[case] code: &'static str, #[case] way: &str) {
    // In the demo there is no other profile.
    let mut d = editing_with(Start { demo: false, ..home() }, (80, 50));
    d.keys(SHORTER);
    d.fail(UPDATE, refuse(code, "no"));
    save(&mut d);
    d.says("The changes were not saved. Nothing changed in AWS.");
    d.says(way);
    assert_eq!(d.count(UPDATE), 0);
    d.keys("y");
    assert!(d.copied.last().unwrap().starts_with("UpdateUserPoolClient: "));
    d.keys("q left enter");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn nothing_is_sent_in_a_session_that_was_not_seen() {
    for operation in [DESCRIBE, UPDATE] {
        let mut d = at_changes();
        d.fail(operation, refuse("ExpiredTokenException", "expired"));
        save(&mut d);
        d.says("Your AWS session ended");
        assert_eq!(d.model.link(), Link::Down);
        d.mend();
        d.hold = true;
        save(&mut d);
        d.says("Connecting to AWS. Nothing was sent; your answers are kept.");
        d.answer();
        assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0), "{operation}");
        d.says("[ Save changes ]");
        save(&mut d);
        d.says("were saved");
    }
}

#[test]
fn a_dry_run_prints_the_update_and_sends_nothing() {
    let mut d = editing_with(Start { dry_run: true, ..home() }, NORMAL);
    d.keys(SHORTER);
    d.says("[ Print the request ]");
    meanwhile(&d, |settings| settings.auth_session_validity = Some(7));
    save(&mut d);
    d.says("The client was changed since you read it.");
    save(&mut d);
    let exit = d.exit.clone().unwrap();
    let printed: Value = serde_json::from_str(&exit.request.unwrap().json).unwrap();
    let change = json!({"AccessTokenValidity": 15, "AuthSessionValidity": 7});
    assert_eq!((exit.status, sorted(printed)), (0, sorted(with(&change))));
    assert_eq!(d.count(UPDATE), 0);
}

fn from_the_future() -> Fault {
    let body = json!({"UserPoolClient": {
        "UserPoolId": POOL, "ClientId": WEB, "ClientName": "shop-web", "AccessTokenValidity": 60,
        "TokenValidityUnits": {"AccessToken": "minutes"}, "PasskeyPolicy": {"Required": true},
    }});
    Fault::Body(200, body.to_string())
}

#[test]
fn what_an_update_cannot_send_is_shown_and_asked() {
    let mut d = Driver::home();
    d.fail(DESCRIBE, from_the_future());
    d.keys("enter down e");
    d.keys(SHORTER);
    d.resize((80, 50));
    d.says("This client has settings that this tool does not know.");
    d.says("PasskeyPolicy: {\"Required\":true}");
    save(&mut d);
    d.says("Settings that this tool does not know");
    d.says("[ Go back ]");
    d.keys("enter");
    assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0), "the harmless answer");
    save(&mut d);
    d.keys("left enter");
    assert_eq!(d.count(UPDATE), 1);
    assert_eq!(d.body_of(UPDATE)["PasskeyPolicy"], Value::Null);
}

#[rstest]
#[case::step("ctrl-n 3 q", "left enter")]
#[case::interrupt("ctrl-u 'x' ctrl-c", "ctrl-c")]
#[case::changes("ctrl-u 'x' ctrl-r q", "left enter")]
fn leaving_the_program_with_changes_asks(#[case] keys: &str, #[case] then: &str) {
    let mut d = editing();
    d.keys(keys);
    d.says("The changes are not saved: nothing changed in AWS.");
    d.says("[ Keep editing ]");
    d.keys("enter");
    assert_eq!((d.status(), d.model.is_editing()), (None, true));
    d.keys(keys.rsplit(' ').next().unwrap());
    d.keys(then);
    assert_eq!((d.status(), d.count(UPDATE)), (Some(130), 0));
}

#[rstest]
#[case::esc("esc")]
#[case::button("tab left left left enter")]
fn leaving_the_edit_with_changes_asks_and_goes_back_to_the_list(#[case] keys: &str) {
    let mut d = editing();
    d.keys(keys);
    assert_eq!((page(&d.model), d.model.is_editing()), ("clients", false), "nothing changed");
    d.keys("e");
    d.keys("ctrl-u 'x'");
    d.keys(keys);
    d.says("The changes are not saved: nothing changed in AWS.");
    d.keys("enter");
    assert!(d.model.is_editing());
    d.keys(keys);
    d.keys("left enter");
    assert_eq!((page(&d.model), d.model.is_editing(), d.status()), ("clients", false, None));
}

#[test]
fn an_edit_without_changes_is_left_at_once() {
    let mut d = editing();
    d.keys("ctrl-n q");
    assert_eq!(d.status(), Some(130));
}

#[test]
fn the_answers_for_a_new_client_are_there_again() {
    let mut d = Driver::over(World::seeded(7).unwrap(), Start { drafts: true, ..home() }, NORMAL);
    d.keys("enter n enter 'shop-new' enter 3");
    d.wait(Duration::from_secs(2));
    let kept = d.kept.clone().unwrap();
    assert_eq!(kept.client_name(), "shop-new");
    d.keys("ctrl-p esc");
    assert_eq!(page(&d.model), "clients");
    d.keys("e ctrl-u 'shop-old' ctrl-r");
    assert_eq!(d.kept.as_ref().unwrap().client_name(), "shop-new", "the draft on the disk is the new client's");
    save(&mut d);
    d.keys("enter");
    assert_eq!(d.model.draft.name, "shop-new");
    d.keys("esc n");
    assert_eq!(page(&d.model), "step");
    d.does_not_say("Edit app client");
    d.keys("ctrl-r");
    crate::create(&mut d);
    assert_eq!(page(&d.model), "created");
    assert_eq!(d.created_body()["ClientName"], "shop-new");
}

#[test]
fn without_drafts_the_answers_for_a_new_client_are_asked_about() {
    let mut d = Driver::home();
    d.keys("enter n enter 'shop-new' esc down e ctrl-c");
    assert_eq!(d.status(), None);
    d.says("If you leave, your changes are lost.");
}

#[test]
fn a_held_enter_never_saves() {
    for size in [NORMAL, NARROW, (80, 50)] {
        let enter: KeyEvent = parse_keys("enter")[0];
        let mut d = editing_with(home(), size);
        d.keys("ctrl-u 'x'");
        d.hold_down(enter, 600, Duration::from_millis(33));
        assert_eq!((page(&d.model), d.count(UPDATE)), ("changes", 0), "{size:?}");
        d.wait(Duration::from_secs(1));
        d.press(enter);
        assert_eq!(d.count(UPDATE), 1, "and a press of its own does");
        d.hold_down(enter, 300, Duration::from_millis(33));
        assert_eq!(page(&d.model), "changes", "nor does it wipe the outcome away");
    }
}

#[test]
fn a_key_meant_for_what_the_page_said_before_saves_nothing() {
    let mut d = at_changes();
    meanwhile(&d, |settings| settings.auth_session_validity = Some(7));
    save(&mut d);
    let before = d.shown() - 1;
    d.wait(Duration::from_secs(5));
    while d.model.save_word() == "read on" {
        d.keys("enter");
    }
    d.wait(Duration::from_secs(5));
    d.press_stamped(parse_keys("enter")[0], before, false);
    assert_eq!(d.count(UPDATE), 0);
    d.says("Press Enter again to save.");
}

#[test]
fn old_flows_are_rows_of_their_own_and_stay_unless_switched_off() {
    let old = |settings: &mut Settings| {
        settings.explicit_auth_flows = ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"].map(str::to_owned).to_vec();
    };
    let mut d = Driver::home();
    d.world.lock().unwrap().change_client(POOL, WEB, old).unwrap();
    d.keys("enter down e ctrl-n");
    d.says("[x] 7 ADMIN_NO_SRP_AUTH");
    d.says("[x] 8 USER_PASSWORD_AUTH");
    d.keys("tab ctrl-u '5' ctrl-r");
    save(&mut d);
    assert_eq!(d.body_of(UPDATE)["ExplicitAuthFlows"], json!(["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"]));
    d.keys("enter esc e ctrl-n 7 ctrl-r");
    d.says("Apps that use ADMIN_NO_SRP_AUTH will fail to sign in at once.");
    save(&mut d);
    assert_eq!(d.body_of(UPDATE)["ExplicitAuthFlows"], json!(["USER_PASSWORD_AUTH"]));
}

#[test]
fn what_was_wrong_before_stops_nothing() {
    let mut d = Driver::home();
    let wrong = |settings: &mut Settings| settings.auth_session_validity = Some(99);
    d.world.lock().unwrap().change_client(POOL, WEB, wrong).unwrap();
    d.keys("enter down e ctrl-u 'shop-site' ctrl-r");
    d.says("~ ClientName shop-web shop-site");
    d.keys("2 tab ctrl-u '99' ctrl-r");
    d.says("~ ClientName shop-web shop-site");
    d.keys("2 tab ctrl-u '98' ctrl-r");
    d.says("There is a problem");
    d.says("[ Save changes ]");
    d.keys("enter");
    d.says("There is a problem. Enter goes to it.");
    assert_eq!(d.count(UPDATE), 0);
}
