//! `create --yes`.

use serde_json::{Value, json};

use crate::console;
use crate::program::{Host, POOL, SERVER, WEB, mode};
use crate::pty::{Options, PATIENCE};
use crate::served::{Fault, Served};

const CREATE: &str = "CreateUserPoolClient";
const OWN: &str = "my_own+secret_0123456789abcdef";

#[test]
fn stdout_gets_the_client_id_and_nothing_else() {
    let ran = Host::demo().run(&["create", "--name", "shop-site", "--yes"]);
    ran.is_silent().id();
    let ran = Host::demo().run(&["create", "--name", "shop-web", "--yes"]);
    ran.id();
    ran.ends(0, "Note: Another client in this pool is also named shop-web. Names may repeat.");
}

#[test]
fn flags_say_the_whole_request() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let ran = host.run(&[
        "create",
        "--yes",
        "--type",
        "confidential",
        "--name",
        "shop server",
        "--flows",
        "admin,ALLOW_REFRESH_TOKEN_AUTH",
        "--session",
        "5m",
        "--refresh-token",
        "1d",
        "--access-token",
        "15m",
        "--id-token",
        "1h30m",
        "--token-revocation",
        "off",
        "--prevent-user-existence-errors",
        "legacy",
        "--write-attributes",
        "name,email",
        "--read-attributes",
        "email,custom:tier",
    ]);
    let id = ran.id().to_owned();
    let expected = json!({
        "UserPoolId": POOL, "ClientName": "shop server", "GenerateSecret": true,
        "RefreshTokenValidity": 1, "AccessTokenValidity": 15, "IdTokenValidity": 90,
        "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "minutes", "IdToken": "minutes"},
        "ReadAttributes": ["email", "custom:tier"], "WriteAttributes": ["email", "name"],
        "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "LEGACY", "EnableTokenRevocation": false, "AuthSessionValidity": 5,
    });
    assert_eq!(service.bodies(CREATE), [expected]);
    for warning in
        ["Warning W10: ", "Warning W11: ", "Warning W8: ", "The app client has a secret, which is not printed."]
    {
        assert!(ran.stderr.contains(warning), "{warning} {ran:?}");
    }
    let told = format!(
        "cognito-console show {id} --user-pool-id {POOL} --endpoint-url {} --output text --save-secret FILE",
        service.url
    );
    assert!(ran.stderr.contains(&told), "{ran:?}");
    assert_eq!(host.drafts(), [""; 0]);
    // What it tells is so.
    let shown = host.run(&["show", &id, "--output", "text", "--save-secret", "secret"]);
    shown.ends(0, "The secret is in ");
    let described = service.ask("DescribeUserPoolClient", json!({"UserPoolId": POOL, "ClientId": id})).unwrap();
    let secret = described["UserPoolClient"]["ClientSecret"].as_str().unwrap();
    assert_eq!(host.read("secret"), format!("{secret}\n"));
    ran.hides(secret);
    shown.hides(secret);
}

#[test]
fn json_says_what_a_script_needs_and_no_secret() {
    let host = Host::demo();
    let ran =
        host.run(&["create", "--name", "shop", "--generate-secret", "--yes", "--output", "json", "--save-secret", "s"]);
    let object = ran.is_silent().json();
    let secret = host.read("s");
    ran.hides(secret.trim_end());
    assert_eq!(mode(&host.path("s")), 0o600);
    assert_eq!(object["ClientName"], "shop");
    assert_eq!(object["UserPoolId"], POOL);
    assert_eq!(object["HasSecret"], true);
    assert_eq!(object["SecretFile"].as_str().unwrap(), host.path("s").to_str().unwrap());
    assert_eq!(object["ClientId"].as_str().unwrap().len(), 26);
    assert_eq!(object["Warnings"][0]["Code"], "W1");
    assert_eq!(object["Differences"], json!([]));
}

#[test]
fn an_own_secret_comes_from_a_file_or_standard_input() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let file = host.file("own", &format!("{OWN}\n"));
    let ran = host.run(&["create", "--name", "a", "--type", "confidential", "--secret-file", &file, "--yes"]);
    ran.is_silent().id();
    let args = ["create", "--name", "b", "--type", "other", "--secret-file", "-", "--yes", "--user-pool-id", POOL];
    host.run_with(&args, &format!("{OWN}\r\n")).id();
    let secrets: Vec<Value> = service.bodies(CREATE).into_iter().map(|body| body["ClientSecret"].clone()).collect();
    assert_eq!(secrets, [OWN, OWN]);
    let dry = host.run(&["create", "--name", "a", "--type", "other", "--secret-file", &file, "--yes", "--dry-run"]);
    dry.ends(0, "Your own client secret is left out of the printed request.");
    dry.hides(OWN);
    assert_eq!(dry.json().get("ClientSecret"), None);
    assert!(host.drafts().iter().all(|draft| !draft.contains(OWN)));
    let short = host.file("short", "too+short_0123");
    let ran = host.run(&["create", "--name", "a", "--type", "other", "--secret-file", &short, "--yes"]);
    ran.fails(2, "--secret-file: Use 24 to 64 letters, digits, underscores, or plus signs. Character count: 14/24");
    ran.hides("too+short_0123");
}

