//! Clients to export: those of the demo, and random ones.

use std::sync::{Arc, Mutex};

use cognito_console::app_client::{AppClient, UserPoolId};
use cognito_console::demo::{World, api};
use cognito_console::export::Export;
use cognito_console::regions::REGIONS;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

pub const POOL: &str = "us-east-1_Ab12Cd34E";

/// What the tools and the SDK know.
const FLOWS: [&str; 9] = [
    "ADMIN_NO_SRP_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY",
    "USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_AUTH",
];
const ATTRIBUTES: [&str; 6] = ["email", "name", "email_verified", "custom:tier", "dev:custom:x", "oidc:profile"];
/// Texts that some language reads as something else.
const TRICKY: [&str; 30] = [
    "yes", "NO", "on", "Off", "y", "true", "null", "~", "1e3", "0x1F", "012", "1_000", "-", "- a", "# c", "a # c",
    "a: b", "a:", "*a", "&a", "!a", "%a", "@a", "`a`", "|", "> ", " blanks ", "\"", "'", "{a}",
];

/// How far a random text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// As people write them.
    Tame,
    /// With what means something in some language.
    Tricky,
}

pub fn pool() -> UserPoolId {
    UserPoolId::parse(POOL).unwrap()
}

pub fn client(description: &Map<String, Value>) -> AppClient {
    let pool = description.get("UserPoolId").and_then(Value::as_str).unwrap();
    AppClient::read(&UserPoolId::parse(pool).unwrap(), description, |_| None).unwrap()
}

/// Every client of the demo, as the service describes it, with whether it has a secret.
pub fn demo() -> Vec<(AppClient, bool)> {
    let world = Arc::new(Mutex::new(World::seeded(7).unwrap()));
    let mut world = world.lock().unwrap();
    let mut all = Vec::new();
    for region in REGIONS {
        let mut ids = Vec::new();
        for pool in world.pools(region) {
            ids.extend(pool.clients.iter().map(|client| (pool.id.clone(), client.id.clone())));
        }
        for (pool, id) in ids {
            let body = json!({"UserPoolId": pool, "ClientId": id});
            let answer = api::call(&mut world, region, "DescribeUserPoolClient", body).unwrap();
            let client = client(answer["UserPoolClient"].as_object().unwrap());
            let has_secret = client.secret.is_some() || client.secret_arn.is_some();
            all.push((client, has_secret));
        }
    }
    assert!(all.len() > 40, "{}", all.len());
    all
}

/// The same clients on each run.
pub fn random(count: usize, texts: Texts) -> Vec<(AppClient, bool)> {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = (descriptions(texts), any::<bool>());
    let mut next = || strategy.new_tree(&mut runner).unwrap().current();
    std::iter::repeat_with(&mut next).take(count).map(|(members, secret)| (client(&members), secret)).collect()
}

/// The exports of the demo and of some random clients.
pub fn exports(count: usize, texts: Texts) -> Vec<Export> {
    let all = demo().into_iter().chain(random(count, texts));
    all.map(|(client, has_secret)| Export::of_client(&client, Some(has_secret))).collect()
}

fn maybe(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Option<Value>> {
    prop_oneof![3 => value.prop_map(Some), 1 => Just(None)].boxed()
}

fn structure(parts: Vec<(&'static str, BoxedStrategy<Option<Value>>)>) -> impl Strategy<Value = Value> {
    let (names, values): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    values.prop_map(move |values| {
        let there = names.iter().zip(values).filter_map(|(name, value)| Some(((*name).to_owned(), value?)));
        Value::Object(there.collect())
    })
}

fn some_of(all: &'static [&'static str]) -> impl Strategy<Value = Value> {
    subsequence(all.to_vec(), 1..=all.len()).prop_shuffle().prop_map(|names| json!(names))
}

fn words(all: &'static [&'static str]) -> impl Strategy<Value = Value> {
    select(all).prop_map(Value::from)
}

fn switch() -> impl Strategy<Value = Value> {
    any::<bool>().prop_map(Value::from)
}

fn number(range: std::ops::RangeInclusive<u64>) -> impl Strategy<Value = Value> {
    prop_oneof![range.clone(), Just(*range.start()), Just(*range.end())].prop_map(Value::from)
}

fn name(texts: Texts) -> BoxedStrategy<Value> {
    let tame = "[A-Za-z][A-Za-z0-9 _-]{0,20}[a-z]";
    let tricky = "[A-Za-z0-9_\\n\t+=,.@-][A-Za-z0-9 _\\n\r\t+=,.@-]{0,20}";
    let word = select(&["yes", "no", "on", "null", "1e3", "012", "1_000", "2026-11-25", ".5", "=", "-", "default"][..]);
    match texts {
        Texts::Tame => tame.prop_map(Value::from).boxed(),
        Texts::Tricky => {
            prop_oneof![tame.prop_map(Value::from), tricky.prop_map(Value::from), word.prop_map(Value::from)].boxed()
        }
    }
}

