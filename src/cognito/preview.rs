//! The request as the SDK writes it, without sending it: an HTTP client that keeps the body.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_cognitoidentityprovider as idp;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

use crate::app_client::{AppClientSpec, ClientSecret};
use crate::cognito::{convert, session};

/// The member that is never shown.
const SECRET_MEMBER: &str = "ClientSecret";

/// The pretty-printed body for `spec`, an own secret left out. `None` if the SDK made none.
pub(super) async fn body(region: &str, spec: &AppClientSpec) -> Option<String> {
    let kept = Kept::default();
    let client = idp::Client::new(&session::fixed(kept.clone().into_client(), region));
    // The answer is made up, so only the request counts.
    let request = convert::request(client.create_user_pool_client(), spec).customize();
    drop(request.mutate_request(convert::carry(spec)).send().await);
    let mut body: Value = serde_json::from_slice(&kept.take()?).ok()?;
    if matches!(spec.secret(), ClientSecret::Own(_)) {
        body.as_object_mut()?.shift_remove(SECRET_MEMBER);
    }
    serde_json::to_string_pretty(&body).ok()
}

/// Keeps the last body and answers `{}`.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Option<Vec<u8>>>>);

impl std::fmt::Debug for Kept {
    // The body may hold a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").finish_non_exhaustive()
    }
}

impl Kept {
    fn into_client(self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self);
        http_client_fn(move |_settings, _components| connector.clone())
    }

    fn take(&self) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl HttpConnector for Kept {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = request.body().bytes().map(<[u8]>::to_vec);
        let ok = StatusCode::try_from(200)
            .map_err(|error| aws_smithy_runtime_api::client::result::ConnectorError::other(error.into(), None));
        HttpConnectorFuture::ready(ok.map(|ok| HttpResponse::new(ok, SdkBody::from("{}"))))
    }
}
