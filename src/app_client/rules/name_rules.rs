//! The app client name. The service's pattern is `[\w\s+=,.@-]+` with ASCII `\w`, 1 to 128
//! characters (API reference); we take U+0020 as the only blank.

use crate::app_client::{Context, Draft, FieldId, Problem, text_of_char};

/// Most characters of a name.
pub const MAX_NAME: usize = 128;
/// What a name may hold besides letters, digits and the space.
pub const NAME_PUNCTUATION: &str = "_+=,.@-";

fn is_valid(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == ' ' || NAME_PUNCTUATION.contains(c)
}

pub(super) fn name(draft: &Draft, _: &Context, problems: &mut Vec<Problem>) {
    let name = draft.name.trim();
    let error = |text: String| Problem::error(FieldId::ClientName, text);
    if name.is_empty() {
        problems.push(error("App client name is required.".to_owned()).unfinished());
        return;
    }
    let mut wrong: Vec<char> = Vec::new();
    for c in name.chars().filter(|c| !is_valid(*c)) {
        if !wrong.contains(&c) {
            wrong.push(c);
        }
    }
    if !wrong.is_empty() {
        let list = wrong.into_iter().map(text_of_char).collect::<Vec<_>>().join(" ");
        problems.push(error(format!("The name has characters that aren't valid: {list}")));
    }
    let length = name.chars().count();
    if length > MAX_NAME {
        problems.push(error(format!("The name has too many characters. Character count: {length}/{MAX_NAME}")));
    }
}

/// I1
pub(super) fn same_name(draft: &Draft, context: &Context, problems: &mut Vec<Problem>) {
    let name = draft.name.trim();
    let is_another = |id: &str| context.own_id != Some(id);
    if !name.is_empty() && context.clients.iter().any(|other| other.name == name && is_another(&other.id)) {
        let text = format!("Another client in this pool is also named {name}. Names may repeat.");
        problems.push(Problem::note(FieldId::ClientName, text));
    }
}
