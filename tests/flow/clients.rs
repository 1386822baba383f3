//! The app clients of a pool: the list, its filter, what is read of the rows on the screen, the ways
//! from it and back.

use std::time::Duration;

use cognito_console::app::{ClientFocus, Fact, Start, Verb};
use cognito_console::app_client::UserPoolId;
use cognito_console::demo::World;
use rstest::rstest;
use serde_json::{Value, json};

use crate::driver::{Driver, Fault, NARROW, NORMAL, WIDE, parse_keys};
use crate::page;

const POOL: &str = "us-east-1_Ab12Cd34E";
const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const DESCRIBE: &str = "DescribeUserPoolClient";
const LIST: &str = "ListUserPoolClients";

fn pool() -> Option<UserPoolId> {
    UserPoolId::parse(POOL).ok()
}

fn start(verb: Verb) -> Start {
    Start { demo: true, verb, ..Start::default() }
}

/// On the list of the shop's clients, which are read.
fn at_list() -> Driver {
    let mut d = Driver::home();
    d.keys("enter");
    assert_eq!(page(&d.model), "clients");
    d
}

/// On the list of a pool with so many clients more.
fn crowd(clients: usize, size: (u16, u16)) -> Driver {
    let world = World::seeded(7).unwrap().with_clients(POOL, clients);
    let start = Start { pool: pool(), ..start(Verb::List) };
    Driver::over(world, start, size)
}

/// Before anything came, with these verbs; nothing is answered yet.
fn held(start: Start) -> Driver {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, NORMAL);
    d.hold = true;
    d.begin();
    d
}

fn under_cursor(d: &Driver) -> String {
    d.model.client_list().unwrap().highlighted_client().map(|client| client.name.clone()).unwrap_or_default()
}

fn known(d: &Driver) -> usize {
    let list = d.model.client_list().unwrap();
    let is_known = |id: &str| matches!(list.facts.get(id), Some(Fact::Known(_)));
    list.rows().iter().filter(|row| is_known(&row.id)).count()
}

fn denied() -> Fault {
    let said = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform: \
        cognito-idp:ListUserPoolClients on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Ab12Cd34E";
    Fault::Refuse("AccessDeniedException", said.to_owned())
}

fn busy() -> Fault {
    Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned())
}

fn expired() -> Fault {
    Fault::Refuse("ExpiredTokenException", "The security token included in the request is expired".to_owned())
}

fn page_of(rows: &[(&str, &str)], next: Option<&str>) -> Fault {
    let rows: Vec<Value> = rows.iter().map(|(id, name)| json!({ "ClientId": id, "ClientName": name })).collect();
    let mut body = json!({ "UserPoolClients": rows });
    if let Some(next) = next {
        body["NextToken"] = json!(next);
    }
    Fault::Body(200, body.to_string())
}

