//! The app clients of a pool.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::review;
use crate::app::{ClientEntry, ClientFact, ClientFocus, ClientList, Fact, Link, Listing, Model};
use crate::app_client::AppClientSummary;
use crate::text;
use crate::theme::Theme;

/// The first entry of the list.
const CREATE: &str = "Create app client";
/// For a client without a name.
const NO_NAME: &str = "(no name)";
/// A Client ID has 26 characters at most in practice.
const ID: usize = 27;
/// Columns of the secret and of the day of the last change.
const SECRET: usize = 8;
const DAY: usize = 12;
/// Fewest columns of names, and of flows.
const NAME: usize = 16;
const FLOWS: usize = 30;

/// The body of the page.
pub fn page(model: &Model, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let Some(list) = model.client_list() else { return doc };
    if !room.narrow {
        let title = format!(" App clients of {}", model.pool_name().unwrap_or_default());
        doc.styled(text::cut(&title, room.width), theme.title());
        doc.gap();
    }
    if model.clients.focus == ClientFocus::Id {
        id_field(&mut doc, model, theme, room);
        doc.gap();
    }
    filter_line(&mut doc, model, list, theme, room);
    rows(&mut doc, model, list, theme, room);
    state(&mut doc, model, list, theme, room);
    if model.failure().is_none() {
        details(&mut doc, list, theme, room);
    }
    doc
}

fn id_field(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    let lead = if room.narrow { "> " } else { " > " };
    let indent = text::width(lead);
    doc.text(room, indent.saturating_sub(2), "Client ID", theme.title());
    let editor = &model.clients.id;
    let columns = room.width.saturating_sub(indent + 2);
    let (value, cursor) = text::window(&text::clean(editor.value()), editor.visual_cursor(), columns);
    doc.cursor_on_next(indent + cursor);
    let fill = "_".repeat(ID.min(columns).saturating_sub(text::width(&value)));
    doc.line(vec![Span::raw(lead), Span::styled(value, theme.focus()), Span::raw(fill)]);
    if model.clients.is_id_wrong {
        let lead = if room.narrow { "x " } else { " x " };
        doc.hanging(room, lead, theme.error(), "Enter a Client ID: letters and digits only.", theme.error());
    } else {
        doc.text(room, indent, "Opens this app client, listed or not.", Style::new());
    }
}

fn filter_line(doc: &mut Doc, model: &Model, list: &ClientList, theme: Theme, room: Room) {
    let all = list.rows().len();
    if all == 0 && list.filter.value().is_empty() && model.clients.focus != ClientFocus::Filter {
        return;
    }
    let lead = if room.narrow { "/ " } else { " / " };
    let columns = room.width.saturating_sub(34).max(8);
    let (filter, cursor) = text::window(&text::clean(list.filter.value()), list.filter.visual_cursor(), columns);
    if model.clients.focus == ClientFocus::Filter {
        doc.cursor_on_next(text::width(lead) + cursor);
    }
    doc.line(vec![Span::styled(lead, theme.key()), Span::raw(filter), Span::raw("_")]);
    let more = if matches!(list.listing, Listing::Loading(_) | Listing::Busy(..)) { "+" } else { "" };
    let what = if room.narrow { "clients" } else { "app clients" };
    doc.right(room, &format!("{} of {}{more} {what}", number(list.shown()), number(all)), Style::new());
}

fn number(n: usize) -> String {
    text::thousands(u64::try_from(n).unwrap_or(u64::MAX))
}

/// Columns of the list; none of secret, day and flows where there is no room for it.
struct Columns {
    name: usize,
    id: usize,
    secret: bool,
    day: bool,
    flows: usize,
}

impl Columns {
    fn of(room: Room) -> Self {
        let width = room.width.saturating_sub(text::width(room.lead(false)));
        let none = Self { name: 0, id: ID, secret: false, day: false, flows: 0 };
        let Some(rest) = width.checked_sub(ID + NAME) else {
            // Names are what people look for; the whole ID stands below the list.
            let id = width / 5 * 2;
            return Self { name: width - id, id, ..none };
        };
        let (secret, day) = (rest >= SECRET, rest >= SECRET + DAY);
        let free = rest - if secret { SECRET } else { 0 } - if day { DAY } else { 0 };
        let flows = if day && free >= FLOWS + 8 { free / 2 } else { 0 };
        Self { name: NAME + free - flows, secret, day, flows, ..none }
    }

