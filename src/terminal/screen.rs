//! The screen as the rest of the program sees it.

use std::fs::File;
use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::canvas::{Canvas, Surface, Suspended};
use super::{NoTerminal, hangup, modes, process};

/// What a terminal without a size of its own is taken for.
const USUAL: Size = Size { width: 80, height: 24 };

/// A screen that is drawn on. Dropping it gives the terminal back.
pub struct Screen<S: Surface = Tty> {
    terminal: Terminal<Canvas<S>>,
}

impl Screen<Tty> {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste. With `color` false, no colour
    /// command is ever written.
    ///
    /// # Errors
    /// [`NoTerminal`] when there is none, or when it does not let itself be taken.
    pub fn open(color: bool) -> Result<Self, NoTerminal> {
        Tty::take().and_then(|tty| Self::on(tty, color)).map_err(NoTerminal)
    }

    /// Gives the terminal back.
    pub fn close(self) {
        drop(self);
    }

    /// Lets go of a terminal that is gone, without touching it.
    pub fn abandon(self) {
        modes::forget();
    }

    /// After a SIGHUP: gives the terminal back if it is still there, and we are the ones who have it.
    pub fn close_if_there(mut self) {
        let file = &self.surface().file;
        let ours = rustix::termios::tcgetpgrp(file).is_ok_and(|group| group == rustix::process::getpgrp());
        if ours && !hangup::has_happened(file) { self.close() } else { self.abandon() }
    }
}

impl<S: Surface> Screen<S> {
    /// A screen on `surface`.
    ///
    /// # Errors
    /// The surface has no size.
    pub fn on(surface: S, color: bool) -> io::Result<Self> {
        let options = TerminalOptions { viewport: Viewport::Fullscreen };
        let terminal = Terminal::with_options(Canvas::new(surface, color), options)?;
        Ok(Self { terminal })
    }

    /// Gives the terminal back, stops our job, and takes the terminal again when continued. The next
    /// frame is drawn in full.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn suspend(&mut self) -> io::Result<Suspended> {
        let suspended = self.surface().suspend()?;
        if suspended == Suspended::Resumed {
            self.redraw()?;
        }
        Ok(suspended)
    }

    /// Takes the terminal again after someone else stopped and continued us (SIGCONT). The next frame
    /// is drawn in full.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn resumed(&mut self) -> io::Result<()> {
        self.surface().retake()?;
        self.redraw()
    }

    fn surface(&mut self) -> &mut S {
        self.terminal.backend_mut().surface()
    }

    /// Draws a frame: what changed since the last one, in one write. Nothing changed, nothing written.
    /// A changed window size is noticed here.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(render).map(drop)
    }

    /// Has the next frame drawn in full, on a cleared screen. Not `Terminal::clear`, which asks the
    /// terminal for its cursor.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size()?));
        self.terminal.resize(area)
    }

    /// The window has changed. [`draw`](Self::draw) would see a new size by itself, but not one that
    /// changed and changed back, and the terminal may have moved its lines about.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn resized(&mut self) -> io::Result<()> {
        self.redraw()
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Sends `text` to the terminal's clipboard (OSC 52). Whether it arrives there, nobody says.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
        self.surface().write(&bytes)
    }
}

/// The terminal itself. Dropping it gives it back.
pub struct Tty {
    file: File,
}

impl Tty {
    fn take() -> io::Result<Self> {
        let file = super::open()?;
        modes::take(file.try_clone()?)?;
        Ok(Self { file })
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        modes::give_back();
    }
}

impl Surface for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        modes::write(bytes)
    }

    fn size(&self) -> io::Result<Size> {
        let size = rustix::termios::tcgetwinsize(&self.file)?;
        let known = size.ws_col > 0 && size.ws_row > 0;
        Ok(if known { Size { width: size.ws_col, height: size.ws_row } } else { USUAL })
    }

    fn suspend(&mut self) -> io::Result<Suspended> {
        if !process::can_stop() {
            return Ok(Suspended::Impossible);
        }
        modes::give_back();
        let stopped = process::stop();
        modes::take(self.file.try_clone()?)?;
        stopped.map(|()| Suspended::Resumed)
    }

    fn retake(&mut self) -> io::Result<()> {
        modes::retake()
    }
}

#[cfg(test)]
mod tests;
