//! The request that deletes: sent once, after the client was read again, and looked after when its
//! answer is lost.

use crate::app::delete::{CANCEL, DELETE, DeletePage, DeleteState, DeleteTold, LOOK, TEXT};
use crate::app::{Account, Effect, Link, Model, Screen, Then, Ticket};
use crate::app_client::changes::moved;
use crate::app_client::{AppClient, Confirmation};
use crate::cognito::{ErrorKind, ServiceError, SessionInfo};

/// A request to delete that left, until it is known what became of it.
pub struct OpenDelete {
    ticket: Ticket,
    id: String,
    /// Name and ID, as they are said.
    what: String,
    /// An answer came that says nothing, so no other one comes.
    is_lost: bool,
    /// One that is not answered was sent before it: "not found" may be its work.
    is_second: bool,
    /// Where it was sent: elsewhere "not found" would not mean that it is gone.
    place: Place,
}

/// Account, profile and Region, as far as they are known.
type Place = (Option<String>, Option<SessionInfo>);

impl Model {
    /// Reads the client again, so that what is deleted is what was shown.
    pub(super) fn check_before_delete(&mut self) -> Vec<Effect> {
        let (ticket, now) = (self.ticket(), self.now);
        self.describe_deleted(ticket, DeleteState::Checking(ticket, now))
    }

    /// Sees if a client is still there after the answer was lost; without a session, asks for that
    /// first.
    pub(super) fn look_if_deleted(&mut self) -> Vec<Effect> {
        if self.link != Link::Up {
            if let Some(page @ DeletePage { state: DeleteState::Deleting(_), .. }) = self.delete_page_mut() {
                page.state = DeleteState::NotKnown(None);
                page.focus = LOOK;
            }
            return self.connect();
        }
        let (ticket, now) = (self.ticket(), self.now);
        self.describe_deleted(ticket, DeleteState::Looking(ticket, now))
    }

    fn place_of_session(&self) -> Place {
        let account = match &self.account {
            Account::Known(identity) => Some(identity.account.clone()),
            Account::Asking(_) | Account::NotKnown => None,
        };
        (account, self.session.clone())
    }

    fn describe_deleted(&mut self, ticket: Ticket, state: DeleteState) -> Vec<Effect> {
        let Some(page) = self.delete_page_mut() else { return Vec::new() };
        page.state = state;
        let (pool, id) = (page.client.pool.clone(), page.client.id.clone());
        self.delete_changed();
        vec![Effect::DescribeClient(ticket, pool, id)]
    }

    /// The page says something else: it is read from its top, and a key pressed before does nothing.
    pub(in crate::app) fn delete_changed(&mut self) {
        self.scroll = Some(0);
        self.page.turn(true);
    }

    /// An answer about the client of the page.
    pub(in crate::app) fn on_client_to_delete(
        &mut self,
        ticket: Ticket,
        answer: Result<AppClient, ServiceError>,
    ) -> Vec<Effect> {
        match self.delete_page().map(|page| &page.state) {
            Some(DeleteState::Checking(pending, _)) if *pending == ticket => self.on_checked(answer),
            Some(DeleteState::Looking(pending, _)) if *pending == ticket => self.on_looked_if_deleted(answer),
            _ => Vec::new(),
        }
    }

    fn on_checked(&mut self, answer: Result<AppClient, ServiceError>) -> Vec<Effect> {
        let now = match answer {
            Ok(now) => now,
            Err(error) if error.kind == ErrorKind::NotFound => return self.gone_already(),
            Err(error) => return self.not_deleted(DeleteTold::NotSent(Box::new(error))),
        };
        let Some(page) = self.delete_page_mut() else { return Vec::new() };
        let moved = moved(&page.client, &now);
        if moved.is_nothing() {
            return self.send_delete();
        }
        page.confirmation = Confirmation::of(&now);
        *page.client = now;
        self.ask_name_again(DeleteTold::Moved(moved))
    }

