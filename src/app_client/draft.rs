//! What was typed and picked. Every state can be held, wrong ones too: [`super::rules`] judges.

use serde::{Deserialize, Serialize};

use crate::app_client::{
    AttributeChoice, AuthFlow, AuthFlows, Preset, Secret, Settings, Token, Unit, Validity, validity,
};

/// What kind of app will use the client. Cognito does not store it; it chooses the defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppType {
    /// Browser, mobile, desktop: users can read its code.
    #[default]
    Public,
    /// A server: it can keep a secret.
    Confidential,
    /// Neither: each setting by hand.
    Other,
}

impl AppType {
    /// In the order of the page.
    pub const ALL: [Self; 3] = [Self::Public, Self::Confidential, Self::Other];

    /// Its label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Public => "Public client",
            Self::Confidential => "Confidential client",
            Self::Other => "Other",
        }
    }

    /// The secret that this type starts with.
    #[must_use]
    pub const fn default_secret(self) -> SecretChoice {
        match self {
            Self::Confidential => SecretChoice::Generate,
            Self::Public | Self::Other => SecretChoice::None,
        }
    }
}

/// The client secret, as picked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretChoice {
    /// The client has none, for ever.
    #[default]
    None,
    /// Cognito makes one.
    Generate,
    /// The user types one.
    Own,
}

impl SecretChoice {
    /// In the order of the page.
    pub const ALL: [Self; 3] = [Self::None, Self::Generate, Self::Own];

    /// Its label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "No secret",
            Self::Generate => "Generate a secret",
            Self::Own => "Use my own secret",
        }
    }
}

/// Where the answers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A new client, from the defaults.
    #[default]
    New,
    /// A new client, from another one.
    Copy,
    /// A client that exists: its type, its secret and its pool are no questions.
    Existing,
}

/// A flow of an existing client that the wizard does not offer by itself: a legacy one, or one that
/// is newer than this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherFlow {
    /// Its value on the wire, as it came.
    pub wire: String,
    /// It stays on.
    pub on: bool,
}

/// A duration as typed, and the unit that a bare number takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationText {
    /// `30d`, `90`, `nonsense`.
    pub text: String,
    /// The unit that was there when the field was entered.
    pub unit: Unit,
}

impl DurationText {
    /// A well-formed one.
    #[must_use]
    pub fn new(validity: Validity) -> Self {
        Self { text: validity.to_string(), unit: validity.unit }
    }

    /// The text read.
    ///
    /// # Errors
    /// [`validity::NotADuration`]
    pub fn parse(&self) -> Result<Validity, validity::NotADuration> {
        validity::parse(&self.text, self.unit)
    }

    /// On leaving the field: the unit becomes the typed one; a bare number shows its unit, a
    /// mixed text stays as typed, without blanks.
    pub fn normalise(&mut self) {
        let Ok(validity) = self.parse() else { return };
        self.unit = validity.unit;
        let compact: String = self.text.chars().filter(|c| *c != ' ').collect();
        let is_mixed = compact.chars().filter(char::is_ascii_alphabetic).count() > 1;
        self.text = if is_mixed { compact.to_ascii_lowercase() } else { validity.to_string() };
    }
}

/// All answers of the wizard.
#[derive(Clone)]
pub struct Draft {
    /// Where the answers come from.
    pub origin: Origin,
    /// App type.
    pub app_type: AppType,
    /// App client name, as typed.
    pub name: String,
    /// Authentication flows.
    pub flows: AuthFlows,
    /// Flows that an existing client has besides.
    pub other_flows: Vec<OtherFlow>,
    /// Session duration in minutes, as typed.
    pub session: String,
    /// Refresh token expiration.
    pub refresh_token: DurationText,
    /// Access token expiration.
    pub access_token: DurationText,
    /// ID token expiration.
    pub id_token: DurationText,
    /// The secret, if it was picked by hand; else the type decides.
    pub picked_secret: Option<SecretChoice>,
    /// The own secret, as typed.
    pub own_secret: Secret,
    /// `EnableTokenRevocation`
    pub revocation: bool,
    /// `PreventUserExistenceErrors` is `ENABLED`, not `LEGACY`.
    pub prevent_existence_errors: bool,
    /// Attribute permissions.
    pub attributes: AttributeChoice,
    /// All settings of the client that the answers come from; the wizard asks for some of them.
    pub carried: Settings,
    /// The preset that they were started from.
    pub preset: Option<Box<Preset>>,
}

