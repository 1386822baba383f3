//! Waiting for Create's answer, and the page for when it never came.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use super::review;
use crate::app::{Creating, Model, UnknownPage};
use crate::text;
use crate::theme::Theme;

/// The body while the request is on its way.
pub fn page(model: &Model, page: &Creating, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = if room.narrow { 0 } else { 8 };
    doc.gap();
    doc.text(room, indent, &format!("Creating app client {}", page.name), theme.title());
    doc.line("");
    let accepted = match page.warnings {
        0 => "no warnings".to_owned(),
        n => format!("{} accepted", text::count(n, "warning")),
    };
    let waited = model.waited(page).map(|seconds| format!("{seconds} s")).unwrap_or_default();
    row(&mut doc, room, "done", "Check settings", &accepted);
    row(&mut doc, room, "working", "Send CreateUserPoolClient", &waited);
    row(&mut doc, room, "waiting", "Compare the answer", "");
    doc.line("");
    let name = &page.name;
    doc.text(
        room,
        indent,
        &format!(
            "Ctrl+C stops waiting. It does not undo the request: the client may still be created. {name} would then appear in the client list."
        ),
        Style::new(),
    );
    doc
}

/// One thing that is to be done, how far it is, and a note; the note is at the right end where a
/// column of its own would be cut.
fn row(doc: &mut Doc, room: Room, state: &str, what: &str, note: &str) {
    if room.narrow {
        doc.line(format!("{}{what}", text::fit(state, 10)));
        if !note.is_empty() {
            doc.right(room, note, Style::new());
        }
    } else {
        doc.line(format!("          {}{} {note}", text::fit(state, 10), text::fit(what, 27)));
    }
}

/// The body when it is not known whether the client exists.
pub fn unknown(model: &Model, page: &UnknownPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let lead = if room.narrow { "! " } else { " ! " };
    let indent = text::width(lead);
    doc.hanging(room, lead, theme.warning(), &format!("We do not know if {} was created.", page.name), theme.title());
    doc.gap();
    match &page.error {
        Some(error) => review::error(&mut doc, error, indent, room),
        None => doc.text(room, indent, "You stopped waiting after the request was sent.", Style::new()),
    }
    if model.answer_may_come() {
        doc.text(room, indent, "If the answer still comes, it is shown here.", Style::new());
    }
    doc.gap();
    doc.text(
        room,
        indent,
        "Trying again at once could create a second client with the same name, so this tool does not. Look for it first:",
        Style::new(),
    );
    doc.gap();
    let pool = model.pool.as_ref().map(|pool| pool.id.to_string()).unwrap_or_default();
    doc.text(
        room,
        indent,
        &format!("aws cognito-idp list-user-pool-clients --user-pool-id {pool} --query \"UserPoolClients[?ClientName=='{}']\"", page.name),
        Style::new(),
    );
    doc
}
