//! The audit rule by rule, and the wizard's rules over clients that exist and copies of them.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::app_client::edit::{copy_of, update};
use crate::app_client::{
    AppClientSummary, Attribute, Draft, SecretChoice, Severity, Tier, UserPool, UserPoolId, rules,
};

const ID: &str = "3n4b5urk1ft4fl3mg5e62d9ado";

/// A client that no rule minds, with these members over it.
fn client(members: &Value) -> AppClient {
    let mut description = json!({
        "ClientId": ID, "ClientName": "shop", "PreventUserExistenceErrors": "ENABLED",
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });
    description.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    AppClient::read(&pool().id, description.as_object().unwrap(), |_| None).unwrap()
}

fn pool() -> UserPool {
    let attribute = |name: &str| Attribute { name: name.to_owned(), required: false, mutable: true };
    UserPool {
        id: UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap(),
        name: "shop".to_owned(),
        tier: Some(Tier::Lite),
        users: None,
        domain: None,
        mfa: None,
        attributes: ["sub", "email", "custom:role", "custom:colour"].map(attribute).to_vec(),
    }
}

fn with_oauth(members: &Value) -> Value {
    let mut all = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
        "CallbackURLs": ["https://shop.example/cb"], "AccessTokenValidity": 1,
    });
    all.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    all
}

fn found(members: &Value, has_secret: Option<bool>) -> Vec<(FieldId, &'static str, String)> {
    let pool = pool();
    let problems = audit(&client(members), has_secret, &Context { pool: Some(&pool), ..Context::default() });
    problems.into_iter().map(|problem| (problem.field, problem.code, problem.text)).collect()
}

#[test]
fn a_client_without_faults() {
    for has_secret in [None, Some(false), Some(true)] {
        assert_eq!(found(&json!({}), has_secret), []);
        assert_eq!(found(&with_oauth(&json!({})), has_secret), []);
        assert_eq!(audit(&client(&json!({})), has_secret, &Context::default()), []);
    }
}

const GRANTS: FieldId = FieldId::Setting(OAUTH_GRANTS);
const CALLBACK: FieldId = FieldId::Setting(CALLBACKS);

#[rstest]
#[case::no_grants(json!({"AllowedOAuthFlows": []}), GRANTS, "W14", "OAuth is on without grants. Managed login cannot work.")]
#[case::no_scopes(json!({"AllowedOAuthScopes": null}), FieldId::Setting(SCOPES), "W14", "OAuth is on without scopes. Managed login cannot work.")]
#[case::neither(json!({"AllowedOAuthFlows": [], "AllowedOAuthScopes": []}), GRANTS, "W14", "OAuth is on without grants and scopes. Managed login cannot work.")]
#[case::no_callback(json!({"CallbackURLs": []}), CALLBACK, "W15", "The OAuth grant code needs a callback URL, and there is none.")]
#[case::mixed(json!({"AllowedOAuthFlows": ["code", "client_credentials"]}), GRANTS, "W16", "The OAuth grant client_credentials can't be used together with another grant.")]
#[case::http(json!({"CallbackURLs": ["http://shop.example/cb"]}), CALLBACK, "W18", "Others can read what http carries to another host: http://shop.example/cb.")]
#[case::sign_out(json!({"LogoutURLs": ["HTTP://a\u{202e}", "http://b", "http://localhost", "http://c", "http://d", "http://e"]}), FieldId::Setting(SIGN_OUTS), "W18", "Others can read what http carries to another host: HTTP://a?, http://b, http://c, and 2 more.")]
#[case::fragment(json!({"CallbackURLs": ["https://shop.example/#cb"]}), CALLBACK, "W19", "A callback URL may have no fragment (#): https://shop.example/#cb.")]
#[case::redirect(json!({"DefaultRedirectURI": "https://other.example"}), FieldId::Setting(DEFAULT_REDIRECT), "W20", "The default redirect is none of the callback URLs: https://other.example.")]
#[case::implicit(json!({"AllowedOAuthFlows": ["implicit"]}), GRANTS, "W22", "The OAuth grant implicit puts tokens into the URL. Use code with PKCE.")]
#[case::off(json!({"AllowedOAuthFlowsUserPoolClient": false, "LogoutURLs": ["http://x"]}), FieldId::Setting(OAUTH), "W21", "OAuth is off, so these settings have no effect: OAuth grants, OAuth scopes, Callback URLs, Sign-out URLs.")]
#[case::short(json!({"IdTokenValidity": 30, "TokenValidityUnits": {"IdToken": "minutes"}}), FieldId::IdToken, "W8", "Users of the hosted UI (managed login) can still get new tokens from their session cookie, which lives 1 hour by default.")]
fn managed_login(#[case] members: Value, #[case] field: FieldId, #[case] code: &'static str, #[case] text: &str) {
    assert_eq!(found(&with_oauth(&members), Some(true)), [(field, code, text.to_owned())]);
}

