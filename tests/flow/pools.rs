//! Select a user pool.

use std::time::Duration;

use cognito_console::app::{LastUsed, PoolFocus, Start, Verb};
use cognito_console::app_client::UserPoolId;
use cognito_console::demo::World;
use rstest::rstest;

use crate::driver::{Driver, Fault, NORMAL};
use crate::page;

fn demo() -> Start {
    Start { demo: true, ..Start::default() }
}

fn chosen(d: &Driver) -> Option<&str> {
    d.model.pool.as_ref().map(|pool| pool.id.as_str())
}

#[test]
fn all_pages_are_loaded() {
    let mut d = Driver::start();
    d.says("67 of 67 pools");
    assert_eq!(d.count("ListUserPools"), 2);
}

#[test]
fn the_first_page_is_usable_while_the_second_is_on_its_way() {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), demo(), NORMAL);
    d.hold = true;
    d.begin();
    d.answer_one();
    d.answer_one();
    d.answer_one();
    d.says("60 of 60+ pools");
    d.keys("/ 'shop-staff'");
    d.says("1 of 60+ pools");
    d.answer();
    d.says("1 of 67 pools");
    d.keys("enter");
    assert_eq!(chosen(&d), Some("us-east-1_Zx98Yw76V"));
}

#[test]
fn the_filter_finds_name_and_id_whatever_the_case() {
    let mut d = Driver::start();
    d.keys("/ 'SHOP'");
    d.says("3 of 67 pools");
    d.keys("ctrl-u 'zx98'");
    d.says("1 of 67 pools");
    d.says("> shop-staff");
    d.keys("ctrl-u 'nothing like it'");
    d.says("No pool matches the filter. Esc clears it.");
    d.keys("enter");
    assert_eq!(page(&d.model), "pools");
    d.keys("esc");
    d.says("67 of 67 pools");
    assert!(d.exit.is_none());
}

#[test]
fn a_thousand_pools_can_be_filtered() {
    let mut d = Driver::over(World::seeded(7).unwrap().with_pools(1_000), demo(), NORMAL);
    d.says("1067 of 1067 pools");
    d.keys("/ '00777'");
    d.says("1 of 1067 pools");
    d.says("> generated-00777");
    d.keys("ctrl-u end");
    d.keys("esc end");
    d.says("> generated-01000");
    d.keys("home enter");
    assert_eq!(chosen(&d), Some("us-east-1_Ab12Cd34E"));
}

#[test]
fn the_list_moves_by_row_and_page_and_to_its_ends() {
    let mut d = Driver::start();
    d.keys("down j");
    d.says("> shop-staff");
    d.keys("k up up");
    d.says("> shop-customers ");
    d.keys("pgdn");
    assert_eq!(d.model.pools.selected(), 10);
    d.keys("end pgup");
    assert_eq!(d.model.pools.selected(), 56);
    d.keys("home pgup");
    assert_eq!(d.model.pools.selected(), 0);
}

#[test]
fn details_are_read_after_a_rest_only() {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), demo(), NORMAL);
    d.begin();
    let down = crate::driver::parse_keys("down")[0];
    d.hold_down(down, 20, Duration::from_millis(100));
    assert_eq!(d.count("DescribeUserPool"), 0);
    d.wait(Duration::from_millis(299));
    assert_eq!(d.count("DescribeUserPool"), 0);
    d.wait(Duration::from_millis(1));
    assert_eq!(d.count("DescribeUserPool"), 1);
    d.wait(Duration::from_mins(1));
    assert_eq!(d.count("DescribeUserPool"), 1, "once is enough");
    assert_eq!(d.model.next_tick(), None, "nothing more to wait for");
    d.says("Sign-in plan");
}

#[test]
fn refresh_reads_again() {
    let mut d = Driver::start();
    d.wait(Duration::from_secs(1));
    d.keys("r");
    assert_eq!(d.count("ListUserPools"), 4);
    d.wait(Duration::from_secs(1));
    assert_eq!(d.count("DescribeUserPool"), 2);
    d.says("67 of 67 pools");
}

#[test]
fn a_typed_pool_id_is_chosen() {
    let mut d = Driver::start();
    d.keys("i");
    d.says("Use this if you may not list pools.");
    d.says("For example, us-east-1_Ab12Cd34E.");
    d.keys("'us-east-1_Zx98Yw76V' enter");
    assert_eq!(chosen(&d), Some("us-east-1_Zx98Yw76V"));
    d.says("Step 1 of 6");
}

#[rstest]
#[case("nonsense", "x Enter a valid user pool ID.")]
#[case("", "x Enter a valid user pool ID.")]
#[case("eu-west-1_Fg90Hj12K", "x This pool is not in us-east-1. Its ID says eu-west-1.")]
fn a_wrong_pool_id_is_said_at_the_field(#[case] typed: &str, #[case] sentence: &str) {
    let mut d = Driver::start();
    d.keys(&format!("i '{typed}' enter"));
    d.says(sentence);
    assert_eq!((page(&d.model), chosen(&d)), ("pools", None));
    d.keys("'x'");
    d.does_not_say(sentence);
}

