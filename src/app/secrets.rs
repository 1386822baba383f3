//! The secrets of an app client: IDs and dates, and a rotation in four steps. Which step it is at
//! follows from what the service lists, so that leaving and coming back shows the truth. What is
//! sent and what comes back is in [`rotation`].

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

mod adding;
mod focus;
mod keys;
mod rotation;
mod stages;

use std::time::Duration;

use tui_input::Input as Editor;

use crate::app::{Effect, Model, Screen, SecretText, SecretView, Ticket};
use crate::app_client::{
    AppClient, AppClientSecret, Context, Draft, FieldId, Problem, Secret, SecretChoice, end_of_id, rules,
};
use crate::cognito::ServiceError;

pub use adding::{LateSecret, OpenAdd};
pub use focus::{SecretsButton, SecretsFocus};

/// A client has this many secrets at most (API reference).
pub const MOST_SECRETS: usize = 2;

/// How far the page is.
pub enum RotationStage {
    /// The secrets are being listed, since then, and for what.
    Reading(Ticket, Duration, ListFor),
    /// They could not be listed; for what they were to be.
    NotListed(ListFor),
    /// Step 2 with one secret: which kind to add. With none, or where nothing can be rotated: why.
    Overview,
    /// The request to add is on its way, since then.
    Adding(Duration),
    /// Step 2: the new secret is to be taken.
    Taking,
    /// Step 3: it is to be put into the servers.
    Deploying,
    /// Step 4: which one is to be deleted.
    Choosing,
    /// Step 4: what deleting this one does.
    Confirming(AppClientSecret),
    /// The request to delete is on its way, since then.
    Deleting(Duration, AppClientSecret),
}

/// What the secrets are listed for.
#[derive(Clone)]
pub enum ListFor {
    /// To see them.
    Show,
    /// To add one, if they are what the page says.
    Add,
    /// The answer to adding was lost; these were there before.
    Added(Vec<String>),
    /// To delete this one, if they are what the page says.
    Delete(AppClientSecret),
    /// It was deleted; or the answer was lost.
    Deleted(AppClientSecret, bool),
}

/// The secret that was added from this page. No `Debug`.
pub struct Added {
    /// Its ID.
    pub id: String,
    /// The value, if the user typed it.
    pub own: Option<Secret>,
}

/// Why nothing can be rotated here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRotation {
    /// The client has no secret.
    NoSecret,
    /// It registered itself.
    SelfRegistered,
    /// AWS Secrets Manager has them, and rotates them.
    Managed,
}

/// A sentence about what happened.
pub struct Note {
    /// It went as it was meant.
    pub is_good: bool,
    /// The sentence.
    pub text: String,
}

/// The page's state. No `Debug`: it may hold secrets.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct SecretsPage {
    /// The client as it was read.
    pub client: Box<AppClient>,
    /// Its secrets as they were listed last, the oldest first.
    pub rows: Vec<AppClientSecret>,
    /// They were listed once.
    pub is_listed: bool,
    /// How far it is.
    pub stage: RotationStage,
    /// What has the focus.
    pub focus: SecretsFocus,
    /// The row under the cursor.
    pub choice: usize,
    /// The user's own secret was chosen, not one of Cognito.
    pub wants_own: bool,
    /// The user's own secret.
    pub own: SecretText,
    /// It was left, so what is wrong with it is said.
    pub own_left: bool,
    /// What is typed to delete a secret.
    pub typed: Editor,
    /// Its field was left although it is another text.
    pub is_wrong: bool,
    /// The secret that was just added and can be read this once.
    pub secret: Option<SecretView>,
    /// The secret that was added from this page.
    pub added: Option<Added>,
    /// The user says that it is saved.
    pub ticked: bool,
    /// What happened.
    pub note: Option<Note>,
    /// What the service said to the last try.
    pub failure: Option<Box<ServiceError>>,
    /// The request to delete this one was sent and not answered.
    open_delete: Option<(Ticket, AppClientSecret)>,
}

impl SecretsPage {
    fn new(client: AppClient) -> Self {
        Self {
            client: Box::new(client),
            rows: Vec::new(),
            is_listed: false,
            stage: RotationStage::Overview,
            focus: SecretsFocus::Choice,
            choice: 0,
            wants_own: false,
            own: SecretText::default(),
            own_left: false,
            typed: Editor::default(),
            is_wrong: false,
            secret: None,
            added: None,
            ticked: false,
            note: None,
            failure: None,
            open_delete: None,
        }
    }

