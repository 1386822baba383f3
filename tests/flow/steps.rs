//! The five steps with questions, and Review as the way back to them.

use cognito_console::app_client::{AppType, FieldId, SecretChoice, Unit};
use cognito_console::wizard::form::Focus;
use rstest::rstest;

use crate::driver::{Driver, NARROW, NORMAL, WIDE};
use crate::{at_review, page};

const OWN: &str = "abcdefghijklmnopqrstuvwxyz_0123";

fn in_step_1() -> Driver {
    let mut d = Driver::start();
    d.keys("enter");
    d
}

#[rstest]
#[case::missing("", "App client name is required.")]
#[case::blank("   ", "App client name is required.")]
#[case::hash("shop#", "The name has characters that aren't valid: #")]
#[case::accent("café ü", "The name has characters that aren't valid: é ü")]
#[case::long(&"x".repeat(131), "The name has too many characters. Character count: 131/128")]
fn a_wrong_name_is_said_at_the_field(#[case] name: &str, #[case] sentence: &str) {
    let mut d = in_step_1();
    d.keys(&format!("enter '{name}' enter"));
    d.says(&format!("x {sentence}"));
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::ClientName));
    d.says("Step 1 of 6");
}

#[test]
fn an_empty_name_is_not_an_error_while_it_is_typed() {
    let mut d = in_step_1();
    d.keys("enter");
    d.does_not_say("required");
    d.keys("'s' backspace");
    d.does_not_say("required");
    d.keys("tab");
    d.says("x App client name is required.");
}

#[test]
fn a_name_is_trimmed_and_counted_as_it_will_be_sent() {
    let mut d = in_step_1();
    d.keys("enter '  shop web  '");
    d.says("Character count: 8/128");
    d.keys("ctrl-r enter");
    assert_eq!(d.created_body()["ClientName"], "shop web");
}

#[test]
fn next_over_errors_is_refused_once_and_goes_on_the_second_time() {
    let mut d = in_step_1();
    d.keys("ctrl-n");
    d.says("Step 1 of 6");
    d.says("x App client name is required.");
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::ClientName));
    d.keys("ctrl-n");
    d.says("1 Appx [2 Sign-in]");
    d.keys("ctrl-n");
    d.says("1 Appx 2 Sign-in+ [3 Tokens]");
}

#[test]
fn typing_after_a_refusal_is_refused_again() {
    let mut d = in_step_1();
    d.keys("ctrl-n '#' ctrl-n");
    d.says("Step 1 of 6");
    d.says("aren't valid: #");
}

#[test]
fn leaving_a_field_is_never_blocked() {
    let mut d = in_step_1();
    d.keys("tab '#' tab");
    assert!(matches!(d.model.form.focus(), Focus::Button(_)));
    d.keys("backtab backtab");
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::AppType));
    d.keys("tab esc");
    assert_eq!(page(&d.model), "pools");
}

#[test]
fn an_error_on_review_blocks_create_only_and_leads_to_its_field() {
    let mut d = in_step_1();
    d.keys("ctrl-r");
    d.says("There is a problem");
    d.says("x App client name is required.");
    d.keys("enter");
    assert_eq!((page(&d.model), d.creates), ("review", 0));
    d.says("There is a problem. Enter goes to it.");
    d.keys("enter");
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::ClientName));
    d.keys("'shop-web' enter");
    assert_eq!(page(&d.model), "review");
    d.keys("enter");
    assert_eq!(page(&d.model), "created");
}

#[test]
fn a_warning_on_review_leads_to_its_field_and_next_brings_back() {
    let mut d = Driver::start();
    d.keys("enter enter 'shop-web' ctrl-n 3 ctrl-r");
    d.says("Check before you create");
    d.says("! W2 Public app with password flow.");
    d.keys("tab enter");
    assert_eq!(d.model.form.focus(), Focus::Field(FieldId::AuthFlows));
    d.keys("ctrl-n");
    assert_eq!(page(&d.model), "review");
    d.keys("enter");
    assert_eq!(page(&d.model), "created");
}

#[rstest]
#[case(1, "Define app")]
#[case(2, "Configure sign-in")]
#[case(3, "Set token lifetimes")]
#[case(4, "Configure security")]
#[case(5, "Set attribute permissions")]
fn a_digit_on_review_opens_the_section_and_next_brings_back(#[case] digit: usize, #[case] title: &str) {
    let mut d = at_review("shop-web");
    d.keys(&digit.to_string());
    d.says(title);
    d.says(&format!("Step {digit} of 6"));
    d.keys("ctrl-n");
    assert_eq!(page(&d.model), "review");
}

#[test]
fn other_digits_on_review_do_nothing() {
    let mut d = at_review("shop-web");
    d.keys("6 7 8 9 0");
    assert_eq!((page(&d.model), d.creates), ("review", 0));
}

#[test]
fn after_previous_the_steps_come_in_order_again() {
    let mut d = at_review("shop-web");
    d.keys("3 ctrl-p");
    d.says("Step 2 of 6");
    d.keys("ctrl-n");
    d.says("Step 3 of 6");
}

#[test]
fn the_repair_mends_the_access_token() {
    let mut d = at_review("shop-web");
    d.keys("3 tab ctrl-u '60h' tab");
    d.says("x Access token expiration is too long: 60 hours. The maximum is 24 hours. For 60 minutes, type 60m.");
    d.says("F4 set 60m");
    d.keys("f4");
    d.says("60m_________ = 1 hour");
    d.does_not_say("F4");
    d.keys("ctrl-r enter");
    let body = d.created_body();
    assert_eq!(
        (&body["AccessTokenValidity"], &body["TokenValidityUnits"]["AccessToken"]),
        (&60.into(), &"minutes".into())
    );
}

