//! Select a user pool.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::review;
use crate::app::{Detail, Listing, Model, PoolFocus};
use crate::app_client::{PoolSummary, UserPool};
use crate::text;
use crate::theme::Theme;

/// Rows that the page needs besides those of the list, wide and narrow.
const OTHER_ROWS: (usize, usize) = (10, 3);

/// The body of the page.
pub fn page(model: &Model, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    if !room.narrow {
        doc.styled(" Select a user pool", theme.title());
        doc.gap();
    }
    if model.pools.focus == PoolFocus::Id {
        id_field(&mut doc, model, theme, room);
        doc.gap();
    }
    let visible = model.pools.visible();
    filter_line(&mut doc, model, visible.len(), theme, room);
    rows(&mut doc, model, &visible, theme, room);
    state(&mut doc, model, visible.len(), room, theme);
    if !room.narrow {
        details(&mut doc, model, theme, room);
        only_here(&mut doc, model, room);
    }
    doc
}

fn id_field(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    let lead = if room.narrow { "> " } else { " > " };
    let indent = text::width(lead);
    doc.text(room, indent.saturating_sub(2), "User pool ID", theme.title());
    let editor = &model.pools.id;
    let columns = room.width.saturating_sub(indent + 2);
    let (value, cursor) = text::window(&text::clean(editor.value()), editor.visual_cursor(), columns);
    doc.cursor_on_next(indent + cursor);
    let fill = "_".repeat(33_usize.min(columns).saturating_sub(text::width(&value)));
    doc.line(vec![Span::raw(lead), Span::styled(value, theme.focus()), Span::raw(fill)]);
    match &model.pools.id_error {
        Some(error) => {
            let lead = if room.narrow { "x " } else { " x " };
            doc.hanging(room, lead, theme.error(), &error.text, theme.error());
            if let Some(region) = &error.region {
                doc.right(room, &format!("F4 go to {region}"), theme.key());
            }
        }
        None => doc.text(
            room,
            indent,
            "Use this if you may not list pools. For example, us-east-1_Ab12Cd34E.",
            Style::new(),
        ),
    }
}

fn filter_line(doc: &mut Doc, model: &Model, shown: usize, theme: Theme, room: Room) {
    let all = model.pools.list.len();
    if all == 0 && model.pools.filter.value().is_empty() {
        return;
    }
    let lead = if room.narrow { "/ " } else { " / " };
    let editor = &model.pools.filter;
    let columns = room.width.saturating_sub(24);
    let (filter, cursor) = text::window(&text::clean(editor.value()), editor.visual_cursor(), columns);
    if model.pools.focus == PoolFocus::Filter {
        doc.cursor_on_next(text::width(lead) + cursor);
    }
    doc.line(vec![Span::styled(lead, theme.key()), Span::raw(filter), Span::raw("_")]);
    let loading = if matches!(model.pools.listing, Listing::Loading(_) | Listing::Busy(..)) { "+" } else { "" };
    doc.right(room, &format!("{shown} of {all}{loading} pools"), Style::new());
}

/// Columns of name and ID.
fn columns(room: Room) -> (usize, usize) {
    if room.narrow { (room.width.saturating_sub(24).max(12), 20) } else { (room.width.saturating_sub(44), 24) }
}

fn rows(doc: &mut Doc, model: &Model, visible: &[&PoolSummary], theme: Theme, room: Room) {
    if visible.is_empty() {
        return;
    }
    let (name, id) = columns(room);
    if !room.narrow {
        doc.gap();
        doc.styled(format!("   {}{}LAST MODIFIED", text::fit("NAME", name), text::fit("POOL ID", id)), theme.title());
    }
    let other = if room.narrow { OTHER_ROWS.1 } else { OTHER_ROWS.0 };
    let height = room.height.saturating_sub(other + usize::from(model.pools.focus == PoolFocus::Id) * 4).max(3);
    let cursor = model.pools.selected().min(visible.len() - 1);
    let first = cursor.saturating_sub(height / 2).min(visible.len().saturating_sub(height));
    let start = doc.len();
    for (n, row) in visible.iter().enumerate().skip(first).take(height) {
        let on = n == cursor && model.pools.focus != PoolFocus::Id;
        let lead = room.lead(on);
        if on && model.pools.focus == PoolFocus::List {
            doc.cursor_on_next(lead.len() - 2);
        }
        let style = if on && model.pools.focus == PoolFocus::List { theme.focus() } else { Style::new() };
        let mut line = vec![
            Span::raw(lead),
            Span::styled(text::fit(&row.name, name - 2), style),
            Span::raw(format!("  {}", text::fit(row.id.as_str(), id))),
        ];
        if !room.narrow {
            let is_last = model.pools.last_used.as_ref() == Some(&row.id);
            let date = row.last_modified.clone().unwrap_or_default();
            line.push(Span::raw(if is_last { "last used".to_owned() } else { date }));
        }
        doc.line(line);
    }
    doc.focus_from(start);
}

