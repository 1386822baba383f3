//! The edge against the emulator moto over HTTP: wire format, paging, Regions, the default
//! credential chain. moto checks no values, so it proves nothing about the service's rules.

#![expect(clippy::unwrap_used, clippy::panic, reason = "this is a test, its helpers too")]

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::types::{AttributeDataType, SchemaAttributeType};
use cognito_console::app_client::{
    AppClientSpec, AppType, Attribute, AttributeMode, AuthFlow, Context, Draft, Secret, UserPool, UserPoolId, draft_of,
    edit, rules,
};
use cognito_console::cognito::{Cognito, ErrorKind, LookFor, Options};

#[path = "support/again.rs"]
mod again;
#[path = "support/moto.rs"]
mod moto;
#[path = "support/python.rs"]
mod python;

const KEYS: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_REGION", "us-east-1")];

/// How the server is named: by the option, or by a variable.
const OPTION: &str = "MOTO_URL";

#[tokio::test]
async fn pools_and_clients_over_http() {
    if again::is_inner() {
        return pools_and_clients().await;
    }
    let server = moto::Moto::start();
    again::run("pools_and_clients_over_http", &[&KEYS[..], &[(OPTION, server.url().as_str())]].concat());
}

async fn pools_and_clients() {
    let options = Options { endpoint_url: std::env::var(OPTION).ok(), ..Options::default() };
    let cognito = Cognito::connect(&options).await.unwrap();
    assert_eq!(cognito.session().region, "us-east-1");
    let raw = raw(&options).await;

    let identity = cognito.identify().await.unwrap();
    assert_eq!(identity.account, "123456789012");
    paging_pools(&cognito, &raw).await;

    let id = make_pool(&raw, "shop").await;
    let pool = cognito.describe_pool(&id).await.unwrap();
    assert_eq!((pool.name.as_str(), pool.tier, &pool.id), ("shop", None, &id));
    let attribute = |name: &str, required, mutable| Attribute { name: name.to_owned(), required, mutable };
    for expected in [attribute("email", true, true), attribute("custom:tier", false, false)] {
        assert!(pool.attributes.contains(&expected), "{:?}", pool.attributes);
    }

    for spec in [public(&pool), confidential(&pool)] {
        let created = cognito.create(&spec).await.unwrap();
        let described = raw.describe_user_pool_client().user_pool_id(id.as_str()).client_id(&created.client_id);
        let described = described.send().await.unwrap().user_pool_client.unwrap();
        assert_eq!(described.client_name(), Some(spec.name()));
        assert_eq!(described.client_secret(), created.secret.as_ref().map(Secret::reveal));
        assert_eq!(created.secret.is_some(), spec.name() == "server");
        // moto leaves out what it does not keep: nothing that we send.
        assert_eq!(created.differences, []);
    }
    existing(&cognito, &raw, &pool).await;
    paging_clients(&cognito, &raw, &id).await;
    looking(&cognito, &id, public(&pool)).await;
    absent(&cognito).await;
}

