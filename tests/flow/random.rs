//! Random keys by the ten thousand: the model never panics, sends nothing that was not asked for on
//! a Review that was read, and loses nothing that was typed.
//!
//! Effects are answered from a table and frames are told, not drawn, so that this stays cheap.

use std::cell::Cell;
use std::sync::LazyLock;
use std::time::Duration;

use cognito_console::app::{DialogKind, Effect, KeyPress, Model, Msg, Overlay, Screen, Start};
use cognito_console::app_client::{AppClientSummary, PoolSummary, Secret, UserPool, UserPoolId};
use cognito_console::cognito::{Candidate, Created, ErrorKind, Identity, Looked, Page, ServiceError, SessionInfo};
use cognito_console::keys::{BINDINGS, Key, Place};
use cognito_console::theme::Theme;
use cognito_console::view;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::driver::Driver;

/// What the embedded service said once.
struct Table {
    pools: Vec<PoolSummary>,
    details: Vec<UserPool>,
    keys: Vec<KeyEvent>,
}

thread_local! {
    static DRAWN: Cell<u64> = const { Cell::new(0) };
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut d = Driver::start();
    for _ in 0..4 {
        d.wait(Duration::from_secs(1));
        d.keys("down");
    }
    let known = |detail: &cognito_console::app::Detail| match detail {
        cognito_console::app::Detail::Known(pool) => Some(pool.as_ref().clone()),
        _ => None,
    };
    Table {
        pools: d.model.pools.list.iter().take(8).cloned().collect(),
        details: d.model.pools.details.values().filter_map(known).collect(),
        keys: BINDINGS.iter().flat_map(|binding| binding.keys).map(|key| event(*key)).collect(),
    }
});

