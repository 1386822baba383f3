//! The answers of the wizard as a draft keeps them: as typed, and without the own secret.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::app_client::{
    AppType, AttributeChoice, AuthFlows, Draft, DurationText, Origin, OtherFlow, Preset, Secret, SecretChoice, Settings,
};
use crate::text;

/// Most characters of an attribute's name; Cognito's own limit is far below.
const MAX_ATTRIBUTE: usize = 128;

/// Every member of [`Draft`] but the own secret, for which there is no place here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answers {
    #[serde(default)]
    origin: Origin,
    app_type: AppType,
    pub(super) name: String,
    #[serde(with = "flows")]
    flows: AuthFlows,
    #[serde(default)]
    other_flows: Vec<OtherFlow>,
    session: String,
    refresh_token: DurationText,
    access_token: DurationText,
    id_token: DurationText,
    picked_secret: Option<SecretChoice>,
    revocation: bool,
    prevent_existence_errors: bool,
    attributes: AttributeChoice,
    #[serde(default)]
    carried: Settings,
    #[serde(default)]
    preset: Option<Box<Preset>>,
}

impl Answers {
    /// What is kept of a draft.
    pub(super) fn of(draft: &Draft) -> Self {
        // Named one by one, so that a new member of `Draft` is not forgotten here.
        let Draft {
            origin,
            app_type,
            name,
            flows,
            other_flows,
            session,
            refresh_token,
            access_token,
            id_token,
            picked_secret,
            own_secret: _,
            revocation,
            prevent_existence_errors,
            attributes,
            carried,
            preset,
        } = draft;
        Self {
            origin: *origin,
            app_type: *app_type,
            name: name.clone(),
            flows: *flows,
            other_flows: other_flows.clone(),
            session: session.clone(),
            refresh_token: refresh_token.clone(),
            access_token: access_token.clone(),
            id_token: id_token.clone(),
            picked_secret: *picked_secret,
            revocation: *revocation,
            prevent_existence_errors: *prevent_existence_errors,
            attributes: attributes.clone(),
            carried: carried.without_secrets(),
            preset: preset.as_ref().map(|preset| Box::new(preset.without_secrets())),
        }
    }

    /// The draft again; its own secret is empty.
    pub(super) fn draft(&self) -> Draft {
        let Self { origin, app_type, flows, picked_secret, revocation, prevent_existence_errors, .. } = *self;
        Draft {
            origin,
            app_type,
            name: self.name.clone(),
            flows,
            other_flows: self.other_flows.clone(),
            session: self.session.clone(),
            refresh_token: self.refresh_token.clone(),
            access_token: self.access_token.clone(),
            id_token: self.id_token.clone(),
            picked_secret,
            own_secret: Secret::default(),
            revocation,
            prevent_existence_errors,
            attributes: self.attributes.clone(),
            carried: self.carried.clone(),
            preset: self.preset.clone(),
        }
    }

    /// The same with texts that could have been typed: anyone may have written the file.
    pub(super) fn cleaned(mut self) -> Self {
        let duration = |kept: &DurationText| DurationText { text: text::line(&kept.text), unit: kept.unit };
        self.name = text::line(&self.name);
        self.session = text::line(&self.session);
        self.refresh_token = duration(&self.refresh_token);
        self.access_token = duration(&self.access_token);
        self.id_token = duration(&self.id_token);
        if let Some(preset) = &mut self.preset {
            preset.name = text::clean(&preset.name);
            preset.why = text::clean(&preset.why);
        }
        let AttributeChoice { read, write, seen, .. } = &mut self.attributes;
        for names in [read, write, seen] {
            clean_names(names);
        }
        self
    }
}

/// Drops what is no name; a name that was changed would be the name of nothing.
fn clean_names(names: &mut BTreeSet<String>) {
    names.retain(|name| name.chars().count() <= MAX_ATTRIBUTE && text::clean(name) == *name);
}

/// Flows by their names on the wire. One that is not known makes the draft unreadable: to leave it
/// out would change what was answered.
mod flows {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    use crate::app_client::{AuthFlow, AuthFlows};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(flows: &AuthFlows, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(flows.iter().map(AuthFlow::wire))
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<AuthFlows, D::Error> {
        let names = Vec::<String>::deserialize(from)?;
        let known = |name: &String| AuthFlow::ALL.into_iter().find(|flow| flow.wire() == name);
        names.iter().map(|name| known(name).ok_or_else(|| D::Error::custom("unknown flow"))).collect()
    }
}
