//! `edit --set` and `delete --yes`.

use cognito_console::demo::World;
use serde_json::{Value, json};

use crate::program::{Host, POOL, SERVER, WEB};
use crate::served::{Fault, SECRET_PART, Served};

const UPDATE: &str = "UpdateUserPoolClient";
const DELETE: &str = "DeleteUserPoolClient";
const DESCRIBE: &str = "DescribeUserPoolClient";

fn described(service: &Served, id: &str) -> Value {
    service.ask(DESCRIBE, json!({"UserPoolId": POOL, "ClientId": id})).unwrap()["UserPoolClient"].clone()
}

#[test]
fn a_change_keeps_everything_else() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let before = described(&service, WEB);
    let ran = host.run(&["edit", WEB, "--set", "access-token=15m", "--set", "flows=srp,choice,refresh", "--yes"]);
    ran.ends(0, "Note: Each access token already issued keeps its 60 minutes; a new one lives 15 minutes.");
    assert!(ran.stderr.contains("Warning: Apps that use USER_PASSWORD_AUTH will fail to sign in at once"), "{ran:?}");
    assert_eq!(
        ran.stdout,
        "+ ExplicitAuthFlows: ALLOW_USER_AUTH\n- ExplicitAuthFlows: ALLOW_USER_PASSWORD_AUTH\n~ AccessTokenValidity: 60 minutes -> 15 minutes\n"
    );
    let mut expected = before;
    expected["AccessTokenValidity"] = json!(15);
    expected["ExplicitAuthFlows"] = json!(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"]);
    let mut after = described(&service, WEB);
    for client in [&mut expected, &mut after] {
        client.as_object_mut().unwrap().remove("LastModifiedDate");
        client.as_object_mut().unwrap().remove("RefreshTokenRotation");
    }
    assert_eq!(after, expected);
    assert_eq!((service.count(UPDATE), service.count(DESCRIBE)), (1, 4), "read twice, and twice by this test");
}

#[test]
fn without_yes_it_shows_and_sends_nothing() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let ran = host.run(&["edit", WEB, "--set", "session=5"]);
    ran.ends(2, "Nothing was sent. Add --yes to save it, or --dry-run to see the request.");
    assert_eq!(ran.stdout, "~ AuthSessionValidity: 3 minutes -> 5 minutes\n");
    let dry = host.run(&["edit", WEB, "--set", "session=5", "--dry-run"]);
    dry.ends(0, "~ AuthSessionValidity: 3 minutes -> 5 minutes");
    assert_eq!(service.count(UPDATE), 0);
    host.run(&["edit", WEB, "--set", "session=5", "--yes"]).ends(0, "");
    assert_eq!(service.bodies(UPDATE), [dry.json()]);
}

#[test]
fn what_is_so_already_is_not_sent() {
    let service = Served::new();
    let ran = Host::at(&service.url).run(&["edit", WEB, "--set", "access-token=1h", "--yes"]);
    ran.ends(0, "Nothing changes");
    assert_eq!((ran.stdout.as_str(), service.count(UPDATE)), ("", 0));
}

#[test]
fn json_says_what_changed() {
    let ran = Host::demo().run(&["edit", WEB, "--set", "name=shop", "--yes", "--output", "json"]);
    let object = ran.is_silent().json();
    assert_eq!((&object["ClientId"], &object["Saved"]), (&json!(WEB), &json!(true)));
    assert_eq!(object["Changes"], json!([{"Setting": "ClientName", "Mark": "~", "Now": "shop-web", "After": "shop"}]));
    assert_eq!(object["Warnings"][0]["Message"], "Apps do not notice another name; they know the Client ID.");
    assert_eq!(object["Differences"], json!([]));
}

#[test]
fn wrong_values_name_their_setting() {
    let service = Served::new();
    let host = Host::at(&service.url);
    for (set, said) in [
        (
            "access-token=60h",
            "--set: access-token: Access token expiration is too long: 60 hours. The maximum is 24 hours. For 60 minutes, type 60m.",
        ),
        ("flows=", "--set: flows: Choose at least one way to sign in."),
        (
            "write-attributes=nickname",
            "--set: write-attributes: email is required in this pool, so it must be writable.",
        ),
        ("token-revocation=maybe", "--set: token-revocation: maybe is none of its words: on, off."),
        ("secret=none", "the settings are name, flows, session, "),
        ("access-token", "it looks like access-token=15m"),
    ] {
        host.run(&["edit", WEB, "--set", set, "--yes"]).fails(2, said);
    }
    host.run(&["edit", WEB, "--set", "session=4", "--set", "session=5", "--yes"]).fails(2, "session is given twice.");
    host.run(&["edit", WEB, "--yes"]).fails(2, "Say what is to be changed: --set access-token=15m.");
    assert_eq!(service.count(UPDATE), 0);
}

fn somebody_else(world: &mut World) {
    world.change_client(POOL, WEB, |settings| settings.auth_session_validity = Some(10)).unwrap();
}

