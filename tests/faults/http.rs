//! As much HTTP as there is between the program and a service, one request at a time.

use std::io::{Error, Read, Result, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::plain::Reply;

/// More than the program ever sends at once.
const LONGEST: usize = 64 * 1024;

/// A request that is there, and was not read yet.
pub struct Waiting {
    /// The operation; empty for the service that says who one is.
    pub operation: String,
    pub authorization: String,
    pub body: String,
    length: usize,
}

/// Waits for all of a request, and leaves it where it is; none when the client has closed its side.
pub fn peek(stream: &TcpStream) -> Result<Option<Waiting>> {
    let mut bytes = vec![0; LONGEST];
    loop {
        let n = stream.peek(&mut bytes)?;
        if n == 0 {
            return Ok(None);
        }
        if let Some(request) = parse(&String::from_utf8_lossy(&bytes[..n])) {
            return Ok(Some(request));
        }
        // The rest is on its way.
        thread::sleep(Duration::from_millis(1));
    }
}

fn parse(text: &str) -> Option<Waiting> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let header = |wanted: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim().to_owned()).next()
    };
    let length: usize = header("content-length").map_or(0, |length| length.parse().unwrap());
    let body = body.get(..length)?;
    let target = header("x-amz-target").unwrap_or_default();
    Some(Waiting {
        operation: target.rsplit('.').next().unwrap_or_default().to_owned(),
        authorization: header("authorization").unwrap_or_default(),
        body: body.to_owned(),
        length: head.len() + 4 + length,
    })
}

/// Reads the request that was peeked at.
pub fn read(mut stream: &TcpStream, request: &Waiting) -> Result<()> {
    stream.read_exact(&mut vec![0; request.length])
}

/// Writes an answer. With `last` it says that the connection ends with it.
pub fn write(mut stream: &TcpStream, reply: Reply, last: bool) -> Result<()> {
    let (status, kind, body) = match reply {
        Reply::Json(status, body) => (status, "application/x-amz-json-1.1", body.to_string()),
        Reply::Text(status, kind, body) => (status, kind, body),
        Reply::Close | Reply::Never => return Err(Error::other("nothing to write")),
    };
    let connection = if last { "Connection: close\r\n" } else { "" };
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{connection}x-amzn-RequestId: 0-1-2\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
