//! Answers on the command line, with a terminal and without `--yes`: a screen opens, filled.

use crate::console::{CTRL_R, Console, Start};
use crate::program::{POOL, SERVER, WEB};
use crate::pty::Options;

fn start(args: &[&str]) -> Console {
    let args = [args, &["--demo", "--user-pool-id", POOL]].concat();
    Start { args: &args, options: Options { capture_stdout: true, ..Options::default() }, ..Start::default() }.run()
}

#[test]
fn what_was_given_is_on_review_and_is_created_when_it_was_read() {
    let given = ["create", "--name", "shop-site", "--type", "other", "--access-token", "15m", "--flows", "srp,refresh"];
    let mut console = start(&given);
    console.see("(*) 3 Other");
    console.see("shop-site");
    console.keys(CTRL_R);
    console.see("Step 6 of 6");
    for text in ["shop-site", "15 minutes", "SRP, refresh"] {
        console.see(text);
    }
    console.create();
    let id = console.client_id();
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{id}\n"));
}

#[test]
fn a_wrong_value_is_said_at_its_question() {
    let mut console = start(&["create", "--name", "shop", "--access-token", "60h"]);
    console.see("Define app");
    console.keys("\x0e");
    console.see("Configure sign-in");
    console.keys("\x0e");
    console.see("Access token expiration is too long: 60 hours.");
    console.leave("\x03");
}

#[test]
fn a_copy_starts_with_what_was_given() {
    let mut console = start(&["create", "--from", WEB, "--name", "shop-copied", "--session", "7"]);
    console.see("Define app");
    console.see("shop-copied");
    console.keys(CTRL_R);
    console.see("7 minutes");
    console.create();
    let id = console.client_id();
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{id}\n"));
}

#[test]
fn the_secrets_of_a_client_open_at_once() {
    let mut console = start(&["secret", "list", SERVER]);
    console.see("Add a second secret");
    assert_eq!(console.leave("q"), 0);
}
