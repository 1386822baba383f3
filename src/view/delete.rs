//! Delete an app client.

use super::doc::{Doc, Room};
use crate::app::{DeletePage, Model};
use crate::theme::Theme;

/// The page's title.
pub fn title(_page: &DeletePage, narrow: bool) -> String {
    if narrow { "Delete app client".to_owned() } else { "Delete app client".to_owned() }
}

/// The body of the page.
pub fn page(_model: &Model, _page: &DeletePage, _theme: Theme, _room: Room) -> Doc {
    Doc::default()
}

/// The buttons; the one with the focus is marked.
pub fn buttons(_page: &DeletePage) -> Vec<(&'static str, bool)> {
    Vec::new()
}

/// What Enter does.
pub const fn enter_word(_page: &DeletePage) -> &'static str {
    ""
}
