//! The loop under way, and services for it to call.

use std::future::Future;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::http::{HttpConnectorFuture, SharedHttpClient};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use cognito_console::app::{Exit, Model, Start, Verb};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::Cognito;
use cognito_console::runtime::{Backend, Event, Runtime, Sender};
use cognito_console::terminal::Screen;
use cognito_console::terminal::input::{InputEvent, KeyPress};
use cognito_console::theme::Theme;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::captured::Captured;
use crate::paper::Paper;

pub const POOL: &str = "us-east-1_Ab12Cd34E";
/// Only a failing test takes so long.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The loop, under way.
pub struct Running {
    pub paper: Paper,
    pub sender: Sender,
    pub start: Instant,
    pub shown: std::sync::Arc<std::sync::atomic::AtomicU64>,
    pub end: JoinHandle<Exit>,
}

impl Running {
    /// Starts the loop; `before` are events that wait for it.
    pub fn new(start: Start, backend: Backend, before: Vec<Event>) -> Self {
        let paper = Paper::default();
        let screen = Screen::on(paper.clone(), false).unwrap();
        let zero = Instant::now();
        let theme = Theme { color: false, ascii: false };
        let mut runtime = Runtime::new(Model::new(start, (80, 24)), screen, theme, backend, zero);
        let (sender, shown) = (runtime.sender(), runtime.shown());
        for event in before {
            drop(sender.send(event));
        }
        runtime.draw_first();
        let end = tokio::spawn(async move { runtime.run().await.0 });
        Self { paper, sender, start: zero, shown, end }
    }

    /// At the pool list.
    pub fn home(client: SharedHttpClient) -> Self {
        Self::new(Start { verb: Verb::Home, ..Start::default() }, fixed(client), Vec::new())
    }

    /// At step 1, whose pool was named.
    pub fn wizard(client: SharedHttpClient) -> Self {
        let pool = Some(UserPoolId::parse(POOL).unwrap());
        Self::new(Start { pool, ..Start::default() }, fixed(client), Vec::new())
    }

    pub fn send(&self, event: Event) {
        self.sender.send(event).unwrap_or_else(|_| panic!("the loop is gone"));
    }

    pub fn press(&self, code: KeyCode, modifiers: KeyModifiers) {
        let (at, shown) = (self.start.elapsed(), self.shown.load(Ordering::Acquire));
        let event = KeyEvent::new(code, modifiers);
        self.send(Event::Input(InputEvent::Key(KeyPress { event, at, shown, burst: false })));
    }

    pub fn ctrl(&self, letter: char) {
        self.press(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    pub fn code(&self, code: KeyCode) {
        self.press(code, KeyModifiers::NONE);
    }

    pub fn text(&self, text: &str) {
        text.chars().for_each(|c| self.code(KeyCode::Char(c)));
    }

    pub fn screen(&self) -> String {
        self.paper.0.lock().unwrap().parser.screen().contents()
    }

    pub fn frames(&self) -> usize {
        self.paper.0.lock().unwrap().frames
    }

    /// Lets the loop run until the screen says `text`.
    pub async fn see(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.screen().contains(text) {
            assert!(Instant::now() < deadline, "never {text:?}:\n{}", self.screen());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Waits for the end.
    pub async fn exit(self) -> Exit {
        tokio::time::timeout(PATIENCE, self.end).await.unwrap_or_else(|_| panic!("still running")).unwrap()
    }

    /// Presses Create until the request is on its way.
    pub async fn create(&self) {
        self.see("Define app").await;
        self.code(KeyCode::Tab);
        self.text("shop-web");
        self.see("8/128").await;
        self.ctrl('r');
        self.see("Step 6 of 6").await;
        self.code(KeyCode::Enter);
    }
}

pub fn key(c: char) -> Event {
    let event = KeyEvent::from(KeyCode::Char(c));
    Event::Input(InputEvent::Key(KeyPress { event, at: Duration::ZERO, shown: 0, burst: false }))
}

pub fn fixed(client: SharedHttpClient) -> Backend {
    Backend::Fixed(Cognito::with_http_client(client, "us-east-1"))
}

/// A service that answers with what `answer` says of the operation.
pub fn service<F>(answer: impl Fn(&str) -> F + Send + Sync + 'static) -> SharedHttpClient
where
    F: Future<Output = String> + Send + 'static,
{
    Captured::default().before(move |request: HttpRequest| {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let body = answer(target.rsplit('.').next().unwrap_or_default());
        HttpConnectorFuture::new(
            async move { Ok(HttpResponse::new(200.try_into().unwrap(), SdkBody::from(body.await))) },
        )
    })
}

/// The usual answers, as text.
pub fn usual(operation: &str) -> String {
    let answer: Value = match operation {
        "ListUserPools" => json!({ "UserPools": [{ "Id": POOL, "Name": "shop-customers" }] }),
        "DescribeUserPool" => json!({ "UserPool": { "Id": POOL, "Name": "shop-customers", "SchemaAttributes": [] } }),
        "CreateUserPoolClient" => json!({ "UserPoolClient": { "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado" } }),
        _ => json!({}),
    };
    answer.to_string()
}

pub fn well() -> SharedHttpClient {
    service(|operation| std::future::ready(usual(operation)))
}

/// Never answers one operation.
pub fn without(lost: &'static str) -> SharedHttpClient {
    service(move |operation| {
        let (is_lost, answer) = (operation == lost, usual(operation));
        async move { if is_lost { std::future::pending().await } else { answer } }
    })
}
