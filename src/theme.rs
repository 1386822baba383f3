//! Styles by meaning, and the two glyph sets; chosen once at the start. Meaning is never carried
//! by colour alone: every state also has its word or ASCII mark.

use ratatui::style::{Color, Modifier, Style};

/// The look.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Colours are allowed; without them nothing is lost.
    pub color: bool,
    /// Only ASCII may be written.
    pub ascii: bool,
}

impl Theme {
    /// Titles.
    #[must_use]
    pub const fn title(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The value or the button that has the focus.
    #[must_use]
    pub const fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Errors.
    #[must_use]
    pub const fn error(self) -> Style {
        self.accent(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Warnings.
    #[must_use]
    pub const fn warning(self) -> Style {
        self.accent(Color::Yellow)
    }

    /// What went well.
    #[must_use]
    pub const fn good(self) -> Style {
        self.accent(Color::Green)
    }

    /// Keys, marks, DEMO.
    #[must_use]
    pub const fn key(self) -> Style {
        self.accent(Color::Cyan)
    }

    /// The character that rules are drawn with.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    const fn accent(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }
}
