//! The one STS operation that the console needs: who am I. Query protocol: a form in, XML out.

use serde_json::json;

use super::world::World;
use super::{ACCOUNT, REGION, SESSION, caller_arn};

/// The XML namespace of this version of STS.
const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// The unique part of the role's user id (the shape is AWS's: `AROA` and 17 letters or digits).
const ROLE_ID: &str = "AROADEMODEMODEMODEMO0";

/// An answer in XML.
pub struct Answer {
    /// The HTTP status: 200, or 400 for an action that is not there.
    pub status: u16,
    /// The document.
    pub xml: String,
}

/// Answers one request; `form` is its body, for example `Action=GetCallerIdentity&Version=…`.
pub fn call(world: &mut World, form: &str) -> Answer {
    let action = form.split('&').find_map(|pair| pair.strip_prefix("Action=")).unwrap_or_default();
    world.record(action, REGION, json!({}));
    if action == "GetCallerIdentity" { caller_identity(world) } else { invalid_action() }
}

fn caller_identity(world: &mut World) -> Answer {
    let (arn, request_id) = (caller_arn(), world.ids_mut().request_id());
    Answer {
        status: 200,
        xml: format!(
            "<GetCallerIdentityResponse xmlns=\"{NAMESPACE}\"><GetCallerIdentityResult>\
             <Arn>{arn}</Arn><UserId>{ROLE_ID}:{SESSION}</UserId><Account>{ACCOUNT}</Account>\
             </GetCallerIdentityResult><ResponseMetadata><RequestId>{request_id}</RequestId>\
             </ResponseMetadata></GetCallerIdentityResponse>"
        ),
    }
}

/// The action itself is not repeated: it is foreign text and this is XML.
fn invalid_action() -> Answer {
    Answer {
        status: 400,
        xml: format!(
            "<ErrorResponse xmlns=\"{NAMESPACE}\"><Error><Type>Sender</Type>\
             <Code>InvalidAction</Code><Message>The demo service has no such action.</Message>\
             </Error></ErrorResponse>"
        ),
    }
}
