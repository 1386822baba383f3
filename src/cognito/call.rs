//! One call: what it is, whether its request has left, and how its failure is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::app_client::UserPoolId;
use crate::cognito::failure::{Failure, Outcome};
use crate::cognito::sources::Expiry;
use crate::cognito::{Cognito, ServiceError, SessionInfo, reading};

/// A call under way.
pub(super) struct Call<'a> {
    /// The operation's name in the API.
    pub(super) operation: &'static str,
    /// Where it goes.
    pub(super) session: &'a SessionInfo,
    /// The pool that it is about.
    pub(super) pool: Option<&'a UserPoolId>,
    /// The app client that it is about.
    pub(super) client: Option<&'a str>,
    /// Until when the credentials are good that it is signed with.
    pub(super) expiry: &'a Expiry,
    /// The command that signs in again, without a profile.
    pub(super) sign_in: &'static str,
    handed_over: Arc<AtomicBool>,
}

impl<'a> Call<'a> {
    pub(super) fn new(operation: &'static str, cognito: &'a Cognito, pool: Option<&'a UserPoolId>) -> Self {
        let Cognito { session, expiry, sign_in, .. } = cognito;
        Self { operation, session, pool, client: None, expiry, sign_in, handed_over: Arc::default() }
    }

    /// The same, about this app client.
    pub(super) const fn about(mut self, client: &'a str) -> Self {
        self.client = Some(client);
        self
    }

    /// Notes, inside the SDK, that the request was handed to the HTTP client. Whatever fails
    /// before that (credentials, signing) has sent nothing.
    pub(super) fn sent(&self) -> Sent {
        Sent(Arc::clone(&self.handed_over))
    }

    /// The SDK's error in our words.
    pub(super) fn failed<E>(&self, error: &SdkError<E, HttpResponse>) -> ServiceError
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        reading::read(self, &Failure::of(error, self.handed_over.load(Ordering::Relaxed)))
    }

    /// A success that lacks what it is for.
    pub(super) fn incomplete(&self, what: &str, request_id: Option<&str>) -> ServiceError {
        let outcome = Outcome::BadAnswer { status: 200 };
        let chain = format!("The answer has no error and not {what} either.");
        let request_id = request_id.map(str::to_owned);
        reading::read(self, &Failure { request_id, chain, ..Failure::silent(outcome) })
    }

    /// The request could not be built at all.
    pub(super) fn not_built(&self) -> ServiceError {
        reading::read(self, &Failure::not_built())
    }
}

/// The interceptor of [`Call::sent`].
#[derive(Debug)]
pub(super) struct Sent(Arc<AtomicBool>);

#[dyn_dispatch_hint]
impl Intercept for Sent {
    fn name(&self) -> &'static str {
        "Sent"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.store(true, Ordering::Relaxed);
        Ok(())
    }
}
