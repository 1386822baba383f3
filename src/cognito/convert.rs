//! Our types to SDK types and back, field by field. Texts from the service are cleaned here.

use std::time::Duration;

use aws_sdk_cognitoidentityprovider::operation::create_user_pool_client::builders::CreateUserPoolClientFluentBuilder;
use aws_sdk_cognitoidentityprovider::types::{
    ClientSecretDescriptorType, ExplicitAuthFlowsType, PreventUserExistenceErrorTypes, SchemaAttributeType,
    TimeUnitsType, TokenValidityUnitsType, UserPoolClientDescription, UserPoolClientType, UserPoolDescriptionType,
    UserPoolMfaType, UserPoolTierType, UserPoolType,
};
use aws_sdk_sts::operation::get_caller_identity::GetCallerIdentityOutput;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use serde_json::{Map, Value};

use crate::app_client::compare::{Answer, Difference};
use crate::app_client::{
    AppClientSecret, AppClientSpec, AppClientSummary, Attribute, AttributePermissions, ClientSecret, PoolSummary,
    Settings, Tier, Token, Unit, UserPool, UserPoolId, Validity,
};
use crate::cognito::Identity;
use crate::text::clean_short;

/// Most characters of a name that are kept.
const LONGEST_NAME: usize = 256;

/// A name from the service, safe to draw.
pub(super) fn name(text: &str) -> String {
    clean_short(text, LONGEST_NAME)
}

fn some_name(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(name)
}

/// Every member that create sends, all of them explicit: what is not sent would take the API's
/// default. `GenerateSecret` gives way to an own secret; the attribute lists are sent when chosen.
pub(super) fn request(
    to: CreateUserPoolClientFluentBuilder,
    spec: &AppClientSpec,
) -> CreateUserPoolClientFluentBuilder {
    let to = match spec.secret() {
        ClientSecret::None => to.generate_secret(false),
        ClientSecret::Generated => to.generate_secret(true),
        ClientSecret::Own(secret) => to.client_secret(secret.reveal()),
    };
    let flows = spec.all_flows().into_iter().map(ExplicitAuthFlowsType::from);
    let list = |list: fn(&AttributePermissions) -> &Vec<String>| {
        spec.attributes().map(list).filter(|names| !names.is_empty()).cloned()
    };
    to.user_pool_id(spec.pool().as_str())
        .client_name(spec.name())
        .refresh_token_validity(value(spec, Token::Refresh))
        .access_token_validity(value(spec, Token::Access))
        .id_token_validity(value(spec, Token::Id))
        .token_validity_units(units(spec))
        .set_explicit_auth_flows(Some(flows.collect()))
        .auth_session_validity(i32::from(spec.session_minutes()))
        .enable_token_revocation(spec.revocation())
        .prevent_user_existence_errors(PreventUserExistenceErrorTypes::from(spec.existence_errors()))
        .set_read_attributes(list(|lists| &lists.read))
        .set_write_attributes(list(|lists| &lists.write))
}

/// Puts what a copy takes over into the request that the SDK has written: its types cannot hold all
/// that was read. A client that is no copy is sent as it is.
pub(super) fn carry(spec: &AppClientSpec) -> impl Fn(&mut HttpRequest) + Send + Sync + use<> {
    let carried = spec.carried().members().clone();
    move |request| {
        let written = request.body().bytes().and_then(|body| serde_json::from_slice(body).ok());
        let Some(Value::Object(mut body)) = written.filter(|_| !carried.is_empty()) else { return };
        body.extend(carried.clone());
        set_body(request, &body);
    }
}

/// Another body, which the signature will cover.
pub(super) fn set_body(request: &mut HttpRequest, body: &Map<String, Value>) {
    let body = Value::Object(body.clone()).to_string();
    request.headers_mut().insert("content-length", body.len().to_string());
    *request.body_mut() = SdkBody::from(body);
}

/// The spec keeps lifetimes in range, and the longest, 315,360,000 seconds, fits.
fn value(spec: &AppClientSpec, token: Token) -> i32 {
    i32::try_from(spec.token(token).value).unwrap_or(i32::MAX)
}

