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
//! An update puts what it omits back to its default, as the real service does and no emulator.
//!
//! Absent on purpose: signatures and permissions are not checked, nothing is throttled, nothing
//! outlives the process. Requests are answered one after the other, so there is no
//! `ConcurrentModificationException`. `ListUserPoolClients` does not filter by `ClientType`, which
//! the SDK cannot send. Secrets Manager is a name in an answer and does not rotate by itself. There
//! is no sign-in and no token endpoint: a secret opens nothing.

pub mod api;
pub mod assets;
pub mod client;
pub mod constraints;
pub mod crowd;
pub mod fault;
#[cfg(test)]
mod fixtures;
pub mod ids;
pub mod lifetimes;
pub mod oauth;
pub mod paging;
pub mod pool;
pub mod request;
pub mod rules;
pub mod schema;
pub mod secrets;
pub mod sts;
pub mod update;
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

fn answer_json(world: &mut World, region: &str, operation: &str, body: &[u8]) -> Result<Value, ServiceFault> {
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
            Ok(body) => Self { status: 200, content_type, error_type: None, body: body.to_string() },
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
        Self { status: answer.status, content_type: "text/xml", error_type: None, body: answer.xml }
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> ConnectorError {
    ConnectorError::other(error.into(), None)
}

#[cfg(test)]
mod tests {
    use aws_sdk_cognitoidentityprovider::error::ProvideErrorMetadata;
    use aws_sdk_cognitoidentityprovider::operation::RequestId;
    use aws_sdk_cognitoidentityprovider::operation::create_user_pool_client::CreateUserPoolClientError as CreateError;
    use aws_sdk_cognitoidentityprovider::types::{
        ExplicitAuthFlowsType as Flow, TimeUnitsType, TokenValidityUnitsType, UserPoolTierType,
    };
    use aws_sdk_cognitoidentityprovider::{Client, Config, config};
    use aws_smithy_types::retry::RetryConfig;

    use super::fixtures::{LITE, NOWHERE, SHOP, WEB_CLIENT, world};
    use super::*;

    fn client(world: &Arc<Mutex<World>>, region: &'static str) -> Client {
        let config = Config::builder()
            .behavior_version(config::BehaviorVersion::latest())
            .region(config::Region::new(region))
            .credentials_provider(credentials())
            .retry_config(RetryConfig::disabled())
            .http_client(http_client(Arc::clone(world)))
            .build();
        Client::from_conf(config)
    }

    fn demo() -> (Arc<Mutex<World>>, Client) {
        let world = Arc::new(Mutex::new(world()));
        let client = client(&world, REGION);
        (world, client)
    }

    #[tokio::test]
    async fn pools_come_in_pages_and_each_once() {
        let (world, client) = demo();
        let mut pages = client.list_user_pools().max_results(60).into_paginator().send();
        let (mut names, mut sizes) = (Vec::new(), Vec::new());
        while let Some(page) = pages.next().await {
            let page = page.unwrap();
            assert!(page.request_id().is_some());
            sizes.push(page.user_pools().len());
            let pools = page.user_pools().iter();
            names.extend(pools.map(|pool| pool.name().unwrap().to_owned()));
        }
        let world = world.lock().unwrap();
        let expected: Vec<_> = world.pools(REGION).iter().map(|p| p.name.clone()).collect();
        assert_eq!(names, expected);
        assert!(sizes.len() == 2 && sizes[0] == 60, "{sizes:?}");
        assert_eq!(world.count("ListUserPools"), 2);
    }

    #[tokio::test]
    async fn a_region_has_its_own_pools() {
        let (world, _) = demo();
        let ireland = client(&world, "eu-west-1");
        let pools = ireland.list_user_pools().max_results(60).send().await.unwrap();
        let names: Vec<_> = pools.user_pools().iter().filter_map(|p| p.name()).collect();
        assert_eq!(names, ["shop-customers-eu", "gdpr-archive"]);
        let tokyo = client(&world, "ap-northeast-1");
        let pools = tokyo.list_user_pools().max_results(60).send().await.unwrap();
        assert!(pools.user_pools().is_empty() && pools.next_token().is_none());
        let error = ireland.describe_user_pool().user_pool_id(SHOP).send().await;
        let error = error.unwrap_err().into_service_error();
        assert!(error.is_resource_not_found_exception());
    }

    #[tokio::test]
    async fn a_bad_token_is_a_bad_parameter() {
        let (_, client) = demo();
        let call = client.list_user_pools().max_results(60).next_token("x");
        let error = call.send().await.unwrap_err().into_service_error();
        assert!(error.is_invalid_parameter_exception(), "{error:?}");
    }

    #[tokio::test]
    async fn a_pool_is_described() {
        let (_, client) = demo();
        let call = client.describe_user_pool().user_pool_id(SHOP);
        let pool = call.send().await.unwrap().user_pool.unwrap();
        assert_eq!(pool.name(), Some("shop-customers"));
        assert_eq!(pool.user_pool_tier(), Some(&UserPoolTierType::Essentials));
        assert_eq!(pool.estimated_number_of_users(), 12_400);
        assert_eq!(pool.domain(), Some("shop-auth"));
        assert_eq!(pool.mfa_configuration().unwrap().as_str(), "OPTIONAL");
        assert!(pool.creation_date().is_some() && pool.last_modified_date().is_some());
        let schema = pool.schema_attributes();
        let find = |name: &str| schema.iter().find(|a| a.name() == Some(name)).unwrap();
        assert_eq!(schema.len(), 24);
        assert_eq!(find("email").required(), Some(true));
        assert_eq!(find("nickname").required(), Some(false));
        assert_eq!(find("sub").required(), Some(true));
        assert_eq!(find("sub").mutable(), Some(false));
        assert_eq!(find("custom:tier").mutable(), Some(true));
        assert_eq!(find("custom:legacy_id").mutable(), Some(false));
        assert_eq!(find("dev:fraud_score").developer_only_attribute(), Some(true));
    }

    #[tokio::test]
    async fn a_client_is_created_and_read_back() {
        let (world, client) = demo();
        let units = TokenValidityUnitsType::builder().access_token(TimeUnitsType::Minutes);
        let call = client
            .create_user_pool_client()
            .user_pool_id(SHOP)
            .client_name("shop web")
            .generate_secret(true)
            .access_token_validity(90)
            .token_validity_units(units.build())
            .explicit_auth_flows(Flow::AllowUserSrpAuth)
            .explicit_auth_flows(Flow::AllowRefreshTokenAuth);
        let created = call.send().await.unwrap();
        assert!(created.request_id().is_some());
        let created = created.user_pool_client.unwrap();
        let id = created.client_id().unwrap().to_owned();
        assert_eq!(id.len(), ids::CLIENT_ID_LENGTH);
        assert!(created.client_secret().unwrap().len() >= ids::SHORT_SECRET_LENGTH);

        let call = client.describe_user_pool_client().user_pool_id(SHOP).client_id(&id);
        let read = call.send().await.unwrap().user_pool_client.unwrap();
        assert_eq!(read, created);
        let flows = [Flow::AllowRefreshTokenAuth, Flow::AllowUserSrpAuth];
        assert_eq!(read.explicit_auth_flows(), flows);
        assert!(read.creation_date().unwrap().subsec_nanos() > 0);
        let world = world.lock().unwrap();
        assert_eq!(world.clients_created(), 1);
        let asked: Vec<_> = world.received().iter().map(|r| r.operation.as_str()).collect();
        assert_eq!(asked, ["CreateUserPoolClient", "DescribeUserPoolClient"]);
        assert_eq!(world.received()[0].region, REGION);
        assert_eq!(world.received()[0].body["AccessTokenValidity"], 90);
    }

    #[tokio::test]
    async fn clients_come_in_pages() {
        let (world, client) = demo();
        let call = client.list_user_pool_clients().user_pool_id(SHOP).max_results(10);
        let mut pages = call.into_paginator().send();
        let (mut ids, mut sizes) = (Vec::new(), Vec::new());
        while let Some(page) = pages.next().await {
            let clients = page.unwrap().user_pool_clients.unwrap();
            sizes.push(clients.len());
            ids.extend(clients.into_iter().filter_map(|client| client.client_id));
        }
        let world = world.lock().unwrap();
        let stored = world.pool(REGION, SHOP).unwrap().clients.iter();
        assert_eq!(ids, stored.map(|client| client.id.clone()).collect::<Vec<_>>());
        assert_eq!(sizes, [10, 8]);
        assert_eq!(ids[0], WEB_CLIENT);
    }

    #[tokio::test]
    async fn a_refusal_keeps_its_kind_words_and_request_id() {
        let (world, client) = demo();
        let call = client.create_user_pool_client().user_pool_id(SHOP).client_name("web").access_token_validity(60);
        let error = call.send().await.unwrap_err();
        assert!(error.request_id().is_some());
        let response = error.raw_response().unwrap();
        assert_eq!(response.status().as_u16(), 400);
        assert!(response.headers().get("date").unwrap().ends_with(" GMT"));
        let error = error.into_service_error();
        assert!(matches!(error, CreateError::InvalidParameterException(_)));
        assert_eq!(error.message(), Some("Invalid range for token validity."));
        assert_eq!(world.lock().unwrap().clients_created(), 0);
    }

    #[tokio::test]
    async fn faults_of_all_kinds_are_the_sdk_s_own() {
        let (_, client) = demo();
        let create = |pool: &str| client.create_user_pool_client().user_pool_id(pool).client_name("x");
        let error = create(NOWHERE).send().await.unwrap_err().into_service_error();
        assert!(error.is_resource_not_found_exception(), "{error:?}");
        let call = create(LITE).explicit_auth_flows(Flow::AllowUserAuth);
        let error = call.send().await.unwrap_err().into_service_error();
        assert!(error.is_feature_unavailable_in_tier_exception(), "{error:?}");
        let call = create(SHOP).allowed_o_auth_scopes("Cognito");
        let error = call.send().await.unwrap_err().into_service_error();
        assert!(error.is_scope_does_not_exist_exception(), "{error:?}");
        let call = client.describe_user_pool_client().user_pool_id(SHOP).client_id("gone");
        let error = call.send().await.unwrap_err().into_service_error();
        assert!(error.is_resource_not_found_exception(), "{error:?}");
        let error = client.list_identity_providers().user_pool_id(SHOP).send().await;
        let error = error.unwrap_err().into_service_error();
        assert_eq!(error.code(), Some("UnknownOperationException"));
    }

    #[tokio::test]
    async fn sts_names_the_caller() {
        use aws_sdk_sts::config;
        let world = Arc::new(Mutex::new(world()));
        let config = aws_sdk_sts::Config::builder()
            .behavior_version(config::BehaviorVersion::latest())
            .region(config::Region::new(REGION))
            .credentials_provider(credentials())
            .retry_config(RetryConfig::disabled())
            .http_client(http_client(Arc::clone(&world)))
            .build();
        let sts = aws_sdk_sts::Client::from_conf(config);
        let caller = sts.get_caller_identity().send().await.unwrap();
        assert_eq!(caller.account(), Some("111122223333"));
        let arn = "arn:aws:sts::111122223333:assumed-role/DemoRole/you";
        assert_eq!(caller.arn(), Some(arn));
        assert!(caller.user_id().unwrap().ends_with(":you"));
        let error = sts.get_session_token().send().await.unwrap_err();
        assert_eq!(error.into_service_error().code(), Some("InvalidAction"));
        assert_eq!(world.lock().unwrap().count("GetCallerIdentity"), 1);
    }

    #[tokio::test]
    async fn a_holder_that_panicked_does_not_close_the_service() {
        let (world, client) = demo();
        let poisoned = Arc::clone(&world);
        let holder = std::thread::spawn(move || {
            let _held = poisoned.lock();
            panic!("on purpose");
        });
        assert!(holder.join().is_err());
        let call = client.list_user_pools().max_results(1);
        assert!(call.send().await.is_ok());
    }
}
