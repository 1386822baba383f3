//! A secret that is being typed: the line editor of the other fields keeps its text in plain memory.

#![expect(clippy::wildcard_enum_match_arm, reason = "the other requests mean nothing in a line nobody can read")]

use tui_input::InputRequest;

use crate::app_client::Secret;
use crate::text;

/// Most characters that are kept: far above every limit.
const MOST: usize = 256;

/// The text and the cursor in it. No `Debug`; wiped with every change and when dropped.
#[derive(Default)]
pub struct SecretText {
    value: Secret,
    cursor: usize,
}

impl SecretText {
    /// What was typed.
    #[must_use]
    pub const fn value(&self) -> &Secret {
        &self.value
    }

    /// Characters before the cursor.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Applies an editing key. There are no words in asterisks: what takes a word takes all of it.
    pub fn edit(&mut self, request: InputRequest) {
        let (at, end) = (self.cursor, self.value.len());
        match request {
            InputRequest::InsertChar(c) if end < MOST && !text::is_hostile(c) => {
                self.put(at, at, Some(c));
                self.cursor = at + 1;
            }
            InputRequest::DeletePrevChar if at > 0 => {
                self.put(at - 1, at, None);
                self.cursor = at - 1;
            }
            InputRequest::DeleteNextChar => self.put(at, at + 1, None),
            InputRequest::DeleteTillEnd => self.put(at, end, None),
            InputRequest::DeleteLine => *self = Self::default(),
            InputRequest::DeletePrevWord => {
                self.put(0, at, None);
                self.cursor = 0;
            }
            InputRequest::GoToPrevChar => self.cursor = at.saturating_sub(1),
            InputRequest::GoToNextChar => self.cursor = (at + 1).min(end),
            InputRequest::GoToStart => self.cursor = 0,
            InputRequest::GoToEnd => self.cursor = end,
            _ => {}
        }
    }

    /// Puts `c` in the place of some characters. The new text has exactly the room that it needs, so
    /// that no copy of it stays behind.
    fn put(&mut self, from: usize, to: usize, c: Option<char>) {
        let kept = || {
            let (head, tail) = (self.value.reveal().chars().take(from), self.value.reveal().chars().skip(to));
            head.chain(c).chain(tail)
        };
        let mut text = String::with_capacity(kept().map(char::len_utf8).sum());
        text.extend(kept());
        self.value = Secret::new(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn typed(text: &str) -> SecretText {
        let mut line = SecretText::default();
        for c in text.chars() {
            line.edit(InputRequest::InsertChar(c));
        }
        line
    }

    #[rstest]
    #[case(&[InputRequest::DeletePrevChar], "aé", 2)]
    #[case(&[InputRequest::GoToPrevChar, InputRequest::InsertChar('x')], "aéxc", 3)]
    #[case(&[InputRequest::GoToStart, InputRequest::DeleteNextChar], "éc", 0)]
    #[case(&[InputRequest::GoToStart, InputRequest::GoToNextChar, InputRequest::DeleteTillEnd], "a", 1)]
    #[case(&[InputRequest::GoToPrevChar, InputRequest::DeletePrevWord], "c", 0)]
    #[case(&[InputRequest::DeleteLine], "", 0)]
    #[case(&[InputRequest::GoToStart, InputRequest::DeletePrevChar, InputRequest::GoToEnd], "aéc", 3)]
    #[case(&[InputRequest::InsertChar('\u{202e}'), InputRequest::DeleteNextChar], "aéc", 3)]
    fn edits(#[case] requests: &[InputRequest], #[case] text: &str, #[case] cursor: usize) {
        let mut line = typed("aéc");
        for request in requests {
            line.edit(*request);
        }
        assert_eq!((line.value().reveal(), line.cursor()), (text, cursor));
    }

    #[test]
    fn a_book_stays_out() {
        assert_eq!(typed(&"x".repeat(1000)).value().len(), MOST);
    }
}