#[rstest]
#[case("http://localhost", false)]
#[case("http://localhost:3000/cb?x=http://y", false)]
#[case("http://LOCALHOST/", false)]
#[case("http://127.0.0.1:80", false)]
#[case("http://[::1]:8080/cb", false)]
#[case("myapp://example", false)]
#[case("https://shop.example", false)]
#[case("http://localhost.example", true)]
#[case("http://localhost@shop.example/", true)]
#[case("http://[::2]/", true)]
#[case("Http://shop.example#localhost", true)]
#[case("http://", true)]
#[case("http:", false)]
fn plain_http_by_url(#[case] url: &str, #[case] is_plain: bool) {
    assert_eq!(is_plain_http(url), is_plain);
}

#[rstest]
#[case::grant(with_oauth(&json!({"AllowedOAuthFlows": ["client_credentials"]})), GRANTS, "W17", "The OAuth grant client_credentials needs a client secret, and this client has none.")]
#[case::context(json!({"EnablePropagateAdditionalUserContextData": true}), FieldId::Setting(CONTEXT_DATA), "W23", "User context data needs a client secret, and this client has none.")]
#[case::client_token(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]}), FieldId::AuthFlows, "W24", "ALLOW_CLIENT_TOKEN_AUTH needs a client secret, and this client has none.")]
fn without_a_secret(#[case] members: Value, #[case] field: FieldId, #[case] code: &'static str, #[case] text: &str) {
    assert_eq!(found(&members, Some(false)), [(field, code, text.to_owned())]);
    assert_eq!((found(&members, None), found(&members, Some(true))), (vec![], vec![]));
}

#[rstest]
#[case::rotation(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "RefreshTokenRotation": {"Feature": "ENABLED"}}), &[])]
#[case::no_refresh(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"]}), &["W5"])]
#[case::rotation_off(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "RefreshTokenRotation": {"Feature": "DISABLED"}}), &["W5"])]
#[case::both(json!({"RefreshTokenRotation": {"Feature": "ENABLED"}}), &["Refresh token rotation and the refresh flow exclude each other. Turn one off."])]
#[case::default_flows(json!({"ExplicitAuthFlows": null, "RefreshTokenRotation": {"Feature": "ENABLED"}}), &[])]
#[case::legacy(json!({"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH"]}), &[])]
#[case::legacy_mix(json!({"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}), &["Old and new flow names can't be used together."])]
#[case::unknown(json!({"ExplicitAuthFlows": ["ALLOW_OF_TOMORROW", "ALLOW_REFRESH_TOKEN_AUTH"]}), &[])]
#[case::only_refresh(json!({"ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"]}), &["W12"])]
#[case::client_token(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]}), &[])]
#[case::client_token_beside(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}), &["ALLOW_CLIENT_TOKEN_AUTH can't be used together with another flow."])]
#[case::plan(json!({"ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}), &["Choice-based sign-in needs the Essentials plan. This pool is on Lite."])]
#[case::passwords(json!({"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}), &[])]
#[case::legacy_errors(json!({"PreventUserExistenceErrors": null}), &["W10"])]
#[case::unknown_errors(json!({"PreventUserExistenceErrors": "STRICT"}), &[])]
#[case::revocation(json!({"EnableTokenRevocation": false}), &["W11"])]
#[case::long(json!({"AccessTokenValidity": 13}), &["W9"])]
#[case::managed_login_is_off(json!({"AccessTokenValidity": 5, "TokenValidityUnits": {"AccessToken": "minutes"}}), &[])]
#[case::typing(json!({"ClientName": "", "AuthSessionValidity": 99, "AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "weeks"}}), &[])]
#[case::attributes(json!({"ReadAttributes": ["email", "oidc:profile"], "WriteAttributes": ["email", "custom:role", "sub"]}), &["W6", "W7"])]
#[case::write_is_open(json!({"ReadAttributes": ["email"]}), &["W7"])]
#[case::gone(json!({"ReadAttributes": ["custom:gone"], "WriteAttributes": ["custom:colour"]}), &["Not in the schema of this pool, but kept: custom:gone."])]
fn the_wizard_s_rules(#[case] members: Value, #[case] expected: &[&str]) {
    let words =
        found(&members, None).into_iter().map(|(_, code, text)| if code.is_empty() { text } else { code.to_owned() });
    assert_eq!(words.collect::<Vec<_>>(), expected);
}

