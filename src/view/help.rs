//! Help: the text of what has the focus, then the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::doc::{Doc, Room};
use crate::app::{HelpLine, Model};
use crate::theme::Theme;

/// Help over the whole page.
pub fn page(model: &Model, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    for line in model.help_lines(room.width) {
        doc.line(styled(line, theme));
    }
    doc.cursor_on_next(0);
    doc
}

/// Help beside the page, behind a rule of ASCII bars.
pub fn panel(model: &Model, theme: Theme, area: Rect, frame: &mut Frame) {
    let lines = model.help_lines(usize::from(area.width.saturating_sub(3)));
    let height = usize::from(area.height);
    let offset = model.panel.scroll.min(lines.len().saturating_sub(height));
    let more = lines.len().saturating_sub(offset + height);
    let mut lines = lines.into_iter().skip(offset);
    for row in area.rows() {
        let bar = Line::raw("|");
        bar.render(Rect { width: 1, ..row }, frame.buffer_mut());
        let inner = Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row };
        if let Some(line) = lines.next() {
            styled(line, theme).render(inner, frame.buffer_mut());
        }
    }
    if more > 0 {
        // On the rule below, so that it hides no text.
        let at = Rect { x: area.right().saturating_sub(9), y: area.bottom(), width: 9, height: 1 };
        Line::styled(" F6 more ", theme.key()).render(at.intersection(frame.area()), frame.buffer_mut());
    }
}

fn styled(line: HelpLine, theme: Theme) -> Line<'static> {
    match line {
        HelpLine::Title(text) => Line::styled(text, theme.title()),
        HelpLine::Text(text) => Line::styled(text, Style::new()),
    }
}
