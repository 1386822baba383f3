//! Problems as lines: `x` error, `!` warning, `i` note, each with its words.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use crate::app_client::{Problem, Severity};
use crate::theme::Theme;

/// The mark and the style of a severity.
pub fn look(severity: Severity, theme: Theme) -> (&'static str, Style) {
    match severity {
        Severity::Error => ("x", theme.error()),
        Severity::Warning => ("!", theme.warning()),
        Severity::Note => ("i", Style::new()),
    }
}

/// Adds a problem below its field, with its code or its repair at the right.
pub fn add(doc: &mut Doc, problem: &Problem, theme: Theme, room: Room) {
    let (mark, style) = look(problem.severity, theme);
    let lead = if room.narrow { format!("{mark} ") } else { format!(" {mark} ") };
    doc.hanging(room, &lead, style, &problem.text, style);
    if let Some(repair) = &problem.repair {
        doc.right(room, &format!("F4 set {}", repair.text), theme.key());
    } else if !problem.code.is_empty() {
        doc.right(room, problem.code, Style::new());
    }
}
