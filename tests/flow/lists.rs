//! Lists that come in pages: of pools, and of the clients of a pool.

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
    assert_eq!(clients.iter().map(|client| client.name.clone()).collect::<Vec<_>>(), names(1), "each name once");
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
