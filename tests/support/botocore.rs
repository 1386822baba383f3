//! Requests and answers by the service's own model, as botocore ships it.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use super::python;

/// What is wrong with each case, `{"operation": .., "request" or "answer": ..}`; `[]` for nothing.
pub fn model_says(cases: &[Value]) -> Vec<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/botocore_check.py");
    let mut command = python::command();
    let mut process =
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    let lines = cases.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    // Written by another thread: the answers would fill their pipe otherwise.
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = process.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), cases.len());
    answers
}
