//! The key table.

use crossterm::event::KeyCode;

use crate::keys::{Action, Binding, Key, Place};

const fn places(list: &[Place]) -> u32 {
    let mut bits = 0;
    let mut rest = list;
    while let [first, tail @ ..] = rest {
        bits |= first.bit();
        rest = tail;
    }
    bits
}

const EVERYWHERE: u32 = (Place::Preview.bit() << 1) - 1;
const POOLS: u32 = places(&[Place::PoolList, Place::PoolFilter, Place::PoolId]);
const FIELDS: u32 = places(&[Place::Text, Place::Choice, Place::Toggles, Place::Matrix]);
const STEP: u32 = FIELDS | places(&[Place::Buttons, Place::MatrixFilter]);
const NOT_HELP: u32 = EVERYWHERE & !Place::Help.bit();
const TEXTS: u32 =
    places(&[Place::PoolFilter, Place::PoolId, Place::Text, Place::MatrixFilter, Place::SavePath, Place::Picker])
        | places(&[Place::ClientFilter, Place::ClientId, Place::Delete, Place::SecretText]);
const LISTS: u32 = places(&[
    Place::PoolList,
    Place::ClientList,
    Place::Client,
    Place::Changes,
    Place::Secrets,
    Place::Choice,
    Place::Toggles,
    Place::Matrix,
    Place::Unknown,
    Place::Resume,
    Place::Help,
    Place::Preview,
]);

/// Where the footer says what Esc does.
const BACK_NAMED: u32 = places(&[
    Place::Help,
    Place::MatrixFilter,
    Place::PoolFilter,
    Place::ClientFilter,
    Place::Creating,
    Place::Preview,
]);
/// Pages about one app client.
const CLIENT: u32 = places(&[Place::Client, Place::Changes, Place::Delete, Place::Secrets, Place::SecretText])
    | places(&[Place::DeleteButtons, Place::SecretHash]);
