//! The page of one app client.

use std::time::Duration;

use cognito_console::app::{Read, Start, Then, Verb};
use cognito_console::cognito::ErrorKind;
use cognito_console::demo::World;
use rstest::rstest;
use serde_json::{Value, json};

use crate::driver::{Driver, Fault, NARROW, NORMAL, WIDE, parse_keys};
use crate::page;

const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
const POOL: &str = "us-east-1_Ab12Cd34E";
const DESCRIBE: &str = "DescribeUserPoolClient";
const SECRETS: &str = "ListUserPoolClientSecrets";

/// In the demo.
fn opened(id: &str) -> Driver {
    Driver::on_client(id, Then::Show, Start { demo: true, ..Start::default() }, NORMAL)
}

/// As against AWS: profile and Region can be switched.
fn live(id: &str) -> Driver {
    Driver::on_client(id, Then::Show, Start::default(), NORMAL)
}

fn refuse(code: &'static str) -> Fault {
    Fault::Refuse(code, "no".to_owned())
}

fn busy() -> Fault {
    refuse("TooManyRequestsException")
}

fn told(client: &Value) -> Fault {
    Fault::Body(200, json!({"UserPoolClient": client}).to_string())
}

fn secret(d: &Driver) -> String {
    d.model.secret_view().expect("a secret").value.reveal().to_owned()
}

fn counts(d: &Driver) -> (usize, usize) {
    (d.count(DESCRIBE), d.count(SECRETS))
}

/// The first line of the page that is on the screen.
fn top_line(d: &mut Driver) -> String {
    d.screen().lines().nth(3).expect("a line").to_owned()
}

#[test]
fn from_the_list_to_the_page_and_back() {
    let mut d = Driver::home();
    d.keys("enter down enter");
    assert_eq!(page(&d.model), "client");
    for words in ["App client shop-web", "Client ID 3n4b5urk", "shop-customers (us-east-1_Ab12Cd34E)"] {
        d.says(words);
    }
    // The list described the rows that were on the screen, each once.
    let of_web = |request: &&cognito_console::demo::world::Received| request.body["ClientId"] == WEB;
    assert_eq!(d.world.lock().unwrap().received().iter().filter(of_web).count(), 3, "row, page, secrets");
    d.keys("esc");
    assert_eq!(page(&d.model), "clients");
    assert_eq!(d.model.next_tick(), None);
}

#[test]
fn the_page_is_there_at_once_and_waits_in_words() {
    let mut d = opened(WEB);
    d.keys("esc");
    d.hold = true;
    d.open(WEB, Then::Show);
    d.says("App client shop-web");
    d.says("Client ID 3n4b5urk1ft4fl3mg5e62d9ado");
    d.does_not_say("Reading");
    d.wait(Duration::from_millis(300));
    d.says("Reading this app client. 0 s");
    d.wait(Duration::from_millis(2_700));
    d.says("Reading this app client. 3 s");
    assert_eq!(d.held(), 2);
    // Only the client is answered: nothing waits for its secrets.
    d.answer_one();
    d.says("Last changed");
    d.says("reading the list of its secrets. 3 s");
    d.answer();
    d.says("none, for ever");
    assert_eq!(d.model.next_tick(), None);
}

#[test]
fn esc_stops_the_reading_and_a_late_answer_changes_nothing() {
    let mut d = opened(WEB);
    d.hold = true;
    d.keys("esc");
    d.open(WEB, Then::Edit);
    d.keys("esc");
    assert_eq!(page(&d.model), "clients");
    d.answer();
    assert_eq!(page(&d.model), "clients");
}

#[test]
fn reading_again_keeps_what_is_shown_and_esc_stays() {
    let mut d = opened(SERVER);
    d.hold = true;
    d.keys("r");
    d.wait(Duration::from_secs(1));
    d.says("Reading this app client again. 1 s");
    d.says("Last changed");
    d.keys("esc");
    assert_eq!(page(&d.model), "client");
    d.does_not_say("Reading this app client");
    d.says("Last changed");
    d.answer();
    d.keys("esc");
    assert_eq!(page(&d.model), "clients");
}

