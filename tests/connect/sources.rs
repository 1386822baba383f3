//! Every source of credentials that the SDK has, against fakes on loopback. All of them can be
//! pointed there: STS, SSO and its token service by `AWS_ENDPOINT_URL_*`, the container and the
//! instance by variables of their own. What stays untried is the true service behind them.

use crate::fakes::{Fake, header};
use crate::file;
use crate::runs::{Run, key};

/// When everything here ends that has an end.
pub const EXPIRY: &str = "2099-01-02T03:04:05Z";

/// That end, as the program tells it.
fn assert_expires(outcome: &str) {
    assert!(outcome.starts_with("listed; expires Some(") && outcome.contains("4071006245"), "{outcome}");
}

/// What the container and the instance answer.
fn json_credentials(key: &str) -> String {
    format!(r#"{{"Code":"Success","AccessKeyId":"{key}","SecretAccessKey":"s","Token":"t","Expiration":"{EXPIRY}"}}"#)
}

/// STS: a role for whoever asks.
fn sts() -> Fake {
    Fake::start(|request| {
        let operation =
            if request.contains("AssumeRoleWithWebIdentity") { "AssumeRoleWithWebIdentity" } else { "AssumeRole" };
        let body = format!(
            "<{operation}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{operation}Result><Credentials>\
             <AccessKeyId>STSKEY</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
             <Expiration>{EXPIRY}</Expiration></Credentials></{operation}Result></{operation}Response>"
        );
        (200, body)
    })
}

/// A role that another profile may take on.
pub const ROLE: &str = "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n\
    external_id = outside\n[profile base]\naws_access_key_id = BASEKEY\naws_secret_access_key = s\n";

#[test]
fn the_environment() {
    let run = Run::new("sources-env").with("AWS_ACCESS_KEY_ID", "ENVKEY").with("AWS_SECRET_ACCESS_KEY", "s");
    let cognito = Fake::cognito();
    let run = run.with("AWS_SESSION_TOKEN", "session").endpoint(&cognito.url);
    assert_eq!(run.outcome(), "listed; expires None");
    let request = cognito.requests().remove(0);
    assert_eq!((key(&request).as_str(), header(&request, "x-amz-security-token")), ("ENVKEY", Some("session")));
}

#[test]
fn a_profile_in_both_files() {
    let path = file("sources-files", "credentials", "[prod]\naws_access_key_id = FILEKEY\naws_secret_access_key = s\n");
    let run = Run::new("sources-files").config("[profile prod]\nregion = eu-west-1\n");
    let run = run.with("AWS_SHARED_CREDENTIALS_FILE", path.to_str().unwrap()).profile("prod");
    assert_eq!(run.signed_with().0, "FILEKEY");
}

#[test]
fn a_role_of_another_profile() {
    let sts = sts();
    let run = Run::new("sources-role").config(ROLE).profile("role").with("AWS_ENDPOINT_URL_STS", &sts.url);
    let (key_of_role, outcome) = run.signed_with();
    assert_eq!(key_of_role, "STSKEY");
    assert_expires(&outcome);
    let request = sts.requests().remove(0);
    assert!(request.contains("ExternalId=outside"), "{request}");
    assert_eq!(key(&request), "BASEKEY");
}

#[test]
fn a_role_of_the_variables_keys() {
    let sts = sts();
    let config = format!(
        "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Environment\n\
         services = here\n[services here]\nsts =\n  endpoint_url = {}\n",
        sts.url
    );
    let run = Run::new("sources-env-role").config(&config).profile("role");
    let run = run.with("AWS_ACCESS_KEY_ID", "ENVKEY").with("AWS_SECRET_ACCESS_KEY", "s");
    assert_eq!(run.signed_with().0, "STSKEY");
    assert_eq!(key(&sts.requests().remove(0)), "ENVKEY");
}

#[test]
fn a_web_identity_in_variables_and_in_a_profile() {
    let sts = sts();
    let token = file("sources-web", "token", "the-token");
    let arn = "arn:aws:iam::111122223333:role/r";
    let run = || Run::new("sources-web").with("AWS_ENDPOINT_URL_STS", &sts.url);
    let by_variables = run().with("AWS_WEB_IDENTITY_TOKEN_FILE", token.to_str().unwrap()).with("AWS_ROLE_ARN", arn);
    let config = format!("[profile web]\nrole_arn = {arn}\nweb_identity_token_file = {}\n", token.display());
    let by_profile = run().config(&config).profile("web");
    for run in [by_variables, by_profile] {
        let (key, outcome) = run.signed_with();
        assert_eq!(key, "STSKEY");
        assert_expires(&outcome);
        let request = sts.requests().remove(0);
        assert!(request.contains("WebIdentityToken=the-token"), "{request}");
    }
}

#[test]
fn a_process() {
    let answer = format!(
        r#"{{"Version":1,"AccessKeyId":"PROCESSKEY","SecretAccessKey":"s","SessionToken":"t","Expiration":"{EXPIRY}"}}"#
    );
    let answer = file("sources-process", "answer", &answer);
    let config = format!("[default]\ncredential_process = cat {}\n", answer.display());
    let (key, outcome) = Run::new("sources-process").config(&config).signed_with();
    assert_eq!(key, "PROCESSKEY");
    assert_expires(&outcome);
}

#[test]
fn a_container() {
    let container = Fake::start(|_| (200, json_credentials("CONTAINERKEY")));
    let uri = format!("{}/v2/credentials/x", container.url);
    let token = file("sources-container", "token", "let-me-in");
    let run = Run::new("sources-container").with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &uri);
    let run = run.with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.to_str().unwrap());
    let (key, outcome) = run.signed_with();
    assert_eq!(key, "CONTAINERKEY");
    assert_expires(&outcome);
    let request = container.requests().remove(0);
    assert!(request.starts_with("GET /v2/credentials/x "), "{request}");
    assert_eq!(header(&request, "authorization"), Some("let-me-in"));
}

