//! The request that adds a secret: sent once, after the secrets were listed again, and looked after
//! when its answer is lost. A value that comes late is kept until the user has it: it comes only once.

use crate::app::secrets::{Added, MOST_SECRETS, RotationStage, SecretsPage};
use crate::app::{Effect, KeyPress, ListFor, Model, SecretView, SecretsFocus, Ticket};
use crate::app_client::{AppClientSecret, Secret, UserPoolId};
use crate::cognito::{AddedSecret, ErrorKind, ServiceError};

/// A request to add that left, until it is answered. No `Debug`: it may hold the secret.
pub struct OpenAdd {
    ticket: Ticket,
    pool: UserPoolId,
    client_id: String,
    /// The secrets that were there before.
    before: Vec<String>,
    /// The user's own secret, if it was that.
    own: Option<Secret>,
}

/// A value that came when its page was gone. No `Debug`.
pub struct LateSecret {
    pool: UserPoolId,
    client_id: String,
    row: AppClientSecret,
    value: Secret,
}

impl SecretsPage {
    fn is_of(&self, pool: &UserPoolId, client_id: &str) -> bool {
        self.client.pool == *pool && self.client.id == client_id
    }

    /// The new secret is known, with its value or without; the field of an own one is empty again.
    fn take(&mut self, row: AppClientSecret, value: Option<Secret>, own: Option<Secret>) {
        if own.is_some() {
            self.own = super::SecretText::default();
            (self.wants_own, self.own_left) = (false, false);
        }
        self.secret = value.map(|value| SecretView::new(value, row.id.clone()));
        self.added = Some(Added { id: row.id.clone(), own: own.filter(|_| self.secret.is_none()) });
        self.ticked = false;
        self.failure = None;
        self.note = None;
        self.rows.retain(|other| other.id != row.id);
        self.rows.push(row);
    }
}

impl Model {
    /// Enter on Add: another person may have rotated, so the secrets are listed before. While a
    /// request is open, it is looked for instead.
    pub(super) fn press_add(&mut self, press: KeyPress) -> Vec<Effect> {
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        if page.wants_own && page.own_problem().is_some() {
            page.focus = SecretsFocus::Own;
            page.own_left = true;
            return Vec::new();
        }
        match self.may_send(press, "add it") {
            Err(instead) => instead,
            Ok(()) => match &self.open_add {
                None => self.list_secrets_for(ListFor::Add),
                Some(open) if self.secrets_page().is_some_and(|page| page.is_of(&open.pool, &open.client_id)) => {
                    self.look_if_added()
                }
                Some(open) => {
                    let what = format!("A secret of {} is still being added. Wait for the answer.", open.client_id);
                    self.say(what)
                }
            },
        }
    }

    /// Sends the one request that adds: the one place that does. Never a third.
    pub(super) fn send_add(&mut self) -> Vec<Effect> {
        let (ticket, now) = (self.ticket(), self.now);
        let is_open = self.open_add.is_some();
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        if page.rows.is_empty() || page.rows.len() >= MOST_SECRETS || is_open {
            return self.show_listed();
        }
        page.note = None;
        let own = page.wants_own.then(|| page.own.value().clone());
        let (pool, client_id, before) = (page.client.pool.clone(), page.client.id.clone(), page.ids());
        let effect = Effect::AddSecret(ticket, pool.clone(), client_id.clone(), own.clone());
        self.open_add = Some(OpenAdd { ticket, pool, client_id, before, own });
        self.enter_stage(RotationStage::Adding(now));
        vec![effect]
    }

    pub(in crate::app) fn on_secret_added(
        &mut self,
        ticket: Ticket,
        answer: Result<AddedSecret, ServiceError>,
    ) -> Vec<Effect> {
        let Some(open) = self.open_add.take_if(|open| open.ticket == ticket) else { return Vec::new() };
        let here = self.secrets_page().filter(|page| page.is_of(&open.pool, &open.client_id));
        let is_waited_for = here.is_some_and(|page| matches!(page.stage, RotationStage::Adding(_)));
        match (answer, here.is_some()) {
            (Ok(added), true) => self.take_added(added, open.own),
            (Ok(added), false) => self.keep_late_secret(added, open),
            (Err(error), true) if error.kind == ErrorKind::Unanswered => {
                if is_waited_for {
                    self.look_for_secrets(ListFor::Added(open.before))
                } else {
                    Vec::new()
                }
            }
            (Err(error), true) => {
                if let Some(page) = self.secrets_page_mut() {
                    page.say(false, "The secret was not added. Nothing changed in AWS.");
                }
                self.refused(error)
            }
            (Err(error), false) => {
                self.failed = true;
                self.say(format!("The answer about the new secret of {}: {}", open.client_id, error.sentence))
            }
        }
    }

