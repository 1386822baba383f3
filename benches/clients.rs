//! From a key to its frame with 10,000 app clients on the list: what a filter letter, an arrow, a
//! page and an unchanged frame cost, without the terminal; and how much memory the program has then.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement says what it found, or fails")]

use std::time::{Duration, Instant};

use cognito_console::app::{Effect, KeyPress, Model, Msg, Start, Ticket, Verb};
use cognito_console::app_client::{AppClient, AppClientSummary, UserPoolId};
use cognito_console::cognito::{Page, SessionInfo};
use cognito_console::theme::Theme;
use cognito_console::view;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::json;

const CLIENTS: usize = 10_000;
const A_PAGE: usize = 60;
const ROUNDS: usize = 500;
/// A frame of a screen that shows 60 a second.
const LIMIT: Duration = Duration::from_millis(16);
/// Most memory that the program may take.
const MOST_KIB: u64 = 60 * 1024;
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

struct Bench {
    model: Model,
    terminal: Terminal<TestBackend>,
    now: Duration,
}

fn main() {
    for size in SIZES {
        let (mut bench, pages) = Bench::new(size);
        report("page of rows", size, &pages);
        bench.press(KeyCode::Char('/'));
        report("filter letter", size, &bench.measure(&[KeyCode::Char('7'), KeyCode::Backspace]));
        report("filter word", size, &bench.measure(&['w', 'e', 'b', '-', '7'].map(KeyCode::Char)));
        bench.press(KeyCode::Esc);
        report("arrow", size, &bench.measure(&[KeyCode::Down, KeyCode::Down, KeyCode::Up]));
        report("page down", size, &bench.measure(&[KeyCode::PageDown]));
        report("end and home", size, &bench.measure(&[KeyCode::End, KeyCode::Home]));
        report("unbound key", size, &bench.measure(&[KeyCode::F(12)]));
        let described = bench.read_all();
        report("rows read", size, &bench.measure(&[KeyCode::Down, KeyCode::PageDown]));
        println!("{CLIENTS} clients, {}x{}, {described} of them described", size.0, size.1);
    }
    let most = memory();
    println!("VmHWM {most} KiB");
    assert!(most < MOST_KIB, "it takes more memory than {MOST_KIB} KiB");
}

/// The most memory that this process had at once, in KiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse().unwrap()
}

impl Bench {
    /// With all clients listed, and how long each page of the list took.
    fn new(size: (u16, u16)) -> (Self, Vec<Duration>) {
        let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
        let model = Model::new(Start { verb: Verb::List, pool, ..Start::default() }, size);
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut bench = Self { model, terminal, now: Duration::ZERO };
        let session = SessionInfo { profile: None, region: "us-east-1".to_owned() };
        let effects = bench.model.update(Duration::ZERO, Msg::Connected(Ok(session)));
        let ticket = effects
            .into_iter()
            .find_map(|effect| if let Effect::LoadClients(ticket, ..) = effect { Some(ticket) } else { None });
        let mut times = Vec::new();
        for from in (0..CLIENTS).step_by(A_PAGE) {
            let to = (from + A_PAGE).min(CLIENTS);
            let page = Page { items: (from..to).map(client).collect(), next: (to < CLIENTS).then(|| to.to_string()) };
            let start = Instant::now();
            drop(bench.model.update(Duration::ZERO, Msg::Clients(ticket.unwrap(), Ok(page))));
            bench.draw();
            times.push(start.elapsed());
        }
        assert_eq!(bench.model.client_list().unwrap().shown(), CLIENTS);
        times.sort();
        (bench, times)
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
        // What the loop asks before it waits.
        let _ = self.model.next_tick();
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

    /// Down the whole list, a row a second; how many clients were described.
    fn read_all(&mut self) -> usize {
        let mut described = 0;
        self.press(KeyCode::Home);
        for _ in 0..CLIENTS {
            self.press(KeyCode::Down);
            let mut asked: Vec<(Ticket, String)> = Vec::new();
            for effect in self.model.update(self.now, Msg::Tick) {
                if let Effect::DescribeClient(ticket, _, id) = effect {
                    asked.push((ticket, id));
                }
            }
            for (ticket, id) in asked {
                described += 1;
                drop(self.model.update(self.now, Msg::Client(ticket, Box::new(Ok(read(&id))))));
            }
        }
        assert_eq!(described, CLIENTS);
        described
    }
}

fn id(n: usize) -> String {
    format!("7p1q0d8kq2s5h7c9t3m4a{n:05}")
}

fn name(n: &str) -> String {
    format!("team-shop-web-{n}")
}

fn client(n: usize) -> AppClientSummary {
    AppClientSummary { id: id(n), name: name(&format!("{n:05}")) }
}

/// As `DescribeUserPoolClient` tells of it, with what a list does not keep.
fn read(id: &str) -> AppClient {
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    let flows = ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    let urls: Vec<String> = (0..10).map(|n| format!("https://app-{n}.example.com/callback")).collect();
    let number: String = id.chars().skip(21).collect();
    let description = json!({
        "ClientId": id, "ClientName": name(&number), "ExplicitAuthFlows": flows, "CallbackURLs": urls,
        "CreationDate": 1.7e9, "LastModifiedDate": 1.7e9, "ClientSecret": "0123456789".repeat(5),
    });
    let moment = |_: f64| Some("2026-11-25 14:05:12 UTC".to_owned());
    AppClient::read(&pool, description.as_object().unwrap(), moment).unwrap()
}

fn report(what: &str, (columns, rows): (u16, u16), times: &[Duration]) {
    let (median, most) = (times.get(times.len() / 2).unwrap(), times.last().unwrap());
    let ms = |time: &Duration| time.as_secs_f64() * 1_000.0;
    println!("{CLIENTS} clients, {columns}x{rows}, {what:<14} median {:7.3} ms   most {:7.3} ms", ms(median), ms(most));
    assert!(*median < LIMIT, "{what} takes longer than {LIMIT:?}");
}
