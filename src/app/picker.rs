//! Choosing another profile or another Region from a list that is filtered while typing.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use tui_input::{Input as Editor, InputRequest};

use crate::app::{Effect, Look, Model, Move, Overlay, Screen, moves};
use crate::cognito::{ServiceError, Target};
use crate::keys::Action;
use crate::regions::REGIONS;
use crate::text;

/// Rows that `PgUp` and `PgDn` move by.
const PAGE: isize = 8;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickerKind {
    /// A profile of the AWS files.
    Profile,
    /// A Region.
    Region,
    /// A preset.
    Preset,
}

/// The list.
pub struct Picker {
    /// What is chosen.
    pub kind: PickerKind,
    /// All rows; `None` while they are read.
    pub rows: Option<Vec<String>>,
    /// Why they could not be read.
    pub error: Option<Box<ServiceError>>,
    /// The one in use.
    pub current: Option<String>,
    /// What is typed.
    pub filter: Editor,
    /// The row under the cursor, among the visible ones.
    pub selected: usize,
}

impl Picker {
    pub(super) fn new(kind: PickerKind, rows: Option<Vec<String>>, current: Option<String>) -> Self {
        let selected = rows.iter().flatten().position(|row| Some(row) == current.as_ref()).unwrap_or_default();
        Self { kind, rows, error: None, current, filter: Editor::default(), selected }
    }

    /// The rows that pass the filter. A Region that is not listed can be typed in full.
    #[must_use]
    pub fn visible(&self) -> Vec<&str> {
        let typed = self.filter.value().trim();
        let all = self.rows.iter().flatten().map(String::as_str);
        let passing: Vec<&str> = all.filter(|row| row.to_lowercase().contains(&typed.to_lowercase())).collect();
        if passing.is_empty() && self.kind == PickerKind::Region && looks_like_a_region(typed) {
            return vec![typed];
        }
        passing
    }

    /// The row under the cursor.
    #[must_use]
    pub fn highlighted(&self) -> Option<&str> {
        self.visible().get(self.selected).copied()
    }

    fn move_by(&mut self, delta: isize) {
        let last = self.visible().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(delta).min(last);
    }
}

/// `xx-name-1`: letters, digits and dashes, two dashes at least, a number at the end.
fn looks_like_a_region(text: &str) -> bool {
    let shape = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    shape && text.matches('-').count() >= 2 && text.ends_with(|c: char| c.is_ascii_digit())
}

impl Model {
    /// True where another profile or Region can be chosen: on the pool list, and where a failure is
    /// shown that it may mend. The demo has one of each.
    pub(super) fn can_switch(&self, how: Move) -> bool {
        let here = match &self.screen {
            Screen::Pools | Screen::Clients => true,
            Screen::Unknown(page) => matches!(&page.look, Look::Failed(error) if moves(error.kind).contains(&how)),
            Screen::Review(_) | Screen::Client(_) | Screen::Changes(_) | Screen::Delete(_) | Screen::Secrets(_) => {
                self.failure_offers(how)
            }
            Screen::Resume(_) | Screen::Step | Screen::Creating(_) | Screen::Created(_) => false,
        };
        here && !self.start.demo
    }

    pub(super) fn pick_region(&mut self) -> Vec<Effect> {
        let rows = REGIONS.iter().map(|region| (*region).to_owned()).collect();
        let current = self.session.as_ref().map(|session| session.region.clone());
        self.open_picker(Picker::new(PickerKind::Region, Some(rows), current));
        Vec::new()
    }

    pub(super) fn pick_profile(&mut self) -> Vec<Effect> {
        let current = self.session.as_ref().and_then(|session| session.profile.clone());
        self.open_picker(Picker::new(PickerKind::Profile, None, current));
        vec![Effect::ListProfiles]
    }

    pub(super) fn open_picker(&mut self, picker: Picker) {
        self.overlay = Some(Overlay::Picker(picker));
        self.page.turn(false);
    }

    pub(super) fn on_profiles(&mut self, answer: Result<Vec<String>, ServiceError>) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return Vec::new() };
        if picker.kind == PickerKind::Profile && picker.rows.is_none() {
            let current = picker.current.take();
            match answer {
                Ok(rows) => *picker = Picker::new(PickerKind::Profile, Some(rows), current),
                Err(error) => picker.error = Some(Box::new(error)),
            }
        }
        Vec::new()
    }

    pub(super) fn edit_picker(&mut self, request: InputRequest) -> Vec<Effect> {
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            text::edit(&mut picker.filter, request);
            picker.selected = 0;
        }
        Vec::new()
    }

    pub(super) fn act_in_picker(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return Vec::new() };
        match action {
            Action::Up => picker.move_by(-1),
            Action::Down => picker.move_by(1),
            Action::PageUp => picker.move_by(-PAGE),
            Action::PageDown => picker.move_by(PAGE),
            Action::Back => self.close_picker(),
            Action::Accept => {
                let Some(chosen) = picker.highlighted().map(str::to_owned) else { return Vec::new() };
                let kind = picker.kind;
                self.close_picker();
                return match kind {
                    // The profile's own Region counts, unless one was chosen here or on the command line.
                    PickerKind::Profile => self.switch(Target { profile: Some(chosen), ..self.target.clone() }),
                    PickerKind::Region if matches!(self.screen, Screen::Clients) => {
                        // The pool stays behind.
                        self.show(Screen::Pools, true);
                        self.switch(Target { region: Some(chosen), ..self.target.clone() })
                    }
                    PickerKind::Region => self.switch(Target { region: Some(chosen), ..self.target.clone() }),
                    PickerKind::Preset => self.use_preset_named(&chosen),
                };
            }
            _ => {}
        }
        Vec::new()
    }

    fn close_picker(&mut self) {
        self.overlay = None;
        self.page.turn(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(typed: &str) -> Picker {
        let rows = REGIONS.iter().map(|region| (*region).to_owned()).collect();
        let mut picker = Picker::new(PickerKind::Region, Some(rows), Some("eu-west-1".to_owned()));
        picker.filter = Editor::new(typed.to_owned());
        picker
    }

    #[test]
    fn the_one_in_use_has_the_cursor() {
        assert_eq!(regions("").highlighted(), Some("eu-west-1"));
    }

    #[test]
    fn a_region_that_is_not_listed_can_be_typed() {
        assert_eq!(regions("xx-north-9").visible(), ["xx-north-9"]);
        assert_eq!(regions("xx-north-").visible(), [""; 0]);
        assert_eq!(regions("Gov-West").visible(), ["us-gov-west-1"]);
    }
}
