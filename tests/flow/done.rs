//! The client exists.

use std::time::Duration;

use cognito_console::app::Screen;
use rstest::rstest;

use crate::driver::{Driver, NARROW, parse_keys};
use crate::{at_done_with_secret, page};

fn secret(d: &Driver) -> String {
    let Screen::Created(done) = &d.model.screen else { panic!("not created") };
    done.secret.as_ref().unwrap().value.reveal().to_owned()
}

#[test]
fn s_shows_and_hides_the_secret() {
    let mut d = at_done_with_secret();
    let secret = secret(&d);
    d.does_not_say(&secret);
    d.says("s show c copy");
    d.keys("s");
    d.says(&secret);
    d.says("s hide c copy");
    d.keys("s");
    d.does_not_say(&secret);
}

#[test]
fn a_shown_secret_hides_itself_after_thirty_seconds() {
    let mut d = at_done_with_secret();
    let secret = secret(&d);
    d.keys("s");
    d.wait(Duration::from_millis(29_999));
    d.says(&secret);
    d.wait(Duration::from_millis(1));
    d.does_not_say(&secret);
    assert_eq!(d.model.next_tick(), None);
}

#[test]
fn resizing_and_suspending_hide_the_secret() {
    let mut d = at_done_with_secret();
    let secret = secret(&d);
    d.keys("s");
    d.resize((100, 30));
    d.does_not_say(&secret);
    d.keys("s ctrl-z");
    assert_eq!(d.asked, ["suspend"]);
    d.does_not_say(&secret);
}

#[test]
fn the_ids_are_copied_at_once_and_the_secret_after_one_question() {
    let mut d = at_done_with_secret();
    let secret = secret(&d);
    d.keys("y p");
    assert_eq!(d.copied.len(), 2);
    assert_eq!(d.copied[1], "us-east-1_Ab12Cd34E");
    d.says("User pool ID sent to your terminal's clipboard. If paste is empty, select it on the screen.");
    d.keys("c");
    d.says("The secret goes through your terminal (OSC 52) to its clipboard.");
    d.says("[ Do not copy ]");
    d.keys("enter");
    assert_eq!(d.copied.len(), 2, "the harmless answer is the first");
    d.keys("c left enter");
    assert_eq!(d.copied.last(), Some(&secret));
    d.says("Client secret sent to your terminal's clipboard.");
    d.keys("c");
    assert_eq!(d.copied.len(), 4, "asked once a run");
    d.does_not_say(&secret);
}

#[test]
fn the_secret_goes_to_a_file() {
    let mut d = at_done_with_secret();
    let secret = secret(&d);
    d.keys("f");
    d.says("A new file that only you can read (0600). A file that exists is never overwritten.");
    d.says("~/cognito-client-");
    d.does_not_say(&secret);
    d.save_error = Some("~/x exists already.".to_owned());
    d.keys("ctrl-u '~/x' enter");
    d.says("x ~/x exists already.");
    d.save_error = None;
    d.keys("'y' enter");
    assert_eq!(d.saved.last(), Some(&("~/xy".to_owned(), secret)));
    d.says("Secret written (0600): ~/xy");
    d.keys("enter");
    assert_eq!(d.status(), Some(0), "a saved secret is not asked about");
}

#[test]
fn a_path_may_hold_any_letter_and_esc_closes_it() {
    let mut d = at_done_with_secret();
    d.keys("f ctrl-u 'q?ysn' esc");
    assert!(d.saved.is_empty());
    d.says("Client ID");
    assert!(d.exit.is_none());
}

#[test]
fn a_failed_write_does_not_count_as_saved() {
    let mut d = at_done_with_secret();
    d.save_error = Some("No.".to_owned());
    d.keys("f enter esc enter");
    d.says("The client secret is not saved");
}

#[rstest]
#[case("enter")]
#[case("q")]
#[case("esc")]
#[case("ctrl-c")]
#[case("n")]
fn an_unsaved_secret_is_asked_about_once(#[case] key: &str) {
    let mut d = at_done_with_secret();
    d.keys(key);
    assert!(d.exit.is_none());
    d.says("The client secret is not saved");
    d.says("[ Go back ]");
    d.keys("enter");
    d.says("Client ID");
    d.keys(key);
    let left = d.status() == Some(0);
    assert!(left || page(&d.model) == "step", "asked twice");
}

#[test]
fn the_question_can_be_answered_with_yes() {
    let mut d = at_done_with_secret();
    d.keys("enter left enter");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn ctrl_c_on_the_question_leaves() {
    let mut d = at_done_with_secret();
    d.keys("ctrl-c ctrl-c");
    assert_eq!(d.status(), Some(0));
}

#[rstest]
#[case("s")]
#[case("c left enter")]
fn a_taken_secret_is_not_asked_about(#[case] keys: &str) {
    let mut d = at_done_with_secret();
    d.keys(keys);
    d.keys("enter");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn keys_of_the_secret_do_nothing_without_one() {
    let mut d = crate::at_review("shop-web");
    d.keys("enter s c f");
    assert_eq!(page(&d.model), "created");
    assert!(d.copied.is_empty() && d.saved.is_empty() && d.model.overlay.is_none());
    d.does_not_say("secret");
}

#[test]
fn ctrl_c_meant_for_the_wait_does_not_throw_the_client_away() {
    let mut d = Driver::start();
    d.keys("enter 2 enter 'x' ctrl-r");
    d.hold = true;
    d.keys("enter");
    let creating = d.shown();
    d.wait(Duration::from_secs(3));
    d.answer();
    d.press_stamped(parse_keys("ctrl-c")[0], creating, false);
    assert_eq!((page(&d.model), d.status()), ("created", None));
    assert!(d.model.overlay.is_none());
}

#[test]
fn the_whole_secret_is_within_reach_on_the_narrow_screen() {
    let mut d = Driver::at(NARROW);
    d.keys("enter 2 enter 'x' ctrl-r");
    crate::create(&mut d);
    d.keys("s");
    let secret = secret(&d);
    let joined: String = d.screen().split_whitespace().collect();
    assert!(joined.contains(&secret), "{}", d.screen());
}
