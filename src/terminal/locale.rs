//! Whether the terminal can be sent more than ASCII, from the environment alone: asking is not an
//! option.

/// True when the locale is a UTF-8 one and the terminal is not a kind known to lack the glyphs.
///
/// `get` looks up an environment variable. As POSIX has it, the first of `LC_ALL`, `LC_CTYPE` and
/// `LANG` that is set and not empty decides; with none of them the locale is `C`.
#[must_use]
pub fn looks_like_utf8(get: impl Fn(&str) -> Option<String>) -> bool {
    if matches!(get("TERM").as_deref(), Some("linux" | "vt100")) {
        return false;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(get).find(|value| !value.is_empty());
    locale.is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::looks_like_utf8;
    use rstest::rstest;

    #[rstest]
    #[case::nothing_set(&[], false)]
    #[case::lang(&[("LANG", "en_US.UTF-8")], true)]
    #[case::spelled_utf8(&[("LANG", "de_DE.utf8")], true)]
    #[case::latin(&[("LANG", "de_DE.ISO-8859-1")], false)]
    #[case::all_beats_lang(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], false)]
    #[case::ctype_beats_lang(&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], true)]
    #[case::all_beats_ctype(&[("LC_ALL", "C.UTF-8"), ("LC_CTYPE", "C")], true)]
    #[case::empty_counts_as_unset(&[("LC_ALL", ""), ("LANG", "C.UTF-8")], true)]
    #[case::linux_console(&[("TERM", "linux"), ("LANG", "C.UTF-8")], false)]
    #[case::vt100(&[("TERM", "vt100"), ("LANG", "C.UTF-8")], false)]
    #[case::xterm(&[("TERM", "xterm-256color"), ("LANG", "C.UTF-8")], true)]
    fn table(#[case] env: &[(&str, &str)], #[case] expected: bool) {
        let get = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(looks_like_utf8(get), expected);
    }
}
