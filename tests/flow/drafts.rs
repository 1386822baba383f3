//! What was typed outlives the program.

use std::collections::BTreeSet;
use std::time::Duration;

use cognito_console::app::{DraftOffer, Start, Then, Verb};
use cognito_console::app_client::{AppType, Draft, Secret, SecretChoice, UserPoolId};
use cognito_console::demo::World;
use cognito_console::drafts::{DraftFile, DraftStore, Drafts, Place, RequestSent};

use crate::driver::{Driver, Fault, NORMAL};
use crate::page;

const POOL: &str = "us-east-1_Ab12Cd34E";

fn start(pool: Option<&str>) -> Start {
    let pool = pool.and_then(|id| UserPoolId::parse(id).ok());
    Start { demo: true, drafts: true, pool, ..Start::default() }
}

fn keeping() -> Driver {
    Driver::with(start(None), NORMAL)
}

/// What an earlier run left, read back from a real folder.
fn left(step: usize, change: impl FnOnce(&mut Draft), sent: Option<RequestSent>) -> DraftOffer {
    let folder = tempfile::tempdir().unwrap();
    let drafts = Drafts::new(DraftStore::new(folder.path()));
    let mut draft = Draft { name: "shop-web".to_owned(), ..Draft::default() };
    change(&mut draft);
    let place = Place {
        pool: UserPoolId::parse(POOL).ok(),
        pool_name: Some("shop-customers".to_owned()),
        region: Some("us-east-1".to_owned()),
        profile: None,
        account: Some("111122223333".to_owned()),
    };
    let mut file = DraftFile::new(&draft, place, step, (0..=step).collect::<BTreeSet<_>>());
    drafts.keep(file.clone());
    drafts.save().unwrap();
    // The lock goes with the run that wrote it.
    drop(drafts);
    let id = Drafts::new(DraftStore::new(folder.path())).list().remove(0).id;
    let sent_ago = sent.as_ref().map(|_| Duration::from_mins(2));
    file.request_sent = sent;
    DraftOffer { id, file, age: Duration::from_mins(6), sent_ago }
}

fn offered(offers: Vec<DraftOffer>, pool: Option<&str>) -> Driver {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start(pool), NORMAL);
    d.drafts = offers;
    d.begin();
    d
}

fn sent() -> RequestSent {
    RequestSent {
        at: 0,
        aws_clock: None,
        pool: UserPoolId::parse(POOL).unwrap(),
        name: "shop-web".to_owned(),
        before: None,
    }
}

#[test]
fn each_change_is_kept_and_written_after_a_rest() {
    let mut d = keeping();
    d.keys("enter enter");
    assert!(d.kept.is_none(), "nothing was answered yet");
    d.press(crate::driver::parse_keys("s")[0]);
    assert_eq!(d.kept.as_ref().unwrap().client_name(), "s");
    d.wait(Duration::from_millis(999));
    d.press(crate::driver::parse_keys("h")[0]);
    d.wait(Duration::from_millis(999));
    assert_eq!(d.saves, 0, "still typing");
    d.wait(Duration::from_millis(1));
    assert_eq!(d.saves, 1);
    d.wait(Duration::from_mins(1));
    assert_eq!((d.saves, d.model.next_tick()), (1, None), "nothing changed");
    d.keys("ctrl-r");
    let kept = d.kept.clone().unwrap();
    assert_eq!((kept.step, kept.place.pool_name.as_deref()), (5, Some("shop-customers")));
    assert_eq!(kept.place.account.as_deref(), Some("111122223333"));
}

#[test]
fn a_draft_that_cannot_be_written_is_a_quiet_note() {
    let mut d = keeping();
    d.draft_error = Some("Draft not saved: No space left on device. Your answers are only in this window.".to_owned());
    d.keys("enter enter 'shop'");
    d.wait(Duration::from_secs(2));
    d.says("Draft not saved: No space left on device.");
    d.keys("'-web'");
    assert_eq!((d.model.draft.name.as_str(), page(&d.model)), ("shop-web", "step"));
}

#[test]
fn without_drafts_nothing_is_kept() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop' ctrl-c");
    assert!(d.kept.is_none());
    d.says("Your answers will be lost.");
}

#[test]
fn an_own_secret_is_in_no_draft() {
    let mut d = keeping();
    d.keys("enter 3 enter 'shop' ctrl-n ctrl-n ctrl-n 3 tab 'a1B2c3D4e5F6g7H8i9J0k1L2' tab");
    assert_eq!(d.model.draft.own_secret.len(), 24);
    let kept = d.kept.clone().unwrap();
    assert!(kept.draft().own_secret.is_empty());
    assert_eq!(kept.draft().secret(), SecretChoice::Own);
}