fn units(spec: &AppClientSpec) -> TokenValidityUnitsType {
    let unit = |token| match spec.token(token).unit {
        Unit::Seconds => TimeUnitsType::Seconds,
        Unit::Minutes => TimeUnitsType::Minutes,
        Unit::Hours => TimeUnitsType::Hours,
        Unit::Days => TimeUnitsType::Days,
    };
    TokenValidityUnitsType::builder()
        .refresh_token(unit(Token::Refresh))
        .access_token(unit(Token::Access))
        .id_token(unit(Token::Id))
        .build()
}

/// What an answer says about a client; `raw` is its description as it came.
pub(super) fn answer(client: &UserPoolClientType, raw: Option<&Map<String, Value>>) -> Answer {
    let units = client.token_validity_units();
    let names = |list: &[String]| list.iter().map(|text| name(text)).collect::<Vec<_>>();
    // The SDK gives 0 for a number that is not there; the service itself reads 0 as the default.
    let refresh = Some(client.refresh_token_validity()).filter(|value| *value != 0);
    Answer {
        name: client.client_name().map(name),
        flows: client.explicit_auth_flows.as_ref().map(|flows| flows.iter().map(|flow| name(flow.as_str())).collect()),
        session_minutes: client.auth_session_validity().and_then(|minutes| u64::try_from(minutes).ok()),
        refresh_token: validity(Token::Refresh, refresh, units.and_then(|units| units.refresh_token())),
        access_token: validity(
            Token::Access,
            client.access_token_validity(),
            units.and_then(|units| units.access_token()),
        ),
        id_token: validity(Token::Id, client.id_token_validity(), units.and_then(|units| units.id_token())),
        revocation: client.enable_token_revocation(),
        existence_errors: client.prevent_user_existence_errors().map(|errors| name(errors.as_str())),
        read: client.read_attributes.as_deref().map(names),
        write: client.write_attributes.as_deref().map(names),
        carried: raw.map(Settings::of).unwrap_or_default().not_asked(),
    }
}

/// A number without a unit is in the API's default unit for the token.
fn validity(token: Token, value: Option<i32>, unit: Option<&TimeUnitsType>) -> Option<Validity> {
    let value = u64::try_from(value?).ok()?;
    let unit = match unit {
        None => token.default_validity().unit,
        Some(unit) => Unit::ALL.into_iter().find(|known| known.name() == unit.as_str())?,
    };
    Some(Validity::new(value, unit))
}

/// A secret that came or failed to come, against what was asked. An own secret need not be
/// repeated by the service.
pub(super) fn secret_difference(spec: &AppClientSpec, got: Option<&str>) -> Option<Difference> {
    let difference = |asked: &str, got: &str| {
        Some(Difference { setting: "GenerateSecret", asked: asked.to_owned(), got: got.to_owned() })
    };
    match (spec.secret(), got.filter(|got| !got.is_empty())) {
        (ClientSecret::None, Some(_)) => difference("no secret", "a secret"),
        (ClientSecret::Generated, None) => difference("a generated secret", "no secret in the answer"),
        (ClientSecret::Own(own), Some(got)) if own.reveal() != got => difference("your own secret", "another secret"),
        (ClientSecret::None, None) | (ClientSecret::Generated, Some(_)) | (ClientSecret::Own(_), _) => None,
    }
}

/// One row of `ListUserPools`; `None` if its ID is none that we know how to use.
pub(super) fn pool_summary(pool: &UserPoolDescriptionType) -> Option<PoolSummary> {
    let id = UserPoolId::parse(pool.id()?).ok()?;
    Some(PoolSummary {
        id,
        name: name(pool.name().unwrap_or_default()),
        last_modified: pool.last_modified_date().and_then(day),
    })
}

/// One row of `ListUserPoolClients`; `None` without an ID. A client need not have a name.
pub(super) fn client_summary(client: &UserPoolClientDescription) -> Option<AppClientSummary> {
    let id = some_name(client.client_id())?;
    Some(AppClientSummary { id, name: name(client.client_name().unwrap_or_default()) })
}

/// The day of a moment, in UTC: `2026-11-20`.
fn day(moment: &DateTime) -> Option<String> {
    let text = moment.fmt(Format::DateTime).ok()?;
    text.split_once('T').map(|(day, _)| day.to_owned())
}

