//! The API model's own constraints: lengths, patterns, ranges, enumerations.
//!
//! The service checks them before anything else, all of them, and names each in one message:
//! `2 validation errors detected: Value '…' at 'clientName' failed to satisfy constraint: …; …`.
//! Sources for the numbers: the API model (botocore 1.44.8). Sources for the words: real refusals
//! of `clientName`, `explicitAuthFlows`, `callbackURLs` and `logoutURLs`; the remaining
//! `Member must …` endings are the ones AWS's validator has everywhere `[INF]`.

use std::ops::RangeInclusive;

use super::fault::ServiceFault;
use super::paging::LONGEST_PAGE;
use super::request::{
    AddSecret, Analytics, CreateClient, DeleteSecret, DescribePool, ListClients, ListPools, OneClient, Settings,
    UpdateClient,
};
use super::violations::Rule::{self, Longest, OneOf, OneOfOr, Pattern, Shortest};
use super::violations::{Violations, filled};

/// The flows of before 2019, which do not mix with the others.
pub const LEGACY_FLOWS: &[&str] = &["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"];

/// Accepted, though in no enumeration.
pub const CLIENT_TOKEN_FLOW: &str = "ALLOW_CLIENT_TOKEN_AUTH";

const FLOWS: &[&str] = &[
    "ADMIN_NO_SRP_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY",
    "USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_AUTH",
    "ALLOW_TOKEN_EXCHANGE_DELEGATION",
    "ALLOW_TOKEN_EXCHANGE_IMPERSONATION",
];
const UNITS: &[&str] = &["seconds", "minutes", "hours", "days"];
const GRANTS: &[&str] = &["code", "implicit", "client_credentials"];
const EXISTENCE_ERRORS: &[&str] = &["LEGACY", "ENABLED"];
const FEATURE: &[&str] = &["ENABLED", "DISABLED"];

const REFRESH_VALIDITY: RangeInclusive<i64> = 0..=315_360_000;
const TOKEN_VALIDITY: RangeInclusive<i64> = 1..=86_400;
const SESSION_MINUTES: RangeInclusive<i64> = 3..=15;
const GRACE_SECONDS: RangeInclusive<i64> = 0..=60;
const PAGE: RangeInclusive<i64> = 1..=LONGEST_PAGE;

const MOST_URLS: usize = 100;
const MOST_GRANTS: usize = 3;
const MOST_SCOPES: usize = 50;

// Java's `\w` and `\s`, which the service's patterns are written in, are ASCII.
const POOL_ID: &[Rule] = &[Pattern(r"[\w-]+_[0-9a-zA-Z]+", is_pool_id), Longest(55), Shortest(1)];
const CLIENT_ID: &[Rule] = &[Pattern(r"[\w+]+", |text| filled(text, is_word_or_plus)), Longest(128), Shortest(1)];
const CLIENT_NAME: &[Rule] = &[Pattern(r"[\w\s+=,.@-]+", |text| filled(text, is_name_char)), Longest(128), Shortest(1)];
const CLIENT_SECRET: &[Rule] = &[Pattern(r"[\w+]+", |text| filled(text, is_word_or_plus)), Longest(64), Shortest(24)];
const SECRET_ID: &[Rule] = &[Longest(128), Shortest(1)];
const ATTRIBUTE: &[Rule] = &[Longest(2048), Shortest(1)];
const FLOW: &[Rule] = &[OneOfOr(FLOWS, CLIENT_TOKEN_FLOW)];
const PROVIDER: &[Rule] = &[
    Pattern(r"[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+", |text| filled(text, |c| !c.is_control())),
    Longest(32),
    Shortest(1),
];
const URL: &[Rule] = &[
    Pattern(r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+", |text| filled(text, |c| !c.is_control() && !c.is_whitespace())),
    Longest(1024),
    Shortest(1),
];
const SCOPE: &[Rule] = &[
    Pattern(r"[\x21\x23-\x5B\x5D-\x7E]+", |text| filled(text, |c| matches!(c, '!' | '#'..='[' | ']'..='~'))),
    Longest(256),
    Shortest(1),
];
const APPLICATION_ID: &[Rule] = &[Pattern("^[0-9a-fA-F]+$", |text| filled(text, |c| c.is_ascii_hexdigit()))];
const ARN: &[Rule] = &[Longest(2048), Shortest(20)];
const EXTERNAL_ID: &[Rule] = &[Longest(131_072)];

/// `ListUserPools`.
///
/// # Errors
///
/// `InvalidParameterException` with every violation, as for all functions of this module.
pub fn list_pools(request: &ListPools) -> Result<(), ServiceFault> {
    let mut found = Violations::default();
    found.required("maxResults", request.max_results.as_ref());
    found.number("maxResults", request.max_results, &PAGE);
    found.finish()
}

/// `DescribeUserPool`.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn describe_pool(request: &DescribePool) -> Result<(), ServiceFault> {
    let mut found = Violations::default();
    found.required_text("userPoolId", request.user_pool_id.as_deref(), POOL_ID);
    found.finish()
}

