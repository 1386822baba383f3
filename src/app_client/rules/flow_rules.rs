//! Rules about the authentication flows.

use crate::app_client::{AppType, AuthFlow, AuthFlows, Context, Draft, FieldId, Problem, Tier};

const FIELD: FieldId = FieldId::AuthFlows;

/// An empty list is not "nothing": the service reads it as not sent and turns its default on.
pub(super) fn at_least_one(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.flows.is_empty() {
        problems.push(Problem::error(
            FIELD,
            "Choose at least one way to sign in. (Cognito would turn SRP and custom on if the list is empty.)",
        ));
    }
}

pub(super) fn only_refresh(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.flows == [AuthFlow::RefreshToken].into_iter().collect::<AuthFlows>() {
        problems.push(Problem::warning(
            "W12",
            FIELD,
            "Nobody can sign in through the API with this client; right for managed login only.",
        ));
    }
}

pub(super) fn password_flow_in_public_app(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.app_type == AppType::Public && draft.flows.contains(AuthFlow::UserPassword) {
        problems.push(Problem::warning(
            "W2",
            FIELD,
            "Public app with password flow. Use SRP unless you migrate users.",
        ));
    }
}

pub(super) fn admin_flow_in_public_app(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.app_type == AppType::Public && draft.flows.contains(AuthFlow::AdminUserPassword) {
        problems.push(Problem::warning(
            "W3",
            FIELD,
            "The server-side flow needs AWS credentials. Never put those in an app that users run.",
        ));
    }
}

/// E6; a warning while the plan is not known.
pub(super) fn choice_based_needs_plan(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    if !draft.flows.contains(AuthFlow::User) {
        return;
    }
    match context.pool.and_then(|pool| pool.tier) {
        Some(Tier::Essentials | Tier::Plus) => {}
        Some(Tier::Lite) => problems
            .push(Problem::error(FIELD, "Choice-based sign-in needs the Essentials plan. This pool is on Lite.")),
        None => problems.push(Problem::warning(
            "W13",
            FIELD,
            "Choice-based sign-in needs the Essentials plan. The plan of this pool is not known.",
        )),
    }
}

/// W5
pub(super) fn no_refresh(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.flows.is_empty() || draft.flows.contains(AuthFlow::RefreshToken) {
        return;
    }
    let text = draft.access_token.parse().map_or_else(
        |_| "Users must sign in again whenever the access token ends.".to_owned(),
        |access| format!("Users must sign in again every {} (the access token lifetime).", access.in_words()),
    );
    problems.push(Problem::warning("W5", FIELD, text));
}
