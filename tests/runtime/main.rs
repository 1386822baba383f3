//! The true loop without a terminal: scripted events in, frames on paper out, and a service with
//! every kind of manners behind it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails where this fails")]

#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../support/captured.rs"]
mod captured;
mod paper;
mod running;

use std::time::{Duration, Instant};

use cognito_console::app::{Exit, Msg, Start, Ticket, Why};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::{Created, Page};
use cognito_console::runtime::Event;
use cognito_console::terminal::input::{InputEvent, KeyPress};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use running::{PATIENCE, POOL, Running, fixed, key, service, usual, well, without};
use serde_json::{Value, json};

#[tokio::test]
async fn a_burst_of_events_costs_few_frames() {
    let pool = Some(UserPoolId::parse(POOL).unwrap());
    let tab = KeyPress { event: KeyEvent::from(KeyCode::Tab), at: Duration::ZERO, shown: 0, burst: false };
    let mut events = vec![Event::Input(InputEvent::Key(tab))];
    events.extend((0..500).map(|_| key('a')));
    let running = Running::new(Start { pool, ..Start::default() }, fixed(well()), events);
    running.see("Character count: 500/128").await;
    running.see("shop-customers").await;
    // The first, that of the burst, and those of the answers.
    assert!(running.frames() <= 6, "{} frames", running.frames());
}

#[tokio::test]
async fn what_changes_nothing_writes_nothing() {
    let running = Running::home(well());
    running.see("Sign-in plan").await;
    let before = running.frames();
    for _ in 0..10 {
        // Bound to nothing; an answer that nobody asked for; a tick that nobody wanted.
        running.press(KeyCode::Char('x'), KeyModifiers::ALT);
        running.send(Event::Answer(Msg::Tick));
        running.send(Event::Answer(Msg::Pools(Ticket(999), Ok(Page { items: Vec::new(), next: None }))));
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    running.code(KeyCode::Char('/'));
    running.text("zz");
    running.see("No pool matches").await;
    assert!((1..=3).contains(&(running.frames() - before)), "{} frames", running.frames() - before);
}

/// On a runtime of its own, so that nothing but the loop can wake it.
#[test]
fn idle_is_idle() {
    let (hand_over, take) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        tokio.block_on(async {
            let running = Running::home(well());
            running.see("Sign-in plan").await;
            let metrics = tokio::runtime::Handle::current().metrics();
            hand_over.send((running.paper.clone(), running.sender.clone(), metrics)).unwrap();
            running.end.await.unwrap()
        })
    });
    let (paper, sender, metrics) = take.recv().unwrap();
    let look = || (paper.0.lock().unwrap().raw.len(), metrics.worker_park_count(0));
    // The loop may still be on its way to sleep.
    let mut before = look();
    loop {
        std::thread::sleep(Duration::from_millis(300));
        let now = look();
        if now == before {
            break;
        }
        before = now;
    }
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(look(), before);
    drop(sender.send(Event::Quit(Why::Terminated)));
    assert_eq!(thread.join().unwrap().status, 143);
}

#[tokio::test]
async fn answers_to_nothing_are_dropped() {
    let running = Running::wizard(well());
    running.see("Define app").await;
    let created = Created { client_id: "stale".to_owned(), secret: None, differences: Vec::new() };
    running.send(Event::Answer(Msg::Created(Ticket(999), Box::new(Ok(created)))));
    running.code(KeyCode::Tab);
    running.text("shop");
    running.see("4/128").await;
    assert!(!running.screen().contains("stale"), "{}", running.screen());
    running.send(Event::Quit(Why::Interrupted));
    assert_eq!(running.exit().await, Exit { status: 130, request: None });
}

#[tokio::test]
async fn slow_answers_do_not_slow_the_keys() {
    for lost in ["ListUserPools", "", "DescribeUserPool", "ListUserPoolClients"] {
        let running = Running::wizard(without(lost));
        running.see("Define app").await;
        running.code(KeyCode::Tab);
        running.text("shop-web");
        running.see("8/128").await;
        running.ctrl('r');
        running.see("Step 6 of 6").await;
    }
}

/// A service that ends no list: rows keep coming for a while, and the keys work all the same.
#[tokio::test]
async fn an_endless_list_can_be_left() {
    let pages = std::sync::atomic::AtomicUsize::new(0);
    let endless = service(move |operation| {
        let token = pages.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_string();
        let answer = match operation {
            "ListUserPools" => {
                json!({ "UserPools": [{ "Id": POOL, "Name": "again" }], "NextToken": token }).to_string()
            }
            other => usual(other),
        };
        async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            answer
        }
    });
    let running = Running::home(endless);
    running.see("9+ pools").await;
    running.code(KeyCode::Char('/'));
    running.text("zz");
    running.see("No pool matches").await;
    running.ctrl('c');
    assert_eq!(running.exit().await.status, 0);
}

