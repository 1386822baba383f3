//! Listing the secrets, and the request that deletes one: sent once, after they were listed again,
//! and looked after when its answer is lost.

use crate::app::secrets::{MOST_SECRETS, RotationStage, SecretsPage};
use crate::app::{Effect, KeyPress, Link, ListFor, Model, SecretsFocus, Then, Ticket};
use crate::app_client::AppClientSecret;
use crate::cognito::{ErrorKind, ServiceError};

impl SecretsPage {
    pub(super) fn ids(&self) -> Vec<String> {
        self.rows.iter().map(|row| row.id.clone()).collect()
    }
}

impl Model {
    /// Asks for IDs and dates; without a session, for that first.
    pub(super) fn list_secrets_for(&mut self, what: ListFor) -> Vec<Effect> {
        if self.link != Link::Up {
            return self.connect_first();
        }
        let (ticket, now) = (self.ticket(), self.now);
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let effect = Effect::ListSecrets(ticket, page.client.pool.clone(), page.client.id.clone());
        self.enter_stage(RotationStage::Reading(ticket, now, what));
        vec![effect]
    }

    /// An answer to that.
    pub(in crate::app) fn on_secrets_of_page(
        &mut self,
        ticket: Ticket,
        answer: Result<Vec<AppClientSecret>, ServiceError>,
    ) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let what = match &page.stage {
            RotationStage::Reading(pending, _, what) if *pending == ticket => what.clone(),
            _ => return Vec::new(),
        };
        let mut rows = match answer {
            Ok(rows) => rows,
            Err(error) => return self.not_listed(what, Some(error)),
        };
        // Dates sort as they are written; what has none is not known to be old.
        rows.sort_by(|a, b| (a.created.is_none(), &a.created).cmp(&(b.created.is_none(), &b.created)));
        let before = page.ids();
        page.rows = rows;
        page.is_listed = true;
        let is_same = before == page.ids();
        if !matches!(what, ListFor::Show) {
            page.failure = None;
        }
        match what {
            ListFor::Show => self.show_listed(),
            ListFor::Add | ListFor::Delete(_) if !is_same => {
                page.say(false, "The secrets changed since you read this page. Nothing was sent.");
                self.show_listed()
            }
            ListFor::Add => self.send_add(),
            ListFor::Added(before) => self.on_looked_if_added(&before),
            ListFor::Delete(row) => self.send_delete_secret(row),
            ListFor::Deleted(row, is_lost) => self.on_looked_if_secret_deleted(&row, is_lost),
        }
    }

    fn not_listed(&mut self, what: ListFor, error: Option<ServiceError>) -> Vec<Effect> {
        if let Some(error) = &error {
            self.note_refused_credentials(error);
        }
        // Something was sent, and nobody knows what became of it.
        self.failed |= matches!(what, ListFor::Added(_) | ListFor::Deleted(..));
        if let Some(page) = self.secrets_page_mut() {
            page.failure = error.map(Box::new);
            if matches!(what, ListFor::Add | ListFor::Delete(_)) {
                page.say(false, "The secrets could not be listed again. Nothing was sent that changes anything.");
            }
        }
        // A list that failed before something was to be sent is read again to be looked at: nothing
        // may follow by itself, in a new session least of all.
        let what = match what {
            ListFor::Add | ListFor::Delete(_) => ListFor::Show,
            ListFor::Show | ListFor::Added(_) | ListFor::Deleted(..) => what,
        };
        self.enter_stage(RotationStage::NotListed(what))
    }

    /// The stage that follows from how many secrets there are.
    pub(super) fn show_listed(&mut self) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let is_rotating = page.rows.len() >= MOST_SECRETS && page.no_rotation().is_none();
        self.enter_stage(if is_rotating { RotationStage::Deploying } else { RotationStage::Overview })
    }

    /// Enter on the page that says what deleting this one does.
    pub(super) fn press_delete_secret(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let RotationStage::Confirming(row) = &page.stage else { return Vec::new() };
        let row = row.clone();
        if !page.is_confirmed(&row) {
            page.focus = SecretsFocus::Typed;
            page.is_wrong = true;
            return Vec::new();
        }
        match self.may_send(press, "delete it") {
            Ok(()) => self.list_secrets_for(ListFor::Delete(row)),
            Err(instead) => instead,
        }
    }

    /// Sends the one request that deletes: the one place that does. Never the last secret.
    fn send_delete_secret(&mut self, row: AppClientSecret) -> Vec<Effect> {
        let (ticket, now) = (self.ticket(), self.now);
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        if page.rows.len() < 2 || !page.ids().contains(&row.id) {
            page.say(false, "The last secret of a client cannot be deleted. Nothing was sent.");
            return self.show_listed();
        }
        page.open_delete = Some((ticket, row.clone()));
        page.note = None;
        let effect = Effect::DeleteSecret(ticket, page.client.pool.clone(), page.client.id.clone(), row.id.clone());
        self.enter_stage(RotationStage::Deleting(now, row));
        vec![effect]
    }

    pub(in crate::app) fn on_secret_deleted(
        &mut self,
        ticket: Ticket,
        answer: Result<(), ServiceError>,
    ) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let Some((_, row)) = page.open_delete.take_if(|(open, _)| *open == ticket) else { return Vec::new() };
        // Stopped waiting: a list that is being read says what became of it.
        let is_waited_for = matches!(page.stage, RotationStage::Deleting(..));
        let is_being_read = page.waits_since().is_some() && !is_waited_for;
        match answer {
            _ if is_being_read => Vec::new(),
            Ok(()) => self.look_for_secrets(ListFor::Deleted(row, false)),
            Err(error) if matches!(error.kind, ErrorKind::Unanswered | ErrorKind::NotFound) => {
                self.look_for_secrets(ListFor::Deleted(row, true))
            }
            Err(error) => {
                page.say(false, "The secret was not deleted. Nothing changed in AWS.");
                self.refused(error)
            }
        }
    }

    fn on_looked_if_secret_deleted(&mut self, row: &AppClientSecret, is_lost: bool) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let id = &row.id;
        let (is_there, is_open) = (page.ids().contains(id), page.open_delete.is_some());
        let text = match (is_there, is_lost) {
            (false, false) => format!("Secret {id} was deleted. The other one is the only secret now."),
            (false, true) if is_open => format!("Secret {id} is gone."),
            (false, true) => format!("The answer was lost, but secret {id} is gone."),
            (true, false) => format!("Cognito says that it deleted secret {id}, and still lists it. r lists again."),
            (true, true) if is_open => {
                format!("You stopped waiting, and secret {id} is still there so far. r lists again.")
            }
            (true, true) => format!("The answer was lost, and secret {id} is still there: it was not deleted."),
        };
        page.say(!is_there, text);
        if !is_there && page.added.as_ref().is_some_and(|added| added.id == *id) {
            page.added = None;
            page.secret = None;
        }
        self.failed = is_there;
        self.saved |= !is_there;
        self.show_listed()
    }

    /// Lists them to see what became of a request.
    pub(super) fn look_for_secrets(&mut self, what: ListFor) -> Vec<Effect> {
        if self.link == Link::Up { self.list_secrets_for(what) } else { self.not_listed(what, None) }
    }

    /// The service refused: the secrets are listed again, since that may be why.
    pub(super) fn refused(&mut self, error: ServiceError) -> Vec<Effect> {
        self.note_refused_credentials(&error);
        self.failed = true;
        if let Some(page) = self.secrets_page_mut() {
            page.failure = Some(Box::new(error));
        }
        if self.link == Link::Up { self.list_secrets_for(ListFor::Show) } else { self.show_listed() }
    }

    /// Ctrl-C or Esc while the service is waited for. What is not known is said.
    pub(in crate::app) fn stop_in_secrets(&mut self) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        match &page.stage {
            RotationStage::Reading(_, _, ListFor::Add) => {
                page.say(false, "You stopped. Nothing was sent.");
                self.enter_stage(RotationStage::Overview)
            }
            RotationStage::Reading(_, _, ListFor::Delete(row)) => {
                let row = row.clone();
                page.say(false, "You stopped. Nothing was sent.");
                self.enter_stage(RotationStage::Confirming(row))
            }
            RotationStage::Reading(_, _, what) => {
                let what = what.clone();
                self.not_listed(what, None)
            }
            RotationStage::Adding(_) => self.look_if_added(),
            RotationStage::Deleting(_, row) => {
                let what = ListFor::Deleted(row.clone(), true);
                self.look_for_secrets(what)
            }
            RotationStage::NotListed(_)
            | RotationStage::Overview
            | RotationStage::Taking
            | RotationStage::Deploying
            | RotationStage::Choosing
            | RotationStage::Confirming(_) => Vec::new(),
        }
    }

    /// There is a session again, maybe another one: what the page says is read anew, but for a value
    /// that only this page has.
    pub(in crate::app) fn secrets_in_new_session(&mut self) -> Vec<Effect> {
        let Some(page) = self.secrets_page() else { return Vec::new() };
        match &page.stage {
            RotationStage::NotListed(what) => {
                let what = what.clone();
                self.list_secrets_for(what)
            }
            _ if page.new_value().is_some() => {
                self.page.changed();
                Vec::new()
            }
            _ => {
                let id = page.client.id.clone();
                self.read_client(id, Then::Secrets)
            }
        }
    }

    /// There is none.
    pub(in crate::app) fn secrets_without_session(&mut self, error: ServiceError) -> Vec<Effect> {
        if let Some(page) = self.secrets_page_mut() {
            page.failure = Some(Box::new(error));
            page.say(false, "There is no session with AWS.");
        }
        self.scroll = Some(0);
        self.page.changed();
        Vec::new()
    }
}
