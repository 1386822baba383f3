//! A page's body as lines, with the lines that have the focus and the place of the cursor. Every
//! page builds one; scrolling is the same for all.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::{Frame, widgets::Widget};

use crate::text;
use crate::theme::Theme;

/// Columns of the name of a fact.
const FACT: usize = 15;
/// Columns of a text field.
const LONGEST_FIELD: usize = 56;

/// The room that a body has.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// One field at a time.
    pub narrow: bool,
    /// Enough rows for every description.
    pub roomy: bool,
    /// It is read line by line and not looked at: no keys, no buttons, no fields, no marks of a cursor.
    pub spoken: bool,
}

impl Room {
    /// What stands before a line that can have the focus.
    #[must_use]
    pub const fn lead(self, on: bool) -> &'static str {
        match (on, self.narrow) {
            _ if self.spoken => "",
            (true, true) => "> ",
            (true, false) => " > ",
            (false, true) => "  ",
            (false, false) => "   ",
        }
    }
}

/// What of a page was on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// First line that was shown.
    pub from: usize,
    /// Lines up to this one (not included) were shown.
    pub to: usize,
    /// Lines that the page has.
    pub lines: usize,
}

/// The body of a page.
#[derive(Default)]
pub struct Doc {
    lines: Vec<Line<'static>>,
    focus: Option<Range<usize>>,
    cursor: Option<(usize, usize)>,
    /// Lines before this one are messages about the focus.
    messages_end: Option<usize>,
}

impl Doc {
    /// Adds a line.
    pub fn line(&mut self, line: impl Into<Line<'static>>) {
        self.lines.push(line.into());
    }

    /// Adds a line of one style.
    pub fn styled(&mut self, text: impl Into<String>, style: Style) {
        self.lines.push(Line::styled(text.into(), style));
    }

    /// Adds an empty line, unless the page starts with it or one is there already.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// Adds text, wrapped, each line indented.
    pub fn text(&mut self, room: Room, indent: usize, text: &str, style: Style) {
        self.hanging(room, &" ".repeat(indent), Style::new(), text, style);
    }

    /// Adds text behind `lead`, further lines indented to the same column.
    pub fn hanging(&mut self, room: Room, lead: &str, lead_style: Style, text: &str, style: Style) {
        let indent = text::width(lead);
        for (n, line) in text::wrap(text, room.width.saturating_sub(indent + 1)).into_iter().enumerate() {
            let lead = if n == 0 { Span::styled(lead.to_owned(), lead_style) } else { " ".repeat(indent).into() };
            self.lines.push(Line::from(vec![lead, Span::styled(line, style)]));
        }
    }

    /// Puts text at the right end of the last line, or on a line of its own if there is no room.
    pub fn right(&mut self, room: Room, text: &str, style: Style) {
        if room.spoken {
            return;
        }
        let used = self.lines.last().map_or(room.width, Line::width);
        let width = text::width(text) + 1;
        if used + width + 1 > room.width {
            let pad = room.width.saturating_sub(width);
            self.lines.push(Line::from(vec![" ".repeat(pad).into(), Span::styled(text.to_owned(), style)]));
        } else if let Some(line) = self.lines.last_mut() {
            line.push_span(Span::raw(" ".repeat(room.width - used - width)));
            line.push_span(Span::styled(text.to_owned(), style));
        }
    }

    /// Adds one of several choices, and what is to be said about it; the one under the cursor is
    /// kept in view.
    pub fn choice(&mut self, room: Room, on: bool, theme: Theme, words: String, about: &str) {
        if room.spoken {
            let about = if about.is_empty() { String::new() } else { format!(", {about}") };
            return self.line(format!("{words}{about}"));
        }
        let start = self.len();
        let lead = room.lead(on);
        let indent = text::width(lead);
        if on {
            self.cursor_on_next(indent.saturating_sub(2));
        }
        let style = if on { theme.focus() } else { Style::new() };
        self.line(vec![Span::raw(lead), Span::styled(words, style)]);
        if !about.is_empty() {
            self.text(room, indent + 3, about, Style::new());
        }
        if on {
            self.focus_from(start);
        }
    }

    /// Adds a name and its value, which is wrapped to the column where it starts.
    pub fn fact(&mut self, room: Room, name: &str, value: &str, theme: Theme) {
        if room.narrow && text::width(name) + 2 + text::width(value) >= room.width {
            self.styled(name.to_owned(), theme.title());
            self.text(room, 0, value, Style::new());
        } else if room.narrow {
            self.hanging(room, &format!("{name}: "), theme.title(), value, Style::new());
        } else {
            self.hanging(room, &text::fit(&format!(" {name}"), FACT), theme.title(), value, Style::new());
        }
    }

