//! The state of the program and what happens to it. A [`Msg`] comes in, [`Model::update`] changes
//! the model and may ask for [`Effect`]s; nothing here does I/O, reads a clock or waits. Time
//! comes in with each message, as the time since the start.

mod created;
mod creating;
mod dialog;
mod help;
mod msg;
mod places;
mod pools;
mod review;
mod steps;
mod wait;

use std::time::Duration;

use crate::app_client::{Context, Draft, Problem, Secret, UserPool, UserPoolId, rules};
use crate::cognito::{Identity, ServiceError, SessionInfo};
use crate::keys::{Action, Binding, Place};
use crate::wizard::form::Form;

pub use created::{CreatedPage, SavePath};
pub use creating::{Creating, UnknownPage};
pub use dialog::{Dialog, DialogKind};
pub use help::{HelpLine, HelpView, PANEL_FROM, PANEL_TEXT, ROWS_FOR_ALL};
pub use msg::{DryRun, Effect, Exit, KeyPress, Msg, Ticket, Why};
pub use pools::{Detail, Listing, PoolFocus, PoolsPage};
pub use review::{ReviewButton, ReviewFocus, ReviewPage};
pub use wait::PageClock;

/// Lines that `PgUp` and `PgDn` scroll by.
const PAGE: isize = 8;

/// How the program was started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// `--demo`
    pub demo: bool,
    /// `--dry-run`
    pub dry_run: bool,
    /// Without a subcommand: leaving with nothing begun is no failure.
    pub home: bool,
    /// `--user-pool-id`
    pub pool: Option<UserPoolId>,
}

/// The pool that the client goes into.
pub struct ChosenPool {
    /// Its ID.
    pub id: UserPoolId,
    /// What was read of it.
    pub detail: Detail,
    /// Names of its clients, as far as they were listed.
    pub client_names: Vec<String>,
}

/// Who we are at AWS.
pub enum Account {
    /// Not asked or not answered yet.
    Asking,
    /// Known.
    Known(Identity),
    /// Refused or unreachable; the wizard works without.
    NotKnown,
}

/// Which page is shown.
pub enum Screen {
    /// Select a user pool.
    Pools,
    /// A step of the wizard; the form knows which.
    Step,
    /// Review and create.
    Review(ReviewPage),
    /// The request is on its way.
    Creating(Creating),
    /// The client exists.
    Created(Box<CreatedPage>),
    /// Not known whether it exists.
    Unknown(UnknownPage),
}

/// What lies over the page.
pub enum Overlay {
    /// Help, over the whole page.
    Help(HelpView),
    /// A question.
    Dialog(Dialog),
    /// Where to write the secret.
    SavePath(SavePath),
}

/// The whole state.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Model {
    /// How the program was started.
    pub start: Start,
    /// Profile and Region, once known.
    pub session: Option<SessionInfo>,
    /// Account and role.
    pub account: Account,
    /// The pool list.
    pub pools: PoolsPage,
    /// The chosen pool.
    pub pool: Option<ChosenPool>,
    /// All answers.
    pub draft: Draft,
    /// Where the user is among them.
    pub form: Form,
    /// The page.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
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
    /// Client IDs that were received, in order.
    received: Vec<String>,
    /// The last create was refused, or is not known to have worked.
    failed: bool,
    /// What the service said against one field; it is said there until that field changes.
    refusal: Option<Problem>,
    /// The user agreed once to send a secret to the clipboard.
    may_copy_secret: bool,
}

impl Model {
    /// The model before anything happened.
    #[must_use]
    pub fn new(start: Start, size: (u16, u16)) -> Self {
        let draft = Draft::default();
        let form = Form::new(&draft);
        let mut model = Self {
            start,
            session: None,
            account: Account::Asking,
            pools: PoolsPage::default(),
            pool: None,
            draft,
            form,
            screen: Screen::Pools,
            overlay: None,
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
            received: Vec::new(),
            failed: false,
            refusal: None,
            may_copy_secret: false,
        };
        if let Some(id) = model.start.pool.clone() {
            model.pool = Some(ChosenPool { id, detail: Detail::Wanted, client_names: Vec::new() });
            model.screen = Screen::Step;
        }
        model
    }

    /// The first effect, asked for after the first frame.
    #[must_use]
    pub fn begin(&self) -> Vec<Effect> {
        vec![Effect::Connect]
    }

    /// Takes a message in; `at` is the time since the start.
    #[must_use]
    pub fn update(&mut self, at: Duration, msg: Msg) -> Vec<Effect> {
        self.now = self.now.max(at);
        match msg {
            Msg::Key(press) => self.on_key(press),
            Msg::Paste(text) => self.on_paste(&text),
            Msg::Resize(columns, rows) => {
                self.size = (columns, rows);
                self.hide_secret();
                self.page.resized();
                Vec::new()
            }
            Msg::Tick => self.on_tick(),
            Msg::Drawn { page, lines } => {
                self.page.drawn(page, self.now, lines);
                self.on_screen = lines;
                Vec::new()
            }
            Msg::Connected(answer) => self.on_connected(answer),
            Msg::Identified(answer) => {
                self.account = answer.map_or(Account::NotKnown, Account::Known);
                self.review_changed()
            }
            Msg::Pools(ticket, answer) => self.on_pools(ticket, answer),
            Msg::Pool(ticket, answer) => self.on_pool(ticket, *answer),
            Msg::ClientNames(id, answer) => self.on_client_names(&id, answer),
            Msg::Created(ticket, answer) => self.on_created(ticket, *answer),
            Msg::Request(answer) => self.on_request(answer),
            Msg::Saved(answer) => self.on_saved(answer),
            Msg::NotSuspended => self.say("Suspending would stop the shell that waits for this program."),
            Msg::Quit(why) => vec![Effect::Quit(Exit::because(why))],
        }
    }

