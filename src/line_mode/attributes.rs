//! The attributes that an app may read and write: two lists of names.

use crate::app_client::attributes::rows;
use crate::app_client::{Attribute, Column, Writable};
use crate::keys::{Action, Key};
use crate::line_mode::Dialogue;

impl Dialogue {
    fn schema(&self) -> Vec<Attribute> {
        self.model.pool_details().map(|pool| pool.attributes.clone()).unwrap_or_default()
    }

    fn column(&self) -> Column {
        self.column.unwrap_or(Column::Read)
    }

    pub(super) fn question_attributes(&mut self, is_first: bool) -> String {
        if let Some(trouble) = self.model.schema_trouble() {
            self.say(trouble);
            return "Enter goes on, b back: ".to_owned();
        }
        if is_first {
            self.say(
                "Attributes. Names with commas make the list; +name adds one, -name takes one away; all; list says all names. Required attributes are always writable.",
            );
        }
        let schema = self.schema();
        let names = self.model.draft.attributes.names(&schema, self.column());
        let verb = match self.column() {
            Column::Read => "read",
            Column::Write => "write",
        };
        let count = names.len();
        if !is_first && self.names_are_known {
            return format!("The app may {verb} {count} attributes. Enter keeps them, list says them: ");
        }
        self.names_are_known = true;
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        format!("The app may {verb} {count} attributes: {}. Enter keeps them: ", crate::text::clean(&names))
    }

    pub(super) fn answer_attributes(&mut self, answer: &str) {
        if self.model.schema_trouble().is_some() {
            return self.next_field();
        }
        match answer {
            "" => return self.column_is_done(),
            "list" => return self.list_attributes(),
            _ => {}
        }
        match self.wanted(answer) {
            Ok(names) => {
                self.set_column(&names);
                self.column_is_done();
            }
            Err(sentence) => self.say(format!("Error. {sentence}")),
        }
    }

    fn column_is_done(&mut self) {
        let column = self.column();
        self.say_problems_up_to(crate::app_client::FieldId::AttributePermissions);
        match column {
            Column::Read => {
                self.column = Some(Column::Write);
                self.names_are_known = false;
            }
            Column::Write => self.next_field(),
        }
    }

    fn list_attributes(&mut self) {
        let column = self.column();
        for attribute in rows(&self.schema()) {
            let on = if self.model.draft.attributes.allows(attribute, column) { "on" } else { "off" };
            let note = match attribute.writable() {
                Writable::Free => "",
                Writable::Locked => ", required, so always writable",
                Writable::Never => ", never writable",
            };
            self.say(format!("{}, {on}{note}.", crate::text::clean(&attribute.name)));
        }
    }

    /// The names that the column is to have.
    fn wanted(&self, answer: &str) -> Result<Vec<String>, String> {
        let (schema, column) = (self.schema(), self.column());
        let can = |attribute: &&Attribute| column == Column::Read || attribute.writable() != Writable::Never;
        let all = rows(&schema);
        if answer == "all" {
            return Ok(all.into_iter().filter(can).map(|attribute| attribute.name.clone()).collect());
        }
        let parts = || answer.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let is_change = |part: &str| part.starts_with(['+', '-']);
        let changes = parts().all(is_change);
        let mut names = if changes { self.model.draft.attributes.names(&schema, column) } else { Vec::new() };
        for part in parts() {
            let name = if changes { part.trim_start_matches(['+', '-']) } else { part };
            let Some(attribute) = all.iter().find(|attribute| attribute.name == name) else {
                return Err(format!("{} is not in this pool. Type list for all names.", crate::text::clean(name)));
            };
            if !can(attribute) {
                return Err(format!("{name} can't be writable."));
            }
            let is_locked = column == Column::Write && attribute.writable() == Writable::Locked;
            if part.starts_with('-') && changes && is_locked {
                return Err(format!("{name} is required in this pool, so it must be writable."));
            }
            names.retain(|known| known != name);
            if !(changes && part.starts_with('-')) {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    /// Switches what is to be another.
    fn set_column(&mut self, names: &[String]) {
        let (schema, column) = (self.schema(), self.column());
        self.act(match column {
            Column::Read => Action::Left,
            Column::Write => Action::Right,
        });
        for (n, attribute) in rows(&schema).into_iter().enumerate() {
            let is_free = column == Column::Read || attribute.writable() == Writable::Free;
            let is_on = self.model.draft.attributes.allows(attribute, column);
            if is_free && is_on != names.contains(&attribute.name) {
                self.act(Action::First);
                while self.model.form.matrix.row < n && self.act(Action::Down) {}
                self.press(Key::Char(' '));
            }
        }
    }
}
