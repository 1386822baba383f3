//! The questions as flags of the command line, from the tables of the steps: a name, what it takes,
//! and what its value does to the draft. The rules judge the value afterwards, as they judge what is
//! typed.

use std::fmt;

use crate::app_client::{Attribute, Column, Context, Draft, FieldId, Origin, Secret, Settings, attribute_names};
use crate::app_client::{AttributeMode, SecretChoice};
use crate::text;
use crate::wizard::{Field, Input, STEPS, nothing};

/// A way to answer a question on the command line.
pub struct Flag {
    /// `access-token`; `--access-token` as a flag, `access-token=15m` after `--set`.
    pub name: &'static str,
    /// What it takes: `DURATION`.
    pub value: &'static str,
    /// All words that it takes: the first of each is its name, the others stand for it. None if it
    /// takes any text.
    pub words: &'static [&'static [&'static str]],
    /// The value is read from a file, because a command line can be seen by others.
    pub is_file: bool,
    /// A number alone does not say enough.
    needs_unit: bool,
    /// The list of attributes that it names.
    pub column: Option<Column>,
    /// What it means, where that is not what the question says.
    about: &'static str,
    /// How the value is written, where that does not follow from its words.
    form: fn() -> String,
    /// What the value does where the field alone does not say it.
    set: Option<Set>,
}

type Set = fn(&mut Draft, &str) -> Result<(), String>;

/// A flag and its question.
#[derive(Clone, Copy)]
pub struct Named {
    /// The title of its step.
    pub step: &'static str,
    /// The question.
    pub field: &'static Field,
    /// The flag.
    pub flag: &'static Flag,
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.flag.name)
    }
}

/// A flag, and a sentence about its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The flag's name.
    pub flag: &'static str,
    /// What is wrong.
    pub text: String,
}

impl Flag {
    const fn new(name: &'static str, value: &'static str) -> Self {
        Self {
            name,
            value,
            words: &[],
            is_file: false,
            needs_unit: false,
            column: None,
            about: "",
            form: nothing,
            set: None,
        }
    }

    pub(super) const fn text(name: &'static str, value: &'static str) -> Self {
        Self::new(name, value)
    }

    /// A time with its unit: which one a bare number would take depends on what was there.
    pub(super) const fn duration(name: &'static str) -> Self {
        Self { needs_unit: true, ..Self::new(name, "DURATION") }
    }

    /// The words in the order of the options.
    pub(super) const fn words(name: &'static str, words: &'static [&'static [&'static str]]) -> Self {
        Self { words, ..Self::new(name, "WORD") }
    }

    pub(super) const fn list(name: &'static str, value: &'static str, form: fn() -> String, set: Set) -> Self {
        Self { set: Some(set), form, ..Self::new(name, value) }
    }

    pub(super) const fn file(name: &'static str, set: Set) -> Self {
        let form = || "Read from FILE, or from standard input for a dash.".to_owned();
        Self { set: Some(set), is_file: true, form, ..Self::new(name, "FILE") }
    }

    pub(super) const fn attributes(name: &'static str, column: Column, about: &'static str, set: Set) -> Self {
        let form = || "Names with commas between them, or default for the pool default.".to_owned();
        Self { about, column: Some(column), ..Self::list(name, "NAMES", form, set) }
    }
}

impl Named {
    /// A sentence or more, without the last full stop.
    #[must_use]
    pub fn help(&self) -> String {
        let Field { label, description, .. } = self.field;
        let switch = switch(&self.field.input);
        let about = [self.flag.about, description, &switch, label].into_iter().find(|text| !text.is_empty());
        let about = about.unwrap_or_default().to_owned();
        let parts = [about, (self.field.constraint)(), (self.flag.form)()];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim_end_matches('.')).filter(|p| !p.is_empty()).collect();
        parts.join(". ")
    }

    /// It can be asked of a client that exists, too.
    #[must_use]
    pub fn is_for_existing(&self) -> bool {
        let mut draft = Draft { origin: Origin::Existing, picked_secret: Some(SecretChoice::Own), ..Draft::default() };
        draft.attributes.mode = AttributeMode::Choose;
        (self.field.shown)(&draft)
    }

    /// Takes the value in.
    ///
    /// # Errors
    /// A sentence: it is none of the words. If a well-formed value is allowed, the rules say.
    pub fn apply(&self, draft: &mut Draft, value: &str) -> Result<(), String> {
        let word = || which(self.flag, value);
        match (self.flag.set, &self.field.input) {
            (Some(set), _) => set(draft, value),
            (None, Input::Text(_)) if self.flag.needs_unit && is_bare(value) => {
                let number = value.trim();
                Err(format!("Say the unit: {number}m, {number}h, or {number}d."))
            }
            (None, Input::Text(input)) => {
                (input.set)(draft, value);
                (input.leave)(draft);
                Ok(())
            }
            (None, Input::Choice(input)) => word().map(|n| (input.set)(draft, n)),
            (None, Input::Toggles(input)) => word().map(|n| {
                let on = n == 0;
                if (input.get)(draft, 0) != on {
                    (input.toggle)(draft, 0);
                }
            }),
            (None, Input::Matrix) => Ok(()),
        }
    }
}