    fn on_connected(&mut self, answer: Result<SessionInfo, ServiceError>) -> Vec<Effect> {
        match answer {
            Ok(session) => {
                self.session = Some(session);
                let mut effects = vec![Effect::Identify];
                effects.extend(if self.pool.is_some() { self.read_chosen_pool() } else { Vec::new() });
                effects.extend(if matches!(self.screen, Screen::Pools) { self.load_pools() } else { Vec::new() });
                effects.extend(self.review_changed());
                effects
            }
            Err(error) => {
                if matches!(self.screen, Screen::Step | Screen::Review(_)) {
                    self.show(Screen::Pools, false);
                }
                self.pools.fail(error);
                Vec::new()
            }
        }
    }

    /// Keys that were bound to something which is possible now.
    pub fn bindings(&self) -> impl Iterator<Item = &'static Binding> {
        let place = self.place();
        crate::keys::BINDINGS.iter().filter(move |b| b.works_in(place) && self.offers(b.action))
    }

    /// What the rules may look at.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        context_of(self.pool.as_ref())
    }

    /// Everything that the rules say about the draft, and what the service said against a field.
    /// The latter does not stop another try: only the service knows if it still holds.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = rules::check(&self.draft, &self.context());
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

    /// The exit status of leaving now (see the README).
    fn leave(&self) -> Vec<Effect> {
        let nothing_begun = self.start.home && self.pool.is_none();
        let status = if self.failed {
            Exit::FAILED
        } else if !self.received.is_empty() {
            Exit::DONE
        } else if self.pools.has_failed() && (self.pool.is_none() || self.session.is_none()) {
            Exit::FAILED
        } else if nothing_begun {
            Exit::DONE
        } else {
            Exit::LEFT
        };
        vec![Effect::Quit(Exit { status, request: None })]
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
    Context { pool: details, client_names: &pool.client_names }
}

/// What the footer calls an action now.
impl Model {
    /// The footer's word for a binding: mostly the table's, sometimes what it would do now.
    #[must_use]
    pub fn footer_word(&self, binding: &Binding) -> String {
        match (binding.action, self.repair()) {
            (Action::Repair, Some(repair)) => self.repair_word(&repair),
            (Action::ShowSecret, _) if self.secret_is_shown() => "hide secret".to_owned(),
            (Action::Help, _) if self.panel_is_shown() && self.place() != Place::Help && !binding.footer.is_empty() => {
                "close help".to_owned()
            }
            _ => self.word_here(binding).unwrap_or(binding.footer).to_owned(),
        }
    }

    /// Words that hold in one place only; an empty one keeps the key out of the footer.
    fn word_here(&self, binding: &Binding) -> Option<&'static str> {
        Some(match (self.place(), binding.action) {
            // Only the first of its keys is shown.
            (Place::Help, Action::Help) if !binding.footer.is_empty() => "close",
            (Place::Help, Action::Quit) => "",
            (Place::Help, Action::PageDown) => "scroll",
            (Place::Creating | Place::Created | Place::Unknown, Action::PageDown) if self.is_cut() => "scroll",
            (Place::Creating, Action::Cancel) => "stop waiting",
            (Place::Dialog, Action::Next) => "choose",
            (Place::Dialog, Action::Back) => "close",
            (Place::Review, Action::Pick) => "edit section",
            (Place::Review, Action::Next) => "problems",
            _ => return None,
        })
    }

    /// The page is longer than the screen.
    fn is_cut(&self) -> bool {
        let (from, to, lines) = self.on_screen;
        from > 0 || to < lines
    }

    /// Scrolls by lines, from where the page is; never past its end.
    fn scroll_by(&mut self, delta: isize) {
        let (from, to, lines) = self.on_screen;
        let most = lines.saturating_sub(to.saturating_sub(from));
        self.scroll = Some(from.saturating_add_signed(delta).min(most));
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other key does not scroll")]
    /// Scrolls a page that has nothing to move in; false for other keys.
    fn scrolled(&mut self, action: Action) -> bool {
        match action {
            Action::Up => self.scroll_by(-1),
            Action::Down => self.scroll_by(1),
            Action::PageUp => self.scroll_by(-PAGE),
            Action::PageDown => self.scroll_by(PAGE),
            _ => return false,
        }
        true
    }
    /// "set 60m", or "set refresh 24h" when the field is not the one with the focus.
    fn repair_word(&self, repair: &crate::app_client::Repair) -> String {
        let elsewhere = self.form.field().is_none_or(|field| field.id != repair.field);
        let label = crate::wizard::find(repair.field).map_or("", |(_, field)| field.label);
        match label.split(' ').next().filter(|_| elsewhere) {
            Some(word) => format!("set {} {}", word.to_lowercase(), repair.text),
            None => format!("set {}", repair.text),
        }
    }
}
