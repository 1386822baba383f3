//! Cognito in our words: the verbs of the console over the AWS SDK, in the types of
//! [`crate::app_client`]. SDK types do not leave this room. AWS, the demo and the tests differ
//! only in the HTTP client underneath.

pub mod error;

use crate::app_client::{Secret, compare::Difference};
pub use error::{ErrorKind, ServiceError};

/// Which account and Region to talk to, as given on the command line; what is `None` comes from
/// the usual AWS variables and files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--profile`
    pub profile: Option<String>,
    /// `--region`
    pub region: Option<String>,
    /// `--endpoint-url`, for every service called.
    pub endpoint_url: Option<String>,
    /// Region of the pool that was named on the command line; taken when nothing else names one.
    pub pool_region: Option<String>,
}

/// Where the calls go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionInfo {
    /// The profile, if one is in use.
    pub profile: Option<String>,
    /// The Region.
    pub region: String,
}

/// Who makes the calls (`GetCallerIdentity`), cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Twelve digits.
    pub account: String,
    /// Role or user name, the part of the ARN that a person knows: `AdminSSO`.
    pub role: String,
}

/// One page of a list, and the token of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// `NextToken`
    pub next: Option<String>,
}

/// What `CreateUserPoolClient` answered. No `Debug`: it holds the secret.
pub struct Created {
    /// The Client ID.
    pub client_id: String,
    /// The secret, if the answer has one.
    pub secret: Option<Secret>,
    /// Settings that are not what was asked.
    pub differences: Vec<Difference>,
}
