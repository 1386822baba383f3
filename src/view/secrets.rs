//! The secrets of an app client.

use super::doc::{Doc, Room};
use crate::app::{Model, SecretsPage};
use crate::theme::Theme;

/// The page's title.
pub fn title(_page: &SecretsPage, narrow: bool) -> String {
    if narrow { "Secrets".to_owned() } else { "Secrets".to_owned() }
}

/// The body of the page.
pub fn page(_model: &Model, _page: &SecretsPage, _theme: Theme, _room: Room) -> Doc {
    Doc::default()
}

/// The buttons; the one with the focus is marked.
pub fn buttons(_page: &SecretsPage) -> Vec<(&'static str, bool)> {
    Vec::new()
}

/// What Enter does.
pub const fn enter_word(_page: &SecretsPage) -> &'static str {
    ""
}