fn url(texts: Texts) -> BoxedStrategy<String> {
    let tame = "https://[a-z]{1,8}\\.example\\.com/[a-z]{0,8}";
    match texts {
        Texts::Tame => tame.boxed(),
        Texts::Tricky => prop_oneof![
            tame,
            "[a-z]{1,8}://[a-z\"'$%{}()#&\\\\`é店😀?=:,;\\[\\]|<>*!@~^+-]{1,16}",
            "myapp://\\$\\{[a-z]{1,4}\\}%\\{if [a-z]\\}\\$\\$\\{x\\}".prop_map(|text| text.replace(' ', "_")),
        ]
        .boxed(),
    }
}

fn provider(texts: Texts) -> BoxedStrategy<String> {
    let tame = select(&["COGNITO", "Facebook", "Google", "SignInWithApple", "My SAML"][..]).prop_map(str::to_owned);
    match texts {
        Texts::Tame => tame.boxed(),
        Texts::Tricky => prop_oneof![
            tame,
            select(&TRICKY[..]).prop_map(str::to_owned),
            "[a-z\"'$%{}#\\\\\u{a0}\u{3000} é店😀:-]{1,10}",
        ]
        .boxed(),
    }
}

fn list(item: BoxedStrategy<String>) -> impl Strategy<Value = Value> {
    proptest::collection::vec(item, 1..5).prop_map(|items| json!(items))
}

fn unit() -> BoxedStrategy<Option<Value>> {
    maybe(words(&["seconds", "minutes", "hours", "days"]))
}

fn analytics() -> impl Strategy<Value = Value> {
    let share = maybe(switch());
    let arn = Just(Some(json!("arn:aws:mobiletargeting:us-east-1:111122223333:apps/0f2c4b6a"))).boxed();
    let role = Just(Some(json!("arn:aws:iam::111122223333:role/shop-app-analytics"))).boxed();
    let text = |text: &'static str| text.prop_map(|text| Some(json!(text))).boxed();
    prop_oneof![
        structure(vec![("ApplicationArn", arn), ("UserDataShared", share.clone())]),
        structure(vec![
            ("ApplicationId", text("[0-9a-f]{8}")),
            ("RoleArn", role),
            ("ExternalId", text("[a-z0-9]{1,12}")),
            ("UserDataShared", share),
        ]),
    ]
}

/// Descriptions with any member, of values that every tool takes. Terraform wants a name.
pub fn descriptions(texts: Texts) -> impl Strategy<Value = Map<String, Value>> {
    let members = structure(vec![
        ("ClientName", name(texts).prop_map(Some).boxed()),
        ("ExplicitAuthFlows", maybe(some_of(&FLOWS))),
        ("AuthSessionValidity", maybe(number(3..=15))),
        ("RefreshTokenValidity", maybe(number(1..=315_360_000))),
        ("AccessTokenValidity", maybe(number(1..=86_400))),
        ("IdTokenValidity", maybe(number(1..=86_400))),
        (
            "TokenValidityUnits",
            maybe(structure(vec![("RefreshToken", unit()), ("AccessToken", unit()), ("IdToken", unit())])),
        ),
        (
            "RefreshTokenRotation",
            maybe(structure(vec![
                ("Feature", words(&["ENABLED", "DISABLED"]).prop_map(Some).boxed()),
                ("RetryGracePeriodSeconds", maybe(number(0..=60))),
            ])),
        ),
        ("EnableTokenRevocation", maybe(switch())),
        ("PreventUserExistenceErrors", maybe(words(&["LEGACY", "ENABLED"]))),
        ("EnablePropagateAdditionalUserContextData", maybe(switch())),
        ("ReadAttributes", maybe(some_of(&ATTRIBUTES))),
        ("WriteAttributes", maybe(some_of(&ATTRIBUTES))),
        ("AllowedOAuthFlowsUserPoolClient", maybe(switch())),
        ("AllowedOAuthFlows", maybe(some_of(&["code", "implicit", "client_credentials"]))),
        ("AllowedOAuthScopes", maybe(list("[a-z]{1,8}(/[a-z.]{1,8})?|[!#-Z^-~]{1,12}".boxed()))),
        ("CallbackURLs", maybe(list(url(texts)))),
        ("DefaultRedirectURI", maybe(url(texts).prop_map(Value::from))),
        ("LogoutURLs", maybe(list(url(texts)))),
        ("SupportedIdentityProviders", maybe(list(provider(texts)))),
        ("AnalyticsConfiguration", maybe(analytics())),
    ]);
    members.prop_map(|members| {
        let mut description = json!({"UserPoolId": POOL, "ClientId": "7hl7irat0gb6jc9na0kv17njf3"});
        description.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        description.as_object().unwrap().clone()
    })
}
