//! Clients by the thousand, to measure long lists with: names as teams make them up, in no order.

use super::client::Client;
use super::ids::{Ids, mix};
use super::request::Settings;
use super::secrets::Secrets;

const SHOPS: [&str; 8] =
    ["checkout", "Orders", "stock", "returns", "gift-cards", "loyalty", "MARKETPLACE", "click+collect"];
const APPS: [&str; 8] = ["web", "ios", "android", "api", "m2m", "Back Office", "kiosk", "partner portal"];
const PLACES: [&str; 7] = ["", "-prod", "-stg", "_dev", " = eu-west-1", "@home", ", berlin"];

/// No client is older than this, in seconds: some three years.
const OLDEST: u64 = 100_000_000;

/// One in so many has a secret.
const SECRET_EVERY: usize = 3;

/// The client of this number, made at `now` (in seconds since 1970) or some time before.
#[must_use]
pub fn client(number: usize, now: f64, ids: &mut Ids) -> Client {
    let id = ids.client_id();
    let age = u32::try_from(mix(number as u64) % OLDEST).unwrap_or_default();
    let created = now - f64::from(age);
    let mut secrets = Secrets::default();
    if number.is_multiple_of(SECRET_EVERY) {
        secrets.generate(&id, created, ids);
    }
    let settings = Settings { client_name: Some(name(number)), ..Settings::default() };
    Client { id, created, modified: created, client_type: None, secrets, settings }
}

/// Such as `Orders-ios-stg-0417`; some repeat, as the service lets them.
fn name(number: usize) -> String {
    let chance = mix(number as u64);
    let pick = |list: &[&'static str], shift: u32| {
        let at = usize::try_from((chance >> shift) & 0xff).unwrap_or(0);
        list.get(at % list.len().max(1)).copied().unwrap_or_default()
    };
    let (shop, app, place) = (pick(&SHOPS, 0), pick(&APPS, 8), pick(&PLACES, 16));
    match (chance >> 24) % 8 {
        0 => format!("{shop} {app}"),
        1 => format!("{app}.{shop}{place}-{number}"),
        _ => format!("{shop}-{app}{place}-{number:04}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::constraints;
    use super::super::fixtures::{WIDE, world};
    use super::super::request::CreateClient;
    use super::super::{REGION, api};
    use super::*;

    #[test]
    fn ten_thousand_clients_that_could_be() {
        let world = world().with_clients(WIDE, 10_000);
        let clients = &world.pool(REGION, WIDE).unwrap().clients;
        assert_eq!(clients.len(), 10_001);
        assert_eq!(clients.iter().map(|client| &client.id).collect::<BTreeSet<_>>().len(), 10_001);
        let names: BTreeSet<&str> = clients.iter().map(Client::name).collect();
        assert!((8_000..10_000).contains(&names.len()), "{}", names.len());
        for client in clients {
            let request = serde_json::json!({"UserPoolId": WIDE, "ClientName": client.name()});
            let request: CreateClient = serde_json::from_value(request).unwrap();
            constraints::create_client(&request).unwrap();
        }
        let with_secret = clients.iter().filter(|client| client.has_secret()).count();
        assert_eq!(with_secret, 3_334);
    }

    #[test]
    fn they_come_in_full_pages() {
        let mut world = world().with_clients(WIDE, 119);
        let body = serde_json::json!({"UserPoolId": WIDE, "MaxResults": 60});
        let page = api::call(&mut world, REGION, "ListUserPoolClients", body).unwrap();
        assert_eq!(page["UserPoolClients"].as_array().unwrap().len(), 60);
        assert!(page["NextToken"].is_string());
    }
}
