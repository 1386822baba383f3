//! What the service says when it refuses.

use thiserror::Error;

/// The status of every fault that the caller is to blame for (JSON 1.1 protocol).
const CLIENT_FAULT: u16 = 400;

/// A refusal, as it goes over the wire: an HTTP status, a type name and a sentence.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{kind}: {message}")]
pub struct ServiceFault {
    /// The HTTP status, 400 for each fault that this service knows.
    pub status: u16,
    /// The fault's name in the API model, for example `InvalidParameterException`.
    pub kind: &'static str,
    /// The service's own sentence.
    pub message: String,
}

impl ServiceFault {
    fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self { status: CLIENT_FAULT, kind, message: message.into() }
    }

    /// A value, or a combination of values, that the service does not take.
    #[must_use]
    pub fn invalid_parameter(message: impl Into<String>) -> Self {
        Self::new("InvalidParameterException", message)
    }

    /// No such pool, or no such client.
    #[must_use]
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new("ResourceNotFoundException", message)
    }

    /// A quota is used up.
    #[must_use]
    pub fn limit_exceeded(message: impl Into<String>) -> Self {
        Self::new("LimitExceededException", message)
    }

    /// OAuth grants that do not go together or lack something.
    #[must_use]
    pub fn invalid_oauth_flow(message: impl Into<String>) -> Self {
        Self::new("InvalidOAuthFlowException", message)
    }

    /// An OAuth scope that the pool does not have.
    #[must_use]
    pub fn scope_does_not_exist(message: impl Into<String>) -> Self {
        Self::new("ScopeDoesNotExistException", message)
    }

    /// Features that the pool's plan does not include.
    #[must_use]
    pub fn unavailable_in_tier(message: impl Into<String>) -> Self {
        Self::new("FeatureUnavailableInTierException", message)
    }

    /// A body that is not JSON, or has a member of the wrong type. The SDK cannot send one; the
    /// sentence is ours.
    #[must_use]
    pub fn serialization() -> Self {
        Self::new("SerializationException", "The request could not be read.")
    }

    /// An operation that this service does not have. The sentence is ours.
    #[must_use]
    pub fn unknown_operation(operation: &str) -> Self {
        Self::new("UnknownOperationException", format!("The demo service has no operation {operation}."))
    }
}