#[test]
fn home_is_a_pool_and_then_its_clients() {
    let mut d = at_list();
    d.says("App clients of shop-customers");
    d.says("18 of 18 app clients");
    d.says("> Create app client");
    d.says("[ Create app client ]");
    d.says(&format!("shop-web {WEB}"));
    d.keys("down");
    d.says("> shop-web");
    d.says("Enter open");
    d.keys("esc");
    assert_eq!(page(&d.model), "pools");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[rstest]
#[case("n")]
#[case("enter")]
fn the_first_row_creates_and_so_does_n(#[case] key: &str) {
    let mut d = at_list();
    d.keys(key);
    d.says("Create app client Step 1 of 6");
    d.keys("esc");
    assert_eq!(page(&d.model), "clients");
    d.keys("q");
    assert_eq!(d.status(), Some(0), "nothing was begun");
}

#[test]
fn the_first_page_is_usable_while_others_are_on_their_way() {
    let world = World::seeded(7).unwrap().with_clients(POOL, 100);
    let mut d = Driver::unconnected(world, Start { pool: pool(), ..start(Verb::List) }, NORMAL);
    d.hold = true;
    d.begin();
    // The session; then who it is, the pool, the first page.
    (0..4).for_each(|_| d.answer_one());
    d.says("60 of 60+ app clients");
    d.keys("down");
    let name = under_cursor(&d);
    d.answer();
    d.says("118 of 118 app clients");
    assert_eq!(under_cursor(&d), name, "the cursor stays on its client");
}

#[test]
fn the_filter_finds_name_and_id_whatever_the_case() {
    let mut d = at_list();
    d.keys("/ 'SHOP-W'");
    d.says("> shop-web");
    d.does_not_say("Create app client");
    d.keys("ctrl-u '3N4B5'");
    d.says("1 of 18 app clients");
    d.keys("ctrl-u 'none of them'");
    d.says("No app client matches the filter. Esc clears it.");
    d.keys("enter");
    assert_eq!(page(&d.model), "clients");
    d.keys("ctrl-u '3n4b5' esc");
    d.says("18 of 18 app clients");
    assert_eq!((under_cursor(&d).as_str(), d.model.clients.focus), ("shop-web", ClientFocus::List));
    d.keys("/ 'shop-web' enter");
    assert_eq!(page(&d.model), "client");
}

#[test]
fn names_may_be_blank_and_repeat() {
    let mut d = Driver::home();
    let rows = [("idA", "same"), ("idB", "same"), ("idC", " "), ("idD", "\u{1b}[31mred\u{202e}")];
    d.fail(LIST, page_of(&rows, None));
    d.keys("enter");
    d.says("same idA");
    d.says("same idB");
    d.says("(no name) idC");
    d.says("?[31mred? idD");
}

#[test]
fn a_pool_without_clients_says_so() {
    let mut d = Driver::home();
    d.fail(LIST, page_of(&[], None));
    d.keys("enter");
    d.says("This pool has no app clients yet. Enter or n creates one.");
}

#[test]
fn facts_come_for_the_rows_on_the_screen_at_four_a_second() {
    let mut d = crowd(200, NORMAL);
    let on_screen = d.model.client_window().len() - 1;
    let mut sent = Vec::new();
    let mut at = Duration::ZERO;
    for _ in 0..4_000 {
        let before = d.count(DESCRIBE);
        d.wait(Duration::from_millis(2));
        at += Duration::from_millis(2);
        (before..d.count(DESCRIBE)).for_each(|_| sent.push(at));
    }
    assert_eq!((sent.len(), known(&d)), (on_screen, on_screen), "nothing else");
    for five in sent.windows(5) {
        assert!(five[4].saturating_sub(five[0]) > Duration::from_secs(1), "{five:?}");
    }
    assert!(*sent.last().unwrap() < Duration::from_secs(2), "{sent:?}");
    assert_eq!(d.model.next_tick(), None, "an idle screen asks for nothing");
}

#[test]
fn the_highlighted_row_comes_first_and_what_left_the_screen_is_not_read() {
    let mut d = crowd(300, NORMAL);
    let down = parse_keys("pgdn")[0];
    d.hold_down(down, 20, Duration::from_millis(50));
    let name = under_cursor(&d);
    d.wait(Duration::from_millis(300));
    let list = d.model.client_list().unwrap();
    let id = list.highlighted_client().unwrap().id.clone();
    assert!(list.facts.get(&id).is_some(), "{name} was asked for");
    assert!(known(&d) <= 6, "{} were read", known(&d));
    d.wait(Duration::from_secs(5));
    assert_eq!(d.model.next_tick(), None);
    assert!(known(&d) <= 6 + d.model.client_window().len());
}

#[test]
fn facts_are_shown_in_columns_and_below() {
    let mut d = at_list();
    d.wait(Duration::from_secs(5));
    d.keys("down");
    d.says("SECRET MODIFIED");
    d.says("Client ID 3n4b5urk1ft4fl3mg5e62d9ado Secret");
    d.says("Flows SRP");
    d.keys("/ 'shop-server'");
    d.says("Secret yes");
    d.resize(WIDE);
    d.keys("esc f1");
    d.says("MODIFIED FLOWS");
    d.resize(NARROW);
    d.says("Secret yes, modified");
}

#[test]
fn a_row_that_may_not_be_read_is_not_known_and_nothing_more_is_asked() {
    let mut d = Driver::home();
    d.fail(DESCRIBE, denied());
    d.keys("enter");
    d.wait(Duration::from_secs(20));
    assert_eq!((d.count(DESCRIBE), d.model.next_tick()), (0, None), "the fault answers before the service");
    d.keys("down");
    d.says("The rest is not known.");
    d.mend();
    d.keys("r");
    d.wait(Duration::from_secs(5));
    assert_eq!(known(&d), 7, "as many as are on the screen");
}

#[test]
fn a_busy_service_is_left_alone_for_a_while() {
    let mut d = Driver::home();
    d.fail(DESCRIBE, busy());
    d.keys("enter");
    d.wait(Duration::from_millis(600));
    d.mend();
    d.wait(Duration::from_secs(1));
    assert_eq!(d.count(DESCRIBE), 0);
    d.wait(Duration::from_secs(6));
    assert_eq!(known(&d), 7, "as many as are on the screen");
}

#[test]
fn answers_of_before_are_dropped() {
    let mut d = at_list();
    d.hold = true;
    d.keys("r");
    d.wait(Duration::from_secs(2));
    d.keys("esc");
    d.answer();
    assert_eq!(page(&d.model), "pools");
    d.keys("down enter");
    d.says("App clients of shop-customers-stg");
}

#[test]
fn a_role_that_may_not_list_can_create_and_open() {
    let mut d = Driver::home();
    d.fail(LIST, denied());
    d.keys("enter");
    d.says("x The list of app clients could not be read.");
    d.says("AdminSSO may not call cognito-idp:ListUserPoolClients");
    d.keys("pgdn pgdn");
    d.says("Without the list: n creates an app client, i opens one by its Client ID.");
    d.says("r tries again");
    d.keys("i");
    d.says("Opens this app client, listed or not.");
    d.keys("'not one' enter");
    d.says("x Enter a Client ID: letters and digits only.");
    d.keys(&format!("ctrl-u '{WEB}' enter"));
    assert_eq!((page(&d.model), d.count(DESCRIBE)), ("client", 1));
    d.keys("esc n enter 'shop-new' ctrl-r enter");
    assert_eq!(page(&d.model), "created");
}

#[test]
fn a_list_that_cannot_be_read_is_1_when_left() {
    let mut d = Driver::home();
    d.fail(LIST, Fault::Refused);
    d.keys("enter y");
    assert!(d.copied[0].starts_with("ListUserPoolClients: "), "{:?}", d.copied);
    d.keys("q");
    assert_eq!(d.status(), Some(1));
}

#[test]
fn a_busy_list_says_when_it_asks_again() {
    let mut d = Driver::with(Start { pool: pool(), ..start(Verb::List) }, NORMAL);
    d.fail(LIST, busy());
    d.press(parse_keys("r")[0]);
    d.says("! Cognito is busy (TooManyRequests). Trying again in 2 s. r tries now, Esc stops.");
    d.wait(Duration::from_secs(1));
    d.says("Trying again in 1 s.");
    d.press(parse_keys("esc")[0]);
    d.says("x The list of app clients could not be read.");
    d.mend();
    d.keys("r");
    d.says("18 of 18 app clients");
}

#[test]
fn a_list_without_end_is_stopped_and_usable() {
    let mut d = Driver::home();
    d.fail(LIST, page_of(&[(WEB, "shop-web")], Some("again")));
    d.keys("enter");
    d.says("The list of app clients does not end; what came so far is shown.");
    d.keys("down enter");
    assert_eq!(page(&d.model), "client");
}

#[test]
fn an_ended_session_is_made_again_by_r() {
    let mut d = Driver::home();
    d.fail(LIST, expired());
    d.keys("enter");
    d.says("Your AWS session ended.");
    d.mend();
    d.keys("r");
    d.says("18 of 18 app clients");
    assert_eq!(d.targets.len(), 2);
}

#[rstest]
#[case::list("")]
#[case::filter("/ 'sh'")]
#[case::field("i 'us'")]
fn a_pasted_client_id_opens_that_client(#[case] keys: &str) {
    let mut d = at_list();
    d.keys(keys);
    d.paste(" 6v1q0d8kq2s5h7c9t3m4a8r2ej\r\n");
    assert_eq!(page(&d.model), "client");
    d.keys("esc");
    assert_eq!(page(&d.model), "clients");
}

#[test]
fn other_pasted_text_filters() {
    let mut d = at_list();
    d.paste("shop-server\n");
    assert_eq!((page(&d.model), under_cursor(&d).as_str()), ("clients", "shop-server"));
    d.paste(&"x".repeat(1_000_000));
    assert!(d.model.client_list().unwrap().filter.value().len() < 2_000);
}

#[test]
fn what_was_created_is_in_the_list_without_another_reading() {
    let mut d = at_list();
    d.wait(Duration::from_secs(5));
    let lists = d.count(LIST);
    d.keys("n enter 'shop-new' ctrl-r enter");
    d.says("l list the app clients of this pool");
    d.keys("enter");
    assert_eq!((page(&d.model), under_cursor(&d).as_str(), d.count(LIST)), ("clients", "shop-new", lists));
    d.says("19 of 19 app clients");
    d.wait(Duration::from_secs(2));
    d.says("Secret no");
    d.keys("n");
    assert_eq!(d.model.draft.name, "", "the answers were used");
    d.keys("esc q");
    assert_eq!(d.status(), Some(0));
}

#[rstest]
#[case::home(Verb::Home, "enter", "clients", None)]
#[case::list(Verb::List, "esc", "clients", None)]
#[case::create(Verb::Create, "enter", "created", Some(0))]
#[case::create_and_list(Verb::Create, "l", "clients", None)]
#[case::quit(Verb::Home, "q", "created", Some(0))]
fn done_leads_to_where_the_user_came_from(
    #[case] verb: Verb,
    #[case] key: &str,
    #[case] there: &str,
    #[case] status: Option<u8>,
) {
    let to_step = if verb == Verb::Create { "" } else { "n " };
    let mut d = Driver::with(Start { pool: pool(), ..start(verb) }, NORMAL);
    d.keys(&format!("{to_step}enter 'shop-new' ctrl-r enter"));
    assert_eq!(page(&d.model), "created");
    d.keys(key);
    assert_eq!((page(&d.model), d.status()), (there, status));
}

#[test]
fn an_unsaved_secret_is_asked_about_before_the_list() {
    let mut d = at_list();
    d.keys("n 2 enter 'shop-new' ctrl-r enter enter");
    d.says("The client secret is not saved");
    d.keys("left enter");
    assert_eq!(page(&d.model), "clients");
    d.wait(Duration::from_secs(2));
    d.says("Secret yes");
}

#[test]
fn answers_stay_while_the_list_is_looked_at() {
    let mut d = at_list();
    d.keys("n enter 'shop-new' backtab esc");
    assert_eq!(page(&d.model), "clients");
    d.says("Create app client goes on with shop-new");
    d.keys("q");
    d.says("Your answers will be lost.");
    d.keys("enter n");
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("step", "shop-new"));
    d.keys("esc down q left enter");
    assert_eq!(d.status(), Some(130));
}

