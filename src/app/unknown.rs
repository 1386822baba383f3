//! Not known whether the client exists: the tool looks, and never sends by itself.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use std::collections::BTreeSet;
use std::time::Duration;

use crate::app::{CreatedPage, Effect, KeyPress, Link, Model, ReviewPage, Screen, Ticket};
use crate::app_client::{AppClientSpec, Secret, UserPoolId};
use crate::cognito::{Candidate, LookFor, Looked, ServiceError, Target};
use crate::keys::{Action, Key};
use crate::submit::AGAIN;

/// A create request that left, and what it takes to find its client.
#[derive(Clone)]
pub struct SentRequest {
    /// Marks its answer; `None` if it was sent in another run.
    pub ticket: Option<Ticket>,
    /// Into which pool.
    pub pool: UserPoolId,
    /// Name of the client.
    pub name: String,
    /// What was asked for; `None` if a setting is not known any more.
    pub spec: Option<Box<AppClientSpec>>,
    /// When it was sent, since the start.
    pub at: Duration,
    /// How long before the start it was sent, if it was another run of the program.
    pub earlier: Duration,
    /// IDs of the pool's clients before, if all of them were listed.
    pub before: Option<BTreeSet<String>>,
}

impl SentRequest {
    /// How long ago it was sent.
    #[must_use]
    pub const fn ago(&self, now: Duration) -> Duration {
        now.saturating_sub(self.at).saturating_add(self.earlier)
    }
}

/// The page's state.
pub struct UnknownPage {
    /// Name of the client.
    pub name: String,
    /// What happened; `None` if the user stopped waiting.
    pub error: Option<Box<ServiceError>>,
    /// What the look gave so far.
    pub look: Look,
    /// Looks that found nothing.
    pub looks: usize,
    /// The choice under the cursor.
    pub choice: usize,
}

/// How far the look is.
pub enum Look {
    /// The service is being asked, since then.
    Looking(Ticket, Duration),
    /// There are clients that may be it.
    Found(Looked),
    /// There is none; it looks again at that time.
    Nothing(Option<Duration>),
    /// The clients could not be listed.
    Failed(Box<ServiceError>),
}

/// What the user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownChoice {
    /// Candidate n is the client.
    Use(usize),
    /// Look now.
    LookAgain,
    /// Send another request.
    CreateAnother,
    /// Back to Review; nothing is sent.
    Back,
}

impl UnknownPage {
    /// Clients that may be it.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        match &self.look {
            Look::Found(looked) => &looked.candidates,
            Look::Looking(..) | Look::Nothing(_) | Look::Failed(_) => &[],
        }
    }

    /// The choices in the order of the page.
    #[must_use]
    pub fn choices(&self) -> Vec<UnknownChoice> {
        let mut choices: Vec<_> = (0..self.candidates().len()).map(UnknownChoice::Use).collect();
        if !matches!(self.look, Look::Looking(..)) {
            choices.extend([UnknownChoice::LookAgain, UnknownChoice::CreateAnother]);
        }
        choices.push(UnknownChoice::Back);
        choices
    }

    /// The choice under the cursor.
    #[must_use]
    pub fn chosen(&self) -> UnknownChoice {
        self.choices().get(self.choice).copied().unwrap_or(UnknownChoice::Back)
    }

    /// The harmless choice, or the only client that is all that was asked for.
    fn choose_default(&mut self) {
        let matching = |candidate: &Candidate| candidate.differences.as_ref().is_some_and(Vec::is_empty);
        let found: Vec<usize> = (0..).zip(self.candidates()).filter(|(_, c)| matching(c)).map(|(n, _)| n).collect();
        let wanted = match found.as_slice() {
            [only] => UnknownChoice::Use(*only),
            [] | [..] => UnknownChoice::Back,
        };
        self.choice = self.choices().iter().position(|choice| *choice == wanted).unwrap_or_default();
    }

    fn move_by(&mut self, delta: isize) {
        self.choice = self.choice.saturating_add_signed(delta).min(self.choices().len().saturating_sub(1));
    }
}

impl Model {
    /// Says that it is not known, and looks.
    pub(super) fn show_unknown(&mut self, error: Option<Box<ServiceError>>) -> Vec<Effect> {
        self.failed = true;
        let name = self.sent.as_ref().map(|sent| sent.name.clone()).unwrap_or_default();
        let page = UnknownPage { name, error, look: Look::Nothing(None), looks: 0, choice: 0 };
        self.show(Screen::Unknown(Box::new(page)), true);
        self.look()
    }

    /// Stops waiting. The request is not undone, and its answer is still taken if it comes.
    pub(super) fn stop_waiting(&mut self) -> Vec<Effect> {
        self.show_unknown(None)
    }

    /// Asks the service; without a session, for that first.
    pub(super) fn look(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let now = self.now;
        let (Screen::Unknown(page), Some(sent)) = (&mut self.screen, &self.sent) else { return Vec::new() };
        page.look = Look::Looking(ticket, now);
        page.choice = 0;
        // The user may have gone to another Region since.
        let region = sent.pool.region().filter(|_| !self.start.demo).map(str::to_owned);
        let here = self.session.as_ref().map(|session| session.region.clone());
        if region.is_some() && here.is_some() && region != here {
            return self.switch(Target { region, ..self.target.clone() });
        }
        if self.link != Link::Up {
            return self.connect();
        }
        let what = LookFor {
            pool: sent.pool.clone(),
            name: sent.name.clone(),
            spec: sent.spec.clone(),
            sent_ago: sent.ago(now),
            before: sent.before.clone(),
        };
        vec![Effect::Look(ticket, Box::new(what))]
    }

