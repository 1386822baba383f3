//! The page of one app client, state by state and size by size.

use std::time::Duration;

use cognito_console::app::{Start, Then, Verb};
use cognito_console::app_client::UserPoolId;
use cognito_console::demo::World;
use serde_json::{Value, json};

use crate::driver::{Driver, Fault, NARROW, NORMAL, WIDE};
use crate::snapshots::{check, without_panel};

/// Clients of the demo.
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
const MOBILE: &str = "dl65o6mmg2t7o5inc42ei5e6oh";
const PARTNER: &str = "tnanmdh4afatohek3e2kph4dkd";
const CLI_TEST: &str = "vpt9g8fgrpne8v5379ar4ootg0";
const DESCRIBE: &str = "DescribeUserPoolClient";
const SECRETS: &str = "ListUserPoolClientSecrets";

/// How a state is reached.
enum Way {
    /// A client of the demo, then keys.
    Keys(&'static str, &'static str),
    /// As it is described, with that list of secrets.
    Told(fn() -> Value, fn() -> Fault),
    /// `operation` fails from the start.
    Failing(&'static str, fn() -> Fault),
    /// `operation` fails once the client was read, then keys.
    ThenFailing(&'static str, fn() -> Fault, &'static str),
    /// Answers are kept back, but for so many of them, and so many seconds pass.
    Held(usize, u64),
    /// The same, once the client was read and then keys were pressed.
    ThenHeld(&'static str, u64),
}

fn refuse(code: &'static str, message: &str) -> Fault {
    Fault::Refuse(code, message.to_owned())
}

fn denied() -> Fault {
    let who = "arn:aws:sts::111122223333:assumed-role/AdminSSO/ann";
    let pool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Ab12Cd34E";
    let said = format!("User: {who} is not authorized to perform: cognito-idp:{DESCRIBE} on resource: {pool}");
    refuse("AccessDeniedException", &said)
}

fn denied_pool() -> Fault {
    let who = "arn:aws:sts::111122223333:assumed-role/AdminSSO/ann";
    refuse("AccessDeniedException", &format!("User: {who} is not authorized to perform: cognito-idp:DescribeUserPool"))
}

fn denied_list() -> Fault {
    let who = "arn:aws:sts::111122223333:assumed-role/AdminSSO/ann";
    refuse("AccessDeniedException", &format!("User: {who} is not authorized to perform: cognito-idp:{SECRETS}"))
}

fn not_found() -> Fault {
    refuse("ResourceNotFoundException", &format!("User pool client {WEB} does not exist."))
}

fn busy() -> Fault {
    refuse("TooManyRequestsException", "Rate exceeded")
}

fn expired() -> Fault {
    refuse("ExpiredTokenException", "The security token included in the request is expired")
}

fn no_connection() -> Fault {
    Fault::Refused
}

fn lost() -> Fault {
    Fault::Lost
}

fn html() -> Fault {
    Fault::Body(500, "<!doctype html><title>500 Internal Server Error</title>".to_owned())
}

fn two_secrets() -> Fault {
    let secret = |at: u64| json!({"ClientSecretId": format!("{WEB}--{at}"), "ClientSecretCreateDate": at});
    let body = json!({"ClientSecrets": [secret(1_768_031_721), secret(1_795_521_600)]});
    Fault::Body(200, body.to_string())
}

fn no_secrets() -> Fault {
    Fault::Body(200, json!({"ClientSecrets": []}).to_string())
}

fn described(more: Value) -> Value {
    let mut client = json!({
        "UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": WEB, "ClientName": "shop-web",
        "CreationDate": 1_676_369_845.0, "LastModifiedDate": 1_795_166_040.5,
        "PreventUserExistenceErrors": "ENABLED" });
    if let (Some(client), Value::Object(more)) = (client.as_object_mut(), more) {
        client.extend(more);
    }
    client
}

fn minimal() -> Value {
    json!({"UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": WEB})
}

fn with_secret() -> Value {
    described(json!({"ClientSecret": "1example0secret0that0is0as0long0as0cognito0makes0it1"}))
}

fn dynamic() -> Value {
    described(json!({"ClientType": "DCR", "ClientSecret": "1example0secret0that0is0as0long0as0cognito0makes0it1"}))
}

fn future() -> Value {
    described(json!({
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_TOKEN_EXCHANGE_DELEGATION", "ALLOW_THOUGHT_AUTH"],
        "PreventUserExistenceErrors": "PARTLY",
        "ClientType": "QUANTUM",
        "AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "fortnights", "Passkey": "days"},
        "RefreshTokenRotation": {"Feature": "SOMETIMES", "RetryGracePeriodSeconds": 10, "Window": {"Days": 3}},
        "PasskeyPolicy": {"Required": true, "RelyingParty": "shop.example.com"},
        "SpareSecret": "never to be shown",
    }))
}

fn hostile() -> Value {
    described(json!({
        "ClientName": "\u{1b}[2J\u{202e}evil\u{7}\u{200b} \u{4f1a}\u{54e1}\u{30b5}\u{30fc}\u{30d3}\u{30b9} a name that goes on and on, well past what any title has room for",
        "CallbackURLs": ["https://shop.example.com/\u{1b}]0;x\u{7}signed-in"],
        "AllowedOAuthScopes": ["\u{9b}31mred"],
        "\u{1b}[31mNew": "\u{202e}txet",
    }))
}

fn everything() -> Value {
    let urls: Vec<String> =
        (1..=12).map(|n| format!("https://tenant-{n:02}.shop.example.com/oauth/signed-in")).collect();
    let names: Vec<String> = (1..=14).map(|n| format!("custom:attribute_{n:02}")).collect();
    described(json!({
        "RefreshTokenValidity": 90, "AccessTokenValidity": 90, "IdTokenValidity": 1,
        "TokenValidityUnits": {"AccessToken": "minutes"},
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10},
        "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
        "SupportedIdentityProviders": ["COGNITO", "Google", "SignInWithApple"],
        "CallbackURLs": urls, "LogoutURLs": ["https://shop.example.com/", "myapp://signed-out"],
        "DefaultRedirectURI": "https://tenant-01.shop.example.com/oauth/signed-in",
        "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email", "shop-api/orders.read"],
        "AllowedOAuthFlowsUserPoolClient": true,
        "AnalyticsConfiguration": {
            "ApplicationArn": "arn:aws:mobiletargeting:us-east-1:111122223333:apps/0123456789abcdef0123456789abcdef",
            "UserDataShared": true },
        "ReadAttributes": ["email", "name"], "WriteAttributes": names,
        "EnableTokenRevocation": true, "EnablePropagateAdditionalUserContextData": false, "AuthSessionValidity": 5,
        "ClientType": "REGULAR",
    }))
}

