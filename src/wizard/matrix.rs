//! Where the cursor is in the attribute matrix, and what its keys do to the choice.

use crate::app_client::attributes::{SCOPES, rows};
use crate::app_client::{Attribute, AttributeChoice, Column, Writable};

/// Cursor, filter and undo of the matrix.
#[derive(Clone, Default)]
pub struct MatrixState {
    /// Row under the cursor, counted among the filtered rows.
    pub row: usize,
    /// The cursor is in the write column.
    pub on_write: bool,
    /// Only names that hold this are listed.
    pub filter: String,
    /// The choice before the last change.
    undo: Option<AttributeChoice>,
}

/// A set of attributes with one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// The attributes of `SCOPES[n]`.
    Scope(usize),
    /// Every row.
    All,
}

impl MatrixState {
    /// The rows that pass the filter.
    #[must_use]
    pub fn visible<'a>(&self, schema: &'a [Attribute]) -> Vec<&'a Attribute> {
        let filter = self.filter.to_lowercase();
        rows(schema).into_iter().filter(|a| a.name.to_lowercase().contains(&filter)).collect()
    }

    /// The column under the cursor.
    #[must_use]
    pub const fn column(&self) -> Column {
        if self.on_write { Column::Write } else { Column::Read }
    }

    /// Moves the cursor by `delta` rows, ends included.
    pub fn move_by(&mut self, schema: &[Attribute], delta: isize) {
        let last = self.visible(schema).len().saturating_sub(1);
        self.row = self.row.saturating_add_signed(delta).min(last);
    }

    /// Switches the cell under the cursor; says why not, if it cannot be.
    ///
    /// # Errors
    /// The sentence for the user.
    pub fn toggle(&mut self, choice: &mut AttributeChoice, schema: &[Attribute]) -> Result<(), String> {
        let column = self.column();
        let visible = self.visible(schema);
        let Some(attribute) = visible.get(self.row) else { return Ok(()) };
        if column == Column::Write {
            match attribute.writable() {
                Writable::Free => {}
                Writable::Locked => {
                    return Err(format!("{} is required in this pool, so it must be writable.", attribute.name));
                }
                Writable::Never => return Err(format!("{} can't be writable.", attribute.name)),
            }
        }
        self.undo = Some(choice.clone());
        choice.set(attribute, column, !choice.allows(attribute, column));
        Ok(())
    }

    /// Switches a whole column of the filtered rows: on, or off if all of it is on.
    pub fn toggle_column(&mut self, choice: &mut AttributeChoice, schema: &[Attribute], column: Column) {
        let visible = self.visible(schema);
        self.undo = Some(choice.clone());
        let free = |a: &&&Attribute| column == Column::Read || a.writable() == Writable::Free;
        let on = !visible.iter().filter(free).all(|a| choice.allows(a, column));
        for attribute in visible {
            choice.set(attribute, column, on);
        }
    }

    /// Switches the attributes of a scope in the column under the cursor: on, or off if all are on.
    pub fn toggle_shortcut(&mut self, choice: &mut AttributeChoice, schema: &[Attribute], shortcut: Shortcut) {
        let column = self.column();
        let names = match shortcut {
            Shortcut::All => None,
            Shortcut::Scope(n) => SCOPES.get(n).map(|scope| scope.attributes),
        };
        let members: Vec<&Attribute> =
            rows(schema).into_iter().filter(|a| names.is_none_or(|names| names.contains(&a.name.as_str()))).collect();
        self.undo = Some(choice.clone());
        let free = |a: &&&Attribute| column == Column::Read || a.writable() == Writable::Free;
        let on = !members.iter().filter(free).all(|a| choice.allows(a, column));
        for attribute in members {
            choice.set(attribute, column, on);
        }
    }

    /// True if there is something to undo.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// Takes the last change back; once more brings it again.
    pub fn undo(&mut self, choice: &mut AttributeChoice) {
        if let Some(before) = self.undo.take() {
            self.undo = Some(std::mem::replace(choice, before));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Vec<Attribute> {
        [("email", true), ("email_verified", false), ("name", false), ("custom:x", false)]
            .map(|(name, required)| Attribute { name: name.to_owned(), required, mutable: true })
            .to_vec()
    }

    fn offered() -> AttributeChoice {
        let mut choice = AttributeChoice::default();
        choice.offer(&schema());
        choice
    }

    #[test]
    fn a_locked_cell_says_why() {
        let mut matrix = MatrixState { on_write: true, ..MatrixState::default() };
        let said = matrix.toggle(&mut offered(), &schema());
        assert_eq!(said, Err("email is required in this pool, so it must be writable.".to_owned()));
    }

    #[test]
    fn a_scope_goes_on_then_off_and_undo_brings_it_back() {
        let mut choice = offered();
        let mut matrix = MatrixState::default();
        matrix.toggle_column(&mut choice, &schema(), Column::Read);
        assert!(choice.names(&schema(), Column::Read).is_empty());
        matrix.toggle_shortcut(&mut choice, &schema(), Shortcut::Scope(1));
        assert_eq!(choice.names(&schema(), Column::Read), ["email", "email_verified"]);
        matrix.undo(&mut choice);
        assert!(choice.names(&schema(), Column::Read).is_empty());
    }

    #[test]
    fn the_filter_narrows_and_the_cursor_stays_inside() {
        let mut matrix = MatrixState { row: 3, filter: "EMAIL".to_owned(), ..MatrixState::default() };
        assert_eq!(matrix.visible(&schema()).len(), 2);
        matrix.move_by(&schema(), 0);
        assert_eq!(matrix.row, 1);
    }
}
