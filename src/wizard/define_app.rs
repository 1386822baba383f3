//! Step 1: app type and name.

use crate::app_client::rules::{MAX_NAME, NAME_PUNCTUATION};
use crate::app_client::{AppType, Context, Draft, FieldId, Origin, SecretChoice};
use crate::wizard::{
    ChoiceInput, Field, Flag, Input, Opt, Step, TextInput, always, leave_as_is, nothing, of_a_new_client,
};

pub(super) const STEP: Step =
    Step { title: "Define app", short: "App", optional: false, fields: &[APP_TYPE, CLIENT_NAME] };

const APP_TYPE: Field = Field {
    id: FieldId::AppType,
    label: "App type",
    description: "",
    constraint: nothing,
    help: include_str!("../../assets/help/app-type.md"),
    shown: of_a_new_client,
    input: Input::Choice(ChoiceInput { options, get, set, consequence }),
    flags: &[Flag::words("type", &[&["public"], &["confidential"], &["other"]])],
};

const CLIENT_NAME: Field = Field {
    id: FieldId::ClientName,
    label: "App client name",
    description: "Only people who manage the pool see it.",
    constraint: name_constraint,
    help: include_str!("../../assets/help/client-name.md"),
    shown: always,
    input: Input::Text(TextInput {
        get: |draft| draft.name.clone(),
        set: |draft, text| text.clone_into(&mut draft.name),
        leave: leave_as_is,
        columns: 56,
        masked: None,
        echo: |draft| format!("Character count: {}/{MAX_NAME}", draft.name.trim().chars().count()),
    }),
    flags: &[Flag::text("name", "NAME")],
};

fn options(_: &Context) -> Vec<Opt> {
    AppType::ALL
        .into_iter()
        .map(|app_type| Opt {
            label: app_type.label().into(),
            summary: match app_type {
                AppType::Public => "Browser, mobile, or desktop app. Users can read its code, so it gets no secret.",
                AppType::Confidential => "Your server, daemon, or script. It keeps a secret and proves itself with it.",
                AppType::Other => "You decide each setting yourself.",
            },
            detail: String::new(),
            help: None,
        })
        .collect()
}

fn get(draft: &Draft) -> usize {
    AppType::ALL.iter().position(|app_type| *app_type == draft.app_type).unwrap_or_default()
}

fn set(draft: &mut Draft, n: usize) {
    if let Some(app_type) = AppType::ALL.get(n) {
        draft.app_type = *app_type;
    }
}

fn consequence(draft: &Draft) -> String {
    if let Some(preset) = &draft.preset {
        let why = if preset.why.is_empty() { "it does not say what it is for." } else { preset.why.as_str() };
        return format!("Preset {}: {why} The type changes none of its settings but the secret.", preset.name);
    }
    if draft.origin == Origin::Copy {
        return "The settings are taken over as they are. The type changes none of them; it only decides what you are warned of.".to_owned();
    }
    let secret = match draft.app_type.default_secret() {
        SecretChoice::Generate => "a generated secret",
        SecretChoice::None | SecretChoice::Own => "no secret",
    };
    let who = match draft.app_type {
        AppType::Public => "Public",
        AppType::Confidential => "Confidential",
        AppType::Other => "Other",
    };
    let mut text = format!(
        "{who} sets: {secret}. Sign-in: SRP, custom, refresh. Errors: generic. Only the secret is final. You can change everything else later."
    );
    if draft.picked_secret.is_some_and(|picked| picked != draft.app_type.default_secret()) {
        text.push_str(" Your own choice of the secret stays.");
    }
    text
}

fn name_constraint() -> String {
    let marks: Vec<String> = NAME_PUNCTUATION.chars().map(String::from).collect();
    format!(
        "Name must be 1 to {MAX_NAME} characters. Valid characters are letters, digits, spaces, and {}",
        marks.join(" ")
    )
}
