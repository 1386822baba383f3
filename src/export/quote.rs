//! Texts as literals of each language. What is invisible, or could move or reorder what stands beside
//! it, is written as an escape, so that a file is safe to show, and is read back as the same text.

use crate::text;

/// Most characters of a foreign text that a comment repeats.
const LONGEST_IN_COMMENT: usize = 80;

/// A JSON text; a text of TypeScript in double quotes too.
pub(super) fn json(value: &str) -> String {
    let code = |c: char| {
        let units = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>();
        units.concat()
    };
    quoted(value, |_, _| None, code)
}

/// A YAML scalar: plain where every version of YAML reads the same text, else in double quotes.
pub(super) fn yaml(value: &str) -> String {
    if is_plain_yaml(value) { value.to_owned() } else { quoted(value, |_, _| None, wide) }
}

/// A text of HCL, without templates in it.
pub(super) fn hcl(value: &str) -> String {
    quoted(value, template, wide)
}

/// A foreign text for a comment: one line, nothing that a terminal would obey, not a book.
pub(super) fn in_comment(value: &str) -> String {
    text::clean_short(value, LONGEST_IN_COMMENT)
}

fn quoted(value: &str, own: fn(char, &str) -> Option<&'static str>, code: fn(char) -> String) -> String {
    let mut out = String::from('"');
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) => out.push_str(&code(c)),
            c => match own(c, rest.as_str()) {
                Some(escape) => out.push_str(escape),
                None => out.push(c),
            },
        }
    }
    out.push('"');
    out
}

/// YAML takes no U+FFFE and U+FFFF as they are, and a blank that is no space looks like one.
fn is_unseen(c: char) -> bool {
    text::is_hostile(c) || (c.is_whitespace() && c != ' ') || ('\u{fffc}'..='\u{ffff}').contains(&c)
}

fn wide(c: char) -> String {
    match u32::from(c) {
        code @ 0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// `${` and `%{` begin a template and are doubled at their front. The same character before that is
/// written by its number: three in a row would be for the parser to guess.
fn template(c: char, rest: &str) -> Option<&'static str> {
    let (doubled, number) = match c {
        '$' => ("$$", "\\u0024"),
        '%' => ("%%", "\\u0025"),
        _ => return None,
    };
    if rest.starts_with('{') {
        Some(doubled)
    } else if rest.strip_prefix(c).is_some_and(|rest| rest.starts_with('{')) {
        Some(number)
    } else {
        None
    }
}

/// Words that some version of YAML reads as no text.
const YAML_WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

fn is_plain_yaml(value: &str) -> bool {
    let begins_well = value.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:".contains(c);
    let is_word = YAML_WORDS.iter().any(|word| word.eq_ignore_ascii_case(value));
    begins_well && value.chars().all(is_plain) && !value.ends_with(':') && !is_word
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("plain", r#""plain""#)]
    #[case("a\"b\\c\n\r\t", r#""a\"b\\c\n\r\t""#)]
    #[case("${x} `y`", r#""${x} `y`""#)]
    #[case("\u{202e}\u{1b}\u{a0}\u{e0001}", r#""\u202e\u001b\u00a0\udb40\udc01""#)]
    fn json_texts(#[case] value: &str, #[case] expected: &str) {
        assert_eq!(json(value), expected);
        assert_eq!(serde_json::from_str::<String>(expected).unwrap(), value);
    }

    #[rstest]
    #[case("shop-web", "shop-web")]
    #[case("https://a.example/b", "https://a.example/b")]
    #[case("yes", r#""yes""#)]
    #[case("On", r#""On""#)]
    #[case("N", r#""N""#)]
    #[case("none", "none")]
    #[case("", r#""""#)]
    #[case("12", r#""12""#)]
    #[case("1e3", r#""1e3""#)]
    #[case("a: b", r#""a: b""#)]
    #[case("a:", r#""a:""#)]
    #[case(" a ", r#"" a ""#)]
    #[case("a #b", r#""a #b""#)]
    #[case("-", r#""-""#)]
    #[case("*a", r#""*a""#)]
    #[case("a\nb", r#""a\nb""#)]
    #[case("é", r#""é""#)]
    #[case("\u{85}\u{2028}\u{feff}\u{ffff}\u{e0001}", r#""\u0085\u2028\ufeff\uffff\U000e0001""#)]
    fn yaml_texts(#[case] value: &str, #[case] expected: &str) {
        assert_eq!(yaml(value), expected);
    }

    #[rstest]
    #[case("plain", r#""plain""#)]
    #[case("${x}", r#""$${x}""#)]
    #[case("%{if}", r#""%%{if}""#)]
    #[case("$${x}", r#""\u0024$${x}""#)]
    #[case("$$${x}", r#""$\u0024$${x}""#)]
    #[case("%%{x}", r#""\u0025%%{x}""#)]
    #[case("%${x}", r#""%$${x}""#)]
    #[case("100% $5 {a} $", r#""100% $5 {a} $""#)]
    #[case("a\"\n\u{e0001}", r#""a\"\n\U000e0001""#)]
    fn hcl_texts(#[case] value: &str, #[case] expected: &str) {
        assert_eq!(hcl(value), expected);
    }

    #[test]
    fn a_comment_stays_one_line() {
        assert_eq!(in_comment("a\nb\u{2028}c\u{1b}[2J"), "a b?c?[2J");
        assert_eq!(in_comment(&"x".repeat(90)).len(), 83);
    }
}
