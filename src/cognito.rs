//! Cognito in our words: the verbs of the console over the AWS SDK, in the types of
//! [`crate::app_client`]. SDK types do not leave this room. AWS, the demo and the tests differ
//! only in the HTTP client underneath.
//!
//! Every call is made once: the SDK's own retries are off, because a repeated create would make a
//! second client and because the user cannot see them. Connecting may take 5 s and a whole call
//! 30 s.

pub mod error;

mod call;
mod clients;
mod convert;
mod credentials;
mod failure;
mod fields;
mod look;
mod network;
mod preview;
mod profiles;
mod raw;
mod reading;
mod reasons;
mod session;
mod sources;
mod unreachable;

use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_sdk_cognitoidentityprovider as idp;
use aws_sdk_sts as sts;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::app_client::compare::{Difference, differences};
use crate::app_client::{AppClientSpec, AppClientSummary, ClientSecret, PoolSummary, Secret, UserPool, UserPoolId};
use call::Call;
pub use clients::{AddedSecret, Updated};
pub use error::{ErrorKind, ServiceError};
pub use look::{Candidate, LookFor, Looked};
pub use profiles::profiles;
use raw::Raw;
use session::Loaded;
use sources::Expiry;

/// The largest page of `ListUserPools` and of `ListUserPoolClients` (API reference).
const PAGE: i32 = 60;

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

/// A profile or a Region that was chosen in the program, over what [`Options`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The profile.
    pub profile: Option<String>,
    /// The Region.
    pub region: Option<String>,
}

impl Options {
    /// The same with what was chosen since.
    #[must_use]
    pub fn aimed_at(&self, target: Target) -> Self {
        let Target { profile, region } = target;
        Self { profile: profile.or(self.profile.clone()), region: region.or(self.region.clone()), ..self.clone() }
    }
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
    /// How long the credentials are still good, if their source says.
    pub expires_in: Option<Duration>,
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

/// The two services of one session. Cheap to clone; clones share connections and credentials.
///
/// Credentials that were found once are kept until they expire, so after
/// [`ErrorKind::NoCredentials`] or [`ErrorKind::Expired`] make a new one with
/// [`Cognito::connect`]: it reads the files again.
#[derive(Clone, Debug)]
pub struct Cognito {
    session: SessionInfo,
    expiry: Expiry,
    /// The command that signs in again.
    sign_in: &'static str,
    idp: idp::Client,
    sts: sts::Client,
}

impl Cognito {
    /// Reads the AWS variables and files; sends nothing to AWS (the instance's own metadata may
    /// be asked for a Region when nothing else names one).
    ///
    /// # Errors
    /// [`ErrorKind::NoRegion`]; [`ErrorKind::NoCredentials`] if the named profile does not exist;
    /// [`ErrorKind::Other`] if the endpoint or a proxy is no URL, or the file of certificates has
    /// none.
    pub async fn connect(options: &Options) -> Result<Self, ServiceError> {
        let expiry = Expiry::default();
        let Loaded { session, config, sign_in } = session::load(options, &expiry).await?;
        Ok(Self { sign_in, ..Self::new(session, expiry, &config) })
    }

    /// The embedded service: static credentials, us-east-1; reads no environment and no file.
    #[must_use]
    pub fn demo(http_client: SharedHttpClient) -> Self {
        Self::with_http_client(http_client, session::DEMO_REGION)
    }

    /// As [`Cognito::demo`], in any Region: all that differs from AWS is `http_client`.
    #[must_use]
    pub fn with_http_client(http_client: SharedHttpClient, region: &str) -> Self {
        let config = session::fixed(http_client, region);
        let session = SessionInfo { profile: None, region: region.to_owned() };
        Self::new(session, Expiry::default(), &config)
    }

    fn new(session: SessionInfo, expiry: Expiry, config: &SdkConfig) -> Self {
        let (idp, sts) = (idp::Client::new(config), sts::Client::new(config));
        Self { session, expiry, sign_in: profiles::SSO_LOGIN, idp, sts }
    }

    /// Where the calls go.
    #[must_use]
    pub const fn session(&self) -> &SessionInfo {
        &self.session
    }

    /// Until when the credentials of the last call are good; `None` before the first call, and if
    /// their source does not tell. They are renewed by themselves where the source can do so.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expiry.get()
    }

    /// Who makes the calls (`GetCallerIdentity` of STS; needs no permission).
    ///
    /// # Errors
    /// [`ServiceError`]
    pub async fn identify(&self) -> Result<Identity, ServiceError> {
        let call = Call::new("GetCallerIdentity", self, None);
        let sent = call.sent();
        let answer = self.sts.get_caller_identity().customize().interceptor(sent).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        let expires_in = self.expires_at().and_then(|end| end.duration_since(SystemTime::now()).ok());
        convert::identity(&answer, expires_in)
            .ok_or_else(|| call.incomplete("an account number", sts_request_id(&answer)))
    }

