//! The answer to Create was lost: the tool looks, and sends nothing by itself.

use std::time::Duration;

use cognito_console::app::Screen;
use rstest::rstest;

use crate::driver::{Driver, Fault, parse_keys};
use crate::{at_review, page};

const DENIED: &str = "User: arn:aws:sts::111122223333:assumed-role/Builder/ann is not authorized to perform: x";

fn denied() -> Fault {
    Fault::Refuse("AccessDeniedException", DENIED.to_owned())
}

/// Reads Review to its end and creates; the answer gets lost.
fn lost(d: &mut Driver, fault: Fault) {
    d.fail("CreateUserPoolClient", fault);
    crate::create(d);
    assert_eq!((page(&d.model), d.creates), ("unknown", 1));
}

/// Presses Enter until the screen says so.
#[track_caller]
fn until(d: &mut Driver, words: &str) {
    for _ in 0..6 {
        if d.screen().contains(words) {
            return;
        }
        d.keys("enter");
    }
    d.says(words);
}

fn lost_after(keys: &str) -> Driver {
    let mut d = Driver::start();
    d.keys(keys);
    lost(&mut d, Fault::LostAfter);
    d
}

#[rstest]
#[case::lost(Fault::Lost)]
#[case::internal(Fault::Refuse("InternalErrorException", "x".to_owned()))]
#[case::gateway(Fault::Body(502, "<html></html>".to_owned()))]
#[case::garbage(Fault::Body(200, "{".to_owned()))]
#[case::empty(Fault::Body(200, "{}".to_owned()))]
fn no_key_sends_again(#[case] fault: Fault) {
    let mut d = at_review("shop-web");
    lost(&mut d, fault);
    d.says("! We do not know if shop-web was created.");
    d.says("No client named shop-web is new yet.");
    d.mend();
    let keys = "tab backtab up down left right home end pgup pgdn space backspace delete f1 f1 f4 f6 ctrl-n ctrl-p ctrl-r \
        ctrl-t ctrl-l ctrl-z ctrl-a ctrl-e ctrl-u ctrl-k ctrl-w 1 2 3 4 5 6 7 8 9 0 / ? ? + -";
    let letters: String = ('a'..='z').chain('A'..='Z').filter(|c| *c != 'q').map(|c| format!(" {c}")).collect();
    d.keys(&format!("{keys}{letters}"));
    d.paste("us-east-1_Ab12Cd34E\n");
    assert_eq!((page(&d.model), d.creates, d.status()), ("unknown", 1, None));
    d.keys("q");
    assert_eq!((d.creates, d.status()), (1, Some(1)));
}

#[rstest]
#[case("enter")]
#[case("esc")]
#[case("q")]
#[case("ctrl-c")]
fn a_key_meant_for_the_page_before_does_nothing(#[case] key: &str) {
    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", Fault::Lost);
    d.hold = true;
    d.keys("enter");
    assert_eq!(page(&d.model), "creating");
    let creating = d.shown();
    d.wait(Duration::from_secs(5));
    d.answer();
    d.press_stamped(parse_keys(key)[0], creating, false);
    assert_eq!((page(&d.model), d.status()), ("unknown", None));
}

