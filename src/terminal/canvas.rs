//! How a frame becomes bytes.
//!
//! This is a ratatui backend of our own. The stock one writes 32 bytes for a frame in which nothing
//! changed, colour commands where there is to be no colour, and asks the terminal for its cursor.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// Synchronized update: the terminal shows the frame when it is whole. Others ignore both.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What a [`Screen`](super::Screen) draws on: the terminal, or a stand-in for tests.
pub trait Surface {
    /// Writes all of it, at once.
    ///
    /// # Errors
    /// The terminal is gone or was given back.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Columns and rows.
    ///
    /// # Errors
    /// The terminal is gone.
    fn size(&self) -> io::Result<Size>;

    /// Gives the terminal back, stops until continued, and takes the terminal again.
    ///
    /// # Errors
    /// The terminal is gone.
    fn suspend(&mut self) -> io::Result<Suspended> {
        Ok(Suspended::Impossible)
    }

    /// Takes the terminal again after someone else stopped and continued us.
    ///
    /// # Errors
    /// The terminal is gone.
    fn retake(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What became of the wish to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspended {
    /// We were stopped, and have been continued.
    Resumed,
    /// Nobody could have continued us, so we did not stop: the shell that waits for us would have
    /// stopped as well, or there is none.
    Impossible,
}

/// Collects a frame and writes it in one go, or not at all when nothing changed.
pub(super) struct Canvas<S> {
    surface: S,
    color: bool,
    frame: Vec<u8>,
    /// The cursor as the frame wants it.
    wanted: Cursor,
    /// The cursor as the terminal has it, as far as we know.
    actual: Cursor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Cursor {
    visible: Option<bool>,
    at: Option<Position>,
}

impl<S: Surface> Canvas<S> {
    pub(super) fn new(surface: S, color: bool) -> Self {
        Self { surface, color, frame: Vec::new(), wanted: Cursor::default(), actual: Cursor::default() }
    }

    pub(super) fn surface(&mut self) -> &mut S {
        &mut self.surface
    }

    /// The frame's bytes, opened if need be.
    fn frame(&mut self) -> &mut Vec<u8> {
        if self.frame.is_empty() {
            self.frame.extend_from_slice(BEGIN);
        }
        &mut self.frame
    }

    fn move_to(&mut self, at: Position) -> io::Result<()> {
        write!(self.frame(), "\x1b[{};{}H", at.y.saturating_add(1), at.x.saturating_add(1))
    }

    fn pen(&self, cell: &Cell) -> Pen {
        let (fg, bg) = if self.color { (cell.fg, cell.bg) } else { (Color::Reset, Color::Reset) };
        Pen { fg, bg, modifier: cell.modifier }
    }

    fn place_cursor(&mut self) -> io::Result<()> {
        let Cursor { visible, at } = self.wanted;
        if visible == Some(true) && at != self.actual.at {
            if let Some(at) = at {
                self.move_to(at)?;
            }
            self.actual.at = at;
        }
        if visible != self.actual.visible {
            self.frame().extend_from_slice(if visible == Some(true) { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.actual.visible = visible;
        }
        Ok(())
    }
}

impl<S: Surface> Backend for Canvas<S> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::default();
        let mut next = None;
        for (x, y, cell) in content {
            if next != Some(Position { x, y }) {
                self.move_to(Position { x, y })?;
            }
            let wanted = self.pen(cell);
            wanted.write_change_from(pen, self.frame())?;
            pen = wanted;
            self.frame().extend_from_slice(cell.symbol().as_bytes());
            // After a wide symbol the next cell is two away, so the cursor is moved there anyway.
            next = Some(Position { x: x.saturating_add(1), y });
            self.actual.at = None;
        }
        if pen != Pen::default() {
            self.frame().extend_from_slice(b"\x1b[0m");
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted.visible = Some(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted.visible = Some(true);
        Ok(())
    }

    /// Where we want it. The terminal is not asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.wanted.at = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Full screens are all we draw, so all is all that can be asked for. Whoever clears no longer
    /// trusts what the terminal shows: the cursor is set anew as well. The command is written once,
    /// though ratatui clears twice when the window gets narrower.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";
        self.actual = Cursor::default();
        if !self.frame().ends_with(CLEAR) {
            self.frame().extend_from_slice(CLEAR);
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        self.surface.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.surface.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.place_cursor()?;
        if self.frame.is_empty() {
            return Ok(());
        }
        self.frame.extend_from_slice(END);
        let written = self.surface.write(&self.frame);
        self.frame.clear();
        written
    }
}

/// The style that text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl Pen {
    /// One command for the whole change. What goes away is not switched off one by one: everything is
    /// reset and the rest set again, which is short and understood everywhere.
    fn write_change_from(self, old: Self, out: &mut Vec<u8>) -> io::Result<()> {
        if self == old {
            return Ok(());
        }
        let resets = !self.modifier.contains(old.modifier);
        let base = if resets { Self::default() } else { old };
        out.extend_from_slice(if resets { b"\x1b[0;" } else { b"\x1b[" });
        for (modifier, code) in MODIFIERS {
            if (self.modifier - base.modifier).contains(modifier) {
                write!(out, "{code};")?;
            }
        }
        if self.fg != base.fg {
            write_color(out, self.fg, 30)?;
        }
        if self.bg != base.bg {
            write_color(out, self.bg, 40)?;
        }
        // Each part ended in `;`, and the last one gives way to the end of the command.
        if let Some(last) = out.last_mut() {
            *last = b'm';
        }
        Ok(())
    }
}

/// `base` is 30 for the text and 40 for its background.
fn write_color(out: &mut Vec<u8>, color: Color, base: u8) -> io::Result<()> {
    let offset = match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::Reset => 9,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => return write!(out, "{};5;{n};", base + 8),
        Color::Rgb(r, g, b) => return write!(out, "{};2;{r};{g};{b};", base + 8),
    };
    write!(out, "{};", base + offset)
}