    pub(super) fn failure(&self) -> Option<&ServiceError> {
        self.failure.as_deref()
    }

    /// Why nothing can be rotated here, if so.
    #[must_use]
    pub fn no_rotation(&self) -> Option<NoRotation> {
        if self.client.client_type.as_deref() == Some("DCR") {
            Some(NoRotation::SelfRegistered)
        } else if self.client.secret_arn.is_some() {
            Some(NoRotation::Managed)
        } else if self.is_listed && self.rows.is_empty() {
            Some(NoRotation::NoSecret)
        } else {
            None
        }
    }

    /// Since when the service is waited for.
    #[must_use]
    pub const fn waits_since(&self) -> Option<Duration> {
        match self.stage {
            RotationStage::Reading(_, since, _) | RotationStage::Adding(since) | RotationStage::Deleting(since, _) => {
                Some(since)
            }
            _ => None,
        }
    }

    /// It does, and not only to see what there is.
    pub(super) const fn waits_for_more_than_a_look(&self) -> bool {
        self.waits_since().is_some() && !matches!(self.stage, RotationStage::Reading(_, _, ListFor::Show))
    }

    /// What is wrong with the own secret, in the words of the wizard.
    #[must_use]
    pub fn own_problem(&self) -> Option<Problem> {
        let draft =
            Draft { picked_secret: Some(SecretChoice::Own), own_secret: self.own.value().clone(), ..Draft::default() };
        rules::check(&draft, &Context::default()).into_iter().find(|problem| problem.field == FieldId::OwnSecret)
    }

    /// The value that was just added, if it is still known here.
    #[must_use]
    pub fn new_value(&self) -> Option<&Secret> {
        let generated = self.secret.as_ref().map(|secret| &secret.value);
        generated.or(self.added.as_ref().and_then(|added| added.own.as_ref()))
    }

    /// A secret was added, and nobody can ever read its value.
    #[must_use]
    pub fn is_value_lost(&self) -> bool {
        self.added.is_some() && self.new_value().is_none()
    }

    /// The generated value was neither copied nor saved, nor did the user say so: it is lost when the
    /// page is left.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        self.secret.as_ref().is_some_and(|secret| !secret.kept) && !self.ticked
    }

    /// What was typed is the end of that secret's ID.
    #[must_use]
    pub fn is_confirmed(&self, row: &AppClientSecret) -> bool {
        self.typed.value().trim() == end_of_id(&row.id)
    }

    /// The secrets are being listed before one is added or deleted: that leads to nothing.
    pub(super) fn stop_before_sending(&mut self) -> bool {
        self.stage = match &self.stage {
            RotationStage::Reading(_, _, ListFor::Add) => RotationStage::Overview,
            RotationStage::Reading(_, _, ListFor::Delete(row)) => RotationStage::Confirming(row.clone()),
            _ => return false,
        };
        self.focus = self.first_stop();
        true
    }

    fn say(&mut self, is_good: bool, text: impl Into<String>) {
        self.note = Some(Note { is_good, text: text.into() });
    }
}

impl Model {
    /// Lists the secrets of a client that was just read.
    pub(super) fn begin_secrets(&mut self, client: AppClient) -> Vec<Effect> {
        let page = SecretsPage::new(client);
        let asks = page.no_rotation() != Some(NoRotation::SelfRegistered);
        self.show(Screen::Secrets(Box::new(page)), true);
        if self.take_late_secret() {
            return self.enter_stage(RotationStage::Taking);
        }
        if asks { self.list_secrets_for(ListFor::Show) } else { self.enter_stage(RotationStage::Overview) }
    }

    pub(super) fn secrets_page(&self) -> Option<&SecretsPage> {
        match &self.screen {
            Screen::Secrets(page) => Some(page),
            _ => None,
        }
    }

    fn secrets_page_mut(&mut self) -> Option<&mut SecretsPage> {
        match &mut self.screen {
            Screen::Secrets(page) => Some(page),
            _ => None,
        }
    }

    /// Another part of the page: it is read from its top, and a key pressed before does nothing.
    fn enter_stage(&mut self, stage: RotationStage) -> Vec<Effect> {
        if let Some(page) = self.secrets_page_mut() {
            page.stage = stage;
            page.focus = page.first_stop();
        }
        // The new value and what to do about it stand at the end.
        let is_taking = self.secrets_page().is_some_and(|page| matches!(page.stage, RotationStage::Taking));
        self.scroll = (!is_taking).then_some(0);
        self.page.turn(true);
        Vec::new()
    }
}
