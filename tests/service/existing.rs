//! Clients that exist already, over the real SDK: updates, deletion, rotation of secrets.

use std::sync::{Arc, Mutex};

use aws_sdk_cognitoidentityprovider::error::ProvideErrorMetadata;
use aws_sdk_cognitoidentityprovider::operation::update_user_pool_client::builders::UpdateUserPoolClientFluentBuilder;
use aws_sdk_cognitoidentityprovider::types::{
    ExplicitAuthFlowsType as Flow, FeatureType, OAuthFlowType, RefreshTokenRotationType, UserPoolClientType,
};
use aws_sdk_cognitoidentityprovider::{Client, Config, config};
use aws_smithy_types::retry::RetryConfig;
use cognito_console::app_client::{Context, Secret, UserPoolId, draft_of, edit};
use cognito_console::cognito::{Cognito, ErrorKind};
use cognito_console::demo::{self, World, api};
use rstest::rstest;
use serde_json::{Value, json};

use super::faults::{Fault, Script, faulty};
use super::{LITE, SHOP, model_says, world};

/// Callbacks, sign-out addresses, a default redirect and lifetimes.
const CHECKOUT: &str = "7hl7irat0gb6jc9na0kv17njf3";
/// Two secrets.
const WAREHOUSE: &str = "f55v488uagrdcjpnss7fe4l1ee";
/// A member and a flow that the SDK does not know.
const PASSKEYS: &str = "35rh20l8gasr07492n9r82jn2m";
/// Registered by an application.
const ASSISTANT: &str = "g8m4fniasj0j68g769hidldgvg";
/// In Secrets Manager.
const LOYALTY: &str = "covpf906rebt3f7t8tksrsausg";
/// No secret, and hardly anything else.
const TEST: &str = "vpt9g8fgrpne8v5379ar4ootg0";
/// One generated secret.
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";

type Update = UpdateUserPoolClientFluentBuilder;

/// An SDK client of the demo, its world, and what goes wrong.
struct Demo {
    sdk: Client,
    world: Arc<Mutex<World>>,
    script: Script,
}

impl Demo {
    fn new() -> Self {
        let (world, script) = (world(), Script::default());
        let config = Config::builder()
            .behavior_version(config::BehaviorVersion::latest())
            .region(config::Region::new(demo::REGION))
            .credentials_provider(demo::credentials())
            .retry_config(RetryConfig::disabled())
            .http_client(faulty(demo::http_client(Arc::clone(&world)), Arc::clone(&script)));
        Self { sdk: Client::from_conf(config.build()), world, script }
    }

    fn update(&self, client: &str) -> Update {
        self.sdk.update_user_pool_client().user_pool_id(SHOP).client_id(client)
    }

    async fn updated(&self, update: Update) -> UserPoolClientType {
        update.send().await.unwrap().user_pool_client.unwrap()
    }

    async fn describe(&self, client: &str) -> UserPoolClientType {
        let call = self.sdk.describe_user_pool_client().user_pool_id(SHOP).client_id(client);
        call.send().await.unwrap().user_pool_client.unwrap()
    }

    /// Ids of secrets, the oldest first.
    async fn secrets(&self, client: &str) -> Vec<String> {
        let call = self.sdk.list_user_pool_client_secrets().user_pool_id(SHOP).client_id(client);
        let secrets = call.send().await.unwrap().client_secrets.unwrap();
        assert!(secrets.iter().all(|secret| secret.client_secret_value.is_none()));
        secrets.into_iter().map(|secret| secret.client_secret_id.unwrap()).collect()
    }

    /// Members that the SDK does not show.
    fn raw(&self, client: &str) -> Value {
        let mut world = self.world.lock().unwrap();
        let body = json!({ "UserPoolId": SHOP, "ClientId": client });
        api::call(&mut world, demo::REGION, "DescribeUserPoolClient", body).unwrap()["UserPoolClient"].take()
    }
}

