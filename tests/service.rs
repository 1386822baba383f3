//! What goes over the wire: the bodies byte for byte, and the rules of the console against three
//! others: the embedded service, which has the real service's rules and messages, the service's
//! own API model as botocore ships it, and the real SDK between. Clients that exist are in
//! `service/existing.rs`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "this is a test, its helpers too")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use cognito_console::app_client::{
    AppClientSpec, AppType, AttributeChoice, AttributeMode, AuthFlow, Context, Draft, DurationText, FieldId, Problem,
    Secret, SecretChoice, Tier, Token, Unit, UserPool, UserPoolId, Validity, rules, validity,
};
use cognito_console::cognito::{Cognito, ErrorKind, Identity};
use cognito_console::demo::{self, World};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rstest::rstest;
use serde_json::{Value, json};

#[path = "support/botocore.rs"]
mod botocore;
#[path = "support/captured.rs"]
mod captured;
#[path = "service/existing.rs"]
mod existing;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "support/faults.rs"]
mod faults;
#[path = "support/python.rs"]
mod python;

use botocore::model_says;
use captured::Captured;

const SHOP: &str = "us-east-1_Ab12Cd34E";
const LITE: &str = "us-east-1_Zx98Yw76V";
const PLUS: &str = "us-east-1_Pl55Us77X";
const WIDE: &str = "us-east-1_Cr50Mw50S";
const OPERATION: &str = "CreateUserPoolClient";

fn id(text: &str) -> UserPoolId {
    UserPoolId::parse(text).unwrap()
}

fn world() -> Arc<Mutex<World>> {
    Arc::new(Mutex::new(World::seeded(7).unwrap()))
}

fn spec(draft: &Draft, pool: &UserPool) -> AppClientSpec {
    let context = Context { pool: Some(pool), ..Context::default() };
    rules::resolve(draft, &pool.id, &context).unwrap_or_else(|problems| panic!("{problems:?}"))
}

async fn pool(cognito: &Cognito, text: &str) -> UserPool {
    cognito.describe_pool(&id(text)).await.unwrap()
}

fn named(change: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = Draft { name: "shop-web".to_owned(), ..Draft::default() };
    change(&mut draft);
    draft
}

fn own(secret: &str) -> impl FnOnce(&mut Draft) {
    let secret = secret.to_owned();
    move |draft| {
        draft.picked_secret = Some(SecretChoice::Own);
        draft.own_secret = Secret::new(secret);
    }
}

fn mixed_units(draft: &mut Draft) {
    "90d".clone_into(&mut draft.refresh_token.text);
    "1h30m".clone_into(&mut draft.access_token.text);
    draft.id_token = DurationText { text: "900".to_owned(), unit: Unit::Seconds };
    "10m".clone_into(&mut draft.session);
    draft.revocation = false;
    draft.prevent_existence_errors = false;
    draft.flows = [AuthFlow::User].into_iter().collect();
}

fn confidential(draft: &mut Draft) {
    draft.app_type = AppType::Confidential;
    " shop server ".clone_into(&mut draft.name);
    draft.flows = [AuthFlow::AdminUserPassword, AuthFlow::RefreshToken].into_iter().collect();
}

/// The members that a draft of defaults ends in.
const REST: &str = concat!(
    r#""RefreshTokenValidity":30,"AccessTokenValidity":1,"IdTokenValidity":1,"#,
    r#""TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours","RefreshToken":"days"},"#,
    r#""ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_CUSTOM_AUTH","ALLOW_REFRESH_TOKEN_AUTH"],"#,
    r#""PreventUserExistenceErrors":"ENABLED","EnableTokenRevocation":true,"AuthSessionValidity":3}"#,
);