#[test]
fn a_client_that_was_made_is_found_and_used() {
    let mut d = lost_after("enter enter 'shop-web' ctrl-r");
    d.says("1 client named shop-web may be it.");
    d.says("UTC, settings match");
    d.says("[ Use this client ]");
    let Screen::Unknown(unknown) = &d.model.screen else { panic!("another page") };
    let id = unknown.candidates()[0].client_id.clone();
    d.keys("y");
    assert_eq!(d.copied, std::slice::from_ref(&id));
    d.keys("enter");
    d.says("App client shop-web is in shop-customers. It was found, not created again");
    d.says(&id);
    assert_eq!((d.creates, d.count("CreateUserPoolClient")), (1, 1));
    assert_eq!(d.receipts, [id]);
    d.keys("enter");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn its_secret_is_offered_as_on_done() {
    let mut d = lost_after("enter 2 enter 'shop-server' ctrl-r");
    d.does_not_say("secret");
    d.keys("enter");
    d.says("Client secret");
    d.does_not_say("Created, but");
    d.keys("enter");
    d.says("The client secret is not saved");
}

#[test]
fn only_what_is_new_is_offered() {
    let mut d = at_review("shop-web");
    crate::create(&mut d);
    d.keys("n enter 'shop-web' ctrl-r");
    d.fail("CreateUserPoolClient", Fault::LostAfter);
    crate::create(&mut d);
    d.says("1 client named shop-web may be it.");
}

#[test]
fn nothing_found_is_looked_at_again_and_is_no_proof() {
    let mut d = at_review("shop-web");
    lost(&mut d, Fault::Lost);
    d.says("No client named shop-web is new yet. Looking again in 5 s.");
    let looks = d.count("ListUserPoolClients");
    d.wait(Duration::from_secs(2));
    d.says("Looking again in 3 s.");
    for (wait, more) in [(3, 1), (15, 2), (30, 3), (120, 3)] {
        d.wait(Duration::from_secs(wait));
        assert_eq!(d.count("ListUserPoolClients"), looks + more);
    }
    d.says("No client named shop-web is new, after 4 looks.");
    d.says("[ Back to Review ]");
    assert_eq!(d.model.next_tick(), None);
    d.keys("1");
    d.says("[ Look again ]");
    d.keys("enter");
    assert_eq!(d.count("ListUserPoolClients"), looks + 4);
}

#[test]
fn another_one_needs_a_review_and_a_question() {
    let mut d = at_review("shop-web");
    lost(&mut d, Fault::Lost);
    d.mend();
    d.keys("enter");
    assert_eq!(page(&d.model), "review");
    d.says("It is not known if a request before created an app client.");
    until(&mut d, "Create another app client");
    d.says("[ Go back ]");
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates), ("review", 1));
    until(&mut d, "Create another app client");
    d.keys("left left enter");
    assert_eq!((page(&d.model), d.creates), ("created", 2));
    d.keys("enter");
    assert_eq!(d.status(), Some(0));
}

#[test]
fn another_one_from_the_page_itself_needs_review_and_question() {
    let mut d = at_review("shop-web");
    lost(&mut d, Fault::Lost);
    d.mend();
    d.keys("2 enter");
    assert_eq!((page(&d.model), d.creates), ("review", 1));
    until(&mut d, "Create another app client");
    d.keys("left left enter");
    assert_eq!((page(&d.model), d.creates), ("created", 2));
}

#[test]
fn who_may_not_list_is_told_how_to_look_elsewhere() {
    let mut d = at_review("shop-web");
    d.fail("ListUserPoolClients", denied());
    lost(&mut d, Fault::LostAfter);
    d.says("The app clients of this pool could not be listed.");
    d.says("Builder may not call cognito-idp:ListUserPoolClients on this pool.");
    d.keys("pgdn");
    d.says("aws cognito-idp list-user-pool-clients --user-pool-id us-east-1_Ab12Cd34E");
    assert_eq!(d.model.next_tick(), None, "a refusal is not tried again unasked");
}

#[test]
fn who_may_not_describe_sees_the_new_client_all_the_same() {
    let mut d = at_review("shop-web");
    d.fail("DescribeUserPoolClient", denied());
    lost(&mut d, Fault::LostAfter);
    d.says("1 client named shop-web may be it.");
    d.says("So dates and settings are not known.");
    d.says("date not known, settings not compared");
    d.says("[ Back to Review ]");
    d.keys("1 enter");
    assert_eq!(page(&d.model), "created");
}

#[rstest]
#[case("ListUserPoolClients", "1 enter")]
#[case("DescribeUserPoolClient", "2 enter")]
fn a_session_that_ended_is_made_again_before_looking(#[case] operation: &'static str, #[case] look_again: &str) {
    let mut d = at_review("shop-web");
    d.fail(
        operation,
        Fault::Refuse("ExpiredTokenException", "The security token included in the request is expired".to_owned()),
    );
    lost(&mut d, Fault::LostAfter);
    d.says("Your AWS session ended.");
    let sessions = d.targets.len();
    d.mend();
    d.keys(look_again);
    d.says("1 client named shop-web may be it.");
    d.says("settings match");
    assert_eq!((d.targets.len(), d.creates), (sessions + 1, 1));
}

