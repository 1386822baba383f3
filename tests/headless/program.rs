//! The program in a session of its own, without a terminal.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const POOL: &str = "us-east-1_Ab12Cd34E";
pub const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
pub const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";

/// A host on which the program runs, more than once perhaps.
pub struct Host {
    home: TempDir,
    url: Option<String>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Host {
    /// Runs go to the demo.
    pub fn demo() -> Self {
        Self { home: tempfile::tempdir().unwrap(), url: None }
    }

    /// Runs go to this address.
    pub fn at(url: &str) -> Self {
        Self { home: tempfile::tempdir().unwrap(), url: Some(url.to_owned()) }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The drafts that are on the disk.
    pub fn drafts(&self) -> Vec<String> {
        let below = if self.url.is_some() { "drafts" } else { "demo/drafts" };
        let folder = self.path(".local/state/cognito-console").join(below);
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| std::fs::read_to_string(entry.path()).unwrap()).collect()
    }

    /// With these arguments in the shop's pool.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(&[args, &["--user-pool-id", POOL]].concat(), "")
    }

    /// With these arguments and nothing else, and this text on standard input.
    pub fn run_with(&self, args: &[&str], stdin: &str) -> Ran {
        let mut child = self.spawn(args);
        child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
        finish(child)
    }

    pub fn spawn(&self, args: &[&str]) -> Child {
        let mut command = Command::new("setsid");
        command.arg(env!("CARGO_BIN_EXE_cognito-console")).args(args).env_clear().current_dir(self.home.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.home.path());
        command.env("AWS_EC2_METADATA_DISABLED", "true").env("TERM", "xterm-256color");
        match &self.url {
            None => command.arg("--demo"),
            Some(url) => command
                .args(["--endpoint-url", url])
                .env("AWS_ACCESS_KEY_ID", "testing")
                .env("AWS_SECRET_ACCESS_KEY", "testing")
                .env("AWS_REGION", "us-east-1"),
        };
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

pub fn finish(child: Child) -> Ran {
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let ran = Ran { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
    // Nothing is drawn, whatever happens.
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'), "{ran:?}");
    ran
}

impl Ran {
    /// It ended so, having said that.
    #[track_caller]
    pub fn ends(&self, status: i32, said: &str) {
        assert_eq!(self.status, Some(status), "{self:?}");
        assert!(self.stderr.contains(said), "{said}\n{self:?}");
    }

    /// It failed so, and printed nothing.
    #[track_caller]
    pub fn fails(&self, status: i32, said: &str) {
        self.ends(status, said);
        assert_eq!(self.stdout, "", "{self:?}");
    }

    /// It went well, and said nothing.
    #[track_caller]
    pub fn is_silent(&self) -> &Self {
        self.ends(0, "");
        assert_eq!(self.stderr, "", "{self:?}");
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The error object on stderr.
    pub fn error(&self) -> Value {
        let value: Value = serde_json::from_str(&self.stderr).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        value["Error"].clone()
    }

    /// A Client ID and a newline, and nothing else.
    #[track_caller]
    pub fn id(&self) -> &str {
        self.ends(0, "");
        let id = self.stdout.strip_suffix('\n').unwrap();
        assert!(id.len() == 26 && id.chars().all(|c| c.is_ascii_alphanumeric()), "{self:?}");
        id
    }

    /// Nothing of it was printed.
    #[track_caller]
    pub fn hides(&self, secret: &str) {
        assert!(secret.len() > 8 && !self.stdout.contains(secret) && !self.stderr.contains(secret), "{self:?}");
    }
}

pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
