//! A draft of an earlier run, and what can be done with it.

use std::time::Duration;

use ratatui::style::Style;

use super::doc::{Doc, Room};
use crate::app::{DraftOffer, ResumeChoice, ResumePage};
use crate::app_client::UserPoolId;
use crate::drafts::{Ended, Place};
use crate::text;
use crate::theme::Theme;
use crate::wizard::STEP_COUNT;

/// The body of the page.
pub fn page(page: &ResumePage, theme: Theme, room: Room) -> Doc {
    let mut doc = Doc::default();
    let Some(offer) = page.offer() else { return doc };
    let indent = usize::from(!room.narrow);
    doc.text(room, indent, "You have an unfinished app client", theme.title());
    if page.offers.len() > 1 {
        doc.right(room, &format!("{} of {}", page.at + 1, page.offers.len()), Style::new());
    }
    if room.narrow && !room.spoken {
        what(&mut doc, offer, 0, room);
        choices(&mut doc, page, theme, room);
        doc.gap();
        details(&mut doc, offer, 0, room);
    } else {
        doc.gap();
        what(&mut doc, offer, 3, room);
        details(&mut doc, offer, 3, room);
        doc.gap();
        choices(&mut doc, page, theme, room);
    }
    doc
}

fn what(doc: &mut Doc, offer: &DraftOffer, indent: usize, room: Room) {
    let name = offer.file.client_name().trim();
    let name = if name.is_empty() { "(no name yet)".to_owned() } else { text::clean(name) };
    let line = format!("{name} in {}, saved {} ago", place(&offer.file.place), ago(offer.age));
    doc.text(room, indent, &line, Style::new());
    if offer.sent_ago.is_some() {
        let sentence = "A create request was sent and its answer was not seen. This tool looks for the client first.";
        doc.text(room, indent, sentence, Style::new());
    }
}

fn place(place: &Place) -> String {
    let pool = place.pool_name.as_deref().or(place.pool.as_ref().map(UserPoolId::as_str)).unwrap_or("no pool yet");
    let region = place.region.as_ref().map(|region| format!(" ({region})")).unwrap_or_default();
    format!("{}{region}", text::clean(pool))
}

fn details(doc: &mut Doc, offer: &DraftOffer, indent: usize, room: Room) {
    let Place { account, profile, .. } = &offer.file.place;
    let step = offer.file.step + 1;
    doc.text(room, indent, &format!("Reached step {step} of {STEP_COUNT}."), Style::new());
    let who =
        [profile.as_ref().map(|name| format!("profile {name}")), account.as_ref().map(|id| format!("account {id}"))];
    let who: Vec<String> = who.into_iter().flatten().collect();
    if !who.is_empty() {
        doc.text(room, indent, &format!("It was made with {}.", who.join(", ")), Style::new());
    }
    if let Some(sentence) = ended(offer.file.ended) {
        doc.text(room, indent, sentence, Style::new());
    }
    if offer.sent_ago.is_none() {
        let sentence = "AWS was not called to create it: no request was sent.";
        doc.text(room, indent, sentence, Style::new());
    }
    doc.text(room, indent, "A draft holds no secret.", Style::new());
}

const fn ended(ended: Ended) -> Option<&'static str> {
    match ended {
        Ended::Running => Some("The program ended without a word (killed, or the host went down)."),
        Ended::Cancelled | Ended::Interrupted => None,
        Ended::Terminated => Some("The program was terminated."),
        Ended::HungUp => Some("The session ended without Cancel (connection lost)."),
        Ended::Panicked => Some("The program failed."),
    }
}

/// "6 minutes", in the largest whole unit.
fn ago(age: Duration) -> String {
    let seconds = age.as_secs();
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    text::count(usize::try_from(count).unwrap_or(usize::MAX), unit)
}

fn choices(doc: &mut Doc, page: &ResumePage, theme: Theme, room: Room) {
    for (n, choice) in page.choices().into_iter().enumerate() {
        let on = n == page.choice;
        let mark = if on { "(*)" } else { "( )" };
        let mark = if room.spoken { String::new() } else { format!("{mark} ") };
        doc.choice(room, on, theme, format!("{mark}{} {}", n + 1, words(choice, page)), "");
    }
}

fn words(choice: ResumeChoice, page: &ResumePage) -> String {
    let offer = page.offer();
    let step = offer.map_or(1, |offer| offer.file.step + 1);
    match choice {
        ResumeChoice::Resume if offer.is_some_and(|offer| offer.sent_ago.is_some()) => "Look for the client".to_owned(),
        ResumeChoice::Resume => format!("Resume at step {step}"),
        ResumeChoice::Next => "Show the next draft".to_owned(),
        ResumeChoice::Keep => "Start over, keep the draft".to_owned(),
        ResumeChoice::Delete => "Start over, delete the draft".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_said_in_the_largest_unit() {
        let said = [1, 59, 60, 3_599, 7_200, 86_400 * 6].map(|seconds| ago(Duration::from_secs(seconds)));
        assert_eq!(said, ["1 second", "59 seconds", "1 minute", "59 minutes", "2 hours", "6 days"]);
    }
}
