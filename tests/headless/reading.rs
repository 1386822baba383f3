//! `list`, `show`, `export`.

use serde_json::{Value, json};

use crate::program::{Host, POOL, SERVER, WEB};
use crate::served::{Fault, Served};

/// A client with old flows.
const LEGACY: &str = "g2r0cnr4lk7jjqkpi8cqobjp0j";

#[test]
fn a_list_has_all_pages_and_moves_no_cursor() {
    let service = Served::new();
    {
        let mut world = service.world.lock().unwrap();
        let many = std::mem::replace(&mut *world, cognito_console::demo::World::seeded(1).unwrap());
        *world = many.with_clients(POOL, 150);
    }
    let host = Host::at(&service.url);
    let ran = host.run(&["list", "--output", "text"]);
    let lines: Vec<&str> = ran.is_silent().stdout.lines().collect();
    assert!(lines.len() > 150, "{}", lines.len());
    assert!(lines.contains(&"3n4b5urk1ft4fl3mg5e62d9ado\tshop-web"));
    assert!(lines.iter().all(|line| line.split('\t').count() == 2));
    let rows = host.run(&["list", "--output", "json"]).is_silent().json();
    assert_eq!(rows.as_array().unwrap().len(), lines.len());
    assert_eq!(rows[0], json!({"ClientId": WEB, "ClientName": "shop-web"}));
    assert!(service.count("ListUserPoolClients") >= 6);
}

#[test]
fn half_a_list_is_none() {
    let service = Served::with(vec![("ListUserPoolClients", 0, Fault::Refuse("AccessDeniedException", "no"))]);
    let host = Host::at(&service.url);
    host.run(&["list", "--output", "text"]).fails(1, "may not call cognito-idp:ListUserPoolClients");
    host.run_with(&["list", "--output", "text", "--user-pool-id", "us-east-1_No"], "")
        .fails(1, "was not found in us-east-1");
}

#[test]
fn a_client_with_every_setting_and_no_secret() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let ran = host.run(&["show", SERVER, "--output", "text"]);
    ran.is_silent();
    for line in [
        "ClientName: shop-server",
        "ClientSecret: yes",
        "AccessTokenValidity: 15 minutes",
        "RefreshTokenRotation: default (off)",
        "ReadAttributes: custom:tenant_id, custom:tier, dev:fraud_score, email, name",
    ] {
        assert!(ran.stdout.lines().any(|shown| shown == line), "{line}\n{ran:?}");
    }
    let described = service.ask("DescribeUserPoolClient", json!({"UserPoolId": POOL, "ClientId": SERVER})).unwrap();
    let client = &described["UserPoolClient"];
    let shown = host.run(&["show", SERVER, "--output", "json"]);
    let object = shown.is_silent().json();
    for (name, value) in client.as_object().unwrap() {
        if !matches!(name.as_str(), "ClientSecret" | "CreationDate" | "LastModifiedDate" | "ClientType") {
            assert_eq!(&object[name], value, "{name}");
        }
    }
    assert_eq!((&object["HasSecret"], object.get("ClientSecret")), (&json!(true), None));
    assert_eq!(object["Warnings"], json!([]));
    for ran in [&ran, &shown] {
        ran.hides(client["ClientSecret"].as_str().unwrap());
    }
    let audited = host.run(&["show", LEGACY, "--output", "text"]);
    audited.ends(0, "Warning W");
    let object = host.run(&["show", LEGACY, "--output", "json"]).is_silent().json();
    let warnings = object["Warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), audited.stderr.lines().count(), "{audited:?}");
    host.run(&["show", WEB, "--output", "text", "--save-secret", "x"]).fails(1, "This app client has no secret.");
    assert!(!host.path("x").exists());
}

#[test]
fn an_export_is_an_input() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let export = host.run(&["export", WEB, "--format", "json"]);
    let body: Value = export.is_silent().json();
    assert_eq!(body["ClientName"], "shop-web");
    host.run_with(&["create", "--input", "-", "--name", "again", "--yes"], &export.stdout).id();
    let sent = &service.bodies("CreateUserPoolClient")[0];
    for (name, value) in body.as_object().unwrap().iter().filter(|(name, _)| *name != "ClientName") {
        let is_list = value.is_array();
        let same = if is_list { sorted(&sent[name]) == sorted(value) } else { &sent[name] == value };
        assert!(same, "{name}: {value} {}", sent[name]);
    }
    let cli = host.run(&["export", WEB, "--format", "cli"]);
    assert!(cli.is_silent().stdout.contains("aws cognito-idp create-user-pool-client --region us-east-1"), "{cli:?}");
    host.run(&["export", WEB, "--format", "nonsense"]).fails(2, "terraform");
}

fn sorted(list: &Value) -> Vec<String> {
    let mut items: Vec<String> = list.as_array().into_iter().flatten().map(Value::to_string).collect();
    items.sort();
    items
}
