//! A sign-in with `aws login`, whose token service is pointed to loopback as the others are.

use rstest::rstest;

use crate::fakes::Fake;
use crate::runs::Run;
use crate::sources::EXPIRY;
use crate::{file, python};

const CONFIG: &str = "[profile console]\nlogin_session = arn:aws:iam::111122223333:user/Ann\n";
/// The SHA-256 of that session.
const CACHE: &str = "ba394efc3110027f10868eac800d551422b5e29ddf6e6d46c9cbb374ae3159be.json";
const SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

/// The key that a renewal is signed with, in a form that JSON takes as it is.
fn new_key() -> String {
    let script = "from cryptography.hazmat.primitives.asymmetric.ec import *\n\
        from cryptography.hazmat.primitives.serialization import *\n\
        key = generate_private_key(SECP256R1())\n\
        print(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode())";
    let output = python::command().args(["-c", script]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().replace('\n', "\\n")
}

fn session(expires: &str, key: &str) -> String {
    format!(
        r#"{{"accessToken":{{"accessKeyId":"LOGINKEY","secretAccessKey":"{SECRET}","sessionToken":"t",
           "accountId":"111122223333","expiresAt":"{expires}"}},"tokenType":"aws_sigv4","refreshToken":"refresh-me",
           "clientId":"arn:aws:signin:::devtools/same-device","idToken":"i","dpopKey":"{key}"}}"#
    )
}

fn run(test: &'static str, content: &str) -> Run {
    let cache = file(test, CACHE, content);
    let folder = cache.parent().unwrap().to_str().unwrap();
    Run::new(test).config(CONFIG).profile("console").with("AWS_LOGIN_CACHE_DIRECTORY", folder)
}

#[test]
fn as_it_is() {
    let (key, outcome) = run("login-good", &session(EXPIRY, "")).signed_with();
    assert_eq!(key, "LOGINKEY", "{outcome}");
    assert!(outcome.contains("expires Some("), "{outcome}");
}

#[test]
fn renewed() {
    let tokens = Fake::start(|_| {
        let credentials = r#"{"accessKeyId":"NEXTKEY","secretAccessKey":"s","sessionToken":"t"}"#;
        (200, format!(r#"{{"accessToken":{credentials},"tokenType":"aws_sigv4","refreshToken":"n","expiresIn":900}}"#))
    });
    let run = run("login-renewed", &session("2020-01-01T00:00:00Z", &new_key()));
    let (key, outcome) = run.with("AWS_ENDPOINT_URL_SIGNIN", &tokens.url).signed_with();
    assert_eq!(key, "NEXTKEY", "{outcome}");
    assert!(tokens.requests()[0].contains("refresh-me"));
}

#[test]
fn ended() {
    let tokens = Fake::start(|_| {
        let error = r#"{"__type":"AccessDeniedException","error":"TOKEN_EXPIRED","message":"expired"}"#;
        (400, error.to_owned())
    });
    let run = run("login-ended", &session("2020-01-01T00:00:00Z", &new_key()));
    let outcome = run.with("AWS_ENDPOINT_URL_SIGNIN", &tokens.url).outcome();
    assert!(
        outcome.contains("kind: Expired") && outcome.contains("(for example, aws login --profile console)"),
        "{outcome}"
    );
    assert!(outcome.contains("profile console: the sign-in has ended"), "{outcome}");
}

#[rstest]
#[case("garbage", SECRET)]
#[case("cut", r#"{"accessToken":"SECRET" "SECRET""#)]
#[case("list", r#"{"accessToken":["SECRET"]}"#)]
#[case("member", r#"{"refreshToken":"SECRET"}"#)]
fn odd(#[case] name: &str, #[case] content: &str) {
    let outcome = run(format!("login-odd-{name}").leak(), &content.replace("SECRET", SECRET)).outcome();
    assert!(outcome.contains("profile console: the file of the sign-in is not as it should be"), "{outcome}");
    assert!(!outcome.contains(SECRET), "{outcome}");
}

#[test]
fn none() {
    let outcome = Run::new("login-none").config(CONFIG).profile("console").outcome();
    assert!(outcome.contains("profile console: no sign-in that can be read is in ~/.aws/login/cache"), "{outcome}");
}
