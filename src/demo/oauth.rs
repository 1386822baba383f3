//! The service's rules for OAuth and managed login.
//!
//! Sources: real refusals (the project `cdk-preflight`, September 2026, and public reports). A
//! message whose exception no source names is given `InvalidParameterException` or, beside its
//! siblings, `InvalidOAuthFlowException` `[INF]`.

use super::fault::ServiceFault;
use super::rules::{Proposal, Rule, has, refuse_if};

/// The rules, in the order in which they are checked.
pub const RULES: &[Rule] = &[
    flows_and_scopes,
    client_credentials,
    callback_needed,
    scopes_exist,
    callback_urls,
    logout_urls,
    default_redirect,
    providers_exist,
];

/// The scopes that every pool has.
const BUILT_IN_SCOPES: [&str; 5] = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

/// The provider that every pool has: its own users.
const OWN_PROVIDER: &str = "COGNITO";

const CLIENT_CREDENTIALS: &str = "client_credentials";

/// Names by which a machine calls itself; plain HTTP is allowed for these only.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

fn flows_and_scopes(proposal: &Proposal) -> Result<(), ServiceFault> {
    let settings = proposal.settings;
    let on = settings.allowed_oauth_flows_user_pool_client == Some(true);
    let missing = settings.allowed_oauth_flows.is_empty() || settings.allowed_oauth_scopes.is_empty();
    refuse_if(
        on && missing,
        "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to \
         use OAuth flows.",
    )
}

fn client_credentials(proposal: &Proposal) -> Result<(), ServiceFault> {
    let settings = proposal.settings;
    if !has(&settings.allowed_oauth_flows, CLIENT_CREDENTIALS) {
        return Ok(());
    }
    let refuse = |message: String| Err(ServiceFault::invalid_oauth_flow(message));
    if uses_callbacks(proposal) {
        return refuse("client_credentials flow can not be selected along with code flow or implicit flow.".to_owned());
    }
    if !proposal.has_secret {
        return refuse(
            "client_credentials flow can not be selected if client does not have a client secret.".to_owned(),
        );
    }
    let built_in = |scope: &&String| BUILT_IN_SCOPES.contains(&scope.as_str());
    match settings.allowed_oauth_scopes.iter().find(built_in) {
        Some(scope) => refuse(format!("{scope} is not supported with client_credentials flow")),
        None => Ok(()),
    }
}

fn callback_needed(proposal: &Proposal) -> Result<(), ServiceFault> {
    if uses_callbacks(proposal) && proposal.settings.callback_urls.is_empty() {
        return Err(ServiceFault::invalid_oauth_flow(
            "CallbackUrls can not be empty when code flow or implicit flow is selected",
        ));
    }
    Ok(())
}

fn uses_callbacks(proposal: &Proposal) -> bool {
    let flows = &proposal.settings.allowed_oauth_flows;
    has(flows, "code") || has(flows, "implicit")
}

fn scopes_exist(proposal: &Proposal) -> Result<(), ServiceFault> {
    let known = |scope: &String| BUILT_IN_SCOPES.contains(&scope.as_str()) || has(&proposal.pool.scopes, scope);
    let scopes = &proposal.settings.allowed_oauth_scopes;
    match scopes.iter().find(|scope| !known(scope)) {
        Some(scope) => Err(ServiceFault::scope_does_not_exist(format!("Invalid scope requested: {scope}"))),
        None => Ok(()),
    }
}

fn callback_urls(proposal: &Proposal) -> Result<(), ServiceFault> {
    let urls = &proposal.settings.callback_urls;
    urls.iter().try_for_each(|url| {
        usable(url)?;
        refuse_if(url.contains('#'), &format!("{url} cannot use fragment"))
    })
}

fn logout_urls(proposal: &Proposal) -> Result<(), ServiceFault> {
    let urls = &proposal.settings.logout_urls;
    urls.iter().try_for_each(|url| usable(url))
}

/// An address must be absolute (that message is `[UNVERIFIED]`; an old report has these words with
/// another subject), and over plain HTTP only on the own machine.
fn usable(url: &str) -> Result<(), ServiceFault> {
    let Some((scheme, rest)) = url.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
        let message = format!("{url} must contain a scheme");
        return Err(ServiceFault::invalid_parameter(message));
    };
    refuse_if(
        scheme.eq_ignore_ascii_case("http") && !LOOPBACK.contains(&host(rest)),
        &format!("{url} cannot use the HTTP protocol."),
    )
}

fn is_scheme(text: &str) -> bool {
    let later = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(later)
}

