//! The JSON of `CreateUserPoolClient` as a person may write it: what of it is not known, and what is of
//! a wrong kind. Of the limits the rules judge.

use serde_json::{Map, Value};

use crate::app_client::settings::{Kind, MEMBERS, UNITS};
use crate::app_client::{Token, Unit};

/// The pool of the client.
pub const POOL: &str = "UserPoolId";
/// Cognito makes a secret.
pub const GENERATE_SECRET: &str = "GenerateSecret";
/// The user's own secret.
pub const OWN_SECRET: &str = "ClientSecret";

/// Names of members that no request has, or none that this program knows.
#[must_use]
pub fn unknown_members(body: &Map<String, Value>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in body {
        let parts: &[&str] = match MEMBERS.iter().find(|member| member.name == name).map(|member| &member.kind) {
            Some(Kind::Parts(parts, _)) => parts,
            None if name == UNITS => &Token::UNIT_MEMBERS,
            Some(_) => continue,
            None if [POOL, GENERATE_SECRET, OWN_SECRET].contains(&name.as_str()) => continue,
            None => {
                found.push(name.clone());
                continue;
            }
        };
        let inner = value.as_object().into_iter().flatten();
        found.extend(
            inner.filter(|(part, _)| !parts.contains(&part.as_str())).map(|(part, _)| format!("{name}.{part}")),
        );
    }
    found
}

/// A sentence for each member whose value is of another kind.
#[must_use]
pub fn wrong_kinds(body: &Map<String, Value>) -> Vec<String> {
    let wrong = |(name, value): (&String, &Value)| {
        let member = MEMBERS.iter().find(|member| member.name == name).map(|member| &member.kind);
        let is_list = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_string));
        let (fits, what) = match member {
            Some(Kind::Text(_) | Kind::Word(_)) => (value.is_string(), "a text"),
            Some(Kind::Switch(_)) => (value.is_boolean(), "true or false"),
            Some(Kind::Minutes(_) | Kind::Lifetime(_)) => (value.is_u64(), "a whole number"),
            Some(Kind::List(_)) => (is_list(value), "a list of texts"),
            Some(Kind::Parts(..)) => (value.is_object(), "an object"),
            None if name == UNITS => (are_units(value), "an object of units: seconds, minutes, hours, days"),
            None if name == GENERATE_SECRET => (value.is_boolean(), "true or false"),
            None if name == POOL || name == OWN_SECRET => (value.is_string(), "a text"),
            // Not known, which is said already.
            None => (true, ""),
        };
        (!fits && !value.is_null()).then(|| format!("{name} must be {what}."))
    };
    body.iter().filter_map(wrong).collect()
}

fn are_units(value: &Value) -> bool {
    let is_unit = |value: &Value| {
        value.as_str().is_some_and(|word| word.is_empty() || Unit::ALL.iter().any(|unit| unit.name() == word))
    };
    value.as_object().is_some_and(|parts| parts.values().all(|part| part.is_null() || is_unit(part)))
}
