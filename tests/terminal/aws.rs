//! The program over HTTP, against a service on loopback with every kind of manners.

use serde_json::json;

use crate::console::{CTRL_C, Console, Start, captured};
use crate::pty::{Launch, Options, PATIENCE};
use crate::service::{self, ID, POOL, Reply, Service};

const KEYS: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "example"), ("AWS_REGION", "us-east-1")];

fn against(service: &Service, args: &[&str], launch: Launch) -> Console {
    let args = [&["create", "--endpoint-url", &service.url], args].concat();
    Start { args: &args, env: &KEYS, options: Options { launch, capture_stdout: true }, ..Start::default() }.run()
}

fn at_review(service: &Service) -> Console {
    let mut console = against(service, &[], Launch::Direct);
    console.see(POOL);
    console.keys("\r");
    console.see("Define app");
    console.name_and_review("1", "shop-web");
    console
}

#[test]
fn one_client_over_http() {
    let service = Service::start(service::created);
    let mut console = at_review(&service);
    console.see("Account 111122223333   Role Builder");
    console.create();
    console.see(ID);
    assert!(!console.screen().contains("not what you asked for"), "{}", console.screen());
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{ID}\n"));
    let expected = json!({
        "UserPoolId": POOL,
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
    });
    assert_eq!(service.created(), [expected]);
}

#[test]
fn an_answer_that_leaves_open_what_happened_is_not_asked_for_twice() {
    let server_error = |_: &_| Reply::Json(500, json!({ "__type": "InternalErrorException", "message": "oops" }));
    let garbage = |_: &_| Reply::Text(200, "text/html", "<html>Welcome to the hotel</html>".to_owned());
    let services = [Service::start(server_error), Service::start(|_| Reply::Close), Service::start(garbage)];
    for service in services {
        let mut console = at_review(&service);
        console.enter_until("We do not know");
        // It offers no other try; it looks.
        console.see("Looking again in");
        assert!(!console.screen().contains("[ Try again ]"), "{}", console.screen());
        assert_eq!(console.leave("q"), 1);
        assert_eq!(console.captured(), "");
        assert_eq!(service.created().len(), 1);
    }
}

#[test]
fn the_user_may_stop_waiting() {
    let service = Service::start(|_| Reply::Never);
    let mut console = at_review(&service);
    console.enter_until("Ctrl+C stops waiting");
    console.see("2 s");
    console.keys(CTRL_C);
    console.see("We do not know");
    assert_eq!(console.leave("q"), 1);
    console.assert_given_back();
    assert_eq!(service.created().len(), 1);
}

#[test]
fn a_refusal_keeps_the_answers_and_may_be_tried_again() {
    let refuse =
        |_: &_| Reply::Json(400, json!({ "__type": "NotAuthorizedException", "message": "not \u{1b}[31mallowed" }));
    let service = Service::start(refuse);
    let mut console = at_review(&service);
    console.enter_until("App client was not created");
    console.see("shop-web");
    // What the service says cannot command the terminal.
    assert!(!console.raw().contains("\u{1b}[31mallowed"));
    assert_eq!(service.created().len(), 1);
    console.keys(CTRL_C);
    console.see("Leave the wizard");
    assert_eq!(console.leave(CTRL_C), 1);
    assert_eq!(console.captured(), "");
}

#[test]
fn a_signal_does_not_wait_for_an_answer() {
    let service = Service::start(|_| Reply::Never);
    let mut console = at_review(&service);
    console.enter_until("Ctrl+C stops waiting");
    console.kill(rustix::process::Signal::TERM);
    assert_eq!(console.wait_status(PATIENCE), 143);
    console.assert_given_back();
}

/// Settings that block, as on a dead network drive, hold up neither the first frame nor the keys nor
/// the way out.
#[test]
fn the_first_frame_waits_for_nothing() {
    let service = Service::start(service::created);
    let script = r#"mkfifo settings; AWS_CONFIG_FILE="$HOME/settings" exec "$@""#;
    let mut console = against(&service, &[], Launch::Script(script));
    console.see("Looking for AWS settings");
    assert_eq!(service.connections(), 0);
    console.keys("i");
    console.see("User pool ID");
    console.keys("us-east-1_");
    console.see("us-east-1_");
    console.keys("\x1b");
    console.wait_gone("User pool ID", PATIENCE);
    assert_eq!(service.connections(), 0);
    // Now the settings are there, and so is the list.
    std::fs::write(console.home().join("settings"), "[default]\nregion = us-east-1\n").unwrap();
    console.see(POOL);
    assert_eq!(console.leave("q"), 130);
}

#[test]
fn blocked_settings_do_not_hold_up_the_way_out() {
    let service = Service::start(service::created);
    let script = r#"mkfifo settings; AWS_CONFIG_FILE="$HOME/settings" exec "$@""#;
    let mut console = against(&service, &[], Launch::Script(script));
    console.see("Looking for AWS settings");
    console.keys("q");
    assert_eq!(console.wait_status(PATIENCE), 130);
}

#[test]
fn a_service_that_never_answers_holds_up_nothing() {
    let service = Service::answering(|_| Reply::Never);
    let mut console = against(&service, &[], Launch::Direct);
    console.see("Reading the user pools of us-east-1");
    console.keys("/");
    console.keys("i");
    console.keys("\x1b\x1b");
    assert_eq!(console.leave("q"), 130);
}

#[test]
fn no_region_is_a_sentence() {
    let mut console = captured(&[]);
    console.see("No AWS Region is set");
    console.see("--region");
    assert_eq!(console.leave("q"), 1);
    assert_eq!(console.captured(), "");
}

/// The answers are kept, the keys are read again from the file, who they belong to is shown, and the
/// same request is sent once more, by another Enter.
#[test]
fn after_a_new_login_it_goes_on() {
    let service = Service::answering(|request| {
        if request.authorization.contains("Credential=AKIDOLD/") && request.operation == service::CREATE {
            let message = "The security token included in the request is expired";
            return Reply::Json(400, json!({ "__type": "ExpiredTokenException", "message": message }));
        }
        match request.operation.as_str() {
            service::CREATE => service::created(&serde_json::from_str(&request.body).unwrap()),
            operation => service::usual(operation),
        }
    });
    let script = r#"mkdir .aws
        printf '[default]\naws_access_key_id = AKIDOLD\naws_secret_access_key = x\n' >.aws/credentials
        exec "$@""#;
    let args = ["create", "--endpoint-url", &service.url, "--region", "us-east-1"];
    let options = Options { launch: Launch::Script(script), capture_stdout: true };
    let mut console = Start { args: &args, options, ..Start::default() }.run();
    console.see(POOL);
    console.keys("\r");
    console.see("Define app");
    console.name_and_review("1", "shop-web");
    console.enter_until("Your AWS session ended");
    let keys = "[default]\naws_access_key_id = AKIDNEW\naws_secret_access_key = y\n";
    std::fs::write(console.home().join(".aws/credentials"), keys).unwrap();
    console.enter_until("Connected to AWS. Read Region and account on this page, then create.");
    assert_eq!(service.created().len(), 1);
    console.create();
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{ID}\n"));
    let created = service.created();
    assert_eq!(created.len(), 2);
    assert_eq!(created.first(), created.last());
}
