//! Failures, from recorded answers and from real sockets on loopback, and the good answers that
//! need no service.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::timeout::TimeoutConfig;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as ProvideFuture;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use rstest::rstest;

mod existing;

use super::sources::{Attempt, End, Search};
use super::*;
use crate::app_client::{Context, Draft, FieldId, SecretChoice, rules};

const ID: &str = "us-east-1_Ab12Cd34E";
const DENIED: &str = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform: \
    cognito-idp:CreateUserPoolClient on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Ab12Cd34E \
    because no identity-based policy allows the cognito-idp:CreateUserPoolClient action";

fn pool() -> UserPoolId {
    UserPoolId::parse(ID).unwrap()
}

fn spec(draft: Draft) -> AppClientSpec {
    let draft = Draft { name: "shop".to_owned(), ..draft };
    rules::resolve(&draft, &pool(), &Context::default()).ok().unwrap()
}

/// Answers every request with the same text.
#[derive(Clone, Debug)]
struct Canned {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
}

impl HttpConnector for Canned {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        let mut response = HttpResponse::new(self.status.try_into().unwrap(), SdkBody::from(self.body.clone()));
        for (name, value) in &self.headers {
            response.headers_mut().insert(*name, *value);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}

fn over(connector: impl HttpConnector + 'static) -> Cognito {
    let connector = SharedHttpConnector::new(connector);
    Cognito::with_http_client(http_client_fn(move |_settings, _components| connector.clone()), "us-east-1")
}

fn canned(status: u16, body: &str) -> Cognito {
    over(Canned { status, headers: vec![("x-amzn-requestid", "1f6c7b0e")], body: body.to_owned() })
}

/// What create makes of an answer that is a failure.
async fn create_error(cognito: &Cognito) -> ServiceError {
    cognito.create(&spec(Draft::default())).await.err().unwrap()
}

fn json_error(code: &str, message: &str) -> String {
    serde_json::json!({ "__type": code, "message": message }).to_string()
}

#[rstest]
#[case::denied(
    "AccessDeniedException",
    DENIED,
    ErrorKind::Denied,
    "AdminSSO may not call cognito-idp:CreateUserPoolClient on this pool."
)]
#[case::not_authorized(
    "NotAuthorizedException",
    "no",
    ErrorKind::Denied,
    "This identity may not call cognito-idp:CreateUserPoolClient on this pool."
)]
#[case::expired(
    "ExpiredTokenException",
    "The security token included in the request is expired",
    ErrorKind::Expired,
    "Your AWS session ended. Your answers are kept."
)]
#[case::expired_sts("ExpiredToken", "x", ErrorKind::Expired, "Your AWS session ended. Your answers are kept.")]
#[case::bad_key(
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
    ErrorKind::NoCredentials,
    "AWS does not know these credentials."
)]
#[case::bad_signature(
    "InvalidSignatureException",
    "The request signature we calculated does not match",
    ErrorKind::NoCredentials,
    "AWS does not know these credentials."
)]
#[case::clock(
    "InvalidSignatureException",
    "Signature expired: 20261124T1 is now earlier than 20261125T1",
    ErrorKind::NoCredentials,
    "AWS refused the signature because this host's clock is wrong."
)]
#[case::pool(
    "ResourceNotFoundException",
    "User pool us-east-1_Ab12Cd34E does not exist.",
    ErrorKind::NotFound,
    "User pool us-east-1_Ab12Cd34E was not found in us-east-1."
)]
#[case::throttled(
    "TooManyRequestsException",
    "Rate exceeded",
    ErrorKind::Throttled,
    "Cognito is busy (TooManyRequests)."
)]
#[case::throttling("ThrottlingException", "Rate exceeded", ErrorKind::Throttled, "Cognito is busy (Throttling).")]
#[case::limit(
    "LimitExceededException",
    "x",
    ErrorKind::Limit,
    "This pool has its maximum of app clients (1,000 unless raised)."
)]
#[case::field(
    "InvalidParameterException",
    "Invalid range for token validity.",
    ErrorKind::Invalid(Some(FieldId::AccessToken)),
    "Cognito did not accept the request."
)]
#[case::tier(
    "FeatureUnavailableInTierException",
    "x",
    ErrorKind::Invalid(Some(FieldId::AuthFlows)),
    "Cognito did not accept the request."
)]
#[case::no_field(
    "InvalidParameterException",
    "clientName must contain a scheme",
    ErrorKind::Invalid(None),
    "Cognito did not accept the request."
)]
#[case::oauth("InvalidOAuthFlowException", "x", ErrorKind::Invalid(None), "Cognito did not accept the request.")]
#[case::replica(
    "OperationNotEnabledException",
    "x",
    ErrorKind::Other,
    "Cognito refused CreateUserPoolClient (OperationNotEnabled)."
)]
#[case::internal(
    "InternalErrorException",
    "x",
    ErrorKind::Unanswered,
    "What came back to CreateUserPoolClient is no answer of Cognito (HTTP 400)."
)]
#[tokio::test]
async fn a_refusal_by_its_code(
    #[case] code: &str,
    #[case] message: &str,
    #[case] kind: ErrorKind,
    #[case] sentence: &str,
) {
    let expected = (kind, sentence, Some(format!("{code}: {message}")), Some("1f6c7b0e"));
    let error = create_error(&canned(400, &json_error(code, message))).await;
    let got = (error.kind, error.sentence.as_str(), error.aws_said.clone(), error.request_id.as_deref());
    assert_eq!(got, expected);
    assert_eq!(error.operation, "CreateUserPoolClient");
    assert!(!error.advice.is_empty());

    // The code may stand in the header alone, with a namespace or an address.
    let header: &'static str = format!("com.amazonaws#{code}:http://x/").leak();
    let body = serde_json::json!({ "message": message }).to_string();
    let error = create_error(&over(Canned { status: 400, headers: vec![("x-amzn-errortype", header)], body })).await;
    assert_eq!((error.kind, error.sentence.as_str()), (kind, sentence));
}