/// `ListUserPoolClients`.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn list_clients(request: &ListClients) -> Result<(), ServiceFault> {
    let mut found = Violations::default();
    found.required_text("userPoolId", request.user_pool_id.as_deref(), POOL_ID);
    found.number("maxResults", request.max_results, &PAGE);
    found.finish()
}

/// `DescribeUserPoolClient`, `DeleteUserPoolClient` and `ListUserPoolClientSecrets`.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn one_client(request: &OneClient) -> Result<(), ServiceFault> {
    client(request.user_pool_id.as_ref(), request.client_id.as_ref()).finish()
}

/// `UpdateUserPoolClient`: as for Create, but for the name, which may be omitted.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn update_client(request: &UpdateClient) -> Result<(), ServiceFault> {
    let mut found = client(request.user_pool_id.as_ref(), request.client_id.as_ref());
    settings(&mut found, &request.settings);
    found.finish()
}

/// `AddUserPoolClientSecret`.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn add_secret(request: &AddSecret) -> Result<(), ServiceFault> {
    let mut found = client(request.user_pool_id.as_ref(), request.client_id.as_ref());
    found.sensitive("clientSecret", request.client_secret.as_deref(), CLIENT_SECRET);
    found.finish()
}

/// `DeleteUserPoolClientSecret`.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn delete_secret(request: &DeleteSecret) -> Result<(), ServiceFault> {
    let mut found = client(request.user_pool_id.as_ref(), request.client_id.as_ref());
    found.required_text("clientSecretId", request.client_secret_id.as_deref(), SECRET_ID);
    found.finish()
}

/// The members that name a client. Its id is sensitive in the model, so it is not repeated.
fn client(pool_id: Option<&String>, client_id: Option<&String>) -> Violations {
    let mut found = Violations::default();
    found.required_text("userPoolId", pool_id.map(String::as_str), POOL_ID);
    found.required("clientId", client_id);
    found.sensitive("clientId", client_id.map(String::as_str), CLIENT_ID);
    found
}

/// `CreateUserPoolClient`.
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn create_client(request: &CreateClient) -> Result<(), ServiceFault> {
    let mut found = Violations::default();
    found.required_text("userPoolId", request.user_pool_id.as_deref(), POOL_ID);
    found.required("clientName", request.settings.client_name.as_ref());
    found.sensitive("clientSecret", request.client_secret.as_deref(), CLIENT_SECRET);
    settings(&mut found, &request.settings);
    found.finish()
}

fn settings(found: &mut Violations, settings: &Settings) {
    found.text("clientName", settings.client_name.as_deref(), CLIENT_NAME);
    lifetimes(found, settings);
    found.texts("readAttributes", &settings.read_attributes, ATTRIBUTE);
    found.texts("writeAttributes", &settings.write_attributes, ATTRIBUTE);
    found.texts("explicitAuthFlows", &settings.explicit_auth_flows, FLOW);
    oauth(found, settings);
    if let Some(analytics) = &settings.analytics_configuration {
        self::analytics(found, analytics);
    }
    found.text(
        "preventUserExistenceErrors",
        settings.prevent_user_existence_errors.as_deref(),
        &[OneOf(EXISTENCE_ERRORS)],
    );
    if let Some(rotation) = &settings.refresh_token_rotation {
        found.required_text("refreshTokenRotation.feature", rotation.feature.as_deref(), &[OneOf(FEATURE)]);
        found.number(
            "refreshTokenRotation.retryGracePeriodSeconds",
            rotation.retry_grace_period_seconds,
            &GRACE_SECONDS,
        );
    }
}

