//! What goes wrong: refused, expired, lost, left.

use cognito_console::app::{Exit, Start};
use cognito_console::drafts::{DraftStore, Drafts};
use insta::assert_snapshot;

use crate::driver::Fault;
use crate::talk::{Script, talk};

const CREATE: &str = "CreateUserPoolClient";

fn denied() -> Fault {
    let said = "User: arn:aws:sts::111122223333:assumed-role/Ops/ann is not authorized to perform: x";
    Fault::Refuse("AccessDeniedException", said.to_owned())
}

fn once(fault: Fault) -> Fault {
    Fault::Times(1, Box::new(fault))
}

#[test]
fn a_refusal_keeps_the_answers() {
    let faults = vec![(CREATE, once(denied()))];
    let said = talk(Script { faults, answers: &["", "my-web", "r", "c", "d", "t"], ..Script::default() });
    assert_snapshot!("refused", said.text);
    assert_eq!((said.count(CREATE), said.exit), (1, Exit::with(Exit::DONE)));
}

#[test]
fn a_refusal_that_is_left_is_a_failure() {
    let faults = vec![(CREATE, denied())];
    let said = talk(Script { faults, answers: &["", "my-web", "r", "c"], ..Script::default() });
    assert_eq!((said.count(CREATE), said.exit), (0, Exit::with(Exit::FAILED)));
}

#[test]
fn expired_credentials_are_made_anew_and_the_review_read_again() {
    let expired =
        Fault::Refuse("ExpiredTokenException", "The security token included in the request is expired".to_owned());
    let faults = vec![(CREATE, once(expired))];
    let said = talk(Script { faults, answers: &["", "my-web", "r", "c", "t", "c"], ..Script::default() });
    assert_snapshot!("expired", said.text);
    assert_eq!((said.count(CREATE), said.exit), (1, Exit::with(Exit::DONE)));
}

#[test]
fn a_lost_answer_is_looked_for_and_its_client_used() {
    let faults = vec![(CREATE, Fault::LostAfter)];
    let said = talk(Script { faults, answers: &["", "my-web", "r", "c", ""], ..Script::default() });
    assert_snapshot!("lost", said.text);
    assert_eq!((said.count(CREATE), said.exit), (1, Exit::with(Exit::DONE)));
}

#[test]
fn nothing_found_is_told_and_nothing_sent_again_unasked() {
    let faults = vec![(CREATE, once(Fault::Lost))];
    let interrupts = &["Looking again in 5 s"];
    let answers = &["", "my-web", "r", "c", "3", "c", "", "c", "1"];
    let said = talk(Script { faults, answers, interrupts, ..Script::default() });
    assert_snapshot!("not-found", said.text);
    assert_eq!((said.count(CREATE), said.exit), (1, Exit::with(Exit::DONE)));
}

#[test]
fn what_was_answered_is_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let keeps = || Script { folder: Some(folder.path()), ..Script::default() };
    let left = talk(Script { answers: &["2", "my-server"], ..keeps() });
    assert_eq!(left.exit, Exit::with(Exit::LEFT));
    let said = talk(Script { answers: &["1", "r", "c", "s", ""], ..keeps() });
    assert_snapshot!("resumed", said.text);
    assert_eq!(said.bodies(CREATE)[0]["ClientName"], "my-server");
    assert!(Drafts::new(DraftStore::new(folder.path())).list().is_empty());
}

/// The answers of a script are for its own client.
#[test]
fn a_pipe_is_not_offered_what_another_run_left() {
    let folder = tempfile::tempdir().unwrap();
    let keeps = || Script { folder: Some(folder.path()), ..Script::default() };
    drop(talk(Script { answers: &["2", "old-draft"], ..keeps() }));
    let start = Start { is_scripted: true, ..keeps().start };
    let said = talk(Script { start, answers: &["", "shop-kiosk", "r", "c"], ..keeps() });
    assert_eq!(said.bodies(CREATE)[0]["ClientName"], "shop-kiosk");
    assert_eq!(Drafts::new(DraftStore::new(folder.path())).list().len(), 1, "the draft stays for who types");
}

#[test]
fn leaving_can_delete_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let said =
        talk(Script { answers: &["2", "my-server", "q", "1"], folder: Some(folder.path()), ..Script::default() });
    assert_snapshot!("left", said.text);
    assert_eq!(said.exit, Exit::with(Exit::LEFT));
    assert!(Drafts::new(DraftStore::new(folder.path())).list().is_empty());
}

#[test]
fn a_secret_that_nobody_took_is_asked_about_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    let path = file.to_str().unwrap();
    let said = talk(Script {
        answers: &["2", "my-server", "r", "c", "", "b", "f", "/no/such/folder/x", path, ""],
        ..Script::default()
    });
    let text = said.text.replace(path, "FILE");
    assert_snapshot!("secret-file", text);
    assert_eq!(said.exit, Exit::with(Exit::DONE));
    let secret = std::fs::read_to_string(file).unwrap();
    said.does_not_say(secret.trim());
}

#[test]
fn ctrl_c_leaves_and_keeps_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let interrupts = &["Step 2 of 6"];
    let script =
        Script { answers: &["2", "my-server", ""], folder: Some(folder.path()), interrupts, ..Script::default() };
    let said = talk(script);
    assert_eq!((said.count(CREATE), said.exit), (0, Exit::with(Exit::LEFT)));
    assert_eq!(Drafts::new(DraftStore::new(folder.path())).list().len(), 1);
}

#[test]
fn pools_that_cannot_be_listed_leave_the_id() {
    let faults = vec![("ListUserPools", denied())];
    let start = Start { demo: true, ..Start::default() };
    let answers = &["d", "us-east-1_nonsense!", crate::talk::POOL, "", "my-web", "r", "c"];
    let said = talk(Script { start, faults, answers, ..Script::default() });
    assert_snapshot!("pools-denied", said.text);
    assert_eq!(said.count(CREATE), 1);
}

#[test]
fn a_pool_of_another_region_is_not_asked_for_here() {
    let start = Start {
        demo: true,
        pool: Some(cognito_console::app_client::UserPoolId::parse("eu-west-1_Ab12Cd34E").unwrap()),
        ..Start::default()
    };
    let answers = &["nonsense", crate::talk::POOL, "", "my-web", "r", "c"];
    let said = talk(Script { start, answers, ..Script::default() });
    said.says("Error. This pool is not in us-east-1. Its ID says eu-west-1.");
    assert_eq!((said.count(CREATE), said.exit), (1, Exit::with(Exit::DONE)));
}
