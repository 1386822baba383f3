//! The AWS configuration files, as far as the SDK does not look into them by itself.

use std::collections::BTreeSet;

use aws_config::SdkConfig;
use aws_config::profile::ProfileSet;
use aws_types::service_config::ServiceConfigKey;

use crate::cognito::network::Bundle;
use crate::cognito::session::LONGEST_NAME;
use crate::cognito::{ErrorKind, ServiceError, failure};
use crate::text::clean_short;

/// The profile that is used when none is named; it need not exist.
pub(super) const DEFAULT_PROFILE: &str = "default";
/// The command that signs in where nothing says otherwise.
pub(super) const SSO_LOGIN: &str = "aws sso login";
const CA_VARIABLE: &str = "AWS_CA_BUNDLE";
const CA_SETTING: &str = "ca_bundle";
/// The SDK asks for a variable and a service too, and there are none of this name. An empty one would
/// be joined to `_`, which every shell sets.
const NONE: &str = "none of this program";

/// Reads the files to see whether the profile that was named is there.
///
/// # Errors
/// [`ErrorKind::NoCredentials`] if it is not, or if the files cannot be read. The SDK passes over a
/// profile that does not exist and goes on to other credentials. Somebody who names an account must
/// not end up in another one, so this is an error, as in the AWS CLI.
pub(super) async fn must_exist(name: &str) -> Result<(), ServiceError> {
    let profiles = load().await?;
    if name == DEFAULT_PROFILE || profiles.get_profile(name).is_some() {
        return Ok(());
    }
    Err(not_there(name, &profiles))
}

/// Names of all profiles, sorted. One with a character that cannot be shown is left out: what is
/// chosen from a list has to be what was seen.
///
/// # Errors
/// The files cannot be read.
pub async fn profiles() -> Result<Vec<String>, ServiceError> {
    let found = load().await?;
    let usable = |name: &&str| clean_short(name, LONGEST_NAME) == **name;
    let names: BTreeSet<String> = found.profiles().filter(usable).map(str::to_owned).collect();
    Ok(names.into_iter().collect())
}

async fn load() -> Result<ProfileSet, ServiceError> {
    // The real variables, the real file system, the usual files.
    let (env, fs, files) = Default::default();
    aws_config::profile::load(&fs, &env, &files, None).await.map_err(|error| not_read(&error))
}

/// The file of certificates that is named by the variable, else by the profile that `config` was
/// made from.
pub(super) fn ca_bundle(config: &SdkConfig) -> Option<Bundle> {
    let by_variable = std::env::var(CA_VARIABLE).ok().map(|path| Bundle { path, named_by: CA_VARIABLE });
    let by_profile = || Some(Bundle { path: setting(config, CA_SETTING)?, named_by: "ca_bundle of the profile" });
    by_variable.or_else(by_profile).filter(|bundle| !bundle.path.is_empty())
}

/// The command that signs in again: the profile says which kind of sign-in it is for.
pub(super) fn sign_in_command(config: &SdkConfig) -> &'static str {
    if setting(config, "login_session").is_some() { "aws login" } else { SSO_LOGIN }
}

/// A setting of the profile that `config` was made from.
fn setting(config: &SdkConfig, name: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id(NONE).env(NONE).profile(name).build().ok()?;
    config.service_config()?.load_config(key).filter(|value| !value.is_empty())
}

fn not_read(error: &(dyn std::error::Error + 'static)) -> ServiceError {
    ServiceError {
        kind: ErrorKind::NoCredentials,
        reasons: vec![clean_short(&failure::chain(error), failure::LONGEST_MESSAGE)],
        ..ServiceError::before_any_call(
            "The AWS configuration files could not be read.",
            "Mend the file that is named below, or set AWS_CONFIG_FILE to another one.",
        )
    }
}

fn not_there(name: &str, profiles: &ProfileSet) -> ServiceError {
    let known: BTreeSet<String> = profiles.profiles().map(|name| clean_short(name, LONGEST_NAME)).collect();
    let known = known.into_iter().take(8).collect::<Vec<_>>().join(", ");
    let advice = if known.is_empty() {
        "The AWS configuration files name no profile. Set one up with: aws configure sso".to_owned()
    } else {
        format!("Use one of these: {known}")
    };
    let sentence = format!("There is no AWS profile named {}.", clean_short(name, LONGEST_NAME));
    ServiceError { kind: ErrorKind::NoCredentials, ..ServiceError::before_any_call(sentence, advice) }
}
