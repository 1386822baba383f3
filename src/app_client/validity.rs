//! Token validity: a whole number and a unit, as people type it (`90m`, `12h`, `30d`, `1h30m`)
//! and as the API takes it. The ranges are those of the service, checked after conversion to
//! seconds (API reference, `TokenValidityUnitsType`; limits page of the developer guide).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A unit of the API's `TimeUnitsType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// `seconds`
    Seconds,
    /// `minutes`
    Minutes,
    /// `hours`
    Hours,
    /// `days`
    Days,
}

impl Unit {
    /// All units, smallest first.
    pub const ALL: [Self; 4] = [Self::Seconds, Self::Minutes, Self::Hours, Self::Days];

    /// How many seconds one of it is.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 3_600,
            Self::Days => 86_400,
        }
    }

    /// The letter typed after a number.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Seconds => 's',
            Self::Minutes => 'm',
            Self::Hours => 'h',
            Self::Days => 'd',
        }
    }

    /// The API's name, which is also the English plural.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.letter() == letter.to_ascii_lowercase())
    }

    fn count(self, n: u64) -> String {
        let name = self.name();
        let singular = name.strip_suffix('s').unwrap_or(name);
        format!("{n} {}", if n == 1 { singular } else { name })
    }
}

/// A duration as a whole number of one unit: what the API takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Validity {
    /// How many units.
    pub value: u64,
    /// Of what.
    pub unit: Unit,
}

impl Validity {
    /// `value` of `unit`.
    #[must_use]
    pub const fn new(value: u64, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// The length in seconds; absurd values saturate.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.value.saturating_mul(self.unit.seconds())
    }

    /// "60 hours": the number in its own unit.
    #[must_use]
    pub fn in_its_unit(self) -> String {
        self.unit.count(self.value)
    }

    /// "2 days 12 hours": the length in the largest units that fit.
    #[must_use]
    pub fn in_words(self) -> String {
        let mut rest = self.seconds();
        let mut parts = Vec::new();
        for unit in Unit::ALL.into_iter().rev() {
            let n = rest / unit.seconds();
            rest %= unit.seconds();
            if n > 0 {
                parts.push(unit.count(n));
            }
        }
        if parts.is_empty() { Unit::Seconds.count(0) } else { parts.join(" ") }
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.unit.letter())
    }
}

/// Why a text is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Enter a whole number of seconds, minutes, hours, or days.")]
pub struct NotADuration;

/// Reads `90`, `90m`, `12h`, `30d`, `1h30m`; blanks are allowed between the parts and a bare
/// number takes `bare_unit`. A mixed text becomes a whole number of its smallest unit.
///
/// # Errors
/// [`NotADuration`] for anything else: fractions, signs, repeated or growing units, nothing.
/// Numbers too large for the type saturate, so that the range check can speak of them.
pub fn parse(text: &str, bare_unit: Unit) -> Result<Validity, NotADuration> {
    let mut parts: Vec<Validity> = Vec::new();
    let mut digits = String::new();
    for c in text.trim().chars().filter(|c| *c != ' ') {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let unit = Unit::from_letter(c).ok_or(NotADuration)?;
        let grows = parts.last().is_some_and(|last| last.unit <= unit);
        if digits.is_empty() || grows {
            return Err(NotADuration);
        }
        parts.push(Validity::new(number(&digits), unit));
        digits.clear();
    }
    match (parts.last().copied(), digits.is_empty()) {
        (None, false) => Ok(Validity::new(number(&digits), bare_unit)),
        (Some(last), true) => {
            let seconds = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.seconds()));
            let value = if parts.len() == 1 { last.value } else { seconds / last.unit.seconds() };
            Ok(Validity::new(value, last.unit))
        }
        (None, true) | (Some(_), false) => Err(NotADuration),
    }
}

fn number(digits: &str) -> u64 {
    digits.parse().unwrap_or(u64::MAX)
}

/// One of the three tokens whose lifetime an app client sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// The refresh token.
    Refresh,
    /// The access token.
    Access,
    /// The ID token.
    Id,
}

impl Token {
    /// All three, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Refresh, Self::Access, Self::Id];

