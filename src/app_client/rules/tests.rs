//! Each rule, its words, and both sides of each boundary. The first draft here is one that no
//! rule minds, so what a table changes is all that a rule can speak of.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::app_client::{
    AppType, Attribute, AttributeChoice, AttributeMode, AuthFlow, AuthFlows, DurationText, FieldId, Repair, Secret,
    Tier, Token, Unit, Validity,
};

/// A draft that raises nothing at all.
fn quiet() -> Draft {
    Draft { name: "shop-web".to_owned(), ..Draft::default() }
}

fn changed(change: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = quiet();
    change(&mut draft);
    draft
}

fn attribute(name: &str, required: bool) -> Attribute {
    Attribute { name: name.to_owned(), required, mutable: true }
}

fn pool_with(tier: Option<Tier>, attributes: Vec<Attribute>) -> UserPool {
    UserPool {
        id: UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap(),
        name: "shop-customers".to_owned(),
        tier,
        users: None,
        domain: None,
        mfa: None,
        attributes,
    }
}

fn found(draft: &Draft, context: &Context) -> Vec<(FieldId, Severity, &'static str, String)> {
    check(draft, context).into_iter().map(|p| (p.field, p.severity, p.code, p.text)).collect()
}

/// The draft raises exactly one error, in these words; gives it back.
fn only_error(draft: &Draft, field: FieldId, text: &str) -> Problem {
    let mut problems = check(draft, &Context::default());
    problems.retain(|problem| problem.severity == Severity::Error);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems.remove(0);
    assert_eq!((problem.field, problem.text.as_str()), (field, text));
    problem
}

/// The draft raises exactly one problem, a warning, in these words.
fn only_warning(draft: &Draft, context: &Context, code: &str, field: FieldId, text: &str) {
    assert_eq!(found(draft, context), [(field, Severity::Warning, code, text.to_owned())]);
}

fn repair(field: FieldId, text: &str) -> Repair {
    Repair { field, text: text.to_owned() }
}

fn typed(text: &str, unit: Unit) -> DurationText {
    DurationText { text: text.to_owned(), unit }
}

#[test]
fn a_fresh_draft_with_a_name_is_quiet() {
    assert_eq!(found(&quiet(), &Context::default()), []);
}

#[test]
fn a_fresh_draft_lacks_only_its_name() {
    let problem = only_error(&Draft::default(), FieldId::ClientName, "App client name is required.");
    assert!(problem.unfinished);
    only_error(&changed(|d| d.name = " \t\u{3000} ".to_owned()), FieldId::ClientName, "App client name is required.");
}

#[rstest]
#[case::foreign("shop é #é", "The name has characters that aren't valid: é #")]
#[case::tab("shop\tweb", "The name has characters that aren't valid: U+0009")]
#[case::wide_space("shop\u{3000}web", "The name has characters that aren't valid: U+3000")]
#[case::hidden("shop\u{202e}web", "The name has characters that aren't valid: U+202E")]
#[case::japanese("店", "The name has characters that aren't valid: 店")]
#[case::colon("a:b", "The name has characters that aren't valid: :")]
#[case::too_long(&"x".repeat(131), "The name has too many characters. Character count: 131/128")]
#[case::one_too_long(&"x".repeat(129), "The name has too many characters. Character count: 129/128")]
fn bad_names(#[case] name: &str, #[case] text: &str) {
    let problem = only_error(&changed(|d| d.name = name.to_owned()), FieldId::ClientName, text);
    assert!(!problem.unfinished);
}

#[test]
fn a_name_may_break_two_rules() {
    let problems = check(&changed(|d| d.name = "é".repeat(129)), &Context::default());
    let texts: Vec<&str> = problems.iter().map(|problem| problem.text.as_str()).collect();
    assert_eq!(
        texts,
        ["The name has characters that aren't valid: é", "The name has too many characters. Character count: 129/128"]
    );
}

#[rstest]
#[case("a")]
#[case("Shop web_1+=,.@-")]
#[case(&"x".repeat(128))]
#[case(&format!("  {}  ", "x".repeat(128)))]
fn good_names(#[case] name: &str) {
    assert_eq!(found(&changed(|d| d.name = name.to_owned()), &Context::default()), []);
}

