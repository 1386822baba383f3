//! Drives the model as the runtime does, without a terminal and without tokio's clock: keys in,
//! effects answered by the embedded service over the real SDK, the screen as text out.

pub mod faults;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cognito_console::app::{DraftOffer, Effect, Exit, KeyPress, LastUsed, Model, Msg, Start, Then, Verb, Why};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::{Cognito, ServiceError, SessionInfo, Target};
use cognito_console::demo::{self, World};
use cognito_console::drafts::DraftFile;
use cognito_console::theme::Theme;
use cognito_console::view;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub use faults::{Fault, Script};

pub const NORMAL: (u16, u16) = (80, 24);
pub const WIDE: (u16, u16) = (120, 40);
pub const NARROW: (u16, u16) = (40, 12);

pub struct Driver {
    pub model: Model,
    pub world: Arc<Mutex<World>>,
    pub cognito: Cognito,
    /// Texts sent to the clipboard.
    pub copied: Vec<String>,
    /// Secrets to be written: path and value.
    pub saved: Vec<(String, String)>,
    pub exit: Option<Exit>,
    /// Faults of the service, by operation.
    pub script: Script,
    /// Requests to create that the model asked for.
    pub creates: usize,
    /// Keys pressed so far.
    pub presses: usize,
    /// What [`Effect::SaveSecret`] is answered with; `None` for success.
    pub save_error: Option<String>,
    /// What [`Effect::Connect`] is answered with; `None` for success.
    pub connect_error: Option<ServiceError>,
    /// Client IDs kept for stdout besides those that Create answered.
    pub receipts: Vec<String>,
    /// Profiles of the AWS files.
    pub profiles: Vec<String>,
    /// What was asked of [`Effect::Connect`].
    pub targets: Vec<Target>,
    /// Pools last used, the latest first.
    pub last_pools: Vec<(LastUsed, UserPoolId)>,
    /// Drafts of earlier runs.
    pub drafts: Vec<DraftOffer>,
    /// The answers as they were kept last.
    pub kept: Option<DraftFile>,
    /// How often they were to be written.
    pub saves: usize,
    /// What [`Effect::SaveDraft`] is answered with; `None` for success.
    pub draft_error: Option<String>,
    /// Redraws and suspends asked for.
    pub asked: Vec<&'static str>,
    /// Answers are kept back until `answer()`.
    pub hold: bool,
    /// Draw a frame after each key, as the runtime does when it keeps up.
    pub draws: bool,
    held: VecDeque<Effect>,
    now: Duration,
    shown: u64,
    tokio: tokio::runtime::Runtime,
    pub theme: Theme,
}

impl Driver {
    /// At the pool list of the demo, loaded.
    pub fn start() -> Self {
        Self::with(Start { demo: true, ..Start::default() }, NORMAL)
    }

    /// The same, as a bare `cognito-console` starts.
    pub fn home() -> Self {
        Self::with(Start { demo: true, verb: Verb::Home, ..Start::default() }, NORMAL)
    }

    pub fn at(size: (u16, u16)) -> Self {
        Self::with(Start { demo: true, ..Start::default() }, size)
    }

    pub fn with(start: Start, size: (u16, u16)) -> Self {
        Self::over(World::seeded(7).unwrap(), start, size)
    }

    pub fn over(world: World, start: Start, size: (u16, u16)) -> Self {
        let mut driver = Self::unconnected(world, start, size);
        driver.begin();
        driver
    }

    /// At the pool list, as far as the service lets it load.
    pub fn with_fault(operation: &'static str, fault: Fault) -> Self {
        let start = Start { demo: true, ..Start::default() };
        let mut driver = Self::unconnected(World::seeded(7).unwrap(), start, NORMAL);
        driver.fail(operation, fault);
        driver.begin();
        driver
    }

    /// From now on `operation` fails.
    pub fn fail(&mut self, operation: &'static str, fault: Fault) {
        self.script.lock().unwrap().push((operation, fault));
    }

    /// From now on everything works.
    pub fn mend(&mut self) {
        self.script.lock().unwrap().clear();
    }

