//! The request is on its way.

use std::time::Duration;

use crate::app::{CreatedPage, Effect, Model, Screen, SentRequest, Ticket};
use crate::app_client::{AppClientSpec, FieldId, Secret};
use crate::cognito::{Created, ErrorKind, ServiceError};

/// Waiting for the answer.
pub struct Creating {
    /// Name of the client.
    pub name: String,
    /// When the request was sent, since the start.
    pub since: Duration,
    /// Warnings that were accepted by choosing Create.
    pub warnings: usize,
}

impl Model {
    /// Sends the request: the one place that does.
    pub(super) fn send(&mut self, spec: AppClientSpec) -> Vec<Effect> {
        let ticket = self.ticket();
        self.overtaken.extend(self.create_ticket.replace(ticket));
        self.refusal = None;
        let sent = SentRequest {
            ticket: Some(ticket),
            pool: spec.pool().clone(),
            name: spec.name().to_owned(),
            spec: Some(Box::new(spec.clone())),
            at: self.now,
            earlier: Duration::ZERO,
            before: self.client_list().and_then(crate::app::ClientList::all_ids),
        };
        self.sent_before = self.sent.replace(sent.clone());
        let creating = Creating { name: spec.name().to_owned(), since: self.now, warnings: self.warnings() };
        self.show(Screen::Creating(creating), true);
        vec![Effect::Create(ticket, Box::new(sent), Box::new(spec))]
    }

    pub(super) fn on_created(&mut self, ticket: Ticket, answer: Result<Created, ServiceError>) -> Vec<Effect> {
        if self.create_ticket != Some(ticket) {
            return if self.overtaken.contains(&ticket) { self.note_late(ticket, answer) } else { Vec::new() };
        }
        self.create_ticket = None;
        match answer {
            Ok(created) => self.show_created(created),
            Err(error) if error.kind == ErrorKind::Unanswered => self.unanswered(error),
            Err(error) if !matches!(self.screen, Screen::Creating(_) | Screen::Unknown(_) | Screen::Review(_)) => {
                self.notice = Some(format!("The request before was refused. {}", error.sentence));
                self.settle()
            }
            Err(error) => {
                self.note_refused_credentials(&error);
                let about_attributes = error.kind == ErrorKind::Invalid(Some(FieldId::AttributePermissions));
                let mut effects = self.refuse(error);
                effects.extend(self.settle());
                if about_attributes {
                    effects.extend(self.read_attributes_again());
                }
                effects
            }
        }
    }

    /// The user may have stopped waiting and be elsewhere by now.
    fn unanswered(&mut self, error: ServiceError) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Creating(_) => self.show_unknown(Some(Box::new(error))),
            Screen::Unknown(page) => {
                page.error = Some(Box::new(error));
                Vec::new()
            }
            Screen::Clients | Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_) => {
                Vec::new()
            }
            Screen::Resume(_) | Screen::Pools | Screen::Step | Screen::Review(_) | Screen::Created(_) => Vec::new(),
        }
    }

    /// An earlier request was answered after another was sent or its client was found.
    fn note_late(&mut self, ticket: Ticket, answer: Result<Created, ServiceError>) -> Vec<Effect> {
        if answer.as_ref().is_err_and(|error| error.kind == ErrorKind::Unanswered) {
            return Vec::new();
        }
        let of_it = |sent: &&SentRequest| sent.ticket == Some(ticket);
        let sent = [&self.sent, &self.sent_before].into_iter().flatten().find(of_it).cloned();
        let effects = self.close(ticket);
        let Ok(created) = answer else { return effects };
        if self.received.contains(&created.client_id) {
            return effects;
        }
        if let Some(sent) = sent {
            self.note_client_made(&sent.pool, &created.client_id, &sent.name);
        }
        self.received.push(created.client_id.clone());
        self.failed = self.is_unsettled();
        self.notice =
            Some(format!("An earlier request was answered late. It created the app client {}.", created.client_id));
        effects
    }

    /// It is known what became of that request.
    fn close(&mut self, ticket: Ticket) -> Vec<Effect> {
        let is_it = |sent: &mut SentRequest| sent.ticket == Some(ticket);
        // Of the one before the disk holds nothing while the last one is open.
        self.sent_before.take_if(is_it);
        if self.sent.take_if(is_it).is_some() { self.settle() } else { Vec::new() }
    }

    /// A page with something of its own that would be lost is not replaced: an edit, a secret that
    /// is told only once, something that is under way.
    fn may_show_created(&self) -> bool {
        let is_about_another =
            matches!(self.screen, Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_));
        !is_about_another && !self.is_editing()
    }

    fn tell_created(&mut self, page: &CreatedPage) -> Vec<Effect> {
        self.notice = Some(format!(
            "The request before was answered late. It created the app client {} ({}).",
            page.name, page.client_id
        ));
        self.settle()
    }

    fn show_created(&mut self, created: Created) -> Vec<Effect> {
        self.failed = false;
        self.received.push(created.client_id.clone());
        self.sent_before = None;
        let Some(sent) = self.sent.take() else { return Vec::new() };
        let mut page = CreatedPage::new(created, &sent, &self.draft);
        // The user stopped waiting and went on: what was typed since is not this client's.
        self.note_made(&page, &sent);
        if !self.may_show_created() {
            return self.tell_created(&page);
        }
        page.keeps_answers = !matches!(self.screen, Screen::Creating(_) | Screen::Unknown(_));
        if page.keeps_answers {
            self.show(Screen::Created(Box::new(page)), true);
            return self.settle();
        }
        // It has been sent; nothing here needs it any more.
        self.draft.own_secret = Secret::default();
        self.show(Screen::Created(Box::new(page)), true);
        self.forget_draft()
    }
}
