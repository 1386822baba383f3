//! The secrets of an app client: the four steps of a rotation, and the one that is at hand.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use super::{messages, review};
use crate::app::{ListFor, Model, NoRotation, RotationStage, SecretsButton, SecretsFocus, SecretsPage};
use crate::app_client::{AppClientSecret, end_of_id};
use crate::text;
use crate::theme::Theme;

/// The page's title.
pub fn title(page: &SecretsPage, narrow: bool) -> String {
    let name = page.client.name_or_id();
    match (page.step_of_rotation(), narrow) {
        (None, true) => "Secrets".to_owned(),
        (None, false) => format!("Secrets of {name}"),
        (Some(step), true) => format!("Secrets  Step {step} of 4"),
        (Some(step), false) => format!("Rotate secret of {name}   Step {step} of 4"),
    }
}

/// The body of the page.
pub fn page(model: &Model, page: &SecretsPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    // Elsewhere the title names it.
    if room.narrow && !matches!(page.stage, RotationStage::Confirming(_)) {
        doc.styled(text::cut(&page.client.name_or_id(), room.width), theme.title());
    }
    told(&mut doc, model, page, theme, room);
    if let Some(now) = page.step_of_rotation().filter(|_| !matches!(page.stage, RotationStage::Confirming(_))) {
        steps(&mut doc, page, now, theme, room);
        doc.gap();
    }
    stage(&mut doc, model, page, theme, room);
    if room.narrow {
        doc.gap();
        // Enter on the tick is Next, but the tick has the focus.
        let on = |label: &'static str, button| (label, page.focus == SecretsFocus::Button(button));
        let labels: Vec<_> =
            buttons(page).into_iter().zip(page.buttons()).map(|((label, _), b)| on(label, b)).collect();
        doc.buttons(room, &labels, theme);
    }
    doc
}

/// What happened, and why if the service said.
fn told(doc: &mut Doc, model: &Model, page: &SecretsPage, theme: Theme, room: Room) {
    let failed = page.failure.is_some();
    let lead = |mark: &str| if room.narrow { format!("{mark} ") } else { format!(" {mark} ") };
    let indent = text::width(&lead("x"));
    if let Some(note) = &page.note {
        let (mark, style) = match (note.is_good, failed) {
            (true, _) => ("+", theme.good()),
            (false, true) => ("x", theme.error()),
            (false, false) => ("!", theme.warning()),
        };
        doc.hanging(room, &lead(mark), style, &note.text, style);
    }
    if let RotationStage::NotListed(what) = &page.stage {
        let sentence = match what {
            ListFor::Added(_) => "We do not know if the secret was added: the list could not be read.",
            ListFor::Deleted(..) => "We do not know if the secret was deleted: the list could not be read.",
            // A note says what was not sent.
            ListFor::Show | ListFor::Add | ListFor::Delete(_) if page.note.is_some() => "",
            ListFor::Show | ListFor::Add | ListFor::Delete(_) => "The secrets could not be listed.",
        };
        if !sentence.is_empty() {
            doc.hanging(room, &lead("!"), theme.warning(), sentence, theme.title());
        }
    }
    if let Some(failure) = &page.failure {
        review::error(doc, failure, indent, room);
        if let Some(moves) = model.next_moves() {
            doc.text(room, indent, &moves, Style::new());
        }
    }
    doc.gap();
}

/// The four steps, each with its state in a word.
fn steps(doc: &mut Doc, page: &SecretsPage, now: usize, theme: Theme, room: Room) {
    let days: Vec<String> = page.rows.iter().map(day).collect();
    let check = format!("Check: {}, made {}.", text::count(page.rows.len(), "secret"), days.join(" and "));
    let all = [
        check.as_str(),
        "Add a second secret. Both work from now on.",
        "Put the new one into your servers. Test it here.",
        "Delete the old one. This cannot be undone.",
    ];
    // On narrow screens the one at hand; the title says which of how many it is.
    for (n, what) in (1..).zip(all).filter(|(n, _)| !room.narrow || *n == now) {
        let word = match n {
            n if n < now => "done",
            n if n == now => "now",
            4 => "last",
            _ => "next",
        };
        let style = if n == now { theme.title() } else { Style::new() };
        let lead = format!("{}{n} {} ", room.lead(n == now), text::fit(word, 4));
        doc.hanging(room, &lead, style, what, style);
    }
}

