//! What was listed in one run completes on the next command line, without a call to AWS.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::console::Start;
use crate::pty::PATIENCE;

/// What a shell gets that asks for the last word of the line.
fn candidates(state: &Path, line: &[&str]) -> String {
    let mut asked = Command::new(env!("CARGO_BIN_EXE_cognito-console"));
    asked.env_clear().env("HOME", state).env("XDG_STATE_HOME", state).env("COGNITO_CONSOLE_COMPLETE", "bash");
    asked.env("_CLAP_COMPLETE_INDEX", line.len().to_string()).env("_CLAP_IFS", "\n");
    let output = asked.args(["--", "cognito-console"]).args(line).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn wait_for(state: &Path, line: &[&str], wanted: &str) {
    let start = Instant::now();
    while candidates(state, line) != wanted {
        assert!(start.elapsed() < PATIENCE, "{:?} for {line:?}", candidates(state, line));
        std::thread::yield_now();
    }
}

#[test]
fn listed_pools_and_clients_complete_in_the_next_command() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path();
    let env = [("XDG_STATE_HOME", state.to_str().unwrap())];
    assert_eq!(candidates(state, &["--demo", "show", "shop-serv"]), "");
    let mut console = Start { args: &["--demo"], env: &env, ..Start::default() }.run();
    console.choose_first_pool_s_list();
    console.see("18 of 18 app clients");
    wait_for(state, &["--demo", "show", "shop-serv"], "6v1q0d8kq2s5h7c9t3m4a8r2ej");
    wait_for(
        state,
        &["--demo", "--user-pool-id", "shop"],
        "us-east-1_Ab12Cd34E\nus-east-1_Qw56Er78T\nus-east-1_Zx98Yw76V",
    );
    assert_eq!(console.leave("q"), 0);
    assert_eq!(candidates(state, &["show", "shop-serv"]), "", "the demo's names are not those of an account");

    // Who wants nothing kept gets nothing kept.
    let other = tempfile::tempdir().unwrap();
    let env = [("XDG_STATE_HOME", other.path().to_str().unwrap())];
    let mut console = Start { args: &["--demo", "--no-drafts"], env: &env, ..Start::default() }.run();
    console.choose_first_pool_s_list();
    console.see("18 of 18 app clients");
    assert_eq!(console.leave("q"), 0);
    assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 0);
}
