//! Cognito's operations over wire JSON: a request's body in, an answer's body or a fault out.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::client::Client;
use super::constraints;
use super::fault::ServiceFault;
use super::paging::{LONGEST_PAGE, page};
use super::pool::Pool;
use super::request::{CreateClient, DescribePool, ListClients, ListPools, OneClient};
use super::world::World;
use super::{rules, secrets, update};

/// Answers one request, which goes into the world's log first.
///
/// `region` is the one it was sent to: each Region has its own pools.
///
/// # Errors
///
/// What the service answers instead, as its model and its rules say.
pub fn call(world: &mut World, region: &str, operation: &str, body: Value) -> Result<Value, ServiceFault> {
    world.record(operation, region, body.clone());
    match operation {
        "ListUserPools" => list_pools(world, region, &parse(body)?),
        "DescribeUserPool" => describe_pool(world, region, &parse(body)?),
        "CreateUserPoolClient" => create_client(world, region, parse(body)?),
        "DescribeUserPoolClient" => describe_client(world, region, &parse(body)?),
        "ListUserPoolClients" => list_clients(world, region, &parse(body)?),
        "UpdateUserPoolClient" => update::update(world, region, parse(body)?),
        "DeleteUserPoolClient" => update::delete(world, region, &parse(body)?),
        "AddUserPoolClientSecret" => secrets::add(world, region, &parse(body)?),
        "ListUserPoolClientSecrets" => secrets::list(world, region, &parse(body)?),
        "DeleteUserPoolClientSecret" => secrets::delete(world, region, &parse(body)?),
        _ => Err(ServiceFault::unknown_operation(operation)),
    }
}

/// Reads a body, which is an object; a member that is null counts as absent.
fn parse<T: DeserializeOwned>(body: Value) -> Result<T, ServiceFault> {
    let Value::Object(mut members) = body else {
        return Err(ServiceFault::serialization());
    };
    members.retain(|_name, value| !value.is_null());
    serde_json::from_value(Value::Object(members)).map_err(|_mistyped| ServiceFault::serialization())
}

fn list_pools(world: &World, region: &str, request: &ListPools) -> Result<Value, ServiceFault> {
    constraints::list_pools(request)?;
    let pools = world.pools(region);
    let size = request.max_results.unwrap_or(LONGEST_PAGE);
    let token = request.next_token.as_deref();
    let page = page(pools.iter(), size, token, region)?;
    let items: Vec<Value> = page.items.iter().map(|pool| pool.summary()).collect();
    Ok(with_token(json!({"UserPools": items}), page.next_token))
}

fn describe_pool(world: &World, region: &str, request: &DescribePool) -> Result<Value, ServiceFault> {
    constraints::describe_pool(request)?;
    let pool = world.pool(region, text(request.user_pool_id.as_ref()))?;
    Ok(json!({"UserPool": pool.describe()}))
}

fn create_client(world: &mut World, region: &str, mut request: CreateClient) -> Result<Value, ServiceFault> {
    constraints::create_client(&request)?;
    // Members that the service does not know are not stored.
    request.settings.future.clear();
    let pool_id = text(request.user_pool_id.as_ref()).to_owned();
    rules::create_client(&request, world.pool(region, &pool_id)?)?;
    let now = world.now();
    let client = Client::new(request, now, world.ids_mut());
    let answer = json!({"UserPoolClient": client.describe(&pool_id)});
    world.add_client(&pool_id, client);
    Ok(answer)
}

fn describe_client(world: &World, region: &str, request: &OneClient) -> Result<Value, ServiceFault> {
    constraints::one_client(request)?;
    let (pool, client) = find(world, region, request.user_pool_id.as_ref(), request.client_id.as_ref())?;
    Ok(json!({"UserPoolClient": client.describe(&pool.id)}))
}

/// The client of this id in the pool of this id, which the constraints have seen to be there.
pub(super) fn find<'a>(
    world: &'a World,
    region: &str,
    pool_id: Option<&String>,
    client_id: Option<&String>,
) -> Result<(&'a Pool, &'a Client), ServiceFault> {
    let pool = world.pool(region, text(pool_id))?;
    Ok((pool, pool.client(text(client_id))?))
}

fn list_clients(world: &World, region: &str, request: &ListClients) -> Result<Value, ServiceFault> {
    constraints::list_clients(request)?;
    let pool = world.pool(region, text(request.user_pool_id.as_ref()))?;
    let size = request.max_results.unwrap_or(LONGEST_PAGE);
    let token = request.next_token.as_deref();
    let page = page(pool.clients.iter(), size, token, &pool.id)?;
    let clients = page.items.iter();
    let items: Vec<Value> = clients.map(|client| client.summary(&pool.id)).collect();
    let body = json!({"UserPoolClients": items});
    Ok(with_token(body, page.next_token))
}

/// A member that the constraints have seen to be there.
pub(super) fn text(member: Option<&String>) -> &str {
    member.map_or("", String::as_str)
}

fn with_token(mut body: Value, token: Option<String>) -> Value {
    if let (Some(token), Some(members)) = (token, body.as_object_mut()) {
        members.insert("NextToken".to_owned(), json!(token));
    }
    body
}