fn event(key: Key) -> KeyEvent {
    match key {
        Key::Char(c) => KeyEvent::from(KeyCode::Char(c)),
        Key::Ctrl(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
        Key::Code(code) => KeyEvent::from(code),
    }
}

/// One thing that happens.
#[derive(Clone, Debug)]
enum Happening {
    /// A key: which, how long after the one before, stamped so many pages ago, pasted.
    Key(KeyEvent, u64, u64, bool),
    Paste(String),
    Resize(u16, u16),
    /// So many milliseconds pass.
    Wait(u64),
    /// A frame is written out, with so many of 30 lines of the page.
    Frame(usize),
    /// The oldest effect is answered, well or badly.
    Answer(u8),
}

fn happening() -> impl Strategy<Value = Happening> {
    let bound = (0..TABLE.keys.len()).prop_map(|n| TABLE.keys[n]);
    let common = prop::sample::select(vec![
        event(Key::Code(KeyCode::Enter)),
        event(Key::Code(KeyCode::Tab)),
        event(Key::Code(KeyCode::Down)),
        event(Key::Ctrl('r')),
        event(Key::Ctrl('n')),
        event(Key::Char('s')),
        event(Key::Code(KeyCode::Backspace)),
        event(Key::Code(KeyCode::Esc)),
    ]);
    let any = any::<char>().prop_map(|c| KeyEvent::from(KeyCode::Char(c)));
    let key = prop_oneof![5 => common, 4 => bound, 1 => any];
    let pause = prop::sample::select(vec![0, 20, 33, 140, 400, 1_000, 2_500]);
    prop_oneof![
        12 => (key, pause, prop_oneof![9 => Just(0_u64), 1 => 1..3_u64], prop::bool::weighted(0.05))
            .prop_map(|(key, pause, ago, burst)| Happening::Key(key, pause, ago, burst)),
        4 => prop_oneof![4 => Just(30_usize), 1 => 0..30_usize].prop_map(Happening::Frame),
        3 => (0..10_u8).prop_map(Happening::Answer),
        1 => prop::sample::select(vec!["shop\r\n", "us-east-1_Ab12Cd34E\n", "60h", "\u{1b}[2J\u{202e}x", "会員"])
            .prop_map(|text| Happening::Paste(text.to_owned())),
        1 => (0..130_u16, 0..60_u16).prop_map(|(columns, rows)| Happening::Resize(columns, rows)),
        1 => (0..40_000_u64).prop_map(Happening::Wait),
    ]
}

/// The model, the clock and what was asked of the edge.
struct Bench {
    model: Model,
    now: Duration,
    shown: u64,
    /// The page that was told to its last line since it was turned to.
    read: Option<u64>,
    /// The preview's page, if the one below was told to its last line.
    covers_read: Option<u64>,
    asked: Vec<Effect>,
    creates: usize,
    ended: bool,
}

impl Bench {
    fn new() -> Self {
        let start = Start { demo: true, drafts: true, ..Start::default() };
        let model = Model::new(start, (80, 24));
        let asked = model.begin();
        let mut bench = Self {
            model,
            now: Duration::ZERO,
            shown: 0,
            read: None,
            covers_read: None,
            asked,
            creates: 0,
            ended: false,
        };
        for _ in 0..4 {
            bench.answer(0);
        }
        bench
    }

    fn send(&mut self, msg: Msg) -> usize {
        let effects = self.model.update(self.now, msg);
        let creates = effects.iter().filter(|effect| matches!(effect, Effect::Create(..))).count();
        self.creates += creates;
        self.ended |= effects.iter().any(|effect| matches!(effect, Effect::Quit(_)));
        self.asked.extend(effects);
        creates
    }

    fn frame(&mut self, lines: usize) {
        let page = self.model.page_number();
        self.shown = page;
        let msg = Msg::Drawn { page, lines: (0, lines, 30) };
        self.read = (lines == 30 || self.read == Some(page)).then_some(page);
        assert_eq!(self.send(msg), 0);
        let drawn = DRAWN.get();
        DRAWN.set(drawn + 1);
        if drawn.is_multiple_of(97) {
            let (columns, rows) = self.model.size;
            let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
            let theme = Theme { color: true, ascii: false };
            terminal.draw(|frame| _ = view::view(&self.model, theme, frame)).unwrap();
        }
    }

    fn answer(&mut self, how: u8) {
        if self.asked.is_empty() {
            return;
        }
        let pools = &TABLE.pools;
        let msg = match self.asked.remove(0) {
            Effect::FindPresets => Msg::Presets(cognito_console::presets::all(None)),
            Effect::ListProfiles => Msg::Profiles(Ok(vec!["prod".to_owned(), "dev".to_owned()])),
            Effect::Connect(_) => Msg::Connected(Ok(SessionInfo { profile: None, region: "us-east-1".to_owned() })),
            Effect::Identify(ticket) => Msg::Identified(
                ticket,
                Ok(Identity { account: "111122223333".to_owned(), role: "AdminSSO".to_owned(), expires_in: None }),
            ),
            Effect::LoadPools(ticket, _) if how == 9 => Msg::Pools(ticket, Err(error(ErrorKind::Denied))),
            Effect::LoadPools(ticket, None) => {
                Msg::Pools(ticket, Ok(Page { items: pools[..4].to_vec(), next: Some("next".to_owned()) }))
            }
            Effect::LoadPools(ticket, Some(_)) => {
                Msg::Pools(ticket, Ok(Page { items: pools[4..].to_vec(), next: None }))
            }
            Effect::LoadPool(ticket, id) => Msg::Pool(ticket, Box::new(details(&id))),
            Effect::LoadClients(ticket, ..) => Msg::Clients(ticket, Ok(Page { items: clients(), next: None })),
            Effect::Create(ticket, ..) => Msg::Created(ticket, Box::new(created(how))),
            Effect::SaveSecret(path, _) => Msg::Saved(if how > 5 { Err("No.".to_owned()) } else { Ok(path) }),
            Effect::Look(ticket, _) => Msg::Looked(ticket, looked(how)),
            Effect::SaveDraft | Effect::DiscardDraft(_) => {
                Msg::DraftSaved(if how == 9 { Err("No.".to_owned()) } else { Ok(()) })
            }
            Effect::RecallPool(_) => Msg::Recalled(pools[2].id.clone()),
            Effect::FindDrafts => Msg::Drafts(Vec::new()),
            Effect::ResumeDraft(_) => Msg::Resumed(None),
            Effect::RememberPool(..)
            | Effect::KeepDraft(_)
            | Effect::SettleDraft(_)
            | Effect::DeleteDraft
            | Effect::PrintRequest(_)
            | Effect::DescribeClient(..)
            | Effect::ListSecrets(..)
            | Effect::Update(..)
            | Effect::DeleteClient(..)
            | Effect::AddSecret(..)
            | Effect::DeleteSecret(..)
            | Effect::KeepReceipt(_)
            | Effect::Copy(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit(_) => return,
        };
        assert_eq!(self.send(msg), 0, "an answer never creates");
    }

    /// A preview that closes brings the page back as it was read, unless that changed meanwhile.
    fn note_preview(&mut self, was_open: bool, page: u64) {
        match (was_open, self.model.preview.is_some()) {
            (false, true) => self.covers_read = (self.read == Some(page)).then_some(self.model.page_number()),
            (true, false) if self.covers_read == Some(page) => self.read = Some(self.model.page_number()),
            _ => {}
        }
    }

    /// A key, and what has to hold whatever it is.
    fn key(&mut self, event: KeyEvent, pages_ago: u64, burst: bool) {
        let shown = self.shown.saturating_sub(pages_ago);
        let (name, place) = (self.model.draft.name.clone(), self.model.place());
        let page = self.model.page_number();
        let was_open = self.model.preview.is_some();
        let on_review = matches!(self.model.screen, Screen::Review(_)) && self.model.overlay.is_none() && !was_open;
        let confirmed = self.model.overlay.as_ref().is_some_and(is_create_another);
        let creates = self.send(Msg::Key(KeyPress { event, at: self.now, shown, burst }));
        self.note_preview(was_open, page);
        if creates > 0 {
            assert_eq!(creates, 1);
            assert!(on_review || confirmed && self.creates > 1, "created from another page");
            assert_eq!(event.code, KeyCode::Enter, "created by another key");
            assert!(shown == page && !burst, "created by a key for another page, or a paste");
            assert!(confirmed || self.read == Some(page), "created from a Review that was not read");
            assert!(matches!(self.model.screen, Screen::Creating(_)));
        }
        let started_over = matches!(self.model.screen, Screen::Step) && self.model.draft.name.is_empty();
        if place != Place::Text && !started_over {
            assert_eq!(self.model.draft.name, name, "the name changed in {place:?}");
        }
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Key(event, pause, ago, burst) => {
                self.now += Duration::from_millis(pause);
                self.key(event, ago, burst);
            }
            Happening::Paste(text) => assert_eq!(self.send(Msg::Paste(text)), 0, "a paste created"),
            Happening::Resize(columns, rows) => assert_eq!(self.send(Msg::Resize(columns, rows)), 0),
            Happening::Wait(millis) => {
                self.now += Duration::from_millis(millis);
                assert_eq!(self.send(Msg::Tick), 0);
            }
            Happening::Frame(lines) => self.frame(lines),
            Happening::Answer(how) => self.answer(how),
        }
    }
}

fn details(id: &UserPoolId) -> Result<UserPool, ServiceError> {
    TABLE.details.iter().find(|pool| pool.id == *id).cloned().ok_or_else(|| error(ErrorKind::NotFound))
}

fn created(how: u8) -> Result<Created, ServiceError> {
    match how {
        0..6 => Ok(Created {
            client_id: "3n4b5urk1ft4fl3mg5e62d9ado".to_owned(),
            secret: Some(Secret::new("0123456789".to_owned())),
            differences: Vec::new(),
        }),
        6..8 => Err(error(ErrorKind::Throttled)),
        _ => Err(error(ErrorKind::Unanswered)),
    }
}

/// The harmful answer of the question that a second request needs.
fn is_create_another(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Dialog(dialog) if dialog.kind == DialogKind::CreateAnother && dialog.choice == 0)
}

