//! What a preview shows: the request of the page below, and what is changed in it.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other page has nothing to preview")]

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::app::{ClientPage, Model, Screen};
use crate::app_client::{Draft, Origin, Problem, SecretChoice, Sketch, Update, copy_of, sketch};
use crate::export::{Call, Export, Line};

/// What the code is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOf {
    /// A client that Create would make.
    New,
    /// The same, like another one.
    Copy,
    /// The update that Save would send.
    Update,
    /// The request that made the client of this page.
    Made,
    /// A client that exists.
    Client,
}

/// What there is to show.
pub struct Code {
    /// What it is of.
    pub of: CodeOf,
    /// The request; `None` without a pool.
    pub export: Option<Export>,
    /// Why it cannot be sent; what these are about is left out of the request.
    pub errors: Vec<Problem>,
    /// Members that are not as they would be without the user's answers.
    changed: BTreeSet<String>,
    /// Members that would be sent without them.
    pub gone: Vec<String>,
}

impl Code {
    const fn nothing(of: CodeOf) -> Self {
        Self { of, export: None, errors: Vec::new(), changed: BTreeSet::new(), gone: Vec::new() }
    }

    /// The code of something that is as it is.
    fn as_it_is(of: CodeOf, export: Option<Export>) -> Self {
        Self { export, ..Self::nothing(of) }
    }

    fn of_sketch(
        of: CodeOf,
        sketch: Sketch,
        before: &Map<String, Value>,
        export: impl FnOnce(Map<String, Value>) -> Export,
    ) -> Self {
        let Sketch { body, errors } = sketch;
        let is_changed = |(name, value): &(&String, &Value)| differs(before.get(*name), value);
        let changed = body.iter().filter(is_changed).map(|(name, _)| name.clone()).collect();
        let is_wrong = |name: &str| errors.iter().any(|problem| sketch::states(problem.field, name));
        let is_gone =
            |name: &&String| !body.contains_key(*name) && !is_wrong(name) && !sketch::is_about_the_secret(name);
        let gone = before.keys().filter(is_gone).cloned().collect();
        Self { of, export: Some(export(body).without_secrets()), errors, changed, gone }
    }

    /// A line states a member that was changed.
    #[must_use]
    pub fn is_changed(&self, line: &Line) -> bool {
        line.member.as_ref().is_some_and(|member| self.changed.contains(member))
    }

    /// Any line can be marked.
    #[must_use]
    pub const fn has_marks(&self) -> bool {
        matches!(self.of, CodeOf::New | CodeOf::Copy | CodeOf::Update)
    }
}

impl Model {
    /// What a preview of this page shows now.
    #[must_use]
    pub fn code(&self) -> Code {
        match &self.screen {
            Screen::Created(page) => Code::as_it_is(CodeOf::Made, page.request.as_deref().cloned()),
            Screen::Client(page) => Code::as_it_is(CodeOf::Client, code_of_client(page)),
            _ if self.is_editing() => self.code_of_update(),
            _ => self.code_of_create(),
        }
    }

    fn code_of_create(&self) -> Code {
        let is_copy = self.draft.origin == Origin::Copy && self.source().is_some();
        let of = if is_copy { CodeOf::Copy } else { CodeOf::New };
        let Some(pool) = self.pool.as_ref().map(|pool| &pool.id) else { return Code::nothing(of) };
        let context = self.context();
        let before = sketch::of_create(&self.draft_before(), pool, &context).body;
        let has_secret = self.draft.secret() != SecretChoice::None;
        Code::of_sketch(of, sketch::of_create(&self.draft, pool, &context), &before, |body| Export {
            call: Call::Create,
            body,
            pool: pool.clone(),
            client_id: None,
            has_secret: Some(has_secret),
            beyond: Vec::new(),
        })
    }

    /// The answers without the user's: the defaults of the app type, or the client that is copied. A
    /// new client has no name to begin with, so its name is no change. Nor is the secret, if nobody
    /// knows whether the other client has one.
    fn draft_before(&self) -> Draft {
        match self.source() {
            Some(source) => {
                let has_secret = self.source_has_secret(source).unwrap_or(self.draft.secret() != SecretChoice::None);
                Draft { name: source.name(), ..copy_of(source, has_secret) }
            }
            None => Draft { app_type: self.draft.app_type, name: self.draft.name.clone(), ..Draft::default() },
        }
    }

    fn code_of_update(&self) -> Code {
        let Some(source) = self.source() else { return Code::nothing(CodeOf::Update) };
        let before = Update::of_nothing(source).body();
        let sketch = sketch::of_update(source, &self.draft, &self.context());
        let as_it_is = Export::of_update(&Update::of_nothing(source), self.source_has_secret(source));
        Code::of_sketch(CodeOf::Update, sketch, &before, |body| Export { body, ..as_it_is })
    }
}

/// Of a structure the parts that are there count: the unit of a lifetime that was left out is no
/// change of the others.
fn differs(before: Option<&Value>, now: &Value) -> bool {
    match (before, now) {
        (Some(Value::Object(before)), Value::Object(now)) => {
            now.iter().any(|(name, value)| before.get(name) != Some(value))
        }
        (before, now) => before != Some(now),
    }
}

fn code_of_client(page: &ClientPage) -> Option<Export> {
    page.client.as_ref().map(|client| Export::of_client(client, page.has_secret()))
}
