//! Changes of settings as a table: setting, before, after. Where there is no room, stacked.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::doc::{Doc, Room};
use crate::app_client::{Change, Mark};
use crate::text;
use crate::theme::Theme;

/// Columns of the mark before a setting.
const MARK: usize = 3;
/// Columns of the setting, if its name is not longer.
const SETTING: usize = 22;

/// Adds changes; `before` and `after` head the two columns of values.
pub fn add(doc: &mut Doc, changes: &[Change], (before, after): (&str, &str), theme: Theme, room: Room) {
    if room.spoken {
        for change in changes {
            doc.line(in_words(change, (before, after)));
        }
        return;
    }
    if room.narrow || room.width < 60 {
        for change in changes {
            stacked(doc, change, (before, after), theme, room);
        }
        return;
    }
    let longest = changes.iter().map(|change| text::width(change.setting) + 2).max().unwrap_or_default();
    let setting = longest.clamp(SETTING, (room.width / 2).max(SETTING));
    let value = room.width.saturating_sub(MARK + setting + 1) / 2;
    let widths = [setting, value, value];
    row(doc, "   ", ["SETTING", before, after], widths, theme.title(), theme.title());
    let mut last = "";
    for change in changes {
        // Each member of a list is a line of its own.
        let name = if change.setting == last && change.mark != Mark::Changed { "" } else { change.setting };
        last = change.setting;
        let mark = format!(" {} ", change.mark.sign());
        row(doc, &mark, [name, &change.now, &change.after], widths, theme.title(), Style::new());
    }
}

/// Settings that stay the same, with their values.
pub fn same(doc: &mut Doc, settings: &[(&'static str, String)], theme: Theme, room: Room) {
    let longest = settings.iter().map(|(name, _)| text::width(name) + 2).max().unwrap_or_default();
    let setting = longest.clamp(SETTING, (room.width / 2).max(SETTING));
    for (name, value) in settings {
        if room.narrow || room.width < 60 {
            doc.hanging(room, "  ", Style::new(), &format!("{name}: {value}"), Style::new());
        } else if text::width(name) >= setting {
            // A name in two parts is the name of nothing: its value goes below it.
            doc.line(format!("{}{name}", " ".repeat(MARK)));
            doc.text(room, MARK + setting, value, Style::new());
        } else {
            let value_columns = room.width.saturating_sub(MARK + setting + 1);
            row(doc, "   ", [name, value, ""], [setting, value_columns, 0], theme.title(), Style::new());
        }
    }
}

/// One row, each cell wrapped in its column.
fn row(doc: &mut Doc, mark: &str, cells: [&str; 3], widths: [usize; 3], mark_style: Style, style: Style) {
    let wrapped = [0, 1, 2].map(|n| {
        let (cell, columns) = (cells.get(n).copied().unwrap_or_default(), widths.get(n).copied().unwrap_or_default());
        (text::wrap(cell, columns.saturating_sub(1)), columns)
    });
    let lines = wrapped.iter().map(|(cell, _)| cell.len()).max().unwrap_or_default();
    for n in 0..lines {
        let lead = if n == 0 { mark.to_owned() } else { " ".repeat(MARK) };
        let mut line = Line::from(Span::styled(lead, mark_style));
        for (cell, columns) in &wrapped {
            let part = cell.get(n).map_or("", String::as_str);
            line.push_span(Span::styled(text::fit(part, *columns), style));
        }
        doc.line(line);
    }
}

/// "`AccessTokenValidity`: now 60 minutes, after 15 minutes."
fn in_words(change: &Change, (before, after): (&str, &str)) -> String {
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let Change { setting, now, after: then, .. } = change;
    match change.mark {
        Mark::Changed => format!("{setting}: {before} {now}, {after} {then}."),
        Mark::Added => format!("{setting}: {then} is added."),
        Mark::Removed => format!("{setting}: {now} is taken away."),
    }
}

fn stacked(doc: &mut Doc, change: &Change, (before, after): (&str, &str), theme: Theme, room: Room) {
    let mark = change.mark.sign();
    doc.hanging(room, &format!("{mark} "), theme.title(), change.setting, theme.title());
    let columns = text::width(before).max(text::width(after)) + 2;
    for (words, value) in [(before, &change.now), (after, &change.after)] {
        if !value.is_empty() {
            let lead = format!("  {}", text::fit(&words.to_lowercase(), columns));
            doc.hanging(room, &lead, Style::new(), value, Style::new());
        }
    }
}
