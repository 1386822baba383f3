//! What the program was started for.

#![expect(clippy::wildcard_enum_match_arm, reason = "only a copy waits")]

use crate::app::Model;
use crate::app_client::{Draft, FieldId, UserPoolId};
use crate::wizard::Answers;

/// How the program was started.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Start {
    /// `--demo`
    pub demo: bool,
    /// `--dry-run`
    pub dry_run: bool,
    /// What was asked for.
    pub verb: Verb,
    /// `--user-pool-id`
    pub pool: Option<UserPoolId>,
    /// Nobody types: the answers come from a pipe or a file.
    pub is_scripted: bool,
    /// Answers are kept on the disk (not with `--no-drafts`).
    pub drafts: bool,
    /// Answers for a new client, given on the command line.
    pub answers: Answers,
}

impl Start {
    /// The answers that the wizard begins with. Those for a copy wait for the client that is copied.
    pub(super) fn first_draft(&self) -> Draft {
        match &self.verb {
            Verb::Copy(_) => Draft::default(),
            // Words that are none were refused before the start.
            _ => self.answers.draft().unwrap_or_default(),
        }
    }
}

impl Model {
    /// The first step of the wizard; who gave the type on the command line is asked for the name.
    pub(super) fn enter_first_step(&mut self) {
        self.form.enter(0, &self.draft);
        self.form.note_given(self.start.answers.fields());
        if self.start.answers.fields().any(|field| field == FieldId::AppType) {
            self.form.refocus(FieldId::ClientName, &self.draft);
        }
    }
}

/// What the program was started for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verb {
    /// Nothing in particular: a pool, then its app clients. Leaving with nothing begun is no failure.
    Home,
    /// `create`: straight to the wizard.
    #[default]
    Create,
    /// `list`: the app clients of a pool.
    List,
    /// `show ID`
    Show(String),
    /// `edit ID`
    Edit(String),
    /// `delete ID`
    Delete(String),
    /// `create --from ID`
    Copy(String),
    /// `secret list ID`, `secret add ID`, `secret delete ID`
    Secrets(String),
}
