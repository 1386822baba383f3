//! The preview: a request as code, with what is changed in it marked.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::doc::{Doc, Room};
use crate::app::{Code, CodeOf, Model};
use crate::export::{Export, Format, Line as CodeLine, YOUR_SECRET};
use crate::theme::Theme;
use crate::wizard;
use crate::{app_client, text};

/// Further lines of a long one start so much further right.
const HANGING: usize = 2;

/// The header; narrow screens have no line for the formats.
pub fn title(model: &Model, narrow: bool) -> String {
    if !narrow {
        return "Preview   (nothing is sent)".to_owned();
    }
    let code = model.code();
    let formats: Vec<Format> = code.export.iter().flat_map(Export::formats).collect();
    let here = model.code_format(&code);
    let at = formats.iter().position(|format| *format == here).map_or(0, |at| at + 1);
    format!("Preview {at}/{} {}", formats.len(), here.label())
}

/// The formats, the one that is shown in brackets: in the place of the steps.
pub fn tabs(model: &Model, theme: Theme) -> Line<'static> {
    let code = model.code();
    let here = model.code_format(&code);
    let mut line = Line::default();
    for (n, format) in code.export.iter().flat_map(Export::formats).enumerate() {
        let item = format!("{} {}", n + 1, format.label());
        if format == here {
            line.push_span(Span::styled(format!(" [{item}]"), theme.title()));
        } else {
            line.push_span(Span::raw(format!("  {item} ")));
        }
    }
    line
}

/// The body of the page.
pub fn page(model: &Model, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    doc.cursor_on_next(0);
    let code = model.code();
    let indent = usize::from(!room.narrow);
    let Some(export) = &code.export else {
        doc.text(room, indent, "No user pool is chosen yet, so there is no request.", Style::new());
        return doc;
    };
    let format = model.code_format(&code);
    introduce(&mut doc, model, &code, format, theme, room);
    if export.body.get("ClientSecret").is_some() {
        let words = format!("{YOUR_SECRET} stands for the secret that you typed; it is never shown here.");
        doc.text(room, indent, &words, Style::new());
    }
    doc.gap();
    for line in export.lines(format) {
        add_line(&mut doc, &line, code.is_changed(&line), theme, room);
    }
    if !code.gone.is_empty() {
        let lead = if room.narrow { "- " } else { " - " };
        let words = format!("not sent any more: {}", text::clean(&code.gone.join(", ")));
        doc.gap();
        doc.hanging(room, lead, theme.key(), &words, Style::new());
    }
    doc
}

/// What it is, and what stands in the way of sending it.
fn introduce(doc: &mut Doc, model: &Model, code: &Code, format: Format, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    if !code.errors.is_empty() {
        let lead = if room.narrow { "x " } else { " x " };
        for problem in &code.errors {
            let label = wizard::find(problem.field).map_or("", |(_, field)| field.label);
            let said = text::clean(&problem.text);
            let words = if said.starts_with(label) { said } else { format!("{label}: {said}") };
            doc.hanging(room, lead, theme.error(), &words, theme.error());
        }
        let words = "Not a whole request yet: what has a problem is left out. Nothing can be copied or saved.";
        doc.text(room, indent, words, Style::new());
        return;
    }
    let mut words = what(model, code.of, format);
    if code.has_marks() {
        words.push_str(match code.of {
            CodeOf::Copy => " ~ differs from the client that you copy.",
            CodeOf::Update => " ~ marks what changes.",
            CodeOf::New | CodeOf::Made | CodeOf::Client => " ~ is not the default.",
        });
    }
    doc.text(room, indent, &words, Style::new());
}

fn what(model: &Model, of: CodeOf, format: Format) -> String {
    let will = if model.start.dry_run { "print" } else { "send" };
    let is_request = matches!(format, Format::Cli | Format::Json);
    match of {
        _ if format == Format::Env => "What an app needs to know of this app client.".to_owned(),
        CodeOf::New | CodeOf::Copy if is_request => format!("Exactly what Create app client will {will}."),
        CodeOf::New | CodeOf::Copy => format!("What Create app client will {will}, in {}.", format.label()),
        CodeOf::Update if is_request => format!("Exactly what Save changes will {will}: every setting."),
        CodeOf::Update => format!("The app client with your changes, in {}.", format.label()),
        CodeOf::Made if is_request => "The request that created this app client.".to_owned(),
        CodeOf::Client if is_request => "A request that creates an app client like this one.".to_owned(),
        CodeOf::Made | CodeOf::Client => format!("This app client in {}.", format.label()),
    }
}