#[test]
fn f4_does_nothing_when_nothing_is_offered() {
    let mut d = at_review("shop-web");
    d.keys("3 f4");
    assert_eq!(d.model.draft.refresh_token.text, "30d");
}

#[rstest]
#[case("90m", "90m", Unit::Minutes)]
#[case("2", "2d", Unit::Days)]
#[case("1H30m", "1h30m", Unit::Minutes)]
fn a_duration_is_shown_in_its_normal_form(#[case] typed: &str, #[case] shown: &str, #[case] unit: Unit) {
    let mut d = at_review("shop-web");
    d.keys(&format!("3 ctrl-u '{typed}' tab"));
    assert_eq!(d.model.draft.refresh_token.text, shown);
    assert_eq!(d.model.draft.refresh_token.unit, unit);
}

#[test]
fn an_access_token_may_not_outlive_the_refresh_token() {
    let mut d = at_review("shop-web");
    d.keys("3 ctrl-u '1h' tab ctrl-u '12h' tab");
    d.says("Refresh token expiration (1 hour) is shorter than the access token (12 hours).");
    d.says("Make it 12 hours or more, or shorten the access token.");
}

#[test]
fn the_warnings_of_a_step_are_counted_and_marked() {
    let mut d = in_step_1();
    d.keys("enter 'shop' ctrl-n 3");
    d.says("! Public app with password flow. Use SRP unless you migrate users. W2");
    d.says("1 warning. Warnings never stop you; they are listed again in Review.");
    d.keys("ctrl-n");
    d.says("2 Sign-in!");
}

#[test]
fn no_flow_at_all_is_an_error() {
    let mut d = in_step_1();
    d.keys("enter 'shop' ctrl-n 1 5 6");
    d.says("x Choose at least one way to sign in.");
    d.keys("6");
    d.says("Nobody can sign in through the API with this client; right for managed login only.");
}

#[test]
fn choice_based_sign_in_needs_more_than_the_lite_plan() {
    let mut d = Driver::start();
    d.keys("/ 'shop-staff' enter");
    d.says("shop-staff");
    d.keys("enter 'x' ctrl-n 2");
    d.says("x Choice-based sign-in needs the Essentials plan. This pool is on Lite.");
}

#[test]
fn an_untouched_secret_follows_the_type_and_says_so() {
    let mut d = at_review("shop-web");
    d.keys("4");
    d.says("(*) 1 No secret");
    d.keys("ctrl-n 1 down");
    d.says("1 setting changed: client secret, now: Generate a secret. u undo");
    assert_eq!(d.model.draft.secret(), SecretChoice::Generate);
    d.keys("up");
    d.says("1 setting changed: client secret, now: No secret. u undo");
    assert_eq!(d.model.draft.app_type, AppType::Public);
    d.keys("u");
    assert_eq!((d.model.draft.app_type, d.model.draft.secret()), (AppType::Confidential, SecretChoice::Generate));
    d.does_not_say("undo");
}

#[test]
fn a_picked_secret_stays_and_says_so() {
    let mut d = at_review("shop-web");
    d.keys("4 2");
    d.says("! Public app with a secret.");
    d.keys("ctrl-n 1 3");
    d.says("The client secret stays as you chose it: Generate a secret.");
    assert_eq!(d.model.draft.secret(), SecretChoice::Generate);
}

#[test]
fn an_own_secret_is_on_no_screen() {
    for size in [NORMAL, NARROW, WIDE] {
        let mut d = Driver::at(size);
        let mut screens = vec![];
        d.keys("enter enter 'shop-server' ctrl-n ctrl-n ctrl-n 3 tab");
        for key in OWN.chars() {
            d.keys(&key.to_string());
            screens.push(d.screen());
        }
        for keys in ["left", "home", "end", "tab", "backtab", "f1", "esc", "ctrl-n", "ctrl-p", "backtab", "ctrl-r"] {
            d.keys(keys);
            screens.push(d.screen());
        }
        for _ in 0..20 {
            d.keys("enter");
            screens.push(d.screen());
            if page(&d.model) == "created" {
                break;
            }
        }
        assert_eq!(page(&d.model), "created");
        d.keys("s c");
        screens.push(d.screen());
        assert!(d.copied.is_empty());
        for screen in screens {
            assert!(!screen.contains(&OWN[..4]), "{screen}");
        }
        assert_eq!(d.created_body()["ClientSecret"], OWN);
        assert!(d.created_body().get("GenerateSecret").is_none());
        d.says("Client secret the one that you typed");
    }
}

#[test]
fn an_own_secret_of_the_wrong_form_is_an_error() {
    let mut d = at_review("shop-server");
    d.keys("4 3 tab 'too-short' tab");
    d.says("x Use 24 to 64 letters, digits, underscores, or plus signs. It has other characters.");
    d.does_not_say("too-short");
}

#[test]
fn undo_belongs_to_the_matrix_and_not_to_another_step() {
    let mut d = at_review("shop-web");
    d.keys("5 2 tab space ctrl-r 1");
    let before = d.model.draft.attributes.clone();
    d.keys("u");
    assert_eq!(d.model.draft.attributes, before);
}

#[test]
fn a_paste_goes_into_the_name_as_one_block() {
    let mut d = in_step_1();
    d.keys("enter");
    d.paste("  shop\u{7}-web\r\n");
    assert_eq!(d.model.draft.name, "shop-web");
    d.says("Step 1 of 6");
    d.keys("backtab");
    d.paste("lost");
    d.says("Nothing was pasted: the focus is not on a text field.");
}

#[test]
fn a_pasted_book_is_cut() {
    let mut d = in_step_1();
    d.keys("enter");
    d.paste(&"x".repeat(1_000_000));
    d.says("The name has too many characters.");
    assert!(d.model.draft.name.len() < 2_000);
}
