//! From the kind of a failure to what the user can do next. Every kind has a way on; footer,
//! buttons and keys of a page with a failure are taken from here.

use crate::app::Model;
use crate::app::{Listing, RotationStage, Screen};
use crate::cognito::{ErrorKind, ServiceError};
use crate::keys::Action;

/// A way on after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The same again; after refused credentials in a new session.
    TryAgain,
    /// As somebody else.
    SwitchProfile,
    /// Somewhere else.
    SwitchRegion,
    /// To the setting that was not accepted.
    EditField,
    /// See what became of the request, before anything else.
    Look,
    /// To the list of app clients, to delete some.
    ListClients,
}

/// The ways on, the best first.
#[must_use]
pub const fn moves(kind: ErrorKind) -> &'static [Move] {
    match kind {
        ErrorKind::NoRegion | ErrorKind::NotFound => &[Move::SwitchRegion, Move::SwitchProfile, Move::TryAgain],
        ErrorKind::NoCredentials | ErrorKind::Expired => &[Move::TryAgain, Move::SwitchProfile],
        ErrorKind::Denied => &[Move::SwitchProfile, Move::TryAgain],
        ErrorKind::Invalid(Some(_)) => &[Move::EditField, Move::TryAgain],
        ErrorKind::Unreachable => &[Move::TryAgain, Move::SwitchRegion, Move::SwitchProfile],
        ErrorKind::Limit => &[Move::ListClients, Move::TryAgain],
        ErrorKind::Invalid(None) | ErrorKind::Throttled | ErrorKind::Conflict | ErrorKind::Other => &[Move::TryAgain],
        // After Create it looks; a read may be asked again.
        ErrorKind::Unanswered => &[Move::Look, Move::TryAgain],
    }
}

impl Model {
    /// The failure that the page shows.
    #[must_use]
    pub fn failure(&self) -> Option<&ServiceError> {
        match &self.screen {
            Screen::Review(page) => page.failure.as_deref(),
            Screen::Unknown(page) => page.error.as_deref(),
            Screen::Pools => match &self.pools.listing {
                Listing::Failed(error) | Listing::Busy(_, error) => Some(error.as_ref()),
                Listing::NotYet | Listing::Loading(_) | Listing::Complete => None,
            },
            Screen::Clients => self.clients_failure(),
            Screen::Client(page) => page.failure(),
            Screen::Changes(page) => page.failure(),
            Screen::Delete(page) => page.failure(),
            Screen::Secrets(page) => page.failure(),
            Screen::Resume(_) | Screen::Step | Screen::Creating(_) | Screen::Created(_) => None,
        }
    }

    /// The ways on with their keys: "Enter tries again, o switches profile."
    #[must_use]
    pub fn next_moves(&self) -> Option<String> {
        let error = self.failure()?;
        let words = moves(error.kind).iter().filter_map(|way| {
            let (action, word) = match way {
                Move::TryAgain if self.accept_tries_again() => (Action::Accept, "tries again"),
                Move::TryAgain if matches!(self.screen, Screen::Pools | Screen::Clients) => {
                    (Action::Refresh, "tries again")
                }
                Move::SwitchProfile => (Action::SwitchProfile, "switches profile"),
                Move::SwitchRegion => (Action::SwitchRegion, "switches Region"),
                Move::EditField if matches!(self.screen, Screen::Review(_) | Screen::Changes(_)) => {
                    (Action::Next, "goes to the setting")
                }
                Move::ListClients if matches!(self.screen, Screen::Review(_)) => {
                    (Action::ListClients, "lists the app clients")
                }
                Move::TryAgain | Move::EditField | Move::Look | Move::ListClients => return None,
            };
            let binding = self.bindings().find(|binding| binding.action == action)?;
            Some(format!("{} {word}", binding.footer_key()))
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| format!("{}.", words.join(", ")))
    }

    /// Enter does the same again.
    fn accept_tries_again(&self) -> bool {
        match &self.screen {
            Screen::Pools => self.can_try_again() && self.pools.highlighted().is_none(),
            Screen::Review(_) => true,
            Screen::Changes(page) => !page.is_busy() && page.saved().is_none(),
            Screen::Client(page) => page.failure().is_some(),
            Screen::Delete(page) => page.enter_tries_again(),
            Screen::Secrets(page) => matches!(page.stage, RotationStage::NotListed(_)),
            Screen::Resume(_)
            | Screen::Clients
            | Screen::Step
            | Screen::Creating(_)
            | Screen::Created(_)
            | Screen::Unknown(_) => false,
        }
    }

    /// On Review the list is a way on after some failures; on Done always.
    pub(super) fn offers_list(&self) -> bool {
        let on_review = matches!(self.screen, Screen::Review(_));
        matches!(self.screen, Screen::Created(_))
            || on_review && self.pool.is_some() && self.failure_offers(Move::ListClients)
    }

    /// If the failure on Review has that way on.
    pub(super) fn failure_offers(&self, wanted: Move) -> bool {
        self.failure().is_some_and(|error| moves(error.kind).contains(&wanted))
    }
}
