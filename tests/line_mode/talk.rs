//! The true loop of the line mode, its answers from a list, its words in a string.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use cognito_console::app::{Exit, Start, Verb, Why};
use cognito_console::app_client::UserPoolId;
use cognito_console::cognito::Cognito;
use cognito_console::demo::{self, World};
use cognito_console::drafts::{DraftStore, Drafts};
use cognito_console::line_mode::Dialogue;
use cognito_console::runtime::lines::{Answers, Lines, Talk};
use cognito_console::runtime::{Backend, Event, Sender};
use serde_json::Value;

use crate::driver::Fault;
use crate::driver::faults::faulty;

pub const POOL: &str = "us-east-1_Ab12Cd34E";

/// A talk that is over.
pub struct Said {
    pub text: String,
    pub exit: Exit,
    pub world: Arc<Mutex<World>>,
}

/// How a talk goes.
pub struct Script<'a> {
    pub start: Start,
    pub faults: Vec<(&'static str, Fault)>,
    pub answers: &'a [&'a str],
    /// Ctrl-C is pressed when this is said, each once.
    pub interrupts: &'a [&'static str],
    /// Where drafts are kept.
    pub folder: Option<&'a std::path::Path>,
}

impl Default for Script<'_> {
    fn default() -> Self {
        Self { start: start(Verb::Create), faults: Vec::new(), answers: &[], interrupts: &[], folder: None }
    }
}

/// In the shop's pool of the demo.
pub fn start(verb: Verb) -> Start {
    Start { demo: true, verb, pool: Some(UserPoolId::parse(POOL).unwrap()), ..Start::default() }
}

struct Listed(VecDeque<String>);

impl Answers for Listed {
    fn read(&mut self) -> io::Result<Option<String>> {
        Ok(self.0.pop_front())
    }
}

struct Paper {
    text: Arc<Mutex<String>>,
    interrupts: Vec<&'static str>,
    sender: Option<Sender>,
    is_secret: bool,
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = self.text.lock().unwrap();
        text.push_str(std::str::from_utf8(bytes).unwrap());
        if self.interrupts.first().is_some_and(|words| text.contains(words)) {
            self.interrupts.remove(0);
            drop(self.sender.as_ref().unwrap().send(Event::Quit(Why::Interrupted)));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Talk for Paper {
    fn before(&mut self, question: &cognito_console::line_mode::Prompt) {
        self.is_secret = question.is_secret;
    }

    fn after(&mut self, answer: Option<&str>) -> io::Result<()> {
        writeln!(self, "{}", answer.filter(|_| !self.is_secret).unwrap_or_default())
    }
}

/// Talks until it is over.
pub fn talk(script: Script<'_>) -> Said {
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = Arc::new(Mutex::new(World::seeded(7).unwrap()));
    let faults = Arc::new(Mutex::new(script.faults));
    let cognito = Cognito::demo(faulty(demo::http_client(Arc::clone(&world)), faults));
    let text = Arc::new(Mutex::new(String::new()));
    let answers = Listed(script.answers.iter().map(|line| (*line).to_owned()).collect());
    let drafts = script.folder.map(|folder| Drafts::new(DraftStore::new(folder))).unwrap_or_default();
    let start = Start { drafts: script.folder.is_some(), ..script.start };
    let exit = tokio.block_on(async {
        let paper = Paper { text: Arc::clone(&text), interrupts: Vec::new(), sender: None, is_secret: false };
        let dialogue = Dialogue::new(start, false);
        let mut lines = Lines::new(dialogue, answers, paper, Backend::Fixed(cognito), Instant::now())
            .unwrap()
            .with_drafts(drafts, None);
        let sender = lines.sender();
        let talk = lines.talk_mut();
        talk.sender = Some(sender);
        talk.interrupts = script.interrupts.to_vec();
        let over = tokio::time::timeout(std::time::Duration::from_secs(20), lines.run()).await;
        over.unwrap_or_else(|_| panic!("it does not end:\n{}", text.lock().unwrap()))
    });
    let text = text.lock().unwrap().clone();
    assert!(!text.contains('\x1b'));
    Said { text, exit, world }
}

/// A talk with those answers, from a fresh start.
pub fn create(answers: &[&str]) -> Said {
    talk(Script { answers, ..Script::default() })
}

impl Said {
    /// Panics with the transcript if it does not say `words`.
    #[track_caller]
    pub fn says(&self, words: &str) {
        assert!(self.text.contains(words), "no {words:?} in\n{}", self.text);
    }

    #[track_caller]
    pub fn does_not_say(&self, words: &str) {
        assert!(!self.text.contains(words), "{words:?} in\n{}", self.text);
    }

    pub fn count(&self, operation: &str) -> usize {
        self.world.lock().unwrap().count(operation)
    }

    /// The bodies of all requests of this kind.
    pub fn bodies(&self, operation: &str) -> Vec<Value> {
        let world = self.world.lock().unwrap();
        let those = world.received().iter().filter(|one| one.operation == operation);
        those.map(|one| one.body.clone()).collect()
    }
}
