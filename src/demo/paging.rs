//! Lists in pages, with tokens that say nothing to their holder.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::fault::ServiceFault;
use super::ids::mix;

/// The longest page of pools or clients, and the size when the caller names none (the latter is
/// `[UNVERIFIED]`).
pub const LONGEST_PAGE: i64 = 60;

/// One page: its items, and the token of the next page if there is one.
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// What the caller sends to get the next page; none on the last.
    pub next_token: Option<String>,
}

/// Cuts the page that `token` names out of `items`; `size` is in items.
///
/// `list` names what is listed, so that a token of one list does not open another.
///
/// # Errors
///
/// `InvalidParameterException` for a token that this list did not give out (the sentence is
/// `[UNVERIFIED]`).
pub fn page<T>(
    items: impl ExactSizeIterator<Item = T>,
    size: i64,
    token: Option<&str>,
    list: &str,
) -> Result<Page<T>, ServiceFault> {
    let start = match token {
        None => 0,
        Some(token) => open(token, list).ok_or_else(|| ServiceFault::invalid_parameter("Invalid pagination token."))?,
    };
    let size = usize::try_from(size).unwrap_or(0);
    let end = start.saturating_add(size);
    let next_token = (end < items.len()).then(|| seal(end, list));
    Ok(Page { items: items.skip(start).take(size).collect(), next_token })
}

fn seal(start: usize, list: &str) -> String {
    let start = start as u64;
    let key = key(list);
    format!("{:016x}{:016x}", start ^ key, mix(start ^ mix(key)))
}

fn open(token: &str, list: &str) -> Option<usize> {
    let (start, _) = token.split_at_checked(16)?;
    let start = u64::from_str_radix(start, 16).ok()? ^ key(list);
    let start = usize::try_from(start).ok()?;
    (seal(start, list) == token).then_some(start)
}

fn key(list: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    list.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::empty(0, 60, 1)]
    #[case::one_short(59, 60, 1)]
    #[case::exact(60, 60, 1)]
    #[case::one_over(61, 60, 2)]
    #[case::single(3, 1, 3)]
    fn pages_hold_everything_once(#[case] count: usize, #[case] size: i64, #[case] pages: usize) {
        let all: Vec<usize> = (0..count).collect();
        let (mut seen, mut token, mut turns) = (Vec::new(), None::<String>, 0);
        loop {
            let page = page(all.iter().copied(), size, token.as_deref(), "x").unwrap();
            seen.extend(page.items);
            turns += 1;
            token = page.next_token;
            if token.is_none() {
                break;
            }
        }
        assert_eq!((seen, turns), (all, pages));
    }

    #[rstest]
    #[case::empty("")]
    #[case::words("next")]
    #[case::not_ascii("あああああああああああああああああ")]
    #[case::number("60")]
    #[case::forged("00000000000000000000000000000000")]
    #[case::other_list(&seal(60, "y"))]
    #[case::longer(&format!("{}0", seal(60, "x")))]
    fn a_foreign_token_is_refused(#[case] token: &str) {
        let fault = page(0..100, 60, Some(token), "x").err().unwrap();
        assert_eq!(fault.kind, "InvalidParameterException");
    }
}
