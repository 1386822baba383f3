//! The ways that lead to a client.

use cognito_console::app::{Screen, Start};
use cognito_console::app_client::UserPoolId;
use serde_json::json;

use crate::driver::{Driver, NARROW, NORMAL};
use crate::{at_done_with_secret, page};

#[test]
fn a_public_client_takes_the_letters_of_its_name_and_four_more_keys() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' ctrl-r enter");
    assert_eq!(d.presses, "shop-web".len() + 4);
    assert_eq!(page(&d.model), "created");
    let Screen::Created(done) = &d.model.screen else { panic!("not created") };
    let id = done.client_id.clone();
    assert!(done.secret.is_none());
    d.says(&format!("Client ID {id}"));
    d.says("App client shop-web was created in shop-customers (demo: nothing was created at AWS).");
    d.does_not_say("Client secret");
    assert_eq!(d.count("CreateUserPoolClient"), 1);
}

#[test]
fn a_confidential_client_takes_the_letters_and_five_more_keys() {
    let mut d = Driver::start();
    d.keys("enter down enter 'shop-server' ctrl-r enter");
    assert_eq!(d.presses, "shop-server".len() + 5);
    d.says("App client shop-server was created");
    d.says("Client secret ****");
    assert_eq!(d.created_body()["GenerateSecret"], true);
    assert_eq!(d.count("CreateUserPoolClient"), 1);
}

#[test]
fn the_request_says_everything_and_no_more() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' ctrl-r enter");
    assert_eq!(
        d.created_body(),
        json!({
            "UserPoolId": "us-east-1_Ab12Cd34E",
            "ClientName": "shop-web",
            "GenerateSecret": false,
            "RefreshTokenValidity": 30,
            "AccessTokenValidity": 1,
            "IdTokenValidity": 1,
            "TokenValidityUnits": { "RefreshToken": "days", "AccessToken": "hours", "IdToken": "hours" },
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            "AuthSessionValidity": 3,
            "EnableTokenRevocation": true,
            "PreventUserExistenceErrors": "ENABLED",
        })
    );
}

#[test]
fn enter_alone_goes_through_every_step() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' enter");
    for step in 2..=5 {
        d.says(&format!("Step {step} of 6"));
        let fields = [2, 3, 3, 1][step - 2];
        d.keys(&"enter ".repeat(fields));
    }
    d.says("Step 6 of 6");
    d.keys("enter");
    assert_eq!(page(&d.model), "created");
}

#[test]
fn ctrl_n_goes_through_every_step_too() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' ctrl-n ctrl-n ctrl-n ctrl-n ctrl-n");
    d.says("[6 Review]");
    d.keys("ctrl-p");
    d.says("[5 Attributes]");
    d.keys("ctrl-p ctrl-p ctrl-p ctrl-p");
    d.says("[1 App]");
    d.keys("ctrl-p");
    assert_eq!(page(&d.model), "pools");
    d.keys("enter");
    d.says("shop-web___");
}

#[test]
fn the_narrow_screen_reads_review_to_its_end_first() {
    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop-web' ctrl-r");
    d.says("Enter read on");
    let before = d.presses;
    crate::create(&mut d);
    assert_eq!(page(&d.model), "created");
    let pages = d.presses - before;
    assert!(pages > 1, "the page is longer than the screen");
}

#[test]
fn a_pool_named_at_the_start_skips_the_list() {
    let id = UserPoolId::parse("us-east-1_Zx98Yw76V").ok();
    let mut d = Driver::with(Start { demo: true, pool: id, ..Start::default() }, NORMAL);
    assert_eq!(page(&d.model), "step");
    assert_eq!(d.count("ListUserPools"), 0);
    d.says("shop-staff");
    d.keys("enter 'cli' ctrl-r enter");
    d.says("was created in shop-staff");
    assert_eq!(d.created_body()["UserPoolId"], "us-east-1_Zx98Yw76V");
}

#[test]
fn from_a_named_pool_the_list_is_one_key_back() {
    let id = UserPoolId::parse("us-east-1_Zx98Yw76V").ok();
    let mut d = Driver::with(Start { demo: true, pool: id, ..Start::default() }, NORMAL);
    d.keys("esc");
    assert_eq!(page(&d.model), "pools");
    d.says("67 of 67 pools");
}

#[test]
fn a_dry_run_prints_the_request_and_sends_nothing() {
    let mut d = Driver::with(Start { demo: true, dry_run: true, ..Start::default() }, NORMAL);
    d.says("DRY RUN");
    d.keys("enter enter 'shop-web' ctrl-r");
    d.says("Dry run: nothing is sent");
    d.keys("enter");
    let exit = d.exit.clone().unwrap();
    let request: serde_json::Value = serde_json::from_str(&exit.request.unwrap().json).unwrap();
    assert_eq!((exit.status, &request["ClientName"]), (0, &json!("shop-web")));
    assert_eq!(request["UserPoolId"], "us-east-1_Ab12Cd34E");
    assert_eq!(d.count("CreateUserPoolClient"), 0);
    assert_eq!(d.creates, 0);
}

#[test]
fn another_client_starts_fresh_in_the_same_pool() {
    let mut d = at_done_with_secret();
    d.keys("s n");
    d.says("Step 1 of 6");
    d.says("(*) 1 Public client");
    d.does_not_say("shop-server");
    d.keys("enter 'shop-server'");
    d.says("Another client in this pool is also named shop-server. Names may repeat.");
    d.keys("'2' ctrl-r enter");
    d.says("App client shop-server2 was created");
    assert_eq!(d.count("CreateUserPoolClient"), 2);
    d.keys("enter");
    assert_eq!(d.status(), Some(0));
}
