//! The demo's content: `assets/demo.json`, written for people, spelled out for the service.
//!
//! The file has a list `pools`. A pool's `required` names built-in attributes, `custom` and
//! `developer` add attributes without their prefixes, and `clients` are requests as
//! `CreateUserPoolClient` takes them, each with its dates and, if it matters, its `ClientId`.
//!
//! `stored` are further clients, as they lie in the service: also such as no request of today can
//! make (without a name, with a hostile one, registered by an application, with members and flows
//! of the future). `Secrets` has the date of each secret, the oldest first, `Own` marks one that the
//! caller brought, and `Published` says that Secrets Manager has them. Their generated secrets
//! depend on their ids alone, so a client more in the list changes no id that is given out later.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::Deserialize;
use thiserror::Error;

use super::client::{Client, ClientType};
use super::ids::Ids;
use super::pool::{Pool, Tier};
use super::request::{CreateClient, Settings};
use super::schema::{self, Attribute, CUSTOM_PREFIX, DEVELOPER_PREFIX};
use super::secrets::Secrets;

/// The file, as built in.
const FILE: &str = include_str!("../../assets/demo.json");

/// The built-in file is not in its form. Tests see to it that no release can meet this.
#[derive(Debug, Error)]
pub enum AssetError {
    /// Not the JSON that was expected.
    #[error("the demo's pools cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A date that is not one.
    #[error("the demo has a date that is none: {0}")]
    Date(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pools: Vec<PoolEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PoolEntry {
    id: String,
    name: String,
    created: String,
    modified: String,
    #[serde(default)]
    tier: Tier,
    #[serde(default = "off")]
    mfa: String,
    #[serde(default)]
    users: u64,
    domain: Option<String>,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    custom: Vec<AttributeEntry>,
    #[serde(default)]
    developer: Vec<AttributeEntry>,
    #[serde(default)]
    providers: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    clients: Vec<ClientEntry>,
    #[serde(default)]
    stored: Vec<StoredEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeEntry {
    name: String,
    #[serde(rename = "type", default = "string")]
    data_type: String,
    #[serde(default = "yes")]
    mutable: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ClientEntry {
    client_id: Option<String>,
    creation_date: String,
    last_modified_date: Option<String>,
    #[serde(flatten)]
    request: CreateClient,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StoredEntry {
    client_id: String,
    creation_date: String,
    last_modified_date: Option<String>,
    client_type: Option<ClientType>,
    #[serde(default)]
    secrets: Vec<SecretEntry>,
    #[serde(default)]
    published: bool,
    #[serde(flatten)]
    settings: Settings,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct SecretEntry {
    created: String,
    #[serde(default)]
    own: bool,
}

/// All pools of the file, in its order. Ids and secrets that the file leaves open come from `ids`.
///
/// # Errors
///
/// [`AssetError`].
pub fn pools(ids: &mut Ids) -> Result<Vec<Pool>, AssetError> {
    read(FILE, ids)
}

fn read(text: &str, ids: &mut Ids) -> Result<Vec<Pool>, AssetError> {
    let file: File = serde_json::from_str(text)?;
    let pools = file.pools.into_iter();
    pools.map(|entry| entry.into_pool(ids)).collect()
}

impl PoolEntry {
    fn into_pool(self, ids: &mut Ids) -> Result<Pool, AssetError> {
        let mut schema = schema::built_in(&self.required);
        schema.extend(with_prefix(CUSTOM_PREFIX, self.custom));
        schema.extend(with_prefix(DEVELOPER_PREFIX, self.developer));
        let clients = self.clients.into_iter().map(|entry| entry.into_client(ids));
        let stored = self.stored.into_iter().map(StoredEntry::into_client);
        let clients: Result<_, _> = clients.chain(stored).collect();
        Ok(Pool {
            created: seconds(&self.created)?,
            modified: seconds(&self.modified)?,
            id: self.id,
            name: self.name,
            tier: self.tier,
            mfa: self.mfa,
            users: self.users,
            domain: self.domain,
            schema,
            providers: self.providers,
            scopes: self.scopes,
            clients: clients?,
        })
    }
}

fn with_prefix(prefix: &str, entries: Vec<AttributeEntry>) -> impl Iterator<Item = Attribute> {
    entries.into_iter().map(move |entry| Attribute {
        name: format!("{prefix}{}", entry.name),
        data_type: entry.data_type,
        mutable: entry.mutable,
        required: false,
    })
}

impl ClientEntry {
    fn into_client(self, ids: &mut Ids) -> Result<Client, AssetError> {
        let created = seconds(&self.creation_date)?;
        let mut client = Client::new(self.request, created, ids);
        if let Some(id) = self.client_id {
            client.secrets.belong_to(&id);
            client.id = id;
        }
        if let Some(date) = self.last_modified_date {
            client.modified = seconds(&date)?;
        }
        Ok(client)
    }
}

impl StoredEntry {
    fn into_client(self) -> Result<Client, AssetError> {
        let created = seconds(&self.creation_date)?;
        let mut ids = Ids::of(&self.client_id);
        let mut secrets = Secrets::default();
        for secret in &self.secrets {
            let created = seconds(&secret.created)?;
            if secret.own {
                secrets.add_own(&self.client_id, created);
            } else {
                secrets.generate(&self.client_id, created, &mut ids);
            }
        }
        secrets.published = self.published;
        Ok(Client {
            created,
            modified: self.last_modified_date.map_or(Ok(created), |date| seconds(&date))?,
            client_type: self.client_type,
            secrets,
            settings: self.settings,
            id: self.client_id,
        })
    }
}

/// Seconds since 1970 of a date like `2026-11-20T09:14:00Z`.
fn seconds(date: &str) -> Result<f64, AssetError> {
    DateTime::from_str(date, Format::DateTime)
        .map(|date| date.as_secs_f64())
        .map_err(|error| AssetError::Date(format!("{date} ({error})")))
}

fn off() -> String {
    "OFF".to_owned()
}

fn string() -> String {
    "String".to_owned()
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::fixtures::{SHOP, STAGING, WEB_CLIENT, WIDE, call, describe, world};
    use super::super::{REGION, api, constraints, rules};
    use super::*;

    const NAMELESS: &str = "dp3ao0ogtirv9cid33k33ua35b";
    const HOSTILE: &str = "44fp7f25qkgdkfgp8jtk40t64d";

    fn all() -> Vec<Pool> {
        pools(&mut Ids::seeded(1)).unwrap()
    }

    #[test]
    fn the_file_fills_two_pages() {
        let pools = all();
        let here = pools.iter().filter(|pool| pool.region() == REGION).count();
        assert!(here > 60, "{here}");
        let ids: BTreeSet<_> = pools.iter().map(|pool| &pool.id).collect();
        assert_eq!(ids.len(), pools.len());
        let clients = pools.iter().flat_map(|pool| &pool.clients);
        let ids: Vec<_> = clients.map(|client| client.id.as_str()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert!(ids.iter().all(|id| id.len() == 26), "{ids:?}");
    }

    #[test]
    fn the_pools_that_the_screens_show_are_there() {
        let pools = all();
        let names: Vec<_> = pools.iter().take(5).map(|pool| pool.name.as_str()).collect();
        let expected = ["shop-customers", "shop-customers-stg", "shop-staff", "bank-customers", "crm-wide-schema"];
        assert_eq!(names, expected);
        let tiers: Vec<_> = pools.iter().take(4).map(|pool| pool.tier.name()).collect();
        assert_eq!(tiers, ["ESSENTIALS", "ESSENTIALS", "LITE", "PLUS"]);
        let find = |id: &str| pools.iter().find(|pool| pool.id == id).unwrap();
        assert_eq!(find(SHOP).required().collect::<Vec<_>>(), ["name", "email"]);
        assert_eq!(find(WIDE).schema.len(), 70);
        assert!(pools.iter().any(|pool| pool.name.contains('\u{1b}')));
        assert!(pools.iter().any(|pool| pool.name.contains('\u{202e}')));
        assert!(pools.iter().any(|pool| pool.name.chars().count() == 128));
    }

    /// Limits of the service (cognito's quotas): 50 custom attributes, names of 20 characters.
    #[test]
    fn the_schemas_could_exist() {
        for pool in all() {
            let own = pool.schema.iter().skip(20);
            let names: BTreeSet<_> = own.map(|one| one.name.clone()).collect();
            assert_eq!(names.len() + 20, pool.schema.len(), "{}", pool.name);
            assert!(names.len() <= 50, "{}", pool.name);
            let bare = names.iter().filter_map(|name| name.split_once(':'));
            assert!(bare.into_iter().all(|(_, name)| name.len() <= 20));
            assert!(["OFF", "ON", "OPTIONAL"].contains(&pool.mfa.as_str()));
        }
    }

    /// The file names required attributes that exist, and its clients are such as the service
    /// would have let in.
    #[test]
    fn the_clients_keep_the_service_s_rules() {
        let file: File = serde_json::from_str(FILE).unwrap();
        for entry in file.pools {
            let required = entry.required.clone();
            let requests: Vec<_> = serde_json::from_str::<File>(FILE)
                .unwrap()
                .pools
                .into_iter()
                .filter(|other| other.id == entry.id)
                .flat_map(|other| other.clients)
                .collect();
            let pool = entry.into_pool(&mut Ids::seeded(1)).unwrap();
            assert!(required.iter().all(|name| pool.has_attribute(name)));
            for mut client in requests {
                client.request.user_pool_id = Some(pool.id.clone());
                constraints::create_client(&client.request).unwrap();
                rules::create_client(&client.request, &pool).unwrap();
            }
        }
    }

    /// What Describe tells can be sent back as it is, and is the same then: for every client of the
    /// file, except the name that no request may have.
    #[test]
    fn every_client_can_be_sent_back_as_it_is() {
        let mut world = world();
        for pool in all() {
            for client in &pool.clients {
                let before = client.describe(&pool.id);
                let mut body = before.clone();
                let members = body.as_object_mut().unwrap();
                let told = ["ClientSecret", "ClientSecretArn", "LastModifiedDate", "CreationDate", "ClientType"];
                members.retain(|name, _| !told.contains(&name.as_str()));
                if client.id == HOSTILE {
                    let fault = api::call(&mut world, pool.region(), "UpdateUserPoolClient", body.clone()).unwrap_err();
                    assert!(fault.message.contains("'clientName'"), "{fault}");
                    body.as_object_mut().unwrap().shift_remove("ClientName");
                }
                let mut after = api::call(&mut world, pool.region(), "UpdateUserPoolClient", body).unwrap();
                after["UserPoolClient"]["LastModifiedDate"] = before["LastModifiedDate"].clone();
                assert_eq!(after["UserPoolClient"], before);
            }
        }
    }

    #[test]
    fn there_is_a_client_of_every_kind() {
        let mut world = world();
        let web = describe(&mut world, "7hl7irat0gb6jc9na0kv17njf3");
        for member in ["CallbackURLs", "LogoutURLs", "DefaultRedirectURI", "SupportedIdentityProviders"] {
            assert!(web.get(member).is_some(), "{member}");
        }
        let nameless = world.pool(REGION, STAGING).unwrap().client(NAMELESS).unwrap();
        let told = nameless.describe(STAGING);
        assert!(told.get("ClientName").is_none() && told.get("ClientType").is_none());
        let listed = serde_json::json!({"ClientId": NAMELESS, "UserPoolId": STAGING});
        assert_eq!(nameless.summary(STAGING), listed);
        let hostile = describe(&mut world, HOSTILE)["ClientName"].as_str().unwrap().to_owned();
        for part in ['\u{1b}', '\u{7}', '\r', '\n', '\u{202e}', '\u{2066}', '\u{200b}'] {
            assert!(hostile.contains(part), "{part:?}");
        }
        let passkeys = describe(&mut world, "35rh20l8gasr07492n9r82jn2m");
        assert_eq!(passkeys["PasskeyPolicy"]["UserVerification"], "required");
        assert_eq!(passkeys["ExplicitAuthFlows"][1], "ALLOW_TOKEN_EXCHANGE_DELEGATION");
        assert_eq!(describe(&mut world, "g8m4fniasj0j68g769hidldgvg")["ClientType"], "DCR");
        let bare = describe(&mut world, "ee1cplh4hmpl17gbg26rmkr7oc");
        assert_eq!((&bare["AccessTokenValidity"], &bare["TokenValidityUnits"]), (&3.into(), &serde_json::json!({})));
        let own = describe(&mut world, "idrktssdua5il5fjec912fu4tq");
        assert!(own.get("ClientSecret").is_none());
        for (id, secrets) in [("f55v488uagrdcjpnss7fe4l1ee", 2), ("idrktssdua5il5fjec912fu4tq", 1), (WEB_CLIENT, 0)] {
            let answer = call(&mut world, "ListUserPoolClientSecrets", id, &serde_json::json!({})).unwrap();
            assert_eq!(answer["ClientSecrets"].as_array().unwrap().len(), secrets);
        }
    }

    /// A name that is misspelt in the file would pass for a member of the future.
    #[test]
    fn one_member_of_the_file_is_of_the_future() {
        let pools = all();
        let clients = pools.iter().flat_map(|pool| &pool.clients);
        let names: Vec<_> = clients.flat_map(|client| client.settings.future.keys()).collect();
        assert_eq!(names, ["PasskeyPolicy"]);
    }

    /// One client more in the file moves no id that is given out later.
    #[test]
    fn stored_clients_do_not_depend_on_the_seed() {
        let secret = |seed| {
            let pools = pools(&mut Ids::seeded(seed)).unwrap();
            pools[0].client("df6mq9fabq1blqfha6o2uectmj").unwrap().secrets.shown().map(str::to_owned)
        };
        assert!(secret(1).is_some());
        assert_eq!(secret(1), secret(2));
    }

    #[rstest::rstest]
    #[case::not_json("{")]
    #[case::unknown_member(r#"{"pools": [], "x": 1}"#)]
    #[case::no_name(r#"{"pools": [{"id": "a_b"}]}"#)]
    #[case::date(r#"{"pools": [{"id": "a_b", "name": "n", "created": "today", "modified": "x"}]}"#)]
    fn a_file_that_is_not_in_its_form_is_an_error(#[case] text: &str) {
        assert!(read(text, &mut Ids::seeded(1)).is_err());
    }
}