#[test]
fn what_was_read_a_while_ago_is_read_again_before_anything_is_done() {
    for key in ["e", "d", "x", "R"] {
        let mut d = opened(SERVER);
        d.keys(key);
        assert_eq!(d.count(DESCRIBE), 1, "{key}: it was read just now");
        let mut d = opened(SERVER);
        d.wait(Duration::from_secs(6));
        d.keys(key);
        assert_eq!(d.count(DESCRIBE), 2, "{key}: it was read a while ago");
    }
}

#[test]
fn a_client_that_went_meanwhile_is_said_so() {
    let mut d = opened(WEB);
    d.world.lock().unwrap().remove_client(POOL, WEB).unwrap();
    d.wait(Duration::from_secs(6));
    d.keys("e");
    assert_eq!(page(&d.model), "client");
    d.says("This app client could not be read again.");
    d.says("It may have been deleted, or be in another pool, Region or account.");
    d.says("What stands below was read before.");
    assert_eq!(d.model.failure().map(|error| error.kind), Some(ErrorKind::NotFound));
}

#[test]
fn what_another_person_changed_is_read() {
    let mut d = opened(WEB);
    d.does_not_say("7 minutes");
    let change = |settings: &mut cognito_console::demo::request::Settings| settings.auth_session_validity = Some(7);
    d.world.lock().unwrap().change_client(POOL, WEB, change).unwrap();
    d.keys("r pgdn");
    d.says("Session 7 minutes");
    assert_eq!(counts(&d), (2, 2), "r reads both");
}

#[rstest]
#[case::refused(refuse("AccessDeniedException"), "not known: This identity may not call")]
#[case::unknown_to_an_emulator(Fault::Body(500, "<html>oops</html>".to_owned()), "not known: Cognito failed")]
#[case::lost(Fault::Lost, "not known: The connection closed")]
#[case::nonsense(Fault::Body(200, "{}".to_owned()), "not known: What came back")]
#[case::none(Fault::Body(200, r#"{"ClientSecrets":[]}"#.to_owned()), "none, for ever")]
fn without_a_secret_in_the_description_the_list_decides(#[case] fault: Fault, #[case] words: &str) {
    let mut d = Driver::home();
    d.fail(SECRETS, fault);
    d.keys("enter down enter");
    d.says(words);
    d.says("Last changed");
    assert_eq!(d.model.failure(), None, "only the secret is not known");
}

#[test]
fn a_secret_that_was_told_is_one_whatever_the_list_says() {
    let mut d = Driver::home();
    d.fail(SECRETS, refuse("AccessDeniedException"));
    d.keys("enter");
    d.open(SERVER, Then::Show);
    d.says("yes; how many is not known: This identity may not call");
    d.says("s show c copy f file");
}

#[test]
fn with_two_secrets_nobody_says_which_one_this_is() {
    let mut d = opened(SERVER);
    let rows = [1_768_031_721, 1_795_521_600].map(|at| json!({"ClientSecretId": format!("{SERVER}--{at}")}));
    d.fail(SECRETS, Fault::Body(200, json!({"ClientSecrets": rows}).to_string()));
    d.keys("r");
    d.says("2 secrets");
    d.says("The service does not say which of the two this is.");
    d.does_not_say("current");
}

#[test]
fn a_busy_service_is_asked_again_in_the_open() {
    let mut d = opened(WEB);
    d.fail(DESCRIBE, busy());
    d.keys("esc");
    d.open(WEB, Then::Show);
    d.says("Cognito is busy (TooManyRequests). Trying again in 2 s. r tries now, Esc stops.");
    d.wait(Duration::from_secs(1));
    d.says("Trying again in 1 s.");
    d.mend();
    d.wait(Duration::from_secs(1));
    d.says("Last changed");
    assert_eq!(d.model.next_tick(), None);
}