#[test]
fn a_client_is_not_its_own_namesake() {
    let summary = |id: &str| AppClientSummary { id: id.to_owned(), name: "shop".to_owned() };
    let (own, both) = ([summary(ID)], [summary(ID), summary("another")]);
    let notes = |clients: &[AppClientSummary]| {
        audit(&client(&json!({})), None, &Context { clients, ..Context::default() }).len()
    };
    assert_eq!((notes(&own), notes(&both)), (0, 1));
    let many = vec![summary(ID); 1_000];
    assert_eq!(notes(&many), 0, "no new client is meant");
}

/// Nothing that is asked of a new client only stops or marks one that exists.
#[test]
fn an_existing_client_is_asked_for_no_secret() {
    let mut draft = draft_of(&client(&json!({})));
    for app_type in crate::app_client::AppType::ALL {
        for secret in SecretChoice::ALL {
            draft.app_type = app_type;
            draft.picked_secret = Some(secret);
            assert_eq!(rules::check(&draft, &Context::default()), []);
        }
    }
}

fn errors(draft: &Draft) -> Vec<(FieldId, String)> {
    let mut problems = rules::check(draft, &Context::default());
    problems.retain(|problem| problem.severity == Severity::Error);
    problems.into_iter().map(|problem| (problem.field, problem.text)).collect()
}

#[rstest]
#[case(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]}), "The flow ALLOW_CLIENT_TOKEN_AUTH needs a client secret, and this client takes it over.")]
#[case(json!({"AllowedOAuthFlows": ["client_credentials"]}), "The OAuth grant client_credentials needs a client secret, and this client takes it over.")]
#[case(json!({"EnablePropagateAdditionalUserContextData": true}), "User context data (EnablePropagateAdditionalUserContextData) needs a client secret, and this client takes it over.")]
fn a_copy_needs_the_secret_that_its_source_has(#[case] members: Value, #[case] text: &str) {
    let source = client(&members);
    assert_eq!(errors(&copy_of(&source, false)), [(FieldId::ClientSecret, text.to_owned())]);
    assert_eq!(errors(&copy_of(&source, true)), []);
    // The client itself has what it has.
    assert!(update(&source, &draft_of(&source), &Context::default()).is_ok());
}

#[test]
fn a_copy_with_rotation_sends_its_flows_and_so_may_not_refresh() {
    let source = client(&json!({"ExplicitAuthFlows": null, "RefreshTokenRotation": {"Feature": "ENABLED"}}));
    let text = "Refresh token rotation and the refresh flow exclude each other. Turn one off.";
    assert_eq!(errors(&copy_of(&source, false)), [(FieldId::AuthFlows, text.to_owned())]);
}

#[test]
fn a_copy_has_another_name_of_a_legal_length() {
    assert_eq!(copy_of(&client(&json!({})), false).name, "shop-copy");
    assert_eq!(copy_of(&client(&json!({"ClientName": null})), false).name, format!("{ID}-copy"));
    let long = copy_of(&client(&json!({"ClientName": "x".repeat(128)})), false).name;
    assert!(long.len() == 128 && long.ends_with("x-copy"));
}

/// The list of codes in `rules.rs` is whole, and no code stands for two things.
#[test]
fn every_code_is_in_the_list() {
    let list = include_str!("../../rules.rs");
    let sources = [
        include_str!("../attribute_rules.rs"),
        include_str!("../audit_rules.rs"),
        include_str!("../flow_rules.rs"),
        include_str!("../secret_rules.rs"),
        include_str!("../token_rules.rs"),
    ];
    let mut codes: Vec<&str> = sources.iter().flat_map(|source| source.split("\"W").skip(1)).collect();
    codes = codes.into_iter().filter_map(|rest| rest.split('"').next()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 24);
    for code in codes {
        assert_eq!(list.matches(&format!("//! | W{code} |")).count(), 1, "W{code}");
    }
}
