//! A client's secrets, and the three operations that rotate them.
//!
//! Source of the rules: the API model (botocore 1.44.8). The messages are those of an emulator or
//! our own, and all `[UNVERIFIED]`; that a third secret is refused was seen on the real service,
//! its words were not.

use aws_smithy_types::DateTime;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::api::{find, text};
use super::client::{Client, ClientType};
use super::fault::ServiceFault;
use super::ids::Ids;
use super::request::{AddSecret, DeleteSecret, OneClient};
use super::world::World;
use super::{ACCOUNT, constraints};

/// A client may have this many at a time, so that one can be replaced without an outage.
pub const MOST_SECRETS: usize = 2;

/// One live secret. Values have no `Debug`.
#[derive(Clone)]
struct Live {
    /// `<client-id>--<epoch>`
    id: String,
    /// In seconds since 1970.
    created: f64,
    /// The value, if Cognito made it. A caller's own is not told again (the documentation leaves
    /// that open), so it is not kept.
    generated: Option<SecretString>,
}

/// The secrets of one client.
#[derive(Clone, Default)]
pub struct Secrets {
    /// The oldest first.
    live: Vec<Live>,
    /// Whether Secrets Manager has them: then descriptions have a name and no value.
    pub published: bool,
    /// The number in the latest id, live or not.
    last_epoch: i64,
}

impl Secrets {
    /// Whether there is none. Such a client cannot get one later.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.live.is_empty()
    }

    /// Whether Cognito made one of them.
    #[must_use]
    pub fn has_generated(&self) -> bool {
        self.live.iter().any(|secret| secret.generated.is_some())
    }

    /// The value that descriptions show. Which of two it is, is `[UNVERIFIED]`: here it is the
    /// oldest that Cognito made, as an app has it that was there before the rotation began.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        let generated = self.live.iter().find_map(|secret| secret.generated.as_ref());
        generated.filter(|_| !self.published).map(ExposeSecret::expose_secret)
    }

    /// Where Secrets Manager has them; how the service names the place is `[UNVERIFIED]`.
    #[must_use]
    pub fn arn(&self, pool_id: &str, client_id: &str) -> Option<String> {
        let (region, _) = pool_id.split_once('_').unwrap_or_default();
        let arn = || format!("arn:aws:secretsmanager:{region}:{ACCOUNT}:secret:cognito-{client_id}");
        self.published.then(arn)
    }

    /// Adds one that Cognito makes; `now` in seconds since 1970.
    pub fn generate(&mut self, client_id: &str, now: f64, ids: &mut Ids) {
        self.add(client_id, now, Some(ids.client_secret().into()));
    }

    /// Adds the caller's own.
    pub fn add_own(&mut self, client_id: &str, now: f64) {
        self.add(client_id, now, None);
    }

    /// Two secrets of one second get two ids (how the service does that is `[UNVERIFIED]`).
    fn add(&mut self, client_id: &str, now: f64, generated: Option<SecretString>) {
        let epoch = DateTime::from_secs_f64(now).secs().max(self.last_epoch.saturating_add(1));
        self.last_epoch = epoch;
        self.live.push(Live { id: format!("{client_id}--{epoch}"), created: now, generated });
    }

    /// Moves them into Secrets Manager or back.
    ///
    /// The way in rotates at once, for which the older of two makes room (the API's text); so the
    /// client has two afterwards. That the way back leaves the values as they are, and that a
    /// client which is there already stays as it is, is `[UNVERIFIED]`.
    pub fn move_to(&mut self, published: bool, client_id: &str, now: f64, ids: &mut Ids) {
        if published && !self.published {
            while self.live.len() >= MOST_SECRETS {
                self.live.remove(0);
            }
            self.generate(client_id, now, ids);
        }
        self.published = published;
    }

    /// The client has another id: theirs begin with it.
    pub fn belong_to(&mut self, client_id: &str) {
        for secret in &mut self.live {
            if let Some((_, epoch)) = secret.id.rsplit_once("--") {
                secret.id = format!("{client_id}--{epoch}");
            }
        }
    }

    fn remove(&mut self, id: &str) -> Result<(), ServiceFault> {
        let at = self.live.iter().position(|secret| secret.id == id);
        let at = at.ok_or_else(|| ServiceFault::not_found("Client secret does not exist"))?;
        if self.live.len() == 1 {
            return Err(ServiceFault::invalid_parameter("Cannot delete the only client secret."));
        }
        self.live.remove(at);
        Ok(())
    }

    /// Ids and dates, never values.
    fn describe(&self) -> Vec<Value> {
        self.live.iter().map(Live::describe).collect()
    }
}

