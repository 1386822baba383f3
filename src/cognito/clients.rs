//! App clients that exist: describe, update, delete, and their secrets. What may be repeated and
//! what not is the caller's to know: an update sends the whole client, so the same again is the same.

use crate::app_client::changes::changes;
use crate::app_client::{AppClient, AppClientSecret, Change, Secret, Update, UserPoolId};
use crate::cognito::call::Call;
use crate::cognito::raw::Raw;
use crate::cognito::{Cognito, ServiceError, convert, idp_request_id, next_token};

/// Most pages of a list of secrets that are read: a client has two secrets at most.
const MOST_PAGES: usize = 4;

/// What `UpdateUserPoolClient` answered.
#[derive(Clone)]
pub struct Updated {
    /// The client as it is now.
    pub client: AppClient,
    /// Settings that are not what was meant: meant on the left, got on the right.
    pub differences: Vec<Change>,
}

/// What `AddUserPoolClientSecret` answered. No `Debug`: it holds the secret.
#[derive(Clone)]
pub struct AddedSecret {
    /// Its ID and date.
    pub row: AppClientSecret,
    /// The value, if Cognito generated it; it is never told again.
    pub value: Option<Secret>,
}

impl Cognito {
    /// One app client with every member that the service told (`DescribeUserPoolClient`).
    ///
    /// # Errors
    /// [`ServiceError`]; [`crate::cognito::ErrorKind::Unanswered`] if the answer holds no client.
    pub async fn describe_client(&self, pool: &UserPoolId, id: &str) -> Result<AppClient, ServiceError> {
        let call = Call::new("DescribeUserPoolClient", self, Some(pool)).about(id);
        let raw = Raw::default();
        let request = self.idp.describe_user_pool_client().user_pool_id(pool.as_str()).client_id(id);
        let answer = request.customize().interceptor(call.sent()).interceptor(raw.clone()).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        read(pool, id, &raw).ok_or_else(|| call.incomplete("this app client", idp_request_id(&answer)))
    }

    /// Sends every setting that was read, plus the changes (`UpdateUserPoolClient`): what an update
    /// leaves out goes back to its default.
    ///
    /// # Errors
    /// [`ServiceError`]. After [`crate::cognito::ErrorKind::Unanswered`] it may have happened.
    pub async fn update(&self, update: &Update) -> Result<Updated, ServiceError> {
        let (pool, id) = (&update.before().pool, update.before().id.as_str());
        let call = Call::new("UpdateUserPoolClient", self, Some(pool)).about(id);
        let raw = Raw::default();
        let body = update.body();
        let request = self.idp.update_user_pool_client().user_pool_id(pool.as_str()).client_id(id);
        // The SDK's types cannot hold all that was read; its signature covers this body.
        let request = request.customize().mutate_request(move |request| convert::set_body(request, &body));
        let answer = request.interceptor(call.sent()).interceptor(raw.clone()).send().await;
        let answer = answer.map_err(|error| call.failed(&error))?;
        let client = read(pool, id, &raw);
        let client = client.ok_or_else(|| call.incomplete("this app client", idp_request_id(&answer)))?;
        Ok(Updated { differences: changes(update.after(), &client.settings), client })
    }

    /// Deletes an app client (`DeleteUserPoolClient`).
    ///
    /// # Errors
    /// [`ServiceError`]. After [`crate::cognito::ErrorKind::Unanswered`] it may be gone.
    pub async fn delete_client(&self, pool: &UserPoolId, id: &str) -> Result<(), ServiceError> {
        let call = Call::new("DeleteUserPoolClient", self, Some(pool)).about(id);
        let request = self.idp.delete_user_pool_client().user_pool_id(pool.as_str()).client_id(id);
        let answer = request.customize().interceptor(call.sent()).send().await;
        answer.map(drop).map_err(|error| call.failed(&error))
    }

    /// IDs and dates of a client's secrets, never a value (`ListUserPoolClientSecrets`).
    ///
    /// # Errors
    /// [`ServiceError`]
    pub async fn list_secrets(&self, pool: &UserPoolId, id: &str) -> Result<Vec<AppClientSecret>, ServiceError> {
        let call = Call::new("ListUserPoolClientSecrets", self, Some(pool)).about(id);
        let (mut secrets, mut token) = (Vec::new(), None);
        for _ in 0..MOST_PAGES {
            let request = self.idp.list_user_pool_client_secrets().user_pool_id(pool.as_str()).client_id(id);
            let request = request.set_next_token(token.clone()).customize();
            let answer = request.interceptor(call.sent()).send().await.map_err(|error| call.failed(&error))?;
            let Some(rows) = &answer.client_secrets else {
                return Err(call.incomplete("a list", idp_request_id(&answer)));
            };
            secrets.extend(rows.iter().filter_map(convert::client_secret));
            let next = next_token(answer.next_token);
            if next.is_none() || next == token {
                break;
            }
            token = next;
        }
        Ok(secrets)
    }

    /// Adds a second secret: one that Cognito generates, or the user's own
    /// (`AddUserPoolClientSecret`). One request, never repeated.
    ///
    /// # Errors
    /// [`ServiceError`]. After [`crate::cognito::ErrorKind::Unanswered`] it may be there.
    pub async fn add_secret(
        &self,
        pool: &UserPoolId,
        id: &str,
        own: Option<&Secret>,
    ) -> Result<AddedSecret, ServiceError> {
        let call = Call::new("AddUserPoolClientSecret", self, Some(pool)).about(id);
        let request = self.idp.add_user_pool_client_secret().user_pool_id(pool.as_str()).client_id(id);
        let request = request.set_client_secret(own.map(|secret| secret.reveal().to_owned()));
        let answer = request.customize().interceptor(call.sent()).send().await;
        let answer = answer.map_err(|error| super::without_own(call.failed(&error), own))?;
        let secret = answer.client_secret_descriptor().and_then(|secret| {
            let value = secret.client_secret_value().filter(|value| !value.is_empty());
            Some(AddedSecret { row: convert::client_secret(secret)?, value: value.map(|v| Secret::new(v.to_owned())) })
        });
        secret.ok_or_else(|| call.incomplete("a secret", idp_request_id(&answer)))
    }

    /// Deletes one secret of a client (`DeleteUserPoolClientSecret`). The last one cannot be deleted.
    ///
    /// # Errors
    /// [`ServiceError`]. After [`crate::cognito::ErrorKind::Unanswered`] it may be gone.
    pub async fn delete_secret(&self, pool: &UserPoolId, id: &str, secret: &str) -> Result<(), ServiceError> {
        let call = Call::new("DeleteUserPoolClientSecret", self, Some(pool)).about(id);
        let request = self.idp.delete_user_pool_client_secret().user_pool_id(pool.as_str()).client_id(id);
        let answer = request.client_secret_id(secret).customize().interceptor(call.sent()).send().await;
        answer.map(drop).map_err(|error| call.failed(&error))
    }
}

/// The client that was asked for: an update goes to the ID in here.
fn read(pool: &UserPoolId, id: &str, raw: &Raw) -> Option<AppClient> {
    AppClient::read(pool, &raw.client()?, convert::moment_of_seconds).filter(|client| client.id == id)
}
