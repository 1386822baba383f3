//! Another profile, another Region.

use cognito_console::app::{Account, Start};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::Target;
use cognito_console::demo::World;

use crate::driver::{Driver, Fault, NORMAL};
use crate::page;

/// As against AWS: the demo has neither profiles nor Regions.
fn started(pool: Option<&str>) -> Driver {
    let pool = pool.and_then(|id| UserPoolId::parse(id).ok());
    Driver::with(Start { pool, ..Start::default() }, NORMAL)
}

fn region(name: &str) -> Target {
    Target { region: Some(name.to_owned()), ..Target::default() }
}

#[test]
fn g_switches_the_region_and_reads_everything_again() {
    let mut d = started(None);
    let lists = d.count("ListUserPools");
    d.keys("g");
    d.says("Switch to another Region");
    d.says("> us-east-1 (in use)");
    d.keys("'eu-west-1' enter");
    assert_eq!(d.targets.last(), Some(&region("eu-west-1")));
    assert_eq!(d.count("GetCallerIdentity"), 2);
    assert!(d.count("ListUserPools") > lists);
    d.says("eu-west-1 111122223333");
    d.says("shop-customers");
}

#[test]
fn o_switches_the_profile_and_keeps_the_region_that_was_chosen() {
    let mut d = started(None);
    d.keys("g 'eu-west-1' enter o");
    d.says("Switch to another profile");
    d.says("3 of 3");
    d.keys("'prod' enter");
    let expected = Target { profile: Some("prod".to_owned()), ..region("eu-west-1") };
    assert_eq!(d.targets.last(), Some(&expected));
    d.says("eu-west-1 prod");
    d.keys("o");
    d.says("> prod (in use)");
    d.keys("esc");
    assert_eq!((page(&d.model), d.targets.len()), ("pools", 3));
}

#[test]
fn nothing_matches_nothing_happens() {
    let mut d = started(None);
    d.keys("o 'zzz' enter");
    d.says("Nothing matches what you typed.");
    assert_eq!(d.targets.len(), 1);
}

#[test]
fn the_demo_offers_no_switch() {
    let mut d = Driver::start();
    d.keys("g o");
    d.says("Select a user pool");
    assert!(d.model.overlay.is_none());
}

#[test]
fn a_pool_of_another_region_offers_to_go_there() {
    let mut d = started(None);
    d.paste("eu-west-1_Ab12Cd34E");
    d.says("x This pool is not in us-east-1. Its ID says eu-west-1.");
    d.says("F4 go to eu-west-1");
    assert_eq!(page(&d.model), "pools");
    d.keys("f4");
    assert_eq!(d.targets.last(), Some(&region("eu-west-1")));
    assert_eq!(page(&d.model), "step");
    assert_eq!(d.model.pool.as_ref().unwrap().id.as_str(), "eu-west-1_Ab12Cd34E");
}

#[test]
fn a_pool_of_another_region_that_was_named_at_the_start_does_too() {
    let mut d = started(Some("eu-west-1_Ab12Cd34E"));
    assert_eq!(page(&d.model), "pools");
    d.says("x This pool is not in us-east-1. Its ID says eu-west-1.");
    d.keys("f4");
    assert_eq!(page(&d.model), "step");
}

/// The answers and the pool stay; only who asks is another.
#[test]
fn after_a_refusal_another_profile_can_be_taken() {
    let mut d = started(None);
    d.keys("enter enter 'shop-web' ctrl-r");
    let message =
        "User: arn:aws:sts::1:assumed-role/A/b is not authorized to perform: cognito-idp:CreateUserPoolClient";
    d.fail("CreateUserPoolClient", Fault::Refuse("AccessDeniedException", message.to_owned()));
    d.keys("enter");
    d.says("A may not call cognito-idp:CreateUserPoolClient on this pool.");
    d.mend();
    d.keys("o 'prod' enter");
    assert_eq!((page(&d.model), d.creates), ("review", 1));
    d.says("Connected to AWS. Read Region and account on this page, then create.");
    d.says("Profile prod");
    assert_eq!(d.model.draft.name, "shop-web");
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 2));
}

#[test]
fn an_account_that_is_not_known_is_said_and_stops_nothing() {
    let start = Start { demo: true, ..Start::default() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.fail("GetCallerIdentity", Fault::Refuse("AccessDenied", "no".to_owned()));
    d.begin();
    assert!(matches!(d.model.account, Account::NotKnown));
    d.says("account not known");
    d.keys("r");
    assert_eq!(d.count("GetCallerIdentity"), 0, "the fault is before the service");
    d.keys("enter enter 'shop-web' ctrl-r");
    d.says("Account not known");
    d.keys("enter");
    assert_eq!(page(&d.model), "created");
}

/// Who may not list the clients looks as somebody who may.
#[test]
fn a_look_that_was_refused_can_be_made_with_another_profile() {
    let mut d = started(None);
    d.keys("enter enter 'shop-web' ctrl-r");
    let message = "User: arn:aws:sts::1:assumed-role/A/b is not authorized to perform: cognito-idp:ListUserPoolClients";
    d.fail("CreateUserPoolClient", Fault::LostAfter);
    d.fail("ListUserPoolClients", Fault::Refuse("AccessDeniedException", message.to_owned()));
    crate::create(&mut d);
    d.says("could not be listed. A may not call cognito-idp:ListUserPoolClients");
    d.mend();
    d.keys("o 'prod' enter");
    assert_eq!((page(&d.model), d.creates), ("unknown", 1));
    d.says("1 client named shop-web may be it.");
}

/// The request went into a pool of another Region than the one of now: the look goes there.
#[test]
fn a_look_goes_to_the_region_of_the_pool() {
    let mut d = started(None);
    d.keys("enter enter 'shop-web' ctrl-r");
    d.fail("CreateUserPoolClient", Fault::LostAfter);
    crate::create(&mut d);
    d.mend();
    d.keys("esc ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p");
    assert_eq!(page(&d.model), "pools");
    d.keys("g 'eu-west-1' enter");
    d.says("eu-west-1 111122223333");
    d.keys("enter ctrl-r");
    for _ in 0..6 {
        if d.screen().contains("Look again") {
            break;
        }
        d.keys("enter");
    }
    d.keys("left enter");
    assert_eq!(d.targets.last(), Some(&region("us-east-1")));
    assert_eq!((page(&d.model), d.creates), ("unknown", 1));
    d.says("1 client named shop-web may be it.");
}