#[test]
fn what_moved_meanwhile_is_not_overwritten() {
    let service = Served::with(vec![(DESCRIBE, 1, Fault::Meanwhile(somebody_else))]);
    let ran = Host::at(&service.url).run(&["edit", WEB, "--set", "access-token=15m", "--yes"]);
    ran.fails(1, "The app client was changed since it was read. Nothing was sent. ~ AuthSessionValidity: 3 minutes -> 10 minutes");
    assert_eq!(service.count(UPDATE), 0);
}

#[test]
fn after_a_lost_answer_it_reads_what_is_so() {
    let args = ["edit", WEB, "--set", "access-token=15m", "--yes"];
    let service = Served::with(vec![(UPDATE, 0, Fault::LostAfter)]);
    Host::at(&service.url).run(&args).ends(0, "The changes are there.");
    let service = Served::with(vec![(UPDATE, 0, Fault::Lost)]);
    Host::at(&service.url).run(&args).fails(1, "The changes are not there.");
    let concurrent = "Only one request to update user pool client can be processed at a time.";
    let service = Served::with(vec![(UPDATE, 0, Fault::Refuse("ConcurrentModificationException", concurrent))]);
    Host::at(&service.url).run(&args).fails(1, "Another change of the app client");
}

#[test]
fn a_deletion_says_what_it_does_before_it_does_it() {
    let service = Served::new();
    let host = Host::at(&service.url);
    let ran = host.run(&["delete", SERVER, "--output", "text"]);
    ran.fails(2, "Nothing was sent. Add --yes to delete it");
    assert!(
        ran.stderr.contains("App client shop-server (6v1q0d8kq2s5h7c9t3m4a8r2ej) of user pool us-east-1_Ab12Cd34E:"),
        "{ran:?}"
    );
    let dry = host.run(&["delete", SERVER, "--yes", "--dry-run"]);
    assert_eq!(dry.json(), json!({"UserPoolId": POOL, "ClientId": SERVER}));
    assert_eq!(service.count(DELETE), 0);
    let ran = host.run(&["delete", SERVER, "--yes"]);
    ran.fails(0, "Its secrets go with it.");
    assert!(ran.stderr.ends_with("Deleted: shop-server (6v1q0d8kq2s5h7c9t3m4a8r2ej).\n"), "{ran:?}");
    assert_eq!(service.count(DELETE), 1);
    host.run(&["delete", SERVER, "--yes"]).fails(1, "was not found");
    let object = host.run(&["delete", WEB, "--yes", "--output", "json"]).is_silent().json();
    assert_eq!(
        (&object["ClientId"], &object["ClientName"], &object["Deleted"]),
        (&json!(WEB), &json!("shop-web"), &json!(true))
    );
    assert!(object["Effect"].as_array().unwrap().len() > 3);
}

#[test]
fn a_lost_answer_to_a_deletion_is_looked_into() {
    let args = ["delete", SERVER, "--yes"];
    let service = Served::with(vec![(DELETE, 0, Fault::LostAfter)]);
    Host::at(&service.url).run(&args).fails(0, "Deleted: shop-server");
    let service = Served::with(vec![(DELETE, 0, Fault::Lost)]);
    Host::at(&service.url).run(&args).fails(1, "The app client is still there.");
}

#[test]
fn what_an_update_may_reset_is_not_risked_unasked() {
    let newer = || vec![(DESCRIBE, 0, Fault::Newer), (DESCRIBE, 0, Fault::Newer)];
    let args = ["edit", WEB, "--set", "access-token=15m", "--yes"];
    let service = Served::with(newer());
    let ran = Host::at(&service.url).run(&args);
    ran.fails(1, "and an update cannot send them: PasskeyPolicy. Cognito may reset them. Nothing was sent.");
    assert_eq!(service.count(UPDATE), 0);
    let service = Served::with(newer());
    let ran = Host::at(&service.url).run(&[&args[..], &["--allow-reset"]].concat());
    ran.ends(0, "");
    assert_eq!((ran.stdout.lines().count(), service.count(UPDATE)), (1, 1));
}

#[test]
fn a_dry_run_prints_no_part_that_may_be_secret() {
    let runs: [&[&str]; 2] = [
        &["edit", WEB, "--set", "session=5", "--dry-run"],
        &["create", "--from", WEB, "--name", "like-it", "--yes", "--dry-run"],
    ];
    for args in runs {
        let service = Served::with(vec![(DESCRIBE, 0, Fault::Secretive)]);
        let ran = Host::at(&service.url).run(args);
        ran.ends(
            0,
            "Left out of the printed request, since they may be secret: AnalyticsConfiguration.SharedSecretKey.",
        );
        ran.hides(SECRET_PART);
        assert_eq!(
            ran.json()["AnalyticsConfiguration"],
            json!({"ApplicationArn": "arn:aws:mobiletargeting:us-east-1"})
        );
    }
}