#[test]
fn a_name_is_sent_without_its_outer_blanks() {
    let draft = changed(|d| d.name = " \u{3000}shop web\t ".to_owned());
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    assert_eq!(resolve(&draft, &pool, &Context::default()).ok().unwrap().name(), "shop web");
}

fn client(name: &str) -> AppClientSummary {
    AppClientSummary { id: "3n4b5urk1ft4fl3mg5e62d9ado".to_owned(), name: name.to_owned() }
}

#[rstest]
#[case("shop-web", true)]
#[case(" shop-web ", true)]
#[case("Shop-web", false)]
fn names_may_repeat(#[case] name: &str, #[case] same: bool) {
    let names = ["other", "shop-web"].map(client);
    let context = Context { clients: &names, ..Context::default() };
    let text = "Another client in this pool is also named shop-web. Names may repeat.".to_owned();
    let note = (FieldId::ClientName, Severity::Note, "", text);
    let expected = if same { vec![note] } else { vec![] };
    assert_eq!(found(&changed(|d| d.name = name.to_owned()), &context), expected);
}

#[rstest]
#[case(949, None)]
#[case(950, Some("This pool is near its limit: 950 of 1,000 app clients, unless AWS raised it."))]
#[case(1_000, Some("This pool is near its limit: 1,000 of 1,000 app clients, unless AWS raised it."))]
fn a_pool_near_its_limit(#[case] clients: usize, #[case] text: Option<&str>) {
    let names = vec![client("other"); clients];
    let context = Context { clients: &names, ..Context::default() };
    let notes = text.map(|text| (FieldId::ClientName, Severity::Note, "", text.to_owned()));
    assert_eq!(found(&quiet(), &context), notes.into_iter().collect::<Vec<_>>());
}

fn flows(flows: &[AuthFlow]) -> AuthFlows {
    flows.iter().copied().collect()
}

#[test]
fn no_flow_at_all() {
    only_error(
        &changed(|d| d.flows = AuthFlows::default()),
        FieldId::AuthFlows,
        "Choose at least one way to sign in. (Cognito would turn SRP and custom on if the list is empty.)",
    );
}

#[rstest]
#[case::w12(&[AuthFlow::RefreshToken], "W12", "Nobody can sign in through the API with this client; right for managed login only.")]
#[case::w2(&[AuthFlow::UserPassword, AuthFlow::RefreshToken], "W2", "Public app with password flow. Use SRP unless you migrate users.")]
#[case::w3(&[AuthFlow::AdminUserPassword, AuthFlow::RefreshToken], "W3", "The server-side flow needs AWS credentials. Never put those in an app that users run.")]
#[case::w5(&[AuthFlow::UserSrp], "W5", "Users must sign in again every 1 hour (the access token lifetime).")]
#[case::w13(&[AuthFlow::User, AuthFlow::RefreshToken], "W13", "Choice-based sign-in needs the Essentials plan. The plan of this pool is not known.")]
fn flows_that_have_a_consequence(#[case] chosen: &[AuthFlow], #[case] code: &str, #[case] text: &str) {
    only_warning(&changed(|d| d.flows = flows(chosen)), &Context::default(), code, FieldId::AuthFlows, text);
}

#[rstest]
#[case("15m", "Users must sign in again every 15 minutes (the access token lifetime).")]
#[case("nonsense", "Users must sign in again whenever the access token ends.")]
fn how_often_users_sign_in_again(#[case] access: &str, #[case] text: &str) {
    let draft = changed(|d| {
        d.flows = flows(&[AuthFlow::UserSrp]);
        d.access_token.text = access.to_owned();
    });
    let w5 = found(&draft, &Context::default()).into_iter().find(|(_, _, code, _)| *code == "W5").unwrap();
    assert_eq!(w5.3, text);
}

#[rstest]
#[case(AppType::Confidential)]
#[case(AppType::Other)]
fn other_apps_may_use_passwords(#[case] app_type: AppType) {
    let draft = changed(|d| {
        d.app_type = app_type;
        d.flows = flows(&[AuthFlow::UserPassword, AuthFlow::AdminUserPassword, AuthFlow::RefreshToken]);
    });
    assert_eq!(found(&draft, &Context::default()), []);
}

