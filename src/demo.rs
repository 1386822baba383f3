//! The embedded demo service: Cognito's app-client operations, in process.
//!
//! [`http_client`] is an HTTP client for the AWS SDK which answers from memory: SDK request in,
//! SDK response out, no socket and no waiting. Everything above the wire (serialising, signing,
//! error parsing) is the real SDK, so that the demo and the tests walk the path that AWS walks.
//!
//! ```text
//! SDK ──HttpRequest──> Connector ──> api::call ──> constraints ──> rules ──> World
//!                          └───────> sts::call
//! ```
//!
//! The rules and messages here are the *service's*, written down independently of the console's
//! own checks on purpose: each is a test of the other. A number which stands in both places is
//! meant to. A text which no source records carries the mark `[UNVERIFIED]` in a comment, one that
//! we inferred from its siblings `[INF]`.
//!
//! Absent on purpose: signatures and permissions are not checked, nothing is throttled, nothing
//! outlives the process.

pub mod api;
pub mod assets;
pub mod client;
pub mod constraints;
pub mod fault;
pub mod ids;
pub mod lifetimes;
pub mod oauth;
pub mod paging;
pub mod pool;
pub mod request;
pub mod rules;
pub mod schema;
pub mod sts;
pub mod violations;
pub mod world;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use serde_json::{Value, json};

pub use fault::ServiceFault;
pub use world::World;

/// The Region in which nearly all the demo's pools live.
pub const REGION: &str = "us-east-1";

/// The demo's account, one of the numbers that AWS keeps for examples.
pub const ACCOUNT: &str = "111122223333";

/// The IAM role that the demo's caller has assumed.
pub const ROLE: &str = "DemoRole";

/// The name of the caller's role session.
pub const SESSION: &str = "you";

/// What every Cognito operation name is prefixed with in `X-Amz-Target`.
const TARGET_PREFIX: &str = "AWSCognitoIdentityProviderService.";

/// An HTTP client for SDK clients which answers from `world`.
///
/// Clients that share the `Arc` share the state. Every request is answered at once; the only error
/// a caller can see is a service fault, as an HTTP answer of status 400.
#[must_use]
pub fn http_client(world: Arc<Mutex<World>>) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Connector { world });
    http_client_fn(move |_settings, _components| connector.clone())
}

/// Credentials to sign the demo's requests with. They open nothing.
#[must_use]
pub fn credentials() -> Credentials {
    Credentials::new("DEMO", "demo", None, None, "demo")
}

/// The caller that `GetCallerIdentity` names.
#[must_use]
pub fn caller_arn() -> String {
    format!("arn:aws:sts::{ACCOUNT}:assumed-role/{ROLE}/{SESSION}")
}

/// Answers HTTP requests from the world, which it locks for the length of one answer.
struct Connector {
    world: Arc<Mutex<World>>,
}

impl std::fmt::Debug for Connector {
    // The world holds secrets, so nothing of it is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connector").finish_non_exhaustive()
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        // A panic in another holder cannot leave the world half changed: operations check first
        // and then change it in one step.
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        HttpConnectorFuture::ready(answer(&mut world, &request).into_http(&mut world))
    }
}

/// What goes into an HTTP answer, whatever the protocol.
struct Reply {
    status: u16,
    content_type: &'static str,
    error_type: Option<&'static str>,
    body: String,
}

/// Chooses the protocol: JSON 1.1 says its operation in a header, the query protocol in the body.
fn answer(world: &mut World, request: &HttpRequest) -> Reply {
    let body = request.body().bytes().unwrap_or_default();
    match request.headers().get("x-amz-target") {
        Some(target) => {
            let operation = target.strip_prefix(TARGET_PREFIX).unwrap_or(target);
            let region = signing_region(request).unwrap_or(REGION);
            Reply::json(&answer_json(world, region, operation, body))
        }
        None => sts::call(world, &String::from_utf8_lossy(body)).into(),
    }
}

fn answer_json(
    world: &mut World,
    region: &str,
    operation: &str,
    body: &[u8],
) -> Result<Value, ServiceFault> {
    let body = serde_json::from_slice(body).map_err(|_malformed| ServiceFault::serialization())?;
    api::call(world, region, operation, body)
}

/// The Region a request is meant for, as its signature says it:
/// `AWS4-HMAC-SHA256 Credential=<key>/<day>/<region>/<service>/aws4_request, …`.
fn signing_region(request: &HttpRequest) -> Option<&str> {
    let authorization = request.headers().get("authorization")?;
    let (_, scope) = authorization.split_once("Credential=")?;
    scope.split('/').nth(2)
}

impl Reply {
    fn json(outcome: &Result<Value, ServiceFault>) -> Self {
        let content_type = "application/x-amz-json-1.1";
        match outcome {
            Ok(body) => Self {
                status: 200,
                content_type,
                error_type: None,
                body: body.to_string(),
            },
            Err(fault) => Self {
                status: fault.status,
                content_type,
                error_type: Some(fault.kind),
                body: json!({"__type": fault.kind, "message": fault.message}).to_string(),
            },
        }
    }

    fn into_http(self, world: &mut World) -> Result<HttpResponse, ConnectorError> {
        let status = StatusCode::try_from(self.status).map_err(other)?;
        let mut response = HttpResponse::new(status, SdkBody::from(self.body));
        let headers = response.headers_mut();
        let since_epoch = Duration::from_millis(world.now_millis());
        let date = DateTime::from_secs_f64(since_epoch.as_secs_f64()).fmt(Format::HttpDate);
        let fields = [
            ("content-type", Some(self.content_type.to_owned())),
            ("date", Some(date.map_err(other)?)),
            ("x-amzn-requestid", Some(world.ids_mut().request_id())),
            ("x-amzn-errortype", self.error_type.map(str::to_owned)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                headers.try_insert(name, value).map_err(other)?;
            }
        }
        Ok(response)
    }
}

impl From<sts::Answer> for Reply {
    fn from(answer: sts::Answer) -> Self {
        Self {
            status: answer.status,
            content_type: "text/xml",
            error_type: None,
            body: answer.xml,
        }
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> ConnectorError {
    ConnectorError::other(error.into(), None)
}
