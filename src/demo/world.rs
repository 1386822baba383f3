//! The service's state: its pools, and what was asked of it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::REGION;
use super::assets::{self, AssetError};
use super::client::Client;
use super::fault::ServiceFault;
use super::ids::Ids;
use super::pool::{Pool, Tier};
use super::request::Settings;
use super::{crowd, schema};

/// One request as it came in. It may hold a secret, so it has no `Debug`.
#[derive(Clone)]
pub struct Received {
    /// For example `CreateUserPoolClient`.
    pub operation: String,
    /// Where it was sent.
    pub region: String,
    /// The JSON body; `{}` for STS.
    pub body: Value,
}

/// Where the time comes from.
#[derive(Clone, Copy)]
enum Clock {
    System,
    /// Stands still, in milliseconds since 1970.
    Fixed(u64),
}

/// The time in seeded worlds: 2026-11-24, 12:00 UTC.
const FIXED_MILLIS: u64 = 1_795_521_600_096;

/// Everything that the service knows.
#[derive(Clone)]
pub struct World {
    pools: Vec<Pool>,
    ids: Ids,
    clock: Clock,
    received: Vec<Received>,
    created: usize,
}

impl World {
    /// The demo as a user sees it: the pools of `assets/demo.json`, new ids each time.
    ///
    /// # Errors
    ///
    /// If the file that was built in is not in its form.
    pub fn from_assets() -> Result<Self, AssetError> {
        Self::new(Ids::random(), Clock::System)
    }

    /// The same pools, with ids that `seed` decides and a clock that stands still.
    ///
    /// # Errors
    ///
    /// As for [`World::from_assets`].
    pub fn seeded(seed: u64) -> Result<Self, AssetError> {
        Self::new(Ids::seeded(seed), Clock::Fixed(FIXED_MILLIS))
    }

    fn new(mut ids: Ids, clock: Clock) -> Result<Self, AssetError> {
        Ok(Self { pools: assets::pools(&mut ids)?, ids, clock, received: Vec::new(), created: 0 })
    }

    /// Adds `count` pools named `generated-00001` and so on, to measure long lists with.
    #[must_use]
    pub fn with_pools(mut self, count: usize) -> Self {
        let now = self.now();
        for number in 1..=count {
            self.pools.push(Pool {
                id: format!("{REGION}_{}", self.ids.pool_suffix()),
                name: format!("generated-{number:05}"),
                tier: Tier::default(),
                mfa: "OFF".to_owned(),
                users: 0,
                domain: None,
                created: now,
                modified: now,
                schema: schema::built_in(&[]),
                providers: Vec::new(),
                scopes: Vec::new(),
                clients: Vec::new(),
            });
        }
        self
    }

    /// Adds `count` clients with names of many kinds to a pool, if there is that pool: to measure
    /// long lists with. A pool may have more than its quota this way.
    #[must_use]
    pub fn with_clients(mut self, pool_id: &str, count: usize) -> Self {
        let now = self.now();
        if let Some(pool) = self.pools.iter_mut().find(|pool| pool.id == pool_id) {
            pool.clients.extend((1..=count).map(|number| crowd::client(number, now, &mut self.ids)));
        }
        self
    }

    /// Changes a client's settings behind the callers' backs, as another person would: nothing is
    /// checked or logged, and `LastModifiedDate` moves.
    ///
    /// # Errors
    ///
    /// `ResourceNotFoundException`.
    pub fn change_client(
        &mut self,
        pool_id: &str,
        client_id: &str,
        change: impl FnOnce(&mut Settings),
    ) -> Result<(), ServiceFault> {
        let now = self.now();
        let client = self.pool_mut(pool_id)?.client_mut(client_id)?;
        change(&mut client.settings);
        client.touch(now);
        Ok(())
    }

    /// Takes a client away, as `DeleteUserPoolClient` does it, without a request.
    ///
    /// # Errors
    ///
    /// `ResourceNotFoundException`.
    pub fn remove_client(&mut self, pool_id: &str, client_id: &str) -> Result<(), ServiceFault> {
        let pool = self.pool_mut(pool_id)?;
        pool.client(client_id)?;
        pool.clients.retain(|client| client.id != client_id);
        Ok(())
    }

    /// Every request so far, in order of arrival, refused ones too.
    #[must_use]
    pub fn received(&self) -> &[Received] {
        &self.received
    }

    /// How many of the requests were for this operation.
    #[must_use]
    pub fn count(&self, operation: &str) -> usize {
        let received = self.received.iter();
        received.filter(|one| one.operation == operation).count()
    }

    /// How many clients were created through the API, not counting those of the file.
    #[must_use]
    pub fn clients_created(&self) -> usize {
        self.created
    }

