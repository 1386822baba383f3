//! A pool's attributes.

use serde_json::{Value, json};

/// One attribute of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// With its prefix: `email`, `custom:tier`, `dev:internal_score`.
    pub name: String,
    /// `String`, `Number`, `DateTime` or `Boolean`.
    pub data_type: String,
    /// Whether it can be written after the user was made.
    pub mutable: bool,
    /// Whether every user must have it.
    pub required: bool,
}

/// What the names of developer-only attributes begin with.
pub const DEVELOPER_PREFIX: &str = "dev:";

/// What the names of custom attributes begin with.
pub const CUSTOM_PREFIX: &str = "custom:";

/// The user's own identifier: required and immutable in every pool, yet never in a write list.
pub const SUB: &str = "sub";

/// Set by Cognito when a user proves an address or number, never by an app.
pub const VERIFIED: [&str; 2] = ["email_verified", "phone_number_verified"];

/// The 20 attributes of every pool with their types, in the order in which pools list them.
const BUILT_IN: [(&str, &str); 20] = [
    (SUB, "String"),
    ("name", "String"),
    ("given_name", "String"),
    ("family_name", "String"),
    ("middle_name", "String"),
    ("nickname", "String"),
    ("preferred_username", "String"),
    ("profile", "String"),
    ("picture", "String"),
    ("website", "String"),
    ("email", "String"),
    ("email_verified", "Boolean"),
    ("gender", "String"),
    ("birthdate", "String"),
    ("zoneinfo", "String"),
    ("locale", "String"),
    ("phone_number", "String"),
    ("phone_number_verified", "Boolean"),
    ("address", "String"),
    ("updated_at", "Number"),
];

/// The built-in attributes of a pool in which `required` ones were made so.
#[must_use]
pub fn built_in(required: &[String]) -> Vec<Attribute> {
    let attribute = |(name, data_type): (&str, &str)| Attribute {
        name: name.to_owned(),
        data_type: data_type.to_owned(),
        mutable: name != SUB,
        required: name == SUB || required.iter().any(|required| required == name),
    };
    BUILT_IN.into_iter().map(attribute).collect()
}

impl Attribute {
    /// Whether only the developer's own backend may write it.
    #[must_use]
    pub fn developer_only(&self) -> bool {
        self.name.starts_with(DEVELOPER_PREFIX)
    }

    /// One member of `SchemaAttributes`.
    #[must_use]
    pub fn describe(&self) -> Value {
        json!({
            "Name": self.name,
            "AttributeDataType": self.data_type,
            "DeveloperOnlyAttribute": self.developer_only(),
            "Mutable": self.mutable,
            "Required": self.required,
        })
    }
}
