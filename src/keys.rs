//! Every key binding: what a key does where, its word in the footer, its sentence in the help and
//! the README. Footer, help and dispatch are derived from [`BINDINGS`].

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

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
}

impl Place {
    /// True where characters are text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::PoolFilter | Self::PoolId | Self::Text | Self::MatrixFilter | Self::SavePath)
    }

    /// True where `PgUp` and `PgDn` move the page itself, there being no list.
    #[must_use]
    pub const fn scrolls_by_page(self) -> bool {
        matches!(self, Self::Text | Self::Choice | Self::Toggles | Self::Buttons)
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
    CopyId,
    CopyPoolId,
    CopyError,
    ShowSecret,
    CopySecret,
    SaveSecret,
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

const fn places(list: &[Place]) -> u32 {
    let mut bits = 0;
    let mut rest = list;
    while let [first, tail @ ..] = rest {
        bits |= first.bit();
        rest = tail;
    }
    bits
}

const EVERYWHERE: u32 = (Place::Help.bit() << 1) - 1;
const POOLS: u32 = places(&[Place::PoolList, Place::PoolFilter, Place::PoolId]);
const FIELDS: u32 = places(&[Place::Text, Place::Choice, Place::Toggles, Place::Matrix]);
const STEP: u32 = FIELDS | places(&[Place::Buttons, Place::MatrixFilter]);
const NOT_HELP: u32 = EVERYWHERE & !Place::Help.bit();
const TEXTS: u32 = places(&[Place::PoolFilter, Place::PoolId, Place::Text, Place::MatrixFilter, Place::SavePath]);
const LISTS: u32 = places(&[Place::PoolList, Place::Choice, Place::Toggles, Place::Matrix, Place::Help]);

/// Where the footer says what Esc does.
const BACK_NAMED: u32 = places(&[Place::Help, Place::MatrixFilter, Place::PoolFilter, Place::Creating]);
/// Where a question lies over the page.
const ASKING: u32 = places(&[Place::Dialog, Place::SavePath]);
/// Pages to be read, with nothing to move in.
const READ: u32 = places(&[Place::Creating, Place::Created, Place::Unknown]);
/// Where a page may be longer than the screen.
const LONG: u32 = FIELDS | places(&[Place::PoolList, Place::Buttons, Place::Help, Place::Review]) | READ;

const fn code(code: KeyCode) -> Key {
    Key::Code(code)
}

macro_rules! bind {
    ($action:ident, [$($key:expr),+], $places:expr, $footer:literal, $rank:literal, $words:literal) => {
        Binding { action: Action::$action, keys: &[$($key),+], places: $places, footer: $footer, rank: $rank, words: $words }
    };
}

/// The key table.
#[rustfmt::skip]
pub static BINDINGS: &[Binding] = &[
    bind!(Accept, [code(KeyCode::Enter)], NOT_HELP & !Place::Creating.bit(), "", 1, "accept the field and go on; press the button; on the last field of a step: Next"),
    bind!(Next, [code(KeyCode::Tab)], STEP | POOLS | places(&[Place::Review, Place::Dialog]), "field", 5, "next field, then the buttons"),
    bind!(Previous, [code(KeyCode::BackTab)], STEP | POOLS | places(&[Place::Review, Place::Dialog]), "", 9, "previous field"),
    bind!(Up, [code(KeyCode::Up)], STEP | POOLS | READ | places(&[Place::Review, Place::Help]), "", 9, "up in a list; the field above elsewhere"),
    bind!(Down, [code(KeyCode::Down)], STEP | POOLS | READ | places(&[Place::Review, Place::Help]), "", 9, "down in a list; the field below elsewhere"),
    bind!(Up, [Key::Char('k')], LISTS | Place::Review.bit(), "", 9, "as Up, where no text is typed"),
    bind!(Down, [Key::Char('j')], LISTS | Place::Review.bit(), "", 9, "as Down, where no text is typed"),
    bind!(Left, [code(KeyCode::Left)], places(&[Place::Matrix, Place::Buttons, Place::Review, Place::Dialog, Place::Created]), "", 9, "column to the left; button to the left"),
    bind!(Right, [code(KeyCode::Right)], places(&[Place::Matrix, Place::Buttons, Place::Review, Place::Dialog, Place::Created]), "", 9, "column to the right; button to the right"),
    bind!(PageUp, [code(KeyCode::PageUp)], LONG, "", 9, "a page up"),
    bind!(PageDown, [code(KeyCode::PageDown)], Place::Help.bit(), "scroll", 3, "a page down"),
    bind!(PageDown, [code(KeyCode::PageDown)], LONG & !Place::Help.bit(), "", 9, "a page down"),
    bind!(First, [code(KeyCode::Home)], places(&[Place::PoolList, Place::Matrix, Place::Help]), "", 9, "first row"),
    bind!(Last, [code(KeyCode::End)], places(&[Place::PoolList, Place::Matrix, Place::Help]), "", 9, "last row"),
    bind!(Toggle, [Key::Char(' ')], places(&[Place::Toggles, Place::Matrix]), "toggle", 3, "switch the option or the permission under the cursor"),
    bind!(Pick, [Key::Char('1'), Key::Char('2'), Key::Char('3'), Key::Char('4'), Key::Char('5'), Key::Char('6'), Key::Char('7'), Key::Char('8'), Key::Char('9')], places(&[Place::Choice, Place::Toggles]), "", 4, "pick that option"),
    bind!(Pick, [Key::Char('1'), Key::Char('2'), Key::Char('3'), Key::Char('4'), Key::Char('5')], Place::Review.bit(), "edit section", 3, "edit that section; Next brings back"),
    bind!(Filter, [Key::Char('/')], places(&[Place::PoolList, Place::Matrix]), "filter", 4, "type a filter; Esc clears it"),
    bind!(TypePoolId, [Key::Char('i')], Place::PoolList.bit(), "type a pool ID", 4, "type or paste a user pool ID"),
    bind!(Refresh, [Key::Char('r')], places(&[Place::PoolList, Place::Choice]), "refresh", 2, "read again from AWS"),
    bind!(Repair, [code(KeyCode::F(4))], STEP | POOLS, "repair", 1, "apply the repair that the message offers"),
    bind!(ReadColumn, [Key::Char('R')], Place::Matrix.bit(), "read column", 5, "the whole read column on or off"),
    bind!(WriteColumn, [Key::Char('W')], Place::Matrix.bit(), "write column", 5, "the whole write column on or off, as far as allowed"),
    bind!(Profile, [Key::Char('p')], Place::Matrix.bit(), "profile", 6, "the attributes of the scope profile, in this column"),
    bind!(Email, [Key::Char('e')], Place::Matrix.bit(), "email", 6, "the attributes of the scope email"),
    bind!(Phone, [Key::Char('t')], Place::Matrix.bit(), "phone", 6, "the attributes of the scope phone"),
    bind!(Address, [Key::Char('d')], Place::Matrix.bit(), "address", 6, "the attribute address"),
    bind!(All, [Key::Char('A')], Place::Matrix.bit(), "all", 6, "all attributes, in this column"),
    bind!(Undo, [Key::Char('u')], places(&[Place::Matrix, Place::Choice]), "undo", 5, "take the last change back"),
    bind!(CopyId, [Key::Char('y')], Place::Created.bit(), "copy ID", 2, "send the Client ID to your terminal's clipboard"),
    bind!(CopyError, [Key::Char('y')], places(&[Place::Review, Place::Unknown, Place::PoolList]), "copy error", 4, "send the error message to your terminal's clipboard"),
    bind!(ShowSecret, [Key::Char('s')], Place::Created.bit(), "show secret", 3, "show or hide the secret; it hides itself after 30 seconds"),
    bind!(CopySecret, [Key::Char('c')], Place::Created.bit(), "copy secret", 4, "send the secret to your terminal's clipboard, after a question"),
    bind!(SaveSecret, [Key::Char('f')], Place::Created.bit(), "file", 3, "write the secret to a new file that only you can read (0600)"),
    bind!(CopyPoolId, [Key::Char('p')], Place::Created.bit(), "", 9, "send the user pool ID to your terminal's clipboard"),
    bind!(CreateAnother, [Key::Char('n')], Place::Created.bit(), "another", 5, "create another client in this pool"),
    bind!(NextStep, [Key::Ctrl('n')], STEP, "next", 4, "next step"),
    bind!(PreviousStep, [Key::Ctrl('p')], STEP | Place::Review.bit(), "back", 3, "previous step"),
    bind!(Review, [Key::Ctrl('r')], STEP, "review", 2, "straight to Review"),
    bind!(Help, [code(KeyCode::F(1))], EVERYWHERE & !ASKING, "help", 1, "help for the field, and the keys that work now; again closes it"),
    bind!(Help, [Key::Char('?')], EVERYWHERE & !(TEXTS | ASKING), "", 9, "as F1, where no text is typed"),
    bind!(MoveToHelp, [code(KeyCode::F(6))], NOT_HELP, "scroll help", 7, "move to the help panel to scroll it, and back (wide screens)"),
    bind!(MoveToHelp, [code(KeyCode::F(6))], Place::Help.bit(), "", 9, "back from the help panel"),
    bind!(Back, [code(KeyCode::Esc)], ASKING | Place::Help.bit(), "close", 2, "close what is open"),
    bind!(Back, [code(KeyCode::Esc)], Place::MatrixFilter.bit() | Place::PoolFilter.bit(), "clear", 2, "clear the filter"),
    bind!(Back, [code(KeyCode::Esc)], EVERYWHERE & !(ASKING | BACK_NAMED), "", 8, "close what is open, clear the filter, else the previous step; on the first screen: quit"),
    bind!(Quit, [Key::Char('q')], EVERYWHERE & !(TEXTS | places(&[Place::Creating, Place::Dialog])), "quit", 6, "quit; asks if something would be lost"),
    bind!(Cancel, [Key::Ctrl('c')], EVERYWHERE, "", 7, "cancel; asks if anything was typed; again leaves"),
    bind!(Redraw, [Key::Ctrl('l')], EVERYWHERE, "", 9, "draw the screen again"),
    bind!(Suspend, [Key::Ctrl('z')], EVERYWHERE, "", 9, "suspend; fg brings it back"),
];

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
    for binding in BINDINGS.iter().filter(|b| !b.words.starts_with("back from")) {
        for part in ["| `", binding.key_names().as_str(), "` | ", binding.words, " |\n"] {
            out.push_str(part);
        }
    }
    out.push_str("| in text: `Left` `Right` `Home` `End` `^A` `^E` `^U` `^K` `^W` `Backspace` `Delete` | edit the line; a paste goes in as one block |\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [Place; 16] = [
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