/// The exception and its words.
fn refusal(error: &impl ProvideErrorMetadata) -> (String, String) {
    (error.code().unwrap_or_default().to_owned(), error.message().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn an_update_resets_what_it_omits() {
    let demo = Demo::new();
    let before = demo.describe(CHECKOUT).await;
    assert!(before.default_redirect_uri.is_some() && before.token_validity_units.is_some());
    let after = demo.updated(demo.update(CHECKOUT).auth_session_validity(5)).await;

    assert_eq!(after.client_name(), Some("shop-checkout"));
    assert_eq!(after.auth_session_validity, Some(5));
    assert_eq!(after.creation_date, before.creation_date);
    assert!(after.last_modified_date > before.last_modified_date);
    assert_eq!((after.refresh_token_validity, after.access_token_validity, after.id_token_validity), (30, None, None));
    let units = after.token_validity_units().unwrap();
    assert!(units.access_token.is_none() && units.id_token.is_none() && units.refresh_token.is_none());
    assert!(after.explicit_auth_flows.is_none() && after.supported_identity_providers.is_none());
    assert!(after.callback_urls.is_none() && after.logout_urls.is_none() && after.default_redirect_uri.is_none());
    assert!(after.allowed_o_auth_flows.is_none() && after.allowed_o_auth_scopes.is_none());
    assert_eq!(after.allowed_o_auth_flows_user_pool_client, Some(false));
    assert_eq!(after.prevent_user_existence_errors, None);
    assert_eq!(after.enable_token_revocation, Some(true));
    assert_eq!(demo.describe(CHECKOUT).await, after);
}

#[tokio::test]
async fn an_update_with_all_that_there_was_changes_only_the_date() {
    let demo = Demo::new();
    let before = demo.describe(CHECKOUT).await;
    let update = demo
        .update(CHECKOUT)
        .set_client_name(before.client_name.clone())
        .refresh_token_validity(before.refresh_token_validity)
        .set_access_token_validity(before.access_token_validity)
        .set_id_token_validity(before.id_token_validity)
        .set_token_validity_units(before.token_validity_units.clone())
        .set_explicit_auth_flows(before.explicit_auth_flows.clone())
        .set_supported_identity_providers(before.supported_identity_providers.clone())
        .set_callback_urls(before.callback_urls.clone())
        .set_logout_urls(before.logout_urls.clone())
        .set_default_redirect_uri(before.default_redirect_uri.clone())
        .set_allowed_o_auth_flows(before.allowed_o_auth_flows.clone())
        .set_allowed_o_auth_scopes(before.allowed_o_auth_scopes.clone())
        .set_allowed_o_auth_flows_user_pool_client(before.allowed_o_auth_flows_user_pool_client)
        .set_prevent_user_existence_errors(before.prevent_user_existence_errors.clone())
        .set_enable_token_revocation(before.enable_token_revocation)
        .set_auth_session_validity(before.auth_session_validity);
    let mut after = demo.updated(update).await;
    assert!(after.last_modified_date > before.last_modified_date);
    after.last_modified_date = before.last_modified_date;
    assert_eq!(after, before);
}

/// A member that the SDK does not know is lost by an update that goes through it; a flow is not.
#[tokio::test]
async fn the_sdk_keeps_unknown_flows_and_loses_unknown_members() {
    let demo = Demo::new();
    assert!(demo.raw(PASSKEYS)["PasskeyPolicy"].is_object());
    let before = demo.describe(PASSKEYS).await;
    let delegation = Flow::from("ALLOW_TOKEN_EXCHANGE_DELEGATION");
    assert!(before.explicit_auth_flows().contains(&delegation) && !Flow::values().contains(&delegation.as_str()));
    let update = demo.update(PASSKEYS).set_explicit_auth_flows(before.explicit_auth_flows.clone());
    let after = demo.updated(update).await;
    assert_eq!(after.explicit_auth_flows, before.explicit_auth_flows);
    assert!(demo.raw(PASSKEYS).get("PasskeyPolicy").is_none());
}

fn rotation(update: Update) -> Update {
    let rotation = RefreshTokenRotationType::builder().feature(FeatureType::Enabled);
    update.refresh_token_rotation(rotation.build().unwrap())
}

#[rstest]
#[case::session(|u: Update| u.auth_session_validity(16), "InvalidParameterException",
    "1 validation error detected: Value '16' at 'authSessionValidity' failed to satisfy constraint: Member must have value less than or equal to 15")]
#[case::range(|u: Update| u.access_token_validity(60), "InvalidParameterException", "Invalid range for token validity.")]
#[case::read(|u: Update| u.read_attributes("custom:gone"), "InvalidParameterException",
    "Invalid read attributes specified while updating a client")]
