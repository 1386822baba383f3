//! What is wrong with the credentials, for people.

use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use crate::cognito::ErrorKind;
use crate::cognito::call::Call;
use crate::cognito::failure::Failure;
use crate::cognito::reading::Reading;
use crate::cognito::session::LONGEST_NAME;
use crate::cognito::sources::{Attempt, End, Search};
use crate::text::clean_short;

/// The SDK renews credentials a few seconds before they end; if it cannot, they count as ended.
const NEARLY: Duration = Duration::from_mins(1);

/// There was nothing to sign the request with.
pub(super) fn not_loaded(call: &Call, failure: &Failure) -> Reading {
    let none = || match &call.session.profile {
        Some(name) => format!("The AWS credentials of profile {name} could not be loaded."),
        None => "The AWS credentials could not be loaded.".to_owned(),
    };
    let sentence = match &failure.search {
        Some(Search { end: End::Expired, .. }) => return expired(call),
        Some(Search { end: End::NotFound, tried }) => {
            let tried: Vec<String> = tried.iter().map(source).collect();
            format!("No AWS credentials were found. Looked in: {}.", tried.join(", "))
        }
        Some(Search { end: End::Failed, tried }) => tried
            .last()
            .map_or_else(none, |last| format!("The AWS credentials of {} could not be loaded.", article(last))),
        None => none(),
    };
    Reading::new(ErrorKind::NoCredentials, sentence, sign_in(call))
}

/// A line for each source that was asked.
pub(super) fn reasons(failure: &Failure) -> Vec<String> {
    let tried = failure.search.iter().flat_map(|search| &search.tried);
    tried.map(|attempt| format!("{}: {}", source(attempt), attempt.reason)).collect()
}

fn source(attempt: &Attempt) -> String {
    clean_short(&attempt.source, LONGEST_NAME)
}

fn article(attempt: &Attempt) -> String {
    let source = source(attempt);
    if source.starts_with("profile ") { source } else { format!("the {source}") }
}

/// What to type to sign in: `aws sso login --profile prod`.
fn command(call: &Call) -> String {
    match &call.session.profile {
        Some(name) => format!("{} --profile {name}", call.sign_in),
        None => call.sign_in.to_owned(),
    }
}

fn sign_in(call: &Call) -> String {
    let command = command(call);
    match &call.session.profile {
        Some(_) => format!("Sign in ({command}) or use another --profile, then try again."),
        None => format!("Sign in ({command}), name a --profile, or set the AWS variables, then try again."),
    }
}

/// They were good once.
pub(super) fn expired(call: &Call) -> Reading {
    let command = command(call);
    let when = call.expiry.get().and_then(|end| past(end, SystemTime::now()));
    let when = when.map(|time| format!(" at {time}")).unwrap_or_default();
    let sentence = format!("Your AWS session ended{when}. Your answers are kept.");
    let advice = format!("Sign in again in another terminal (for example, {command}), then try again.");
    Reading::new(ErrorKind::Expired, sentence, advice)
}

/// `14:03 UTC`, with the date if it is another day's. `None` if `end` is still to come: then the
/// service has ended the session before its time.
fn past(end: SystemTime, now: SystemTime) -> Option<String> {
    if end > now + NEARLY {
        return None;
    }
    let (day, time) = day_and_time(end)?;
    let today = day_and_time(now).is_some_and(|(today, _)| today == day);
    Some(if today { format!("{time} UTC") } else { format!("{day} {time} UTC") })
}

/// `2026-11-24` and `14:03`.
fn day_and_time(time: SystemTime) -> Option<(String, String)> {
    let text = DateTime::from(time).fmt(Format::DateTime).ok()?;
    let (day, time) = text.split_once('T')?;
    Some((day.to_owned(), time.chars().take(5).collect()))
}

/// The service refused the signature.
pub(super) fn not_accepted(call: &Call, message: &str) -> Reading {
    let clock = message.contains("Signature expired") || message.contains("Signature not yet current");
    if clock {
        let sentence = "AWS refused the signature because this host's clock is wrong.";
        return Reading::new(ErrorKind::NoCredentials, sentence, "Set the clock of this host, then try again.");
    }
    let region = &call.session.region;
    let advice = format!("Check the keys and the profile, and that {region} is enabled for the account.");
    Reading::new(ErrorKind::NoCredentials, "AWS does not know these credentials.", advice)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::today(50_580, Some("14:03 UTC"))]
    #[case::now(60_000, Some("16:40 UTC"))]
    #[case::nearly(60_050, Some("16:40 UTC"))]
    #[case::to_come(60_070, None)]
    #[case::yesterday(-60, Some("2026-11-23 23:59 UTC"))]
    fn when_a_session_ended(#[case] end: i64, #[case] expected: Option<&str>) {
        // 2026-11-24, midnight.
        let at = |seconds: i64| SystemTime::try_from(DateTime::from_secs(1_795_478_400 + seconds)).unwrap();
        assert_eq!(past(at(end), at(60_000)).as_deref(), expected);
    }
}
