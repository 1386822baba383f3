//! The authentication flows (`ExplicitAuthFlows`) that the wizard offers, and what each means.

/// One `ALLOW_` flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum AuthFlow {
    /// `ALLOW_USER_SRP_AUTH`
    UserSrp,
    /// `ALLOW_USER_AUTH`
    User,
    /// `ALLOW_USER_PASSWORD_AUTH`
    UserPassword,
    /// `ALLOW_ADMIN_USER_PASSWORD_AUTH`
    AdminUserPassword,
    /// `ALLOW_CUSTOM_AUTH`
    Custom,
    /// `ALLOW_REFRESH_TOKEN_AUTH`
    RefreshToken,
}

/// For `GetClientToken` (an app without users); in no enum of the API model, and accepted by the
/// service, which wants a client secret and no other flow beside it (API reference,
/// `GetClientToken`).
pub const CLIENT_TOKEN: &str = "ALLOW_CLIENT_TOKEN_AUTH";

/// A flow of the old kind, as `ADMIN_NO_SRP_AUTH`; the service takes no other kind beside it.
#[must_use]
pub fn is_legacy(wire: &str) -> bool {
    !wire.starts_with("ALLOW_")
}

/// What people read about a flow.
pub struct FlowText {
    /// The value on the wire.
    pub wire: &'static str,
    /// The option's label.
    pub label: &'static str,
    /// Its word on the command line.
    pub word: &'static str,
    /// How Review calls it.
    pub short: &'static str,
    /// What it is, in half a line.
    pub summary: &'static str,
    /// Who needs it on.
    pub on: &'static str,
    /// What happens when it is off.
    pub off: &'static str,
    /// What an app that tries nevertheless is told. Only the words for `USER_PASSWORD_AUTH` are
    /// known from the service itself.
    pub error: &'static str,
    /// The help text.
    pub help: &'static str,
}

impl AuthFlow {
    /// All that the wizard offers, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::UserSrp, Self::User, Self::UserPassword, Self::AdminUserPassword, Self::Custom, Self::RefreshToken];

    /// Its words.
    #[must_use]
    pub const fn text(self) -> &'static FlowText {
        match self {
            Self::UserSrp => &USER_SRP,
            Self::User => &USER,
            Self::UserPassword => &USER_PASSWORD,
            Self::AdminUserPassword => &ADMIN_USER_PASSWORD,
            Self::Custom => &CUSTOM,
            Self::RefreshToken => &REFRESH_TOKEN,
        }
    }

    /// The value on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        self.text().wire
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

static USER_SRP: FlowText = FlowText {
    wire: "ALLOW_USER_SRP_AUTH",
    word: "srp",
    label: "Secure remote password (SRP)",
    short: "SRP",
    summary: "the password never leaves the device",
    on: "The password is proven, never sent. Good default for apps.",
    off: "the default sign-in of Amplify fails",
    error: "\"USER_SRP_AUTH is not enabled for the client.\"",

    help: include_str!("../../assets/help/flow-user-srp.md"),
};
static USER: FlowText = FlowText {
    wire: "ALLOW_USER_AUTH",
    word: "choice",
    label: "Choice-based sign-in",
    short: "choice-based",
    summary: "password, passkey, or one-time code",
    on: "The user chooses password, passkey, or code. Needs the Essentials or Plus plan.",
    off: "there is no passwordless sign-in",
    error: "\"USER_AUTH is not enabled for the client.\"",

    help: include_str!("../../assets/help/flow-user-auth.md"),
};
static USER_PASSWORD: FlowText = FlowText {
    wire: "ALLOW_USER_PASSWORD_AUTH",
    word: "password",
    label: "User name and password",
    short: "user name and password",
    summary: "the app sends the password to Cognito",
    on: "Needed by the user-migration trigger.",
    off: "simple scripts and some plugins fail",
    error: "\"USER_PASSWORD_AUTH flow not enabled for this client\"",

    help: include_str!("../../assets/help/flow-user-password.md"),
};
static ADMIN_USER_PASSWORD: FlowText = FlowText {
    wire: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    word: "admin",
    label: "Server-side admin password",
    short: "server-side admin",
    summary: "needs AWS credentials on your server",
    on: "Your server signs users in with AdminInitiateAuth and IAM credentials.",
    off: "the server's sign-in fails",
    error: "\"Auth flow not enabled for this client\"",

    help: include_str!("../../assets/help/flow-admin-user-password.md"),
};
static CUSTOM: FlowText = FlowText {
    wire: "ALLOW_CUSTOM_AUTH",
    word: "custom",
    label: "Custom (Lambda triggers)",
    short: "custom",
    summary: "your own challenges",
    on: "Your Lambda functions define the challenges. API sign-in only, never managed login.",
    off: "custom challenges fail",
    error: "\"CUSTOM_AUTH is not enabled for the client.\"",

    help: include_str!("../../assets/help/flow-custom.md"),
};
static REFRESH_TOKEN: FlowText = FlowText {
    wire: "ALLOW_REFRESH_TOKEN_AUTH",
    word: "refresh",
    label: "Refresh tokens",
    short: "refresh",
    summary: "stay signed in without a new password",
    on: "The app renews tokens silently until the refresh token ends.",
    off: "users sign in again after the access token ends",
    error: "\"REFRESH_TOKEN_AUTH is not enabled for the client.\"",

    help: include_str!("../../assets/help/flow-refresh-token.md"),
};

/// A set of flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuthFlows(u8);

impl AuthFlows {
    /// What the API turns on when the list is not sent: SRP, custom and refresh.
    #[must_use]
    pub fn api_default() -> Self {
        [AuthFlow::UserSrp, AuthFlow::Custom, AuthFlow::RefreshToken].into_iter().collect()
    }

    /// True if `flow` is in the set.
    #[must_use]
    pub const fn contains(self, flow: AuthFlow) -> bool {
        self.0 & flow.bit() != 0
    }

    /// True if no flow is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Puts `flow` in, or takes it out.
    pub const fn toggle(&mut self, flow: AuthFlow) {
        self.0 ^= flow.bit();
    }

    /// The flows in the order of the page.
    pub fn iter(self) -> impl Iterator<Item = AuthFlow> {
        AuthFlow::ALL.into_iter().filter(move |flow| self.contains(*flow))
    }

    /// "SRP, custom, refresh".
    #[must_use]
    pub fn in_words(self) -> String {
        self.iter().map(|flow| flow.text().short).collect::<Vec<_>>().join(", ")
    }
}

impl FromIterator<AuthFlow> for AuthFlows {
    fn from_iter<I: IntoIterator<Item = AuthFlow>>(flows: I) -> Self {
        Self(flows.into_iter().fold(0, |bits, flow| bits | flow.bit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut flows = AuthFlows::api_default();
        assert_eq!(flows.in_words(), "SRP, custom, refresh");
        flows.toggle(AuthFlow::UserSrp);
        flows.toggle(AuthFlow::User);
        assert_eq!(
            flows.iter().map(AuthFlow::wire).collect::<Vec<_>>(),
            ["ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
        );
    }
}
