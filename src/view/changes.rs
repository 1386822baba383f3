//! Review changes: what an update would change and keep, what that does to apps, who and where; and
//! what became of it.

use ratatui::style::Style;
use ratatui::text::Span;

use super::doc::{Doc, Room};
use super::{creating, diff, review};
use crate::app::{ChangesButton, ChangesFocus, ChangesPage, Checked, Model, MovedSince, ReadFor, Saved, Stage};
use crate::app_client::changes::unchanged;
use crate::app_client::{AppClient, Update};
use crate::text;
use crate::theme::Theme;

/// The page's title, behind the name of the client.
pub const fn title(page: &ChangesPage) -> &'static str {
    if page.saved().is_some() { "Saved" } else { "Review changes" }
}

/// The body of the page.
pub fn page(model: &Model, page: &ChangesPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let Some(client) = model.source() else { return doc };
    match &page.stage {
        Stage::Reading(_, since, why) => {
            let steps = match why {
                ReadFor::Saving => Progress::BeforeSaving,
                ReadFor::Looking | ReadFor::Conflict => Progress::Looking,
                ReadFor::Checking => Progress::Checking,
            };
            busy(&mut doc, model, client, steps, *since, theme, room);
        }
        Stage::Sending(_, since) => busy(&mut doc, model, client, Progress::Sending, *since, theme, room),
        Stage::Saved(outcome) => saved(&mut doc, model, client, outcome, theme, room),
        Stage::Idle | Stage::Unknown => to_read(&mut doc, model, page, client, theme, room),
    }
    doc
}

/// What is under way.
#[derive(Clone, Copy)]
enum Progress {
    BeforeSaving,
    Sending,
    Looking,
    Checking,
}

fn busy(
    doc: &mut Doc,
    model: &Model,
    client: &AppClient,
    progress: Progress,
    since: std::time::Duration,
    theme: Theme,
    room: Room,
) {
    let indent = if room.narrow { 0 } else { 8 };
    let waited = model.waited(since).map(|seconds| format!("{seconds} s")).unwrap_or_default();
    let name = client.name_or_id();
    let what = match progress {
        Progress::BeforeSaving | Progress::Sending => format!("Saving the changes to {name}"),
        Progress::Looking => format!("Reading {name} again"),
        Progress::Checking => format!("Looking what became of the changes to {name}"),
    };
    doc.text(room, indent, &what, theme.title());
    doc.line("");
    let read = "DescribeUserPoolClient";
    let rows: &[(&str, &str, &str)] = match progress {
        Progress::BeforeSaving => &[
            ("working", read, &waited),
            ("waiting", "UpdateUserPoolClient", ""),
            ("waiting", "Compare the answer", ""),
        ],
        Progress::Sending => &[
            ("done", read, "nothing moved"),
            ("working", "UpdateUserPoolClient", &waited),
            ("waiting", "Compare the answer", ""),
        ],
        Progress::Looking | Progress::Checking => &[("working", read, &waited), ("waiting", "Compare", "")],
    };
    for (state, what, note) in rows {
        creating::row(doc, room, state, what, note);
    }
    doc.line("");
    let stop = match progress {
        Progress::BeforeSaving | Progress::Looking => {
            "Esc or Ctrl+C stops waiting. Nothing has been sent that changes anything."
        }
        Progress::Sending => {
            "Esc or Ctrl+C stops waiting. It does not undo the request: the changes may still be saved. This page can look then."
        }
        Progress::Checking => "Esc or Ctrl+C stops waiting.",
    };
    doc.text(room, indent, stop, Style::new());
}

fn saved(doc: &mut Doc, model: &Model, client: &AppClient, outcome: &Saved, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    let name = client.name_or_id();
    let demo = if model.start.demo { " (demo: nothing was changed at AWS)" } else { "" };
    let sentence = if outcome.looked {
        format!("The changes to {name} were saved{demo}. The answer was lost, so this tool read the client again.")
    } else {
        format!("The changes to {name} were saved{demo}.")
    };
    doc.text(room, indent, &sentence, theme.good());
    if !outcome.differences.is_empty() {
        let n = outcome.differences.len();
        let are = if n == 1 { "is" } else { "are" };
        let lead = if room.narrow { "! " } else { " ! " };
        let sentence = format!("Saved, but {} {are} not what was meant.", text::count(n, "setting"));
        doc.gap();
        doc.hanging(room, lead, theme.warning(), &sentence, theme.warning());
        diff::add(doc, &outcome.differences, ("MEANT", "GOT"), theme, room);
    }
    doc.gap();
    diff::add(doc, &outcome.changes, ("BEFORE", "NOW"), theme, room);
    doc.gap();
    doc.text(room, indent, "All other settings were sent as they were.", Style::new());
    if let Some(modified) = &client.modified {
        doc.text(room, indent, &format!("Last changed {modified}."), Style::new());
    }
}

