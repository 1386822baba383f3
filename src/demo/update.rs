//! `UpdateUserPoolClient` and `DeleteUserPoolClient`.
//!
//! An update is not a patch: what it omits goes back to its default (the API's text says so, and
//! people have lost attribute lists to it). [`Settings::updated_by`](super::request::Settings::updated_by)
//! has the exceptions.
//!
//! `ConcurrentModificationException` cannot occur here, where one request is answered after the
//! other; tests that want it let their HTTP client say it.

use serde_json::{Value, json};

use super::api::find;
use super::fault::ServiceFault;
use super::request::{OneClient, UpdateClient};
use super::world::World;
use super::{constraints, rules};

/// Answers `UpdateUserPoolClient` with the client as it is then, its secret included.
///
/// # Errors
///
/// As Create, and `ResourceNotFoundException` for a client that is not there.
pub fn update(world: &mut World, region: &str, request: UpdateClient) -> Result<Value, ServiceFault> {
    constraints::update_client(&request)?;
    let (pool, stored) = find(world, region, request.user_pool_id.as_ref(), request.client_id.as_ref())?;
    let settings = stored.settings.updated_by(request.settings);
    rules::update_client(&settings, request.publish_secrets, stored, pool)?;

    let (pool_id, mut client) = (pool.id.clone(), stored.clone());
    let now = world.now();
    client.settings = settings;
    if let Some(publish) = request.publish_secrets {
        client.secrets.move_to(publish, &client.id, now, world.ids_mut());
    }
    client.touch(now);
    let answer = json!({"UserPoolClient": client.describe(&pool_id)});
    world.store_client(&pool_id, client)?;
    Ok(answer)
}

