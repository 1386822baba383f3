//! Review and create: every answer, every problem, who and where.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::{buttons, copied, messages};
use crate::app::{Account, Model, ReviewButton, ReviewFocus, ReviewPage};
use crate::app_client::{Problem, Severity};
use crate::cognito::ServiceError;
use crate::text;
use crate::theme::Theme;
use crate::wizard::REVIEW_TITLE;
use crate::wizard::summary::{self, Row, Section};

/// Columns before a setting's label, and of the label.
const NAME: usize = 17;
const LABEL: usize = 13;
/// Columns of a short setting that has another beside it.
const SLOT: usize = 20;

/// Nothing typed is lost by a failure.
const KEPT: &str = "Your answers are kept.";

/// The body of the page.
pub fn page(model: &Model, page: &ReviewPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    if !room.narrow {
        doc.styled(format!(" {REVIEW_TITLE}"), theme.title());
        doc.right(room, "* differs from the default", Style::new());
        doc.gap();
    }
    if let Some(failure) = &page.failure {
        refusal(&mut doc, model, failure, theme, room);
        doc.gap();
    }
    if model.is_unsettled() {
        let lead = if room.narrow { "! " } else { " ! " };
        let sentence =
            "It is not known if a request before created an app client. Create asks before it sends another.";
        doc.hanging(room, lead, theme.warning(), sentence, theme.warning());
        doc.gap();
    }
    let problems_found = model.review_problems();
    let has_error = problems_found.iter().any(|problem| problem.severity == Severity::Error);
    if has_error {
        problems(&mut doc, &problems_found, "There is a problem", page, theme, room);
        doc.gap();
    }
    let sections = summary::sections(&model.draft, &model.context());
    if room.spoken {
        doc.line(summary::in_words(&sections));
    }
    for (n, section) in sections.iter().enumerate().filter(|_| !room.spoken) {
        if room.narrow {
            narrow_section(&mut doc, n, section, theme, room);
        } else {
            wide_section(&mut doc, n, section, theme, room);
        }
    }
    copied::add(&mut doc, model, theme, room);
    doc.gap();
    if room.spoken && problems_found.is_empty() {
        doc.line("No warnings.");
    }
    if !has_error && !problems_found.is_empty() {
        problems(&mut doc, &problems_found, "Check before you create", page, theme, room);
    }
    whereabouts(&mut doc, model, room);
    if room.narrow && !room.spoken {
        buttons(&mut doc, model, page, theme);
    }
    doc
}

/// The row of buttons, which narrow screens have no line for, at the end of what is to be read.
fn buttons(doc: &mut Doc, model: &Model, page: &ReviewPage, theme: Theme) {
    let create = buttons::create_label(model, page);
    for (button, label) in
        [(ReviewButton::Cancel, "Cancel"), (ReviewButton::Previous, "Previous"), (ReviewButton::Create, create)]
    {
        let start = doc.len();
        let on = page.focus == ReviewFocus::Button(button);
        if on {
            doc.cursor_on_next(0);
        }
        let style = if on { theme.focus() } else { Style::new() };
        doc.line(vec![Span::raw(if on { "> " } else { "  " }), Span::styled(label, style)]);
        // Create has the focus from the start, when the page is to be read from its top.
        if on && button != ReviewButton::Create {
            doc.focus_from(start);
        }
    }
}

fn wide_section(doc: &mut Doc, n: usize, section: &Section, theme: Theme, room: Room) {
    let mut leads = [format!(" {} {}", n + 1, section.name), format!("   Edit: {}", n + 1)].into_iter();
    let mut rows = section.rows.iter().peekable();
    while let Some(row) = rows.next() {
        let lead = text::fit(&leads.next().unwrap_or_default(), NAME);
        let mut line = vec![Span::styled(lead, theme.title())];
        setting(&mut line, row, theme);
        let mut used = NAME + 2 + LABEL;
        let mut last = row;
        while let Some(next) = rows.next_if(|next| next.beside && fits_slot(last, used, room, next)) {
            line.push(Span::raw(text::fit(&last.value, SLOT.saturating_sub(LABEL).max(text::width(&last.value) + 3))));
            used += text::width(&last.value) + 3 + text::width(next.label) + 3;
            line.push(Span::styled(if next.differs { "* " } else { "  " }, theme.title()));
            line.push(Span::raw(format!("{} ", next.label)));
            last = next;
        }
        values(doc, line, &last.value, used, room);
    }
}

/// A short value leaves room for the next setting on the same line.
fn fits_slot(last: &Row, used: usize, room: Room, next: &Row) -> bool {
    used + text::width(&last.value) + 6 + text::width(next.label) + text::width(&next.value) < room.width
}

fn setting(line: &mut Vec<Span<'static>>, row: &Row, theme: Theme) {
    line.push(Span::styled(if row.differs { "* " } else { "  " }, theme.title()));
    line.push(Span::raw(text::fit(row.label, LABEL)));
}

/// The value behind its label, wrapped to the column where it starts.
fn values(doc: &mut Doc, mut line: Vec<Span<'static>>, value: &str, used: usize, room: Room) {
    let mut parts = text::wrap(value, room.width.saturating_sub(used + 1)).into_iter();
    line.push(Span::raw(parts.next().unwrap_or_default()));
    doc.line(line);
    for part in parts {
        doc.line(format!("{}{part}", " ".repeat(NAME + 2 + LABEL)));
    }
}

