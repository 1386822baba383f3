//! What is wrong with the credentials, for people.

use crate::cognito::ErrorKind;
use crate::cognito::call::Call;
use crate::cognito::failure::Failure;
use crate::cognito::reading::Reading;

/// How the SDK begins its account of a search without a find.
const NOT_FOUND: &str = "no credentials found in chain";
/// The SDK's names of the sources of credentials, in the order in which it tries them, and ours.
const SOURCES: [(&str, &str); 5] = [
    (" Environment:", "environment"),
    (" Profile:", "profile"),
    (" WebIdentityToken:", "web identity"),
    (" EcsContainer:", "container"),
    (" Ec2InstanceMetadata:", "instance role"),
];

/// There was nothing to sign the request with.
pub(super) fn not_loaded(call: &Call, failure: &Failure) -> Reading {
    let profile = call.session.profile.as_deref();
    if failure.chain.contains(NOT_FOUND) {
        let tried = SOURCES.iter().filter(|(mark, _)| failure.chain.contains(mark));
        let tried: Vec<String> = tried.map(|(_, source)| named_source(source, profile)).collect();
        let sentence = format!("No AWS credentials were found. Looked in: {}.", tried.join(", "));
        return Reading::new(ErrorKind::NoCredentials, sentence, sign_in(call));
    }
    if failure.chain.contains("expired") {
        return expired(call);
    }
    let sentence = match profile {
        Some(name) => format!("The AWS credentials of profile {name} could not be loaded."),
        None => "The AWS credentials could not be loaded.".to_owned(),
    };
    Reading::new(ErrorKind::NoCredentials, sentence, sign_in(call))
}

fn named_source(source: &str, profile: Option<&str>) -> String {
    if source == "profile" { format!("profile {}", profile.unwrap_or("default")) } else { source.to_owned() }
}

fn sign_in(call: &Call) -> String {
    match &call.session.profile {
        Some(name) => format!("Sign in (aws sso login --profile {name}) or use another --profile, then try again."),
        None => "Sign in (aws sso login), name a --profile, or set the AWS variables, then try again.".to_owned(),
    }
}

/// They were good once.
pub(super) fn expired(call: &Call) -> Reading {
    let command = match &call.session.profile {
        Some(name) => format!("aws sso login --profile {name}"),
        None => "aws sso login".to_owned(),
    };
    let advice = format!("Sign in again in another terminal (for example, {command}), then try again.");
    Reading::new(ErrorKind::Expired, "Your AWS session ended.", advice)
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
