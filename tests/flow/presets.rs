//! Starting from a preset: chosen on step 1, taken back, visible on Review.

use cognito_console::app::{Msg, Start};
use cognito_console::app_client::{AppType, Preset};
use cognito_console::presets::Found;
use serde_json::json;

use crate::driver::{Driver, NARROW, NORMAL};
use crate::page;

/// On step 1 of a new client.
fn on_step_1() -> Driver {
    let mut d = Driver::start();
    d.keys("enter");
    assert_eq!(page(&d.model), "step");
    d
}

#[test]
fn a_preset_is_chosen_and_what_is_sent_is_its_own() {
    let mut d = on_step_1();
    d.says("p preset");
    d.keys("p");
    d.says("Start from a preset");
    d.says("> none (in use)");
    d.says("The wizard's own defaults, which follow the app type.");
    d.keys("down down down");
    d.says("> server");
    d.says("Web app with a back end: your server signs users in");
    d.keys("enter");
    d.says("Preset server: its settings are filled in. u undo");
    d.says("Preset server: Web app with a back end: your server signs users in");
    d.keys("enter 'shop-api' ctrl-r");
    d.says("From the preset server");
    d.says("Every setting is the preset's.");
    crate::create(&mut d);
    assert_eq!(page(&d.model), "created");
    let body = d.created_body();
    assert_eq!(body["GenerateSecret"], true);
    assert_eq!(body["ExplicitAuthFlows"], json!(["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]));
    assert_eq!((&body["RefreshTokenValidity"], &body["ClientName"]), (&json!(30), &json!("shop-api")));
}

#[test]
fn review_shows_in_what_the_answers_left_the_preset() {
    let mut d = on_step_1();
    d.keys("p 'spa' enter");
    assert_eq!(d.model.draft.app_type, AppType::Public);
    d.keys("2 enter 'shop-web' ctrl-n ctrl-n tab ctrl-u '2h' ctrl-r");
    d.resize((80, 60));
    d.says("From the preset spa");
    d.says("App type: Confidential client. The preset has: Public client.");
    d.says("PRESET NOW");
    d.says("~ AccessTokenValidity 1 hour 2 hours");
    d.does_not_say("ClientName");
}

#[test]
fn undo_brings_everything_back_but_the_name() {
    let mut d = on_step_1();
    d.keys("2 ctrl-n ctrl-n space ctrl-n ctrl-u '60d' ctrl-p ctrl-p");
    let flows = d.model.draft.flows;
    d.keys("p 'm2m' enter");
    assert_ne!(d.model.draft.flows, flows);
    d.keys("enter 'job' backtab u");
    assert_eq!((d.model.draft.flows, d.model.draft.app_type), (flows, AppType::Confidential));
    assert_eq!((d.model.draft.name.as_str(), d.model.draft.refresh_token.text.as_str()), ("job", "60d"));
    assert!(d.model.draft.preset.is_none());
    // None is a choice too.
    d.keys("p 'm2m' enter p");
    d.says("> m2m (in use)");
    d.keys("up up up up enter");
    d.says("No preset: the settings are the defaults. u undo");
    assert!(d.model.draft.preset.is_none());
    d.keys("u");
    assert_eq!(d.model.draft.preset.as_ref().map(|preset| preset.name.as_str()), Some("m2m"));
}

#[test]
fn esc_changes_nothing_and_other_questions_have_no_presets() {
    let mut d = on_step_1();
    d.keys("p down esc");
    d.says("App type");
    assert!(d.model.draft.preset.is_none());
    d.keys("ctrl-n ctrl-n ctrl-n ctrl-n");
    d.says("Client secret");
    d.does_not_say("p preset");
    let mut d = Driver::home();
    d.keys("enter down e p");
    assert!(d.model.overlay.is_none(), "no preset for a client that exists");
    let mut d = Driver::home();
    d.keys("enter down d backtab p");
    assert!(d.model.overlay.is_none(), "nor for a copy");
}

#[test]
fn presets_of_the_team_may_carry_more_and_bad_ones_are_named() {
    let json = r#"{"Why":"Kiosks in the shops","AppType":"public","AllowedOAuthFlowsUserPoolClient":true,
        "AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://kiosk.example.com/"],
        "SupportedIdentityProviders":["COGNITO"],"WriteAttributes":["email","custom:nowhere"],"ReadAttributes":["email"]}"#;
    let found = Found {
        presets: vec![Preset::parse("kiosk", json).unwrap()],
        problems: vec!["The preset old.json cannot be used: it is no file.".to_owned()],
    };
    let mut d = on_step_1();
    d.hold = true;
    d.keys("p");
    d.says("Reading the presets.");
    assert_eq!(d.held(), 1);
    d.send(Msg::Presets(found));
    d.hold = false;
    d.says("old.json cannot be used");
    d.keys("'kiosk'");
    d.says("Kiosks in the shops");
    d.keys("enter enter 'kiosk-1' ctrl-r");
    d.resize((80, 60));
    d.says("Taken over as they are:");
    d.says("Callback URLs https://kiosk.example.com/");
    crate::create(&mut d);
    let body = d.created_body();
    assert_eq!(body["CallbackURLs"], json!(["https://kiosk.example.com/"]));
    let written = body["WriteAttributes"].as_array().unwrap();
    assert!(!written.contains(&json!("custom:nowhere")), "the pool does not have it: {written:?}");
}

#[test]
fn it_fits_a_small_screen_and_outlives_the_run() {
    let mut d = Driver::with(Start { drafts: true, ..Start::default() }, NARROW);
    d.keys("enter p");
    d.says("Start from a preset");
    d.says("> none");
    d.keys("'mob' enter enter 'app' ctrl-r");
    d.resize(NORMAL);
    d.says("From the preset mobile");
    let kept = d.kept.as_ref().unwrap().draft();
    assert_eq!(kept.preset, d.model.draft.preset);
}
