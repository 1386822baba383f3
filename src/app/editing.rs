//! Editing and copying an app client: the wizard over a client that exists. The answers for a new
//! client that were in progress are put aside while another one is edited.

use crate::app::{ChangesPage, DialogKind, Effect, Model, Screen, Then, Verb};
use crate::app_client::{AppClient, AppType, Context, Draft, FieldId, Origin, Problem, Severity, Update};
use crate::app_client::{consequences, edit, rules};
use crate::wizard::STEPS;
use crate::wizard::form::Form;

/// Answers for a new client, put aside.
pub(super) struct Parked {
    draft: Draft,
    form: Form,
    source: Option<Box<AppClient>>,
    back_to_review: bool,
    type_before: Option<AppType>,
    refusal: Option<Problem>,
}

impl Model {
    /// A client that exists is being changed.
    #[must_use]
    pub fn is_editing(&self) -> bool {
        self.draft.origin == Origin::Existing
    }

    /// The client that the answers come from, while there are such answers.
    #[must_use]
    pub fn source(&self) -> Option<&AppClient> {
        self.source.as_deref().filter(|_| self.draft.origin != Origin::New)
    }

    /// Fills the wizard's answers from a client that was just read, and goes to the first step.
    pub(super) fn begin_edit(&mut self, client: AppClient) -> Vec<Effect> {
        self.park();
        self.draft = edit::draft_of(&client);
        self.take_source(client);
        self.show(Screen::Step, true);
        self.read_chosen_pool()
    }

    /// The same for a new client like this one; a secret is generated if this one has one. Answers
    /// in progress for another new client are not thrown away unasked.
    pub(super) fn begin_copy(&mut self, client: AppClient, has_secret: bool) -> Vec<Effect> {
        if !self.draft.is_untouched() {
            self.wanted_copy = Some((Box::new(client), has_secret));
            return self.ask(DialogKind::ReplaceDraft);
        }
        self.copy_client(client, has_secret)
    }

    /// The user agreed that the copy takes the place of what was in progress.
    pub(super) fn replace_draft_by_copy(&mut self) -> Vec<Effect> {
        let Some((client, has_secret)) = self.wanted_copy.take() else { return Vec::new() };
        self.copy_client(*client, has_secret)
    }

    /// It does not: back to the client.
    pub(super) fn drop_wanted_copy(&mut self) -> Vec<Effect> {
        let wanted = self.wanted_copy.take();
        wanted.map(|(client, _)| self.read_client(client.id, Then::Show)).unwrap_or_default()
    }

    fn copy_client(&mut self, client: AppClient, has_secret: bool) -> Vec<Effect> {
        self.draft = edit::copy_of(&client, has_secret);
        let suffix = self.draft.name.chars().rev().position(|c| c == '-').map_or(0, |n| n + 1);
        let is_named = self.take_given_answers();
        self.take_source(client);
        self.form.go_to(FieldId::ClientName, &self.draft);
        self.show(Screen::Step, true);
        let mut effects = self.read_chosen_pool();
        if is_named {
            return effects;
        }
        self.form.select_end(suffix);
        effects.extend(self.say("Typing replaces the end of the name, \"-copy\"."));
        effects
    }

    /// The answers of the command line, over those of the client that it named; once. True if a name
    /// is among them.
    fn take_given_answers(&mut self) -> bool {
        if !matches!(self.start.verb, Verb::Copy(_)) {
            return false;
        }
        let answers = std::mem::take(&mut self.start.answers);
        // Words that are none were refused before the start.
        drop(answers.apply(&mut self.draft));
        answers.fields().any(|field| field == FieldId::ClientName)
    }

    fn take_source(&mut self, client: AppClient) {
        self.source = Some(Box::new(client));
        self.source_read_at = self.now;
        self.back_to_review = false;
        self.type_before = None;
        self.before_preset = None;
        self.refusal = None;
        self.offer_attributes();
        self.form = Form::new(&self.draft);
    }

    fn park(&mut self) {
        if self.is_editing() {
            return;
        }
        self.parked = Some(Box::new(Parked {
            draft: std::mem::take(&mut self.draft),
            form: std::mem::replace(&mut self.form, Form::new(&Draft::default())),
            source: self.source.take(),
            back_to_review: self.back_to_review,
            type_before: self.type_before.take(),
            refusal: self.refusal.take(),
        }));
    }

    /// The answers that were put aside are in no draft on the disk.
    pub(super) fn would_lose_parked(&self) -> bool {
        !self.start.drafts && self.parked.as_ref().is_some_and(|parked| !parked.draft.is_untouched())
    }

