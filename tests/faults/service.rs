//! A service with one pool that fails at one call in one way.

use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::door::Door;
use crate::fault::{Call, Fault, THROTTLES};
use crate::http::{self, Waiting};
use crate::plain::{self, ID, Reply};

/// How long the slow service takes.
const SLOW: Duration = Duration::from_secs(10);
/// The key that has expired, where keys expire.
const OLD_KEY: &str = "Credential=AKIDOLD/";

/// The running service.
pub struct Service(Arc<Inner>);

struct Inner {
    fault: Fault,
    call: Call,
    cognito: Door,
    sts: Door,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// The calls in the order in which they came in.
    calls: Vec<Call>,
    /// The clients that were made.
    clients: Vec<Value>,
    /// The door was closed once.
    was_closed: bool,
}

/// What becomes of a request.
enum Deed {
    /// It is not even read.
    Unread,
    /// No answer; the connection closes.
    Close,
    /// No answer; the connection stays.
    Silence,
    /// An answer after so long.
    Answer(Duration, Reply),
}

impl Service {
    pub fn start(fault: Fault, call: Call) -> Self {
        let (cognito, sts) = (Door::new(), Door::new());
        let service = Self(Arc::new(Inner { fault, call, cognito, sts, seen: Mutex::default() }));
        if fault != Fault::Refused || call != Call::Pools {
            service.open(&service.0.cognito);
        }
        if fault != Fault::Refused || call != Call::Identity {
            service.open(&service.0.sts);
        }
        service
    }

    /// Whoever refused connections to Cognito lets them in again.
    pub fn reopen(&self) {
        self.open(&self.0.cognito);
    }

    fn open(&self, door: &Door) {
        let inner = Arc::downgrade(&self.0);
        door.open(Arc::new(move |stream| {
            // A client that goes away in the middle is no failure of the test.
            if let Some(inner) = inner.upgrade() {
                drop(inner.serve(&stream));
            }
        }));
    }

    pub fn cognito_url(&self) -> String {
        self.0.cognito.url()
    }

    pub fn sts_url(&self) -> String {
        self.0.sts.url()
    }

    /// True until the call before the one that fails was answered.
    pub fn is_open(&self) -> bool {
        self.0.cognito.is_open()
    }

    /// How often this call came in.
    pub fn count(&self, call: Call) -> usize {
        self.0.seen.lock().unwrap().count(call)
    }

    /// Clients that were made.
    pub fn clients(&self) -> usize {
        self.0.seen.lock().unwrap().clients.len()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.0.cognito.close();
        self.0.sts.close();
    }
}

impl Seen {
    fn count(&self, call: Call) -> usize {
        self.calls.iter().filter(|seen| **seen == call).count()
    }
}

impl Inner {
    fn serve(&self, stream: &TcpStream) -> std::io::Result<()> {
        while let Some(request) = http::peek(stream)? {
            let call = self.note(&request.operation);
            let deed = self.deed(call, &request);
            if matches!(deed, Deed::Unread) {
                return Ok(());
            }
            http::read(stream, &request)?;
            match deed {
                Deed::Unread | Deed::Close => return Ok(()),
                Deed::Silence => loop {
                    thread::park();
                },
                Deed::Answer(after, reply) => {
                    thread::sleep(after);
                    http::write(stream, reply, self.fault == Fault::Refused)?;
                }
            }
            // A connection that is kept needs no other, which could be refused.
            if self.fault == Fault::Refused {
                return Ok(());
            }
        }
        Ok(())
    }

    fn note(&self, operation: &str) -> Call {
        let mut seen = self.seen.lock().unwrap();
        let call = match operation {
            "" => Call::Identity,
            "ListUserPools" => Call::Pools,
            "DescribeUserPool" => Call::Pool,
            "ListUserPoolClients" if seen.count(Call::Create) > 0 => Call::LookList,
            "ListUserPoolClients" => Call::Clients,
            "CreateUserPoolClient" => Call::Create,
            "DescribeUserPoolClient" => Call::LookClient,
            other => panic!("{other} is no call of the wizard"),
        };
        seen.calls.push(call);
        call
    }

