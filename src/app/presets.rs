//! Starting the answers from a preset, on step 1.

use crate::app::picker::{Picker, PickerKind};
use crate::app::{Effect, Model, Overlay, Screen};
use crate::app_client::{Draft, FieldId, Origin, Preset};
use crate::presets::Found;
use crate::wizard::form::{Focus, Form};

/// The row for the wizard's own defaults.
pub const NO_PRESET: &str = "none";

impl Model {
    /// The app type of a new client has the focus.
    pub(super) fn can_choose_preset(&self) -> bool {
        let here = matches!(self.screen, Screen::Step) && self.form.focus() == Focus::Field(FieldId::AppType);
        here && self.draft.origin == Origin::New
    }

    pub(super) fn pick_preset(&mut self) -> Vec<Effect> {
        let current = self.draft.preset.as_ref().map_or(NO_PRESET, |preset| preset.name.as_str());
        self.open_picker(Picker::new(PickerKind::Preset, None, Some(current.to_owned())));
        vec![Effect::FindPresets]
    }

    pub(super) fn on_presets(&mut self, found: Found) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return Vec::new() };
        if picker.kind == PickerKind::Preset && picker.rows.is_none() {
            let names = found.presets.iter().map(|preset| preset.name.clone());
            let rows = [NO_PRESET.to_owned()].into_iter().chain(names).collect();
            *picker = Picker::new(PickerKind::Preset, Some(rows), picker.current.take());
            self.presets = found;
        }
        Vec::new()
    }

    /// The presets that the list shows.
    #[must_use]
    pub const fn presets(&self) -> &Found {
        &self.presets
    }

    pub(super) fn use_preset_named(&mut self, name: &str) -> Vec<Effect> {
        let preset = self.presets.presets.iter().find(|preset| preset.name == name).cloned();
        self.use_preset(preset.as_ref())
    }

    /// All settings become the preset's, or the wizard's defaults. The name and a secret that was
    /// typed stay, and `u` brings the rest back.
    fn use_preset(&mut self, preset: Option<&Preset>) -> Vec<Effect> {
        let fresh = preset.map_or_else(Draft::default, Preset::draft);
        let (name, own_secret) = (self.draft.name.clone(), self.draft.own_secret.clone());
        let draft = Draft { name, own_secret, ..fresh };
        let before = std::mem::replace(&mut self.draft, draft);
        self.meet_new_answers();
        self.type_before = None;
        self.before_preset = Some(Box::new(before));
        self.say(match preset {
            Some(preset) => format!("Preset {}: its settings are filled in.  u undo", preset.name),
            None => "No preset: the settings are the defaults.  u undo".to_owned(),
        })
    }

    pub(super) fn undo_preset(&mut self) {
        if let Some(before) = self.before_preset.take() {
            let (name, own_secret) = (self.draft.name.clone(), self.draft.own_secret.clone());
            self.draft = Draft { name, own_secret, ..*before };
            self.meet_new_answers();
        }
    }

    /// The form has a place for each answer; what it remembers of the steps stays.
    fn meet_new_answers(&mut self) {
        // Of the page that is on the screen nothing was left yet.
        let visited = self.form.visited().iter().copied().filter(|step| *step != 0).collect();
        self.form = Form::resumed(&self.draft, 0, visited);
        self.refusal = None;
        self.offer_attributes();
    }
}
