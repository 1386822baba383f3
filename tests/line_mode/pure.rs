//! The dialogue itself, without a loop: time and answers come as the test says.

use std::time::Duration;

use cognito_console::app::{Effect, Exit, Msg, Start, Verb, Why};
use cognito_console::cognito::{Identity, SessionInfo};
use cognito_console::line_mode::Dialogue;

use crate::talk::start;

const NOW: Duration = Duration::from_secs(1);

/// A dialogue with a session; what the service is asked stays without an answer.
fn connected(start: Start) -> Dialogue {
    let mut dialogue = Dialogue::new(start, true);
    drop(dialogue.begin());
    let session = SessionInfo { profile: None, region: "us-east-1".to_owned() };
    let effects = dialogue.update(NOW, Msg::Connected(Ok(session)));
    let ticket =
        effects.iter().find_map(|effect| if let Effect::Identify(ticket) = effect { Some(*ticket) } else { None });
    let identity = Identity { account: "111122223333".to_owned(), role: "AdminSSO".to_owned(), expires_in: None };
    drop(dialogue.update(NOW, Msg::Identified(ticket.unwrap(), Ok(identity))));
    dialogue
}

/// What was said since.
fn text_of(dialogue: &mut Dialogue) -> String {
    dialogue.take_lines().iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Answers the open question.
fn hear(dialogue: &mut Dialogue, line: &str) -> Vec<Effect> {
    let number = dialogue.prompt().expect("a question").number;
    dialogue.hear(later(), line, number)
}

const fn later() -> Duration {
    Duration::from_secs(10)
}

fn is_create(effect: &Effect) -> bool {
    matches!(effect, Effect::Create(..))
}

/// What is good to know is not waited for for ever.
fn after_the_wait(dialogue: &mut Dialogue) {
    assert!(dialogue.prompt().is_none());
    let at = dialogue.next_tick().expect("the end of the wait");
    assert!(at <= Duration::from_secs(4), "{at:?}");
    drop(dialogue.update(later(), Msg::Tick));
    assert!(dialogue.prompt().is_some());
}

#[test]
fn a_slow_service_does_not_hold_the_questions_up() {
    let mut dialogue = connected(start(Verb::Create));
    after_the_wait(&mut dialogue);
    let said = text_of(&mut dialogue);
    assert!(said.contains("account 111122223333, role AdminSSO"), "{said}");
    assert!(said.contains("Step 1 of 6. Define app."), "{said}");
}

/// On Review, which is said.
fn at_review() -> Dialogue {
    let mut dialogue = connected(start(Verb::Create));
    after_the_wait(&mut dialogue);
    drop(hear(&mut dialogue, ""));
    drop(hear(&mut dialogue, "my-web"));
    drop(hear(&mut dialogue, "r"));
    if dialogue.prompt().is_none() {
        drop(dialogue.update(Duration::from_secs(20), Msg::Tick));
    }
    assert!(dialogue.prompt().unwrap().text.starts_with("c create"));
    dialogue
}

#[test]
fn create_is_sent_once_and_nothing_is_asked_until_it_is_answered() {
    let mut dialogue = at_review();
    assert!(dialogue.prompt().unwrap().decides);
    let effects = hear(&mut dialogue, "c");
    assert_eq!(effects.into_iter().filter(is_create).count(), 1);
    assert!(dialogue.prompt().is_none());
    assert!(!dialogue.hear(later(), "c", 1).iter().any(is_create));
}

#[test]
fn an_answer_to_an_earlier_question_does_not_create() {
    let mut dialogue = at_review();
    let number = dialogue.prompt().unwrap().number;
    assert!(!dialogue.hear(later(), "c", number - 1).iter().any(is_create));
    let said = text_of(&mut dialogue);
    assert!(said.contains("came before the question"), "{said}");
    assert!(hear(&mut dialogue, "c").iter().any(is_create));
}

#[test]
fn a_review_that_says_something_else_is_said_again_and_asks_anew() {
    let mut dialogue = at_review();
    drop(dialogue.take_lines());
    let number = dialogue.prompt().unwrap().number;
    // Another session, which is somebody else until it is known who.
    let session = SessionInfo { profile: Some("prod".to_owned()), region: "us-east-1".to_owned() };
    drop(dialogue.update(later(), Msg::Connected(Ok(session))));
    drop(dialogue.update(Duration::from_secs(30), Msg::Tick));
    let said = text_of(&mut dialogue);
    assert!(said.contains("Review.") && said.contains("Profile prod"), "{said}");
    assert!(!dialogue.hear(Duration::from_secs(31), "c", number).iter().any(is_create));
}

#[test]
fn signals_and_the_end_of_input_end_it() {
    for (why, status) in
        [(Why::Terminated, Exit::TERMINATED), (Why::HungUp, Exit::HUNG_UP), (Why::EndOfInput, Exit::LEFT)]
    {
        let mut dialogue = at_review();
        let effects = dialogue.update(later(), Msg::Quit(why));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Quit(exit) if exit.status == status)));
        assert!(dialogue.prompt().is_none());
    }
}

#[test]
fn ctrl_c_while_creating_stops_waiting_and_looks() {
    let mut dialogue = at_review();
    drop(hear(&mut dialogue, "c"));
    let effects = dialogue.interrupt(later());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Look(..))));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Quit(_))));
    // Once more does not wait for that either.
    drop(dialogue.interrupt(later()));
    assert!(dialogue.prompt().unwrap().text.contains("1 to"));
}
