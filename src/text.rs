//! Text that came from somewhere else, and how it fits on a screen: cleaning, width, wrapping,
//! cutting. Widths are terminal columns; nothing here slices a string by bytes.

use tui_input::{Input as Editor, InputRequest};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Makes foreign text safe to draw: control characters (C0, C1, DEL), bidi controls, zero-width
/// and other invisible format characters become `?`; line breaks and tabs become one space.
///
/// Names from AWS, error messages and file contents pass through here before they are kept.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_hostile(c) => '?',
            c => c,
        })
        .collect()
}

/// [`clean`], then cut to `most` characters, so that a name of a megabyte stays a name.
#[must_use]
pub fn clean_short(text: &str, most: usize) -> String {
    let mut head: String = text.chars().take(most).collect();
    if head.len() < text.len() {
        head.push_str("...");
    }
    clean(&head)
}

/// True for characters that could move the cursor, reorder or hide what stands beside them.
#[must_use]
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Most characters that a text field keeps; far above every limit, so that nothing sensible is
/// lost and a pasted book stays out.
const MAX_TYPED: usize = 1_024;

/// What a text field takes of a paste: one line, no blanks around it, not a book.
#[must_use]
pub fn typed(pasted: &str) -> String {
    line(pasted.trim())
}

/// What a text field could hold, blanks around it too.
#[must_use]
pub fn line(text: &str) -> String {
    text.chars().filter(|c| !is_hostile(*c)).take(MAX_TYPED).collect()
}

/// Applies an editing key; a full line takes no more.
pub fn edit(editor: &mut Editor, request: InputRequest) {
    let is_full = editor.value().chars().count() >= MAX_TYPED;
    if !(is_full && matches!(request, InputRequest::InsertChar(_))) {
        editor.handle(request);
    }
}

/// The longest head of `text` that fits `columns`, by whole graphemes; `..` marks a cut.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(2);
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    out.push_str(if columns >= 2 { ".." } else { "" });
    out
}

/// The part of `text` around the cursor that fits `columns`, and the cursor's column in it. One
/// column stays free for a cursor behind the last character; `<` marks a cut at the left.
#[must_use]
pub fn window(text: &str, cursor: usize, columns: usize) -> (String, usize) {
    let skip = cursor.saturating_sub(columns.saturating_sub(1));
    let mark = if skip > 0 && columns > 2 { "<" } else { "" };
    let mut out = mark.to_owned();
    // A wide character may be cut at the left end, so the cursor is counted from what is kept.
    let (mut at, mut column) = (0, mark.len());
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if at >= skip + mark.len() && at + wide <= skip + columns {
            out.push_str(grapheme);
            column += if at < cursor { wide } else { 0 };
        }
        at += wide;
    }
    (out, column)
}

/// `text` cut or filled with spaces to exactly `columns`.
#[must_use]
pub fn fit(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    let room = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', room));
    out
}

/// Breaks `text` into lines of at most `columns`, at spaces where there are any, after `/` in
/// addresses, else inside the word. Several spaces in a row stay, but for those where a line is
/// broken. Always gives at least one line.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut gap = 0;
    for word in text.split(' ') {
        if word.is_empty() {
            gap += usize::from(!line.is_empty());
            continue;
        }
        if width(&line) + gap + width(word) <= columns {
            line.extend(std::iter::repeat_n(' ', gap));
            line.push_str(word);
            gap = 1;
            continue;
        }
        gap = 1;
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in pieces(word, columns) {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = piece;
        }
    }
    lines.push(line);
    lines
}

/// One word in pieces of at most `columns`; an address is broken after a slash if it can be.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    for part in word.split_inclusive('/') {
        if width(&piece) + width(part) <= columns {
            piece.push_str(part);
            continue;
        }
        if !piece.is_empty() {
            out.push(std::mem::take(&mut piece));
        }
        for unit in part.graphemes(true).flat_map(|grapheme| units(grapheme, columns)) {
            if width(&piece) + width(unit) > columns && !piece.is_empty() {
                out.push(std::mem::take(&mut piece));
            }
            piece.push_str(unit);
        }
    }
    out.push(piece);
    out
}

/// A grapheme stays whole, unless it alone is wider than the line.
fn units(grapheme: &str, columns: usize) -> impl Iterator<Item = &str> {
    let whole = width(grapheme) <= columns;
    let parts = if whole { "" } else { grapheme };
    whole.then_some(grapheme).into_iter().chain(parts.split("").filter(|part| !part.is_empty()))
}

/// "1 warning", "2 warnings".
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// 12400 as "12,400".
#[must_use]
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_and_bidi_do_not_survive_cleaning() {
        assert_eq!(clean("a\u{1b}[2Jb\u{202e}c\nd"), "a?[2Jb?c d");
        assert_eq!(clean_short("abcdef", 3), "abc...");
        assert_eq!(typed(" a\r\nb\u{7} "), "ab");
    }

    #[test]
    fn wrapping_keeps_words_and_breaks_addresses_after_a_slash() {
        assert_eq!(wrap("the quick brown fox", 9), ["the quick", "brown fox"]);
        assert_eq!(wrap("docs.aws.amazon.com/cognito/latest", 22), ["docs.aws.amazon.com/", "cognito/latest"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("a  b   c dddd", 8), ["a  b   c", "dddd"]);
        assert_eq!(wrap("aaaa   bbbb", 8), ["aaaa", "bbbb"]);
        // One grapheme of three columns.
        assert_eq!(wrap("\u{1f240}\u{d82}", 2), ["\u{1f240}", "\u{d82}"]);
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(thousands(12_400), "12,400");
        assert_eq!(thousands(950), "950");
        assert_eq!(count(1, "warning"), "1 warning");
        assert_eq!(count(2, "warning"), "2 warnings");
    }

    #[test]
    fn a_cut_at_the_left_is_marked() {
        assert_eq!(window("abcdef", 6, 8), ("abcdef".to_owned(), 6));
        assert_eq!(window("abcdef", 6, 5), ("<def".to_owned(), 4));
        assert_eq!(window("abcdef", 2, 5), ("abcde".to_owned(), 2));
    }

    proptest! {
        #[test]
        fn fit_is_exact_and_wrap_never_wider(text in "\\PC{0,60}", columns in 2usize..50) {
            prop_assert_eq!(width(&fit(&text, columns)), columns);
            for line in wrap(&text, columns) {
                prop_assert!(width(&line) <= columns, "{:?}", line);
            }
        }
    }
}