    /// Before anything happened; call [`Driver::begin`].
    pub fn unconnected(world: World, start: Start, size: (u16, u16)) -> Self {
        let world = Arc::new(Mutex::new(world));
        let script = Script::default();
        let client = faults::faulty(demo::http_client(Arc::clone(&world)), Arc::clone(&script));
        let cognito = Cognito::demo(client);
        Self {
            model: Model::new(start, size),
            world,
            cognito,
            copied: Vec::new(),
            saved: Vec::new(),
            exit: None,
            script,
            creates: 0,
            presses: 0,
            save_error: None,
            connect_error: None,
            receipts: Vec::new(),
            profiles: ["dev", "prod", "stage"].map(str::to_owned).to_vec(),
            targets: Vec::new(),
            last_pools: Vec::new(),
            drafts: Vec::new(),
            kept: None,
            saves: 0,
            draft_error: None,
            asked: Vec::new(),
            hold: false,
            draws: true,
            held: VecDeque::new(),
            now: Duration::ZERO,
            shown: 0,
            tokio: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
            theme: Theme { color: false, ascii: false },
        }
    }

    /// In the shop's pool, on the page of one of its clients, without the way there.
    pub fn on_client(id: &str, then: Then, start: Start, size: (u16, u16)) -> Self {
        let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
        let mut driver = Self::with(Start { pool: Some(pool), verb: Verb::Home, ..start }, size);
        driver.open(id, then);
        driver
    }

    /// Reads a client of the chosen pool, for whatever comes then.
    pub fn open(&mut self, id: &str, then: Then) {
        let effects = self.model.read_client(id.to_owned(), then);
        self.run(effects);
        self.draw();
    }

    pub fn begin(&mut self) {
        self.draw();
        let effects = self.model.begin();
        self.run(effects);
        self.draw();
    }

    /// A message, its effects, and a frame.
    pub fn send(&mut self, msg: Msg) {
        let effects = self.model.update(self.now, msg);
        self.run(effects);
        if self.draws {
            self.draw();
        }
    }

    /// Time passes; a due tick is sent.
    pub fn wait(&mut self, time: Duration) {
        let until = self.now + time;
        while let Some(at) = self.model.next_tick().filter(|at| *at <= until) {
            self.now = at.max(self.now);
            self.send(Msg::Tick);
        }
        self.now = until;
    }

    /// Keys by name, two seconds apart: `"enter tab s h o p ctrl-r"`; `'text'` types the text.
    pub fn keys(&mut self, keys: &str) {
        for key in parse_keys(keys) {
            self.wait(Duration::from_secs(2));
            self.press(key);
        }
    }

    pub fn press(&mut self, event: KeyEvent) {
        self.press_as(event, false);
    }

    pub fn press_as(&mut self, event: KeyEvent, burst: bool) {
        self.press_stamped(event, self.shown, burst);
    }

    /// A key that was read when `shown` was the last page written out.
    pub fn press_stamped(&mut self, event: KeyEvent, shown: u64, burst: bool) {
        self.presses += 1;
        self.send(Msg::Key(KeyPress { event, at: self.now, shown, burst }));
    }

    /// A key held down: `times` of it, `every` apart.
    pub fn hold_down(&mut self, event: KeyEvent, times: usize, every: Duration) {
        for _ in 0..times {
            self.wait(every);
            self.press(event);
        }
    }

    /// The page that was last written out.
    pub fn shown(&self) -> u64 {
        self.shown
    }

    /// Requests that reached the service.
    pub fn count(&self, operation: &str) -> usize {
        self.world.lock().unwrap().count(operation)
    }

    /// The body of the last request to create.
    pub fn created_body(&self) -> serde_json::Value {
        self.body_of("CreateUserPoolClient")
    }

    /// The body of the last request of this kind.
    pub fn body_of(&self, operation: &str) -> serde_json::Value {
        let world = self.world.lock().unwrap();
        let mut received = world.received().iter().rev();
        received.find(|one| one.operation == operation).map(|one| one.body.clone()).unwrap()
    }

    /// The exit status, if the model asked to end.
    pub fn status(&self) -> Option<u8> {
        self.exit.as_ref().map(|exit| exit.status)
    }

    pub fn paste(&mut self, text: &str) {
        self.send(Msg::Paste(text.to_owned()));
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.send(Msg::Resize(size.0, size.1));
    }

    /// Lets the first held effect be answered; what it leads to is held again.
    pub fn answer_one(&mut self) {
        if let Some(msg) = self.held.pop_front().and_then(|effect| self.perform(effect)) {
            self.send(msg);
        }
    }

