//! The state of the program and what happens to it. A [`Msg`] comes in, [`Model::update`] changes
//! the model and may ask for [`Effect`]s; nothing here does I/O, reads a clock or waits. Time
//! comes in with each message, as the time since the start.

mod changes;
mod client;
mod client_facts;
mod client_list;
mod client_pages;
mod clients;
mod connection;
mod created;
mod creating;
mod delete;
mod dialog;
mod drafts;
mod editing;
mod footer;
mod help;
mod leaving;
mod moves;
mod msg;
mod paging;
mod picker;
mod places;
mod pool;
mod pool_list;
mod pools;
mod presets;
mod preview;
mod retry;
mod review;
mod saving;
mod screen;
mod scroll;
mod secret_hash;
mod secret_text;
mod secret_view;
mod secrets;
mod size;
mod start;
mod steps;
mod unknown;
mod update;
mod wait;

use std::time::Duration;

use crate::app_client::{AppClient, AppType, Context, Draft, Problem, Secret, UserPool, UserPoolId, rules};
use crate::cognito::{SessionInfo, Target};
use crate::drafts::DraftFile;
use crate::export::Format;
use crate::keys::Binding;
use crate::presets::Found;
use crate::wizard::form::Form;

pub use changes::{ChangesButton, ChangesFocus, ChangesPage, Checked, MovedSince, ReadFor, Saved, Stage};
pub use client::{ClientPage, Read, SecretList, Then};
pub use client_facts::{ClientFact, ClientFacts, Fact};
pub use client_list::{ClientEntry, ClientList};
pub use clients::{ClientFocus, ClientsPage, is_client_id};
pub use connection::{Account, Link};
pub use created::CreatedPage;
pub use creating::Creating;
pub use delete::{DeleteButton, DeleteFocus, DeletePage, DeleteState, DeleteTold, OpenDelete};
pub use dialog::{Dialog, DialogKind};
pub use drafts::{DraftOffer, ResumeChoice, ResumePage};
pub use help::{HelpLine, HelpView, PANEL_FROM, PANEL_TEXT, ROWS_FOR_ALL};
pub use moves::{Move, moves};
pub use msg::{DryRun, Effect, Exit, KeyPress, LastUsed, Msg, Ticket, Why};
pub use picker::{Picker, PickerKind};
pub use pool::{ChosenPool, Detail};
pub use pools::{IdError, Listing, PoolFocus, PoolsPage};
pub use presets::NO_PRESET;
pub use preview::{Code, CodeOf, PreviewPage};
pub use retry::PAUSES;
pub use review::{ReviewButton, ReviewFocus, ReviewPage};
pub use screen::{Overlay, Screen};
pub use secret_hash::{HashFocus, HashPage};
pub use secret_text::SecretText;
pub use secret_view::{SavePath, Saving, SecretView};
pub use secrets::{Added, ListFor, MOST_SECRETS, NoRotation, RotationStage, SecretsButton, SecretsFocus, SecretsPage};
use secrets::{LateSecret, OpenAdd};
pub use size::{LEAST_SIZE, is_narrow};
pub use start::{Start, Verb};
pub use unknown::{Look, SentRequest, UnknownChoice, UnknownPage};
pub use wait::PageClock;

use editing::Parked;
use saving::OpenUpdate;

