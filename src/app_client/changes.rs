//! What differs between two states of an app client, by meaning: durations in seconds, lists as
//! sets, what is absent as the service's default.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app_client::settings::on_off;
use crate::app_client::settings::{Kind, MEMBERS, Member, ROTATION, Settings, Unset, shown};
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

/// A setting differs in meaning.
pub(super) fn differ(member: &Member, now: &Settings, after: &Settings) -> bool {
    meaning(member, now) != meaning(member, after)
}

fn of_member(member: &'static Member, now: &Settings, after: &Settings) -> Vec<Change> {
    if !differ(member, now, after) {
        return Vec::new();
    }
    let (meant_now, meant_after) = (meaning(member, now), meaning(member, after));
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
    matches!(member.kind, Kind::List(Unset::Flows))
}

/// What a setting stands for, to be compared: uncleaned.
fn meaning(member: &Member, settings: &Settings) -> BTreeSet<String> {
    let Some(value) = settings.get(member.name) else { return default_meaning(member) };
    match (&member.kind, value) {
        (Kind::Lifetime(token), _) => [seconds(*token, settings, value)].into(),
        (Kind::List(_), Value::Array(items)) => {
            items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
        }
        (Kind::Parts(..), Value::Object(_)) if is_rotation_off(member, value) => default_meaning(member),
        (Kind::Parts(..), Value::Object(parts)) => {
            let set = parts.iter().filter(|(_, value)| !is_default_part(value));
            set.map(|(name, value)| format!("{name} {value}")).collect()
        }
        (_, Value::String(text)) => [text.clone()].into(),
        (Kind::Switch(_), Value::Bool(on)) => [on_off(*on).to_owned()].into(),
        (Kind::Minutes(_), value) => [format!("{value} minutes")].into(),
        (_, value) => [value.to_string()].into(),
    }
}

fn default_meaning(member: &Member) -> BTreeSet<String> {
    match member.kind {
        Kind::Lifetime(token) => [token.default_validity().seconds().to_string()].into(),
        Kind::Minutes(n) => [format!("{n} minutes")].into(),
        Kind::List(Unset::Flows) | Kind::Word(_) | Kind::Switch(_) => member.default_items().into_iter().collect(),
        // What no list holds, no text and no structure.
        Kind::List(Unset::Words(_)) | Kind::Text(_) | Kind::Parts(..) => BTreeSet::new(),
    }
}

/// Switched off it reads back with a grace period of 0.
fn is_rotation_off(member: &Member, value: &Value) -> bool {
    member.name == ROTATION && value.get("Feature").is_none_or(|feature| feature == "DISABLED")
}

/// Left out it reads back so: a grace period of 0, user data that is not shared.
fn is_default_part(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(n) => n.as_u64() == Some(0),
        Value::Bool(true) | Value::String(_) | Value::Array(_) | Value::Object(_) => false,
    }
}

fn seconds(token: Token, settings: &Settings, value: &Value) -> String {
    settings.lifetime(token).map_or_else(
        || format!("{value} {}", settings.unit(token).unwrap_or_default()),
        |validity| validity.seconds().to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Map, json};

    fn settings(members: &Value) -> Settings {
        Settings::of(members.as_object().unwrap_or(&Map::new()))
    }

    #[rstest]
    #[case::defaults(json!({}), json!({
        "RefreshTokenValidity": 30, "AccessTokenValidity": 60, "IdTokenValidity": 3600,
        "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "seconds"},
        "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
        "AuthSessionValidity": 3, "EnableTokenRevocation": true, "PreventUserExistenceErrors": "LEGACY",
        "AllowedOAuthFlowsUserPoolClient": false, "RefreshTokenRotation": {"Feature": "DISABLED", "RetryGracePeriodSeconds": 0},
    }))]
    #[case::refresh_of_zero(json!({}), json!({"RefreshTokenValidity": 0}))]
    #[case::grace(
        json!({"RefreshTokenRotation": {"Feature": "ENABLED"}}),
        json!({"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0}})
    )]
    #[case::shared(
        json!({"AnalyticsConfiguration": {"ApplicationArn": "a"}}),
        json!({"AnalyticsConfiguration": {"ApplicationArn": "a", "UserDataShared": false}})
    )]
    #[case::order(json!({"LogoutURLs": ["a", "b"]}), json!({"LogoutURLs": ["b", "a"]}))]
    #[case::nothing(json!({}), json!({"LogoutURLs": [], "CallbackURLs": [null, ""], "ClientName": "", "AnalyticsConfiguration": {"RoleArn": null}}))]
    fn the_same_in_meaning(#[case] one: Value, #[case] other: Value) {
        let (one, other) = (settings(&one), settings(&other));
        assert_eq!((changes(&one, &other), changes(&other, &one)), (vec![], vec![]));
    }

    #[rstest]
    #[case::unit(
        json!({"AccessTokenValidity": 60, "TokenValidityUnits": {"AccessToken": "minutes"}}), json!({"AccessTokenValidity": 60}),
        "AccessTokenValidity", &["~ 60 minutes > 60 hours"]
    )]
    #[case::unknown_unit(
        json!({"AccessTokenValidity": 1}), json!({"AccessTokenValidity": 1, "TokenValidityUnits": {"AccessToken": "weeks"}}),
        "AccessTokenValidity", &["~ 1 hour > 1 weeks"]
    )]
    #[case::flows(
        json!({}), json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH"]}),
        "ExplicitAuthFlows", &["+  > ADMIN_NO_SRP_AUTH", "- ALLOW_REFRESH_TOKEN_AUTH > "]
    )]
    #[case::list(json!({"LogoutURLs": ["a", "b"]}), json!({"LogoutURLs": ["b", "\u{202e}"]}), "LogoutURLs", &["+  > ?", "- a > "])]
    #[case::list_gone(json!({"ReadAttributes": ["name"]}), json!({}), "ReadAttributes", &["~ name > pool default"])]
    #[case::name_like_none(json!({}), json!({"ClientName": "no name"}), "ClientName", &["~ no name > no name"])]
    #[case::feature(
        json!({"RefreshTokenRotation": {"Feature": "ADAPTIVE"}}), json!({}), "RefreshTokenRotation", &["~ Feature ADAPTIVE > off"]
    )]
    #[case::switch(json!({"EnableTokenRevocation": false}), json!({}), "EnableTokenRevocation", &["~ off > on"])]
    fn differences_in_words(
        #[case] now: Value,
        #[case] after: Value,
        #[case] setting: &str,
        #[case] expected: &[&str],
    ) {
        let found = changes(&settings(&now), &settings(&after));
        let lines: Vec<String> =
            found.iter().map(|change| format!("{} {} > {}", change.mark.sign(), change.now, change.after)).collect();
        assert_eq!(lines, expected);
        assert!(found.iter().all(|change| change.setting == setting));
    }

    #[test]
    fn what_no_table_knows_moves_too() {
        let pool = crate::app_client::UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
        let read = |more: Value| {
            let mut members = json!({"ClientId": "abc", "LastModifiedDate": 1.5});
            members.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            AppClient::read(&pool, members.as_object().unwrap(), |_| None).unwrap()
        };
        let before = read(json!({"New": 1}));
        assert!(moved(&before, &read(json!({"New": 1, "ClientType": "REGULAR"}))).is_nothing());
        for other in [
            json!({"New": 2}),
            json!({"New": 1, "LastModifiedDate": 1.6}),
            json!({"New": 1, "ClientSecretArn": "arn"}),
            json!({"New": 1, "AuthSessionValidity": 5}),
        ] {
            assert!(!moved(&before, &read(other)).is_nothing());
        }
    }
}
