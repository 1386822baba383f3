//! What is waited for before the next question. A wait is said once, in words, and never again.

#![expect(clippy::wildcard_enum_match_arm, reason = "on every other page nothing is stopped")]

use std::time::Duration;

use crate::app::{Account, DeleteState, Detail, Effect, Link, Listing, Look, Msg, Overlay, Screen, Stage, Verb};
use crate::app_client::FieldId;
use crate::keys::Action;
use crate::line_mode::Dialogue;
use crate::wizard::form::Focus;

/// What is good to know but not needed is waited for so long.
const BRIEFLY: Duration = Duration::from_secs(3);

/// A wait.
enum Wait {
    /// Until it is there: nothing can be asked before. The words are empty where a page said it.
    For(String),
    /// A little: the page says more with it.
    Briefly,
}

impl Dialogue {
    /// True if the next question has to wait; says for what.
    pub(super) fn waits(&mut self) -> bool {
        match self.wait() {
            None => false,
            Some(Wait::For(words)) => {
                if self.waits.as_ref() != Some(&words) {
                    if !self.last_line().starts_with(&words) {
                        self.say(words.clone());
                    }
                    self.waits = Some(words);
                    self.waits_since = self.now;
                }
                true
            }
            Some(Wait::Briefly) => {
                let is_new = self.told != Some(self.place());
                is_new && self.now < *self.brief_since.get_or_insert(self.now) + BRIEFLY
            }
        }
    }

    /// When a little is over.
    pub(super) fn end_of_brief_wait(&self) -> Option<Duration> {
        let end = self.brief_since? + BRIEFLY;
        (end > self.now).then_some(end)
    }

    fn wait(&self) -> Option<Wait> {
        let model = &self.model;
        if self.awaited > 0 {
            return Some(Wait::For(String::new()));
        }
        if let Some(overlay) = &model.overlay {
            let reads = matches!(overlay, Overlay::Picker(picker) if picker.rows.is_none() && picker.error.is_none());
            return reads.then(|| Wait::For(String::new()));
        }
        match &model.screen {
            Screen::Resume(_) | Screen::Created(_) | Screen::Secrets(_) => None,
            Screen::Pools => self.wait_for_pools(),
            Screen::Clients if self.deleted && matches!(self.model.start.verb, Verb::Delete(_)) => None,
            Screen::Clients => self.wait_for_clients(),
            Screen::Client(page) => {
                if let Some(again) = page.retry.again() {
                    return page.failure().map(|error| self.again(&error.sentence, "Trying", again));
                }
                let secrets = page.is_reading_secrets().then_some(Wait::Briefly);
                let reads = page.is_reading().then(|| Wait::For("Reading the app client.".to_owned()));
                reads.or(secrets).or_else(|| self.wait_for_pool())
            }
            Screen::Step => self.wait_in_step(),
            Screen::Review(_) => self.wait_for_session().or_else(|| self.wait_for_pool()),
            Screen::Creating(_) => Some(Wait::For("Creating.".to_owned())),
            Screen::Unknown(page) => match &page.look {
                _ if self.impatient => None,
                Look::Looking(..) if page.looks > 0 => Some(Wait::For("Looking again.".to_owned())),
                Look::Looking(..) => {
                    Some(Wait::For(format!("It is not known if {} was created. Looking for it.", page.name)))
                }
                Look::Nothing(Some(again)) => Some(self.again("Not found so far.", "Looking", *again)),
                Look::Nothing(None) | Look::Found(_) | Look::Failed(_) => None,
            },
            Screen::Changes(page) => match &page.stage {
                Stage::Reading(..) => Some(Wait::For("Reading the app client again.".to_owned())),
                Stage::Sending(..) => Some(Wait::For("Saving.".to_owned())),
                Stage::Idle | Stage::Unknown => self.wait_for_session().or_else(|| self.wait_for_pool()),
                Stage::Saved(_) => None,
            },
            Screen::Delete(page) => match &page.state {
                DeleteState::Checking(..) => Some(Wait::For("Reading the app client again.".to_owned())),
                DeleteState::Deleting(_) => Some(Wait::For("Deleting.".to_owned())),
                DeleteState::Looking(..) => Some(Wait::For("Looking if it is still there.".to_owned())),
                DeleteState::Asking | DeleteState::NotKnown(_) => {
                    self.wait_for_session().or_else(|| self.wait_for_pool())
                }
            },
        }
    }

    fn again(&self, sentence: &str, what: &str, again: Duration) -> Wait {
        let planned = again.saturating_sub(self.now).as_secs().max(1);
        // The seconds are said once, not counted down.
        match self.waits.as_deref().filter(|said| said.starts_with(sentence) && said.contains("again in")) {
            Some(said) => Wait::For(said.to_owned()),
            None => Wait::For(format!("{sentence} {what} again in {planned} s.")),
        }
    }

