//! Words that more than one question needs.

use crate::app::{Account, Model};

/// What every question takes besides its own answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// `b`
    Back,
    /// `?`, and about which option.
    Help(&'a str),
    /// `r`
    Review,
    /// `q`
    Quit,
    /// Nothing: the value in brackets.
    Keep,
    /// Anything else; what a backslash stands before is nothing else.
    Text(&'a str),
}

/// What a line says.
pub(super) fn said(line: &str) -> Said<'_> {
    let line = line.trim();
    if let Some(text) = line.strip_prefix('\\') {
        return Said::Text(text);
    }
    match line {
        "" => Said::Keep,
        "b" => Said::Back,
        "r" => Said::Review,
        "q" => Said::Quit,
        _ => match line.strip_prefix('?') {
            Some(about) => Said::Help(about.trim()),
            None => Said::Text(line),
        },
    }
}

/// Which of `options` is meant: its number from 1, its whole name, or the start of only one name.
pub(super) fn which<'a>(text: &str, options: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
    let count = options.clone().count();
    if let Ok(n) = text.parse::<usize>() {
        return n.checked_sub(1).filter(|n| *n < count);
    }
    let wanted = text.to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let names: Vec<String> = options.map(str::to_lowercase).collect();
    let only = |fits: &dyn Fn(&String) -> bool| {
        let mut found = names.iter().enumerate().filter(|(_, name)| fits(name)).map(|(n, _)| n);
        found.next().filter(|_| found.next().is_none())
    };
    only(&|name| *name == wanted)
        .or_else(|| only(&|name| name.starts_with(&wanted)))
        .or_else(|| only(&|name| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted)))
}

/// Yes or no.
pub(super) fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "y" | "yes" | "on" => Some(true),
        "n" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// "Pool: shop-customers, us-east-1, account 111122223333, role `AdminSSO`."
pub(super) fn whereabouts(model: &Model) -> String {
    let mut parts = Vec::new();
    if let Some(pool) = &model.pool {
        let name = model.pool_name().unwrap_or_default();
        let id = if name == pool.id.as_str() { String::new() } else { format!(" ({})", pool.id) };
        parts.push(format!("Pool: {name}{id}"));
    }
    if let Some(session) = &model.session {
        parts.push(format!("Region {}", session.region));
        parts.extend(session.profile.iter().map(|profile| format!("profile {profile}")));
    }
    parts.push(match &model.account {
        Account::Known(identity) => format!("account {}, role {}", identity.account, identity.role),
        Account::Asking(_) => "account not known yet".to_owned(),
        Account::NotKnown => "account not known".to_owned(),
    });
    let demo = if model.start.demo { " Demo: nothing is sent to AWS." } else { "" };
    let dry = if model.start.dry_run { " Dry run: nothing that writes is sent." } else { "" };
    format!("{}.{demo}{dry}", parts.join(", "))
}

/// What a notice of the full screen says here: keys that it names are none of a line.
pub(super) fn notice(text: &str) -> Option<String> {
    let of_the_screen = ["Press ", "Typing replaces", "There is a problem. Enter", "Connecting to AWS. Press"];
    if of_the_screen.iter().any(|start| text.starts_with(start)) {
        return None;
    }
    Some(text.strip_suffix("  u undo").unwrap_or(text).to_owned())
}

/// A help text without its marks, as lines.
pub(super) fn help(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(|line| line.trim_start_matches('#').trim().to_owned()).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", Said::Keep)]
    #[case(" b ", Said::Back)]
    #[case("?", Said::Help(""))]
    #[case("? 3", Said::Help("3"))]
    #[case("\\q", Said::Text("q"))]
    #[case("\\\\q", Said::Text("\\q"))]
    #[case("shop web", Said::Text("shop web"))]
    fn a_line_says(#[case] line: &str, #[case] meant: Said<'_>) {
        assert_eq!(said(line), meant);
    }

    #[rstest]
    #[case("2", Some(1))]
    #[case("4", None)]
    #[case("0", None)]
    #[case("public", Some(0))]
    #[case("CONF", Some(1))]
    #[case("client", None)]
    #[case("x", None)]
    fn which_is_meant(#[case] text: &str, #[case] n: Option<usize>) {
        assert_eq!(which(text, ["Public client", "Confidential client", "Other"].into_iter()), n);
    }
}
