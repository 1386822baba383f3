//! App clients that exist, over answers that were written down.

use std::collections::VecDeque;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::*;
use crate::app_client::edit::{copy_of, draft_of, update};
use crate::app_client::{AppClient, AppClientSecret, OtherFlow, Update};

const CLIENT: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const SECRET: &str = "a1B2c3D4e5F6g7H8i9J0k1L2";

/// Body, target and signature of a request.
type Sent = (Value, String, Option<String>);

/// Gives one answer after the other and keeps the requests.
#[derive(Clone, Debug, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
    requests: Arc<Mutex<Vec<Sent>>>,
}

impl Script {
    fn new<const N: usize>(answers: [(u16, Value); N]) -> Self {
        let answers = answers.into_iter().map(|(status, body)| (status, body.to_string())).collect();
        Self { answers: Arc::new(Mutex::new(answers)), ..Self::default() }
    }

    fn requests(&self) -> Vec<Sent> {
        self.requests.lock().unwrap().clone()
    }
}

impl HttpConnector for Script {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let bytes = request.body().bytes().unwrap();
        let header = |name| request.headers().get(name).map(str::to_owned);
        assert_eq!(header("content-length"), Some(bytes.len().to_string()));
        let body = serde_json::from_slice(bytes).unwrap();
        let target = header("x-amz-target").unwrap_or_default();
        self.requests.lock().unwrap().push((body, target, header("authorization")));
        let (status, body) = self.answers.lock().unwrap().pop_front().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body))))
    }
}

/// A client with members that the SDK does not know, at every depth.
fn described() -> Value {
    json!({"UserPoolClient": {
        "UserPoolId": ID,
        "ClientName": "shop\u{202e}",
        "ClientId": CLIENT,
        "ClientSecret": SECRET,
        "LastModifiedDate": 1_795_535_205.096,
        "CreationDate": 1_795_535_200,
        "RefreshTokenValidity": 5,
        "AccessTokenValidity": 60,
        "TokenValidityUnits": {"AccessToken": "minutes", "SessionToken": "weeks"},
        "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "STRICT",
        "CallbackURLs": ["https://shop.example/cb"],
        "LogoutURLs": [],
        "AllowedOAuthFlows": ["device"],
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 7, "Window": {"Days": 3}},
        "AuthSessionValidity": 4,
        "ClientType": "REGULAR",
        "PasskeyPolicy": {"UserVerification": "required", "HashSecret": "abc"},
    }})
}

async fn client() -> AppClient {
    over(Script::new([(200, described())])).describe_client(&pool(), CLIENT).await.ok().unwrap()
}

async fn changed(change: impl FnOnce(&mut Draft)) -> Update {
    let client = client().await;
    let mut draft = draft_of(&client);
    change(&mut draft);
    update(&client, &draft, &Context::default()).ok().unwrap()
}

#[tokio::test]
async fn a_description_keeps_what_the_sdk_drops() {
    let client = client().await;
    let unknown: Vec<_> = client.unknown.iter().map(|member| (member.path.as_str(), member.is_sent)).collect();
    assert_eq!(
        unknown,
        [("PasskeyPolicy", false), ("TokenValidityUnits.SessionToken", true), ("RefreshTokenRotation.Window", true)]
    );
    assert_eq!(client.settings.get("PreventUserExistenceErrors"), Some(&json!("STRICT")));
    assert_eq!(client.settings.get("AllowedOAuthFlows"), Some(&json!(["device"])));
    assert_eq!(client.settings.get("LogoutURLs"), None);
    assert_eq!(client.name(), "shop?");
    assert_eq!(client.secret.as_ref().map(Secret::reveal), Some(SECRET));
    assert_eq!(client.created.as_deref(), Some("2026-11-24 15:46:40 UTC"));
    assert_eq!(client.modified.as_deref(), Some("2026-11-24 15:46:45 UTC"));
    assert_eq!(client.modified_exactly.as_deref(), Some("1795535205.096"));
    assert_eq!(client.client_type.as_deref(), Some("REGULAR"));
}

#[rstest]
#[case::nothing(json!({}))]
#[case::no_id(json!({"UserPoolClient": {"ClientName": "shop"}}))]
#[case::another(json!({"UserPoolClient": {"ClientId": "another"}}))]
#[case::list(json!({"UserPoolClient": []}))]
#[case::secret_in_a_broken_one(json!({"UserPoolClient": {"ClientId": 7, "ClientSecret": SECRET}}))]
#[tokio::test]
async fn a_description_of_something_else_is_no_answer(#[case] body: Value) {
    let error = over(Script::new([(200, body)])).describe_client(&pool(), CLIENT).await.err().unwrap();
    assert_eq!(error.kind, ErrorKind::Unanswered);
    assert!(!format!("{error:?}").contains(SECRET));
}

