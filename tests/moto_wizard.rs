//! The whole program against the emulator moto: keys in, the Client ID on stdout, and what the
//! emulator then has of the client.

#![expect(clippy::unwrap_used, reason = "this is a test, its helpers too")]

use aws_sdk_cognitoidentityprovider as idp;
use idp::config::{BehaviorVersion, Credentials, Region};
use idp::types::{ExplicitAuthFlowsType, PreventUserExistenceErrorTypes, TimeUnitsType};

#[path = "support/moto.rs"]
mod moto;
#[path = "support/pty.rs"]
#[expect(dead_code, reason = "one harness for several test binaries")]
mod pty;
#[path = "support/python.rs"]
mod python;

use pty::{Options, PATIENCE, Pty};

const REGION: &str = "eu-central-1";

fn client(url: &str) -> idp::Client {
    let config = idp::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new("testing", "testing", None, None, "test"))
        .endpoint_url(url)
        .build();
    idp::Client::from_conf(config)
}

#[tokio::test]
async fn the_wizard_creates_a_confidential_client() {
    let server = moto::Moto::start();
    let client = client(&server.url());
    let pool = client.create_user_pool().pool_name("shop-customers").send().await.unwrap().user_pool.unwrap();
    let pool = pool.id.unwrap();

    let (status, printed) = walk(&server.url());
    assert_eq!(status, 0);
    let id = printed.strip_suffix('\n').unwrap();

    let listed = client.list_user_pool_clients().user_pool_id(&pool).send().await.unwrap();
    assert_eq!(listed.user_pool_clients().len(), 1, "exactly one client was made");
    let made = client.describe_user_pool_client().user_pool_id(&pool).client_id(id).send().await.unwrap();
    let made = made.user_pool_client.unwrap();
    assert_eq!(made.client_name(), Some("shop-server"));
    assert!(made.client_secret().is_some());
    assert_eq!(
        (made.access_token_validity(), made.id_token_validity(), made.refresh_token_validity),
        (Some(15), Some(1), 30)
    );
    assert_eq!(made.token_validity_units().unwrap().access_token(), Some(&TimeUnitsType::Minutes));
    assert_eq!(made.prevent_user_existence_errors(), Some(&PreventUserExistenceErrorTypes::Enabled));
    assert!(made.explicit_auth_flows().contains(&ExplicitAuthFlowsType::AllowUserSrpAuth));
    assert!(!made.explicit_auth_flows().contains(&ExplicitAuthFlowsType::AllowCustomAuth));
}

/// Confidential, custom flow off, access token 15 minutes; the exit status and what stdout got.
fn walk(url: &str) -> (u32, String) {
    let args = ["create", "--endpoint-url", url];
    let env = [("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_REGION", REGION)];
    let options = Options { capture_stdout: true, ..Options::default() };
    let program = env!("CARGO_BIN_EXE_cognito-console");
    let mut pty = Pty::spawn(program.as_ref(), &args, &env, (80, 24), &options);
    for (screen, keys) in [
        ("> shop-customers", "\r"),
        ("Define app", "2"),
        ("(*) 2 Confidential", "\r"),
        ("> ____", "shop-server"),
        ("11/128", "\x0e"),
        ("Configure sign-in", "5"),
        ("[ ] 5 Custom", "\x0e"),
        ("Set token lifetimes", "\t"),
        ("> 1h", "\x15"),
        ("> ____", "15m"),
        ("= 15 minutes", "\x12"),
        ("Review and create", ""),
        // A key goes round once, so that the program knows by the next that its frame was out.
        ("Enter create", "\x1bOP"),
        ("[ Close ]", "\x1bOP"),
        ("Enter create", "\r"),
        ("App client created", "s"),
        ("s hide", "q"),
    ] {
        pty.wait_for(screen, PATIENCE);
        pty.keys(keys);
    }
    let status = pty.wait_status(PATIENCE);
    (status, pty.captured())
}
