//! Profile, Region, credentials and endpoint: the default chain with real variables and files, in
//! processes of their own, against a server on loopback.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "this is a test, its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

use cognito_console::cognito::{Cognito, ErrorKind, Options, ServiceError};
use fakes::Fake;

#[path = "../support/again.rs"]
mod again;
mod expiry;
mod fakes;
mod login;
mod network;
#[path = "../support/python.rs"]
mod python;

mod reasons;
mod runs;
mod sources;
mod tls;

const KEYS: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "ENVKEY"), ("AWS_SECRET_ACCESS_KEY", "secret")];

const FILE: &str = "
[default]
region = eu-west-1

[profile prod]
region = eu-central-1
aws_access_key_id = PRODKEY
aws_secret_access_key = secret

[profile bare]
region = eu-north-1

[profile broken]
region = eu-north-1
credential_process = /bin/false

[profile process]
region = eu-north-1
credential_process = /bin/echo '{\"Version\": 1, \"AccessKeyId\": \"PROCESSKEY\", \"SecretAccessKey\": \"secret\"}'

[profile sso]
region = eu-north-1
sso_session = work
sso_account_id = 111122223333
sso_role_name = AdminSSO

[sso-session work]
sso_region = eu-north-1
sso_start_url = https://sso.example.invalid/start
sso_registration_scopes = sso:account:access
";

/// Where the SDK looks for the token of the session `work`: the SHA-1 of its name.
const TOKEN_FILE: &str = ".aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json";

/// A file of a test, in a folder of its own.
fn file(test: &str, name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("connect-{}", std::process::id())).join(test);
    let path = path.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path
}

/// Runs `test` again with these variables and the configuration file above.
fn with_file(test: &str, variables: &[(&str, &str)]) {
    let path = file(test, "config", FILE);
    again::run(test, &[&[("AWS_CONFIG_FILE", path.to_str().unwrap())], variables].concat());
}

fn options(change: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    change(&mut options);
    options
}

fn profile(name: &str) -> Options {
    options(|o| o.profile = Some(name.to_owned()))
}

async fn region(options: Options) -> String {
    Cognito::connect(&options).await.unwrap().session().region.clone()
}

async fn refusal(options: Options) -> ServiceError {
    Cognito::connect(&options).await.unwrap_err()
}

/// Lists pools with these options at a server of its own; gives back the head of the request.
async fn head_of(mut options: Options) -> String {
    let cognito = Fake::cognito();
    options.endpoint_url = Some(cognito.url.clone());
    Cognito::connect(&options).await.unwrap().list_pools(None).await.unwrap();
    cognito.requests().remove(0).to_ascii_lowercase()
}

#[tokio::test]
async fn without_a_region() {
    if !again::is_inner() {
        return again::run("without_a_region", &KEYS);
    }
    let error = refusal(Options::default()).await;
    assert_eq!(error.kind, ErrorKind::NoRegion);
    assert_eq!(error.sentence, "No AWS Region is set.");
    assert_eq!(error.advice, "Use --region, or set AWS_REGION, or put region into the profile.");
    assert_eq!(region(options(|o| o.pool_region = Some("ap-south-1".to_owned()))).await, "ap-south-1");
    assert_eq!(region(options(|o| o.region = Some("us-west-2".to_owned()))).await, "us-west-2");
    // An empty text names none.
    let empty = options(|o| (o.region, o.pool_region) = (Some(String::new()), Some("ap-south-1".to_owned())));
    assert_eq!(region(empty).await, "ap-south-1");
}

#[tokio::test]
async fn the_order_of_regions() {
    if !again::is_inner() {
        return with_file("the_order_of_regions", &[]);
    }
    let pool = |mut options: Options| {
        options.pool_region = Some("ap-south-1".to_owned());
        options
    };
    assert_eq!(region(pool(Options::default())).await, "eu-west-1");
    assert_eq!(region(pool(profile("prod"))).await, "eu-central-1");
    let given = options(|o| (o.profile, o.region) = (Some("prod".to_owned()), Some("us-west-2".to_owned())));
    assert_eq!(region(pool(given)).await, "us-west-2");
}

#[tokio::test]
async fn a_region_in_a_variable_is_before_the_profile_s() {
    if !again::is_inner() {
        let test = "a_region_in_a_variable_is_before_the_profile_s";
        with_file(test, &[("AWS_REGION", "sa-east-1")]);
        return with_file(test, &[("AWS_DEFAULT_REGION", "sa-east-1")]);
    }
    assert_eq!(region(Options::default()).await, "sa-east-1");
    assert_eq!(region(profile("prod")).await, "sa-east-1");
}

#[tokio::test]
async fn a_profile_that_does_not_exist() {
    if !again::is_inner() {
        let test = "a_profile_that_does_not_exist";
        with_file(test, &KEYS);
        return with_file(test, &[&KEYS[..], &[("AWS_PROFILE", "nobody")]].concat());
    }
    let named_by_variable = std::env::var_os("AWS_PROFILE").is_some();
    let error = refusal(if named_by_variable { Options::default() } else { profile("nobody") }).await;
    assert_eq!(error.kind, ErrorKind::NoCredentials);
    assert_eq!(error.sentence, "There is no AWS profile named nobody.");
    assert_eq!(error.advice, "Use one of these: bare, broken, default, process, prod, sso");
}

#[tokio::test]
async fn a_profile_without_any_files() {
    if !again::is_inner() {
        return again::run("a_profile_without_any_files", &[("AWS_REGION", "us-east-1")]);
    }
    let error = refusal(profile("nobody")).await;
    assert_eq!(error.advice, "The AWS configuration files name no profile. Set one up with: aws configure sso");
    // The default one need not be written down.
    assert_eq!(region(profile("default")).await, "us-east-1");
}

