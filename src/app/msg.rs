//! What comes into the model and what it asks for.

use std::time::Duration;

use crossterm::event::KeyEvent;

use crate::app::{DraftOffer, SentRequest};
use crate::app_client::{
    AppClient, AppClientSecret, AppClientSpec, AppClientSummary, PoolSummary, Secret, Update, UserPool, UserPoolId,
};
use crate::cognito::{
    AddedSecret, Created, Identity, LookFor, Looked, Page, ServiceError, SessionInfo, Target, Updated,
};
use crate::drafts::{DraftFile, DraftId};
use crate::presets::Found;

/// A key, and what the user could know when it was pressed.
#[derive(Clone, Copy, Debug)]
pub struct KeyPress {
    /// The key.
    pub event: KeyEvent,
    /// When it was read, since the start.
    pub at: Duration,
    /// The last page that was written out before the key was read.
    pub shown: u64,
    /// An Enter at the end of several keys that came in one read: pasted, not pressed.
    pub burst: bool,
}

/// Marks a request; an answer whose ticket is not the pending one is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket(pub u64);

/// Why the program has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// SIGTERM
    Terminated,
    /// SIGINT
    Interrupted,
    /// The terminal is gone, or SIGHUP.
    HungUp,
    /// There are no more answers to read.
    EndOfInput,
}

/// What comes in.
pub enum Msg {
    /// A key.
    Key(KeyPress),
    /// A bracketed paste.
    Paste(String),
    /// Columns and rows.
    Resize(u16, u16),
    /// The time that [`super::Model::next_tick`] named has come.
    Tick,
    /// A frame was written out.
    Drawn {
        /// Number of its page.
        page: u64,
        /// Lines of the body that it showed: first, end, and how many there are.
        lines: (usize, usize, usize),
    },
    /// Answer to [`Effect::Connect`]; the runtime drops those that another one overtook.
    Connected(Result<SessionInfo, ServiceError>),
    /// Answer to [`Effect::FindDrafts`].
    Drafts(Vec<DraftOffer>),
    /// Answer to [`Effect::ResumeDraft`].
    Resumed(Option<Box<DraftOffer>>),
    /// Answer to whatever writes or deletes a draft: a sentence if it did not work.
    DraftSaved(Result<(), String>),
    /// Answer to [`Effect::RecallPool`].
    Recalled(UserPoolId),
    /// Answer to [`Effect::ListProfiles`].
    Profiles(Result<Vec<String>, ServiceError>),
    /// Answer to [`Effect::FindPresets`].
    Presets(Found),
    /// Answer to [`Effect::Identify`].
    Identified(Ticket, Result<Identity, ServiceError>),
    /// Answer to [`Effect::LoadPools`].
    Pools(Ticket, Result<Page<PoolSummary>, ServiceError>),
    /// Answer to [`Effect::LoadPool`].
    Pool(Ticket, Box<Result<UserPool, ServiceError>>),
    /// Answer to [`Effect::LoadClients`].
    Clients(Ticket, Result<Page<AppClientSummary>, ServiceError>),
    /// Answer to [`Effect::Create`].
    Created(Ticket, Box<Result<Created, ServiceError>>),
    /// Answer to [`Effect::DescribeClient`].
    Client(Ticket, Box<Result<AppClient, ServiceError>>),
    /// Answer to [`Effect::ListSecrets`].
    Secrets(Ticket, Result<Vec<AppClientSecret>, ServiceError>),
    /// Answer to [`Effect::Update`].
    Updated(Ticket, Box<Result<Updated, ServiceError>>),
    /// Answer to [`Effect::DeleteClient`].
    Deleted(Ticket, Result<(), ServiceError>),
    /// Answer to [`Effect::AddSecret`].
    SecretAdded(Ticket, Box<Result<AddedSecret, ServiceError>>),
    /// Answer to [`Effect::DeleteSecret`].
    SecretDeleted(Ticket, Result<(), ServiceError>),
    /// Answer to [`Effect::Look`].
    Looked(Ticket, Result<Looked, ServiceError>),
    /// Answer to [`Effect::PrintRequest`]: the JSON.
    Request(Result<String, ServiceError>),
    /// Answer to [`Effect::SaveSecret`]: the path, or why not.
    Saved(Result<String, String>),
    /// Suspending is not possible here.
    NotSuspended,
    /// A signal or a hang-up.
    Quit(Why),
}

