//! From an app client that exists to the wizard's answers, and from those to the update that may be
//! sent: every setting that was read, plus the changes.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::app_client::settings::{MEMBERS, ROTATION, Settings, UNITS};
use crate::app_client::{
    AppClient, AppType, AttributeChoice, AttributeMode, AuthFlow, AuthFlows, Change, Column, Context, Draft,
    DurationText, FieldId, Origin, OtherFlow, Problem, SecretChoice, Severity, Token, UnknownMember, changes, rules,
};
use crate::text;

/// A checked update of one app client; made by [`update`] only.
#[derive(Clone)]
pub struct Update {
    before: Box<AppClient>,
    after: Settings,
}

impl Update {
    /// The update that changes nothing: what the client is, as the API takes it.
    #[must_use]
    pub fn of_nothing(client: &AppClient) -> Self {
        Self { before: Box::new(client.clone()), after: client.settings.clone() }
    }

    /// The client as it was read.
    #[must_use]
    pub const fn before(&self) -> &AppClient {
        &self.before
    }

    /// Its settings as they are meant to be.
    #[must_use]
    pub const fn after(&self) -> &Settings {
        &self.after
    }

    /// What changes.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        changes::changes(&self.before.settings, &self.after)
    }

    /// What an update does not send because nobody here knows if it may, so that the service may
    /// reset it.
    #[must_use]
    pub fn at_risk(&self) -> &[UnknownMember] {
        let unknown = &self.before.unknown;
        unknown.split_at(unknown.partition_point(|member| !member.is_sent)).0
    }

    /// The whole request: no empty list, value and unit together, rotation always explicit.
    #[must_use]
    pub fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("UserPoolId".to_owned(), json!(self.before.pool.as_str()));
        body.insert("ClientId".to_owned(), json!(self.before.id));
        for member in &MEMBERS {
            if let Some(value) = self.after.get(member.name) {
                body.insert(member.name.to_owned(), value.clone());
            }
        }
        let units = units(&self.after);
        if !units.is_empty() {
            body.insert(UNITS.to_owned(), units.into());
        }
        // No source says for sure if an update that omits it keeps it. Its `Feature` is required.
        let mut rotation = self.after.parts(ROTATION);
        rotation.entry("Feature").or_insert_with(|| "DISABLED".into());
        body.insert(ROTATION.to_owned(), rotation.into());
        body
    }
}

/// The unit of each lifetime that is there; a unit without a lifetime stays.
fn units(settings: &Settings) -> Map<String, Value> {
    let mut units = settings.parts(UNITS);
    for token in Token::ALL {
        if settings.get(token.member()).is_some() && settings.unit(token).is_none() {
            units.insert(token.unit_member().to_owned(), token.default_validity().unit.name().into());
        }
    }
    units
}

/// The wizard's answers that stand for the client as it is.
#[must_use]
pub fn draft_of(client: &AppClient) -> Draft {
    draft_of_settings(&client.settings)
}

/// Answers for a new client from the members of a request: what is left out has the default of the
/// API.
#[must_use]
pub fn draft_of_request(settings: &Settings) -> Draft {
    Draft { origin: Origin::Copy, ..draft_of_settings(settings) }
}

fn draft_of_settings(settings: &Settings) -> Draft {
    let fresh = Draft::default();
    let word = |name: &str| settings.get(name).and_then(Value::as_str);
    let (flows, other_flows) = flows(settings);
    Draft {
        origin: Origin::Existing,
        // Cognito stores none; this one sets and warns of nothing.
        app_type: AppType::Other,
        name: settings.name(),
        flows,
        other_flows,
        session: settings.get("AuthSessionValidity").map_or(fresh.session, |minutes| text::clean(&minutes.to_string())),
        refresh_token: lifetime(settings, Token::Refresh),
        access_token: lifetime(settings, Token::Access),
        id_token: lifetime(settings, Token::Id),
        revocation: settings.get("EnableTokenRevocation").and_then(Value::as_bool).unwrap_or(true),
        // A word that we do not know is not the one that is off.
        prevent_existence_errors: word("PreventUserExistenceErrors").is_some_and(|word| word != "LEGACY"),
        attributes: attributes(settings),
        carried: settings.clone(),
        ..Draft::default()
    }
}

