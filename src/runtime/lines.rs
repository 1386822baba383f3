//! The loop of the line mode: answers in, lines out. It asks for a line only when there is a
//! question, so that answers in a pipe wait for theirs.

#![expect(clippy::wildcard_enum_match_arm, reason = "all other effects are calls")]

use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use super::{Calls, how_it_ended, until};
use crate::app::{Effect, Exit, Msg, Why};
use crate::drafts::Drafts;
use crate::line_mode::{Dialogue, Prompt};
use crate::receipts;
use crate::runtime::{Backend, Event, Sender};

/// Where answers are read. Reading may take for ever, so it has a thread of its own.
pub trait Answers: Send + 'static {
    /// The next line without its end; none if there are no more.
    ///
    /// # Errors
    /// It cannot be read.
    fn read(&mut self) -> io::Result<Option<String>>;
}

/// Who is talked to.
pub trait Talk: Write {
    /// A question is about to be written.
    fn before(&mut self, _question: &Prompt) {}

    /// A text as it fits there. Code is left as it is.
    fn laid_out(&self, text: &str, _is_code: bool) -> String {
        text.to_owned()
    }

    /// It was answered: with this line, which no terminal has echoed if answers are not typed.
    ///
    /// # Errors
    /// Nobody listens any more.
    fn after(&mut self, answer: Option<&str>) -> io::Result<()>;

    /// Stops the program until it is continued, if somebody could continue it.
    fn suspend(&mut self) {}
}

/// A line, and the question that had been written when it was read; none if there are no more.
type Line = (u64, Option<String>);

/// The loop's state.
pub struct Lines<T: Talk> {
    dialogue: Dialogue,
    talk: T,
    calls: Calls,
    start: Instant,
    asks: std::sync::mpsc::Sender<()>,
    heard: mpsc::UnboundedReceiver<Line>,
    /// A line is being read.
    is_reading: bool,
    /// The question that was written last.
    asked: Arc<AtomicU64>,
    /// An ID that was said was told: stdout is the same terminal.
    said_is_told: bool,
    sender: Sender,
    events: mpsc::UnboundedReceiver<Event>,
}

impl<T: Talk> Lines<T> {
    /// A loop over `dialogue` that reads `answers` and talks to `talk`. `start` is the zero of all times.
    ///
    /// # Errors
    /// The thread that reads cannot be started.
    pub fn new(
        dialogue: Dialogue,
        mut answers: impl Answers,
        talk: T,
        backend: Backend,
        start: Instant,
    ) -> io::Result<Self> {
        let (sender, events) = mpsc::unbounded_channel();
        let (asks, wanted) = std::sync::mpsc::channel();
        let (told, heard) = mpsc::unbounded_channel();
        let asked = Arc::new(AtomicU64::new(0));
        let stamp = Arc::clone(&asked);
        std::thread::Builder::new().name("answers".to_owned()).spawn(move || {
            while let Ok(()) = wanted.recv() {
                // What cannot be read has ended.
                let line = answers.read().unwrap_or_default();
                if told.send((stamp.load(Ordering::Acquire), line)).is_err() {
                    return;
                }
            }
        })?;
        let calls = Calls::new(sender.clone(), backend);
        let (is_reading, said_is_told) = (false, false);
        Ok(Self { dialogue, talk, calls, start, asks, heard, is_reading, asked, said_is_told, sender, events })
    }

    /// Who hears a Client ID has it: it is not printed once more.
    #[must_use]
    pub const fn said_is_told(mut self, yes: bool) -> Self {
        self.said_is_told = yes;
        self
    }

    /// Keeps the answers there, and remembers small things in that folder.
    #[must_use]
    pub fn with_drafts(mut self, drafts: Drafts, state_folder: Option<PathBuf>) -> Self {
        self.calls.keep_in(drafts, state_folder);
        self
    }

    /// Who is talked to.
    pub const fn talk_mut(&mut self) -> &mut T {
        &mut self.talk
    }

    /// Where to send events.
    #[must_use]
    pub fn sender(&self) -> Sender {
        self.sender.clone()
    }

