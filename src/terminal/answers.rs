//! Lines instead of a screen: what is said goes to the terminal or to stderr, answers come from stdin.
//! No mode of the terminal is touched but its echo, while a secret is typed.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr,
};

use super::{hangup, process};
use crate::line_mode::Prompt;
use crate::runtime::lines::{Answers, Talk};
use crate::text;

/// Longest line that is kept; far above every limit.
const LONGEST: usize = 64 * 1024;

/// A terminal that says less does not know its size.
const LEAST_COLUMNS: usize = 20;
const USUAL_COLUMNS: usize = 80;

/// The terminal as it was before its echo was switched off. Global because a panic hook has nothing
/// else to hold on to.
static ECHOING: Mutex<Option<Termios>> = Mutex::new(None);

/// A terminal that is gone has an end, too. Whoever watches for that says so within this time, and
/// nobody takes it for an end that was typed.
const GONE: Duration = Duration::from_secs(2);

/// Stdin, line by line.
pub struct Stdin {
    is_terminal: bool,
}

impl Stdin {
    /// Looks if it is a terminal; one that is gone does not tell any more.
    #[must_use]
    pub fn open() -> Self {
        Self { is_terminal: io::stdin().is_terminal() }
    }
}

impl Answers for Stdin {
    fn read(&mut self) -> io::Result<Option<String>> {
        let line = read_line(&mut io::stdin().lock());
        let is_end = !matches!(line, Ok(Some(_)));
        if is_end && self.is_terminal && hangup::has_happened(&io::stdin()) {
            thread::sleep(GONE);
        }
        line
    }
}

/// A line, without its end; what no line could hold is dropped.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let mut is_end = true;
    loop {
        let there = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            there => there?,
        };
        if there.is_empty() {
            break;
        }
        is_end = false;
        let (part, used) = match there.iter().position(|byte| *byte == b'\n') {
            Some(at) => (there.get(..at).unwrap_or_default(), at + 1),
            None => (there, there.len()),
        };
        let room = LONGEST.saturating_sub(line.len());
        line.extend(part.iter().take(room));
        let ended = used > part.len();
        input.consume(used);
        if ended {
            break;
        }
    }
    Ok((!is_end).then(|| String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned()))
}

/// Who is talked to.
pub struct Voice {
    out: Box<dyn Write>,
    /// Answers are typed.
    is_terminal: bool,
    is_secret: bool,
    /// Only ASCII characters are written.
    ascii: bool,
}

impl Voice {
    /// The terminal, if answers are typed there, even where stderr goes elsewhere; else stderr.
    #[must_use]
    pub fn open(ascii: bool) -> Self {
        let is_terminal = io::stdin().is_terminal();
        let tty = is_terminal.then(|| File::options().write(true).open("/dev/tty").ok()).flatten();
        let out: Box<dyn Write> = match tty {
            Some(tty) => Box::new(tty),
            None => Box::new(io::stderr()),
        };
        Self { out, is_terminal, is_secret: false, ascii }
    }

    /// If a person types the answers.
    #[must_use]
    pub const fn is_terminal(&self) -> bool {
        self.is_terminal
    }
}

impl Write for Voice {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Talk for Voice {
    fn before(&mut self, prompt: &Prompt) {
        self.is_secret = prompt.is_secret;
        if !self.is_terminal {
            return;
        }
        if prompt.decides {
            // What cannot be thrown away is stamped with the question before, and does not count either.
            let _ = tcflush(io::stdin(), QueueSelector::IFlush);
        }
        if prompt.is_secret {
            echo_off();
        } else {
            echo_on();
        }
    }

    /// Broken between words where the terminal would break within them: what reads a screen aloud reads
    /// its rows.
    fn laid_out(&self, text: &str, is_code: bool) -> String {
        let text = if self.ascii { only_ascii(text) } else { text.to_owned() };
        if is_code || !self.is_terminal {
            return text;
        }
        let columns = tcgetwinsize(io::stdin()).map_or(0, |size| usize::from(size.ws_col));
        let columns = if columns < LEAST_COLUMNS { USUAL_COLUMNS } else { columns };
        // Behind a question a blank stands before the answer.
        let end = if text.ends_with(' ') { " " } else { "" };
        text::wrap(&text, columns - 1).join("\n") + end
    }

    /// The question's line ends as it does where Enter is echoed; a log of a pipe has the answers too.
    fn after(&mut self, answer: Option<&str>) -> io::Result<()> {
        let was_secret = std::mem::take(&mut self.is_secret);
        echo_on();
        match answer {
            Some(answer) if !self.is_terminal && !was_secret => writeln!(self.out, "{}", text::clean(answer)),
            Some(_) if self.is_terminal && !was_secret => Ok(()),
            Some(_) | None => writeln!(self.out),
        }
    }

    fn suspend(&mut self) {
        if process::can_stop() {
            echo_on();
            // Not stopped, it just goes on.
            let _ = process::stop();
        }
    }
}

fn only_ascii(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect()
}

fn echo_off() {
    let mut echoing = ECHOING.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok(now) = tcgetattr(io::stdin()) else { return };
    let mut silent = now.clone();
    silent.local_modes.remove(LocalModes::ECHO);
    if tcsetattr(io::stdin(), OptionalActions::Now, &silent).is_ok() && echoing.is_none() {
        *echoing = Some(now);
    }
}

/// Switches the echo on again, if it was switched off here.
pub fn echo_on() {
    if let Some(before) = ECHOING.lock().unwrap_or_else(PoisonError::into_inner).take() {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_line_ends_and_at_the_end() {
        let mut input = io::BufReader::with_capacity(3, "shop web\r\n\nlast".as_bytes());
        let mut next = || read_line(&mut input).unwrap();
        assert_eq!(
            [next(), next(), next(), next()],
            [Some("shop web".into()), Some(String::new()), Some("last".into()), None]
        );
    }

    #[test]
    fn a_book_is_cut_and_its_rest_is_no_answer() {
        let book = format!("{}\nnext\n", "x".repeat(LONGEST + 10));
        let mut input = book.as_bytes();
        assert_eq!(read_line(&mut input).unwrap().unwrap().len(), LONGEST);
        assert_eq!(read_line(&mut input).unwrap(), Some("next".into()));
    }
}
