//! Why a source gave no credentials, and that no secret of a file, of a process or of an answer
//! is told with it.

use std::fs;

use cognito_console::cognito::{Cognito, Options};
use rstest::rstest;

use crate::fakes::Fake;
use crate::runs::Run;
use crate::sources::{ADDRESS, EXPIRY, SESSION, SSO, home, token};
use crate::{again, file, sources};

/// Stands wherever a key or a token could.
const SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

/// Runs without credentials: the lines with the reasons. Nothing of the error holds the secret.
fn reasons(run: &Run) -> Vec<String> {
    let outcome = run.outcome();
    assert!(!outcome.contains(SECRET), "{outcome}");
    let lines = outcome.lines().skip_while(|line| *line != "    reasons: [").skip(1);
    let lines = lines.take_while(|line| *line != "    ],").map(|line| line.trim().trim_matches(['"', ',']).to_owned());
    let lines: Vec<String> = lines.collect();
    assert!(!lines.is_empty(), "{outcome}");
    lines
}

/// The reason of the source that was asked last.
fn last(run: &Run) -> String {
    reasons(run).pop().unwrap()
}

fn with_secret(text: &str) -> String {
    text.replace("SECRET", SECRET)
}

/// A name for the files of one case.
fn case(of: &str, name: &str) -> &'static str {
    format!("reasons-{of}-{name}").leak()
}

#[test]
fn a_line_for_each_source() {
    assert_eq!(
        reasons(&Run::new("reasons-none")),
        [
            "environment: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set",
            "profile default: it has no credentials",
            "web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set",
            "container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set",
            "instance role: AWS_EC2_METADATA_DISABLED is true",
        ]
    );
    let run = Run::new("reasons-nowhere").with("AWS_EC2_METADATA_DISABLED", "false");
    let run = run.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1");
    assert_eq!(last(&run), "instance role: no instance metadata service answers");
}

const NO_JSON: &str = "what came is not the JSON of credentials";

#[rstest]
#[case("fails", "echo SECRET >&2; exit 3", "credential_process ended with exit status: 3")]
#[case("missing", "ls /no/such SECRET", "credential_process ended with exit status: 2")]
#[case("gone", "/no/such/program --key SECRET", "credential_process ended with exit status: 127")]
#[case("garbage", "echo SECRET", NO_JSON)]
#[case("cut", r#"echo '{"Version":1,"AccessKeyId":"SECRET" "SECRET"'"#, NO_JSON)]
#[case("list", r#"echo '["SECRET"]'"#, NO_JSON)]
#[case(
    "time",
    r#"echo '{"Version":1,"AccessKeyId":"SECRET","SecretAccessKey":"SECRET","Expiration":"SECRET"}'"#,
    "the Expiration that came is no time"
)]
#[case("member", r#"echo '{"Version":1,"AccessKeyId":"SECRET"}'"#, "the answer has no SecretAccessKey")]
#[case(
    "version",
    r#"echo '{"Version":2,"AccessKeyId":"SECRET","SecretAccessKey":"SECRET"}'"#,
    "what credential_process printed has no Version 1"
)]
#[case("binary", r"printf '\377SECRET'", "what credential_process printed is no text")]
fn of_a_process(#[case] name: &str, #[case] command: &str, #[case] reason: &str) {
    let config = format!("[profile p]\ncredential_process = {}\n", with_secret(command));
    let run = Run::new(case("process", name)).config(&config).profile("p");
    assert_eq!(reasons(&run), [format!("profile p: {reason}")]);
}

const NO_SIGN_IN: &str = "no sign-in that can be read is in ~/.aws/sso/cache";
const ODD_SIGN_IN: &str = "the file of the sign-in is not as it should be";

#[rstest]
#[case("garbage", "SECRET", ODD_SIGN_IN)]
#[case("list", r#"["SECRET"]"#, NO_JSON)]
#[case("cut", r#"{"accessToken":"SECRET" "SECRET""#, ODD_SIGN_IN)]
#[case("time", r#"{"accessToken":"SECRET","expiresAt":"SECRET"}"#, ODD_SIGN_IN)]
#[case("member", r#"{"accessToken":"SECRET"}"#, ODD_SIGN_IN)]
#[case("more", r#"{"accessToken":"SECRET","expiresAt":"2099-01-01T00:00:00Z"} "SECRET""#, NO_JSON)]
#[case("none", "", NO_SIGN_IN)]
fn of_a_sign_in(#[case] name: &str, #[case] content: &str, #[case] reason: &str) {
    let test = case("sso", name);
    // What is wrong with a session's file the SDK does not tell.
    for (profile, path, reason) in [("sso", SESSION, NO_SIGN_IN), ("old", ADDRESS, reason)] {
        let cache = file(test, path, &with_secret(content));
        if content.is_empty() {
            fs::remove_file(&cache).unwrap();
        }
        let run = Run::new(test).config(SSO).profile(profile).with("HOME", &home(&cache));
        assert_eq!(reasons(&run), [format!("profile {profile}: {reason}")]);
    }
}