#[test]
fn answers_are_asked_about_on_the_page_of_a_client_too() {
    let mut d = at_list();
    d.keys("n enter 'shop-new' backtab esc down enter q");
    assert_eq!((d.status(), page(&d.model)), (None, "client"));
    d.says("Your answers will be lost.");
}

#[test]
fn a_full_pool_leads_to_the_list_and_back_to_review() {
    let mut d = at_list();
    d.keys("n enter 'shop-new' ctrl-r");
    d.fail("CreateUserPoolClient", Fault::Refuse("LimitExceededException", "Too many".to_owned()));
    d.keys("enter");
    d.says("This pool has its maximum of app clients (1,000 unless raised).");
    d.says("l lists the app clients, Enter tries again.");
    d.keys("l");
    assert_eq!(page(&d.model), "clients");
    d.mend();
    d.keys("n");
    assert_eq!((page(&d.model), d.model.draft.name.as_str()), ("review", "shop-new"));
    crate::create(&mut d);
    assert_eq!(page(&d.model), "created");
}

#[rstest]
#[case::list(Verb::List, "clients")]
#[case::show(Verb::Show(WEB.to_owned()), "client")]
#[case::edit(Verb::Edit(WEB.to_owned()), "step")]
fn a_command_opens_its_page(#[case] verb: Verb, #[case] there: &str) {
    let mut d = Driver::with(Start { pool: pool(), ..start(verb.clone()) }, NORMAL);
    assert_eq!(page(&d.model), there);
    let mut from_pools = Driver::with(start(verb), NORMAL);
    assert_eq!(page(&from_pools.model), "pools");
    from_pools.keys("enter");
    assert_eq!(page(&from_pools.model), there);
    if there != "clients" {
        assert_eq!(d.count(LIST), usize::from(there == "step"), "who looks at one client does not list all of them");
        d.keys("esc");
        assert_eq!(page(&d.model), "clients");
        d.says("18 of 18 app clients");
        d.keys("esc enter");
        assert_eq!(page(&d.model), "clients", "it is opened once");
    }
}

