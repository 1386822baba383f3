//! Random keys over an edit: an update leaves only after a Review changes that was read, by an Enter
//! pressed for it, and after a reading in which nothing moved.

use std::cell::Cell;
use std::time::Duration;

use cognito_console::app::{
    ChangesFocus, DialogKind, Effect, KeyPress, Model, Msg, Overlay, ReadFor, Screen, Stage, Start, Verb,
};
use cognito_console::app_client::{AppClient, AppClientSummary, Change, UserPoolId};
use cognito_console::cognito::{ErrorKind, Page, ServiceError, SessionInfo, Updated};
use crossterm::event::{KeyCode, KeyEvent};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use crate::driver::parse_keys;

const KEYS: &str = "enter enter enter tab backtab down up space left right esc q a r ctrl-c ctrl-r ctrl-r ctrl-n \
    ctrl-n ctrl-p backspace 1 2 3 5 x y pgdn o f1 e e t t esc";

#[derive(Clone, Debug)]
enum Happening {
    /// A key: which, how long after the one before, stamped so many pages ago, pasted.
    Key(usize, u64, u64, bool),
    /// A frame is written out, with so many of 30 lines of the page.
    Frame(usize),
    /// The oldest effect is answered, well or badly.
    Answer(u8),
}

fn happening() -> impl Strategy<Value = Happening> {
    let pause = prop::sample::select(vec![0, 33, 400, 1_000, 2_500]);
    let keys = parse_keys(KEYS).len();
    prop_oneof![
        8 => (0..keys, pause, prop_oneof![9 => Just(0_u64), 1 => 1..3_u64], prop::bool::weighted(0.05))
            .prop_map(|(key, pause, ago, burst)| Happening::Key(key, pause, ago, burst)),
        5 => prop_oneof![5 => Just(30_usize), 1 => 0..30_usize].prop_map(Happening::Frame),
        5 => (0..10_u8).prop_map(Happening::Answer),
    ]
}

fn client(minutes: u8) -> AppClient {
    let description = json!({
        "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado", "ClientName": "shop", "AuthSessionValidity": minutes,
        "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "PreventUserExistenceErrors": "ENABLED",
        "LastModifiedDate": minutes,
    });
    AppClient::read(&pool(), description.as_object().unwrap(), |_| None).unwrap()
}

fn pool() -> UserPoolId {
    UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
}

fn error(kind: ErrorKind) -> ServiceError {
    ServiceError {
        kind,
        operation: "UpdateUserPoolClient",
        sentence: "No.".to_owned(),
        advice: "Wait.".to_owned(),
        reasons: Vec::new(),
        aws_said: None,
        request_id: None,
    }
}

struct Bench {
    model: Model,
    now: Duration,
    shown: u64,
    /// The page that was told to its last line since it was turned to.
    read: Option<u64>,
    /// The preview's page, if the one below was told to its last line.
    covers_read: Option<u64>,
    asked: Vec<Effect>,
    /// What the service has.
    minutes: u8,
    updates: usize,
    ended: bool,
}

impl Bench {
    fn new() -> Self {
        let start = Start { verb: Verb::Home, pool: Some(pool()), ..Start::default() };
        let model = Model::new(start, (80, 24));
        let asked = model.begin();
        let (now, shown) = (Duration::ZERO, 0);
        let mut bench =
            Self { model, now, shown, read: None, covers_read: None, asked, minutes: 3, updates: 0, ended: false };
        for _ in 0..6 {
            bench.answer(0);
        }
        bench
    }

    fn send(&mut self, msg: Msg) -> bool {
        let effects = self.model.update(self.now, msg);
        self.ended |= effects.iter().any(|effect| matches!(effect, Effect::Quit(_)));
        let updates = effects.iter().any(|effect| matches!(effect, Effect::Update(..)));
        self.asked.extend(effects);
        updates
    }

    fn frame(&mut self, lines: usize) {
        let page = self.model.page_number();
        self.shown = page;
        self.read = (lines == 30 || self.read == Some(page)).then_some(page);
        assert!(!self.send(Msg::Drawn { page, lines: (0, lines, 30) }));
    }

    fn reads_to_save(&self) -> bool {
        matches!(&self.model.screen,
            Screen::Changes(page) if matches!(page.stage, Stage::Reading(_, _, ReadFor::Saving)))
    }

