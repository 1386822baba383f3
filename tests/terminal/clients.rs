//! The app clients of a pool: home and the commands.

use crate::console::{CTRL_C, DOWN, ESC, captured, start};
use crate::pty::PATIENCE;

const POOL: [&str; 2] = ["--user-pool-id", "us-east-1_Ab12Cd34E"];
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";

/// `cognito-console VERB --demo --user-pool-id ...`, stdout in a file.
fn command(verb: &[&str]) -> crate::console::Console {
    captured(&[verb, &["--demo"], &POOL].concat())
}

#[test]
fn home_list_create_and_back_in_the_list_with_the_new_client() {
    let mut console = captured(&["--demo"]);
    console.choose_first_pool_s_list();
    console.keys("n");
    console.see("Define app");
    console.name_and_review("1", "shop-new");
    console.create();
    let id = console.client_id();
    // Done does not leave: the list is where the user came from.
    console.enter_until("App clients of");
    console.see("> shop-new");
    console.see(&id);
    console.see("19 of 19 app clients");
    assert_eq!(console.leave("q"), 0);
    console.assert_given_back();
    assert_eq!(console.captured(), format!("{id}\n"), "printed on the way out");
}

#[test]
fn list_shows_filters_and_reads_the_rows_on_the_screen() {
    let mut console = command(&["list"]);
    console.see("18 of 18 app clients");
    console.see("2026-01-10");
    console.keys("/SERVER");
    console.see("> shop-server");
    console.wait_gone("shop-web", PATIENCE);
    console.see("Secret   yes");
    // Esc clears the filter, the next one leads to the pools.
    console.keys(ESC);
    console.see("18 of 18 app clients");
    console.keys(ESC);
    console.see("Select a user pool");
    assert_eq!(console.leave("q"), 0);
    assert_eq!(console.captured(), "");
}

#[test]
fn a_pasted_client_id_opens_it() {
    let mut console = start(&["list", "--demo", POOL[0], POOL[1]]);
    console.see("18 of 18 app clients");
    console.keys(&format!("\x1b[200~{WEB}\n\x1b[201~"));
    console.wait_gone("App clients of", PATIENCE);
    assert_eq!(console.leave("q"), 0);
}

#[test]
fn show_opens_the_client_and_esc_leads_to_the_list() {
    let mut console = command(&["show", WEB]);
    console.see("shop-customers");
    console.wait_gone("App clients of", PATIENCE);
    while !console.says_within(&["App clients of"], std::time::Duration::from_millis(400)) {
        console.keys(ESC);
    }
    console.see("18 of 18 app clients");
    assert_eq!(console.leave("q"), 0);

    let mut console = captured(&["show", WEB, "--demo"]);
    console.see("us-east-1_Ab12Cd34E");
    console.keys("\r");
    console.wait_gone("Select a user pool", PATIENCE);
    assert_eq!(console.leave("q"), 0);
}

#[test]
fn a_client_that_is_not_there_is_1() {
    for verb in ["show", "edit", "delete"] {
        let mut console = command(&[verb, "nosuchclient"]);
        console.see("This app client could not be read.");
        assert_eq!(console.leave(CTRL_C), 1, "{verb}");
    }
}

#[test]
fn edit_opens_the_wizard_over_the_client_and_left_is_130() {
    let mut console = command(&["edit", WEB]);
    console.see("Edit app client");
    console.see("shop-web");
    assert_eq!(console.leave(CTRL_C), 130);
    assert_eq!(console.captured(), "");
}

#[test]
fn list_left_is_0_and_create_left_is_130() {
    for (verb, status) in [("list", 0), ("create", 130)] {
        let mut console = command(&[verb]);
        console.see("shop-customers");
        assert_eq!(console.leave(CTRL_C), status, "{verb}");
    }
}

#[test]
fn answers_outlive_a_look_at_the_list() {
    let mut console = captured(&["--demo"]);
    console.choose_first_pool_s_list();
    console.keys("n");
    console.see("Define app");
    console.keys("\tshop-new");
    console.see("shop-new");
    console.keys(ESC);
    console.see("goes on with shop-new");
    console.keys(DOWN);
    console.see("> shop-web");
    console.keys("q");
    console.see("Leave the wizard");
    console.keys(ESC);
    console.wait_gone("Leave the wizard", PATIENCE);
    console.keys("n");
    console.see("shop-new");
    console.keys(CTRL_C);
    console.see("Leave the wizard");
    assert_eq!(console.leave(CTRL_C), 130);
}
