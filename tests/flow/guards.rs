//! What was not on the screen is never accepted (wizard.md §1.6).

use std::time::Duration;

use cognito_console::app::Start;
use cognito_console::app_client::UserPoolId;
use crossterm::event::KeyEvent;
use rstest::rstest;

use crate::driver::{Driver, Fault, NARROW, NORMAL, parse_keys};
use crate::{at_review, page};

fn key(name: &str) -> KeyEvent {
    parse_keys(name)[0]
}

fn named() -> Driver {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web'");
    d
}

#[test]
fn a_pasted_enter_does_not_create() {
    let mut d = at_review("shop-web");
    d.wait(Duration::from_secs(5));
    d.press_as(key("enter"), true);
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.says("Press Enter again to create.");
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates), ("created", 1));
}

#[test]
fn a_key_meant_for_an_earlier_page_does_not_create() {
    let mut d = named();
    let before = d.shown();
    d.keys("ctrl-r");
    d.wait(Duration::from_secs(5));
    d.press_stamped(key("enter"), before, false);
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.says("Press Enter again to create.");
}

#[test]
fn ctrl_r_and_enter_before_the_first_frame_create_nothing() {
    let mut d = named();
    d.draws = false;
    d.press(key("ctrl-r"));
    d.press(key("enter"));
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.wait(Duration::from_mins(1));
    d.press(key("enter"));
    assert_eq!(d.creates, 0, "still nothing was drawn");
    d.draws = true;
    d.keys("tab tab enter");
    assert_eq!(d.creates, 1);
}

#[rstest]
#[case::at_once(0, 0)]
#[case::nearly_a_second(999, 0)]
#[case::a_second(1_000, 1)]
fn enter_after_enter_waits_a_second(#[case] millis: u64, #[case] creates: usize) {
    let mut d = at_review("shop-web");
    d.keys("5 enter");
    assert_eq!(page(&d.model), "review");
    d.wait(Duration::from_millis(millis));
    d.press(key("enter"));
    assert_eq!(d.creates, creates);
}

#[rstest]
#[case::held(149, 0)]
#[case::pressed(150, 1)]
fn two_enters_close_together_are_one_held_key(#[case] millis: u64, #[case] creates: usize) {
    let mut d = at_review("shop-web");
    d.wait(Duration::from_secs(2));
    // The first is refused as pasted, so that the second is the one to be judged.
    d.press_as(key("enter"), true);
    d.wait(Duration::from_millis(millis));
    d.press(key("enter"));
    assert_eq!(d.creates, creates);
}

#[test]
fn a_held_enter_never_creates() {
    for size in [NORMAL, NARROW, (80, 50)] {
        let mut d = Driver::at(size);
        d.hold_down(key("enter"), 600, Duration::from_millis(33));
        assert_eq!((d.creates, d.status()), (0, None), "from the pool list");

        let id = UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
        let mut d = Driver::with(Start { demo: true, pool: id, ..Start::default() }, size);
        d.keys("tab 'shop-web'");
        d.hold_down(key("enter"), 600, Duration::from_millis(33));
        assert_eq!((page(&d.model), d.creates), ("review", 0), "with a name");
        d.wait(Duration::from_secs(1));
        d.press(key("enter"));
        assert_eq!(d.creates, 1, "and a press of its own does");
    }
}

#[test]
fn a_held_enter_neither_leaves_done_nor_tries_again() {
    let mut d = at_review("shop-web");
    d.wait(Duration::from_secs(2));
    d.hold_down(key("enter"), 300, Duration::from_millis(33));
    assert_eq!((page(&d.model), d.creates, d.status()), ("created", 1, None));

    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned()));
    d.wait(Duration::from_secs(2));
    d.hold_down(key("enter"), 300, Duration::from_millis(33));
    assert_eq!((page(&d.model), d.creates), ("review", 1));

    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", Fault::Lost);
    d.wait(Duration::from_secs(2));
    d.hold_down(key("enter"), 300, Duration::from_millis(33));
    assert_eq!((page(&d.model), d.creates, d.status()), ("unknown", 1, None));
}

