//! The whole program against the emulator moto: keys in, the Client ID on stdout, and what the
//! emulator then has of the client.

use aws_sdk_cognitoidentityprovider as idp;
use idp::config::{BehaviorVersion, Credentials, Region};
use idp::types::{ExplicitAuthFlowsType, PreventUserExistenceErrorTypes, TimeUnitsType};

use crate::console::{CTRL_R, Start};
use crate::moto::Moto;
use crate::pty::Options;

const REGION: &str = "eu-central-1";
const CTRL_N: &str = "\x0e";
const CTRL_U: &str = "\x15";

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
    let server = Moto::start();
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
    let lifetimes = (made.access_token_validity(), made.id_token_validity(), made.refresh_token_validity());
    assert_eq!(lifetimes, (Some(15), Some(1), 30));
    assert_eq!(made.token_validity_units().unwrap().access_token(), Some(&TimeUnitsType::Minutes));
    assert_eq!(made.prevent_user_existence_errors(), Some(&PreventUserExistenceErrorTypes::Enabled));
    let flows = made.explicit_auth_flows();
    assert!(flows.contains(&ExplicitAuthFlowsType::AllowUserSrpAuth));
    assert!(!flows.contains(&ExplicitAuthFlowsType::AllowCustomAuth));
}

/// Confidential, custom flow off, access token 15 minutes; the exit status and what stdout got.
fn walk(url: &str) -> (u32, String) {
    let mut console = Start {
        args: &["create", "--endpoint-url", url],
        env: &[("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_REGION", REGION)],
        options: Options { capture_stdout: true, ..Options::default() },
        ..Start::default()
    }
    .run();
    for (screen, keys) in [
        ("> shop-customers", "\r"),
        ("Define app", "2"),
        ("(*) 2 Confidential", "\t"),
        ("> ____", "shop-server"),
        ("11/128", CTRL_N),
        ("Configure sign-in", "5"),
        ("[ ] 5 Custom", CTRL_N),
        ("Set token lifetimes", "\t"),
        ("> 1h", CTRL_U),
        ("> ____", "15m"),
        ("= 15 minutes", CTRL_R),
    ] {
        console.see(screen);
        console.keys(keys);
    }
    console.see("Step 6 of 6");
    console.create();
    console.keys("s");
    console.see("s hide");
    (console.leave("q"), console.captured())
}
