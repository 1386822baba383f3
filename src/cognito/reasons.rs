//! Why a source gave no credentials, in a line. The SDK's words may quote a file or what a process
//! has printed, and so a secret; here only known words are passed on.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_types::error::metadata::ErrorMetadata;

use crate::cognito::failure::{chain, links};
use crate::cognito::unreachable;
use crate::text::clean_short;

/// Most characters of a reason.
const LONGEST_REASON: usize = 300;
/// How the SDK ends its words when a sign-in with `aws login` is of no use any more.
const REAUTHENTICATE: &str = "reauthenticate";
/// Words of the SDK, and what they mean to people. The first that is found counts.
const KNOWN: &[(&str, &str)] = &[
    ("environment variable not set", "AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set"),
    ("AWS_WEB_IDENTITY_TOKEN_FILE was not set", "AWS_WEB_IDENTITY_TOKEN_FILE is not set"),
    ("AWS_ROLE_ARN environment variable must be set", "AWS_ROLE_ARN is not set"),
    (
        "ECS provider not configured",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set",
    ),
    ("invalid full URI for ECS provider", "AWS_CONTAINER_CREDENTIALS_FULL_URI is not allowed"),
    ("invalid relative URI for ECS provider", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path"),
    ("auth token could not be used", "the container's authorization token is no HTTP header"),
    ("IMDS disabled by", "AWS_EC2_METADATA_DISABLED is true"),
    ("received 404 from IMDS", "the instance has no role"),
    ("could not communicate with IMDS", "no instance metadata service answers"),
    ("IMDS session token", "the instance metadata service gave no token"),
    ("the SSO token has expired", "the sign-in has ended"),
    ("UnauthorizedException", "the sign-in has ended, or AWS does not know it"),
    ("cached Login token is expired", "the sign-in has ended"),
    (REAUTHENTICATE, "the sign-in has ended"),
    ("failed to load cached Login token", "the file of the sign-in is not as it should be"),
    ("cached Login token file", "the file of the sign-in is not as it should be"),
    ("login/cache", "no sign-in that can be read is in ~/.aws/login/cache"),
    ("failed to load the cached SSO token", "no sign-in that can be read is in ~/.aws/sso/cache"),
    ("cached SSO token file", "the file of the sign-in is not as it should be"),
    ("expected a JSON document starting", "what came is not the JSON of credentials"),
    ("expected object key", "what came is not the JSON of credentials"),
    ("more JSON tokens", "what came is not the JSON of credentials"),
    ("invalid JSON in response", "what came is not the JSON of credentials"),
    ("sso/cache", "no sign-in that can be read is in ~/.aws/sso/cache"),
    ("could not decode output", "what credential_process printed is no text"),
    ("Invalid field in response: `version`", "what credential_process printed has no Version 1"),
    ("Invalid field in response: `Expiration`", "the Expiration that came is no time"),
    ("could not parse profile file", "the configuration file has a mistake; with --profile its line is told"),
    ("No such file or directory", "the file of the token does not exist"),
];
/// How the SDK's words begin for what was good once.
const ENDS: [&str; 5] = [
    "the SSO token has expired",
    "cached Login token is expired",
    "UnauthorizedException",
    "ExpiredToken",
    "unhandled error (ExpiredToken",
];
/// What stands before a process' exit status and its words.
const PROCESS: &str = "external process exited with code ";
/// What stands around a part that may be told, and the words for it.
const PARTS: &[(&str, &str, &str)] = &[
    (PROCESS, ". Stderr:", "credential_process ended with "),
    ("Expected field `", "`", "the answer has no "),
    ("error response from IMDS (code: ", ")", "the instance metadata service answered HTTP "),
    ("HTTP credential provider: StatusCode(", ")", "the container's service answered HTTP "),
];
/// What the SDK says for any failure of a source; it tells nothing.
const EMPTY_WORDS: &[&str] = &[
    "the credential provider was not enabled",
    "the credentials provider was not properly configured",
    "an error occurred while loading credentials",
    "unexpected credentials error",
    "ProfileFile provider could not be built",
    "service error",
    "dispatch failure",
    "io error",
    "client error (Connect)",
];

/// Why there are no credentials.
pub(super) fn reason(error: &CredentialsError) -> String {
    let words = chain(error);
    let known = || KNOWN.iter().find(|(mark, _)| words.contains(mark)).map(|(_, meaning)| (*meaning).to_owned());
    let reason = said_by_aws(error)
        .or_else(|| PARTS.iter().find_map(|part| told_part(&words, part)))
        .or_else(known)
        .or_else(|| unreachable::cause(&words))
        .unwrap_or_else(|| own_words(error, &words));
    clean_short(&reason, LONGEST_REASON)
}

/// The credentials, or the sign-in that they come from, were good once. What a process says is not
/// shown, but it is mostly another tool's word for just that.
pub(super) fn is_expired(error: &CredentialsError) -> bool {
    let by_process = |text: &str| text.contains(PROCESS) && text.to_lowercase().contains("expired");
    let is_end = |text: &str| ENDS.iter().any(|start| text.starts_with(start)) || text.contains(REAUTHENTICATE);
    links(error).map(ToString::to_string).any(|text| is_end(&text) || by_process(&text))
}

/// A refusal of STS or SSO.
fn said_by_aws(error: &CredentialsError) -> Option<String> {
    let meta = links(error).find_map(|link| link.downcast_ref::<ErrorMetadata>())?;
    let code = meta.code().unwrap_or("with an error that has no name");
    Some(meta.message().map_or_else(|| format!("AWS answered {code}"), |said| format!("AWS answered {code}: {said}")))
}

fn told_part(words: &str, (before, after, lead): &(&str, &str, &str)) -> Option<String> {
    let (_, rest) = words.split_once(before)?;
    rest.split_once(after).map(|(part, _)| format!("{lead}{part}"))
}

/// The SDK's words as far as they quote nothing: a quotation begins with a brace or a quote.
fn own_words(error: &CredentialsError, words: &str) -> String {
    if matches!(error, CredentialsError::CredentialsNotLoaded(_)) && error.source().is_none() {
        return "it has no credentials".to_owned();
    }
    let words = EMPTY_WORDS.iter().fold(words.to_owned(), |words, empty| words.replace(&format!("{empty}: "), ""));
    let head = words.split(['{', '"']).next().unwrap_or_default();
    head.trim_end_matches([' ', ':', ',', '.', '(']).to_owned()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(CredentialsError::not_loaded_no_source(), "it has no credentials")]
    #[case(
        CredentialsError::provider_error(CredentialsError::provider_error(
            "Error retrieving credentials: external process exited with code exit status: 3. Stderr: SECRET"
        )),
        "credential_process ended with exit status: 3"
    )]
    #[case(
        CredentialsError::provider_error(
            "Error retrieving credentials from external process, could not parse response: \
             Expected field `SecretAccessKey` in response but it was missing"
        ),
        "the answer has no SecretAccessKey"
    )]
    #[case(CredentialsError::unhandled("odd, found: Some(\"SECRET\")"), "odd, found: Some")]
    #[case(
        CredentialsError::invalid_configuration(
            "invalid full URI for ECS provider (URI did not refer to an allowed IP address): http://x/?t=SECRET"
        ),
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is not allowed"
    )]
    fn a_reason_in_a_line(#[case] error: CredentialsError, #[case] expected: &str) {
        assert_eq!(reason(&error), expected);
    }
}
