//! Looking for the app client that an unanswered request may have made. Reads only.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;

use crate::app_client::compare::{Difference, differences};
use crate::app_client::{AppClientSpec, Secret, UserPoolId};
use crate::cognito::call::Call;
use crate::cognito::raw::Raw;
use crate::cognito::{Cognito, ErrorKind, ServiceError, convert, next_token};

/// A client may look older than the request by so much: clocks of a service differ.
const SLACK: i64 = 5 * 60;
/// Most clients that are described; each costs a request of five a second (service quotas).
const MOST_DESCRIBED: usize = 20;
/// Most pages that are read: 10,000 clients, the highest quota of a pool, at 60 a page.
const MOST_PAGES: usize = 167;

/// What to look for.
#[derive(Clone)]
pub struct LookFor {
    /// In which pool.
    pub pool: UserPoolId,
    /// Name of the client.
    pub name: String,
    /// What was asked for, if it is known to the last setting.
    pub spec: Option<Box<AppClientSpec>>,
    /// How long ago the request was sent.
    pub sent_ago: Duration,
    /// IDs of the pool's clients before the request, if all of them were listed.
    pub before: Option<BTreeSet<String>>,
}

/// A client that the request may have made. No `Debug`: it may hold a secret.
#[derive(Clone)]
pub struct Candidate {
    /// Its Client ID.
    pub client_id: String,
    /// When it was made, `2026-11-25 14:05:12 UTC`, if that is known.
    pub created: Option<String>,
    /// Its secret, if the service tells it.
    pub secret: Option<Secret>,
    /// Settings that are not what was asked; `None` if they could not be compared.
    pub differences: Option<Vec<Difference>>,
}

/// What was found.
#[derive(Clone, Default)]
pub struct Looked {
    /// Clients of that name that are not older than the request.
    pub candidates: Vec<Candidate>,
    /// Further clients of that name, which were not described.
    pub more: usize,
    /// Why clients could not be described.
    pub not_described: Option<ServiceError>,
}

impl Cognito {
    /// Lists the clients of that name and describes those that may be the one
    /// (`ListUserPoolClients`, `DescribeUserPoolClient`).
    ///
    /// # Errors
    /// [`ServiceError`] of the list. What Describe refuses is told in [`Looked::not_described`].
    pub async fn look_for(&self, what: &LookFor) -> Result<Looked, ServiceError> {
        let clock = Clock::default();
        let mut ids = self.ids_named(what, &clock).await?;
        if let Some(before) = &what.before {
            ids.retain(|id| !before.contains(id));
        }
        let sent_at = clock.now().saturating_sub(seconds(what.sent_ago));
        let mut looked = Looked { more: ids.len().saturating_sub(MOST_DESCRIBED), ..Looked::default() };
        for id in ids.into_iter().take(MOST_DESCRIBED) {
            if looked.not_described.is_some() {
                looked.candidates.push(undescribed(id));
                continue;
            }
            match self.describe_candidate(what, &id).await {
                // A list from before is better proof than any clock, which may have stood still in a sleep.
                Ok((created, candidate)) if what.before.is_some() || may_be_it(created, sent_at) => {
                    looked.candidates.push(candidate);
                }
                Ok(_) => {}
                // Deleted since it was listed.
                Err(error) if error.kind == ErrorKind::NotFound => {}
                Err(error) => {
                    looked.not_described = Some(error);
                    looked.candidates.push(undescribed(id));
                }
            }
        }
        Ok(looked)
    }

    async fn ids_named(&self, what: &LookFor, clock: &Clock) -> Result<Vec<String>, ServiceError> {
        let call = Call::new("ListUserPoolClients", self, Some(&what.pool));
        let (mut ids, mut token) = (Vec::new(), None);
        for _ in 0..MOST_PAGES {
            let request = self.idp.list_user_pool_clients().user_pool_id(what.pool.as_str()).max_results(super::PAGE);
            let request = request.set_next_token(token.clone()).customize();
            let answer = request.interceptor(call.sent()).interceptor(clock.clone()).send().await;
            let answer = answer.map_err(|error| call.failed(&error))?;
            let Some(rows) = &answer.user_pool_clients else { return Err(call.incomplete("a list", None)) };
            let named = rows.iter().filter(|client| client.client_name() == Some(&what.name));
            ids.extend(named.filter_map(|client| client.client_id()).map(convert::name));
            let next = next_token(answer.next_token);
            if next.is_none() || next == token {
                break;
            }
            token = next;
        }
        Ok(ids)
    }

    async fn describe_candidate(&self, what: &LookFor, id: &str) -> Result<(Option<i64>, Candidate), ServiceError> {
        let call = Call::new("DescribeUserPoolClient", self, Some(&what.pool));
        let request = self.idp.describe_user_pool_client().user_pool_id(what.pool.as_str()).client_id(id);
        let raw = Raw::default();
        let answer = request.customize().interceptor(call.sent()).interceptor(raw.clone()).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        let client = answer.user_pool_client().ok_or_else(|| call.incomplete("an app client", None))?;
        let secret = client.client_secret().filter(|secret| !secret.is_empty());
        let differences = what.spec.as_ref().map(|spec| {
            let mut found = differences(spec, &convert::answer(client, raw.client().as_ref()));
            found.extend(convert::secret_difference(spec, secret));
            found
        });
        let created = client.creation_date();
        let candidate = Candidate {
            client_id: id.to_owned(),
            created: created.and_then(convert::moment),
            secret: secret.map(|secret| Secret::new(secret.to_owned())),
            differences,
        };
        Ok((created.map(DateTime::secs), candidate))
    }
}

fn undescribed(client_id: String) -> Candidate {
    Candidate { client_id, created: None, secret: None, differences: None }
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}

/// A client without a date may be it; one that is older than the request is not. Both times are
/// AWS's own, in seconds since 1970.
fn may_be_it(created: Option<i64>, sent_at: i64) -> bool {
    created.is_none_or(|created| created >= sent_at.saturating_sub(SLACK))
}

/// AWS's clock, read from the `Date` of its answers: this host's may be wrong.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    /// Seconds since 1970; this host's clock if no answer had a date.
    fn now(&self) -> i64 {
        match self.0.load(Ordering::Relaxed) {
            0 => DateTime::from(std::time::SystemTime::now()).secs(),
            seconds => seconds,
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for Clock {
    fn name(&self) -> &'static str {
        "Clock"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let date = context.response().headers().get("date");
        if let Some(date) = date.and_then(|text| DateTime::from_str(text, Format::HttpDate).ok()) {
            self.0.store(date.secs(), Ordering::Relaxed);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_than_the_request_by_more_than_clocks_differ_is_not_it() {
        assert!(may_be_it(Some(1_000), 1_000));
        assert!(may_be_it(Some(1_000), 1_000 + SLACK));
        assert!(!may_be_it(Some(1_000), 1_001 + SLACK));
        assert!(may_be_it(None, 1_000), "an emulator may give no date");
    }
}
