//! Wrong usage is said before anybody is asked anything.

use crate::plain::{Reply, Service};
use crate::program::{Host, POOL, WEB};

#[test]
fn wrong_values_name_their_flag_and_no_call_is_made() {
    let service = Service::answering(|_| Reply::Close);
    let host = Host::at(&service.url);
    for (args, said) in [
        (
            &["--access-token", "60h"][..],
            "--access-token: Access token expiration is too long: 60 hours. The maximum is 24 hours. For 60 minutes, type 60m.",
        ),
        (
            &["--access-token", "12h", "--refresh-token", "2h"],
            "--refresh-token: Refresh token expiration (2 hours) is shorter than the access token (12 hours).",
        ),
        (&["--session", "20"], "--session: Duration is too long: 20 minutes. The maximum is 15 minutes."),
        (
            &["--flows", "srp,nonsense"],
            "--flows: nonsense is no flow. Flows are srp, choice, password, admin, custom, refresh",
        ),
        (&["--type", "nonsense"], "public, confidential, other"),
        (&["--write-attributes", "sub"], "--write-attributes: sub can't be writable."),
        (&["--secret-file", "/nowhere/at/all"], "--secret-file: The file /nowhere/at/all could not be read"),
        (&["--input", "/nowhere/at/all"], "--input: The file /nowhere/at/all could not be read"),
        (&["--secret", "none", "--generate-secret"], "cannot be used with"),
        (&["--from", WEB, "--input", "-"], "cannot be used with"),
        (&["--save-secret", "x"], "--save-secret: no secret is generated."),
    ] {
        let ran = host.run(&[&["create", "--name", "shop", "--yes"], args].concat());
        ran.fails(2, said);
    }
    host.run(&["create", "--yes"]).fails(2, "--name: App client name is required.");
    host.run(&["create", "--yes", "--name", "shop#"]).fails(2, "--name: The name has characters that aren't valid: #");
    assert_eq!(service.connections(), 0);
    assert_eq!(host.drafts(), [""; 0]);
}

#[test]
fn without_a_screen_the_pool_is_named() {
    let host = Host::demo();
    for args in [
        &["create", "--name", "a", "--yes"][..],
        &["list", "--output", "json"],
        &["show", WEB, "--output", "text"],
        &["edit", WEB, "--set", "session=5"],
        &["delete", WEB, "--yes"],
        &["secret", "list", WEB, "--output", "text"],
        &["export", WEB, "--format", "json"],
    ] {
        host.run_with(args, "").fails(2, "Without a screen the user pool is to be named");
    }
}

#[test]
fn with_nothing_that_says_so_a_screen_is_wanted() {
    let host = Host::demo();
    for args in [&["create", "--name", "a"][..], &["edit", WEB], &["delete", WEB], &["secret", "add", WEB]] {
        host.run(args).fails(
            2,
            "This needs a terminal. With ssh, use: ssh -t HOST cognito-console ... or add --plain, to answer questions line by line.\nWithout a screen: add --yes",
        );
    }
    for args in [&["list"][..], &["show", WEB], &["secret", "list", WEB]] {
        host.run(args).fails(2, "Without a screen: add --output text or --output json.");
    }
}

#[test]
fn what_the_parser_refuses_is_json_too_where_json_is_wanted() {
    let host = Host::demo();
    let ran = host.run(&["create", "--name", "a", "--yes", "--output", "json", "--nonsense"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_eq!(ran.error()["Kind"], "Usage");
    assert_eq!(ran.error()["Message"], "unexpected argument '--nonsense' found");
    host.run(&["create", "--name", "a", "--yes", "--nonsense"])
        .fails(2, "error: unexpected argument '--nonsense' found");
    let help = host.run_with(&["create", "--help"], "");
    assert!(help.status == Some(0) && help.stdout.contains("--access-token"), "{help:?}");
}

/// A result that nobody takes is a failure.
#[test]
fn a_full_disk_below_stdout_is_told() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cognito-console"));
    let output = command
        .args(["create", "--demo", "--no-drafts", "--user-pool-id", POOL, "--name", "a", "--yes"])
        .stdout(full.try_clone().unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("Standard output failed (") && said.contains("Client ID: "), "{said}");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cognito-console"));
    let output =
        command.args(["list", "--demo", "--user-pool-id", POOL, "--output", "json"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}
