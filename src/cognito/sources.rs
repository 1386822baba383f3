//! Where credentials come from: the sources of the SDK, in its order, each asked by us, so that
//! the reason is known why one gave none, and until when those that were found are good.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::WebIdentityTokenCredentialsProvider;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as ProvideFuture;
use aws_credential_types::provider::{self, ProvideCredentials};

use crate::cognito::reasons;

/// Until when the credentials in use are good, if their source told. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Expiry(Arc<Mutex<Option<SystemTime>>>);

impl Expiry {
    pub(super) fn get(&self) -> Option<SystemTime> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set(&self, time: Option<SystemTime>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = time;
    }
}

/// Which profile is asked.
pub(super) enum Profile<'a> {
    /// By `--profile`: then the variables are passed over, as in the AWS CLI. The SDK's own chain
    /// would prefer keys in variables, and so call another account than the one that was named.
    Named(&'a str),
    /// The one that `AWS_PROFILE` names, or `default`.
    Usual(&'a str),
}

/// The sources in order.
#[derive(Debug)]
pub(super) struct Sources {
    in_order: Vec<(String, Box<dyn ProvideCredentials>)>,
    expiry: Expiry,
    /// The last search, if it found nothing.
    last: Mutex<Option<Search>>,
}

/// What the SDK says when it is asked again for a profile in which it has found a mistake.
const TOLD_ALREADY: &str = "initialization error already taken";

impl Sources {
    /// `services` is for calls to STS and SSO, `host` for those to the instance and the container.
    pub(super) fn new(profile: &Profile, services: &ProviderConfig, host: &ProviderConfig, expiry: Expiry) -> Self {
        let mut sources: Vec<(String, Box<dyn ProvideCredentials>)> = Vec::new();
        match profile {
            Profile::Named(name) => {
                let from_profile = profile_files(services, host).profile_name(*name).build();
                sources.push((format!("profile {name}"), Box::new(from_profile)));
            }
            Profile::Usual(name) => {
                let web_identity = WebIdentityTokenCredentialsProvider::builder().configure(services).build();
                sources.push(("environment".to_owned(), Box::new(EnvironmentVariableCredentialsProvider::new())));
                sources.push((format!("profile {name}"), Box::new(profile_files(services, host).build())));
                sources.push(("web identity".to_owned(), Box::new(web_identity)));
            }
        }
        sources.push(("container".to_owned(), Box::new(container(host))));
        sources.push(("instance role".to_owned(), Box::new(instance(host))));
        Self { in_order: sources, expiry, last: Mutex::default() }
    }

    async fn search(&self) -> provider::Result {
        let mut tried = Vec::new();
        for (source, provider) in &self.in_order {
            let error = match provider.provide_credentials().await {
                Ok(found) => {
                    self.expiry.set(found.expiry());
                    return Ok(found);
                }
                Err(error) => error,
            };
            tried.push(Attempt { source: source.clone(), reason: reasons::reason(&error) });
            // A source that is there and does not work ends the search: what comes next would be
            // another account.
            if !matches!(error, CredentialsError::CredentialsNotLoaded(_)) {
                let end = if reasons::is_expired(&error) { End::Expired } else { End::Failed };
                return Err(self.in_vain(Search { tried, end }));
            }
        }
        Err(self.in_vain(Search { tried, end: End::NotFound }))
    }

    /// The SDK tells only once what is wrong with a profile, so it is kept.
    fn in_vain(&self, search: Search) -> CredentialsError {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        CredentialsError::provider_error(match (&*last, search.tried.last()) {
            (Some(first), Some(attempt)) if attempt.reason.contains(TOLD_ALREADY) => first.clone(),
            _ => last.insert(search).clone(),
        })
    }
}

impl ProvideCredentials for Sources {
    fn provide_credentials<'a>(&'a self) -> ProvideFuture<'a>
    where
        Self: 'a,
    {
        ProvideFuture::new(self.search())
    }

    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.in_order.iter().find_map(|(_, provider)| provider.fallback_on_interrupt())
    }
}

/// A profile may name the instance or the container as the source of its role's credentials.
fn profile_files(services: &ProviderConfig, host: &ProviderConfig) -> aws_config::profile::credentials::Builder {
    ProfileFileCredentialsProvider::builder()
        .configure(services)
        .with_custom_provider("Ec2InstanceMetadata", instance(host))
        .with_custom_provider("EcsContainer", container(host))
}

fn container(host: &ProviderConfig) -> EcsCredentialsProvider {
    EcsCredentialsProvider::builder().configure(host).build()
}

fn instance(host: &ProviderConfig) -> ImdsCredentialsProvider {
    ImdsCredentialsProvider::builder().configure(host).build()
}

/// A source that gave no credentials. Texts are cleaned and hold no secret.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    /// `profile prod`
    pub(super) source: String,
    pub(super) reason: String,
}

/// How a search without a find ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// No source is set up.
    NotFound,
    /// The last source is set up and failed.
    Failed,
    /// The last source's sign-in has ended.
    Expired,
}

/// A search without a find; travels through the SDK as the error's cause.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) tried: Vec<Attempt>,
    pub(super) end: End,
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credentials")?;
        self.tried.iter().try_for_each(|Attempt { source, reason }| write!(f, "; {source}: {reason}"))
    }
}

impl std::error::Error for Search {}
