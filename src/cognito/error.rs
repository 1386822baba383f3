//! What can go wrong at the service, in kinds that change the user's next move.

use crate::app_client::FieldId;

/// What changes the user's next move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// No Region is configured.
    NoRegion,
    /// No credentials were found, or none that work.
    NoCredentials,
    /// The session ended.
    Expired,
    /// The role may not do this.
    Denied,
    /// No such pool (often: another Region), app client or secret; the sentence says which.
    NotFound,
    /// The service does not accept the request; the field, if its words name one.
    Invalid(Option<FieldId>),
    /// Too many requests.
    Throttled,
    /// A quota is reached.
    Limit,
    /// Another change was being made at the same time. Nothing was changed.
    Conflict,
    /// Nothing was sent: no connection.
    Unreachable,
    /// Something was sent and no usable answer came: lost, timed out, 5xx, garbage.
    Unanswered,
    /// Anything else that the service refused.
    Other,
}

/// A failed call, for people. All texts are cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// The kind.
    pub kind: ErrorKind,
    /// The API operation, `CreateUserPoolClient`; empty if none was called.
    pub operation: &'static str,
    /// What failed and why, one or two sentences.
    pub sentence: String,
    /// What to do next.
    pub advice: String,
    /// What lies behind it, a line each: why each source of credentials gave none
    /// (`environment: ...`), or the error's own words.
    pub reasons: Vec<String>,
    /// Code and message as the service gave them.
    pub aws_said: Option<String>,
    /// The service's request ID.
    pub request_id: Option<String>,
}

impl ServiceError {
    /// Something is wrong before there is anything to call, and AWS has said nothing.
    #[must_use]
    pub fn before_any_call(sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Other,
            operation: "",
            sentence: sentence.into(),
            advice: advice.into(),
            reasons: Vec::new(),
            aws_said: None,
            request_id: None,
        }
    }
}
