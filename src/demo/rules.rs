//! What the service refuses beyond the API model's constraints, in the service's words.
//!
//! One small function a rule; the order in which the service checks them is not known, and only
//! the first that fails is told. Sources, unless a rule says otherwise: real refusals of
//! deployments in September 2026 (the project `cdk-preflight`), and the API model's texts.

use super::client::Client;
use super::constraints::{CLIENT_TOKEN_FLOW, LEGACY_FLOWS};
use super::fault::ServiceFault;
use super::pool::{Pool, Tier};
use super::request::{CreateClient, Settings};
use super::schema::{Attribute, SUB, VERIFIED};
use super::{lifetimes, oauth};

/// App clients in one pool, unless AWS raises it.
pub const MOST_CLIENTS: usize = 1_000;

const USER_FLOW: &str = "ALLOW_USER_AUTH";
const REFRESH_FLOW: &str = "ALLOW_REFRESH_TOKEN_AUTH";
const ALLOW_PREFIX: &str = "ALLOW";

/// What the caller does, which some messages name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `CreateUserPoolClient`.
    Create,
    /// `UpdateUserPoolClient`.
    Update,
}

impl Action {
    /// The end of the messages on attributes.
    fn while_doing(self) -> &'static str {
        match self {
            Self::Create => "while creating a client",
            Self::Update => "while updating a client",
        }
    }
}

/// What is to be stored, with what it is to be checked against.
pub struct Proposal<'a> {
    /// What the caller does.
    pub action: Action,
    /// The settings that will be in force.
    pub settings: &'a Settings,
    /// Whether the client has, or will have, a secret.
    pub has_secret: bool,
    /// The pool that the client is in, or will be in.
    pub pool: &'a Pool,
}

/// One rule of the service: all of them look at the same things.
pub type Rule = fn(&Proposal) -> Result<(), ServiceFault>;

const RULES: &[Rule] = &[
    lifetimes::ranges,
    lifetimes::order,
    legacy_flows,
    client_token_flow,
    tier_features,
    rotation_flows,
    read_attributes,
    write_attributes,
    context_data,
    analytics,
];

/// Checks a new client against `pool`; the model's constraints hold already.
///
/// # Errors
///
/// The first rule that is broken: `InvalidParameterException` and, for OAuth and plans, the faults
/// that their rules name.
pub fn create_client(request: &CreateClient, pool: &Pool) -> Result<(), ServiceFault> {
    one_secret(request)?;
    published_secret(request)?;
    let has_secret = request.has_secret();
    keeps_all(&Proposal { action: Action::Create, settings: &request.settings, has_secret, pool })?;
    room(pool)
}

/// Checks what an update would make of the client `stored` in `pool`: `settings` are those that
/// will be in force, `publish` is where the secret is to be.
///
/// # Errors
///
/// As for [`create_client`].
pub fn update_client(
    settings: &Settings,
    publish: Option<bool>,
    stored: &Client,
    pool: &Pool,
) -> Result<(), ServiceFault> {
    moved_secret(publish, stored)?;
    // A secret is no member of an update, so the stored client is asked.
    keeps_all(&Proposal { action: Action::Update, settings, has_secret: stored.has_secret(), pool })
}

fn keeps_all(proposal: &Proposal) -> Result<(), ServiceFault> {
    let mut rules = RULES.iter().chain(oauth::RULES);
    rules.try_for_each(|rule| rule(proposal))
}

/// The rule is in the API's text, the message is `[UNVERIFIED]`. To take back what is not in
/// Secrets Manager is let through (`[UNVERIFIED]`, too).
fn moved_secret(publish: Option<bool>, stored: &Client) -> Result<(), ServiceFault> {
    refuse_if(
        publish == Some(true) && !stored.secrets.has_generated(),
        "A generated client secret is required to set PublishSecretsInAWSSecretsManager as true.",
    )
}

/// The message is `[UNVERIFIED]`.
fn one_secret(request: &CreateClient) -> Result<(), ServiceFault> {
    refuse_if(
        request.generates_secret() && request.client_secret.is_some(),
        "ClientSecret can not be specified when GenerateSecret is true.",
    )
}

/// The message is `[UNVERIFIED]`.
fn published_secret(request: &CreateClient) -> Result<(), ServiceFault> {
    refuse_if(
        request.publishes_secret() && !request.generates_secret(),
        "GenerateSecret must be true to set PublishSecretsInAWSSecretsManager as true.",
    )
}

