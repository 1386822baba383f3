//! The embedded service on loopback, with faults.

use std::sync::{Arc, Mutex};

use cognito_console::demo::{World, api};
use serde_json::{Value, json};

use crate::plain::{self, Reply, Request, Service};

/// The value of that part.
pub const SECRET_PART: &str = "TOPSECRET1";

/// What goes wrong with a call.
#[derive(Clone, Copy)]
pub enum Fault {
    /// It is not done, and the connection closes.
    Lost,
    /// It is done, and the connection closes.
    LostAfter,
    /// It is done, and no answer ever comes.
    Never,
    /// It is not done, and no answer ever comes.
    Nothing,
    /// It is refused.
    Refuse(&'static str, &'static str),
    /// It is done, and the answer has a setting that this program does not know.
    Newer,
    /// It is done, and the answer has a part that sounds secret.
    Secretive,
    /// Before it is done, somebody else does this.
    Meanwhile(fn(&mut World)),
}

/// The running service.
pub struct Served {
    pub url: String,
    pub world: Arc<Mutex<World>>,
}

impl Served {
    pub fn new() -> Self {
        Self::with(Vec::new())
    }

    /// Each fault is met once: at that operation, after so many that went well.
    pub fn with(faults: Vec<(&'static str, usize, Fault)>) -> Self {
        let world = Arc::new(Mutex::new(World::seeded(7).unwrap()));
        let (shared, faults) = (Arc::clone(&world), Mutex::new(faults));
        let service = Service::answering(move |request| {
            let mut world = shared.lock().unwrap();
            let fault = take(&mut faults.lock().unwrap(), &request.operation);
            answer(&mut world, request, fault)
        });
        Self { url: service.url.clone(), world }
    }

    pub fn count(&self, operation: &str) -> usize {
        self.world.lock().unwrap().count(operation)
    }

    /// The bodies of the requests for this operation.
    pub fn bodies(&self, operation: &str) -> Vec<Value> {
        let world = self.world.lock().unwrap();
        world.received().iter().filter(|one| one.operation == operation).map(|one| one.body.clone()).collect()
    }

    /// Asks the service itself.
    pub fn ask(&self, operation: &str, body: Value) -> Result<Value, String> {
        let mut world = self.world.lock().unwrap();
        api::call(&mut world, "us-east-1", operation, body).map_err(|fault| fault.to_string())
    }
}

fn take(faults: &mut Vec<(&'static str, usize, Fault)>, operation: &str) -> Option<Fault> {
    let at = faults.iter().position(|(name, _, _)| *name == operation)?;
    if faults[at].1 > 0 {
        faults[at].1 -= 1;
        return None;
    }
    Some(faults.remove(at).2)
}

fn answer(world: &mut World, request: &Request, fault: Option<Fault>) -> Reply {
    match fault {
        Some(Fault::Lost) => return Reply::Close,
        Some(Fault::Nothing) => return Reply::Never,
        Some(Fault::Refuse(code, message)) => return Reply::Json(400, json!({ "__type": code, "message": message })),
        Some(Fault::Meanwhile(deed)) => deed(world),
        Some(Fault::LostAfter | Fault::Never | Fault::Newer | Fault::Secretive) | None => {}
    }
    if request.operation.is_empty() {
        return plain::usual("");
    }
    let body = serde_json::from_str(&request.body).unwrap();
    let done = match api::call(world, "us-east-1", &request.operation, body) {
        Ok(mut answer) => {
            if matches!(fault, Some(Fault::Newer)) {
                answer["UserPoolClient"]["PasskeyPolicy"] = json!({ "Level": 2 });
            }
            if matches!(fault, Some(Fault::Secretive)) {
                answer["UserPoolClient"]["AnalyticsConfiguration"] =
                    json!({ "ApplicationArn": "arn:aws:mobiletargeting:us-east-1", "SharedSecretKey": SECRET_PART });
            }
            Reply::Json(200, answer)
        }
        Err(fault) => Reply::Json(fault.status, json!({ "__type": fault.kind, "message": fault.message })),
    };
    match fault {
        Some(Fault::LostAfter) => Reply::Close,
        Some(Fault::Never) => Reply::Never,
        Some(_) | None => done,
    }
}
