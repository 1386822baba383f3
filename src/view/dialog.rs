//! Questions over a page.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use crate::app::{Dialog, DialogKind, Model, SavePath, Saving};
use crate::app_client::Update;
use crate::text;
use crate::theme::Theme;

/// A question; its answers are the buttons below, and on narrow screens lines of the body.
pub fn question(model: &Model, dialog: &Dialog, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = usize::from(!room.narrow);
    doc.text(room, indent, dialog.kind.title(), theme.title());
    doc.gap();
    let created = match (dialog.kind, model.is_unsettled()) {
        (DialogKind::LeaveWizard | DialogKind::LeaveDraft, false) => "The app client was not created. ",
        (DialogKind::LeaveWizard | DialogKind::LeaveDraft, true) => {
            "It is not known if a request before created an app client. "
        }
        (DialogKind::QuitEdit | DialogKind::DiscardEdit, _) if model.update_is_open() => {
            "It is not known if the changes were saved. "
        }
        (DialogKind::QuitEdit | DialogKind::DiscardEdit, _) => "The changes are not saved: nothing changed in AWS. ",
        (_, _) => "",
    };
    doc.text(room, indent, &format!("{created}{}", dialog.kind.text()), Style::new());
    if dialog.kind == DialogKind::UnknownMembers {
        for member in model.planned_update().iter().flat_map(Update::at_risk) {
            doc.text(room, indent + 2, &member.path, Style::new());
        }
    }
    doc.gap();
    // Elsewhere the answers are the buttons below.
    if !room.narrow || room.spoken {
        return doc;
    }
    for (n, answer) in dialog.kind.answers().iter().enumerate() {
        let on = n == dialog.choice;
        let start = doc.len();
        if on {
            doc.cursor_on_next(indent);
        }
        let style = if on { theme.focus() } else { Style::new() };
        let mark = format!("{}{}", " ".repeat(indent), if on { "> " } else { "  " });
        doc.line(vec![Span::raw(mark), Span::styled(*answer, style)]);
        if on {
            doc.focus_from(start);
        }
    }
    doc
}

/// Where to write the secret.
pub fn save_path(save: &SavePath, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = usize::from(!room.narrow);
    let title = match save.what {
        Saving::Secret => "Write the client secret to a file",
        Saving::Settings(_) => "Write the settings to a file",
        Saving::Code(..) => "Write the code to a file",
    };
    doc.text(room, indent, title, theme.title());
    doc.gap();
    doc.text(
        room,
        indent,
        "A new file that only you can read (0600). A file that exists is never overwritten.",
        Style::new(),
    );
    doc.gap();
    if room.spoken {
        if let Some(error) = &save.error {
            doc.line(format!("x {error}"));
        }
        return doc;
    }
    let columns = room.width.saturating_sub(indent + 4);
    let (shown, cursor) = text::window(&text::clean(save.editor.value()), save.editor.visual_cursor(), columns);
    doc.cursor_on_next(indent + 2 + cursor);
    let start = doc.len();
    doc.line(vec![Span::raw(format!("{}> ", " ".repeat(indent))), Span::styled(shown, theme.focus())]);
    if let Some(error) = &save.error {
        doc.hanging(room, if room.narrow { "x " } else { " x " }, theme.error(), error, theme.error());
    }
    doc.focus_from(start);
    doc
}