#[rstest]
#[case::essentials(Some(Tier::Essentials), None)]
#[case::plus(Some(Tier::Plus), None)]
#[case::lite(Some(Tier::Lite), Some((Severity::Error, "", "Choice-based sign-in needs the Essentials plan. This pool is on Lite.")))]
#[case::unknown(None, Some((Severity::Warning, "W13", "Choice-based sign-in needs the Essentials plan. The plan of this pool is not known.")))]
fn choice_based_sign_in_by_plan(#[case] tier: Option<Tier>, #[case] expected: Option<(Severity, &'static str, &str)>) {
    let pool = pool_with(tier, vec![]);
    let draft = changed(|d| d.flows = flows(&[AuthFlow::User, AuthFlow::RefreshToken]));
    let expected = expected.map(|(severity, code, text)| (FieldId::AuthFlows, severity, code, text.to_owned()));
    let context = Context { pool: Some(&pool), ..Context::default() };
    assert_eq!(found(&draft, &context), expected.into_iter().collect::<Vec<_>>());
}

#[rstest]
#[case("2", "Duration is too short: 2 minutes. The minimum is 3 minutes.", Some("3"), true)]
#[case("0", "Duration is too short: 0 minutes. The minimum is 3 minutes.", Some("3"), true)]
#[case("60s", "Duration is too short: 60 seconds. The minimum is 3 minutes.", Some("3"), true)]
#[case("16", "Duration is too long: 16 minutes. The maximum is 15 minutes.", Some("15"), false)]
#[case("20", "Duration is too long: 20 minutes. The maximum is 15 minutes.", Some("15"), false)]
#[case("1h", "Duration is too long: 1 hour. The maximum is 15 minutes.", Some("15"), false)]
#[case("259", "Duration is too long: 259 minutes. The maximum is 15 minutes.", Some("15"), false)]
#[case("", "Enter a whole number of minutes.", None, true)]
#[case("3.5", "Enter a whole number of minutes.", None, true)]
#[case("three", "Enter a whole number of minutes.", None, true)]
#[case("200s", "Enter a whole number of minutes.", None, false)]
#[case("3m30s", "Enter a whole number of minutes.", None, false)]
fn bad_sessions(#[case] text: &str, #[case] error: &str, #[case] mended: Option<&str>, #[case] unfinished: bool) {
    let problem = only_error(&changed(|d| d.session = text.to_owned()), FieldId::SessionDuration, error);
    assert_eq!(problem.repair, mended.map(|text| repair(FieldId::SessionDuration, text)));
    assert_eq!(problem.unfinished, unfinished);
}

#[rstest]
#[case("3", 3)]
#[case(" 15 ", 15)]
#[case("5m", 5)]
#[case("180s", 3)]
fn good_sessions(#[case] text: &str, #[case] minutes: u8) {
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    let spec = resolve(&changed(|d| d.session = text.to_owned()), &pool, &Context::default()).ok().unwrap();
    assert_eq!(spec.session_minutes(), minutes);
}

const REFRESH_SHORT: &str = "Refresh token expiration is too short: ";
const REFRESH_LONG: &str = "Refresh token expiration is too long: ";
const ACCESS_LONG: &str = "Access token expiration is too long: ";

