//! What can have the focus on the page of secrets, stage by stage.

use crate::app::ListFor;
use crate::app::secrets::{RotationStage, SecretsPage};
use crate::keys::Place;

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretsFocus {
    /// The options, or the rows.
    Choice,
    /// The own secret.
    Own,
    /// "I saved the new secret"
    Tick,
    /// What is typed to delete a secret.
    Typed,
    /// A button.
    Button(SecretsButton),
}

/// A button of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretsButton {
    /// To the list; every secret stays.
    Leave,
    /// To the next step.
    Next,
    /// To the step before.
    Previous,
    /// Add a secret.
    Add,
    /// Delete the one under the cursor, after a page that says what that does.
    Delete,
    /// Back from that page.
    Cancel,
    /// Delete it.
    DeleteNow,
    /// List them again.
    TryAgain,
}

impl SecretsFocus {
    /// Up and Down move in it.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Choice)
    }
}

impl SecretsPage {
    /// What can have the focus, in order.
    fn stops(&self) -> Vec<SecretsFocus> {
        use SecretsButton as B;
        let (fields, buttons): (&[SecretsFocus], &[B]) = match &self.stage {
            RotationStage::Reading(..) | RotationStage::Adding(_) | RotationStage::Deleting(..) => (&[], &[]),
            RotationStage::NotListed(_) => (&[], &[B::Leave, B::TryAgain]),
            RotationStage::Overview if self.no_rotation().is_some() => (&[], &[B::Leave]),
            RotationStage::Overview if self.wants_own => {
                (&[SecretsFocus::Choice, SecretsFocus::Own], &[B::Leave, B::Add])
            }
            RotationStage::Overview => (&[SecretsFocus::Choice], &[B::Leave, B::Add]),
            RotationStage::Taking if self.secret.is_some() => (&[SecretsFocus::Tick], &[B::Leave, B::Next]),
            RotationStage::Taking | RotationStage::Deploying => (&[], &[B::Leave, B::Next]),
            RotationStage::Choosing if self.is_value_lost() => (&[SecretsFocus::Choice], &[B::Leave, B::Delete]),
            RotationStage::Choosing => (&[SecretsFocus::Choice], &[B::Leave, B::Previous, B::Delete]),
            RotationStage::Confirming(_) => (&[SecretsFocus::Typed], &[B::Cancel, B::DeleteNow]),
        };
        fields.iter().copied().chain(buttons.iter().map(|button| SecretsFocus::Button(*button))).collect()
    }

    /// Its buttons, in order.
    pub fn buttons(&self) -> impl Iterator<Item = SecretsButton> {
        self.stops().into_iter().filter_map(|stop| match stop {
            SecretsFocus::Button(button) => Some(button),
            SecretsFocus::Choice | SecretsFocus::Own | SecretsFocus::Tick | SecretsFocus::Typed => None,
        })
    }

    /// A field; where there is none, the button that goes on.
    pub(super) fn first_stop(&self) -> SecretsFocus {
        let stops = self.stops();
        let field = stops.iter().find(|stop| !matches!(stop, SecretsFocus::Button(_)));
        field.or(stops.last()).copied().unwrap_or(self.focus)
    }

    /// Options or rows that there are to choose from.
    pub(super) fn options(&self) -> usize {
        match self.stage {
            RotationStage::Choosing => self.rows.len(),
            RotationStage::Overview => 2,
            RotationStage::Reading(..)
            | RotationStage::NotListed(_)
            | RotationStage::Adding(_)
            | RotationStage::Taking
            | RotationStage::Deploying
            | RotationStage::Confirming(_)
            | RotationStage::Deleting(..) => 0,
        }
    }

    /// The option or the row under the cursor.
    pub(super) fn chosen(&self) -> usize {
        if matches!(self.stage, RotationStage::Choosing) { self.choice } else { usize::from(self.wants_own) }
    }

    pub(in crate::app) fn place(&self) -> Place {
        match self.focus {
            _ if self.waits_since().is_some() => Place::Secrets,
            SecretsFocus::Own | SecretsFocus::Typed => Place::SecretText,
            SecretsFocus::Choice | SecretsFocus::Tick | SecretsFocus::Button(_) => Place::Secrets,
        }
    }

    /// To the next stop, or the one before; round and round.
    pub(super) fn step(&mut self, forward: bool) {
        self.leave_text();
        let stops = self.stops();
        let at = stops.iter().position(|stop| *stop == self.focus).unwrap_or_default();
        let last = stops.len().saturating_sub(1);
        let to = if forward { if at < last { at + 1 } else { 0 } } else { at.checked_sub(1).unwrap_or(last) };
        self.focus = stops.get(to).copied().unwrap_or(self.focus);
    }

    /// Among the buttons, without going round.
    pub(super) fn step_button(&mut self, forward: bool) {
        let buttons: Vec<_> = self.buttons().map(SecretsFocus::Button).collect();
        let Some(at) = buttons.iter().position(|button| *button == self.focus) else { return };
        let to = if forward { at + 1 } else { at.saturating_sub(1) };
        self.focus = buttons.get(to).copied().unwrap_or(self.focus);
    }

    /// Enter on a field: to the next one, else to the button that goes on, which is the last. A text
    /// that is wrong keeps the focus.
    pub(super) fn go_on(&mut self) {
        let stops = self.stops();
        let next = stops.iter().skip_while(|stop| **stop != self.focus).nth(1);
        let next = next.filter(|stop| !matches!(stop, SecretsFocus::Button(_))).or(stops.last());
        let is_wrong = match self.focus {
            SecretsFocus::Own => self.own_problem().is_some(),
            SecretsFocus::Typed => self.is_wrong,
            SecretsFocus::Choice | SecretsFocus::Tick | SecretsFocus::Button(_) => false,
        };
        self.focus = next.copied().filter(|_| !is_wrong).unwrap_or(self.focus);
    }

    /// What is wrong with a text is said once it is left.
    pub(super) fn leave_text(&mut self) {
        match (self.focus, &self.stage) {
            (SecretsFocus::Own, _) => self.own_left = true,
            (SecretsFocus::Typed, RotationStage::Confirming(row)) => self.is_wrong = !self.is_confirmed(row),
            (SecretsFocus::Choice | SecretsFocus::Tick | SecretsFocus::Button(_) | SecretsFocus::Typed, _) => {}
        }
    }
}

impl SecretsPage {
    /// The step of a rotation that the page is at; `None` if it only lists.
    #[must_use]
    pub fn step_of_rotation(&self) -> Option<usize> {
        if self.no_rotation().is_some() || !self.is_listed || self.is_value_lost() {
            return None;
        }
        Some(match self.stage {
            RotationStage::Deploying => 3,
            RotationStage::Choosing
            | RotationStage::Confirming(_)
            | RotationStage::Deleting(..)
            | RotationStage::Reading(_, _, ListFor::Delete(_) | ListFor::Deleted(..))
            | RotationStage::NotListed(ListFor::Delete(_) | ListFor::Deleted(..)) => 4,
            RotationStage::Reading(_, _, ListFor::Show) | RotationStage::NotListed(ListFor::Show) => return None,
            RotationStage::Reading(..)
            | RotationStage::NotListed(_)
            | RotationStage::Overview
            | RotationStage::Adding(_)
            | RotationStage::Taking => 2,
        })
    }
}