#[case::write(|u: Update| u.write_attributes("email"), "InvalidParameterException",
    "Invalid write attributes specified while updating a client")]
#[case::mixed(|u: Update| u.explicit_auth_flows(Flow::AdminNoSrpAuth).explicit_auth_flows(Flow::AllowUserAuth),
    "InvalidParameterException", "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.")]
#[case::rotation(|u: Update| rotation(u.explicit_auth_flows(Flow::AllowRefreshTokenAuth)), "InvalidParameterException",
    "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled")]
#[case::context(|u: Update| u.enable_propagate_additional_user_context_data(true), "InvalidParameterException",
    "Client Secret is required to set EnablePropagateAdditionalUserContextData as true")]
#[case::machine(|u: Update| u.allowed_o_auth_flows(OAuthFlowType::ClientCredentials), "InvalidOAuthFlowException",
    "client_credentials flow can not be selected if client does not have a client secret.")]
#[case::scope(|u: Update| u.allowed_o_auth_scopes("shop-api/gone"), "ScopeDoesNotExistException",
    "Invalid scope requested: shop-api/gone")]
#[case::no_client(|u: Update| u.client_id("gone"), "ResourceNotFoundException", "User pool client gone does not exist.")]
#[case::another_pool(|u: Update| u.user_pool_id(LITE), "ResourceNotFoundException",
    "User pool client vpt9g8fgrpne8v5379ar4ootg0 does not exist.")]
#[tokio::test]
async fn an_update_is_refused_in_the_service_s_words(
    #[case] change: fn(Update) -> Update,
    #[case] code: &str,
    #[case] message: &str,
) {
    let demo = Demo::new();
    let before = demo.describe(TEST).await;
    let error = change(demo.update(TEST)).send().await.unwrap_err().into_service_error();
    assert_eq!(refusal(&error), (code.to_owned(), message.to_owned()));
    assert_eq!(demo.describe(TEST).await, before);
}

#[tokio::test]
async fn rotation_is_not_on_lite() {
    let demo = Demo::new();
    let clients = demo.sdk.list_user_pool_clients().user_pool_id(LITE).send().await.unwrap();
    let client = clients.user_pool_clients()[0].client_id().unwrap().to_owned();
    let error = rotation(demo.update(&client).user_pool_id(LITE)).send().await.unwrap_err().into_service_error();
    assert!(error.is_feature_unavailable_in_tier_exception(), "{error:?}");
    let message = "The following features need to be disabled for the LITE pricing tier configured: \
                   Refresh Token Rotation";
    assert_eq!(error.message(), Some(message));
}

#[tokio::test]
async fn a_client_is_deleted_once() {
    let demo = Demo::new();
    let delete = || demo.sdk.delete_user_pool_client().user_pool_id(SHOP).client_id(TEST).send();
    delete().await.unwrap();
    let error = delete().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception(), "{error:?}");
    let error = demo.update(TEST).send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception(), "{error:?}");
}

#[tokio::test]
async fn two_at_once_are_one_too_many() {
    let demo = Demo::new();
    for operation in ["UpdateUserPoolClient", "DeleteUserPoolClient"] {
        let fault = Fault::Times(2, Box::new(Fault::concurrent()));
        demo.script.lock().unwrap().push((operation, fault));
    }
    for _ in 0..2 {
        let error = demo.update(TEST).send().await.unwrap_err().into_service_error();
        assert!(error.is_concurrent_modification_exception(), "{error:?}");
    }
    demo.update(TEST).send().await.unwrap();
    let delete = || demo.sdk.delete_user_pool_client().user_pool_id(SHOP).client_id(TEST).send();
    for _ in 0..2 {
        let error = delete().await.unwrap_err().into_service_error();
        assert!(error.is_concurrent_modification_exception(), "{error:?}");
        let message = "Only one request to update user pool client can be processed at a time.";
        assert_eq!(error.message(), Some(message));
    }
    delete().await.unwrap();
}

#[tokio::test]
async fn somebody_else_changes_a_client() {
    let demo = Demo::new();
    let before = demo.describe(TEST).await;
    let change = |settings: &mut demo::request::Settings| settings.access_token_validity = Some(2);
    demo.world.lock().unwrap().change_client(SHOP, TEST, change).unwrap();
    let after = demo.describe(TEST).await;
    assert_eq!(after.access_token_validity, Some(2));
    assert!(after.last_modified_date > before.last_modified_date);
    demo.world.lock().unwrap().remove_client(SHOP, TEST).unwrap();
    let error = demo.update(TEST).send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception(), "{error:?}");
}

