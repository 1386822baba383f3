//! Answers that were given on the command line fill the wizard; nothing is created before Review.

use std::collections::BTreeSet;
use std::time::Duration;

use cognito_console::app::{DraftOffer, Start, Verb};
use cognito_console::app_client::{AppType, Draft, FieldId, Origin, Secret, UserPoolId};
use cognito_console::demo::World;
use cognito_console::drafts::{DraftFile, Place, RequestSent};
use cognito_console::wizard::form::Focus;
use cognito_console::wizard::{Answers, flags};
use serde_json::json;

use crate::driver::{Driver, NORMAL};
use crate::page;

const POOL: &str = "us-east-1_Ab12Cd34E";
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";

fn answers(given: &[(&str, &str)]) -> Answers {
    let one = |(name, value): &(&str, &str)| (flags::find(name).unwrap(), Secret::new((*value).to_owned()));
    Answers::new(given.iter().map(one).collect())
}

fn start(verb: Verb, given: &[(&str, &str)]) -> Start {
    let pool = UserPoolId::parse(POOL).ok();
    Start { demo: true, drafts: true, pool, verb, answers: answers(given), ..Start::default() }
}

fn filled(given: &[(&str, &str)]) -> Driver {
    Driver::with(start(Verb::Create, given), NORMAL)
}

#[test]
fn the_wizard_has_the_answers_and_creates_what_review_shows() {
    let mut d = filled(&[("name", "shop-site"), ("type", "confidential"), ("access-token", "15m"), ("flows", "srp")]);
    assert_eq!((page(&d.model), d.creates), ("step", 0));
    assert_eq!((d.model.draft.app_type, d.model.draft.name.as_str()), (AppType::Confidential, "shop-site"));
    // Only what was on the screen is marked as seen.
    assert_eq!(d.model.form.visited(), &BTreeSet::from([0]));
    d.keys("ctrl-r");
    d.says("shop-site");
    d.says("15 minutes");
    d.says("W5");
    assert_eq!(d.creates, 0);
    crate::create(&mut d);
    assert_eq!((page(&d.model), d.creates), ("created", 1));
    let world = d.world.lock().unwrap();
    let sent = world.received().iter().rev().find(|one| one.operation == "CreateUserPoolClient").unwrap();
    assert_eq!(sent.body["ExplicitAuthFlows"], json!(["ALLOW_USER_SRP_AUTH"]));
    assert_eq!((&sent.body["AccessTokenValidity"], &sent.body["GenerateSecret"]), (&json!(15), &json!(true)));
}

#[test]
fn the_name_is_asked_for_where_the_type_is_given() {
    let d = filled(&[("type", "other")]);
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::ClientName));
    let d = filled(&[("name", "shop")]);
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::AppType));
}

#[test]
fn a_wrong_answer_is_said_at_once_and_stops_create() {
    let mut d = filled(&[("name", "shop#")]);
    d.says("The name has characters that aren't valid: #");
    d.keys("ctrl-r enter enter enter");
    assert_eq!(d.creates, 0);
    assert_eq!(d.model.draft.name, "shop#");
}

#[test]
fn a_pool_that_is_chosen_later_keeps_them() {
    let given = [("name", "shop-site"), ("session", "7"), ("read-attributes", "email,custom:nosuch")];
    let mut d = Driver::with(Start { pool: None, ..start(Verb::Create, &given) }, NORMAL);
    d.keys("enter");
    assert_eq!((page(&d.model), d.model.draft.session.as_str()), ("step", "7"));
    d.keys("ctrl-r");
    d.resize((80, 50));
    d.says("Read 1 of");
    d.says("Not in this pool, so left out: custom:nosuch.");
}

#[test]
fn they_are_kept_as_a_draft_once_a_key_was_pressed() {
    let mut d = filled(&[("name", "shop-site")]);
    assert!(d.kept.is_none());
    d.keys("tab");
    assert_eq!(d.kept.as_ref().unwrap().client_name(), "shop-site");
}

#[test]
fn a_copy_takes_them_over_those_of_its_source_once() {
    let verb = Verb::Copy(WEB.to_owned());
    let mut d = Driver::with(start(verb.clone(), &[("name", "mine"), ("session", "7")]), NORMAL);
    assert_eq!((page(&d.model), d.model.draft.origin), ("step", Origin::Copy));
    assert_eq!((d.model.draft.name.as_str(), d.model.draft.session.as_str()), ("mine", "7"));
    assert_eq!(d.model.draft.access_token.text, "60m");
    // Typing adds to a name that was given.
    d.keys("'s'");
    assert_eq!(d.model.draft.name, "mines");
    let mut d = Driver::with(start(verb, &[("session", "7")]), NORMAL);
    d.keys("'-two'");
    assert_eq!((d.model.draft.name.as_str(), d.model.draft.session.as_str()), ("shop-web-two", "7"));
}

#[test]
fn only_a_draft_whose_client_may_exist_is_offered() {
    let offer = |sent: Option<RequestSent>| {
        let place = Place { pool: UserPoolId::parse(POOL).ok(), ..Place::default() };
        let draft = Draft { name: "old".to_owned(), ..Draft::default() };
        let mut file = DraftFile::new(&draft, place, 2, BTreeSet::new());
        let sent_ago = sent.as_ref().map(|_| Duration::from_mins(2));
        file.request_sent = sent;
        DraftOffer { id: cognito_console::drafts::DraftId::default(), file, age: Duration::from_mins(3), sent_ago }
    };
    let pool = UserPoolId::parse(POOL).unwrap();
    let sent = RequestSent { at: 0, aws_clock: None, pool, name: "old".to_owned(), before: None };
    for (offers, expected) in [(vec![offer(None)], "step"), (vec![offer(None), offer(Some(sent))], "resume")] {
        let mut d = Driver::unconnected(World::seeded(7).unwrap(), start(Verb::Create, &[("name", "new")]), NORMAL);
        d.drafts = offers;
        d.begin();
        assert_eq!(page(&d.model), expected);
        if expected == "resume" {
            d.keys("down enter");
            assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("step", "new"), "starting over keeps them");
        }
    }
}

#[test]
fn the_secrets_page_opens_at_once() {
    let mut d = Driver::with(start(Verb::Secrets("6v1q0d8kq2s5h7c9t3m4a8r2ej".to_owned()), &[]), NORMAL);
    d.says("Add a second secret");
    d.keys("q");
    assert_eq!(d.exit.map(|exit| exit.status), Some(0));
}
