//! The line mode on a true terminal and through a pipe: no escape sequence, no echo of a secret, the
//! Client ID on stdout and nowhere else.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rstest::rstest;
use rustix::process::Signal;
use rustix::termios::LocalModes;

use crate::console::{CTRL_C, Console, Start};
use crate::pty::{Launch, Options, PATIENCE};

const ARGS: [&str; 4] = ["create", "--demo", "--user-pool-id", "us-east-1_Ab12Cd34E"];
const SECRET: &str = "abcdefghijklmnopqrstuvwx0123";

fn plain() -> Console {
    Start { args: &[&ARGS[..], &["--plain"]].concat(), ..Start::default() }.run()
}

/// Answers a question when it is asked.
fn answer(console: &mut Console, question: &str, line: &str) {
    console.wait_for(question, PATIENCE);
    console.keys(&format!("{line}\r"));
}

fn raw(console: &Console) -> String {
    String::from_utf8(console.raw_output()).unwrap()
}

/// To Review, with a public client.
fn at_review(console: &mut Console) {
    answer(console, "App type. 1 to 3", "");
    answer(console, "App client name:", "my-web");
    answer(console, "Next: step 2", "r");
    console.wait_for("c create,", PATIENCE);
}

#[rstest]
#[case::plain(&["--plain"], &[])]
#[case::accessible(&[], &[("ACCESSIBLE", "1")])]
#[case::dumb(&[], &[("TERM", "dumb")])]
fn no_escape_sequence_and_no_echo_of_a_secret(#[case] args: &[&str], #[case] env: &[(&str, &str)]) {
    let mut console = Start { args: &[&ARGS[..], args].concat(), env, ..Start::default() }.run();
    answer(&mut console, "App type. 1 to 3", "2");
    answer(&mut console, "App client name:", "my-server");
    answer(&mut console, "Next: step 2", "r");
    answer(&mut console, "c create,", "4");
    answer(&mut console, "[2 Generate a secret]:", "3");
    console.wait_for("Your own secret:", PATIENCE);
    assert!(!console.modes().local_modes.contains(LocalModes::ECHO));
    answer(&mut console, "Your own secret:", SECRET);
    answer(&mut console, "Enable token revocation?", "");
    assert!(console.termios_is_cooked());
    answer(&mut console, "reveal user existence?", "");
    // Its question is out, too: what is typed before it does not count.
    let review = "\nlist is sent).\nNo warnings.\nPool shop-customers (us-east-1_Ab12Cd34E), Region us-east-1, \
        Account\n111122223333, Role DemoRole.\nc create,";
    answer(&mut console, review, "");
    answer(&mut console, "Error. That is none of the answers.", "c");
    assert_eq!(console.wait_status(PATIENCE), 0);
    let said = raw(&console);
    assert!(!said.contains('\x1b'), "{said:?}");
    assert!(!said.contains(SECRET) && !said.contains("abcd"), "{said}");
    assert_eq!(said.matches("Client ID: ").count(), 1, "{said}");
    let id = said.split("Client ID: ").nth(1).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(said.matches(id.as_str()).count(), 1, "heard twice:\n{said}");
}

#[test]
fn stdout_gets_the_client_id_and_the_terminal_the_talk() {
    let options = Options { capture_stdout: true, ..Options::default() };
    let mut console = Start { args: &[&ARGS[..], &["--plain"]].concat(), options, ..Start::default() }.run();
    at_review(&mut console);
    console.keys("c\r");
    assert_eq!(console.wait_status(PATIENCE), 0);
    let (said, captured) = (raw(&console), console.captured());
    assert!(said.contains(&format!("Client ID: {}", captured.trim())), "{said}");
    assert_eq!(captured.lines().count(), 1, "{captured}");
}

#[test]
fn what_was_typed_before_review_was_there_does_not_create() {
    let mut console = plain();
    answer(&mut console, "App type. 1 to 3", "");
    answer(&mut console, "App client name:", "my-web");
    console.wait_for("Next: step 2", PATIENCE);
    console.keys("r\rc\rc\r");
    console.wait_for("c create,", PATIENCE);
    assert!(!console.ends_within(Duration::from_secs(1)), "{}", raw(&console));
    assert!(!raw(&console).contains("Creating"), "{}", raw(&console));
    console.keys("c\r");
    assert_eq!(console.wait_status(PATIENCE), 0);
}

