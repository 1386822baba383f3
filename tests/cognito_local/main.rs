//! The edge and the whole program against cognito-local 5.3.0, an emulator that answers in other
//! shapes than moto and AWS. What it lacks or does in its own way, all of it tested here:
//!
//! - STS: a call of it is refused with a message in JSON and no code, so the account is not known.
//! - Pages: one answer has all rows, whatever was asked for, and no token.
//! - `AuthSessionValidity` is not kept and not answered. What is not the default is reported as not
//!   what was asked for.
//! - `ClientSecret`: an own one is not taken, and the client has none. The answer to Create leaves it
//!   out; a service may well keep an own secret to itself, so nothing is reported.
//! - Pool IDs begin with `local_`, which names no Region; they are taken in every Region.
//! - Client IDs have 25 characters, those of AWS 26.
//! - `ListUserPoolClients` of a pool that is not there is empty; the other calls say not found.
//! - `UserPoolTier` and `Domain` are not there: the plan is not known, the domain is none.
//! - No answer has a request ID.
//!
//! It checks no value and no permission, so it proves nothing about the service's rules.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails where this fails")]

#[path = "../support/again.rs"]
mod again;
#[path = "../support/cognito_local.rs"]
mod cognito_local;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../terminal/console.rs"]
mod console;
#[path = "../support/node.rs"]
mod node;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../support/pty.rs"]
mod pty;
#[path = "../support/python.rs"]
mod python;

mod edge;
mod program;

use aws_sdk_cognitoidentityprovider as idp;
use idp::config::{BehaviorVersion, Credentials, Region};
use idp::types::{AttributeDataType, SchemaAttributeType};

const REGION: &str = "eu-central-1";
const KEYS: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_REGION", REGION)];

/// The emulator through the SDK alone.
fn raw(url: &str) -> idp::Client {
    let config = idp::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new("testing", "testing", None, None, "test"))
        .endpoint_url(url)
        .build();
    idp::Client::from_conf(config)
}

/// Makes a pool with a custom attribute, and gives its ID.
async fn make_pool(raw: &idp::Client, name: &str) -> String {
    let tier =
        SchemaAttributeType::builder().name("tier").mutable(false).attribute_data_type(AttributeDataType::String);
    let pool = raw.create_user_pool().pool_name(name).schema(tier.build()).send().await.unwrap();
    pool.user_pool.unwrap().id.unwrap()
}
