//! The list of profiles or Regions.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::review;
use crate::app::{Model, NO_PRESET, Picker, PickerKind};
use crate::text;
use crate::theme::Theme;

/// Rows above the list.
const ABOVE: usize = 4;
/// Rows below a list of presets.
const BELOW_PRESETS: usize = 5;

/// The body of the page.
pub fn page(model: &Model, picker: &Picker, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let indent = usize::from(!room.narrow);
    let title = match picker.kind {
        PickerKind::Profile => "Switch to another profile",
        PickerKind::Region => "Switch to another Region",
        PickerKind::Preset => "Start from a preset",
    };
    doc.text(room, indent, title, theme.title());
    let lead = if room.narrow { "/ " } else { " / " };
    let columns = room.width.saturating_sub(24);
    let typed = text::clean(picker.filter.value());
    let (typed, cursor) = text::window(&typed, picker.filter.visual_cursor(), columns);
    doc.cursor_on_next(text::width(lead) + cursor);
    doc.line(vec![Span::styled(lead, theme.key()), Span::styled(typed, theme.focus()), Span::raw("_")]);
    if let Some(error) = &picker.error {
        review::error(&mut doc, error, indent, room);
        return doc;
    }
    let Some(all) = &picker.rows else {
        let reading = match picker.kind {
            PickerKind::Profile | PickerKind::Region => "Reading the AWS configuration files.",
            PickerKind::Preset => "Reading the presets.",
        };
        doc.text(room, indent, reading, Style::new());
        return doc;
    };
    let visible = picker.visible();
    doc.right(room, &format!("{} of {}", visible.len(), all.len()), Style::new());
    if !room.narrow {
        doc.gap();
    }
    if all.is_empty() {
        doc.text(room, indent, "The AWS configuration files name no profile.", Style::new());
    } else if visible.is_empty() {
        doc.text(room, indent, "Nothing matches what you typed.", Style::new());
    }
    rows(&mut doc, picker, &visible, theme, room);
    if picker.kind == PickerKind::Preset {
        about_presets(&mut doc, model, picker, theme, room);
    }
    doc
}

/// Why one would take the preset under the cursor, and what is wrong with files of the team.
fn about_presets(doc: &mut Doc, model: &Model, picker: &Picker, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    let found = model.presets();
    doc.gap();
    let chosen = found.presets.iter().find(|preset| Some(preset.name.as_str()) == picker.highlighted());
    match chosen {
        Some(preset) => {
            let why = if preset.why.is_empty() { "It does not say what it is for." } else { &preset.why };
            doc.text(room, indent, why, Style::new());
            doc.text(room, indent, &format!("App type: {}", preset.app_type.label()), Style::new());
        }
        None if picker.highlighted() == Some(NO_PRESET) => {
            doc.text(room, indent, "The wizard's own defaults, which follow the app type.", Style::new());
        }
        None => {}
    }
    doc.text(room, indent, "All settings but the name become the preset's; each can be changed.", Style::new());
    for problem in &found.problems {
        let lead = if room.narrow { "! " } else { " ! " };
        doc.hanging(room, lead, theme.warning(), problem, theme.warning());
    }
}

fn rows(doc: &mut Doc, picker: &Picker, visible: &[&str], theme: Theme, room: Room) {
    let below = if picker.kind == PickerKind::Preset { BELOW_PRESETS } else { 0 };
    let height = room.height.saturating_sub(ABOVE + below).max(3);
    let cursor = picker.selected.min(visible.len().saturating_sub(1));
    let first = cursor.saturating_sub(height / 2).min(visible.len().saturating_sub(height));
    for (n, row) in visible.iter().enumerate().skip(first).take(height) {
        let on = n == cursor;
        let lead = room.lead(on);
        let style = if on { theme.focus() } else { Style::new() };
        let now = if picker.current.as_deref() == Some(*row) { "  (in use)" } else { "" };
        let name = text::cut(row, room.width.saturating_sub(lead.len() + now.len() + 1));
        doc.line(vec![Span::raw(lead), Span::styled(name, style), Span::raw(now)]);
    }
}
