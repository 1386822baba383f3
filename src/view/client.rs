//! One app client, every setting of it.

mod facts;
mod rows;

use ratatui::style::Style;

use super::doc::{Doc, Room};
use super::{messages, review};
use crate::app::{ClientPage, Detail, Model, Read};
use crate::app_client::settings::{MEMBERS, Section};
use crate::app_client::{AppClient, Problem, Severity};
use crate::text;
use crate::theme::Theme;
use rows::Rows;

/// Columns of a name in the title, wide and narrow.
const NAME: (usize, usize) = (32, 18);
/// What an error of the audit means for a client that exists.
const REFUSED: &str = "Cognito would refuse an update with this.";

/// The page's title.
pub fn title(page: &ClientPage, narrow: bool) -> String {
    let name = page.name_or_id();
    if narrow { text::cut(&name, NAME.1) } else { format!("App client {}", text::cut(&name, NAME.0)) }
}

/// The body of the page.
pub fn page(model: &Model, page: &ClientPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let problems = model.audit(page);
    head(&mut doc, page, &problems, theme, room);
    state(&mut doc, model, page, theme, room);
    if !room.narrow || !matches!(page.read, Read::Known) {
        doc.gap();
    }
    facts::add(&mut Rows::new(&mut doc, model.api_names, theme, room), model, page);
    let Some(client) = &page.client else { return doc };
    audit(&mut doc, model, &problems, theme, room);
    settings(&mut doc, model, client, theme, room);
    unknown(&mut doc, client, theme, room);
    doc
}

/// The whole name, and how many findings there are.
fn head(doc: &mut Doc, page: &ClientPage, problems: &[Problem], theme: Theme, room: Room) {
    if room.spoken {
        let counts = page.client.as_ref().map(|_| format!(" {}.", counts(problems))).unwrap_or_default();
        return doc.line(format!("App client {}.{counts}", page.name_or_id()));
    }
    doc.cursor_on_next(usize::from(!room.narrow));
    doc.text(room, usize::from(!room.narrow), &page.name_or_id(), theme.title());
    if page.client.is_some() {
        doc.right(room, &counts(problems), Style::new());
    }
}

/// "1 error, 2 warnings"
fn counts(problems: &[Problem]) -> String {
    let of = |severity: Severity, noun: &str| {
        let n = problems.iter().filter(|problem| problem.severity == severity).count();
        (n > 0).then(|| text::count(n, noun))
    };
    let all = [of(Severity::Error, "error"), of(Severity::Warning, "warning"), of(Severity::Note, "note")];
    let all: Vec<String> = all.into_iter().flatten().collect();
    if all.is_empty() { "no warnings".to_owned() } else { all.join(", ") }
}

/// What is under way, or what failed.
fn state(doc: &mut Doc, model: &Model, page: &ClientPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    let again = if page.client.is_some() { " again" } else { "" };
    match &page.read {
        Read::Wanted => waiting(doc, model, model.connecting_since(), "Connecting to AWS.", room),
        Read::Reading(_) => waiting(doc, model, page.since, &format!("Reading this app client{again}."), room),
        Read::Known => {}
        Read::Failed(error) => {
            doc.gap();
            if let Some(again) = page.retry.again() {
                let seconds = model.seconds_to(again);
                let text = format!("{} Trying again in {seconds} s. r tries now, Esc stops.", error.sentence);
                doc.hanging(room, if room.narrow { "! " } else { " ! " }, theme.warning(), &text, theme.warning());
                return;
            }
            let lead = if room.narrow { "x " } else { " x " };
            let what = format!("This app client could not be read{again}.");
            doc.hanging(room, lead, theme.error(), &what, theme.error());
            review::error(doc, error, indent + 2, room);
            if let Some(moves) = review::moves(model, room) {
                doc.text(room, indent + 2, &moves, Style::new());
            }
            if page.client.is_some() {
                doc.text(room, indent + 2, "What stands below was read before.", Style::new());
            }
        }
    }
}

/// A wait is said in words once it can be felt, with its seconds.
fn waiting(doc: &mut Doc, model: &Model, since: std::time::Duration, what: &str, room: Room) {
    if let Some(seconds) = model.waited(since) {
        doc.text(room, usize::from(!room.narrow), &format!("{what} {seconds} s"), Style::new());
    }
}

/// What the rules say.
fn audit(doc: &mut Doc, model: &Model, problems: &[Problem], theme: Theme, room: Room) {
    heading(doc, "Audit", theme, room);
    let indent = if room.narrow { 2 } else { 3 };
    if problems.is_empty() {
        doc.text(room, indent, "No warnings.", Style::new());
    }
    for problem in problems {
        let (mark, style) = messages::look(problem.severity, theme);
        let code = if problem.code.is_empty() { String::new() } else { format!("{} ", problem.code) };
        let refused = if problem.severity == Severity::Error { format!(" {REFUSED}") } else { String::new() };
        let lead = format!("{}{mark} {code}", if room.narrow { "" } else { " " });
        doc.hanging(room, &lead, style, &format!("{}{refused}", problem.text), Style::new());
    }
    let not_read = match model.pool.as_ref().map(|pool| &pool.detail) {
        Some(Detail::Known(_)) => return,
        Some(Detail::Failed(_)) | None => "The pool could not be read, so its attributes and plan are not checked.",
        Some(Detail::Wanted | Detail::Loading(_)) => {
            "The pool is being read: its attributes and plan are not checked yet."
        }
    };
    doc.hanging(room, if room.narrow { "i " } else { " i " }, Style::new(), not_read, Style::new());
}

fn settings(doc: &mut Doc, model: &Model, client: &AppClient, theme: Theme, room: Room) {
    // The name stands among the facts.
    for section in Section::ALL.into_iter().filter(|section| *section != Section::App) {
        heading(doc, section.title(), theme, room);
        let mut rows = Rows::new(doc, model.api_names, theme, room);
        for member in MEMBERS.iter().filter(|member| member.section == section) {
            rows.member(&client.settings, member);
        }
    }
}

/// Members that are newer than this program.
fn unknown(doc: &mut Doc, client: &AppClient, theme: Theme, room: Room) {
    if client.unknown.is_empty() {
        return;
    }
    heading(doc, "Newer than this program; shown as they came", theme, room);
    let mut rows = Rows::new(doc, true, theme, room);
    for member in &client.unknown {
        rows.text(&member.path, &member.json);
    }
}

fn heading(doc: &mut Doc, title: &str, theme: Theme, room: Room) {
    doc.gap();
    doc.text(room, usize::from(!room.narrow), title, theme.title());
}

/// The buttons; the one that Enter presses is marked.
pub fn buttons(page: &ClientPage) -> Vec<(&'static str, bool)> {
    match &page.read {
        Read::Failed(_) => vec![("Back to the list", false), ("Try again", true)],
        Read::Known => vec![("Back to the list", false), ("Edit", true)],
        Read::Wanted | Read::Reading(_) => Vec::new(),
    }
}

/// What Enter does.
pub const fn enter_word(page: &ClientPage) -> &'static str {
    match &page.read {
        Read::Failed(_) => "try again",
        Read::Known => "edit",
        Read::Wanted | Read::Reading(_) => "",
    }
}
