//! Every key binding: what a key does where, its word in the footer, its sentence in the help and
//! the README. Footer, help and dispatch are derived from [`BINDINGS`].

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

pub use table::BINDINGS;

/// A key, as bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character without Ctrl or Alt.
    Char(char),
    /// Ctrl and a letter.
    Ctrl(char),
    /// Any other key.
    Code(KeyCode),
}

impl Key {
    /// The key that accepts, presses and sends.
    pub const ENTER: Self = Self::Code(KeyCode::Enter);

    /// Reads a terminal event; `None` for keys that nothing is bound to (Alt and the like).
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let other = event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META);
        match (event.code, ctrl, other) {
            (_, _, true) => None,
            (KeyCode::Char(c), true, false) => Some(Self::Ctrl(c.to_ascii_lowercase())),
            (KeyCode::Char(c), false, false) => Some(Self::Char(c)),
            (code, _, false) => Some(Self::Code(code)),
        }
    }

    /// What a terminal sends for it.
    #[must_use]
    pub fn event(self) -> KeyEvent {
        match self {
            Self::Char(c) => KeyEvent::from(KeyCode::Char(c)),
            Self::Ctrl(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
            Self::Code(code) => KeyEvent::from(code),
        }
    }

    /// How the footer writes it: `^R`, `F1`, `Enter`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("^{}", c.to_ascii_uppercase()),
            Self::Code(KeyCode::F(n)) => format!("F{n}"),
            Self::Code(KeyCode::PageUp) => "PgUp".to_owned(),
            Self::Code(KeyCode::PageDown) => "PgDn".to_owned(),
            Self::Code(KeyCode::BackTab) => "Shift-Tab".to_owned(),
            Self::Code(code) => code.to_string(),
        }
    }
}

/// Where keys act: the kind of thing that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Place {
    /// The list of pools.
    PoolList = 1,
    /// The filter of that list.
    PoolFilter = 1 << 1,
    /// The field for a typed pool ID.
    PoolId = 1 << 2,
    /// A text field of a step.
    Text = 1 << 3,
    /// A choice of a step.
    Choice = 1 << 4,
    /// Toggles of a step.
    Toggles = 1 << 5,
    /// The attribute matrix.
    Matrix = 1 << 6,
    /// The filter of the matrix.
    MatrixFilter = 1 << 7,
    /// The button row of a step.
    Buttons = 1 << 8,
    /// Review.
    Review = 1 << 9,
    /// Waiting for Create's answer.
    Creating = 1 << 10,
    /// The client exists.
    Created = 1 << 11,
    /// The path of the secret's file.
    SavePath = 1 << 12,
    /// Not known whether the client exists.
    Unknown = 1 << 13,
    /// A question with buttons.
    Dialog = 1 << 14,
    /// The help text.
    Help = 1 << 15,
    /// A list of profiles or Regions, filtered by what is typed.
    Picker = 1 << 16,
    /// A draft of an earlier run.
    Resume = 1 << 17,
    /// The list of app clients.
    ClientList = 1 << 18,
    /// The filter of that list.
    ClientFilter = 1 << 19,
    /// One app client.
    Client = 1 << 20,
    /// Review changes.
    Changes = 1 << 21,
    /// The name that is typed to delete a client.
    Delete = 1 << 22,
    /// The secrets of an app client.
    Secrets = 1 << 23,
    /// A text field among them.
    SecretText = 1 << 24,
    /// The buttons of the page that deletes a client, and what became of it.
    DeleteButtons = 1 << 25,
    /// A `SECRET_HASH`.
    SecretHash = 1 << 26,
    /// The field for a typed Client ID.
    ClientId = 1 << 27,
    /// What would be sent, as code.
    Preview = 1 << 28,
}

impl Place {
    /// True where characters are text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::PoolFilter
                | Self::PoolId
                | Self::Text
                | Self::MatrixFilter
                | Self::SavePath
                | Self::Picker
                | Self::ClientFilter
                | Self::ClientId
                | Self::Delete
                | Self::SecretText
        )
    }

    /// True where `PgUp` and `PgDn` move the page itself, there being no list.
    #[must_use]
    pub const fn scrolls_by_page(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Choice
                | Self::Toggles
                | Self::Buttons
                | Self::Delete
                | Self::DeleteButtons
                | Self::Secrets
                | Self::SecretText
                | Self::SecretHash
        )
    }

    const fn bit(self) -> u32 {
        self as u32
    }
}

/// What a key asks for. The words are in [`BINDINGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is described by its binding")]
pub enum Action {
    Accept,
    Next,
    Previous,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Toggle,
    Pick,
    Filter,
    TypePoolId,
    TypeClientId,
    SwitchRegion,
    SwitchProfile,
    Refresh,
    NextStep,
    PreviousStep,
    Review,
    Repair,
    ReadColumn,
    WriteColumn,
    Profile,
    Email,
    Phone,
    Address,
    All,
    Undo,
    Preset,
    CopyId,
    CopyPoolId,
    CopyError,
    ShowSecret,
    CopySecret,
    SaveSecret,
    NewClient,
    ListClients,
    EditClient,
    CopyClient,
    DeleteClient,
    Secrets,
    ShowAll,
    SaveSettings,
    ApiNames,
    SecretHash,
    CopyHash,
    Preview,
    CopyCode,
    SaveCode,
    CreateAnother,
    Help,
    MoveToHelp,
    Back,
    Quit,
    Cancel,
    Redraw,
    Suspend,
}