#[tokio::test]
async fn a_denial_names_action_and_resource() {
    let error = create_error(&canned(400, &json_error("AccessDeniedException", DENIED))).await;
    assert_eq!(
        error.advice,
        "Ask for this permission, or switch profile and try again. Action: cognito-idp:CreateUserPoolClient. \
         Resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Ab12Cd34E"
    );
}

#[rstest]
#[case::text(400, r#"{"message":"Rate exceeded"}"#)]
#[case::status(429, "")]
#[case::html(429, "<html></html>")]
#[tokio::test]
async fn a_throttle_without_a_code(#[case] status: u16, #[case] body: &str) {
    assert_eq!(create_error(&canned(status, body)).await.kind, ErrorKind::Throttled);
}

#[rstest]
#[case::internal(500, &json_error("InternalErrorException", "x"))]
#[case::html(500, "<html>oops</html>")]
#[case::gateway(502, "")]
#[case::throttle_of_a_gateway(503, &json_error("ThrottlingException", "x"))]
#[case::redirect(302, "")]
#[case::portal(200, "<html>log in</html>")]
#[case::empty(200, "")]
#[case::no_client(200, "{}")]
#[case::no_client_id(200, r#"{"UserPoolClient":{"ClientName":"shop"}}"#)]
#[case::empty_client_id(200, r#"{"UserPoolClient":{"ClientId":""}}"#)]
#[case::cut(200, r#"{"UserPoolClient":{"ClientId":"abc"#)]
#[case::another_type(200, r#"{"UserPoolClient":{"ClientId":7}}"#)]
#[case::refusal_in_html(403, "<html>forbidden</html>")]
#[case::refusal_without_words(400, "{}")]
#[tokio::test]
async fn what_leaves_open_what_happened_is_unanswered(#[case] status: u16, #[case] body: &str) {
    let error = create_error(&canned(status, body)).await;
    assert_eq!(error.kind, ErrorKind::Unanswered, "{error:?}");
    assert_eq!(error.request_id.as_deref(), Some("1f6c7b0e"));
    assert_eq!(error.advice, "The app client may exist: look at the pool's app clients before you try again.");
}