#[tokio::test]
async fn an_update_goes_out_as_it_is() {
    let update = changed(|draft| draft.revocation = false).await;
    let mut answer = described();
    answer["UserPoolClient"]["EnableTokenRevocation"] = json!(false);
    let script = Script::new([(200, answer)]);
    let updated = over(script.clone()).update(&update).await.ok().unwrap();
    let requests = script.requests();
    let [(body, target, authorization)] = requests.as_slice() else { panic!("one request") };
    assert_eq!(body, &Value::Object(update.body()));
    assert_eq!(target, "AWSCognitoIdentityProviderService.UpdateUserPoolClient");
    assert!(authorization.as_ref().unwrap().contains("content-length;"), "{authorization:?}");
    assert_eq!(updated.differences, []);
    assert_eq!(updated.client.settings, update.after().clone());
    assert_eq!(
        body,
        &json!({
            "UserPoolId": ID,
            "ClientId": CLIENT,
            "ClientName": "shop\u{202e}",
            "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
            "AuthSessionValidity": 4,
            "RefreshTokenValidity": 5,
            "AccessTokenValidity": 60,
            "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 7, "Window": {"Days": 3}},
            "EnableTokenRevocation": false,
            "PreventUserExistenceErrors": "STRICT",
            "AllowedOAuthFlows": ["device"],
            "CallbackURLs": ["https://shop.example/cb"],
            "TokenValidityUnits": {"AccessToken": "minutes", "SessionToken": "weeks", "RefreshToken": "days"},
        })
    );
}

#[tokio::test]
async fn an_update_that_came_out_otherwise_is_told() {
    let update = changed(|draft| draft.revocation = false).await;
    let updated = over(Script::new([(200, described())])).update(&update).await.ok().unwrap();
    let found: Vec<_> = updated.differences.iter().map(|change| (change.setting, change.now.as_str())).collect();
    assert_eq!(found, [("EnableTokenRevocation", "off")]);
}

#[tokio::test]
async fn an_update_without_an_answer_is_sent_once() {
    let update = changed(|draft| draft.revocation = false).await;
    let script = Script::new([(500, json!({"__type": "InternalErrorException", "message": "x"}))]);
    let error = over(script.clone()).update(&update).await.err().unwrap();
    assert_eq!((error.kind, script.requests().len()), (ErrorKind::Unanswered, 1));
    assert!(error.advice.starts_with("The changes may have been made: read the app client again"), "{}", error.advice);
}

#[tokio::test]
async fn a_copy_is_sent_with_all_that_it_takes_over() {
    let source = client().await;
    let draft = copy_of(&source, true);
    let draft = Draft { name: "shop-copy".to_owned(), ..draft };
    let spec = rules::resolve(&draft, &pool(), &Context::default()).map_err(|p| format!("{p:?}")).ok().unwrap();
    let mut made = described();
    made["UserPoolClient"]["ClientName"] = json!("shop-copy");
    made["UserPoolClient"]["CallbackURLs"] = json!([]);
    let script = Script::new([(200, made)]);
    let cognito = over(script.clone());
    let created = cognito.create(&spec).await.ok().unwrap();
    let sent = script.requests().pop().unwrap().0;
    for member in ["CallbackURLs", "AllowedOAuthFlows", "RefreshTokenRotation", "PreventUserExistenceErrors"] {
        assert_eq!(Some(&sent[member]), source.settings.get(member), "{member}");
    }
    assert_eq!(sent["ExplicitAuthFlows"], json!(["ALLOW_CLIENT_TOKEN_AUTH"]));
    assert_eq!((&sent["GenerateSecret"], sent.get("LogoutURLs")), (&json!(true), None));
    let found: Vec<_> = created.differences.iter().map(|d| (d.setting, d.asked.as_str(), d.got.as_str())).collect();
    assert_eq!(found, [("CallbackURLs", "https://shop.example/cb", "none")]);
    // What is shown is what is sent.
    assert_eq!(serde_json::from_str::<Value>(&cognito.request_json(&spec).await.unwrap()).unwrap(), sent);
}

#[tokio::test]
async fn a_new_client_takes_nothing_over() {
    let draft = Draft {
        name: "shop".to_owned(),
        carried: client().await.settings,
        other_flows: vec![OtherFlow { wire: "ALLOW_OF_TOMORROW".to_owned(), on: false }],
        ..Draft::default()
    };
    let (spec, plain) = (spec(draft), spec(Draft::default()));
    let cognito = canned(500, "");
    assert_eq!(cognito.request_json(&spec).await, cognito.request_json(&plain).await);
}

