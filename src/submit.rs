//! Creating without the screen: one request, and a look for the client if its answer is lost. The
//! command line and the line mode share it; the full screen does the same in `app`, step by step.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::app_client::AppClientSpec;
use crate::cognito::{Cognito, Created, ErrorKind, LookFor, Looked, ServiceError};

/// Nothing found is no proof: it looks again after these times.
pub const AGAIN: [Duration; 3] = [Duration::from_secs(5), Duration::from_secs(15), Duration::from_secs(30)];

/// What became of a request to create.
pub enum Submitted {
    /// The client exists.
    Created(Created),
    /// The service said no: there is no client.
    Refused(ServiceError),
    /// The answer was lost. What the look gave: clients that may be it, none, or why nobody could look.
    NotKnown(ServiceError, Result<Looked, ServiceError>),
}

/// Sends the request once. `before` are the IDs of the pool's clients, if all of them were listed;
/// `told` hears what is being done when the answer is lost.
pub async fn create(
    cognito: &Cognito,
    spec: &AppClientSpec,
    before: Option<BTreeSet<String>>,
    mut told: impl FnMut(&str),
) -> Submitted {
    let sent = Instant::now();
    let lost = match cognito.create(spec).await {
        Ok(created) => return Submitted::Created(created),
        Err(error) if error.kind == ErrorKind::Unanswered => error,
        Err(error) => return Submitted::Refused(error),
    };
    told("The answer was lost. Looking for the app client.");
    let mut waits = AGAIN.into_iter();
    loop {
        let what = LookFor {
            pool: spec.pool().clone(),
            name: spec.name().to_owned(),
            spec: Some(Box::new(spec.clone())),
            sent_ago: sent.elapsed(),
            before: before.clone(),
        };
        let looked = cognito.look_for(&what).await;
        let may_come = match &looked {
            Ok(looked) => looked.candidates.is_empty(),
            Err(error) => {
                matches!(error.kind, ErrorKind::Throttled | ErrorKind::Unreachable | ErrorKind::Unanswered)
            }
        };
        match waits.next().filter(|_| may_come) {
            Some(wait) => {
                told(&format!("Not found so far. Looking again in {} seconds.", wait.as_secs()));
                sleep(wait).await;
            }
            None => return Submitted::NotKnown(lost, looked),
        }
    }
}
