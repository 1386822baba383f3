//! The attribute permissions.

use cognito_console::app_client::Column;

use crate::driver::Driver;
use crate::{at_review, page};

/// In the matrix of the pool `shop-customers`, on the read column of its first row.
fn in_matrix() -> Driver {
    let mut d = at_review("shop-web");
    d.keys("5 2 tab");
    d
}

fn names(d: &Driver, column: Column) -> Vec<String> {
    let pool = d.model.pool_details().unwrap();
    d.model.draft.attributes.names(&pool.attributes, column)
}

#[track_caller]
fn has(d: &Driver, column: Column, name: &str) -> bool {
    names(d, column).iter().any(|n| n == name)
}

#[test]
fn required_attributes_are_locked_and_fixed_ones_impossible() {
    let mut d = in_matrix();
    d.says("> email [x] [#] required: always writable");
    d.says("dev:fraud_score [x] - read-only to every app");
    d.says("custom:legacy_id [x] [x] can be set once, at sign-up");
    d.keys("right space");
    d.says("email is required in this pool, so it must be writable.");
    d.keys("/ 'email_verified' enter");
    d.says("> email_verified [x] - set by Cognito only");
    d.keys("space");
    d.says("email_verified can't be writable.");
    assert!(!has(&d, Column::Write, "email_verified"));
    d.does_not_say("> sub ");
}

#[test]
fn space_switches_the_cell_under_the_cursor() {
    let mut d = in_matrix();
    d.keys("down down space");
    assert!(!has(&d, Column::Read, "custom:legacy_id"));
    assert!(has(&d, Column::Write, "custom:legacy_id"));
    d.keys("right space left space");
    assert!(has(&d, Column::Read, "custom:legacy_id"));
    assert!(!has(&d, Column::Write, "custom:legacy_id"));
    d.says("! Apps that write these get \"attempted to write unauthorized attribute\": custom:legacy_id.");
    d.keys("u");
    assert!(!has(&d, Column::Read, "custom:legacy_id"));
}

#[test]
fn whole_columns_and_scopes_have_a_key() {
    let mut d = in_matrix();
    d.keys("R");
    assert!(names(&d, Column::Read).is_empty());
    d.keys("e");
    assert_eq!(names(&d, Column::Read), ["email", "email_verified"]);
    d.keys("t");
    assert_eq!(names(&d, Column::Read).len(), 4);
    d.keys("d");
    assert!(has(&d, Column::Read, "address"));
    d.keys("p");
    assert_eq!(names(&d, Column::Read).len(), 18);
    d.keys("e");
    assert_eq!(names(&d, Column::Read).len(), 16);
    d.keys("A");
    assert_eq!(names(&d, Column::Read).len(), 23);
    d.keys("W");
    assert_eq!(names(&d, Column::Write), ["email", "name"]);
    d.keys("right A");
    assert_eq!(names(&d, Column::Write).len(), 20);
    d.says("Read 23 of 23 Write 20 of 20");
}

#[test]
fn undo_takes_the_last_change_back() {
    let mut d = in_matrix();
    d.keys("R u");
    assert_eq!(names(&d, Column::Read).len(), 23);
    d.keys("u");
    assert!(names(&d, Column::Read).is_empty());
}

#[test]
fn an_empty_read_list_is_an_error_since_it_would_mean_the_default() {
    let mut d = in_matrix();
    d.keys("R");
    d.says("x Choose at least one attribute to read.");
    d.keys("ctrl-r");
    d.says("There is a problem");
    d.keys("enter");
    d.says("There is a problem. Enter goes to it.");
    d.keys("enter");
    d.says("Step 5 of 6");
    assert_eq!(d.creates, 0);
}

#[test]
fn the_filter_narrows_the_rows_and_the_columns_of_it() {
    let mut d = in_matrix();
    d.keys("/ 'CUSTOM' enter");
    d.says("3 of 23");
    d.does_not_say("phone_number");
    d.keys("W");
    assert_eq!(names(&d, Column::Write).len(), 17);
    d.keys("esc");
    d.says("> email");
    d.says("Step 5 of 6");
    d.keys("esc");
    d.says("Step 4 of 6");
}

#[test]
fn the_filter_takes_letters_that_are_keys_elsewhere() {
    let mut d = in_matrix();
    d.keys("/ 'q?1ud'");
    assert_eq!(d.model.form.matrix.filter, "q?1ud");
    d.keys("backspace backspace");
    assert_eq!(d.model.form.matrix.filter, "q?1");
    assert_eq!(names(&d, Column::Read).len(), 23);
    assert!(d.exit.is_none());
}

#[test]
fn the_lists_are_sent_as_chosen() {
    let mut d = in_matrix();
    d.keys("R e W ctrl-r");
    d.says("* Read 2 of 23: email, email_verified");
    d.says("* Write 2 of 20: email, name");
    d.keys("enter");
    assert_eq!(page(&d.model), "created");
    let body = d.created_body();
    let mut read: Vec<String> = serde_json::from_value(body["ReadAttributes"].clone()).unwrap();
    read.sort();
    assert_eq!(read, ["email", "email_verified"]);
    assert_eq!(body["WriteAttributes"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_pool_default_sends_neither_list() {
    let mut d = in_matrix();
    d.keys("R e backtab 1 ctrl-r enter");
    assert_eq!(page(&d.model), "created");
    assert!(d.created_body().get("ReadAttributes").is_none());
    assert!(d.created_body().get("WriteAttributes").is_none());
}

#[test]
fn another_pool_keeps_what_matches_names_what_is_dropped_and_the_first_restores() {
    let mut d = in_matrix();
    d.keys("down down right space left down space");
    let (read, write) = (names(&d, Column::Read), names(&d, Column::Write));
    assert!(!read.contains(&"custom:tenant_id".to_owned()) && !write.contains(&"custom:legacy_id".to_owned()));
    // To shop-staff, which has no custom attribute.
    d.keys("ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p / 'shop-staff' enter");
    d.keys("ctrl-r 5 tab");
    d.says("Not in this pool, so left out:");
    d.says("custom:tier");
    assert!(names(&d, Column::Read).iter().all(|name| !name.starts_with("custom:")));
    d.keys("ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p esc / '1_Ab12' enter");
    assert_eq!(d.model.pool.as_ref().unwrap().id.as_str(), "us-east-1_Ab12Cd34E");
    assert_eq!((names(&d, Column::Read), names(&d, Column::Write)), (read, write));
}

#[test]
fn undo_does_not_reach_into_another_pool() {
    let mut d = in_matrix();
    d.keys("R u ctrl-p ctrl-p ctrl-p ctrl-p ctrl-p / 'shop-staff' enter ctrl-r 5 tab");
    let before = d.model.draft.attributes.clone();
    d.keys("u");
    assert_eq!(d.model.draft.attributes, before);
}

#[test]
fn a_pool_that_cannot_be_read_leaves_the_default() {
    let mut d = Driver::start();
    d.fail("DescribeUserPool", crate::driver::Fault::Refuse("AccessDeniedException", "not authorized".to_owned()));
    d.keys("down down down enter enter 'x' ctrl-r 5 2");
    d.says("The attributes of this pool could not be read, so only the pool default can be sent.");
    d.says("r refresh");
    d.mend();
    d.keys("r");
    d.says("ATTRIBUTE");
    d.says("email");
}
