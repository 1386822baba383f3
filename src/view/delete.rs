//! Delete an app client: what it is, what stops working, and the name to type.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use super::{creating, review};
use crate::app::{DeleteButton, DeleteFocus, DeletePage, DeleteState, DeleteTold, Model};
use crate::app_client::{Confirmation, Moved, consequences};
use crate::text;
use crate::theme::Theme;

/// The page's title.
pub fn title(_page: &DeletePage, _narrow: bool) -> String {
    "Delete app client".to_owned()
}

/// The body of the page.
pub fn page(model: &Model, page: &DeletePage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    match page.state {
        DeleteState::Asking => asking(&mut doc, model, page, theme, room),
        DeleteState::NotKnown(_) => not_known(&mut doc, model, page, theme, room),
        DeleteState::Checking(..) | DeleteState::Deleting(_) | DeleteState::Looking(..) => {
            waiting(&mut doc, model, page, theme, room);
        }
    }
    if room.narrow {
        doc.gap();
        doc.buttons(room, &buttons(model, page), theme);
    }
    doc
}

fn asking(doc: &mut Doc, model: &Model, page: &DeletePage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    if let Some(told) = &page.told {
        tell(doc, model, told, theme, room);
        doc.gap();
    }
    let client = &page.client;
    doc.text(room, indent, &format!("Delete {}?", client.name_or_id()), theme.title());
    doc.gap();
    let name = client.name();
    doc.fact(room, "Name", if name.is_empty() { "none" } else { &name }, theme);
    doc.fact(room, "Client ID", &client.id, theme);
    doc.fact(room, "Created", client.created.as_deref().unwrap_or("not told"), theme);
    doc.fact(room, "Last changed", client.modified.as_deref().unwrap_or("not told"), theme);
    review::whereabouts(doc, model, room);
    doc.gap();
    doc.text(room, indent, "What stops working", theme.title());
    for consequence in consequences(client) {
        doc.item(room, indent, &consequence.text);
        for item in &consequence.items {
            doc.text(room, indent + 2, item, Style::new());
        }
    }
    let lead = if room.narrow { "! " } else { " ! " };
    let sentence = "There is no undo. A new client with the same settings gets another Client ID.";
    doc.hanging(room, lead, theme.warning(), sentence, theme.warning());
    doc.gap();
    field(doc, page, theme, room);
}

fn field(doc: &mut Doc, page: &DeletePage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    let (what, wrong) = match &page.confirmation {
        Confirmation::Name(name) => {
            (format!("To delete it, type its name: {name}"), "That is not its name. Capital letters count.")
        }
        Confirmation::EndOfId(end) => (
            format!("To delete it, type the last 6 characters of its Client ID: {end}"),
            "Those are not the last 6 characters of its Client ID.",
        ),
    };
    let start = doc.len();
    doc.text(room, indent, &what, theme.title());
    let focused = page.focus == DeleteFocus::Text;
    doc.field(room, &text::clean(page.typed.value()), page.typed.visual_cursor(), focused, theme);
    if page.is_wrong && !page.is_confirmed() {
        doc.hanging(room, if room.narrow { "x " } else { " x " }, theme.error(), wrong, theme.error());
    }
    if focused {
        doc.focus_from(start);
    }
}

/// What the last try came to.
fn tell(doc: &mut Doc, model: &Model, told: &DeleteTold, theme: Theme, room: Room) {
    let (lead, lead_warning) = if room.narrow { ("x ", "! ") } else { (" x ", " ! ") };
    let indent = text::width(lead);
    let mut warn = |sentence: &str| doc.hanging(room, lead_warning, theme.warning(), sentence, theme.warning());
    match told {
        DeleteTold::StillThere { so_far: true } => warn(
            "You stopped waiting, and the app client is still there so far: the request may still delete it. To send it again, type the name again.",
        ),
        DeleteTold::StillThere { so_far: false } => warn(
            "The answer was lost, and the app client is still there: it was not deleted. If you want to delete it, type the name again.",
        ),
        DeleteTold::Moved(moved) => {
            warn(
                "The app client changed since you read this page. Nothing was sent. Read what it is now, then type the name again.",
            );
            changes(doc, moved, indent, room);
        }
        DeleteTold::NotSent(error) | DeleteTold::Refused(error) => {
            let sentence = match told {
                DeleteTold::NotSent(_) => "The app client was not deleted. The request to delete it was not sent.",
                DeleteTold::Refused(_) | DeleteTold::Moved(_) | DeleteTold::StillThere { .. } => {
                    "The app client was not deleted. Nothing changed in AWS."
                }
            };
            doc.hanging(room, lead, theme.error(), sentence, theme.error());
            review::error(doc, error, indent, room);
            if let Some(moves) = review::moves(model, room) {
                doc.text(room, indent, &moves, Style::new());
            }
        }
    }
}

