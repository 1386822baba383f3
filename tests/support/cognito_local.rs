//! The emulator cognito-local as a process on loopback, ended with the test.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Stdio};
use std::thread;

use super::node;

const PACKAGE: &str = include_str!("cognito-local/package.json");
const LOCK: &str = include_str!("cognito-local/package-lock.json");

/// The emulator, which also ends when its input does: so it does not outlive a test that was killed.
const SERVER: &str = "process.stdin.on('end', () => process.exit()).resume(); require(process.argv[1])";

/// A running emulator; its data are in a folder that goes with it.
pub struct CognitoLocal {
    process: Child,
    url: String,
    _folder: tempfile::TempDir,
}

impl CognitoLocal {
    /// Starts one on a port that the system chooses, and waits until it says which.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = node::command()
            .args(["-e", SERVER])
            .arg(emulator())
            .current_dir(folder.path())
            .envs([("HOST", "127.0.0.1"), ("PORT", "0"), ("AWS_EC2_METADATA_DISABLED", "true")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let url = announced(process.stdout.take().unwrap());
        Self { process, url, _folder: folder }
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The script that starts the emulator.
fn emulator() -> PathBuf {
    node::packages("cognito-local", PACKAGE, LOCK).join("node_modules/cognito-local/lib/bin/start.js")
}

/// Its address, from the line of its log that ends with it; a colour may follow.
fn announced(log: ChildStdout) -> String {
    let mut lines = BufReader::new(log).lines().map_while(Result::ok);
    let mut before = Vec::new();
    let found = lines.by_ref().find_map(|line| {
        let port = line.split_once("running on http://127.0.0.1:").map(|(_, rest)| rest.to_owned());
        before.push(line);
        port
    });
    // It is read to its end, or the emulator would wait with its next line for ever.
    thread::spawn(move || lines.for_each(drop));
    let Some(found) = found else { panic!("cognito-local did not start:\n{}", before.join("\n")) };
    let port: String = found.chars().take_while(char::is_ascii_digit).collect();
    format!("http://127.0.0.1:{port}")
}

impl Drop for CognitoLocal {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
