//! How long tokens live: units, defaults, and the two rules about them.
//!
//! Sources: the ranges are the API model's; that they hold after the unit was applied, and both
//! messages, are real refusals of September 2026.

use std::ops::RangeInclusive;

use super::fault::ServiceFault;
use super::request::{Settings, Units};
use super::rules::{Proposal, refuse_if};

/// The session duration when none is sent, in minutes.
pub const DEFAULT_SESSION_MINUTES: i64 = 3;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Access and ID tokens, in seconds.
const TOKEN_RANGE: RangeInclusive<i64> = 5 * MINUTE..=DAY;
const TOKEN_DEFAULT: i64 = HOUR;

/// Refresh tokens, in seconds. Ten years of 365 days.
const REFRESH_RANGE: RangeInclusive<i64> = HOUR..=3_650 * DAY;
const REFRESH_DEFAULT: i64 = 30 * DAY;

/// How long one kind of token lives.
pub struct Lifetime {
    value: Option<i64>,
    unit: i64,
    default: i64,
}

impl Lifetime {
    /// Refresh tokens: a value of 0 is taken for none.
    #[must_use]
    pub fn refresh(settings: &Settings) -> Self {
        Self {
            value: settings.refresh_token_validity.filter(|value| *value != 0),
            unit: unit(settings, |units| &units.refresh_token, DAY),
            default: REFRESH_DEFAULT,
        }
    }

    fn access(settings: &Settings) -> Self {
        Self {
            value: settings.access_token_validity,
            unit: unit(settings, |units| &units.access_token, HOUR),
            default: TOKEN_DEFAULT,
        }
    }

    fn id(settings: &Settings) -> Self {
        Self {
            value: settings.id_token_validity,
            unit: unit(settings, |units| &units.id_token, HOUR),
            default: TOKEN_DEFAULT,
        }
    }

    /// In seconds; the default's length does not depend on the unit (`[UNVERIFIED]` for a unit
    /// that is sent without a value).
    fn seconds(&self) -> i64 {
        match self.value {
            Some(value) => value.saturating_mul(self.unit),
            None => self.default,
        }
    }

    /// In the unit, as descriptions have it.
    #[must_use]
    pub fn stored_value(&self) -> i64 {
        self.seconds() / self.unit
    }
}

/// The length of a token's unit in seconds; `default` if none was sent.
fn unit(settings: &Settings, which: fn(&Units) -> &Option<String>, default: i64) -> i64 {
    let units = settings.token_validity_units.as_ref();
    match units.and_then(|units| which(units).as_deref()) {
        Some("seconds") => 1,
        Some("minutes") => MINUTE,
        Some("hours") => HOUR,
        Some("days") => DAY,
        _ => default,
    }
}

/// Each lifetime in its range, after its unit was applied.
///
/// # Errors
///
/// `InvalidParameterException`, which does not say which token is meant.
pub fn ranges(proposal: &Proposal) -> Result<(), ServiceFault> {
    let settings = proposal.settings;
    let refresh = Lifetime::refresh(settings).seconds();
    let fits = REFRESH_RANGE.contains(&refresh)
        && TOKEN_RANGE.contains(&Lifetime::access(settings).seconds())
        && TOKEN_RANGE.contains(&Lifetime::id(settings).seconds());
    refuse_if(!fits, "Invalid range for token validity.")
}

