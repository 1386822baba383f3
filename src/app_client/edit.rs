//! From an app client that exists to the wizard's answers, and from those to the update that may be
//! sent: every setting that was read, plus the changes.

use serde_json::{Map, Value, json};

use crate::app_client::settings::{MEMBERS, Settings, UNITS};
use crate::app_client::{
    AppClient, AppType, AttributeChoice, AttributeMode, AuthFlow, AuthFlows, Change, Column, Context, Draft,
    DurationText, Origin, OtherFlow, Problem, SecretChoice, Severity, Token, UnknownMember, changes, rules,
};
use crate::text;

/// A checked update of one app client; made by [`update`] only.
#[derive(Clone)]
pub struct Update {
    before: Box<AppClient>,
    after: Settings,
}

impl Update {
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

    /// What an update cannot send, so that the service may reset it.
    #[must_use]
    pub fn at_risk(&self) -> &[UnknownMember] {
        &self.before.unknown
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
        // No source says for sure if an update that omits it keeps it.
        body.entry("RefreshTokenRotation").or_insert_with(|| json!({"Feature": "DISABLED"}));
        body
    }
}

/// The unit of each lifetime that is there; a unit without a lifetime stays.
fn units(settings: &Settings) -> Map<String, Value> {
    let mut units = settings.get(UNITS).and_then(Value::as_object).cloned().unwrap_or_default();
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
    let settings = &client.settings;
    let fresh = Draft::default();
    let word = |name: &str| settings.get(name).and_then(Value::as_str);
    let (flows, other_flows) = flows(settings);
    Draft {
        origin: Origin::Existing,
        // Cognito stores none; this one sets and warns of nothing.
        app_type: AppType::Other,
        name: client.name(),
        flows,
        other_flows,
        session: settings.get("AuthSessionValidity").map_or(fresh.session, |minutes| text::clean(&minutes.to_string())),
        refresh_token: lifetime(settings, Token::Refresh),
        access_token: lifetime(settings, Token::Access),
        id_token: lifetime(settings, Token::Id),
        revocation: settings.get("EnableTokenRevocation").and_then(Value::as_bool).unwrap_or(true),
        prevent_existence_errors: word("PreventUserExistenceErrors") == Some("ENABLED"),
        attributes: attributes(settings),
        carried: settings.clone(),
        ..Draft::default()
    }
}

/// Answers for a new client like this one: another name, and a secret if this one has one.
#[must_use]
pub fn copy_of(client: &AppClient, has_secret: bool) -> Draft {
    const SUFFIX: &str = "-copy";
    let name: String = client.name().chars().take(rules::MAX_NAME - SUFFIX.len()).collect();
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
    let names = |member: &str| settings.list(member).into_iter().map(str::to_owned).collect();
    let explicit = ["ReadAttributes", "WriteAttributes"].iter().any(|member| settings.get(member).is_some());
    AttributeChoice {
        mode: if explicit { AttributeMode::Choose } else { AttributeMode::PoolDefault },
        read: names("ReadAttributes"),
        write: names("WriteAttributes"),
        is_closed: explicit,
        ..AttributeChoice::default()
    }
}

/// The update that the answers stand for. What was wrong with the client before does not stop it.
///
/// # Errors
/// The problems that stop it, in page order.
pub fn update(client: &AppClient, draft: &Draft, context: &Context) -> Result<Update, Vec<Problem>> {
    let before = rules::check(&draft_of(client), context);
    let mut errors = rules::check(draft, context);
    errors.retain(|problem| problem.severity == Severity::Error && !before.contains(problem));
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Update { before: Box::new(client.clone()), after: apply(client, draft, context) })
}

/// The client's settings with every answer that is not what [`draft_of`] says.
fn apply(client: &AppClient, draft: &Draft, context: &Context) -> Settings {
    let base = draft_of(client);
    let mut after = client.settings.clone();
    if draft.name.trim() != base.name.trim() {
        after.set("ClientName", draft.name.trim().into());
    }
    if (draft.flows, &draft.other_flows) != (base.flows, &base.other_flows) {
        after.set("ExplicitAuthFlows", draft.all_flows().into());
    }
    if draft.session.trim() != base.session
        && let Some(minutes) = rules::session_minutes(draft)
    {
        after.set("AuthSessionValidity", minutes.into());
    }
    for token in Token::ALL {
        let changed = draft.token(token).parse().ok().filter(|_| draft.token(token) != base.token(token));
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
    let members = [("ReadAttributes", Column::Read), ("WriteAttributes", Column::Write)];
    match (choice.mode, context.pool) {
        (AttributeMode::PoolDefault, _) => {
            for (member, _) in members {
                after.set(member, Value::Null);
            }
        }
        (AttributeMode::Choose, Some(pool)) => {
            for (member, column) in members {
                let names = choice.names(&pool.attributes, column);
                if base.mode != choice.mode || names != base.names(&pool.attributes, column) {
                    after.set(member, names.into());
                }
            }
        }
        // Without the schema nothing could be chosen.
        (AttributeMode::Choose, None) => {}
    }
}

/// The same answers over another reading of the client: what was not changed takes the new value.
#[must_use]
pub fn rebase(draft: &Draft, from: &Draft, to: &Draft) -> Draft {
    let mut new = to.clone();
    if draft.name != from.name {
        new.name.clone_from(&draft.name);
    }
    if (draft.flows, &draft.other_flows) != (from.flows, &from.other_flows) {
        new.flows = draft.flows;
        new.other_flows.clone_from(&draft.other_flows);
    }
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
    if draft.attributes != from.attributes {
        new.attributes.clone_from(&draft.attributes);
    }
    new
}
