//! Ways out, and what they are worth.

use cognito_console::app::{Start, Why};
use rstest::rstest;

use crate::driver::{Driver, Fault, NORMAL};
use crate::{at_review, page};

fn create() -> Driver {
    Driver::with(Start { demo: true, ..Start::default() }, NORMAL)
}

#[rstest]
#[case("q")]
#[case("esc")]
#[case("ctrl-c")]
fn bare_home_with_nothing_begun_is_no_failure(#[case] key: &str) {
    let mut d = Driver::home();
    d.keys(key);
    assert_eq!(d.status(), Some(0));
}

#[rstest]
#[case("q")]
#[case("esc")]
#[case("ctrl-c")]
#[case("enter q")]
#[case("enter ctrl-c")]
#[case("enter tab tab left left enter")]
fn leaving_without_a_client_is_130(#[case] keys: &str) {
    let mut d = create();
    d.keys(keys);
    assert_eq!(d.status(), Some(130));
}

#[test]
fn a_list_that_failed_is_1() {
    let mut d = Driver::with_fault("ListUserPools", Fault::Lost);
    d.keys("q");
    assert_eq!(d.status(), Some(1));
}

#[rstest]
#[case(Why::Terminated, 143)]
#[case(Why::Interrupted, 130)]
#[case(Why::HungUp, 129)]
fn signals_have_their_status(#[case] why: Why, #[case] status: u8) {
    let mut d = at_review("shop-web");
    d.quit(why);
    assert_eq!(d.status(), Some(status));
}

#[rstest]
#[case::step("enter enter 'x' ctrl-c")]
#[case::button("enter enter 'x' tab left left enter")]
#[case::letter("enter enter 'x' backtab q")]
#[case::review("enter enter 'x' ctrl-r q")]
#[case::review_button("enter enter 'x' ctrl-r left left enter")]
#[case::list("enter enter 'x' esc q")]
fn leaving_with_answers_asks_and_starts_on_the_harmless_answer(#[case] keys: &str) {
    let mut d = create();
    d.keys(keys);
    assert_eq!(d.status(), None);
    d.says("Leave the wizard");
    d.says("The app client was not created. Your answers will be lost.");
    d.says("[ Keep editing ]");
    d.keys("enter");
    assert!(d.model.overlay.is_none());
    assert_eq!((d.status(), d.model.draft.name.as_str()), (None, "x"));
}

#[test]
fn the_question_can_be_closed_or_answered() {
    let mut d = create();
    d.keys("enter enter 'x' ctrl-c esc");
    assert!(d.model.overlay.is_none());
    d.keys("ctrl-c left right enter");
    assert_eq!(d.status(), None);
    d.keys("ctrl-c tab enter");
    assert_eq!(d.status(), Some(130));
}

#[test]
fn ctrl_c_twice_leaves() {
    let mut d = create();
    d.keys("enter enter 'x' ctrl-c ctrl-c");
    assert_eq!(d.status(), Some(130));
}

#[test]
fn ctrl_c_works_where_text_is_typed_and_in_help() {
    for keys in ["/ 'x' ctrl-c", "i 'x' ctrl-c", "f1 ctrl-c", "enter enter f1 ctrl-c"] {
        let mut d = Driver::start();
        d.keys(keys);
        assert!(d.exit.is_some(), "{keys}");
    }
}

#[test]
fn a_client_and_then_nothing_is_0() {
    let mut d = at_review("shop-web");
    d.keys("enter n ctrl-c");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn redraw_and_suspend_are_asked_for_everywhere() {
    let mut d = Driver::start();
    d.keys("ctrl-l ctrl-z enter ctrl-l enter 'x' ctrl-l ctrl-r ctrl-z");
    assert_eq!(d.asked, ["redraw", "suspend", "redraw", "redraw", "suspend"]);
    assert_eq!(page(&d.model), "review");
}

#[test]
fn help_opens_closes_and_scrolls() {
    let mut d = Driver::start();
    d.keys("enter tab '?'");
    assert_eq!(d.model.draft.name, "?");
    d.keys("f1");
    d.says("A label for the people who manage the pool.");
    d.keys("end");
    d.says("^Z: suspend; fg brings it back");
    d.keys("up up up");
    d.says("Keys that work here");
    d.keys("home down up pgdn pgup f1");
    assert!(d.model.overlay.is_none());
    d.keys("backtab ?");
    d.says("Where does your code run?");
    d.keys("q");
    assert!(d.model.overlay.is_none() && d.exit.is_none());
}

#[test]
fn the_last_line_of_help_can_be_reached_at_every_size() {
    for size in [(80, 24), (40, 10), (40, 12), (59, 19), (109, 50)] {
        let mut d = Driver::at(size);
        d.keys("enter f1 end");
        d.says("suspend; fg brings it back");
    }
}

#[test]
fn the_panel_of_wide_screens_opens_closes_and_scrolls() {
    let mut d = Driver::at(crate::driver::WIDE);
    d.keys("enter");
    d.says("Where does your code run?");
    d.keys("f6 end");
    d.says("suspend; fg");
    d.keys("f6 tab");
    d.says("A label for the people who manage");
    d.keys("'f'");
    assert_eq!(d.model.draft.name, "f");
    d.keys("f1");
    d.does_not_say("A label for the people");
    d.keys("ctrl-r f1");
    assert!(d.model.panel_is_shown());
}