    /// One page of the Region's pools (`ListUserPools`), in the service's order. Pools whose ID
    /// has no known form are left out, so a page may be short while `next` is there.
    ///
    /// # Errors
    /// [`ServiceError`]
    pub async fn list_pools(&self, next: Option<String>) -> Result<Page<PoolSummary>, ServiceError> {
        let call = Call::new("ListUserPools", self, None);
        let request = self.idp.list_user_pools().max_results(PAGE).set_next_token(next);
        let answer = request.customize().interceptor(call.sent()).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        // An empty list is there; a list that is not there is no answer.
        let Some(rows) = &answer.user_pools else {
            return Err(call.incomplete("a list", idp_request_id(&answer)));
        };
        let items = rows.iter().filter_map(convert::pool_summary).collect();
        Ok(Page { items, next: next_token(answer.next_token) })
    }

    /// One pool with its schema (`DescribeUserPool`).
    ///
    /// # Errors
    /// [`ServiceError`]; [`ErrorKind::Unanswered`] if the answer holds no pool.
    pub async fn describe_pool(&self, pool: &UserPoolId) -> Result<UserPool, ServiceError> {
        let call = Call::new("DescribeUserPool", self, Some(pool));
        let request = self.idp.describe_user_pool().user_pool_id(pool.as_str());
        let answer = request.customize().interceptor(call.sent()).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        let found = answer.user_pool().ok_or_else(|| call.incomplete("a user pool", idp_request_id(&answer)))?;
        Ok(convert::user_pool(pool, found))
    }

    /// One page of a pool's app clients (`ListUserPoolClients`), in the service's order.
    ///
    /// # Errors
    /// [`ServiceError`]
    pub async fn list_clients(
        &self,
        pool: &UserPoolId,
        next: Option<String>,
    ) -> Result<Page<AppClientSummary>, ServiceError> {
        let call = Call::new("ListUserPoolClients", self, Some(pool));
        let request = self.idp.list_user_pool_clients().user_pool_id(pool.as_str()).max_results(PAGE);
        let answer = request.set_next_token(next).customize().interceptor(call.sent()).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        let Some(rows) = &answer.user_pool_clients else {
            return Err(call.incomplete("a list", idp_request_id(&answer)));
        };
        let items = rows.iter().filter_map(convert::client_summary).collect();
        Ok(Page { items, next: next_token(answer.next_token) })
    }

    /// Creates the app client: one request, never repeated. Dropping the future does not undo it.
    ///
    /// # Errors
    /// [`ServiceError`]. [`ErrorKind::Unanswered`] means that the client may exist; every other
    /// kind means that it does not.
    pub async fn create(&self, spec: &AppClientSpec) -> Result<Created, ServiceError> {
        let call = Call::new("CreateUserPoolClient", self, Some(spec.pool()));
        let raw = Raw::default();
        let request = convert::request(self.idp.create_user_pool_client(), spec);
        let request = request.customize().mutate_request(convert::carry(spec));
        let answer = request.interceptor(call.sent()).interceptor(raw.clone()).send().await;
        let answer = answer.map_err(|error| without_secret(call.failed(&error), spec))?;
        let client = answer.user_pool_client();
        let client_id = client.and_then(|client| client.client_id()).filter(|id| !id.is_empty());
        let (Some(client), Some(client_id)) = (client, client_id) else {
            return Err(call.incomplete("a Client ID", idp_request_id(&answer)));
        };
        let mut differences = differences(spec, &convert::answer(client, raw.client().as_ref()));
        differences.extend(convert::secret_difference(spec, client.client_secret()));
        let secret = client.client_secret().filter(|secret| !secret.is_empty());
        let secret = secret.map(|secret| Secret::new(secret.to_owned()));
        Ok(Created { client_id: convert::name(client_id), secret, differences })
    }

    /// The JSON that [`Cognito::create`] would send, to read: taken from the SDK itself, with
    /// nothing sent and nobody asked. An own secret is left out.
    ///
    /// # Errors
    /// [`ErrorKind::Other`] if the SDK does not build the request.
    pub async fn request_json(&self, spec: &AppClientSpec) -> Result<String, ServiceError> {
        let call = Call::new("CreateUserPoolClient", self, Some(spec.pool()));
        preview::body(&self.session.region, spec).await.ok_or_else(|| call.not_built())
    }
}

/// The service ends a list with no token; emulators do so with an empty one.
fn next_token(token: Option<String>) -> Option<String> {
    token.filter(|token| !token.is_empty())
}

fn sts_request_id(answer: &impl sts::operation::RequestId) -> Option<&str> {
    answer.request_id()
}

fn idp_request_id(answer: &impl idp::operation::RequestId) -> Option<&str> {
    answer.request_id()
}

/// A service or a proxy may repeat the request in its error; an own secret must not be shown.
fn without_secret(error: ServiceError, spec: &AppClientSpec) -> ServiceError {
    match spec.secret() {
        ClientSecret::Own(secret) => without_own(error, Some(secret)),
        ClientSecret::None | ClientSecret::Generated => error,
    }
}

fn without_own(mut error: ServiceError, own: Option<&Secret>) -> ServiceError {
    if let Some(secret) = own {
        error.aws_said = error.aws_said.map(|said| said.replace(secret.reveal(), "<your secret>"));
    }
    error
}

#[cfg(test)]
mod tests;
