//! What one key looks like in bytes: the encodings of xterm and its relatives, rxvt and the Linux
//! console.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub(super) const ESC: u8 = 0x1b;

/// No sequence that a terminal sends for a key comes near this.
const LONGEST_SEQUENCE: usize = 64;

/// What the bytes begin with. The number is how many of them it takes.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// Something that is not all there yet.
    Wait,
    /// Something that is no key of ours, or one that was let go.
    Skip(usize),
    /// A key.
    Key(usize, KeyEvent),
    /// Everything from here to the end marker is pasted text.
    PasteStart(usize),
}

/// Looks at the front of `bytes`.
pub(super) fn scan(bytes: &[u8]) -> Step {
    match bytes {
        [] | [ESC] => Step::Wait,
        [ESC, ESC, ..] => key(1, KeyCode::Esc, KeyModifiers::NONE),
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b'O', rest @ ..] => single_shift(rest),
        [ESC, rest @ ..] => match character(rest) {
            Step::Key(used, event) => key(used + 1, event.code, event.modifiers | KeyModifiers::ALT),
            Step::Skip(used) => Step::Skip(used + 1),
            Step::Wait | Step::PasteStart(_) => Step::Wait,
        },
        _ => character(bytes),
    }
}

fn key(used: usize, code: KeyCode, modifiers: KeyModifiers) -> Step {
    Step::Key(used, KeyEvent::new(code, modifiers))
}

/// A control character or a character of UTF-8.
fn character(bytes: &[u8]) -> Step {
    let control = |letter: char| key(1, KeyCode::Char(letter), KeyModifiers::CONTROL);
    match bytes {
        [b'\r', ..] => key(1, KeyCode::Enter, KeyModifiers::NONE),
        [b'\t', ..] => key(1, KeyCode::Tab, KeyModifiers::NONE),
        [0x7f, ..] => key(1, KeyCode::Backspace, KeyModifiers::NONE),
        [0, ..] => control(' '),
        [c @ 0x01..=0x1a, ..] => control(char::from(c - 0x01 + b'a')),
        [c @ 0x1c..=0x1f, ..] => control(char::from(c - 0x1c + b'4')),
        _ => printable(bytes),
    }
}

fn printable(bytes: &[u8]) -> Step {
    // No character is longer, and a flood of them is not to be looked through for each.
    let bytes = bytes.get(..4).unwrap_or(bytes);
    let Some(chunk) = bytes.utf8_chunks().next() else { return Step::Wait };
    let Some(c) = chunk.valid().chars().next() else {
        // A character that is cut off may still come; what is wrong already will not get better.
        let cut_off = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
        return if cut_off { Step::Wait } else { Step::Skip(chunk.invalid().len().max(1)) };
    };
    let modifiers = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    if c.is_control() { Step::Skip(c.len_utf8()) } else { key(c.len_utf8(), KeyCode::Char(c), modifiers) }
}

/// After `ESC O`: cursor and function keys in application mode. No other key is a character here;
/// what cannot be the end of a sequence means that it was Alt and the letter O.
fn single_shift(rest: &[u8]) -> Step {
    match rest {
        [] => Step::Wait,
        [b'M', ..] => key(3, KeyCode::Enter, KeyModifiers::NONE),
        [last @ b'a'..=b'd', ..] => {
            cursor_key(last.to_ascii_uppercase()).map_or(Step::Skip(3), |code| key(3, code, KeyModifiers::CONTROL))
        }
        [last @ 0x21..=0x7e, ..] => cursor_key(*last).map_or(Step::Skip(3), |code| key(3, code, KeyModifiers::NONE)),
        _ => key(2, KeyCode::Char('O'), KeyModifiers::ALT | KeyModifiers::SHIFT),
    }
}

