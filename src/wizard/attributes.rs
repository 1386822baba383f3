//! Step 5: what the app may read and change for a signed-in user.

use crate::app_client::{AttributeMode, Context, Draft, FieldId};
use crate::wizard::{ChoiceInput, Field, Input, Opt, Step, always, nothing};

pub(super) const STEP: Step =
    Step { title: "Set attribute permissions", short: "Attributes", optional: true, fields: &[MODE, PERMISSIONS] };

const MODE: Field = Field {
    id: FieldId::AttributeMode,
    label: "Attribute permissions",
    description: "What this app may read and change for a signed-in user.",
    constraint: nothing,
    help: include_str!("../../assets/help/attribute-mode.md"),
    shown: always,
    input: Input::Choice(ChoiceInput { options, get, set, consequence }),
};

const PERMISSIONS: Field = Field {
    id: FieldId::AttributePermissions,
    label: "Read and write",
    description: "",
    constraint: || "Required attributes are always writable.".to_owned(),
    help: include_str!("../../assets/help/attribute-permissions.md"),
    shown: |draft| draft.attributes.mode == AttributeMode::Choose,
    input: Input::Matrix,
};

const MODES: [AttributeMode; 2] = [AttributeMode::PoolDefault, AttributeMode::Choose];

fn options(_: &Context) -> Vec<Opt> {
    MODES
        .into_iter()
        .map(|mode| {
            let (label, summary) = match mode {
                AttributeMode::PoolDefault => ("Pool default", "send neither list"),
                AttributeMode::Choose => ("Choose", "send a read list and a write list"),
            };
            Opt { label: label.into(), summary, detail: String::new(), help: None }
        })
        .collect()
}

fn get(draft: &Draft) -> usize {
    MODES.iter().position(|mode| *mode == draft.attributes.mode).unwrap_or_default()
}

fn set(draft: &mut Draft, n: usize) {
    if let Some(mode) = MODES.get(n) {
        draft.attributes.mode = *mode;
    }
}

/// The two sources of AWS disagree if the default covers custom attributes, so it is not claimed.
fn consequence(draft: &Draft) -> String {
    match draft.attributes.mode {
        AttributeMode::PoolDefault => {
            "Pool default covers all standard attributes. For custom attributes, choose them here."
        }
        AttributeMode::Choose => "Attributes added to the pool later are not in these lists until you add them.",
    }
    .to_owned()
}
