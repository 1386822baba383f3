//! What a draft's file says, and what of it is believed.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::answers::Answers;
use crate::app_client::rules::CLIENTS_PER_POOL;
use crate::app_client::{Draft, UserPoolId};
use crate::regions;
use crate::text;
use crate::wizard::STEP_COUNT;

/// The form of the file. Others are passed over.
const VERSION: u32 = 1;
/// Most characters of a name that is only shown.
const MAX_SHOWN: usize = 128;
/// Most characters of a Client ID (API reference).
const MAX_CLIENT_ID: usize = 128;
/// The last second of the year 9999; no clock says more.
const MAX_TIME: u64 = 253_402_300_799;

/// How the program ended that left the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// It did not say: it runs, or it was killed.
    #[default]
    Running,
    /// The user left and kept the draft.
    Cancelled,
    /// SIGTERM
    Terminated,
    /// The terminal was gone.
    HungUp,
    /// SIGINT
    Interrupted,
    /// An error of the program.
    Panicked,
}

/// Where the app client was to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The pool.
    pub pool: Option<UserPoolId>,
    /// Its name.
    pub pool_name: Option<String>,
    /// The Region.
    pub region: Option<String>,
    /// The profile, if one was in use.
    pub profile: Option<String>,
    /// The account: twelve digits.
    pub account: Option<String>,
}

/// A create request that was sent, and what it takes to find its client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestSent {
    /// When, in seconds since 1970, by this host's clock.
    pub at: u64,
    /// The same by AWS's clock, if that was known.
    pub aws_clock: Option<u64>,
    /// Into which pool.
    pub pool: UserPoolId,
    /// The client's name; the draft's may have changed since.
    pub name: String,
    /// IDs of the clients that were there before. `None` if they were not all listed, or are too
    /// many to keep: half a list would show old clients as new ones.
    pub before: Option<BTreeSet<String>>,
}

/// A draft with all that it takes to go on with it. It has no place for a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    version: u32,
    /// When it was written, in seconds since 1970.
    pub saved_at: u64,
    /// How the program ended.
    pub ended: Ended,
    /// Where the app client was to be made.
    pub place: Place,
    /// The page reached, from 0; after the last step comes Review.
    pub step: usize,
    /// Pages that were seen.
    pub visited: BTreeSet<usize>,
    answers: Answers,
    /// The request whose outcome is not known.
    pub request_sent: Option<RequestSent>,
}

impl DraftFile {
    /// What is kept of a draft. The time, the end and the request are set when it is written.
    #[must_use]
    pub fn new(draft: &Draft, place: Place, step: usize, visited: BTreeSet<usize>) -> Self {
        Self {
            version: VERSION,
            saved_at: 0,
            ended: Ended::Running,
            place,
            step,
            visited,
            answers: Answers::of(draft),
            request_sent: None,
        }
    }

    /// The answers. An own secret was never kept, so its field is empty.
    #[must_use]
    pub fn draft(&self) -> Draft {
        self.answers.draft()
    }

    /// The app client's name, as typed.
    #[must_use]
    pub fn client_name(&self) -> &str {
        &self.answers.name
    }

    /// How long ago it was written.
    #[must_use]
    pub fn age(&self, now: u64) -> Duration {
        Duration::from_secs(now.saturating_sub(self.saved_at))
    }

    /// The text of the file.
    pub(super) fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// Reads a file's text. Anyone may have written it: `None` if it makes no sense or has another
    /// version, and what it says is cleaned.
    pub(super) fn from_json(json: &str) -> Option<Self> {
        let file: Self = serde_json::from_str(json).ok()?;
        let region_holds = file.place.region.as_deref().is_none_or(regions::is_name);
        let holds = file.version == VERSION && file.step < STEP_COUNT && file.saved_at <= MAX_TIME && region_holds;
        holds.then(|| file.cleaned())
    }

    fn cleaned(mut self) -> Self {
        self.answers = self.answers.cleaned();
        self.place = self.place.cleaned();
        self.visited.retain(|step| *step < STEP_COUNT);
        self.request_sent = self.request_sent.map(RequestSent::cleaned);
        self
    }
}

impl Place {
    fn cleaned(mut self) -> Self {
        let shown = |text: Option<String>| text.map(|text| text::clean_short(&text, MAX_SHOWN));
        self.pool_name = shown(self.pool_name);
        self.profile = shown(self.profile);
        self.account = self.account.filter(|id| id.len() == 12 && id.chars().all(|c| c.is_ascii_digit()));
        self
    }
}

impl RequestSent {
    /// How long ago it was sent, by this host's clock.
    #[must_use]
    pub fn age(&self, now: u64) -> Duration {
        Duration::from_secs(now.saturating_sub(self.at))
    }

    /// Within the bounds of what is kept.
    pub(super) fn cleaned(mut self) -> Self {
        self.at = self.at.min(MAX_TIME);
        self.aws_clock = self.aws_clock.filter(|time| *time <= MAX_TIME);
        self.name = text::clean_short(&self.name, MAX_SHOWN);
        self.before = self.before.filter(|ids| ids.len() <= CLIENTS_PER_POOL && ids.iter().all(|id| is_client_id(id)));
        self
    }
}

/// `[\w+]+`, 1 to 128 characters (API reference).
fn is_client_id(id: &str) -> bool {
    let is_valid = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '+';
    !id.is_empty() && id.len() <= MAX_CLIENT_ID && id.chars().all(is_valid)
}