#[tokio::test]
async fn a_file_that_cannot_be_read() {
    let test = "a_file_that_cannot_be_read";
    if !again::is_inner() {
        let path = file(test, "config", "[profile prod\nregion");
        return again::run(test, &[("AWS_CONFIG_FILE", path.to_str().unwrap())]);
    }
    let error = refusal(profile("prod")).await;
    assert_eq!(error.kind, ErrorKind::NoCredentials);
    assert_eq!(error.sentence, "The AWS configuration files could not be read.");
    assert!(error.reasons.iter().any(|reason| reason.contains("profile")));
}

#[tokio::test]
async fn a_named_profile_is_before_keys_in_variables() {
    if !again::is_inner() {
        return with_file("a_named_profile_is_before_keys_in_variables", &KEYS);
    }
    let head = head_of(profile("prod")).await;
    assert!(head.contains("credential=prodkey/") && head.contains("/eu-central-1/cognito-idp/"), "{head}");
    let head = head_of(profile("process")).await;
    assert!(head.contains("credential=processkey/"), "{head}");
    let head = head_of(Options::default()).await;
    assert!(head.contains("credential=envkey/") && head.contains("/eu-west-1/cognito-idp/"), "{head}");
    let session = Cognito::connect(&profile("prod")).await.unwrap();
    assert_eq!(session.session().profile.as_deref(), Some("prod"));
}

#[tokio::test]
async fn no_credentials_anywhere() {
    if !again::is_inner() {
        return with_file("no_credentials_anywhere", &[]);
    }
    let cognito = Fake::cognito();
    let at = |mut options: Options| {
        options.endpoint_url = Some(cognito.url.clone());
        options
    };
    let error = Cognito::connect(&at(Options::default())).await.unwrap().identify().await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NoCredentials, "{error:?}");
    assert_eq!(
        error.sentence,
        "No AWS credentials were found. Looked in: environment, profile default, web identity, container, instance role."
    );
    for (name, sentence) in [
        ("bare", "No AWS credentials were found. Looked in: profile bare, container, instance role."),
        ("broken", "The AWS credentials of profile broken could not be loaded."),
    ] {
        let error = Cognito::connect(&at(profile(name))).await.unwrap().list_pools(None).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::NoCredentials, "{error:?}");
        assert_eq!(error.sentence, sentence);
        assert!(error.advice.contains(&format!("aws sso login --profile {name}")), "{error:?}");
        assert!(error.reasons[0].starts_with(&format!("profile {name}: ")), "{error:?}");
    }
    assert_eq!(cognito.requests().len(), 0, "nothing may be sent without credentials");
}

#[tokio::test]
async fn a_sign_in_that_has_ended() {
    let test = "a_sign_in_that_has_ended";
    if !again::is_inner() {
        let token = r#"{"accessToken":"t","expiresAt":"2020-01-01T00:00:00Z"}"#;
        let path = file(test, TOKEN_FILE, token);
        let home = path.ancestors().nth(4).unwrap();
        return with_file(test, &[("HOME", home.to_str().unwrap())]);
    }
    let error = Cognito::connect(&profile("sso")).await.unwrap().list_pools(None).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Expired, "{error:?}");
    assert_eq!(error.sentence, "Your AWS session ended. Your answers are kept.");
    assert!(error.advice.contains("aws sso login --profile sso"), "{error:?}");
}

#[tokio::test]
async fn endpoints() {
    if !again::is_inner() {
        let (first, second, third) = (Fake::cognito(), Fake::cognito(), Fake::cognito());
        let region = ("AWS_REGION", "us-east-1");
        let all = [&KEYS[..], &[region, ("AWS_ENDPOINT_URL", first.url.as_str())]].concat();
        again::run("endpoints", &all);
        assert_eq!((first.requests().len(), second.requests().len()), (2, 0));

        // One service's own variable is before the one for all.
        let one = [&all[..], &[("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", second.url.as_str())]].concat();
        again::run("endpoints", &one);
        let heads = second.requests();
        assert!(heads.len() == 1 && heads[0].contains("ListUserPools"), "{heads:?}");
        assert_eq!(first.requests().len(), 1);

        // The option is before both, for both services.
        again::run("endpoints", &[&one[..], &[("TEST_ENDPOINT", third.url.as_str())]].concat());
        assert_eq!(third.requests().len(), 2);
        assert_eq!((first.requests().len(), second.requests().len()), (0, 0));
        return;
    }
    let options = options(|o| o.endpoint_url = std::env::var("TEST_ENDPOINT").ok());
    let cognito = Cognito::connect(&options).await.unwrap();
    cognito.list_pools(None).await.unwrap();
    // The answer is none of STS; that it was asked is what counts.
    assert_eq!(cognito.identify().await.unwrap_err().kind, ErrorKind::Unanswered);
}

#[tokio::test]
async fn an_endpoint_that_is_no_url() {
    for url in ["localhost:5000", "http://", "ftp://x", "http:// x", "", "https:///"] {
        let error = refusal(options(|o| o.endpoint_url = Some(url.to_owned()))).await;
        assert_eq!(error.kind, ErrorKind::Other);
        assert_eq!(error.sentence, format!("The endpoint {url} is no URL."));
    }
}

/// Every shell puts the path of the program into `_`.
#[tokio::test]
async fn the_variable_of_the_shell_is_no_setting() {
    let test = "the_variable_of_the_shell_is_no_setting";
    if !again::is_inner() {
        return again::run(test, &[&KEYS[..], &[("AWS_REGION", "us-east-1"), ("_", "/bin/sh")]].concat());
    }
    Cognito::connect(&Options::default()).await.unwrap();
}