#[rstest]
#[case::list("")]
#[case::filter("/ 'sh'")]
#[case::field("i 'us'")]
fn a_pasted_pool_id_selects_that_pool(#[case] keys: &str) {
    let mut d = Driver::start();
    d.keys(keys);
    d.paste(" us-east-1_Zx98Yw76V\r\n");
    assert_eq!(chosen(&d), Some("us-east-1_Zx98Yw76V"));
}

#[test]
fn other_pasted_text_filters() {
    let mut d = Driver::start();
    d.paste("shop-\n");
    assert_eq!((page(&d.model), d.model.pools.focus), ("pools", PoolFocus::Filter));
    d.says("3 of 67 pools");
}

#[test]
fn a_pasted_book_is_cut() {
    let mut d = Driver::start();
    d.paste(&"x".repeat(1_000_000));
    assert!(d.model.pools.filter.value().len() < 2_000);
    d.keys("i");
    d.paste(&"x".repeat(1_000_000));
    assert!(d.model.pools.id.value().len() < 2_000);
}

#[test]
fn a_refused_list_moves_the_focus_to_the_id_field() {
    let denied = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform: \
        cognito-idp:ListUserPools on resource: *";
    let mut d = Driver::with_fault("ListUserPools", Fault::Refuse("AccessDeniedException", denied.to_owned()));
    assert_eq!(d.model.pools.focus, PoolFocus::Id);
    d.says("x The list of user pools could not be read.");
    d.says("AdminSSO may not call cognito-idp:ListUserPools");
    d.says("Use this if you may not list pools.");
    d.keys("'us-east-1_Ab12Cd34E' enter enter 'shop-web' ctrl-r enter");
    assert_eq!(page(&d.model), "created");
}

#[test]
fn a_failed_list_is_tried_again_by_enter() {
    let mut d = Driver::with_fault("ListUserPools", Fault::Body(503, "<html>busy</html>".to_owned()));
    d.says("x The list of user pools could not be read.");
    d.says("Enter try again");
    d.says("[ Try again ]");
    d.keys("y");
    assert!(d.copied[0].starts_with("ListUserPools: "));
    d.mend();
    d.keys("enter");
    d.says("67 of 67 pools");
    d.says("[ Choose pool ]");
}

#[test]
fn a_list_that_breaks_off_keeps_its_first_page() {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), demo(), NORMAL);
    d.hold = true;
    d.begin();
    d.answer_one();
    d.answer_one();
    d.answer_one();
    d.fail("ListUserPools", Fault::Lost);
    d.answer();
    d.says("The list of user pools could not be read to its end.");
    d.says("60 of 60 pools");
    d.keys("enter");
    assert_eq!(chosen(&d), Some("us-east-1_Ab12Cd34E"));
}

#[test]
fn an_empty_region_says_so() {
    let start = Start { demo: true, verb: Verb::Home, ..Start::default() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.fail("ListUserPools", Fault::Body(200, r#"{"UserPools":[]}"#.to_owned()));
    d.begin();
    d.says("No user pools in us-east-1.");
    d.says("or create a pool first.");
    d.keys("enter");
    assert_eq!(page(&d.model), "pools");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn a_late_page_of_an_earlier_refresh_is_dropped() {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), demo(), NORMAL);
    d.begin();
    d.wait(Duration::from_secs(1));
    d.hold = true;
    d.keys("r");
    assert_eq!(d.held(), 1);
    d.keys("r");
    assert_eq!(d.held(), 1, "not twice while it is loading");
    d.answer();
    d.says("67 of 67 pools");
}

#[test]
fn hostile_names_are_shown_without_their_teeth() {
    let mut d = Driver::start();
    d.keys("/ 'gnp'");
    d.says("not?[31m-red?[0m-?gnp.loop?");
    d.keys("enter");
    d.says("Step 1 of 6");
}

#[test]
fn an_account_that_cannot_be_named_stops_nothing() {
    let mut d = Driver::with_fault("GetCallerIdentity", Fault::Lost);
    d.keys("enter enter 'x' ctrl-r");
    d.says("Account not known");
    d.keys("enter");
    assert_eq!(page(&d.model), "created");
}

/// As against AWS: the demo remembers nothing.
#[test]
fn the_pool_last_used_in_this_account_and_region_has_the_cursor() {
    let start = Start { drafts: true, ..Start::default() };
    let mut d = Driver::with(start.clone(), NORMAL);
    d.keys("down down enter");
    assert_eq!(chosen(&d), Some("us-east-1_Zx98Yw76V"));
    let remembered = std::mem::take(&mut d.last_pools);
    assert_eq!(remembered[0].1.as_str(), "us-east-1_Zx98Yw76V");
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.last_pools = remembered;
    d.begin();
    d.says("> shop-staff");
    d.says("last used");
    d.keys("enter");
    assert_eq!(chosen(&d), Some("us-east-1_Zx98Yw76V"));
}

#[test]
fn who_has_moved_the_cursor_keeps_it() {
    let start = Start { drafts: true, ..Start::default() };
    let place = LastUsed { account: "111122223333".to_owned(), region: "us-east-1".to_owned() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.last_pools = vec![(place, UserPoolId::parse("us-east-1_Zx98Yw76V").unwrap())];
    d.hold = true;
    d.begin();
    // Drafts, session, account, first page; what is known of the account comes last.
    (0..4).for_each(|_| d.answer_one());
    d.says("60 of 60+");
    d.keys("down");
    d.answer();
    d.does_not_say("> shop-staff");
}