/// One call of each operation on a client that exists.
async fn call(operation: &str, cognito: &Cognito) -> ServiceError {
    let own = Secret::new(SECRET.to_owned());
    match operation {
        "DescribeUserPoolClient" => cognito.describe_client(&pool(), CLIENT).await.err(),
        "UpdateUserPoolClient" => {
            let update = changed(|draft| draft.revocation = false).await;
            cognito.update(&update).await.err()
        }
        "DeleteUserPoolClient" => cognito.delete_client(&pool(), CLIENT).await.err(),
        "ListUserPoolClientSecrets" => cognito.list_secrets(&pool(), CLIENT).await.err(),
        "AddUserPoolClientSecret" => cognito.add_secret(&pool(), CLIENT, Some(&own)).await.err(),
        "DeleteUserPoolClientSecret" => cognito.delete_secret(&pool(), CLIENT, "id--1").await.err(),
        _ => None,
    }
    .unwrap()
}

const OPERATIONS: [&str; 6] = [
    "DescribeUserPoolClient",
    "UpdateUserPoolClient",
    "DeleteUserPoolClient",
    "ListUserPoolClientSecrets",
    "AddUserPoolClientSecret",
    "DeleteUserPoolClientSecret",
];

const GONE: &str = "App client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1 was not found.";

#[rstest]
#[case::client("User pool client 3n4b5urk1ft4fl3mg5e62d9ado does not exist.", GONE)]
#[case::emulator("3n4b5urk1ft4fl3mg5e62d9ado", GONE)]
#[case::pool(
    "User pool us-east-1_Ab12Cd34E does not exist.",
    "User pool us-east-1_Ab12Cd34E was not found in us-east-1."
)]
#[tokio::test]
async fn what_was_not_found_is_named(#[case] message: &str, #[case] sentence: &str) {
    let cognito = canned(400, &json_error("ResourceNotFoundException", message));
    for operation in OPERATIONS {
        let error = call(operation, &cognito).await;
        assert_eq!((error.kind, error.operation), (ErrorKind::NotFound, operation));
        assert_eq!(error.sentence, sentence, "{operation}");
    }
}

#[rstest]
#[case::conflict(
    "UpdateUserPoolClient",
    "ConcurrentModificationException",
    "Only one request to update user pool client can be processed at a time.",
    ErrorKind::Conflict,
    "Another change of the app client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1 was being made at the same time. Nothing was changed."
)]
#[case::no_secret(
    "DeleteUserPoolClientSecret",
    "ResourceNotFoundException",
    "Client secret does not exist",
    ErrorKind::NotFound,
    "This secret was not found in app client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1."
)]
#[case::last_secret(
    "DeleteUserPoolClientSecret",
    "InvalidParameterException",
    "Cannot delete the only client secret.",
    ErrorKind::Invalid(None),
    "This is the only secret of app client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1, and the last one can't be deleted."
)]
#[case::two_secrets(
    "AddUserPoolClientSecret",
    "LimitExceededException",
    "Client secrets cannot exceed limit of 2 secrets.",
    ErrorKind::Limit,
    "App client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1 has two secrets, the most that Cognito takes."
)]
#[case::format(
    "AddUserPoolClientSecret",
    "InvalidParameterException",
    "Client secret format is invalid.",
    ErrorKind::Invalid(None),
    "Cognito did not accept the secret for app client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1."
)]
#[case::no_confidential_client(
    "AddUserPoolClientSecret",
    "InvalidParameterException",
    "x",
    ErrorKind::Invalid(None),
    "Cognito did not accept the request for the app client 3n4b5urk1ft4fl3mg5e62d9ado of user pool us-east-1_Ab12Cd34E in us-east-1."
)]
#[case::flows(
    "UpdateUserPoolClient",
    "InvalidParameterException",
    "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    ErrorKind::Invalid(Some(FieldId::AuthFlows)),
    "Cognito did not accept the request."
)]
#[case::rotation(
    "UpdateUserPoolClient",
    "FeatureUnavailableInTierException",
    "The following features need to be disabled for the LITE pricing tier configured: Refresh Token Rotation",
    ErrorKind::Invalid(None),
    "Cognito did not accept the request."
)]
#[case::internal(
    "AddUserPoolClientSecret",
    "InternalServerException",
    "x",
    ErrorKind::Unanswered,
    "What came back to AddUserPoolClientSecret is no answer of Cognito (HTTP 400)."
)]
#[tokio::test]
async fn refusals_by_operation(
    #[case] operation: &str,
    #[case] code: &str,
    #[case] message: &str,
    #[case] kind: ErrorKind,
    #[case] sentence: &str,
) {
    let error = call(operation, &canned(400, &json_error(code, message))).await;
    assert_eq!((error.kind, error.sentence.as_str()), (kind, sentence));
    assert!(!error.advice.is_empty());
}