#[tokio::test]
async fn foreign_words_are_cleaned_and_cut_and_hold_no_secret() {
    let secret = "A".repeat(24);
    let message = format!("\u{1b}[2J\u{202e}{secret} {}", "x".repeat(5_000));
    let cognito = canned(400, &json_error("Odd\u{7}Exception", &message));
    let draft =
        Draft { picked_secret: Some(SecretChoice::Own), own_secret: Secret::new(secret.clone()), ..Draft::default() };
    let said = cognito.create(&spec(draft)).await.err().unwrap().aws_said.unwrap();
    assert!(said.starts_with("Odd?Exception: ?[2J?<your secret> xxx"), "{said}");
    assert!(said.chars().count() < 2_100);
}

/// Fails as the HTTP client of a test or of a proxy may.
#[derive(Clone, Debug)]
struct Broken(std::io::ErrorKind);

impl HttpConnector for Broken {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Err(ConnectorError::io(std::io::Error::from(self.0).into())))
    }
}

#[rstest]
#[case(std::io::ErrorKind::ConnectionRefused, ErrorKind::Unreachable)]
#[case(std::io::ErrorKind::ConnectionReset, ErrorKind::Unanswered)]
#[case(std::io::ErrorKind::BrokenPipe, ErrorKind::Unanswered)]
#[case(std::io::ErrorKind::TimedOut, ErrorKind::Unanswered)]
#[tokio::test]
async fn in_doubt_it_may_have_been_sent(#[case] cause: std::io::ErrorKind, #[case] kind: ErrorKind) {
    assert_eq!(create_error(&over(Broken(cause))).await.kind, kind);
}

/// The SDK's own HTTP client against an endpoint on this host, with little patience.
fn real(endpoint: &str) -> Cognito {
    let limits = TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(400))
        .operation_timeout(Duration::from_millis(1_200))
        .build();
    let mut config = base().into_builder();
    config.set_http_client(None).set_endpoint_url(Some(endpoint.to_owned())).set_timeout_config(Some(limits));
    from(&config.build())
}

/// No network at all, and these credentials.
fn with_credentials(provider: impl ProvideCredentials + 'static) -> Cognito {
    let mut config = base().into_builder();
    let limits = TimeoutConfig::builder().operation_timeout(Duration::from_millis(300)).build();
    config.set_credentials_provider(Some(SharedCredentialsProvider::new(provider))).set_timeout_config(Some(limits));
    let mut cognito = from(&config.build());
    cognito.session.profile = Some("prod".to_owned());
    cognito
}

fn base() -> SdkConfig {
    let broken = SharedHttpConnector::new(Broken(std::io::ErrorKind::Other));
    session::fixed(http_client_fn(move |_settings, _components| broken.clone()), "us-east-1")
}

fn from(config: &SdkConfig) -> Cognito {
    let session = SessionInfo { profile: None, region: "us-east-1".to_owned() };
    Cognito::new(session, Expiry::default(), config)
}

/// Credentials that cannot be had.
#[derive(Debug)]
struct NoCredentials(fn() -> CredentialsError);

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> ProvideFuture<'a>
    where
        Self: 'a,
    {
        ProvideFuture::ready(Err(self.0()))
    }
}

fn search(end: End, tried: &[(&str, &str)]) -> Search {
    let attempt = |(source, reason): &(&str, &str)| Attempt { source: (*source).into(), reason: (*reason).into() };
    Search { tried: tried.iter().map(attempt).collect(), end }
}