fn legacy_flows(proposal: &Proposal) -> Result<(), ServiceFault> {
    let flows = &proposal.settings.explicit_auth_flows;
    let legacy = |flow: &String| LEGACY_FLOWS.contains(&flow.as_str());
    let allow = |flow: &String| flow.starts_with(ALLOW_PREFIX);
    refuse_if(
        flows.iter().any(legacy) && flows.iter().any(allow),
        "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    )
}

/// Both messages are `[UNVERIFIED]`; the rule is in the text on `GetClientToken`.
fn client_token_flow(proposal: &Proposal) -> Result<(), ServiceFault> {
    let flows = &proposal.settings.explicit_auth_flows;
    if !has(flows, CLIENT_TOKEN_FLOW) {
        return Ok(());
    }
    refuse_if(
        flows.iter().any(|flow| flow != CLIENT_TOKEN_FLOW),
        "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flow names.",
    )?;
    refuse_if(!proposal.has_secret, "Client Secret is required to use ALLOW_CLIENT_TOKEN_AUTH.")
}

/// Rotation has one witness. The name of choice-based sign-in in this message is `[UNVERIFIED]`:
/// it is the one that the pool's own operations use. So is how two features are put together.
fn tier_features(proposal: &Proposal) -> Result<(), ServiceFault> {
    if proposal.pool.tier != Tier::Lite {
        return Ok(());
    }
    let user_flow = has(&proposal.settings.explicit_auth_flows, USER_FLOW);
    let features = [(user_flow, "Passwordless Sign-In"), (rotates(proposal.settings), "Refresh Token Rotation")];
    let used: Vec<&str> = features.iter().filter_map(|(used, name)| used.then_some(*name)).collect();
    if used.is_empty() {
        return Ok(());
    }
    Err(ServiceFault::unavailable_in_tier(format!(
        "The following features need to be disabled for the {} pricing tier configured: {}",
        proposal.pool.tier.name(),
        used.join(", ")
    )))
}

/// What the service says to rotation with no flows at all is `[UNVERIFIED]`; it is let through,
/// although the default flows contain this one.
fn rotation_flows(proposal: &Proposal) -> Result<(), ServiceFault> {
    let refresh = has(&proposal.settings.explicit_auth_flows, REFRESH_FLOW);
    refuse_if(
        rotates(proposal.settings) && refresh,
        "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation \
         is enabled",
    )
}

/// An empty list counts as none (`[UNVERIFIED]`, as for the next rule).
fn read_attributes(proposal: &Proposal) -> Result<(), ServiceFault> {
    let read = &proposal.settings.read_attributes;
    let known = |name: &String| is_oidc(name) || proposal.pool.has_attribute(name);
    let message = format!("Invalid read attributes specified {}", proposal.action.while_doing());
    refuse_if(!read.iter().all(known), &message)
}

/// One message for everything that can be wrong with the list.
fn write_attributes(proposal: &Proposal) -> Result<(), ServiceFault> {
    let (write, pool) = (&proposal.settings.write_attributes, proposal.pool);
    let writable = |name: &String| is_oidc(name) || (pool.schema.iter()).any(|one| one.name == *name && may_write(one));
    let fits = write.is_empty() || (write.iter().all(writable) && pool.required().all(|name| covers(write, name)));
    refuse_if(!fits, &format!("Invalid write attributes specified {}", proposal.action.while_doing()))
}

/// Immutable custom attributes may be in the list: they are written once, at sign-up.
fn may_write(attribute: &Attribute) -> bool {
    let name = attribute.name.as_str();
    name != SUB && !VERIFIED.contains(&name) && !attribute.developer_only()
}

/// Whether a write list has `name`, by itself or within `oidc:profile` (`[INF]`: the guide says
/// that the token stands for these names).
fn covers(write: &[String], name: &str) -> bool {
    has(write, name) || (has(write, OIDC_PROFILE) && OIDC_PROFILE_NAMES.contains(&name))
}

/// Tokens are taken as they are; only `oidc:profile` is documented.
fn is_oidc(name: &str) -> bool {
    name.starts_with("oidc:")
}

const OIDC_PROFILE: &str = "oidc:profile";
const OIDC_PROFILE_NAMES: [&str; 13] = [
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
];

fn context_data(proposal: &Proposal) -> Result<(), ServiceFault> {
    let propagate = proposal.settings.enable_propagate_additional_user_context_data;
    refuse_if(
        propagate == Some(true) && !proposal.has_secret,
        "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
    )
}

fn analytics(proposal: &Proposal) -> Result<(), ServiceFault> {
    let Some(analytics) = &proposal.settings.analytics_configuration else {
        return Ok(());
    };
    let parts = [analytics.application_id.is_some(), analytics.role_arn.is_some(), analytics.external_id.is_some()];
    let fits = if analytics.application_arn.is_some() { parts == [false; 3] } else { parts == [true; 3] };
    refuse_if(
        !fits,
        "Invalid analytics configuration given, either <application arn> or <application id, role \
         arn, external id> are valid",
    )
}

/// The message is `[UNVERIFIED]`.
fn room(pool: &Pool) -> Result<(), ServiceFault> {
    if pool.clients.len() < MOST_CLIENTS {
        return Ok(());
    }
    Err(ServiceFault::limit_exceeded(format!(
        "User pool {} has reached its limit of {MOST_CLIENTS} user pool clients.",
        pool.id
    )))
}

fn rotates(settings: &Settings) -> bool {
    let rotation = settings.refresh_token_rotation.as_ref();
    rotation.and_then(|rotation| rotation.feature.as_deref()) == Some("ENABLED")
}

/// Whether a list has exactly this text.
#[must_use]
pub fn has(list: &[String], text: &str) -> bool {
    list.iter().any(|item| item == text)
}

/// Refuses with `InvalidParameterException`, which is what most rules do.
///
/// # Errors
///
/// The message, if `broken`.
pub fn refuse_if(broken: bool, message: &str) -> Result<(), ServiceFault> {
    if broken {
        return Err(ServiceFault::invalid_parameter(message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::super::fixtures::{LITE, NOWHERE, SHOP, WIDE, create, create_in, invalid, refused, world};
    use super::*;

    const READ: &str = "Invalid read attributes specified while creating a client";
    const WRITE: &str = "Invalid write attributes specified while creating a client";
    const LEGACY: &str = "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.";
    const ANALYTICS: &str = "Invalid analytics configuration given, either <application arn> or \
                             <application id, role arn, external id> are valid";
    const ARN: &str = "arn:aws:iam::111122223333:role/x";

    #[rstest]
    #[case::two_secrets(json!({"GenerateSecret": true, "ClientSecret": "s".repeat(24)}),
        "ClientSecret can not be specified when GenerateSecret is true.")]
    #[case::published(json!({"PublishSecretsInAWSSecretsManager": true}),
        "GenerateSecret must be true to set PublishSecretsInAWSSecretsManager as true.")]
    #[case::legacy(json!({"ExplicitAuthFlows": ["USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}), LEGACY)]
    #[case::legacy_2(json!({"ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH"]}), LEGACY)]
    #[case::client_token_company(json!({"GenerateSecret": true, "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]}),
        "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flow names.")]
    #[case::client_token_secret(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]}),
        "Client Secret is required to use ALLOW_CLIENT_TOKEN_AUTH.")]
    #[case::rotation(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"], "RefreshTokenRotation": {"Feature": "ENABLED"}}),
        "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled")]
    #[case::read_unknown(json!({"ReadAttributes": ["email", "custom:teir"]}), READ)]
    #[case::read_case(json!({"ReadAttributes": ["Email"]}), READ)]
    #[case::write_no_required(json!({"WriteAttributes": ["name"]}), WRITE)]
    #[case::write_none_required(json!({"WriteAttributes": ["custom:tier"]}), WRITE)]
    #[case::write_sub(json!({"WriteAttributes": ["email", "name", "sub"]}), WRITE)]
    #[case::write_verified(json!({"WriteAttributes": ["email", "name", "email_verified"]}), WRITE)]
    #[case::write_phone(json!({"WriteAttributes": ["email", "name", "phone_number_verified"]}), WRITE)]
    #[case::write_dev(json!({"WriteAttributes": ["email", "name", "dev:fraud_score"]}), WRITE)]
    #[case::write_unknown(json!({"WriteAttributes": ["email", "name", "custom:x"]}), WRITE)]
    #[case::write_oidc_alone(json!({"WriteAttributes": ["oidc:profile"]}), WRITE)]
    #[case::context(json!({"EnablePropagateAdditionalUserContextData": true}),
        "Client Secret is required to set EnablePropagateAdditionalUserContextData as true")]
    #[case::analytics_mix(json!({"AnalyticsConfiguration": {"ApplicationArn": ARN, "ExternalId": "x"}}), ANALYTICS)]
    #[case::analytics_part(json!({"AnalyticsConfiguration": {"ApplicationId": "0a", "ExternalId": "x"}}), ANALYTICS)]
    #[case::analytics_empty(json!({"AnalyticsConfiguration": {}}), ANALYTICS)]
    fn a_bad_parameter(#[case] change: Value, #[case] message: &str) {
        invalid(&change, message);
    }

    #[rstest]
    #[case::user_flow(json!({"ExplicitAuthFlows": ["ALLOW_USER_AUTH"]}), "Passwordless Sign-In")]
    #[case::rotation(json!({"RefreshTokenRotation": {"Feature": "ENABLED"}}), "Refresh Token Rotation")]
    #[case::both(json!({"ExplicitAuthFlows": ["ALLOW_USER_AUTH"], "RefreshTokenRotation": {"Feature": "ENABLED"}}),
        "Passwordless Sign-In, Refresh Token Rotation")]
    fn not_on_lite(#[case] mut change: Value, #[case] features: &str) {
        create(&change).unwrap();
        change["UserPoolId"] = json!(LITE);
        let message = format!(
            "The following features need to be disabled for the LITE pricing tier configured: \
             {features}"
        );
        refused(&change, "FeatureUnavailableInTierException", &message);
    }

    #[rstest]
    #[case::nothing(json!({}))]
    #[case::own_secret(json!({"ClientSecret": "s".repeat(24), "GenerateSecret": false}))]
    #[case::published(json!({"GenerateSecret": true, "PublishSecretsInAWSSecretsManager": true}))]
    #[case::legacy_only(json!({"ExplicitAuthFlows": ["USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"]}))]
    #[case::no_flows(json!({"ExplicitAuthFlows": []}))]
    #[case::no_refresh(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"]}))]
    #[case::client_token(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"], "ClientSecret": "s".repeat(24)}))]
    #[case::rotation(json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "RefreshTokenRotation": {"Feature": "ENABLED"}}))]
    #[case::rotation_off(json!({"ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"], "RefreshTokenRotation": {"Feature": "DISABLED"}}))]
    #[case::lite_srp(json!({"UserPoolId": LITE, "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"]}))]
    #[case::read_all_kinds(json!({"ReadAttributes": ["sub", "email_verified", "dev:fraud_score", "custom:tier", "oidc:profile"]}))]
    #[case::write_required(json!({"WriteAttributes": ["email", "name"]}))]
    #[case::write_immutable(json!({"WriteAttributes": ["email", "name", "custom:legacy_id"]}))]
    #[case::write_oidc(json!({"WriteAttributes": ["email", "oidc:profile"]}))]
    #[case::write_empty(json!({"WriteAttributes": []}))]
    #[case::context(json!({"EnablePropagateAdditionalUserContextData": true, "GenerateSecret": true}))]
    #[case::analytics_arn(json!({"AnalyticsConfiguration": {"ApplicationArn": ARN, "UserDataShared": true}}))]
    #[case::analytics_parts(json!({"AnalyticsConfiguration": {"ApplicationId": "0a", "RoleArn": ARN, "ExternalId": "x"}}))]
    fn accepted(#[case] change: Value) {
        create(&change).unwrap();
    }

    #[test]
    fn a_pool_that_is_not_there() {
        let message = format!("User pool {NOWHERE} does not exist.");
        let change = json!({"UserPoolId": NOWHERE});
        refused(&change, "ResourceNotFoundException", &message);
    }

    #[test]
    fn the_model_s_constraints_come_first() {
        let fault = create(&json!({"UserPoolId": NOWHERE, "AuthSessionValidity": 1})).unwrap_err();
        assert!(fault.message.starts_with("1 validation error"), "{fault}");
    }

    #[test]
    fn a_pool_is_full_at_1000() {
        let mut world = world().with_clients(WIDE, MOST_CLIENTS - 2);
        let change = json!({"UserPoolId": WIDE});
        create_in(&mut world, &change).unwrap();
        let fault = create_in(&mut world, &change).unwrap_err();
        assert_eq!(fault.kind, "LimitExceededException");
        create_in(&mut world, &json!({"UserPoolId": SHOP})).unwrap();
        assert_eq!(world.clients_created(), 2);
    }
}
