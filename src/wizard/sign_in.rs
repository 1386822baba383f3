//! Step 2: authentication flows and the time for each challenge.

use crate::app_client::rules::{MAX_SESSION, MIN_SESSION};
use crate::app_client::{AuthFlow, Context, Draft, FieldId};
use crate::wizard::{Field, Input, Opt, Step, TextInput, TogglesInput, always};

pub(super) const STEP: Step =
    Step { title: "Configure sign-in", short: "Sign-in", optional: true, fields: &[AUTH_FLOWS, SESSION] };

const AUTH_FLOWS: Field = Field {
    id: FieldId::AuthFlows,
    label: "Authentication flows",
    description: "Ways in which this app may sign users in through the API.",
    constraint: || "Choose at least one.".to_owned(),
    help: include_str!("../../assets/help/auth-flows.md"),
    shown: always,
    input: Input::Toggles(TogglesInput { options, get, toggle }),
};

const SESSION: Field = Field {
    id: FieldId::SessionDuration,
    label: "Authentication flow session duration",
    description: "Time to answer each challenge, also how long a texted MFA code works.",
    constraint: || format!("Duration must be {MIN_SESSION} to {MAX_SESSION} minutes, per challenge."),
    help: include_str!("../../assets/help/session-duration.md"),
    shown: always,
    input: Input::Text(TextInput {
        get: |draft| draft.session.clone(),
        set: |draft, text| text.clone_into(&mut draft.session),
        leave,
        columns: 5,
        masked: None,
        echo: |_| "minutes".to_owned(),
    }),
};

fn options(_: &Context) -> Vec<Opt> {
    AuthFlow::ALL
        .into_iter()
        .map(|flow| {
            let text = flow.text();
            Opt {
                label: text.label,
                summary: text.summary,
                detail: format!("{}. {} If it is off, {}, and apps get: {}", text.wire, text.on, text.off, text.error),
                help: Some(text.help),
            }
        })
        .collect()
}

fn get(draft: &Draft, n: usize) -> bool {
    AuthFlow::ALL.get(n).is_some_and(|flow| draft.flows.contains(*flow))
}

fn toggle(draft: &mut Draft, n: usize) {
    if let Some(flow) = AuthFlow::ALL.get(n) {
        draft.flows.toggle(*flow);
    }
}

/// `5m` and ` 5 ` become `5`: the field's unit is fixed.
fn leave(draft: &mut Draft) {
    use crate::app_client::{Unit, validity};
    if let Ok(typed) = validity::parse(&draft.session, Unit::Minutes)
        && typed.seconds() % Unit::Minutes.seconds() == 0
    {
        draft.session = (typed.seconds() / Unit::Minutes.seconds()).to_string();
    }
}
