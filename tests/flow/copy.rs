//! Copying an app client: the wizard from an existing one, and what Review says of it.

use cognito_console::app::{Start, Verb};
use cognito_console::app_client::Origin;
use cognito_console::demo::{World, request::Settings};
use serde_json::json;

use crate::driver::{Driver, NORMAL};
use crate::{page, sorted};

const POOL: &str = "us-east-1_Ab12Cd34E";
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";

/// On step 1 of a copy of shop-web, the first of the list.
fn copying() -> Driver {
    let mut d = Driver::home();
    d.keys("enter down d");
    assert_eq!((page(&d.model), d.model.draft.origin), ("step", Origin::Copy));
    d
}

#[test]
fn what_is_typed_first_replaces_the_suffix() {
    let mut d = copying();
    d.says("Copy of shop-web Step 1 of 6");
    d.says("shop-web-copy");
    d.says("Typing replaces the end of the name, \"-copy\".");
    d.keys("'-two'");
    assert_eq!(d.model.draft.name, "shop-web-two");
    let mut d = copying();
    d.keys("backspace");
    assert_eq!(d.model.draft.name, "shop-web");
    d.keys("backspace");
    assert_eq!(d.model.draft.name, "shop-we");
    let mut d = copying();
    d.paste("-2");
    assert_eq!(d.model.draft.name, "shop-web-2");
    let mut d = copying();
    d.keys("end 's'");
    assert_eq!(d.model.draft.name, "shop-web-copys", "a move keeps it");
}

#[test]
fn everything_is_taken_over() {
    let mut d = copying();
    d.keys("'-two' ctrl-r");
    d.resize((80, 60));
    d.says(&format!("Copied from shop-web ({WEB})"));
    d.says("~ ClientName shop-web shop-web-two");
    d.says("The copy has no secret.");
    d.says("Callback URLs http://localhost:3000/signed-in, https://shop.example.com/signed-in");
    crate::create(&mut d);
    assert_eq!(page(&d.model), "created");
    let expected = json!({
        "UserPoolId": POOL, "ClientName": "shop-web-two", "GenerateSecret": false,
        "RefreshTokenValidity": 30, "AccessTokenValidity": 60, "IdTokenValidity": 60,
        "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "minutes", "IdToken": "minutes"},
        "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
        "SupportedIdentityProviders": ["COGNITO", "Google"],
        "CallbackURLs": ["http://localhost:3000/signed-in", "https://shop.example.com/signed-in"],
        "LogoutURLs": ["https://shop.example.com/"],
        "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["email", "openid", "profile"],
        "AllowedOAuthFlowsUserPoolClient": true, "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": true, "EnablePropagateAdditionalUserContextData": false,
        "AuthSessionValidity": 3,
    });
    assert_eq!(sorted(d.created_body()), sorted(expected));
    d.does_not_say("are not what you asked for");
    d.keys("n");
    assert_eq!(d.model.draft.origin, Origin::New, "another one is no copy");
    d.says("Create app client Step 1 of 6");
}

#[test]
fn a_secret_is_a_new_one() {
    let mut d = Driver::home();
    d.world.lock().unwrap().remove_client(POOL, WEB).unwrap();
    d.keys("enter down d ctrl-r");
    d.says("Copied from shop-server");
    d.says("The copy gets a new secret, which Cognito generates.");
    crate::create(&mut d);
    assert_eq!(d.created_body()["GenerateSecret"], true);
    let cognito_console::app::Screen::Created(page) = &d.model.screen else { panic!("{}", d.screen()) };
    let made = page.secret.as_ref().unwrap().value.reveal().to_owned();
    assert!(made.len() > 40);
}

#[test]
fn differences_to_the_source_are_shown() {
    let mut d = copying();
    d.keys("ctrl-n 3 ctrl-n tab ctrl-u '15m' ctrl-r");
    d.resize((80, 60));
    d.says("SETTING SOURCE COPY");
    d.says("- ExplicitAuthFlows ALLOW_USER_PASSWORD_AUTH");
    d.says("~ AccessTokenValidity 60 minutes 15 minutes");
}

#[test]
fn rotation_goes_along() {
    let mut d = Driver::home();
    let rotate = |settings: &mut Settings| {
        settings.explicit_auth_flows = vec!["ALLOW_USER_SRP_AUTH".to_owned()];
        settings.refresh_token_rotation = Some(cognito_console::demo::request::Rotation {
            feature: Some("ENABLED".to_owned()),
            retry_grace_period_seconds: Some(10),
        });
    };
    d.world.lock().unwrap().change_client(POOL, WEB, rotate).unwrap();
    d.keys("enter down d ctrl-r");
    d.resize((80, 60));
    d.says("Rotation Feature ENABLED, RetryGracePeriodSeconds 10");
    crate::create(&mut d);
    assert_eq!(d.created_body()["RefreshTokenRotation"], json!({"Feature": "ENABLED", "RetryGracePeriodSeconds": 10}));
}

#[test]
fn another_pool_gets_the_attributes_that_it_has() {
    let mut d = Driver::home();
    let lists = |settings: &mut Settings| {
        settings.read_attributes = ["email", "custom:tier"].map(str::to_owned).to_vec();
        settings.write_attributes = ["email", "name", "custom:tier"].map(str::to_owned).to_vec();
        settings.supported_identity_providers = vec!["COGNITO".to_owned()];
    };
    d.world.lock().unwrap().change_client(POOL, WEB, lists).unwrap();
    d.keys("enter down d esc");
    assert_eq!(page(&d.model), "clients");
    d.keys("esc / 'staff' enter n ctrl-r pgdn pgdn pgdn");
    d.says("Not in this pool, so left out: custom:tier");
}

#[test]
fn a_copy_does_not_throw_other_answers_away_unasked() {
    let mut d = Driver::home();
    d.keys("enter n enter 'shop-new' esc down d");
    d.says("Another app client is in progress");
    d.says("[ Keep them ]");
    d.keys("enter");
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("client", "shop-new"));
    d.keys("esc d left enter");
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("step", "shop-web-copy"));
}

#[test]
fn a_copy_is_kept_as_any_other_draft() {
    let start = Start { demo: true, verb: Verb::Home, drafts: true, ..Start::default() };
    let mut d = Driver::over(World::seeded(7).unwrap(), start, NORMAL);
    d.keys("enter down d '-two' ctrl-n");
    assert_eq!(d.kept.as_ref().unwrap().client_name(), "shop-web-two");
    assert_eq!(d.kept.as_ref().unwrap().draft().origin, Origin::Copy);
}
