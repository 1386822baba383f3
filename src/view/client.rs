//! One app client, every setting of it.

use super::doc::{Doc, Room};
use crate::app::{ClientPage, Model};
use crate::theme::Theme;

/// The page's title.
pub fn title(_page: &ClientPage, narrow: bool) -> String {
    if narrow { "App client".to_owned() } else { "App client".to_owned() }
}

/// The body of the page.
pub fn page(_model: &Model, _page: &ClientPage, _theme: Theme, _room: Room) -> Doc {
    Doc::default()
}

/// The buttons; the one with the focus is marked.
pub fn buttons(_page: &ClientPage) -> Vec<(&'static str, bool)> {
    Vec::new()
}

/// What Enter does.
pub const fn enter_word(_page: &ClientPage) -> &'static str {
    ""
}