    /// Runs until the dialogue is over.
    pub async fn run(mut self) -> Exit {
        let mut effects = self.dialogue.begin();
        loop {
            let exit = self.perform_all(effects);
            let written = self.talk();
            let exit = exit.or_else(|| written.is_err().then(|| Exit::with(Exit::HUNG_UP)));
            if let Some(exit) = exit {
                drop(self.calls.drafts.flush(how_it_ended(&exit)));
                return exit;
            }
            effects = self.next().await;
        }
    }

    async fn next(&mut self) -> Vec<Effect> {
        let tick = self.dialogue.next_tick().map(|at| tokio::time::Instant::from_std(self.start + at));
        tokio::select! {
            // We hold a sender, so the channel cannot end.
            event = self.events.recv() => event.map_or_else(Vec::new, |event| self.handle(event)),
            line = self.heard.recv() => self.take_line(line),
            () = until(tick) => self.dialogue.update(self.now(), Msg::Tick),
        }
    }

    fn take_line(&mut self, line: Option<Line>) -> Vec<Effect> {
        self.is_reading = false;
        let answer = line.as_ref().and_then(|(_, line)| line.as_deref());
        drop(self.talk.after(answer));
        match line {
            Some((number, Some(line))) => self.dialogue.hear(self.now(), &line, number),
            Some((_, None)) | None => self.dialogue.end_of_input(self.now()),
        }
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        let now = self.now();
        match event {
            Event::Answer(msg) => self.dialogue.update(now, msg),
            Event::Session(number, answer) => match self.calls.connected(number, *answer) {
                Some(msg) => self.dialogue.update(now, msg),
                None => Vec::new(),
            },
            Event::Quit(why) => {
                drop(writeln!(self.talk));
                match why {
                    Why::Interrupted => self.dialogue.interrupt(now),
                    Why::Terminated | Why::HungUp | Why::EndOfInput => self.dialogue.update(now, Msg::Quit(why)),
                }
            }
            Event::Suspend => {
                self.talk.suspend();
                Vec::new()
            }
            // What is on the terminal since is not ours; the echo of a secret is on.
            Event::Continued => self.dialogue.ask_again(),
            Event::Input(_) => Vec::new(),
        }
    }

    /// Effects may ask for more effects; the first Quit ends it.
    fn perform_all(&mut self, effects: Vec<Effect>) -> Option<Exit> {
        let mut todo: VecDeque<Effect> = effects.into();
        while let Some(effect) = todo.pop_front() {
            match effect {
                Effect::Quit(exit) => return Some(exit),
                Effect::KeepReceipt(id) => receipts::add(&id),
                Effect::KeepDraft(file) => self.calls.drafts.keep(*file),
                Effect::DeleteDraft => self.calls.delete_draft(),
                // There is no screen, and no terminal that a text could be sent through.
                Effect::Redraw | Effect::Suspend | Effect::Copy(_) => {}
                effect => self.calls.call(effect),
            }
        }
        None
    }

    /// Writes what is to be said, then the question, and lets its answer be read.
    fn talk(&mut self) -> io::Result<()> {
        let lines = self.dialogue.take_lines();
        let asked = self.asked.load(Ordering::Acquire);
        let prompt = self.dialogue.prompt().filter(|prompt| prompt.number != asked).cloned();
        if (!lines.is_empty() || prompt.is_some()) && self.is_reading {
            // The question before has no answer, and what comes now is none.
            writeln!(self.talk)?;
        }
        for line in lines {
            let text = self.talk.laid_out(&line.text, line.is_code);
            writeln!(self.talk, "{text}")?;
            if let Some(id) = line.text.strip_prefix("Client ID: ").filter(|_| self.said_is_told) {
                receipts::told(id);
            }
        }
        if let Some(prompt) = prompt {
            self.talk.before(&prompt);
            let text = self.talk.laid_out(&prompt.text, false);
            write!(self.talk, "{text}")?;
            self.asked.store(prompt.number, Ordering::Release);
        }
        if self.dialogue.prompt().is_some() && !std::mem::replace(&mut self.is_reading, true) {
            let _ = self.asks.send(());
        }
        self.talk.flush()
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}
