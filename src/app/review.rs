//! Review and create: the only page from which a client is created.

#![expect(clippy::wildcard_enum_match_arm, reason = "a page handles its own actions and ignores the rest")]

use crate::app::{DialogKind, DryRun, Effect, Exit, KeyPress, Link, Model, Overlay, Screen};
use crate::app_client::{AppClientSpec, FieldId, Problem, Secret, Severity, rules};
use crate::cognito::{ErrorKind, ServiceError};
use crate::keys::{Action, Key};
use crate::wizard::STEPS;

/// A button of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReviewButton {
    /// Leave the wizard.
    Cancel,
    /// The step before.
    Previous,
    /// Create the client.
    #[default]
    Create,
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewFocus {
    /// Line n of the problems.
    Line(usize),
    /// A button.
    Button(ReviewButton),
}

/// The page's state.
pub struct ReviewPage {
    /// What has the focus.
    pub focus: ReviewFocus,
    /// What the service said to the last try.
    pub failure: Option<Box<ServiceError>>,
}

impl Default for ReviewPage {
    fn default() -> Self {
        Self { focus: ReviewFocus::Button(ReviewButton::default()), failure: None }
    }
}

const BUTTONS: [ReviewButton; 3] = [ReviewButton::Cancel, ReviewButton::Previous, ReviewButton::Create];

impl Model {
    /// Problems that Review lists: errors first, then warnings, then notes.
    #[must_use]
    pub fn review_problems(&self) -> Vec<Problem> {
        let mut problems = self.problems();
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        problems
    }

    /// If nothing stands against sending; makes no request, which would hold the own secret.
    #[must_use]
    pub fn can_send(&self) -> bool {
        let has_error = || rules::check(&self.draft, &self.context()).iter().any(|p| p.severity == Severity::Error);
        self.pool.is_some() && !has_error()
    }

    /// The request that Create would send, if nothing is wrong.
    #[must_use]
    pub fn spec(&self) -> Option<AppClientSpec> {
        let pool = self.pool.as_ref()?;
        rules::resolve(&self.draft, &pool.id, &self.context()).ok()
    }

    pub(super) fn act_in_review(&mut self, action: Action, key: Key, press: KeyPress) -> Vec<Effect> {
        let lines = self.review_problems().len();
        match action {
            Action::Up => self.move_focus(|page| page.move_up(lines)),
            Action::Down => self.move_focus(|page| page.move_down(lines)),
            Action::PageUp | Action::PageDown => _ = self.scrolled(action),
            Action::Left => self.move_focus(|page| page.move_button(-1)),
            Action::Right => self.move_focus(|page| page.move_button(1)),
            Action::Next | Action::Previous => self.move_focus(|page| page.tab(lines)),
            Action::Pick => {
                if let Some(step) = Self::digit(key).filter(|n| *n < STEPS.len()) {
                    self.edit_section(step);
                }
            }
            Action::Accept => return self.accept_review(press),
            Action::PreviousStep | Action::Back => return self.back_from_review(),
            Action::CopyError => return self.copy_error(),
            Action::SwitchProfile => return self.pick_profile(),
            Action::SwitchRegion => return self.pick_region(),
            Action::ListClients => return self.go_to_clients(),
            Action::Quit => return self.cancel(),
            _ => {}
        }
        Vec::new()
    }

    /// Moves the focus, which comes back into view.
    fn move_focus(&mut self, how: impl FnOnce(&mut ReviewPage)) {
        self.scroll = None;
        if let Screen::Review(page) = &mut self.screen {
            how(page);
        }
    }

    fn back_from_review(&mut self) -> Vec<Effect> {
        self.form.enter(STEPS.len() - 1, &self.draft);
        self.show(Screen::Step, false);
        Vec::new()
    }

