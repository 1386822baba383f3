//! A failure read for people: its kind, what failed, what to do.

use crate::app_client::FieldId;
use crate::cognito::call::Call;
use crate::cognito::failure::{Failure, Outcome};
use crate::cognito::{ErrorKind, ServiceError, convert, credentials, fields, unreachable};
use crate::text::clean_short;

/// A kind, a sentence, an advice.
pub(super) struct Reading {
    kind: ErrorKind,
    sentence: String,
    advice: String,
}

impl Reading {
    pub(super) fn new(kind: ErrorKind, sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { kind, sentence: sentence.into(), advice: advice.into() }
    }
}

/// The error that the rest of the program sees.
pub(super) fn read(call: &Call, failure: &Failure) -> ServiceError {
    let Reading { kind, sentence, advice } = match failure.outcome {
        Outcome::NotBuilt => not_built(),
        Outcome::NoCredentials => credentials::not_loaded(call, failure),
        Outcome::NotSent => unreachable::not_sent(call, failure),
        Outcome::NoAnswer => no_answer(call, failure),
        Outcome::BadAnswer { status } => bad_answer(call, status),
        Outcome::Refused { status } => refused(call, failure, status),
    };
    ServiceError {
        kind,
        operation: call.operation,
        sentence,
        advice,
        reasons: reasons(failure),
        aws_said: said(failure),
        request_id: failure.request_id.clone(),
    }
}

/// Why each source of credentials gave none; else, if AWS has said nothing, the error's own words.
fn reasons(failure: &Failure) -> Vec<String> {
    let own = failure.search.is_none() && said(failure).is_none() && !failure.chain.is_empty();
    if own { vec![failure.chain.clone()] } else { credentials::reasons(failure) }
}