/// Describe, update and delete a client. moto keeps what an update omits and has no secret
/// operations, so this proves the wire format and not the rules.
async fn existing(cognito: &Cognito, raw: &Client, pool: &UserPool) {
    let made = raw
        .create_user_pool_client()
        .user_pool_id(pool.id.as_str())
        .client_name("gone")
        .generate_secret(true)
        .callback_urls("https://shop.example/a")
        .callback_urls("https://shop.example/b")
        .logout_urls("https://shop.example/out")
        .default_redirect_uri("https://shop.example/a")
        .allowed_o_auth_flows("code".into())
        .allowed_o_auth_scopes("openid")
        .allowed_o_auth_flows_user_pool_client(true)
        .supported_identity_providers("COGNITO");
    let made = made.send().await.unwrap().user_pool_client.unwrap();
    let id = made.client_id().unwrap();

    let client = cognito.describe_client(&pool.id, id).await.unwrap();
    assert_eq!(client.secret.as_ref().map(Secret::reveal), made.client_secret());
    let context = Context { pool: Some(pool), ..Context::default() };
    let mut draft = draft_of(&client);
    "kept".clone_into(&mut draft.name);
    "20m".clone_into(&mut draft.access_token.text);
    draft.flows = [AuthFlow::UserSrp, AuthFlow::RefreshToken].into_iter().collect();
    let update = edit::update(&client, &draft, &context).unwrap();
    let updated = cognito.update(&update).await.unwrap();
    assert_eq!(updated.differences, []);

    let now = raw.describe_user_pool_client().user_pool_id(pool.id.as_str()).client_id(id).send().await.unwrap();
    let now = now.user_pool_client.unwrap();
    assert_eq!((now.client_name(), now.access_token_validity()), (Some("kept"), Some(20)));
    assert_eq!((now.callback_urls(), now.logout_urls()), (made.callback_urls(), made.logout_urls()));
    assert_eq!(now.default_redirect_uri(), made.default_redirect_uri());
    assert_eq!(now.allowed_o_auth_scopes(), made.allowed_o_auth_scopes());
    assert_eq!(now.client_secret(), made.client_secret());

    cognito.delete_client(&pool.id, id).await.unwrap();
    assert_eq!(cognito.delete_client(&pool.id, id).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(cognito.describe_client(&pool.id, id).await.err().map(|error| error.kind), Some(ErrorKind::NotFound));
    // moto answers what it does not know with a page for people.
    let secrets = cognito.list_secrets(&pool.id, id).await.unwrap_err();
    assert_eq!(secrets.kind, ErrorKind::Unanswered);
}

/// The same place through the SDK alone.
async fn raw(options: &Options) -> Client {
    let mut loader = aws_config::defaults(aws_config::BehaviorVersion::latest());
    if let Some(url) = &options.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    Client::new(&loader.load().await)
}

async fn make_pool(raw: &Client, name: &str) -> UserPoolId {
    let email = SchemaAttributeType::builder().name("email").required(true).mutable(true);
    let tier = SchemaAttributeType::builder().name("tier").mutable(false);
    let pool = raw
        .create_user_pool()
        .pool_name(name)
        .schema(email.attribute_data_type(AttributeDataType::String).build())
        .schema(tier.attribute_data_type(AttributeDataType::String).build());
    let pool = pool.send().await.unwrap().user_pool.unwrap();
    UserPoolId::parse(pool.id().unwrap()).unwrap()
}

/// More pools than a page holds; each comes once.
async fn paging_pools(cognito: &Cognito, raw: &Client) {
    for n in 0..61 {
        raw.create_user_pool().pool_name(format!("many-{n}")).send().await.unwrap();
    }
    let first = cognito.list_pools(None).await.unwrap();
    assert_eq!(first.items.len(), 60);
    let mut items = first.items;
    let mut next = first.next;
    while next.is_some() {
        let page = cognito.list_pools(next).await.unwrap();
        items.extend(page.items);
        next = page.next;
    }
    let names: std::collections::BTreeSet<_> = items.iter().map(|pool| &pool.name).collect();
    assert!(names.len() >= 61 && (0..61).all(|n| names.contains(&format!("many-{n}"))));
    assert!(items.iter().all(|pool| pool.last_modified.as_ref().is_some_and(|day| day.len() == "2026-11-20".len())));
}

async fn paging_clients(cognito: &Cognito, raw: &Client, pool: &UserPoolId) {
    for n in 0..60 {
        let client = raw.create_user_pool_client().user_pool_id(pool.as_str()).client_name(format!("many-{n}"));
        client.send().await.unwrap();
    }
    let first = cognito.list_clients(pool, None).await.unwrap();
    assert_eq!(first.items.len(), 60);
    let second = cognito.list_clients(pool, first.next).await.unwrap();
    assert_eq!((second.items.len(), second.next), (2, None));
    assert!(["web", "server"].iter().all(|name| first.items.iter().any(|client| client.name == *name)));
}

/// After a lost answer: the client is found, and one that was there before is not taken for it.
async fn looking(cognito: &Cognito, pool: &UserPoolId, spec: AppClientSpec) {
    let mut what = LookFor {
        pool: pool.clone(),
        name: spec.name().to_owned(),
        spec: Some(Box::new(spec)),
        sent_ago: Duration::from_mins(1),
        before: Some(BTreeSet::new()),
    };
    let looked = cognito.look_for(&what).await.unwrap();
    assert_eq!((looked.more, &looked.not_described), (0, &None));
    let [found] = looked.candidates.as_slice() else { panic!("not one") };
    assert_eq!(found.differences.as_deref(), Some([].as_slice()));
    assert!(found.secret.is_none());
    what.before = Some([found.client_id.clone()].into());
    assert_eq!(cognito.look_for(&what).await.unwrap().candidates.len(), 0);
}

async fn absent(cognito: &Cognito) {
    let id = UserPoolId::parse("us-east-1_NoSuch123").unwrap();
    let error = cognito.describe_pool(&id).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(error.sentence, "User pool us-east-1_NoSuch123 was not found in us-east-1.");
    assert_eq!(
        error.aws_said.as_deref(),
        Some("ResourceNotFoundException: User pool us-east-1_NoSuch123 does not exist.")
    );
}

fn resolve(draft: &Draft, pool: &UserPool) -> AppClientSpec {
    rules::resolve(draft, &pool.id, &Context { pool: Some(pool), ..Context::default() }).ok().unwrap()
}

fn public(pool: &UserPool) -> AppClientSpec {
    resolve(&Draft { name: "web".to_owned(), ..Draft::default() }, pool)
}

fn confidential(pool: &UserPool) -> AppClientSpec {
    let mut draft = Draft { app_type: AppType::Confidential, name: "server".to_owned(), ..Draft::default() };
    draft.flows = [AuthFlow::AdminUserPassword, AuthFlow::RefreshToken].into_iter().collect();
    "1h30m".clone_into(&mut draft.access_token.text);
    "900s".clone_into(&mut draft.id_token.text);
    "12h".clone_into(&mut draft.refresh_token.text);
    "5".clone_into(&mut draft.session);
    draft.revocation = false;
    draft.prevent_existence_errors = false;
    draft.attributes.offer(&pool.attributes);
    draft.attributes.mode = AttributeMode::Choose;
    resolve(&draft, pool)
}
