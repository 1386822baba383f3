//! Where the calls go: AWS as the command line and the environment have it, or a fixed service.

use crate::cognito::{Cognito, Options, ServiceError};

/// Makes sessions.
#[derive(Clone)]
pub enum Backend {
    /// AWS, or what stands at the given address.
    Aws(Options),
    /// A service that is there already: the demo, or a test's.
    Fixed(Cognito),
}

impl Backend {
    /// A new session; reads the AWS files again, so that a new login is noticed.
    ///
    /// # Errors
    /// No Region, or a profile that does not exist.
    pub async fn connect(&self) -> Result<Cognito, ServiceError> {
        match self {
            Self::Aws(options) => Cognito::connect(options).await,
            Self::Fixed(cognito) => Ok(cognito.clone()),
        }
    }
}
