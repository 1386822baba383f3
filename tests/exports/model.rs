//! The API's JSON by the service's own model.

use std::collections::BTreeSet;

use cognito_console::app_client::Update;
use cognito_console::export::{Call, Export};
use serde_json::{Value, json};

use crate::back;
use crate::botocore::model_says;
use crate::clients::{self, Texts};

fn case(export: &Export) -> Value {
    let operation = match export.call {
        Call::Create => "CreateUserPoolClient",
        Call::Update => "UpdateUserPoolClient",
    };
    json!({"operation": operation, "request": back::json(export)})
}

#[test]
fn the_model_takes_every_request() {
    let mut cases = Vec::new();
    for (client, has_secret) in clients::random(60, Texts::Tame) {
        cases.push(case(&Export::of_client(&client, Some(has_secret))));
        cases.push(case(&Export::of_update(&Update::of_nothing(&client), Some(has_secret))));
    }
    for (said, case) in model_says(&cases).iter().zip(&cases) {
        assert_eq!(said, "[]", "{case}");
    }
}

/// Clients of the demo that no request could make: one has no name, one has characters that the
/// service lets in nowhere, and one a flow that is in no enumeration of the model.
#[test]
fn the_demo_s_requests_but_for_three_clients() {
    let exports = clients::exports(0, Texts::Tame);
    let cases: Vec<Value> = exports.iter().map(case).collect();
    let said = model_says(&cases);
    let refused = exports.iter().zip(&said).filter(|(_, said)| *said != "[]");
    let refused: BTreeSet<&str> = refused.map(|(export, _)| export.client_id.as_deref().unwrap()).collect();
    let expected = ["44fp7f25qkgdkfgp8jtk40t64d", "df6mq9fabq1blqfha6o2uectmj", "dp3ao0ogtirv9cid33k33ua35b"];
    assert_eq!(refused, BTreeSet::from(expected), "{said:?}");
}
