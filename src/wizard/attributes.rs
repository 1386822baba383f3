//! Step 5: what the app may read and change for a signed-in user.

use crate::app_client::attributes::is_never_written;
use crate::app_client::{AttributeMode, Column, Context, Draft, FieldId};
use crate::wizard::{ChoiceInput, Field, Flag, Input, Opt, Step, always, nothing};

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
    flags: &[Flag::words("attributes", &[&["pool-default"], &["choose"]])],
};

const PERMISSIONS: Field = Field {
    id: FieldId::AttributePermissions,
    label: "Read and write",
    description: "",
    constraint: || "Required attributes are always writable.".to_owned(),
    help: include_str!("../../assets/help/attribute-permissions.md"),
    shown: |draft| draft.attributes.mode == AttributeMode::Choose,
    input: Input::Matrix,
    flags: &[
        Flag::attributes("read-attributes", Column::Read, "What the app may read.", set_read),
        Flag::attributes("write-attributes", Column::Write, "What the app may change.", set_write),
    ],
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

/// The word for no list of one's own.
const DEFAULT: &str = "default";

fn set_read(draft: &mut Draft, text: &str) -> Result<(), String> {
    set_list(draft, Column::Read, text)
}

fn set_write(draft: &mut Draft, text: &str) -> Result<(), String> {
    set_list(draft, Column::Write, text)
}

/// What the pool has is not known here; see [`crate::app_client::attribute_names`].
fn set_list(draft: &mut Draft, column: Column, text: &str) -> Result<(), String> {
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names == [DEFAULT] {
        draft.attributes.unlist(column);
        return Ok(());
    }
    if names.is_empty() {
        return Err("Name at least one attribute. Cognito takes an empty list for the pool default.".to_owned());
    }
    let fixed = names.iter().find(|name| column == Column::Write && is_never_written(name));
    if let Some(name) = fixed {
        return Err(format!("{} can't be writable.", crate::text::clean_short(name, LONGEST_NAME)));
    }
    draft.attributes.list_exactly(column, names.into_iter().map(str::to_owned).collect());
    Ok(())
}

/// Most characters of an attribute's name that are repeated.
const LONGEST_NAME: usize = 128;