#[tokio::test]
async fn after_a_lost_answer_the_advice_fits() {
    let mut advice = Vec::new();
    for operation in OPERATIONS {
        let error = call(operation, &canned(502, "")).await;
        assert_eq!((error.kind, error.operation), (ErrorKind::Unanswered, operation));
        let is_read = operation.starts_with("Describe") || operation.starts_with("List");
        assert_eq!(error.advice.starts_with("Try again."), is_read, "{operation}: {}", error.advice);
        advice.push(error.advice);
    }
    advice.dedup();
    assert_eq!(advice.len(), OPERATIONS.len());
}

#[tokio::test]
async fn no_error_holds_a_secret() {
    let echo = json_error("InvalidParameterException", &format!("Value '{SECRET}' at 'clientSecret' failed"));
    for operation in OPERATIONS {
        let error = call(operation, &canned(400, &echo)).await;
        assert!(operation != "AddUserPoolClientSecret" || !format!("{error:?}").contains(SECRET), "{error:?}");
    }
    // Told in an answer that is no good otherwise.
    let broken = format!(r#"{{"ClientSecretDescriptor":{{"ClientSecretValue":"{SECRET}"}}}}"#);
    for body in [broken.as_str(), broken.strip_suffix('}').unwrap()] {
        let error = call("AddUserPoolClientSecret", &canned(200, body)).await;
        assert_eq!(error.kind, ErrorKind::Unanswered);
        assert!(!format!("{error:?}").contains(SECRET), "{error:?}");
    }
}

#[tokio::test]
async fn secrets_are_listed_to_the_end() {
    let page = |id: &str, next: &str| json!({"ClientSecrets": [{"ClientSecretId": id, "ClientSecretCreateDate": 1_795_535_205}], "NextToken": next});
    let script = Script::new([
        (200, page("a\u{7}", "t")),
        (200, json!({"ClientSecrets": [], "NextToken": "u"})),
        (200, page("b", "")),
    ]);
    let secrets = over(script.clone()).list_secrets(&pool(), CLIENT).await.unwrap();
    let row = |id: &str| AppClientSecret { id: id.to_owned(), created: Some("2026-11-24 15:46:45 UTC".to_owned()) };
    assert_eq!(secrets, [row("a?"), row("b")]);
    let tokens: Vec<Value> = script.requests().into_iter().map(|(body, ..)| body["NextToken"].clone()).collect();
    assert_eq!(tokens, [Value::Null, json!("t"), json!("u")]);
    // A token that comes again ends it.
    let script = Script::new([(200, page("a", "t")), (200, page("b", "t"))]);
    assert_eq!(over(script).list_secrets(&pool(), CLIENT).await.unwrap().len(), 2);
    let none = over(Script::new([(200, json!({}))])).list_secrets(&pool(), CLIENT).await;
    assert_eq!(none.unwrap_err().kind, ErrorKind::Unanswered);
}

#[rstest]
#[case::generated(None, json!({"ClientSecretId": "x--1", "ClientSecretValue": SECRET}), Some(SECRET))]
#[case::own(Some(SECRET), json!({"ClientSecretId": "x--1"}), None)]
#[tokio::test]
async fn a_secret_is_told_once(#[case] own: Option<&str>, #[case] answer: Value, #[case] value: Option<&str>) {
    let script = Script::new([(200, json!({ "ClientSecretDescriptor": answer })), (200, json!({}))]);
    let (cognito, own) = (over(script.clone()), own.map(|own| Secret::new(own.to_owned())));
    let added = cognito.add_secret(&pool(), CLIENT, own.as_ref()).await.ok().unwrap();
    assert_eq!((added.row.id.as_str(), added.value.as_ref().map(Secret::reveal)), ("x--1", value));
    cognito.delete_secret(&pool(), CLIENT, &added.row.id).await.unwrap();
    let bodies: Vec<Value> = script.requests().into_iter().map(|(body, ..)| body).collect();
    assert_eq!(bodies[0].get("ClientSecret").and_then(Value::as_str), own.as_ref().map(Secret::reveal));
    assert_eq!(bodies[1], json!({"UserPoolId": ID, "ClientId": CLIENT, "ClientSecretId": "x--1"}));
}
