//! What the program was started for.

use crate::app_client::UserPoolId;

/// How the program was started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// `--demo`
    pub demo: bool,
    /// `--dry-run`
    pub dry_run: bool,
    /// What was asked for.
    pub verb: Verb,
    /// `--user-pool-id`
    pub pool: Option<UserPoolId>,
    /// Answers are kept on the disk (not with `--no-drafts`).
    pub drafts: bool,
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
}
