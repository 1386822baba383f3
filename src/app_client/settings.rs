//! What `UpdateUserPoolClient` can set of an app client, as the service described it: a table of
//! the members, and their values as they came, because they go back as they came. Texts leave
//! through [`Settings::reading`], which cleans them.

mod members;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::app_client::existing::masked;
use crate::app_client::{Token, Unit, Validity};
use crate::text;

use members::ASKED;
pub(super) use members::on_off;
pub use members::{CONTEXT_DATA, Kind, MEMBERS, Member, OAUTH, READ_ONLY, ROTATION, Section, UNITS, Unset};

/// Longest text of one value that is shown; the value itself stays whole.
const LONGEST_SHOWN: usize = 2_048;

/// Members of the API's JSON under their own names. `null`, empty texts and empty lists count as
/// absent, inside a list or a structure too, and what is absent has the service's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>")]
pub struct Settings(Map<String, Value>);

/// For what is read from a file: as [`Settings::of`].
impl From<Map<String, Value>> for Settings {
    fn from(members: Map<String, Value>) -> Self {
        Self::of(&members)
    }
}

/// One setting in words, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// One text, or each member of a list, or each part of a structure.
    pub items: Vec<String>,
    /// It is absent, and the texts say the service's default.
    pub is_default: bool,
}

impl Settings {
    /// Takes the members of [`MEMBERS`], and the units of lifetimes, out of a description.
    #[must_use]
    pub fn of(description: &Map<String, Value>) -> Self {
        let is_ours = |name: &str| name == UNITS || MEMBERS.iter().any(|member| member.name == name);
        let ours = description.iter().filter(|(name, _)| is_ours(name));
        Self(ours.filter_map(|(name, value)| Some((name.clone(), present(value.clone())?))).collect())
    }

    /// The name, cleaned; empty if there is none.
    #[must_use]
    pub fn name(&self) -> String {
        self.get("ClientName").map(shown).unwrap_or_default()
    }

    /// Those that the wizard does not ask for.
    #[must_use]
    pub fn not_asked(&self) -> Self {
        let is_asked = |name: &str| ASKED.contains(&name);
        let rest = self.0.iter().filter(|(name, _)| !is_asked(name));
        Self(rest.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// A member's value as it came; `None` if it is absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Sets a member; what counts as absent takes it away.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Some(value) = present(value) {
            self.0.insert(name.to_owned(), value);
        } else {
            self.0.shift_remove(name);
        }
    }

    /// A lifetime in its unit; a number without a unit is in the API's default unit. `None` if it
    /// is absent, no whole number, or in a unit that we do not know. A refresh token's 0 stands for
    /// the default (API reference, `RefreshTokenValidity`).
    #[must_use]
    pub fn lifetime(&self, token: Token) -> Option<Validity> {
        let value = self.get(token.member())?.as_u64()?;
        if (token, value) == (Token::Refresh, 0) {
            return Some(token.default_validity());
        }
        let unit = match self.unit(token) {
            None => token.default_validity().unit,
            Some(name) => Unit::ALL.into_iter().find(|unit| unit.name() == name)?,
        };
        Some(Validity::new(value, unit))
    }

    /// The name of a lifetime's unit.
    #[must_use]
    pub fn unit(&self, token: Token) -> Option<&str> {
        self.get(UNITS)?.get(token.unit_member())?.as_str()
    }

    /// The same without parts that may be secret, for what is kept on a disk.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        let is_plain = |name: &str, value: &Value| masked(name, value) == *value;
        let mut kept = self.clone();
        for parts in kept.0.values_mut().filter_map(Value::as_object_mut) {
            parts.retain(|name, value| is_plain(name, value));
        }
        kept
    }

    /// The same of the body of a request, for what is shown or printed; and the parts that were left
    /// out: `AnalyticsConfiguration.SharedSecret`, cleaned.
    #[must_use]
    pub fn without_secret_parts(mut body: Map<String, Value>) -> (Map<String, Value>, Vec<String>) {
        let mut left_out = Vec::new();
        for (member, value) in &mut body {
            let Some(parts) = value.as_object_mut() else { continue };
            parts.retain(|part, value| {
                let is_plain = masked(part, value) == *value;
                if !is_plain {
                    left_out.push(text::clean(&format!("{member}.{part}")));
                }
                is_plain
            });
        }
        (body, left_out)
    }

    /// A switch; absent it is off.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.get(name) == Some(&Value::Bool(true))
    }

    /// Refresh token rotation is on.
    #[must_use]
    pub fn rotates(&self) -> bool {
        self.parts(ROTATION).get("Feature").is_some_and(|feature| feature != "DISABLED")
    }

    /// The parts of a structure; none if it is absent.
    pub(super) fn parts(&self, name: &str) -> Map<String, Value> {
        self.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
    }

    /// Sets a lifetime, value and unit together.
    pub fn set_lifetime(&mut self, token: Token, validity: Validity) {
        self.set(token.member(), validity.value.into());
        let mut units = self.parts(UNITS);
        units.insert(token.unit_member().to_owned(), validity.unit.name().into());
        self.set(UNITS, units.into());
    }

    /// A list of texts as it came; empty if it is absent. Members that are no text are left out.
    #[must_use]
    pub fn list(&self, name: &str) -> Vec<&str> {
        let items = self.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).collect()
    }

    /// A member in words.
    #[must_use]
    pub fn reading(&self, member: &Member) -> Reading {
        let items = match (&member.kind, self.get(member.name)) {
            (_, None) => return Reading { items: member.default_items(), is_default: true },
            (Kind::Lifetime(token), Some(value)) => match (self.lifetime(*token), self.unit(*token)) {
                (Some(validity), _) => vec![validity.in_its_unit()],
                (None, unit) => vec![format!("{} {}", shown(value), text::clean(unit.unwrap_or_default()))],
            },
            (Kind::Minutes(_), Some(value)) => {
                vec![value.as_u64().map_or_else(|| shown(value), |n| Validity::new(n, Unit::Minutes).in_its_unit())]
            }
            (Kind::Switch(_), Some(Value::Bool(on))) => vec![members::on_off(*on).to_owned()],
            (Kind::List(_), Some(Value::Array(items))) => items.iter().map(shown).collect(),
            (Kind::Parts(..), Some(Value::Object(parts))) => parts
                .iter()
                .map(|(name, value)| format!("{} {}", text::clean(name), shown(&masked(name, value))))
                .collect(),
            (_, Some(value)) => vec![shown(value)],
        };
        Reading { items, is_default: false }
    }

    /// How many settings are there; a lifetime and its unit are one.
    #[must_use]
    pub fn count(&self) -> usize {
        MEMBERS.iter().filter(|member| self.get(member.name).is_some()).count()
    }

    /// All members.
    #[must_use]
    pub const fn members(&self) -> &Map<String, Value> {
        &self.0
    }
}

/// The value without what counts as absent in it. An empty structure counts as absent, one inside a
/// structure does not: there it may be the value of a member that we do not know.
fn present(value: Value) -> Option<Value> {
    let is_there = |inner: &Value| match inner {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(_) | Value::Bool(_) | Value::Number(_) => true,
    };
    let value = match value {
        Value::Array(items) => Value::Array(items.into_iter().filter(is_there).collect()),
        Value::Object(mut parts) => {
            parts.retain(|_, part| is_there(part));
            if parts.is_empty() {
                return None;
            }
            Value::Object(parts)
        }
        one @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => one,
    };
    is_there(&value).then_some(value)
}

/// A value as text, safe to draw.
pub(super) fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text::clean_short(&text, LONGEST_SHOWN)
}