/// The host in what follows a scheme's colon: `//user@host:port/path`.
fn host(rest: &str) -> &str {
    let rest = rest.trim_start_matches('/');
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.find(']') {
        Some(end) => host.get(..=end).unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn default_redirect(proposal: &Proposal) -> Result<(), ServiceFault> {
    let settings = proposal.settings;
    let Some(redirect) = &settings.default_redirect_uri else {
        return Ok(());
    };
    refuse_if(
        !settings.callback_urls.contains(redirect),
        &format!("The default redirect URI {redirect} is not in the callback URIs list."),
    )
}

fn providers_exist(proposal: &Proposal) -> Result<(), ServiceFault> {
    let (pool, wanted) = (proposal.pool, &proposal.settings.supported_identity_providers);
    let known = |name: &String| name == OWN_PROVIDER || has(&pool.providers, name);
    match wanted.iter().find(|name| !known(name)) {
        Some(name) => Err(ServiceFault::invalid_parameter(format!(
            "The provider {name} does not exist for User Pool {}.",
            pool.id
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::super::fixtures::{create, invalid, refused};

    const ON: &str = "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client \
                      is allowed to use OAuth flows.";

    #[rstest]
    #[case::no_callback(json!({"AllowedOAuthFlows": ["code"]}),
        "CallbackUrls can not be empty when code flow or implicit flow is selected")]
    #[case::two_kinds(json!({"AllowedOAuthFlows": ["client_credentials", "code"], "CallbackURLs": ["https://a"], "GenerateSecret": true}),
        "client_credentials flow can not be selected along with code flow or implicit flow.")]
    #[case::no_secret(json!({"AllowedOAuthFlows": ["client_credentials"]}),
        "client_credentials flow can not be selected if client does not have a client secret.")]
    #[case::scope(json!({"AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["shop-api/orders.read", "openid"], "GenerateSecret": true}),
        "openid is not supported with client_credentials flow")]
    fn an_invalid_flow(#[case] change: Value, #[case] message: &str) {
        refused(&change, "InvalidOAuthFlowException", message);
    }

    #[rstest]
    #[case::on_alone(json!({"AllowedOAuthFlowsUserPoolClient": true}), ON)]
    #[case::on_no_scopes(json!({"AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "CallbackURLs": ["https://a"]}), ON)]
    #[case::callback_http(json!({"CallbackURLs": ["https://a", "http://shop.example/x"]}),
        "http://shop.example/x cannot use the HTTP protocol.")]
    #[case::callback_fake_loopback(json!({"CallbackURLs": ["http://localhost.evil.example"]}),
        "http://localhost.evil.example cannot use the HTTP protocol.")]
    #[case::callback_user(json!({"CallbackURLs": ["http://localhost@evil.example"]}),
        "http://localhost@evil.example cannot use the HTTP protocol.")]
    #[case::logout_http(json!({"LogoutURLs": ["HTTP://shop.example"]}),
        "HTTP://shop.example cannot use the HTTP protocol.")]
    #[case::fragment(json!({"CallbackURLs": ["https://a/#x"]}), "https://a/#x cannot use fragment")]
    #[case::relative(json!({"CallbackURLs": ["/signed-in"]}), "/signed-in must contain a scheme")]
    #[case::redirect(json!({"CallbackURLs": ["https://a"], "DefaultRedirectURI": "https://b"}),
        "The default redirect URI https://b is not in the callback URIs list.")]
    #[case::provider(json!({"SupportedIdentityProviders": ["COGNITO", "google"]}),
        "The provider google does not exist for User Pool us-east-1_Ab12Cd34E.")]
    fn a_bad_parameter(#[case] change: Value, #[case] message: &str) {
        invalid(&change, message);
    }

    #[test]
    fn a_scope_that_is_not_there() {
        let change = json!({"AllowedOAuthScopes": ["openid", "Cognito"]});
        let message = "Invalid scope requested: Cognito";
        refused(&change, "ScopeDoesNotExistException", message);
    }

    #[rstest]
    #[case::code(json!({"AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code", "implicit"],
        "AllowedOAuthScopes": ["openid", "shop-api/orders.read"], "CallbackURLs": ["https://a"], "DefaultRedirectURI": "https://a"}))]
    #[case::machine(json!({"AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthScopes": ["shop-api/orders.write"], "GenerateSecret": true}))]
    #[case::loopback(json!({"CallbackURLs": ["http://localhost", "http://localhost:3000/x", "http://127.0.0.1:8080?a", "http://[::1]:9/x"]}))]
    #[case::custom_scheme(json!({"CallbackURLs": ["myapp://example"], "LogoutURLs": ["myapp://example/#bye"]}))]
    #[case::providers(json!({"SupportedIdentityProviders": ["COGNITO", "Google"]}))]
    fn accepted(#[case] change: Value) {
        create(&change).unwrap();
    }
}