    fn line(&self, [name, id, secret, day, flows]: [&str; 5]) -> (String, String) {
        let mut rest = format!("  {}", text::fit(id, self.id));
        if self.secret {
            rest.push_str(&text::fit(secret, SECRET));
        }
        if self.day {
            rest.push_str(&text::fit(day, DAY));
        }
        if self.flows > 0 {
            rest.push_str(&text::cut(flows, self.flows));
        }
        (text::fit(name, self.name.saturating_sub(2)), rest)
    }
}

fn rows(doc: &mut Doc, model: &Model, list: &ClientList, theme: Theme, room: Room) {
    if list.entries() == 0 {
        return;
    }
    let columns = Columns::of(room);
    if !room.narrow {
        doc.gap();
        let (name, rest) = columns.line(["NAME", "CLIENT ID", "SECRET", "MODIFIED", "FLOWS"]);
        doc.styled(format!("   {name}{}", rest.trim_end()), theme.title());
    }
    let start = doc.len();
    let is_in_list = model.clients.focus == ClientFocus::List;
    for n in model.client_window() {
        let Some(entry) = list.entry(n) else { continue };
        let on = n == list.selected() && model.clients.focus != ClientFocus::Id;
        let lead = room.lead(on);
        if on && is_in_list {
            doc.cursor_on_next(lead.len() - 2);
        }
        let style = if on && is_in_list { theme.focus() } else { Style::new() };
        let (name, rest) = match entry {
            ClientEntry::Create => (CREATE.to_owned(), create_hint(model, room)),
            ClientEntry::Client(client) => row(list, client, &columns),
        };
        doc.line(vec![Span::raw(lead), Span::styled(name, style), Span::raw(rest)]);
    }
    doc.focus_from(start);
}

/// Answers that were left are gone on with.
fn create_hint(model: &Model, room: Room) -> String {
    if model.draft.is_untouched() {
        return String::new();
    }
    let name = model.draft.name.trim();
    let hint = if name.is_empty() { "  goes on".to_owned() } else { format!("  goes on with {name}") };
    text::cut(&hint, room.width.saturating_sub(CREATE.len() + 4))
}

fn row(list: &ClientList, client: &AppClientSummary, columns: &Columns) -> (String, String) {
    let (secret, day, flows) = match list.facts.get(&client.id) {
        Some(Fact::Known(fact)) => (secret_mark(fact), fact.day(), &*fact.flows),
        Some(Fact::NotKnown(_)) => ("?", "?", "?"),
        None if list.facts.stopped().is_some() => ("?", "?", "?"),
        None => ("", "", ""),
    };
    columns.line([name_of(client), &client.id, secret, day, flows])
}

fn name_of(client: &AppClientSummary) -> &str {
    if client.name.trim().is_empty() { NO_NAME } else { &client.name }
}

const fn secret_mark(fact: &ClientFact) -> &'static str {
    match fact.secret {
        Some(true) => "yes",
        Some(false) => "no",
        None => "?",
    }
}

/// What is to be said about the list itself.
fn state(doc: &mut Doc, model: &Model, list: &ClientList, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    match &list.listing {
        // The list is about to be asked for.
        Listing::NotYet if model.link() == Link::Up => {}
        Listing::NotYet => waiting(doc, model, model.connecting_since(), "Looking for AWS settings.", room),
        Listing::Loading(_) if list.rows().is_empty() => {
            let what = format!("Reading the app clients of {}.", model.pool_name().unwrap_or_default());
            waiting(doc, model, list.since, &what, room);
        }
        Listing::Busy(_, error) => {
            let seconds = list.retry.again().map_or(0, |again| model.seconds_to(again));
            let text = format!("{} Trying again in {seconds} s. r tries now, Esc stops.", error.sentence);
            doc.gap();
            doc.hanging(room, if room.narrow { "! " } else { " ! " }, theme.warning(), &text, theme.warning());
        }
        Listing::Failed(error) => {
            let what = if list.rows().is_empty() { "could not be read" } else { "could not be read to its end" };
            doc.gap();
            let lead = if room.narrow { "x " } else { " x " };
            doc.hanging(room, lead, theme.error(), &format!("The list of app clients {what}."), theme.error());
            review::error(doc, error, indent + 2, room);
            let without = "Without the list: n creates an app client, i opens one by its Client ID.";
            doc.text(room, indent + 2, without, Style::new());
            if let Some(moves) = model.next_moves() {
                doc.text(room, indent + 2, &moves, Style::new());
            }
        }
        Listing::Complete if list.rows().is_empty() => {
            doc.gap();
            doc.text(room, indent, "This pool has no app clients yet. Enter or n creates one.", Style::new());
        }
        Listing::Complete | Listing::Loading(_) if list.shown() == 0 => {
            doc.text(room, indent, "No app client matches the filter. Esc clears it.", Style::new());
        }
        Listing::Complete | Listing::Loading(_) => {}
    }
}

