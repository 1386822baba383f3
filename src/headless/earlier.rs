//! A request to create is written down before it is sent, as the wizard does it, and an earlier one
//! for the same client whose outcome is not known is looked into first: no run makes a second client
//! because another one was cut off.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use super::{DISK, Failure, Run};
use crate::app_client::{AppClientSpec, Draft};
use crate::cognito::{Candidate, Cognito, LookFor};
use crate::drafts::{self, DraftFile, DraftId, Ended, Found, Place, RequestSent};
use crate::wizard::STEPS;

/// By then a client that was made is in the list.
const SETTLED: Duration = Duration::from_mins(1);

/// What to do about a client that may be the one that was asked for.
pub(super) const ANOTHER: &str = "Look at it, and use it. To create another one nevertheless: --create-another.";

impl Run<'_> {
    /// Another client is wanted: the records of unanswered requests for this one have done their work.
    pub(super) async fn forget_earlier(&self, spec: &AppClientSpec) {
        let (drafts, pool, name) = (self.drafts.clone(), spec.pool().clone(), spec.name().to_owned());
        let work = tokio::task::spawn_blocking(move || {
            let is_of_it = |sent: &RequestSent| sent.pool == pool && sent.name == name;
            for Found { id, file } in drafts.list() {
                // What was typed on a screen stays for the screen.
                if file.visited.is_empty() && file.request_sent.as_ref().is_some_and(is_of_it) {
                    drop(drafts.discard(&id));
                }
            }
        });
        drop(tokio::time::timeout(DISK, work).await);
    }

    /// Looks for the client of an earlier request for the same name in the same pool.
    pub(super) async fn look_for_earlier(&self, cognito: &Cognito, spec: &AppClientSpec) -> Result<(), Failure> {
        let drafts = self.drafts.clone();
        let listed = tokio::task::spawn_blocking(move || drafts.list());
        // A disk that does not answer holds nothing up.
        let Ok(Ok(found)) = tokio::time::timeout(DISK, listed).await else { return Ok(()) };
        for Found { id, file } in found {
            let of_it = |sent: &&RequestSent| sent.pool == *spec.pool() && sent.name == spec.name();
            if let Some(sent) = file.request_sent.as_ref().filter(of_it) {
                self.look_into(cognito, sent, &id, file.visited.is_empty()).await?;
            }
        }
        Ok(())
    }

    /// `is_ours` if no page of the draft was ever on a screen: then nothing that was typed is in it.
    /// A record is kept until the user says that another client is wanted: a script that runs the same
    /// again reads no sentence.
    async fn look_into(
        &self,
        cognito: &Cognito,
        sent: &RequestSent,
        id: &DraftId,
        is_ours: bool,
    ) -> Result<(), Failure> {
        let age = sent.age(drafts::now());
        let RequestSent { pool, name, before, .. } = sent.clone();
        let what = LookFor { pool, name: name.clone(), spec: None, sent_ago: age, before };
        let told = |text: String, advice: String| Failure::Told("Unanswered", text, advice);
        let opening = format!("An earlier request to create {name} in this pool was not answered.");
        let looked = self.patiently(async || cognito.look_for(&what).await).await.map_err(|error| {
            let text = format!("{opening} It could not be looked for: {}", error.sentence);
            told(text, format!("{} To create one nevertheless: --no-drafts.", error.advice))
        })?;
        if !looked.candidates.is_empty() {
            let text = format!("{opening} This app client was made since: {}.", ids(&looked.candidates));
            return Err(told(text, ANOTHER.to_owned()));
        }
        if age < SETTLED {
            let text = format!("{opening} No such client is there so far.");
            return Err(told(text, "Wait a minute, then run this again: it looks first.".to_owned()));
        }
        self.out.note(&format!("{opening} No such client is there."));
        if is_ours {
            drop(self.drafts.discard(id));
        }
        Ok(())
    }

    /// Before a request leaves, the disk knows of it; false if it does not, which is told.
    pub(super) async fn write_down(
        &self,
        cognito: &Cognito,
        draft: &Draft,
        spec: &AppClientSpec,
        before: Option<BTreeSet<String>>,
    ) -> bool {
        if !self.drafts.are_kept() {
            if !self.options.no_drafts && !self.options.demo {
                self.not_written("There is no folder for it.");
            }
            return false;
        }
        let session = cognito.session();
        let place = Place {
            pool: Some(spec.pool().clone()),
            region: Some(session.region.clone()),
            profile: session.profile.clone(),
            ..Place::default()
        };
        self.drafts.keep(DraftFile::new(draft, place, STEPS.len(), BTreeSet::new()));
        let (pool, name) = (spec.pool().clone(), spec.name().to_owned());
        let sent = RequestSent { at: drafts::now(), aws_clock: None, pool, name, before };
        let drafts = self.drafts.clone();
        let work = tokio::task::spawn_blocking(move || drafts.sending(sent));
        let why = match tokio::time::timeout(DISK, work).await {
            Ok(Ok(Ok(()))) => return true,
            Ok(Ok(Err(why))) => why,
            Ok(Err(_)) | Err(_) => "The disk does not answer.".to_owned(),
        };
        self.not_written(&why);
        false
    }

    fn not_written(&self, why: &str) {
        self.out.note(&format!("Warning: this request is not written down, so no later run can look for it. {why}"));
    }

    /// The outcome is known, and told.
    pub(super) fn settled(&self) {
        self.drafts.forget();
        // A file that stays is looked into by the next run, and no more than that.
        drop(self.drafts.save());
    }

    /// It is not: the next run shall look.
    pub(super) fn not_settled(&self) {
        drop(self.drafts.flush(Ended::Cancelled));
    }
}

/// "3n4b5..., 71hfe..."
pub(super) fn ids(candidates: &[Candidate]) -> String {
    let mut seen = HashSet::new();
    let ids = candidates.iter().map(|candidate| candidate.client_id.as_str()).filter(|id| seen.insert(*id));
    ids.collect::<Vec<_>>().join(", ")
}
