//! Attribute read and write permissions, against the schema of the pool.
//!
//! Facts: `sub`, `email_verified` and `phone_number_verified` are never writable by a client and
//! `dev:` attributes neither; every attribute that the pool requires must be writable, except
//! `sub` (developer guide, "User pool attributes"; API reference, `WriteAttributes`).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// One attribute of a pool's schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// `email`, `custom:tier`, `dev:custom:x`.
    pub name: String,
    /// The pool demands it at sign-up.
    pub required: bool,
    /// It can be changed after sign-up.
    pub mutable: bool,
}

/// Which of the two permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// `ReadAttributes`
    Read,
    /// `WriteAttributes`
    Write,
}

impl Column {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// The other one.
    const fn other(self) -> Self {
        match self {
            Self::Read => Self::Write,
            Self::Write => Self::Read,
        }
    }

    /// Its member in the API.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self {
            Self::Read => "ReadAttributes",
            Self::Write => "WriteAttributes",
        }
    }
}

/// If an app client may be allowed to write an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writable {
    /// As the user likes.
    Free,
    /// Required by the pool: always writable.
    Locked,
    /// Never.
    Never,
}

/// Shown by no matrix: always readable, never writable.
const ALWAYS_READ: &str = "sub";
/// Set by Cognito only.
pub const FIXED: [&str; 3] = ["sub", "email_verified", "phone_number_verified"];
/// Name parts of custom attributes that applications like to trust for access.
const TRUSTED: [&str; 6] = ["role", "admin", "tenant", "tier", "group", "plan"];

impl Attribute {
    /// If a client may write it.
    #[must_use]
    pub fn writable(&self) -> Writable {
        if is_never_written(&self.name) {
            Writable::Never
        } else if self.required {
            Writable::Locked
        } else {
            Writable::Free
        }
    }

    /// `custom:...`
    #[must_use]
    pub fn is_custom(&self) -> bool {
        self.name.starts_with("custom:")
    }

    /// `dev:...`: legacy, read-only to every client.
    #[must_use]
    pub fn is_developer_only(&self) -> bool {
        self.name.starts_with("dev:")
    }

    /// A custom attribute whose name says that access depends on it (W7).
    #[must_use]
    pub fn is_trusted(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        self.is_custom() && TRUSTED.iter().any(|part| name.contains(part))
    }
}

/// `oidc:profile` and the like, which no schema has under this name.
pub(super) fn stands_for_others(name: &str) -> bool {
    name.starts_with("oidc:")
}

/// No client may write it, whatever the pool says.
#[must_use]
pub fn is_never_written(name: &str) -> bool {
    FIXED.contains(&name) || name.starts_with("dev:")
}

/// The rows of the matrix: required first, then custom, then the rest, each by name; `sub` is
/// left out.
#[must_use]
pub fn rows(schema: &[Attribute]) -> Vec<&Attribute> {
    let mut rows: Vec<&Attribute> = schema.iter().filter(|a| a.name != ALWAYS_READ).collect();
    rows.sort_by_key(|a| (!a.required, !(a.is_custom() || a.is_developer_only()), a.name.clone()));
    rows
}

/// A scope of `OpenID` Connect, as a shortcut for the attributes behind it.
pub struct Scope {
    /// `profile`
    pub name: &'static str,
    /// Its attributes.
    pub attributes: &'static [&'static str],
}

/// The shortcuts. `profile` is Cognito's own list of 13 (developer guide, "User pool
/// attributes"); `address` is from `OpenID` Connect only, Cognito has no such OAuth scope.
pub static SCOPES: [Scope; 4] = [
    Scope {
        name: "profile",
        attributes: &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
        ],
    },
    Scope { name: "email", attributes: &["email", "email_verified"] },
    Scope { name: "phone", attributes: &["phone_number", "phone_number_verified"] },
    Scope { name: "address", attributes: &["address"] },
];

/// If the lists are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeMode {
    /// Neither list is sent.
    #[default]
    PoolDefault,
    /// Both lists are sent.
    Choose,
}