#[test]
fn a_late_answer_ends_the_look() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter ctrl-c");
    d.says("You stopped waiting after the request was sent. If the answer still comes, it is shown here.");
    d.answer_one();
    assert_eq!((page(&d.model), d.creates), ("created", 1));
    d.answer();
    assert_eq!(page(&d.model), "created");
}

#[test]
fn a_late_answer_after_another_request_is_told() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter ctrl-c");
    assert_eq!(d.held(), 2, "the first request and the look");
    d.keys("esc");
    assert_eq!(page(&d.model), "review");
    until(&mut d, "Create another app client");
    d.keys("left left enter");
    assert_eq!((page(&d.model), d.held()), ("creating", 3));
    d.answer();
    assert_eq!((page(&d.model), d.creates), ("created", 2));
    d.keys("enter");
    assert_eq!(d.status(), Some(0));
}

/// The second was refused; what became of the first is as open as before.
#[test]
fn a_refusal_of_another_request_does_not_settle_the_first() {
    let mut d = at_review("shop-web");
    lost(&mut d, Fault::Lost);
    d.mend();
    d.fail("CreateUserPoolClient", Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned()));
    d.keys("2 enter");
    until(&mut d, "Create another app client");
    d.keys("left left enter");
    assert_eq!((page(&d.model), d.creates), ("review", 2));
    assert!(d.model.is_unsettled());
    d.says("It is not known if a request before created an app client.");
    until(&mut d, "Create another app client");
    assert_eq!(d.creates, 2);
}

/// A client that the look finds takes the question away.
#[test]
fn the_question_offers_to_look_again() {
    let mut d = lost_after("enter enter 'shop-web' ctrl-r");
    d.keys("esc");
    assert_eq!(page(&d.model), "review");
    until(&mut d, "Create another app client");
    d.keys("left enter");
    assert_eq!((page(&d.model), d.creates), ("unknown", 1));
    d.says("1 client named shop-web may be it.");
}

/// The host slept: a list from before is better proof than a clock that stood still.
#[test]
fn a_client_that_was_not_there_before_is_it_however_old() {
    let mut d = lost_after("enter enter 'shop-web' ctrl-r");
    d.wait(Duration::from_hours(2));
    d.keys("2 enter");
    d.says("1 client named shop-web may be it.");
}

#[test]
fn a_late_answer_does_not_take_what_was_typed_since() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter ctrl-c esc 1 tab '-two'");
    assert_eq!(d.model.draft.name, "shop-web-two");
    d.answer_one();
    assert_eq!(page(&d.model), "created");
    d.says("App client shop-web was created in shop-customers");
    d.says("n go on with the answers that you typed since");
    d.keys("n");
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("step", "shop-web-two"));
    assert!(!d.model.is_unsettled());
}

#[test]
fn a_late_refusal_does_not_interrupt_typing() {
    let mut d = at_review("shop-web");
    d.fail("CreateUserPoolClient", Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned()));
    d.hold = true;
    d.keys("enter ctrl-c esc 1 tab '-two'");
    d.answer_one();
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("step", "shop-web-two"));
    d.says("The request before was refused. Cognito is busy");
    assert!(!d.model.is_unsettled());
}

/// The first was stopped, and succeeds while the second is on its way.
#[test]
fn a_late_success_closes_its_own_request() {
    let mut d = at_review("shop-web");
    d.hold = true;
    d.keys("enter ctrl-c esc");
    until(&mut d, "Create another app client");
    d.keys("left left enter");
    assert_eq!((page(&d.model), d.held()), ("creating", 3));
    // The first is answered while the second is on its way.
    d.answer_one();
    assert_eq!(page(&d.model), "creating", "the second is still open");
    d.says("Creating app client shop-web");
    d.answer();
    assert_eq!((page(&d.model), d.model.is_unsettled()), ("created", false));
}