#[rstest]
#[case::r_min(Token::Refresh, "30m", &format!("{REFRESH_SHORT}30 minutes. The minimum is 60 minutes."), "60m")]
#[case::r_min_minutes(Token::Refresh, "59m", &format!("{REFRESH_SHORT}59 minutes. The minimum is 60 minutes."), "60m")]
#[case::r_min_seconds(Token::Refresh, "3599s", &format!("{REFRESH_SHORT}3599 seconds. The minimum is 60 minutes."), "60m")]
#[case::r_zero(Token::Refresh, "0d", &format!("{REFRESH_SHORT}0 days. The minimum is 60 minutes."), "60m")]
#[case::r_max_days(Token::Refresh, "3651d", &format!("{REFRESH_LONG}3651 days. The maximum is 3650 days. For 3651 hours, type 3651h."), "3651h")]
#[case::r_max_hours(Token::Refresh, "87601h", &format!("{REFRESH_LONG}87601 hours. The maximum is 3650 days. For 87601 minutes, type 87601m."), "87601m")]
#[case::r_max_minutes(Token::Refresh, "5256001m", &format!("{REFRESH_LONG}5256001 minutes. The maximum is 3650 days."), "3650d")]
#[case::r_max_seconds(Token::Refresh, "315360001s", &format!("{REFRESH_LONG}315360001 seconds. The maximum is 3650 days."), "3650d")]
#[case::a_min(Token::Access, "4m", "Access token expiration is too short: 4 minutes. The minimum is 5 minutes.", "5m")]
#[case::a_min_seconds(
    Token::Access,
    "299s",
    "Access token expiration is too short: 299 seconds. The minimum is 5 minutes.",
    "5m"
)]
#[case::a_classic(Token::Access, "60h", &format!("{ACCESS_LONG}60 hours. The maximum is 24 hours. For 60 minutes, type 60m."), "60m")]
#[case::a_max_hours(Token::Access, "25h", &format!("{ACCESS_LONG}25 hours. The maximum is 24 hours. For 25 minutes, type 25m."), "25m")]
#[case::a_max_minutes(Token::Access, "1441m", &format!("{ACCESS_LONG}1441 minutes. The maximum is 24 hours."), "24h")]
#[case::a_max_seconds(Token::Access, "86401s", &format!("{ACCESS_LONG}86401 seconds. The maximum is 24 hours."), "24h")]
#[case::a_days(Token::Access, "2d", &format!("{ACCESS_LONG}2 days. The maximum is 24 hours. For 2 hours, type 2h."), "2h")]
#[case::a_bare(Token::Access, "60", &format!("{ACCESS_LONG}60 hours. The maximum is 24 hours. For 60 minutes, type 60m."), "60m")]
#[case::i_min(Token::Id, "4m", "ID token expiration is too short: 4 minutes. The minimum is 5 minutes.", "5m")]
#[case::i_max(
    Token::Id,
    "25h",
    "ID token expiration is too long: 25 hours. The maximum is 24 hours. For 25 minutes, type 25m.",
    "25m"
)]
#[case::absurd(Token::Access, "99999999999999999999d", &format!("{ACCESS_LONG}18446744073709551615 days. The maximum is 24 hours."), "24h")]
fn lifetimes_out_of_range(#[case] token: Token, #[case] text: &str, #[case] error: &str, #[case] mended: &str) {
    let unit = token.default_validity().unit;
    let mut draft = changed(|d| *d.token_mut(token) = typed(text, unit));
    let problem = only_error(&draft, token_rules::field(token), error);
    assert_eq!(problem.repair, Some(repair(token_rules::field(token), mended)));
    assert_eq!(problem.unfinished, error.contains("too short"));
    // A repair mends.
    draft.token_mut(token).text = mended.to_owned();
    let errors = check(&draft, &Context::default());
    assert!(errors.iter().all(|p| p.severity != Severity::Error), "{errors:?}");
}

#[rstest]
#[case("")]
#[case("soon")]
#[case("1.5h")]
#[case("-1h")]
#[case("30m1h")]
#[case("1w")]
fn lifetimes_that_are_none(#[case] text: &str) {
    for token in Token::ALL {
        let draft = changed(|d| token_text(d, token, text));
        let error = "Enter a whole number of seconds, minutes, hours, or days.";
        let problem = only_error(&draft, token_rules::field(token), error);
        assert!(problem.unfinished && problem.repair.is_none());
    }
}

fn token_text(draft: &mut Draft, token: Token, text: &str) {
    text.clone_into(&mut draft.token_mut(token).text);
}

