//! Drafts: when the answers are kept, and going on with those of an earlier run.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::time::Duration;

use crate::app::pool::Detail;
use crate::app::{Account, ChosenPool, Effect, KeyPress, Model, ReviewPage, Screen, SentRequest, Verb};
use crate::app_client::{Context, rules};
use crate::cognito::Target;
use crate::drafts::{DraftFile, DraftId, Place};
use crate::keys::{Action, Key};
use crate::wizard::STEPS;
use crate::wizard::form::Form;

/// A change is written to the disk after this much rest.
const REST: Duration = Duration::from_secs(1);

/// A draft of an earlier run.
#[derive(Clone)]
pub struct DraftOffer {
    /// Which.
    pub id: DraftId,
    /// What it says.
    pub file: DraftFile,
    /// How long ago it was written.
    pub age: Duration,
    /// How long ago its request was sent, if one was.
    pub sent_ago: Option<Duration>,
}

/// The page that offers drafts, one at a time.
pub struct ResumePage {
    /// All of them, the newest first.
    pub offers: Vec<DraftOffer>,
    /// The one that is shown.
    pub at: usize,
    /// The choice under the cursor.
    pub choice: usize,
}

/// What the user can do with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResumeChoice {
    /// Go on with it; if a request was sent, look for its client first.
    Resume,
    /// Show the next one.
    Next,
    /// Begin anew; it stays.
    Keep,
    /// Begin anew; it goes.
    Delete,
}

impl ResumePage {
    /// The draft that is shown.
    #[must_use]
    pub fn offer(&self) -> Option<&DraftOffer> {
        self.offers.get(self.at)
    }

    /// The choices in the order of the page.
    #[must_use]
    pub fn choices(&self) -> Vec<ResumeChoice> {
        let next = (self.offers.len() > 1).then_some(ResumeChoice::Next);
        [ResumeChoice::Resume].into_iter().chain(next).chain([ResumeChoice::Keep, ResumeChoice::Delete]).collect()
    }

    /// The choice under the cursor.
    #[must_use]
    pub fn chosen(&self) -> ResumeChoice {
        self.choices().get(self.choice).copied().unwrap_or(ResumeChoice::Keep)
    }
}

impl Model {
    /// Keeps the answers if they are others than before. Called after every key.
    pub(super) fn keep_draft(&mut self) -> Option<Effect> {
        let in_wizard = matches!(self.screen, Screen::Pools | Screen::Step | Screen::Review(_));
        if !self.start.drafts || !in_wizard || self.is_editing() {
            return None;
        }
        // While a request is open its record has to outlive even empty answers.
        if self.draft.is_untouched() && !self.is_unsettled() {
            self.draft_changed_at = None;
            return self.kept.take().map(|_| Effect::DeleteDraft);
        }
        let file = self.draft_file();
        if self.kept.as_ref() == Some(&file) {
            return None;
        }
        self.kept = Some(file.clone());
        self.draft_changed_at = Some(self.now);
        Some(Effect::KeepDraft(Box::new(file)))
    }

    fn draft_file(&self) -> DraftFile {
        // While a session is being made, what was known before still holds.
        let before =
            |part: fn(&Place) -> &Option<String>| self.kept.as_ref().and_then(|kept| part(&kept.place).clone());
        let place = Place {
            pool: self.pool.as_ref().map(|pool| pool.id.clone()),
            pool_name: self.pool_name().map(str::to_owned),
            region: self
                .session
                .as_ref()
                .map(|session| session.region.clone())
                .or_else(|| before(|place| &place.region)),
            profile: match &self.session {
                Some(session) => session.profile.clone(),
                None => before(|place| &place.profile),
            },
            account: match &self.account {
                Account::Known(identity) => Some(identity.account.clone()),
                Account::Asking(_) => before(|place| &place.account),
                Account::NotKnown => None,
            },
        };
        let step = if matches!(self.screen, Screen::Review(_)) { STEPS.len() } else { self.form.step_number() };
        DraftFile::new(&self.draft, place, step, self.form.visited().clone())
    }

    /// When the answers are to be written.
    pub(super) fn next_save(&self) -> Option<Duration> {
        self.draft_changed_at.map(|at| at + REST)
    }

    /// Writes the answers if they have rested.
    pub(super) fn save_if_rested(&mut self) -> Option<Effect> {
        let now = self.now;
        self.draft_changed_at.take_if(|at| *at + REST <= now).map(|_| Effect::SaveDraft)
    }

    /// The client exists: nothing is left to go on with.
    pub(super) fn forget_draft(&mut self) -> Vec<Effect> {
        self.draft_changed_at = None;
        self.kept = None;
        if self.start.drafts { vec![Effect::DeleteDraft] } else { Vec::new() }
    }

    /// The service said no: that request made no client. One before it may still be open.
    pub(super) fn settle(&mut self) -> Vec<Effect> {
        self.sent = self.sent_before.take();
        let open = self.sent.clone().map(|sent| (Box::new(sent.clone()), sent.ago(self.now)));
        if self.start.drafts { vec![Effect::SettleDraft(open)] } else { Vec::new() }
    }

