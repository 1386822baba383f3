//! Rules about attribute permissions. Required attributes and fixed ones need no rule: the choice
//! cannot hold a wrong permission for them.

use crate::app_client::attributes::{rows, stands_for_others};
use crate::app_client::{
    Attribute, AttributeChoice, AttributeMode, Column, Context, Draft, FieldId, Problem, Writable,
};
use crate::text;

/// Most characters of a list of foreign names.
const LONGEST_LIST: usize = 1_000;
const FIELD: FieldId = FieldId::AttributePermissions;

/// The schema, when explicit lists would be sent.
fn chosen<'a>(draft: &Draft, context: &Context<'a>) -> Option<&'a [Attribute]> {
    (draft.attributes.mode == AttributeMode::Choose).then_some(())?;
    context.schema()
}

/// The choice, with what the schema has and was not offered yet.
fn offered(draft: &Draft, schema: &[Attribute]) -> AttributeChoice {
    let mut choice = draft.attributes.clone();
    choice.offer(schema);
    choice
}

/// Lists cannot be made.
pub(in crate::app_client) fn attributes_not_known() -> Problem {
    Problem::error(
        FieldId::AttributeMode,
        "The attributes of this pool are not known, so only the pool default can be sent.",
    )
}

/// An empty list is read by the service as not sent, so "none" cannot be asked for.
pub(super) fn lists_not_empty(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let is_chosen = draft.attributes.mode == AttributeMode::Choose;
    // Lists of a client that exists are known all the same.
    if is_chosen && context.pool.is_none() && !(draft.attributes.is_closed && !draft.attributes.is_elsewhere) {
        problems.push(attributes_not_known());
        return;
    }
    for (column, verb) in [(Column::Read, "read"), (Column::Write, "write")] {
        if draft.attributes.sent(context.schema(), column).is_some_and(|names| names.is_empty()) {
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
    let AttributeChoice { is_closed, is_elsewhere, .. } = draft.attributes;
    let mut names = draft.attributes.dropped(schema);
    // These stand for attributes that the schema has under other names.
    names.retain(|name| !(is_closed && (*name == "sub" || stands_for_others(name))));
    if !names.is_empty() {
        let what = if is_closed && !is_elsewhere { "Not in the schema of this pool, but kept" } else { "Not in this pool, so left out" };
        let names = text::clean_short(&names.join(", "), LONGEST_LIST);
        problems.push(Problem::note(FIELD, format!("{what}: {names}.")));
    }
}

/// W6: one line for all.
pub(super) fn custom_left_out(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let Some(schema) = chosen(draft, context) else { return };
    let choice = offered(draft, schema);
    let left_out = rows(schema).into_iter().filter(|a| {
        a.is_custom() && !a.is_trusted() && a.writable() == Writable::Free && !choice.allows(a, Column::Write)
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
    let choice = offered(draft, schema);
    let writable = rows(schema).into_iter().filter(|a| a.is_trusted() && choice.allows(a, Column::Write));
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
