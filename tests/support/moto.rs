//! The emulator moto as a process on loopback, ended with the test.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::python;

/// How long a start may take, the first import of its packages included.
const PATIENCE: Duration = Duration::from_mins(2);

/// `moto_server`, which also ends when its input does: so it does not outlive a test that was
/// killed.
const SERVER: &str = "
import os, sys, threading
from moto.server import main
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
main(sys.argv[1:])
";

/// A running server.
pub struct Moto {
    process: Child,
    port: u16,
}

impl Moto {
    /// Starts one on a free port and waits until it answers.
    pub fn start() -> Self {
        // Somebody else may take the port in between; then this server ends, and the next try
        // takes another one.
        for _ in 0..5 {
            if let Some(moto) = Self::try_start() {
                return moto;
            }
        }
        panic!("moto did not start; its output is in {}", log_path());
    }

    fn try_start() -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = File::create(log_path()).unwrap();
        let process = python::command()
            .args(["-c", SERVER, "-H", "127.0.0.1", "-p", &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut moto = Self { process, port };
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if moto.process.try_wait().unwrap().is_some() {
                return None;
            }
            if moto.answers() {
                return Some(moto);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    }

    fn answers(&self) -> bool {
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            stream.set_read_timeout(Some(Duration::from_secs(10)))?;
            write!(stream, "GET /moto-api/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        ask().is_ok_and(|answer| answer.starts_with("HTTP/1.") && answer.contains("200 OK"))
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn log_path() -> String {
    format!("{}/moto-{}.log", env!("CARGO_TARGET_TMPDIR"), std::process::id())
}