fn stage(doc: &mut Doc, model: &Model, page: &SecretsPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    match &page.stage {
        RotationStage::Reading(_, _, what) => {
            let words = match what {
                ListFor::Show => "Listing the secrets",
                ListFor::Add | ListFor::Delete(_) => "Listing the secrets again, before anything is sent",
                ListFor::Added(_) => "Looking if the secret was added",
                ListFor::Deleted(..) => "Looking if the secret is gone",
            };
            wait(doc, model, page, words, room);
        }
        RotationStage::Adding(_) => {
            wait(doc, model, page, "Adding a secret: AddUserPoolClientSecret", room);
            doc.text(
                room,
                indent,
                "Ctrl+C stops waiting. It does not undo the request: the secret may still be added.",
                Style::new(),
            );
        }
        RotationStage::Deleting(_, row) => {
            wait(doc, model, page, &format!("Deleting secret {}: DeleteUserPoolClientSecret", row.id), room);
            doc.text(
                room,
                indent,
                "Ctrl+C stops waiting. It does not undo the request: the secret may still be deleted.",
                Style::new(),
            );
        }
        RotationStage::NotListed(_) => {}
        RotationStage::Overview => match page.no_rotation() {
            Some(why) => cannot(doc, page, why, theme, room),
            None => adding(doc, model, page, theme, room),
        },
        RotationStage::Taking => taking(doc, page, theme, room),
        RotationStage::Deploying => deploying(doc, page, theme, room),
        RotationStage::Choosing => choosing(doc, page, theme, room),
        RotationStage::Confirming(row) => confirming(doc, model, page, row, theme, room),
    }
}

fn wait(doc: &mut Doc, model: &Model, page: &SecretsPage, words: &str, room: Room) {
    let seconds = page.waits_since().and_then(|since| model.waited(since)).map(|seconds| format!("  {seconds} s"));
    doc.text(room, usize::from(!room.narrow), &format!("{words}{}", seconds.unwrap_or_default()), Style::new());
}

/// The IDs and dates.
fn rows(doc: &mut Doc, page: &SecretsPage, theme: Theme, room: Room) {
    for row in &page.rows {
        doc.fact(room, "Secret", &row.id, theme);
        doc.text(room, if room.narrow { 2 } else { 15 }, &made(page, row), Style::new());
    }
}

fn cannot(doc: &mut Doc, page: &SecretsPage, why: NoRotation, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    match why {
        NoRotation::NoSecret => {
            doc.text(room, indent, "This app client has no secret, and it can never get one: only a client that was made with a secret can have another added.", Style::new());
            doc.gap();
            doc.text(
                room,
                indent,
                "Instead, copy it to a new client with a secret: d. The new client gets another Client ID.",
                Style::new(),
            );
        }
        NoRotation::SelfRegistered => {
            doc.text(room, indent, "This app client registered itself (dynamic client registration). Cognito does not list, add or delete secrets of such clients, so nothing was asked.", Style::new());
        }
        NoRotation::Managed => {
            rows(doc, page, theme, room);
            doc.gap();
            let arn = page.client.secret_arn.as_deref().unwrap_or_default();
            doc.text(
                room,
                indent,
                "AWS Secrets Manager holds the secrets of this app client and rotates them:",
                Style::new(),
            );
            doc.text(room, indent + 2, arn, Style::new());
            doc.text(room, indent, "Rotate them there. What is changed here could be another secret than the one that your servers read from there, so this page only lists.", Style::new());
        }
    }
}

/// Step 2: which kind of secret.
fn adding(doc: &mut Doc, model: &Model, page: &SecretsPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    rows(doc, page, theme, room);
    doc.gap();
    let start = doc.len();
    doc.text(room, indent, "Where the new secret comes from", theme.title());
    let focused = page.focus == SecretsFocus::Choice;
    for (n, words) in ["Cognito generates it, and shows it once", "I type my own"].into_iter().enumerate() {
        let chosen = page.wants_own == (n == 1);
        option(doc, room, focused && chosen, theme, &format!("{} {}", radio(chosen), n + 1), words);
    }
    if focused {
        doc.focus_from(start);
    }
    if page.wants_own {
        own(doc, page, theme, room);
    }
    doc.gap();
    doc.text(
        room,
        indent,
        "Nothing stops working: the old secret stays, and both work until you delete one.",
        Style::new(),
    );
    doc.gap();
    review::whereabouts(doc, model, room);
}

