//! From the pool list to the Client ID.

use crate::console::{CTRL_C, CTRL_R, NARROW, NORMAL, Start, captured, start};
use crate::pty::{Launch, Options};

#[test]
fn the_happy_path() {
    for size in [NORMAL, NARROW] {
        let mut console = Start { args: &["create", "--demo"], size: Some(size), ..Start::default() }.run();
        console.see("DEMO");
        let id = console.create_client("1", "shop-web");
        assert_eq!(console.leave("\r"), 0);
        console.assert_given_back();
        // Only the sentence and the ID are left on the shell's screen.
        assert_eq!(console.screen().trim_end(), format!("App client created. Client ID:\n{id}"));
    }
}

#[test]
fn stdout_gets_the_client_id_and_nothing_else() {
    let mut console = captured(&["create", "--demo"]);
    let id = console.create_client("2", "shop-server");
    // The secret was not taken: Enter asks once, and starts on the harmless answer.
    console.enter_until("not saved");
    console.keys("\x1b[D");
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{id}\n"));
    console.assert_given_back();
    assert!(!console.screen().contains(&id), "{}", console.screen());
}

#[test]
fn a_command_substitution_gets_the_client_id() {
    let script = r#"ID=$("$@" create --demo); echo "got [$ID] status $?""#;
    let options = Options { launch: Launch::Script(script), ..Options::default() };
    let mut console = Start { options, ..Start::default() }.run();
    let id = console.create_client("1", "shop-web");
    console.leave("\r");
    assert!(console.screen().contains(&format!("got [{id}] status 0")), "{}", console.screen());
}

#[test]
fn two_clients_are_two_lines() {
    let mut console = captured(&["create", "--demo"]);
    let first = console.create_client("1", "one");
    while !console.says_within(&["Define app"], std::time::Duration::from_millis(400)) {
        console.keys("n");
    }
    console.name_and_review("1", "two");
    console.create();
    let second = console.client_id();
    assert_ne!(first, second);
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{first}\n{second}\n"));
}

#[test]
fn a_dry_run_prints_the_request() {
    let mut console = captured(&["create", "--demo", "--dry-run"]);
    console.choose_first_pool();
    console.name_and_review("1", "shop-web");
    console.see("Dry run");
    assert_eq!(console.leave("\r"), 0);
    let request: serde_json::Value = serde_json::from_str(&console.captured()).unwrap();
    assert_eq!(
        request,
        serde_json::json!({
            "UserPoolId": "us-east-1_Ab12Cd34E",
            "ClientName": "shop-web",
            "GenerateSecret": false,
            "RefreshTokenValidity": 30,
            "AccessTokenValidity": 1,
            "IdTokenValidity": 1,
            "TokenValidityUnits": { "RefreshToken": "days", "AccessToken": "hours", "IdToken": "hours" },
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            "AuthSessionValidity": 3,
            "EnableTokenRevocation": true,
            "PreventUserExistenceErrors": "ENABLED",
        })
    );
    assert!(!console.screen().contains("App client created"), "{}", console.screen());
}

#[test]
fn leaving_without_a_client() {
    let mut console = captured(&["--demo"]);
    console.see("shop-customers");
    assert_eq!(console.leave("q"), 0);
    console.assert_given_back();

    let mut console = captured(&["create", "--demo"]);
    console.see("shop-customers");
    assert_eq!(console.leave(CTRL_C), 130);
    console.assert_given_back();

    // With something typed it asks first, and the second Ctrl-C leaves.
    let mut console = captured(&["--demo"]);
    console.choose_first_pool();
    console.keys("\tshop");
    console.see("shop_");
    console.keys(CTRL_C);
    console.see("Leave the wizard");
    assert_eq!(console.leave(CTRL_C), 130);
    assert_eq!(console.captured(), "");
}

#[test]
fn review_is_reached_from_step_1_with_one_key() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys(CTRL_R);
    console.see("Review and create");
    console.see("App client name is required");
}

#[test]
fn the_sentence_is_for_the_person() {
    let options = Options { launch: Launch::Script(r#"exec "$@" 2>said"#), ..Options::default() };
    let mut console = Start { args: &["create", "--demo"], options, ..Start::default() }.run();
    let id = console.create_client("1", "shop-web");
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.screen().trim_end(), id);
    let said = std::fs::read_to_string(console.home().join("said")).unwrap();
    assert_eq!(said, "App client created. Client ID:\n");
}

#[test]
fn a_client_id_that_stdout_does_not_take_goes_to_stderr() {
    for script in [r#""$@" >/dev/full; echo "status $?""#, r#"{ "$@"; echo "status $?" >&2; } | true"#] {
        let options = Options { launch: Launch::Script(script), ..Options::default() };
        let mut console = Start { args: &["create", "--demo"], options, ..Start::default() }.run();
        let id = console.create_client("1", "shop-web");
        console.leave("\r");
        let screen = console.screen();
        assert!(screen.contains(&format!("Client ID: {id}")) && screen.contains("status 0"), "{screen}");
    }
}

#[test]
fn a_dry_run_that_cannot_be_printed_has_failed() {
    let options = Options { launch: Launch::Script(r#"exec "$@" >/dev/full"#), ..Options::default() };
    let mut console = Start { args: &["create", "--demo", "--dry-run"], options, ..Start::default() }.run();
    console.choose_first_pool();
    console.name_and_review("1", "shop-web");
    console.see("Dry run");
    assert_eq!(console.leave("\r"), 1);
    assert!(console.screen().contains("The request was not printed"), "{}", console.screen());
}
