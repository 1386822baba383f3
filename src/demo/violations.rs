//! Violations of model constraints, and how the service words them.

use std::fmt;
use std::ops::RangeInclusive;

use super::fault::ServiceFault;

/// One constraint on a text.
pub enum Rule {
    /// In characters.
    Shortest(usize),
    /// In characters, or members of a list.
    Longest(usize),
    /// The pattern as the model writes it, and the test that it stands for.
    Pattern(&'static str, fn(&str) -> bool),
    /// An enumeration.
    OneOf(&'static [&'static str]),
    /// As `OneOf`, with one more value that is taken but not in the list.
    OneOfOr(&'static [&'static str], &'static str),
}

use Rule::{Longest, OneOf, OneOfOr, Pattern, Shortest};

/// The violations of one request, in the order in which they are told.
#[derive(Default)]
pub struct Violations {
    found: Vec<String>,
}

impl Violations {
    fn add(&mut self, value: &str, at: &str, constraint: impl fmt::Display) {
        self.found.push(format!("Value{value} at '{at}' failed to satisfy constraint: {constraint}"));
    }

    /// A member that has to be there.
    pub fn required<T>(&mut self, at: &str, value: Option<&T>) {
        if value.is_none() {
            self.add(" null", at, "Member must not be null");
        }
    }

    /// A text that has to be there and keep its rules.
    pub fn required_text(&mut self, at: &str, value: Option<&str>, rules: &[Rule]) {
        self.required(at, value.as_ref());
        self.text(at, value, rules);
    }

    /// A text that has to keep its rules if it is there.
    pub fn text(&mut self, at: &str, value: Option<&str>, rules: &[Rule]) {
        if let Some(value) = value {
            self.all(&quoted(value), at, value, rules);
        }
    }

    /// As `text`, for a member whose value the model calls sensitive: it is not repeated.
    pub fn sensitive(&mut self, at: &str, value: Option<&str>, rules: &[Rule]) {
        if let Some(value) = value {
            self.all("", at, value, rules);
        }
    }

    fn all(&mut self, shown: &str, at: &str, value: &str, rules: &[Rule]) {
        for rule in rules.iter().filter(|rule| !rule.allows(value)) {
            self.add(shown, at, rule);
        }
    }

    /// The members of a list: one violation for the list, whichever member it is.
    pub fn texts(&mut self, at: &str, list: &[String], rules: &[Rule]) {
        let allowed = |item: &String| rules.iter().all(|rule| rule.allows(item));
        if !list.iter().all(allowed) {
            let rules: Vec<String> = rules.iter().map(Rule::to_string).collect();
            let rules = rules.join(", ");
            let constraint = format!("Member must satisfy constraint: [{rules}]");
            self.add(&quoted_list(list), at, constraint);
        }
    }

    /// A list that may have `most` members.
    pub fn count(&mut self, at: &str, list: &[String], most: usize) {
        if list.len() > most {
            self.add(&quoted_list(list), at, Longest(most));
        }
    }

    /// A number that has to be in its range if it is there.
    pub fn number(&mut self, at: &str, value: Option<i64>, range: &RangeInclusive<i64>) {
        let Some(value) = value else { return };
        let (least, most) = (range.start(), range.end());
        let shown = format!(" '{value}'");
        if value < *least {
            let text = format!("Member must have value greater than or equal to {least}");
            self.add(&shown, at, text);
        } else if value > *most {
            let text = format!("Member must have value less than or equal to {most}");
            self.add(&shown, at, text);
        }
    }

    /// Ends the search.
    ///
    /// # Errors
    ///
    /// `InvalidParameterException` with all that was found.
    pub fn finish(self) -> Result<(), ServiceFault> {
        let plural = match self.found.len() {
            0 => return Ok(()),
            1 => "",
            _ => "s",
        };
        Err(ServiceFault::invalid_parameter(format!(
            "{} validation error{plural} detected: {}",
            self.found.len(),
            self.found.join("; ")
        )))
    }
}

impl Rule {
    fn allows(&self, text: &str) -> bool {
        match self {
            Shortest(least) => text.chars().count() >= *least,
            Longest(most) => text.chars().count() <= *most,
            Pattern(_, matches) => matches(text),
            OneOf(values) => values.contains(&text),
            OneOfOr(values, one_more) => values.contains(&text) || text == *one_more,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shortest(least) => write!(f, "Member must have length greater than or equal to {least}"),
            Longest(most) => write!(f, "Member must have length less than or equal to {most}"),
            Pattern(pattern, _) => {
                write!(f, "Member must satisfy regular expression pattern: {pattern}")
            }
            OneOf(values) | OneOfOr(values, _) => {
                write!(f, "Member must satisfy enum value set: [{}]", values.join(", "))
            }
        }
    }
}

/// A value as the service repeats it: what is not ASCII comes back as question marks (seen on a
/// real refusal of a Japanese name).
fn quoted(value: &str) -> String {
    let ascii = |c: char| if c.is_ascii() { c } else { '?' };
    format!(" '{}'", value.chars().map(ascii).collect::<String>())
}

fn quoted_list(list: &[String]) -> String {
    quoted(&format!("[{}]", list.join(", ")))
}

/// Whether a text is not empty and has only characters that are `allowed`: the pattern `[…]+`.
pub fn filled(text: &str, allowed: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(allowed)
}