fn own(doc: &mut Doc, page: &SecretsPage, theme: Theme, room: Room) {
    let start = doc.len();
    let focused = page.focus == SecretsFocus::Own;
    doc.styled(format!("{}Your secret", if room.narrow { "" } else { " " }), theme.title());
    doc.field(room, &"*".repeat(page.own.value().len()), page.own.cursor(), focused, theme);
    match page.own_problem().filter(|problem| page.own_left || !problem.unfinished) {
        Some(problem) => messages::add(doc, &problem, theme, room),
        None => doc.text(
            room,
            if room.narrow { 2 } else { 3 },
            &format!("Character count: {}", page.own.value().len()),
            Style::new(),
        ),
    }
    if focused {
        doc.focus_from(start);
    }
}

/// Step 2: the value, which cannot be passed by.
fn taking(doc: &mut Doc, page: &SecretsPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    if let Some(added) = &page.added {
        doc.fact(room, "Secret", &added.id, theme);
    }
    let Some(secret) = &page.secret else {
        doc.fact(room, "New secret", "the one that you typed", theme);
        doc.gap();
        doc.text(
            room,
            indent,
            "It works from now on, beside the old one. Cognito never tells it: keep your copy.",
            Style::new(),
        );
        return;
    };
    let shown = secret.shown_at.is_some();
    let value = if shown { secret.value.reveal().to_owned() } else { "*".repeat(secret.value.len()) };
    doc.fact(room, "New secret", &value, theme);
    doc.right(room, if shown { "s hide  c copy  f file" } else { "s show  c copy  f file" }, theme.key());
    doc.gap();
    let once = "Cognito shows this value only once: no list and no other page has it.";
    if page.is_at_risk() {
        let lead = if room.narrow { "x " } else { " x " };
        doc.hanging(room, lead, theme.error(), &format!("You must save it before you go on. {once}"), theme.error());
    } else {
        let lead = if room.narrow { "+ " } else { " + " };
        doc.hanging(room, lead, theme.good(), &format!("You can go on. {once}"), Style::new());
    }
    doc.gap();
    let focused = page.focus == SecretsFocus::Tick;
    let start = doc.len();
    let mark = if page.ticked { "[x]" } else { "[ ]" };
    option(doc, room, focused, theme, mark, "I saved the new secret");
    if focused {
        doc.focus_from(start);
    }
}

/// Step 3.
fn deploying(doc: &mut Doc, page: &SecretsPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    rows(doc, page, theme, room);
    doc.gap();
    doc.text(room, indent, "Put the new secret into every server that uses this app client. Both secrets work, so nothing fails meanwhile.", Style::new());
    let test = if page.new_value().is_some() {
        "Test it: h calculates the SECRET_HASH of a user with the new secret."
    } else {
        "Test it: h calculates the SECRET_HASH of a user with a secret that you type."
    };
    doc.text(room, indent, test, Style::new());
    doc.gap();
    doc.text(room, indent, "Both can live on: leave, and come back when every server has the new one. Two is the most; a third can be added once one of them is deleted.", Style::new());
}

/// Step 4: which one.
fn choosing(doc: &mut Doc, page: &SecretsPage, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    let start = doc.len();
    doc.text(room, indent, "Which one to delete", theme.title());
    let focused = page.focus == SecretsFocus::Choice;
    for (n, row) in page.rows.iter().enumerate() {
        let chosen = n == page.choice;
        option(doc, room, focused && chosen, theme, &format!("{} {}", radio(chosen), n + 1), &row.id);
        doc.text(room, if room.narrow { 8 } else { 9 }, &made(page, row), Style::new());
    }
    if focused {
        doc.focus_from(start);
    }
    doc.gap();
    doc.text(room, indent, "Delete opens a page that says what stops working. Nothing is deleted yet.", Style::new());
}