/// The instance's metadata service, with a role and a Region.
fn instance() -> Fake {
    Fake::start(|request| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        match path {
            "/latest/api/token" => (200, "TOKEN".to_owned()),
            "/latest/meta-data/iam/security-credentials/" => (200, "the-role".to_owned()),
            "/latest/meta-data/iam/security-credentials/the-role" => (200, json_credentials("INSTANCEKEY")),
            "/latest/meta-data/placement/region" => (200, "eu-south-2".to_owned()),
            _ => (404, String::new()),
        }
    })
}

#[test]
fn an_instance() {
    let instance = instance();
    let run = Run::new("sources-instance").with("AWS_EC2_METADATA_DISABLED", "false");
    let run = run.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", &instance.url);
    let (key, outcome) = run.signed_with();
    assert_eq!(key, "INSTANCEKEY");
    assert_expires(&outcome);
    let asked = instance.requests();
    assert!(asked[0].starts_with("PUT /latest/api/token "), "{asked:?}");
    assert_eq!(header(&asked[1], "x-aws-ec2-metadata-token"), Some("TOKEN"));
}

#[test]
fn a_role_of_the_instance_and_its_region() {
    let (instance, sts) = (instance(), sts());
    let config =
        "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Ec2InstanceMetadata\n";
    let run = Run::bare("sources-instance-role").config(config).profile("role");
    let run = run.with("AWS_ENDPOINT_URL_STS", &sts.url);
    let run = run.with("AWS_EC2_METADATA_DISABLED", "false");
    let (key_of_role, outcome) = run.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", &instance.url).signed_with();
    assert_eq!(key_of_role, "STSKEY", "{outcome}");
    let request = sts.requests().remove(0);
    assert!(key(&request) == "INSTANCEKEY" && request.contains("/eu-south-2/sts/"), "{request}");
}