#[test]
fn trying_again_ends_and_r_tries_at_once() {
    let mut d = opened(WEB);
    d.fail(DESCRIBE, busy());
    d.press(parse_keys("r")[0]);
    for _ in 0..4 {
        d.says("Trying again in");
        d.press(parse_keys("r")[0]);
    }
    d.does_not_say("Trying again");
    d.says("Enter tries again.");
    d.mend();
    d.keys("enter");
    d.does_not_say("could not be read");
}

#[test]
fn busy_secrets_are_asked_for_again_too() {
    let mut d = opened(SERVER);
    d.keys("esc");
    d.fail(SECRETS, busy());
    d.open(SERVER, Then::Show);
    d.says("yes; how many is not known: Cognito is busy");
    d.mend();
    let before = counts(&d);
    d.wait(Duration::from_secs(2));
    d.says("1 secret, made 2026-01-10");
    assert_eq!(counts(&d), (before.0, before.1 + 1), "the client itself is not asked for again");
}

#[test]
fn ended_credentials_connect_again_and_read() {
    let mut d = live(WEB);
    d.fail(DESCRIBE, refuse("ExpiredTokenException"));
    d.keys("r");
    d.says("Your AWS session ended.");
    d.says("Enter tries again");
    d.mend();
    let before = d.targets.len();
    d.keys("enter");
    assert_eq!(d.targets.len(), before + 1);
    d.does_not_say("could not be read");
    d.says("Last changed");
}

#[test]
fn another_session_makes_what_was_read_invalid() {
    let mut d = live(WEB);
    d.fail(DESCRIBE, refuse("AccessDeniedException"));
    d.keys("r");
    d.says("What stands below was read before.");
    d.keys("o");
    d.hold = true;
    d.keys("'prod' enter");
    d.does_not_say("Last changed");
    d.wait(Duration::from_secs(1));
    d.says("Connecting to AWS. 1 s");
    d.mend();
    d.answer();
    assert_eq!(d.targets.last().and_then(|target| target.profile.as_deref()), Some("prod"));
    d.says("Last changed");
}

#[test]
fn no_session_is_a_failure_of_the_page() {
    let mut d = live(WEB);
    d.fail(DESCRIBE, refuse("ExpiredTokenException"));
    d.keys("r");
    d.connect_error = Some(d.model.failure().unwrap().clone());
    d.keys("enter");
    d.says("This app client could not be read");
    d.connect_error = None;
    d.mend();
    d.keys("enter");
    d.says("Last changed");
}

#[test]
fn in_another_region_the_pool_is_not_there() {
    let mut d = live(WEB);
    d.fail(DESCRIBE, refuse("ResourceNotFoundException"));
    d.keys("r g 'eu-west-1' enter");
    assert_eq!(page(&d.model), "pools");
    d.says("This pool is not in eu-west-1. Its ID says us-east-1.");
}

#[rstest]
#[case(refuse("UnrecognizedClientException"))]
#[case(refuse("ExpiredTokenException"))]
#[case(refuse("AccessDeniedException"))]
#[case(refuse("ResourceNotFoundException"))]
#[case(refuse("InvalidParameterException"))]
#[case(refuse("TooManyRequestsException"))]
#[case(refuse("OperationNotEnabledException"))]
#[case(Fault::Refused)]
#[case(Fault::Lost)]
#[case(Fault::Body(503, String::new()))]
#[case(Fault::Body(200, "<html>Welcome to the hotel</html>".to_owned()))]
#[case(Fault::Body(200, r#"{"UserPoolClient": 7}"#.to_owned()))]
#[case(Fault::Body(200, r#"{"UserPoolClient": {}}"#.to_owned()))]
fn every_failure_is_said_and_has_a_way_on(#[case] fault: Fault) {
    let mut d = Driver::home();
    d.keys("enter");
    d.fail(DESCRIBE, fault);
    d.open(WEB, Then::Show);
    assert!(d.model.failure().is_some());
    d.says("Client ID 3n4b5urk1ft4fl3mg5e62d9ado");
    d.keys("y");
    assert!(d.copied[0].starts_with("DescribeUserPoolClient: "), "the error is copied, not the ID");
    d.mend();
    d.keys("enter");
    d.says("Last changed");
    assert_eq!(d.model.failure(), None);
    d.keys("y");
    assert_eq!(d.copied[1], WEB);
}