/// What the model asks for.
pub enum Effect {
    /// Find Region and credentials' source; what was chosen in the program comes first.
    Connect(Target),
    /// List the profiles of the AWS files.
    ListProfiles,
    /// List the presets of the program and of the team.
    FindPresets,
    /// Ask who we are.
    Identify(Ticket),
    /// List pools, from the start or from a token.
    LoadPools(Ticket, Option<String>),
    /// Describe a pool.
    LoadPool(Ticket, UserPoolId),
    /// List a pool's app clients, from the start or from a token.
    LoadClients(Ticket, UserPoolId, Option<String>),
    /// Create the client: once. That it is sent is written down before.
    Create(Ticket, Box<SentRequest>, Box<AppClientSpec>),
    /// Describe an app client.
    DescribeClient(Ticket, UserPoolId, String),
    /// List the secrets of an app client: IDs and dates.
    ListSecrets(Ticket, UserPoolId, String),
    /// Send every setting that was read, plus the changes.
    Update(Ticket, Box<Update>),
    /// Delete an app client.
    DeleteClient(Ticket, UserPoolId, String),
    /// Add a secret to an app client: the user's own, or one that Cognito generates. Once.
    AddSecret(Ticket, UserPoolId, String, Option<Secret>),
    /// Delete the secret with this ID of an app client.
    DeleteSecret(Ticket, UserPoolId, String, String),
    /// Recall the pool last used in an account and Region.
    RecallPool(LastUsed),
    /// Remember it.
    RememberPool(LastUsed, UserPoolId),
    /// List the drafts of earlier runs.
    FindDrafts,
    /// Take over a draft.
    ResumeDraft(DraftId),
    /// Delete a draft of an earlier run.
    DiscardDraft(DraftId),
    /// Keep the answers in memory, for whatever ends the program.
    KeepDraft(Box<DraftFile>),
    /// Write what is kept.
    SaveDraft,
    /// Write that no request is open, or which one still is and how long ago it was sent.
    SettleDraft(Option<(Box<SentRequest>, Duration)>),
    /// Delete the draft of this run.
    DeleteDraft,
    /// Look for the client that an unanswered request may have made.
    Look(Ticket, Box<LookFor>),
    /// Keep a Client ID for stdout.
    KeepReceipt(String),
    /// Make the JSON that Create would send, and send nothing.
    PrintRequest(Box<AppClientSpec>),
    /// Send a text to the terminal's clipboard.
    Copy(Secret),
    /// Write a secret to a new file.
    SaveSecret(String, Secret),
    /// Draw everything again.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End.
    Quit(Exit),
}

/// Where a pool was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUsed {
    /// The account.
    pub account: String,
    /// The Region.
    pub region: String,
}

/// How the program ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The exit status.
    pub status: u8,
    /// What a dry run prints.
    pub request: Option<DryRun>,
}

/// The outcome of a dry run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DryRun {
    /// The JSON, for stdout.
    pub json: String,
    /// The user's own secret is not in it.
    pub left_out_secret: bool,
}

impl Exit {
    /// A client was created, or a dry run printed.
    pub const DONE: u8 = 0;
    /// The service refused, could not be reached, or it is not known whether the client exists.
    pub const FAILED: u8 = 1;
    /// Wrong usage, or no terminal.
    pub const USAGE: u8 = 2;
    /// The terminal is gone.
    pub const HUNG_UP: u8 = 129;
    /// Left without a client.
    pub const LEFT: u8 = 130;
    /// SIGTERM.
    pub const TERMINATED: u8 = 143;

    /// The end with a status and nothing to print.
    #[must_use]
    pub const fn with(status: u8) -> Self {
        Self { status, request: None }
    }
}
