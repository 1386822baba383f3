//! The app client that may be created: valid by construction, made by [`super::rules::resolve`]
//! only, and the only thing that create takes.

use serde_json::{Map, Value};

use crate::app_client::settings::UNITS;
use crate::app_client::{AuthFlow, AuthFlows, Column, Secret, Settings, Token, UserPoolId, Validity};

/// Stands for the user's own secret wherever a request is shown or kept.
pub const YOUR_SECRET: &str = "<your secret>";

/// The order of the API reference, as far as every request has these.
const IN_ORDER: [&str; 10] = [
    "RefreshTokenValidity",
    "AccessTokenValidity",
    "IdTokenValidity",
    UNITS,
    "ReadAttributes",
    "WriteAttributes",
    "ExplicitAuthFlows",
    "PreventUserExistenceErrors",
    "EnableTokenRevocation",
    "AuthSessionValidity",
];

/// The secret of a new client.
#[derive(Clone)]
pub enum ClientSecret {
    /// None, for ever.
    None,
    /// Cognito makes one.
    Generated,
    /// 24 to 64 of `[A-Za-z0-9_+]`.
    Own(Secret),
}

/// Explicit attribute lists. Only the copy of a client that has one of the two alone leaves the other
/// one empty, which is then not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributePermissions {
    /// `ReadAttributes`
    pub read: Vec<String>,
    /// `WriteAttributes`
    pub write: Vec<String>,
}

/// A checked request. Fields are read through methods, so nothing outside the rules can make or
/// bend one.
#[derive(Clone)]
pub struct AppClientSpec {
    pub(super) pool: UserPoolId,
    pub(super) name: String,
    pub(super) flows: AuthFlows,
    pub(super) session_minutes: u8,
    pub(super) refresh_token: Validity,
    pub(super) access_token: Validity,
    pub(super) id_token: Validity,
    pub(super) secret: ClientSecret,
    pub(super) revocation: bool,
    pub(super) existence_errors: String,
    pub(super) attributes: Option<AttributePermissions>,
    pub(super) other_flows: Vec<String>,
    pub(super) carried: Settings,
}

impl AppClientSpec {
    /// `UserPoolId`
    #[must_use]
    pub const fn pool(&self) -> &UserPoolId {
        &self.pool
    }

    /// `ClientName`, trimmed.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `ExplicitAuthFlows` as far as the wizard offers them; see [`Self::all_flows`].
    #[must_use]
    pub const fn flows(&self) -> AuthFlows {
        self.flows
    }

    /// `ExplicitAuthFlows` by their names on the wire, never empty: those of a copy's source too which
    /// the wizard does not offer.
    #[must_use]
    pub fn all_flows(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.flows.iter().map(AuthFlow::wire).collect();
        all.extend(self.other_flows.iter().map(String::as_str));
        all
    }

    /// What a copy takes over from its source: the settings that the wizard does not ask for, as they
    /// came.
    #[must_use]
    pub const fn carried(&self) -> &Settings {
        &self.carried
    }

    /// All settings of the client that this makes.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let mut settings = self.carried.clone();
        settings.set("ClientName", self.name.as_str().into());
        settings.set("ExplicitAuthFlows", self.all_flows().into());
        settings.set("AuthSessionValidity", self.session_minutes.into());
        for token in Token::ALL {
            settings.set_lifetime(token, self.token(token));
        }
        settings.set("EnableTokenRevocation", self.revocation.into());
        settings.set("PreventUserExistenceErrors", self.existence_errors.as_str().into());
        if let Some(lists) = &self.attributes {
            settings.set(Column::Read.member(), lists.read.clone().into());
            settings.set(Column::Write.member(), lists.write.clone().into());
        }
        settings
    }

    /// The whole request by the API's names, as the SDK writes it, but for the user's own secret: a
    /// text that stands for it is in its place.
    #[must_use]
    pub fn body(&self) -> Map<String, Value> {
        body_of(&self.pool, &self.secret, &self.settings())
    }

    /// `AuthSessionValidity` in minutes, 3 to 15.
    #[must_use]
    pub const fn session_minutes(&self) -> u8 {
        self.session_minutes
    }

    /// A token's lifetime, in range.
    #[must_use]
    pub const fn token(&self, token: Token) -> Validity {
        match token {
            Token::Refresh => self.refresh_token,
            Token::Access => self.access_token,
            Token::Id => self.id_token,
        }
    }

    /// The secret.
    #[must_use]
    pub const fn secret(&self) -> &ClientSecret {
        &self.secret
    }

    /// `EnableTokenRevocation`
    #[must_use]
    pub const fn revocation(&self) -> bool {
        self.revocation
    }

    /// `PreventUserExistenceErrors` is not `LEGACY`.
    #[must_use]
    pub fn prevent_existence_errors(&self) -> bool {
        self.existence_errors != "LEGACY"
    }

    /// `PreventUserExistenceErrors`: `ENABLED`, `LEGACY`, or the newer word of a copy's source.
    #[must_use]
    pub fn existence_errors(&self) -> &str {
        &self.existence_errors
    }

    /// The attribute lists; `None` sends neither.
    #[must_use]
    pub const fn attributes(&self) -> Option<&AttributePermissions> {
        self.attributes.as_ref()
    }
}

/// A request to create by the API's names, the user's own secret replaced by a text that stands for
/// it.
pub(super) fn body_of(pool: &UserPoolId, secret: &ClientSecret, settings: &Settings) -> Map<String, Value> {
    let mut body = Map::new();
    body.insert("UserPoolId".to_owned(), pool.as_str().into());
    if let Some(name) = settings.get("ClientName") {
        body.insert("ClientName".to_owned(), name.clone());
    }
    match secret {
        ClientSecret::None => body.insert("GenerateSecret".to_owned(), false.into()),
        ClientSecret::Generated => body.insert("GenerateSecret".to_owned(), true.into()),
        ClientSecret::Own(_) => body.insert("ClientSecret".to_owned(), YOUR_SECRET.into()),
    };
    for name in IN_ORDER {
        if let Some(value) = settings.get(name) {
            body.insert(name.to_owned(), value.clone());
        }
    }
    for (name, value) in settings.members() {
        body.entry(name.clone()).or_insert_with(|| value.clone());
    }
    body
}
