//! The loop: what happens outside becomes a message, the model answers with effects, effects run
//! and come back as messages. Everything that waits, waits here.

mod backend;
mod calls;
mod disk;
pub mod lines;
mod signals;
#[cfg(debug_assertions)]
mod trap;
mod worker;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use crate::app::{Effect, Exit, KeyPress, Model, Msg, Why};
use crate::cognito::{Cognito, ServiceError};
use crate::drafts::{Drafts, Ended};
use crate::receipts;
use crate::terminal::input::{self, InputEvent};
use crate::terminal::{Screen, Surface, Suspended};
use crate::theme::Theme;
use crate::view;

pub use backend::Backend;
use calls::Calls;
pub use signals::Signals;

/// What comes in from outside.
pub enum Event {
    /// A key, a paste, another size, or the end of input.
    Input(InputEvent),
    /// An answer, ready for the model.
    Answer(Msg),
    /// The session that calls are made in, or why there is none.
    /// The number tells which of several tries it answers.
    Session(u64, Box<Result<Cognito, ServiceError>>),
    /// Someone stopped and continued us.
    Continued,
    /// Someone asks us to stop for a while.
    Suspend,
    /// A signal or a hang-up ends the program.
    Quit(Why),
}

/// Where events are sent.
pub type Sender = mpsc::UnboundedSender<Event>;

/// The loop's state.
pub struct Runtime<S: Surface> {
    /// The state of the program.
    model: Model,
    screen: Screen<S>,
    theme: Theme,
    calls: Calls,
    /// We stopped ourselves, so the word that we were continued is still to come.
    stopped: bool,
    start: Instant,
    /// The last page that was written out; keys are stamped with it.
    shown: Arc<AtomicU64>,
    /// Lines of the page that the last frame showed.
    seen: view::doc::Seen,
    sender: Sender,
    events: mpsc::UnboundedReceiver<Event>,
}

impl<S: Surface> Runtime<S> {
    /// A loop over `model` that draws on `screen`. `start` is the zero of all times; `shown` is
    /// shared with whoever stamps the keys.
    #[must_use]
    pub fn new(model: Model, screen: Screen<S>, theme: Theme, backend: Backend, start: Instant) -> Self {
        let (sender, events) = mpsc::unbounded_channel();
        let shown = Arc::new(AtomicU64::new(u64::MAX));
        let seen = view::doc::Seen::default();
        Self {
            model,
            screen,
            theme,
            calls: Calls::new(sender.clone(), backend),
            stopped: false,
            start,
            shown,
            seen,
            sender,
            events,
        }
    }

    /// Keeps the answers there, and remembers small things in that folder.
    #[must_use]
    pub fn with_drafts(mut self, drafts: Drafts, state_folder: Option<PathBuf>) -> Self {
        self.calls.keep_in(drafts, state_folder);
        self
    }

    /// Where to send events.
    #[must_use]
    pub fn sender(&self) -> Sender {
        self.sender.clone()
    }

