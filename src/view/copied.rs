//! What Review says of answers that were not all typed here, of a copy and of a preset: where they come
//! from, how they differ from that, and what is taken over unasked.

use ratatui::style::Style;

use super::diff;
use super::doc::{Doc, Room};
use crate::app::Model;
use crate::app_client::changes::changes;
use crate::app_client::settings::MEMBERS;
use crate::app_client::{AppClientSpec, Origin, Preset, SecretChoice, Settings};
use crate::theme::Theme;

/// Adds it, if the new client is a copy or was started from a preset.
pub fn add(doc: &mut Doc, model: &Model, theme: Theme, room: Room) {
    if let Some(used) = &model.draft.preset {
        preset(doc, model, used, theme, room);
        return;
    }
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

/// The preset, and in what the answers are not its own any more.
fn preset(doc: &mut Doc, model: &Model, used: &Preset, theme: Theme, room: Room) {
    let indent = usize::from(!room.narrow);
    doc.gap();
    doc.text(room, indent, &format!("From the preset {}", used.name), theme.title());
    let fresh = used.draft();
    for (what, now, then) in [
        ("App type", model.draft.app_type.label(), fresh.app_type.label()),
        ("Client secret", model.draft.secret().label(), fresh.secret().label()),
    ] {
        if now != then {
            doc.text(room, indent, &format!("{what}: {now}. The preset has: {then}."), Style::new());
        }
    }
    if let Some(spec) = model.spec() {
        let changed = used.differences(&spec, &model.context());
        if changed.is_empty() {
            doc.text(room, indent, "Every setting is the preset's.", Style::new());
        } else {
            diff::add(doc, &changed, ("PRESET", "NOW"), theme, room);
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