    fn wait_for_session(&self) -> Option<Wait> {
        (self.model.link() == Link::Connecting).then(|| Wait::For("Connecting to AWS.".to_owned()))
    }

    fn wait_for_pools(&self) -> Option<Wait> {
        let pools = &self.model.pools;
        if pools.id_error.is_some() {
            return None;
        }
        match &pools.listing {
            Listing::NotYet if self.model.link() != Link::Down => {
                Some(Wait::For("Looking for AWS settings.".to_owned()))
            }
            Listing::Loading(_) => Some(Wait::For("Reading the user pools.".to_owned())),
            Listing::Busy(_, error) => pools.retry.again().map(|again| self.again(&error.sentence, "Trying", again)),
            Listing::NotYet | Listing::Complete | Listing::Failed(_) => self.wait_for_account(),
        }
    }

    fn wait_for_clients(&self) -> Option<Wait> {
        let list = self.model.client_list()?;
        match &list.listing {
            Listing::NotYet if self.model.link() == Link::Connecting => {
                Some(Wait::For("Connecting to AWS.".to_owned()))
            }
            Listing::NotYet if self.model.link() == Link::Down => None,
            Listing::NotYet | Listing::Loading(_) => Some(Wait::For("Reading the app clients.".to_owned())),
            Listing::Busy(_, error) => list.retry.again().map(|again| self.again(&error.sentence, "Trying", again)),
            Listing::Complete | Listing::Failed(_) => self.wait_for_account(),
        }
    }

    fn wait_in_step(&self) -> Option<Wait> {
        let detail = self.model.pool.as_ref().map(|pool| &pool.detail);
        let on_matrix = self.model.form.focus() == Focus::Field(FieldId::AttributePermissions);
        let is_up = self.model.link() == Link::Up;
        match detail {
            Some(Detail::Loading(_) | Detail::Wanted) if on_matrix && is_up => {
                Some(Wait::For("Reading the attributes of this pool.".to_owned()))
            }
            _ => self.wait_for_pool(),
        }
    }

    /// Account, name and attributes of the pool, names that are taken.
    fn wait_for_pool(&self) -> Option<Wait> {
        let pool = self.model.pool.as_ref();
        let is_reading = pool.is_some_and(|pool| {
            matches!(pool.detail, Detail::Loading(_)) || matches!(pool.clients.listing, Listing::Loading(_))
        });
        is_reading.then_some(Wait::Briefly).or_else(|| self.wait_for_account())
    }

    fn wait_for_account(&self) -> Option<Wait> {
        let is_asking = matches!(self.model.account, Account::Asking(Some(_))) || self.model.link() == Link::Connecting;
        is_asking.then_some(Wait::Briefly)
    }

    /// An answer that a question waits for was asked for.
    pub(super) fn note_effects(&mut self, effects: &[Effect]) {
        let waits = |effect: &&Effect| {
            matches!(
                effect,
                Effect::FindDrafts | Effect::ResumeDraft(_) | Effect::PrintRequest(_) | Effect::SaveSecret(..)
            )
        };
        self.awaited += effects.iter().filter(waits).count();
    }

    /// It came.
    pub(super) fn note_answer(&mut self, msg: &Msg) {
        if matches!(msg, Msg::Drafts(_) | Msg::Resumed(_) | Msg::Request(_) | Msg::Saved(_)) {
            self.awaited = self.awaited.saturating_sub(1);
        }
        self.deleted |= matches!(msg, Msg::Deleted(_, Ok(())));
        if matches!(msg, Msg::Looked(..)) {
            self.waits = None;
        }
    }

    /// Ctrl-C while something is waited for.
    pub(super) fn stops_waiting(&mut self) -> bool {
        if matches!(self.model.screen, Screen::Unknown(_)) && !self.impatient && self.wait().is_some() {
            self.impatient = true;
            self.told = None;
            return true;
        }
        let stops = match &self.model.screen {
            Screen::Creating(_) => true,
            Screen::Changes(page) => page.is_busy(),
            Screen::Delete(page) => page.waits_since().is_some(),
            _ => false,
        };
        stops && self.act(Action::Cancel)
    }

    /// Ctrl-C where a secret would be lost asks once.
    pub(super) fn secret_is_at_risk(&mut self) -> bool {
        let is_created = matches!(self.model.screen, Screen::Created(_)) && self.model.overlay.is_none();
        let is_at_risk = is_created && self.model.secret_view().is_some_and(|secret| !secret.taken);
        is_at_risk && self.act(Action::Cancel)
    }
}
