//! Rules about attribute permissions. Required attributes and fixed ones need no rule: the choice
//! cannot hold a wrong permission for them.

use crate::app_client::attributes::rows;
use crate::app_client::{Attribute, AttributeMode, Column, Context, Draft, FieldId, Problem, Writable};

const FIELD: FieldId = FieldId::AttributePermissions;

/// The schema, when explicit lists would be sent.
fn chosen<'a>(draft: &Draft, context: &Context<'a>) -> Option<&'a [Attribute]> {
    (draft.attributes.mode == AttributeMode::Choose).then_some(())?;
    context.pool.map(|pool| pool.attributes.as_slice())
}

/// An empty list is read by the service as not sent, so "none" cannot be asked for.
pub(super) fn lists_not_empty(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    if draft.attributes.mode != AttributeMode::Choose {
        return;
    }
    let Some(pool) = context.pool else {
        problems.push(Problem::error(
            FieldId::AttributeMode,
            "The attributes of this pool are not known, so only the pool default can be sent.",
        ));
        return;
    };
    for (column, verb) in [(Column::Read, "read"), (Column::Write, "write")] {
        if draft.attributes.names(&pool.attributes, column).is_empty() {
            problems.push(Problem::error(
                FIELD,
                format!("Choose at least one attribute to {verb}. Cognito takes an empty list for the pool default."),
            ));
        }
    }
}

/// Another pool was chosen after the lists.
pub(super) fn dropped(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let Some(schema) = chosen(draft, context) else { return };
    let names = draft.attributes.dropped(schema);
    if !names.is_empty() {
        let text = format!("Not in this pool, so left out: {}.", names.join(", "));
        problems.push(Problem::note(FIELD, text));
    }
}

/// W6: one line for all.
pub(super) fn custom_left_out(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let Some(schema) = chosen(draft, context) else { return };
    let left_out = rows(schema).into_iter().filter(|a| {
        a.is_custom() && !a.is_trusted() && a.writable() == Writable::Free && !draft.attributes.allows(a, Column::Write)
    });
    let names: Vec<&str> = left_out.map(|a| a.name.as_str()).collect();
    if !names.is_empty() {
        let text =
            format!("Apps that write these get \"attempted to write unauthorized attribute\": {}.", names.join(", "));
        problems.push(Problem::warning("W6", FIELD, text));
    }
}

/// W7: one line for all.
pub(super) fn trusted_writable(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let Some(schema) = chosen(draft, context) else { return };
    let writable = rows(schema).into_iter().filter(|a| a.is_trusted() && draft.attributes.allows(a, Column::Write));
    let names: Vec<&str> = writable.map(|a| a.name.as_str()).collect();
    if !names.is_empty() {
        let them = if names.len() == 1 { "it" } else { "them" };
        let text = format!(
            "Users can change {} themselves. If you trust {them} for access, turn write off.",
            names.join(", ")
        );
        problems.push(Problem::warning("W7", FIELD, text));
    }
}
