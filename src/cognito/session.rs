//! Profile, Region, credentials, endpoint, time limits: the SDK's own chain, with what was said
//! on the command line over it.

use std::time::Duration;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableRegionProvider;
use aws_config::identity::IdentityCache;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::imds::region::ImdsRegionProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::meta::region::RegionProviderChain;
use aws_config::profile::{ProfileFileCredentialsProvider, ProfileFileRegionProvider};
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::cognito::{ErrorKind, Options, ServiceError, SessionInfo};
use crate::text;

/// Where the embedded service is.
pub(super) const DEMO_REGION: &str = "us-east-1";
/// The variable that names a profile when `--profile` does not.
const PROFILE_VARIABLE: &str = "AWS_PROFILE";
/// The profile that is used when none is named; it need not exist.
const DEFAULT_PROFILE: &str = "default";
/// Most characters of a profile's or a Region's name that are shown.
const LONGEST_NAME: usize = 64;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A process or a sign-in service may take longer than the SDK's own 5 s.
const CREDENTIALS_TIMEOUT: Duration = Duration::from_secs(20);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);

/// Reads variables and files.
///
/// # Errors
/// As [`super::Cognito::connect`].
pub(super) async fn load(options: &Options) -> Result<(SessionInfo, SdkConfig), ServiceError> {
    if let Some(url) = options.endpoint_url.as_deref().filter(|url| !is_url(url)) {
        return Err(no_url(url));
    }
    let profile = profile_name(options);
    if let Some(profile) = &profile {
        profile_exists(profile).await?;
    }
    let region = region(options).await.ok_or_else(no_region)?;
    let profile = profile.map(|name| text::clean_short(&name, LONGEST_NAME));
    let session = SessionInfo { profile, region: text::clean_short(region.as_ref(), LONGEST_NAME) };
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .region(region.clone())
        .identity_cache(IdentityCache::lazy().load_timeout(CREDENTIALS_TIMEOUT).build())
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts());
    if let Some(profile) = &options.profile {
        loader = loader.profile_name(profile).credentials_provider(profile_credentials(profile, &region));
    }
    if let Some(url) = &options.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    Ok((session, loader.load().await))
}

/// A configuration that depends on nothing outside the program: credentials that open nothing,
/// one HTTP client, one Region.
pub(super) fn fixed(http_client: SharedHttpClient, region: &str) -> SdkConfig {
    let credentials = Credentials::new("DEMO", "demo", None, None, "fixed");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region.to_owned()))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(http_client)
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts())
        .build()
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder().connect_timeout(CONNECT_TIMEOUT).operation_timeout(CALL_TIMEOUT).build()
}

/// The profile that was named, by the option or by the variable.
fn profile_name(options: &Options) -> Option<String> {
    options.profile.clone().or_else(|| std::env::var(PROFILE_VARIABLE).ok()).filter(|name| !name.is_empty())
}

/// The SDK passes over a profile that does not exist and goes on to other credentials. Somebody
/// who names an account must not end up in another one, so this is an error, as in the AWS CLI.
async fn profile_exists(name: &str) -> Result<(), ServiceError> {
    // The real variables, the real file system, the usual files.
    let (env, fs, files) = Default::default();
    let found = aws_config::profile::load(&fs, &env, &files, None).await;
    let profiles = found.map_err(|error| ServiceError {
        kind: ErrorKind::NoCredentials,
        operation: "",
        sentence: "The AWS configuration files could not be read.".to_owned(),
        advice: "Mend the file that is named below, or set AWS_CONFIG_FILE to another one.".to_owned(),
        aws_said: Some(text::clean_short(&super::failure::chain(&error), super::failure::LONGEST_MESSAGE)),
        request_id: None,
    })?;
    if name == DEFAULT_PROFILE || profiles.get_profile(name).is_some() {
        return Ok(());
    }
    let known = profiles
        .profiles()
        .map(|name| text::clean_short(name, LONGEST_NAME))
        .collect::<std::collections::BTreeSet<_>>();
    let known = known.into_iter().take(8).collect::<Vec<_>>().join(", ");
    Err(ServiceError {
        kind: ErrorKind::NoCredentials,
        operation: "",
        sentence: format!("There is no AWS profile named {}.", text::clean_short(name, LONGEST_NAME)),
        advice: if known.is_empty() {
            "The AWS configuration files name no profile. Set one up with: aws configure sso".to_owned()
        } else {
            format!("Use one of these: {known}")
        },
        aws_said: None,
        request_id: None,
    })
}

/// The option, `AWS_REGION` or `AWS_DEFAULT_REGION`, the profile, the pool's ID, the instance.
/// The instance comes last because asking it costs seconds where there is none.
async fn region(options: &Options) -> Option<Region> {
    let given = |name: &Option<String>| name.clone().filter(|name| !name.is_empty()).map(Region::new);
    let mut profile = ProfileFileRegionProvider::builder();
    if let Some(name) = &options.profile {
        profile = profile.profile_name(name);
    }
    let chain = RegionProviderChain::first_try(given(&options.region))
        .or_else(EnvironmentVariableRegionProvider::new())
        .or_else(profile.build())
        .or_else(given(&options.pool_region))
        .or_else(ImdsRegionProvider::builder().build());
    chain.region().await.filter(|region| !region.as_ref().is_empty())
}

/// With `--profile` the variables with keys are passed over, as in the AWS CLI; the SDK's own
/// chain would prefer them and so call another account than the one that was named.
fn profile_credentials(profile: &str, region: &Region) -> CredentialsProviderChain {
    let config = ProviderConfig::without_region().with_region(Some(region.clone()));
    let from_profile = ProfileFileCredentialsProvider::builder().configure(&config).profile_name(profile);
    CredentialsProviderChain::first_try("Profile", from_profile.build())
        .or_else("EcsContainer", EcsCredentialsProvider::builder().configure(&config).build())
        .or_else("Ec2InstanceMetadata", ImdsCredentialsProvider::builder().configure(&config).build())
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_visible = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    is_visible && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

fn no_url(given: &str) -> ServiceError {
    ServiceError {
        kind: ErrorKind::Other,
        operation: "",
        sentence: format!("The endpoint {} is no URL.", text::clean_short(given, 256)),
        advice: "Give --endpoint-url a URL with http:// or https://, such as http://127.0.0.1:5000.".to_owned(),
        aws_said: None,
        request_id: None,
    }
}

fn no_region() -> ServiceError {
    ServiceError {
        kind: ErrorKind::NoRegion,
        operation: "",
        sentence: "No AWS Region is set.".to_owned(),
        advice: "Use --region, or set AWS_REGION, or put region into the profile.".to_owned(),
        aws_said: None,
        request_id: None,
    }
}
