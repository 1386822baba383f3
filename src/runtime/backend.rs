//! Where the calls go: AWS as the command line and the environment have it, the demo, or a service
//! that a test brings along.

use std::sync::{Arc, Mutex};

use tokio::sync::OnceCell;

use crate::cognito::{Cognito, Options, ServiceError, Target};
use crate::demo::{self, World};

/// Makes sessions.
#[derive(Clone)]
pub enum Backend {
    /// AWS, or what stands at the given address.
    Aws(Options),
    /// The embedded service: made when it is first asked for, since the first frame comes before
    /// everything, and one for the whole run, since it keeps what is created.
    Demo(Arc<OnceCell<Cognito>>),
    /// A service that is there already.
    Fixed(Cognito),
}

impl Backend {
    /// The embedded service.
    #[must_use]
    pub fn demo() -> Self {
        Self::Demo(Arc::default())
    }

    /// A new session; reads the AWS files again, so that a new login is noticed.
    ///
    /// # Errors
    /// No Region, or a profile that does not exist.
    pub async fn connect(&self, target: Target) -> Result<Cognito, ServiceError> {
        match self {
            Self::Aws(options) => Cognito::connect(&options.aimed_at(target)).await,
            Self::Demo(cell) => cell.get_or_try_init(async || embedded()).await.cloned(),
            Self::Fixed(cognito) => Ok(cognito.clone()),
        }
    }
}

fn embedded() -> Result<Cognito, ServiceError> {
    let world = World::from_assets().map_err(|error| ServiceError {
        reasons: vec![error.to_string()],
        ..ServiceError::before_any_call(
            "The demo service has no pools.",
            "This is a fault of the program; please report it.",
        )
    })?;
    Ok(Cognito::demo(demo::http_client(Arc::new(Mutex::new(world)))))
}
