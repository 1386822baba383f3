//! The app client that may be created: valid by construction, made by [`super::rules::resolve`]
//! only, and the only thing that create takes.

use crate::app_client::{AuthFlows, Secret, Token, UserPoolId, Validity};

/// The secret of a new client.
#[derive(Clone)]
pub enum ClientSecret {
    /// None, for ever.
    None,
    /// Cognito makes one.
    Generated,
    /// 24 to 64 of `[A-Za-z0-9_+]`.
    Own(Secret),
}

/// Explicit attribute lists; neither is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributePermissions {
    /// `ReadAttributes`
    pub read: Vec<String>,
    /// `WriteAttributes`
    pub write: Vec<String>,
}

/// A checked request. Fields are read through methods, so nothing outside the rules can make or
/// bend one.
#[derive(Clone)]
pub struct AppClientSpec {
    pub(super) pool: UserPoolId,
    pub(super) name: String,
    pub(super) flows: AuthFlows,
    pub(super) session_minutes: u8,
    pub(super) refresh_token: Validity,
    pub(super) access_token: Validity,
    pub(super) id_token: Validity,
    pub(super) secret: ClientSecret,
    pub(super) revocation: bool,
    pub(super) prevent_existence_errors: bool,
    pub(super) attributes: Option<AttributePermissions>,
}

impl AppClientSpec {
    /// `UserPoolId`
    #[must_use]
    pub const fn pool(&self) -> &UserPoolId {
        &self.pool
    }

    /// `ClientName`, trimmed.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `ExplicitAuthFlows`, never empty.
    #[must_use]
    pub const fn flows(&self) -> AuthFlows {
        self.flows
    }

    /// `AuthSessionValidity` in minutes, 3 to 15.
    #[must_use]
    pub const fn session_minutes(&self) -> u8 {
        self.session_minutes
    }

    /// A token's lifetime, in range.
    #[must_use]
    pub const fn token(&self, token: Token) -> Validity {
        match token {
            Token::Refresh => self.refresh_token,
            Token::Access => self.access_token,
            Token::Id => self.id_token,
        }
    }

    /// The secret.
    #[must_use]
    pub const fn secret(&self) -> &ClientSecret {
        &self.secret
    }

    /// `EnableTokenRevocation`
    #[must_use]
    pub const fn revocation(&self) -> bool {
        self.revocation
    }

    /// `PreventUserExistenceErrors` is `ENABLED`.
    #[must_use]
    pub const fn prevent_existence_errors(&self) -> bool {
        self.prevent_existence_errors
    }

    /// The attribute lists; `None` sends neither.
    #[must_use]
    pub const fn attributes(&self) -> Option<&AttributePermissions> {
        self.attributes.as_ref()
    }
}
