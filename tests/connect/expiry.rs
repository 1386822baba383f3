//! A session that ends in the middle: since when, and that a new connection has what a new login
//! has written.

use std::fs;

use cognito_console::cognito::{Cognito, ErrorKind};
use rstest::rstest;

use crate::fakes::{Fake, header};
use crate::runs::{Run, key};
use crate::sources::{EXPIRY, SESSION, SSO, home, portal, token};
use crate::{again, file, options, profile};

/// Cognito that finds the keys that begin with `OLD` expired.
fn cognito() -> Fake {
    Fake::start(|request| {
        if key(request).starts_with("OLD") {
            let message = "The security token included in the request is expired";
            return (400, format!(r#"{{"__type":"ExpiredTokenException","message":"{message}"}}"#));
        }
        (200, r#"{"UserPools":[]}"#.to_owned())
    })
}

#[rstest]
#[case("2020-01-02T23:04:05Z", "Your AWS session ended at 2020-01-02 23:04 UTC. Your answers are kept.")]
// The service has ended it before its time.
#[case(EXPIRY, "Your AWS session ended. Your answers are kept.")]
fn since_when(#[case] expiration: &str, #[case] sentence: &str) {
    let cognito = cognito();
    let answer = format!(
        r#"{{"Version":1,"AccessKeyId":"OLD","SecretAccessKey":"s","SessionToken":"t","Expiration":"{expiration}"}}"#
    );
    let answer = file("expiry-since", expiration, &answer);
    let config = format!("[profile p]\ncredential_process = cat {}\n", answer.display());
    let outcome = Run::new("expiry-since").config(&config).profile("p").endpoint(&cognito.url).outcome();
    assert!(outcome.contains(&format!("sentence: \"{sentence}\"")), "{outcome}");
    assert!(outcome.contains("kind: Expired") && outcome.contains("aws sso login --profile p"), "{outcome}");
}

#[test]
fn by_the_word_of_a_process() {
    let config = "[profile p]\ncredential_process = echo Token has expired and refresh failed >&2; exit 255\n";
    let outcome = Run::new("expiry-process").config(config).profile("p").outcome();
    assert!(outcome.contains("kind: Expired"), "{outcome}");
    assert!(outcome.contains("profile p: credential_process ended with exit status: 255"), "{outcome}");
}

#[tokio::test]
async fn after_new_keys_in_the_file() {
    let (test, keys) =
        ("expiry-keys", |key: &str| format!("[default]\naws_access_key_id={key}\naws_secret_access_key=s\n"));
    if !again::is_inner() {
        let path = file(test, "credentials", &keys("OLD"));
        let variables = [("AWS_SHARED_CREDENTIALS_FILE", path.to_str().unwrap()), ("AWS_REGION", "us-east-1")];
        return again::run("expiry::after_new_keys_in_the_file", &variables);
    }
    let cognito = cognito();
    let options = options(|options| options.endpoint_url = Some(cognito.url.clone()));
    let before = Cognito::connect(&options).await.unwrap();
    assert_eq!(before.list_pools(None).await.unwrap_err().kind, ErrorKind::Expired);
    fs::write(std::env::var("AWS_SHARED_CREDENTIALS_FILE").unwrap(), keys("NEW")).unwrap();
    Cognito::connect(&options).await.unwrap().list_pools(None).await.unwrap();
    let signed: Vec<String> = cognito.requests().iter().map(|request| key(request)).collect();
    assert_eq!(signed, ["OLD", "NEW"]);
}

#[tokio::test]
async fn after_a_new_sign_in() {
    let test = "expiry-sign-in";
    if !again::is_inner() {
        let config = file(test, "config", SSO);
        let cache = file(test, SESSION, &token("good", "2020-01-01T00:00:00Z").replace("refreshToken", "none"));
        let portal = portal();
        let variables = [
            ("AWS_CONFIG_FILE", config.to_str().unwrap()),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ENDPOINT_URL_SSO", &portal.url),
            ("HOME", &home(&cache)),
        ];
        again::run("expiry::after_a_new_sign_in", &variables);
        let asked = portal.requests();
        assert_eq!(
            asked.iter().map(|request| header(request, "x-amz-sso_bearer_token")).collect::<Vec<_>>(),
            [Some("good")]
        );
        return;
    }
    let cognito = cognito();
    let mut options = profile("sso");
    options.endpoint_url = Some(cognito.url.clone());
    let before = Cognito::connect(&options).await.unwrap();
    let error = before.list_pools(None).await.unwrap_err();
    assert_eq!(
        (error.kind, error.reasons),
        (ErrorKind::Expired, vec!["profile sso: the sign-in has ended".to_owned()])
    );
    let cache = std::path::Path::new(&std::env::var("HOME").unwrap()).join(SESSION.trim_start_matches("home/"));
    fs::write(cache, token("good", EXPIRY)).unwrap();
    let after = Cognito::connect(&options).await.unwrap();
    assert_eq!(after.expires_at(), None);
    after.list_pools(None).await.unwrap();
    assert!(after.expires_at().is_some_and(|end| end > std::time::SystemTime::now()));
}
