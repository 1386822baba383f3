//! From a key to its frame with 1,000 user pools on the list: what a filter letter, an arrow and an
//! unchanged frame cost, without the terminal.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement says what it found, or fails")]

use std::time::{Duration, Instant};

use cognito_console::app::{Effect, KeyPress, Model, Msg, Start};
use cognito_console::app_client::{PoolSummary, UserPoolId};
use cognito_console::cognito::{Page, SessionInfo};
use cognito_console::theme::Theme;
use cognito_console::view;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const POOLS: usize = 1_000;
const ROUNDS: usize = 500;
/// A frame of a screen that shows 60 a second.
const LIMIT: Duration = Duration::from_millis(16);
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

struct Bench {
    model: Model,
    terminal: Terminal<TestBackend>,
    now: Duration,
}

fn main() {
    for size in SIZES {
        let mut bench = Bench::new(size);
        bench.press(KeyCode::Char('/'));
        let letters = [KeyCode::Char('7'), KeyCode::Backspace];
        report("filter letter", size, &bench.measure(&letters));
        bench.press(KeyCode::Esc);
        report("arrow", size, &bench.measure(&[KeyCode::Down, KeyCode::Down, KeyCode::Up]));
        report("unbound key", size, &bench.measure(&[KeyCode::F(12)]));
    }
}

impl Bench {
    fn new(size: (u16, u16)) -> Self {
        let model = Model::new(Start::default(), size);
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut bench = Self { model, terminal, now: Duration::ZERO };
        let session = SessionInfo { profile: None, region: "us-east-1".to_owned() };
        let effects = bench.model.update(Duration::ZERO, Msg::Connected(Ok(session)));
        let ticket = effects
            .into_iter()
            .find_map(|effect| if let Effect::LoadPools(ticket, _) = effect { Some(ticket) } else { None });
        let items = (0..POOLS).map(pool).collect();
        drop(bench.model.update(Duration::ZERO, Msg::Pools(ticket.unwrap(), Ok(Page { items, next: None }))));
        assert_eq!(bench.model.pools.visible().len(), POOLS);
        bench.draw();
        bench
    }

    fn press(&mut self, code: KeyCode) {
        self.now += Duration::from_secs(1);
        let press = KeyPress { event: KeyEvent::from(code), at: self.now, shown: 0, burst: false };
        drop(self.model.update(self.now, Msg::Key(press)));
        self.draw();
    }

    /// What the loop does after each event.
    fn draw(&mut self) {
        let theme = Theme { color: true, ascii: false };
        let mut seen = view::doc::Seen::default();
        let model = &self.model;
        self.terminal.draw(|frame| seen = view::view(model, theme, frame)).unwrap();
        let lines = (seen.from, seen.to, seen.lines);
        drop(self.model.update(self.now, Msg::Drawn { page: self.model.page_number(), lines }));
    }

    /// How long each press of these keys takes, one after the other.
    fn measure(&mut self, keys: &[KeyCode]) -> Vec<Duration> {
        let mut times = Vec::new();
        for code in keys.iter().cycle().take(ROUNDS) {
            let start = Instant::now();
            self.press(*code);
            times.push(start.elapsed());
        }
        times.sort();
        times
    }
}

fn pool(n: usize) -> PoolSummary {
    PoolSummary {
        id: UserPoolId::parse(&format!("us-east-1_Pool{n:05}")).unwrap(),
        name: format!("team-{}-customers-{n}", n % 37),
        last_modified: Some("2026-11-20".to_owned()),
    }
}

fn report(what: &str, (columns, rows): (u16, u16), times: &[Duration]) {
    let (median, most) = (times.get(times.len() / 2).unwrap(), times.last().unwrap());
    let ms = |time: &Duration| time.as_secs_f64() * 1_000.0;
    println!("{POOLS} pools, {columns}x{rows}, {what:<14} median {:7.3} ms   most {:7.3} ms", ms(median), ms(most));
    assert!(*median < LIMIT, "{what} takes longer than {LIMIT:?}");
}
