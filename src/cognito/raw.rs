//! The body of an answer as it came: the SDK's types drop the members that they do not know.

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use serde_json::{Map, Value};

/// Keeps the body of the last answer. No `Debug` of the content: it may hold a secret.
#[derive(Clone, Default)]
pub(super) struct Raw(Arc<Mutex<Option<Map<String, Value>>>>);

impl Raw {
    /// The app client of the answer; it is given once.
    pub(super) fn client(&self) -> Option<Map<String, Value>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        if let Value::Object(client) = body.remove("UserPoolClient")? { Some(client) } else { None }
    }
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Raw").finish_non_exhaustive()
    }
}

#[dyn_dispatch_hint]
impl Intercept for Raw {
    fn name(&self) -> &'static str {
        "Raw"
    }

    // By then the body was read to its end.
    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response().body().bytes().and_then(|bytes| serde_json::from_slice(bytes).ok());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = body;
        Ok(())
    }
}
