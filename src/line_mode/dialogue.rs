//! The dialogue: what happens comes in, what is to be said and done goes out.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use crate::app::{Effect, Model, Msg, Overlay, Screen, Start, Verb, Why};
use crate::app_client::{Column, FieldId};
use crate::line_mode::words;
use crate::text;
use crate::view;

/// A question that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What stands before the answer.
    pub text: String,
    /// Its number: an answer says which question it was read for.
    pub number: u64,
    /// The answer is a secret and must not be echoed.
    pub is_secret: bool,
    /// The answer sends or leaves something: what was typed before the question does not count.
    pub decides: bool,
}

/// A line that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: String,
    /// It is code: blanks and line ends in it mean something.
    pub is_code: bool,
}

/// The dialogue. Pure: it reads nothing, writes nothing and waits for nothing.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Dialogue {
    pub(super) model: Model,
    /// Lines to be said, in order.
    lines: Vec<Line>,
    /// What the model asked for since the last answer.
    pub(super) effects: Vec<Effect>,
    prompt: Option<Prompt>,
    prompts: u64,
    /// Answers come from a person: one that was typed before its question was asked does not count.
    is_strict: bool,
    /// Answers that came before their question, where that is no mistake.
    early: VecDeque<String>,
    /// The page that was said last.
    pub(super) told: Option<Place>,
    /// Time, as the model has it, and the time of the last key, which is ahead of it: a line is no
    /// key that is held down.
    pub(super) now: Duration,
    pub(super) clock: Duration,
    /// Answers of the disk or the service that a question waits for.
    pub(super) awaited: usize,
    /// What is being waited for, as it was said.
    pub(super) waits: Option<String>,
    /// Since when.
    pub(super) waits_since: Duration,
    /// Since when something is waited for that is not worth long.
    pub(super) brief_since: Option<Duration>,
    /// The user does not want to wait for the next look.
    pub(super) impatient: bool,
    /// Who and where, as it was said last.
    whereabouts: String,
    /// Hints that were given.
    hinted: BTreeSet<FieldId>,
    /// Problems that were said and still hold.
    pub(super) told_problems: BTreeSet<(FieldId, String)>,
    /// The field whose error was just said.
    pub(super) wrong: Option<FieldId>,
    /// The list of attributes that is asked for.
    pub(super) column: Option<Column>,
    /// Its names were said.
    pub(super) names_are_known: bool,
    /// What the list is filtered by, and the first row that was not said yet.
    pub(super) filter: String,
    pub(super) more_from: usize,
    greeted: bool,
    ended: bool,
    /// A client was deleted.
    pub(super) deleted: bool,
    /// A backslash stood before the answer: it is a text, whatever its letters mean here.
    pub(super) is_text: bool,
}

/// Which page: its kind and its number.
pub(super) type Place = (std::mem::Discriminant<Screen>, u64);

impl Dialogue {
    /// A dialogue about what the program was started for. `is_strict` if a person types the answers.
    #[must_use]
    pub fn new(start: Start, is_strict: bool) -> Self {
        Self {
            // No rows on any screen: nothing is read of the service only to be shown beside a list.
            model: Model::new(start, (0, 0)),
            lines: Vec::new(),
            effects: Vec::new(),
            prompt: None,
            prompts: 0,
            is_strict,
            early: VecDeque::new(),
            told: None,
            now: Duration::ZERO,
            clock: Duration::ZERO,
            awaited: 0,
            waits: None,
            waits_since: Duration::ZERO,
            brief_since: None,
            impatient: false,
            whereabouts: String::new(),
            hinted: BTreeSet::new(),
            told_problems: BTreeSet::new(),
            wrong: None,
            column: None,
            names_are_known: false,
            filter: String::new(),
            more_from: 0,
            greeted: false,
            ended: false,
            deleted: false,
            is_text: false,
        }
    }

    /// What is to be done first.
    #[must_use]
    pub fn begin(&mut self) -> Vec<Effect> {
        self.effects = self.model.begin();
        self.go_on()
    }