#[rstest]
#[case(Token::Refresh, &["3600s", "60m", "1h", "1d", "315360000s", "5256000m", "87600h", "3650d"])]
#[case(Token::Access, &["300s", "5m", "86400s", "1440m", "24h", "1d", "1h30m"])]
#[case(Token::Id, &["300s", "5m", "86400s", "1440m", "24h", "1d"])]
fn lifetimes_in_range(#[case] token: Token, #[case] texts: &[&str]) {
    for text in texts {
        let problems = check(&changed(|d| token_text(d, token, text)), &Context::default());
        assert!(problems.iter().all(|p| p.severity != Severity::Error), "{text}: {problems:?}");
    }
}

#[rstest]
#[case::access(
    "2h",
    "12h",
    "1h",
    "Refresh token expiration (2 hours) is shorter than the access token (12 hours). Make it 12 hours or more, or shorten the access token.",
    "12h"
)]
#[case::id(
    "2h",
    "1h",
    "12h",
    "Refresh token expiration (2 hours) is shorter than the ID token (12 hours). Make it 12 hours or more, or shorten the ID token.",
    "12h"
)]
#[case::both(
    "2h",
    "5h",
    "12h",
    "Refresh token expiration (2 hours) is shorter than the ID token (12 hours). Make it 12 hours or more, or shorten the ID token.",
    "12h"
)]
#[case::tie(
    "2h",
    "12h",
    "12h",
    "Refresh token expiration (2 hours) is shorter than the access token (12 hours). Make it 12 hours or more, or shorten the access token.",
    "12h"
)]
#[case::second(
    "60m",
    "3601s",
    "1h",
    "Refresh token expiration (60 minutes) is shorter than the access token (3601 seconds). Make it 3601 seconds or more, or shorten the access token.",
    "3601s"
)]
fn refresh_shorter_than_the_others(
    #[case] refresh: &str,
    #[case] access: &str,
    #[case] id: &str,
    #[case] error: &str,
    #[case] mended: &str,
) {
    let mut draft = lifetimes(refresh, access, id);
    let problem = only_error(&draft, FieldId::RefreshToken, error);
    assert_eq!(problem.repair, Some(repair(FieldId::RefreshToken, mended)));
    token_text(&mut draft, Token::Refresh, mended);
    assert!(check(&draft, &Context::default()).iter().all(|p| p.severity != Severity::Error));
}

fn lifetimes(refresh: &str, access: &str, id: &str) -> Draft {
    changed(|d| {
        token_text(d, Token::Refresh, refresh);
        token_text(d, Token::Access, access);
        token_text(d, Token::Id, id);
    })
}

#[rstest]
#[case::equal("1h", "1h", "1h")]
#[case::equal_in_other_units("1d", "24h", "1440m")]
fn equal_lifetimes_are_no_error(#[case] refresh: &str, #[case] access: &str, #[case] id: &str) {
    let problems = check(&lifetimes(refresh, access, id), &Context::default());
    assert!(problems.iter().all(|p| p.severity != Severity::Error), "{problems:?}");
}

#[test]
fn an_order_is_not_judged_while_a_value_is_out_of_range() {
    let problems = check(&lifetimes("30m", "12h", "1h"), &Context::default());
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    assert_eq!(errors, 1, "{problems:?}");
}

const W8: &str = "Users of the hosted UI (managed login) can still get new tokens from their session cookie, which lives 1 hour by default.";

#[rstest]
#[case("59m", "1h", Some(FieldId::AccessToken))]
#[case("1h", "59m", Some(FieldId::IdToken))]
#[case("3599s", "5m", Some(FieldId::AccessToken))]
#[case("60m", "60m", None)]
fn shorter_than_the_hosted_session(#[case] access: &str, #[case] id: &str, #[case] field: Option<FieldId>) {
    let expected = field.map(|field| (field, Severity::Warning, "W8", W8.to_owned()));
    assert_eq!(found(&lifetimes("30d", access, id), &Context::default()), expected.into_iter().collect::<Vec<_>>());
}

