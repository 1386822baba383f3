//! The rules of the house that a search can check.

#![expect(clippy::unwrap_used, reason = "this is a test, its helpers too")]

use std::path::{Path, PathBuf};

/// All Rust files below `src`, by their path there, with their text; unit tests are left out, they
/// may name what they test with.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut todo = vec![src.clone()];
    let mut out = Vec::new();
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap();
                out.push((name, without_tests(&text)));
            }
        }
    }
    assert!(out.len() > 50);
    out
}

fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .fold(String::new(), |code, line| code + line + "\n")
}

/// Only files of these rooms may hold one of `words`. A room is a file `room.rs` and its folder.
fn only(rooms: &[&str], words: &[&str]) {
    for (file, text) in sources() {
        let is_at_home = rooms
            .iter()
            .any(|room| file.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/'])));
        for word in words {
            assert!(is_at_home || !text.contains(word), "src/{file} names {word}");
        }
    }
}

/// Files of these rooms may hold none of `words`.
fn none_in(rooms: &[&str], words: &[&str]) {
    for (file, text) in sources() {
        let is_meant = rooms
            .iter()
            .any(|room| file.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/'])));
        for word in words {
            assert!(!is_meant || !text.contains(word), "src/{file} names {word}");
        }
    }
}

#[test]
fn only_cognito_and_demo_know_the_sdk() {
    only(&["cognito", "demo"], &["aws_sdk", "aws_config", "aws_smithy", "aws_credential", "aws_types"]);
}

#[test]
fn only_the_screen_s_rooms_know_ratatui() {
    only(&["view", "theme", "terminal", "runtime"], &["ratatui"]);
}

#[test]
fn only_the_keys_rooms_know_crossterm() {
    only(&["keys", "terminal", "runtime", "app/msg", "app/places"], &["crossterm"]);
}

#[test]
fn the_app_client_and_the_wizard_know_nothing_of_the_edge() {
    none_in(&["app_client", "wizard"], &["tokio", "ratatui", "crossterm", "aws_", "std::fs", "std::io", "std::env"]);
}

#[test]
fn a_verb_without_a_screen_starts_no_terminal_code() {
    none_in(&["headless", "submit", "setup"], &["ratatui", "crossterm", "crate::terminal", "/dev/tty"]);
}

#[test]
fn an_export_is_text_and_has_no_secret() {
    none_in(&["export"], &["tokio", "ratatui", "crossterm", "std::fs", "std::io", "std::env", "reveal"]);
}

#[test]
fn update_reads_no_clock_and_waits_for_nothing() {
    let words = ["Instant", "SystemTime", "std::thread", "std::fs", "std::env", "std::io", "tokio", "async ", ".await"];
    none_in(&["app"], &words);
}

#[test]
fn the_view_changes_nothing() {
    none_in(&["view"], &["&mut Model", "Instant", "SystemTime", "std::fs", "std::env"]);
}

#[test]
fn what_stays_between_two_runs_has_no_secret() {
    none_in(&["drafts", "state", "state_folder"], &["reveal"]);
}

#[test]
fn files_stay_readable() {
    for (file, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 400, "src/{file} has {lines} lines without comments and tests");
    }
}

#[test]
fn help_texts_are_short_and_plain() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/help");
    let mut texts = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let words = text.split_whitespace().count();
        assert!((40..=300).contains(&words), "{}: {words} words", path.display());
        assert!(text.is_ascii(), "{}", path.display());
        assert!(text.starts_with("# "), "{}", path.display());
        texts += 1;
    }
    assert!(texts >= 20);
}

/// The README's table is made from the key table: `<!-- keys -->` and `<!-- /keys -->` stand
/// around it. To renew it, take what this test prints.
#[test]
fn the_readme_has_the_key_table() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let Ok(text) = std::fs::read_to_string(readme) else { panic!("there is no README.md") };
    let table = text.split_once("<!-- keys -->").and_then(|(_, rest)| rest.split_once("<!-- /keys -->"));
    let (table, _) = table.expect("README.md has the marks <!-- keys --> and <!-- /keys -->");
    assert_eq!(table.trim(), cognito_console::keys::as_markdown().trim());
}