/// The API's default of `AuthSessionValidity`, in minutes.
pub const DEFAULT_SESSION: u8 = 3;

impl Default for Draft {
    fn default() -> Self {
        Self {
            origin: Origin::New,
            app_type: AppType::default(),
            name: String::new(),
            flows: AuthFlows::api_default(),
            other_flows: Vec::new(),
            session: DEFAULT_SESSION.to_string(),
            refresh_token: DurationText::new(Token::Refresh.default_validity()),
            access_token: DurationText::new(Token::Access.default_validity()),
            id_token: DurationText::new(Token::Id.default_validity()),
            picked_secret: None,
            own_secret: Secret::default(),
            revocation: true,
            prevent_existence_errors: true,
            attributes: AttributeChoice::default(),
            carried: Settings::default(),
            preset: None,
        }
    }
}

impl Draft {
    /// The secret as things stand: picked by hand, else the type's.
    #[must_use]
    pub fn secret(&self) -> SecretChoice {
        self.picked_secret.unwrap_or(self.app_type.default_secret())
    }

    /// Settings that the wizard does not ask for go along: those of a copy's source, of a preset.
    #[must_use]
    pub fn takes_over(&self) -> bool {
        self.origin == Origin::Copy || self.preset.is_some()
    }

    /// All flows that are on, by their names on the wire.
    #[must_use]
    pub fn all_flows(&self) -> Vec<&str> {
        let others = self.other_flows.iter().filter(|flow| flow.on).map(|flow| flow.wire.as_str());
        let mut all: Vec<&str> = self.flows.iter().map(AuthFlow::wire).collect();
        all.extend(others);
        all
    }

    /// The text of one token's lifetime.
    #[must_use]
    pub const fn token(&self, token: Token) -> &DurationText {
        match token {
            Token::Refresh => &self.refresh_token,
            Token::Access => &self.access_token,
            Token::Id => &self.id_token,
        }
    }

    /// The same, to change.
    pub const fn token_mut(&mut self, token: Token) -> &mut DurationText {
        match token {
            Token::Refresh => &mut self.refresh_token,
            Token::Access => &mut self.access_token,
            Token::Id => &mut self.id_token,
        }
    }

    /// Which settings differ from what a fresh draft of this type has, secrets compared too.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        let fresh = Self::default();
        self.app_type == fresh.app_type
            && self.name.is_empty()
            && self.flows == fresh.flows
            && self.session == fresh.session
            && Token::ALL.iter().all(|t| self.token(*t).text == fresh.token(*t).text)
            && self.picked_secret.is_none()
            && self.own_secret.is_empty()
            && self.revocation
            && self.prevent_existence_errors
            && self.attributes.mode == fresh.attributes.mode
            && self.preset.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn an_untouched_secret_follows_the_type_and_a_picked_one_stays() {
        let mut draft = Draft { app_type: AppType::Confidential, ..Draft::default() };
        assert_eq!(draft.secret(), SecretChoice::Generate);
        draft.picked_secret = Some(SecretChoice::Own);
        draft.app_type = AppType::Public;
        assert_eq!(draft.secret(), SecretChoice::Own);
    }

    #[rstest]
    #[case("90", "90h")]
    #[case(" 90 M", "90m")]
    #[case("1h 30M", "1h30m")]
    #[case("1x", "1x")]
    fn normal_form(#[case] typed: &str, #[case] shown: &str) {
        let mut duration = DurationText { text: typed.to_owned(), unit: Unit::Hours };
        duration.normalise();
        assert_eq!(duration.text, shown);
    }
}