/// The list of app clients.
const CLIENTS: u32 = places(&[Place::ClientList, Place::ClientFilter, Place::ClientId]);
/// Where a question lies over the page.
const ASKING: u32 = places(&[Place::Dialog, Place::SavePath, Place::Picker]);
/// Pages to be read, with nothing to move in.
const READ: u32 = places(&[Place::Creating, Place::Created, Place::Unknown, Place::Resume, Place::Preview]);
/// Where a page may be longer than the screen.
const LONG: u32 =
    FIELDS | POOLS | places(&[Place::Buttons, Place::Help, Place::Review, Place::Picker]) | READ | CLIENT | CLIENTS;

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
    bind!(Next, [code(KeyCode::Tab)], STEP | POOLS | CLIENTS | CLIENT & !Place::Client.bit() | places(&[Place::Review, Place::Dialog]), "field", 5, "next field, then the buttons"),
    bind!(Previous, [code(KeyCode::BackTab)], STEP | POOLS | CLIENTS | CLIENT & !Place::Client.bit() | places(&[Place::Review, Place::Dialog]), "", 9, "previous field"),
    bind!(Up, [code(KeyCode::Up)], STEP | POOLS | CLIENTS | CLIENT | READ | places(&[Place::Review, Place::Help, Place::Picker, Place::Dialog]), "", 9, "up in a list; the field above elsewhere"),
    bind!(Down, [code(KeyCode::Down)], STEP | POOLS | CLIENTS | CLIENT | READ | places(&[Place::Review, Place::Help, Place::Picker, Place::Dialog]), "", 9, "down in a list; the field below elsewhere"),
    bind!(Up, [Key::Char('k')], LISTS | Place::Review.bit(), "", 9, "as Up, where no text is typed"),
    bind!(Down, [Key::Char('j')], LISTS | Place::Review.bit(), "", 9, "as Down, where no text is typed"),
    bind!(Left, [code(KeyCode::Left)], places(&[Place::Matrix, Place::Buttons, Place::Review, Place::Dialog, Place::Changes, Place::Secrets, Place::DeleteButtons]), "", 9, "column to the left; button to the left"),
    bind!(Right, [code(KeyCode::Right)], places(&[Place::Matrix, Place::Buttons, Place::Review, Place::Dialog, Place::Changes, Place::Secrets, Place::DeleteButtons]), "", 9, "column to the right; button to the right"),
    bind!(PageUp, [code(KeyCode::PageUp)], LONG, "", 9, "a page up"),
    bind!(PageDown, [code(KeyCode::PageDown)], Place::Help.bit(), "scroll", 3, "a page down"),
    bind!(PageDown, [code(KeyCode::PageDown)], LONG & !Place::Help.bit(), "", 9, "a page down"),
    bind!(First, [code(KeyCode::Home)], places(&[Place::PoolList, Place::ClientList, Place::Client, Place::Matrix, Place::Help, Place::Preview]), "", 9, "first row"),
    bind!(Last, [code(KeyCode::End)], places(&[Place::PoolList, Place::ClientList, Place::Client, Place::Matrix, Place::Help, Place::Preview]), "", 9, "last row"),
    bind!(Toggle, [Key::Char(' ')], places(&[Place::Toggles, Place::Matrix, Place::Secrets]), "toggle", 3, "switch the option or the permission under the cursor"),
    bind!(Pick, [Key::Char('1'), Key::Char('2'), Key::Char('3'), Key::Char('4'), Key::Char('5'), Key::Char('6'), Key::Char('7'), Key::Char('8'), Key::Char('9')], places(&[Place::Choice, Place::Toggles, Place::Unknown, Place::Resume, Place::Secrets]), "", 4, "pick that option"),
    bind!(Pick, [Key::Char('1'), Key::Char('2'), Key::Char('3'), Key::Char('4'), Key::Char('5')], places(&[Place::Review, Place::Changes]), "edit section", 3, "edit that section; Next brings back"),
    bind!(Filter, [Key::Char('/')], places(&[Place::PoolList, Place::ClientList, Place::Matrix]), "filter", 4, "type a filter; Esc clears it"),
    bind!(TypePoolId, [Key::Char('i')], Place::PoolList.bit(), "type a pool ID", 4, "type or paste a user pool ID"),
    bind!(TypeClientId, [Key::Char('i')], Place::ClientList.bit(), "type a Client ID", 4, "type or paste a Client ID to open that app client"),
    bind!(SwitchRegion, [Key::Char('g')], places(&[Place::PoolList, Place::ClientList, Place::Client, Place::Changes, Place::DeleteButtons, Place::Secrets, Place::Review, Place::Unknown]), "Region", 4, "switch to another Region"),
    bind!(SwitchProfile, [Key::Char('o')], places(&[Place::PoolList, Place::ClientList, Place::Client, Place::Changes, Place::DeleteButtons, Place::Secrets, Place::Review, Place::Unknown]), "profile", 4, "switch to another profile of the AWS files"),
    bind!(Refresh, [Key::Char('r')], places(&[Place::PoolList, Place::ClientList, Place::Client, Place::Changes, Place::Secrets, Place::Choice]), "refresh", 2, "read again from AWS"),
    bind!(Repair, [code(KeyCode::F(4))], STEP | Place::PoolId.bit(), "repair", 1, "apply the repair that the message offers"),
    bind!(ReadColumn, [Key::Char('R')], Place::Matrix.bit(), "read column", 5, "the whole read column on or off"),
    bind!(WriteColumn, [Key::Char('W')], Place::Matrix.bit(), "write column", 5, "the whole write column on or off, as far as allowed"),
    bind!(Profile, [Key::Char('p')], Place::Matrix.bit(), "profile", 6, "the attributes of the scope profile, in this column"),
    bind!(Email, [Key::Char('e')], Place::Matrix.bit(), "email", 6, "the attributes of the scope email"),
    bind!(Phone, [Key::Char('t')], Place::Matrix.bit(), "phone", 6, "the attributes of the scope phone"),
    bind!(Address, [Key::Char('d')], Place::Matrix.bit(), "address", 6, "the attribute address"),
    bind!(All, [Key::Char('A')], Place::Matrix.bit(), "all", 6, "all attributes, in this column"),
    bind!(Preset, [Key::Char('p')], Place::Choice.bit(), "preset", 3, "start from a preset: settings for a kind of app, or those of your team"),
    bind!(Undo, [Key::Char('u')], places(&[Place::Matrix, Place::Choice]), "undo", 5, "take the last change back"),
    bind!(CopyId, [Key::Char('y')], places(&[Place::Created, Place::ClientList, Place::Client]), "copy ID", 2, "send the Client ID to your terminal's clipboard"),
    bind!(CopyError, [Key::Char('y')], places(&[Place::Review, Place::Unknown, Place::PoolList, Place::Changes, Place::DeleteButtons, Place::Secrets]), "copy error", 4, "send the error message to your terminal's clipboard"),
    bind!(ShowSecret, [Key::Char('s')], places(&[Place::Created, Place::Client, Place::Secrets]), "show secret", 3, "show or hide the secret; it hides itself after 30 seconds"),
    bind!(CopySecret, [Key::Char('c')], places(&[Place::Created, Place::Client, Place::Secrets]), "copy secret", 4, "send the secret to your terminal's clipboard, after a question"),
    bind!(SaveSecret, [Key::Char('f')], places(&[Place::Created, Place::Client, Place::Secrets]), "file", 3, "write the secret to a new file that only you can read (0600)"),
    bind!(CopyPoolId, [Key::Char('p')], Place::Created.bit(), "", 9, "send the user pool ID to your terminal's clipboard"),
    bind!(NewClient, [Key::Char('n')], Place::ClientList.bit(), "new", 3, "create an app client in this pool"),
    bind!(EditClient, [Key::Char('e')], places(&[Place::ClientList, Place::Client]), "edit", 3, "change the settings of this app client"),
    bind!(CopyClient, [Key::Char('d')], places(&[Place::ClientList, Place::Client, Place::Secrets]), "copy", 4, "create another app client like this one"),
    bind!(DeleteClient, [Key::Char('x')], places(&[Place::ClientList, Place::Client]), "delete", 5, "delete this app client, after a page that shows what stops working"),
    bind!(Secrets, [Key::Char('R')], places(&[Place::ClientList, Place::Client]), "secrets", 5, "list and rotate the secrets of this app client"),
    bind!(SecretHash, [Key::Char('h')], places(&[Place::Client, Place::Secrets]), "SECRET_HASH", 6, "calculate the SECRET_HASH of a user"),
    bind!(CopyHash, [Key::Char('y')], Place::SecretHash.bit(), "copy hash", 2, "send the SECRET_HASH to your terminal's clipboard"),
    bind!(Preview, [Key::Ctrl('t'), code(KeyCode::F(2)), Key::Char('t')], Place::Changes.bit(), "request", 3, "preview of the update, as in the wizard; nothing is sent"),
    bind!(Preview, [Key::Char('t'), Key::Ctrl('t'), code(KeyCode::F(2))], places(&[Place::Created, Place::Client]), "code", 5, "the app client as code: AWS CLI, JSON, CloudFormation, Terraform, CDK, .env"),
    bind!(Preview, [Key::Ctrl('t'), code(KeyCode::F(2)), Key::Char('t')], Place::Preview.bit(), "", 9, "back from the preview"),
    bind!(Pick, [Key::Char('1'), Key::Char('2'), Key::Char('3'), Key::Char('4'), Key::Char('5')], Place::Preview.bit(), "format", 2, "in the preview: that format"),
    bind!(Pick, [Key::Char('6')], Place::Preview.bit(), "", 9, "in the preview of a client that exists: its .env"),
    bind!(Left, [code(KeyCode::Left), code(KeyCode::BackTab)], Place::Preview.bit(), "", 9, "in the preview: the format before"),
    bind!(Right, [code(KeyCode::Right), code(KeyCode::Tab)], Place::Preview.bit(), "", 9, "in the preview: the next format"),
    bind!(CopyCode, [Key::Char('y')], Place::Preview.bit(), "copy", 3, "send the code to your terminal's clipboard"),
    bind!(SaveCode, [Key::Char('f')], Place::Preview.bit(), "save to file", 3, "write the code to a new file that only you can read (0600)"),
    bind!(SaveSettings, [Key::Char('w')], Place::Client.bit(), "write settings", 6, "write the settings as JSON to a new file that only you can read (0600)"),
    bind!(ApiNames, [Key::Char('n')], Place::Client.bit(), "API names", 5, "show the settings under their names in the API; again under their labels"),
    bind!(ShowAll, [Key::Char('a')], Place::Changes.bit(), "show all", 3, "show the settings that stay the same, too; again hides them"),
    bind!(ListClients, [Key::Char('l')], places(&[Place::Created, Place::Review]), "list", 5, "the list of app clients; answers are kept"),
    bind!(CreateAnother, [Key::Char('n')], Place::Created.bit(), "another", 5, "create another client in this pool"),
    bind!(NextStep, [Key::Ctrl('n')], STEP, "next", 4, "next step"),
    bind!(Preview, [Key::Ctrl('t'), code(KeyCode::F(2))], STEP | Place::Review.bit(), "preview", 4, "preview of the request, as code for several tools; nothing is sent"),
    bind!(PreviousStep, [Key::Ctrl('p')], STEP | places(&[Place::Review, Place::Changes]), "back", 3, "previous step"),
    bind!(Review, [Key::Ctrl('r')], STEP, "review", 2, "straight to Review"),
    bind!(Help, [code(KeyCode::F(1))], EVERYWHERE & !ASKING, "help", 1, "help for the field, and the keys that work now; again closes it"),
    bind!(Help, [Key::Char('?')], EVERYWHERE & !(TEXTS | ASKING), "", 9, "as F1, where no text is typed"),
    bind!(MoveToHelp, [code(KeyCode::F(6))], NOT_HELP, "scroll help", 7, "move to the help panel to scroll it, and back (wide screens)"),
    bind!(MoveToHelp, [code(KeyCode::F(6))], Place::Help.bit(), "", 9, "back from the help panel"),
    bind!(Back, [code(KeyCode::Esc)], ASKING | places(&[Place::Help, Place::Preview]), "close", 2, "close what is open"),
    bind!(Back, [code(KeyCode::Esc)], places(&[Place::MatrixFilter, Place::PoolFilter, Place::ClientFilter]), "clear", 2, "clear the filter"),
    bind!(Back, [code(KeyCode::Esc)], EVERYWHERE & !(ASKING | BACK_NAMED), "", 8, "close what is open, clear the filter, else the previous step; on the first screen: quit"),
    bind!(Quit, [Key::Char('q')], EVERYWHERE & !(TEXTS | places(&[Place::Creating, Place::Dialog])), "quit", 6, "quit; asks if something would be lost"),
    bind!(Cancel, [Key::Ctrl('c')], EVERYWHERE, "", 7, "cancel; asks if anything was typed; again leaves"),
    bind!(Redraw, [Key::Ctrl('l')], EVERYWHERE, "", 9, "draw the screen again"),
    bind!(Suspend, [Key::Ctrl('z')], EVERYWHERE, "", 9, "suspend; fg brings it back"),
];