#[test]
fn a_dry_run_prints_what_would_be_sent() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let args = ["create", "--name", "shop", "--flows", "srp,refresh", "--access-token", "15m", "--yes"];
    let dry = host.run(&[&args[..], &["--dry-run"]].concat());
    dry.ends(0, "Warning W8: ");
    assert_eq!(service.count(CREATE), 0);
    host.run(&args).id();
    assert_eq!(service.bodies(CREATE), [dry.json()]);
}

#[test]
fn without_yes_nothing_is_sent() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let ran = host.run(&["create", "--name", "shop", "--output", "json"]);
    ran.fails(2, "");
    assert_eq!(ran.error()["Kind"], "Usage");
    host.run(&["create", "--name", "shop", "--output", "text"]).fails(2, "Nothing was sent. Add --yes to create it");
    assert_eq!(service.count(CREATE), 0);
}

#[test]
fn from_a_client_with_flags_over_it() {
    let service = Served::new();
    let host = Host::at(&service.url);
    host.run(&["create", "--from", WEB, "--yes", "--id-token", "2h"]).id();
    host.run(&["create", "--from", SERVER, "--name", "server 2", "--yes"]).id();
    let bodies = service.bodies(CREATE);
    assert_eq!(bodies[0]["ClientName"], "shop-web-copy");
    assert_eq!(bodies[0]["IdTokenValidity"], 2);
    assert_eq!(bodies[0]["TokenValidityUnits"]["IdToken"], "hours");
    assert_eq!(bodies[0]["AccessTokenValidity"], 60);
    assert_eq!(bodies[0]["CallbackURLs"].as_array().unwrap().len(), 2);
    assert_eq!(bodies[0]["GenerateSecret"], false);
    assert_eq!(bodies[1]["ClientName"], "server 2");
    // Who had a secret gets one of its own.
    assert_eq!(bodies[1]["GenerateSecret"], true);
    let ran = host.run(&["create", "--from", "nosuchclient", "--yes"]);
    ran.fails(1, "App client nosuchclient of user pool us-east-1_Ab12Cd34E in us-east-1 was not found.");
    assert_eq!(service.count(CREATE), 2);
}

#[test]
fn from_the_json_of_the_api() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let body = json!({
        "UserPoolId": POOL, "ClientName": "shop", "GenerateSecret": false, "ClientSecret": "", "RefreshTokenValidity": 0,
        "CallbackURLs": ["https://a.example/b"], "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
        "AllowedOAuthFlowsUserPoolClient": true, "ExplicitAuthFlows": [], "AccessTokenValidity": 20,
        "TokenValidityUnits": {"AccessToken": "minutes"},
    });
    let args = ["create", "--input", "-", "--access-token", "30m", "--yes"];
    host.run_with(&args, &body.to_string()).id();
    let sent = &service.bodies(CREATE)[0];
    assert_eq!(sent["CallbackURLs"], body["CallbackURLs"]);
    assert_eq!((&sent["AccessTokenValidity"], &sent["RefreshTokenValidity"]), (&json!(30), &json!(30)));
    // The pool of the command line wins.
    let elsewhere =
        host.run_with(&["create", "--input", "-", "--yes", "--user-pool-id", "us-east-1_No"], &body.to_string());
    elsewhere.fails(1, "User pool us-east-1_No was not found in us-east-1.");
    let unknown = host.run_with(&args, r#"{"ClientName": "x", "Nonsense": 1, "ClientId": "y"}"#);
    unknown.fails(2, "--input: The input has members that this program does not know: Nonsense, ClientId.");
    let lists = json!({"UserPoolId": POOL, "ClientName": "x", "WriteAttributes": ["nmae"]}).to_string();
    let ran = host.run_with(&args, &lists);
    ran.fails(2, "--input: WriteAttributes: nmae is not in this pool. Did you mean name?");
    assert_eq!(service.count(CREATE), 1);
}

/// What a dry run prints is an input that means the same.
#[test]
fn a_dry_run_is_an_input() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let dry = host.run(&["create", "--from", WEB, "--name", "again", "--yes", "--dry-run"]);
    host.run_with(&["create", "--input", "-", "--yes"], &dry.stdout).id();
    assert_eq!(service.bodies(CREATE), [dry.json()]);
}