#[rstest]
#[case::none(
    || CredentialsError::not_loaded(search(End::NotFound, &[("profile prod", "a"), ("instance role", "b")])),
    ErrorKind::NoCredentials,
    "No AWS credentials were found. Looked in: profile prod, instance role.",
    &["profile prod: a", "instance role: b"]
)]
#[case::sso(
    || CredentialsError::provider_error(search(End::Expired, &[("profile prod", "a")])),
    ErrorKind::Expired,
    "Your AWS session ended. Your answers are kept.",
    &["profile prod: a"]
)]
#[case::process(
    || CredentialsError::provider_error(search(End::Failed, &[("profile prod", "a")])),
    ErrorKind::NoCredentials,
    "The AWS credentials of profile prod could not be loaded.",
    &["profile prod: a"]
)]
#[case::instance(
    || CredentialsError::provider_error(search(End::Failed, &[("environment", "a"), ("instance role", "b")])),
    ErrorKind::NoCredentials,
    "The AWS credentials of the instance role could not be loaded.",
    &["environment: a", "instance role: b"]
)]
#[tokio::test]
async fn without_credentials_nothing_is_sent(
    #[case] cause: fn() -> CredentialsError,
    #[case] kind: ErrorKind,
    #[case] sentence: &str,
    #[case] reasons: &[&str],
) {
    let error = create_error(&with_credentials(NoCredentials(cause))).await;
    assert_eq!((error.kind, error.sentence.as_str()), (kind, sentence));
    assert_eq!(
        (error.reasons.as_slice(), error.aws_said),
        (&reasons.iter().map(ToString::to_string).collect::<Vec<_>>()[..], None)
    );
}

/// Credentials that never come.
#[derive(Debug)]
struct Never;

impl ProvideCredentials for Never {
    fn provide_credentials<'a>(&'a self) -> ProvideFuture<'a>
    where
        Self: 'a,
    {
        ProvideFuture::new(std::future::pending())
    }
}

#[tokio::test]
async fn credentials_that_take_too_long_send_nothing() {
    let error = create_error(&with_credentials(Never)).await;
    assert_eq!(error.kind, ErrorKind::NoCredentials, "{error:?}");
}

/// A server that does `serve` with each connection; counts them.
fn server(serve: fn(TcpStream)) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            serve(stream);
        }
    });
    (address.to_string(), count)
}

/// Reads until the request has come in whole.
fn read_request(stream: &mut TcpStream) {
    let mut seen = Vec::new();
    let mut buffer = [0; 4_096];
    while !seen.ends_with(b"}") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(n) => seen.extend_from_slice(&buffer[..n]),
        }
    }
}

fn answer(mut stream: TcpStream, text: &str) {
    read_request(&mut stream);
    drop(stream.write_all(text.as_bytes()));
}

#[rstest]
#[case::closed_at_once(drop)]
#[case::closed_after_reading(|mut stream| read_request(&mut stream))]
#[case::garbage(|stream| answer(stream, "hello\r\n\r\n"))]
#[case::cut_head(|stream| answer(stream, "HTTP/1.1 200 OK\r\nContent-Le"))]
#[case::cut_body(|stream| answer(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"UserPoolClient\":"))]
#[case::no_body(|stream| answer(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))]
#[case::failed(|stream| answer(stream, "HTTP/1.1 500 X\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))]
#[case::silent(|stream| {
    std::thread::sleep(Duration::from_secs(3));
    drop(stream);
})]
#[tokio::test]
async fn once_connected_nothing_is_certain_and_nothing_is_repeated(#[case] serve: fn(TcpStream)) {
    let (address, count) = server(serve);
    let error = create_error(&real(&format!("http://{address}"))).await;
    assert_eq!(error.kind, ErrorKind::Unanswered, "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 1, "{error:?}");
}

#[tokio::test]
async fn a_kept_connection_that_the_server_has_closed_is_not_retried_blindly() {
    // One good answer, then the connection is cut when the next request has come.
    let (address, count) = server(|mut stream| {
        read_request(&mut stream);
        drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"UserPools\":[]}"));
        read_request(&mut stream);
    });
    let cognito = real(&format!("http://{address}"));
    cognito.list_pools(None).await.unwrap();
    assert_eq!(create_error(&cognito).await.kind, ErrorKind::Unanswered);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