    /// The same for the last one.
    pub fn answer_last(&mut self) {
        if let Some(msg) = self.held.pop_back().and_then(|effect| self.perform(effect)) {
            self.send(msg);
        }
    }

    /// The service does the first held effect; its answer is on its way.
    pub fn work_one(&mut self) -> Option<Msg> {
        let effect = self.held.pop_front()?;
        self.perform(effect)
    }

    /// Lets held effects be answered.
    pub fn answer(&mut self) {
        self.hold = false;
        let held: Vec<Effect> = self.held.drain(..).collect();
        self.run(held);
        self.draw();
    }

    pub fn held(&self) -> usize {
        self.held.len()
    }

    fn run(&mut self, effects: Vec<Effect>) {
        let mut todo: VecDeque<Effect> = effects.into();
        while let Some(effect) = todo.pop_front() {
            if self.hold && !matches!(effect, Effect::Quit(_) | Effect::Copy(_)) {
                self.held.push_back(effect);
                continue;
            }
            if let Some(msg) = self.perform(effect) {
                todo.extend(self.model.update(self.now, msg));
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm an effect")]
    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        let cognito = &self.cognito;
        if matches!(effect, Effect::Create(..)) {
            self.creates += 1;
        }
        Some(match effect {
            Effect::RecallPool(place) => {
                let known = self.last_pools.iter().find(|(at, _)| *at == place).map(|(_, id)| id.clone());
                return known.map(Msg::Recalled);
            }
            Effect::RememberPool(place, id) => {
                self.last_pools.insert(0, (place, id));
                return None;
            }
            Effect::FindDrafts => Msg::Drafts(self.drafts.clone()),
            Effect::ResumeDraft(id) => {
                Msg::Resumed(self.drafts.iter().find(|offer| offer.id == id).cloned().map(Box::new))
            }
            Effect::DiscardDraft(id) => {
                self.drafts.retain(|offer| offer.id != id);
                Msg::DraftSaved(Ok(()))
            }
            Effect::KeepDraft(file) => {
                self.kept = Some(*file);
                return None;
            }
            Effect::SaveDraft => {
                self.saves += 1;
                Msg::DraftSaved(self.draft_error.clone().map_or(Ok(()), Err))
            }
            Effect::SettleDraft(open) => {
                self.asked.push(if open.is_some() { "settle the last" } else { "settle" });
                return None;
            }
            Effect::DeleteDraft => {
                self.kept = None;
                self.asked.push("delete draft");
                return None;
            }
            Effect::FindPresets => Msg::Presets(cognito_console::presets::all(None)),
            Effect::ListProfiles => Msg::Profiles(Ok(self.profiles.clone())),
            Effect::Connect(target) => {
                let region = target.region.clone().unwrap_or_else(|| cognito.session().region.clone());
                let session = SessionInfo { profile: target.profile.clone(), region };
                self.targets.push(target);
                Msg::Connected(self.connect_error.clone().map_or(Ok(session), Err))
            }
            Effect::Identify(ticket) => Msg::Identified(ticket, self.tokio.block_on(cognito.identify())),
            Effect::LoadPools(ticket, next) => Msg::Pools(ticket, self.tokio.block_on(cognito.list_pools(next))),
            Effect::LoadPool(ticket, id) => {
                Msg::Pool(ticket, Box::new(self.tokio.block_on(cognito.describe_pool(&id))))
            }
            Effect::LoadClients(ticket, id, next) => {
                let names = self.tokio.block_on(cognito.list_clients(&id, next));
                Msg::Clients(ticket, names)
            }
            Effect::Create(ticket, _, spec) => {
                Msg::Created(ticket, Box::new(self.tokio.block_on(cognito.create(&spec))))
            }
            Effect::DescribeClient(ticket, pool, id) => {
                Msg::Client(ticket, Box::new(self.tokio.block_on(cognito.describe_client(&pool, &id))))
            }
            Effect::ListSecrets(ticket, pool, id) => {
                Msg::Secrets(ticket, self.tokio.block_on(cognito.list_secrets(&pool, &id)))
            }
            Effect::Update(ticket, update) => {
                Msg::Updated(ticket, Box::new(self.tokio.block_on(cognito.update(&update))))
            }
            Effect::DeleteClient(ticket, pool, id) => {
                Msg::Deleted(ticket, self.tokio.block_on(cognito.delete_client(&pool, &id)))
            }
            Effect::AddSecret(ticket, pool, id, own) => {
                let answer = self.tokio.block_on(cognito.add_secret(&pool, &id, own.as_ref()));
                Msg::SecretAdded(ticket, Box::new(answer))
            }
            Effect::DeleteSecret(ticket, pool, id, secret) => {
                Msg::SecretDeleted(ticket, self.tokio.block_on(cognito.delete_secret(&pool, &id, &secret)))
            }
            Effect::Look(ticket, what) => Msg::Looked(ticket, self.tokio.block_on(cognito.look_for(&what))),
            Effect::KeepReceipt(id) => {
                self.receipts.push(id);
                return None;
            }
            Effect::PrintRequest(spec) => Msg::Request(self.tokio.block_on(cognito.request_json(&spec))),
            Effect::Copy(text) => {
                self.copied.push(text.reveal().to_owned());
                return None;
            }
            Effect::SaveSecret(path, secret) => {
                self.saved.push((path.clone(), secret.reveal().to_owned()));
                Msg::Saved(self.save_error.clone().map_or(Ok(path), Err))
            }
            Effect::Quit(exit) => {
                self.exit = Some(exit);
                return None;
            }
            Effect::Redraw => {
                self.asked.push("redraw");
                return None;
            }
            Effect::Suspend => {
                self.asked.push("suspend");
                return None;
            }
        })
    }

    pub fn quit(&mut self, why: Why) {
        self.send(Msg::Quit(why));
    }

    /// Writes a frame out, as the runtime does.
    pub fn draw(&mut self) -> String {
        let (terminal, seen) = self.render();
        self.shown = self.model.page_number();
        let lines = (seen.from, seen.to, seen.lines);
        let effects = self.model.update(self.now, Msg::Drawn { page: self.shown, lines });
        self.run(effects);
        text_of(terminal.backend().buffer())
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        self.draw()
    }

    /// The screen with its styles; not written out.
    pub fn buffer(&self) -> Buffer {
        self.render().0.backend().buffer().clone()
    }

    /// Where the cursor is, if the frame placed it.
    pub fn cursor(&self) -> Option<Position> {
        let (mut terminal, _) = self.render();
        let visible = terminal.backend().cursor_visible();
        let position = ratatui::backend::Backend::get_cursor_position(terminal.backend_mut()).unwrap();
        visible.then_some(position)
    }

    fn render(&self) -> (Terminal<TestBackend>, view::doc::Seen) {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut seen = view::doc::Seen::default();
        terminal.draw(|frame| seen = view::view(&self.model, self.theme, frame)).unwrap();
        (terminal, seen)
    }

    /// Panics with the screen if it does not say `words`; line breaks count as blanks.
    #[track_caller]
    pub fn says(&mut self, words: &str) {
        let screen = self.screen();
        assert!(flat(&screen).contains(&flat(words)), "no {words:?} in\n{screen}");
    }

    /// The opposite.
    #[track_caller]
    pub fn does_not_say(&mut self, words: &str) {
        let screen = self.screen();
        assert!(!flat(&screen).contains(&flat(words)), "{words:?} in\n{screen}");
    }
}

/// One line, single blanks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells as text, without the cells that a wide character covers.
pub fn text_of(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = cognito_console::text::width(symbol).saturating_sub(1);
            row.push_str(symbol);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// Reads `"enter tab 'shop web' ctrl-r f4"`.
pub fn parse_keys(keys: &str) -> Vec<KeyEvent> {
    let mut out = Vec::new();
    let mut rest = keys.trim_start();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let (text, after) = quoted.split_once('\'').expect("a closing quote");
            out.extend(text.chars().map(|c| KeyEvent::from(KeyCode::Char(c))));
            rest = after.trim_start();
            continue;
        }
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        out.push(key(word));
        rest = after.trim_start();
    }
    out
}

fn key(word: &str) -> KeyEvent {
    if let Some(letter) = word.strip_prefix("ctrl-") {
        return KeyEvent::new(KeyCode::Char(letter.chars().next().unwrap()), KeyModifiers::CONTROL);
    }
    KeyEvent::from(match word {
        "enter" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        _ if word.chars().count() == 1 => KeyCode::Char(word.chars().next().unwrap()),
        _ => KeyCode::F(word.strip_prefix('f').unwrap().parse().unwrap()),
    })
}