fn to_read(doc: &mut Doc, model: &Model, page: &ChangesPage, client: &AppClient, theme: Theme, room: Room) {
    let lead = if room.narrow { "" } else { " " };
    trouble(doc, model, page, client, theme, room);
    if let Some(moved) = &page.moved {
        what_moved(doc, moved, theme, room);
        doc.gap();
    }
    match model.planned_update() {
        Ok(update) if update.changes().is_empty() => {
            doc.text(room, lead.len(), "Nothing has changed, so there is nothing to save.", theme.title());
            doc.gap();
            same_settings(doc, page, client, &update, theme, room);
        }
        Ok(update) => {
            doc.text(room, lead.len(), &counts(client, &update), Style::new());
            doc.gap();
            diff::add(doc, &update.changes(), ("NOW", "AFTER"), theme, room);
            same_settings(doc, page, client, &update, theme, room);
            at_risk(doc, &update, theme, room);
        }
        Err(_) => doc.styled(format!("{lead}There is a problem"), theme.title()),
    }
    let problems = model.problems_of_changes();
    if !problems.is_empty() {
        doc.gap();
    }
    for (n, problem) in problems.iter().enumerate() {
        review::line(doc, problem, page.focus == ChangesFocus::Line(n), theme, room);
    }
    doc.gap();
    when(doc, model, client, room);
    review::whereabouts(doc, model, room);
    if room.narrow && !room.spoken {
        narrow_buttons(doc, model, page, theme);
    }
}

/// What the service said, and what is then true.
fn trouble(doc: &mut Doc, model: &Model, page: &ChangesPage, client: &AppClient, theme: Theme, room: Room) {
    let lead = if room.narrow { "x " } else { " x " };
    let indent = text::width(lead);
    let name = client.name_or_id();
    let outcome = match (&page.stage, page.checked) {
        (Stage::Unknown, _) => {
            Some(format!("It is not known if the changes to {name} were saved. Enter reads the client and compares."))
        }
        (_, Some(Checked::NotSaved)) => Some(format!(
            "The answer was lost, so this tool read {name} again: the changes were not saved, nothing is different. If the request is still on its way, saving again does no harm."
        )),
        (_, Some(Checked::Partly)) => Some(format!(
            "The answer was lost, so this tool read {name} again: it is neither as before nor as it was meant. What is still to be changed stands below."
        )),
        (_, None) => page.failure.is_some().then(|| "The changes were not saved. Nothing changed in AWS.".to_owned()),
    };
    let Some(outcome) = outcome else { return };
    doc.hanging(room, lead, theme.error(), &outcome, theme.error());
    if let Some(failure) = &page.failure {
        review::error(doc, failure, indent, room);
        doc.text(room, indent, "Your changes are kept.", Style::new());
        if let Some(moves) = review::moves(model, room) {
            doc.text(room, indent, &moves, Style::new());
        }
    }
    doc.gap();
}

fn what_moved(doc: &mut Doc, since: &MovedSince, theme: Theme, room: Room) {
    let lead = if room.narrow { "! " } else { " ! " };
    let what = "The client was changed since you read it. Your changes stand below, over what is there now.";
    doc.hanging(room, lead, theme.warning(), what, theme.warning());
    let indent = text::width(lead);
    let dates = (since.before.as_deref().unwrap_or("not known"), since.now.as_deref().unwrap_or("not known"));
    if dates.0 != dates.1 {
        doc.text(room, indent, &format!("Last changed: before {}, now {}.", dates.0, dates.1), Style::new());
    }
    if since.moved.changes.is_empty() {
        doc.text(room, indent, "No setting that this tool knows is another one.", Style::new());
    } else {
        diff::add(doc, &since.moved.changes, ("BEFORE", "NOW"), theme, room);
    }
}

/// Why everything is sent, with the true numbers.
fn counts(client: &AppClient, update: &Update) -> String {
    let (read, sent) = (client.settings.count(), update.after().count());
    let body = update.body();
    let has_rotation = update.after().get("RefreshTokenRotation").is_some();
    let rotation = if body.contains_key("RefreshTokenRotation") && !has_rotation { " (and rotation: off)" } else { "" };
    let all = if read == sent { "all " } else { "" };
    format!(
        "Cognito replaces the whole client. Settings that are not sent go back to their defaults, so this tool reads all {read} and sends {all}{sent}{rotation}."
    )
}

