//! The client exists: its ID, its secret, what to do next.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::{Dialog, DialogKind, Effect, KeyPress, Model, Overlay, Screen, SecretView, SentRequest, Verb};
use crate::app_client::compare::Difference;
use crate::app_client::{ClientSecret, Draft, Secret, SecretChoice, UserPoolId};
use crate::cognito::{Candidate, Created};
use crate::export::Export;
use crate::keys::Action;

/// The page's state. No `Debug`: it holds the secret.
pub struct CreatedPage {
    /// Name of the client.
    pub name: String,
    /// The pool that it is in.
    pub pool: UserPoolId,
    /// The Client ID.
    pub client_id: String,
    /// The secret that the service made.
    pub secret: Option<SecretView>,
    /// The client has the secret that the user typed.
    pub own_secret: bool,
    /// Settings that are not what was asked.
    pub differences: Vec<Difference>,
    /// The answer was lost and the client looked for.
    pub found: bool,
    /// The answer came late, and the answers of now belong to another client.
    pub keeps_answers: bool,
    /// The request that made it, without the user's own secret; `None` if it is not known any more.
    pub request: Option<Box<Export>>,
}

impl CreatedPage {
    /// `sent` is what was asked for; the draft may be another by now.
    pub(super) fn new(created: Created, sent: &SentRequest, draft: &Draft) -> Self {
        let asked_own = match &sent.spec {
            Some(spec) => matches!(spec.secret(), ClientSecret::Own(_)),
            None => draft.secret() == SecretChoice::Own,
        };
        let is_own = |secret: &Secret| match sent.spec.as_ref().map(|spec| spec.secret()) {
            Some(ClientSecret::Own(own)) => secret.reveal() == own.reveal(),
            Some(ClientSecret::None | ClientSecret::Generated) | None => false,
        };
        // Another one than the user's may come back, and then it is the one that counts.
        let secret = created.secret.filter(|secret| !is_own(secret));
        Self {
            name: sent.name.clone(),
            pool: sent.pool.clone(),
            own_secret: asked_own && secret.is_none(),
            secret: secret.map(|secret| SecretView::new(secret, created.client_id.clone())),
            request: request_of(sent, &created.client_id),
            client_id: created.client_id,
            differences: created.differences,
            found: false,
            keeps_answers: false,
        }
    }

    /// A client that was looked for after the answer was lost.
    pub(super) fn found(candidate: Candidate, sent: &SentRequest, draft: &Draft) -> Self {
        let Candidate { client_id, secret, differences, .. } = candidate;
        let created = Created { client_id, secret, differences: differences.unwrap_or_default() };
        Self { found: true, ..Self::new(created, sent, draft) }
    }
}

fn request_of(sent: &SentRequest, client_id: &str) -> Option<Box<Export>> {
    let spec = sent.spec.as_deref()?;
    Some(Box::new(Export::of_spec(spec).with_client_id(client_id)))
}

impl Model {
    pub(super) fn act_in_created(&mut self, action: Action, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::CopyId => self.copy_from_page("Client ID", |page| page.client_id.clone()),
            Action::CopyPoolId => {
                let Screen::Created(page) = &self.screen else { return Vec::new() };
                let id = page.pool.to_string();
                self.copy("User pool ID", Secret::new(id))
            }
            Action::ShowSecret => self.show_or_hide_secret(),
            Action::CopySecret if self.may_copy_secret => self.copy_secret(),
            Action::CopySecret => self.ask(DialogKind::CopySecret),
            Action::SaveSecret => self.ask_path(),
            Action::CreateAnother => self.leave_created(press, DialogKind::UnsavedThenAnother),
            Action::ListClients => self.leave_created(press, DialogKind::UnsavedThenList),
            Action::Accept | Action::Back => self.leave_created(press, self.after_done()),
            Action::Quit => self.leave_created(press, DialogKind::UnsavedThenQuit),
            _ => Vec::new(),
        }
    }

    fn copy_from_page(&mut self, what: &str, text: impl FnOnce(&CreatedPage) -> String) -> Vec<Effect> {
        let Screen::Created(page) = &self.screen else { return Vec::new() };
        let text = text(page);
        self.copy(what, Secret::new(text))
    }

    /// Leaving does not throw an unsaved generated secret away without asking once. Only a key
    /// pressed for this page counts.
    fn leave_created(&mut self, press: KeyPress, unsaved: DialogKind) -> Vec<Effect> {
        if !self.page.accepts(press) {
            return Vec::new();
        }
        if self.is_secret_at_risk() { self.ask(unsaved) } else { self.finish_created(unsaved) }
    }

    /// The generated secret was neither shown nor copied nor saved, nor was this answered before. One
    /// that is shown only once has to be copied or saved.
    pub(super) fn is_secret_at_risk(&self) -> bool {
        match &self.screen {
            Screen::Created(page) => page.secret.as_ref().is_some_and(|secret| !secret.taken),
            Screen::Secrets(page) => page.is_at_risk(),
            _ => false,
        }
    }

    pub(super) fn finish_created(&mut self, how: DialogKind) -> Vec<Effect> {
        if how == DialogKind::UnsavedThenQuit {
            return self.leave();
        }
        let to_list = how == DialogKind::UnsavedThenList;
        if matches!(&self.screen, Screen::Created(page) if page.keeps_answers) {
            return if to_list { self.go_to_clients() } else { self.show_step() };
        }
        self.begin_anew();
        self.offer_attributes();
        if to_list { self.go_to_clients() } else { self.show_step() }
    }

    fn show_step(&mut self) -> Vec<Effect> {
        self.show(Screen::Step, false);
        Vec::new()
    }

    /// Who came for one Client ID has it; who came from the list goes back there.
    fn after_done(&self) -> DialogKind {
        match self.start.verb {
            Verb::Create | Verb::Copy(_) => DialogKind::UnsavedThenQuit,
            Verb::Home | Verb::List | Verb::Show(_) | Verb::Edit(_) | Verb::Delete(_) | Verb::Secrets(_) => {
                DialogKind::UnsavedThenList
            }
        }
    }

    /// The list of its pool has the client of this page.
    pub(super) fn note_made(&mut self, page: &CreatedPage, sent: &SentRequest) {
        self.note_client_made(&page.pool, &page.client_id, &page.name);
        let has_secret = page.secret.is_some() || page.own_secret;
        let has_none = sent.spec.as_ref().is_some_and(|spec| matches!(spec.secret(), ClientSecret::None));
        if has_secret || has_none {
            self.note_secret(&page.client_id, has_secret);
        }
    }

    pub(super) fn ask(&mut self, kind: DialogKind) -> Vec<Effect> {
        self.overlay = Some(Overlay::Dialog(Dialog::new(kind)));
        self.page.turn(false);
        Vec::new()
    }
}