/// Compares what will be in force, defaults included (that part is `[UNVERIFIED]`).
///
/// # Errors
///
/// `InvalidParameterException`.
pub fn order(proposal: &Proposal) -> Result<(), ServiceFault> {
    let settings = proposal.settings;
    let access = Lifetime::access(settings).seconds();
    let id = Lifetime::id(settings).seconds();
    refuse_if(
        access.max(id) > Lifetime::refresh(settings).seconds(),
        "Access and Id Token expiration times must be less than or equal to refresh token \
         expiration times.",
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::super::fixtures::{create, invalid};

    fn units(access: &str, id: &str, refresh: &str) -> Value {
        json!({"AccessToken": access, "IdToken": id, "RefreshToken": refresh})
    }

    #[rstest]
    #[case::access_60_hours(json!({"AccessTokenValidity": 60}))]
    #[case::access_25_hours(json!({"AccessTokenValidity": 25}))]
    #[case::id_25_hours(json!({"IdTokenValidity": 25}))]
    #[case::id_2_days(json!({"IdTokenValidity": 2, "TokenValidityUnits": {"IdToken": "days"}}))]
    #[case::access_299_seconds(json!({"AccessTokenValidity": 299, "TokenValidityUnits": {"AccessToken": "seconds"}}))]
    #[case::access_4_minutes(json!({"AccessTokenValidity": 4, "TokenValidityUnits": {"AccessToken": "minutes"}}))]
    #[case::refresh_30_minutes(json!({"RefreshTokenValidity": 30, "TokenValidityUnits": {"RefreshToken": "minutes"}}))]
    #[case::refresh_3599_seconds(json!({"RefreshTokenValidity": 3599, "TokenValidityUnits": {"RefreshToken": "seconds"}}))]
    #[case::refresh_4000_days(json!({"RefreshTokenValidity": 4000}))]
    #[case::refresh_3651_days(json!({"RefreshTokenValidity": 3651}))]
    #[case::refresh_36500_days(json!({"RefreshTokenValidity": 36_500, "TokenValidityUnits": {"RefreshToken": "days"}}))]
    #[case::overflow(json!({"RefreshTokenValidity": 315_360_000}))]
    fn out_of_range(#[case] change: Value) {
        invalid(&change, "Invalid range for token validity.");
    }

    #[rstest]
    #[case::access(json!({"AccessTokenValidity": 12, "RefreshTokenValidity": 2, "TokenValidityUnits": {"RefreshToken": "hours"}}))]
    #[case::id(json!({"IdTokenValidity": 61, "RefreshTokenValidity": 60, "TokenValidityUnits": units("hours", "minutes", "minutes")}))]
    #[case::one_second(json!({"AccessTokenValidity": 3601, "RefreshTokenValidity": 1, "TokenValidityUnits": units("seconds", "hours", "hours")}))]
    fn longer_than_the_refresh_token(#[case] change: Value) {
        invalid(
            &change,
            "Access and Id Token expiration times must be less than or equal to refresh token \
             expiration times.",
        );
    }

    #[rstest]
    #[case::least(json!({"AccessTokenValidity": 5, "IdTokenValidity": 300, "RefreshTokenValidity": 60, "TokenValidityUnits": units("minutes", "seconds", "minutes")}))]
    #[case::most(json!({"AccessTokenValidity": 1, "IdTokenValidity": 24, "RefreshTokenValidity": 3650, "TokenValidityUnits": units("days", "hours", "days")}))]
    #[case::refresh_36500_minutes(json!({"RefreshTokenValidity": 36_500, "TokenValidityUnits": {"RefreshToken": "minutes"}}))]
    #[case::equal(json!({"AccessTokenValidity": 12, "IdTokenValidity": 12, "RefreshTokenValidity": 12, "TokenValidityUnits": {"RefreshToken": "hours"}}))]
    fn in_range(#[case] change: Value) {
        create(&change).unwrap();
    }

    #[rstest]
    #[case::absent(json!({}), 30)]
    #[case::zero(json!({"RefreshTokenValidity": 0}), 30)]
    #[case::zero_hours(json!({"RefreshTokenValidity": 0, "TokenValidityUnits": {"RefreshToken": "hours"}}), 720)]
    #[case::unit_alone(json!({"TokenValidityUnits": {"RefreshToken": "minutes"}}), 43_200)]
    #[case::sent(json!({"RefreshTokenValidity": 7}), 7)]
    fn the_refresh_default_is_30_days(#[case] change: Value, #[case] told: i64) {
        assert_eq!(create(&change).unwrap()["RefreshTokenValidity"], told);
    }
}
