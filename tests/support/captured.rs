//! An HTTP client for the SDK that keeps what it was given and passes it on.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

/// A request as it would go out.
#[derive(Clone)]
pub struct Request {
    /// `X-Amz-Target`
    pub target: String,
    /// The body, byte for byte.
    pub body: String,
}

/// The requests so far.
#[derive(Clone, Default)]
pub struct Captured(Arc<Mutex<Vec<Request>>>);

impl Captured {
    /// All of them, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.0.lock().unwrap().clone()
    }

    /// The last one's body.
    pub fn body(&self) -> String {
        self.requests().pop().unwrap().body
    }

    /// A client that answers each request with this status and body.
    pub fn answering(&self, status: u16, body: &'static str) -> SharedHttpClient {
        self.before(move |_request| {
            let response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
            HttpConnectorFuture::ready(Ok(response))
        })
    }

    /// A client that passes each request on.
    pub fn before(
        &self,
        next: impl Fn(HttpRequest) -> HttpConnectorFuture + Send + Sync + 'static,
    ) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(Connector { captured: self.clone(), next });
        http_client_fn(move |_settings, _components| connector.clone())
    }
}

struct Connector<F> {
    captured: Captured,
    next: F,
}

impl<F> std::fmt::Debug for Connector<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connector").finish_non_exhaustive()
    }
}

impl<F: Fn(HttpRequest) -> HttpConnectorFuture + Send + Sync> HttpConnector for Connector<F> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default().to_owned();
        let body = String::from_utf8(request.body().bytes().unwrap().to_vec()).unwrap();
        self.captured.0.lock().unwrap().push(Request { target, body });
        (self.next)(request)
    }
}