    fn accept_review(&mut self, press: KeyPress) -> Vec<Effect> {
        let Screen::Review(page) = &self.screen else { return Vec::new() };
        match page.focus {
            ReviewFocus::Line(n) => {
                if let Some(problem) = self.review_problems().get(n) {
                    let field = problem.field;
                    self.edit_field(field, true);
                }
                Vec::new()
            }
            ReviewFocus::Button(ReviewButton::Cancel | ReviewButton::Previous) if press.burst => {
                self.say("Press Enter again to press the button.")
            }
            ReviewFocus::Button(ReviewButton::Cancel) => self.cancel(),
            ReviewFocus::Button(ReviewButton::Previous) => self.back_from_review(),
            ReviewFocus::Button(ReviewButton::Create) => self.create(press),
        }
    }

    /// Sends the one request, if the page was seen, Enter was pressed and nothing is wrong.
    fn create(&mut self, press: KeyPress) -> Vec<Effect> {
        if !self.can_send() {
            return self.show_problem();
        }
        if self.must_read_on() {
            return self.read_on();
        }
        if !self.accepts(press, if self.start.dry_run { "print" } else { "create" }) {
            return Vec::new();
        }
        if self.link != Link::Up {
            return self.connect_first();
        }
        if self.is_unsettled() && !self.start.dry_run {
            return self.ask(DialogKind::CreateAnother);
        }
        self.send_checked()
    }

    /// What Create does once nothing stands against it.
    pub(super) fn send_checked(&mut self) -> Vec<Effect> {
        if self.link != Link::Up {
            return self.connect_first();
        }
        let Some(spec) = self.spec() else { return self.show_problem() };
        if self.start.dry_run {
            return vec![Effect::PrintRequest(Box::new(spec))];
        }
        self.send(spec)
    }

    /// Nothing can be sent, so nothing has to be read to its end first.
    fn show_problem(&mut self) -> Vec<Effect> {
        if self.pool.is_none() {
            let mut effects = self.back_to_pools();
            effects.extend(self.say("Choose the user pool; your answers are kept."));
            return effects;
        }
        if let Screen::Review(page) = &mut self.screen {
            page.focus = ReviewFocus::Line(0);
        }
        self.scroll = None;
        self.say("There is a problem. Enter goes to it.")
    }

    /// An answer changed what Review says, so it has to be read again before Create.
    pub(super) fn review_changed(&mut self) -> Vec<Effect> {
        self.stop_before_sending();
        if self.changes_page().is_some_and(|page| !page.is_busy() && page.saved().is_none()) {
            self.scroll = None;
            self.page.changed();
        }
        if matches!(self.screen, Screen::Review(_)) {
            // What the question was about has changed.
            let asks =
                |overlay: &mut Overlay| matches!(overlay, Overlay::Dialog(d) if d.kind == DialogKind::CreateAnother);
            self.overlay.take_if(asks);
            self.scroll = None;
            self.page.changed();
        }
        // They say who and where, too.
        if matches!(self.screen, Screen::Delete(_) | Screen::Secrets(_)) {
            self.page.changed();
        }
        Vec::new()
    }

    /// What was agreed to was another page: a reading before something is sent leads to nothing.
    fn stop_before_sending(&mut self) {
        let asks =
            |overlay: &mut Overlay| matches!(overlay, Overlay::Dialog(d) if d.kind == DialogKind::UnknownMembers);
        let asked = self.overlay.take_if(asks).is_some();
        let stopped = match &mut self.screen {
            Screen::Changes(page) => page.stop_before_sending(),
            Screen::Delete(page) => page.stop_before_sending(),
            Screen::Secrets(page) => page.stop_before_sending(),
            _ => false,
        };
        if asked || stopped {
            self.notice =
                Some("This page says something else now. Nothing was sent: read it, then try again.".to_owned());
        }
    }

    /// A page further down, until the end was seen.
    pub(super) fn read_on(&mut self) -> Vec<Effect> {
        self.page.read_on();
        self.scroll = Some(self.page.unseen_from());
        Vec::new()
    }

