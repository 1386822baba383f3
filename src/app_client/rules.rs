//! Draft to spec. One small function a rule; one call answers the inline messages, the step
//! marks, the review page and the create gate. [`audit`] runs the same rules, and some of its own,
//! over a client that exists.
//!
//! Warnings have a code, to search for and to talk of:
//!
//! | code | what |
//! | --- | --- |
//! | W1 | a public app with a secret |
//! | W2 | a public app with the password flow |
//! | W3 | a public app with the server-side flow |
//! | W4 | a confidential app without a secret |
//! | W5 | no refresh flow, and no rotation |
//! | W6 | custom attributes that the app may not write |
//! | W7 | attributes that look trusted and that users can write |
//! | W8 | tokens that end before the session of managed login |
//! | W9 | tokens that live long |
//! | W10 | errors that tell which users exist |
//! | W11 | revocation off |
//! | W12 | the refresh flow alone |
//! | W13 | choice-based sign-in in a pool whose plan is not known |
//! | W14 | OAuth on without grants or scopes |
//! | W15 | a grant that needs a callback URL, and none |
//! | W16 | `client_credentials` beside another grant |
//! | W17 | `client_credentials` without a secret |
//! | W18 | http to another host |
//! | W19 | a callback URL with a fragment |
//! | W20 | a default redirect that is no callback URL |
//! | W21 | OAuth settings without effect, because OAuth is off |
//! | W22 | the implicit grant |
//! | W23 | user context data without a secret |
//! | W24 | the client token flow without a secret |
//!
//! Of these W1 to W4 need the app type, which Cognito does not store: no audit has them. From W14 on
//! they are of an audit only.

mod attribute_rules;
mod audit_rules;
mod flow_rules;
mod name_rules;
mod secret_rules;
mod token_rules;

use crate::app_client::{AppClientSpec, AppClientSummary, Attribute, AttributePermissions, ClientSecret, Column};
use crate::app_client::{Draft, FieldId, Origin, Problem, SecretChoice, Settings, Severity, UserPool, UserPoolId};

pub(super) use attribute_rules::attributes_not_known;
pub use audit_rules::audit;
pub use name_rules::{MAX_NAME, NAME_PUNCTUATION};
pub use secret_rules::{MAX_OWN_SECRET, MIN_OWN_SECRET};
pub(super) use token_rules::field as field_of;
pub(super) use token_rules::session_minutes;
pub use token_rules::{MAX_SESSION, MIN_SESSION};

/// App clients that a pool takes unless AWS raised the quota (limits page).
pub const CLIENTS_PER_POOL: usize = 1_000;
/// From how many on the note about the quota appears.
const NEARLY_FULL: usize = 950;

/// What the rules may look at besides the draft.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// The chosen pool, once it was read.
    pub pool: Option<&'a UserPool>,
    /// The pool's app clients, as far as they were listed.
    pub clients: &'a [AppClientSummary],
    /// The Client ID of a client that exists: it is in the list too.
    pub own_id: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// The attributes of the pool.
    pub(super) fn schema(&self) -> Option<&'a [Attribute]> {
        self.pool.map(|pool| pool.attributes.as_slice())
    }
}

type Rule = fn(&Draft, &Context, &mut Vec<Problem>);

/// All rules, in the order of the pages, which is the order in which problems are shown.
const RULES: &[Rule] = &[
    name_rules::name,
    name_rules::same_name,
    pool_nearly_full,
    flow_rules::at_least_one,
    flow_rules::only_refresh,
    flow_rules::password_flow_in_public_app,
    flow_rules::admin_flow_in_public_app,
    flow_rules::choice_based_needs_plan,
    flow_rules::no_refresh,
    flow_rules::rotation_with_refresh,
    flow_rules::old_with_new,
    flow_rules::client_token_alone,
    token_rules::session,
    token_rules::ranges,
    token_rules::not_longer_than_refresh,
    token_rules::hosted_session,
    token_rules::stolen_token,
    secret_rules::public_with_secret,
    secret_rules::confidential_without,
    secret_rules::carried_needs_secret,
    secret_rules::own_secret,
    secret_rules::revocation_off,
    secret_rules::existence_errors_legacy,
    attribute_rules::lists_not_empty,
    attribute_rules::dropped,
    attribute_rules::custom_left_out,
    attribute_rules::trusted_writable,
];

/// Everything that the rules have to say, in page order.
#[must_use]
pub fn check(draft: &Draft, context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in RULES {
        rule(draft, context, &mut problems);
    }
    problems
}

/// The request that the draft stands for.
///
/// # Errors
/// The problems that stop it, in page order.
pub fn resolve(draft: &Draft, pool: &UserPoolId, context: &Context) -> Result<AppClientSpec, Vec<Problem>> {
    let mut errors = check(draft, context);
    errors.retain(|problem| problem.severity == Severity::Error);
    if !errors.is_empty() {
        return Err(errors);
    }
    build(draft, pool, context).ok_or(errors)
}

/// `None` only where a rule above has reported an error already.
fn build(draft: &Draft, pool: &UserPoolId, context: &Context) -> Option<AppClientSpec> {
    Some(AppClientSpec {
        pool: pool.clone(),
        name: draft.name.trim().to_owned(),
        flows: draft.flows,
        other_flows: other_flows(draft),
        session_minutes: token_rules::session_minutes(draft)?,
        refresh_token: draft.refresh_token.parse().ok()?,
        access_token: draft.access_token.parse().ok()?,
        id_token: draft.id_token.parse().ok()?,
        secret: match draft.secret() {
            SecretChoice::None => ClientSecret::None,
            SecretChoice::Generate => ClientSecret::Generated,
            SecretChoice::Own => ClientSecret::Own(draft.own_secret.clone()),
        },
        revocation: draft.revocation,
        existence_errors: existence_errors(draft).to_owned(),
        attributes: permissions(draft, context),
        carried: carried(draft),
    })
}

/// What a copy takes over unasked.
pub(super) fn carried(draft: &Draft) -> Settings {
    if draft.takes_over() { draft.carried.not_asked() } else { Settings::default() }
}

pub(super) fn existence_errors(draft: &Draft) -> &str {
    let carried = draft.carried.get("PreventUserExistenceErrors").and_then(serde_json::Value::as_str);
    match (draft.prevent_existence_errors, carried) {
        (false, _) => "LEGACY",
        (true, Some(word)) if draft.takes_over() && word != "LEGACY" => word,
        (true, _) => "ENABLED",
    }
}

fn other_flows(draft: &Draft) -> Vec<String> {
    draft.other_flows.iter().filter(|flow| flow.on).map(|flow| flow.wire.clone()).collect()
}

fn permissions(draft: &Draft, context: &Context) -> Option<AttributePermissions> {
    let list = |column| draft.attributes.sent(context.schema(), column);
    let (read, write) = (list(Column::Read), list(Column::Write));
    (read.is_some() || write.is_some())
        .then(|| AttributePermissions { read: read.unwrap_or_default(), write: write.unwrap_or_default() })
}

fn thousands(n: usize) -> String {
    crate::text::thousands(u64::try_from(n).unwrap_or(u64::MAX))
}

/// I3
fn pool_nearly_full(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let clients = context.clients.len();
    if clients >= NEARLY_FULL && draft.origin != Origin::Existing {
        problems.push(Problem::note(
            FieldId::ClientName,
            format!(
                "This pool is near its limit: {} of {} app clients, unless AWS raised it.",
                thousands(clients),
                thousands(CLIENTS_PER_POOL)
            ),
        ));
    }
}

#[cfg(test)]
mod tests;