/// The whole state.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Model {
    /// How the program was started.
    pub start: Start,
    /// Profile and Region, once known.
    pub session: Option<SessionInfo>,
    /// If calls can be made in it.
    link: Link,
    /// Since when a session is being made.
    connecting_since: Duration,
    /// What was chosen over the command line.
    target: Target,
    /// A pool to be chosen once there is a session.
    then_choose: Option<UserPoolId>,
    /// The client that was named on the command line, until it is opened.
    named: Option<(String, Then)>,
    /// Account and role.
    pub account: Account,
    /// Until when the credentials are good, if their source says.
    credentials_end: Option<Duration>,
    /// The account of the session before.
    account_before: Option<String>,
    /// The pool list.
    pub pools: PoolsPage,
    /// The chosen pool.
    pub pool: Option<ChosenPool>,
    /// The list of its app clients.
    pub clients: ClientsPage,
    /// Settings of app clients are shown under their names in the API.
    pub api_names: bool,
    /// The app client that the draft comes from: it is edited or copied.
    pub source: Option<Box<AppClient>>,
    /// When that was read.
    source_read_at: Duration,
    /// Answers for a new client, while another one is edited.
    parked: Option<Box<Parked>>,
    /// A client to be copied, while the user is asked if that may take the place of other answers.
    wanted_copy: Option<(Box<AppClient>, bool)>,
    /// The update that left last, until it is known what became of it.
    open_update: Option<OpenUpdate>,
    /// The client was opened from the list, not from its own page.
    from_list: bool,
    /// Changes of an app client were saved.
    saved: bool,
    /// A secret is being added.
    open_add: Option<OpenAdd>,
    /// The value of one that came when its page was gone.
    late_secret: Option<Box<LateSecret>>,
    /// All answers.
    pub draft: Draft,
    /// Where the user is among them.
    pub form: Form,
    /// The page.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The calculator of hashes, in the place of the page that it was opened from.
    pub hash: Option<Box<HashPage>>,
    /// The preview, in the place of the page that it was opened from.
    pub preview: Option<Box<PreviewPage>>,
    /// The format that was looked at last.
    code_format: Format,
    /// One line at the bottom, until the next key.
    pub notice: Option<String>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The help panel of wide screens is open.
    pub panel_open: bool,
    /// The keys scroll the help panel; how far it is scrolled.
    pub panel: HelpView,
    /// The first line of the page that the user scrolled to; any other key goes back to the focus.
    pub scroll: Option<usize>,
    /// Lines of the page that the last frame showed: first, end, and how many there are.
    on_screen: (usize, usize, usize),
    /// Next brings back to Review.
    back_to_review: bool,
    /// Time of the latest message.
    now: Duration,
    page: PageClock,
    tickets: u64,
    create_ticket: Option<Ticket>,
    /// Requests whose answer is not waited for any more.
    overtaken: Vec<Ticket>,
    /// The request that left last, until it is known what became of it.
    sent: Option<SentRequest>,
    /// The one before it, if what became of that is not known either.
    sent_before: Option<SentRequest>,
    /// Client IDs that were received, in order.
    received: Vec<String>,
    /// The last create was refused, or is not known to have worked.
    failed: bool,
    /// A request to delete that left, until it is known what became of it.
    open_delete: Option<OpenDelete>,
    /// A client was deleted.
    deleted: bool,
    /// The app type before the last change of it.
    type_before: Option<AppType>,
    /// The answers before a preset was taken.
    before_preset: Option<Box<Draft>>,
    /// The presets that were found last.
    presets: Found,
    /// What the service said against one field; it is said there until that field changes.
    refusal: Option<Problem>,
    /// The answers as they were kept last.
    kept: Option<DraftFile>,
    /// When they changed last, if they are still to be written.
    draft_changed_at: Option<Duration>,
    /// The user agreed once to send a secret to the clipboard.
    may_copy_secret: bool,
}

impl Model {
    /// The model before anything happened.
    #[must_use]
    pub fn new(start: Start, size: (u16, u16)) -> Self {
        let draft = start.first_draft();
        let form = Form::new(&draft);
        let mut model = Self {
            start,
            session: None,
            link: Link::Connecting,
            connecting_since: Duration::ZERO,
            target: Target::default(),
            then_choose: None,
            named: None,
            account: Account::Asking(None),
            credentials_end: None,
            account_before: None,
            pools: PoolsPage::default(),
            pool: None,
            clients: ClientsPage::default(),
            api_names: false,
            source: None,
            source_read_at: Duration::ZERO,
            parked: None,
            wanted_copy: None,
            open_update: None,
            from_list: false,
            saved: false,
            open_add: None,
            late_secret: None,
            draft,
            form,
            screen: Screen::Pools,
            overlay: None,
            hash: None,
            preview: None,
            code_format: Format::Cli,
            notice: None,
            size,
            panel_open: true,
            panel: HelpView::default(),
            scroll: None,
            on_screen: (0, 0, 0),
            back_to_review: false,
            now: Duration::ZERO,
            page: PageClock::default(),
            tickets: 0,
            create_ticket: None,
            overtaken: Vec::new(),
            sent: None,
            sent_before: None,
            received: Vec::new(),
            failed: false,
            open_delete: None,
            deleted: false,
            type_before: None,
            before_preset: None,
            presets: Found::default(),
            refusal: None,
            kept: None,
            draft_changed_at: None,
            may_copy_secret: false,
        };
        model.named = Self::named_at_the_start(&model.start.verb);
        model.enter_first_step();
        if let Some(id) = model.start.pool.clone() {
            model.pool = Some(ChosenPool::new(id, Detail::Wanted));
            model.screen = model.first_page();
        }
        model
    }