#[test]
fn the_command_waits_for_the_session() {
    let mut d = held(Start { pool: pool(), ..start(Verb::Show(WEB.to_owned())) });
    assert_eq!(page(&d.model), "clients");
    d.answer();
    assert_eq!(page(&d.model), "client");
    d.keys("q");
    assert_eq!(d.status(), Some(0));
}

#[rstest]
#[case::show(Verb::Show("nosuchclient".to_owned()))]
#[case::edit(Verb::Edit("nosuchclient".to_owned()))]
#[case::delete(Verb::Delete("nosuchclient".to_owned()))]
fn a_client_that_is_not_there(#[case] verb: Verb) {
    let mut d = Driver::with(Start { pool: pool(), ..start(verb) }, NORMAL);
    assert!(d.model.failure().is_some());
    d.keys("q");
    assert_eq!(d.status(), Some(1));
}

#[rstest]
#[case::home(Verb::Home, 0)]
#[case::list(Verb::List, 0)]
#[case::show(Verb::Show(WEB.to_owned()), 0)]
#[case::edit(Verb::Edit(WEB.to_owned()), 130)]
#[case::create(Verb::Create, 130)]
fn left_with_nothing_done(#[case] verb: Verb, #[case] status: u8) {
    let mut d = Driver::with(Start { pool: pool(), ..start(verb) }, NORMAL);
    d.keys("ctrl-c");
    assert_eq!(d.status(), Some(status));
}

