//! What an audit says about one app client: the rules of the wizard as far as they need no app type
//! and say nothing about typing, and rules about the settings that the wizard does not ask for.

use super::{Rule, attribute_rules, flow_rules, name_rules, secret_rules, token_rules};
use crate::app_client::auth_flow::CLIENT_TOKEN;
use crate::app_client::edit::draft_of;
use crate::app_client::settings::{CONTEXT_DATA, MEMBERS, OAUTH};
use crate::app_client::{AppClient, Context, FieldId, Problem, Settings};
use crate::text;

/// The list of OAuth grants.
pub(super) const OAUTH_GRANTS: &str = "AllowedOAuthFlows";
/// The grant of apps without users.
pub(super) const CLIENT_CREDENTIALS: &str = "client_credentials";
const SCOPES: &str = "AllowedOAuthScopes";
const CALLBACKS: &str = "CallbackURLs";
const SIGN_OUTS: &str = "LogoutURLs";
const DEFAULT_REDIRECT: &str = "DefaultRedirectURI";
/// Members that have an effect only while OAuth is on.
const OAUTH_MEMBERS: [&str; 5] = [OAUTH_GRANTS, SCOPES, CALLBACKS, DEFAULT_REDIRECT, SIGN_OUTS];
/// Hosts that a URL without TLS may name (API reference, `CallbackURLs`).
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
/// Most URLs that a sentence lists, and most characters of one.
const MOST_LISTED: usize = 3;
const LONGEST_URL: usize = 200;

/// The wizard's rules that hold for any client. Left out are those about what may be typed, and
/// those that need an app type.
const WIZARD_RULES: &[Rule] = &[
    name_rules::same_name,
    flow_rules::only_refresh,
    flow_rules::choice_based_needs_plan,
    flow_rules::no_refresh,
    flow_rules::rotation_with_refresh,
    flow_rules::old_with_new,
    flow_rules::client_token_alone,
    token_rules::not_longer_than_refresh,
    token_rules::hosted_session,
    token_rules::stolen_token,
    secret_rules::revocation_off,
    secret_rules::existence_errors_legacy,
    attribute_rules::dropped,
    attribute_rules::custom_left_out,
    attribute_rules::trusted_writable,
];

/// What the rules below look at.
struct Facts<'a> {
    settings: &'a Settings,
    grants: Vec<&'a str>,
    callbacks: Vec<&'a str>,
    /// Known to have none.
    lacks_secret: bool,
}

type ClientRule = fn(&Facts, &mut Vec<Problem>);

/// Rules of clients whose OAuth is on.
const OAUTH_RULES: &[ClientRule] = &[
    grants_and_scopes,
    callback_needed,
    client_credentials_alone,
    client_credentials_secret,
    plain_http,
    fragment,
    default_redirect,
    implicit,
];

/// Findings about a client as it is: those of the wizard's rules first, in page order. `has_secret`
/// is none if nobody knows. Errors are what the service would refuse today.
#[must_use]
pub fn audit(client: &AppClient, has_secret: Option<bool>, context: &Context) -> Vec<Problem> {
    let draft = draft_of(client);
    let context = Context { own_id: Some(&client.id), ..*context };
    let mut problems = Vec::new();
    for rule in WIZARD_RULES {
        rule(&draft, &context, &mut problems);
    }
    let settings = &client.settings;
    let (grants, callbacks) = (settings.list(OAUTH_GRANTS), settings.list(CALLBACKS));
    let facts = Facts { settings, grants, callbacks, lacks_secret: has_secret == Some(false) };
    let oauth_rules = if settings.is_on(OAUTH) { OAUTH_RULES } else { &[no_effect as ClientRule] };
    for rule in [client_token_secret, context_data_secret].iter().chain(oauth_rules) {
        rule(&facts, &mut problems);
    }
    for problem in &mut problems {
        // Nothing is typed here.
        problem.repair = None;
    }
    problems
}

fn warn(problems: &mut Vec<Problem>, code: &'static str, setting: &'static str, text: impl Into<String>) {
    problems.push(Problem::warning(code, FieldId::Setting(setting), text));
}

/// W24
fn client_token_secret(facts: &Facts, problems: &mut Vec<Problem>) {
    if facts.lacks_secret && facts.settings.list("ExplicitAuthFlows").contains(&CLIENT_TOKEN) {
        let text = format!("{CLIENT_TOKEN} needs a client secret, and this client has none.");
        problems.push(Problem::warning("W24", FieldId::AuthFlows, text));
    }
}

/// W23: the service's "Client Secret is required to set `EnablePropagateAdditionalUserContextData`
/// as true".
fn context_data_secret(facts: &Facts, problems: &mut Vec<Problem>) {
    if facts.lacks_secret && facts.settings.is_on(CONTEXT_DATA) {
        warn(problems, "W23", CONTEXT_DATA, "User context data needs a client secret, and this client has none.");
    }
}

