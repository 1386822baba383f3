//! `secret list`, `secret add`, `secret delete`.

use serde_json::{Value, json};

use crate::program::{Host, POOL, SERVER, WEB, mode};
use crate::served::{Fault, Served};

const ADD: &str = "AddUserPoolClientSecret";
const DELETE: &str = "DeleteUserPoolClientSecret";
const OWN: &str = "my_own+secret_0123456789abcdef";

fn ids(host: &Host) -> Vec<String> {
    let rows = host.run(&["secret", "list", SERVER, "--output", "json"]).is_silent().json();
    rows.as_array().unwrap().iter().map(|row| row["SecretId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_rotation() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let listed = host.run(&["secret", "list", SERVER, "--output", "text"]);
    let (old, date) = listed.is_silent().stdout.trim_end().split_once('\t').unwrap();
    assert_eq!(date, "2026-01-10 07:55:21 UTC");
    host.run(&["secret", "delete", SERVER, old, "--yes"])
        .fails(1, "This is the only secret, and the last one can't be deleted.");
    host.run(&["secret", "add", SERVER, "--yes"])
        .fails(2, "Cognito shows a generated secret only once, so it needs a file");
    host.run(&["secret", "add", SERVER, "--output", "text"]).fails(2, "Nothing was sent. Add --yes to add it");
    let dry = host.run(&["secret", "add", SERVER, "--yes", "--dry-run"]);
    assert_eq!(dry.json(), json!({"UserPoolId": POOL, "ClientId": SERVER}));
    assert_eq!(service.count(ADD), 0);

    let added = host.run(&["secret", "add", SERVER, "--yes", "--save-secret", "new"]);
    added.ends(0, "The secret is in ");
    let id = added.stdout.trim_end().to_owned();
    assert_eq!(ids(&host), [old.to_owned(), id.clone()]);
    assert_eq!(mode(&host.path("new")), 0o600);
    added.hides(host.read("new").trim_end());

    host.run(&["secret", "add", SERVER, "--yes", "--save-secret", "third"])
        .fails(1, "This app client has two secrets, the most that Cognito takes.");
    assert!(!host.path("third").exists());
    assert_eq!(service.count(ADD), 1);

    host.run(&["secret", "delete", SERVER, "nosuch", "--yes"]).fails(1, "has no secret nosuch. It has: ");
    let dry = host.run(&["secret", "delete", SERVER, old, "--yes", "--dry-run"]);
    assert_eq!(dry.json(), json!({"UserPoolId": POOL, "ClientId": SERVER, "ClientSecretId": old}));
    host.run(&["secret", "delete", SERVER, old, "--output", "text"])
        .fails(2, "Nothing was sent. Add --yes to delete it");
    assert_eq!(service.count(DELETE), 0);
    host.run(&["secret", "delete", SERVER, old, "--yes"]).fails(0, "This cannot be undone.");
    assert_eq!(ids(&host), [id]);
}

#[test]
fn an_own_secret() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let args = ["secret", "add", SERVER, "--secret-file", "-", "--yes", "--output", "json", "--user-pool-id", POOL];
    let ran = host.run_with(&args, &format!("{OWN}\n"));
    ran.is_silent().hides(OWN);
    assert_eq!((&ran.json()["ClientId"], ran.json().get("SecretFile")), (&json!(SERVER), None));
    let sent: Vec<Value> = service.bodies(ADD);
    assert_eq!(sent[0]["ClientSecret"], OWN);
    let ran = host.run_with(&args, "short+secret\n");
    ran.fails(2, "Use 24 to 64 letters, digits, underscores, or plus signs.");
    ran.hides("short+secret");
    assert_eq!(service.count(ADD), 1);
}

#[test]
fn a_client_without_a_secret_gets_none() {
    let service = Served::new();
    let ran = Host::at(&service.url).run(&["secret", "add", WEB, "--yes", "--save-secret", "x"]);
    ran.fails(1, "This app client was made without a secret, and can never get one. Nothing was sent.");
    assert_eq!(service.count(ADD), 0);
}

#[test]
fn lost_answers_are_looked_into() {
    let add = ["secret", "add", SERVER, "--yes", "--save-secret", "new"];
    let service = Served::with(vec![(ADD, 0, Fault::LostAfter)]);
    let host = Host::at(&service.url);
    let ran = host.run(&add);
    ran.fails(1, "was added, but its value is lost. Cognito never repeats it.");
    assert!(!host.path("new").exists());
    let new = ids(&host).pop().unwrap();
    assert!(ran.stderr.contains(&format!("Secret {new} was added")), "{ran:?}");
    let service = Served::with(vec![(ADD, 0, Fault::Lost), (DELETE, 0, Fault::LostAfter), (DELETE, 0, Fault::Lost)]);
    let host = Host::at(&service.url);
    host.run(&add).fails(1, "No new secret is there so far.");
    let own = ["secret", "add", SERVER, "--secret-file", "-", "--yes", "--user-pool-id", POOL];
    host.run_with(&own, OWN).ends(0, "");
    let all = ids(&host);
    host.run(&["secret", "delete", SERVER, &all[1], "--yes"]).fails(0, "Deleted: secret");
    assert_eq!(ids(&host).len(), 1);
    host.run_with(&own, OWN).ends(0, "");
    host.run(&["secret", "delete", SERVER, &ids(&host)[1], "--yes"]).fails(1, "The secret is still there.");
    // The user has the value of a secret of their own.
    let service = Served::with(vec![(ADD, 0, Fault::LostAfter)]);
    let host = Host::at(&service.url);
    let ran = host.run_with(&own, OWN);
    ran.ends(0, "It is there.");
    assert_eq!(ran.stdout.trim_end(), ids(&host)[1]);
}