fn changes(doc: &mut Doc, moved: &Moved, indent: usize, room: Room) {
    for change in &moved.changes {
        let line = match (change.now.is_empty(), change.after.is_empty()) {
            (true, _) => format!("{}: {} was added", change.setting, change.after),
            (_, true) => format!("{}: {} was removed", change.setting, change.now),
            (false, false) => format!("{}: {}, before it was {}", change.setting, change.after, change.now),
        };
        let sign = format!("{}{} ", " ".repeat(indent), change.mark.sign());
        doc.hanging(room, &sign, Style::new(), &line, Style::new());
    }
    if moved.changes.is_empty() {
        doc.text(
            room,
            indent,
            "No setting that this tool knows differs, but the date of the last change does.",
            Style::new(),
        );
    }
}

fn waiting(doc: &mut Doc, model: &Model, page: &DeletePage, theme: Theme, room: Room) {
    let indent = if room.narrow { 0 } else { 8 };
    let name = page.client.name_or_id();
    let seconds = page.waits_since().and_then(|since| model.waited(since)).map(|seconds| format!("{seconds} s"));
    let seconds = seconds.unwrap_or_default();
    let (states, about) = match page.state {
        DeleteState::Checking(..) => {
            (["working", "waiting", ""], "Ctrl+C stops waiting. Nothing was sent that changes anything.".to_owned())
        }
        DeleteState::Looking(..) => (
            ["done", "not known", "working"],
            format!("The request to delete {name} was sent, and its answer was not seen. This only reads."),
        ),
        DeleteState::Deleting(_) | DeleteState::Asking | DeleteState::NotKnown(_) => (
            ["done", "working", ""],
            "Ctrl+C stops waiting. It does not undo the request: the client may still be deleted.".to_owned(),
        ),
    };
    let note = |state: &str| if state == "working" { seconds.clone() } else { String::new() };
    doc.gap();
    doc.text(room, indent, &format!("Deleting app client {name}"), theme.title());
    doc.line("");
    for (state, what) in
        states.into_iter().zip(["Read it again", "Send DeleteUserPoolClient", "See if it is still there"])
    {
        if !state.is_empty() {
            creating::row(doc, room, state, what, &note(state));
        }
    }
    doc.line("");
    doc.text(room, indent, &about, Style::new());
}

fn not_known(doc: &mut Doc, model: &Model, page: &DeletePage, theme: Theme, room: Room) {
    let lead = if room.narrow { "! " } else { " ! " };
    let indent = text::width(lead);
    let name = page.client.name_or_id();
    doc.hanging(room, lead, theme.warning(), &format!("We do not know if {name} was deleted."), theme.title());
    doc.gap();
    doc.fact(room, "Client ID", &page.client.id, theme);
    review::whereabouts(doc, model, room);
    doc.gap();
    let sentence = "The request was sent, and its answer was not seen. Nothing is sent again: Enter looks if the client is still there.";
    doc.text(room, indent, sentence, Style::new());
    if let DeleteState::NotKnown(Some(error)) = &page.state {
        doc.gap();
        doc.text(room, indent, "The last look failed:", Style::new());
        review::error(doc, error, indent, room);
        if let Some(moves) = review::moves(model, room) {
            doc.text(room, indent, &moves, Style::new());
        }
    }
}

/// The buttons; the one with the focus is marked.
pub fn buttons(model: &Model, page: &DeletePage) -> Vec<(&'static str, bool)> {
    let in_text = page.focus == DeleteFocus::Text;
    let label = |button| match button {
        DeleteButton::Cancel => "Cancel",
        DeleteButton::Save => "Save settings",
        DeleteButton::Delete if model.start.dry_run => "Print the request",
        DeleteButton::Delete
            if page
                .told
                .as_ref()
                .is_some_and(|told| matches!(told, DeleteTold::NotSent(_) | DeleteTold::Refused(_))) =>
        {
            "Try again"
        }
        DeleteButton::Delete => "Delete",
        DeleteButton::Look => "Look again",
    };
    // Where the name is typed, Enter goes on to Delete; on narrow screens the field itself is marked.
    page.buttons().map(|button| (label(button), !in_text && page.focus == DeleteFocus::Button(button))).collect()
}

/// What Enter does.
pub fn enter_word(model: &Model, page: &DeletePage) -> &'static str {
    match page.focus {
        _ if page.waits_since().is_some() => "",
        DeleteFocus::Text => "go on",
        DeleteFocus::Button(DeleteButton::Delete) => model.delete_word(),
        DeleteFocus::Button(DeleteButton::Look) => "look again",
        DeleteFocus::Button(DeleteButton::Cancel | DeleteButton::Save) => "press",
    }
}
