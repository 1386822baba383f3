//! What differs between two states of an app client, by meaning: durations in seconds, lists as
//! sets, what is absent as the service's default.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app_client::settings::{Kind, MEMBERS, Member, Settings, shown};
use crate::app_client::{AppClient, Token};

/// How a setting changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Another value.
    Changed,
    /// A member of a list more.
    Added,
    /// A member of a list less.
    Removed,
}

impl Mark {
    /// How it is drawn.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Changed => '~',
            Self::Added => '+',
            Self::Removed => '-',
        }
    }
}

/// One line of a comparison. Texts are cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The member's name in the API.
    pub setting: &'static str,
    /// How.
    pub mark: Mark,
    /// The value before; empty for [`Mark::Added`].
    pub now: String,
    /// The value after; empty for [`Mark::Removed`].
    pub after: String,
}

/// What moved between two readings of the same client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Settings.
    pub changes: Vec<Change>,
    /// `LastModifiedDate`, members that we do not know, or where the secret is.
    pub other: bool,
}

impl Moved {
    /// Nothing did.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && !self.other
    }
}

/// What moved since `before` was read.
#[must_use]
pub fn moved(before: &AppClient, now: &AppClient) -> Moved {
    let other = before.modified_exactly != now.modified_exactly
        || before.unknown != now.unknown
        || before.secret_arn != now.secret_arn;
    Moved { changes: changes(&before.settings, &now.settings), other }
}

/// Every setting that differs in meaning, in the order of the pages. Of lists each member.
#[must_use]
pub fn changes(now: &Settings, after: &Settings) -> Vec<Change> {
    MEMBERS.iter().flat_map(|member| of_member(member, now, after)).collect()
}

/// Settings that are the same in meaning and not absent in both.
#[must_use]
pub fn unchanged(now: &Settings, after: &Settings) -> Vec<&'static Member> {
    let is_there = |member: &&Member| now.get(member.name).is_some();
    MEMBERS.iter().filter(is_there).filter(|member| of_member(member, now, after).is_empty()).collect()
}

fn of_member(member: &'static Member, now: &Settings, after: &Settings) -> Vec<Change> {
    let (meant_now, meant_after) = (meaning(member, now), meaning(member, after));
    if meant_now == meant_after {
        return Vec::new();
    }
    let change = |mark, now: String, after: String| Change { setting: member.name, mark, now, after };
    // A list whose default cannot be listed changes as a whole.
    let item_by_item = matches!(member.kind, Kind::List(_))
        && (enumerable(member) || now.get(member.name).is_some() && after.get(member.name).is_some());
    if !item_by_item {
        let words = |settings: &Settings| settings.reading(member).items.join(", ");
        return vec![change(Mark::Changed, words(now), words(after))];
    }
    let item = |text: &str| shown(&Value::from(text));
    let added = meant_after.difference(&meant_now).map(|text| change(Mark::Added, String::new(), item(text)));
    let removed = meant_now.difference(&meant_after).map(|text| change(Mark::Removed, item(text), String::new()));
    added.chain(removed).collect()
}

/// The default of the list is a list too.
fn enumerable(member: &Member) -> bool {
    matches!(member.kind, Kind::List(crate::app_client::settings::Unset::Flows))
}

/// What a setting stands for, to be compared: uncleaned.
fn meaning(member: &Member, settings: &Settings) -> BTreeSet<String> {
    let Some(value) = settings.get(member.name) else { return default_meaning(member) };
    match (&member.kind, value) {
        (Kind::Lifetime(token), _) => [seconds(*token, settings, value)].into(),
        (Kind::List(_), Value::Array(items)) => {
            items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
        }
        (Kind::Parts(..), Value::Object(parts)) if is_rotation_off(member, value) || parts.is_empty() => {
            default_meaning(member)
        }
        (Kind::Parts(..), Value::Object(parts)) => {
            parts.iter().map(|(name, value)| format!("{name} {value}")).collect()
        }
        (_, Value::String(text)) => [text.clone()].into(),
        (Kind::Switch(_), Value::Bool(on)) => [crate::app_client::settings::on_off(*on).to_owned()].into(),
        (Kind::Minutes(_), value) => [format!("{value} minutes")].into(),
        (_, value) => [value.to_string()].into(),
    }
}

fn default_meaning(member: &Member) -> BTreeSet<String> {
    match member.kind {
        Kind::Lifetime(token) => [token.default_validity().seconds().to_string()].into(),
        Kind::Minutes(n) => [format!("{n} minutes")].into(),
        // What no list holds.
        Kind::List(_) if !enumerable(member) => BTreeSet::new(),
        _ => member.default_items().into_iter().collect(),
    }
}

/// Switched off it reads back with a grace period of 0.
fn is_rotation_off(member: &Member, value: &Value) -> bool {
    member.name == "RefreshTokenRotation" && value.get("Feature").and_then(Value::as_str) != Some("ENABLED")
}

fn seconds(token: Token, settings: &Settings, value: &Value) -> String {
    settings.lifetime(token).map_or_else(
        || format!("{value} {}", settings.unit(token).unwrap_or_default()),
        |validity| validity.seconds().to_string(),
    )
}
