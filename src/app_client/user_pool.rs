//! User pools, as far as an app client depends on them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::app_client::Attribute;

/// Longest pool ID that the API model takes.
const MAX_ID: usize = 55;

/// A well-formed user pool ID: `[\w-]+_[0-9a-zA-Z]+`, 1 to 55 characters (API reference).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct UserPoolId(String);

/// Why a text is no user pool ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Enter a valid user pool ID. For example, us-east-1_Ab12Cd34E.")]
pub struct NotAUserPoolId;

impl UserPoolId {
    /// Reads an ID; blanks around it are dropped.
    ///
    /// # Errors
    /// [`NotAUserPoolId`] if the text has another form.
    pub fn parse(text: &str) -> Result<Self, NotAUserPoolId> {
        let text = text.trim();
        let (head, tail) = text.rsplit_once('_').ok_or(NotAUserPoolId)?;
        let head_ok = !head.is_empty() && head.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let tail_ok = !tail.is_empty() && tail.chars().all(|c| c.is_ascii_alphanumeric());
        if head_ok && tail_ok && text.len() <= MAX_ID { Ok(Self(text.to_owned())) } else { Err(NotAUserPoolId) }
    }

    /// The ID as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The Region that the ID names (`us-east-1` of `us-east-1_Ab12Cd34E`), if its head looks
    /// like one; an emulator's `local_1` has none.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        let (region, _) = self.0.split_once('_')?;
        let mut parts = region.rsplit('-');
        let number = parts.next()?;
        let looks_right = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) && parts.count() >= 2;
        looks_right.then_some(region)
    }
}

/// For what is read from a file.
impl TryFrom<String> for UserPoolId {
    type Error = NotAUserPoolId;

    fn try_from(text: String) -> Result<Self, NotAUserPoolId> {
        Self::parse(&text)
    }
}

impl fmt::Display for UserPoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One row of `ListUserPools`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolSummary {
    /// The pool's ID.
    pub id: UserPoolId,
    /// Its name, cleaned.
    pub name: String,
    /// Day of the last change, `2026-11-20`, if the service said.
    pub last_modified: Option<String>,
}

/// One row of `ListUserPoolClients`. Texts are cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppClientSummary {
    /// The Client ID.
    pub id: String,
    /// The name; it may be empty, and others may have it too.
    pub name: String,
}

/// One row of `ListUserPoolClientSecrets`: never a value. Texts are cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppClientSecret {
    /// `ClientSecretId`
    pub id: String,
    /// When it was made, `2026-11-25 14:05:12 UTC`, if the service said.
    pub created: Option<String>,
}

/// The feature plan (`UserPoolTier`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// `LITE`: no choice-based sign-in.
    Lite,
    /// `ESSENTIALS`, the default for new pools.
    Essentials,
    /// `PLUS`
    Plus,
}

impl Tier {
    /// The plan's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lite => "Lite",
            Self::Essentials => "Essentials",
            Self::Plus => "Plus",
        }
    }
}

/// What `DescribeUserPool` said, as far as we use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPool {
    /// The pool's ID.
    pub id: UserPoolId,
    /// Its name, cleaned.
    pub name: String,
    /// The plan; `None` when the service did not say (emulators) or named one that we do not know.
    pub tier: Option<Tier>,
    /// Users, about.
    pub users: Option<u64>,
    /// Prefix or custom domain.
    pub domain: Option<String>,
    /// "off", "on", "optional".
    pub mfa: Option<String>,
    /// The schema, in the service's order, names cleaned.
    pub attributes: Vec<Attribute>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("us-east-1_Ab12Cd34E", Some("us-east-1"))]
    #[case(" us-gov-west-1_abc ", Some("us-gov-west-1"))]
    #[case("local_1x", None)]
    fn reads_ids(#[case] text: &str, #[case] region: Option<&str>) {
        assert_eq!(UserPoolId::parse(text).unwrap().region(), region);
    }

    #[rstest]
    #[case("")]
    #[case("us-east-1")]
    #[case("us-east-1_")]
    #[case("us east_1")]
    #[case("us-east-1_Ab12-4E")]
    fn refuses_others(#[case] text: &str) {
        assert!(UserPoolId::parse(text).is_err());
    }
}
