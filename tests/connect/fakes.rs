//! HTTP servers on loopback that answer what a test wants and keep what they were asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A server; it lives as long as the test's process.
pub struct Fake {
    /// `http://127.0.0.1:…`
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    /// Answers each request, given as it came, with a status and a body.
    pub fn start(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> Self {
        Self::raw(move |stream, request| {
            let (status, body) = answer(request);
            let length = body.len();
            // IMDS must say how long its token is good.
            let head = format!("HTTP/1.1 {status} X\r\nx-aws-ec2-metadata-token-ttl-seconds: 21600\r\n");
            drop(write!(stream, "{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"));
        })
    }

    /// Cognito with no pools.
    pub fn cognito() -> Self {
        Self::start(|_| (200, r#"{"UserPools":[]}"#.to_owned()))
    }

    /// Does with each connection, and the request that came on it, whatever `serve` does.
    pub fn raw(serve: impl Fn(&mut TcpStream, &str) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let request = read_request(&mut stream);
                kept.lock().unwrap().push(request.clone());
                serve(&mut stream, &request);
            }
        });
        Self { url, requests }
    }

    /// What came since this was last asked: head and body, in order.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }
}

/// Reads a request whole. The head comes first, so a body cut off by the other side does no harm.
fn read_request(stream: &mut TcpStream) -> String {
    let mut seen = Vec::new();
    let mut buffer = [0; 4_096];
    loop {
        let text = String::from_utf8_lossy(&seen).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return text,
            Ok(n) => seen.extend_from_slice(&buffer[..n]),
        }
    }
}

/// The value of a header of a request.
pub fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = request.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| {
        line.split_once(':').filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
    })
}
