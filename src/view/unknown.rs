//! Not known whether the client exists: what happened, what the look gave, what can be done.

use ratatui::style::Style;

use super::doc::{Doc, Room};
use super::review;
use crate::app::{Look, Model, UnknownChoice, UnknownPage};
use crate::cognito::{Candidate, Looked};
use crate::text;
use crate::theme::Theme;

/// The body of the page. On narrow screens what can be done stands above what happened.
pub fn page(model: &Model, page: &UnknownPage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let lead = if room.narrow { "! " } else { " ! " };
    let indent = text::width(lead);
    doc.hanging(room, lead, theme.warning(), &format!("We do not know if {} was created.", page.name), theme.title());
    if room.narrow && !room.spoken {
        look(&mut doc, model, page, 0, room);
        choices(&mut doc, page, theme, room);
        doc.gap();
        what_happened(&mut doc, model, page, 0, room);
    } else {
        doc.gap();
        what_happened(&mut doc, model, page, indent, room);
        doc.gap();
        look(&mut doc, model, page, indent, room);
        doc.gap();
        choices(&mut doc, page, theme, room);
    }
    doc.gap();
    details(&mut doc, model, page, if room.narrow { 0 } else { indent }, room);
    doc
}

/// What only some want to read: AWS's words, and how to look without this tool.
fn details(doc: &mut Doc, model: &Model, page: &UnknownPage, indent: usize, room: Room) {
    if let Look::Failed(error) = &page.look {
        doc.text(room, indent, &format!("What to do: {}", error.advice), Style::new());
        review::said(doc, error, indent, room);
        elsewhere(doc, model, page, indent, room);
        doc.gap();
    }
    if let Some(error) = &page.error {
        review::said(doc, error, indent, room);
    }
}

fn what_happened(doc: &mut Doc, model: &Model, page: &UnknownPage, indent: usize, room: Room) {
    let sentence = match &page.error {
        Some(error) => error.sentence.as_str(),
        None if model.answer_may_come() => {
            "You stopped waiting after the request was sent. If the answer still comes, it is shown here."
        }
        None => "The request was sent, and its answer was not seen.",
    };
    doc.text(room, indent, sentence, Style::new());
    let looks = "Trying again at once could create a second client with the same name, so this tool looks for it.";
    doc.text(room, indent, looks, Style::new());
}

/// How far the look is and what it gave.
fn look(doc: &mut Doc, model: &Model, page: &UnknownPage, indent: usize, room: Room) {
    match &page.look {
        Look::Looking(_, since) => {
            let waited = model.waited(*since).map(|seconds| format!(" {seconds} s")).unwrap_or_default();
            doc.text(
                room,
                indent,
                &format!("Looking: ListUserPoolClients, DescribeUserPoolClient{waited}"),
                Style::new(),
            );
        }
        Look::Found(looked) => found(doc, looked, page, indent, room),
        Look::Nothing(again) => {
            let again = again.map(|again| model.seconds_to(again));
            let sentence = match again {
                Some(seconds) => {
                    format!("No client named {} is new yet. Looking again in {seconds} s.", page.name)
                }
                None => format!(
                    "No client named {} is new, after {}. The request may still be at work; most likely it was lost.",
                    page.name,
                    text::count(page.looks, "look")
                ),
            };
            doc.text(room, indent, &sentence, Style::new());
        }
        Look::Failed(error) => {
            let sentence = format!("The app clients of this pool could not be listed. {}", error.sentence);
            doc.text(room, indent, &sentence, Style::new());
        }
    }
}

fn found(doc: &mut Doc, looked: &Looked, page: &UnknownPage, indent: usize, room: Room) {
    let n = looked.candidates.len();
    let sentence = format!("{} named {} may be it.", text::count(n, "client"), page.name);
    doc.text(room, indent, &sentence, Style::new());
    if looked.more > 0 {
        doc.text(room, indent, &format!("{} more of that name were not looked at.", looked.more), Style::new());
    }
    if let Some(error) = &looked.not_described {
        doc.text(room, indent, &format!("{} So dates and settings are not known.", error.sentence), Style::new());
    }
}

/// Who may not list can look elsewhere.
fn elsewhere(doc: &mut Doc, model: &Model, page: &UnknownPage, indent: usize, room: Room) {
    let pool = model.pool.as_ref().map(|pool| pool.id.to_string()).unwrap_or_default();
    doc.text(room, indent, "Somebody with that permission can look with:", Style::new());
    let command = format!(
        "aws cognito-idp list-user-pool-clients --user-pool-id {pool} --query \"UserPoolClients[?ClientName=='{}']\"",
        page.name
    );
    doc.text(room, indent, &command, Style::new());
}

fn choices(doc: &mut Doc, page: &UnknownPage, theme: Theme, room: Room) {
    for (n, choice) in page.choices().into_iter().enumerate() {
        let candidate = match choice {
            UnknownChoice::Use(n) => page.candidates().get(n),
            UnknownChoice::LookAgain | UnknownChoice::CreateAnother | UnknownChoice::Back => None,
        };
        let about = candidate.map(about).unwrap_or_default();
        doc.choice(room, n == page.choice, theme, format!("{}  {}", n + 1, words(choice, page)), &about);
    }
}

/// A choice in words.
fn words(choice: UnknownChoice, page: &UnknownPage) -> String {
    match choice {
        UnknownChoice::Use(n) => {
            format!("Use {}", page.candidates().get(n).map_or("", |candidate| candidate.client_id.as_str()))
        }
        UnknownChoice::LookAgain => "Look again".to_owned(),
        UnknownChoice::CreateAnother => "Create another one".to_owned(),
        UnknownChoice::Back => "Back to Review, change nothing".to_owned(),
    }
}

/// The button for a choice.
#[must_use]
pub const fn button(choice: UnknownChoice) -> &'static str {
    match choice {
        UnknownChoice::Use(_) => "Use this client",
        UnknownChoice::LookAgain => "Look again",
        UnknownChoice::CreateAnother => "Create another",
        UnknownChoice::Back => "Back to Review",
    }
}

/// "created 2026-11-25 14:05:12 UTC, settings match"
fn about(candidate: &Candidate) -> String {
    let created = candidate.created.as_ref().map_or("date not known".to_owned(), |date| format!("created {date}"));
    let settings = match &candidate.differences {
        None => "settings not compared".to_owned(),
        Some(differences) if differences.is_empty() => "settings match".to_owned(),
        Some(differences) => {
            let names: Vec<&str> = differences.iter().map(|difference| difference.setting).collect();
            format!("differs in {}", names.join(", "))
        }
    };
    format!("{created}, {settings}")
}