/// W14: the service's "`AllowedOAuthFlows` and `AllowedOAuthScopes` are required if user pool client
/// is allowed to use OAuth flows."
fn grants_and_scopes(facts: &Facts, problems: &mut Vec<Problem>) {
    let (setting, what) = match (facts.grants.is_empty(), facts.settings.list(SCOPES).is_empty()) {
        (false, false) => return,
        (true, false) => (OAUTH_GRANTS, "grants"),
        (false, true) => (SCOPES, "scopes"),
        (true, true) => (OAUTH_GRANTS, "grants and scopes"),
    };
    warn(problems, "W14", setting, format!("OAuth is on without {what}. Managed login cannot work."));
}

/// W15: the service's "`CallbackUrls` can not be empty when code flow or implicit flow is selected".
fn callback_needed(facts: &Facts, problems: &mut Vec<Problem>) {
    let needs = facts.grants.iter().find(|grant| matches!(**grant, "code" | "implicit"));
    if let Some(grant) = needs.filter(|_| facts.callbacks.is_empty()) {
        warn(problems, "W15", CALLBACKS, format!("The OAuth grant {grant} needs a callback URL, and there is none."));
    }
}

/// W16: the service's "`client_credentials` flow can not be selected along with code flow or
/// implicit flow."
fn client_credentials_alone(facts: &Facts, problems: &mut Vec<Problem>) {
    if facts.grants.contains(&CLIENT_CREDENTIALS) && facts.grants.iter().any(|grant| *grant != CLIENT_CREDENTIALS) {
        let text = "The OAuth grant client_credentials can't be used together with another grant.";
        warn(problems, "W16", OAUTH_GRANTS, text);
    }
}

/// W17: the service's "`client_credentials` flow can not be selected if client does not have a
/// client secret."
fn client_credentials_secret(facts: &Facts, problems: &mut Vec<Problem>) {
    if facts.lacks_secret && facts.grants.contains(&CLIENT_CREDENTIALS) {
        let text = "The OAuth grant client_credentials needs a client secret, and this client has none.";
        warn(problems, "W17", OAUTH_GRANTS, text);
    }
}

/// W18: the service's "... cannot use the HTTP protocol."
fn plain_http(facts: &Facts, problems: &mut Vec<Problem>) {
    for setting in [CALLBACKS, SIGN_OUTS] {
        let plain = facts.settings.list(setting).into_iter().filter(|url| is_plain_http(url));
        if let Some(urls) = listed(plain) {
            warn(problems, "W18", setting, format!("Others can read what http carries to another host: {urls}."));
        }
    }
}

/// http to a host that is not this one.
fn is_plain_http(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let place = authority.rsplit('@').next().unwrap_or(authority);
    let host = match place.split_once(']') {
        Some((address, _)) => format!("{address}]"),
        None => place.split(':').next().unwrap_or(place).to_ascii_lowercase(),
    };
    scheme.eq_ignore_ascii_case("http") && !LOOPBACK.contains(&host.as_str())
}

/// W19: the service's "... cannot use fragment".
fn fragment(facts: &Facts, problems: &mut Vec<Problem>) {
    if let Some(urls) = listed(facts.callbacks.iter().copied().filter(|url| url.contains('#'))) {
        warn(problems, "W19", CALLBACKS, format!("A callback URL may have no fragment (#): {urls}."));
    }
}

/// W20: the service's "The default redirect URI ... is not in the callback URIs list."
fn default_redirect(facts: &Facts, problems: &mut Vec<Problem>) {
    let redirect = facts.settings.get(DEFAULT_REDIRECT).and_then(serde_json::Value::as_str);
    if let Some(url) = listed(redirect.into_iter().filter(|url| !facts.callbacks.contains(url))) {
        warn(problems, "W20", DEFAULT_REDIRECT, format!("The default redirect is none of the callback URLs: {url}."));
    }
}

/// W21: such settings are kept, and have no effect.
fn no_effect(facts: &Facts, problems: &mut Vec<Problem>) {
    let is_there = |name: &str| OAUTH_MEMBERS.contains(&name) && facts.settings.get(name).is_some();
    let labels: Vec<&str> = MEMBERS.iter().filter(|member| is_there(member.name)).map(|member| member.label).collect();
    if !labels.is_empty() {
        let text = format!("OAuth is off, so these settings have no effect: {}.", labels.join(", "));
        warn(problems, "W21", OAUTH, text);
    }
}

/// W22
fn implicit(facts: &Facts, problems: &mut Vec<Problem>) {
    if facts.grants.contains(&"implicit") {
        let text = "The OAuth grant implicit puts tokens into the URL. Use code with PKCE.";
        warn(problems, "W22", OAUTH_GRANTS, text);
    }
}

/// The first URLs, cleaned, and how many more; none if there is none.
fn listed<'a>(urls: impl Iterator<Item = &'a str>) -> Option<String> {
    let urls: Vec<String> = urls.map(|url| text::clean_short(url, LONGEST_URL)).collect();
    let more = urls.len().saturating_sub(MOST_LISTED);
    let head = urls.iter().take(MOST_LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match more {
        _ if urls.is_empty() => None,
        0 => Some(head),
        more => Some(format!("{head}, and {more} more")),
    }
}
