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