impl Live {
    fn describe(&self) -> Value {
        json!({"ClientSecretId": self.id, "ClientSecretCreateDate": self.created})
    }

    /// The one answer that has the value, if Cognito made it.
    fn describe_new(&self) -> Value {
        let mut answer = self.describe();
        if let (Some(value), Some(members)) = (&self.generated, answer.as_object_mut()) {
            members.insert("ClientSecretValue".to_owned(), json!(value.expose_secret()));
        }
        answer
    }
}

/// Answers `AddUserPoolClientSecret`.
///
/// # Errors
///
/// `LimitExceededException` for a third secret; `InvalidParameterException` for a client that has
/// none or registered itself; `ResourceNotFoundException`.
pub fn add(world: &mut World, region: &str, request: &AddSecret) -> Result<Value, ServiceFault> {
    // The emulator's `Client secret format is invalid.` cannot come up: the model says more first.
    constraints::add_secret(request)?;
    let (pool, client) = find(world, region, request.user_pool_id.as_ref(), request.client_id.as_ref())?;
    may_rotate(client)?;
    if client.secrets.live.len() >= MOST_SECRETS {
        return Err(ServiceFault::limit_exceeded(format!(
            "Client secrets cannot exceed limit of {MOST_SECRETS} secrets."
        )));
    }
    let (pool_id, mut client) = (pool.id.clone(), client.clone());
    let now = world.now();
    match request.client_secret {
        None => client.secrets.generate(&client.id, now, world.ids_mut()),
        Some(_) => client.secrets.add_own(&client.id, now),
    }
    client.touch(now);
    let descriptor = client.secrets.live.last().map(Live::describe_new);
    world.store_client(&pool_id, client)?;
    Ok(json!({"ClientSecretDescriptor": descriptor}))
}

/// Answers `ListUserPoolClientSecrets`, in one page. A client without secrets has an empty list
/// `[UNVERIFIED]`.
///
/// # Errors
///
/// `InvalidParameterException` for a client that registered itself; `ResourceNotFoundException`.
pub fn list(world: &World, region: &str, request: &OneClient) -> Result<Value, ServiceFault> {
    constraints::one_client(request)?;
    let (_, client) = find(world, region, request.user_pool_id.as_ref(), request.client_id.as_ref())?;
    registered_by_hand(client)?;
    Ok(json!({"ClientSecrets": client.secrets.describe()}))
}

/// Answers `DeleteUserPoolClientSecret`, with nothing.
///
/// # Errors
///
/// `InvalidParameterException` for the last secret and for a client that registered itself;
/// `ResourceNotFoundException`.
pub fn delete(world: &mut World, region: &str, request: &DeleteSecret) -> Result<Value, ServiceFault> {
    constraints::delete_secret(request)?;
    let (pool, client) = find(world, region, request.user_pool_id.as_ref(), request.client_id.as_ref())?;
    registered_by_hand(client)?;
    let (pool_id, mut client) = (pool.id.clone(), client.clone());
    client.secrets.remove(text(request.client_secret_id.as_ref()))?;
    // Whether the real service counts a secret among the modifications is [UNVERIFIED].
    client.touch(world.now());
    world.store_client(&pool_id, client)?;
    Ok(json!({}))
}

fn may_rotate(client: &Client) -> Result<(), ServiceFault> {
    registered_by_hand(client)?;
    if client.has_secret() {
        return Ok(());
    }
    Err(ServiceFault::invalid_parameter(format!("User pool client {} does not have a client secret.", client.id)))
}