#[test]
fn a_file_for_the_secret_that_cannot_be_made_stops_it_before_it_is_sent() {
    let service = Served::new();
    let host = Host::at(&service.url);
    host.file("there", "keep me");
    let args = ["create", "--name", "a", "--type", "confidential", "--yes", "--save-secret"];
    host.run(&[&args[..], &["there"]].concat())
        .fails(2, "--save-secret: That file exists already and was not touched.");
    assert_eq!(host.read("there"), "keep me");
    let public = ["create", "--name", "a", "--yes", "--save-secret", "new"];
    host.run(&public).fails(2, "--save-secret: no secret is generated.");
    assert_eq!(service.count(CREATE), 0);
    assert!(!host.path("new").exists());
    assert_eq!(host.drafts(), [""; 0]);
}

#[test]
fn a_refusal_names_the_flag_and_leaves_nothing() {
    let message = "Invalid range for token validity.";
    let service = Served::with(vec![(CREATE, 0, Fault::Refuse("InvalidParameterException", message))]);
    let host = Host::at(&service.url);
    let ran = host.run(&["create", "--name", "a", "--yes", "--generate-secret", "--save-secret", "s"]);
    ran.fails(1, "Cognito did not accept the request.");
    for part in [
        "AWS said: InvalidParameterException: Invalid range for token validity.",
        "Request ID: 0-1-2",
        "Its flag: --access-token",
    ] {
        assert!(ran.stderr.contains(part), "{part} {ran:?}");
    }
    assert!(!host.path("s").exists());
    assert_eq!(host.drafts(), [""; 0]);
}

#[test]
fn an_error_is_one_json_object() {
    let denied = "User: arn:aws:sts::111122223333:assumed-role/Builder/me is not authorized to perform: cognito-idp:CreateUserPoolClient";
    let service = Served::with(vec![(CREATE, 0, Fault::Refuse("AccessDeniedException", denied))]);
    let ran = Host::at(&service.url).run(&["create", "--name", "a", "--yes", "--output", "json"]);
    ran.fails(1, "");
    let error = ran.error();
    assert_eq!((&error["Kind"], &error["Operation"]), (&json!("Denied"), &json!(CREATE)));
    assert_eq!(error["AwsSaid"], format!("AccessDeniedException: {denied}"));
    assert_eq!(error["RequestId"], "0-1-2");
    assert!(error["Message"].as_str().unwrap().starts_with("Builder may not call cognito-idp:CreateUserPoolClient"));
    assert!(error["WhatToDo"].as_str().unwrap().starts_with("Ask for this permission"));
}

#[test]
fn who_may_create_but_not_read_can() {
    let denied = || Fault::Refuse("AccessDeniedException", "no");
    let faults = || vec![("DescribeUserPool", 0, denied()), ("ListUserPoolClients", 0, denied())];
    let service = Served::with(faults());
    let ran = Host::at(&service.url).run(&["create", "--name", "a", "--yes"]);
    ran.ends(0, "The attributes and the plan of this pool are not known.");
    ran.id();
    let service = Served::with(faults());
    let ran = Host::at(&service.url).run(&["create", "--name", "a", "--yes", "--read-attributes", "email"]);
    ran.fails(2, "The attributes of this pool are not known, so only the pool default can be sent.");
    assert_eq!(service.count(CREATE), 0);
}

#[test]
fn what_the_service_is_too_busy_for_is_read_again() {
    let busy = Fault::Refuse("TooManyRequestsException", "Rate exceeded");
    let service = Served::with(vec![("DescribeUserPool", 0, busy)]);
    let ran = Host::at(&service.url).run(&["create", "--name", "a", "--yes"]);
    ran.ends(0, "Trying again in 2 seconds.");
    assert_eq!(service.count(CREATE), 1);
    // What writes is not.
    let service = Served::with(vec![(CREATE, 0, busy)]);
    Host::at(&service.url).run(&["create", "--name", "a", "--yes"]).fails(1, "Cognito is busy (TooManyRequests).");
    assert_eq!(service.count(CREATE), 0);
}

/// With a terminal at hand it is not touched either.
#[test]
fn a_terminal_is_left_alone() {
    let args = ["create", "--demo", "--user-pool-id", POOL, "--name", "a", "--yes"];
    let mut console = console::Start { args: &args, options: Options::default(), ..console::Start::default() }.run();
    assert_eq!(console.wait_status(PATIENCE), 0);
    let raw = String::from_utf8(console.raw_output()).unwrap();
    assert_eq!(raw.trim_end().len(), 26, "{raw:?}");
    assert!(!raw.contains('\u{1b}'), "{raw:?}");
}
