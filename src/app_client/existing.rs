//! An app client that exists, as `DescribeUserPoolClient` told of it.

use serde_json::{Map, Value};

use crate::app_client::settings::{Kind, MEMBERS, READ_ONLY, Settings, UNITS, shown};
use crate::app_client::{Secret, Token, UserPoolId};
use crate::text;

/// A described app client. No `Debug`: it may hold the secret.
#[derive(Clone)]
pub struct AppClient {
    /// The pool that it is in.
    pub pool: UserPoolId,
    /// The Client ID.
    pub id: String,
    /// All that an update can change.
    pub settings: Settings,
    /// The secret, if the answer told it. None here does not mean that there is none: it may live in
    /// Secrets Manager, and a client's own secret is not told again.
    pub secret: Option<Secret>,
    /// Where in Secrets Manager the secret is, cleaned (`ClientSecretArn`).
    pub secret_arn: Option<String>,
    /// `REGULAR` or `DCR` (made by dynamic client registration), if the answer says.
    pub client_type: Option<String>,
    /// When it was made, `2026-11-25 14:05:12 UTC`.
    pub created: Option<String>,
    /// When it was changed last, in the same form.
    pub modified: Option<String>,
    /// The same as the service wrote it, to the fraction of a second: to see if it moved.
    pub modified_exactly: Option<String>,
    /// Members that we know nothing of; first those that an update does not send.
    pub unknown: Vec<UnknownMember>,
}

/// A member of a description which is in none of our tables: newer than this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMember {
    /// `PasskeyPolicy`, or `RefreshTokenRotation.Window` inside a known one; cleaned.
    pub path: String,
    /// Its JSON, cleaned; a text whose name says that it is secret is not shown.
    pub json: String,
    /// It is a part of a member that we know, and an update sends it as it came.
    pub is_sent: bool,
}

/// Most characters of a path that are kept.
const LONGEST_PATH: usize = 256;
/// A text below a name that holds one of these is not shown.
const SECRET_NAMES: [&str; 4] = ["secret", "password", "credential", "privatekey"];
const NOT_SHOWN: &str = "(not shown)";

impl AppClient {
    /// Reads the `UserPoolClient` of an answer. `moment` writes seconds since 1970 for people. `None`
    /// without a Client ID.
    #[must_use]
    pub fn read(
        pool: &UserPoolId,
        description: &Map<String, Value>,
        moment: impl Fn(f64) -> Option<String>,
    ) -> Option<Self> {
        let own = |name: &str| description.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let date = |name: &str| description.get(name).and_then(Value::as_f64).and_then(&moment);
        Some(Self {
            pool: pool.clone(),
            id: text::clean(own("ClientId")?),
            settings: Settings::of(description),
            secret: own("ClientSecret").map(|secret| Secret::new(secret.to_owned())),
            secret_arn: own("ClientSecretArn").map(text::clean),
            client_type: own("ClientType").map(text::clean),
            created: date("CreationDate"),
            modified: date("LastModifiedDate"),
            modified_exactly: description.get("LastModifiedDate").map(Value::to_string),
            unknown: unknown(description),
        })
    }

    /// The name, cleaned; empty if it has none.
    #[must_use]
    pub fn name(&self) -> String {
        self.settings.name()
    }

    /// The name, or the Client ID of a client without one.
    #[must_use]
    pub fn name_or_id(&self) -> String {
        let name = self.name();
        if name.is_empty() { self.id.clone() } else { name }
    }
}

fn unknown(description: &Map<String, Value>) -> Vec<UnknownMember> {
    let mut found = Vec::new();
    let mut add = |path: &str, value: &Value, is_sent| {
        let json = shown(&masked(path, value));
        found.push(UnknownMember { path: text::clean_short(path, LONGEST_PATH), json, is_sent });
    };
    for (name, value) in description.iter().filter(|(_, value)| !value.is_null()) {
        let known: Option<&[&str]> = match MEMBERS.iter().find(|member| member.name == name).map(|member| &member.kind)
        {
            Some(Kind::Parts(parts, _)) => Some(parts),
            Some(_) => continue,
            None if name == UNITS => Some(&Token::UNIT_MEMBERS),
            None if READ_ONLY.contains(&name.as_str()) => continue,
            None => None,
        };
        match (known, value.as_object()) {
            (Some(known), Some(parts)) => {
                let is_new = |part: &str, value: &Value| !known.contains(&part) && !value.is_null();
                for (part, value) in parts.iter().filter(|(part, value)| is_new(part, value)) {
                    add(&format!("{name}.{part}"), value, true);
                }
            }
            (Some(_), None) => {}
            (None, _) => add(name, value, false),
        }
    }
    found.sort_by_key(|member| member.is_sent);
    found
}

/// The value without the texts that may be secret, at any depth.
pub(super) fn masked(name: &str, value: &Value) -> Value {
    let lower = name.to_ascii_lowercase();
    let is_secret = SECRET_NAMES.iter().any(|part| lower.contains(part));
    match value {
        Value::String(_) | Value::Number(_) if is_secret => NOT_SHOWN.into(),
        Value::Array(items) => items.iter().map(|item| masked(name, item)).collect(),
        Value::Object(parts) => {
            let below = |part: &String| if is_secret { name.to_owned() } else { part.clone() };
            parts.iter().map(|(part, value)| (part.clone(), masked(&below(part), value))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}
