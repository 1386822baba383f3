//! Every screen in the states that matter, by name.

use std::time::Duration;

use cognito_console::app::{DraftOffer, Screen, Start, Verb};
use cognito_console::app_client::{Draft, UserPoolId};
use cognito_console::demo::World;
use cognito_console::drafts::{DraftFile, DraftId, Ended, Place, RequestSent};

use crate::driver::{Driver, Fault};

/// How a state is reached from the start of the program.
pub enum Way {
    /// By keys from the loaded pool list.
    Keys(&'static str),
    /// By keys, with drafts of earlier runs on offer.
    Left(fn() -> Vec<DraftOffer>, &'static str),
    /// The same, as against AWS: not the demo.
    Live(&'static str),
    /// By keys, `operation` failing from the start.
    Failing(&'static str, fn() -> Fault, &'static str),
    /// By keys, `operation` failing from then on, then by further keys.
    ThenFailing(&'static str, &'static str, fn() -> Fault, &'static str),
    /// By keys, answers being kept back from then on, then by further keys and a wait.
    ThenHeld(&'static str, &'static str, u64),
    /// With answers kept back from the start, so many of them given.
    Loading(usize),
    /// By keys, as a bare `cognito-console` starts.
    Home(&'static str),
    /// The same, another person changing shop-web before the further keys.
    HomeMoved(&'static str, &'static str),
    /// The same, `operation` failing before the further keys.
    HomeFailing(&'static str, &'static str, fn() -> Fault, &'static str),
    /// The same, answers being kept back but for so many.
    HomeHeld(&'static str, &'static str, usize, u64),
}

/// The pool whose schema is 50 custom attributes.
const WIDE_POOL: &str = "/ 'crm-wide' enter";
const DENIED: &str = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform: \
    cognito-idp:CreateUserPoolClient on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Ab12Cd34E";
const DENIED_LIST: &str = "User: arn:aws:sts::111122223333:assumed-role/AdminSSO/ann is not authorized to perform: \
    cognito-idp:ListUserPools on resource: *";

fn denied() -> Fault {
    Fault::Refuse("AccessDeniedException", DENIED.to_owned())
}

fn denied_list() -> Fault {
    Fault::Refuse("AccessDeniedException", DENIED_LIST.to_owned())
}

fn bad_name() -> Fault {
    let said = "1 validation error detected: Value 'web' at 'clientName' failed to satisfy constraint: Member must \
        satisfy regular expression pattern: [\\w\\s+=,.@-]+";
    Fault::Refuse("InvalidParameterException", said.to_owned())
}

fn no_pools() -> Fault {
    Fault::Body(200, r#"{"UserPools":[]}"#.to_owned())
}

fn other_session() -> Fault {
    let body = serde_json::json!({ "UserPoolClient": {
        "UserPoolId": "us-east-1_Ab12Cd34E", "ClientName": "web", "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado",
        "RefreshTokenValidity": 30, "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "ENABLED", "AuthSessionValidity": 5, "EnableTokenRevocation": true } });
    Fault::Body(200, body.to_string())
}

const LIST: &str = "ListUserPoolClients";

fn denied_clients() -> Fault {
    Fault::Refuse("AccessDeniedException", DENIED.replace("CreateUserPoolClient", LIST))
}

fn clients(rows: &[(&str, &str)], next: Option<&str>) -> Fault {
    let row = |(id, name): &(&str, &str)| serde_json::json!({ "ClientId": id, "ClientName": name });
    let body = serde_json::json!({ "UserPoolClients": rows.iter().map(row).collect::<Vec<_>>(), "NextToken": next });
    Fault::Body(200, body.to_string())
}

fn endless_clients() -> Fault {
    clients(&[("3n4b5urk1ft4fl3mg5e62d9ado", "shop-web")], Some("again"))
}

fn no_clients() -> Fault {
    clients(&[], None)
}

/// Blank, twice, hostile, wide, long.
fn odd_clients() -> Fault {
    let long = "a-name-that-is-much-longer-than-any-column-has-room-for-and-says-nothing";
    let rows = [("idofblank", " "), ("idofone", "same"), ("idofother", "same"), ("idofevil", "\u{1b}[2J\u{202e}evil")];
    clients(&[&rows[..], &[("idofwide", "会員サービス"), ("idoflong", long)]].concat(), None)
}

fn full() -> Fault {
    Fault::Refuse("LimitExceededException", "Maximum number of clients reached.".to_owned())
}

fn busy() -> Fault {
    Fault::Refuse("TooManyRequestsException", "Rate exceeded".to_owned())
}

fn offer(name: &str, ended: Ended, sent: bool) -> DraftOffer {
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").ok();
    let place = Place {
        pool: pool.clone(),
        pool_name: Some("shop-customers".to_owned()),
        region: Some("us-east-1".to_owned()),
        profile: Some("prod".to_owned()),
        account: Some("111122223333".to_owned()),
    };
    let draft = Draft { name: name.to_owned(), ..Draft::default() };
    let mut file = DraftFile::new(&draft, place, 2, (0..3).collect());
    file.ended = ended;
    file.request_sent = pool.filter(|_| sent).map(|pool| RequestSent {
        at: 0,
        aws_clock: None,
        pool,
        name: name.to_owned(),
        before: None,
    });
    let sent_ago = sent.then_some(Duration::from_mins(6));
    DraftOffer { id: DraftId::default(), file, age: Duration::from_mins(6), sent_ago }
}

fn one_draft() -> Vec<DraftOffer> {
    vec![offer("shop-web", Ended::HungUp, false)]
}

fn two_drafts() -> Vec<DraftOffer> {
    vec![offer("", Ended::Cancelled, false), offer("shop-web", Ended::Panicked, false)]
}

fn sent_draft() -> Vec<DraftOffer> {
    vec![offer("shop-web", Ended::Running, true)]
}

/// From the pool list to Review changes of shop-web.
const EDITED: &str = "enter down e ctrl-n 3 ctrl-n tab ctrl-u '15m' ctrl-r";

fn denied_update() -> Fault {
    Fault::Refuse("AccessDeniedException", DENIED.replace("Create", "Update"))
}

fn other_client() -> Fault {
    let body = serde_json::json!({"UserPoolClient": {
        "UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado", "ClientName": "shop-web",
        "PreventUserExistenceErrors": "ENABLED", "AllowedOAuthFlowsUserPoolClient": true }});
    Fault::Body(200, body.to_string())
}

fn future() -> Fault {
    let body = serde_json::json!({"UserPoolClient": {
        "UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": "3n4b5urk1ft4fl3mg5e62d9ado", "ClientName": "shop-web",
        "PasskeyPolicy": {"Required": true}, "PreventUserExistenceErrors": "ENABLED" }});
    Fault::Body(200, body.to_string())
}

fn lost() -> Fault {
    Fault::Lost
}

fn lost_after() -> Fault {
    Fault::LostAfter
}

fn hostile() -> Fault {
    Fault::Refuse("InvalidParameterException", "\u{1b}[2J\u{202e}evil\u{7}\u{200b}\u{9b}31m".to_owned())
}

/// All of them.
pub static STATES: &[(&str, Way)] = &[
    ("pools", Way::Keys("down up")),
    ("pools-connecting", Way::Loading(0)),
    ("pools-loading", Way::Loading(1)),
    ("pools-second-page", Way::Loading(3)),
    ("pools-filter", Way::Keys("/ 'shop'")),
    ("pools-filter-none", Way::Keys("/ 'nothing like it'")),
    ("pools-id", Way::Keys("i 'us-east-1_'")),
    ("pools-id-error", Way::Keys("i 'eu-west-1_Fg90Hj12K' enter")),
    ("pools-refused", Way::Failing("ListUserPools", denied_list, "")),
    ("pools-failed", Way::Failing("ListUserPools", lost, "")),
    ("pools-empty", Way::Failing("ListUserPools", no_pools, "")),
    ("pools-hostile", Way::Keys("/ 'gnp' esc end up up up")),
    ("clients", Way::Home("enter down down")),
    ("clients-first", Way::Home("enter")),
    ("clients-reading", Way::HomeHeld("", "enter", 0, 3)),
    ("clients-filter", Way::Home("enter / 'SHOP-'")),
    ("clients-filter-none", Way::Home("enter / 'nothing like it'")),
    ("clients-id", Way::Home("enter i '3n4b5'")),
    ("clients-id-error", Way::Home("enter i 'not one' enter")),
    ("clients-end", Way::Home("enter down end up")),
    ("clients-goes-on", Way::Home("enter n enter 'web' backtab esc")),
    ("clients-refused", Way::HomeFailing("", LIST, denied_clients, "enter")),
    ("clients-endless", Way::HomeFailing("", LIST, endless_clients, "enter down")),
    ("clients-busy", Way::HomeFailing("", LIST, busy, "enter")),
    ("clients-empty", Way::HomeFailing("", LIST, no_clients, "enter")),
    ("clients-hostile", Way::HomeFailing("", LIST, odd_clients, "enter end")),
    ("clients-not-known", Way::HomeFailing("", "DescribeUserPoolClient", denied_clients, "enter down")),
    ("step1", Way::Keys("enter")),
    ("step1-confidential", Way::Keys("enter 2")),
    ("step1-presets", Way::Keys("enter p down down down")),
    ("step1-preset", Way::Keys("enter p 'm2m' enter")),
    ("review-preset", Way::Keys("enter p 'spa' enter 2 enter 'shop-web' ctrl-n ctrl-n tab ctrl-u '2h' ctrl-r")),
    ("step1-error", Way::Keys("enter enter 'shop web#é' tab backtab")),
    ("step1-note", Way::Keys("enter enter 'shop-web'")),
    ("step1-buttons", Way::Keys("enter enter 'web' tab left")),
    ("step2", Way::Keys("enter enter 'web' enter")),
    ("step2-warning", Way::Keys("enter enter 'web' enter 3")),
    ("step2-error", Way::Keys("enter enter 'web' enter 1 5 6")),
    ("step2-session-error", Way::Keys("enter enter 'web' enter tab ctrl-u '20' tab backtab")),
    ("step3", Way::Keys("enter enter 'web' ctrl-n ctrl-n")),
    ("step3-error", Way::Keys("enter enter 'web' ctrl-n ctrl-n tab ctrl-u '60h' tab backtab")),
    ("step3-errors", Way::Keys("enter enter 'web' ctrl-n ctrl-n ctrl-u '30m' tab ctrl-u '12h' tab ctrl-u 'soon' tab")),
    ("step3-warnings", Way::Keys("enter enter 'web' ctrl-n ctrl-n tab ctrl-u '5m' tab ctrl-u '24h' tab")),
    ("step4", Way::Keys("enter enter 'web' ctrl-n ctrl-n ctrl-n")),
    ("step4-own", Way::Keys("enter enter 'web' ctrl-n ctrl-n ctrl-n 3 tab 'abcdefghijklmnopqrstuvwxyz'")),
    ("step4-own-error", Way::Keys("enter enter 'web' ctrl-n ctrl-n ctrl-n 3 tab 'short!' tab backtab")),
    ("step4-warnings", Way::Keys("enter enter 'web' ctrl-n ctrl-n ctrl-n 2 tab space tab space")),
    ("step5", Way::Keys("enter enter 'web' ctrl-r 5")),
    ("step5-matrix", Way::Keys("enter enter 'web' ctrl-r 5 2 tab right down down down")),
    ("step5-matrix-locked", Way::Keys("enter enter 'web' ctrl-r 5 2 tab right space")),
    ("step5-matrix-filter", Way::Keys("enter enter 'web' ctrl-r 5 2 tab / 'phone'")),
    ("step5-matrix-none", Way::Keys("enter enter 'web' ctrl-r 5 2 tab R")),
    ("step5-not-read", Way::Failing("DescribeUserPool", denied, "enter enter 'web' ctrl-r 5 2")),
    ("review", Way::Keys("enter enter 'web' ctrl-r")),
    ("review-warnings", Way::Keys("enter 2 enter 'shop-web' ctrl-n 3 4 6 ctrl-n tab ctrl-u '24h' ctrl-r tab")),
    ("review-errors", Way::Keys("enter ctrl-r 2 1 5 6 ctrl-r tab")),
    ("review-lists", Way::Keys("enter enter 'web' ctrl-r 5 2 tab R e ctrl-r")),
    ("review-refused", Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", denied, "enter")),
    (
        "review-refused-field",
        Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", bad_name, "enter tab"),
    ),
    ("review-refused-hostile", Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", hostile, "enter")),
    ("review-full", Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", full, "enter")),
    ("creating", Way::ThenHeld("enter enter 'web' ctrl-r", "enter", 0)),
    ("creating-3s", Way::ThenHeld("enter 2 enter 'web' ctrl-n 3 ctrl-n ctrl-r", "enter", 3)),
    ("created", Way::Keys("enter enter 'web' ctrl-r enter")),
    ("created-secret", Way::Keys("enter 2 enter 'web' ctrl-r enter")),
    ("created-secret-shown", Way::Keys("enter 2 enter 'web' ctrl-r enter s")),
    ("created-copied", Way::Keys("enter enter 'web' ctrl-r enter y")),
    (
        "created-differences",
        Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", other_session, "enter"),
    ),
    ("unknown", Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", lost, "enter")),
    ("unknown-stopped", Way::ThenHeld("enter enter 'web' ctrl-r", "enter ctrl-c", 0)),
    ("unknown-found", Way::ThenFailing("enter 2 enter 'web' ctrl-r", "CreateUserPoolClient", lost_after, "enter")),
    (
        "created-found",
        Way::ThenFailing("enter 2 enter 'web' ctrl-r", "CreateUserPoolClient", lost_after, "enter enter"),
    ),
    ("review-unsettled", Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", lost, "enter esc")),
    (
        "dialog-another",
        Way::ThenFailing("enter enter 'web' ctrl-r", "CreateUserPoolClient", lost, "enter 2 enter enter"),
    ),
    ("dialog-leave", Way::Keys("enter enter 'web' ctrl-c")),
    ("dialog-copy", Way::Keys("enter 2 enter 'web' ctrl-r enter c")),
    ("dialog-unsaved", Way::Keys("enter 2 enter 'web' ctrl-r enter enter")),
    ("save-path", Way::Keys("enter 2 enter 'web' ctrl-r enter f")),
    (
        "save-path-long",
        Way::Keys(
            "enter 2 enter 'web' ctrl-r enter f '-and-a-name-that-is-much-longer-than-any-screen-has-room-for-会員サービス-x'",
        ),
    ),
    ("pools-busy", Way::Failing("ListUserPools", busy, "")),
    ("step5-busy", Way::Failing("DescribeUserPool", busy, "enter enter 'web' ctrl-r 5 2")),
    ("resume", Way::Left(one_draft, "")),
    ("resume-sent", Way::Left(sent_draft, "")),
    ("resume-several", Way::Left(two_drafts, "down")),
    ("resume-unknown", Way::Left(sent_draft, "enter")),
    ("dialog-draft", Way::Left(Vec::new, "enter enter 'web' ctrl-c")),
    ("live-pools", Way::Live("")),
    ("live-pools-none", Way::Live("/ 'zzz'")),
    ("live-region", Way::Live("g")),
    ("live-region-typed", Way::Live("g 'eu-'")),
    ("live-profile", Way::Live("o")),
    ("live-other-region", Way::Live("i 'eu-west-1_Ab12Cd34E' enter")),
    ("edit-step1", Way::Home("enter down e")),
    ("edit-step2", Way::Home("enter down e ctrl-n")),
    ("edit-step4", Way::Home("enter down e ctrl-n ctrl-n ctrl-n")),
    ("edit-none", Way::Home("enter down e ctrl-r")),
    ("edit-changes", Way::Home(EDITED)),
    ("edit-changes-all", Way::Home("enter down e ctrl-u 'shop-site' ctrl-r a")),
    ("edit-reading", Way::HomeHeld(EDITED, "enter", 0, 3)),
    ("edit-saving", Way::HomeHeld(EDITED, "enter", 1, 0)),
    ("edit-stopped", Way::HomeHeld(EDITED, "enter", 1, 5)),
    ("edit-saved", Way::Home("enter down e ctrl-n 3 ctrl-n tab ctrl-u '15m' ctrl-r enter")),
    ("edit-moved", Way::HomeMoved(EDITED, "enter")),
    ("edit-refused", Way::HomeFailing(EDITED, "UpdateUserPoolClient", denied_update, "enter")),
    ("edit-lost", Way::HomeFailing(EDITED, "UpdateUserPoolClient", lost, "enter")),
    ("edit-found", Way::HomeFailing(EDITED, "UpdateUserPoolClient", lost_after, "enter")),
    ("edit-differs", Way::HomeFailing(EDITED, "UpdateUserPoolClient", other_client, "enter")),
    ("edit-leave", Way::Home("enter down e ctrl-u 'x' ctrl-r q")),
    ("edit-future", Way::HomeFailing("enter", "DescribeUserPoolClient", future, "down e ctrl-u 'x' ctrl-r enter")),
    ("copy-step1", Way::Home("enter down d")),
    ("copy-review", Way::Home("enter down d ctrl-n 3 ctrl-r")),
    ("copy-replace", Way::Home("enter n enter 'x' esc down d")),
    ("help", Way::Keys("enter f1")),
    ("help-end", Way::Keys("enter f1 end")),
    ("wide-schema", Way::Keys(WIDE_POOL)),
];

/// The program in that state, at that size.
pub fn at(name: &str, size: (u16, u16)) -> Driver {
    let (_, way) = STATES.iter().find(|(state, _)| *state == name).expect("a known state");
    let drafts = matches!(way, Way::Left(..));
    let is_home = matches!(way, Way::Home(_) | Way::HomeMoved(..) | Way::HomeFailing(..) | Way::HomeHeld(..));
    let verb = if is_home { Verb::Home } else { Verb::Create };
    let start = Start { demo: !matches!(way, Way::Live(_)), drafts, verb, ..Start::default() };
    let mut d = Driver::unconnected(World::seeded(7).unwrap(), start, size);
    match way {
        Way::Loading(answers) => {
            d.hold = true;
            d.begin();
            (0..*answers).for_each(|_| d.answer_one());
            d.wait(Duration::from_secs(1));
        }
        Way::Left(offers, keys) => {
            d.drafts = offers();
            d.begin();
            press(&mut d, keys);
        }
        Way::HomeMoved(keys, then) => {
            d.begin();
            press(&mut d, keys);
            let mut world = d.world.lock().unwrap();
            let change = |settings: &mut cognito_console::demo::request::Settings| {
                settings.auth_session_validity = Some(7);
            };
            world.change_client("us-east-1_Ab12Cd34E", "3n4b5urk1ft4fl3mg5e62d9ado", change).unwrap();
            drop(world);
            press(&mut d, then);
        }
        Way::HomeHeld(keys, then, answers, seconds) => {
            d.begin();
            press(&mut d, keys);
            d.hold = true;
            press(&mut d, then);
            (0..*answers).for_each(|_| d.answer_one());
            d.wait(Duration::from_secs(*seconds));
            if *answers > 0 && *seconds > 0 {
                press(&mut d, "esc");
            }
        }
        Way::Keys(keys) | Way::Live(keys) | Way::Home(keys) => {
            d.begin();
            press(&mut d, keys);
        }
        Way::Failing(operation, fault, keys) => {
            d.fail(operation, fault());
            d.begin();
            press(&mut d, keys);
        }
        Way::ThenFailing(keys, operation, fault, then) | Way::HomeFailing(keys, operation, fault, then) => {
            d.begin();
            press(&mut d, keys);
            d.fail(operation, fault());
            press(&mut d, then);
        }
        Way::ThenHeld(keys, then, seconds) => {
            d.begin();
            press(&mut d, keys);
            d.hold = true;
            press(&mut d, then);
            d.wait(Duration::from_secs(*seconds));
        }
    }
    d
}

/// Presses keys; Enter on a Review that is longer than the screen reads on until it acts.
fn press(d: &mut Driver, keys: &str) {
    let mut words = keys.split_inclusive(' ');
    while let Some(word) = words.next() {
        let mut key = word.to_owned();
        while key.matches('\'').count() == 1 {
            key.push_str(words.next().expect("a closing quote"));
        }
        while key.trim_end() == "enter" && reads_on(d) {
            d.keys("enter");
        }
        d.keys(key.trim_end());
    }
}

fn reads_on(d: &Driver) -> bool {
    matches!(d.model.screen, Screen::Review(_) | Screen::Changes(_))
        && d.model.overlay.is_none()
        && d.model.create_word() == "read on"
}
