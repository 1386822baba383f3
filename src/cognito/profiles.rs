//! The profiles of the AWS configuration files.

use crate::cognito::{ErrorKind, ServiceError, failure};
use crate::text;

/// Most characters of a profile's name that are kept.
const LONGEST_NAME: usize = 256;

/// Names of all profiles, sorted, cleaned for the screen. A name that is not what it was before
/// it was cleaned is left out: it could not be used.
///
/// # Errors
/// The files cannot be read.
pub async fn profiles() -> Result<Vec<String>, ServiceError> {
    // The real variables, the real file system, the usual files.
    let (env, fs, files) = Default::default();
    let found = aws_config::profile::load(&fs, &env, &files, None).await.map_err(|error| ServiceError {
        kind: ErrorKind::NoCredentials,
        operation: "",
        sentence: "The AWS configuration files could not be read.".to_owned(),
        advice: "Mend the file that is named below, or set AWS_CONFIG_FILE to another one.".to_owned(),
        aws_said: Some(text::clean_short(&failure::chain(&error), failure::LONGEST_MESSAGE)),
        request_id: None,
    })?;
    let usable = |name: &&str| text::clean_short(name, LONGEST_NAME) == **name;
    let mut names: Vec<String> = found.profiles().filter(usable).map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}