fn registered_by_hand(client: &Client) -> Result<(), ServiceFault> {
    if client.client_type != Some(ClientType::Dcr) {
        return Ok(());
    }
    Err(ServiceFault::invalid_parameter(
        "Client secret operations are not supported for clients created through dynamic client registration.",
    ))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::REGION;
    use super::super::fixtures::{SHOP, WEB_CLIENT, call, created, describe, update, world};
    use super::*;

    const OWN: &str = "own_secret+own_secret+own";

    fn confidential() -> (World, String) {
        let mut world = world();
        let id = created(&mut world, &json!({"GenerateSecret": true}));
        (world, id)
    }

    fn added(world: &mut World, id: &str, members: &Value) -> Value {
        let mut answer = call(world, "AddUserPoolClientSecret", id, members).unwrap();
        answer["ClientSecretDescriptor"].take()
    }

    fn listed(world: &mut World, id: &str) -> Vec<String> {
        let answer = call(world, "ListUserPoolClientSecrets", id, &json!({})).unwrap();
        let secrets = answer["ClientSecrets"].as_array().unwrap();
        for secret in secrets {
            let members: Vec<_> = secret.as_object().unwrap().keys().collect();
            assert_eq!(members, ["ClientSecretId", "ClientSecretCreateDate"]);
        }
        secrets.iter().map(|secret| secret["ClientSecretId"].as_str().unwrap().to_owned()).collect()
    }

    fn remove(world: &mut World, id: &str, secret: &str) -> Result<Value, ServiceFault> {
        call(world, "DeleteUserPoolClientSecret", id, &json!({"ClientSecretId": secret}))
    }

    fn refusal(outcome: Result<Value, ServiceFault>) -> (&'static str, String) {
        let fault = outcome.unwrap_err();
        (fault.kind, fault.message)
    }

    #[test]
    fn a_secret_is_replaced() {
        let (mut world, id) = confidential();
        let first = describe(&mut world, &id);
        let old = listed(&mut world, &id);
        assert_eq!(old, [format!("{id}--1795521600")]);

        let new = added(&mut world, &id, &json!({}));
        let value = new["ClientSecretValue"].as_str().unwrap();
        assert!((51..=52).contains(&value.len()));
        assert_ne!(first["ClientSecret"], value);
        assert_eq!(new["ClientSecretCreateDate"], 1_795_521_600.096);
        // In the same second, yet another id.
        assert_eq!(new["ClientSecretId"], format!("{id}--1795521601"));
        assert_eq!(listed(&mut world, &id).len(), 2);

        let both = describe(&mut world, &id);
        assert_eq!(both["ClientSecret"], first["ClientSecret"]);
        assert!(both["LastModifiedDate"].as_f64() > first["LastModifiedDate"].as_f64());

        assert_eq!(remove(&mut world, &id, &old[0]).unwrap(), json!({}));
        assert_eq!(describe(&mut world, &id)["ClientSecret"], value);
        // An id does not come back, though the clock stands still.
        let third = added(&mut world, &id, &json!({}));
        assert_eq!(third["ClientSecretId"], format!("{id}--1795521602"));
    }

    #[test]
    fn what_is_refused() {
        let (mut world, id) = confidential();
        let only = listed(&mut world, &id).remove(0);
        let refused = refusal(remove(&mut world, &id, &only));
        assert_eq!(refused, ("InvalidParameterException", "Cannot delete the only client secret.".to_owned()));
        let refused = refusal(remove(&mut world, &id, "x--1"));
        assert_eq!(refused, ("ResourceNotFoundException", "Client secret does not exist".to_owned()));
        added(&mut world, &id, &json!({}));
        let refused = refusal(call(&mut world, "AddUserPoolClientSecret", &id, &json!({})));
        let message = "Client secrets cannot exceed limit of 2 secrets.";
        assert_eq!(refused, ("LimitExceededException", message.to_owned()));
        let refused = refusal(call(&mut world, "AddUserPoolClientSecret", WEB_CLIENT, &json!({})));
        let message = format!("User pool client {WEB_CLIENT} does not have a client secret.");
        assert_eq!(refused, ("InvalidParameterException", message));
        let refused = refusal(call(&mut world, "AddUserPoolClientSecret", "gone", &json!({})));
        assert_eq!(refused, ("ResourceNotFoundException", "User pool client gone does not exist.".to_owned()));
        assert_eq!(listed(&mut world, WEB_CLIENT), [""; 0]);
    }

    #[rstest]
    #[case::short(json!({"ClientSecret": "short"}), "Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24")]
    #[case::letters(json!({"ClientSecret": "-".repeat(24)}), r"Value at 'clientSecret' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+")]
    fn an_own_secret_has_its_form(#[case] members: Value, #[case] told: &str) {
        let (mut world, id) = confidential();
        let refused = refusal(call(&mut world, "AddUserPoolClientSecret", &id, &members));
        assert_eq!(refused, ("InvalidParameterException", format!("1 validation error detected: {told}")));
        let refused = refusal(call(&mut world, "DeleteUserPoolClientSecret", &id, &json!({})));
        assert!(refused.1.contains("Value null at 'clientSecretId'"), "{refused:?}");
    }

    #[test]
    fn an_own_secret_is_never_told() {
        let (mut world, id) = confidential();
        let new = added(&mut world, &id, &json!({"ClientSecret": OWN}));
        assert!(new.get("ClientSecretValue").is_none() && new["ClientSecretId"].is_string());
        let old = listed(&mut world, &id).remove(0);
        remove(&mut world, &id, &old).unwrap();
        let left = describe(&mut world, &id);
        assert!(left.get("ClientSecret").is_none() && !left.to_string().contains(OWN));
        // It still is a secret.
        update(&mut world, &id, &json!({"EnablePropagateAdditionalUserContextData": true})).unwrap();
        let fault = update(&mut world, &id, &json!({"PublishSecretsInAWSSecretsManager": true})).unwrap_err();
        assert!(fault.message.starts_with("A generated client secret is required"), "{fault}");
    }

    #[test]
    fn a_client_that_registered_itself_has_its_secret_for_good() {
        let (mut world, id) = confidential();
        let mut client = world.pool(REGION, SHOP).unwrap().client(&id).unwrap().clone();
        client.client_type = Some(ClientType::Dcr);
        world.store_client(SHOP, client).unwrap();
        assert_eq!(describe(&mut world, &id)["ClientType"], "DCR");
        for operation in ["AddUserPoolClientSecret", "ListUserPoolClientSecrets", "DeleteUserPoolClientSecret"] {
            let (kind, message) = refusal(call(&mut world, operation, &id, &json!({"ClientSecretId": "x"})));
            assert_eq!(kind, "InvalidParameterException");
            assert!(message.contains("dynamic client registration"), "{message}");
        }
        update(&mut world, &id, &json!({})).unwrap();
    }

    #[test]
    fn into_secrets_manager_and_back() {
        let (mut world, id) = confidential();
        let first = listed(&mut world, &id);
        let second = added(&mut world, &id, &json!({}));
        let there = update(&mut world, &id, &json!({"PublishSecretsInAWSSecretsManager": true})).unwrap();
        assert!(there.get("ClientSecret").is_none());
        let arn = format!("arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:cognito-{id}");
        assert_eq!(there["ClientSecretArn"], arn.as_str());
        // The older one made room for the rotation.
        let now = listed(&mut world, &id);
        assert!(now.len() == 2 && !now.contains(&first[0]), "{now:?}");
        assert_eq!(now[0], second["ClientSecretId"].as_str().unwrap());

        // Omitted, or asked for again: it stays there and is not rotated.
        for members in [json!({}), json!({"PublishSecretsInAWSSecretsManager": true})] {
            let still = update(&mut world, &id, &members).unwrap();
            assert_eq!(still["ClientSecretArn"], arn.as_str());
        }
        assert_eq!(listed(&mut world, &id), now);

        let back = update(&mut world, &id, &json!({"PublishSecretsInAWSSecretsManager": false})).unwrap();
        assert!(back.get("ClientSecretArn").is_none());
        assert_eq!(back["ClientSecret"], second["ClientSecretValue"]);
        let never = update(&mut world, WEB_CLIENT, &json!({"PublishSecretsInAWSSecretsManager": false})).unwrap();
        assert!(never.get("ClientSecretArn").is_none() && never.get("ClientSecret").is_none());
    }
}