#[tokio::test]
async fn the_life_of_two_secrets() {
    let demo = Demo::new();
    let first = demo.describe(SERVER).await.client_secret.unwrap();
    let old = demo.secrets(SERVER).await;
    let add = || demo.sdk.add_user_pool_client_secret().user_pool_id(SHOP).client_id(SERVER);
    let added = add().send().await.unwrap().client_secret_descriptor.unwrap();
    let second = added.client_secret_value().unwrap();
    assert_ne!(second, first);
    assert!(added.client_secret_id().unwrap().starts_with(&format!("{SERVER}--")));
    assert!(added.client_secret_create_date().is_some());
    assert_eq!(demo.secrets(SERVER).await, [old[0].as_str(), added.client_secret_id().unwrap()]);

    let error = add().send().await.unwrap_err().into_service_error();
    assert!(error.is_limit_exceeded_exception(), "{error:?}");
    assert_eq!(error.message(), Some("Client secrets cannot exceed limit of 2 secrets."));

    let delete = |secret: &str| {
        let call = demo.sdk.delete_user_pool_client_secret().user_pool_id(SHOP).client_id(SERVER);
        call.client_secret_id(secret).send()
    };
    delete(&old[0]).await.unwrap();
    assert_eq!(demo.describe(SERVER).await.client_secret.as_deref(), Some(second));
    let error = delete(&old[0]).await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception(), "{error:?}");
    assert_eq!(error.message(), Some("Client secret does not exist"));
    let error = delete(added.client_secret_id().unwrap()).await.unwrap_err().into_service_error();
    assert!(error.is_invalid_parameter_exception(), "{error:?}");
    assert_eq!(error.message(), Some("Cannot delete the only client secret."));

    // One's own comes back in no answer.
    let own = add().client_secret("a1B2c3D4e5F6g7H8i9J0k1L2_+").send().await.unwrap();
    assert_eq!(own.client_secret_descriptor.unwrap().client_secret_value, None);
    assert_eq!(demo.secrets(SERVER).await.len(), 2);
}

#[rstest]
#[case::none(TEST, "User pool client vpt9g8fgrpne8v5379ar4ootg0 does not have a client secret.")]
#[case::registered(
    ASSISTANT,
    "Client secret operations are not supported for clients created through dynamic client registration."
)]
#[tokio::test]
async fn clients_that_get_no_secret(#[case] client: &str, #[case] message: &str) {
    let demo = Demo::new();
    let call = demo.sdk.add_user_pool_client_secret().user_pool_id(SHOP).client_id(client);
    let error = call.send().await.unwrap_err().into_service_error();
    assert_eq!(refusal(&error), ("InvalidParameterException".to_owned(), message.to_owned()));
}

/// The demo's own words on the wire, by botocore's model; what differs is named here.
#[test]
fn the_answers_fit_the_model() {
    let mut world = World::seeded(7).unwrap();
    let mut cases = Vec::new();
    let mut ask = |operation: &str, members: Value| {
        let mut request = json!({ "UserPoolId": SHOP });
        request.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        let answer = api::call(&mut world, demo::REGION, operation, request.clone()).unwrap();
        cases.push(json!({ "operation": operation, "request": request }));
        cases.push(json!({ "operation": operation, "answer": answer }));
        answer
    };
    let clients = ask("ListUserPoolClients", json!({ "MaxResults": 60 }));
    let clients = clients["UserPoolClients"].as_array().unwrap();
    for client in clients {
        ask("DescribeUserPoolClient", json!({ "ClientId": client["ClientId"] }));
    }
    ask("UpdateUserPoolClient", json!({ "ClientId": CHECKOUT, "AuthSessionValidity": 4 }));
    ask("UpdateUserPoolClient", json!({ "ClientId": LOYALTY, "PublishSecretsInAWSSecretsManager": false }));
    ask("AddUserPoolClientSecret", json!({ "ClientId": SERVER }));
    let secrets = ask("ListUserPoolClientSecrets", json!({ "ClientId": WAREHOUSE }));
    let secret = &secrets["ClientSecrets"][0]["ClientSecretId"];
    ask("DeleteUserPoolClientSecret", json!({ "ClientId": WAREHOUSE, "ClientSecretId": secret }));
    ask("DeleteUserPoolClient", json!({ "ClientId": CHECKOUT }));

    let differences = [
        // Such names are in the demo on purpose.
        "UserPoolClients[10].ClientName: does not match",
        "DescribeUserPoolClient.UserPoolClient.ClientName: does not match",
        // A flow that the service takes although its model does not list it, and a member of the future.
        "DescribeUserPoolClient.UserPoolClient.ExplicitAuthFlows[0]: not one of",
        "DescribeUserPoolClient.UserPoolClient.PasskeyPolicy: unknown",
        // The model's pattern has a slash where every name of Secrets Manager has a colon.
        "DescribeUserPoolClient.UserPoolClient.ClientSecretArn: does not match",
    ];
    let said = model_says(&cases);
    for (case, said) in cases.iter().zip(&said) {
        let found: Vec<String> = serde_json::from_str(said).unwrap();
        for problem in found {
            let is_known = differences.iter().any(|known| problem.contains(known) || problem.contains("PasskeyPolicy"));
            assert!(is_known, "{problem}: {case}");
        }
    }
    for known in differences {
        assert!(said.iter().any(|said| said.contains(known)), "{known} never occurs");
    }
}