fn many_warnings() -> Value {
    described(json!({
        "PreventUserExistenceErrors": "LEGACY", "EnableTokenRevocation": false,
        "RefreshTokenValidity": 3000, "AccessTokenValidity": 24, "IdTokenValidity": 5,
        "TokenValidityUnits": {"IdToken": "minutes"},
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0},
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "USER_PASSWORD_AUTH"],
        "WriteAttributes": ["email", "name", "custom:tenant_id"],
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code", "implicit", "client_credentials"],
        "CallbackURLs": ["http://shop.example.com/#signed-in"], "DefaultRedirectURI": "https://elsewhere.example.com/",
    }))
}

/// All states.
static STATES: &[(&str, Way)] = &[
    ("client", Way::Keys(WEB, "")),
    ("client-end", Way::Keys(WEB, "end")),
    ("client-names", Way::Keys(WEB, "n pgdn pgdn")),
    ("client-minimal", Way::Keys(CLI_TEST, "")),
    ("client-minimal-end", Way::Keys(CLI_TEST, "end")),
    ("client-server", Way::Keys(SERVER, "")),
    ("client-server-down", Way::Keys(SERVER, "pgdn")),
    ("client-secret-shown", Way::Keys(SERVER, "s")),
    ("client-copy", Way::Keys(SERVER, "c")),
    ("client-save", Way::Keys(SERVER, "w")),
    ("client-mobile", Way::Keys(MOBILE, "pgdn")),
    ("client-secrets-manager", Way::Keys(PARTNER, "")),
    ("client-no-name", Way::Told(minimal, no_secrets)),
    ("client-two-secrets", Way::Told(with_secret, two_secrets)),
    ("client-dcr", Way::Told(dynamic, denied_list)),
    ("client-not-known", Way::Failing(SECRETS, denied_list)),
    ("client-emulator", Way::Failing(SECRETS, html)),
    ("client-future", Way::Told(future, no_secrets)),
    ("client-hostile", Way::Told(hostile, no_secrets)),
    ("client-everything", Way::Told(everything, no_secrets)),
    ("client-warnings", Way::Told(many_warnings, no_secrets)),
    ("client-reading", Way::Held(0, 0)),
    ("client-reading-3s", Way::Held(0, 3)),
    ("client-reading-secrets", Way::Held(1, 3)),
    ("client-reading-again", Way::ThenHeld("r", 3)),
    ("client-denied", Way::Failing(DESCRIBE, denied)),
    ("client-not-found", Way::Failing(DESCRIBE, not_found)),
    ("client-busy", Way::Failing(DESCRIBE, busy)),
    ("client-expired", Way::Failing(DESCRIBE, expired)),
    ("client-unreachable", Way::Failing(DESCRIBE, no_connection)),
    ("client-lost", Way::Failing(DESCRIBE, lost)),
    ("client-pool-not-read", Way::Failing("DescribeUserPool", denied_pool)),
    ("client-again-not-found", Way::ThenFailing(DESCRIBE, not_found, "r")),
];