/// Step 4: what deleting this one does.
fn confirming(doc: &mut Doc, model: &Model, page: &SecretsPage, row: &AppClientSecret, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    doc.text(room, indent, "Delete this secret?", theme.title());
    doc.gap();
    doc.fact(room, "Secret", &row.id, theme);
    doc.fact(room, "Made", &made_on(row, page), theme);
    doc.fact(room, "App client", &page.client.name_or_id(), theme);
    doc.fact(room, "Client ID", &page.client.id, theme);
    review::whereabouts(doc, model, room);
    doc.gap();
    doc.text(room, indent, "What stops working", theme.title());
    doc.item(room, indent, "Servers that still use it fail at once: sign-in, refresh, and tokens for machines.");
    for other in page.rows.iter().filter(|other| other.id != row.id) {
        doc.item(room, indent, &format!("The other secret keeps working: {}, {}.", other.id, made(page, other)));
    }
    let lead = if room.narrow { "! " } else { " ! " };
    doc.hanging(room, lead, theme.warning(), "This cannot be undone.", theme.warning());
    doc.gap();
    let start = doc.len();
    let focused = page.focus == SecretsFocus::Typed;
    let what = format!("To delete it, type the last 6 characters of its ID: {}", end_of_id(&row.id));
    doc.text(room, indent, &what, theme.title());
    doc.field(room, &text::clean(page.typed.value()), page.typed.visual_cursor(), focused, theme);
    if page.is_wrong && !page.is_confirmed(row) {
        let lead = if room.narrow { "x " } else { " x " };
        doc.hanging(room, lead, theme.error(), "Those are not the last 6 characters of its ID.", theme.error());
    }
    if focused {
        doc.focus_from(start);
    }
}

const fn radio(chosen: bool) -> &'static str {
    if chosen { "(*)" } else { "( )" }
}

/// A line with its mark, which can have the focus.
fn option(doc: &mut Doc, room: Room, on: bool, theme: Theme, mark: &str, words: &str) {
    let lead = room.lead(on);
    if on {
        doc.cursor_on_next(text::width(lead));
    }
    doc.hanging(room, &format!("{lead}{mark} "), Style::new(), words, if on { theme.focus() } else { Style::new() });
}

/// "made 2026-01-10 07:55:21 UTC, added just now"
fn made(page: &SecretsPage, row: &AppClientSecret) -> String {
    format!("made {}", made_on(row, page))
}

fn made_on(row: &AppClientSecret, page: &SecretsPage) -> String {
    let now = page.added.as_ref().is_some_and(|added| added.id == row.id);
    let date = row.created.as_deref().unwrap_or("at a time that was not told");
    format!("{date}{}", if now { ", added from this page" } else { "" })
}

/// "2026-01-10"
fn day(row: &AppClientSecret) -> String {
    row.created.as_ref().map_or("on a day not told".to_owned(), |date| date.chars().take(10).collect())
}

/// The buttons; the one with the focus is marked.
pub fn buttons(page: &SecretsPage) -> Vec<(&'static str, bool)> {
    let label = |button| match button {
        SecretsButton::Leave if page.rows.len() > 1 => "Leave (both secrets stay)",
        SecretsButton::Leave => "Leave",
        SecretsButton::Next => "Next",
        SecretsButton::Previous => "Previous",
        SecretsButton::Add => "Add secret",
        SecretsButton::Delete => "Delete",
        SecretsButton::Cancel => "Cancel",
        SecretsButton::DeleteNow => "Delete this secret",
        SecretsButton::TryAgain => "Try again",
    };
    // Enter on the tick is Next.
    let is_on = |button| {
        page.focus == SecretsFocus::Button(button)
            || (page.focus == SecretsFocus::Tick && button == SecretsButton::Next)
    };
    page.buttons().map(|button| (label(button), is_on(button))).collect()
}

/// What Enter does.
pub fn enter_word(model: &Model, page: &SecretsPage) -> &'static str {
    match page.focus {
        _ if page.waits_since().is_some() => "",
        SecretsFocus::Choice | SecretsFocus::Own | SecretsFocus::Typed => "go on",
        SecretsFocus::Tick | SecretsFocus::Button(SecretsButton::Next) => "next",
        SecretsFocus::Button(SecretsButton::Add) => model.sending_word("add it"),
        SecretsFocus::Button(SecretsButton::DeleteNow) => model.sending_word("delete it"),
        SecretsFocus::Button(SecretsButton::TryAgain) => "try again",
        SecretsFocus::Button(
            SecretsButton::Leave | SecretsButton::Previous | SecretsButton::Delete | SecretsButton::Cancel,
        ) => "press",
    }
}
