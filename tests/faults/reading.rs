//! What the person reads, and presses until it is there.

use std::time::{Duration, Instant};

use crate::person::Person;

/// The longest that anything takes is the program's own limit of 30 s.
const PATIENCE: Duration = Duration::from_secs(70);
/// How often a key is pressed again that must not be taken too early.
const AGAIN: Duration = Duration::from_millis(400);
/// Between two looks at the screen.
const GLANCE: Duration = Duration::from_millis(20);

impl Person<'_> {
    /// The screen as one line: a sentence may be broken anywhere.
    pub fn text(&self) -> String {
        self.console.screen().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn shows(&self, sentence: &str) -> bool {
        self.text().contains(sentence)
    }

    pub fn reads(&self, sentence: &str) {
        self.waits(sentence, |person| person.shows(sentence));
    }

    pub fn no_longer_reads(&self, sentence: &str) {
        self.waits(&format!("no {sentence}"), |person| !person.shows(sentence));
    }

    /// Waits for one of them, and says which.
    pub fn reads_one_of<const N: usize>(&self, sentences: [&'static str; N]) -> &'static str {
        let shown = |person: &Self| sentences.into_iter().find(|sentence| person.shows(sentence));
        self.waits(&sentences.join(" or "), |person| shown(person).is_some());
        shown(self).unwrap_or_else(|| panic!("gone again. The screen:\n{}", self.console.screen()))
    }

    /// Waits until it is so.
    pub fn waits(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        assert!(self.within(PATIENCE, is_so), "waited for {what:?}. The screen:\n{}", self.console.screen());
    }

    /// Presses a key until it has led on. A page takes it only when it was seen for long enough.
    pub fn presses(&mut self, key: &str, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            self.console.keys(key);
            if self.within(AGAIN, &is_so) {
                return;
            }
        }
        panic!("{key:?} never led to {what:?}. The screen:\n{}", self.console.screen());
    }

    fn within(&self, patience: Duration, is_so: impl Fn(&Self) -> bool) -> bool {
        let deadline = Instant::now() + patience;
        loop {
            if is_so(self) {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            self.console.says_within(&[], GLANCE);
        }
    }
}
