//! Saving an edit: the client is read again, the update is sent if nothing moved, its answer is
//! compared with what was meant. A lost answer is looked into: the same update sent twice is the
//! same.

use crate::app::changes::{Checked, MovedSince, ReadFor, Saved, Stage};
use crate::app::review::refused_field;
use crate::app::{ChangesPage, DryRun, Effect, Exit, Link, Model, Screen, Then, Ticket};
use crate::app_client::changes::{changes, moved};
use crate::app_client::{AppClient, Change, FieldId, Origin, Update, edit};
use crate::cognito::{ErrorKind, ServiceError, Updated};

/// An update that left, until it is known what became of it.
pub(super) struct OpenUpdate {
    ticket: Ticket,
    update: Box<Update>,
}

impl Model {
    /// Reads the client again; what was shown may not hold any more.
    pub(super) fn begin_saving(&mut self) -> Vec<Effect> {
        self.read_source(ReadFor::Saving)
    }

    /// `r`: what is there now?
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        self.read_source(ReadFor::Looking)
    }

    /// What became of the update.
    pub(super) fn check_update(&mut self) -> Vec<Effect> {
        self.read_source(ReadFor::Checking)
    }

    fn read_source(&mut self, why: ReadFor) -> Vec<Effect> {
        match self.link {
            Link::Up => {}
            Link::Connecting | Link::Down if why == ReadFor::Checking => {
                self.notice = Some("Connecting to AWS.".to_owned());
                return self.connect();
            }
            Link::Connecting | Link::Down => return self.connect_first(),
        }
        let (ticket, now) = (self.ticket(), self.now);
        let (Screen::Changes(page), Some(client)) = (&mut self.screen, &self.source) else { return Vec::new() };
        if why != ReadFor::Conflict {
            page.failure = None;
        }
        page.stage = Stage::Reading(ticket, now, why);
        let (pool, id) = (client.pool.clone(), client.id.clone());
        self.scroll = None;
        self.page.changed();
        vec![Effect::DescribeClient(ticket, pool, id)]
    }

    /// An answer to [`Model::read_source`].
    pub(super) fn on_source(&mut self, ticket: Ticket, answer: Result<AppClient, ServiceError>) -> Vec<Effect> {
        let Screen::Changes(page) = &mut self.screen else { return Vec::new() };
        let Stage::Reading(pending, _, why) = page.stage else { return Vec::new() };
        if pending != ticket {
            return Vec::new();
        }
        page.stage = if why == ReadFor::Checking { Stage::Unknown } else { Stage::Idle };
        self.page.turn(true);
        match (answer, why) {
            (Err(error), _) => self.reading_failed(error),
            (Ok(client), ReadFor::Checking) => self.compare_with_meant(client),
            (Ok(client), _) => self.compare_with_read(client, why),
        }
    }

    fn reading_failed(&mut self, error: ServiceError) -> Vec<Effect> {
        self.failed = true;
        self.note_refused_credentials(&error);
        if let Screen::Changes(page) = &mut self.screen {
            page.failure = Some(Box::new(error));
        }
        Vec::new()
    }

    /// Sends if nothing moved; else shows what did, and the changes over what is there now.
    fn compare_with_read(&mut self, client: AppClient, why: ReadFor) -> Vec<Effect> {
        let Some(before) = self.source.take() else { return Vec::new() };
        let moved = moved(&before, &client);
        let is_same = moved.is_nothing();
        let dates = (before.modified.clone(), client.modified.clone());
        self.rebase_on(&before, client);
        let Screen::Changes(page) = &mut self.screen else { return Vec::new() };
        if !is_same {
            page.moved = Some(MovedSince { moved, before: dates.0, now: dates.1 });
            page.checked = None;
            return self.say("Something moved. Read the page again before you save.");
        }
        match why {
            ReadFor::Saving => self.send_update(),
            ReadFor::Looking => self.say("Read again: nothing moved."),
            ReadFor::Conflict | ReadFor::Checking => Vec::new(),
        }
    }

    /// The same changes over another reading.
    fn rebase_on(&mut self, before: &AppClient, client: AppClient) {
        self.draft = edit::rebase(&self.draft, &edit::draft_of(before), &edit::draft_of(&client));
        self.source = Some(Box::new(client));
        self.source_read_at = self.now;
        self.offer_attributes();
    }

    /// Sends the update, or prints it: the one place that does.
    fn send_update(&mut self) -> Vec<Effect> {
        let Ok(update) = self.planned_update() else { return Vec::new() };
        if self.start.dry_run {
            let json = format!("{:#}", serde_json::Value::Object(update.body()));
            let request = Some(DryRun { json, left_out_secret: false });
            return vec![Effect::Quit(Exit { status: Exit::DONE, request })];
        }
        let (ticket, now) = (self.ticket(), self.now);
        let update = Box::new(update);
        self.open_update = Some(OpenUpdate { ticket, update: update.clone() });
        self.refusal = None;
        if let Screen::Changes(page) = &mut self.screen {
            **page = ChangesPage { shows_all: page.shows_all, ..ChangesPage::default() };
            page.stage = Stage::Sending(ticket, now);
        }
        self.page.turn(true);
        vec![Effect::Update(ticket, update)]
    }

    pub(super) fn on_updated(&mut self, ticket: Ticket, answer: Result<Updated, ServiceError>) -> Vec<Effect> {
        if self.open_update.as_ref().is_none_or(|open| open.ticket != ticket) {
            return Vec::new();
        }
        let is_here = matches!(self.screen, Screen::Changes(_));
        match answer {
            Ok(updated) if is_here => self.show_saved(updated.client, updated.differences, false),
            Ok(updated) => self.saved_late(updated),
            Err(error) if error.kind == ErrorKind::Unanswered => self.update_unanswered(error),
            Err(error) => self.update_refused(error),
        }
    }

    /// The user stopped waiting and went on.
    fn saved_late(&mut self, updated: Updated) -> Vec<Effect> {
        self.open_update = None;
        (self.failed, self.saved) = (false, true);
        let name = updated.client.name_or_id();
        if let Some(before) =
            self.source.take_if(|source| source.id == updated.client.id && self.draft.origin == Origin::Existing)
        {
            self.rebase_on(&before, updated.client);
        }
        self.say(format!("The changes to {name} were saved, as it turned out now."))
    }

    /// It is looked into at once, unless the user went elsewhere.
    fn update_unanswered(&mut self, error: ServiceError) -> Vec<Effect> {
        self.failed = true;
        let Screen::Changes(page) = &mut self.screen else { return Vec::new() };
        page.stage = Stage::Unknown;
        page.failure = Some(Box::new(error));
        self.check_update()
    }

    /// Nothing changed in AWS; the answers stay as they are.
    fn update_refused(&mut self, error: ServiceError) -> Vec<Effect> {
        self.open_update = None;
        self.failed = true;
        self.note_refused_credentials(&error);
        self.refusal = refused_field(&error);
        let about_attributes = error.kind == ErrorKind::Invalid(Some(FieldId::AttributePermissions));
        let mut effects = self.show_update_failure(error);
        if about_attributes {
            effects.extend(self.read_attributes_again());
        }
        effects
    }

    fn show_update_failure(&mut self, error: ServiceError) -> Vec<Effect> {
        let is_conflict = error.kind == ErrorKind::Conflict;
        let Screen::Changes(page) = &mut self.screen else {
            return self.say(format!("The changes were not saved. {}", error.sentence));
        };
        page.stage = Stage::Idle;
        page.failure = Some(Box::new(error));
        self.page.turn(true);
        if is_conflict { self.read_source(ReadFor::Conflict) } else { Vec::new() }
    }

    /// After a lost answer: is the client what was meant?
    fn compare_with_meant(&mut self, client: AppClient) -> Vec<Effect> {
        let is_meant = |open: &OpenUpdate| changes(open.update.after(), &client.settings).is_empty();
        if self.open_update.as_ref().is_some_and(is_meant) {
            return self.show_saved(client, Vec::new(), true);
        }
        let Some(open) = self.open_update.take() else { return Vec::new() };
        let is_untouched = changes(&open.update.before().settings, &client.settings).is_empty();
        if let Some(before) = self.source.take() {
            self.rebase_on(&before, client);
        }
        if let Screen::Changes(page) = &mut self.screen {
            page.stage = Stage::Idle;
            page.checked = Some(if is_untouched { Checked::NotSaved } else { Checked::Partly });
        }
        Vec::new()
    }

    fn show_saved(&mut self, client: AppClient, differences: Vec<Change>, looked: bool) -> Vec<Effect> {
        let Some(open) = self.open_update.take() else { return Vec::new() };
        (self.failed, self.saved) = (false, true);
        self.note_client(&client);
        // What was typed while the answer was under way is another edit.
        if self.planned_update().map_or(true, |now| now.after() != open.update.after()) {
            return self.go_on_editing(client);
        }
        let changes = open.update.changes();
        self.draft = edit::draft_of(&client);
        self.source = Some(Box::new(client));
        self.offer_attributes();
        let stage = Stage::Saved(Saved { changes, differences, looked });
        self.show(Screen::Changes(Box::new(ChangesPage { stage, ..ChangesPage::default() })), true);
        Vec::new()
    }

    fn go_on_editing(&mut self, client: AppClient) -> Vec<Effect> {
        if let Some(before) = self.source.take() {
            self.rebase_on(&before, client);
        }
        self.show(Screen::Changes(Box::default()), true);
        self.say("The changes before were saved. These came after them.")
    }

    /// From the outcome to the client, read again.
    pub(super) fn end_saved_edit(&mut self) -> Vec<Effect> {
        let id = self.source.as_ref().map(|client| client.id.clone());
        self.end_edit();
        id.map(|id| self.read_client(id, Then::Show)).unwrap_or_default()
    }

    /// Esc, q or Ctrl-C while something is under way. What was sent is not taken back.
    pub(super) fn stop_saving(&mut self) -> Vec<Effect> {
        let Screen::Changes(page) = &mut self.screen else { return Vec::new() };
        let was_sent = self.open_update.is_some();
        page.stage = if was_sent { Stage::Unknown } else { Stage::Idle };
        self.failed |= was_sent;
        self.page.turn(true);
        self.say(if was_sent { "Stopped waiting." } else { "Stopped. Nothing was sent." })
    }
}
