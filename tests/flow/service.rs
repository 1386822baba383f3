//! What the service says to Create when it is not yes.

use std::time::Duration;

use cognito_console::app_client::FieldId;
use cognito_console::wizard::form::Focus;
use rstest::rstest;

use crate::driver::{Driver, Fault};
use crate::{at_review, page};

const DENIED: &str = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform: \
    cognito-idp:CreateUserPoolClient on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Ab12Cd34E";

fn refused(code: &'static str, message: &str) -> Driver {
    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", Fault::Refuse(code, message.to_owned()));
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates), ("review", 1));
    d
}

#[rstest]
#[case::denied(
    "AccessDeniedException",
    DENIED,
    "AdminSSO may not call cognito-idp:CreateUserPoolClient on this pool.",
    "Ask for this permission, or switch profile and try again."
)]
#[case::throttled("TooManyRequestsException", "Rate exceeded", "Cognito is busy (TooManyRequests).", "")]
#[case::limit(
    "LimitExceededException",
    "too many",
    "This pool has its maximum of app clients (1,000 unless raised).",
    ""
)]
#[case::gone(
    "ResourceNotFoundException",
    "User pool us-east-1_Ab12Cd34E does not exist.",
    "User pool us-east-1_Ab12Cd34E was not found in us-east-1.",
    ""
)]
#[case::expired(
    "ExpiredTokenException",
    "The security token included in the request is expired",
    "Your AWS session ended.",
    "Sign in again"
)]
fn a_refusal_keeps_the_page_and_the_answers(
    #[case] code: &'static str,
    #[case] message: &str,
    #[case] sentence: &str,
    #[case] advice: &str,
) {
    let mut d = refused(code, message);
    d.says("x App client was not created. Nothing changed in AWS.");
    d.says(sentence);
    d.says(&format!("What to do: {advice}"));
    d.says(&format!("AWS said: {code}: {}", &message[..8]));
    d.says("Request ID 1f6c7b0e-0000-4000-8000-000000000001");
    d.says("Your answers are kept.");
    d.says("[ Try again ]");
    assert_eq!(d.model.draft.name, "shop-web");
    d.keys("y");
    assert!(d.copied[0].contains(sentence) && d.copied[0].contains("1f6c7b0e"));
    d.keys("q right enter");
    d.keys("ctrl-c ctrl-c");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn after_a_refusal_the_same_answers_can_be_sent_again() {
    let mut d = refused("TooManyRequestsException", "Rate exceeded");
    d.mend();
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 2));
    d.keys("enter");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn a_refusal_of_a_field_marks_that_field() {
    let message = "1 validation error detected: Value 'shop-web' at 'clientName' failed to satisfy constraint: \
        Member must satisfy regular expression pattern";
    let mut d = refused("InvalidParameterException", message);
    d.says("Cognito did not accept the request.");
    d.keys("tab");
    d.says("There is a problem");
    d.says(">x Cognito did not accept this. Change it, then try again.");
    d.says("1 Appx");
    d.keys("enter");
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::ClientName));
    assert_eq!(d.model.draft.name, "shop-web");
    d.says("x Cognito did not accept this. Change it, then try again.");
    d.keys("'2'");
    d.does_not_say("Cognito did not accept");
    d.mend();
    d.keys("ctrl-r enter");
    assert_eq!((page(&d.model), d.creates), ("created", 2));
}

#[test]
fn a_refusal_of_a_field_does_not_stop_another_try() {
    let message = "1 validation error detected: Value 'x' at 'clientName' failed to satisfy constraint: x";
    let mut d = refused("InvalidParameterException", message);
    d.mend();
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 2));
}

#[test]
fn a_pool_that_vanished_is_a_refusal() {
    let mut d = at_review("shop-web");
    *d.world.lock().unwrap() = cognito_console::demo::World::seeded(1).unwrap();
    let id = cognito_console::app_client::UserPoolId::parse("us-east-1_Gone00000").unwrap();
    if let Some(pool) = &mut d.model.pool {
        pool.id = id;
    }
    d.keys("enter");
    d.says("User pool us-east-1_Gone00000 was not found in us-east-1.");
    assert_eq!(page(&d.model), "review");
}