/// One row of `ListUserPoolClientSecrets`; `None` without an ID.
pub(super) fn client_secret(secret: &ClientSecretDescriptorType) -> Option<AppClientSecret> {
    let id = some_name(secret.client_secret_id())?;
    Some(AppClientSecret { id, created: secret.client_secret_create_date().and_then(moment) })
}

/// Seconds since 1970 as a moment.
pub(super) fn moment_of_seconds(seconds: f64) -> Option<String> {
    moment(&DateTime::from_secs_f64(seconds))
}

/// A moment to the second: `2026-11-25 14:05:12 UTC`.
pub(super) fn moment(moment: &DateTime) -> Option<String> {
    let text = DateTime::from_secs(moment.secs()).fmt(Format::DateTime).ok()?;
    Some(text.replace('T', " ").replace('Z', " UTC"))
}

/// What `DescribeUserPool` said about the pool that was asked for.
pub(super) fn user_pool(asked: &UserPoolId, pool: &UserPoolType) -> UserPool {
    UserPool {
        id: pool.id().and_then(|id| UserPoolId::parse(id).ok()).unwrap_or_else(|| asked.clone()),
        name: name(pool.name().unwrap_or_default()),
        tier: pool.user_pool_tier().and_then(tier),
        users: u64::try_from(pool.estimated_number_of_users()).ok(),
        domain: some_name(pool.custom_domain()).or_else(|| some_name(pool.domain())),
        mfa: pool.mfa_configuration().map(mfa),
        attributes: pool.schema_attributes().iter().filter_map(attribute).collect(),
    }
}

fn tier(tier: &UserPoolTierType) -> Option<Tier> {
    match tier.as_str() {
        "LITE" => Some(Tier::Lite),
        "ESSENTIALS" => Some(Tier::Essentials),
        "PLUS" => Some(Tier::Plus),
        _ => None,
    }
}

fn mfa(mfa: &UserPoolMfaType) -> String {
    name(&mfa.as_str().to_ascii_lowercase())
}

/// What is not said about an attribute takes the API's default (mutable, not required).
fn attribute(attribute: &SchemaAttributeType) -> Option<Attribute> {
    Some(Attribute {
        name: some_name(attribute.name())?,
        required: attribute.required().unwrap_or(false),
        mutable: attribute.mutable().unwrap_or(true),
    })
}

/// The caller: `arn:aws:sts::111122223333:assumed-role/AdminSSO/session`, `arn:aws:iam::…:user/x`,
/// `arn:aws:iam::…:root`. `None` without a whole account number: the SDK takes an answer that was
/// cut for a whole one, with whatever was left of its texts, and the account comes last.
pub(super) fn identity(answer: &GetCallerIdentityOutput, expires_in: Option<Duration>) -> Option<Identity> {
    let is_whole = |account: &&str| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let account = answer.account().filter(is_whole)?;
    let role = name(principal(answer.arn().unwrap_or_default()));
    Some(Identity { account: account.to_owned(), role, expires_in })
}

/// The part of an ARN that a person knows: the role without its session, the user without its
/// path, "root". Of a role that IAM Identity Center made
/// (`AWSReservedSSO_AdminSSO_0123456789abcdef`) the permission set's name. A text that is no ARN
/// stays as it is.
pub(super) fn principal(arn: &str) -> &str {
    let resource = arn.splitn(6, ':').nth(5).unwrap_or(arn);
    match resource.split_once('/') {
        Some(("assumed-role", rest)) => permission_set(rest.split('/').next().unwrap_or(rest)),
        Some((_, rest)) => rest.rsplit('/').next().unwrap_or(rest),
        None => resource,
    }
}

fn permission_set(role: &str) -> &str {
    let inner = role.strip_prefix("AWSReservedSSO_").and_then(|rest| rest.rsplit_once('_'));
    match inner {
        Some((name, suffix)) if !name.is_empty() && suffix.chars().all(|c| c.is_ascii_hexdigit()) => name,
        Some(_) | None => role,
    }
}

#[cfg(test)]
mod tests;
