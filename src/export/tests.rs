//! What the formats say: the texts, read by eye, and what they leave out.

use insta::assert_snapshot;

use super::*;
use crate::app_client::{Context, Draft, Secret, SecretChoice, draft_of, edit, rules};

/// A new client of this name and of nothing else.
pub(super) fn named(name: &str) -> Export {
    let pool = pool();
    let mut body = Map::new();
    body.insert("UserPoolId".to_owned(), json!(pool.as_str()));
    body.insert("ClientName".to_owned(), json!(name));
    Export { call: Call::Create, body, pool, client_id: None, has_secret: Some(false), beyond: Vec::new() }
}

fn pool() -> UserPoolId {
    UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
}

fn spec(draft: &Draft) -> AppClientSpec {
    rules::resolve(draft, &pool(), &Context::default()).ok().unwrap()
}

fn client(members: &Value) -> AppClient {
    let mut description = json!({"UserPoolId": pool().as_str(), "ClientId": "7hl7irat0gb6jc9na0kv17njf3"});
    description.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    AppClient::read(&pool(), description.as_object().unwrap(), |_| None).unwrap()
}

/// Every member that there is.
fn everything() -> Value {
    json!({
        "ClientName": "shop checkout",
        "ClientSecret": "s3cr3ts3cr3ts3cr3ts3cr3t",
        "RefreshTokenValidity": 7, "AccessTokenValidity": 900, "IdTokenValidity": 1,
        "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "seconds", "IdToken": "hours"},
        "ReadAttributes": ["email", "email_verified", "custom:tier", "oidc:profile"],
        "WriteAttributes": ["email", "name"],
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"],
        "SupportedIdentityProviders": ["COGNITO", "Google", "My SAML: yes"],
        "CallbackURLs": ["https://checkout.example.com/signed-in", "https://checkout-preview.example.com/in?a=1&b=#{x}"],
        "LogoutURLs": ["shopapp://bye"],
        "DefaultRedirectURI": "https://checkout.example.com/signed-in",
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "shop-api/orders.write"],
        "AllowedOAuthFlowsUserPoolClient": true,
        "AnalyticsConfiguration": {
            "ApplicationId": "0f2c4b6a8d1e4f3a9b7c5d3e1f0a2b4c",
            "RoleArn": "arn:aws:iam::111122223333:role/shop-app-analytics",
            "ExternalId": "shop-app-ios", "UserDataShared": true
        },
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": true,
        "EnablePropagateAdditionalUserContextData": true,
        "AuthSessionValidity": 5,
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 30},
    })
}

fn check(name: &str, export: &Export) {
    let texts = export.formats().map(|format| format!("== {}\n{}", format.file_name(), export.text(format)));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let all: String = texts.collect();
    settings.bind(|| assert_snapshot!(format!("export-{name}"), all));
}

#[test]
fn a_plain_public_client() {
    let export = Export::of_spec(&spec(&Draft { name: "shop-web".to_owned(), ..Draft::default() }));
    check("plain", &export);
    check("plain-created", &export.with_client_id("7hl7irat0gb6jc9na0kv17njf3"));
}

#[test]
fn a_client_with_an_own_secret() {
    let draft = Draft {
        name: "shop server".to_owned(),
        picked_secret: Some(SecretChoice::Own),
        own_secret: Secret::new("a1B2c3D4e5F6g7H8i9J0k1L2_+".to_owned()),
        ..Draft::default()
    };
    let export = Export::of_spec(&spec(&draft)).with_client_id("7hl7irat0gb6jc9na0kv17njf3");
    check("own-secret", &export);
    assert!(Format::ALL.iter().all(|format| !export.text(*format).contains("a1B2c3")));
}

#[test]
fn a_client_with_everything() {
    let client = client(&everything());
    let export = Export::of_client(&client, Some(true));
    check("everything", &export);
    assert!(Format::ALL.iter().all(|format| !export.text(*format).contains("s3cr3t")));
    let mut draft = draft_of(&client);
    "shop till".clone_into(&mut draft.name);
    let update = edit::update(&client, &draft, &Context::default()).ok().unwrap();
    check("update", &Export::of_update(&update, Some(true)));
}