    /// A preview that closes brings the page back as it was read, unless that changed meanwhile.
    fn note_preview(&mut self, was_open: bool, page: u64) {
        match (was_open, self.model.preview.is_some()) {
            (false, true) => self.covers_read = (self.read == Some(page)).then_some(self.model.page_number()),
            (true, false) if self.covers_read == Some(page) => self.read = Some(self.model.page_number()),
            _ => {}
        }
    }

    fn key(&mut self, event: KeyEvent, pages_ago: u64, burst: bool) {
        let page = self.model.page_number();
        let shown = self.shown.saturating_sub(pages_ago);
        let was_open = self.model.preview.is_some();
        let on_save = self.model.overlay.is_none()
            && !was_open
            && matches!(&self.model.screen, Screen::Changes(page) if matches!(page.focus, ChangesFocus::Button(_)));
        let confirmed = matches!(&self.model.overlay,
            Some(Overlay::Dialog(d)) if d.kind == DialogKind::UnknownMembers && d.choice == 0);
        let before = self.reads_to_save();
        assert!(!self.send(Msg::Key(KeyPress { event, at: self.now, shown, burst })), "a key sent the update itself");
        self.note_preview(was_open, page);
        if !before && self.reads_to_save() {
            assert_eq!(event.code, KeyCode::Enter);
            assert!(on_save || confirmed, "saved from elsewhere");
            assert!(shown == page && !burst, "saved by a key for another page, or a paste");
            assert!(confirmed || self.read == Some(page), "saved from a page that was not read");
        }
    }

    fn answer(&mut self, how: u8) {
        if self.asked.is_empty() {
            return;
        }
        let msg = match self.asked.remove(0) {
            Effect::Connect(_) => Msg::Connected(Ok(SessionInfo { profile: None, region: "us-east-1".to_owned() })),
            Effect::LoadPool(ticket, _) => Msg::Pool(ticket, Box::new(Err(error(ErrorKind::Denied)))),
            Effect::LoadClients(ticket, ..) => {
                let row = AppClientSummary { id: client(3).id, name: "shop".to_owned() };
                Msg::Clients(ticket, Ok(Page { items: vec![row], next: None }))
            }
            Effect::DescribeClient(ticket, ..) => {
                let saves = self.reads_to_save();
                self.minutes = if how == 7 { 5 + self.minutes % 5 } else { self.minutes };
                let known = self.model.source().map(|client| client.settings.clone());
                let answer = match how {
                    0..8 => Ok(client(self.minutes)),
                    8 => Err(error(ErrorKind::Throttled)),
                    _ => Err(error(ErrorKind::Unanswered)),
                };
                let now = answer.as_ref().ok().map(|client: &AppClient| client.settings.clone());
                if self.send(Msg::Client(ticket, Box::new(answer))) {
                    self.updates += 1;
                    assert!(saves, "nobody asked to save");
                    assert_eq!(known, now, "something moved");
                }
                return;
            }
            Effect::Update(ticket, update) => {
                let changes: Vec<Change> = update.changes();
                assert!(!changes.is_empty(), "an update of nothing");
                Msg::Updated(
                    ticket,
                    Box::new(match how {
                        0..6 => Ok(Updated { client: client(self.minutes), differences: Vec::new() }),
                        6..8 => Err(error(ErrorKind::Conflict)),
                        _ => Err(error(ErrorKind::Unanswered)),
                    }),
                )
            }
            _ => return,
        };
        assert!(!self.send(msg), "only a reading leads to an update");
    }
}

#[test]
fn an_update_needs_a_page_that_was_read_and_a_client_that_stood_still() {
    let config = Config { cases: 3_000, failure_persistence: None, ..Config::default() };
    let keys = parse_keys(KEYS);
    let updates = Cell::new(0);
    let strategy = (prop::bool::ANY, prop::collection::vec(happening(), 20..80));
    let outcome = TestRunner::new(config).run(&strategy, |(edited, happenings)| {
        let mut bench = Bench::new();
        let begin = if edited { "down e x ctrl-r" } else { "down e" };
        for key in parse_keys(begin) {
            bench.frame(30);
            bench.now += Duration::from_secs(2);
            bench.key(key, 0, false);
            bench.answer(0);
        }
        for happening in happenings {
            match happening {
                Happening::Key(key, pause, ago, burst) => {
                    bench.now += Duration::from_millis(pause);
                    bench.key(keys[key], ago, burst);
                }
                Happening::Frame(lines) => bench.frame(lines),
                Happening::Answer(how) => bench.answer(how),
            }
            if bench.ended {
                break;
            }
        }
        updates.set(updates.get() + bench.updates);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(updates.get() > 100, "only {} updates: the runs do not reach far", updates.get());
}
