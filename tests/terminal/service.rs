//! A service on loopback that speaks just enough HTTP for the program to talk to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

pub const POOL: &str = "us-east-1_Fake12345";
pub const CREATE: &str = "CreateUserPoolClient";

/// A request, as it came in.
#[derive(Clone, Debug)]
pub struct Request {
    /// The operation; empty for the service that says who one is.
    pub operation: String,
    pub authorization: String,
    pub body: String,
}

/// What the service does with a request.
pub enum Reply {
    /// Answers with this status and JSON.
    Json(u16, Value),
    /// Answers with this status, type and text.
    Text(u16, &'static str, String),
    /// Closes the connection without a word.
    Close,
    /// Keeps the connection, and never answers.
    Never,
}

/// The running service. It is left alone when the test ends.
pub struct Service {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    connections: Arc<Mutex<usize>>,
}

impl Service {
    /// Answers `CreateUserPoolClient` with what `create` says, everything else well.
    pub fn start(create: impl Fn(&Value) -> Reply + Send + Sync + 'static) -> Self {
        Self::answering(move |request| match request.operation.as_str() {
            CREATE => create(&serde_json::from_str(&request.body).unwrap()),
            operation => usual(operation),
        })
    }

    /// Answers with what `answer` says.
    pub fn answering(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, connections) = (Arc::default(), Arc::default());
        let service = Self { url, requests: Arc::clone(&requests), connections: Arc::clone(&connections) };
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                *connections.lock().unwrap() += 1;
                let (requests, answer) = (Arc::clone(&requests), Arc::clone(&answer));
                // A client that goes away in the middle is no failure of the test.
                thread::spawn(move || drop(serve(stream, &requests, answer.as_ref())));
            }
        });
        service
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    /// The bodies of the requests to create.
    pub fn created(&self) -> Vec<Value> {
        let requests = self.requests();
        let creates = requests.iter().filter(|request| request.operation == CREATE);
        creates.map(|request| serde_json::from_str(&request.body).unwrap()).collect()
    }
}

fn serve(stream: TcpStream, requests: &Mutex<Vec<Request>>, answer: &dyn Fn(&Request) -> Reply) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    while let Some(request) = read(&mut reader)? {
        requests.lock().unwrap().push(request.clone());
        let (status, kind, body) = match answer(&request) {
            Reply::Json(status, body) => (status, "application/x-amz-json-1.1", body.to_string()),
            Reply::Text(status, kind, body) => (status, kind, body),
            Reply::Close => return Ok(()),
            Reply::Never => loop {
                thread::park();
            },
        };
        write!(
            writer,
            "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nx-amzn-RequestId: 0-1-2\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
    }
    Ok(())
}

/// The next request; none when the client has closed its side.
fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let (mut operation, mut authorization, mut length) = (String::new(), String::new(), 0);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        if line.trim_end().is_empty() {
            let mut body = vec![0; length];
            reader.read_exact(&mut body)?;
            return Ok(Some(Request { operation, authorization, body: String::from_utf8_lossy(&body).into_owned() }));
        }
        if let Some((name, value)) = line.split_once(':') {
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap_or(0),
                "x-amz-target" => value.rsplit('.').next().unwrap_or_default().trim().clone_into(&mut operation),
                "authorization" => value.trim().clone_into(&mut authorization),
                _ => {}
            }
        }
        line.clear();
    }
    Ok(None)
}

/// The answer to anything but a request to create.
pub fn usual(operation: &str) -> Reply {
    let attribute = |name: &str, required: bool| json!({ "Name": name, "Required": required, "Mutable": true });
    match operation {
        "" => Reply::Text(
            200,
            "text/xml",
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
             <Arn>arn:aws:sts::111122223333:assumed-role/Builder/me</Arn><UserId>A:me</UserId>\
             <Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                .to_owned(),
        ),
        "ListUserPools" => Reply::Json(200, json!({ "UserPools": [{ "Id": POOL, "Name": "fake-pool" }] })),
        "DescribeUserPool" => Reply::Json(
            200,
            json!({ "UserPool": { "Id": POOL, "Name": "fake-pool",
                "SchemaAttributes": [attribute("sub", true), attribute("email", true), attribute("name", false)] } }),
        ),
        "ListUserPoolClients" => Reply::Json(200, json!({ "UserPoolClients": [] })),
        other => Reply::Json(400, json!({ "__type": "UnknownOperationException", "message": other })),
    }
}

/// The answer of a service that has created what was asked for.
pub fn created(request: &Value) -> Reply {
    let mut client = request.clone();
    let members = client.as_object_mut().unwrap();
    members.remove("GenerateSecret");
    members.insert("ClientId".to_owned(), json!(ID));
    Reply::Json(200, json!({ "UserPoolClient": client }))
}

/// The ID of every client that it creates.
pub const ID: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
