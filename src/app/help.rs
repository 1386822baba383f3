//! Help: the text for what has the focus, over the page or in the side panel.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::{Effect, Model, Overlay, Screen};
use crate::app_client::FieldId;
use crate::keys::Action;
use crate::text;
use crate::wizard::Input;

/// A line of help, ready to draw.
pub enum HelpLine {
    /// A title or a heading.
    Title(String),
    /// Anything else.
    Text(String),
}

/// How far a help text is scrolled, and if the keys scroll it.
#[derive(Clone, Copy, Default)]
pub struct HelpView {
    /// Lines above the first that is shown.
    pub scroll: usize,
    /// The keys go to the panel.
    pub focused: bool,
}

/// From this many columns on, help has a panel of its own beside the page.
pub const PANEL_FROM: u16 = 110;
/// Columns of text in that panel.
pub const PANEL_TEXT: u16 = 38;
/// Below this many rows a page shows one field at a time, whatever its width.
pub const ROWS_FOR_ALL: u16 = 20;
/// Lines that `PgUp` and `PgDn` move by.
const PAGE: usize = 8;

impl Model {
    /// If the help panel is beside the page.
    #[must_use]
    pub fn panel_is_shown(&self) -> bool {
        self.has_room_for_panel() && self.panel_open && self.overlay.is_none()
    }

    /// A panel can stand beside the page; code takes the whole width.
    const fn has_room_for_panel(&self) -> bool {
        let (columns, rows) = self.size;
        columns >= PANEL_FROM && rows >= ROWS_FOR_ALL && self.preview.is_none()
    }

    /// The help text for what has the focus: `# Title`, then paragraphs.
    #[must_use]
    pub fn help_text(&self) -> &'static str {
        if self.hash.is_some() {
            return include_str!("../../assets/help/secret-hash.md");
        }
        if self.preview.is_some() {
            return include_str!("../../assets/help/preview.md");
        }
        match &self.screen {
            Screen::Pools if self.pools.focus == crate::app::PoolFocus::Id => {
                include_str!("../../assets/help/user-pool-id.md")
            }
            Screen::Pools => include_str!("../../assets/help/user-pool.md"),
            Screen::Clients => include_str!("../../assets/help/app-clients.md"),
            Screen::Client(_) => include_str!("../../assets/help/app-client.md"),
            Screen::Changes(_) => include_str!("../../assets/help/review-changes.md"),
            Screen::Delete(_) => include_str!("../../assets/help/delete.md"),
            Screen::Secrets(_) => include_str!("../../assets/help/secrets.md"),
            Screen::Step => self.field_help(),
            Screen::Resume(_) => include_str!("../../assets/help/resume.md"),
            Screen::Review(_) => include_str!("../../assets/help/review.md"),
            Screen::Creating(_) => include_str!("../../assets/help/creating.md"),
            Screen::Created(_) => include_str!("../../assets/help/done.md"),
            Screen::Unknown(_) => include_str!("../../assets/help/unknown.md"),
        }
    }

    /// The option's own help if it has one, else the field's.
    fn field_help(&self) -> &'static str {
        let Some(field) = self.form.field().or_else(|| self.form.step().fields.first()) else { return "" };
        match &field.input {
            Input::Toggles(toggles) if field.id == FieldId::AuthFlows => {
                let options = (toggles.options)(&self.context(), &self.draft);
                options.get(self.form.cursor(field.id)).and_then(|option| option.help).unwrap_or(field.help)
            }
            Input::Toggles(_) | Input::Choice(_) | Input::Text(_) | Input::Matrix => field.help,
        }
    }

    /// The help text and the keys that work now, wrapped to `columns`.
    #[must_use]
    pub fn help_lines(&self, columns: usize) -> Vec<HelpLine> {
        let mut lines = Vec::new();
        let wrapped = |text: &str, indent: &str| -> Vec<String> {
            text::wrap(text, columns.saturating_sub(indent.len() + 1))
                .into_iter()
                .map(|l| format!("{indent}{l}"))
                .collect()
        };
        for paragraph in self.help_text().lines() {
            let heading = paragraph.strip_prefix("## ").or_else(|| paragraph.strip_prefix("# "));
            match (heading, paragraph.strip_prefix("- ")) {
                (Some(heading), _) => lines.push(HelpLine::Title(heading.to_owned())),
                (None, Some(item)) => lines.extend(wrapped(item, "  ").into_iter().map(HelpLine::Text)),
                (None, None) => lines.extend(wrapped(paragraph, "").into_iter().map(HelpLine::Text)),
            }
        }
        lines.push(HelpLine::Text(String::new()));
        lines.push(HelpLine::Title("Keys that work here".to_owned()));
        for binding in self.page_bindings() {
            let line = format!("{}: {}", binding.key_names(), binding.words);
            lines.extend(wrapped(&line, "  ").into_iter().map(HelpLine::Text));
        }
        lines
    }

    /// The keys of the page below, not those of the help itself.
    fn page_bindings(&self) -> impl Iterator<Item = &'static crate::keys::Binding> {
        let place = self.place_below_help();
        crate::keys::BINDINGS.iter().filter(move |b| b.works_in(place) && self.offers(b.action))
    }

    /// Help never scrolls past its last page.
    fn help_end(&self) -> usize {
        let (columns, rows) = self.size;
        let panel = self.overlay.is_none() && self.panel.focused;
        let width = if panel { usize::from(crate::app::PANEL_TEXT) } else { usize::from(columns) };
        self.help_lines(width).len().saturating_sub(usize::from(rows).saturating_sub(8).max(4))
    }

    /// F1: the panel on wide screens, else over the page.
    pub(super) fn toggle_help(&mut self) -> Vec<Effect> {
        self.panel = HelpView::default();
        if self.has_room_for_panel() && self.overlay.is_none() {
            self.panel_open = !self.panel_open;
        } else if self.overlay.is_none() {
            self.overlay = Some(Overlay::Help(HelpView::default()));
        }
        Vec::new()
    }

    pub(super) fn act_in_help(&mut self, action: Action) -> Vec<Effect> {
        let end = self.help_end();
        let close = matches!(action, Action::Help | Action::MoveToHelp | Action::Back | Action::Quit);
        let view = match &mut self.overlay {
            Some(Overlay::Help(view)) => view,
            Some(Overlay::Dialog(_) | Overlay::SavePath(_) | Overlay::Picker(_)) | None => &mut self.panel,
        };
        view.scroll = view.scroll.min(end);
        match action {
            Action::Up => view.scroll = view.scroll.saturating_sub(1),
            Action::Down => view.scroll = (view.scroll + 1).min(end),
            Action::PageUp => view.scroll = view.scroll.saturating_sub(PAGE),
            Action::PageDown => view.scroll = (view.scroll + PAGE).min(end),
            Action::First => view.scroll = 0,
            Action::Last => view.scroll = end,
            _ if close && view.focused => view.focused = false,
            _ if close => self.overlay = None,
            _ => {}
        }
        Vec::new()
    }
}
