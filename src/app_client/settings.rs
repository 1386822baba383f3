//! What `UpdateUserPoolClient` can set of an app client, as the service described it: a table of
//! the members, and their values as they came, because they go back as they came. Texts leave
//! through [`Settings::reading`], which cleans them.

mod members;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::app_client::{Token, Unit, Validity};
use crate::text;

pub(super) use members::on_off;
pub use members::{Kind, MEMBERS, Member, READ_ONLY, Section, UNITS, Unset};

/// Longest text of one value that is shown; the value itself stays whole.
const LONGEST_SHOWN: usize = 2_048;

/// Members of the API's JSON under their own names. `null`, empty texts and empty lists count as
/// absent, and what is absent has the service's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Settings(Map<String, Value>);

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
        let ours = description.iter().filter(|(name, value)| is_ours(name) && !is_absent(value));
        Self(ours.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// A member's value as it came; `None` if it is absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Sets a member; what counts as absent takes it away.
    pub fn set(&mut self, name: &str, value: Value) {
        if is_absent(&value) {
            self.0.shift_remove(name);
        } else {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// A lifetime in its unit; a number without a unit is in the API's default unit. `None` if it
    /// is absent or in a unit that we do not know.
    #[must_use]
    pub fn lifetime(&self, token: Token) -> Option<Validity> {
        let value = self.get(token.member())?.as_u64()?;
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

    /// Sets a lifetime, value and unit together.
    pub fn set_lifetime(&mut self, token: Token, validity: Validity) {
        self.set(token.member(), validity.value.into());
        let mut units = self.get(UNITS).and_then(Value::as_object).cloned().unwrap_or_default();
        units.insert(token.unit_member().to_owned(), validity.unit.name().into());
        self.set(UNITS, units.into());
    }

    /// A list of texts as it came; empty if it is absent.
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
            (Kind::Parts(..), Some(Value::Object(parts))) => {
                parts.iter().map(|(name, value)| format!("{} {}", text::clean(name), shown(value))).collect()
            }
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

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(parts) => parts.values().all(Value::is_null),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value as text, safe to draw.
pub(super) fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text::clean_short(&text, LONGEST_SHOWN)
}
