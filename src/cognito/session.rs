//! Profile, Region, credentials, endpoint, time limits: the SDK's own chain, with what was said
//! on the command line over it.

use std::time::Duration;

use aws_config::environment::EnvironmentVariableRegionProvider;
use aws_config::identity::IdentityCache;
use aws_config::imds::region::ImdsRegionProvider;
use aws_config::meta::region::RegionProviderChain;
use aws_config::profile::ProfileFileRegionProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::cognito::network::Clients;
use crate::cognito::profiles::DEFAULT_PROFILE;
use crate::cognito::sources::{Expiry, Profile, Sources};
use crate::cognito::{ErrorKind, Options, ServiceError, SessionInfo, network, profiles};
use crate::text;

/// Where the embedded service is.
pub(super) const DEMO_REGION: &str = "us-east-1";
/// The variable that names a profile when `--profile` does not.
const PROFILE_VARIABLE: &str = "AWS_PROFILE";
/// Most characters of a profile's or a Region's name that are shown.
pub(super) const LONGEST_NAME: usize = 64;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A process or a sign-in service may take longer than the SDK's own 5 s.
const CREDENTIALS_TIMEOUT: Duration = Duration::from_secs(20);
const CALL_TIMEOUT: Duration = Duration::from_secs(30);

/// What variables and files say.
pub(super) struct Loaded {
    pub(super) session: SessionInfo,
    pub(super) config: SdkConfig,
    /// The command that signs in again.
    pub(super) sign_in: &'static str,
}

/// Reads variables and files. `expiry` will tell until when the credentials are good.
///
/// # Errors
/// As [`super::Cognito::connect`].
pub(super) async fn load(options: &Options, expiry: &Expiry) -> Result<Loaded, ServiceError> {
    if let Some(url) = options.endpoint_url.as_deref().filter(|url| !is_url(url)) {
        return Err(no_url(url));
    }
    let profile = profile_name(options);
    if let Some(profile) = &profile {
        profiles::must_exist(profile).await?;
    }
    let region = region(options).await.ok_or_else(no_region)?;
    let config = settings(options, &region).await;
    let clients = network::clients(profiles::ca_bundle(&config).as_ref())?;
    let asked = match &options.profile {
        Some(name) => Profile::Named(name),
        None => Profile::Usual(profile.as_deref().unwrap_or(DEFAULT_PROFILE)),
    };
    let sources = Sources::new(&asked, &behind_credentials(&config, &clients), &on_host(clients.host), expiry.clone());
    let config = config
        .into_builder()
        .http_client(clients.services)
        .credentials_provider(SharedCredentialsProvider::new(sources))
        .build();
    let sign_in = profiles::sign_in_command(&config);
    let profile = profile.map(|name| text::clean_short(&name, LONGEST_NAME));
    let session = SessionInfo { profile, region: text::clean_short(region.as_ref(), LONGEST_NAME) };
    Ok(Loaded { session, config, sign_in })
}

/// What the SDK makes of variables and files: endpoints, FIPS, dual stack. HTTP client and
/// credentials are not its own.
async fn settings(options: &Options, region: &Region) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest())
        .region(region.clone())
        .no_credentials()
        .identity_cache(IdentityCache::lazy().load_timeout(CREDENTIALS_TIMEOUT).build())
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts());
    if let Some(profile) = &options.profile {
        loader = loader.profile_name(profile);
    }
    if let Some(url) = &options.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    loader.load().await
}

/// For the services that credentials come from: STS and SSO.
fn behind_credentials(config: &SdkConfig, clients: &Clients) -> ProviderConfig {
    ProviderConfig::without_region()
        .with_behavior_version(Some(BehaviorVersion::latest()))
        .with_region(config.region().cloned())
        .with_http_client(clients.services.clone())
        .with_use_fips(config.use_fips())
        .with_use_dual_stack(config.use_dual_stack())
        .with_retry_config(RetryConfig::disabled())
        .with_timeout_config(timeouts())
}

/// For what is on this host: the container and the instance.
fn on_host(http_client: SharedHttpClient) -> ProviderConfig {
    let config = ProviderConfig::without_region().with_behavior_version(Some(BehaviorVersion::latest()));
    config.with_http_client(http_client)
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
        .or_else(ImdsRegionProvider::builder().configure(&on_host(network::plain())).build());
    chain.region().await.filter(|region| !region.as_ref().is_empty())
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_visible = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    is_visible && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

fn no_url(given: &str) -> ServiceError {
    ServiceError::before_any_call(
        format!("The endpoint {} is no URL.", text::clean_short(given, 256)),
        "Give --endpoint-url a URL with http:// or https://, such as http://127.0.0.1:5000.",
    )
}

fn no_region() -> ServiceError {
    ServiceError {
        kind: ErrorKind::NoRegion,
        ..ServiceError::before_any_call(
            "No AWS Region is set.",
            "Use --region, or set AWS_REGION, or put region into the profile.",
        )
    }
}