    /// The edit is over: what was put aside comes back.
    pub(super) fn end_edit(&mut self) {
        match self.parked.take() {
            Some(parked) => {
                let Parked { draft, form, source, back_to_review, type_before, refusal } = *parked;
                self.draft = draft;
                self.form = form;
                self.source = source;
                self.back_to_review = back_to_review;
                self.type_before = type_before;
                self.refusal = refusal;
            }
            None => self.begin_anew(),
        }
        self.offer_attributes();
        self.open_update = None;
    }

    /// Nothing was answered.
    pub(super) fn begin_anew(&mut self) {
        self.draft = Draft::default();
        self.source = None;
        self.form = Form::new(&self.draft);
        self.back_to_review = false;
        self.type_before = None;
        self.refusal = None;
    }

    /// The answers meet the attributes of the pool, as far as those are known.
    pub(super) fn offer_attributes(&mut self) {
        if let Some(attributes) = self.pool_details().map(|pool| pool.attributes.clone()) {
            self.draft.attributes.offer(&attributes);
        }
    }

    /// It is not known what became of an update.
    #[must_use]
    pub const fn update_is_open(&self) -> bool {
        self.open_update.is_some()
    }

    /// The update that Save would send.
    ///
    /// # Errors
    /// The problems that stop it.
    pub fn planned_update(&self) -> Result<Update, Vec<Problem>> {
        let client = self.source.as_deref().filter(|_| self.is_editing()).ok_or_else(Vec::new)?;
        edit::update(client, &self.draft, &self.context())
    }

    /// An edit would change something, or cannot be saved as it is.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.is_editing() && self.planned_update().map_or(true, |update| !update.changes().is_empty())
    }

    /// What the rules say about an edit: an error that the client had before stops nothing.
    pub(super) fn problems_of_edit(&self, context: &Context) -> Vec<Problem> {
        let mut problems = rules::check(&self.draft, context);
        let stops = self.planned_update().err().unwrap_or_default();
        for problem in &mut problems {
            if problem.severity == Severity::Error && !stops.contains(problem) {
                problem.severity = Severity::Warning;
            }
        }
        // An update has errors of its own.
        let own = stops.into_iter().filter(|stop| !problems.contains(stop)).collect::<Vec<_>>();
        problems.extend(own);
        problems
    }

    /// Problems that Review changes lists: what is new or about a setting that changes, and what the
    /// changes do to apps.
    #[must_use]
    pub fn problems_of_changes(&self) -> Vec<Problem> {
        let Some(source) = self.source.as_deref() else { return Vec::new() };
        let context = self.context();
        let before = rules::check(&edit::draft_of(source), &context);
        let planned = self.planned_update();
        let changes = planned.as_ref().map(Update::changes).unwrap_or_default();
        let is_changed =
            |problem: &Problem| changes.iter().any(|change| consequences::is_about(problem.field, change.setting));
        let mut problems = self.problems();
        problems
            .retain(|problem| problem.severity == Severity::Error || !before.contains(problem) || is_changed(problem));
        if let Ok(update) = &planned {
            problems.extend(consequences::consequences(&source.settings, update.after(), &context));
        }
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        problems
    }

    /// Review changes, from the last step or by Ctrl-R.
    pub(super) fn go_to_changes(&mut self, by_enter: bool) -> Vec<Effect> {
        let page = ChangesPage { failure: self.connect_failure(), ..ChangesPage::default() };
        self.show(Screen::Changes(Box::new(page)), by_enter);
        // First of all what became of a request before.
        if self.open_update.is_some() { self.check_update() } else { Vec::new() }
    }

    /// Back to the last step.
    pub(super) fn back_from_changes(&mut self) -> Vec<Effect> {
        self.form.enter(STEPS.len() - 1, &self.draft);
        self.show(Screen::Step, false);
        Vec::new()
    }

    /// Cancel, or Esc on the first step: back to where the client was chosen; asks if anything would
    /// be lost.
    pub(super) fn leave_edit(&mut self) -> Vec<Effect> {
        if self.has_changes() || self.open_update.is_some() {
            return self.ask(DialogKind::DiscardEdit);
        }
        self.discard_edit()
    }

    /// Ends the edit without saving.
    pub(super) fn discard_edit(&mut self) -> Vec<Effect> {
        let id = self.source.as_ref().map(|client| client.id.clone());
        self.end_edit();
        match id.filter(|_| !self.from_list) {
            Some(id) => self.read_client(id, Then::Show),
            None => self.go_to_clients(),
        }
    }
}
