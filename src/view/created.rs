//! The client exists.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use crate::app::{CreatedPage, Model};
use crate::text;
use crate::theme::Theme;

/// The body of the page.
pub fn page(model: &Model, page: &CreatedPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = usize::from(!room.narrow);
    let here = model.pool.as_ref().is_some_and(|pool| pool.id == page.pool);
    let pool = model.pool_name().filter(|_| here).unwrap_or(page.pool.as_str());
    let demo = if model.start.demo { " (demo: nothing was created at AWS)" } else { "" };
    let success = if page.found {
        format!("App client {} is in {pool}. It was found, not created again{demo}.", page.name)
    } else {
        format!("App client {} was created in {pool}{demo}.", page.name)
    };
    doc.text(room, indent, &success, theme.good());
    differences(&mut doc, page, theme, room, indent);
    doc.gap();
    doc.cursor_on_next(if room.narrow { 0 } else { 17 });
    value(&mut doc, "Client ID", &page.client_id, "y copy", theme, room);
    secret(&mut doc, page, theme, room);
    value(&mut doc, "User pool ID", page.pool.as_str(), "p copy", theme, room);
    doc.gap();
    if page.secret.is_some() {
        doc.text(room, indent, "Save the secret now in a place that your team uses for secrets.", Style::new());
        doc.text(room, indent + 2, "f  write it to a file only you can read (0600)", Style::new());
        doc.text(
            room,
            indent + 2,
            "It is in no log and in no file that you did not ask for. You can read it again later if you have cognito-idp:DescribeUserPoolClient.",
            Style::new(),
        );
        doc.gap();
    }
    let next = if page.keeps_answers {
        "go on with the answers that you typed since"
    } else {
        "create another client in this pool"
    };
    doc.text(room, indent, &format!("n  {next}"), Style::new());
    doc.text(room, indent, "l  list the app clients of this pool", Style::new());
    if page.request.is_some() {
        doc.text(room, indent, "t  this app client as code: CloudFormation, Terraform, CDK, .env", Style::new());
    }
    doc
}

/// "Created, but ..." with each setting that is not what was asked.
fn differences(doc: &mut Doc, page: &CreatedPage, theme: Theme, room: Room, indent: usize) {
    if page.differences.is_empty() {
        return;
    }
    let n = page.differences.len();
    let are = if n == 1 { "is" } else { "are" };
    let lead = if room.narrow { "! " } else { " ! " };
    let sentence = format!("Created, but {} {are} not what you asked for.", text::count(n, "setting"));
    doc.gap();
    doc.hanging(room, lead, theme.warning(), &sentence, theme.warning());
    for difference in &page.differences {
        let line = format!("{}: asked {}, got {}", difference.setting, difference.asked, difference.got);
        doc.text(room, indent + 2, &line, Style::new());
    }
}

fn secret(doc: &mut Doc, page: &CreatedPage, theme: Theme, room: Room) {
    match &page.secret {
        Some(secret) if secret.shown_at.is_some() => {
            value(doc, "Client secret", secret.value.reveal(), "s hide  c copy", theme, room);
        }
        Some(secret) => {
            let stars = "*".repeat(secret.value.len().min(44));
            value(doc, "Client secret", &stars, "s show  c copy", theme, room);
        }
        None if page.own_secret => value(doc, "Client secret", "the one that you typed", "", theme, room),
        None => {}
    }
}

/// A label, its value, and the keys for it; below each other where there is no room.
fn value(doc: &mut Doc, label: &str, value: &str, keys: &str, theme: Theme, room: Room) {
    if room.narrow || text::width(value) + 18 > room.width {
        doc.styled(label.to_owned(), theme.title());
        doc.text(room, 0, value, Style::new());
    } else {
        let label = Span::styled(text::fit(&format!(" {label}"), 17), theme.title());
        doc.line(vec![label, Span::raw(value.to_owned())]);
    }
    if !keys.is_empty() {
        doc.right(room, keys, theme.key());
    }
}