/// A wait is said in words once it can be felt, with its seconds.
fn waiting(doc: &mut Doc, model: &Model, since: std::time::Duration, what: &str, room: Room) {
    if let Some(seconds) = model.waited(since) {
        doc.gap();
        doc.text(room, usize::from(!room.narrow), &format!("{what} {seconds} s"), Style::new());
    }
}

/// What is known of the highlighted client.
fn details(doc: &mut Doc, list: &ClientList, theme: Theme, room: Room) {
    let Some(client) = list.highlighted_client() else { return };
    let fact = list.facts.get(&client.id);
    let not_known = match fact {
        Some(Fact::NotKnown(why)) => Some(why.as_str()),
        Some(Fact::Known(_)) => None,
        None => list.facts.stopped(),
    };
    if !room.narrow {
        doc.gap();
        doc.styled(format!(" {}", text::cut(name_of(client), room.width.saturating_sub(2))), theme.title());
    }
    match (fact, not_known) {
        (Some(Fact::Known(fact)), _) => known(doc, &client.id, fact, room),
        (_, Some(why)) => {
            line(doc, room, "Client ID", &client.id);
            doc.text(room, indent(room), &format!("The rest is not known. {why}"), Style::new());
        }
        (_, None) => line(doc, room, "Client ID", &client.id),
    }
}

const fn indent(room: Room) -> usize {
    if room.narrow { 0 } else { 3 }
}

fn known(doc: &mut Doc, id: &str, fact: &ClientFact, room: Room) {
    let secret = match fact.secret {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not told",
    };
    let minute = |moment: &Option<Box<str>>| {
        let moment = moment.as_deref().unwrap_or("not told");
        // To the minute: `2026-11-25 14:05`.
        moment.chars().take(16).collect::<String>()
    };
    if room.narrow {
        line(doc, room, "ID", id);
        line(doc, room, "Secret", &format!("{secret}, modified {}", fact.day()));
        line(doc, room, "Flows", &fact.flows);
        return;
    }
    pair(doc, room, ("Client ID", id), ("Secret", secret));
    pair(doc, room, ("Modified", &minute(&fact.modified)), ("Created", &minute(&fact.created)));
    line(doc, room, "Flows", &fact.flows);
}

fn line(doc: &mut Doc, room: Room, label: &str, value: &str) {
    let label = if room.narrow { format!("{label} ") } else { format!("   {}", text::fit(label, 11)) };
    let value = text::cut(value, room.width.saturating_sub(text::width(&label)));
    doc.line(format!("{label}{value}"));
}

fn pair(doc: &mut Doc, room: Room, (a, left): (&str, &str), (b, right): (&str, &str)) {
    let text = format!("   {}{}{}{right}", text::fit(a, 11), text::fit(left, ID + 2), text::fit(b, 9));
    doc.line(text::cut(&text, room.width));
}

/// The buttons; the one that Enter presses is marked.
pub fn buttons(model: &Model) -> Vec<(&'static str, bool)> {
    let here = match highlighted(model) {
        Some(ClientEntry::Create) => Some(("Create app client", true)),
        Some(ClientEntry::Client(_)) => Some(("Open", true)),
        None if model.clients.focus == ClientFocus::Id => Some(("Open", true)),
        None => None,
    };
    [Some(("Quit", false)), here].into_iter().flatten().collect()
}

/// What Enter does.
pub fn enter_word(model: &Model) -> &'static str {
    match highlighted(model) {
        Some(ClientEntry::Create) if model.draft.is_untouched() => "create",
        Some(ClientEntry::Create) => "go on",
        Some(ClientEntry::Client(_)) => "open",
        None if model.clients.focus == ClientFocus::Id => "open",
        None => "",
    }
}

/// The entry that Enter is about.
fn highlighted(model: &Model) -> Option<ClientEntry<'_>> {
    let list = model.client_list().filter(|_| model.clients.focus != ClientFocus::Id)?;
    list.highlighted()
}