    /// Something happened; `at` is the time since the start.
    #[must_use]
    pub fn update(&mut self, at: Duration, msg: Msg) -> Vec<Effect> {
        self.now = self.now.max(at);
        self.note_answer(&msg);
        let effects = self.model.update(self.now, msg);
        self.effects.extend(effects);
        self.go_on()
    }

    /// A line was read for question `number`.
    #[must_use]
    pub fn hear(&mut self, at: Duration, line: &str, number: u64) -> Vec<Effect> {
        self.now = self.now.max(at);
        match &self.prompt {
            Some(prompt) if prompt.number == number || !self.is_strict => self.answer(line),
            _ if self.is_strict => {
                self.say("That answer came before the question, so it does not count.");
                self.prompt = None;
            }
            _ => self.early.push_back(line.to_owned()),
        }
        self.go_on()
    }

    /// There is nothing more to read.
    #[must_use]
    pub fn end_of_input(&mut self, at: Duration) -> Vec<Effect> {
        if self.model.secret_view().is_some_and(|secret| !secret.taken)
            && matches!(self.model.screen, Screen::Created(_))
        {
            self.say(
                "The client secret was not shown or saved. It can be read with cognito-idp:DescribeUserPoolClient.",
            );
        }
        self.update(at, Msg::Quit(Why::EndOfInput))
    }

    /// Ctrl-C: stops what is waited for, else leaves. A secret that nobody has is asked about once.
    #[must_use]
    pub fn interrupt(&mut self, at: Duration) -> Vec<Effect> {
        self.now = self.now.max(at);
        self.prompt = None;
        if self.stops_waiting() || self.secret_is_at_risk() {
            return self.go_on();
        }
        self.update(at, Msg::Quit(Why::Interrupted))
    }

    /// When [`Msg::Tick`] is wanted.
    #[must_use]
    pub fn next_tick(&self) -> Option<Duration> {
        self.model.next_tick().into_iter().chain(self.end_of_brief_wait()).min()
    }