/// What was chosen; kept when the mode or the pool changes, so that going back restores it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChoice {
    /// If the lists are sent.
    pub mode: AttributeMode,
    /// Names that the app may read; may hold names of a pool chosen before.
    pub read: BTreeSet<String>,
    /// Names that it may write, without the locked ones.
    pub write: BTreeSet<String>,
    /// Names that were on offer before: a name that is new here starts switched on.
    pub seen: BTreeSet<String>,
    /// The lists are those of an existing client: what is not in them is off, and what no schema
    /// has (`oidc:profile`) stays in them.
    #[serde(default)]
    pub is_closed: bool,
    /// Of these two the list that the existing client does not have: it starts as the pool default,
    /// and while it stays so it is not sent.
    #[serde(default)]
    pub open: Option<Column>,
    /// They are those of a client in another pool, or were written down for one: what this pool does
    /// not have is left out.
    #[serde(default)]
    pub is_elsewhere: bool,
}

impl AttributeChoice {
    /// Takes a schema in: attributes not offered before start readable and, where allowed,
    /// writable, as the pool default has it for standard attributes.
    pub fn offer(&mut self, schema: &[Attribute]) {
        for attribute in rows(schema) {
            self.offer_name(&attribute.name);
        }
    }

    /// A locked one starts writable too: the next pool may leave it free.
    fn offer_name(&mut self, name: &str) {
        if !self.seen.insert(name.to_owned()) {
            return;
        }
        for column in Column::ALL {
            if self.starts_on(column) && !(column == Column::Write && is_never_written(name)) {
                self.list_mut(column).insert(name.to_owned());
            }
        }
    }

    fn starts_on(&self, column: Column) -> bool {
        !self.is_closed || self.open == Some(column)
    }

    /// The names of `column`.
    #[must_use]
    pub const fn list(&self, column: Column) -> &BTreeSet<String> {
        match column {
            Column::Read => &self.read,
            Column::Write => &self.write,
        }
    }

    const fn list_mut(&mut self, column: Column) -> &mut BTreeSet<String> {
        match column {
            Column::Read => &mut self.read,
            Column::Write => &mut self.write,
        }
    }

    /// If the app may read or write `attribute` as things stand.
    #[must_use]
    pub fn allows(&self, attribute: &Attribute, column: Column) -> bool {
        match (column, attribute.writable()) {
            (Column::Read, _) => self.read.contains(&attribute.name),
            (Column::Write, Writable::Free) => self.write.contains(&attribute.name),
            (Column::Write, Writable::Locked) => true,
            (Column::Write, Writable::Never) => false,
        }
    }

    /// Switches one permission; what is locked or impossible stays as it is.
    pub fn set(&mut self, attribute: &Attribute, column: Column, on: bool) {
        let list = match (column, attribute.writable()) {
            (Column::Read, _) => &mut self.read,
            (Column::Write, Writable::Free) => &mut self.write,
            (Column::Write, Writable::Locked | Writable::Never) => return,
        };
        if on {
            list.insert(attribute.name.clone());
        } else {
            list.remove(&attribute.name);
        }
    }

    /// Chosen names, allowed in `column`, in the order of the matrix.
    #[must_use]
    pub fn names(&self, schema: &[Attribute], column: Column) -> Vec<String> {
        let allowed = rows(schema).into_iter().filter(|a| self.allows(a, column));
        allowed.map(|a| a.name.clone()).chain(self.kept(schema, column)).collect()
    }

    /// Names of an existing client's list for which the matrix has no row.
    fn kept(&self, schema: &[Attribute], column: Column) -> Vec<String> {
        let has_row = |name: &String| rows(schema).iter().any(|attribute| attribute.name == *name);
        let is_kept = |name: &String| self.is_closed && (!self.is_elsewhere || stands_for_others(name));
        self.list(column).iter().filter(|name| is_kept(name) && !has_row(name)).cloned().collect()
    }

    /// The list that is sent in `column`; `None` sends none. What the schema has and was not offered
    /// yet counts as offered. Without a schema an existing client's lists are what they were.
    #[must_use]
    pub fn sent(&self, schema: Option<&[Attribute]>, column: Column) -> Option<Vec<String>> {
        if self.mode == AttributeMode::PoolDefault {
            return None;
        }
        let Some(schema) = schema else {
            return (!self.starts_on(column)).then(|| self.list(column).iter().cloned().collect());
        };
        let mut choice = self.clone();
        choice.offer(schema);
        let names = choice.names(schema, column);
        let mut default = Self { is_closed: true, open: Some(column), ..Self::default() };
        default.offer(schema);
        let is_default = self.open == Some(column) && names == default.names(schema, column);
        (!is_default).then_some(names)
    }

