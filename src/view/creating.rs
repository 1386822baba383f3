//! Waiting for Create's answer.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use crate::app::{Creating, Model};
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
    let waited = model.waited(page.since).map(|seconds| format!("{seconds} s")).unwrap_or_default();
    row(&mut doc, room, "done", "Check credentials", &model.caller());
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
pub fn row(doc: &mut Doc, room: Room, state: &str, what: &str, note: &str) {
    if room.narrow {
        doc.line(format!("{}{what}", text::fit(state, 10)));
        if !note.is_empty() {
            doc.right(room, note, Style::new());
        }
    } else {
        doc.line(format!("          {}{} {note}", text::fit(state, 10), text::fit(what, 27)));
    }
}
