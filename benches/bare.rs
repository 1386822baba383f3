//! The least that a ratatui program does: one screen of text on `/dev/tty`, until `q` is pressed.
//! What the console costs at the start and at rest is measured against this.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use crossterm::event::{Event, KeyCode, read};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

const LINE: &str = "The quick brown fox jumps over the lazy dog, and the lazy dog does not mind it.";

/// Draws, and waits for `q`.
pub fn main() -> io::Result<()> {
    let mut tty = BufWriter::new(File::options().read(true).write(true).open("/dev/tty")?);
    enable_raw_mode()?;
    execute!(tty, EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(tty))?;
    terminal.draw(|frame| {
        let mut lines = vec![Line::raw(LINE); 23];
        lines.push(Line::raw("ready"));
        frame.render_widget(Paragraph::new(lines), frame.area());
    })?;
    while !matches!(read()?, Event::Key(key) if key.code == KeyCode::Char('q')) {}
    terminal.show_cursor()?;
    execute!(terminal.backend_mut(), LeaveAlternateScreen)?;
    terminal.backend_mut().flush()?;
    disable_raw_mode()
}
