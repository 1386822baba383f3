//! The same against the emulator moto, which checks no values and has no operations on secrets: this
//! proves the wire format.

use aws_sdk_cognitoidentityprovider as idp;
use idp::config::{BehaviorVersion, Credentials, Region};

use crate::moto::Moto;
use crate::program::Host;

fn client(url: &str) -> idp::Client {
    let config = idp::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("testing", "testing", None, None, "test"))
        .endpoint_url(url)
        .build();
    idp::Client::from_conf(config)
}

#[tokio::test]
async fn from_creation_to_deletion() {
    let server = Moto::start();
    let client = client(&server.url());
    let pool = client.create_user_pool().pool_name("shop").send().await.unwrap().user_pool.unwrap().id.unwrap();
    let host = Host::at(&server.url());
    let run = |args: &[&str]| host.run_with(&[args, &["--user-pool-id", &pool]].concat(), "");

    let created = run(&[
        "create",
        "--name",
        "shop-server",
        "--type",
        "confidential",
        "--access-token",
        "15m",
        "--yes",
        "--save-secret",
        "s",
    ]);
    let id = created.id().to_owned();
    let described = async || {
        let request = client.describe_user_pool_client().user_pool_id(&pool).client_id(&id);
        request.send().await.map(|answer| answer.user_pool_client.unwrap())
    };
    let made = described().await.unwrap();
    assert_eq!((made.client_name(), made.access_token_validity()), (Some("shop-server"), Some(15)));
    assert_eq!(host.read("s").trim_end(), made.client_secret().unwrap());
    created.hides(made.client_secret().unwrap());

    assert_eq!(run(&["list", "--output", "text"]).is_silent().stdout, format!("{id}\tshop-server\n"));
    assert_eq!(run(&["show", &id, "--output", "json"]).json()["AccessTokenValidity"], 15);
    let copied = run(&["create", "--from", &id, "--yes"]);
    assert_eq!(run(&["show", copied.id(), "--output", "json"]).json()["ClientName"], "shop-server-copy");
    run(&["edit", &id, "--set", "name=other", "--yes"]).ends(0, "");
    assert_eq!(described().await.unwrap().client_name(), Some("other"));
    run(&["delete", &id, "--yes"]).ends(0, "Deleted: other");
    assert!(described().await.is_err());
    run(&["show", &id, "--output", "text"]).fails(1, "was not found");
}
