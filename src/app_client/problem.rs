//! What a rule says about a draft: which field, how grave, in which words, and what would mend it.

/// A field of the wizard. Problems point at it, help and review are found by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldId {
    /// App type.
    AppType,
    /// App client name.
    ClientName,
    /// Authentication flows.
    AuthFlows,
    /// Authentication flow session duration.
    SessionDuration,
    /// Refresh token expiration.
    RefreshToken,
    /// Access token expiration.
    AccessToken,
    /// ID token expiration.
    IdToken,
    /// Client secret: none, generate, own.
    ClientSecret,
    /// The own secret.
    OwnSecret,
    /// Token revocation.
    TokenRevocation,
    /// User existence errors.
    UserExistenceErrors,
    /// Attribute permissions: pool default or choose.
    AttributeMode,
    /// The matrix.
    AttributePermissions,
    /// A setting that the wizard does not ask for, by its name in the API. Only
    /// [`super::rules::audit`] points at one.
    Setting(&'static str),
}

/// How grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Allowed, with a consequence.
    Warning,
    /// Create is not possible.
    Error,
}

impl Severity {
    /// Its word, where there is no mark.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Warning => "Warning",
            Self::Error => "Error",
        }
    }
}

/// A change that mends a problem with one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The field that changes.
    pub field: FieldId,
    /// The text that it gets.
    pub text: String,
}

/// One finding of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: FieldId,
    /// How grave.
    pub severity: Severity,
    /// "W2", for warnings: people can search for it.
    pub code: &'static str,
    /// The sentence.
    pub text: String,
    /// What F4 would do.
    pub repair: Option<Repair>,
    /// Typing more could mend it, so it is not said while the field is typed in for the first time.
    pub unfinished: bool,
}

impl Problem {
    /// "Warning W2"
    #[must_use]
    pub fn what(&self) -> String {
        let blank = if self.code.is_empty() { "" } else { " " };
        format!("{}{blank}{}", self.severity.word(), self.code)
    }

    /// Stops Create.
    #[must_use]
    pub fn error(field: FieldId, text: impl Into<String>) -> Self {
        Self { field, severity: Severity::Error, code: "", text: text.into(), repair: None, unfinished: false }
    }

    /// Stops nothing.
    #[must_use]
    pub fn warning(code: &'static str, field: FieldId, text: impl Into<String>) -> Self {
        Self { field, severity: Severity::Warning, code, text: text.into(), repair: None, unfinished: false }
    }

    /// Good to know.
    #[must_use]
    pub fn note(field: FieldId, text: impl Into<String>) -> Self {
        Self { field, severity: Severity::Note, code: "", text: text.into(), repair: None, unfinished: false }
    }

    /// The same, and typing more could mend it.
    #[must_use]
    pub fn unfinished(mut self) -> Self {
        self.unfinished = true;
        self
    }

    /// The same, with a repair.
    #[must_use]
    pub fn with_repair(mut self, field: FieldId, text: impl Into<String>) -> Self {
        self.repair = Some(Repair { field, text: text.into() });
        self
    }
}
