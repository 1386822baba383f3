//! Line mode: the same wizard as questions and answers, line by line, for a screen reader, a braille
//! line, a dumb terminal or a pipe. No cursor is moved, nothing is coloured, nothing is drawn twice.
//!
//! It is another face of the same [`Model`](crate::app::Model): what is said comes from the step
//! tables and the pages, and an answer presses the keys that a person at the screen would press. So
//! every rule, guard and request is the one of the full screen. [`Dialogue`] is pure: lines in, lines
//! and effects out.

mod answers;
mod attributes;
mod chooser;
mod decisions;
mod dialogue;
mod fields;
mod hands;
mod lists;
mod steps;
mod waiting;
mod words;

pub use dialogue::{Dialogue, Line, Prompt};

/// If the program was asked to talk in lines: `--plain`, `ACCESSIBLE`, or a terminal that can do
/// nothing else.
#[must_use]
pub fn is_wanted(plain: bool, get: impl Fn(&str) -> Option<String>) -> bool {
    let accessible = get("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0");
    plain || accessible || get("TERM").as_deref() == Some("dumb")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(false, &[], false)]
    #[case(true, &[], true)]
    #[case(false, &[("ACCESSIBLE", "1")], true)]
    #[case(false, &[("ACCESSIBLE", "0")], false)]
    #[case(false, &[("ACCESSIBLE", "")], false)]
    #[case(false, &[("TERM", "dumb")], true)]
    #[case(false, &[("TERM", "xterm")], false)]
    fn who_wants_lines(#[case] plain: bool, #[case] env: &[(&str, &str)], #[case] wanted: bool) {
        let get = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(is_wanted(plain, get), wanted);
    }
}