/// Answers `DeleteUserPoolClient`, with nothing.
///
/// # Errors
///
/// `ResourceNotFoundException`, the second time too.
pub fn delete(world: &mut World, region: &str, request: &OneClient) -> Result<Value, ServiceFault> {
    constraints::one_client(request)?;
    let (pool, client) = find(world, region, request.user_pool_id.as_ref(), request.client_id.as_ref())?;
    let (pool_id, client_id) = (pool.id.clone(), client.id.clone());
    world.remove_client(&pool_id, &client_id)?;
    Ok(json!({}))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::super::REGION;
    use super::super::api;
    use super::super::fixtures::{LITE, SHOP, WEB_CLIENT, call, create_in, created, describe, update, world};

    const ROTATION: &str =
        "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled";

    /// Everything that an update can set.
    fn everything() -> Value {
        json!({
            "ClientName": "shop all", "RefreshTokenValidity": 9, "AccessTokenValidity": 20, "IdTokenValidity": 30,
            "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "hours"},
            "ReadAttributes": ["email"], "WriteAttributes": ["email", "name"],
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "SupportedIdentityProviders": ["COGNITO", "Google"],
            "CallbackURLs": ["https://shop.example/in"], "LogoutURLs": ["https://shop.example/out"],
            "DefaultRedirectURI": "https://shop.example/in", "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["openid"], "AllowedOAuthFlowsUserPoolClient": true,
            "AnalyticsConfiguration": {"ApplicationArn": "arn:aws:mobiletargeting:us-east-1:111122223333:apps/0a"},
            "PreventUserExistenceErrors": "ENABLED", "EnableTokenRevocation": false,
            "EnablePropagateAdditionalUserContextData": true, "AuthSessionValidity": 7,
            "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 5},
        })
    }

    #[test]
    fn what_is_omitted_goes_back_to_its_default() {
        let mut world = world();
        let least = create_in(&mut world, &json!({"GenerateSecret": true})).unwrap();
        let mut all = everything();
        all["GenerateSecret"] = json!(true);
        let id = created(&mut world, &all);
        let before = describe(&mut world, &id);
        let after = update(&mut world, &id, &json!({})).unwrap();
        assert_eq!(after, describe(&mut world, &id));

        let mut expected = least;
        for kept in ["ClientId", "ClientSecret", "CreationDate", "ClientName", "RefreshTokenRotation"] {
            expected[kept] = before[kept].clone();
        }
        assert_eq!(after["ClientName"], "shop all");
        assert_eq!(after["EnableTokenRevocation"], true);
        assert!(after["LastModifiedDate"].as_f64() > before["LastModifiedDate"].as_f64());
        expected["LastModifiedDate"] = after["LastModifiedDate"].clone();
        assert_eq!(after, expected);
    }

    #[test]
    fn everything_can_be_set_on_a_client_that_had_nothing() {
        let mut world = world();
        let id = created(&mut world, &json!({"GenerateSecret": true}));
        let after = update(&mut world, &id, &everything()).unwrap();
        for (name, value) in everything().as_object().unwrap() {
            assert_eq!(&after[name], value, "{name}");
        }
    }

    #[test]
    fn the_same_again_moves_the_date_and_nothing_else() {
        let mut world = world();
        let id = created(&mut world, &everything_without_secret());
        let mut before = describe(&mut world, &id);
        for _ in 0..3 {
            let after = update(&mut world, &id, &everything_without_secret()).unwrap();
            let dates = [&before, &after].map(|client| client["LastModifiedDate"].as_f64().unwrap());
            assert!(dates[0] < dates[1], "{dates:?}");
            before["LastModifiedDate"] = after["LastModifiedDate"].clone();
            assert_eq!(after, before);
        }
    }

    fn everything_without_secret() -> Value {
        let mut members = everything();
        members["EnablePropagateAdditionalUserContextData"] = json!(false);
        members
    }

    #[test]
    fn rotation_is_kept_until_it_is_switched_off_in_so_many_words() {
        let mut world = world();
        let id = created(&mut world, &everything_without_secret());
        let on = json!({"Feature": "ENABLED", "RetryGracePeriodSeconds": 5});
        assert_eq!(update(&mut world, &id, &json!({})).unwrap()["RefreshTokenRotation"], on);
        // So the flow that does not go with it is refused, though rotation was not sent.
        let flows = json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]});
        assert_eq!(update(&mut world, &id, &flows).unwrap_err().message, ROTATION);
        let off =
            json!({"RefreshTokenRotation": {"Feature": "DISABLED"}, "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"]});
        let after = update(&mut world, &id, &off).unwrap();
        assert_eq!(after["RefreshTokenRotation"], json!({"Feature": "DISABLED", "RetryGracePeriodSeconds": 0}));
    }

    #[rstest]
    #[case::name(json!({"ClientName": ""}), "InvalidParameterException", "2 validation errors detected: Value '' at 'clientName'")]
    #[case::session(json!({"AuthSessionValidity": 16}), "InvalidParameterException", "1 validation error detected: Value '16' at")]
    #[case::range(json!({"AccessTokenValidity": 25}), "InvalidParameterException", "Invalid range for token validity.")]
    #[case::order(json!({"AccessTokenValidity": 12, "RefreshTokenValidity": 2, "TokenValidityUnits": {"RefreshToken": "hours"}}),
        "InvalidParameterException", "Access and Id Token expiration times must be less than or equal to refresh token expiration times.")]
    #[case::legacy(json!({"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"]}),
        "InvalidParameterException", "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.")]
    #[case::read(json!({"ReadAttributes": ["custom:x"]}), "InvalidParameterException", "Invalid read attributes specified while updating a client")]
    #[case::write(json!({"WriteAttributes": ["email"]}), "InvalidParameterException", "Invalid write attributes specified while updating a client")]
    #[case::rotation(json!({"RefreshTokenRotation": {"Feature": "ENABLED"}, "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"]}),
        "InvalidParameterException", ROTATION)]
    #[case::oauth(json!({"AllowedOAuthFlowsUserPoolClient": true}), "InvalidParameterException",
        "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.")]
    #[case::callback(json!({"AllowedOAuthFlows": ["code"]}), "InvalidOAuthFlowException",
        "CallbackUrls can not be empty when code flow or implicit flow is selected")]
    #[case::scope(json!({"AllowedOAuthScopes": ["x"]}), "ScopeDoesNotExistException", "Invalid scope requested: x")]
    #[case::redirect(json!({"CallbackURLs": ["https://a"], "DefaultRedirectURI": "https://b"}), "InvalidParameterException",
        "The default redirect URI https://b is not in the callback URIs list.")]
    #[case::provider(json!({"SupportedIdentityProviders": ["Facebook"]}), "InvalidParameterException",
        "The provider Facebook does not exist for User Pool us-east-1_Ab12Cd34E.")]
    #[case::analytics(json!({"AnalyticsConfiguration": {}}), "InvalidParameterException", "Invalid analytics configuration given,")]
    #[case::machine(json!({"AllowedOAuthFlows": ["client_credentials"]}), "InvalidOAuthFlowException",
        "client_credentials flow can not be selected if client does not have a client secret.")]
    #[case::context(json!({"EnablePropagateAdditionalUserContextData": true}), "InvalidParameterException",
        "Client Secret is required to set EnablePropagateAdditionalUserContextData as true")]
    #[case::client_token(json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]}), "InvalidParameterException",
        "Client Secret is required to use ALLOW_CLIENT_TOKEN_AUTH.")]
    #[case::published(json!({"PublishSecretsInAWSSecretsManager": true}), "InvalidParameterException",
        "A generated client secret is required to set PublishSecretsInAWSSecretsManager as true.")]
    fn a_refusal_leaves_the_client_as_it_was(#[case] members: Value, #[case] kind: &str, #[case] message: &str) {
        let mut world = world();
        let before = describe(&mut world, WEB_CLIENT);
        let fault = update(&mut world, WEB_CLIENT, &members).unwrap_err();
        assert_eq!((fault.status, fault.kind), (400, kind), "{fault}");
        assert!(fault.message.starts_with(message), "{fault}");
        assert_eq!(describe(&mut world, WEB_CLIENT), before);
    }

    /// The stored client's secret counts, of whatever kind it is.
    #[rstest]
    fn what_needs_a_secret(
        #[values(json!({"GenerateSecret": true}), json!({"ClientSecret": "own_secret+own_secret+own"}),
            json!({"GenerateSecret": true, "PublishSecretsInAWSSecretsManager": true}))]
        with: Value,
        #[values(json!({"AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["shop-api/orders.read"]}),
            json!({"EnablePropagateAdditionalUserContextData": true}),
            json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]}))]
        members: Value,
    ) {
        let mut world = world();
        let id = created(&mut world, &with);
        update(&mut world, &id, &members).unwrap();
    }

    #[test]
    fn a_secret_is_no_member_of_an_update() {
        let mut world = world();
        let members = json!({"GenerateSecret": true, "ClientSecret": "s".repeat(24)});
        let after = update(&mut world, WEB_CLIENT, &members).unwrap();
        assert!(after.get("ClientSecret").is_none() && after.get("GenerateSecret").is_none(), "{after}");
        let id = created(&mut world, &json!({"GenerateSecret": true}));
        let before = describe(&mut world, &id);
        let after = update(&mut world, &id, &json!({"ClientSecret": "s".repeat(24)})).unwrap();
        assert_eq!(after["ClientSecret"], before["ClientSecret"]);
    }

    #[test]
    fn rotation_is_not_on_lite() {
        let mut world = world();
        let id = world.pool(REGION, LITE).unwrap().clients[0].id.clone();
        let body = json!({"UserPoolId": LITE, "ClientId": id, "RefreshTokenRotation": {"Feature": "ENABLED"}});
        let fault = api::call(&mut world, REGION, "UpdateUserPoolClient", body).unwrap_err();
        assert_eq!(fault.kind, "FeatureUnavailableInTierException");
        let message = "The following features need to be disabled for the LITE pricing tier configured: \
                       Refresh Token Rotation";
        assert_eq!(fault.message, message);
    }

    #[test]
    fn a_member_of_the_future_is_kept_if_it_is_sent_and_reset_if_it_is_not() {
        let mut world = world();
        let policy = json!({"UserVerification": "required", "Future": [1, {"a": null}]});
        let policy_too = policy.clone();
        world
            .change_client(SHOP, WEB_CLIENT, |settings| drop(settings.future.insert("NewPolicy".into(), policy_too)))
            .unwrap();
        assert_eq!(describe(&mut world, WEB_CLIENT)["NewPolicy"], policy);
        let sent = json!({"NewPolicy": {"x": 1}, "NeverSeen": 2});
        let after = update(&mut world, WEB_CLIENT, &sent).unwrap();
        assert_eq!(after["NewPolicy"], json!({"x": 1}));
        assert!(after.get("NeverSeen").is_none());
        assert!(update(&mut world, WEB_CLIENT, &json!({})).unwrap().get("NewPolicy").is_none());
        assert!(create_in(&mut world, &json!({"NewPolicy": 1})).unwrap().get("NewPolicy").is_none());
    }

    #[test]
    fn somebody_else_s_change_shows_and_is_not_in_the_log() {
        let mut world = world();
        let before = describe(&mut world, WEB_CLIENT);
        let asked = world.received().len();
        world.change_client(SHOP, WEB_CLIENT, |settings| settings.auth_session_validity = Some(9)).unwrap();
        assert_eq!(world.received().len(), asked);
        let after = describe(&mut world, WEB_CLIENT);
        assert_eq!(after["AuthSessionValidity"], 9);
        assert!(after["LastModifiedDate"].as_f64() > before["LastModifiedDate"].as_f64());
        let fault = world.change_client(SHOP, "gone", |_| ()).unwrap_err();
        assert_eq!(fault.message, "User pool client gone does not exist.");
        assert!(world.change_client("a_b", WEB_CLIENT, |_| ()).is_err());
    }

    #[test]
    fn a_client_is_deleted_once() {
        let mut world = world();
        let clients = world.pool(REGION, SHOP).unwrap().clients.len();
        assert_eq!(call(&mut world, "DeleteUserPoolClient", WEB_CLIENT, &json!({})).unwrap(), json!({}));
        assert_eq!(world.pool(REGION, SHOP).unwrap().clients.len(), clients - 1);
        for operation in ["DeleteUserPoolClient", "DescribeUserPoolClient", "UpdateUserPoolClient"] {
            let fault = call(&mut world, operation, WEB_CLIENT, &json!({})).unwrap_err();
            assert_eq!(fault.kind, "ResourceNotFoundException");
            assert_eq!(fault.message, format!("User pool client {WEB_CLIENT} does not exist."));
        }
    }
}
