//! Step 2: authentication flows and the time for each challenge.

use crate::app_client::rules::{MAX_SESSION, MIN_SESSION};
use crate::app_client::{AuthFlow, Context, Draft, FieldId, OtherFlow};
use crate::text;
use crate::wizard::{Field, Flag, Input, Opt, Step, TextInput, TogglesInput, always};

/// Of a flow that is not among the six.
const OTHER_FLOW: &str = "This client has it, and this wizard does not offer it to others: an old flow, or one that is newer than this program. If you turn it off, apps that use it fail to sign in.";

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
    flags: &[Flag::list("flows", "FLOWS", flow_words, set_flows)],
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
    flags: &[Flag::text("session", "MINUTES")],
};

/// The six flows, then those that an existing client has besides.
fn options(_: &Context, draft: &Draft) -> Vec<Opt> {
    let others = draft.other_flows.iter().map(|other| Opt {
        label: text::clean(&other.wire).into(),
        summary: "",
        detail: OTHER_FLOW.to_owned(),
        help: None,
    });
    AuthFlow::ALL
        .into_iter()
        .map(|flow| {
            let text = flow.text();
            Opt {
                label: text.label.into(),
                summary: text.summary,
                detail: format!("{}. {} If it is off, {}, and apps get: {}", text.wire, text.on, text.off, text.error),
                help: Some(text.help),
            }
        })
        .chain(others)
        .collect()
}

fn get(draft: &Draft, n: usize) -> bool {
    match AuthFlow::ALL.get(n) {
        Some(flow) => draft.flows.contains(*flow),
        None => draft.other_flows.get(n - AuthFlow::ALL.len()).is_some_and(|other| other.on),
    }
}

fn toggle(draft: &mut Draft, n: usize) {
    match AuthFlow::ALL.get(n) {
        Some(flow) => draft.flows.toggle(*flow),
        None => {
            if let Some(other) = draft.other_flows.get_mut(n - AuthFlow::ALL.len()) {
                other.on = !other.on;
            }
        }
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

/// Flows by their short words or by their names on the wire; those that are not named are off.
fn set_flows(draft: &mut Draft, text: &str) -> Result<(), String> {
    let mut flows = Vec::new();
    let mut others: Vec<OtherFlow> =
        draft.other_flows.iter().map(|flow| OtherFlow { on: false, ..flow.clone() }).collect();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let known = AuthFlow::ALL
            .into_iter()
            .find(|flow| word.eq_ignore_ascii_case(flow.text().word) || word.eq_ignore_ascii_case(flow.wire()));
        match (known, others.iter_mut().find(|other| other.wire.eq_ignore_ascii_case(word))) {
            (Some(flow), _) => flows.push(flow),
            (None, Some(other)) => other.on = true,
            (None, None) => return Err(no_flow(word)),
        }
    }
    draft.flows = flows.into_iter().collect();
    draft.other_flows = others;
    Ok(())
}

fn no_flow(word: &str) -> String {
    format!("{} is no flow. {}", text::clean_short(word, 64), flow_words())
}

fn flow_words() -> String {
    let words: Vec<&str> = AuthFlow::ALL.into_iter().map(|flow| flow.text().word).collect();
    format!("Flows are {}, or their names in the API, with commas between them.", words.join(", "))
}