#[test]
fn of_a_sign_in_without_the_role() {
    let portal = Fake::start(|_| (403, r#"{"message":"No access","__type":"ForbiddenException"}"#.to_owned()));
    let cache = file("reasons-forbidden", SESSION, &token("good", EXPIRY));
    let run = Run::new("reasons-forbidden").config(SSO).profile("sso").with("HOME", &home(&cache));
    let run = run.with("AWS_ENDPOINT_URL_SSO", &portal.url);
    assert_eq!(reasons(&run), ["profile sso: AWS answered ForbiddenException: No access"]);
}

#[rstest]
#[case(403, "SECRET", "the container's service answered HTTP 403", "the instance metadata service answered HTTP 403")]
#[case(200, "SECRET", NO_JSON, NO_JSON)]
#[case(200, r#"["SECRET"]"#, NO_JSON, NO_JSON)]
#[case(200, r#"{"AccessKeyId":"SECRET"}"#, "the answer has no SecretAccessKey", "the answer has no SecretAccessKey")]
#[case(
    200,
    r#"{"Code":"Failed","Message":"no role"}"#,
    "failed to load credentials [Failed]: no role",
    "Error retrieving credentials from IMDS: Failed no role"
)]
fn of_a_container_and_an_instance(
    #[case] status: u16,
    #[case] body: &'static str,
    #[case] of_container: &str,
    #[case] of_instance: &str,
) {
    let container = Fake::start(move |_| (status, with_secret(body)));
    let run = Run::new("reasons-container").with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container.url);
    assert_eq!(last(&run), format!("container: {of_container}"));

    let instance = Fake::start(move |request| match request.split(' ').nth(1) {
        Some("/latest/api/token") => (200, "TOKEN".to_owned()),
        Some("/latest/meta-data/iam/security-credentials/") => (200, "the-role".to_owned()),
        _ => (status, with_secret(body)),
    });
    let run = Run::new("reasons-instance").with("AWS_EC2_METADATA_DISABLED", "false");
    let run = run.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", &instance.url);
    assert_eq!(last(&run), format!("instance role: {of_instance}"));
}

#[rstest]
#[case("http://192.0.2.1/?token=SECRET", "AWS_CONTAINER_CREDENTIALS_FULL_URI is not allowed")]
#[case("http://127.0.0.1:1/?token=SECRET", "tcp connect error: Connection refused (os error 111)")]
fn of_a_container_s_address(#[case] uri: &str, #[case] reason: &str) {
    let run = Run::new("reasons-address").with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &with_secret(uri));
    assert_eq!(last(&run), format!("container: {reason}"));
}

#[rstest]
#[case("line", "aws_secret_access_key SECRET", "the configuration file has a mistake; with --profile its line is told")]
#[case(
    "half",
    "aws_access_key_id=SECRET",
    "invalid credential source in `default`: profile missing aws_secret_access_key"
)]
#[case(
    "other",
    "role_arn=arn:aws:iam::1:role/r\nsource_profile=other",
    "profile `other` was not defined: could not find source profile other referenced from default"
)]
#[case(
    "source",
    "role_arn=arn:aws:iam::1:role/r\ncredential_source=Other",
    "profile referenced `Other` provider but that provider is not supported"
)]
#[case(
    "session",
    "sso_session=none\nsso_account_id=1\nsso_role_name=x",
    "sso-session named `none` (referenced by profile `default`) was not found"
)]
#[case(
    "token",
    "role_arn=arn:aws:iam::1:role/r\nweb_identity_token_file=/no/such/file",
    "the file of the token does not exist"
)]
fn of_a_file(#[case] name: &str, #[case] settings: &str, #[case] reason: &str) {
    let run = Run::new(case("file", name)).config(&with_secret(&format!("[default]\n{settings}\n")));
    assert!(reasons(&run).contains(&format!("profile default: {reason}")), "{:?}", reasons(&run));
}

#[rstest]
#[case(403, "AccessDenied", "User: ann is not authorized to perform: sts:AssumeRole", "NoCredentials")]
#[case(400, "ExpiredToken", "The security token included in the request is expired", "Expired")]
#[case(400, "ExpiredTokenException", "Token expired", "Expired")]
fn of_a_role(#[case] status: u16, #[case] code: &'static str, #[case] message: &'static str, #[case] kind: &str) {
    let sts = Fake::start(move |_| {
        let error = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
        (status, format!("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">{error}</ErrorResponse>"))
    });
    let run = Run::new(case("role", code)).config(sources::ROLE).profile("role");
    let run = run.with("AWS_ENDPOINT_URL_STS", &sts.url);
    let found = reasons(&run);
    let said = format!("{code}: {message}");
    assert!(found.len() == 1 && found[0].starts_with("profile role: ") && found[0].ends_with(&said), "{found:?}");
    assert!(run.outcome().contains(&format!("kind: {kind},")), "{}", run.outcome());
}

/// The SDK itself tells it to the first who asks only.
#[tokio::test]
async fn a_mistake_is_told_again() {
    if !again::is_inner() {
        for settings in ["sso_session=none\nsso_account_id=1\nsso_role_name=x", "role_arn=r\nsource_profile=none"] {
            let config = file("reasons-again", "config", &format!("[default]\n{settings}\n"));
            let variables = [("AWS_CONFIG_FILE", config.to_str().unwrap()), ("AWS_REGION", "us-east-1")];
            again::run("reasons::a_mistake_is_told_again", &variables);
        }
        return;
    }
    let cognito = Cognito::connect(&Options::default()).await.unwrap();
    let first = cognito.identify().await.unwrap_err();
    assert!(first.reasons[1].contains("none"), "{first:?}");
    let second = cognito.list_pools(None).await.unwrap_err();
    assert_eq!((second.sentence, second.reasons), (first.sentence, first.reasons));
}
