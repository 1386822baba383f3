//! The app clients of a pool.

use super::doc::{Doc, Room};
use crate::app::Model;
use crate::theme::Theme;

/// The body of the page.
pub fn page(_model: &Model, _theme: Theme, _room: Room) -> Doc {
    Doc::default()
}

/// The buttons; the one that Enter presses is marked.
pub fn buttons(_model: &Model) -> Vec<(&'static str, bool)> {
    Vec::new()
}

/// What Enter does.
pub const fn enter_word(_model: &Model) -> &'static str {
    ""
}
