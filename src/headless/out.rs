//! What is printed: results on stdout, sentences on stderr; or JSON on both.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::app::Exit;
use crate::app_client::Problem;
use crate::cli::Output;
use crate::cognito::{ErrorKind, ServiceError};
use crate::text;
use crate::wizard::flags::{self, Wrong};

/// How a verb ends that does not end well.
pub enum Failure {
    /// The command line is wrong: which flag, if it is about one, and why.
    Usage(Vec<(Option<&'static str>, String)>),
    /// The service, or the way to it.
    Service(Box<ServiceError>),
    /// Anything else: what it is, and what to do.
    Told(&'static str, String, String),
}

impl Failure {
    /// A sentence about the command line.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(vec![(None, text.into())])
    }

    /// What a run without `--yes` ends with, after it showed what it would do.
    pub fn not_sent(what: &str) -> Self {
        Self::usage(format!("Nothing was sent. Add --yes to {what}, or --dry-run to see the request."))
    }

    /// The exit status.
    pub const fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => Exit::USAGE,
            Self::Service(_) | Self::Told(..) => Exit::FAILED,
        }
    }

    fn sentences(&self) -> Vec<String> {
        match self {
            Self::Usage(all) => all.iter().map(|(flag, text)| with_flag(*flag, text)).collect(),
            Self::Told(_, text, advice) => [text, advice].into_iter().filter(|t| !t.is_empty()).cloned().collect(),
            Self::Service(error) => {
                let said = error.aws_said.as_ref().map(|said| format!("AWS said: {said}"));
                let field = if let ErrorKind::Invalid(field) = error.kind { field } else { None };
                let flag = field.and_then(flags::of).map(|flag| format!("Its flag: --{}", flag.name));
                let id = error.request_id.as_ref().map(|id| format!("Request ID: {id}"));
                let parts = [error.sentence.clone(), error.advice.clone()];
                parts
                    .into_iter()
                    .chain(error.reasons.clone())
                    .chain(flag)
                    .chain(said)
                    .chain(id)
                    .filter(|t| !t.is_empty())
                    .collect()
            }
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Usage(all) => {
                let problems: Vec<Value> =
                    all.iter().map(|(flag, text)| json!({ "Flag": flag.map(dashed), "Message": text })).collect();
                json!({ "Kind": "Usage", "Message": self.sentences().join(" "), "Problems": problems })
            }
            Self::Told(kind, text, advice) => json!({ "Kind": kind, "Message": text, "WhatToDo": advice }),
            Self::Service(error) => {
                let kind = format!("{:?}", error.kind);
                json!({
                    "Kind": kind.split('(').next(),
                    "Operation": error.operation,
                    "Message": error.sentence,
                    "WhatToDo": error.advice,
                    "Reasons": error.reasons,
                    "AwsSaid": error.aws_said,
                    "RequestId": error.request_id,
                })
            }
        }
    }
}

fn dashed(flag: &str) -> String {
    format!("--{flag}")
}

/// "--flows: Choose at least one."
pub fn with_flag(flag: Option<&str>, text: &str) -> String {
    flag.map_or_else(|| text.to_owned(), |flag| format!("--{flag}: {text}"))
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self::Service(Box::new(error))
    }
}

impl From<Vec<Wrong>> for Failure {
    fn from(wrong: Vec<Wrong>) -> Self {
        Self::Usage(wrong.into_iter().map(|Wrong { flag, text }| (Some(flag), text)).collect())
    }
}

/// Problems that the rules found, with the flags that mend them.
impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        let flag = |problem: &Problem| flags::of(problem.field).map(|flag| flag.name);
        Self::Usage(problems.into_iter().map(|problem| (flag(&problem), problem.text)).collect())
    }
}

/// Where it is printed.
#[derive(Clone, Copy)]
pub struct Out {
    /// One JSON value instead of lines.
    pub is_json: bool,
}

impl Out {
    pub fn new(output: Option<Output>) -> Self {
        Self { is_json: output == Some(Output::Json) }
    }

    /// The result: lines, or the value.
    pub fn result(self, lines: &[String], value: &Value) -> Result<(), Failure> {
        let text: String = if self.is_json {
            pretty(value) + "\n"
        } else {
            lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
        };
        print(&text)
    }

    /// A sentence on stderr; in JSON it stands in the result, if anywhere.
    pub fn note(self, sentence: &str) {
        if !self.is_json {
            say(sentence);
        }
    }

    /// Warnings and notes on stderr; in JSON they stand in the result.
    pub fn problems(self, problems: &[Problem]) {
        for problem in problems {
            self.note(&in_words(problem));
        }
    }

    /// Why it did not end well.
    pub fn failure(self, failure: &Failure) {
        if self.is_json {
            say(&safe(&json!({ "Error": failure.json() }).to_string()));
        } else {
            failure.sentences().iter().for_each(|sentence| say(sentence));
        }
    }
}

/// "Warning W2: ..."
pub fn in_words(problem: &Problem) -> String {
    format!("{}: {}", problem.what(), problem.text)
}

/// The same for JSON.
pub fn as_json(problems: &[Problem]) -> Value {
    let one = |problem: &Problem| {
        let severity = format!("{:?}", problem.severity);
        json!({ "Severity": severity, "Code": problem.code, "Message": problem.text })
    };
    problems.iter().map(one).collect()
}

/// A sentence for the person. A stderr that is gone is no failure.
pub fn say(sentence: &str) {
    let _ = writeln!(io::stderr(), "{}", text::clean(sentence).trim_end());
}

/// A result that is not printed is none.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| {
        Failure::Told(
            "Output",
            format!("Standard output failed: {error}."),
            "What was to be printed is lost.".to_owned(),
        )
    })
}

/// JSON that a terminal can take: what could move its cursor or hide something is escaped, which is
/// the same text to whoever reads it.
pub fn pretty(value: &Value) -> String {
    safe(&format!("{value:#}"))
}

fn safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && text::is_hostile(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// An object of these members, without those that are null.
pub fn object(mut members: Value) -> Value {
    if let Value::Object(members) = &mut members {
        members.retain(|_, value| !value.is_null());
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_the_same_text_and_moves_no_cursor() {
        let value = json!({ "a": "é\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{e0001}\n" });
        let text = pretty(&value);
        assert!(text.chars().all(|c| c == '\n' || !text::is_hostile(c)), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
