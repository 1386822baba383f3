//! What an app client is: the answers as typed ([`draft`]), the request that may be sent
//! ([`spec`]), and the rules between the two ([`rules`]). Nothing here knows of terminals, of
//! tokio or of the AWS SDK.

pub mod attribute_names;
pub mod attributes;
pub mod auth_flow;
pub mod changes;
pub mod compare;
pub mod consequences;
pub mod draft;
pub mod edit;
pub mod existing;
pub mod preset;
pub mod problem;
pub mod removal;
pub mod request;
pub mod rules;
pub mod secret;
pub mod secret_hash;
pub mod settings;
pub mod sketch;
pub mod spec;
pub mod user_pool;
pub mod validity;

pub use attributes::{Attribute, AttributeChoice, AttributeMode, Column, Writable};
pub use auth_flow::{AuthFlow, AuthFlows};
pub use changes::{Change, Mark, Moved};
pub use draft::{AppType, Draft, DurationText, Origin, OtherFlow, SecretChoice};
pub use edit::{Update, copy_of, draft_of};
pub use existing::{AppClient, UnknownMember};
pub use preset::Preset;
pub use problem::{FieldId, Problem, Repair, Severity};
pub use removal::{Confirmation, consequences, end_of_id};
pub use rules::Context;
pub use secret::Secret;
pub use secret_hash::secret_hash;
pub use settings::Settings;
pub use sketch::Sketch;
pub use spec::{AppClientSpec, AttributePermissions, ClientSecret, YOUR_SECRET};
pub use user_pool::{AppClientSecret, AppClientSummary, PoolSummary, Tier, UserPool, UserPoolId};
pub use validity::{Token, Unit, Validity};

/// A character as people can see it: itself, or its code point if it has no glyph of its own.
fn text_of_char(c: char) -> String {
    if c.is_whitespace() || crate::text::is_hostile(c) || crate::text::width(&c.to_string()) == 0 {
        format!("U+{:04X}", u32::from(c))
    } else {
        c.to_string()
    }
}