fn narrow_section(doc: &mut Doc, n: usize, section: &Section, theme: Theme, room: Room) {
    doc.styled(format!("{} {}", n + 1, section.name), theme.title());
    for row in &section.rows {
        let mark = if row.differs { "* " } else { "  " };
        doc.hanging(room, mark, theme.title(), &format!("{}: {}", row.label, row.value), Style::new());
    }
}

/// Errors stand above the answers, since nothing goes on without them; warnings below.
fn problems(doc: &mut Doc, found: &[Problem], title: &str, page: &ReviewPage, theme: Theme, room: Room) {
    doc.styled(format!("{}{title}", if room.narrow { "" } else { " " }), theme.title());
    for (n, problem) in found.iter().enumerate() {
        line(doc, problem, page.focus == ReviewFocus::Line(n), theme, room);
    }
}

pub(super) fn line(doc: &mut Doc, problem: &Problem, focused: bool, theme: Theme, room: Room) {
    let (mark, style) = messages::look(problem.severity, theme);
    let start = doc.len();
    if focused {
        doc.cursor_on_next(0);
    }
    let code = if problem.code.is_empty() { String::new() } else { format!("{} ", problem.code) };
    let lead = format!("{}{mark} {code}", if focused && !room.spoken { ">" } else { " " });
    let text_style = if focused { theme.focus() } else { Style::new() };
    doc.hanging(room, &lead, style, &problem.text, text_style);
    if focused {
        doc.focus_from(start);
    }
}

/// Pool, account, role, Region: always on this page.
pub(super) fn whereabouts(doc: &mut Doc, model: &Model, room: Room) {
    let mut parts = Vec::new();
    if let Some(client) = model.source().filter(|_| model.is_editing()) {
        parts.push(format!("Client ID {}", client.id));
    }
    if let Some(pool) = &model.pool {
        parts.push(format!("Pool {} ({})", model.pool_name().unwrap_or_default(), pool.id));
    }
    if let Some(session) = &model.session {
        parts.push(format!("Region {}", session.region));
        parts.extend(session.profile.iter().map(|profile| format!("Profile {profile}")));
    }
    parts.push(match &model.account {
        Account::Known(identity) => format!("Account {}   Role {}", identity.account, identity.role),
        Account::Asking(_) => "Account not known yet".to_owned(),
        Account::NotKnown => "Account not known".to_owned(),
    });
    if model.start.dry_run {
        parts.push("Dry run: nothing is sent".to_owned());
    }
    if room.spoken {
        return doc.line(format!("{}.", parts.join(", ").replace("   ", ", ")));
    }
    let indent = usize::from(!room.narrow);
    // The wrapper folds runs of blanks, so the parts are joined line by line.
    let mut line = String::new();
    for part in parts {
        if !line.is_empty() && text::width(&line) + 3 + text::width(&part) >= room.width.saturating_sub(indent) {
            doc.text(room, indent, &std::mem::take(&mut line), Style::new());
        }
        if !line.is_empty() {
            line.push_str(" - ");
        }
        line.push_str(&part);
    }
    doc.text(room, indent, &line, Style::new());
}

/// What the service said to the last try, and what to do.
fn refusal(doc: &mut Doc, model: &Model, failure: &ServiceError, theme: Theme, room: Room) {
    let lead = if room.narrow { "x " } else { " x " };
    let indent = text::width(lead);
    let outcome = if model.is_unsettled() {
        "This request created nothing. What became of the one before it is not known."
    } else {
        "App client was not created. Nothing changed in AWS."
    };
    doc.hanging(room, lead, theme.error(), outcome, theme.error());
    error(doc, failure, indent, room);
    if !failure.sentence.contains(KEPT) {
        doc.text(room, indent, KEPT, Style::new());
    }
    if let Some(moves) = moves(model, room) {
        doc.text(room, indent, &moves, Style::new());
    }
}

/// The keys that lead on; who listens hears them with the question.
pub(super) fn moves(model: &Model, room: Room) -> Option<String> {
    if room.spoken { None } else { model.next_moves() }
}

/// Sentence, advice, AWS's words, request ID: every error looks so.
pub fn error(doc: &mut Doc, failure: &ServiceError, indent: usize, room: Room) {
    doc.text(room, indent, &failure.sentence, Style::new());
    if !failure.advice.is_empty() {
        doc.text(room, indent, &format!("What to do: {}", failure.advice), Style::new());
    }
    said(doc, failure, indent, room);
}

/// The reasons, AWS's words and the request ID.
pub fn said(doc: &mut Doc, failure: &ServiceError, indent: usize, room: Room) {
    // Who listens asks for it.
    if room.spoken {
        return;
    }
    for reason in &failure.reasons {
        doc.hanging(room, &format!("{}- ", " ".repeat(indent)), Style::new(), reason, Style::new());
    }
    if let Some(said) = &failure.aws_said {
        doc.text(room, indent, &format!("AWS said: {said}"), Style::new());
    }
    if let Some(id) = &failure.request_id {
        doc.text(room, indent, &format!("Request ID {id}"), Style::new());
    }
}