#[test]
fn leaving_asks_what_becomes_of_the_answers() {
    let mut d = keeping();
    d.keys("enter enter 'shop' ctrl-c");
    d.says("Your answers are kept as a draft on this host for 7 days, without any secret.");
    d.says("[ Keep editing ]");
    d.keys("left enter");
    assert_eq!((d.status(), d.kept.is_some()), (Some(130), true));

    let mut d = keeping();
    d.keys("enter enter 'shop' ctrl-c left left enter");
    assert_eq!((d.status(), d.kept.is_none()), (Some(130), true));
    assert_eq!(d.asked, ["delete draft"]);

    let mut d = keeping();
    d.keys("enter enter 'shop' ctrl-c ctrl-c");
    assert_eq!((d.status(), d.kept.is_some()), (Some(130), true));
}

#[test]
fn taking_everything_back_leaves_no_draft() {
    let mut d = keeping();
    d.keys("enter enter 's' backspace");
    assert!(d.kept.is_none());
}

#[test]
fn a_client_that_was_created_leaves_no_draft() {
    let mut d = keeping();
    d.keys("enter enter 'shop-web' ctrl-r enter");
    assert_eq!((page(&d.model), d.kept.is_none()), ("created", true));
}

#[test]
fn a_refusal_settles_the_request_and_keeps_the_draft() {
    let mut d = keeping();
    d.keys("enter enter 'shop-web' ctrl-r");
    d.fail("CreateUserPoolClient", Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned()));
    d.keys("enter");
    assert_eq!((d.asked.as_slice(), d.kept.is_some()), (["settle"].as_slice(), true));
}

#[test]
fn a_lost_answer_settles_nothing() {
    let mut d = keeping();
    d.keys("enter enter 'shop-web' ctrl-r");
    d.fail("CreateUserPoolClient", Fault::Lost);
    d.keys("enter q");
    assert_eq!((d.status(), d.asked.len(), d.kept.is_some()), (Some(1), 0, true));
}

#[test]
fn a_draft_is_offered_and_gone_on_with() {
    let mut d = offered(vec![left(2, |draft| draft.access_token.text = "90m".to_owned(), None)], None);
    d.says("You have an unfinished app client");
    d.says("shop-web in shop-customers (us-east-1), saved 6 minutes ago");
    d.says("Reached step 3 of 6.");
    d.says("AWS was not called to create it: no request was sent.");
    d.keys("enter");
    assert_eq!(page(&d.model), "step");
    d.says("Step 3 of 6");
    d.says("90m");
    d.keys("ctrl-r");
    d.says("shop-web");
    crate::create(&mut d);
    assert_eq!(d.created_body()["AccessTokenValidity"], 90);
}

#[test]
fn after_going_on_an_own_secret_is_to_be_typed_again() {
    let own = |draft: &mut Draft| {
        draft.app_type = AppType::Other;
        draft.picked_secret = Some(SecretChoice::Own);
        draft.own_secret = Secret::new("a1B2c3D4e5F6g7H8i9J0k1L2".to_owned());
    };
    let mut d = offered(vec![left(5, own, None)], None);
    d.keys("enter");
    assert_eq!(page(&d.model), "review");
    d.says("There is a problem");
    d.says("Use 24 to 64 letters");
    d.keys("tab enter enter");
    assert_eq!((page(&d.model), d.creates), ("step", 0));
}

#[test]
fn starting_over_keeps_or_deletes_it() {
    let mut d = offered(vec![left(2, |_| {}, None)], None);
    d.keys("2 enter");
    assert_eq!((page(&d.model), d.drafts.len()), ("pools", 1));
    assert!(d.model.draft.is_untouched());
    d.says("shop-customers");

    let mut d = offered(vec![left(2, |_| {}, None)], None);
    d.keys("3 enter");
    assert_eq!((page(&d.model), d.drafts.len()), ("pools", 0));
}

#[test]
fn several_are_shown_one_by_one() {
    let other = left(0, |draft| draft.name = "other".to_owned(), None);
    let mut d = offered(vec![left(2, |_| {}, None), other], None);
    d.says("1 of 2");
    d.keys("2 enter");
    d.says("2 of 2");
    d.says("other in shop-customers");
    d.keys("enter");
    assert_eq!(d.model.draft.name, "other");
}