    pub(super) fn on_looked(&mut self, ticket: Ticket, answer: Result<Looked, ServiceError>) -> Vec<Effect> {
        let expected = |page: &UnknownPage| matches!(page.look, Look::Looking(pending, _) if pending == ticket);
        if !matches!(&self.screen, Screen::Unknown(page) if expected(page)) {
            return Vec::new();
        }
        // Refused for one client of the list, they are of no use for the next look either.
        if let Some(error) = answer.as_ref().map_or_else(Some, |looked| looked.not_described.as_ref()) {
            self.note_refused_credentials(error);
        }
        let now = self.now;
        let Screen::Unknown(page) = &mut self.screen else { return Vec::new() };
        page.look = match answer {
            Ok(looked) if looked.candidates.is_empty() => {
                let again = AGAIN.get(page.looks).map(|pause| now + *pause);
                page.looks += 1;
                Look::Nothing(again)
            }
            Ok(looked) => Look::Found(looked),
            Err(error) => Look::Failed(Box::new(error)),
        };
        page.choose_default();
        self.page.changed();
        Vec::new()
    }

    /// When the page wants to be woken: to look again, or for the seconds that it shows.
    pub(super) fn next_look(&self, page: &UnknownPage) -> Option<Duration> {
        match &page.look {
            Look::Looking(_, since) => Some(self.next_second(*since)),
            Look::Nothing(Some(again)) => Some(self.next_second_to(*again)),
            Look::Nothing(None) | Look::Found(_) | Look::Failed(_) => None,
        }
    }

    /// Looks again if it is time.
    pub(super) fn look_if_due(&mut self) -> Vec<Effect> {
        let now = self.now;
        let due = |page: &UnknownPage| matches!(page.look, Look::Nothing(Some(again)) if again <= now);
        match &self.screen {
            Screen::Unknown(page) if due(page) => self.look(),
            _ => Vec::new(),
        }
    }

    pub(super) fn act_in_unknown(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        let Screen::Unknown(page) = &mut self.screen else { return Vec::new() };
        match action {
            Action::Up => page.move_by(-1),
            Action::Down => page.move_by(1),
            Action::Pick => {
                if let Some(n) = Self::digit(key).filter(|n| *n < page.choices().len()) {
                    page.choice = n;
                }
            }
            Action::CopyError => return self.copy_found_or_error(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::SwitchRegion => return self.pick_region(),
            // A key held since the page before must not close the only page that says what happened.
            Action::Quit if self.page.accepts(press) => return self.leave(),
            Action::Quit => return self.say("Press the key again to leave."),
            Action::Accept | Action::Back => {
                let choice = if action == Action::Back { UnknownChoice::Back } else { page.chosen() };
                return if self.accepts(press, "go on") { self.take_choice(choice) } else { Vec::new() };
            }
            _ => {}
        }
        Vec::new()
    }

    fn take_choice(&mut self, choice: UnknownChoice) -> Vec<Effect> {
        match choice {
            UnknownChoice::Use(n) => self.use_candidate(n),
            UnknownChoice::LookAgain => self.look(),
            // Nothing is sent that is not on Review, in the session of now. Create asks there.
            UnknownChoice::CreateAnother | UnknownChoice::Back => {
                self.show(Screen::Review(ReviewPage::default()), true);
                Vec::new()
            }
        }
    }

    /// The user says that this client is the one.
    fn use_candidate(&mut self, n: usize) -> Vec<Effect> {
        let (Screen::Unknown(page), Some(sent)) = (&self.screen, self.sent.take()) else { return Vec::new() };
        let Some(candidate) = page.candidates().get(n).cloned() else { return Vec::new() };
        self.failed = false;
        self.sent_before = None;
        self.overtaken.extend(self.create_ticket.take());
        self.received.push(candidate.client_id.clone());
        let id = candidate.client_id.clone();
        let page = CreatedPage::found(candidate, &sent, &self.draft);
        self.note_made(&page, &sent);
        self.draft.own_secret = Secret::default();
        self.show(Screen::Created(Box::new(page)), true);
        let mut effects = vec![Effect::KeepReceipt(id)];
        effects.extend(self.forget_draft());
        effects
    }

    fn copy_found_or_error(&mut self) -> Vec<Effect> {
        match self.candidate_under_cursor().map(|candidate| candidate.client_id.clone()) {
            Some(id) => self.copy("Client ID", Secret::new(id)),
            None => self.copy_error(),
        }
    }

    /// The client that Enter would use.
    pub(super) fn candidate_under_cursor(&self) -> Option<&Candidate> {
        let Screen::Unknown(page) = &self.screen else { return None };
        match page.chosen() {
            UnknownChoice::Use(n) => page.candidates().get(n),
            UnknownChoice::LookAgain | UnknownChoice::CreateAnother | UnknownChoice::Back => None,
        }
    }

    /// True while it is not known whether an earlier request made a client.
    #[must_use]
    pub const fn is_unsettled(&self) -> bool {
        self.sent.is_some()
    }

    /// True while the answer of Create may still come.
    #[must_use]
    pub const fn answer_may_come(&self) -> bool {
        self.create_ticket.is_some()
    }
}