fn lifetimes(found: &mut Violations, settings: &Settings) {
    let numbers = [
        ("refreshTokenValidity", settings.refresh_token_validity),
        ("accessTokenValidity", settings.access_token_validity),
        ("idTokenValidity", settings.id_token_validity),
        ("authSessionValidity", settings.auth_session_validity),
    ];
    let ranges = [REFRESH_VALIDITY, TOKEN_VALIDITY, TOKEN_VALIDITY, SESSION_MINUTES];
    for ((at, value), range) in numbers.into_iter().zip(ranges) {
        found.number(at, value, &range);
    }
    if let Some(units) = &settings.token_validity_units {
        let units = [
            ("tokenValidityUnits.accessToken", &units.access_token),
            ("tokenValidityUnits.idToken", &units.id_token),
            ("tokenValidityUnits.refreshToken", &units.refresh_token),
        ];
        for (at, unit) in units {
            found.text(at, unit.as_deref(), &[OneOf(UNITS)]);
        }
    }
}

fn oauth(found: &mut Violations, settings: &Settings) {
    found.texts("supportedIdentityProviders", &settings.supported_identity_providers, PROVIDER);
    let lists = [
        ("callbackURLs", &settings.callback_urls, URL, MOST_URLS),
        ("logoutURLs", &settings.logout_urls, URL, MOST_URLS),
        ("allowedOAuthFlows", &settings.allowed_oauth_flows, &[OneOf(GRANTS)], MOST_GRANTS),
        ("allowedOAuthScopes", &settings.allowed_oauth_scopes, SCOPE, MOST_SCOPES),
    ];
    for (at, list, rules, most) in lists {
        found.count(at, list, most);
        found.texts(at, list, rules);
    }
    let redirect = settings.default_redirect_uri.as_deref();
    found.text("defaultRedirectURI", redirect, URL);
}