/// AWS's words.
fn said(failure: &Failure) -> Option<String> {
    if failure.search.is_some() {
        return None;
    }
    match (&failure.code, &failure.message) {
        (Some(code), Some(message)) => Some(format!("{code}: {message}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// Who answers the call.
pub(super) fn service(call: &Call) -> &'static str {
    if call.operation == "GetCallerIdentity" { "AWS STS" } else { "Cognito" }
}

fn not_built() -> Reading {
    Reading::new(
        ErrorKind::Other,
        "The request could not be built. Nothing was sent.",
        "Check --region and --endpoint-url. If they are right, this is a fault of this program.",
    )
}

fn no_answer(call: &Call, failure: &Failure) -> Reading {
    let what = if failure.chain.contains("timeout") || failure.chain.contains("timed out") {
        format!("No answer came to {} in time.", call.operation)
    } else {
        format!("The connection closed before {} was answered.", call.operation)
    };
    Reading::new(ErrorKind::Unanswered, what, look_first(call))
}

fn bad_answer(call: &Call, status: u16) -> Reading {
    let service = service(call);
    let sentence = match status {
        500..=599 => format!("{service} failed while it handled {} (HTTP {status}).", call.operation),
        _ => format!("What came back to {} is no answer of {service} (HTTP {status}).", call.operation),
    };
    Reading::new(ErrorKind::Unanswered, sentence, look_first(call))
}

/// What a request whose fate is not known may have done.
fn look_first(call: &Call) -> &'static str {
    match call.operation {
        "CreateUserPoolClient" => "The app client may exist: look at the pool's app clients before you try again.",
        "UpdateUserPoolClient" => "The changes may have been made: read the app client again before you try again.",
        "DeleteUserPoolClient" => "The app client may be deleted: read it again before you try again.",
        "AddUserPoolClientSecret" => {
            "The secret may have been added: look at the app client's secrets before you try again. Nobody can read the value of one whose answer was lost: delete it, then add another."
        }
        "DeleteUserPoolClientSecret" => {
            "The secret may be deleted: look at the app client's secrets before you try again."
        }
        _ => "Try again. If it keeps failing, check the network, the proxy and --endpoint-url.",
    }
}

const EXPIRED: &[&str] = &["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"];
const DENIED: &[&str] = &["AccessDeniedException", "AccessDenied", "NotAuthorizedException", "UnauthorizedOperation"];
const BAD_KEYS: &[&str] = &[
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "IncompleteSignatureException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "InvalidAccessKeyId",
    "AuthFailure",
    "RequestExpired",
    "RequestTimeTooSkewed",
];
const THROTTLED: &[&str] = &[
    "TooManyRequestsException",
    "ThrottlingException",
    "Throttling",
    "ThrottledException",
    "RequestThrottled",
    "RequestThrottledException",
    "RequestLimitExceeded",
    "SlowDown",
];
const CONFLICT: &[&str] = &["ConcurrentModificationException"];
const LIMIT: &[&str] = &["LimitExceededException", "ServiceQuotaExceededException"];
const INVALID: &[&str] = &[
    "InvalidParameterException",
    "InvalidOAuthFlowException",
    "ScopeDoesNotExistException",
    "FeatureUnavailableInTierException",
    "ValidationException",
    "ValidationError",
    "SerializationException",
];
/// Faults of the service, whatever status they come with.
const INTERNAL: &[&str] =
    &["InternalErrorException", "InternalServerException", "InternalFailure", "ServiceUnavailable"];

fn refused(call: &Call, failure: &Failure, status: u16) -> Reading {
    let code = failure.code.as_deref().unwrap_or_default();
    let message = failure.message.as_deref().unwrap_or_default();
    let is = |codes: &[&str]| codes.contains(&code);
    if is(INTERNAL) {
        bad_answer(call, status)
    } else if is(EXPIRED) || message.contains("security token included in the request is expired") {
        credentials::expired(call)
    } else if is(BAD_KEYS) || message.starts_with("Signature ") {
        credentials::not_accepted(call, message)
    } else if is(DENIED) {
        denied(call, message)
    } else if is(&["ResourceNotFoundException"]) {
        not_found(call, message)
    } else if is(CONFLICT) {
        conflict(call)
    } else if is(THROTTLED) || status == 429 || is_throttle_text(message) {
        let sentence = format!("{} is busy{}.", service(call), in_brackets(code));
        Reading::new(ErrorKind::Throttled, sentence, "Wait a few seconds, then try again.")
    } else if is(LIMIT) {
        limit(call)
    } else if is(INVALID) {
        invalid(call, fields::field(code, message), message)
    } else {
        let sentence = format!("{} refused {}{}.", service(call), call.operation, in_brackets(code));
        Reading::new(ErrorKind::Other, sentence, "Read what AWS said below.")
    }
}

fn in_brackets(code: &str) -> String {
    let short = code.strip_suffix("Exception").unwrap_or(code);
    if short.is_empty() { String::new() } else { format!(" ({short})") }
}

/// A throttle has come with no code, as `{"message":"Rate exceeded"}` alone.
fn is_throttle_text(message: &str) -> bool {
    let message = message.trim_end_matches('.');
    message.eq_ignore_ascii_case("Rate exceeded") || message.eq_ignore_ascii_case("Too many requests")
}

/// `User: arn:… is not authorized to perform: cognito-idp:X on resource: arn:… because …`
fn denied(call: &Call, message: &str) -> Reading {
    let prefix = if call.operation == "GetCallerIdentity" { "sts" } else { "cognito-idp" };
    let after = |mark: &str| {
        let rest = message.split_once(mark).map(|(_, rest)| rest)?;
        rest.split_whitespace().next().map(|word| word.trim_end_matches(['.', ',']))
    };
    let action = after("not authorized to perform: ").unwrap_or_default();
    let action = if action.contains(':') { action.to_owned() } else { format!("{prefix}:{}", call.operation) };
    let who = after("User: ").map_or("This identity", convert::principal);
    let on = if call.pool.is_some() { " on this pool" } else { "" };
    let whole = || match call.pool {
        Some(pool) => format!("arn:aws:cognito-idp:{}:*:userpool/{pool}", call.session.region),
        None => "*".to_owned(),
    };
    let resource = after("on resource: ").map_or_else(whole, str::to_owned);
    let deny = if message.contains("explicit deny") { " An explicit deny forbids it." } else { "" };
    Reading::new(
        ErrorKind::Denied,
        format!("{who} may not call {action}{on}.{deny}"),
        format!("Ask for this permission, or switch profile and try again. Action: {action}. Resource: {resource}"),
    )
}

/// "App client 3n4b5urk of user pool us-east-1_Ab12Cd34E in us-east-1", as far as it is known.
fn client_of(call: &Call) -> Option<String> {
    let (client, pool) = (clean_short(call.client?, 128), call.pool?);
    Some(format!("app client {client} of user pool {pool} in {}", call.session.region))
}

fn conflict(call: &Call) -> Reading {
    let of = client_of(call).map_or_else(|| "it".to_owned(), |client| format!("the {client}"));
    Reading::new(
        ErrorKind::Conflict,
        format!("Another change of {of} was being made at the same time. Nothing was changed."),
        "Read it again, look at what changed, then try again.",
    )
}

/// `User pool client X does not exist.` of a client, `Client secret does not exist` of a secret (an
/// emulator's words), `User pool X does not exist.` of the pool; an emulator says the ID alone.
fn not_found(call: &Call, message: &str) -> Reading {
    let is_pool = call.pool.is_some_and(|pool| message.contains(&format!("User pool {pool}")));
    let Some(client) = client_of(call).filter(|_| !is_pool) else { return pool_not_found(call) };
    if call.operation == "DeleteUserPoolClientSecret" && message.to_ascii_lowercase().contains("secret") {
        return Reading::new(
            ErrorKind::NotFound,
            format!("This secret was not found in {client}."),
            "It may have been deleted. Read the app client's secrets again.",
        );
    }
    Reading::new(
        ErrorKind::NotFound,
        format!("{} was not found.", capital(&client)),
        "It may have been deleted, or be in another pool, Region or account. Read the pool's app clients again.",
    )
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

fn pool_not_found(call: &Call) -> Reading {
    let region = &call.session.region;
    let sentence = match call.pool {
        Some(pool) => format!("User pool {pool} was not found in {region}."),
        None => format!("What was asked for was not found in {region}."),
    };
    let elsewhere = call.pool.and_then(|pool| pool.region()).filter(|named| *named != region.as_str());
    let advice = match elsewhere {
        Some(named) => format!("Its ID says {named}: use that Region, or choose another pool."),
        None => "It may be in another Region or account, or deleted. Choose another pool or Region.".to_owned(),
    };
    Reading::new(ErrorKind::NotFound, sentence, advice)
}

fn limit(call: &Call) -> Reading {
    const QUOTA: &str = "Delete app clients that are not used, or ask AWS for a higher quota.";
    let client = client_of(call).unwrap_or_default();
    let (sentence, advice) = match call.operation {
        "CreateUserPoolClient" => ("This pool has its maximum of app clients (1,000 unless raised).".to_owned(), QUOTA),
        "AddUserPoolClientSecret" => (
            format!("{} has two secrets, the most that Cognito takes.", capital(&client)),
            "Delete the secret that no app uses any more, then add the new one.",
        ),
        _ => (format!("A quota of {} is reached.", service(call)), "Ask AWS for a higher quota, or wait."),
    };
    Reading::new(ErrorKind::Limit, sentence, advice)
}

fn invalid(call: &Call, field: Option<FieldId>, message: &str) -> Reading {
    if let Some(reading) = secret_refused(call, message) {
        return reading;
    }
    let advice = match field {
        Some(FieldId::AccessToken) if message.contains("Invalid range") => {
            "A token's lifetime is out of range: access and ID tokens 5 minutes to 24 hours, refresh token 60 minutes to 3650 days."
        }
        Some(FieldId::RefreshToken) => "The refresh token may not expire before the access or ID token.",
        Some(FieldId::AttributePermissions) => {
            "The pool's attributes may have changed: load the pool again and check the attribute permissions."
        }
        Some(FieldId::AuthFlows) => "Check the authentication flows, and the plan of the pool.",
        Some(_) => "Change this setting, then try again.",
        None => "Read what AWS said below, change the setting, then try again.",
    };
    Reading::new(ErrorKind::Invalid(field), format!("{} did not accept the request.", service(call)), advice)
}

/// Refusals of the operations on secrets. Their words are an emulator's: nobody has recorded the
/// service's own.
fn secret_refused(call: &Call, message: &str) -> Option<Reading> {
    let client = client_of(call)?;
    let reading = |sentence: String, advice: &str| Some(Reading::new(ErrorKind::Invalid(None), sentence, advice));
    match call.operation {
        "DeleteUserPoolClientSecret" if message.contains("only client secret") => reading(
            format!("This is the only secret of {client}, and the last one can't be deleted."),
            "Add another secret first.",
        ),
        "AddUserPoolClientSecret" if message.contains("format is invalid") || message.contains("'clientSecret'") => {
            reading(
                format!("Cognito did not accept the secret for {client}."),
                "Use 24 to 64 letters, digits, underscores, or plus signs.",
            )
        }
        "AddUserPoolClientSecret" | "DeleteUserPoolClientSecret" | "ListUserPoolClientSecrets" => reading(
            format!("Cognito did not accept the request for the {client}."),
            "Read what AWS said below. Only app clients that were made with a secret can have more of them.",
        ),
        _ => None,
    }
}