#[test]
fn what_no_tool_knows_is_named() {
    let client = client(&json!({
        "ClientSecretArn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:x",
        "RefreshTokenValidity": 0, "AccessTokenValidity": 3, "IdTokenValidity": 100_000,
        "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "weeks", "IdToken": "minutes"},
        "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
        "AllowedOAuthFlows": ["code", "device"],
        "CallbackURLs": ["https://a.example/{{resolve:ssm:x}}", "https://b.example/${Token[TOKEN.1]}"],
        "AnalyticsConfiguration": {"ApplicationArn": "arn:aws:mobiletargeting:us-east-1:111122223333:apps/x", "RoleArn":
            "arn:aws:iam::111122223333:role/x", "StreamSecret": "hush", "Stream": "x"},
        "PreventUserExistenceErrors": "STRICT",
        "AuthSessionValidity": 60,
        "RefreshTokenRotation": {"Feature": "ADAPTIVE", "RetryGracePeriodSeconds": 10},
        "PasskeyPolicy": {"UserVerification": "required"},
    }));
    let export = Export::of_client(&client, None);
    check("unknown", &export);
    assert!(Format::ALL.iter().all(|format| !export.text(*format).contains("hush")));
}

#[test]
fn a_hostile_name() {
    let hostile = json!({
        "ClientName": "shop\u{1b}[2J\u{1b}[31m-web\u{7}\r\n\u{202E}evil-\u{2066}x\u{2069}\u{202C}\u{200B}",
        "CallbackURLs": ["https://shop.example.com/\u{202E}gnp.hsac", "https://a.example/\"${b}'%{c}\\`$(d)"],
        "SupportedIdentityProviders": [" off ", "JSON\nJSON"],
    });
    let export = Export::of_client(&client(&hostile), Some(false));
    check("hostile", &export);
    for line in Format::ALL.iter().flat_map(|format| export.lines(*format)) {
        assert!(!line.text.contains(crate::text::is_hostile), "{line:?}");
    }
}

/// A page marks what changed by the member of a line.
#[test]
fn lines_know_their_members() {
    let export = Export::of_client(&client(&everything()), Some(true));
    for format in [Format::Cli, Format::Json, Format::CloudFormation, Format::Terraform, Format::Cdk] {
        let lines = export.lines(format);
        for member in export.body.keys() {
            assert!(lines.iter().any(|line| line.member.as_ref() == Some(member)), "{format:?} {member}");
        }
        let members = lines.iter().filter_map(|line| line.member.as_deref());
        let unknown: Vec<&str> = members.filter(|member| !export.body.contains_key(*member)).collect();
        assert_eq!(unknown, Vec::<&str>::new(), "{format:?}");
    }
}

#[test]
fn an_app_has_variables_once_the_client_exists() {
    let export = named("web");
    assert!(!export.formats().any(|format| format == Format::Env));
    let lines = export.with_client_id("abc").lines(Format::Env);
    let set: Vec<&str> = lines.iter().map(|line| line.text.as_str()).filter(|text| !text.starts_with('#')).collect();
    let expected = ["AWS_REGION=us-east-1", "COGNITO_USER_POOL_ID=us-east-1_Ab12Cd34E", "COGNITO_CLIENT_ID=abc"];
    assert_eq!(set, expected);
    let published = Export { has_secret: Some(true), beyond: vec![PUBLISHED.to_owned()], ..named("web") };
    let text = published.with_client_id("abc").text(Format::Env);
    assert!(text.contains("in AWS Secrets Manager") && text.contains("UserPoolClient.ClientSecretArn"), "{text}");
    let local = Export { pool: UserPoolId::parse("local_1").unwrap(), ..named("web").with_client_id("a'b c") };
    let text = local.text(Format::Env);
    assert!(text.contains("COGNITO_CLIENT_ID='a'\\''b c'\n") && !text.contains("AWS_REGION="), "{text}");
}

/// A part of a structure that is newer than this program, and sounds secret, is sent and not shown.
#[test]
fn parts_that_may_be_secret_are_named_and_not_shown() {
    let client = client(&json!({"ClientName": "shop", "AnalyticsConfiguration":
        {"ApplicationArn": "arn:aws:mobiletargeting:us-east-1:1:apps/a", "SharedSecretKey": "TOPSECRET1"}}));
    let update = Update::of_nothing(&client);
    assert!(Value::Object(update.body()).to_string().contains("TOPSECRET1"), "an update sends it back");
    for export in [Export::of_client(&client, None), Export::of_update(&update, None)] {
        assert_eq!(export.beyond, ["AnalyticsConfiguration.SharedSecretKey"]);
        for format in export.formats() {
            let text = export.text(format);
            assert!(!text.contains("TOPSECRET1"), "{text}");
        }
    }
}