fn clients() -> Vec<AppClientSummary> {
    ["shop", "s"].map(|name| AppClientSummary { id: format!("id-of-{name}"), name: name.to_owned() }).to_vec()
}

fn looked(how: u8) -> Result<Looked, ServiceError> {
    let candidate = Candidate {
        client_id: "3n4b5urk1ft4fl3mg5e62d9ado".to_owned(),
        created: None,
        secret: Some(Secret::new("0123456789".to_owned())),
        differences: Some(Vec::new()),
    };
    match how {
        0..4 => Ok(Looked::default()),
        4..8 => Ok(Looked { candidates: vec![candidate], ..Looked::default() }),
        _ => Err(error(ErrorKind::Denied)),
    }
}

fn error(kind: ErrorKind) -> ServiceError {
    ServiceError {
        kind,
        operation: "CreateUserPoolClient",
        sentence: "No.".to_owned(),
        advice: "Wait.".to_owned(),
        reasons: Vec::new(),
        aws_said: None,
        request_id: None,
    }
}

#[test]
fn whatever_is_pressed_nothing_is_sent_unasked_and_nothing_typed_is_lost() {
    let config = Config { cases: 10_000, failure_persistence: None, ..Config::default() };
    let created = Cell::new(0);
    let begins: &[&[&str]] = &[&[], &["enter"], &["enter", "enter", "s", "h", "o", "p"]];
    let strategy = (0..3_usize, prop::collection::vec(happening(), 20..60));
    let outcome = TestRunner::new(config).run(&strategy, |(begin, happenings)| {
        let mut bench = Bench::new();
        for key in begins[begin] {
            bench.frame(30);
            bench.now += Duration::from_secs(2);
            bench.key(crate::driver::parse_keys(key)[0], 0, false);
        }
        for happening in happenings {
            bench.happen(happening);
            if bench.ended {
                break;
            }
        }
        created.set(created.get() + bench.creates);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(created.get() > 100, "only {} of the runs created: they do not reach far", created.get());
}
