//! Every kind of failure on every page that can meet it: it is said, nothing typed is lost,
//! nothing is sent twice, and there is a way on.

use cognito_console::app::{Move, moves};
use cognito_console::cognito::ErrorKind;
use cognito_console::keys::{Action, BINDINGS};

use crate::driver::{Driver, Fault};
use crate::{at_review, page};

fn refuse(code: &'static str, message: &str) -> Fault {
    Fault::Refuse(code, message.to_owned())
}

fn body(text: &str) -> Fault {
    Fault::Body(200, text.to_owned())
}

/// Kind, what leads to it, and a part of what is said of it.
fn faults() -> Vec<(ErrorKind, Fault, &'static str)> {
    let large = format!("{{\"UserPools\": \"{}\"}}", "x".repeat(20 << 20));
    let odd = r#"{"UserPools": 7, "UserPool": [], "UserPoolClient": "x", "UserPoolClients": {}}"#;
    vec![
        (ErrorKind::NoCredentials, refuse("UnrecognizedClientException", "invalid"), "does not know these credentials"),
        (ErrorKind::Expired, refuse("ExpiredTokenException", "expired"), "Your AWS session ended"),
        (ErrorKind::Denied, refuse("AccessDeniedException", "no"), "may not call cognito-idp:"),
        (ErrorKind::NotFound, refuse("ResourceNotFoundException", "no"), "not found in us-east-1"),
        (
            ErrorKind::Invalid(None),
            refuse("InvalidParameterException", "odd \u{1b}[31m\u{202e}"),
            "did not accept the request",
        ),
        (ErrorKind::Throttled, refuse("TooManyRequestsException", "Rate exceeded"), "Cognito is busy"),
        (ErrorKind::Limit, refuse("LimitExceededException", "no"), "maximum"),
        (ErrorKind::Unreachable, Fault::Refused, "could not be reached"),
        (ErrorKind::Unanswered, Fault::Lost, "The connection closed"),
        (
            ErrorKind::Unanswered,
            Fault::Body(500, r#"{"__type": "InternalErrorException"}"#.to_owned()),
            "failed while it handled",
        ),
        (ErrorKind::Unanswered, Fault::Body(503, String::new()), "failed while it handled"),
        (ErrorKind::Unanswered, body("<html>Welcome to the hotel</html>"), "no answer of Cognito"),
        (ErrorKind::Unanswered, body(""), "no answer of Cognito"),
        (ErrorKind::Unanswered, body("{\"UserPool"), "no answer of Cognito"),
        (ErrorKind::Unanswered, body("null"), "no answer of Cognito"),
        (ErrorKind::Unanswered, body(odd), "no answer of Cognito"),
        (ErrorKind::Unanswered, Fault::Body(200, large), "no answer of Cognito"),
        (ErrorKind::Other, refuse("OperationNotEnabledException", "no"), "refused"),
    ]
}

/// A limit of reads has other words.
fn words(kind: ErrorKind, words: &'static str, creates: bool) -> &'static str {
    if kind == ErrorKind::Limit && !creates { "A quota of Cognito is reached." } else { words }
}

/// No control character of the service is on the screen.
fn is_clean(d: &mut Driver) {
    assert!(!d.screen().chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'));
}

#[test]
fn the_list_of_pools() {
    for (kind, fault, said) in faults() {
        let mut d = Driver::with_fault("ListUserPools", fault);
        d.says(words(kind, said, false));
        is_clean(&mut d);
        assert_eq!(d.model.failure().map(|error| error.kind), Some(kind), "{said}");
        // Either the list is read again, or the ID is typed.
        d.mend();
        d.keys(if kind == ErrorKind::Denied { "esc r" } else { "r" });
        d.says("shop-customers");
        assert_eq!(d.status(), None);
    }
}

#[test]
fn a_typed_pool_goes_on_without_the_list() {
    for (_, fault, said) in faults() {
        let mut d = Driver::with_fault("ListUserPools", fault);
        d.paste("us-east-1_Ab12Cd34E");
        d.mend();
        d.keys("enter 'shop-web' ctrl-r");
        crate::create(&mut d);
        crate::create(&mut d);
        assert_eq!((page(&d.model), d.creates), ("created", 1), "{said}");
    }
}

#[test]
fn the_attributes_of_a_pool() {
    for (kind, fault, said) in faults() {
        let mut d = Driver::with_fault("DescribeUserPool", fault);
        d.keys("enter enter 'shop-web' ctrl-r 5 2 tab");
        d.says(words(kind, said, false));
        is_clean(&mut d);
        d.mend();
        d.keys("backtab r");
        d.says("Read 23 of 23");
        assert_eq!(d.model.draft.name, "shop-web");
    }
}

/// Not being able to list the clients of a pool costs two notes and nothing else.
#[test]
fn the_clients_of_a_pool() {
    for (_, fault, said) in faults() {
        let mut d = Driver::start();
        d.fail("ListUserPoolClients", fault);
        d.keys("enter enter 'shop-web' ctrl-r enter");
        crate::create(&mut d);
        crate::create(&mut d);
        assert_eq!((page(&d.model), d.creates), ("created", 1), "{said}");
    }
}

#[test]
fn create() {
    for (kind, fault, said) in faults() {
        let mut d = at_review("shop-web");
        d.fail("CreateUserPoolClient", fault);
        d.keys("enter");
        is_clean(&mut d);
        d.says(words(kind, said, true));
        let expected = if kind == ErrorKind::Unanswered { "unknown" } else { "review" };
        assert_eq!((page(&d.model), d.creates), (expected, 1), "{said}");
        assert_eq!(d.model.draft.name, "shop-web");
        assert_eq!(d.model.failure().map(|error| error.kind), Some(kind));
        d.keys("q");
        if d.status().is_none() {
            d.keys("left enter");
        }
        assert_eq!(d.status(), Some(1), "{said}");
    }
}

#[test]
fn the_look_after_a_lost_answer() {
    for (kind, fault, said) in faults() {
        let mut d = at_review("shop-web");
        d.fail("CreateUserPoolClient", Fault::LostAfter);
        d.fail("ListUserPoolClients", fault);
        d.keys("enter");
        d.says("We do not know if shop-web was created.");
        d.says(words(kind, said, false));
        is_clean(&mut d);
        d.mend();
        d.keys("1 enter");
        d.says("1 client named shop-web may be it.");
        d.keys("enter");
        assert_eq!((page(&d.model), d.creates, d.count("CreateUserPoolClient")), ("created", 1, 1), "{said}");
    }
}

#[test]
fn every_kind_has_a_way_on_and_every_way_a_key() {
    for (kind, ..) in faults() {
        assert!(!moves(kind).is_empty());
    }
    let bound = |action: Action| BINDINGS.iter().any(|binding| binding.action == action);
    for way in [Move::TryAgain, Move::SwitchProfile, Move::SwitchRegion, Move::EditField, Move::Look, Move::ListClients]
    {
        assert!(bound(match way {
            Move::TryAgain | Move::Look => Action::Accept,
            Move::SwitchProfile => Action::SwitchProfile,
            Move::SwitchRegion => Action::SwitchRegion,
            Move::EditField => Action::Next,
            Move::ListClients => Action::ListClients,
        }));
    }
}