#[tokio::test]
async fn answers_that_are_none_become_sentences() {
    let bodies = [
        "null",
        "[]",
        "{\"UserPools\": 7}",
        "{\"UserPools\": [{\"Id\": \"",
        "<html><body>\u{1b}]0;title\u{7}Welcome</body></html>",
        "\u{0}\u{1}\u{2}",
    ];
    for body in bodies {
        let running = Running::home(service(move |operation| {
            std::future::ready(if operation == "ListUserPools" { body.to_owned() } else { usual(operation) })
        }));
        // An empty object is an empty list; anything else cannot be read.
        running.see("pools").await;
        let deadline = Instant::now() + PATIENCE;
        while running.screen().contains("Reading the user pools") || running.screen().contains("Looking for") {
            assert!(Instant::now() < deadline, "{body}:\n{}", running.screen());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let raw = running.paper.0.lock().unwrap().raw.clone();
        assert!(!String::from_utf8_lossy(&raw).contains("\u{1b}]0;"), "{body}");
        running.code(KeyCode::Char('i'));
        running.see("User pool ID").await;
    }
}

#[tokio::test]
async fn a_huge_answer_is_taken_and_cut() {
    let many: Vec<Value> = (0..5000)
        .map(|n| json!({ "Id": format!("us-east-1_Huge{n:05}"), "Name": format!("\u{1b}[31m{}", "n".repeat(1000)) }))
        .collect();
    let body = json!({ "UserPools": many }).to_string();
    assert!(body.len() > 5_000_000);
    let running = Running::home(service(move |operation| {
        std::future::ready(if operation == "ListUserPools" { body.clone() } else { usual(operation) })
    }));
    running.see("5000 of 5000 pools").await;
    running.code(KeyCode::Char('/'));
    running.text("Huge04999");
    running.see("1 of 5000 pools").await;
    let raw = running.paper.0.lock().unwrap().raw.clone();
    assert!(!String::from_utf8_lossy(&raw).contains("\u{1b}[31m"));
}

#[tokio::test]
async fn a_malformed_answer_to_create_is_not_known() {
    for body in ["{}", "null", "<html>", "{\"UserPoolClient\": {}}", "{\"UserPoolClient\": {\"ClientId\": \"\"}}"] {
        let running = Running::wizard(service(move |operation| {
            std::future::ready(if operation == "CreateUserPoolClient" { body.to_owned() } else { usual(operation) })
        }));
        running.create().await;
        running.see("We do not know").await;
        running.ctrl('c');
        assert_eq!(running.exit().await.status, 1, "{body}");
    }
}

#[tokio::test]
async fn quitting_does_not_wait_for_an_answer() {
    for (why, status) in [(Why::Terminated, 143), (Why::Interrupted, 1), (Why::HungUp, 129)] {
        let running = Running::wizard(without("CreateUserPoolClient"));
        running.create().await;
        running.see("Ctrl+C stops waiting").await;
        running.send(Event::Quit(why));
        // What comes after it changes nothing any more.
        running.send(Event::Quit(Why::HungUp));
        running.code(KeyCode::Enter);
        assert_eq!(running.exit().await.status, status);
    }
}

#[tokio::test]
async fn input_that_ends_and_a_screen_that_breaks_are_a_hang_up() {
    let running = Running::home(well());
    running.see("Sign-in plan").await;
    running.send(Event::Input(InputEvent::Closed));
    assert_eq!(running.exit().await.status, 129);

    let running = Running::home(well());
    running.see("Sign-in plan").await;
    running.paper.0.lock().unwrap().broken = true;
    running.code(KeyCode::Char('/'));
    running.text("x");
    assert_eq!(running.exit().await.status, 129);

    let running = Running::wizard(well());
    running.create().await;
    running.see("3n4b5urk1ft4fl3mg5e62d9ado").await;
    running.paper.0.lock().unwrap().broken = true;
    running.code(KeyCode::Char('y'));
    assert_eq!(running.exit().await.status, 129);
}

#[tokio::test]
async fn stopping_is_refused_or_draws_everything_again() {
    let running = Running::home(well());
    running.see("Sign-in plan").await;
    running.send(Event::Suspend);
    running.see("Suspending would stop").await;

    running.paper.0.lock().unwrap().suspends = true;
    let clears = || {
        let raw = running.paper.0.lock().unwrap().raw.clone();
        String::from_utf8_lossy(&raw).matches("\u{1b}[2J").count()
    };
    running.ctrl('z');
    let deadline = Instant::now() + PATIENCE;
    while clears() == 0 {
        assert!(Instant::now() < deadline);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // The word that we were continued belongs to that stop; the next one does not.
    running.send(Event::Continued);
    running.code(KeyCode::Char('/'));
    running.text("zz");
    running.see("No pool matches").await;
    assert_eq!(clears(), 1);
    running.send(Event::Continued);
    running.text("z");
    running.see("zzz").await;
    assert_eq!(clears(), 2);
}