/// A line of code, cleaned and wrapped, with its mark.
fn add_line(doc: &mut Doc, line: &CodeLine, is_changed: bool, theme: Theme, room: Room) {
    let mark = match (is_changed, room.narrow) {
        (true, true) => "~ ",
        (true, false) => " ~ ",
        (false, true) => "  ",
        (false, false) => "   ",
    };
    let code = text::clean(&line.text);
    let words = code.trim_start();
    let blanks = text::width(&code) - text::width(words);
    let indent = text::width(mark) + blanks;
    let columns = room.width.saturating_sub(indent + HANGING + 1);
    for (n, part) in text::wrap(words, columns).into_iter().enumerate() {
        if n == 0 {
            let lead = if is_changed { Span::styled(mark, theme.key()) } else { Span::raw(mark) };
            doc.line(vec![lead, Span::raw(" ".repeat(blanks)), Span::raw(part)]);
        } else {
            doc.line(format!("{}{part}", " ".repeat(indent + HANGING)));
        }
    }
}

/// Fewest rows that an excerpt is worth.
const LEAST_ROWS: usize = 5;

/// The request below a step, in the rows that are left there: what has the focus and what is changed
/// first. `None` if there is no room, or nothing to show.
pub fn excerpt(model: &Model, theme: Theme, room: Room) -> Option<Doc> {
    if room.height < LEAST_ROWS {
        return None;
    }
    let code = model.code();
    let lines = code.export.as_ref()?.lines(Format::Json);
    let mut doc = Doc::default();
    let so_far = if code.errors.is_empty() { "Request" } else { "Request so far" };
    doc.styled(format!(" {so_far} (changed lines marked)"), theme.title());
    doc.right(room, "^T full view", theme.key());
    left_out(&mut doc, model, &code, theme, room);
    let members = lines.iter().filter(|line| line.member.is_some()).map(|line| {
        let mut rows = Doc::default();
        add_line(&mut rows, line, code.is_changed(line), theme, room);
        (rank(model, &code, line), rows)
    });
    let members: Vec<(u8, Doc)> = members.collect();
    // An empty line keeps it apart from the form.
    let rows = room.height.saturating_sub(doc.len() + 1);
    let chosen = choose(&members, rows);
    let hidden = members.len().saturating_sub(chosen.len());
    for (n, (_, rows)) in members.into_iter().enumerate() {
        if chosen.contains(&n) {
            doc.append(rows);
        }
    }
    if hidden > 0 {
        doc.text(room, 3, &format!("and {}", text::count(hidden, "more line")), Style::new());
    }
    Some(doc)
}

/// Which answers are not in it, as far as that may be said already.
fn left_out(doc: &mut Doc, model: &Model, code: &Code, theme: Theme, room: Room) {
    let said = code.errors.iter().filter(|problem| model.form.may_say(problem));
    let mut labels: Vec<&str> =
        said.filter_map(|problem| wizard::find(problem.field)).map(|(_, field)| field.label).collect();
    labels.dedup();
    if !labels.is_empty() {
        doc.hanging(room, " x ", theme.error(), &format!("left out: {}", labels.join(", ")), Style::new());
    }
}

/// What has the focus comes first, then what is changed.
fn rank(model: &Model, code: &Code, line: &CodeLine) -> u8 {
    let member = line.member.as_deref().unwrap_or_default();
    match model.form.field() {
        Some(field) if app_client::sketch::states(field.id, member) => 0,
        _ if code.is_changed(line) => 1,
        _ => 2,
    }
}

/// The members that fit in so many rows; one row less if some do not, because that is said.
fn choose(members: &[(u8, Doc)], rows: usize) -> Vec<usize> {
    let all: usize = members.iter().map(|(_, doc)| doc.len()).sum();
    let mut left = if all <= rows { rows } else { rows.saturating_sub(1) };
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|n| members.get(*n).map(|(rank, _)| *rank));
    order.retain(|n| {
        let needed = members.get(*n).map_or(0, |(_, doc)| doc.len());
        let fits = needed <= left;
        left -= if fits { needed } else { 0 };
        fits
    });
    order
}
