//! The table of the members of `UpdateUserPoolClientRequest`, with the defaults of the API
//! reference.

use crate::app_client::draft::DEFAULT_SESSION;
use crate::app_client::{AuthFlows, Token, Unit, Validity};

/// One setting.
pub struct Member {
    /// Its name in the API.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Where it stands among the others.
    pub section: Section,
    /// What its value is.
    pub kind: Kind,
}

/// A group of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The app client itself.
    App,
    /// Ways to sign in.
    SignIn,
    /// Lifetimes and rotation.
    Tokens,
    /// Revocation, errors, context data.
    Security,
    /// Attribute permissions.
    Attributes,
    /// OAuth, URLs, identity providers.
    ManagedLogin,
    /// Pinpoint.
    Analytics,
}

impl Section {
    /// In the order of the page.
    pub const ALL: [Self; 7] =
        [Self::App, Self::SignIn, Self::Tokens, Self::Security, Self::Attributes, Self::ManagedLogin, Self::Analytics];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::App => "App",
            Self::SignIn => "Sign-in",
            Self::Tokens => "Tokens",
            Self::Security => "Security",
            Self::Attributes => "Attributes",
            Self::ManagedLogin => "Managed login",
            Self::Analytics => "Analytics",
        }
    }
}

/// What a value is, and what the service does if it is absent.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text; the words for none.
    Text(&'static str),
    /// One of a few words of the API; the default one.
    Word(&'static str),
    /// On or off; the default.
    Switch(bool),
    /// Minutes; the default.
    Minutes(u8),
    /// A number, its unit in [`UNITS`].
    Lifetime(Token),
    /// A set of texts; its default.
    List(Unset),
    /// A structure with these parts; the words for none.
    Parts(&'static [&'static str], &'static str),
}

/// What an absent list stands for.
#[derive(Clone, Copy, Debug)]
pub enum Unset {
    /// Nothing, in these words.
    Words(&'static str),
    /// The flows that the API turns on.
    Flows,
}

/// Holds the units of the three lifetimes.
pub const UNITS: &str = "TokenValidityUnits";
/// Whether a refresh token is replaced when it is used, and how long the old one is still good.
pub const ROTATION: &str = "RefreshTokenRotation";
/// The switch without which all other OAuth settings have no effect.
pub const OAUTH: &str = "AllowedOAuthFlowsUserPoolClient";
/// Hands what an app tells of its users to threat protection; needs a secret.
pub const CONTEXT_DATA: &str = "EnablePropagateAdditionalUserContextData";
/// Members that have a field in the wizard.
pub(super) const ASKED: [&str; 11] = [
    "ClientName",
    "ExplicitAuthFlows",
    "AuthSessionValidity",
    "RefreshTokenValidity",
    "AccessTokenValidity",
    "IdTokenValidity",
    UNITS,
    "EnableTokenRevocation",
    "PreventUserExistenceErrors",
    "ReadAttributes",
    "WriteAttributes",
];
/// Members of a description that no update takes; what we know of them is told elsewhere.
pub const READ_ONLY: [&str; 8] = [
    "UserPoolId",
    "ClientId",
    "ClientSecret",
    "ClientSecretArn",
    "CreationDate",
    "LastModifiedDate",
    "ClientType",
    // An update that omits it leaves it as it is (API reference).
    "PublishSecretsInAWSSecretsManager",
];

const fn member(name: &'static str, label: &'static str, section: Section, kind: Kind) -> Member {
    Member { name, label, section, kind }
}

const NONE: Kind = Kind::List(Unset::Words("none"));
const POOL_DEFAULT: Kind = Kind::List(Unset::Words("pool default"));

/// Every member, in the order of the pages.
#[rustfmt::skip]
pub static MEMBERS: [Member; 20] = [
    member("ClientName", "Name", Section::App, Kind::Text("no name")),
    member("ExplicitAuthFlows", "Flows", Section::SignIn, Kind::List(Unset::Flows)),
    member("AuthSessionValidity", "Session", Section::SignIn, Kind::Minutes(DEFAULT_SESSION)),
    member("RefreshTokenValidity", "Refresh token", Section::Tokens, Kind::Lifetime(Token::Refresh)),
    member("AccessTokenValidity", "Access token", Section::Tokens, Kind::Lifetime(Token::Access)),
    member("IdTokenValidity", "ID token", Section::Tokens, Kind::Lifetime(Token::Id)),
    member(ROTATION, "Rotation", Section::Tokens, Kind::Parts(&["Feature", "RetryGracePeriodSeconds"], "off")),
    member("EnableTokenRevocation", "Revocation", Section::Security, Kind::Switch(true)),
    member("PreventUserExistenceErrors", "Existence errors", Section::Security, Kind::Word("LEGACY")),
    member(CONTEXT_DATA, "User context data", Section::Security, Kind::Switch(false)),
    member("ReadAttributes", "Read", Section::Attributes, POOL_DEFAULT),
    member("WriteAttributes", "Write", Section::Attributes, POOL_DEFAULT),
    member(OAUTH, "OAuth", Section::ManagedLogin, Kind::Switch(false)),
    member("AllowedOAuthFlows", "OAuth grants", Section::ManagedLogin, NONE),
    member("AllowedOAuthScopes", "OAuth scopes", Section::ManagedLogin, NONE),
    member("CallbackURLs", "Callback URLs", Section::ManagedLogin, NONE),
    member("DefaultRedirectURI", "Default redirect", Section::ManagedLogin, Kind::Text("none")),
    member("LogoutURLs", "Sign-out URLs", Section::ManagedLogin, NONE),
    member("SupportedIdentityProviders", "Providers", Section::ManagedLogin, NONE),
    member("AnalyticsConfiguration", "Pinpoint", Section::Analytics, Kind::Parts(&["ApplicationId", "ApplicationArn", "RoleArn", "ExternalId", "UserDataShared"], "none")),
];

impl Member {
    /// The service's default in words, as a reading has them.
    #[must_use]
    pub fn default_items(&self) -> Vec<String> {
        match self.kind {
            Kind::Text(words) | Kind::Word(words) | Kind::List(Unset::Words(words)) | Kind::Parts(_, words) => {
                vec![words.to_owned()]
            }
            Kind::Switch(on) => vec![on_off(on).to_owned()],
            Kind::Minutes(n) => vec![Validity::new(u64::from(n), Unit::Minutes).in_its_unit()],
            Kind::Lifetime(token) => vec![token.default_validity().in_its_unit()],
            Kind::List(Unset::Flows) => AuthFlows::api_default().iter().map(|flow| flow.wire().to_owned()).collect(),
        }
    }
}

/// The words of a switch.
pub(in crate::app_client) const fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}
