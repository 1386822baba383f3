//! The preview of what would be sent.

use cognito_console::app::{DialogKind, Overlay, Screen, Start, Then, Verb};
use cognito_console::app_client::FieldId;
use cognito_console::demo::World;
use cognito_console::keys::Place;
use cognito_console::wizard::form::Focus;
use rstest::rstest;
use serde_json::Value;

use crate::driver::{Driver, Fault, NARROW, NORMAL, WIDE, parse_keys};
use crate::{at_done_with_secret, at_review, create, page, sorted};

const WEB: &str = "3n4b5urk1ft4fl3mg5e62d9ado";
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
/// Its one secret is its owner's.
const DESK: &str = "idrktssdua5il5fjec912fu4tq";
const OWN: &str = "own_secret+own_secret+own";

fn demo() -> Start {
    Start { demo: true, ..Start::default() }
}

fn on_client(id: &str, then: Then, size: (u16, u16)) -> Driver {
    Driver::on_client(id, then, demo(), size)
}

fn is_open(d: &Driver) -> bool {
    d.model.preview.is_some() && d.model.place() == Place::Preview
}

/// What `y` sends to the clipboard in the format API JSON.
fn copied_json(d: &mut Driver) -> Value {
    d.keys("2 y");
    serde_json::from_str(d.copied.last().unwrap()).unwrap()
}

/// Each page with a preview, and how it is opened there.
#[rstest]
#[case::app_type("enter", "f2", "step")]
#[case::name("enter enter 'shop'", "ctrl-t", "step")]
#[case::flows("enter enter 'shop' ctrl-n down down", "f2", "step")]
#[case::buttons("enter enter 'shop' ctrl-n tab tab left", "ctrl-t", "step")]
#[case::matrix("enter enter 'shop' ctrl-r 5 2 tab down down right", "f2", "step")]
#[case::filter("enter enter 'shop' ctrl-r 5 2 tab / 'em'", "ctrl-t", "step")]
#[case::review("enter enter 'shop' ctrl-r left", "ctrl-t", "review")]
#[case::done("enter 2 enter 'shop' ctrl-r enter", "t", "created")]
fn it_opens_and_closes_to_exactly_where_it_was(#[case] way: &str, #[case] open: &str, #[case] name: &str) {
    for (size, close) in [(NORMAL, "esc"), (WIDE, "enter"), (NARROW, open)] {
        let mut d = Driver::at(size);
        d.keys(way);
        if name == "created" {
            create(&mut d);
        }
        assert_eq!(page(&d.model), name);
        let (screen, place, cursor) = (d.screen(), d.model.place(), d.cursor());
        d.keys(open);
        assert!(is_open(&d), "{}", d.screen());
        d.keys("2 pgdn j end");
        assert_ne!(d.screen(), screen);
        d.keys(close);
        assert_eq!((d.screen(), d.model.place(), d.cursor()), (screen, place, cursor));
        let all = ["CreateUserPoolClient", "UpdateUserPoolClient"];
        let sent: usize = all.iter().map(|operation| d.count(operation)).sum();
        assert_eq!(sent, usize::from(name == "created"), "nothing is sent");
    }
}

#[test]
fn on_pages_of_a_client_too() {
    for (then, name) in [(Then::Show, "client"), (Then::Edit, "changes")] {
        for size in [NORMAL, NARROW, WIDE] {
            let mut d = on_client(WEB, then, size);
            if name == "changes" {
                d.keys("ctrl-n space ctrl-r");
            }
            d.keys("pgdn");
            let screen = d.screen();
            for open in ["t", "ctrl-t", "f2"] {
                d.keys(open);
                assert!(is_open(&d));
                d.keys("end");
                d.keys("q");
                // A minute's age of the reading may show.
                let same = |text: &str| text.replace("Read just now", "").replace(char::is_numeric, "");
                assert_eq!((same(&d.screen()), page(&d.model)), (same(&screen), name));
            }
        }
    }
}