#[test]
fn the_secret_is_hidden_until_asked_for_and_hides_itself() {
    let mut d = opened(SERVER);
    let secret = secret(&d);
    d.does_not_say(&secret);
    d.keys("s");
    d.says(&secret);
    d.says("s hide c copy");
    d.wait(Duration::from_millis(29_999));
    d.says(&secret);
    d.wait(Duration::from_millis(1));
    d.does_not_say(&secret);
    assert_eq!(d.model.next_tick(), None);
    d.keys("s");
    d.resize((100, 30));
    d.does_not_say(&secret);
    d.keys("s ctrl-z");
    assert_eq!(d.asked, ["suspend"]);
    d.does_not_say(&secret);
    d.keys("s esc");
    d.does_not_say(&secret);
}

#[test]
fn the_secret_is_copied_after_one_question_a_run_and_written_on_request() {
    let mut d = opened(SERVER);
    let secret = secret(&d);
    d.keys("c");
    d.says("The secret goes through your terminal (OSC 52) to its clipboard.");
    d.keys("enter");
    assert!(d.copied.is_empty(), "the harmless answer is the first");
    d.keys("c left enter c");
    assert_eq!(d.copied, [secret.clone(), secret.clone()]);
    d.keys("f enter");
    assert_eq!(d.saved, [(format!("~/cognito-client-{SERVER}.secret"), secret.clone())]);
    d.says("Secret written (0600)");
    d.does_not_say(&secret);
    // On the next client too.
    d.keys("esc");
    d.open("71hfe865r215de1cqesh0arlh9", Then::Show);
    d.keys("c");
    assert_eq!(d.copied.len(), 3);
}

#[test]
fn without_a_secret_nothing_offers_to_show_one() {
    let mut d = opened(WEB);
    d.keys("s c f h");
    assert!(d.copied.is_empty() && d.model.overlay.is_none());
    assert_eq!(page(&d.model), "client");
    let keys: Vec<String> = d.model.bindings().map(cognito_console::keys::Binding::footer_key).collect();
    for key in ["s", "c", "f", "h"] {
        assert!(!keys.iter().any(|bound| bound == key), "{key}");
    }
}

#[test]
fn the_settings_are_written_as_the_cli_takes_them() {
    let mut d = opened(SERVER);
    let secret = secret(&d);
    d.keys("w");
    d.says("Write the settings to a file");
    d.keys("enter");
    let (path, text) = d.saved[0].clone();
    assert_eq!(path, format!("~/cognito-client-{SERVER}.json"));
    d.says("Settings written (0600)");
    assert!(!text.contains(&secret) && text.ends_with("}\n") && text.lines().count() > 20, "{text}");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["ClientId"], SERVER);
    assert_eq!(json["UserPoolId"], POOL);
    assert_eq!(json["AccessTokenValidity"], 15);
    // An update takes nothing else.
    for name in ["ClientSecret", "CreationDate", "LastModifiedDate", "ClientType"] {
        assert_eq!(json.get(name), None, "{name}");
    }
    // Sent as it is, it changes nothing.
    let before = d.model.client_page().unwrap().client.clone().unwrap();
    let settings = cognito_console::app_client::Settings::of(json.as_object().unwrap());
    assert_eq!(cognito_console::app_client::changes::changes(&before.settings, &settings), []);
}

#[test]
fn n_shows_the_names_of_the_api_on_every_client() {
    let mut d = opened(WEB);
    d.keys("n end");
    d.says("AllowedOAuthFlowsUserPoolClient on");
    d.does_not_say("Sign-out URLs");
    d.keys("esc");
    d.open(SERVER, Then::Show);
    d.says("ExplicitAuthFlows (2)");
    d.keys("n");
    d.says("Flows (2)");
}