#[rstest]
#[case::half("3h", "91m", Some((FieldId::AccessToken, "A stolen access token works this long: 91 minutes.")))]
#[case::at_half("3h", "90m", None)]
#[case::twelve("30d", "12h", Some((FieldId::AccessToken, "A stolen access token works this long: 12 hours.")))]
#[case::less("30d", "719m", None)]
#[case::day("30d", "24h", Some((FieldId::AccessToken, "A stolen access token works this long: 24 hours.")))]
#[case::year("366d", "1h", Some((FieldId::RefreshToken, "A stolen refresh token works this long: 366 days.")))]
#[case::at_year("365d", "1h", None)]
fn how_long_a_stolen_token_works(
    #[case] refresh: &str,
    #[case] access: &str,
    #[case] expected: Option<(FieldId, &str)>,
) {
    let expected = expected.map(|(field, text)| (field, Severity::Warning, "W9", text.to_owned()));
    assert_eq!(found(&lifetimes(refresh, access, "1h"), &Context::default()), expected.into_iter().collect::<Vec<_>>());
}

const OWN: &str = "Use 24 to 64 letters, digits, underscores, or plus signs. ";

#[rstest]
#[case::short(&"a".repeat(12), "Character count: 12/24", true)]
#[case::one_short(&"a".repeat(23), "Character count: 23/24", true)]
#[case::none("", "Character count: 0/24", true)]
#[case::long(&"a".repeat(65), "Character count: 65/64", false)]
#[case::dash(&"a-".repeat(15), "It has other characters.", false)]
#[case::blank(&format!("{} ", "a".repeat(24)), "It has other characters.", false)]
#[case::foreign(&"é".repeat(24), "It has other characters.", false)]
#[case::line_end(&format!("{}\n", "a".repeat(30)), "It has other characters.", false)]
fn bad_own_secrets(#[case] secret: &str, #[case] fault: &str, #[case] unfinished: bool) {
    let draft = with_own_secret(secret);
    let problem = only_error(&draft, FieldId::OwnSecret, &format!("{OWN}{fault}"));
    assert_eq!(problem.unfinished, unfinished);
}

fn with_own_secret(secret: &str) -> Draft {
    changed(|d| {
        d.app_type = AppType::Other;
        d.picked_secret = Some(SecretChoice::Own);
        d.own_secret = Secret::new(secret.to_owned());
    })
}

#[rstest]
#[case(&"a".repeat(24))]
#[case(&"Z9_+".repeat(16))]
fn good_own_secrets(#[case] secret: &str) {
    assert_eq!(found(&with_own_secret(secret), &Context::default()), []);
}

#[test]
fn an_own_secret_that_is_not_used_is_not_judged() {
    let mut draft = with_own_secret("short");
    draft.picked_secret = Some(SecretChoice::Generate);
    assert_eq!(found(&draft, &Context::default()), []);
}

const W1: &str = "Public app with a secret. Users can read it in your code, and calls fail with \"SECRET_HASH was not received\" unless a proxy adds it.";
const W4: &str =
    "Confidential app without a secret. You can never add one to this client; you would make a new client.";

#[rstest]
#[case::w1(AppType::Public, Some(SecretChoice::Generate), Some(("W1", W1)))]
#[case::w1_own(AppType::Public, Some(SecretChoice::Own), Some(("W1", W1)))]
#[case::public(AppType::Public, None, None)]
#[case::w4(AppType::Confidential, Some(SecretChoice::None), Some(("W4", W4)))]
#[case::confidential(AppType::Confidential, None, None)]
#[case::other(AppType::Other, None, None)]
#[case::other_with(AppType::Other, Some(SecretChoice::Generate), None)]
fn secrets_by_type(
    #[case] app_type: AppType,
    #[case] picked: Option<SecretChoice>,
    #[case] expected: Option<(&'static str, &str)>,
) {
    let draft = changed(|d| {
        d.app_type = app_type;
        d.picked_secret = picked;
        d.own_secret = Secret::new("a".repeat(24));
    });
    let expected = expected.map(|(code, text)| (FieldId::ClientSecret, Severity::Warning, code, text.to_owned()));
    assert_eq!(found(&draft, &Context::default()), expected.into_iter().collect::<Vec<_>>());
}

#[test]
fn the_two_switches() {
    only_warning(
        &changed(|d| d.revocation = false),
        &Context::default(),
        "W11",
        FieldId::TokenRevocation,
        "Sign-out cannot end tokens that were already issued.",
    );
    only_warning(
        &changed(|d| d.prevent_existence_errors = false),
        &Context::default(),
        "W10",
        FieldId::UserExistenceErrors,
        "Anyone can test which accounts exist.",
    );
}