#[test]
fn an_open_field_keeps_its_text_and_cursor() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' left left left ctrl-t");
    d.says(r#""ClientName": "shop-web""#);
    d.keys("esc 'x'");
    assert_eq!(d.model.draft.name, "shop-xweb");
    d.keys("ctrl-t");
    d.says(r#""ClientName": "shop-xweb""#);
}

#[test]
fn t_is_a_letter_where_text_is_typed_and_the_phone_in_the_matrix() {
    let mut d = Driver::start();
    d.keys("enter enter 't'");
    assert_eq!(d.model.draft.name, "t");
    d.keys("ctrl-r 5 2 tab t");
    assert!(d.model.preview.is_none());
    d.keys("ctrl-r t");
    assert!(d.model.preview.is_none(), "no letter on Review");
}

#[test]
fn what_it_shows_is_what_is_sent() {
    let mut d = Driver::start();
    d.keys("enter 2 enter 'shop' ctrl-n 2 ctrl-n tab ctrl-u '90m' ctrl-r ctrl-t");
    let shown = copied_json(&mut d);
    d.keys("esc");
    create(&mut d);
    assert_eq!(page(&d.model), "created");
    assert_eq!(sorted(d.created_body()), sorted(shown.clone()));
    d.keys("t");
    assert_eq!(copied_json(&mut d), shown, "the request that was sent");
}

#[test]
fn what_save_sends_is_what_it_shows() {
    let mut d = on_client(WEB, Then::Edit, NORMAL);
    d.keys("ctrl-n 2 ctrl-r t");
    d.says("Exactly what Save changes will send: every setting. ~ marks what changes.");
    let shown = copied_json(&mut d);
    d.keys("esc enter");
    assert_eq!(sorted(d.body_of("UpdateUserPoolClient")), sorted(shown));
}

/// The marked lines of the screen, without their values.
fn marked(d: &mut Driver) -> Vec<String> {
    let screen = d.screen();
    let lines = screen.lines().filter_map(|line| line.strip_prefix(" ~ "));
    lines.map(|line| line.split(':').next().unwrap().trim().trim_matches('"').to_owned()).collect()
}

#[test]
fn changed_lines_are_marked() {
    let mut d = Driver::at(WIDE);
    d.keys("enter enter 'shop' ctrl-t 2");
    assert!(marked(&mut d).is_empty(), "{}", d.screen());
    d.keys("esc ctrl-n 3 ctrl-n tab ctrl-u '30m' ctrl-t");
    assert_eq!(marked(&mut d), ["AccessTokenValidity", "TokenValidityUnits", "ExplicitAuthFlows"]);
    d.keys("1");
    assert_eq!(marked(&mut d).len(), 3, "in the other formats too");
    // The type has other defaults: they are no change.
    d.keys("esc ctrl-p ctrl-p 2 ctrl-t 2");
    d.says(r#""GenerateSecret": true"#);
    assert_eq!(marked(&mut d).len(), 3);
}

#[test]
fn against_the_client_that_is_edited_or_copied() {
    let mut d = on_client(WEB, Then::Edit, WIDE);
    d.keys("ctrl-t 2");
    assert!(marked(&mut d).is_empty());
    d.keys("esc tab ctrl-n 2 ctrl-r t");
    assert_eq!(marked(&mut d), ["ExplicitAuthFlows"]);

    let mut d = on_client(WEB, Then::Copy, WIDE);
    d.keys("ctrl-t 2");
    d.says("~ differs from the client that you copy.");
    assert_eq!(marked(&mut d), ["ClientName"]);

    // That this one has a secret is told by the list of its secrets only.
    let mut d = on_client(DESK, Then::Copy, WIDE);
    d.keys("ctrl-t 2");
    d.says(r#""GenerateSecret": true"#);
    assert_eq!(marked(&mut d), ["ClientName"]);

    let mut d = on_client(WEB, Then::Show, WIDE);
    d.keys("t 2");
    assert!(marked(&mut d).is_empty());
}

#[test]
fn a_list_that_is_not_sent_any_more_is_named() {
    let mut world = World::seeded(7).unwrap();
    let change = |settings: &mut cognito_console::demo::request::Settings| {
        settings.read_attributes = vec!["email".to_owned()];
    };
    world.change_client("us-east-1_Ab12Cd34E", WEB, change).unwrap();
    let mut d = Driver::over(world, Start { pool: Some(pool()), verb: Verb::Home, ..demo() }, WIDE);
    d.open(WEB, Then::Edit);
    d.keys("ctrl-r 5 1 ctrl-t 2");
    d.says("- not sent any more: ReadAttributes");
}

fn pool() -> cognito_console::app_client::UserPoolId {
    cognito_console::app_client::UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
}

#[test]
fn what_has_a_problem_is_left_out_and_cannot_be_taken_along() {
    let mut d = Driver::start();
    d.keys("enter enter 'caf' ctrl-t 2");
    d.says(r#""ClientName": "caf","#);
    d.keys("esc 'é' ctrl-t");
    d.says("x App client name: The name has characters that aren't valid: é");
    d.says("Not a whole request yet: what has a problem is left out. Nothing can be copied or saved.");
    d.says(r#""GenerateSecret": false"#);
    d.does_not_say("ClientName");
    d.does_not_say("y copy");
    d.keys("y f");
    d.says("This is not a whole request yet. Mend the problems first.");
    assert!(d.copied.is_empty() && d.saved.is_empty() && d.model.overlay.is_none());
    d.keys("esc backspace ctrl-t y");
    assert_eq!(d.copied.len(), 1);
}

#[test]
fn the_own_secret_is_nowhere() {
    let mut d = Driver::at(WIDE);
    d.keys("enter enter 'shop' ctrl-r 4 3 tab");
    d.paste(OWN);
    d.does_not_say(OWN);
    d.keys("ctrl-t");
    for format in ["1", "2", "3", "4", "5"] {
        d.keys(format);
        d.does_not_say("own_secret");
        d.keys("y");
    }
    d.keys("2");
    d.says(r#""ClientSecret": "<your secret>""#);
    d.says("<your secret> stands for the secret that you typed; it is never shown here.");
    d.keys("f enter");
    assert_eq!((d.copied.len(), d.saved.len()), (5, 1));
    assert!(d.copied.iter().all(|text| !text.contains("own_secret")));
    assert!(!d.saved[0].1.contains("own_secret"));
    d.keys("esc ctrl-r");
    create(&mut d);
    d.keys("t 2 y 6 y");
    d.does_not_say("own_secret");
    assert!(d.copied.iter().all(|text| !text.contains("own_secret")));
}

#[test]
fn a_shown_secret_is_hidden_before_it_opens() {
    let mut d = at_done_with_secret();
    let Screen::Created(done) = &d.model.screen else { panic!("not created") };
    let secret = done.secret.as_ref().unwrap().value.reveal().to_owned();
    d.keys("s");
    d.says(&secret);
    d.keys("t");
    for format in ["1", "2", "6"] {
        d.keys(format);
        d.does_not_say(&secret);
    }
    d.keys("esc");
    d.does_not_say(&secret);
    d.says("s show");

    let mut d = on_client(SERVER, Then::Show, NORMAL);
    d.keys("s t 2");
    d.says(r#""GenerateSecret": true"#);
    assert!(d.model.secret_view().unwrap().shown_at.is_none());
}

#[test]
fn formats() {
    let mut d = at_review("shop");
    d.keys("ctrl-t");
    d.says("[1 CLI] 2 API JSON 3 CloudFormation 4 Terraform 5 CDK");
    d.does_not_say(".env");
    d.keys("6");
    d.says(".env is there once the app client exists: it needs the Client ID.");
    d.says("[1 CLI]");
    for (key, tab) in [
        ("right", "[2 API JSON]"),
        ("tab", "[3 CloudFormation]"),
        ("right", "[4 Terraform]"),
        ("tab", "[5 CDK]"),
        ("right", "[1 CLI]"),
        ("left", "[5 CDK]"),
        ("backtab", "[4 Terraform]"),
        ("2", "[2 API JSON]"),
    ] {
        d.keys(key);
        d.says(tab);
    }
    // The one that was looked at last comes first the next time.
    d.keys("esc ctrl-t");
    d.says("[2 API JSON]");
    d.keys("esc enter t");
    d.says("[2 API JSON] 3 CloudFormation 4 Terraform 5 CDK 6 .env");
    d.keys("6");
    d.says("[6 .env]");
    d.keys("esc n enter 'two' ctrl-t");
    d.says("[1 CLI]");
}

#[test]
fn a_file() {
    let mut d = on_client(WEB, Then::Show, NORMAL);
    d.keys("t 2 f");
    d.says("Write the code to a file");
    d.says("> client.json");
    assert_eq!(d.model.place(), Place::SavePath);
    d.save_error = Some("That file exists already and was not touched.".to_owned());
    d.keys("enter");
    d.says("That file exists already and was not touched.");
    d.save_error = None;
    d.keys("ctrl-u '/tmp/web.json' enter");
    d.says("API JSON written (0600): /tmp/web.json");
    assert!(is_open(&d));
    let (path, text) = d.saved.last().unwrap().clone();
    d.keys("y");
    // The writer ends the last line.
    assert_eq!((path.as_str(), text + "\n"), ("/tmp/web.json", d.copied[0].clone()));
    d.keys("1 f");
    d.says("> client.sh");
    d.keys("esc");
    assert!(is_open(&d));
}

#[test]
fn a_page_that_was_read_needs_no_second_reading() {
    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop' ctrl-r");
    for _ in 0..20 {
        if d.model.must_read_on() {
            d.keys("enter");
        }
    }
    assert!(!d.model.must_read_on());
    d.keys("ctrl-t pgdn esc");
    assert_eq!((page(&d.model), d.model.must_read_on()), ("review", false));
    d.keys("enter");
    assert_eq!(d.creates, 1);

    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop' ctrl-r ctrl-t end esc");
    assert!(d.model.must_read_on(), "it was not read to its end");
}

#[test]
fn keys_that_were_waiting_create_nothing() {
    let mut d = at_review("shop");
    let enter = parse_keys("enter")[0];
    let before = d.shown();
    d.keys("ctrl-t");
    d.press_stamped(enter, before, false);
    assert!(d.model.preview.is_none(), "it closes");
    d.press_stamped(enter, before, false);
    d.press(enter);
    assert_eq!((page(&d.model), d.creates), ("review", 0), "Enter closed it less than a second ago");
    d.keys("enter");
    assert_eq!(d.creates, 1);
}

#[test]
fn a_pasted_enter_does_not_close_it() {
    let mut d = at_review("shop");
    d.keys("ctrl-t");
    d.press_as(parse_keys("enter")[0], true);
    assert!(is_open(&d));
    d.paste("shop\n");
    d.says("Nothing was pasted");
}

#[test]
fn ctrl_c_is_the_pages_own() {
    let mut d = at_review("shop");
    d.keys("ctrl-t ctrl-c");
    assert!(matches!(&d.model.overlay, Some(Overlay::Dialog(dialog)) if dialog.kind == DialogKind::LeaveWizard));
    d.keys("esc");
    assert!(is_open(&d));
    d.keys("ctrl-c ctrl-c");
    assert_eq!(d.status(), Some(130));
}

#[test]
fn answers_that_come_meanwhile_change_it() {
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), Start { pool: Some(pool()), ..demo() }, NORMAL);
    d.begin();
    d.keys("enter 'shop' ctrl-r ctrl-t 2");
    assert!(is_open(&d));
    let number = d.model.page_number();
    d.hold = false;
    d.resize(WIDE);
    d.says(r#""ClientName": "shop""#);
    assert_eq!(d.model.page_number(), number);
    d.keys("esc");
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::ClientName));
}

#[test]
fn it_is_not_offered_where_there_is_nothing() {
    let mut d = Driver::home();
    d.keys("ctrl-t");
    assert!(d.model.preview.is_none());
    d.keys("enter t f2");
    assert_eq!((page(&d.model), d.model.preview.is_none()), ("clients", true));
    // While a client is saved the page is not left.
    let mut d = on_client(WEB, Then::Edit, NORMAL);
    d.keys("ctrl-n 2 ctrl-r");
    d.hold = true;
    d.keys("enter t");
    assert!(d.model.preview.is_none());
    d.answer();
    d.says("saved");
    d.keys("t");
    assert!(d.model.preview.is_none(), "there is no update any more");
}

#[test]
fn a_dry_run_prints() {
    let mut d = Driver::with(Start { dry_run: true, ..demo() }, NORMAL);
    d.keys("enter enter 'shop' ctrl-t");
    d.says("Exactly what Create app client will print.");
}

#[test]
fn not_while_it_is_not_known_what_became_of_an_update() {
    let mut d = on_client(WEB, Then::Edit, NORMAL);
    d.keys("ctrl-n 2 ctrl-r");
    d.hold = true;
    d.keys("enter");
    d.answer_one();
    d.fail("UpdateUserPoolClient", Fault::LostAfter);
    d.fail("DescribeUserPoolClient", Fault::Lost);
    d.answer();
    d.says("It is not known if the changes to shop-web were saved.");
    d.keys("t ctrl-t f2");
    assert!(d.model.preview.is_none() && d.model.update_is_open());
}

#[test]
fn its_help() {
    for size in [NORMAL, WIDE] {
        let mut d = at_review("shop");
        d.resize(size);
        d.keys("ctrl-t f1");
        d.says("What would be sent, to be read, copied or kept as code.");
        d.keys("f1");
        assert!(is_open(&d));
    }
}

#[test]
fn scrolling() {
    let mut d = Driver::at(NARROW);
    d.keys("enter enter 'shop' ctrl-t 2");
    let top = d.screen();
    d.keys("j");
    let one = d.screen();
    assert_ne!(one, top);
    d.keys("k");
    assert_eq!(d.screen(), top);
    d.keys("end");
    d.says("}");
    d.keys("up up pgup pgup pgup");
    d.keys("home");
    assert_eq!(d.screen(), top);
    d.keys("pgdn 1");
    d.says("cat > client.json");
}

#[test]
fn hostile_texts_of_a_client() {
    let mut d = on_client("44fp7f25qkgdkfgp8jtk40t64d", Then::Show, WIDE);
    d.keys("t 2");
    let screen = d.screen();
    assert!(!screen.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{screen}");
    let json = copied_json(&mut d);
    assert!(json["ClientName"].is_string());
}

/// The rows below the excerpt's title, without the panel.
fn excerpt(d: &mut Driver) -> Vec<String> {
    let screen = d.screen();
    let rows = screen.lines().map(|line| line.chars().take(79).collect::<String>().trim_end().to_owned());
    rows.skip_while(|line| !line.contains("(changed lines marked)")).take_while(|line| !line.contains("───")).collect()
}

#[test]
fn the_request_stands_under_the_form() {
    let mut d = Driver::at(WIDE);
    d.keys("enter");
    assert!(excerpt(&mut d)[0].starts_with(" Request so far (changed lines marked)"));
    d.keys("enter 'sh'");
    assert!(excerpt(&mut d).iter().any(|line| line.trim() == r#""ClientName": "sh","#), "{}", d.screen());
    d.keys("'é'");
    assert!(excerpt(&mut d).iter().any(|line| line == " x left out: App client name"), "{}", d.screen());
    d.keys("backspace ctrl-n 3");
    let rows = excerpt(&mut d);
    assert!(rows.iter().any(|line| line.starts_with(r#" ~   "ExplicitAuthFlows": ["#)), "{rows:?}");
    assert!(rows.iter().any(|line| line.trim_start().starts_with("and ")), "what does not fit is counted: {rows:?}");
    d.resize((109, 40));
    d.does_not_say("changed lines marked");
    d.resize((110, 24));
    d.does_not_say("changed lines marked");
    d.resize((110, 50));
    d.says("changed lines marked");
    d.keys("ctrl-r");
    d.does_not_say("changed lines marked");
}

#[test]
fn the_excerpt_shows_no_secret() {
    let mut d = Driver::at((120, 60));
    d.keys("enter enter 'shop' ctrl-r 4 3 tab");
    d.paste(OWN);
    d.says(r#""ClientSecret": "<your secret>""#);
    d.does_not_say(OWN);
}

#[test]
fn every_format_takes_what_is_left() {
    for size in [NORMAL, NARROW, WIDE] {
        let mut d = Driver::at(size);
        d.keys("enter enter 'é' ctrl-n ctrl-n 1 5 6 tab 'x' ctrl-n ctrl-n 'x' tab 'x' tab 'x' ctrl-t");
        for format in 1..=5 {
            d.keys(&format.to_string());
            d.says("App client name");
            d.keys("end y f");
        }
        assert!(d.copied.is_empty() && d.saved.is_empty() && is_open(&d));
    }
}

/// What the client's page read of its secrets holds for its edit, too.
#[test]
fn an_edit_knows_if_the_client_has_a_secret() {
    let mut d = on_client(WEB, Then::Show, NORMAL);
    d.keys("e ctrl-r t 6");
    d.says("COGNITO_CLIENT_ID");
    d.does_not_say("COGNITO_CLIENT_SECRET");
}
