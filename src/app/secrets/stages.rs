//! From one step of a rotation to the next, back, and away.

use crate::app::secrets::{RotationStage, SecretsPage};
use crate::app::{DialogKind, Effect, KeyPress, ListFor, Model};

impl Model {
    /// To step 3, and to step 4.
    pub(super) fn next_stage(&mut self, press: KeyPress) -> Vec<Effect> {
        if !self.accepts(press, "go on") {
            return Vec::new();
        }
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        page.note = None;
        match page.stage {
            RotationStage::Taking if page.is_at_risk() => {
                self.say("Save it with f, copy it with c, or tick that you saved it. Then go on.")
            }
            RotationStage::Taking => self.enter_stage(RotationStage::Deploying),
            RotationStage::Deploying => self.choose_old(),
            _ => Vec::new(),
        }
    }

    /// Step 4, the cursor on the oldest; none of them is called the current one.
    pub(super) fn choose_old(&mut self) -> Vec<Effect> {
        if let Some(page) = self.secrets_page_mut() {
            page.choice = 0;
        }
        self.enter_stage(RotationStage::Choosing)
    }

    pub(super) fn confirm_chosen(&mut self, press: KeyPress) -> Vec<Effect> {
        if !self.accepts(press, "go on") {
            return Vec::new();
        }
        let Some(page) = self.secrets_page_mut() else { return Vec::new() };
        page.typed.reset();
        page.is_wrong = false;
        page.note = None;
        page.failure = None;
        match page.rows.get(page.choice).cloned() {
            Some(row) => self.enter_stage(RotationStage::Confirming(row)),
            None => Vec::new(),
        }
    }

    pub(super) fn back_in_secrets(&mut self, press: KeyPress) -> Vec<Effect> {
        match self.secrets_page().map(|page| &page.stage) {
            Some(RotationStage::Reading(_, _, ListFor::Show)) => self.leave_secrets(press),
            Some(RotationStage::Reading(..) | RotationStage::Adding(_) | RotationStage::Deleting(..)) => {
                self.stop_in_secrets()
            }
            Some(RotationStage::Confirming(_)) => self.enter_stage(RotationStage::Choosing),
            Some(RotationStage::Choosing) if !self.secrets_page().is_some_and(SecretsPage::is_value_lost) => {
                self.enter_stage(RotationStage::Deploying)
            }
            _ => self.leave_secrets(press),
        }
    }

    /// To the list, unless a value would be lost.
    pub(super) fn leave_secrets(&mut self, press: KeyPress) -> Vec<Effect> {
        if self.is_secret_at_risk() {
            return if self.page.accepts(press) { self.ask(DialogKind::LoseThenList) } else { Vec::new() };
        }
        self.go_to_clients()
    }
}