fn schema() -> Vec<Attribute> {
    let names = ["sub", "email", "email_verified", "name", "custom:colour", "custom:size", "custom:tenant_id", "dev:x"];
    names.map(|name| attribute(name, matches!(name, "sub" | "email"))).to_vec()
}

fn choosing(read: &[&str], write: &[&str]) -> Draft {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let (read, write) = (set(read), set(write));
    let seen = schema().into_iter().map(|attribute| attribute.name).collect();
    changed(|d| {
        d.attributes = AttributeChoice { mode: AttributeMode::Choose, read, write, seen, ..AttributeChoice::default() }
    })
}

fn found_in_pool(draft: &Draft, attributes: Vec<Attribute>) -> Vec<(FieldId, Severity, &'static str, String)> {
    let pool = pool_with(Some(Tier::Essentials), attributes);
    found(draft, &Context { pool: Some(&pool), ..Context::default() })
}

const BOTH: &[&str] = &["email", "custom:colour", "custom:size"];

#[rstest]
#[case::quiet(BOTH, BOTH, vec![])]
#[case::nothing_to_read(&[], BOTH, vec![(Severity::Error, "", "Choose at least one attribute to read. Cognito takes an empty list for the pool default.")])]
#[case::only_sub_to_read(&["sub"], BOTH, vec![(Severity::Error, "", "Choose at least one attribute to read. Cognito takes an empty list for the pool default.")])]
#[case::w6(&["email"], &["email", "custom:size"], vec![(Severity::Warning, "W6", "Apps that write these get \"attempted to write unauthorized attribute\": custom:colour.")])]
#[case::w6_all(&["email"], &[], vec![(Severity::Warning, "W6", "Apps that write these get \"attempted to write unauthorized attribute\": custom:colour, custom:size.")])]
#[case::w7(BOTH, &["custom:colour", "custom:size", "custom:tenant_id"], vec![(Severity::Warning, "W7", "Users can change custom:tenant_id themselves. If you trust it for access, turn write off.")])]
#[case::dropped(&["email", "custom:gone"], &["custom:colour", "custom:size", "old"], vec![(Severity::Note, "", "Not in this pool, so left out: custom:gone, old.")])]
fn attribute_lists(
    #[case] read: &[&str],
    #[case] write: &[&str],
    #[case] expected: Vec<(Severity, &'static str, &str)>,
) {
    let draft = choosing(read, write);
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(severity, code, text)| (FieldId::AttributePermissions, severity, code, text.to_owned()))
        .collect();
    assert_eq!(found_in_pool(&draft, schema()), expected);
    // With the pool's default nothing of it counts.
    let default =
        Draft { attributes: AttributeChoice { mode: AttributeMode::PoolDefault, ..draft.attributes }, ..quiet() };
    assert_eq!(found_in_pool(&default, schema()), []);
}

#[test]
fn nothing_to_write_where_nothing_is_required() {
    let attributes = vec![attribute("email_verified", false), attribute("name", false)];
    let text = "Choose at least one attribute to write. Cognito takes an empty list for the pool default.".to_owned();
    let expected = [(FieldId::AttributePermissions, Severity::Error, "", text)];
    assert_eq!(found_in_pool(&choosing(&["name"], &["email_verified"]), attributes), expected);
}

#[test]
fn several_trusted_names_share_one_line() {
    let attributes = vec![attribute("custom:plan", false), attribute("custom:role", false)];
    let names = ["custom:plan", "custom:role"];
    let text = "Users can change custom:plan, custom:role themselves. If you trust them for access, turn write off.";
    let expected = [(FieldId::AttributePermissions, Severity::Warning, "W7", text.to_owned())];
    assert_eq!(found_in_pool(&choosing(&names, &names), attributes), expected);
}

#[test]
fn lists_need_a_pool_that_was_read() {
    only_error(
        &choosing(BOTH, BOTH),
        FieldId::AttributeMode,
        "The attributes of this pool are not known, so only the pool default can be sent.",
    );
}