    /// Adds an item of a list.
    pub fn item(&mut self, room: Room, indent: usize, item: &str) {
        self.hanging(room, &format!("{}- ", " ".repeat(indent)), Style::new(), item, Style::new());
    }

    /// Adds a line with a text field that has the focus, or not.
    pub fn field(&mut self, room: Room, value: &str, cursor: usize, focused: bool, theme: Theme) {
        if room.spoken {
            return;
        }
        let lead = room.lead(focused);
        let indent = text::width(lead);
        let columns = room.width.saturating_sub(indent + 2).min(LONGEST_FIELD);
        let (shown, cursor) = text::window(value, if focused { cursor } else { 0 }, columns);
        let fill = "_".repeat(columns.saturating_sub(text::width(&shown)));
        if focused {
            self.cursor_on_next(indent + cursor);
        }
        let style = if focused { theme.focus() } else { Style::new() };
        self.line(vec![Span::raw(lead), Span::styled(shown, style), Span::raw(fill)]);
    }

    /// Adds the row of buttons, which narrow screens have no line for, one a line.
    pub fn buttons(&mut self, room: Room, labels: &[(&'static str, bool)], theme: Theme) {
        if room.spoken {
            return;
        }
        for (label, on) in labels {
            let start = self.len();
            if *on {
                self.cursor_on_next(0);
            }
            let style = if *on { theme.focus() } else { Style::new() };
            self.line(vec![Span::raw(if *on { "> " } else { "  " }), Span::styled(*label, style)]);
            if *on {
                self.focus_from(start);
            }
        }
    }

    /// Adds the lines of another, which has neither focus nor cursor.
    pub fn append(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// The lines without their styles.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| line.spans.iter().map(|span| span.content.as_ref()).collect())
    }

    /// Number of lines so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True before the first line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// All lines from `start` on have the focus; they are kept in view.
    pub fn focus_from(&mut self, start: usize) {
        self.focus = Some(start..self.lines.len());
    }

    /// The lines up to here say what is wrong with the focus: they stay in view with its cursor.
    pub fn messages_end_here(&mut self) {
        self.messages_end = Some(self.lines.len());
    }

    /// The cursor goes on the next line to be added, at `column`.
    pub fn cursor_on_next(&mut self, column: usize) {
        self.cursor = Some((self.lines.len(), column));
    }

    /// The first line to show: `wanted` if the user scrolled, else so that the focus is in view.
    fn offset(&self, height: usize, wanted: Option<usize>) -> usize {
        let most = self.lines.len().saturating_sub(height);
        if let Some(wanted) = wanted {
            return wanted.min(most);
        }
        let Some(focus) = &self.focus else { return 0 };
        let cursor = self.cursor.map_or(focus.start, |(line, _)| line);
        let low = focus.end.saturating_sub(height).min(most);
        // A focus taller than the room: its cursor line stays in view.
        let offset = low.min(focus.start.max(cursor.saturating_sub(height.saturating_sub(1))));
        let messages = self.messages_end.map_or(0, |end| end.saturating_sub(height));
        offset.max(messages.min(cursor))
    }

    /// Draws the part that fits, says `more` where something is cut, and puts the terminal's
    /// cursor on the focus.
    pub fn draw(&self, area: Rect, frame: &mut Frame, theme: Theme, wanted: Option<usize>) -> Seen {
        let height = usize::from(area.height);
        let offset = self.offset(height, wanted);
        let shown = self.lines.iter().skip(offset).take(height);
        for (row, line) in area.rows().zip(shown) {
            line.render(row, frame.buffer_mut());
        }
        let seen = Seen { from: offset, to: (offset + height).min(self.lines.len()), lines: self.lines.len() };
        self.draw_more(area, frame, theme, seen);
        if let Some((line, column)) = self.cursor
            && let Some(row) = line.checked_sub(offset).and_then(|row| area.rows().nth(row))
        {
            let column = u16::try_from(column).unwrap_or(u16::MAX).min(row.width.saturating_sub(1));
            frame.set_cursor_position(Position::new(row.x.saturating_add(column), row.y));
        }
        seen
    }

    /// `more` stands at the right end of the lines around the body, so that it hides no text.
    fn draw_more(&self, area: Rect, frame: &mut Frame, theme: Theme, seen: Seen) {
        const MORE: &str = " more ";
        let width = u16::try_from(MORE.len()).unwrap_or(u16::MAX).min(area.width);
        let mut put = |y: u16| {
            let at = Rect { x: area.right().saturating_sub(width), y, width, height: 1 };
            Span::styled(MORE, theme.key()).render(at.intersection(frame.area()), frame.buffer_mut());
        };
        if seen.from > 0 {
            put(area.y.saturating_sub(1));
        }
        if seen.to < self.lines.len() {
            put(area.bottom());
        }
    }
}
