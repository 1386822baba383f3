//! The demo's content: `assets/demo.json`, written for people, spelled out for the service.
//!
//! The file has a list `pools`. A pool's `required` names built-in attributes, `custom` and
//! `developer` add attributes without their prefixes, and `clients` are requests as
//! `CreateUserPoolClient` takes them, each with its dates and, if it matters, its `ClientId`.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::Deserialize;
use thiserror::Error;

use super::client::Client;
use super::ids::Ids;
use super::pool::{Pool, Tier};
use super::request::CreateClient;
use super::schema::{self, Attribute, CUSTOM_PREFIX, DEVELOPER_PREFIX};

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
        let clients = self.clients.into_iter();
        let clients: Result<_, _> = clients.map(|entry| entry.into_client(ids)).collect();
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
            client.id = id;
        }
        if let Some(date) = self.last_modified_date {
            client.modified = seconds(&date)?;
        }
        Ok(client)
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
