//! What Review says of a copy: where it comes from, how it differs, and what it takes over unasked.

use ratatui::style::Style;

use super::diff;
use super::doc::{Doc, Room};
use crate::app::Model;
use crate::app_client::changes::changes;
use crate::app_client::settings::MEMBERS;
use crate::app_client::{AppClientSpec, Origin, SecretChoice, Settings};
use crate::theme::Theme;

/// Adds it, if the new client is a copy.
pub fn add(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    if model.draft.origin != Origin::Copy {
        return;
    }
    let (source, indent) = (model.source(), usize::from(!room.narrow));
    doc.gap();
    let from = source.map_or_else(
        || "Copied from another app client, in an earlier run".to_owned(),
        |source| format!("Copied from {} ({})", source.name_or_id(), source.id),
    );
    doc.text(room, indent, &from, theme.title());
    doc.text(room, indent, secret(model), Style::new());
    if model.draft.attributes.is_elsewhere {
        let elsewhere =
            "The source is in another pool. Its identity providers and custom scopes must exist in this one, too.";
        doc.text(room, indent, elsewhere, Style::new());
    }
    if let Some(spec) = model.spec() {
        if let Some(source) = source {
            doc.gap();
            diff::add(doc, &changes(&source.settings, &spec.settings()), ("SOURCE", "COPY"), theme, room);
        }
        carried(doc, &spec, theme, room);
    }
    doc.gap();
}

/// A copy never has the secret of its source.
fn secret(model: &Model) -> &'static str {
    match model.draft.secret() {
        SecretChoice::None => "The copy has no secret.",
        SecretChoice::Generate => {
            "The copy gets a new secret, which Cognito generates. It is not the one of the source."
        }
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
