//! Settings as rows: a label and its values.

use ratatui::style::Style;
use ratatui::text::Span;
use serde_json::Value;

use crate::app_client::settings::{Kind, Member, Settings, Unset};
use crate::app_client::{AuthFlow, AuthFlows};
use crate::text;
use crate::theme::Theme;
use crate::view::doc::{Doc, Room};

/// Where the values start: behind labels, and behind names of the API. A longer name has a line of
/// its own.
const VALUES: (usize, usize) = (23, 31);
/// Stars for a secret, wide and narrow; how long it is they do not say.
const STARS: (usize, usize) = (26, 12);

/// Adds rows to a page.
pub struct Rows<'a> {
    doc: &'a mut Doc,
    api_names: bool,
    theme: Theme,
    room: Room,
}

impl<'a> Rows<'a> {
    pub const fn new(doc: &'a mut Doc, api_names: bool, theme: Theme, room: Room) -> Self {
        Self { doc, api_names, theme, room }
    }

    /// A setting that no update takes: its label, its name in the API, its value.
    pub fn fact(&mut self, label: &str, api_name: &str, value: &str) {
        self.text(if self.api_names { api_name } else { label }, value);
    }

    /// A setting, in words.
    pub fn member(&mut self, settings: &Settings, member: &Member) {
        let name = if self.api_names { member.name } else { member.label };
        let items = words(settings, member);
        let is_long = matches!(member.kind, Kind::List(_)) && items.len() > 1;
        let count = if is_long { format!(" ({})", items.len()) } else { String::new() };
        self.values(&format!("{name}{count}"), &items, matches!(member.kind, Kind::List(Unset::Flows)));
    }

    /// A label and one value.
    pub fn text(&mut self, label: &str, value: &str) {
        self.values(label, &[value.to_owned()], false);
    }

    /// Another value below the last.
    pub fn below(&mut self, value: &str) {
        let column = if self.room.narrow { 4 } else { self.column() };
        self.doc.text(self.room, column, value, Style::new());
    }

    /// Stars for a secret; so many that the keys for it have room beside them.
    pub fn stars(&mut self) {
        if self.room.spoken {
            return;
        }
        self.below(&"*".repeat(if self.room.narrow { STARS.1 } else { STARS.0 }));
    }

    /// Keys for the last value, at the right end.
    pub fn keys(&mut self, keys: &str) {
        self.doc.right(self.room, keys, self.theme.key());
    }

    /// If there is a line for each field only.
    pub const fn is_narrow(&self) -> bool {
        self.room.narrow
    }

    const fn column(&self) -> usize {
        if self.api_names { VALUES.1 } else { VALUES.0 }
    }

    /// Values side by side if they fit on a line and need none of their own, else one a line.
    fn values(&mut self, label: &str, values: &[String], one_a_line: bool) {
        let column = if self.room.narrow { text::width(label) + 4 } else { self.column() };
        let joined = values.join(", ");
        let fits = column + text::width(&joined) < self.room.width && !one_a_line;
        let lines = if fits { std::slice::from_ref(&joined) } else { values };
        if self.room.narrow { self.narrow(label, lines) } else { self.wide(label, lines) }
    }

    fn wide(&mut self, label: &str, lines: &[String]) {
        let column = self.column();
        let lead = format!("   {label}");
        let has_own_line = text::width(&lead) + 1 >= column;
        if has_own_line {
            self.doc.line(vec![Span::raw(lead.clone())]);
        }
        for (n, line) in lines.iter().enumerate() {
            let lead = if n == 0 && !has_own_line { lead.as_str() } else { "" };
            self.doc.hanging(self.room, &text::fit(lead, column), Style::new(), line, Style::new());
        }
    }

    fn narrow(&mut self, label: &str, lines: &[String]) {
        match lines {
            [line] if text::width(label) + text::width(line) + 5 <= self.room.width => {
                self.doc.text(self.room, 2, &format!("{label}: {line}"), Style::new());
            }
            lines => {
                self.doc.text(self.room, 2, &format!("{label}:"), Style::new());
                for line in lines {
                    self.doc.text(self.room, 4, line, Style::new());
                }
            }
        }
    }
}

/// The values of a setting; an absent one says the service's default.
fn words(settings: &Settings, member: &Member) -> Vec<String> {
    let reading = settings.reading(member);
    if reading.is_default {
        return vec![format!("default ({})", default_words(member.kind, &reading.items))];
    }
    match member.kind {
        Kind::List(Unset::Flows) => reading.items.iter().map(|wire| flow(wire)).collect(),
        Kind::Parts(..) => rotation(settings, member).map_or(reading.items, |words| vec![words]),
        Kind::Word(_) => reading.items.iter().map(|word| explained(word)).collect(),
        Kind::Text(_) | Kind::Switch(_) | Kind::Minutes(_) | Kind::Lifetime(_) | Kind::List(Unset::Words(_)) => {
            reading.items
        }
    }
}

fn default_words(kind: Kind, items: &[String]) -> String {
    match kind {
        Kind::List(Unset::Flows) => AuthFlows::api_default().in_words(),
        Kind::List(Unset::Words("pool default")) => "as the pool has it".to_owned(),
        Kind::Word(word) => explained(word),
        Kind::Text(_)
        | Kind::Switch(_)
        | Kind::Minutes(_)
        | Kind::Lifetime(_)
        | Kind::List(Unset::Words(_))
        | Kind::Parts(..) => items.join(", "),
    }
}

/// `PreventUserExistenceErrors` in the words of Review.
fn explained(word: &str) -> String {
    match word {
        "ENABLED" => format!("prevented, {word}"),
        "LEGACY" => format!("shown, {word}"),
        _ => word.to_owned(),
    }
}

/// The flow's name on the wire and, if we know it, what Review calls it.
fn flow(wire: &str) -> String {
    match AuthFlow::ALL.into_iter().find(|flow| flow.wire() == wire) {
        Some(flow) => format!("{wire} ({})", flow.text().short),
        None => wire.to_owned(),
    }
}

/// Rotation of refresh tokens, if it is nothing but what we know of it.
fn rotation(settings: &Settings, member: &Member) -> Option<String> {
    let parts = settings.get(member.name)?.as_object()?;
    let feature = parts.get("Feature").and_then(Value::as_str)?;
    let grace = parts.get("RetryGracePeriodSeconds").and_then(Value::as_u64);
    if parts.len() > 1 + usize::from(grace.is_some()) {
        return None;
    }
    match (feature, grace) {
        ("DISABLED", _) => Some("off".to_owned()),
        ("ENABLED", None) => Some("on".to_owned()),
        ("ENABLED", Some(seconds)) => {
            Some(format!("on, grace period {}", text::count(usize::try_from(seconds).ok()?, "second")))
        }
        _ => None,
    }
}