/// A port where nobody listens.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[rstest]
#[case::refused(format!("http://127.0.0.1:{}", free_port()))]
#[case::no_tls(format!("https://{}", server(|stream| answer(stream, "HTTP/1.1 400 Bad Request\r\n\r\n")).0))]
#[case::slow_tls(format!("https://{}", server(|stream| {
    std::thread::sleep(Duration::from_secs(3));
    drop(stream);
}).0))]
#[tokio::test]
async fn without_a_connection_nothing_was_sent(#[case] endpoint: String) {
    let error = create_error(&real(&endpoint)).await;
    assert_eq!(error.kind, ErrorKind::Unreachable, "{error:?}");
    assert_eq!(error.sentence, "Cognito in us-east-1 could not be reached. Nothing was sent.");
    let error = real(&endpoint).identify().await.unwrap_err();
    assert_eq!(error.sentence, "AWS STS in us-east-1 could not be reached. Nothing was sent.");
}

#[tokio::test]
async fn an_answer_over_a_real_socket() {
    let (address, _) = server(|stream| {
        let body = r#"{"UserPools":[{"Id":"us-east-1_Ab12Cd34E","Name":"shop\u001b[2J","LastModifiedDate":1795535205.096},{"Id":"?","Name":"x"}],"NextToken":"n+/="}"#;
        answer(stream, &format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
    });
    let page = real(&format!("http://{address}")).list_pools(None).await.unwrap();
    let day = Some("2026-11-24".to_owned());
    assert_eq!(page.items, [PoolSummary { id: pool(), name: "shop?[2J".to_owned(), last_modified: day }]);
    assert_eq!(page.next.as_deref(), Some("n+/="));
}

#[rstest]
#[case::html("<html></html>")]
#[case::throttled(
    "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>r</RequestId></ErrorResponse>"
)]
#[tokio::test]
async fn errors_of_the_query_protocol(#[case] body: &str) {
    let kind = canned(400, body).identify().await.unwrap_err().kind;
    let expected = if body.contains("Throttling") { ErrorKind::Throttled } else { ErrorKind::Unanswered };
    assert_eq!(kind, expected);
}

#[tokio::test]
async fn a_description_without_a_pool_is_no_answer() {
    let error = canned(200, "{}").describe_pool(&pool()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unanswered);
    assert_eq!(error.advice, "Try again. If it keeps failing, check the network, the proxy and --endpoint-url.");
}

#[tokio::test]
async fn a_pool_of_another_region_says_which() {
    let elsewhere = UserPoolId::parse("eu-west-1_Ab12Cd34E").unwrap();
    let error = canned(400, &json_error("ResourceNotFoundException", "x")).describe_pool(&elsewhere).await.unwrap_err();
    assert_eq!(error.sentence, "User pool eu-west-1_Ab12Cd34E was not found in us-east-1.");
    assert_eq!(error.advice, "Its ID says eu-west-1: use that Region, or choose another pool.");
}

#[tokio::test]
async fn an_empty_token_ends_a_list() {
    let page = canned(200, r#"{"UserPoolClients":[{"ClientName":"a"},{"ClientId":"b"}],"NextToken":""}"#);
    let page = page.list_clients(&pool(), None).await.unwrap();
    let unnamed = AppClientSummary { id: "b".to_owned(), name: String::new() };
    assert_eq!(page, Page { items: vec![unnamed], next: None });
}

#[tokio::test]
async fn the_request_to_read_is_the_request_without_the_secret() {
    let draft = Draft {
        picked_secret: Some(SecretChoice::Own),
        own_secret: Secret::new("a1B2c3D4e5F6g7H8i9J0k1L2".to_owned()),
        ..Draft::default()
    };
    let json = canned(500, "").request_json(&spec(draft)).await.unwrap();
    assert!(json.starts_with("{\n  \"UserPoolId\": \"us-east-1_Ab12Cd34E\",\n  \"ClientName\": \"shop\",\n"), "{json}");
    assert!(!json.contains("Secret"), "{json}");
}
