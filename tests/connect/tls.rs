//! The TLS server of `tls.py`.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::{file, python};

/// A running server; ends when it is dropped.
pub struct Tls {
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    /// Its certificate, in PEM form.
    pub certificate: PathBuf,
    server: Child,
}

impl Tls {
    /// Starts one for this test.
    pub fn start(test: &str) -> Self {
        let certificate = file(test, "certificate.pem", "");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/connect/tls.py");
        let mut command = python::command();
        command.arg(script).arg(certificate.parent().unwrap()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let mut port = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut port).unwrap();
        Self { port: port.trim().parse().unwrap(), certificate, server }
    }

    /// `https://localhost:…`
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