fn same_settings(doc: &mut Doc, page: &ChangesPage, client: &AppClient, update: &Update, theme: Theme, room: Room) {
    let same = unchanged(&client.settings, update.after());
    let (verb, indent) = (if same.len() == 1 { "stays" } else { "stay" }, if room.narrow { 0 } else { 3 });
    doc.text(room, indent, &format!("{} {verb} the same.", text::count(same.len(), "setting")), Style::new());
    doc.right(room, if page.shows_all { "a hide" } else { "a show all" }, theme.key());
    if page.shows_all {
        let words = |member: &&'static crate::app_client::settings::Member| {
            (member.name, client.settings.reading(member).items.join(", "))
        };
        diff::same(doc, &same.iter().map(words).collect::<Vec<_>>(), theme, room);
    }
}

/// What an update cannot send.
fn at_risk(doc: &mut Doc, update: &Update, theme: Theme, room: Room) {
    let members = update.at_risk();
    if members.is_empty() {
        return;
    }
    let lead = if room.narrow { "! " } else { " ! " };
    doc.gap();
    let what = "This client has settings that this tool does not know. An update cannot send them, so Cognito may put them back to their defaults:";
    doc.hanging(room, lead, theme.warning(), what, theme.warning());
    for member in members {
        let indent = text::width(lead) + 2;
        doc.text(room, indent, &format!("{}: {}", member.path, member.json), Style::new());
    }
}

/// How old the reading is.
fn when(doc: &mut Doc, model: &Model, client: &AppClient, room: Room) {
    let minutes = usize::try_from(model.source_age().as_secs() / 60).unwrap_or(usize::MAX);
    let read = match minutes {
        0 => "Read just now.".to_owned(),
        n => format!("Read {} ago.", text::count(n, "minute")),
    };
    let modified = client.modified.as_deref().map(to_the_minute);
    let modified = modified.map(|at| format!(" Last changed {at}.")).unwrap_or_default();
    let indent = usize::from(!room.narrow);
    doc.text(room, indent, &format!("{read}{modified} Read again just before save."), Style::new());
}

/// `2026-11-20 09:14 UTC`: here the seconds tell nobody anything.
fn to_the_minute(moment: &str) -> String {
    match moment.strip_suffix(" UTC").and_then(|moment| moment.rsplit_once(':')) {
        Some((minute, _)) => format!("{minute} UTC"),
        None => moment.to_owned(),
    }
}

/// The buttons with their labels.
fn labels(model: &Model) -> [(ChangesButton, &'static str); 3] {
    [
        (ChangesButton::Cancel, "Cancel"),
        (ChangesButton::Previous, "Previous"),
        (ChangesButton::Save, model.save_label()),
    ]
}

/// The row of buttons, which narrow screens have no line for, at the end of what is to be read.
fn narrow_buttons(doc: &mut Doc, model: &Model, page: &ChangesPage, theme: Theme) {
    for (button, label) in labels(model) {
        let start = doc.len();
        let on = page.focus == ChangesFocus::Button(button);
        if on {
            doc.cursor_on_next(0);
        }
        let style = if on { theme.focus() } else { Style::new() };
        doc.line(vec![Span::raw(if on { "> " } else { "  " }), Span::styled(label, style)]);
        // Save has the focus from the start, when the page is to be read from its top.
        if on && button != ChangesButton::Save {
            doc.focus_from(start);
        }
    }
}

/// The buttons; the one with the focus is marked.
pub fn buttons(model: &Model, page: &ChangesPage) -> Vec<(&'static str, bool)> {
    if page.is_busy() {
        return Vec::new();
    }
    if page.saved().is_some() {
        return vec![("Done", true)];
    }
    labels(model).map(|(button, label)| (label, page.focus == ChangesFocus::Button(button))).to_vec()
}

/// What Enter does.
pub fn enter_word(model: &Model, page: &ChangesPage) -> &'static str {
    match page.focus {
        _ if page.is_busy() => "",
        _ if page.saved().is_some() => "done",
        ChangesFocus::Line(_) => "go to it",
        ChangesFocus::Button(ChangesButton::Save) => model.save_word(),
        ChangesFocus::Button(_) => "press",
    }
}
