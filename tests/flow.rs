//! Keys in, effects and screens out: the model over the embedded service.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    clippy::format_collect,
    reason = "this is a test, its helpers too"
)]

#[expect(dead_code, reason = "one harness for several test binaries")]
#[path = "support/driver.rs"]
mod driver;

#[path = "flow/client.rs"]
mod client;
#[path = "flow/clients.rs"]
mod clients;
#[path = "flow/copy.rs"]
mod copy;
#[path = "flow/delete.rs"]
mod delete;
#[path = "flow/done.rs"]
mod done;
#[path = "flow/drafts.rs"]
mod drafts;
#[path = "flow/edit.rs"]
mod edit;
#[path = "flow/filled.rs"]
mod filled;
#[path = "flow/guards.rs"]
mod guards;
#[path = "flow/happy.rs"]
mod happy;
#[path = "flow/kinds.rs"]
mod kinds;
#[path = "flow/late.rs"]
mod late;
#[path = "flow/leaving.rs"]
mod leaving;
#[path = "flow/lists.rs"]
mod lists;
#[path = "flow/matrix.rs"]
mod matrix;
#[path = "flow/pools.rs"]
mod pools;
#[path = "flow/presets.rs"]
mod presets;
#[path = "flow/preview.rs"]
mod preview;
#[path = "flow/random.rs"]
mod random;
#[path = "flow/random_edit.rs"]
mod random_edit;
#[path = "flow/secret_hash.rs"]
mod secret_hash;
#[path = "flow/secrets.rs"]
mod secrets;
#[path = "flow/service.rs"]
mod service;
#[path = "flow/session.rs"]
mod session;
#[path = "flow/steps.rs"]
mod steps;
#[path = "flow/switching.rs"]
mod switching;
#[path = "flow/unknown.rs"]
mod unknown;

use cognito_console::app::{Model, Screen};
use driver::Driver;

/// A short name of the page.
fn page(model: &Model) -> &'static str {
    match &model.screen {
        Screen::Resume(_) => "resume",
        Screen::Pools => "pools",
        Screen::Clients => "clients",
        Screen::Client(_) => "client",
        Screen::Changes(_) => "changes",
        Screen::Delete(_) => "delete",
        Screen::Secrets(_) => "secrets",
        Screen::Step => "step",
        Screen::Review(_) => "review",
        Screen::Creating(_) => "creating",
        Screen::Created(_) => "created",
        Screen::Unknown(_) => "unknown",
    }
}

/// On Review with a public client of that name.
fn at_review(name: &str) -> Driver {
    let mut d = Driver::start();
    d.keys(&format!("enter enter '{name}' ctrl-r"));
    assert_eq!(page(&d.model), "review");
    d
}

/// On Done with a client that has a generated secret.
fn at_done_with_secret() -> Driver {
    let mut d = Driver::start();
    d.keys("enter 2 enter 'shop-server' ctrl-r enter");
    assert_eq!(page(&d.model), "created");
    d
}

/// Reads Review to its end and creates.
fn create(d: &mut Driver) {
    for _ in 0..20 {
        if page(&d.model) != "review" {
            break;
        }
        d.keys("enter");
    }
}

/// Lists are sets to the service: in one order.
fn sorted(mut body: serde_json::Value) -> serde_json::Value {
    for (_, value) in body.as_object_mut().unwrap() {
        if let Some(items) = value.as_array_mut() {
            items.sort_by_key(ToString::to_string);
        }
    }
    body
}