/// What is to be said about the list itself.
fn state(doc: &mut Doc, model: &Model, shown: usize, room: Room, theme: Theme) {
    let indent = usize::from(!room.narrow);
    let region = model.session.as_ref().map_or("this Region", |session| session.region.as_str());
    match &model.pools.listing {
        Listing::NotYet => waiting(doc, model, model.connecting_since(), "Looking for AWS settings.", room),
        Listing::Loading(_) if model.pools.list.is_empty() => {
            waiting(doc, model, model.pools.since, &format!("Reading the user pools of {region}."), room);
        }
        Listing::Busy(_, error) => {
            let seconds = model.pools.retry.again().map_or(0, |again| model.seconds_to(again));
            let text = format!("{} Trying again in {seconds} s. r tries now, Esc stops.", error.sentence);
            doc.gap();
            doc.hanging(room, if room.narrow { "! " } else { " ! " }, theme.warning(), &text, theme.warning());
        }
        Listing::Failed(error) => {
            let what = if model.pools.list.is_empty() { "could not be read" } else { "could not be read to its end" };
            doc.gap();
            let lead = if room.narrow { "x " } else { " x " };
            doc.hanging(room, lead, theme.error(), &format!("The list of user pools {what}."), theme.error());
            review::error(doc, error, indent + 2, room);
            if let Some(moves) = review::moves(model, room) {
                doc.text(room, indent + 2, &moves, Style::new());
            }
        }
        Listing::Complete if model.pools.list.is_empty() => doc.text(
            room,
            indent,
            &format!("No user pools in {region}. Choose another Region, or create a pool first."),
            Style::new(),
        ),
        Listing::Complete | Listing::Loading(_) if shown == 0 => {
            doc.text(room, indent, "No pool matches the filter. Esc clears it.", Style::new());
        }
        Listing::Complete | Listing::Loading(_) => {}
    }
}

/// The list is of one Region, which people forget.
fn only_here(doc: &mut Doc, model: &Model, room: Room) {
    let Some(session) = model.session.as_ref().filter(|_| !model.start.demo) else { return };
    if room.roomy || matches!(model.pools.listing, Listing::Complete) && model.pools.visible().is_empty() {
        doc.gap();
        let line = format!("Pools are read from {} only. To use another Region, press g.", session.region);
        doc.text(room, 1, &line, Style::new());
    }
}

/// A wait is said in words once it can be felt, with its seconds.
fn waiting(doc: &mut Doc, model: &Model, since: std::time::Duration, what: &str, room: Room) {
    if let Some(seconds) = model.waited(since) {
        let seconds = format!("{seconds} s");
        if room.narrow {
            doc.text(room, 0, what, Style::new());
            doc.right(room, &seconds, Style::new());
        } else {
            doc.text(room, 1, &format!("{what} {seconds}"), Style::new());
        }
    }
}

fn details(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    let Some(row) = model.pools.highlighted() else { return };
    doc.gap();
    doc.styled(format!(" {}", text::cut(&row.name, room.width.saturating_sub(2))), theme.title());
    match model.pools.details.get(&row.id) {
        Some(Detail::Known(pool)) => known(doc, pool),
        Some(Detail::Failed(error)) => doc.text(room, 3, &error.sentence, Style::new()),
        Some(Detail::Wanted | Detail::Loading(_)) | None => {}
    }
}

fn known(doc: &mut Doc, pool: &UserPool) {
    let users = pool.users.map_or_else(|| "not known".to_owned(), text::thousands);
    let plan = pool.tier.map_or("not known", crate::app_client::Tier::name);
    let required: Vec<&str> =
        pool.attributes.iter().filter(|a| a.required && a.name != "sub").map(|a| a.name.as_str()).collect();
    let required = if required.is_empty() { "none".to_owned() } else { required.join(", ") };
    let custom = pool.attributes.iter().filter(|a| a.is_custom()).count();
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let pair = |a: &str, b: String, c: &str, d: String| {
        format!("   {}{}{}{d}", text::fit(a, 15), text::fit(&b, 15) + " ", text::fit(c, 16))
    };
    doc.line(pair("Users (about)", users, "Sign-in plan", plan.to_owned()));
    doc.line(pair("Domain", or_none(&pool.domain), "Required", required));
    doc.line(pair("Custom attrs", custom.to_string(), "MFA", or_none(&pool.mfa)));
}
