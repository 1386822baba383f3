//! Rules about the authentication flows.

use crate::app_client::auth_flow::{CLIENT_TOKEN, is_legacy};
use crate::app_client::{AppType, AuthFlow, AuthFlows, Context, Draft, FieldId, Origin, Problem, Tier};

const FIELD: FieldId = FieldId::AuthFlows;

/// An empty list is not "nothing": the service reads it as not sent and turns its default on.
pub(super) fn at_least_one(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.all_flows().is_empty() {
        problems.push(Problem::error(
            FIELD,
            "Choose at least one way to sign in. (Cognito would turn SRP and custom on if the list is empty.)",
        ));
    }
}

pub(super) fn only_refresh(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.all_flows() == [AuthFlow::RefreshToken.wire()] {
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

fn rotates(draft: &Draft) -> bool {
    (draft.takes_over() || draft.origin == Origin::Existing) && draft.carried.rotates()
}

/// W5
pub(super) fn no_refresh(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    let flows = draft.all_flows();
    // Old flows and apps without users have no flow to refresh with.
    let is_other = flows.is_empty() || flows == [CLIENT_TOKEN] || flows.iter().any(|wire| is_legacy(wire));
    if is_other || draft.flows.contains(AuthFlow::RefreshToken) || rotates(draft) {
        return;
    }
    let text = draft.access_token.parse().map_or_else(
        |_| "Users must sign in again whenever the access token ends.".to_owned(),
        |access| format!("Users must sign in again every {} (the access token lifetime).", access.in_words()),
    );
    problems.push(Problem::warning("W5", FIELD, text));
}

/// E3: the service's "`ALLOW_REFRESH_TOKEN_AUTH` is not a permitted `ExplicitAuthFlow` when refresh
/// token rotation is enabled".
pub(super) fn rotation_with_refresh(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    // A list that is not there is not sent either, and the service took the client so.
    let is_left = draft.origin == Origin::Existing
        && draft.carried.list("ExplicitAuthFlows").is_empty()
        && draft.flows == AuthFlows::api_default();
    if draft.flows.contains(AuthFlow::RefreshToken) && rotates(draft) && !is_left {
        problems.push(Problem::error(
            FIELD,
            "Refresh token rotation and the refresh flow exclude each other. Turn one off.",
        ));
    }
}

/// E5: the service's "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow
/// names."
pub(super) fn old_with_new(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    let flows = draft.all_flows();
    if flows.iter().any(|wire| is_legacy(wire)) && !flows.iter().all(|wire| is_legacy(wire)) {
        problems.push(Problem::error(FIELD, "Old and new flow names can't be used together."));
    }
}

pub(super) fn client_token_alone(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    let flows = draft.all_flows();
    if flows.contains(&CLIENT_TOKEN) && flows.len() > 1 {
        problems.push(Problem::error(FIELD, format!("{CLIENT_TOKEN} can't be used together with another flow.")));
    }
}