    /// Keys that were bound to something which is possible now.
    pub fn bindings(&self) -> impl Iterator<Item = &'static Binding> {
        let place = self.place();
        crate::keys::BINDINGS.iter().filter(move |b| b.works_in(place) && self.offers(b.action))
    }

    /// What the rules may look at.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        let own_id = self.source.as_deref().filter(|_| self.is_editing()).map(|client| client.id.as_str());
        Context { own_id, ..context_of(self.pool.as_ref()) }
    }

    /// Everything that the rules say about the draft, and what the service said against a field.
    /// The latter does not stop another try: only the service knows if it still holds.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let context = self.context();
        let mut problems =
            if self.is_editing() { self.problems_of_edit(&context) } else { rules::check(&self.draft, &context) };
        problems.extend(self.refusal.clone());
        problems
    }

    /// The chosen pool as it was read.
    #[must_use]
    pub fn pool_details(&self) -> Option<&UserPool> {
        self.context().pool
    }

    /// Name of the chosen pool, or its ID.
    #[must_use]
    pub fn pool_name(&self) -> Option<&str> {
        let pool = self.pool.as_ref()?;
        let listed = self.pools.list.iter().find(|row| row.id == pool.id).map(|row| row.name.as_str());
        Some(self.pool_details().map(|details| details.name.as_str()).or(listed).unwrap_or(pool.id.as_str()))
    }

    /// Since when a session is being made.
    #[must_use]
    pub const fn connecting_since(&self) -> Duration {
        self.connecting_since
    }

    /// If calls can be made.
    #[must_use]
    pub const fn link(&self) -> Link {
        self.link
    }

    /// Number of the page on the screen; the runtime stamps keys with the last one written out.
    #[must_use]
    pub const fn page_number(&self) -> u64 {
        self.page.number()
    }

    /// Time of the latest message.
    #[must_use]
    pub const fn now(&self) -> Duration {
        self.now
    }

    /// Shows a page; Enter on it acts only once it was seen.
    fn show(&mut self, screen: Screen, by_enter: bool) {
        self.screen = screen;
        self.overlay = None;
        self.hash = None;
        self.preview = None;
        self.scroll = None;
        self.panel = HelpView::default();
        self.page.turn(by_enter);
    }

    fn say(&mut self, text: impl Into<String>) -> Vec<Effect> {
        self.notice = Some(text.into());
        Vec::new()
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    fn copy(&mut self, what: &str, text: Secret) -> Vec<Effect> {
        self.notice =
            Some(format!("{what} sent to your terminal's clipboard. If paste is empty, select it on the screen."));
        vec![Effect::Copy(text)]
    }

    fn accepts(&mut self, press: KeyPress, what: &str) -> bool {
        let accepted = self.page.accepts(press);
        if !accepted {
            self.notice = Some(format!("Press Enter again to {what}."));
        }
        accepted
    }
}

/// Free of the model, so that the form can be changed while the pool is read.
fn context_of(pool: Option<&ChosenPool>) -> Context<'_> {
    let Some(pool) = pool else { return Context::default() };
    let details = match &pool.detail {
        Detail::Known(details) => Some(details.as_ref()),
        Detail::Wanted | Detail::Loading(_) | Detail::Failed(_) => None,
    };
    Context { pool: details, clients: pool.clients.settled(), ..Context::default() }
}
