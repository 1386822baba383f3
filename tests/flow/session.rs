//! The session with AWS: not made, made again, another one.

use cognito_console::app::{Account, Link, Model, Msg, Start, Ticket};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::{ErrorKind, Identity, ServiceError};
use cognito_console::demo::World;

use crate::driver::{Driver, Fault, NORMAL};
use crate::{at_review, page};

fn no_region() -> ServiceError {
    ServiceError {
        kind: ErrorKind::NoRegion,
        operation: "",
        sentence: "No AWS Region is set.".to_owned(),
        advice: "Use --region.".to_owned(),
        reasons: Vec::new(),
        aws_said: None,
        request_id: None,
    }
}

fn expired() -> Fault {
    Fault::Refuse("ExpiredTokenException", "The security token included in the request is expired".to_owned())
}

fn account(model: &Model) -> &str {
    match &model.account {
        Account::Known(identity) => &identity.account,
        Account::Asking(_) | Account::NotKnown => "",
    }
}

/// Reads on and connects; stops before anything is sent.
fn try_again(d: &mut Driver) {
    for _ in 0..6 {
        if d.model.link() != Link::Down {
            return;
        }
        d.keys("enter");
    }
    panic!("it does not connect:\n{}", d.screen());
}

/// With a pool named, and no session to be had.
fn unconnected() -> Driver {
    let id = UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
    let mut d =
        Driver::unconnected(World::seeded(7).unwrap(), Start { demo: true, pool: id, ..Start::default() }, NORMAL);
    d.connect_error = Some(no_region());
    d.begin();
    d
}

#[test]
fn a_step_stays_when_there_is_no_session() {
    let mut d = unconnected();
    assert_eq!(page(&d.model), "step");
    d.says("No AWS Region is set. Use --region.");
    d.keys("enter 'shop-web'");
    assert_eq!(d.model.draft.name, "shop-web");
    d.keys("ctrl-c ctrl-c");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn review_tells_why_there_is_no_session_and_enter_tries_again() {
    let mut d = unconnected();
    d.keys("enter 'shop-web' ctrl-r");
    d.says("x App client was not created. Nothing changed in AWS. No AWS Region is set.");
    crate::create(&mut d);
    d.says("No AWS Region is set.");
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.connect_error = None;
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.says("Connected to AWS. Read Region and account on this page, then create.");
    d.does_not_say("No AWS Region is set.");
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 1));
}

#[test]
fn the_pool_list_tells_why_and_enter_tries_again() {
    let start = Start { demo: true, ..Start::default() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.connect_error = Some(no_region());
    d.begin();
    d.says("No AWS Region is set.");
    d.connect_error = None;
    d.keys("enter");
    d.says("shop-customers");
}

/// What is sent in a new session, the user saw in it.
#[test]
fn after_a_new_login_nothing_is_sent_before_the_account_was_shown() {
    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", expired());
    d.keys("enter");
    d.says("Your AWS session ended.");
    assert_eq!(d.creates, 1);
    d.mend();
    let asked = d.count("GetCallerIdentity");
    try_again(&mut d);
    assert_eq!((page(&d.model), d.creates), ("review", 1));
    d.says("Connected to AWS. Read Region and account on this page, then create.");
    assert_eq!(d.count("GetCallerIdentity"), asked + 1);
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 2));
}

#[test]
fn a_reading_that_found_the_session_ended_stops_create_too() {
    let mut d = Driver::with_fault("DescribeUserPool", expired());
    d.keys("i 'us-east-1_Ab12Cd34E' enter enter 'shop-web' ctrl-r");
    d.mend();
    try_again(&mut d);
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 1));
}

#[test]
fn a_late_answer_about_the_session_before_is_dropped_and_another_account_is_said() {
    let mut d = at_review("shop-web");
    let before = account(&d.model).to_owned();
    d.fail("CreateUserPoolClient", expired());
    d.keys("enter");
    d.mend();
    d.hold = true;
    try_again(&mut d);
    d.answer_one();
    let identity =
        |account: &str| Ok(Identity { account: account.to_owned(), role: "Other".to_owned(), expires_in: None });
    d.send(Msg::Identified(Ticket(0), identity("999999999999")));
    assert_eq!(account(&d.model), "", "an answer that nobody waits for");
    let Account::Asking(Some(ticket)) = d.model.account else { panic!("nobody asked") };
    d.send(Msg::Identified(ticket, identity("222222222222")));
    d.says(&format!("The account is another one now: 222222222222, before it was {before}."));
    d.says("Account 222222222222");
    assert_eq!(d.creates, 1);
}

#[test]
fn an_idle_program_without_a_session_is_not_woken() {
    let mut d = Driver::start();
    assert!(d.model.next_tick().is_some(), "the highlighted pool is to be described");
    d.fail("ListUserPools", expired());
    d.keys("r");
    assert_eq!((d.model.next_tick(), d.model.link()), (None, Link::Down));
}

#[test]
fn how_long_the_credentials_are_good_is_said_while_creating() {
    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", expired());
    d.keys("enter");
    d.mend();
    d.hold = true;
    try_again(&mut d);
    d.answer_one();
    let Account::Asking(Some(ticket)) = d.model.account else { panic!("nobody asked") };
    let expires_in = Some(std::time::Duration::from_mins(45));
    let identity = Identity { account: "111122223333".to_owned(), role: "AdminSSO".to_owned(), expires_in };
    d.send(Msg::Identified(ticket, Ok(identity)));
    for _ in 0..4 {
        if page(&d.model) == "review" {
            d.keys("enter");
        }
    }
    d.says("done Check credentials AdminSSO, 44 minutes left");
}
