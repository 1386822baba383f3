//! What Review says of a copy: where it comes from, how it differs, and what it takes over unasked.

use ratatui::style::Style;

use super::diff;
use super::doc::{Doc, Room};
use crate::app::Model;
use crate::app_client::changes::changes;
use crate::app_client::settings::MEMBERS;
use crate::app_client::{AppClientSpec, SecretChoice, Settings};
use crate::theme::Theme;

/// Adds it, if the new client is a copy.
pub fn add(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    let Some(source) = model.source().filter(|_| !model.is_editing()) else { return };
    let indent = usize::from(!room.narrow);
    doc.gap();
    doc.text(room, indent, &format!("Copied from {} ({})", source.name_or_id(), source.id), theme.title());
    doc.text(room, indent, secret(model), Style::new());
    if model.pool.as_ref().is_some_and(|pool| pool.id != source.pool) {
        let elsewhere = "The source is in another pool. Its identity providers and custom scopes must exist in this one, too.";
        doc.text(room, indent, elsewhere, Style::new());
    }
    if let Some(spec) = model.spec() {
        let differences = changes(&source.settings, &spec.settings());
        doc.gap();
        diff::add(doc, &differences, ("SOURCE", "COPY"), theme, room);
        carried(doc, &spec, theme, room);
    }
    doc.gap();
}

/// A copy never has the secret of its source.
fn secret(model: &Model) -> &'static str {
    match model.draft.secret() {
        SecretChoice::None => "The copy has no secret.",
        SecretChoice::Generate => "The copy gets a new secret, which Cognito generates. It is not the one of the source.",
        SecretChoice::Own => "The copy gets the secret that you typed. It is not the one of the source.",
    }
}

/// Settings that the wizard does not ask for.
fn carried(doc: &mut Doc, spec: &AppClientSpec, theme: Theme, room: Room) {
    let rows = rows(spec.carried());
    if rows.is_empty() {
        return;
    }
    doc.gap();
    let what = "Taken over as they are:";
    doc.text(room, usize::from(!room.narrow), what, theme.title());
    diff::same(doc, &rows, theme, room);
}

fn rows(settings: &Settings) -> Vec<(&'static str, String)> {
    let there = MEMBERS.iter().filter(|member| settings.get(member.name).is_some());
    there.map(|member| (member.label, settings.reading(member).items.join(", "))).collect()
}