    /// Offers what was found, unless the user has begun already.
    pub(super) fn on_drafts(&mut self, offers: Vec<DraftOffer>) -> Vec<Effect> {
        let is_given = !self.start.answers.is_empty();
        let begun = if is_given { self.kept.is_some() } else { !self.draft.is_untouched() };
        let begun = begun || self.is_editing() || self.overlay.is_some() || !self.pools.filter.value().is_empty();
        // Nobody who answers from a pipe, or names a client to copy, wants another one gone on with.
        let wants_none = is_given || self.start.is_scripted || matches!(self.start.verb, Verb::Copy(_));
        let wanted = |offer: &DraftOffer| {
            let is_here = self.start.pool.is_none() || offer.file.place.pool.as_ref() == self.start.pool.as_ref();
            // Who gives new answers does not want the old ones; a client that may exist is another matter.
            is_here && (!wants_none || offer.sent_ago.is_some())
        };
        let offers: Vec<DraftOffer> = offers.into_iter().filter(wanted).collect();
        // Who names a client, or asks for the list, did not come for a draft.
        let is_for_drafts = matches!(self.start.verb, Verb::Home | Verb::Create | Verb::Copy(_));
        let on_first_page = matches!(self.screen, Screen::Pools | Screen::Clients | Screen::Step);
        if is_for_drafts && !begun && !offers.is_empty() && on_first_page {
            self.show(Screen::Resume(Box::new(ResumePage { offers, at: 0, choice: 0 })), false);
        }
        Vec::new()
    }

    pub(super) fn act_in_resume(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        let Screen::Resume(page) = &mut self.screen else { return Vec::new() };
        let last = page.choices().len().saturating_sub(1);
        match action {
            Action::Up => page.choice = page.choice.saturating_sub(1),
            Action::Down => page.choice = (page.choice + 1).min(last),
            Action::Pick => {
                if let Some(n) = Self::digit(key).filter(|n| *n <= last) {
                    page.choice = n;
                }
            }
            Action::Accept => {
                let choice = page.chosen();
                return if self.accepts(press, "go on") { self.take_resume_choice(choice) } else { Vec::new() };
            }
            Action::Back => return self.start_over(),
            Action::Quit => return self.cancel(),
            _ => {}
        }
        Vec::new()
    }

    fn take_resume_choice(&mut self, choice: ResumeChoice) -> Vec<Effect> {
        let Screen::Resume(page) = &mut self.screen else { return Vec::new() };
        let Some(id) = page.offer().map(|offer| offer.id.clone()) else { return self.start_over() };
        match choice {
            ResumeChoice::Resume => vec![Effect::ResumeDraft(id)],
            ResumeChoice::Next => {
                page.at = (page.at + 1) % page.offers.len().max(1);
                page.choice = 0;
                self.page.turn(true);
                Vec::new()
            }
            ResumeChoice::Keep => self.start_over(),
            ResumeChoice::Delete => {
                let mut effects = vec![Effect::DiscardDraft(id)];
                effects.extend(self.start_over());
                effects
            }
        }
    }

    /// To where the program would have begun.
    fn start_over(&mut self) -> Vec<Effect> {
        if self.pool.is_some() {
            self.show(self.first_page(), true);
            return Vec::new();
        }
        self.back_to_pools()
    }

    /// Goes on with a draft, in its Region and with its profile; `None` if another program has it.
    pub(super) fn on_resumed(&mut self, offer: Option<DraftOffer>) -> Vec<Effect> {
        let Some(DraftOffer { file, sent_ago, .. }) = offer else {
            return self.say("That draft is open in another window, or it is gone. Start over, or choose another one.");
        };
        self.draft = file.draft();
        self.form = Form::resumed(&self.draft, file.step, file.visited.clone());
        self.pool = file.place.pool.clone().map(|id| ChosenPool::new(id, Detail::Wanted));
        self.kept = Some(file.clone());
        self.account_before.clone_from(&file.place.account);
        let sent = file.request_sent.clone().zip(sent_ago);
        if let Some((sent, earlier)) = sent {
            let spec = rules::resolve(&self.draft, &sent.pool, &Context::default()).ok().map(Box::new);
            self.sent = Some(SentRequest {
                ticket: None,
                pool: sent.pool,
                name: sent.name,
                spec,
                at: self.now,
                earlier,
                before: sent.before,
            });
        }
        // First to where it was, so that nothing is asked elsewhere.
        let mut effects = self.aim_at(&file.place);
        effects.extend(self.show_resumed(file.step));
        effects
    }

    fn show_resumed(&mut self, step: usize) -> Vec<Effect> {
        if self.pool.is_none() {
            self.show(Screen::Pools, true);
            return self.say("Choose the user pool; your answers are kept.");
        }
        if self.is_unsettled() {
            let mut effects = self.show_unknown(None);
            effects.extend(self.read_chosen_pool());
            return effects;
        }
        let review = Screen::Review(ReviewPage { failure: self.connect_failure(), ..ReviewPage::default() });
        self.show(if step < STEPS.len() { Screen::Step } else { review }, true);
        self.read_chosen_pool()
    }

    /// A draft of another Region or profile is gone on with there.
    fn aim_at(&mut self, place: &Place) -> Vec<Effect> {
        let target = Target {
            profile: place.profile.clone().or(self.target.profile.clone()),
            region: place.region.clone().or(self.target.region.clone()),
        };
        let here = self.session.as_ref().map(|session| (session.profile.clone(), Some(session.region.clone())));
        if self.start.demo || here == Some((target.profile.clone(), target.region.clone())) {
            self.note_other_account();
            return Vec::new();
        }
        let before = self.account_before.take();
        let effects = self.switch(target);
        self.account_before = before;
        effects
    }
}