#[test]
fn the_page_scrolls_to_both_ends_and_stays_there() {
    for size in [NORMAL, NARROW, WIDE] {
        let mut d = Driver::on_client(WEB, Then::Show, Start { demo: true, ..Start::default() }, size);
        let first = d.screen();
        d.keys("end");
        d.says("Pinpoint");
        let end = d.screen();
        d.keys("y");
        assert!(d.screen().contains("Pinpoint"), "a key that does something else moves nothing");
        d.keys("c pgdn down");
        d.says("Pinpoint");
        d.keys("f1 f1");
        assert!(d.model.overlay.is_none());
        d.keys("up down end");
        let back = d.screen();
        assert!(end.lines().zip(back.lines()).take(5).all(|(one, other)| one == other || size == WIDE));
        d.keys("home");
        assert_eq!(first.lines().nth(3), d.screen().lines().nth(3));
        d.keys("pgdn pgup");
        assert_eq!(first.lines().nth(3), d.screen().lines().nth(3));
    }
}

#[test]
fn a_question_over_a_scrolled_page_starts_at_its_top() {
    let mut d = Driver::on_client(SERVER, Then::Show, Start { demo: true, ..Start::default() }, NARROW);
    d.keys("end c");
    assert!(d.screen().contains("Copy the client secret"));
    d.keys("esc");
    let top = top_line(&mut d);
    d.keys("end");
    assert_eq!(top, top_line(&mut d), "and the page is where it was");
}

#[test]
fn a_copy_gets_a_secret_if_anybody_knows_of_one() {
    // The description tells of no secret, so the list is waited for.
    let mut d = opened(WEB);
    let own = json!({"UserPoolId": POOL, "ClientId": WEB, "ClientName": "shop-web"});
    let list = json!({"ClientSecrets": [{"ClientSecretId": format!("{WEB}--1")}]});
    d.keys("esc");
    d.fail(DESCRIBE, told(&own));
    d.fail(SECRETS, Fault::Body(200, list.to_string()));
    d.hold = true;
    d.open(WEB, Then::Copy);
    d.answer_one();
    assert_eq!(page(&d.model), "client", "it is shown while its secrets are asked for");
    assert_eq!(d.model.client_page().unwrap().then, Then::Copy);
    d.answer_one();
    let page = d.model.client_page();
    assert!(page.is_none_or(|page| page.then == Then::Show && page.has_secret() == Some(true)));
}

#[test]
fn a_key_pressed_before_the_page_was_seen_edits_nothing() {
    let mut d = Driver::home();
    d.keys("enter");
    d.hold = true;
    d.open(WEB, Then::Show);
    let shown = d.shown();
    d.keys("enter");
    d.answer();
    d.press_stamped(parse_keys("enter")[0], shown, false);
    d.says("Press Enter again to edit.");
    assert!(matches!(d.model.client_page().unwrap().read, Read::Known));
    assert_eq!(d.count(DESCRIBE), 1);
}

#[test]
fn the_first_session_is_waited_for() {
    let pool = cognito_console::app_client::UserPoolId::parse(POOL).ok();
    let start = Start { pool, verb: Verb::Home, ..Start::default() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.hold = true;
    d.begin();
    d.open(WEB, Then::Show);
    d.wait(Duration::from_secs(2));
    d.says("Connecting to AWS. 2 s");
    d.says(WEB);
    d.answer();
    d.says("shop-web");
    d.says("Last changed");
    assert_eq!(counts(&d), (1, 1));
}

#[test]
fn the_cursor_is_on_the_first_line_of_the_page() {
    for size in [NORMAL, NARROW] {
        let d = Driver::on_client(WEB, Then::Show, Start { demo: true, ..Start::default() }, size);
        let cursor = d.cursor().unwrap();
        let buffer = d.buffer();
        let text: String = (cursor.x..cursor.x + 8).map(|x| buffer[(x, cursor.y)].symbol()).collect();
        assert_eq!(text, "shop-web");
    }
}