    /// The field's label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Refresh => "Refresh token expiration",
            Self::Access => "Access token expiration",
            Self::Id => "ID token expiration",
        }
    }

    /// "access token", for the middle of a sentence.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Refresh => "refresh token",
            Self::Access => "access token",
            Self::Id => "ID token",
        }
    }

    /// Its member in the API.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self {
            Self::Refresh => "RefreshTokenValidity",
            Self::Access => "AccessTokenValidity",
            Self::Id => "IdTokenValidity",
        }
    }

    /// Its member in `TokenValidityUnits`.
    #[must_use]
    pub const fn unit_member(self) -> &'static str {
        match self {
            Self::Refresh => "RefreshToken",
            Self::Access => "AccessToken",
            Self::Id => "IdToken",
        }
    }

    /// All members of `TokenValidityUnits`.
    pub const UNIT_MEMBERS: [&'static str; 3] =
        [Self::Refresh.unit_member(), Self::Access.unit_member(), Self::Id.unit_member()];

    /// Shortest and longest lifetime that the service takes, both included: 60 minutes to 3650
    /// days for refresh, 5 minutes to 24 hours for access and ID tokens.
    #[must_use]
    pub const fn range(self) -> (Validity, Validity) {
        match self {
            Self::Refresh => (Validity::new(60, Unit::Minutes), Validity::new(3650, Unit::Days)),
            Self::Access | Self::Id => (Validity::new(5, Unit::Minutes), Validity::new(24, Unit::Hours)),
        }
    }

    /// "60 minutes to 3650 days".
    #[must_use]
    pub fn range_in_words(self) -> String {
        let (min, max) = self.range();
        format!("{} to {}", min.in_its_unit(), max.in_its_unit())
    }

    /// What the API takes when nothing is sent: 30 days, 1 hour, 1 hour; also the unit that it
    /// reads a number in when no unit is sent.
    #[must_use]
    pub const fn default_validity(self) -> Validity {
        match self {
            Self::Refresh => Validity::new(30, Unit::Days),
            Self::Access | Self::Id => Validity::new(1, Unit::Hours),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("90", Unit::Minutes, 90, Unit::Minutes)]
    #[case("90m", Unit::Days, 90, Unit::Minutes)]
    #[case("12H", Unit::Days, 12, Unit::Hours)]
    #[case(" 30 d ", Unit::Hours, 30, Unit::Days)]
    #[case("1h30m", Unit::Days, 90, Unit::Minutes)]
    #[case("1d 1h 1m 1s", Unit::Days, 90_061, Unit::Seconds)]
    #[case("99999999999999999999h", Unit::Days, u64::MAX, Unit::Hours)]
    fn reads(#[case] text: &str, #[case] bare: Unit, #[case] value: u64, #[case] unit: Unit) {
        assert_eq!(parse(text, bare), Ok(Validity::new(value, unit)));
    }

    #[rstest]
    #[case("")]
    #[case("m")]
    #[case("1.5h")]
    #[case("-1h")]
    #[case("1h30")]
    #[case("30m1h")]
    #[case("1h1h")]
    #[case("1w")]
    fn refuses(#[case] text: &str) {
        assert_eq!(parse(text, Unit::Hours), Err(NotADuration));
    }

    #[test]
    fn words() {
        assert_eq!(Validity::new(60, Unit::Hours).in_words(), "2 days 12 hours");
        assert_eq!(Validity::new(1, Unit::Hours).in_words(), "1 hour");
        assert_eq!(Validity::new(0, Unit::Hours).in_words(), "0 seconds");
        assert_eq!(Token::Refresh.range_in_words(), "60 minutes to 3650 days");
        assert_eq!(Token::Id.range_in_words(), "5 minutes to 24 hours");
    }

    proptest! {
        #[test]
        fn what_prints_reads_back(value in 0_u64..10_000_000, unit in 0_usize..4) {
            let validity = Validity::new(value, Unit::ALL[unit]);
            prop_assert_eq!(parse(&validity.to_string(), Unit::Days), Ok(validity));
        }

        #[test]
        fn anything_typed_is_read_or_refused(text in "\\PC{0,20}") {
            let digits = text.chars().any(|c| c.is_ascii_digit());
            prop_assert!(digits || parse(&text, Unit::Hours).is_err());
        }
    }
}