fn is_bare(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty() && value.chars().all(|c| c.is_ascii_digit())
}

/// What a lone switch says of itself.
fn switch(input: &Input) -> String {
    let Input::Toggles(toggles) = input else { return String::new() };
    let mut options = (toggles.options)(&Context::default(), &Draft::default());
    if options.len() == 1 { options.pop().map(|option| option.detail).unwrap_or_default() } else { String::new() }
}

/// The number of the word.
fn which(flag: &Flag, value: &str) -> Result<usize, String> {
    let is_it = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(value.trim()));
    flag.words.iter().position(|words| is_it(words)).ok_or_else(|| {
        let names: Vec<&str> = flag.words.iter().filter_map(|words| words.first().copied()).collect();
        format!("{} is none of its words: {}.", text::clean_short(value, 64), names.join(", "))
    })
}

/// All flags, in the order of the steps.
pub fn all() -> impl Iterator<Item = Named> {
    STEPS.iter().flat_map(|step| {
        let of =
            move |field: &'static Field| field.flags.iter().map(move |flag| Named { step: step.title, field, flag });
        step.fields.iter().flat_map(of)
    })
}

/// The flag of that name.
#[must_use]
pub fn find(name: &str) -> Option<Named> {
    all().find(|named| named.flag.name == name)
}

/// The flag by which that question is answered.
#[must_use]
pub fn of(field: FieldId) -> Option<&'static Flag> {
    all().find(|named| named.field.id == field).map(|named| named.flag)
}

/// Answers that were given before any question is asked.
#[derive(Clone, Default)]
pub struct Answers {
    /// What they are put over, if that is not the defaults.
    base: Option<Box<Draft>>,
    /// In the order of the steps. One value may be a secret, so all are kept like one.
    given: Vec<(Named, Secret)>,
}

/// Values are not shown: one may be a secret.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.given.iter().map(|(named, _)| named.flag.name)).finish()
    }
}

impl Answers {
    /// The values of these flags.
    #[must_use]
    pub fn new(given: Vec<(Named, Secret)>) -> Self {
        let at = |named: &Named| all().position(|other| other.flag.name == named.flag.name);
        let mut given = given;
        // The type decides what the secret is by default, so it comes first, whatever was first said.
        given.sort_by_key(|(named, _)| at(named));
        Self { base: None, given }
    }

    /// The same over these answers.
    #[must_use]
    pub fn over(self, base: Draft) -> Self {
        Self { base: Some(Box::new(base)), ..self }
    }

    /// Nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.is_none() && self.given.is_empty()
    }

    /// The questions that were answered.
    pub fn fields(&self) -> impl Iterator<Item = FieldId> {
        self.given.iter().map(|(named, _)| named.field.id)
    }

    /// The draft of a new client with these answers.
    ///
    /// # Errors
    /// What cannot be taken in.
    pub fn draft(&self) -> Result<Draft, Vec<Wrong>> {
        let mut draft = self.base.as_deref().cloned().unwrap_or_default();
        self.apply(&mut draft)?;
        Ok(draft)
    }

    /// Puts the values that were given into a draft.
    ///
    /// # Errors
    /// What cannot be taken in; the rest is.
    pub fn apply(&self, draft: &mut Draft) -> Result<(), Vec<Wrong>> {
        let mut wrong = Vec::new();
        for (named, value) in &self.given {
            if let Err(text) = named.apply(draft, value.reveal()) {
                wrong.push(Wrong { flag: named.flag.name, text });
            }
        }
        wrong.extend(self.list_of_the_default());
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// A list of attributes beside the word that no list is sent.
    fn list_of_the_default(&self) -> Option<Wrong> {
        let is_default = |(named, value): &(Named, Secret)| {
            named.field.id == FieldId::AttributeMode && which(named.flag, value.reveal()) == Ok(0)
        };
        let list = self.given.iter().find(|(named, _)| named.flag.column.is_some())?;
        let text = "A list can't be given together with --attributes pool-default.".to_owned();
        self.given.iter().any(is_default).then_some(Wrong { flag: list.0.flag.name, text })
    }

    /// What is wrong with the lists of attributes that were given, once the pool's are known. What a
    /// client has already stays.
    #[must_use]
    pub fn check_lists(&self, draft: &Draft, before: &Settings, schema: &[Attribute]) -> Vec<Wrong> {
        let lists = self.given.iter().filter_map(|(named, _)| Some((named.flag.name, named.flag.column?)));
        let is_open = |column: Column| {
            draft.attributes.mode == AttributeMode::PoolDefault || draft.attributes.open == Some(column)
        };
        lists
            .filter(|(_, column)| !is_open(*column))
            .flat_map(|(flag, column)| {
                let names = draft.attributes.list(column);
                let problems = attribute_names::problems(names, &before.list(column.member()), column, schema);
                problems.into_iter().map(move |text| Wrong { flag, text })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
