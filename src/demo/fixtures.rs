//! What the tests of this room share.

use serde_json::{Value, json};

use super::fault::ServiceFault;
use super::world::World;
use super::{REGION, api};

/// Essentials; required email and name.
pub const SHOP: &str = "us-east-1_Ab12Cd34E";

/// The staging copy of `SHOP`.
pub const STAGING: &str = "us-east-1_Qw56Er78T";

/// On the Lite plan.
pub const LITE: &str = "us-east-1_Zx98Yw76V";

/// With 50 custom attributes.
pub const WIDE: &str = "us-east-1_Cr50Mw50S";

/// A good id of no pool.
pub const NOWHERE: &str = "us-east-1_NoSuch123";

/// The first client of `SHOP`.
pub const WEB_CLIENT: &str = "3n4b5urk1ft4fl3mg5e62d9ado";

/// The demo's pools, the same each time.
pub fn world() -> World {
    World::seeded(1).unwrap()
}

/// `CreateUserPoolClient` in a fresh world: a body that is fine, with the members of `change` put
/// in (null takes a member out).
pub fn create(change: &Value) -> Result<Value, ServiceFault> {
    create_in(&mut world(), change)
}

/// As `create`, in this world.
pub fn create_in(world: &mut World, change: &Value) -> Result<Value, ServiceFault> {
    let mut body = json!({"UserPoolId": SHOP, "ClientName": "web"});
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    let mut answer = api::call(world, REGION, "CreateUserPoolClient", body)?;
    Ok(answer["UserPoolClient"].take())
}

/// Asserts that `change` is refused with this type and message, and that nothing was stored.
pub fn refused(change: &Value, kind: &str, message: &str) {
    let mut world = world();
    let fault = create_in(&mut world, change).err();
    let fault = fault.unwrap_or_else(|| panic!("accepted: {change}"));
    let told = (fault.status, fault.kind, fault.message.as_str());
    assert_eq!(told, (400, kind, message), "{change}");
    assert_eq!(world.clients_created(), 0);
}

/// As `refused`, for the most usual type.
pub fn invalid(change: &Value, message: &str) {
    refused(change, "InvalidParameterException", message);
}

/// What an operation on one client of `SHOP` answers: `change` is put into the body.
pub fn call(world: &mut World, operation: &str, client_id: &str, change: &Value) -> Result<Value, ServiceFault> {
    let mut body = json!({"UserPoolId": SHOP, "ClientId": client_id});
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    api::call(world, REGION, operation, body)
}

/// `UpdateUserPoolClient`, with these members beside the ids.
pub fn update(world: &mut World, client_id: &str, members: &Value) -> Result<Value, ServiceFault> {
    let mut answer = call(world, "UpdateUserPoolClient", client_id, members)?;
    Ok(answer["UserPoolClient"].take())
}

/// The description of a client of `SHOP`.
pub fn describe(world: &mut World, client_id: &str) -> Value {
    let mut answer = call(world, "DescribeUserPoolClient", client_id, &json!({})).unwrap();
    answer["UserPoolClient"].take()
}

/// The id of a new client of `SHOP`.
pub fn created(world: &mut World, members: &Value) -> String {
    create_in(world, members).unwrap()["ClientId"].as_str().unwrap().to_owned()
}
