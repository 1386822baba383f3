//! The calculator of `SECRET_HASH`.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use crate::app::{HashFocus, HashPage, Model};
use crate::text;
use crate::theme::Theme;

const WHAT: &str = "Base64 of HMAC-SHA-256: the client secret over user name and Client ID.";

/// The body of the page.
pub fn page(page: &HashPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = usize::from(!room.narrow);
    if !room.narrow {
        doc.text(room, indent, WHAT, Style::new());
        doc.gap();
    }
    doc.fact(room, "Client ID", &page.client_id, theme);
    let start = doc.len();
    doc.styled(format!("{}User name, as the call sends it", " ".repeat(indent)), theme.title());
    let focused = page.focus == HashFocus::User;
    doc.field(room, &text::clean(page.user.value()), page.user.visual_cursor(), focused, theme);
    if focused {
        doc.focus_from(start);
    }
    secret(&mut doc, page, theme, room);
    let start = doc.len();
    doc.styled(format!("{}SECRET_HASH", " ".repeat(indent)), theme.title());
    let focused = page.focus == HashFocus::Result;
    let style = if focused { theme.focus() } else { Style::new() };
    let lead = room.lead(focused);
    if focused {
        doc.cursor_on_next(text::width(lead));
    }
    match page.hash() {
        Some(hash) => doc.hanging(room, lead, Style::new(), &hash, style),
        None => doc.hanging(room, lead, Style::new(), "needs a user name and a secret", Style::new()),
    }
    if focused {
        doc.right(room, "y copy", theme.key());
        doc.focus_from(start);
    }
    doc.gap();
    if room.narrow {
        doc.text(room, indent, WHAT, Style::new());
    }
    doc.text(room, indent, "Nothing is sent, and nothing is kept: Esc closes this and forgets it.", Style::new());
    doc
}

fn secret(doc: &mut Doc, page: &HashPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    if let Some((secret, which)) = &page.known {
        doc.fact(room, "Client secret", &format!("{} ({which})", "*".repeat(secret.len().min(12))), theme);
        return;
    }
    let start = doc.len();
    let focused = page.focus == HashFocus::Secret;
    doc.styled(format!("{}Client secret", " ".repeat(indent)), theme.title());
    doc.field(room, &"*".repeat(page.typed.value().len()), page.typed.cursor(), focused, theme);
    if focused {
        doc.focus_from(start);
    }
}

/// Its one button.
pub fn buttons() -> Vec<(&'static str, bool)> {
    vec![("Close", true)]
}

/// What Enter does.
pub fn enter_word(model: &Model) -> &'static str {
    match model.hash.as_ref().map(|page| page.focus) {
        Some(HashFocus::Result) => "close",
        Some(HashFocus::User | HashFocus::Secret) => "next field",
        None => "",
    }
}
