//! Lists that come in pages: of pools, and of the clients of a pool.

use std::time::Duration;

use rstest::rstest;
use serde_json::{Value, json};

use crate::driver::{Driver, Fault};
use crate::page;

fn pools(next: Option<&str>) -> Fault {
    let rows = [json!({ "Id": "us-east-1_Ab12Cd34E", "Name": "shop-customers" })];
    body(json!({ "UserPools": rows }), next)
}

fn clients(names: &[String], next: Option<&str>) -> Fault {
    let rows: Vec<Value> = names.iter().map(|name| json!({ "ClientId": "x", "ClientName": name })).collect();
    body(json!({ "UserPoolClients": rows }), next)
}

fn body(mut answer: Value, next: Option<&str>) -> Fault {
    if let Some(next) = next {
        answer["NextToken"] = json!(next);
    }
    Fault::Body(200, answer.to_string())
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("client-{n}")).collect()
}

#[test]
fn a_list_of_pools_without_end_is_stopped_and_stays_usable() {
    let mut d = Driver::with_fault("ListUserPools", pools(Some("again")));
    d.says("The list of user pools does not end; what came so far is shown.");
    d.says("shop-customers");
    d.keys("enter");
    assert_eq!(page(&d.model), "step");
}

#[test]
fn a_list_of_clients_without_end_is_stopped() {
    let mut d = Driver::start();
    d.fail("ListUserPoolClients", clients(&names(1), Some("again")));
    d.keys("enter enter 'client-0' ctrl-r");
    d.says("Another client in this pool is also named client-0. Names may repeat.");
}

#[test]
fn names_belong_to_the_pool_that_was_chosen_last() {
    let mut d = Driver::start();
    d.fail("ListUserPoolClients", clients(&names(1), None));
    d.hold = true;
    d.keys("enter ctrl-p down enter ctrl-p up enter");
    d.answer();
    let clients = &d.model.pool.as_ref().unwrap().clients;
    assert_eq!(clients.rows().iter().map(|client| client.name.clone()).collect::<Vec<_>>(), names(1), "each name once");
}

/// Review is opened again once, not with each page.
#[test]
fn review_is_read_once_more_when_the_list_is_complete() {
    let mut d = Driver::start();
    d.hold = true;
    d.keys("enter enter 'shop-web' ctrl-r");
    d.mend();
    d.fail("ListUserPoolClients", clients(&names(960), Some("next")));
    // The highlighted pool, then the chosen one; next come its clients.
    d.answer_one();
    d.answer_one();
    let shown = d.shown();
    d.answer_one();
    assert_eq!(d.model.page_number(), shown, "the list is not complete");
    d.mend();
    d.fail("ListUserPoolClients", clients(&names(10), None));
    d.answer_one();
    assert_eq!(d.model.page_number(), shown + 1);
    d.says("This pool is near its limit: 970 of 1,000 app clients");
}

fn busy() -> Fault {
    Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned())
}

#[test]
fn a_busy_service_is_asked_again_and_the_seconds_are_said() {
    let mut d = Driver::with_fault("ListUserPools", busy());
    d.says("! Cognito is busy (TooManyRequests). Trying again in 2 s. r tries now, Esc stops.");
    d.wait(Duration::from_secs(1));
    d.says("Trying again in 1 s.");
    d.wait(Duration::from_secs(1));
    d.says("Trying again in 4 s.");
    d.mend();
    d.wait(Duration::from_secs(4));
    d.says("shop-customers");
    d.does_not_say("busy");
}

#[test]
fn it_gives_up_and_says_so() {
    let mut d = Driver::with_fault("ListUserPools", busy());
    for _ in 0..60 {
        d.wait(Duration::from_secs(1));
    }
    d.says("x The list of user pools could not be read.");
    d.says("Cognito is busy");
    assert_eq!(d.model.next_tick(), None);
    d.mend();
    d.keys("enter");
    d.says("shop-customers");
}

#[rstest]
#[case::enter("enter")]
#[case::refresh("r")]
fn a_key_asks_at_once(#[case] key: &str) {
    let mut d = Driver::with_fault("ListUserPools", busy());
    d.mend();
    d.press(crate::driver::parse_keys(key)[0]);
    d.says("shop-customers");
    assert!(d.model.next_tick().is_none_or(|at| at > d.model.now()));
}

#[rstest]
#[case::esc("esc")]
#[case::ctrl_c("ctrl-c")]
fn a_key_stops_asking(#[case] key: &str) {
    let mut d = Driver::with_fault("ListUserPools", busy());
    d.press(crate::driver::parse_keys(key)[0]);
    assert_eq!((d.status(), d.model.next_tick()), (None, None));
    d.says("x The list of user pools could not be read.");
}

#[test]
fn a_pool_that_is_too_busy_to_be_described_is_asked_again() {
    let mut d = Driver::with_fault("DescribeUserPool", busy());
    d.keys("enter enter 'shop-web' ctrl-r 5 2");
    let asked = d.count("DescribeUserPool");
    d.mend();
    d.wait(Duration::from_secs(20));
    assert_eq!(d.count("DescribeUserPool"), asked + 1);
    d.says("Read 23 of 23");
}

/// Attributes and clients of a pool are asked for at the same time, and share the plan.
#[test]
fn a_list_of_clients_that_is_refused_takes_no_try_away() {
    let mut d = Driver::with_fault("DescribeUserPool", busy());
    d.fail("ListUserPoolClients", Fault::Refuse("AccessDeniedException", "no".to_owned()));
    d.keys("enter enter 'shop-web' ctrl-r 5 2");
    d.says("Trying again in");
    d.mend();
    d.wait(Duration::from_secs(20));
    d.says("Read 23 of 23");
}

#[test]
fn waiting_is_said_after_a_moment_and_with_its_seconds() {
    let start = cognito_console::app::Start { demo: true, ..cognito_console::app::Start::default() };
    let mut d = Driver::unconnected(cognito_console::demo::World::seeded(7).unwrap(), start, crate::driver::NORMAL);
    d.hold = true;
    d.begin();
    d.does_not_say("Looking for AWS settings.");
    d.wait(Duration::from_millis(300));
    d.says("Looking for AWS settings. 0 s");
    d.answer_one();
    d.does_not_say("Reading");
    d.wait(Duration::from_secs(3));
    d.says("Reading the user pools of us-east-1. 3 s");
    d.keys("i 'us-east-1_'");
    d.says("us-east-1_");
}