    /// Sends the one request: the one place that does.
    fn send_delete(&mut self) -> Vec<Effect> {
        let (ticket, now) = (self.ticket(), self.now);
        let Some(page) = self.delete_page_mut() else { return Vec::new() };
        page.state = DeleteState::Deleting(now);
        page.told = None;
        let (pool, id, what) = (page.client.pool.clone(), page.client.id.clone(), called(&page.client));
        let is_second = self.open_delete.as_ref().is_some_and(|open| open.id == id);
        let place = self.place_of_session();
        self.open_delete = Some(OpenDelete { ticket, id: id.clone(), what, is_lost: false, is_second, place });
        self.delete_changed();
        vec![Effect::DeleteClient(ticket, pool, id)]
    }

    pub(in crate::app) fn on_deleted(&mut self, ticket: Ticket, answer: Result<(), ServiceError>) -> Vec<Effect> {
        let Some(mut open) = self.open_delete.take_if(|open| open.ticket == ticket) else { return Vec::new() };
        let here = self.delete_page().is_some_and(|page| page.client.id == open.id);
        match answer {
            Ok(()) => self.is_deleted(&open, here),
            Err(error) if error.kind == ErrorKind::NotFound && open.is_second => self.is_deleted(&open, here),
            Err(error) if error.kind == ErrorKind::NotFound && here => self.gone_already(),
            Err(error) if error.kind == ErrorKind::Unanswered => {
                self.failed = true;
                open.is_lost = true;
                self.open_delete = Some(open);
                if here { self.look_after_lost(error) } else { Vec::new() }
            }
            // Another person changes it: what was confirmed may not be what there is.
            Err(error) if error.kind == ErrorKind::Conflict && here => {
                self.failed = true;
                self.ask_name_again(DeleteTold::Refused(Box::new(error)))
            }
            Err(error) if here => self.not_deleted(DeleteTold::Refused(Box::new(error))),
            Err(error) => {
                self.failed = true;
                self.say(format!("{} was not deleted. {}", open.what, error.sentence))
            }
        }
    }

