//! Our verbs over HTTP: what the emulator's shapes become in our types.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_cognitoidentityprovider::Client;
use cognito_console::app_client::{
    AppClientSpec, AppType, Attribute, AttributeMode, Context, Draft, Secret, SecretChoice, UserPool, UserPoolId, rules,
};
use cognito_console::cognito::{Cognito, ErrorKind, LookFor, Options};

use crate::cognito_local::CognitoLocal;
use crate::{KEYS, REGION, again, make_pool, raw};

/// How the second process learns where the emulator is.
const URL: &str = "COGNITO_LOCAL_URL";

#[tokio::test]
async fn our_verbs_over_http() {
    if again::is_inner() {
        return our_verbs(&std::env::var(URL).unwrap()).await;
    }
    let server = CognitoLocal::start();
    again::run("edge::our_verbs_over_http", &[&KEYS[..], &[(URL, server.url())]].concat());
}

async fn our_verbs(url: &str) {
    let cognito =
        Cognito::connect(&Options { endpoint_url: Some(url.to_owned()), ..Options::default() }).await.unwrap();
    let raw = raw(url);
    let id = make_pool(&raw, "shop").await;
    nobody(&cognito).await;
    all_pools_at_once(&cognito, &raw).await;

    let pool = cognito.describe_pool(&UserPoolId::parse(&id).unwrap()).await.unwrap();
    assert_eq!((pool.name.as_str(), pool.tier, pool.users, &pool.domain), ("shop", None, Some(0), &None));
    assert_eq!(pool.id.region(), None);
    let attribute = |name: &str, required, mutable| Attribute { name: name.to_owned(), required, mutable };
    for expected in [attribute("sub", true, false), attribute("custom:tier", false, false)] {
        assert!(pool.attributes.contains(&expected), "{:?}", pool.attributes);
    }
    clients(&cognito, &raw, &pool).await;
    what_it_does_not_keep(&cognito, &raw, &pool).await;
    looking(&cognito, &pool).await;
    absent(&cognito, &pool).await;
}

/// There is no STS.
async fn nobody(cognito: &Cognito) {
    let error = cognito.identify().await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Other);
    assert_eq!(error.sentence, "AWS STS refused GetCallerIdentity.");
    assert_eq!(error.aws_said.as_deref(), Some("Missing x-amz-target header"));
    assert_eq!(error.request_id, None);
}

async fn all_pools_at_once(cognito: &Cognito, raw: &Client) {
    for n in 0..61 {
        make_pool(raw, &format!("many-{n}")).await;
    }
    let page = cognito.list_pools(None).await.unwrap();
    assert_eq!((page.items.len(), page.next), (62, None));
    assert!(
        page.items.iter().all(|pool| pool.last_modified.as_ref().is_some_and(|day| day.len() == "2026-11-20".len()))
    );
}

async fn clients(cognito: &Cognito, raw: &Client, pool: &UserPool) {
    for spec in [public(pool), confidential(pool, "3")] {
        let created = cognito.create(&spec).await.unwrap();
        assert_eq!(created.client_id.len(), 25);
        let described = raw.describe_user_pool_client().user_pool_id(pool.id.as_str()).client_id(&created.client_id);
        let described = described.send().await.unwrap().user_pool_client.unwrap();
        assert_eq!(described.client_name(), Some(spec.name()));
        assert_eq!(described.client_secret(), created.secret.as_ref().map(Secret::reveal));
        assert_eq!(created.secret.is_some(), spec.name() == "server");
        assert_eq!(created.differences, []);
    }
    let page = cognito.list_clients(&pool.id, None).await.unwrap();
    let names: BTreeSet<_> = page.items.iter().map(|client| client.name.as_str()).collect();
    assert_eq!((names, page.next), (["server", "web"].into(), None));
}

async fn what_it_does_not_keep(cognito: &Cognito, raw: &Client, pool: &UserPool) {
    let created = cognito.create(&confidential(pool, "5")).await.unwrap();
    let differences: Vec<_> =
        created.differences.iter().map(|d| (d.setting, d.asked.as_str(), d.got.as_str())).collect();
    assert_eq!(differences, [("AuthSessionValidity", "5 minutes", "3 minutes")]);

    let mut draft = Draft { app_type: AppType::Confidential, name: "own".to_owned(), ..Draft::default() };
    draft.picked_secret = Some(SecretChoice::Own);
    draft.own_secret = Secret::new("abcdefghijklmnopqrstuvwxyz0123456789".to_owned());
    let created = cognito.create(&resolve(&draft, pool)).await.unwrap();
    let described = raw.describe_user_pool_client().user_pool_id(pool.id.as_str()).client_id(&created.client_id);
    let described = described.send().await.unwrap().user_pool_client.unwrap();
    assert_eq!((described.client_secret(), created.secret.is_some()), (None, false));
    assert_eq!(created.differences, []);
}

/// After a lost answer: the client is found, and one that was there before is not taken for it.
async fn looking(cognito: &Cognito, pool: &UserPool) {
    let spec = public(pool);
    let mut what = LookFor {
        pool: pool.id.clone(),
        name: spec.name().to_owned(),
        spec: Some(Box::new(spec)),
        sent_ago: Duration::from_mins(1),
        before: Some(BTreeSet::new()),
    };
    let looked = cognito.look_for(&what).await.unwrap();
    assert_eq!((looked.more, &looked.not_described), (0, &None));
    let [found] = looked.candidates.as_slice() else { panic!("{} are it", looked.candidates.len()) };
    assert_eq!(found.differences.as_deref(), Some([].as_slice()));
    assert!(found.secret.is_none());
    assert!(found.created.as_ref().is_some_and(|moment| moment.ends_with(" UTC")));
    what.before = Some([found.client_id.clone()].into());
    assert_eq!(cognito.look_for(&what).await.unwrap().candidates.len(), 0);
}

async fn absent(cognito: &Cognito, pool: &UserPool) {
    let nowhere = UserPool { id: UserPoolId::parse("eu-central-1_NoSuch123").unwrap(), ..pool.clone() };
    assert_eq!(cognito.list_clients(&nowhere.id, None).await.unwrap().items.len(), 0);
    let described = cognito.describe_pool(&nowhere.id).await.unwrap_err();
    let created = cognito.create(&public(&nowhere)).await.err().unwrap();
    for error in [described, created] {
        assert_eq!(error.kind, ErrorKind::NotFound);
        assert_eq!(error.sentence, format!("User pool {} was not found in {REGION}.", nowhere.id));
        let said = format!("ResourceNotFoundException: User Pool {} not found", nowhere.id);
        assert_eq!(error.aws_said, Some(said));
    }
}

fn resolve(draft: &Draft, pool: &UserPool) -> AppClientSpec {
    rules::resolve(draft, &pool.id, &Context { pool: Some(pool), ..Context::default() }).ok().unwrap()
}

fn public(pool: &UserPool) -> AppClientSpec {
    resolve(&Draft { name: "web".to_owned(), ..Draft::default() }, pool)
}

fn confidential(pool: &UserPool, session: &str) -> AppClientSpec {
    let mut draft = Draft { app_type: AppType::Confidential, name: "server".to_owned(), ..Draft::default() };
    "1h30m".clone_into(&mut draft.access_token.text);
    "900s".clone_into(&mut draft.id_token.text);
    "12h".clone_into(&mut draft.refresh_token.text);
    session.clone_into(&mut draft.session);
    draft.revocation = false;
    draft.prevent_existence_errors = false;
    draft.attributes.offer(&pool.attributes);
    draft.attributes.mode = AttributeMode::Choose;
    resolve(&draft, pool)
}
