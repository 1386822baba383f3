//! One user pool with its clients, and how the service describes it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::ACCOUNT;
use super::client::Client;
use super::fault::ServiceFault;
use super::schema::{Attribute, SUB};

/// A pool's plan, which says what its clients may use.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub enum Tier {
    /// No choice-based sign-in, no rotation.
    Lite,
    /// What new pools get.
    #[default]
    Essentials,
    /// Everything.
    Plus,
}

impl Tier {
    /// As the API writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lite => "LITE",
            Self::Essentials => "ESSENTIALS",
            Self::Plus => "PLUS",
        }
    }
}

/// A user pool.
#[derive(Clone)]
pub struct Pool {
    /// `<region>_<letters and digits>`.
    pub id: String,
    /// Any text: the console must not trust it.
    pub name: String,
    /// The plan.
    pub tier: Tier,
    /// `OFF`, `ON` or `OPTIONAL`.
    pub mfa: String,
    /// Estimated.
    pub users: u64,
    /// The prefix of the hosted pages' address, if there are any.
    pub domain: Option<String>,
    /// In seconds since 1970.
    pub created: f64,
    /// In seconds since 1970.
    pub modified: f64,
    /// Built-in attributes first, then the pool's own.
    pub schema: Vec<Attribute>,
    /// Names of identity providers, besides the pool's own users.
    pub providers: Vec<String>,
    /// OAuth scopes of the pool's resource servers, `<server>/<scope>`.
    pub scopes: Vec<String>,
    /// In the order in which they are listed; new ones come last.
    pub clients: Vec<Client>,
}

impl Pool {
    /// The Region, which an id begins with.
    #[must_use]
    pub fn region(&self) -> &str {
        let (region, _) = self.id.split_once('_').unwrap_or_default();
        region
    }

    /// Whether the schema has this name.
    #[must_use]
    pub fn has_attribute(&self, name: &str) -> bool {
        self.schema.iter().any(|attribute| attribute.name == name)
    }

    /// What an explicit write list must have: the required attributes, except `sub`.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        let required = self.schema.iter().filter(|attribute| attribute.required);
        required.map(|attribute| attribute.name.as_str()).filter(|name| *name != SUB)
    }

    /// The client of this id.
    ///
    /// # Errors
    ///
    /// `ResourceNotFoundException`.
    pub fn client(&self, id: &str) -> Result<&Client, ServiceFault> {
        let mut clients = self.clients.iter();
        clients.find(|client| client.id == id).ok_or_else(|| Client::unknown(id))
    }

    /// As [`Pool::client`], to change it.
    ///
    /// # Errors
    ///
    /// `ResourceNotFoundException`.
    pub fn client_mut(&mut self, id: &str) -> Result<&mut Client, ServiceFault> {
        let mut clients = self.clients.iter_mut();
        clients.find(|client| client.id == id).ok_or_else(|| Client::unknown(id))
    }

    /// That there is no pool of this id (the sentence is the emulators', `[UNVERIFIED]`).
    #[must_use]
    pub fn unknown(id: &str) -> ServiceFault {
        ServiceFault::not_found(format!("User pool {id} does not exist."))
    }

    /// The member of a list answer.
    #[must_use]
    pub fn summary(&self) -> Value {
        json!({
            "Id": self.id,
            "Name": self.name,
            "LambdaConfig": {},
            "LastModifiedDate": self.modified,
            "CreationDate": self.created,
        })
    }

    /// The whole description.
    #[must_use]
    pub fn describe(&self) -> Value {
        let schema: Vec<Value> = self.schema.iter().map(Attribute::describe).collect();
        let mut pool = json!({
            "Id": self.id,
            "Name": self.name,
            "LambdaConfig": {},
            "LastModifiedDate": self.modified,
            "CreationDate": self.created,
            "SchemaAttributes": schema,
            "EstimatedNumberOfUsers": self.users,
            "MfaConfiguration": self.mfa,
            "Arn": format!(
                "arn:aws:cognito-idp:{}:{}:userpool/{}",
                self.region(), ACCOUNT, self.id
            ),
            "UserPoolTier": self.tier.name(),
        });
        if let (Some(domain), Some(members)) = (&self.domain, pool.as_object_mut()) {
            members.insert("Domain".to_owned(), json!(domain));
        }
        pool
    }
}
