//! The whole program: keys in, the Client ID on stdout, and what the emulator then has.

use aws_sdk_cognitoidentityprovider::types::UserPoolClientType;

use crate::cognito_local::CognitoLocal;
use crate::console::{CTRL_R, Console, Start};
use crate::pty::Options;
use crate::{KEYS, make_pool, raw};

const NAME: &str = "shop-server";

fn program(server: &CognitoLocal) -> Console {
    let options = Options { capture_stdout: true, ..Options::default() };
    Start { args: &["create", "--endpoint-url", server.url()], env: &KEYS, options, ..Start::default() }.run()
}

/// The one client of the pool, which must be the one whose ID was printed.
async fn made(server: &CognitoLocal, pool: &str, printed: &str) -> UserPoolClientType {
    let raw = raw(server.url());
    let listed = raw.list_user_pool_clients().user_pool_id(pool).send().await.unwrap();
    assert_eq!(listed.user_pool_clients().len(), 1, "exactly one client was made");
    let id = printed.strip_suffix('\n').unwrap();
    let made = raw.describe_user_pool_client().user_pool_id(pool).client_id(id).send().await.unwrap();
    made.user_pool_client.unwrap()
}

/// From step 1 to the end, past Review.
fn finish(console: &mut Console, app_type: &str, name: &str) -> (u32, String) {
    console.name_and_review(app_type, name);
    console.see("Account not known");
    console.wait_gone("Account not known yet", crate::pty::PATIENCE);
    console.create();
    assert!(!console.screen().contains("not what you asked for"), "{}", console.screen());
    if app_type == "2" {
        console.keys("s");
        console.see("s hide");
    }
    (console.leave("q"), console.captured())
}

#[tokio::test]
async fn a_confidential_client_in_a_pool_of_the_list() {
    let server = CognitoLocal::start();
    let pool = make_pool(&raw(server.url()), "shop-customers").await;
    let mut console = program(&server);
    console.see("> shop-customers");
    console.see("not known");
    console.keys("\r");
    console.see("Define app");
    let (status, printed) = finish(&mut console, "2", NAME);
    assert_eq!(status, 0);
    let made = made(&server, &pool, &printed).await;
    assert_eq!(made.client_name(), Some(NAME));
    assert!(made.client_secret().is_some());
    assert_eq!((made.access_token_validity(), made.refresh_token_validity()), (Some(1), 30));
}

/// The ID is typed, and names no Region, so it is taken in this one.
#[tokio::test]
async fn a_public_client_in_a_typed_pool() {
    let server = CognitoLocal::start();
    let raw = raw(server.url());
    make_pool(&raw, "other").await;
    let pool = make_pool(&raw, "shop-customers").await;
    let mut console = program(&server);
    console.see("> other");
    console.keys("i");
    console.see("User pool ID");
    console.keys(&pool);
    console.see(&pool);
    console.keys("\r");
    console.see("Define app");
    let (status, printed) = finish(&mut console, "1", "shop-web");
    assert_eq!(status, 0);
    let made = made(&server, &pool, &printed).await;
    assert_eq!((made.client_name(), made.client_secret()), (Some("shop-web"), None));
}

/// What the emulator does not keep is said, and the client is no less made.
#[tokio::test]
async fn what_it_does_not_keep_is_said() {
    let server = CognitoLocal::start();
    let pool = make_pool(&raw(server.url()), "shop-customers").await;
    let mut console = program(&server);
    console.see("> shop-customers");
    console.keys("\r");
    console.see("Define app");
    console.name_and_review("1", "shop-web");
    console.keys("2");
    console.see("Configure sign-in");
    console.keys("\t");
    console.keys("\x155");
    console.keys(CTRL_R);
    console.see("5 minutes");
    console.create();
    console.see("AuthSessionValidity");
    assert_eq!(console.leave("q"), 0);
    let made = made(&server, &pool, &console.captured()).await;
    assert_eq!(made.auth_session_validity(), None);
}