#[test]
fn a_pasted_enter_presses_no_button() {
    let enter = key("enter");
    let mut d = Driver::start();
    d.wait(Duration::from_secs(2));
    d.press_as(enter, true);
    assert_eq!(page(&d.model), "pools", "Choose pool");

    let mut d = named();
    d.press_as(enter, true);
    d.says("Step 1 of 6");
    d.keys("tab");
    d.press_as(enter, true);
    d.says("Step 1 of 6");

    let mut d = at_review("shop-web");
    for keys in ["left", "left"] {
        d.keys(keys);
        d.press_as(enter, true);
        assert_eq!((page(&d.model), d.status()), ("review", None));
        assert!(d.model.overlay.is_none());
    }

    let mut d = crate::at_done_with_secret();
    d.keys("s");
    d.wait(Duration::from_secs(2));
    d.press_as(enter, true);
    assert_eq!(d.status(), None);
    d.keys("f");
    d.press_as(enter, true);
    assert!(d.saved.is_empty());
    d.keys("esc c left");
    d.press_as(enter, true);
    assert!(d.copied.is_empty());
}

#[test]
fn a_paste_never_acts_as_enter() {
    let mut d = at_review("shop-web");
    d.wait(Duration::from_secs(5));
    d.paste("\r\n");
    d.paste("\n\n\n");
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    let mut d = named();
    d.paste("\r\nx\r\n");
    d.says("Step 1 of 6");
    assert_eq!(d.model.draft.name, "shop-webx");
}

#[test]
fn help_over_an_unread_review_does_not_count_as_reading_it() {
    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop-web' ctrl-r f1 esc");
    d.says("Enter read on");
    d.keys("enter");
    assert_eq!(d.creates, 0);
}

#[test]
fn a_screen_that_is_too_small_shows_nothing_of_review() {
    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop-web' ctrl-r");
    d.resize((30, 5));
    d.keys("enter enter enter");
    assert_eq!(d.creates, 0);
    d.resize(NARROW);
    d.says("Enter read on");
    d.keys("enter");
    assert_eq!(d.creates, 0);
}

#[test]
fn a_warning_that_comes_after_review_was_read_is_shown_before_create() {
    let mut d = Driver::start();
    d.hold = true;
    d.keys("down enter enter 'x' ctrl-n 2 ctrl-r");
    d.says("The plan of this pool is not known.");
    let read = d.shown();
    d.wait(Duration::from_secs(5));
    d.answer();
    d.press_stamped(key("enter"), read, false);
    assert_eq!((page(&d.model), d.creates), ("review", 0), "the page said something else");
    d.keys("enter");
    assert_eq!(d.creates, 1);
}

#[test]
fn review_has_to_be_read_again_after_a_visit_elsewhere() {
    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop-web' ctrl-r enter enter 1");
    assert_eq!((page(&d.model), d.creates), ("step", 0));
    d.keys("ctrl-n");
    d.says("Enter read on");
}

#[test]
fn a_question_opened_by_a_held_key_is_not_answered_by_it() {
    let mut d = named();
    d.keys("tab left left");
    d.hold_down(key("enter"), 100, Duration::from_millis(33));
    assert_eq!(d.status(), None);
    assert_eq!(d.model.draft.name, "shop-web");
}

#[test]
fn without_a_connection_nothing_is_sent() {
    let id = UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
    let start = Start { demo: true, pool: id, ..Start::default() };
    let mut d = Driver::unconnected(cognito_console::demo::World::seeded(7).unwrap(), start, NORMAL);
    d.hold = true;
    d.begin();
    d.keys("enter 'shop-web' ctrl-r enter");
    d.says("Connecting to AWS. Nothing was sent; your answers are kept.");
    d.answer();
    d.keys("enter");
    crate::create(&mut d);
    assert_eq!(d.count("CreateUserPoolClient"), 1);
}

#[test]
fn a_held_ctrl_c_does_not_throw_a_secret_away() {
    let mut d = crate::at_done_with_secret();
    d.press(key("ctrl-c"));
    d.hold_down(key("ctrl-c"), 20, Duration::from_millis(33));
    d.says("The client secret is not saved");
    assert_eq!(d.status(), None);
    d.keys("ctrl-c");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn ctrl_c_twice_in_one_write_asks_first() {
    let mut d = named();
    d.draws = false;
    d.press(key("ctrl-c"));
    d.wait(Duration::from_millis(10));
    d.press(key("ctrl-c"));
    assert_eq!(d.status(), None);
}

#[test]
fn ctrl_r_and_enter_in_one_write_say_what_to_do() {
    let mut d = named();
    d.draws = false;
    d.press(key("ctrl-r"));
    d.press(key("enter"));
    d.says("Press Enter again to create.");
}