#[test]
fn waiting_is_said_in_words_after_a_moment_and_once_a_second() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter");
    d.says("Creating app client shop-web");
    d.does_not_say("0 s");
    d.says("Ctrl+C stops waiting. It does not undo the request");
    d.wait(Duration::from_millis(300));
    d.says("Send CreateUserPoolClient 0 s");
    d.wait(Duration::from_millis(2_700));
    d.says("Send CreateUserPoolClient 3 s");
    let now = d.model.now();
    assert_eq!(d.model.next_tick(), Some(now + Duration::from_secs(1)));
    d.answer();
    assert_eq!((page(&d.model), d.creates), ("created", 1));
    assert_eq!(d.model.next_tick(), None);
}

#[test]
fn nothing_but_ctrl_c_ends_the_wait() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter enter esc q tab ctrl-r ctrl-p ctrl-n 1 f1 f1 y n s");
    d.paste("x\n");
    assert_eq!((page(&d.model), d.held(), d.status()), ("creating", 1, None));
}

#[test]
fn ctrl_c_twice_leaves_without_knowing() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter ctrl-c ctrl-c");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn a_late_refusal_leads_back_to_review() {
    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned()));
    d.hold = true;
    d.keys("enter ctrl-c");
    d.answer();
    assert_eq!(page(&d.model), "review");
    d.says("App client was not created.");
}

#[test]
fn differences_are_named() {
    let mut d = at_review("shop-web");
    let body = serde_json::json!({ "UserPoolClient": {
        "UserPoolId": "us-east-1_Ab12Cd34E", "ClientName": "shop-web", "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado",
        "RefreshTokenValidity": 30, "ExplicitAuthFlows":
            ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "ENABLED", "AuthSessionValidity": 5, "EnableTokenRevocation": true } });
    d.fail("CreateUserPoolClient", Fault::Body(200, body.to_string()));
    d.keys("enter");
    d.says("! Created, but 1 setting is not what you asked for.");
    d.says("AuthSessionValidity: asked 3 minutes, got 5 minutes");
    d.says("3n4b5urk1ft4fl3mg5e62d9ado");
}

/// Tokens are judged against each other, so another one may be the cure.
#[test]
fn a_refusal_ends_with_a_change_beside_its_field() {
    let mut d = refused("InvalidParameterException", "Invalid range for token validity.");
    d.keys("3 tab");
    let marked = |d: &Driver| d.model.problems().iter().any(|problem| problem.text.starts_with("Cognito did not"));
    assert!(marked(&d));
    d.keys("tab backspace");
    assert!(!marked(&d));
}

#[test]
fn a_refusal_belongs_to_the_pool_that_was_chosen() {
    let message = "1 validation error detected: Value 'x' at 'clientName' failed to satisfy constraint: x";
    let mut d = refused("InvalidParameterException", message);
    d.keys("ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p down enter");
    assert_eq!(page(&d.model), "step");
    assert!(d.model.problems().iter().all(|problem| !problem.text.starts_with("Cognito did not")));
}

/// It does not say which one: the pool is read again, and the rules judge anew.
#[test]
fn a_refused_attribute_reads_the_pool_again() {
    let mut d = at_review("shop-web");
    let read = d.count("DescribeUserPool");
    let message = "Invalid write attributes specified while creating a client";
    d.fail("CreateUserPoolClient", Fault::Refuse("InvalidParameterException", message.to_owned()));
    d.keys("enter");
    assert_eq!((page(&d.model), d.count("DescribeUserPool")), ("review", read + 1));
    d.says("The pool's attributes may have changed");
    assert!(d.model.problems().iter().any(|problem| problem.field == FieldId::AttributeMode));
}