    /// The open question.
    #[must_use]
    pub const fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// Takes the lines that are to be said now.
    pub fn take_lines(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.lines)
    }

    /// Asks the open question again, on a terminal that others have written on since.
    #[must_use]
    pub fn ask_again(&mut self) -> Vec<Effect> {
        self.prompt = None;
        self.go_on()
    }

    /// What was said last, if it was not written yet.
    pub(super) fn last_line(&self) -> &str {
        self.lines.last().map_or("", |line| line.text.as_str())
    }

    pub(super) fn say(&mut self, line: impl Into<String>) {
        let text: String = line.into();
        if !text.is_empty() {
            self.lines.push(Line { text, is_code: false });
        }
    }

    pub(super) fn say_code(&mut self, text: String) {
        self.lines.push(Line { text, is_code: true });
    }

    pub(super) fn say_all(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.say(line);
        }
    }

    /// True the first time that a field is asked for.
    pub(super) fn hints(&mut self, field: FieldId) -> bool {
        self.hinted.insert(field)
    }

    fn answer(&mut self, line: &str) {
        self.prompt = None;
        self.tell_problems_of_now();
        self.take_answer(line);
    }

    /// Says what is new and asks the next question, unless something is waited for.
    fn go_on(&mut self) -> Vec<Effect> {
        let mut all = Vec::new();
        loop {
            let new = std::mem::take(&mut self.effects);
            self.note_effects(&new);
            all.extend(new);
            if self.ended || all.iter().any(|effect| matches!(effect, Effect::Quit(_))) {
                self.ended = true;
                self.prompt = None;
                return all;
            }
            self.say_notice();
            if self.waits() {
                self.prompt = None;
                return all;
            }
            if self.model_goes_on_by_itself() {
                continue;
            }
            let is_new = self.ask();
            let early = if is_new { self.early.pop_front() } else { None };
            let Some(line) = early else {
                all.append(&mut self.effects);
                return all;
            };
            self.answer(&line);
        }
    }

    /// A notice of the model, in words that hold here.
    fn say_notice(&mut self) {
        if let Some(line) = self.model.notice.take().as_deref().and_then(words::notice) {
            self.say(line);
            self.prompt = None;
        }
    }

    /// Tells the page if it is another one, and puts its question; false if that is open already.
    fn ask(&mut self) -> bool {
        let place = self.place();
        let is_new = self.told != Some(place);
        if !is_new && self.prompt.is_some() {
            return false;
        }
        if is_new {
            self.tell();
        }
        let (text, is_secret) = self.question();
        self.prompts += 1;
        let decides = self.decides();
        self.prompt = Some(Prompt { text, number: self.prompts, is_secret, decides });
        true
    }

    /// Says the page. All of it was said then; nothing is sent from a page that was not.
    pub(super) fn tell(&mut self) {
        let place = self.place();
        self.tell_page();
        self.told = Some(place);
        let effects = self.model.update(self.now, Msg::Drawn { page: place.1, lines: (0, 1, 1) });
        self.effects.extend(effects);
    }

    /// "Done in 2 seconds.", if something was waited for.
    pub(super) fn waited(&mut self) -> Option<String> {
        self.waits.take().filter(|words| !words.is_empty())?;
        let seconds = usize::try_from(self.now.saturating_sub(self.waits_since).as_secs()).unwrap_or(usize::MAX);
        Some(if seconds == 0 { "Done.".to_owned() } else { format!("Done in {}.", text::count(seconds, "second")) })
    }

    pub(super) fn place(&self) -> Place {
        (std::mem::discriminant(&self.model.screen), self.model.page_number())
    }

    fn tell_page(&mut self) {
        self.brief_since = None;
        let waited = self.waited();
        self.impatient = false;
        self.wrong = None;
        self.column = None;
        self.names_are_known = false;
        if self.told.map(|told| told.0) != Some(self.place().0) {
            self.filter.clear();
            self.more_from = 0;
        }
        match &self.model.overlay {
            Some(Overlay::Picker(_)) => return self.tell_picker(),
            Some(Overlay::Dialog(_) | Overlay::SavePath(_) | Overlay::Help(_)) => return self.say_spoken(),
            None => {}
        }
        match &self.model.screen {
            Screen::Pools => self.tell_pools(),
            Screen::Clients => self.tell_clients(),
            Screen::Step => self.tell_step(),
            Screen::Created(_) => self.tell_created(waited),
            Screen::Review(_) => self.say_titled("Review."),
            Screen::Changes(page) if page.saved().is_none() => self.say_titled("Review changes."),
            Screen::Resume(_)
            | Screen::Client(_)
            | Screen::Changes(_)
            | Screen::Delete(_)
            | Screen::Secrets(_)
            | Screen::Creating(_)
            | Screen::Unknown(_) => self.say_spoken(),
        }
    }

    /// The page, with a word before its first line.
    fn say_titled(&mut self, title: &str) {
        let mut lines = view::spoken(&self.model).into_iter();
        let first = lines.next().unwrap_or_default();
        // What went wrong comes first.
        self.say(if first.starts_with("Error.") { first } else { format!("{title} {first}") });
        self.say_all(lines);
    }

    pub(super) fn say_spoken(&mut self) {
        self.say_all(view::spoken(&self.model));
    }

    /// How to answer, once; then who and where, whenever that is another.
    pub(super) fn greet(&mut self) {
        if !std::mem::replace(&mut self.greeted, true) {
            let what = match self.model.start.verb {
                Verb::Create | Verb::Copy(_) => "Create app client. 6 steps. ",
                Verb::Home | Verb::List | Verb::Show(_) | Verb::Edit(_) | Verb::Delete(_) | Verb::Secrets(_) => "",
            };
            self.say(format!(
                "{what}Enter keeps the value in brackets. b back, ? help, r review, q cancel. A backslash before an answer makes it a text: \\q is q."
            ));
        }
        let now = words::whereabouts(&self.model);
        if now != self.whereabouts {
            self.say(now.clone());
            self.whereabouts = now;
        }
    }
}