fn at(name: &str, size: (u16, u16)) -> Driver {
    let (_, way) = STATES.iter().find(|(state, _)| *state == name).expect("a known state");
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
    // Only against AWS can profile and Region be switched.
    let demo = !matches!(way, Way::Failing(DESCRIBE, _) | Way::ThenFailing(..));
    let start = Start { demo, pool, verb: Verb::Home, ..Start::default() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, size);
    if let Way::Failing(operation, fault) = way {
        d.fail(operation, fault());
    }
    d.begin();
    match way {
        Way::Keys(id, keys) => {
            d.open(id, Then::Show);
            d.keys(keys);
        }
        Way::Told(client, secrets) => {
            d.fail(DESCRIBE, Fault::Body(200, json!({"UserPoolClient": client()}).to_string()));
            d.fail(SECRETS, secrets());
            d.open(WEB, Then::Show);
        }
        Way::Failing(..) => d.open(WEB, Then::Show),
        Way::ThenFailing(operation, fault, keys) => {
            d.open(WEB, Then::Show);
            d.fail(operation, fault());
            d.keys(keys);
        }
        Way::Held(answers, seconds) => {
            d.hold = true;
            d.open(WEB, Then::Show);
            (0..*answers).for_each(|_| d.answer_one());
            d.wait(Duration::from_secs(*seconds));
        }
        Way::ThenHeld(keys, seconds) => {
            d.open(SERVER, Then::Show);
            d.hold = true;
            d.keys(keys);
            d.wait(Duration::from_secs(*seconds));
        }
    }
    d
}

fn all_at(size: (u16, u16)) {
    for (name, _) in STATES {
        check(&format!("{name}-{}x{}", size.0, size.1), &without_panel(at(name, size)));
    }
}

#[test]
fn clients_at_80x24() {
    all_at(NORMAL);
}

#[test]
fn clients_at_40x12() {
    all_at(NARROW);
}

#[test]
fn clients_at_120x40() {
    all_at(WIDE);
}

#[test]
fn clients_in_ascii() {
    for name in ["client-hostile", "client-warnings", "client-denied"] {
        let mut d = at(name, NORMAL);
        d.theme.ascii = true;
        assert!(d.screen().is_ascii(), "{name}");
    }
}

/// Nothing that a service sends reaches the terminal as anything but text.
#[test]
fn hostile_texts_are_cleaned() {
    for size in [NORMAL, NARROW, WIDE] {
        let mut d = at("client-hostile", size);
        for _ in 0..12 {
            let screen = d.screen();
            assert!(!screen.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{screen}");
            d.keys("pgdn");
        }
    }
}

/// Every state can be drawn at every size, with the cursor on the screen.
#[test]
fn clients_at_every_size() {
    for (state, _) in STATES {
        let mut d = at(state, NORMAL);
        d.draws = false;
        for columns in [40, 59, 60, 80, 109, 110, 120] {
            for rows in [10, 19, 20, 24, 50] {
                d.resize((columns, rows));
                let cursor = d.cursor().unwrap_or_else(|| unreachable!("{state} at {columns}x{rows}: no cursor"));
                assert!(cursor.x < columns && cursor.y < rows, "{state} at {columns}x{rows}: {cursor}");
            }
        }
    }
}