/// Answers for a new client like this one: another name, and a secret if this one has one.
#[must_use]
pub fn copy_of(client: &AppClient, has_secret: bool) -> Draft {
    const SUFFIX: &str = "-copy";
    let name: String = client.name_or_id().chars().take(rules::MAX_NAME - SUFFIX.len()).collect();
    let secret = if has_secret { SecretChoice::Generate } else { SecretChoice::None };
    Draft { origin: Origin::Copy, name: name + SUFFIX, picked_secret: Some(secret), ..draft_of(client) }
}

fn flows(settings: &Settings) -> (AuthFlows, Vec<OtherFlow>) {
    let wires = settings.list("ExplicitAuthFlows");
    if wires.is_empty() {
        return (AuthFlows::api_default(), Vec::new());
    }
    let known = |wire: &str| AuthFlow::ALL.into_iter().find(|flow| flow.wire() == wire);
    let flows = wires.iter().filter_map(|wire| known(wire)).collect();
    let others = wires.iter().filter(|wire| known(wire).is_none());
    (flows, others.map(|wire| OtherFlow { wire: (*wire).to_owned(), on: true }).collect())
}

fn lifetime(settings: &Settings, token: Token) -> DurationText {
    match (settings.lifetime(token), settings.get(token.member())) {
        (Some(validity), _) => DurationText::new(validity),
        (None, None) => DurationText::new(token.default_validity()),
        // A unit that we do not know.
        (None, Some(value)) => DurationText {
            text: text::clean(&format!("{value} {}", settings.unit(token).unwrap_or_default())),
            unit: token.default_validity().unit,
        },
    }
}

fn attributes(settings: &Settings) -> AttributeChoice {
    let names = |column: Column| settings.list(column.member()).into_iter().map(str::to_owned).collect();
    let is_absent = |column: &Column| settings.get(column.member()).is_none();
    if Column::ALL.iter().all(is_absent) {
        return AttributeChoice::default();
    }
    AttributeChoice {
        mode: AttributeMode::Choose,
        read: names(Column::Read),
        write: names(Column::Write),
        seen: BTreeSet::new(),
        is_closed: true,
        open: Column::ALL.into_iter().find(is_absent),
        is_elsewhere: false,
    }
}

/// The update that the answers stand for. What was wrong with the client before does not stop it.
///
/// # Errors
/// The problems that stop it, in page order.
pub fn update(client: &AppClient, draft: &Draft, context: &Context) -> Result<Update, Vec<Problem>> {
    let base = draft_of(client);
    let before = rules::check(&base, context);
    let is_old = |problem: &Problem| before.contains(problem) && !is_touched(draft, &base, problem.field);
    let mut errors = rules::check(draft, context);
    errors.retain(|problem| problem.severity == Severity::Error && !is_old(problem));
    // Without the schema nobody knows what the choice would send.
    if context.pool.is_none() && draft.attributes.is_switched(&base.attributes) {
        errors.retain(|problem| problem.field != FieldId::AttributeMode);
        errors.push(rules::attributes_not_known());
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Update { before: Box::new(client.clone()), after: apply(client, draft, context) })
}

/// The answer to a field is another one than the client's.
fn is_touched(draft: &Draft, base: &Draft, field: FieldId) -> bool {
    match field {
        FieldId::ClientName => draft.name.trim() != base.name.trim(),
        FieldId::AuthFlows => flows_differ(draft, base),
        FieldId::SessionDuration => draft.session.trim() != base.session,
        FieldId::RefreshToken => draft.refresh_token != base.refresh_token,
        FieldId::AccessToken => draft.access_token != base.access_token,
        FieldId::IdToken => draft.id_token != base.id_token,
        FieldId::AttributeMode | FieldId::AttributePermissions => draft.attributes.is_switched(&base.attributes),
        // These have no error, or are not asked of a client that exists.
        FieldId::AppType
        | FieldId::ClientSecret
        | FieldId::OwnSecret
        | FieldId::TokenRevocation
        | FieldId::UserExistenceErrors
        | FieldId::Setting(_) => false,
    }
}