    fn deed(&self, call: Call, request: &Waiting) -> Deed {
        let at_once = |reply| Deed::Answer(Duration::ZERO, reply);
        let result = || self.work(call, &request.body);
        self.close_before_the_next(call);
        if call == Call::Create && self.call.is_look() {
            drop(result());
            return Deed::Close;
        }
        if call != self.call {
            return at_once(result());
        }
        let refuse = |status, code, message: &str| at_once(refusal(call, status, code, message));
        match self.fault {
            Fault::ClosedBefore => Deed::Unread,
            Fault::ClosedAfter => {
                drop(result());
                Deed::Close
            }
            Fault::Never => {
                drop(result());
                Deed::Silence
            }
            Fault::Slow => Deed::Answer(SLOW, result()),
            Fault::Status(403) => refuse(403, "AccessDeniedException", &denied(call)),
            Fault::Status(429) => refuse(429, "TooManyRequestsException", "Too many requests"),
            Fault::Status(500) => refuse(500, "InternalErrorException", "Internal error"),
            // As a load balancer in front of the service says it.
            Fault::Status(503) => at_once(Reply::Text(503, "text/html", "<html>503 Unavailable</html>".to_owned())),
            Fault::Status(status) => refuse(status, "InvalidParameterException", "No good"),
            Fault::Html => at_once(Reply::Text(200, "text/html", "<html>Welcome to the hotel</html>".to_owned())),
            Fault::WrongType => at_once(Reply::Text(200, "text/plain", text(result()))),
            Fault::Cut => at_once(cut(result())),
            Fault::Throttled if self.count(call) <= THROTTLES.len() => {
                refuse(400, THROTTLES[self.count(call) - 1], "Rate exceeded")
            }
            Fault::Expired if request.authorization.contains(OLD_KEY) => {
                refuse(400, "ExpiredTokenException", "The security token included in the request is expired")
            }
            Fault::Refused | Fault::Throttled | Fault::Expired => at_once(result()),
        }
    }

    fn count(&self, call: Call) -> usize {
        self.seen.lock().unwrap().count(call)
    }

    /// Who is to refuse the next call closes the door before this one is answered; once.
    fn close_before_the_next(&self, call: Call) {
        let is_next = self.fault == Fault::Refused && self.call.before() == Some(call);
        if is_next && !std::mem::replace(&mut self.seen.lock().unwrap().was_closed, true) {
            self.cognito.close();
        }
    }

    /// Does what was asked.
    fn work(&self, call: Call, body: &str) -> Reply {
        let mut seen = self.seen.lock().unwrap();
        match call {
            Call::Create => {
                let reply = plain::created(&serde_json::from_str(body).unwrap());
                if let Reply::Json(_, answer) = &reply {
                    seen.clients.push(answer["UserPoolClient"].clone());
                }
                reply
            }
            Call::Clients | Call::LookList => {
                let row = |client: &Value| json!({ "ClientId": ID, "ClientName": client["ClientName"] });
                Reply::Json(200, json!({ "UserPoolClients": seen.clients.iter().map(row).collect::<Vec<_>>() }))
            }
            Call::LookClient => {
                let mut client = seen.clients[0].clone();
                let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
                client["CreationDate"] = json!(now.as_secs());
                Reply::Json(200, json!({ "UserPoolClient": client }))
            }
            Call::Identity => plain::usual(""),
            Call::Pools | Call::Pool => plain::usual(call.operation()),
        }
    }
}

/// An error in the shape of the service that is called.
fn refusal(call: Call, status: u16, code: &str, message: &str) -> Reply {
    if call == Call::Identity {
        let xml = format!(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
             <Code>{code}</Code><Message>{message}</Message></Error><RequestId>0-1-2</RequestId></ErrorResponse>"
        );
        return Reply::Text(status, "text/xml", xml);
    }
    Reply::Json(status, json!({ "__type": code, "message": message }))
}

fn denied(call: Call) -> String {
    let who = "arn:aws:sts::111122223333:assumed-role/Builder/me";
    format!("User: {who} is not authorized to perform: cognito-idp:{}", call.operation())
}

fn text(reply: Reply) -> String {
    match reply {
        Reply::Json(_, body) => body.to_string(),
        Reply::Text(_, _, body) => body,
        Reply::Close | Reply::Never => String::new(),
    }
}

/// The first half of an answer, as if it were all of it.
fn cut(reply: Reply) -> Reply {
    let kind = if matches!(reply, Reply::Json(..)) { "application/x-amz-json-1.1" } else { "text/xml" };
    let whole = text(reply);
    Reply::Text(200, kind, whole.chars().take(whole.len() / 2).collect())
}
