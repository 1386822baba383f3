//! Rules about the client secret and the two switches beside it. The secret of a client that exists
//! is no question.

use crate::app_client::auth_flow::CLIENT_TOKEN;
use crate::app_client::rules::audit_rules::{CLIENT_CREDENTIALS, OAUTH_GRANTS};
use crate::app_client::settings::CONTEXT_DATA;
use crate::app_client::{AppType, Context, Draft, FieldId, Origin, Problem, SecretChoice};

/// Fewest characters of an own secret (API reference, `ClientSecret`).
pub const MIN_OWN_SECRET: usize = 24;
/// Most characters of an own secret.
pub const MAX_OWN_SECRET: usize = 64;

fn is_asked(draft: &Draft) -> bool {
    draft.origin != Origin::Existing
}

/// Settings that were taken over and that the service refuses without a secret.
pub(super) fn carried_needs_secret(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if !draft.takes_over() || draft.secret() != SecretChoice::None {
        return;
    }
    for (is_on, what) in [
        (draft.all_flows().contains(&CLIENT_TOKEN), "The flow ALLOW_CLIENT_TOKEN_AUTH"),
        (draft.carried.list(OAUTH_GRANTS).contains(&CLIENT_CREDENTIALS), "The OAuth grant client_credentials"),
        (draft.carried.is_on(CONTEXT_DATA), "User context data (EnablePropagateAdditionalUserContextData)"),
    ] {
        if is_on {
            let text = format!("{what} needs a client secret, and this client takes it over.");
            problems.push(Problem::error(FieldId::ClientSecret, text));
        }
    }
}

/// W1
pub(super) fn public_with_secret(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if is_asked(draft) && draft.app_type == AppType::Public && draft.secret() != SecretChoice::None {
        problems.push(Problem::warning(
            "W1",
            FieldId::ClientSecret,
            "Public app with a secret. Users can read it in your code, and calls fail with \"SECRET_HASH was not received\" unless a proxy adds it.",
        ));
    }
}

/// W4
pub(super) fn confidential_without(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if is_asked(draft) && draft.app_type == AppType::Confidential && draft.secret() == SecretChoice::None {
        problems.push(Problem::warning(
            "W4",
            FieldId::ClientSecret,
            "Confidential app without a secret. You can never add one to this client; you would make a new client.",
        ));
    }
}

pub(super) fn own_secret(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if !is_asked(draft) || draft.secret() != SecretChoice::Own {
        return;
    }
    let text = draft.own_secret.reveal();
    let valid = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '+');
    let length = draft.own_secret.len();
    if valid && (MIN_OWN_SECRET..=MAX_OWN_SECRET).contains(&length) {
        return;
    }
    // Which characters are wrong is not said: they would be a part of the secret on the screen.
    let fault = match length {
        _ if !valid => "It has other characters.".to_owned(),
        _ if length > MAX_OWN_SECRET => format!("Character count: {length}/{MAX_OWN_SECRET}"),
        _ => format!("Character count: {length}/{MIN_OWN_SECRET}"),
    };
    let text = format!("Use {MIN_OWN_SECRET} to {MAX_OWN_SECRET} letters, digits, underscores, or plus signs. {fault}");
    let problem = Problem::error(FieldId::OwnSecret, text);
    problems.push(if valid && length < MIN_OWN_SECRET { problem.unfinished() } else { problem });
}

/// W11
pub(super) fn revocation_off(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if !draft.revocation {
        problems.push(Problem::warning(
            "W11",
            FieldId::TokenRevocation,
            "Sign-out cannot end tokens that were already issued.",
        ));
    }
}

/// W10
pub(super) fn existence_errors_legacy(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if !draft.prevent_existence_errors {
        problems.push(Problem::warning("W10", FieldId::UserExistenceErrors, "Anyone can test which accounts exist."));
    }
}
