//! The README says what is true: its picture is a screen of the program, its key table is the key
//! table, its test command is the one that `.ci/run` runs. `UPDATE_README=1 cargo test --test
//! readme` writes picture and keys anew.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "this is a test, its helpers too")]

#[path = "support/pty.rs"]
#[expect(dead_code, reason = "one harness for several test binaries")]
mod pty;

use std::fs;
use std::time::{Duration, Instant};

use cognito_console::app_client::Preset;
use cognito_console::keys;
use pty::{Options, PATIENCE, Pty};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

fn readme() -> String {
    fs::read_to_string(README).unwrap()
}

/// What stands between `<!-- name -->` and `<!-- /name -->` must be `wanted`.
fn assert_part(name: &str, wanted: &str) {
    let readme = readme();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (head, rest) = readme.split_once(&open).expect("the opening mark");
    let (part, tail) = rest.split_once(&close).expect("the closing mark");
    if part != wanted && std::env::var_os("UPDATE_README").is_some() {
        fs::write(README, format!("{head}{open}{wanted}{close}{tail}")).unwrap();
        return;
    }
    assert_eq!(part, wanted, "run UPDATE_README=1 cargo test --test readme");
}

#[test]
fn the_parts_that_are_made_are_current() {
    let why = |preset: &Preset| format!("| `{}` | {} |\n", preset.name, preset.why);
    let presets: String = Preset::built_in().iter().map(why).collect();
    assert_part("presets", &format!("\n| preset | why |\n| --- | --- |\n{presets}\n"));
    assert_part("keys", &format!("\n{}\n", keys::as_markdown()));
    assert_part("picture", &format!("\n```text\n{}```\n\n", picture()));
}

/// Step 3 with a mistake in it, from the true program.
fn picture() -> String {
    let program = env!("CARGO_BIN_EXE_cognito-console");
    let args = ["create", "--demo", "--no-drafts", "--color", "never"];
    let mut pty = Pty::spawn(program.as_ref(), &args, &[], (80, 24), &Options::default());
    pty.wait_for("DemoRole", PATIENCE);
    for (keys, screen) in [
        ("\r", "Define app"),
        ("\r", "> ____"),
        ("shop-web", "8/128"),
        ("\x0e", "Configure sign-in"),
        ("\x0e", "Set token lifetimes"),
        ("\t\x15", "> ____"),
        ("60h", "F4 set 60m"),
    ] {
        pty.keys(keys);
        pty.wait_for(screen, PATIENCE);
    }
    let screen = pty.screen();
    pty.keys("\x03");
    pty.wait_for("Leave the wizard", PATIENCE);
    // One that comes too soon after the first is taken for the same key held down.
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        pty.keys("\x03");
        if pty.ends_within(Duration::from_secs(1)) {
            break;
        }
    }
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let command = "cargo test --locked";
    assert!(readme().lines().any(|line| line == command));
    let ci = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == command));
}

#[test]
fn every_option_of_the_program_is_in_the_readme() {
    use clap::CommandFactory;
    let readme = readme();
    let command = cognito_console::cli::Cli::command();
    let shown: Vec<_> = command.get_subcommands().filter(|sub| !sub.is_hide_set()).collect();
    let below = shown.iter().flat_map(|sub| sub.get_subcommands());
    let all = [&command].into_iter().chain(shown.iter().copied()).chain(below);
    for arg in all.flat_map(clap::Command::get_arguments) {
        if let Some(long) = arg.get_long().filter(|long| !matches!(*long, "help" | "version")) {
            assert!(readme.contains(&format!("--{long}")), "--{long}");
        }
    }
}
