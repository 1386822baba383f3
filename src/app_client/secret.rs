//! A text that must not leak: no `Debug`, no `Display`, wiped from memory when dropped.

use secrecy::{ExposeSecret, SecretString};

/// A client secret. It reaches a screen, a clipboard, a file or a request only through
/// [`Secret::reveal`], so every such place can be found by that name.
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The text itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }

    /// How many characters it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reveal().chars().count()
    }

    /// True if nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reveal().is_empty()
    }
}
