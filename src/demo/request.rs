//! Request bodies, as the JSON 1.1 protocol writes them.
//!
//! Every member is optional here, required ones too: that one is missing is for
//! [`constraints`](super::constraints) to say, in the service's words. Members that the service
//! does not know are ignored, as it ignores them; [`Settings::future`] says which it knows.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `ListUserPools`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListPools {
    /// Items a page, 1 to 60.
    pub max_results: Option<i64>,
    /// From the page before.
    pub next_token: Option<String>,
}

/// `DescribeUserPool`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribePool {
    /// The pool.
    pub user_pool_id: Option<String>,
}

/// `ListUserPoolClients`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListClients {
    /// The pool.
    pub user_pool_id: Option<String>,
    /// Items a page, 1 to 60.
    pub max_results: Option<i64>,
    /// From the page before.
    pub next_token: Option<String>,
}

/// `DescribeUserPoolClient`, `DeleteUserPoolClient` and `ListUserPoolClientSecrets`. The token that
/// the last one may carry is ignored: both secrets fit into one answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OneClient {
    /// The pool.
    pub user_pool_id: Option<String>,
    /// The client.
    pub client_id: Option<String>,
}

/// `AddUserPoolClientSecret`. It may hold a secret, so it has no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddSecret {
    /// The pool.
    pub user_pool_id: Option<String>,
    /// The client.
    pub client_id: Option<String>,
    /// The caller's own secret; Cognito makes one if there is none.
    pub client_secret: Option<String>,
}

/// `DeleteUserPoolClientSecret`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteSecret {
    /// The pool.
    pub user_pool_id: Option<String>,
    /// The client.
    pub client_id: Option<String>,
    /// Which of its secrets.
    pub client_secret_id: Option<String>,
}

/// `UpdateUserPoolClient`. Members that only Create has land among the unknown ones, and one of
/// them is a secret, so it has no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateClient {
    /// The pool.
    pub user_pool_id: Option<String>,
    /// The client.
    pub client_id: Option<String>,
    /// Whether the secret goes to Secrets Manager or comes back from it; omitted, it stays.
    #[serde(rename = "PublishSecretsInAWSSecretsManager")]
    pub publish_secrets: Option<bool>,
    /// What is to be in force: what is omitted goes back to its default.
    #[serde(flatten)]
    pub settings: Settings,
}

/// `CreateUserPoolClient`. It may hold a secret, so it has no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateClient {
    /// The pool.
    pub user_pool_id: Option<String>,
    /// Whether Cognito makes a secret; default false.
    pub generate_secret: Option<bool>,
    /// The caller's own secret.
    pub client_secret: Option<String>,
    /// Whether the secret goes to Secrets Manager instead of into the answer; default false.
    #[serde(rename = "PublishSecretsInAWSSecretsManager")]
    pub publish_secrets: Option<bool>,
    /// All that may be changed later.
    #[serde(flatten)]
    pub settings: Settings,
}

impl CreateClient {
    /// Whether Cognito is to make a secret.
    #[must_use]
    pub fn generates_secret(&self) -> bool {
        self.generate_secret == Some(true)
    }

    /// Whether the secret is to live in Secrets Manager.
    #[must_use]
    pub fn publishes_secret(&self) -> bool {
        self.publish_secrets == Some(true)
    }

    /// Whether the client will have a secret of either kind.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.generates_secret() || self.client_secret.is_some()
    }
}

/// A client's settings, as sent: what is absent was not sent and has the service's default.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "PascalCase", default)]
pub struct Settings {
    /// 1 to 128 characters.
    pub client_name: Option<String>,
    /// In its unit, or in days.
    pub refresh_token_validity: Option<i64>,
    /// In its unit, or in hours.
    pub access_token_validity: Option<i64>,
    /// In its unit, or in hours.
    pub id_token_validity: Option<i64>,
    /// The three units.
    pub token_validity_units: Option<Units>,
    /// Attribute names.
    pub read_attributes: Vec<String>,
    /// Attribute names.
    pub write_attributes: Vec<String>,
    /// Flow names. An empty list is the same as none at all (verified on AWS).
    pub explicit_auth_flows: Vec<String>,
    /// Provider names.
    pub supported_identity_providers: Vec<String>,
    /// Absolute addresses.
    #[serde(rename = "CallbackURLs")]
    pub callback_urls: Vec<String>,
    /// Absolute addresses.
    #[serde(rename = "LogoutURLs")]
    pub logout_urls: Vec<String>,
    /// One of the callback addresses.
    #[serde(rename = "DefaultRedirectURI")]
    pub default_redirect_uri: Option<String>,
    /// OAuth grants.
    #[serde(rename = "AllowedOAuthFlows")]
    pub allowed_oauth_flows: Vec<String>,
    /// OAuth scopes.
    #[serde(rename = "AllowedOAuthScopes")]
    pub allowed_oauth_scopes: Vec<String>,
    /// Whether OAuth is on.
    #[serde(rename = "AllowedOAuthFlowsUserPoolClient")]
    pub allowed_oauth_flows_user_pool_client: Option<bool>,
    /// Pinpoint.
    pub analytics_configuration: Option<Analytics>,
    /// `LEGACY` or `ENABLED`.
    pub prevent_user_existence_errors: Option<String>,
    /// Default true on create.
    pub enable_token_revocation: Option<bool>,
    /// Default false.
    pub enable_propagate_additional_user_context_data: Option<bool>,
    /// In minutes.
    pub auth_session_validity: Option<i64>,
    /// Refresh-token rotation.
    pub refresh_token_rotation: Option<Rotation>,
    /// Members that came after this console was made. A client of the demo's file may have some;
    /// the service knows those names for that client, and no others.
    #[serde(flatten)]
    pub future: Map<String, Value>,
}

impl Settings {
    /// What is stored after an update with `sent`: nothing of what was stored before, but for the
    /// documented and the observed exceptions.
    ///
    /// The name survives, as no default is documented for it `[INF]`. Rotation may survive (a
    /// report of Terraform's had to switch it off in so many words); here it does. The API's text
    /// gives no default of an update for `EnableTokenRevocation`; here it is Create's, true
    /// `[UNVERIFIED]`.
    #[must_use]
    pub fn updated_by(&self, sent: Self) -> Self {
        let mut future = sent.future;
        future.retain(|name, _value| self.future.contains_key(name));
        Self {
            client_name: sent.client_name.or_else(|| self.client_name.clone()),
            refresh_token_rotation: sent.refresh_token_rotation.or_else(|| self.refresh_token_rotation.clone()),
            future,
            ..sent
        }
    }
}

/// The units of the three lifetimes: `seconds`, `minutes`, `hours` or `days`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "PascalCase", default)]
pub struct Units {
    /// Default hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// Default hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// Default days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// Refresh-token rotation.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "PascalCase", default)]
pub struct Rotation {
    /// `ENABLED` or `DISABLED`; required.
    pub feature: Option<String>,
    /// 0 to 60 seconds.
    pub retry_grace_period_seconds: Option<i64>,
}

/// The link to Pinpoint.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "PascalCase", default)]
pub struct Analytics {
    /// Hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// 20 to 2048 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_arn: Option<String>,
    /// 20 to 2048 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    /// At most 131072 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Whether user data goes along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_data_shared: Option<bool>,
}
