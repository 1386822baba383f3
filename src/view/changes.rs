//! Review changes.

use super::doc::{Doc, Room};
use crate::app::{ChangesPage, Model};
use crate::theme::Theme;

/// The page's title.
pub fn title(_page: &ChangesPage, narrow: bool) -> String {
    if narrow { "Review changes".to_owned() } else { "Edit app client   Review changes".to_owned() }
}

/// The body of the page.
pub fn page(_model: &Model, _page: &ChangesPage, _theme: Theme, _room: Room) -> Doc {
    Doc::default()
}

/// The buttons; the one with the focus is marked.
pub fn buttons(_page: &ChangesPage) -> Vec<(&'static str, bool)> {
    Vec::new()
}

/// What Enter does.
pub const fn enter_word(_model: &Model, _page: &ChangesPage) -> &'static str {
    ""
}
