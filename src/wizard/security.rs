//! Step 4: client secret, token revocation, user existence errors.

use crate::app_client::rules::{MAX_OWN_SECRET, MIN_OWN_SECRET};
use crate::app_client::{Context, Draft, FieldId, Secret, SecretChoice};
use crate::wizard::{ChoiceInput, Field, Flag, Input, Opt, Step, TextInput, TogglesInput};
use crate::wizard::{always, leave_as_is, nothing, of_a_new_client, own_secret_chosen};

pub(super) const STEP: Step = Step {
    title: "Configure security",
    short: "Security",
    optional: false,
    fields: &[CLIENT_SECRET, OWN_SECRET, REVOCATION, EXISTENCE_ERRORS],
};

const CLIENT_SECRET: Field = Field {
    id: FieldId::ClientSecret,
    label: "Client secret",
    description: "",
    constraint: || "This choice is final. A client made without a secret can never get one.".to_owned(),
    help: include_str!("../../assets/help/client-secret.md"),
    shown: of_a_new_client,
    input: Input::Choice(ChoiceInput { options, get, set, consequence }),
    flags: &[Flag::words("secret", &[&["none"], &["generate"]])],
};

const OWN_SECRET: Field = Field {
    id: FieldId::OwnSecret,
    label: "Your own secret",
    description: "A password for the app, not for users. It is never stored on this host.",
    constraint: || format!("{MIN_OWN_SECRET} to {MAX_OWN_SECRET} letters, digits, underscores, or plus signs."),
    help: include_str!("../../assets/help/own-secret.md"),
    shown: own_secret_chosen,
    input: Input::Text(TextInput {
        get: |draft| draft.own_secret.reveal().to_owned(),
        set: |draft, text| draft.own_secret = Secret::new(text.to_owned()),
        leave: leave_as_is,
        columns: 64,
        masked: Some(|draft| draft.own_secret.len()),
        echo: |draft| format!("Character count: {}", draft.own_secret.len()),
    }),
    flags: &[Flag::file("secret-file", take_own_secret)],
};

const REVOCATION: Field = Field {
    id: FieldId::TokenRevocation,
    label: "Token revocation",
    description: "",
    constraint: nothing,
    help: include_str!("../../assets/help/token-revocation.md"),
    shown: always,
    input: Input::Toggles(TogglesInput {
        options: |_, _| {
            vec![switch(
                "Enable token revocation",
                "Lets a sign-out end refresh tokens and what came from them. Adds two claims to each token.",
            )]
        },
        get: |draft, _| draft.revocation,
        toggle: |draft, _| draft.revocation = !draft.revocation,
    }),
    flags: &[Flag::words("token-revocation", &[&["on", "true"], &["off", "false"]])],
};

const EXISTENCE_ERRORS: Field = Field {
    id: FieldId::UserExistenceErrors,
    label: "User existence errors",
    description: "",
    constraint: nothing,
    help: include_str!("../../assets/help/user-existence-errors.md"),
    shown: always,
    input: Input::Toggles(TogglesInput {
        options: |_, _| {
            vec![switch(
                "Prevent error messages that reveal user existence",
                "If on, wrong names and wrong passwords look the same to a stranger. Sign-up can still reveal a taken name.",
            )]
        },
        get: |draft, _| draft.prevent_existence_errors,
        toggle: |draft, _| draft.prevent_existence_errors = !draft.prevent_existence_errors,
    }),
    flags: &[Flag::words("prevent-user-existence-errors", &[&["on", "true", "ENABLED"], &["off", "false", "LEGACY"]])],
};

/// A lone switch shows its detail always, so it has no summary.
fn switch(label: &'static str, detail: &str) -> Opt {
    Opt { label: label.into(), summary: "", detail: detail.to_owned(), help: None }
}

fn options(_: &Context) -> Vec<Opt> {
    SecretChoice::ALL
        .into_iter()
        .map(|secret| Opt {
            label: secret.label().into(),
            summary: match secret {
                SecretChoice::None => "for code that users can read",
                SecretChoice::Generate => "for code that only you can read",
                SecretChoice::Own => "24 to 64 letters, digits, _ or +",
            },
            detail: String::new(),
            help: None,
        })
        .collect()
}

fn get(draft: &Draft) -> usize {
    SecretChoice::ALL.iter().position(|secret| *secret == draft.secret()).unwrap_or_default()
}

/// Picking the type's own choice makes it follow the type again.
fn set(draft: &mut Draft, n: usize) {
    if let Some(secret) = SecretChoice::ALL.get(n) {
        draft.picked_secret = (*secret != draft.app_type.default_secret()).then_some(*secret);
    }
}

/// With the secret comes the choice to use it.
#[expect(clippy::unnecessary_wraps, reason = "a flag may refuse its value")]
fn take_own_secret(draft: &mut Draft, secret: &str) -> Result<(), String> {
    draft.picked_secret = Some(SecretChoice::Own);
    draft.own_secret = Secret::new(secret.to_owned());
    Ok(())
}

fn consequence(_: &Draft) -> String {
    String::new()
}