#[rstest]
#[case::public(named(|_| ()), &format!(r#"{{"UserPoolId":"us-east-1_Ab12Cd34E","ClientName":"shop-web","GenerateSecret":false,{REST}"#))]
#[case::generated(named(|d| d.picked_secret = Some(SecretChoice::Generate)), &format!(r#"{{"UserPoolId":"us-east-1_Ab12Cd34E","ClientName":"shop-web","GenerateSecret":true,{REST}"#))]
#[case::own(named(own("a1B2c3D4e5F6g7H8i9J0k1L2_+")), &format!(r#"{{"UserPoolId":"us-east-1_Ab12Cd34E","ClientName":"shop-web","ClientSecret":"a1B2c3D4e5F6g7H8i9J0k1L2_+",{REST}"#))]
#[case::confidential(named(confidential), concat!(
    r#"{"UserPoolId":"us-east-1_Ab12Cd34E","ClientName":"shop server","GenerateSecret":true,"#,
    r#""RefreshTokenValidity":30,"AccessTokenValidity":1,"IdTokenValidity":1,"#,
    r#""TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours","RefreshToken":"days"},"#,
    r#""ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"],"#,
    r#""PreventUserExistenceErrors":"ENABLED","EnableTokenRevocation":true,"AuthSessionValidity":3}"#,
))]
#[case::mixed_units(named(mixed_units), concat!(
    r#"{"UserPoolId":"us-east-1_Ab12Cd34E","ClientName":"shop-web","GenerateSecret":false,"#,
    r#""RefreshTokenValidity":90,"AccessTokenValidity":90,"IdTokenValidity":900,"#,
    r#""TokenValidityUnits":{"AccessToken":"minutes","IdToken":"seconds","RefreshToken":"days"},"#,
    r#""ExplicitAuthFlows":["ALLOW_USER_AUTH"],"#,
    r#""PreventUserExistenceErrors":"LEGACY","EnableTokenRevocation":false,"AuthSessionValidity":10}"#,
))]
#[tokio::test]
async fn bodies_byte_for_byte(#[case] draft: Draft, #[case] expected: &str) {
    let captured = Captured::default();
    let cognito = Cognito::demo(captured.answering(200, r#"{"UserPoolClient":{"ClientId":"abc"}}"#));
    let spec = rules::resolve(&draft, &id(SHOP), &Context::default()).ok().unwrap();
    assert_eq!(cognito.create(&spec).await.ok().unwrap().client_id, "abc");
    assert_eq!(captured.body(), expected);
    assert_eq!(captured.requests()[0].target, "AWSCognitoIdentityProviderService.CreateUserPoolClient");

    // What is shown is what is sent, without a secret.
    let mut shown: Value = serde_json::from_str(expected).unwrap();
    shown.as_object_mut().unwrap().shift_remove("ClientSecret");
    let json = cognito.request_json(&spec).await.unwrap();
    assert_eq!(json, serde_json::to_string_pretty(&shown).unwrap());
    assert_eq!(captured.requests().len(), 1);
}

#[tokio::test]
async fn attribute_lists_are_sent_when_chosen() {
    let captured = Captured::default();
    let connector = demo_connector();
    let cognito = Cognito::demo(captured.before(connector));
    let pool = pool(&cognito, SHOP).await;
    let mut draft = named(|_| ());
    draft.attributes.offer(&pool.attributes);
    draft.attributes.mode = AttributeMode::Choose;
    for attribute in &pool.attributes {
        let read = matches!(attribute.name.as_str(), "email" | "email_verified" | "dev:fraud_score" | "sub");
        draft.attributes.set(attribute, cognito_console::app_client::Column::Read, read);
        let write = matches!(attribute.name.as_str(), "custom:legacy_id" | "email_verified");
        draft.attributes.set(attribute, cognito_console::app_client::Column::Write, write);
    }
    let created = cognito.create(&spec(&draft, &pool)).await.ok().unwrap();
    assert_eq!(created.differences, []);
    let body: Value = serde_json::from_str(&captured.body()).unwrap();
    assert_eq!(body["ReadAttributes"], json!(["email", "dev:fraud_score", "email_verified"]));
    assert_eq!(body["WriteAttributes"], json!(["email", "name", "custom:legacy_id"]));

    draft.attributes.mode = AttributeMode::PoolDefault;
    cognito.create(&spec(&draft, &pool)).await.ok().unwrap();
    let body: Value = serde_json::from_str(&captured.body()).unwrap();
    assert!(body.get("ReadAttributes").is_none() && body.get("WriteAttributes").is_none());
}

/// The embedded service as the next connector.
fn demo_connector() -> impl Fn(
    aws_smithy_runtime_api::client::orchestrator::HttpRequest,
) -> aws_smithy_runtime_api::client::http::HttpConnectorFuture
+ Send
+ Sync {
    use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorSettings};
    use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
    let settings = HttpConnectorSettings::default();
    let components = RuntimeComponentsBuilder::for_tests().build().unwrap();
    let connector = demo::http_client(world()).http_connector(&settings, &components);
    move |request| connector.call(request)
}

#[rstest]
#[case(500, r#"{"__type":"InternalErrorException"}"#, ErrorKind::Unanswered)]
#[case(400, r#"{"__type":"TooManyRequestsException","message":"Rate exceeded"}"#, ErrorKind::Throttled)]
#[case(400, r#"{"__type":"LimitExceededException","message":"x"}"#, ErrorKind::Limit)]
#[tokio::test]
async fn every_call_is_made_once(#[case] status: u16, #[case] body: &'static str, #[case] kind: ErrorKind) {
    let captured = Captured::default();
    let cognito = Cognito::demo(captured.answering(status, body));
    let spec = rules::resolve(&named(|_| ()), &id(SHOP), &Context::default()).ok().unwrap();
    assert_eq!(cognito.create(&spec).await.err().unwrap().kind, kind);
    assert_eq!(cognito.list_pools(None).await.unwrap_err().kind, kind);
    let targets: Vec<String> = captured.requests().into_iter().map(|request| request.target).collect();
    let prefix = "AWSCognitoIdentityProviderService.";
    assert_eq!(targets, [OPERATION, "ListUserPools"].map(|operation| format!("{prefix}{operation}")));
}

#[tokio::test]
async fn reads_ask_for_full_pages_and_pass_the_token_on() {
    let captured = Captured::default();
    let cognito = Cognito::demo(captured.answering(200, r#"{"UserPools": [], "UserPoolClients": []}"#));
    let token = Some("a/b+c=\u{1}".to_owned());
    assert_eq!(cognito.list_pools(token.clone()).await.unwrap().items, []);
    assert_eq!(captured.body(), r#"{"NextToken":"a/b+c=\u0001","MaxResults":60}"#);
    assert_eq!(cognito.list_clients(&id(SHOP), token).await.unwrap().items, []);
    assert_eq!(captured.body(), r#"{"UserPoolId":"us-east-1_Ab12Cd34E","MaxResults":60,"NextToken":"a/b+c=\u0001"}"#);
    cognito.describe_pool(&id(SHOP)).await.unwrap_err();
    assert_eq!(captured.body(), r#"{"UserPoolId":"us-east-1_Ab12Cd34E"}"#);
}

#[tokio::test]
async fn the_demo_from_end_to_end() {
    let world = world();
    let cognito = Cognito::demo(demo::http_client(Arc::clone(&world)));
    assert_eq!(cognito.session().region, "us-east-1");
    assert_eq!(cognito.session().profile, None);
    let me = Identity { account: demo::ACCOUNT.to_owned(), role: demo::ROLE.to_owned(), expires_in: None };
    assert_eq!(cognito.identify().await.unwrap(), me);

    let mut pools = Vec::new();
    let mut next = None;
    loop {
        let page = cognito.list_pools(next).await.unwrap();
        pools.extend(page.items);
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(pools.len(), world.lock().unwrap().pools(demo::REGION).len());
    let listed = pools.iter().find(|pool| pool.id == id(SHOP)).unwrap();
    assert_eq!((listed.name.as_str(), listed.last_modified.as_deref()), ("shop-customers", Some("2026-11-20")));

    let pool = pool(&cognito, SHOP).await;
    assert_eq!((pool.tier, pool.users, pool.mfa.as_deref()), (Some(Tier::Essentials), Some(12_400), Some("optional")));
    assert_eq!(pool.domain.as_deref(), Some("shop-auth"));
    let required: BTreeSet<&str> = pool.attributes.iter().filter(|a| a.required).map(|a| a.name.as_str()).collect();
    assert!(required.is_superset(&BTreeSet::from(["email", "name"])), "{required:?}");

    let created = cognito.create(&spec(&named(confidential), &pool)).await.ok().unwrap();
    assert_eq!(created.differences, []);
    assert!(created.secret.is_some_and(|secret| secret.len() >= 50));
    let names = cognito.list_clients(&pool.id, None).await.unwrap();
    assert!(["shop server", "shop-web"].iter().all(|name| names.items.iter().any(|client| client.name == *name)));

    let error = cognito.describe_pool(&id("us-east-1_NoSuch123")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert!(error.request_id.is_some());
}

#[tokio::test]
async fn other_regions_have_other_pools() {
    let cognito = Cognito::with_http_client(demo::http_client(world()), "eu-west-1");
    let error = cognito.describe_pool(&id(SHOP)).await.unwrap_err();
    assert_eq!(error.advice, "Its ID says us-east-1: use that Region, or choose another pool.");
}

// The properties.

/// What a draft is tried against.
struct Bench {
    runtime: tokio::runtime::Runtime,
    world: Arc<Mutex<World>>,
    cognito: Cognito,
    pools: Vec<UserPool>,
}

impl Bench {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let world = world();
        let cognito = Cognito::demo(demo::http_client(Arc::clone(&world)));
        let pools = runtime.block_on(async {
            let mut pools = Vec::new();
            for text in [SHOP, LITE, PLUS, WIDE] {
                pools.push(pool(&cognito, text).await);
            }
            pools
        });
        assert_eq!(pools[1].tier, Some(Tier::Lite));
        Self { runtime, world, cognito, pools }
    }

    /// Sends an accepted spec through the SDK; gives back the body that went out.
    fn accept(&self, spec: &AppClientSpec) -> Result<Value, TestCaseError> {
        let created = self.runtime.block_on(self.cognito.create(spec));
        let created = created.map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        prop_assert_eq!(created.differences, []);
        Ok(self.world.lock().unwrap().received().last().unwrap().body.clone())
    }
}

/// Puts the request of a refused draft to the service as it stands.
fn put(body: Value) -> Result<(), String> {
    let mut fresh = World::seeded(7).unwrap();
    demo::api::call(&mut fresh, demo::REGION, OPERATION, body).map(drop).map_err(|fault| fault.to_string())
}

/// One draft and the number of its pool.
#[derive(Clone)]
struct Case {
    draft: Draft,
    pool: usize,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "pool {}: {} secret {:?}", self.pool, raw_request(&self.draft, "-"), self.draft.secret())
    }
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        16 => "[A-Za-z0-9_+=,.@-][A-Za-z0-9 _+=,.@-]{0,127}",
        1 => "[a-z]{128,129}",
        1 => "[a-z]{129,140}",
        1 => "[a-zé#店\t ]{0,12}",
        1 => "[a-z]\t[a-z]",
    ]
}

/// Mostly right, so that most refused drafts have one fault only and each fault is tried alone.
fn lifetimes(token: Token) -> impl Strategy<Value = DurationText> {
    let unit = prop_oneof![Just(Unit::Seconds), Just(Unit::Minutes), Just(Unit::Hours), Just(Unit::Days)];
    let values = prop_oneof![0_u64..100, 0_u64..6_000, 3_500_u64..90_000, 0_u64..400_000_000];
    let (least, most) = token.range();
    let right = (least.seconds()..=most.seconds(), 0..Unit::ALL.len()).prop_map(move |(seconds, unit)| {
        // In the largest unit from this one down that leaves it in its range.
        let units = Unit::ALL.into_iter().take(unit + 1).rev();
        let mut rounded = units.map(|unit| Validity::new(seconds / unit.seconds(), unit));
        rounded.find(|validity| validity.seconds() >= least.seconds()).unwrap().to_string()
    });
    let typed = prop_oneof![
        16 => right,
        1 => (values, unit).prop_map(|(value, unit)| Validity::new(value, unit).to_string()),
        1 => "[1-9][0-9]?h[0-9]{1,2}m",
        1 => "0[smhd]",
        // Both sides of each boundary.
        2 => "299s|300s|86400s|86401s|4m|5m|1440m|1441m|24h|25h|1d|2d",
        2 => "3599s|3600s|315360000s|315360001s|59m|60m|5256000m|5256001m|87600h|87601h|3650d|3651d",
        1 => "[0-9a-z. -]{0,6}",
    ];
    (typed, Just(token.default_validity().unit)).prop_map(|(text, unit)| DurationText { text, unit })
}

fn secrets() -> impl Strategy<Value = (Option<SecretChoice>, String)> {
    let picked = prop_oneof![
        Just(None),
        Just(Some(SecretChoice::None)),
        Just(Some(SecretChoice::Generate)),
        Just(Some(SecretChoice::Own))
    ];
    let text = prop_oneof![12 => "[A-Za-z0-9_+]{24,64}", 1 => "[a-z]{23,24}|[a-z]{64,65}", 1 => "[A-Za-z0-9_+]{0,23}", 1 => "[a-z]{65,70}", 1 => "[a-z é-]{30}"];
    (picked, text)
}

fn choices(schemas: Vec<Vec<String>>) -> impl Strategy<Value = AttributeChoice> {
    let all: BTreeSet<String> = schemas.into_iter().flatten().chain(["custom:gone".to_owned()]).collect();
    let all: Vec<String> = all.into_iter().collect();
    let some = proptest::sample::subsequence(all.clone(), 0..=all.len());
    let mode = prop_oneof![Just(AttributeMode::PoolDefault), Just(AttributeMode::Choose)];
    (mode, some.clone(), some).prop_map(move |(mode, read, write)| AttributeChoice {
        mode,
        read: read.into_iter().collect(),
        write: write.into_iter().collect(),
        seen: all.iter().cloned().collect(),
        ..AttributeChoice::default()
    })
}

fn cases(pools: &[UserPool]) -> impl Strategy<Value = Case> + use<> {
    let schemas = pools.iter().map(|pool| pool.attributes.iter().map(|a| a.name.clone()).collect()).collect();
    let app_type = prop_oneof![Just(AppType::Public), Just(AppType::Confidential), Just(AppType::Other)];
    let flows = proptest::sample::subsequence(AuthFlow::ALL.to_vec(), 0..=6);
    let session = prop_oneof![16 => "[3-9]|1[0-5]", 2 => "2|3|15|16", 1 => "[0-9]{1,3}", 1 => "[0-9hms. ]{0,5}"];
    let basics = (app_type, names(), flows, session, secrets());
    let tokens = (lifetimes(Token::Refresh), lifetimes(Token::Access), lifetimes(Token::Id));
    let rest = (any::<bool>(), any::<bool>(), choices(schemas), 0..pools.len());
    (basics, tokens, rest).prop_map(|(basics, tokens, rest)| {
        let (app_type, name, flows, session, (picked_secret, own_secret)) = basics;
        let (refresh_token, access_token, id_token) = tokens;
        let (revocation, prevent_existence_errors, attributes, pool) = rest;
        let own_secret = Secret::new(own_secret);
        let flows = flows.into_iter().collect();
        let draft = Draft {
            app_type,
            name,
            flows,
            session,
            refresh_token,
            access_token,
            id_token,
            picked_secret,
            own_secret,
            revocation,
            prevent_existence_errors,
            attributes,
            ..Draft::default()
        };
        Case { draft, pool }
    })
}

/// A draft as a request, right or wrong: whatever of it can be written down at all.
fn raw_request(draft: &Draft, pool: &str) -> Value {
    let mut body = json!({ "UserPoolId": pool, "ClientName": draft.name.trim() });
    match draft.secret() {
        SecretChoice::None => body["GenerateSecret"] = json!(false),
        SecretChoice::Generate => body["GenerateSecret"] = json!(true),
        SecretChoice::Own => body["ClientSecret"] = json!(draft.own_secret.reveal()),
    }
    for (token, member, unit_member) in [
        (Token::Refresh, "RefreshTokenValidity", "RefreshToken"),
        (Token::Access, "AccessTokenValidity", "AccessToken"),
        (Token::Id, "IdTokenValidity", "IdToken"),
    ] {
        if let Ok(typed) = draft.token(token).parse() {
            body[member] = json!(i64::try_from(typed.value).unwrap_or(i64::MAX));
            body["TokenValidityUnits"][unit_member] = json!(typed.unit.name());
        }
    }
    if let Some(minutes) = whole_minutes(draft) {
        body["AuthSessionValidity"] = json!(minutes);
    }
    body["ExplicitAuthFlows"] = json!(draft.flows.iter().map(AuthFlow::wire).collect::<Vec<_>>());
    body
}

fn whole_minutes(draft: &Draft) -> Option<u64> {
    let typed = validity::parse(&draft.session, Unit::Minutes).ok()?;
    typed.seconds().is_multiple_of(60).then(|| typed.seconds() / 60)
}

/// Errors of ours that the service does not have, by name. For all others it must refuse too.
fn exception(problem: &Problem, draft: &Draft) -> Option<&'static str> {
    let is_ascii_blank = |c: &char| matches!(c, '\t'..='\r');
    let name = draft.name.trim();
    let rest: String = name.chars().filter(|c| !is_ascii_blank(c)).collect();
    let rest_is_right = rest.chars().all(|c| c.is_ascii_alphanumeric() || " _+=,.@-".contains(c));
    let zero_refresh = draft.refresh_token.parse().is_ok_and(|typed| typed.value == 0);
    let is_token = matches!(problem.field, FieldId::RefreshToken | FieldId::AccessToken | FieldId::IdToken);
    let names = [
        (
            problem.field == FieldId::ClientName && problem.text.contains("aren't valid") && rest_is_right,
            "a name with tabs or line breaks: the service's \\s takes them",
        ),
        (problem.field == FieldId::AuthFlows && draft.flows.is_empty(), "no flow: the service takes its default"),
        (
            problem.field == FieldId::SessionDuration && whole_minutes(draft).is_none(),
            "a session that is no number of minutes",
        ),
        (problem.field == FieldId::RefreshToken && zero_refresh, "a refresh token of 0: the service takes 30 days"),
        (is_token && problem.text.starts_with("Enter"), "a lifetime that is no number"),
        (
            problem.field == FieldId::AttributePermissions,
            "an empty attribute list: the service takes the pool's default",
        ),
    ];
    names.into_iter().find_map(|(is, name)| is.then_some(name))
}

#[test]
fn the_console_and_the_service_agree() {
    let bench = Bench::new();
    let strategy = cases(&bench.pools);
    let accepted = RefCell::new(Vec::new());
    let refused = RefCell::new(BTreeMap::<FieldId, usize>::new());
    let exceptions = RefCell::new(BTreeSet::new());
    let config = Config { cases: 1_500, failure_persistence: None, ..Config::default() };
    // The same drafts each time: this test does not fail for somebody who changed nothing.
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(&strategy, |Case { draft, pool }| {
        let pool = &bench.pools[pool];
        let context = Context { pool: Some(pool), ..Context::default() };
        match rules::resolve(&draft, &pool.id, &context) {
            Ok(spec) => accepted.borrow_mut().push(bench.accept(&spec)?),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                let answer = put(raw_request(&draft, pool.id.as_str()));
                let mut all_excepted = true;
                for problem in &problems {
                    if let Some(name) = exception(problem, &draft) {
                        exceptions.borrow_mut().insert(name);
                        continue;
                    }
                    all_excepted = false;
                    prop_assert!(answer.is_err(), "the service takes it: {:?}", problem);
                    *refused.borrow_mut().entry(problem.field).or_default() += 1;
                }
                // An exception is one: the service does take it.
                prop_assert!(!all_excepted || answer.is_ok(), "{:?}: {:?}", problems, answer);
            }
        }
        Ok(())
    });
    outcome.unwrap();

    // The cases were worth something.
    let accepted = accepted.into_inner();
    assert!(accepted.len() >= 300, "only {} accepted", accepted.len());
    let fields: Vec<FieldId> = refused.into_inner().into_keys().collect();
    let expected = [
        FieldId::ClientName,
        FieldId::AuthFlows,
        FieldId::SessionDuration,
        FieldId::RefreshToken,
        FieldId::AccessToken,
        FieldId::IdToken,
        FieldId::OwnSecret,
    ];
    assert_eq!(fields, expected);
    assert_eq!(exceptions.into_inner().len(), 6, "an exception that never occurs");
    valid_by_the_model(&accepted);
}

/// Asks botocore's model about every request.
fn valid_by_the_model(requests: &[Value]) {
    for (request, found) in requests.iter().zip(model_says(&creations(requests))) {
        assert_eq!(found, "[]", "{request}");
    }
}

fn creations(requests: &[Value]) -> Vec<Value> {
    requests.iter().map(|request| json!({ "operation": OPERATION, "request": request })).collect()
}

/// The checker finds what it is there to find.
#[test]
fn the_model_refuses_what_is_wrong() {
    let wrong = [
        (json!({ "UserPoolId": SHOP }), "ClientName: missing"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "Colour": 1 }), "Colour: unknown"),
        (json!({ "UserPoolId": SHOP, "ClientName": "é" }), "ClientName: does not match"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x".repeat(129) }), "129 is more than 128"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "AuthSessionValidity": 16 }), "16 is more than 15"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "AuthSessionValidity": 2 }), "2 is less than 3"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "AuthSessionValidity": "3" }), "no whole number"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "ExplicitAuthFlows": ["NOPE"] }), "not one of"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "TokenValidityUnits": { "IdToken": "weeks" } }), "not one of"),
        (json!({ "UserPoolId": SHOP, "ClientName": "x", "ClientSecret": "a-".repeat(15) }), "ClientSecret: does not"),
    ];
    let requests: Vec<Value> = wrong.iter().map(|(request, _)| request.clone()).collect();
    for ((request, expected), found) in wrong.iter().zip(model_says(&creations(&requests))) {
        assert!(found.contains(expected), "{request}: {found}");
    }
}
