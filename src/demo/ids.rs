//! Identifiers that look like the service's.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, DefaultHasher, Hasher};

/// Length of a client id, of `[0-9a-v]` (captured outputs: 25 or 26).
pub const CLIENT_ID_LENGTH: usize = 26;

/// Shortest generated client secret, of `[0-9a-v]` (captured outputs: 51 or 52).
pub const SHORT_SECRET_LENGTH: usize = 51;

/// A small deterministic generator (`SplitMix64`): good enough to tell things apart, and no source
/// of true secrets.
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// The same seed gives the same identifiers in the same order.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Seeded from the process's own randomness.
    #[must_use]
    pub fn random() -> Self {
        Self::seeded(RandomState::new().build_hasher().finish())
    }

    /// Seeded by a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        Self::seeded(hasher.finish())
    }

    /// A client id: 26 characters of `[0-9a-v]`.
    pub fn client_id(&mut self) -> String {
        self.base32(CLIENT_ID_LENGTH)
    }

    /// A generated client secret: 51 or 52 characters of `[0-9a-v]`.
    pub fn client_secret(&mut self) -> String {
        let longer = self.next() % 2 == 1;
        self.base32(SHORT_SECRET_LENGTH + usize::from(longer))
    }

    /// The part of a pool id after the Region: nine letters and digits.
    pub fn pool_suffix(&mut self) -> String {
        self.base32(9)
    }

    /// A request id: a UUID in its usual writing.
    pub fn request_id(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            (low >> 48) & 0x3fff | 0x8000,
            low & 0xffff_ffff_ffff,
        )
    }

    fn base32(&mut self, length: usize) -> String {
        // The high bits of this generator are its best ones.
        (0..length).filter_map(|_| char::from_digit((self.next() >> 59) as u32, 32)).collect()
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.state)
    }
}

/// Spreads every bit of `value` over the whole result.
#[must_use]
pub fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_base32(text: &str) -> bool {
        text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'v'))
    }

    #[test]
    fn ids_have_the_service_s_shape() {
        let mut ids = Ids::seeded(7);
        let mut lengths = std::collections::BTreeSet::new();
        for _ in 0..100 {
            let id = ids.client_id();
            assert!(id.len() == 26 && is_base32(&id), "{id}");
            let secret = ids.client_secret();
            assert!(is_base32(&secret), "{secret}");
            lengths.insert(secret.len());
            let request = ids.request_id();
            let parts: Vec<usize> = request.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{request}");
        }
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [51, 52]);
    }

    #[test]
    fn a_seed_repeats_and_two_seeds_differ() {
        assert_eq!(Ids::seeded(1).client_id(), Ids::seeded(1).client_id());
        assert_ne!(Ids::seeded(1).client_id(), Ids::seeded(2).client_id());
        assert_ne!(Ids::random().client_id(), Ids::random().client_id());
    }
}
