//! A test that runs again as a process of its own, for what only a process can have: environment
//! variables. (Changing those of a running, threaded process is unsafe.)

use std::path::Path;
use std::process::Command;

/// Set in the second process.
const MARK: &str = "COGNITO_CONSOLE_TEST_AGAIN";

/// True in the second process.
pub fn is_inner() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Runs the test of this name again, with these variables and no others of AWS or of a proxy, and
/// fails if it does. Without variables that say otherwise it finds no AWS file, no instance and
/// no proxy.
pub fn run(test: &str, variables: &[(&str, &str)]) {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere");
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env_clear()
        .env(MARK, "1")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", &nowhere)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(variables.iter().copied());
    let output = command.output().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && stdout.contains("1 passed"),
        "{test}: {}\n{stdout}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}