#[test]
fn a_draft_of_another_pool_is_not_offered_when_one_was_named() {
    let d = offered(vec![left(2, |_| {}, None)], Some("us-east-1_Zx98Yw76V"));
    assert_eq!(page(&d.model), "step");
    let d = offered(vec![left(2, |_| {}, None)], Some(POOL));
    assert_eq!(page(&d.model), "resume");
}

#[test]
fn who_has_begun_is_not_interrupted() {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start(Some(POOL)), NORMAL);
    d.drafts = vec![left(2, |_| {}, None)];
    d.hold = true;
    d.begin();
    d.keys("enter 'x'");
    d.answer();
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("step", "x"));
}

/// A request of the run before may have made a client: it is looked for before anything else.
#[test]
fn a_request_that_was_sent_is_looked_after_first() {
    let mut d = offered(vec![left(5, |_| {}, Some(sent()))], None);
    d.says("A create request was sent and its answer was not seen. This tool looks for the client first.");
    d.says("Look for the client");
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates), ("unknown", 0));
    d.says("The request was sent, and its answer was not seen.");
    d.says("No client named shop-web is new yet.");
    // Nothing is sent that was not on Review in this run.
    d.keys("2 enter");
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.says("It is not known if a request before created an app client.");
}

#[test]
fn its_client_is_found() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' ctrl-r enter");
    let world = std::sync::Arc::clone(&d.world);
    let mut d = offered(vec![left(5, |_| {}, Some(sent()))], None);
    std::mem::swap(&mut *d.world.lock().unwrap(), &mut *world.lock().unwrap());
    d.keys("enter");
    d.says("1 client named shop-web may be it.");
    d.says("settings match");
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates, d.kept.is_none()), ("created", 0, true));
}

#[test]
fn a_draft_that_another_window_took_is_said_to_be() {
    let mut d = offered(vec![left(2, |_| {}, None)], None);
    d.drafts.clear();
    d.keys("enter");
    d.says("That draft is open in another window, or it is gone.");
    assert_eq!(page(&d.model), "resume");
    d.keys("esc");
    assert_eq!(page(&d.model), "pools");
}

#[test]
fn another_account_than_the_draft_s_is_said() {
    let mut offer = left(2, |_| {}, None);
    offer.file.place.account = Some("999999999999".to_owned());
    offer.file.place.region = Some("eu-west-1".to_owned());
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), Start { demo: false, ..start(None) }, NORMAL);
    d.drafts = vec![offer];
    d.begin();
    d.keys("enter");
    assert_eq!(d.targets.last().unwrap().region.as_deref(), Some("eu-west-1"));
    d.says("The account is another one now: 111122223333, before it was 999999999999.");
}

#[test]
fn empty_answers_do_not_delete_the_record_of_an_open_request() {
    let mut d = keeping();
    d.keys("enter enter 'shop-web' ctrl-r");
    d.fail("CreateUserPoolClient", Fault::Lost);
    d.keys("enter esc 1 tab ctrl-u");
    assert!(d.model.draft.is_untouched() && d.model.is_unsettled());
    assert!(d.kept.is_some() && d.asked.is_empty(), "{:?}", d.asked);
    d.keys("ctrl-c");
    d.says("It is not known if a request before created an app client.");
}

/// The answers of a copy, as they were kept.
fn copy_of_checkout() -> Draft {
    let start = Start { demo: true, drafts: true, ..Start::default() };
    let mut d = Driver::on_client("7hl7irat0gb6jc9na0kv17njf3", Then::Copy, start, NORMAL);
    d.keys("'-two'");
    d.wait(Duration::from_secs(3));
    d.kept.expect("a draft").draft()
}

#[test]
fn a_copy_of_an_earlier_run_shows_all_that_it_sends() {
    let mut d = offered(vec![left(2, |draft| *draft = copy_of_checkout(), None)], None);
    d.keys("enter ctrl-r");
    d.resize((80, 60));
    d.says("Copied from another app client, in an earlier run");
    for words in ["Taken over as they are:", "Callback URLs", "OAuth grants"] {
        d.says(words);
    }
}

/// Who copies a client did not come for a draft, but for no second client either.
#[test]
fn a_copy_hears_of_a_client_that_may_exist_and_of_nothing_else() {
    const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
    for (request, page_shown) in [(Some(sent()), "resume"), (None, "step")] {
        let start = Start { verb: Verb::Copy(WEB.to_owned()), ..start(Some(POOL)) };
        let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
        d.drafts = vec![left(2, |_| {}, request)];
        d.begin();
        assert_eq!(page(&d.model), page_shown);
    }
}
