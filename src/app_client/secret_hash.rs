//! The `SECRET_HASH` that a client with a secret has to send for a user.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::app_client::Secret;

/// Base64 of HMAC-SHA-256, the client secret as the key, over the user name followed by the Client
/// ID (developer guide, "Computing secret hash values").
#[must_use]
pub fn secret_hash(secret: &Secret, user: &str, client_id: &str) -> String {
    STANDARD.encode(hmac_sha_256(secret.reveal().as_bytes(), &[user.as_bytes(), client_id.as_bytes()]))
}

/// HMAC takes a key of any length, so there is always an answer.
fn hmac_sha_256(key: &[u8], message: &[&[u8]]) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).map(|mac| message.iter().fold(mac, Mac::chain_update));
    mac.map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// RFC 4231, section 4: key, data, HMAC-SHA-256. Case 5 is about a cut result, which is not used
    /// here.
    #[rstest]
    #[case::one(vec![0x0b; 20], b"Hi There".to_vec(), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    #[case::two(b"Jefe".to_vec(), b"what do ya want for nothing?".to_vec(), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    #[case::three(vec![0xaa; 20], vec![0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
    #[case::four((1..=25).collect(), vec![0xcd; 50], "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
    #[case::six(vec![0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First".to_vec(), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
    #[case::seven(vec![0xaa; 131], b"This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.".to_vec(), "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")]
    fn rfc_4231(#[case] key: Vec<u8>, #[case] data: Vec<u8>, #[case] expected: &str) {
        let bytes = (0..expected.len()).step_by(2).map(|at| expected.get(at..at + 2).unwrap());
        let expected: Vec<u8> = bytes.map(|hex| u8::from_str_radix(hex, 16).unwrap()).collect();
        assert_eq!(hmac_sha_256(&key, &[&data]), expected);
    }

    /// The first is published in the tests of cognito-srp-helper (github.com/simonmcallister0210),
    /// which talks to the real service. The others were computed with Python's own `hmac`:
    /// `base64.b64encode(hmac.new(secret.encode(), (user + client).encode(), hashlib.sha256).digest())`
    #[rstest]
    #[case(
        "ps50nb7hd1umdnmlt1xa9nwiscqvdvzy5ijw63vcacd09yihc2b",
        "username",
        "EPswPGbpdBLZnh9XW134hK7qYe",
        "oUkNFqfm7UjLds8vXFWarT1l3gqORGoztf+EyFmoX2Q="
    )]
    #[case(
        "own_secret+own_secret+own",
        "ann@example.com",
        "6v1q0d8kq2s5h7c9t3m4a8r2ej",
        "qX7h7knJIPWdHr1fngRiev5UqQfwO8mhTXziNvX2hhU="
    )]
    #[case(
        "own_secret+own_secret+own",
        "会員",
        "6v1q0d8kq2s5h7c9t3m4a8r2ej",
        "4tKEK9d1meDE5quDAHyNpvM2+QKaMeCifMLdgWphYlg="
    )]
    fn secret_hashes(#[case] secret: &str, #[case] user: &str, #[case] client: &str, #[case] expected: &str) {
        assert_eq!(secret_hash(&Secret::new(secret.to_owned()), user, client), expected);
    }
}
