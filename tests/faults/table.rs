//! The matrix in Markdown.

use std::any::Any;
use std::fmt::Write;

use crate::fault::{Call, Fault};
use crate::person::Outcome;
use crate::plain::ID;

/// One pair, and what came of it or why it failed.
pub struct Row {
    pub fault: Fault,
    pub call: Call,
    pub outcome: Result<Outcome, String>,
}

impl Row {
    pub fn trouble(&self) -> Option<String> {
        let why = self.outcome.as_ref().err()?;
        Some(format!("{} at {}: {why}", self.fault.label(), self.call.label()))
    }

    fn cells(&self) -> String {
        let Ok(outcome) = &self.outcome else { return "THE TEST FAILED | | | | ".to_owned() };
        let said = if outcome.said.is_empty() { "nothing of it" } else { &outcome.said };
        let printed = if outcome.printed.is_some() { ID } else { "none" };
        let draft = if outcome.draft_kept { "yes" } else { "no" };
        format!("{said} | {} | {} | {printed} | {draft}", outcome.status, outcome.creates)
    }
}

/// The words of a panic.
pub fn why(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

const HEAD: &str = "\
Each cell: exit status, requests to create that the service saw, `ID` if stdout got the Client ID.

- The looks are made after an answer to Create that was lost: the service closes after processing.
- Refusing to connect is refusing at the address, with nobody listening; it begins when the call before was
  answered. DescribeUserPool and ListUserPoolClients are asked for at the same time, so the first takes the second
  with it; a refused ListUserPoolClients shows nowhere, so there the address is closed until Create was refused too.
- A fault lasts, and the person gets on without: types the pool ID, takes the pool's default, uses the client that
  was found, or leaves. Only what is said to end does, and the network is back after it was seen to be gone.
- More than one request to create: each was refused, and the person chose Create again.

";

/// First the matrix, fault by call; then all that was seen of each pair.
pub fn markdown(rows: &[Row]) -> String {
    let mut out = format!("# {} faults at {} calls\n\n", Fault::ALL.len(), Call::ALL.len());
    out += HEAD;
    out += &line("fault", &Call::ALL.map(|call| call.label().to_owned()));
    out += &line("---", &Call::ALL.map(|_| "---".to_owned()));
    for fault in Fault::ALL {
        out += &line(&fault.label(), &Call::ALL.map(|call| cell(rows, fault, call)));
    }
    for call in Call::ALL {
        let _ = write!(out, "\n## {}\n\n", call.label());
        out += "fault | on the screen | exit status | create requests | stdout | draft kept\n";
        out += "--- | --- | --- | --- | --- | ---\n";
        for row in rows.iter().filter(|row| row.call == call) {
            let _ = writeln!(out, "{} | {}", row.fault.label(), row.cells());
        }
    }
    out
}

fn line(head: &str, cells: &[String; Call::ALL.len()]) -> String {
    format!("{head} | {}\n", cells.join(" | "))
}

fn cell(rows: &[Row], fault: Fault, call: Call) -> String {
    match rows.iter().find(|row| row.fault == fault && row.call == call).map(|row| &row.outcome) {
        Some(Ok(Outcome { status, creates, printed: Some(_), .. })) => format!("{status}, {creates}, ID"),
        Some(Ok(Outcome { status, creates, printed: None, .. })) => format!("{status}, {creates}, none"),
        Some(Err(_)) => "FAILED".to_owned(),
        None => "not run".to_owned(),
    }
}