fn analytics(found: &mut Violations, analytics: &Analytics) {
    let members = [
        ("applicationId", &analytics.application_id, APPLICATION_ID),
        ("applicationArn", &analytics.application_arn, ARN),
        ("roleArn", &analytics.role_arn, ARN),
        ("externalId", &analytics.external_id, EXTERNAL_ID),
    ];
    for (name, value, rules) in members {
        let at = format!("analyticsConfiguration.{name}");
        found.text(&at, value.as_deref(), rules);
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_word_or_plus(c: char) -> bool {
    is_word(c) || c == '+'
}

fn is_name_char(c: char) -> bool {
    is_word(c) || matches!(c, ' ' | '\t'..='\r' | '+' | '=' | ',' | '.' | '@' | '-')
}

fn is_pool_id(text: &str) -> bool {
    text.rsplit_once('_').is_some_and(|(region, suffix)| {
        filled(region, |c| is_word(c) || c == '-') && filled(suffix, |c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::super::fixtures::{create, invalid, world};
    use super::super::{REGION, api};

    fn texts(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("https://a.example/{n}")).collect()
    }

    /// One violation, told whole.
    #[rstest]
    #[case::japanese_name(json!({"ClientName": "アプリ名"}),
        r"Value '????' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+")]
    #[case::no_name(json!({"ClientName": null}),
        "Value null at 'clientName' failed to satisfy constraint: Member must not be null")]
    #[case::no_pool(json!({"UserPoolId": null}),
        "Value null at 'userPoolId' failed to satisfy constraint: Member must not be null")]
    #[case::flow(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "NOPE"]}),
        "Value '[ALLOW_USER_SRP_AUTH, NOPE]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH, ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_AUTH, ALLOW_TOKEN_EXCHANGE_DELEGATION, ALLOW_TOKEN_EXCHANGE_IMPERSONATION]]")]
    #[case::access_0(json!({"AccessTokenValidity": 0}),
        "Value '0' at 'accessTokenValidity' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    #[case::id_large(json!({"IdTokenValidity": 86_401}),
        "Value '86401' at 'idTokenValidity' failed to satisfy constraint: Member must have value less than or equal to 86400")]
    #[case::refresh_negative(json!({"RefreshTokenValidity": -1}),
        "Value '-1' at 'refreshTokenValidity' failed to satisfy constraint: Member must have value greater than or equal to 0")]
    #[case::refresh_large(json!({"RefreshTokenValidity": 315_360_001}),
        "Value '315360001' at 'refreshTokenValidity' failed to satisfy constraint: Member must have value less than or equal to 315360000")]
    #[case::session_short(json!({"AuthSessionValidity": 2}),
        "Value '2' at 'authSessionValidity' failed to satisfy constraint: Member must have value greater than or equal to 3")]
    #[case::session_long(json!({"AuthSessionValidity": 16}),
        "Value '16' at 'authSessionValidity' failed to satisfy constraint: Member must have value less than or equal to 15")]
    #[case::unit(json!({"TokenValidityUnits": {"IdToken": "weeks"}}),
        "Value 'weeks' at 'tokenValidityUnits.idToken' failed to satisfy constraint: Member must satisfy enum value set: [seconds, minutes, hours, days]")]
    #[case::existence_errors(json!({"PreventUserExistenceErrors": "ON"}),
        "Value 'ON' at 'preventUserExistenceErrors' failed to satisfy constraint: Member must satisfy enum value set: [LEGACY, ENABLED]")]
    #[case::short_secret(json!({"ClientSecret": "a".repeat(23)}),
        "Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24")]
    #[case::long_secret(json!({"ClientSecret": "a".repeat(65)}),
        "Value at 'clientSecret' failed to satisfy constraint: Member must have length less than or equal to 64")]
    #[case::secret_letters(json!({"ClientSecret": "-".repeat(24)}),
        r"Value at 'clientSecret' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+")]
    #[case::grace(json!({"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 61}}),
        "Value '61' at 'refreshTokenRotation.retryGracePeriodSeconds' failed to satisfy constraint: Member must have value less than or equal to 60")]
    #[case::rotation_feature(json!({"RefreshTokenRotation": {}}),
        "Value null at 'refreshTokenRotation.feature' failed to satisfy constraint: Member must not be null")]
    #[case::grants(json!({"AllowedOAuthFlows": ["password"]}),
        "Value '[password]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [code, implicit, client_credentials]]")]
    #[case::empty_url(json!({"LogoutURLs": [""]}),
        r"Value '[]' at 'logoutURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+, Member must have length less than or equal to 1024, Member must have length greater than or equal to 1]")]
    fn a_broken_constraint(#[case] change: Value, #[case] told: &str) {
        invalid(&change, &format!("1 validation error detected: {told}"));
    }

    /// Where only the end matters, or the value is long.
    #[rstest]
    #[case::urls(json!({"CallbackURLs": texts(101)}), 1, "'callbackURLs' failed to satisfy constraint: Member must have length less than or equal to 100")]
    #[case::long_name(json!({"ClientName": "n".repeat(129)}), 1, "Member must have length less than or equal to 128")]
    #[case::url_with_space(json!({"CallbackURLs": ["https://a b"]}), 1, "at 'callbackURLs'")]
    #[case::redirect(json!({"DefaultRedirectURI": "https://a b"}), 1, "at 'defaultRedirectURI'")]
    #[case::scope(json!({"AllowedOAuthScopes": ["a b"]}), 1, "at 'allowedOAuthScopes'")]
    #[case::provider(json!({"SupportedIdentityProviders": ["p".repeat(33)]}), 1, "at 'supportedIdentityProviders'")]
    #[case::read(json!({"ReadAttributes": [""]}), 1, "at 'readAttributes'")]
    #[case::pool_id(json!({"UserPoolId": "shop"}), 1, "at 'userPoolId'")]
    #[case::analytics(json!({"AnalyticsConfiguration": {"ApplicationId": "xyz"}}), 1, "at 'analyticsConfiguration.applicationId'")]
    #[case::empty_name(json!({"ClientName": ""}), 2, "at 'clientName'")]
    #[case::three(json!({"ClientName": "é", "AuthSessionValidity": 99, "AccessTokenValidity": 0}), 3, "; Value '99' at")]
    fn broken_constraints(#[case] change: Value, #[case] count: usize, #[case] part: &str) {
        let message = create(&change).err().unwrap().message;
        let plural = if count == 1 { "" } else { "s" };
        let start = format!("{count} validation error{plural} detected: Value");
        assert!(message.starts_with(&start), "{message}");
        assert_eq!(message.matches(" at '").count(), count, "{message}");
        assert!(message.contains(part), "{message}");
    }

    #[rstest]
    #[case::name_chars(json!({"ClientName": "Az_09 \t+=,.@-"}))]
    #[case::name_128(json!({"ClientName": "n".repeat(128)}))]
    #[case::secret_24(json!({"ClientSecret": "aZ0_+".repeat(5)}))]
    #[case::secret_64(json!({"ClientSecret": "s".repeat(64)}))]
    #[case::session_3(json!({"AuthSessionValidity": 3}))]
    #[case::session_15(json!({"AuthSessionValidity": 15}))]
    #[case::urls_100(json!({"CallbackURLs": texts(100)}))]
    #[case::future_member(json!({"SomethingNew": {"x": 1}}))]
    #[case::nulls(json!({"ReadAttributes": null, "TokenValidityUnits": {"IdToken": null}}))]
    #[case::newest_flow(json!({"ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_DELEGATION"]}))]
    fn what_the_model_takes(#[case] change: Value) {
        create(&change).unwrap();
    }

    #[rstest]
    #[case::no_size("ListUserPools", json!({}), "Value null at 'maxResults'")]
    #[case::zero("ListUserPools", json!({"MaxResults": 0}), "Value '0' at 'maxResults'")]
    #[case::large("ListUserPools", json!({"MaxResults": 61}), "Member must have value less than or equal to 60")]
    #[case::clients_large("ListUserPoolClients", json!({"UserPoolId": "a_b", "MaxResults": 61}), "Value '61'")]
    #[case::clients_no_pool("ListUserPoolClients", json!({}), "Value null at 'userPoolId'")]
    #[case::pool_id("DescribeUserPool", json!({"UserPoolId": "a b_c"}), "Value 'a b_c' at 'userPoolId'")]
    #[case::no_client("DescribeUserPoolClient", json!({"UserPoolId": "a_b"}), "Value null at 'clientId'")]
    #[case::client_id("DescribeUserPoolClient", json!({"UserPoolId": "a_b", "ClientId": "a b"}), "Value at 'clientId'")]
    #[case::update_no_client("UpdateUserPoolClient", json!({"UserPoolId": "a_b"}), "Value null at 'clientId'")]
    #[case::update_name("UpdateUserPoolClient", json!({"UserPoolId": "a_b", "ClientId": "c", "ClientName": "\u{e9}"}), "Value '?' at 'clientName'")]
    #[case::delete_no_client("DeleteUserPoolClient", json!({"UserPoolId": "a_b"}), "Value null at 'clientId'")]
    #[case::secrets_no_pool("ListUserPoolClientSecrets", json!({"ClientId": "c"}), "Value null at 'userPoolId'")]
    #[case::no_secret_id("DeleteUserPoolClientSecret", json!({"UserPoolId": "a_b", "ClientId": "c"}), "Value null at 'clientSecretId'")]
    #[case::long_secret_id("DeleteUserPoolClientSecret", json!({"UserPoolId": "a_b", "ClientId": "c", "ClientSecretId": "s".repeat(129)}), "less than or equal to 128")]
    fn other_operations(#[case] operation: &str, #[case] body: Value, #[case] part: &str) {
        let fault = api::call(&mut world(), REGION, operation, body).unwrap_err();
        assert_eq!(fault.kind, "InvalidParameterException");
        assert!(fault.message.starts_with("1 validation error detected: "));
        assert!(fault.message.contains(part), "{}", fault.message);
    }
}