/// Every client of the demo survives an edit by the console with all that it has.
#[tokio::test]
async fn an_edit_by_the_console_keeps_all_that_there_was() {
    let demo = Demo::new();
    let cognito = Cognito::demo(demo::http_client(Arc::clone(&demo.world)));
    let pool = cognito.describe_pool(&UserPoolId::parse(SHOP).unwrap()).await.unwrap();
    let context = Context { pool: Some(&pool), ..Context::default() };
    let rows = cognito.list_clients(&pool.id, None).await.unwrap().items;
    assert!(rows.len() > 15);
    for row in rows {
        let before = demo.raw(&row.id);
        // A name that only the file of the demo can have.
        if before["ClientName"].as_str().is_some_and(|name| name.contains('\u{1b}')) {
            continue;
        }
        let client = cognito.describe_client(&pool.id, &row.id).await.unwrap();
        let mut draft = draft_of(&client);
        draft.id_token.text = "37m".to_owned();
        let updated = cognito.update(&edit::update(&client, &draft, &context).unwrap()).await.unwrap();
        assert_eq!(updated.differences, [], "{}", row.name);
        let (mut after, mut expected) = (demo.raw(&row.id), before);
        for name in ["LastModifiedDate", "IdTokenValidity", "TokenValidityUnits", "RefreshTokenRotation"] {
            after[name].take();
            expected[name].take();
        }
        for unknown in client.unknown.iter().filter(|member| !member.is_sent) {
            assert_eq!(after[&unknown.path].take(), Value::Null, "the service resets what it was not sent");
            expected[&unknown.path].take();
        }
        assert_eq!(after, expected, "{}", row.name);
        assert_eq!(demo.raw(&row.id)["IdTokenValidity"], 37);
    }
}

#[tokio::test]
async fn the_console_s_verbs_for_secrets() {
    let demo = Demo::new();
    let cognito = Cognito::demo(demo::http_client(Arc::clone(&demo.world)));
    let pool = UserPoolId::parse(SHOP).unwrap();
    let old = cognito.list_secrets(&pool, SERVER).await.unwrap().remove(0);
    let added = cognito.add_secret(&pool, SERVER, None).await.ok().unwrap();
    assert!(added.value.is_some());
    let third = cognito.add_secret(&pool, SERVER, None).await.err().unwrap();
    assert_eq!(third.kind, ErrorKind::Limit);
    assert_eq!(cognito.list_secrets(&pool, SERVER).await.unwrap(), [old.clone(), added.row.clone()]);
    cognito.delete_secret(&pool, SERVER, &old.id).await.unwrap();
    assert!(cognito.delete_secret(&pool, SERVER, &added.row.id).await.is_err(), "the last one");
    assert_eq!(cognito.list_secrets(&pool, SERVER).await.unwrap(), [added.row]);
    let own = Secret::new("own_secret+own_secret+own".to_owned());
    let added = cognito.add_secret(&pool, SERVER, Some(&own)).await.ok().unwrap();
    assert!(added.value.is_none(), "the service does not repeat it");
}
