//! Rules about session duration and token lifetimes.

use crate::app_client::settings::OAUTH;
use crate::app_client::{Context, Draft, FieldId, Origin, Problem, Token, Unit, Validity, validity};

/// Shortest `AuthSessionValidity`, in minutes (API reference).
pub const MIN_SESSION: u8 = 3;
/// Longest `AuthSessionValidity`, in minutes (API reference).
pub const MAX_SESSION: u8 = 15;

/// How long the session cookie of the hosted UI lives by default.
const HOSTED_SESSION: Validity = Validity::new(60, Unit::Minutes);
const LONG_ACCESS: Validity = Validity::new(12, Unit::Hours);
const LONG_REFRESH: Validity = Validity::new(365, Unit::Days);

/// The field of a token.
#[must_use]
pub const fn field(token: Token) -> FieldId {
    match token {
        Token::Refresh => FieldId::RefreshToken,
        Token::Access => FieldId::AccessToken,
        Token::Id => FieldId::IdToken,
    }
}

/// The session in minutes, if it is a whole number of them and in range.
pub(in crate::app_client) fn session_minutes(draft: &Draft) -> Option<u8> {
    let typed = validity::parse(&draft.session, Unit::Minutes).ok()?;
    let minutes = u8::try_from(typed.seconds() / Unit::Minutes.seconds()).ok()?;
    let is_whole = typed.seconds() % Unit::Minutes.seconds() == 0;
    (is_whole && (MIN_SESSION..=MAX_SESSION).contains(&minutes)).then_some(minutes)
}

pub(super) fn session(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    const FIELD: FieldId = FieldId::SessionDuration;
    if session_minutes(draft).is_some() {
        return;
    }
    let problem = match validity::parse(&draft.session, Unit::Minutes) {
        Err(_) => Problem::error(FIELD, "Enter a whole number of minutes.").unfinished(),
        Ok(typed) if typed.seconds() % Unit::Minutes.seconds() != 0 => {
            Problem::error(FIELD, "Enter a whole number of minutes.")
        }
        Ok(typed) if typed.seconds() / Unit::Minutes.seconds() < u64::from(MIN_SESSION) => {
            session_out_of_range("short", typed, "minimum", MIN_SESSION).unfinished()
        }
        Ok(typed) => session_out_of_range("long", typed, "maximum", MAX_SESSION),
    };
    problems.push(problem);
}

fn session_out_of_range(what: &str, typed: Validity, limit: &str, minutes: u8) -> Problem {
    let text = format!("Duration is too {what}: {}. The {limit} is {minutes} minutes.", typed.in_its_unit());
    Problem::error(FieldId::SessionDuration, text).with_repair(FieldId::SessionDuration, minutes.to_string())
}

/// The lifetime, if it can be read and lies in its range.
fn in_range(draft: &Draft, token: Token) -> Option<Validity> {
    let (min, max) = token.range();
    let typed = draft.token(token).parse().ok()?;
    (min.seconds()..=max.seconds()).contains(&typed.seconds()).then_some(typed)
}

pub(super) fn ranges(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    for token in Token::ALL {
        if in_range(draft, token).is_none() {
            problems.push(match draft.token(token).parse() {
                Err(not_a_duration) => Problem::error(field(token), not_a_duration.to_string()).unfinished(),
                Ok(typed) => out_of_range(token, typed),
            });
        }
    }
}

fn out_of_range(token: Token, typed: Validity) -> Problem {
    let (min, max) = token.range();
    let label = token.label();
    if typed.seconds() < min.seconds() {
        let text = format!("{label} is too short: {}. The minimum is {}.", typed.in_its_unit(), min.in_its_unit());
        return Problem::error(field(token), text).with_repair(field(token), min.to_string()).unfinished();
    }
    let mut text = format!("{label} is too long: {}. The maximum is {}.", typed.in_its_unit(), max.in_its_unit());
    let meant = smaller_unit(token, typed);
    if let Some(meant) = meant {
        text = format!("{text} For {}, type {meant}.", meant.in_its_unit());
    }
    Problem::error(field(token), text).with_repair(field(token), meant.unwrap_or(max).to_string())
}

/// The classic mistake is 60 with the unit left at hours: the same number in a smaller unit.
fn smaller_unit(token: Token, typed: Validity) -> Option<Validity> {
    let (min, max) = token.range();
    // Nobody means 36500 seconds.
    let smaller = [Unit::Hours, Unit::Minutes].into_iter().filter(|unit| *unit < typed.unit);
    smaller
        .map(|unit| Validity::new(typed.value, unit))
        .find(|v| (min.seconds()..=max.seconds()).contains(&v.seconds()))
}

/// E1: the service's "Access and Id Token expiration times must be less than or equal to refresh
/// token expiration times.", with names and values.
pub(super) fn not_longer_than_refresh(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    let Some(refresh) = in_range(draft, Token::Refresh) else { return };
    let longer = |token: &Token| in_range(draft, *token).filter(|v| v.seconds() > refresh.seconds());
    // Of two equal ones the last counts, so the access token is named first.
    let longest = [Token::Id, Token::Access].into_iter().filter(|t| longer(t).is_some());
    let Some(token) = longest.max_by_key(|t| longer(t).map(Validity::seconds)) else { return };
    let Some(value) = longer(&token) else { return };
    let text = format!(
        "Refresh token expiration ({}) is shorter than the {} ({}). Make it {} or more, or shorten the {}.",
        refresh.in_its_unit(),
        token.noun(),
        value.in_its_unit(),
        value.in_its_unit(),
        token.noun(),
    );
    problems.push(Problem::error(FieldId::RefreshToken, text).with_repair(FieldId::RefreshToken, value.to_string()));
}

/// W8, unless managed login is known to be off.
pub(super) fn hosted_session(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    if draft.origin != Origin::New && !draft.carried.is_on(OAUTH) {
        return;
    }
    let short = |token: &Token| in_range(draft, *token).is_some_and(|v| v.seconds() < HOSTED_SESSION.seconds());
    if let Some(token) = [Token::Access, Token::Id].into_iter().find(short) {
        problems.push(Problem::warning(
            "W8",
            field(token),
            "Users of the hosted UI (managed login) can still get new tokens from their session cookie, which lives 1 hour by default.",
        ));
    }
}

/// W9
pub(super) fn stolen_token(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    let refresh = in_range(draft, Token::Refresh);
    if let Some(access) = in_range(draft, Token::Access) {
        let half = refresh.is_some_and(|r| access.seconds() > r.seconds() / 2);
        if half || access.seconds() >= LONG_ACCESS.seconds() {
            let text = format!("A stolen access token works this long: {}.", access.in_its_unit());
            problems.push(Problem::warning("W9", FieldId::AccessToken, text));
        }
    }
    if let Some(refresh) = refresh.filter(|r| r.seconds() > LONG_REFRESH.seconds()) {
        let text = format!("A stolen refresh token works this long: {}.", refresh.in_its_unit());
        problems.push(Problem::warning("W9", FieldId::RefreshToken, text));
    }
}