    /// Sends exactly these names in `column`; the other list stays what it is, the pool default if
    /// nothing else was chosen.
    pub fn list_exactly(&mut self, column: Column, names: BTreeSet<String>) {
        if !self.is_closed && self.seen.is_empty() {
            *self = Self { is_closed: true, is_elsewhere: true, open: Some(column.other()), ..Self::default() };
        }
        self.mode = AttributeMode::Choose;
        self.open = self.open.filter(|open| *open != column);
        *self.list_mut(column) = names;
    }

    /// Sends no list in `column`.
    pub fn unlist(&mut self, column: Column) {
        let other = column.other();
        if self.mode == AttributeMode::PoolDefault || !self.is_closed || self.open == Some(other) {
            self.mode = AttributeMode::PoolDefault;
            return;
        }
        self.list_mut(column).clear();
        self.open = Some(column);
    }

    /// Anything was switched since it was `from`; names that are new on offer are no switch.
    pub(super) fn is_switched(&self, from: &Self) -> bool {
        self.mode != from.mode || self.mode == AttributeMode::Choose && self.switches(from).next().is_some()
    }

    /// Each permission that is another one than in `from`, and what it is.
    fn switches(&self, from: &Self) -> impl Iterator<Item = (Column, String, bool)> {
        let mut from = from.clone();
        for name in &self.seen {
            from.offer_name(name);
        }
        let of = move |column| {
            let (now, before) = (self.list(column), from.list(column));
            let changed: Vec<_> = now.symmetric_difference(before).cloned().collect();
            changed.into_iter().map(move |name| (column, self.list(column).contains(&name), name))
        };
        Column::ALL.into_iter().flat_map(of).map(|(column, on, name)| (column, name, on))
    }

    /// What was switched since `from`, switched in `to`.
    pub(super) fn rebased(&self, from: &Self, to: &Self) -> Self {
        let mut new = to.clone();
        for name in &self.seen {
            new.offer_name(name);
        }
        if !self.is_switched(from) {
            return new;
        }
        new.mode = self.mode;
        if self.mode == AttributeMode::Choose {
            for (column, name, on) in self.switches(from) {
                let list = new.list_mut(column);
                if on {
                    list.insert(name)
                } else {
                    list.remove(&name)
                };
            }
        }
        new
    }

    /// Names that were chosen and that this schema does not have; those of an existing client are
    /// sent nevertheless.
    #[must_use]
    pub fn dropped(&self, schema: &[Attribute]) -> Vec<&str> {
        let has = |name: &str| schema.iter().any(|a| a.name == name);
        self.read.union(&self.write).map(String::as_str).filter(|name| !has(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(name: &str, required: bool) -> Attribute {
        Attribute { name: name.to_owned(), required, mutable: true }
    }

    fn schema() -> Vec<Attribute> {
        ["sub", "email", "email_verified", "name", "custom:tier", "dev:custom:x"]
            .map(|name| attribute(name, matches!(name, "sub" | "email")))
            .to_vec()
    }

    #[test]
    fn locked_and_impossible_permissions_cannot_be_switched() {
        let mut choice = AttributeChoice::default();
        choice.offer(&schema());
        for attribute in &schema() {
            choice.set(attribute, Column::Write, attribute.name != "email");
        }
        assert_eq!(choice.names(&schema(), Column::Write), ["email", "custom:tier", "name"]);
        assert_eq!(
            choice.names(&schema(), Column::Read),
            ["email", "custom:tier", "dev:custom:x", "email_verified", "name"]
        );
    }

    #[test]
    fn another_pool_drops_and_the_first_restores() {
        let mut choice = AttributeChoice::default();
        choice.offer(&schema());
        choice.set(&attribute("name", false), Column::Write, false);
        let other = [attribute("email", false)];
        choice.offer(&other);
        assert_eq!(choice.dropped(&other), ["custom:tier", "dev:custom:x", "email_verified", "name"]);
        choice.offer(&schema());
        assert_eq!(choice.names(&schema(), Column::Write), ["email", "custom:tier"]);
    }

    #[test]
    fn names_that_applications_trust() {
        assert!(attribute("custom:tenant_id", false).is_trusted());
        assert!(attribute("custom:userRole", false).is_trusted());
        assert!(!attribute("custom:colour", false).is_trusted());
        assert!(!attribute("profile", false).is_trusted());
    }
}