#[test]
fn ctrl_c_leaves_and_gives_the_echo_back() {
    let mut console = plain();
    answer(&mut console, "App type. 1 to 3", "2");
    answer(&mut console, "App client name:", "my-server");
    answer(&mut console, "Next: step 2", "r");
    answer(&mut console, "c create,", "4");
    answer(&mut console, "[2 Generate a secret]:", "3");
    console.wait_for("Your own secret:", PATIENCE);
    console.keys(CTRL_C);
    assert_eq!(console.wait_status(PATIENCE), 130);
    assert!(console.termios_is_cooked());
    assert_eq!(drafts(&console), 1);
}

#[rstest]
#[case::terminated(Signal::TERM, 143)]
#[case::hung_up(Signal::HUP, 129)]
fn a_signal_keeps_the_draft(#[case] signal: Signal, #[case] status: u32) {
    let mut console = plain();
    at_review(&mut console);
    console.kill(signal);
    assert_eq!(console.wait_status(PATIENCE), status);
    assert_eq!(drafts(&console), 1);
}

#[test]
fn a_terminal_that_is_gone_ends_it() {
    let mut console = plain();
    at_review(&mut console);
    console.hang_up();
    assert_eq!(console.wait_status(PATIENCE), 129);
    assert_eq!(drafts(&console), 1);
}

fn drafts(console: &Console) -> usize {
    let mut folders = vec![console.home().to_path_buf()];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                count += usize::from(path.parent().is_some_and(|folder| folder.ends_with("drafts")));
            }
        }
    }
    count
}

/// Without any terminal, answers in a pipe.
fn piped(args: &[&str], answers: &str) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("setsid");
    command.args(["--wait", env!("CARGO_BIN_EXE_cognito-console")]).args(args);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", home.path());
    command.env("AWS_EC2_METADATA_DISABLED", "true");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn it_works_through_a_pipe_without_a_terminal() {
    let output = piped(&[&ARGS[..], &["--plain"]].concat(), "\nmy-web\nr\nc\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let (id, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(id.trim_end().len() + 1, id.len());
    assert!(said.contains(&format!("Client ID: {}", id.trim_end())), "{said}");
    assert!(said.contains("App client name: my-web\n"), "{said}");
    assert!(!said.contains('\x1b'));
}

#[rstest]
#[case::left(&ARGS, "\nmy-web\n", 130)]
#[case::nothing(&ARGS, "", 130)]
#[case::list(&["list", "--demo", "--user-pool-id", "us-east-1_Ab12Cd34E"], "", 0)]
#[case::no_such_client(&["show", "nothere1234567890", "--demo", "--user-pool-id", "us-east-1_Ab12Cd34E"], "", 1)]
#[case::wrong(&["create", "--user-pool-id", "x"], "", 2)]
fn exit_statuses(#[case] args: &[&str], #[case] answers: &str, #[case] status: i32) {
    let output = piped(&[args, &["--plain"]].concat(), answers);
    assert_eq!(output.status.code(), Some(status), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
}

#[test]
fn a_dry_run_prints_the_request_and_nothing_else() {
    let output = piped(&[&ARGS[..], &["--plain", "--dry-run"]].concat(), "\nmy-web\nr\nc\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let request: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(request["ClientName"], "my-web");
}

#[test]
fn lines_break_between_words_where_the_terminal_would_break_them() {
    let mut console =
        Start { args: &[&ARGS[..], &["--plain"]].concat(), size: Some((40, 30)), ..Start::default() }.run();
    answer(&mut console, "App type. 1 to 3", "");
    console.wait_for("App client name:", PATIENCE);
    let screen = console.screen();
    assert!(screen.contains("the value in brackets. b back, ? help,\n"), "{screen}");
    assert!(screen.lines().all(|row| row.trim_end().len() < 40), "{screen}");
}

#[test]
fn stopped_and_continued_it_asks_again() {
    let options = Options { launch: Launch::JobControl, ..Options::default() };
    let mut console = Start { args: &[&ARGS[..], &["--plain"]].concat(), options, ..Start::default() }.run();
    answer(&mut console, "App type. 1 to 3", "2");
    console.wait_for("App client name:", PATIENCE);
    console.kill(Signal::TSTP);
    console.wait_for("[stopped 1]", PATIENCE);
    let asked = raw(&console).matches("App client name: ").count();
    console.keys("\r");
    let is_asked_again = |console: &Console| raw(console).matches("App client name: ").count() > asked;
    let patience = std::time::Instant::now() + PATIENCE;
    while !is_asked_again(&console) && std::time::Instant::now() < patience {
        console.ends_within(Duration::from_millis(20));
    }
    assert!(is_asked_again(&console), "{}", raw(&console));
    console.keys("my-server\r");
    console.wait_for("Next: step 2", PATIENCE);
    console.keys(CTRL_C);
    assert_eq!(console.wait_status(PATIENCE), 130);
}