/// After `ESC [`: parameters, then one byte that says what it is.
fn control_sequence(rest: &[u8]) -> Step {
    // The Linux console has a second bracket, and old mouse reports have three bytes at the end.
    match rest {
        [b'[' | b'M'] | [b'M', _] | [b'M', _, _] => return Step::Wait,
        [b'[', c @ b'A'..=b'E', ..] => return key(4, KeyCode::F(c - b'A' + 1), KeyModifiers::NONE),
        [b'M', ..] => return Step::Skip(6),
        _ => {}
    }
    // `$` is the end of a key in rxvt only.
    let ends = |c: &u8| !matches!(c, 0x20..=0x3f) || *c == b'$';
    match rest.iter().position(ends).and_then(|at| rest.split_at_checked(at)) {
        Some((parameters, [last @ (b'$' | 0x40..=0x7e), ..])) => sequence(parameters, *last),
        // Cut short by something that is a key by itself.
        Some((parameters, _)) => Step::Skip(parameters.len() + 2),
        None if rest.len() > LONGEST_SEQUENCE => Step::Skip(rest.len() + 2),
        None => Step::Wait,
    }
}

fn sequence(parameters: &[u8], last: u8) -> Step {
    let used = parameters.len() + 3;
    let numbers = Numbers::parse(parameters);
    let first = numbers.get(0);
    if last == b'~' && first == 200 {
        return Step::PasteStart(used);
    }
    let code = match (last, first) {
        (b'~', 27) => coded_key(numbers.get(2)),
        (b'~' | b'^' | b'$' | b'@', n) => numbered_key(n),
        (b'a'..=b'd', _) => cursor_key(last.to_ascii_uppercase()),
        (b'u', n) => coded_key(n),
        (b'Z', _) => Some(KeyCode::BackTab),
        _ => cursor_key(last),
    };
    let rxvt = match last {
        b'^' => KeyModifiers::CONTROL,
        b'$' | b'a'..=b'd' | b'Z' => KeyModifiers::SHIFT,
        b'@' => KeyModifiers::CONTROL | KeyModifiers::SHIFT,
        _ => KeyModifiers::NONE,
    };
    let modifiers = rxvt | numbers.modifiers();
    match code {
        Some(KeyCode::Tab) if modifiers.contains(KeyModifiers::SHIFT) => key(used, KeyCode::BackTab, modifiers),
        Some(code) if !numbers.is_release() => key(used, code, modifiers),
        _ => Step::Skip(used),
    }
}

/// `1;5:3`: numbers, each with parts of its own.
struct Numbers<'a>(Option<&'a str>);

impl<'a> Numbers<'a> {
    /// Nothing where a terminal says more than numbers (`<`, `?`): answers and mouse reports.
    fn parse(parameters: &'a [u8]) -> Self {
        let is_number = |c: &u8| matches!(c, b'0'..=b'9' | b';' | b':');
        Self(std::str::from_utf8(parameters).ok().filter(|_| parameters.iter().all(is_number)))
    }

    fn part(&self, number: usize, part: usize) -> Option<u32> {
        self.0?.split(';').nth(number)?.split(':').nth(part)?.parse().ok()
    }

    /// Zero when it is not there, as for terminals.
    fn get(&self, number: usize) -> u32 {
        self.part(number, 0).unwrap_or(0)
    }

    /// One more than the sum of 1 shift, 2 alt, 4 control; what is above does not matter to us.
    fn modifiers(&self) -> KeyModifiers {
        let mask = self.get(1).saturating_sub(1);
        [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)]
            .into_iter()
            .filter(|(bit, _)| mask & bit != 0)
            .fold(KeyModifiers::NONE, |all, (_, modifier)| all | modifier)
    }

    /// Press and repeat are keys, release is not.
    fn is_release(&self) -> bool {
        self.0.is_none() || self.part(1, 1) == Some(3)
    }
}

fn cursor_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u32) -> Option<KeyCode> {
    let number = u8::try_from(number).ok()?;
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28..=29 => KeyCode::F(number - 15),
        31..=34 => KeyCode::F(number - 17),
        _ => return None,
    })
}

/// A key by its character, from terminals that are set to send all keys this way.
fn coded_key(code: u32) -> Option<KeyCode> {
    Some(match char::from_u32(code)? {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x1b' => KeyCode::Esc,
        '\x08' | '\x7f' => KeyCode::Backspace,
        c if c.is_control() => return None,
        // Kitty's numbers for keys that have no character.
        '\u{e000}'..='\u{f8ff}' => return None,
        c => KeyCode::Char(c),
    })
}