fn flows_differ(draft: &Draft, base: &Draft) -> bool {
    (draft.flows, &draft.other_flows) != (base.flows, &base.other_flows)
}

/// The client's settings with every answer that means something else than what [`draft_of`] says.
fn apply(client: &AppClient, draft: &Draft, context: &Context) -> Settings {
    let base = draft_of(client);
    let mut after = client.settings.clone();
    if draft.name.trim() != base.name.trim() {
        after.set("ClientName", draft.name.trim().into());
    }
    if flows_differ(draft, &base) {
        after.set("ExplicitAuthFlows", draft.all_flows().into());
    }
    let (now, meant) = (rules::session_minutes(&base), rules::session_minutes(draft));
    if let Some(minutes) = meant.filter(|_| now != meant) {
        after.set("AuthSessionValidity", minutes.into());
    }
    for token in Token::ALL {
        let (now, meant) = (base.token(token).parse().ok(), draft.token(token).parse().ok());
        let changed = meant.filter(|meant| now.is_none_or(|now| now.seconds() != meant.seconds()));
        if let Some(validity) = changed {
            after.set_lifetime(token, validity);
        }
    }
    if draft.revocation != base.revocation {
        after.set("EnableTokenRevocation", draft.revocation.into());
    }
    if draft.prevent_existence_errors != base.prevent_existence_errors {
        let word = if draft.prevent_existence_errors { "ENABLED" } else { "LEGACY" };
        after.set("PreventUserExistenceErrors", word.into());
    }
    apply_attributes(&mut after, &base.attributes, &draft.attributes, context);
    after
}

fn apply_attributes(after: &mut Settings, base: &AttributeChoice, choice: &AttributeChoice, context: &Context) {
    if !choice.is_switched(base) {
        return;
    }
    for column in Column::ALL {
        let (now, meant) = (base.sent(context.schema(), column), choice.sent(context.schema(), column));
        if now != meant {
            after.set(column.member(), meant.map_or(Value::Null, Value::from));
        }
    }
}

/// The same answers over another reading of the client: what was not changed takes the new value,
/// of flows and of attributes each one by itself.
#[must_use]
pub fn rebase(draft: &Draft, from: &Draft, to: &Draft) -> Draft {
    let mut new = to.clone();
    if draft.name != from.name {
        new.name.clone_from(&draft.name);
    }
    rebase_flows(&mut new, draft, from);
    if draft.session != from.session {
        new.session.clone_from(&draft.session);
    }
    for token in Token::ALL {
        if draft.token(token) != from.token(token) {
            new.token_mut(token).clone_from(draft.token(token));
        }
    }
    if draft.revocation != from.revocation {
        new.revocation = draft.revocation;
    }
    if draft.prevent_existence_errors != from.prevent_existence_errors {
        new.prevent_existence_errors = draft.prevent_existence_errors;
    }
    new.attributes = draft.attributes.rebased(&from.attributes, &to.attributes);
    new
}

fn rebase_flows(new: &mut Draft, draft: &Draft, from: &Draft) {
    for flow in AuthFlow::ALL {
        let meant = draft.flows.contains(flow);
        if meant != from.flows.contains(flow) && meant != new.flows.contains(flow) {
            new.flows.toggle(flow);
        }
    }
    for flow in draft.other_flows.iter().filter(|flow| !from.other_flows.contains(flow)) {
        match new.other_flows.iter_mut().find(|other| other.wire == flow.wire) {
            Some(other) => other.on = flow.on,
            None if flow.on => new.other_flows.push(flow.clone()),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
