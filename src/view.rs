//! What the screen shows: a pure function of the model. One file a page; [`doc`] is the body that
//! all of them build and that scrolls the same everywhere.

mod buttons;
mod changes;
mod client;
mod clients;
mod copied;
mod created;
mod creating;
mod delete;
mod dialog;
mod diff;
pub mod doc;
mod fields;
mod frame;
mod help;
mod matrix;
mod messages;
mod picker;
mod picture;
mod pools;
mod preview;
mod resume;
mod review;
mod secret_hash;
mod secrets;
mod step;
mod unknown;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{Model, Overlay, Screen};
use crate::theme::Theme;
use doc::{Doc, Room, Seen};

/// Smallest screen on which anything but "too small" is drawn.
pub use crate::app::LEAST_SIZE as MIN_SIZE;

/// From this many rows on every description is shown.
const ROOMY_FROM: u16 = 30;
/// Columns of the help panel and of the rule before it.
const PANEL: u16 = 41;

/// Draws the whole screen and says what of the page's body was on it.
pub fn view(model: &Model, theme: Theme, frame: &mut Frame) -> Seen {
    let area = frame.area();
    if area.width < MIN_SIZE.0 || area.height < MIN_SIZE.1 {
        frame::too_small(area, frame);
        return Seen::default();
    }
    let narrow = crate::app::is_narrow((area.width, area.height));
    let rows = frame::draw(model, theme, narrow, area, frame);
    let panel = model.panel_is_shown() && !narrow;
    let body = if panel { Rect { width: rows.body.width.saturating_sub(PANEL), ..rows.body } } else { rows.body };
    let room = Room {
        width: usize::from(body.width),
        height: usize::from(body.height),
        narrow,
        roomy: narrow || area.height >= ROOMY_FROM,
        spoken: false,
    };
    if panel {
        help::panel(model, theme, Rect { x: body.right(), width: PANEL, ..rows.body }, frame);
    }
    let seen = draw_page(model, theme, room, body, frame);
    draw_excerpt(model, theme, room, body, seen, frame);
    if theme.ascii {
        frame::only_ascii(frame);
    }
    seen
}

fn draw_page(model: &Model, theme: Theme, room: Room, body: Rect, frame: &mut Frame) -> Seen {
    if let Some(Overlay::Help(view)) = &model.overlay {
        help::page(model, theme, room).draw(body, frame, theme, Some(view.scroll));
        return Seen::default();
    }
    let wanted = match (&model.overlay, &model.preview, &model.screen) {
        (None, Some(preview), _) => preview.top,
        (None, None, Screen::Client(page)) if model.hash.is_none() => page.top,
        (_, _, _) => model.scroll,
    };
    body_of(model, theme, room).draw(body, frame, theme, wanted)
}

/// What lies over the page, else the page.
fn body_of(model: &Model, theme: Theme, room: Room) -> Doc {
    match &model.overlay {
        Some(Overlay::Dialog(dialog)) => dialog::question(model, dialog, theme, room),
        Some(Overlay::Picker(picker)) => picker::page(model, picker, theme, room),
        Some(Overlay::SavePath(save)) => dialog::save_path(save, theme, room),
        Some(Overlay::Help(_)) | None => page(model, theme, room),
    }
}

/// On wide screens the request stands below a step that leaves room for it.
fn draw_excerpt(model: &Model, theme: Theme, room: Room, body: Rect, seen: Seen, frame: &mut Frame) {
    let is_step = matches!(model.screen, Screen::Step) && model.overlay.is_none() && model.preview.is_none();
    if !is_step || room.narrow || model.size.0 < crate::app::PANEL_FROM || seen.to - seen.from < seen.lines {
        return;
    }
    let left = room.height.saturating_sub(seen.lines);
    let Some(doc) = preview::excerpt(model, theme, Room { height: left, ..room }) else { return };
    let rows = u16::try_from(doc.len().min(left)).unwrap_or(body.height);
    let area = Rect { y: body.bottom().saturating_sub(rows), height: rows, ..body };
    doc.draw(area, frame, theme, Some(0));
}

/// What the page says, line by line, for who listens instead of looking: no keys, no buttons, marks
/// in words.
#[must_use]
pub fn spoken(model: &Model) -> Vec<String> {
    let theme = Theme { color: false, ascii: true };
    let room = Room { width: ENDLESS, height: ENDLESS, narrow: true, roomy: true, spoken: true };
    body_of(model, theme, room).texts().map(|line| in_words(&line)).filter(|line| !line.is_empty()).collect()
}

/// Nothing is wrapped: the terminal does that, and a screen reader reads whole lines.
const ENDLESS: usize = 1_000_000;

/// A line with its mark as a word, and single blanks.
fn in_words(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((word, rest)) = MARKS.iter().find_map(|(mark, word)| Some((word, line.strip_prefix(mark)?))) else {
        return line;
    };
    let code = rest.split_once(' ').filter(|(code, _)| is_code(code));
    code.map_or_else(|| format!("{word}. {rest}"), |(code, rest)| format!("{word} {code}. {rest}"))
}

/// `W2`
fn is_code(text: &str) -> bool {
    text.strip_prefix('W').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

const MARKS: [(&str, &str); 3] = [("x ", "Error"), ("! ", "Warning"), ("i ", "Note")];

fn page(model: &Model, theme: Theme, room: Room) -> Doc {
    if let Some(page) = &model.hash {
        return secret_hash::page(page, theme, room);
    }
    if model.preview.is_some() {
        return preview::page(model, theme, room);
    }
    match &model.screen {
        Screen::Resume(page) => resume::page(page, theme, room),
        Screen::Pools => pools::page(model, theme, room),
        Screen::Clients => clients::page(model, theme, room),
        Screen::Client(page) => client::page(model, page, theme, room),
        Screen::Changes(page) => changes::page(model, page, theme, room),
        Screen::Delete(page) => delete::page(model, page, theme, room),
        Screen::Secrets(page) => secrets::page(model, page, theme, room),
        Screen::Step => step::page(model, theme, room),
        Screen::Review(page) => review::page(model, page, theme, room),
        Screen::Creating(page) => creating::page(model, page, theme, room),
        Screen::Created(page) => created::page(model, page, theme, room),
        Screen::Unknown(page) => unknown::page(model, page, theme, room),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use rstest::rstest;

    #[rstest]
    #[case("x Not created.", "Error. Not created.")]
    #[case(" ! W2 Public app with password flow.", "Warning W2. Public app with password flow.")]
    #[case("! W Public.", "Warning. W Public.")]
    #[case("i Names may repeat.", "Note. Names may repeat.")]
    #[case("  Refresh:   30 days", "Refresh: 30 days")]
    #[case("   ", "")]
    fn marks_are_words(#[case] line: &str, #[case] said: &str) {
        assert_eq!(in_words(line), said);
    }
}
