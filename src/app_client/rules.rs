//! Draft to spec. One small function a rule; one call answers the inline messages, the step
//! marks, the review page and the create gate.

mod attribute_rules;
mod flow_rules;
mod name_rules;
mod secret_rules;
mod token_rules;

use crate::app_client::{AppClientSpec, AppClientSummary, AttributeMode, AttributePermissions};
use crate::app_client::{ClientSecret, Column, Draft};
use crate::app_client::{Problem, SecretChoice, Severity, UserPool, UserPoolId};

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
    token_rules::session,
    token_rules::ranges,
    token_rules::not_longer_than_refresh,
    token_rules::hosted_session,
    token_rules::stolen_token,
    secret_rules::public_with_secret,
    secret_rules::confidential_without,
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
        prevent_existence_errors: draft.prevent_existence_errors,
        attributes: permissions(draft, context),
    })
}

fn permissions(draft: &Draft, context: &Context) -> Option<AttributePermissions> {
    let schema = &context.pool?.attributes;
    (draft.attributes.mode == AttributeMode::Choose).then(|| AttributePermissions {
        read: draft.attributes.names(schema, Column::Read),
        write: draft.attributes.names(schema, Column::Write),
    })
}

fn thousands(n: usize) -> String {
    crate::text::thousands(u64::try_from(n).unwrap_or(u64::MAX))
}

/// I3
fn pool_nearly_full(_: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let clients = context.clients.len();
    if clients >= NEARLY_FULL {
        problems.push(Problem::note(
            crate::app_client::FieldId::ClientName,
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