pub const SSO: &str = "[profile sso]\nsso_session = work\nsso_account_id = 111122223333\nsso_role_name = AdminSSO\n\
    [sso-session work]\nsso_region = eu-north-1\nsso_start_url = https://sso.example.invalid/start\n\
    sso_registration_scopes = sso:account:access\n\
    [profile old]\nsso_start_url = https://sso.example.invalid/start\nsso_region = eu-north-1\n\
    sso_account_id = 111122223333\nsso_role_name = AdminSSO\n";
/// The SHA-1 of the session's name, and of the address where no session is named.
pub const SESSION: &str = "home/.aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json";
pub const ADDRESS: &str = "home/.aws/sso/cache/7bd4ca3c349724038d71afcbc5d2b76432a0272f.json";

/// The portal: a role for the token `good`.
pub fn portal() -> Fake {
    Fake::start(|request| {
        if header(request, "x-amz-sso_bearer_token") != Some("good") {
            return (
                401,
                r#"{"message":"Session token not found or invalid","__type":"UnauthorizedException"}"#.into(),
            );
        }
        let credentials = r#"{"roleCredentials":{"accessKeyId":"SSOKEY","secretAccessKey":"s","sessionToken":"t","expiration":4071006245000}}"#;
        (200, credentials.to_owned())
    })
}

pub fn token(access: &str, expires: &str) -> String {
    format!(
        r#"{{"accessToken":"{access}","expiresAt":"{expires}","refreshToken":"refresh-me","clientId":"c",
           "clientSecret":"cs","registrationExpiresAt":"{EXPIRY}","region":"eu-north-1"}}"#
    )
}

pub fn home(of: &std::path::Path) -> String {
    of.ancestors().nth(4).unwrap().to_str().unwrap().to_owned()
}

#[test]
fn a_sign_in_of_both_forms() {
    let portal = portal();
    for (profile, path) in [("sso", SESSION), ("old", ADDRESS)] {
        let cache = file("sources-sso", path, &token("good", EXPIRY));
        let run = Run::new("sources-sso").config(SSO).profile(profile).with("HOME", &home(&cache));
        let (key, outcome) = run.with("AWS_ENDPOINT_URL_SSO", &portal.url).signed_with();
        assert_eq!(key, "SSOKEY", "{profile}: {outcome}");
        assert_expires(&outcome);
        let request = portal.requests().remove(0);
        assert!(request.contains("role_name=AdminSSO") && request.contains("account_id=111122223333"), "{request}");
    }
}

#[test]
fn a_sign_in_is_renewed() {
    let portal = portal();
    let tokens = Fake::start(|_| (200, r#"{"accessToken":"good","expiresIn":3600,"refreshToken":"next"}"#.to_owned()));
    let cache = file("sources-refresh", SESSION, &token("old", "2020-01-01T00:00:00Z"));
    let run = Run::new("sources-refresh").config(SSO).profile("sso").with("HOME", &home(&cache));
    let run = run.with("AWS_ENDPOINT_URL_SSO", &portal.url).with("AWS_ENDPOINT_URL_SSO_OIDC", &tokens.url);
    let (key, outcome) = run.signed_with();
    assert_eq!(key, "SSOKEY", "{outcome}");
    assert!(tokens.requests()[0].contains("refresh-me"));
}

/// The service knows the token no longer, whatever its date says.
#[test]
fn a_sign_in_that_was_ended_elsewhere() {
    let portal = portal();
    let cache = file("sources-revoked", SESSION, &token("revoked", EXPIRY));
    let run = Run::new("sources-revoked").config(SSO).profile("sso").with("HOME", &home(&cache));
    let outcome = run.with("AWS_ENDPOINT_URL_SSO", &portal.url).outcome();
    assert!(outcome.contains("kind: Expired") && outcome.contains("aws sso login --profile sso"), "{outcome}");
}
