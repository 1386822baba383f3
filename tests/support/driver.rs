//! Drives the model as the runtime does, without a terminal and without tokio's clock: keys in,
//! effects answered by the embedded service over the real SDK, the screen as text out.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cognito_console::app::{Effect, Exit, KeyPress, Model, Msg, Start, Why};
use cognito_console::cognito::Cognito;
use cognito_console::demo::{self, World};
use cognito_console::theme::Theme;
use cognito_console::view;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

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
        Self::with(Start { demo: true, home: true, ..Start::default() }, NORMAL)
    }

    pub fn at(size: (u16, u16)) -> Self {
        Self::with(Start { demo: true, home: true, ..Start::default() }, size)
    }

    pub fn with(start: Start, size: (u16, u16)) -> Self {
        Self::over(World::seeded(7).unwrap(), start, size)
    }

    pub fn over(world: World, start: Start, size: (u16, u16)) -> Self {
        let world = Arc::new(Mutex::new(world));
        let cognito = Cognito::demo(demo::http_client(Arc::clone(&world)));
        let mut driver = Self::unconnected(world, cognito, start, size);
        driver.begin();
        driver
    }

    pub fn unconnected(world: Arc<Mutex<World>>, cognito: Cognito, start: Start, size: (u16, u16)) -> Self {
        Self {
            model: Model::new(start, size),
            world,
            cognito,
            copied: Vec::new(),
            saved: Vec::new(),
            exit: None,
            hold: false,
            draws: true,
            held: VecDeque::new(),
            now: Duration::ZERO,
            shown: 0,
            tokio: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
            theme: Theme { color: false, ascii: false },
        }
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
        let press = KeyPress { event, at: self.now, shown: self.shown, burst };
        self.send(Msg::Key(press));
    }

    pub fn paste(&mut self, text: &str) {
        self.send(Msg::Paste(text.to_owned()));
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.send(Msg::Resize(size.0, size.1));
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

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        let cognito = &self.cognito;
        Some(match effect {
            Effect::Connect => Msg::Connected(Ok(cognito.session().clone())),
            Effect::Identify => Msg::Identified(self.tokio.block_on(cognito.identify())),
            Effect::LoadPools(ticket, next) => Msg::Pools(ticket, self.tokio.block_on(cognito.list_pools(next))),
            Effect::LoadPool(ticket, id) => {
                Msg::Pool(ticket, Box::new(self.tokio.block_on(cognito.describe_pool(&id))))
            }
            Effect::LoadClientNames(id, next) => {
                let names = self.tokio.block_on(cognito.list_client_names(&id, next));
                Msg::ClientNames(id, names)
            }
            Effect::Create(ticket, spec) => Msg::Created(ticket, Box::new(self.tokio.block_on(cognito.create(&spec)))),
            Effect::PrintRequest(spec) => Msg::Request(self.tokio.block_on(cognito.request_json(&spec))),
            Effect::Copy(text) => {
                self.copied.push(text.reveal().to_owned());
                return None;
            }
            Effect::SaveSecret(path, secret) => {
                self.saved.push((path.clone(), secret.reveal().to_owned()));
                Msg::Saved(Ok(path))
            }
            Effect::Quit(exit) => {
                self.exit = Some(exit);
                return None;
            }
            Effect::Redraw | Effect::Suspend => return None,
        })
    }

    pub fn quit(&mut self, why: Why) {
        self.send(Msg::Quit(why));
    }

    /// Writes a frame out, as the runtime does.
    pub fn draw(&mut self) -> String {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut seen = view::doc::Seen::default();
        terminal.draw(|frame| seen = view::view(&self.model, self.theme, frame)).unwrap();
        self.shown = self.model.page_number();
        let lines = (seen.from, seen.to, seen.lines);
        let effects = self.model.update(self.now, Msg::Drawn { page: self.shown, lines });
        self.run(effects);
        text_of(terminal.backend())
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        self.draw()
    }

    /// The screen, and where the cursor is.
    pub fn cursor(&mut self) -> (u16, u16) {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| drop(view::view(&self.model, self.theme, frame))).unwrap();
        let position = ratatui::backend::Backend::get_cursor_position(terminal.backend_mut()).unwrap();
        (position.x, position.y)
    }
}

fn text_of(backend: &TestBackend) -> String {
    let buffer = backend.buffer();
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
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
