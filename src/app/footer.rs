//! What the footer calls an action now.

use crate::app::{ChangesPage, Model};
use crate::keys::{Action, Binding, Place};

impl Model {
    /// The footer's word for a binding: mostly the table's, sometimes what it would do now.
    #[must_use]
    pub fn footer_word(&self, binding: &Binding) -> String {
        match (binding.action, self.repair()) {
            (Action::Repair, Some(repair)) => self.repair_word(&repair),
            (Action::Repair, None) => format!("go to {}", self.region_repair().unwrap_or_default()),
            (Action::ShowSecret, _) if self.secret_is_shown() => "hide secret".to_owned(),
            (Action::Help, _) if self.panel_is_shown() && self.place() != Place::Help && !binding.footer.is_empty() => {
                "close help".to_owned()
            }
            _ => self.word_here(binding).unwrap_or(binding.footer).to_owned(),
        }
    }

    /// Words that hold in one place only; an empty one keeps the key out of the footer.
    fn word_here(&self, binding: &Binding) -> Option<&'static str> {
        let is_saving = self.changes_page().is_some_and(ChangesPage::is_busy);
        let scrolls = |place: Place| {
            matches!(
                place,
                Place::Creating | Place::Created | Place::Unknown | Place::Resume | Place::Changes | Place::Preview
            )
        };
        Some(match (self.place(), binding.action) {
            // Only the first of its keys is shown.
            (Place::Help, Action::Help) if !binding.footer.is_empty() => "close",
            (Place::Help | Place::Preview, Action::Quit) => "",
            (Place::Preview, Action::CopyCode | Action::SaveCode) if !self.code_is_whole() => "",
            (Place::Preview, Action::Pick) if self.code().export.is_none() => "",
            (Place::Unknown, Action::CopyError) if self.candidate_under_cursor().is_some() => "copy ID",
            (Place::DeleteButtons | Place::Secrets, Action::Cancel) if self.waits_on_client_page() => "stop waiting",
            (Place::Secrets, Action::Toggle) => "tick",
            (Place::ClientList, Action::CopyId)
                if self.client_list().is_none_or(|l| l.highlighted_client().is_none()) =>
            {
                "copy error"
            }
            (Place::Dialog, Action::Next) | (Place::Unknown | Place::Resume | Place::Secrets, Action::Pick) => "choose",
            (Place::Dialog, Action::Back) => "close",
            (Place::Review, Action::Pick) => "edit section",
            (Place::Review | Place::Changes, Action::Next) => "problems",
            (Place::Changes, Action::Refresh) => "read again",
            (Place::Changes, Action::ShowAll) if self.changes_page().is_some_and(|page| page.shows_all) => "hide",
            (Place::Changes, Action::Quit) if is_saving => "",
            (Place::Creating, Action::Cancel) => "stop waiting",
            (Place::Changes, Action::Cancel) if is_saving => "stop waiting",
            (Place::Help, Action::PageDown) => "scroll",
            (Place::Client, action) => return self.word_in_client(action),
            (place, Action::PageDown) if self.is_cut() && scrolls(place) => "scroll",
            _ => return None,
        })
    }

    /// "set 60m", or "set refresh 24h" when the field is not the one with the focus.
    fn repair_word(&self, repair: &crate::app_client::Repair) -> String {
        let elsewhere = self.form.field().is_none_or(|field| field.id != repair.field);
        let label = crate::wizard::find(repair.field).map_or("", |(_, field)| field.label);
        match label.split(' ').next().filter(|_| elsewhere) {
            Some(word) => format!("set {} {}", word.to_lowercase(), repair.text),
            None => format!("set {}", repair.text),
        }
    }
}