/// One line of the key table.
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// Its keys; the first is shown.
    pub keys: &'static [Key],
    /// Where it works: [`Place`] bits.
    places: u32,
    /// Its word in the footer; empty: not shown there.
    pub footer: &'static str,
    /// The least important hints go first when the footer is too narrow; 1 stays longest.
    pub rank: u8,
    /// Its sentence in the help and in the README.
    pub words: &'static str,
}

impl Binding {
    /// If it works in `place`.
    #[must_use]
    pub const fn works_in(&self, place: Place) -> bool {
        self.places & place.bit() != 0
    }

    /// Its key in the footer: the first, or the range.
    #[must_use]
    pub fn footer_key(&self) -> String {
        if self.action == Action::Pick {
            return self.key_names();
        }
        self.keys.first().map(|key| key.name()).unwrap_or_default()
    }

    /// "Up, k": all its keys.
    #[must_use]
    pub fn key_names(&self) -> String {
        if let (Action::Pick, [first, .., last]) = (self.action, self.keys) {
            return format!("{}-{}", first.name(), last.name());
        }
        self.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ")
    }
}

/// What `key` does in `place`, as far as the table goes.
pub fn bound(place: Place, key: Key) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.works_in(place) && binding.keys.contains(&key))
}

/// What an editing key asks of a text field; `None` if the key is none.
#[must_use]
pub fn edit_request(key: Key) -> Option<InputRequest> {
    Some(match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Ctrl('a') | Key::Code(KeyCode::Home) => InputRequest::GoToStart,
        Key::Ctrl('e') | Key::Code(KeyCode::End) => InputRequest::GoToEnd,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Ctrl('k') => InputRequest::DeleteTillEnd,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Code(KeyCode::Left) => InputRequest::GoToPrevChar,
        Key::Code(KeyCode::Right) => InputRequest::GoToNextChar,
        // Many terminals send Ctrl-H for Backspace.
        Key::Code(KeyCode::Backspace) | Key::Ctrl('h') => InputRequest::DeletePrevChar,
        Key::Code(KeyCode::Delete) | Key::Ctrl('d') => InputRequest::DeleteNextChar,
        Key::Ctrl(_) | Key::Code(_) => return None,
    })
}

/// The key table as Markdown rows, for the README.
#[must_use]
pub fn as_markdown() -> String {
    let mut out = String::from("| key | what it does |\n| --- | --- |\n");
    let mut rows: Vec<String> = Vec::new();
    for binding in BINDINGS.iter().filter(|b| !b.words.starts_with("back from")) {
        let row = format!("| `{}` | {} |\n", binding.key_names(), binding.words);
        // One key may do the same in several places, each with a footer of its own.
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    out.extend(rows);
    out.push_str("| in text: `Left` `Right` `Home` `End` `^A` `^E` `^U` `^K` `^W` `Backspace` `Delete` | edit the line; a paste goes in as one block |\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [Place; 29] = [
        Place::Preview,
        Place::DeleteButtons,
        Place::SecretHash,
        Place::ClientId,
        Place::ClientList,
        Place::ClientFilter,
        Place::Client,
        Place::Changes,
        Place::Delete,
        Place::Secrets,
        Place::SecretText,
        Place::Picker,
        Place::Resume,
        Place::PoolList,
        Place::PoolFilter,
        Place::PoolId,
        Place::Text,
        Place::Choice,
        Place::Toggles,
        Place::Matrix,
        Place::MatrixFilter,
        Place::Buttons,
        Place::Review,
        Place::Creating,
        Place::Created,
        Place::SavePath,
        Place::Unknown,
        Place::Dialog,
        Place::Help,
    ];

    #[test]
    fn a_key_means_one_thing_in_a_place() {
        for place in PLACES {
            for binding in BINDINGS.iter().filter(|b| b.works_in(place)) {
                for key in binding.keys {
                    let actions: Vec<_> = bound(place, *key).map(|b| b.action).collect();
                    assert_eq!(actions, [binding.action], "{place:?} {}", key.name());
                }
            }
        }
    }

    #[test]
    fn no_letter_is_bound_where_text_is_typed_and_no_editing_key_is_global() {
        for place in PLACES.into_iter().filter(|place| place.is_text()) {
            for binding in BINDINGS.iter().filter(|b| b.works_in(place)) {
                for key in binding.keys {
                    assert!(edit_request(*key).is_none(), "{place:?} {}", key.name());
                }
            }
        }
    }

    #[test]
    fn flow_control_and_backspace_are_left_alone() {
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(!matches!(key, Key::Ctrl('s' | 'q' | 'h')), "{}", key.name());
            }
        }
    }
}