#[test]
fn a_pool_of_another_region_is_said_at_its_field() {
    let elsewhere = UserPoolId::parse("eu-west-1_Fg90Hj12K").ok();
    let mut d = Driver::with(Start { pool: elsewhere, ..start(Verb::List) }, NORMAL);
    assert_eq!(page(&d.model), "pools");
    d.says("This pool is not in us-east-1. Its ID says eu-west-1.");
    assert!(d.exit.is_none());
}

#[test]
fn another_region_leads_to_its_pools_and_another_profile_stays() {
    let mut d = Driver::with(Start { verb: Verb::Home, ..Start::default() }, NORMAL);
    d.keys("enter o 'prod' enter");
    assert_eq!((page(&d.model), d.targets.last().unwrap().profile.as_deref()), ("clients", Some("prod")));
    d.says("18 of 18 app clients");
    d.keys("g 'eu-west-1' enter");
    assert_eq!((page(&d.model), d.model.pool.is_none()), ("pools", true));
}

#[test]
fn ten_thousand_clients_scroll_and_filter() {
    let mut d = crowd(9_982, NORMAL);
    d.says("10,000 of 10,000 app clients");
    assert_eq!(d.count(LIST), 167);
    d.keys("end");
    assert_eq!(d.model.client_list().unwrap().selected(), 10_000);
    d.keys("/ '-9990'");
    assert!(d.model.client_list().unwrap().shown() < 20);
    d.keys("esc home");
    d.says("> Create app client");
}

#[test]
fn nothing_is_read_for_rows_behind_help() {
    let mut d = crowd(20, NORMAL);
    d.press(parse_keys("f1")[0]);
    let before = d.count(DESCRIBE);
    d.wait(Duration::from_secs(5));
    assert_eq!(d.count(DESCRIBE), before);
}