#[test]
fn required_attributes_are_written_and_fixed_ones_never() {
    let pool = pool_with(None, schema());
    let all: Vec<String> = schema().into_iter().map(|attribute| attribute.name).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let context = Context { pool: Some(&pool), ..Context::default() };
    let write = |draft: &Draft| {
        let spec = resolve(draft, &pool.id, &context).ok().unwrap();
        spec.attributes().unwrap().write.clone()
    };
    assert_eq!(write(&choosing(&all, &[])), ["email"]);
    assert_eq!(write(&choosing(&all, &all)), ["email", "custom:colour", "custom:size", "custom:tenant_id", "name"]);
}

#[test]
fn a_spec_holds_what_the_draft_says() {
    let draft = Draft {
        app_type: AppType::Confidential,
        name: " shop ".to_owned(),
        flows: flows(&[AuthFlow::AdminUserPassword, AuthFlow::RefreshToken]),
        session: "5".to_owned(),
        refresh_token: typed("12", Unit::Hours),
        access_token: typed("1h30m", Unit::Hours),
        id_token: typed("900s", Unit::Hours),
        picked_secret: None,
        own_secret: Secret::new("unused".to_owned()),
        revocation: false,
        prevent_existence_errors: false,
        ..Draft::default()
    };
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    let spec = resolve(&draft, &pool, &Context::default()).ok().unwrap();
    assert_eq!((spec.pool(), spec.name(), spec.flows(), spec.session_minutes()), (&pool, "shop", draft.flows, 5));
    let lifetimes = Token::ALL.map(|token| spec.token(token));
    assert_eq!(
        lifetimes,
        [Validity::new(12, Unit::Hours), Validity::new(90, Unit::Minutes), Validity::new(900, Unit::Seconds)]
    );
    assert!(matches!(spec.secret(), ClientSecret::Generated));
    assert!(!spec.revocation() && !spec.prevent_existence_errors());
    assert!(spec.attributes().is_none());
}

#[test]
fn problems_come_in_page_order() {
    let draft = Draft {
        flows: AuthFlows::default(),
        session: String::new(),
        refresh_token: typed("x", Unit::Days),
        picked_secret: Some(SecretChoice::Own),
        prevent_existence_errors: false,
        ..Draft::default()
    };
    let fields: Vec<FieldId> = check(&draft, &Context::default()).into_iter().map(|problem| problem.field).collect();
    assert!(fields.is_sorted(), "{fields:?}");
    assert_eq!(fields.len(), 7, "{fields:?}");
}

proptest! {
    #[test]
    fn what_is_refused_says_why(
        name in "\\PC{0,140}", session in "\\PC{0,6}", lifetime in "[0-9a-z .]{0,8}", secret in "\\PC{0,70}", own: bool,
    ) {
        let draft = Draft {
            name,
            session,
            access_token: typed(&lifetime, Unit::Hours),
            picked_secret: own.then_some(SecretChoice::Own),
            own_secret: Secret::new(secret),
            ..Draft::default()
        };
        let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
        if let Err(errors) = resolve(&draft, &pool, &Context::default()) {
            prop_assert!(!errors.is_empty());
            prop_assert!(errors.iter().all(|problem| problem.severity == Severity::Error));
        }
    }

    #[test]
    fn a_repair_mends_what_it_is_for(value in 0_u64..200_000, unit in 0_usize..4, token in 0_usize..3) {
        let token = Token::ALL[token];
        let mut draft = changed(|d| *d.token_mut(token) = DurationText::new(Validity::new(value, Unit::ALL[unit])));
        for _ in 0..2 {
            let errors = check(&draft, &Context::default());
            let Some(repair) = errors.into_iter().find_map(|problem| problem.repair) else { break };
            let mended = Token::ALL.into_iter().find(|token| token_rules::field(*token) == repair.field);
            draft.token_mut(mended.unwrap()).text = repair.text;
        }
        let left = check(&draft, &Context::default());
        prop_assert!(left.iter().all(|problem| problem.severity != Severity::Error), "{left:?}");
    }
}