    /// Its page is gone, and the value comes only this once.
    fn keep_late_secret(&mut self, added: AddedSecret, open: OpenAdd) -> Vec<Effect> {
        self.saved = true;
        let AddedSecret { row, value } = added;
        let text = format!("Secret {} was added after you left its page.", row.id);
        let Some(value) = value else { return self.say(text) };
        let OpenAdd { pool, client_id, .. } = open;
        let how = format!("{text} Open the secrets of {client_id} (R) to take its value.");
        self.late_secret = Some(Box::new(LateSecret { pool, client_id, row, value }));
        self.say(how)
    }

    /// The page of a client whose new value came late shows it.
    pub(super) fn take_late_secret(&mut self) -> bool {
        let Some(page) = self.secrets_page() else { return false };
        let (pool, id) = (page.client.pool.clone(), page.client.id.clone());
        let is_it = |late: &mut Box<LateSecret>| late.pool == pool && late.client_id == id;
        let Some(late) = self.late_secret.take_if(is_it) else { return false };
        let LateSecret { row, value, .. } = *late;
        if let Some(page) = self.secrets_page_mut() {
            page.take(row, Some(value), None);
        }
        true
    }

    /// The request left, and nobody knows what became of it.
    pub(super) fn look_if_added(&mut self) -> Vec<Effect> {
        let before = self.open_add.as_ref().map(|open| open.before.clone());
        let before = before.or_else(|| self.secrets_page().map(SecretsPage::ids)).unwrap_or_default();
        self.look_for_secrets(ListFor::Added(before))
    }

    fn take_added(&mut self, added: AddedSecret, own: Option<Secret>) -> Vec<Effect> {
        (self.failed, self.saved) = (false, true);
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let AddedSecret { row, value } = added;
        let is_known = page.added.as_ref().is_some_and(|added| added.id == row.id && added.own.is_some());
        if is_known && value.is_none() {
            // A look found it before its answer came.
            return Vec::new();
        }
        let is_lost = value.is_none() && own.is_none();
        page.take(row, value, own);
        if is_lost { self.value_is_lost() } else { self.enter_stage(RotationStage::Taking) }
    }

    pub(super) fn on_looked_if_added(&mut self, before: &[String]) -> Vec<Effect> {
        let own = self.open_add.as_ref().map(|open| open.own.clone());
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        let Some(new) = page.rows.iter().find(|row| !before.contains(&row.id)).cloned() else {
            page.say(
                false,
                if own.is_some() {
                    "You stopped waiting, and there is no new secret so far. r lists again."
                } else {
                    "The answer was lost, and there is no new secret: it was not added."
                },
            );
            self.failed = true;
            return self.show_listed();
        };
        // Without an open request the answer was lost, and the page still has what was typed.
        let typed = page.wants_own.then(|| page.own.value().clone());
        let own = own.unwrap_or(typed);
        let is_own = own.is_some();
        page.take(new, None, own);
        if is_own {
            page.say(true, "The answer was lost, but your secret was added.");
            (self.failed, self.saved) = (false, true);
            return self.enter_stage(RotationStage::Taking);
        }
        self.value_is_lost()
    }

    /// The secret is there, and nobody can ever read it: the next step is to delete it.
    fn value_is_lost(&mut self) -> Vec<Effect> {
        self.failed = true;
        if let Some(page) = self.secrets_page_mut() {
            let id = page.added.as_ref().map(|added| added.id.clone()).unwrap_or_default();
            page.say(
                false,
                format!(
                    "Secret {id} was added, but its value is lost: Cognito never shows it again. Delete it, then add another."
                ),
            );
            page.choice = page.rows.iter().position(|row| row.id == id).unwrap_or_default();
        }
        self.enter_stage(RotationStage::Choosing)
    }
}
