//! The preview: what would be sent, in the words of several tools, in the place of the page that it
//! was opened from. Nothing is sent from it.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

mod code;

use crate::app::wait::Covered;
use crate::app::{Effect, KeyPress, Model, Saving, Screen};
use crate::app_client::Secret;
use crate::export::{Export, Format};
use crate::keys::{Action, Key};

pub use code::{Code, CodeOf};

/// The page's state.
pub struct PreviewPage {
    /// The first line that is on the screen. Only scrolling moves it, since nothing has the focus.
    pub top: Option<usize>,
    /// How far the page below was scrolled.
    scroll_below: Option<usize>,
    /// What was seen of it.
    covered: Covered,
}

impl Model {
    /// The format that is shown: the one that was looked at last, if there is such a one here.
    #[must_use]
    pub fn code_format(&self, code: &Code) -> Format {
        let mut formats = code.export.iter().flat_map(Export::formats);
        formats.find(|format| *format == self.code_format).unwrap_or(Format::Cli)
    }

    /// There is something to preview here, or a preview to close.
    pub(super) fn can_preview(&self) -> bool {
        match &self.screen {
            _ if self.preview.is_some() => true,
            Screen::Step | Screen::Review(_) => true,
            Screen::Created(page) => page.request.is_some(),
            Screen::Client(page) => page.client.is_some(),
            // What an open request did has to be known before another one can be planned.
            Screen::Changes(page) => !page.is_busy() && page.saved().is_none() && !self.update_is_open(),
            _ => false,
        }
    }

    /// Opens it over the page, of which nothing changes; a secret on it is hidden.
    pub(super) fn open_preview(&mut self, scroll_below: Option<usize>) {
        self.hide_secret();
        let covered = self.page.cover();
        self.preview = Some(Box::new(PreviewPage { top: None, scroll_below, covered }));
    }

    /// The page below comes back as it was left.
    fn close_preview(&mut self) {
        if let Some(page) = self.preview.take() {
            self.scroll = page.scroll_below;
            self.page.uncover(&page.covered);
        }
    }

    pub(super) fn act_in_preview(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.scroll_preview(action);
            }
            Action::Left => self.other_format(-1),
            Action::Right => self.other_format(1),
            Action::Pick => return self.pick_format(key),
            Action::CopyCode => return self.copy_code(),
            Action::SaveCode => return self.save_code(),
            Action::Accept if press.burst => {}
            Action::Accept | Action::Back | Action::Quit | Action::Preview => self.close_preview(),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn offers_in_preview(&self, action: Action) -> bool {
        match action {
            Action::MoveToHelp => false,
            Action::Left | Action::Right | Action::Pick => self.code().export.is_some(),
            _ => true,
        }
    }

    fn scroll_preview(&mut self, action: Action) {
        let top = self.scrolled_to(action);
        if let Some(page) = &mut self.preview {
            page.top = top;
        }
    }

    /// The next format or the one before, around the ends.
    fn other_format(&mut self, delta: isize) {
        let code = self.code();
        let formats: Vec<Format> = code.export.iter().flat_map(Export::formats).collect();
        let here = self.code_format(&code);
        let at = formats.iter().position(|format| *format == here).unwrap_or_default();
        let to = match at.checked_add_signed(delta) {
            Some(to) if to < formats.len() => to,
            Some(_) => 0,
            None => formats.len().saturating_sub(1),
        };
        if let Some(format) = formats.get(to) {
            self.show_format(*format);
        }
    }

    fn pick_format(&mut self, key: Key) -> Vec<Effect> {
        let Some(format) = Self::digit(key).and_then(|n| Format::ALL.get(n)).copied() else { return Vec::new() };
        if self.code().export.iter().flat_map(Export::formats).any(|offered| offered == format) {
            self.show_format(format);
            return Vec::new();
        }
        self.say(format!("{} is there once the app client exists: it needs the Client ID.", format.label()))
    }

    fn show_format(&mut self, format: Format) {
        self.code_format = format;
        if let Some(page) = &mut self.preview {
            page.top = None;
        }
    }

    /// Nothing is missing in the code.
    pub(super) fn code_is_whole(&self) -> bool {
        let code = self.code();
        code.export.is_some() && code.errors.is_empty()
    }

    /// The code as a whole, unless something is missing in it.
    fn whole_code(&mut self) -> Option<(Format, String)> {
        let code = self.code();
        let format = self.code_format(&code);
        let whole = code.export.as_ref().filter(|_| code.errors.is_empty());
        if whole.is_none() {
            self.notice = Some("This is not a whole request yet. Mend the problems first.".to_owned());
        }
        whole.map(|export| (format, export.text(format)))
    }

    fn copy_code(&mut self) -> Vec<Effect> {
        let Some((format, text)) = self.whole_code() else { return Vec::new() };
        let effects = self.copy(format.label(), Secret::new(text));
        let words = "sent to your terminal's clipboard. If paste is empty, f writes it to a file.";
        self.notice = Some(format!("{} {words}", format.label()));
        effects
    }

    /// Asks where to; what is written is what is on the page now.
    fn save_code(&mut self) -> Vec<Effect> {
        if let Some((format, mut text)) = self.whole_code() {
            // The writer ends the last line.
            if text.ends_with('\n') {
                text.pop();
            }
            self.ask_path_for(format.file_name().to_owned(), Saving::Code(format.label(), text));
        }
        Vec::new()
    }
}
