//! Lists of attributes that were written down by name, against the schema of the pool. In the
//! matrix a wrong one cannot be picked; in a list it can be written.

use std::collections::BTreeSet;

use crate::app_client::attributes::{Writable, rows, stands_for_others};
use crate::app_client::{Attribute, Column};
use crate::text;

/// Most characters of a name that are repeated.
const LONGEST_NAME: usize = 128;
/// So many letters may be wrong in a name that is taken for another one.
const NEAR: usize = 2;

/// What is wrong with the list, a sentence each. `before` are names that the client has had already:
/// they stay as they are.
#[must_use]
pub fn problems(names: &BTreeSet<String>, before: &[&str], column: Column, schema: &[Attribute]) -> Vec<String> {
    let has = |name: &str| schema.iter().any(|attribute| attribute.name == name);
    let is_new = |name: &&String| !before.contains(&name.as_str()) && !stands_for_others(name);
    let unknown = names.iter().filter(is_new).filter(|name| !has(name)).map(|name| not_here(name, schema));
    let missing = rows(schema).into_iter().filter(|attribute| {
        column == Column::Write && attribute.writable() == Writable::Locked && !names.contains(&attribute.name)
    });
    let missing =
        missing.map(|attribute| format!("{} is required in this pool, so it must be writable.", attribute.name));
    unknown.chain(missing).collect()
}

fn not_here(name: &str, schema: &[Attribute]) -> String {
    let near = schema.iter().map(|attribute| (distance(name, &attribute.name), &attribute.name));
    let nearest = near.filter(|(distance, _)| *distance <= NEAR).min();
    let meant = nearest.map(|(_, name)| format!(" Did you mean {name}?")).unwrap_or_default();
    format!("{} is not in this pool.{meant}", text::clean_short(name, LONGEST_NAME))
}

/// How many letters are to be changed, added or taken away (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, a) in one.chars().enumerate() {
        let mut left = n + 1;
        let mut next = vec![left];
        for (b, pair) in other.iter().zip(row.windows(2)) {
            let (diagonal, above) = (pair.first().copied().unwrap_or(n), pair.last().copied().unwrap_or(n));
            left = (diagonal + usize::from(a != *b)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn schema() -> Vec<Attribute> {
        ["sub", "email", "email_verified", "name", "custom:tier"]
            .map(|name| Attribute { name: name.to_owned(), required: matches!(name, "sub" | "email"), mutable: true })
            .to_vec()
    }

    #[rstest]
    #[case::fine(Column::Write, &["email", "custom:tier"], &[])]
    #[case::fine_to_read(Column::Read, &["sub", "name", "oidc:profile"], &[])]
    #[case::near(Column::Read, &["custom:teir"], &["custom:teir is not in this pool. Did you mean custom:tier?"])]
    #[case::far(Column::Read, &["nickname\u{202e}"], &["nickname? is not in this pool."])]
    #[case::required(Column::Write, &["name"], &["email is required in this pool, so it must be writable."])]
    #[case::kept(Column::Read, &["gone"], &[])]
    fn lists(#[case] column: Column, #[case] names: &[&str], #[case] expected: &[&str]) {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(problems(&names, &["gone"], column, &schema()), expected);
    }

    #[rstest]
    #[case("", "abc", 3)]
    #[case("teir", "tier", 2)]
    #[case("name", "name", 0)]
    #[case("nmae", "name", 2)]
    #[case("email", "emai", 1)]
    fn distances(#[case] one: &str, #[case] other: &str, #[case] expected: usize) {
        assert_eq!((distance(one, other), distance(other, one)), (expected, expected));
    }
}