    /// A late answer changes nothing while the client is being looked for.
    fn look_after_lost(&mut self, error: ServiceError) -> Vec<Effect> {
        self.note_refused_credentials(&error);
        match self.delete_page_mut().map(|page| &mut page.state) {
            Some(DeleteState::Deleting(_)) => self.look_if_deleted(),
            Some(DeleteState::NotKnown(why @ None)) => {
                *why = Some(Box::new(error));
                self.delete_changed();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn on_looked_if_deleted(&mut self, answer: Result<AppClient, ServiceError>) -> Vec<Effect> {
        match answer {
            Err(error) if error.kind == ErrorKind::NotFound => {
                let place = self.place_of_session();
                match self.open_delete.take_if(|open| open.place == place) {
                    Some(open) => self.is_deleted(&open, true),
                    None => self.not_known(Some(error)),
                }
            }
            Err(error) => self.not_known(Some(error)),
            Ok(now) => {
                self.failed = true;
                // Without a loss its answer is still to come.
                let is_lost = self.open_delete.take_if(|open| open.is_lost).is_some();
                if let Some(page) = self.delete_page_mut() {
                    page.confirmation = Confirmation::of(&now);
                    *page.client = now;
                }
                self.ask_name_again(DeleteTold::StillThere { so_far: !is_lost })
            }
        }
    }

    /// Nobody knows if it is still there.
    pub(super) fn not_known(&mut self, error: Option<ServiceError>) -> Vec<Effect> {
        self.failed = true;
        if let Some(error) = &error {
            self.note_refused_credentials(error);
        }
        if let Some(page) = self.delete_page_mut() {
            page.state = DeleteState::NotKnown(error.map(Box::new));
            page.focus = LOOK;
        }
        self.delete_changed();
        Vec::new()
    }

    /// Nothing was deleted, and the same may be tried again: what was typed stays.
    fn not_deleted(&mut self, told: DeleteTold) -> Vec<Effect> {
        self.failed = true;
        if let DeleteTold::NotSent(error) | DeleteTold::Refused(error) = &told {
            self.note_refused_credentials(error);
        }
        if let Some(page) = self.delete_page_mut() {
            page.state = DeleteState::Asking;
            page.focus = if page.is_confirmed() { DELETE } else { CANCEL };
            page.told = Some(told);
        }
        self.delete_changed();
        Vec::new()
    }

    /// What was confirmed is not what there is: the name is to be typed anew.
    fn ask_name_again(&mut self, told: DeleteTold) -> Vec<Effect> {
        if let Some(page) = self.delete_page_mut() {
            page.state = DeleteState::Asking;
            page.told = Some(told);
            page.typed.reset();
            page.is_wrong = false;
            page.focus = TEXT;
        }
        self.delete_changed();
        Vec::new()
    }

    fn is_deleted(&mut self, open: &OpenDelete, here: bool) -> Vec<Effect> {
        self.failed = false;
        self.deleted = true;
        let demo = if self.start.demo { " (demo: nothing was deleted at AWS)" } else { "" };
        self.show_list_without(&open.id, here);
        self.say(format!("App client {} was deleted{demo}.", open.what))
    }

    /// Somebody else was faster.
    fn gone_already(&mut self) -> Vec<Effect> {
        let (here, place) = (self.delete_page().map(|page| page.client.id.clone()), self.place_of_session());
        if let Some(open) = self.open_delete.take_if(|open| here.as_ref() == Some(&open.id) && open.place == place) {
            return self.is_deleted(&open, true);
        }
        let Some(page) = self.delete_page() else { return Vec::new() };
        let (id, what) = (page.client.id.clone(), called(&page.client));
        self.show_list_without(&id, true);
        self.say(format!("App client {what} is gone already: it was deleted meanwhile, not from here."))
    }

    fn show_list_without(&mut self, id: &str, here: bool) {
        if let Some(pool) = &mut self.pool {
            pool.clients.remove(id);
        }
        if here {
            self.show(Screen::Clients, true);
        }
    }

    /// Ctrl-C or Esc while the service is waited for. What is not known is said.
    pub(in crate::app) fn stop_deleting(&mut self) -> Vec<Effect> {
        match self.delete_page().map(|page| &page.state) {
            Some(DeleteState::Checking(..)) => {
                if let Some(page) = self.delete_page_mut() {
                    page.state = DeleteState::Asking;
                }
                self.delete_changed();
                self.say("Stopped. Nothing was sent.")
            }
            Some(DeleteState::Deleting(_)) => {
                self.failed = true;
                self.look_if_deleted()
            }
            Some(DeleteState::Looking(..)) => self.not_known(None),
            Some(DeleteState::Asking | DeleteState::NotKnown(_)) | None => Vec::new(),
        }
    }

    /// There is a session again, maybe another one: what the page says is read anew.
    pub(in crate::app) fn delete_in_new_session(&mut self) -> Vec<Effect> {
        match self.delete_page() {
            Some(DeletePage { state: DeleteState::NotKnown(_), .. }) => {
                self.delete_changed();
                self.say("Connected to AWS. Enter looks again.")
            }
            Some(page) => {
                let id = page.client.id.clone();
                self.read_client(id, Then::Delete)
            }
            None => Vec::new(),
        }
    }

    /// There is none.
    pub(in crate::app) fn delete_without_session(&mut self, error: ServiceError) -> Vec<Effect> {
        match self.delete_page().map(|page| &page.state) {
            Some(DeleteState::NotKnown(_)) => self.not_known(Some(error)),
            Some(_) => self.not_deleted(DeleteTold::NotSent(Box::new(error))),
            None => Vec::new(),
        }
    }
}

/// `shop-web (3n4b5urk1ft4fl3mg5e62d9ado)`, or the ID of one without a name.
fn called(client: &AppClient) -> String {
    let name = client.name();
    if name.is_empty() { client.id.clone() } else { format!("{name} ({})", client.id) }
}
