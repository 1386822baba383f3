//! An HTTP client that answers some operations wrongly and passes the rest to the embedded service.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;

/// What comes back instead of the service's answer.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The service refuses: code and message.
    Refuse(&'static str, String),
    /// Any status and body.
    Body(u16, String),
    /// No connection is made.
    Refused,
    /// The connection closes after the request was sent; the service never saw it.
    Lost,
    /// The service does what was asked, and its answer is lost.
    LostAfter,
    /// This fault so many times, and then none.
    Times(usize, Box<Fault>),
}

impl Fault {
    /// Somebody else is changing a client of the pool (the real service's words).
    pub fn concurrent() -> Self {
        let message = "Only one request to update user pool client can be processed at a time.";
        Self::Refuse("ConcurrentModificationException", message.to_owned())
    }

    fn is_spent(&self) -> bool {
        matches!(self, Self::Times(0, _))
    }

    /// What happens this time.
    fn take(&mut self) -> Self {
        let Self::Times(left, fault) = self else { return self.clone() };
        *left = left.saturating_sub(1);
        fault.take()
    }
}

/// Operation and fault; an operation that is not named works.
pub type Script = Arc<Mutex<Vec<(&'static str, Fault)>>>;

#[derive(Debug)]
struct Faulty {
    inner: SharedHttpConnector,
    script: Script,
}

/// `inner`, but for the operations of the script.
pub fn faulty(inner: SharedHttpClient, script: Script) -> SharedHttpClient {
    http_client_fn(move |settings, components| {
        let inner = inner.http_connector(settings, components);
        SharedHttpConnector::new(Faulty { inner, script: Arc::clone(&script) })
    })
}

impl HttpConnector for Faulty {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or("sts.GetCallerIdentity").to_owned();
        let operation = target.rsplit('.').next().unwrap_or_default();
        let mut script = self.script.lock().unwrap();
        let mut faults = script.iter_mut();
        let Some((_, fault)) = faults.find(|(name, fault)| *name == operation && !fault.is_spent()) else {
            return self.inner.call(request);
        };
        HttpConnectorFuture::ready(match fault.take() {
            Fault::Times(..) => unreachable!("the fault inside was taken"),
            Fault::Refuse(code, message) => {
                Ok(response(400, serde_json::json!({ "__type": code, "message": message }).to_string()))
            }
            Fault::Body(status, body) => Ok(response(status, body)),
            Fault::Refused => {
                Err(ConnectorError::io(Box::new(std::io::Error::from(std::io::ErrorKind::ConnectionRefused))))
            }
            Fault::Lost => Err(lost()),
            Fault::LostAfter => {
                let answer = self.inner.call(request);
                return HttpConnectorFuture::new(async { answer.await.and(Err(lost())) });
            }
        })
    }
}

fn lost() -> ConnectorError {
    ConnectorError::io("connection closed before message completed".into())
}

fn response(status: u16, body: String) -> HttpResponse {
    let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
    response.headers_mut().insert("x-amzn-requestid", "1f6c7b0e-0000-4000-8000-000000000001");
    response
}
