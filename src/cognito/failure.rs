//! The SDK's error taken apart: how far the request came, and what the service said.
//!
//! The line that matters is between "nothing was sent" and "something may have been": only a
//! failure that is known to lie before the first byte counts as not sent.

use std::error::Error;
use std::io;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use serde_json::Value;

use crate::cognito::sources::Search;
use crate::text::clean_short;

/// Most characters of a foreign message that are kept.
pub(super) const LONGEST_MESSAGE: usize = 2_000;
/// Longest body that is searched for a code and a message, in bytes; errors of AWS are far shorter.
const LONGEST_BODY: usize = 64 * 1024;
/// How the HTTP client's error for a connection that was not made begins (`hyper_util`'s legacy
/// client; refused, no route, name not found, no TLS, a proxy's refusal).
const NO_CONNECTION: &str = "client error (Connect)";
/// How the SDK's HTTP client tells that connecting took too long.
const SLOW_CONNECTION: &str = "HTTP connect timeout";

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The request was not even built.
    NotBuilt,
    /// There was nothing to sign it with.
    NoCredentials,
    /// No connection, or no time left before there was one: nothing was sent.
    NotSent,
    /// It may have been sent, and nothing came back.
    NoAnswer,
    /// Something came back that is no answer of the service, or one that leaves open what
    /// happened: 5xx, HTML, nothing, a success that cannot be read.
    BadAnswer {
        /// HTTP status.
        status: u16,
    },
    /// The service refused.
    Refused {
        /// HTTP status.
        status: u16,
    },
}

/// A failed call in parts. Texts are cleaned.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) outcome: Outcome,
    /// `AccessDeniedException`
    pub(super) code: Option<String>,
    /// The service's words.
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    /// The SDK's own words, outermost first.
    pub(super) chain: String,
    /// Where credentials were looked for in vain.
    pub(super) search: Option<Search>,
}

impl Failure {
    /// Takes `error` apart. `handed_over`: the request reached the HTTP client.
    pub(super) fn of<E>(error: &SdkError<E, HttpResponse>, handed_over: bool) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let meta = error.as_service_error().map(ProvideErrorMetadata::meta);
        if let Some(response) = error.raw_response() {
            let code = meta.and_then(|meta| meta.code());
            return Self::answered(response, code, meta.and_then(|meta| meta.message()), chain(error));
        }
        let outcome = if matches!(error, SdkError::ConstructionFailure(_)) {
            Outcome::NotBuilt
        } else if links(error).any(<dyn Error>::is::<CredentialsError>) || is_slow_credentials(error, handed_over) {
            Outcome::NoCredentials
        } else if !handed_over || links(error).any(is_no_connection) {
            Outcome::NotSent
        } else {
            Outcome::NoAnswer
        };
        let search = links(error).find_map(|link| link.downcast_ref::<Search>().cloned());
        Self { chain: chain(error), search, ..Self::silent(outcome) }
    }

    /// The request could not be built, and the SDK did not say why.
    pub(super) fn not_built() -> Self {
        Self::silent(Outcome::NotBuilt)
    }

    /// Nobody said anything.
    pub(super) fn silent(outcome: Outcome) -> Self {
        Self { outcome, code: None, message: None, request_id: None, chain: String::new(), search: None }
    }

    fn answered(response: &HttpResponse, code: Option<&str>, message: Option<&str>, chain: String) -> Self {
        let body = ErrorBody::read(response);
        let header = |name: &str| response.headers().get(name).filter(|text| !text.is_empty());
        let code = code.or_else(|| header("x-amzn-errortype")).map(str::to_owned).or(body.code);
        let code = code.map(|code| clean_short(bare_code(&code), 128)).filter(|code| !code.is_empty());
        let message = message.map(str::to_owned).or(body.message).map(|text| clean_short(&text, LONGEST_MESSAGE));
        let status = response.status().as_u16();
        let outcome = match status {
            400..=499 if code.is_some() || message.is_some() || status == 429 => Outcome::Refused { status },
            _ => Outcome::BadAnswer { status },
        };
        let request_id = header("x-amzn-requestid").or_else(|| header("x-amz-request-id"));
        let request_id = request_id.map(|id| clean_short(id, 128));
        Self { code, message, request_id, chain, ..Self::silent(outcome) }
    }
}

/// Code and message in an error's body, as far as it is JSON.
#[derive(Default)]
struct ErrorBody {
    code: Option<String>,
    message: Option<String>,
}

impl ErrorBody {
    fn read(response: &HttpResponse) -> Self {
        let body = response.body().bytes().filter(|body| body.len() <= LONGEST_BODY);
        let Some(Value::Object(body)) = body.and_then(|body| serde_json::from_slice(body).ok()) else {
            return Self::default();
        };
        let text = |names: [&str; 2]| {
            names.into_iter().find_map(|name| body.get(name).and_then(Value::as_str)).map(str::to_owned)
        };
        Self { code: text(["__type", "code"]), message: text(["message", "Message"]) }
    }
}

/// `com.amazonaws#ThrottlingException:http://…` is `ThrottlingException`.
fn bare_code(code: &str) -> &str {
    let head = code.split(':').next().unwrap_or(code);
    head.rsplit('#').next().unwrap_or(head).trim()
}

/// An error and its causes.
pub(super) fn links<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// Loading them is the only thing that can take long before the request is handed over.
fn is_slow_credentials<E>(error: &SdkError<E, HttpResponse>, handed_over: bool) -> bool {
    !handed_over && matches!(error, SdkError::TimeoutError(_))
}

fn is_no_connection(link: &(dyn Error + 'static)) -> bool {
    // An established connection is never refused.
    let refused = link.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::ConnectionRefused);
    let text = link.to_string();
    refused || text.starts_with(NO_CONNECTION) || text.starts_with(SLOW_CONNECTION)
}

/// "dispatch failure: io error: …": each cause once, cleaned and cut.
pub(super) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut parts: Vec<String> = Vec::new();
    for text in links(error).map(ToString::to_string) {
        // Some errors repeat their cause in their own text.
        if !text.is_empty() && !parts.iter().any(|part| part.contains(&text)) {
            parts.push(text);
        }
    }
    clean_short(&parts.join(": "), LONGEST_MESSAGE)
}