    /// The page that was last written out.
    #[must_use]
    pub fn shown(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.shown)
    }

    /// Draws the first frame; nothing else has happened yet.
    pub fn draw_first(&mut self) {
        drop(self.draw());
    }

    /// Runs until the model quits or the terminal is gone; gives the screen back to its owner.
    pub async fn run(mut self) -> (Exit, Screen<S>) {
        let mut effects = self.model.begin();
        loop {
            if let Some(exit) = self.perform_all(effects) {
                self.keep_for_later(&exit);
                return (exit, self.screen);
            }
            if self.draw().is_err() {
                let exit = Exit::with(Exit::HUNG_UP);
                self.keep_for_later(&exit);
                return (exit, self.screen);
            }
            #[cfg(debug_assertions)]
            trap::spring(&self.model);
            effects = self.next().await;
        }
    }

    /// What was typed outlives every way out. That it could not be written is told on the screen
    /// while there is one; here nobody reads it any more.
    fn keep_for_later(&self, exit: &Exit) {
        drop(self.calls.drafts.flush(how_it_ended(exit)));
    }

    /// Waits for one event and takes what else is there, so that a burst costs one frame.
    async fn next(&mut self) -> Vec<Effect> {
        let tick = self.model.next_tick().map(|at| tokio::time::Instant::from_std(self.start + at));
        let event = tokio::select! {
            event = self.events.recv() => event,
            () = until(tick) => Some(Event::Answer(Msg::Tick)),
        };
        // We hold a sender, so the channel cannot end.
        let mut effects = event.map_or_else(Vec::new, |event| self.handle(event));
        while !effects.iter().any(|effect| matches!(effect, Effect::Quit(_))) {
            let Ok(event) = self.events.try_recv() else { break };
            effects.extend(self.handle(event));
        }
        effects
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        let msg = match event {
            Event::Input(InputEvent::Key(press)) => Msg::Key(stamped(press)),
            Event::Input(InputEvent::Paste(text)) => Msg::Paste(text),
            Event::Input(InputEvent::Resize) => return self.resized(),
            Event::Input(InputEvent::Closed) => Msg::Quit(Why::HungUp),
            Event::Answer(msg) => msg,
            Event::Session(number, answer) => match self.calls.connected(number, *answer) {
                Some(msg) => msg,
                None => return Vec::new(),
            },
            Event::Continued => return self.continued(),
            Event::Suspend => return vec![Effect::Suspend],
            Event::Quit(why) => Msg::Quit(why),
        };
        self.model.update(self.now(), msg)
    }

    fn resized(&mut self) -> Vec<Effect> {
        match self.screen.size().and_then(|size| self.screen.resized().map(|()| size)) {
            Ok(size) => self.model.update(self.now(), Msg::Resize(size.width, size.height)),
            Err(_) => gone(),
        }
    }

    /// Effects may ask for more effects; the first Quit ends it.
    fn perform_all(&mut self, effects: Vec<Effect>) -> Option<Exit> {
        let mut todo: VecDeque<Effect> = effects.into();
        while let Some(effect) = todo.pop_front() {
            match effect {
                Effect::Quit(exit) => return Some(exit),
                Effect::Redraw => todo.extend(or_gone(self.screen.redraw())),
                Effect::KeepReceipt(id) => receipts::add(&id),
                Effect::KeepDraft(file) => self.calls.drafts.keep(*file),
                Effect::DeleteDraft => self.calls.delete_draft(),
                Effect::Copy(text) => todo.extend(or_gone(self.screen.copy(text.reveal()))),
                Effect::Suspend => todo.extend(self.suspend()),
                effect @ (Effect::RecallPool(_)
                | Effect::RememberPool(..)
                | Effect::FindDrafts
                | Effect::ResumeDraft(_)
                | Effect::DiscardDraft(_)
                | Effect::SaveDraft
                | Effect::SettleDraft(_)
                | Effect::Connect(_)
                | Effect::ListProfiles
                | Effect::FindPresets
                | Effect::Identify(_)
                | Effect::LoadPools(..)
                | Effect::LoadPool(..)
                | Effect::LoadClients(..)
                | Effect::Create(..)
                | Effect::DescribeClient(..)
                | Effect::ListSecrets(..)
                | Effect::Update(..)
                | Effect::DeleteClient(..)
                | Effect::AddSecret(..)
                | Effect::DeleteSecret(..)
                | Effect::Look(..)
                | Effect::PrintRequest(_)
                | Effect::SaveSecret(..)) => self.calls.call(effect),
            }
        }
        None
    }

    fn suspend(&mut self) -> Vec<Effect> {
        match self.screen.suspend() {
            Ok(Suspended::Resumed) => {
                self.stopped = true;
                self.resized()
            }
            Ok(Suspended::Impossible) => self.model.update(self.now(), Msg::NotSuspended),
            Err(_) => gone(),
        }
    }

    /// Someone else may have stopped us, and then the terminal is not as we left it. After a stop of
    /// our own everything has been seen to already.
    fn continued(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.stopped) {
            return Vec::new();
        }
        if self.screen.resumed().is_err() { gone() } else { self.resized() }
    }

    /// Draws, and tells the model what was seen; that may change the word for Enter.
    fn draw(&mut self) -> std::io::Result<()> {
        self.draw_once()?;
        let unread = self.model.must_read_on();
        let lines = self.seen;
        let page = self.model.page_number();
        drop(self.model.update(self.now(), Msg::Drawn { page, lines: (lines.from, lines.to, lines.lines) }));
        if self.model.must_read_on() == unread { Ok(()) } else { self.draw_once() }
    }

    fn draw_once(&mut self) -> std::io::Result<()> {
        let (model, theme, seen) = (&self.model, self.theme, &mut self.seen);
        self.screen.draw(|frame| *seen = view::view(model, theme, frame))?;
        self.shown.store(self.model.page_number(), Ordering::Release);
        Ok(())
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

/// What the draft says of the end.
const fn how_it_ended(exit: &Exit) -> Ended {
    match exit.status {
        Exit::TERMINATED => Ended::Terminated,
        Exit::HUNG_UP => Ended::HungUp,
        _ => Ended::Cancelled,
    }
}

/// The terminal's stamp in the model's words.
const fn stamped(press: input::KeyPress) -> KeyPress {
    KeyPress { event: press.event, at: press.at, shown: press.shown, burst: press.burst }
}

/// Nothing more to do, or the way out.
fn or_gone(done: std::io::Result<()>) -> Vec<Effect> {
    done.map_or_else(|_| gone(), |()| Vec::new())
}

fn gone() -> Vec<Effect> {
    vec![Effect::Quit(Exit::with(Exit::HUNG_UP))]
}

async fn until(deadline: Option<tokio::time::Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