    /// The pools of one Region.
    #[must_use]
    pub fn pools(&self, region: &str) -> Vec<&Pool> {
        let pools = self.pools.iter();
        pools.filter(|pool| pool.region() == region).collect()
    }

    /// The pool of this id, if it is in `region`.
    ///
    /// # Errors
    ///
    /// `ResourceNotFoundException`.
    pub fn pool(&self, region: &str, id: &str) -> Result<&Pool, ServiceFault> {
        let mut pools = self.pools.iter();
        pools.find(|pool| pool.id == id && pool.region() == region).ok_or_else(|| Pool::unknown(id))
    }

    fn pool_mut(&mut self, id: &str) -> Result<&mut Pool, ServiceFault> {
        let mut pools = self.pools.iter_mut();
        pools.find(|pool| pool.id == id).ok_or_else(|| Pool::unknown(id))
    }

    /// Puts a changed client in the place of the one with its id. Both were looked up before.
    pub(super) fn store_client(&mut self, pool_id: &str, client: Client) -> Result<(), ServiceFault> {
        let place = self.pool_mut(pool_id)?.client_mut(&client.id)?;
        *place = client;
        Ok(())
    }

    /// Stores a client that was created through the API; the pool was looked up before.
    pub(super) fn add_client(&mut self, pool_id: &str, client: Client) {
        if let Some(pool) = self.pools.iter_mut().find(|pool| pool.id == pool_id) {
            pool.clients.push(client);
            self.created += 1;
        }
    }

    /// Notes a request before it is answered.
    pub(super) fn record(&mut self, operation: &str, region: &str, body: Value) {
        self.received.push(Received { operation: operation.to_owned(), region: region.to_owned(), body });
    }

    /// The generator of every identifier.
    pub(super) fn ids_mut(&mut self) -> &mut Ids {
        &mut self.ids
    }

    /// In milliseconds since 1970.
    #[must_use]
    pub fn now_millis(&self) -> u64 {
        match self.clock {
            Clock::Fixed(millis) => millis,
            Clock::System => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH);
                u64::try_from(now.unwrap_or_default().as_millis()).unwrap_or(u64::MAX)
            }
        }
    }

    /// In seconds since 1970 with a fraction, as the protocol writes dates.
    #[must_use]
    pub fn now(&self) -> f64 {
        Duration::from_millis(self.now_millis()).as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::api;
    use super::super::fixtures::{SHOP, create_in, world};
    use super::*;

    #[test]
    fn generated_pools_are_listed_after_the_others() {
        let before = world().pools(REGION).len();
        let world = world().with_pools(1_000);
        let pools = world.pools(REGION);
        assert_eq!(pools.len(), before + 1_000);
        assert_eq!(pools[before].name, "generated-00001");
        let ids: std::collections::BTreeSet<_> = pools.iter().map(|pool| &pool.id).collect();
        assert_eq!(ids.len(), pools.len());
    }

    #[test]
    fn everything_that_came_in_is_in_the_log() {
        let mut world = world();
        assert!(create_in(&mut world, &json!({"ClientName": "é"})).is_err());
        assert!(api::call(&mut world, REGION, "Nonsense", json!({})).is_err());
        assert!(api::call(&mut world, REGION, "ListUserPools", json!({"MaxResults": "1"})).is_err());
        let log: Vec<_> = world.received().iter().map(|one| one.operation.as_str()).collect();
        assert_eq!(log, ["CreateUserPoolClient", "Nonsense", "ListUserPools"]);
        assert_eq!(world.received()[0].body, json!({"UserPoolId": SHOP, "ClientName": "é"}));
        assert_eq!(world.clients_created(), 0);
    }

    #[test]
    fn the_demo_s_clock_runs_and_its_ids_differ() {
        let (mut one, mut two) = (World::from_assets().unwrap(), World::from_assets().unwrap());
        assert!(one.now_millis() > 1_700_000_000_000);
        assert_ne!(one.ids_mut().client_id(), two.ids_mut().client_id());
        assert_eq!(world().now_millis(), FIXED_MILLIS);
    }

    /// Whatever a body holds, the answer is an answer.
    #[rstest::rstest]
    #[case::empty(json!({}), "InvalidParameterException")]
    #[case::null(json!(null), "SerializationException")]
    #[case::list(json!([SHOP, "web"]), "SerializationException")]
    #[case::text(json!("x"), "SerializationException")]
    #[case::wrong_type(json!({"UserPoolId": 7}), "SerializationException")]
    #[case::wrong_list(json!({"UserPoolId": SHOP, "ClientName": "x", "CallbackURLs": "x"}), "SerializationException")]
    fn odd_bodies_are_refused(#[case] body: Value, #[case] kind: &str) {
        let fault = api::call(&mut world(), REGION, "CreateUserPoolClient", body).unwrap_err();
        assert_eq!(fault.kind, kind);
    }
}
