//! Creating: the same answers end in the same request as on the full screen.

use cognito_console::app::{Exit, Start};
use cognito_console::app_client::UserPoolId;
use insta::assert_snapshot;

use crate::driver::{Driver, NORMAL};
use crate::talk::{POOL, Script, create, start, talk};

const CREATE: &str = "CreateUserPoolClient";

/// The request of the full screen, after those keys in the same pool.
fn on_screen(keys: &str) -> serde_json::Value {
    let pool = Some(UserPoolId::parse(POOL).unwrap());
    let mut driver = Driver::with(Start { demo: true, pool, ..Start::default() }, NORMAL);
    driver.keys(keys);
    driver.created_body()
}

#[test]
fn a_public_client() {
    let said = create(&["", "my web#", "my-web", "r", "c"]);
    assert_snapshot!("public", said.text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
    assert_eq!(said.bodies(CREATE), [on_screen("enter 'my-web' ctrl-r enter")]);
}

#[test]
fn every_step_one_after_the_other() {
    let said = create(&["1", "my-web", "", "", "", "", "", "", "", "", "", "", "", "", "", "c"]);
    assert_snapshot!("every-step", said.text);
    assert_eq!(said.bodies(CREATE), [on_screen("enter 'my-web' ctrl-r enter")]);
}

#[test]
fn a_confidential_client_with_a_generated_secret() {
    let said = create(&["confidential", "my-server", "r", "c", "s", ""]);
    assert_snapshot!("confidential", said.text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
    assert_eq!(said.bodies(CREATE), [on_screen("down enter 'my-server' ctrl-r enter")]);
}

#[test]
fn an_own_secret_is_never_said() {
    let secret = "abcdefghijklmnopqrstuvwx0123";
    let said = create(&["2", "my-server", "r", "4", "3", "short", secret, "", "", "p", "c"]);
    assert_snapshot!("own-secret", said.text);
    said.does_not_say(secret);
    let keys = format!("down enter 'my-server' ctrl-r 4 3 enter '{secret}' ctrl-r enter");
    assert_eq!(said.bodies(CREATE), [on_screen(&keys)]);
}

#[test]
fn durations_wrong_and_then_mended() {
    let said = create(&["", "my-web", "r", "3", "", "60h", "", "30m", "1h", "3", "", "2h", "", "c"]);
    assert_snapshot!("durations", said.text);
    assert_eq!(said.bodies(CREATE).len(), 1);
    let keys = "enter 'my-web' ctrl-r 3 tab ctrl-u '1h' tab ctrl-u '2h' ctrl-r enter";
    assert_eq!(said.bodies(CREATE), [on_screen(keys)]);
}

#[test]
fn flows_are_switched_by_number_and_by_name() {
    let said = create(&["", "my-web", "r", "2", "3 2", "choice", "srp, custom", "", "5", "c"]);
    assert_snapshot!("flows", said.text);
    let keys = "enter 'my-web' ctrl-r 2 3 2 2 1 5 tab ctrl-u '5' ctrl-r enter";
    assert_eq!(said.bodies(CREATE), [on_screen(keys)]);
}

#[test]
fn attributes_are_two_lists_of_names() {
    let answers = ["", "my-web", "r", "5", "choose", "list", "email, nmae", "email, name", "-email", "-address", "c"];
    let said = create(&answers);
    assert_snapshot!("attributes", said.text);
    let bodies = said.bodies(CREATE);
    assert_eq!(bodies[0]["ReadAttributes"], serde_json::json!(["email", "name"]));
    let written = bodies[0]["WriteAttributes"].as_array().unwrap();
    assert!(written.contains(&"email".into()) && !written.contains(&"address".into()), "{written:?}");
}

#[test]
fn back_goes_to_the_question_before_and_help_tells() {
    let said = create(&["", "my-web", "b", "", "", "", "? 3", "b", "?", "b", "", "r", "b", "q", "", "r", "c"]);
    assert_snapshot!("back-and-help", said.text);
    assert_eq!(said.bodies(CREATE), [on_screen("enter 'my-web' ctrl-r enter")]);
}

#[test]
fn a_client_may_be_called_like_an_answer() {
    for name in ["q", "b", "r"] {
        let said = create(&["", &format!("\\{name}"), "r", "c"]);
        assert_eq!(said.bodies(CREATE)[0]["ClientName"], name);
    }
}

#[test]
fn a_name_that_is_left_out_stops_the_last_step_only() {
    let said = create(&["", "", "", "r", "c", "1", "", "my-web", "c"]);
    assert_snapshot!("no-name", said.text);
    assert_eq!(said.count(CREATE), 1);
}

#[test]
fn nothing_more_to_read_is_leaving() {
    let said = create(&["", "my-web"]);
    assert_eq!(said.exit, Exit::with(Exit::LEFT));
    assert_eq!(said.count(CREATE), 0);
}

#[test]
fn a_dry_run_prints_what_the_screen_prints() {
    let dry = Start { dry_run: true, ..start(cognito_console::app::Verb::Create) };
    let said = talk(Script { start: dry, answers: &["", "my-web", "r", "c"], ..Script::default() });
    assert_eq!(said.count(CREATE), 0);
    let request: serde_json::Value = serde_json::from_str(&said.exit.request.unwrap().json).unwrap();
    assert_eq!(request, on_screen("enter 'my-web' ctrl-r enter"));
}

#[test]
fn a_preset_fills_the_answers_in() {
    let said = create(&["p", "list", "server", "", "shop-api", "r", "c", ""]);
    assert_snapshot!("preset", said.text);
    assert_eq!(said.bodies(CREATE), [on_screen("p 'server' enter enter 'shop-api' ctrl-r enter")]);
}