    pub(super) fn on_request(&mut self, answer: Result<String, ServiceError>) -> Vec<Effect> {
        match answer {
            Ok(json) => {
                let left_out_secret = self.draft.secret() == crate::app_client::SecretChoice::Own;
                vec![Effect::Quit(Exit { status: Exit::DONE, request: Some(DryRun { json, left_out_secret }) })]
            }
            Err(error) => self.refuse(error),
        }
    }

    /// The service refused: the same page, the answers intact, the field marked if there is one.
    pub(super) fn refuse(&mut self, error: ServiceError) -> Vec<Effect> {
        self.failed = true;
        self.refusal = refused_field(&error);
        let page = ReviewPage { failure: Some(Box::new(error)), ..ReviewPage::default() };
        self.show(Screen::Review(page), true);
        Vec::new()
    }

    /// What Enter on Create does: nothing is sent before the whole page was on the screen.
    #[must_use]
    pub fn create_word(&self) -> &'static str {
        if matches!(self.screen, Screen::Changes(_)) {
            return self.save_word();
        }
        match (self.can_send(), self.must_read_on(), self.start.dry_run) {
            (false, _, _) => "see the problem",
            (true, true, _) => "read on",
            (true, false, true) => "print",
            (true, false, false) => "create",
        }
    }

    pub(super) fn warnings(&self) -> usize {
        self.problems().iter().filter(|p| p.severity == Severity::Warning).count()
    }

    /// The error on the page, for the clipboard.
    #[must_use]
    pub fn error_to_copy(&self) -> Option<String> {
        let error = self.failure()?;
        let reasons = error.reasons.iter().map(|reason| format!("\n- {reason}"));
        let said = error.aws_said.iter().map(|said| format!("\nAWS said: {said}"));
        let request = error.request_id.iter().map(|id| format!("\nRequest ID {id}"));
        let tail: String = reasons.chain(said).chain(request).collect();
        Some(format!("{}: {} {}{tail}", error.operation, error.sentence, error.advice))
    }

    pub(super) fn copy_error(&mut self) -> Vec<Effect> {
        match self.error_to_copy() {
            Some(text) => self.copy("The error was", Secret::new(text)),
            None => Vec::new(),
        }
    }
}

/// A refusal that belongs to a field marks that field.
pub(super) fn refused_field(failure: &ServiceError) -> Option<Problem> {
    let ErrorKind::Invalid(Some(field)) = failure.kind else { return None };
    Some(Problem::error(field_shown(field), "Cognito did not accept this. Change it, then try again."))
}

/// The matrix may be hidden; its mode never is.
const fn field_shown(field: FieldId) -> FieldId {
    match field {
        FieldId::AttributePermissions => FieldId::AttributeMode,
        other => other,
    }
}

impl ReviewPage {
    fn move_up(&mut self, lines: usize) {
        self.focus = match self.focus {
            ReviewFocus::Line(n) => ReviewFocus::Line(n.saturating_sub(1)),
            ReviewFocus::Button(_) if lines > 0 => ReviewFocus::Line(lines - 1),
            button @ ReviewFocus::Button(_) => button,
        };
    }

    fn move_down(&mut self, lines: usize) {
        if let ReviewFocus::Line(n) = self.focus {
            self.focus =
                if n + 1 < lines { ReviewFocus::Line(n + 1) } else { ReviewFocus::Button(ReviewButton::Create) };
        }
    }

    fn tab(&mut self, lines: usize) {
        self.focus = match self.focus {
            ReviewFocus::Button(_) if lines > 0 => ReviewFocus::Line(0),
            ReviewFocus::Button(_) | ReviewFocus::Line(_) => ReviewFocus::Button(ReviewButton::Create),
        };
    }

    fn move_button(&mut self, delta: isize) {
        if let ReviewFocus::Button(button) = self.focus {
            let at = BUTTONS.iter().position(|b| *b == button).unwrap_or_default();
            let to = at.saturating_add_signed(delta).min(BUTTONS.len() - 1);
            self.focus = BUTTONS.get(to).map_or(self.focus, |b| ReviewFocus::Button(*b));
        }
    }
}
