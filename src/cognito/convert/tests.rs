use aws_sdk_cognitoidentityprovider::types::builders::UserPoolClientTypeBuilder;
use rstest::rstest;

use super::*;
use crate::app_client::{Context, Draft, Secret, SecretChoice, rules};

fn spec(secret: SecretChoice) -> AppClientSpec {
    let draft = Draft {
        name: "shop".to_owned(),
        picked_secret: Some(secret),
        own_secret: Secret::new("a".repeat(24)),
        ..Draft::default()
    };
    let pool = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    rules::resolve(&draft, &pool, &Context::default()).ok().unwrap()
}

fn read(change: impl FnOnce(UserPoolClientTypeBuilder) -> UserPoolClientTypeBuilder) -> Answer {
    answer(&change(UserPoolClientType::builder()).build(), None)
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn an_empty_answer_says_nothing() {
    assert_eq!(read(|client| client), Answer::default());
}

#[test]
fn each_member_of_an_answer_is_read() {
    let units = TokenValidityUnitsType::builder()
        .refresh_token(TimeUnitsType::Hours)
        .access_token(TimeUnitsType::Minutes)
        .id_token(TimeUnitsType::Seconds);
    let got = read(|client| {
        client
            .client_name("shop\u{202e}")
            .explicit_auth_flows(ExplicitAuthFlowsType::AllowUserAuth)
            .explicit_auth_flows(ExplicitAuthFlowsType::from("ALLOW_NEW\u{7}"))
            .auth_session_validity(4)
            .refresh_token_validity(48)
            .access_token_validity(60)
            .id_token_validity(3_600)
            .token_validity_units(units.build())
            .enable_token_revocation(false)
            .prevent_user_existence_errors(PreventUserExistenceErrorTypes::Legacy)
            .read_attributes("email")
            .read_attributes("sub")
            .write_attributes("custom:\u{1b}x")
    });
    assert_eq!(
        got,
        Answer {
            name: Some("shop?".to_owned()),
            flows: Some(texts(&["ALLOW_USER_AUTH", "ALLOW_NEW?"])),
            session_minutes: Some(4),
            refresh_token: Some(Validity::new(48, Unit::Hours)),
            access_token: Some(Validity::new(60, Unit::Minutes)),
            id_token: Some(Validity::new(3_600, Unit::Seconds)),
            revocation: Some(false),
            existence_errors: Some("LEGACY".to_owned()),
            read: Some(texts(&["email", "sub"])),
            write: Some(texts(&["custom:?x"])),
            carried: Settings::default(),
        }
    );
}

#[test]
fn numbers_without_units_are_in_the_default_ones() {
    let bare = |client: UserPoolClientTypeBuilder| {
        client.refresh_token_validity(5).access_token_validity(2).id_token_validity(3)
    };
    let got = read(bare);
    assert_eq!(got.refresh_token, Some(Validity::new(5, Unit::Days)));
    assert_eq!(got.access_token, Some(Validity::new(2, Unit::Hours)));
    assert_eq!(got.id_token, Some(Validity::new(3, Unit::Hours)));
    // The service answers `{}` where no unit was ever set.
    assert_eq!(read(|client| bare(client).token_validity_units(TokenValidityUnitsType::builder().build())), got);
}

#[test]
fn an_empty_list_is_kept_apart_from_none() {
    let got = read(|client| client.set_read_attributes(Some(Vec::new())).set_explicit_auth_flows(Some(Vec::new())));
    assert_eq!((got.read, got.flows, got.write), (Some(Vec::new()), Some(Vec::new()), None));
}

#[rstest]
#[case(SecretChoice::None, None, None)]
#[case(SecretChoice::None, Some(""), None)]
#[case(SecretChoice::None, Some("x"), Some(("no secret", "a secret")))]
#[case(SecretChoice::Generate, Some("x"), None)]
#[case(SecretChoice::Generate, None, Some(("a generated secret", "no secret in the answer")))]
#[case(SecretChoice::Own, None, None)]
#[case(SecretChoice::Own, Some("aaaaaaaaaaaaaaaaaaaaaaaa"), None)]
#[case(SecretChoice::Own, Some("b"), Some(("your own secret", "another secret")))]
fn secrets_are_compared_without_being_shown(
    #[case] asked: SecretChoice,
    #[case] got: Option<&str>,
    #[case] expected: Option<(&str, &str)>,
) {
    let found = secret_difference(&spec(asked), got);
    assert_eq!(found.as_ref().map(|found| (found.asked.as_str(), found.got.as_str())), expected);
}

#[test]
fn each_member_of_a_pool_is_read() {
    let email = SchemaAttributeType::builder().name("email").required(true).mutable(false).build();
    let bare = SchemaAttributeType::builder().name("custom:x").build();
    let nameless = SchemaAttributeType::builder().build();
    let pool = UserPoolType::builder()
        .id("us-east-1_Zz")
        .name("shop\n2")
        .user_pool_tier(UserPoolTierType::Lite)
        .estimated_number_of_users(12_400)
        .domain("prefix")
        .mfa_configuration(UserPoolMfaType::Optional)
        .set_schema_attributes(Some(vec![email, bare, nameless]));
    let asked = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    let attribute = |name: &str, required, mutable| Attribute { name: name.to_owned(), required, mutable };
    let expected = UserPool {
        id: UserPoolId::parse("us-east-1_Zz").unwrap(),
        name: "shop 2".to_owned(),
        tier: Some(Tier::Lite),
        users: Some(12_400),
        domain: Some("prefix".to_owned()),
        mfa: Some("optional".to_owned()),
        attributes: vec![attribute("email", true, false), attribute("custom:x", false, true)],
    };
    assert_eq!(user_pool(&asked, &pool.clone().build()), expected);
    assert_eq!(user_pool(&asked, &pool.custom_domain("id.example.com").build()).domain.unwrap(), "id.example.com");
}

#[test]
fn a_bare_pool_is_the_one_asked_for() {
    let asked = UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap();
    let got = user_pool(&asked, &UserPoolType::builder().build());
    let expected = UserPool {
        id: asked.clone(),
        name: String::new(),
        tier: None,
        users: Some(0),
        domain: None,
        mfa: None,
        attributes: Vec::new(),
    };
    assert_eq!(got, expected);
}

#[rstest]
#[case("LITE", Some(Tier::Lite))]
#[case("ESSENTIALS", Some(Tier::Essentials))]
#[case("PLUS", Some(Tier::Plus))]
#[case("ULTRA", None)]
fn plans(#[case] wire: &str, #[case] expected: Option<Tier>) {
    assert_eq!(tier(&UserPoolTierType::from(wire)), expected);
}

#[test]
fn rows_without_a_usable_id_are_left_out() {
    let row = |id: Option<&str>| UserPoolDescriptionType::builder().set_id(id.map(str::to_owned)).name("n").build();
    assert_eq!(pool_summary(&row(None)), None);
    assert_eq!(pool_summary(&row(Some("no pool"))), None);
    assert_eq!(pool_summary(&row(Some("local_1x"))).unwrap().last_modified, None);
}

#[rstest]
#[case(0, "1970-01-01")]
#[case(1_795_535_999, "2026-11-24")]
#[case(1_795_564_800, "2026-11-25")]
fn days_are_in_utc(#[case] seconds: i64, #[case] expected: &str) {
    assert_eq!(day(&DateTime::from_secs(seconds)).unwrap(), expected);
}

#[test]
fn a_moment_that_no_calendar_has_is_no_day() {
    assert_eq!(day(&DateTime::from_secs(i64::MAX)), None);
}

#[rstest]
#[case("arn:aws:sts::111122223333:assumed-role/AdminSSO/ann@example.com", "AdminSSO")]
#[case("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Power_User_0123456789abcdef/ann", "Power_User")]
#[case("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_/ann", "AWSReservedSSO_")]
#[case("arn:aws:sts::111122223333:federated-user/bob", "bob")]
#[case("arn:aws:iam::111122223333:user/team/a/bob", "bob")]
#[case("arn:aws:iam::111122223333:user/bob", "bob")]
#[case("arn:aws:iam::111122223333:root", "root")]
#[case("arn:aws-us-gov:sts::111122223333:assumed-role/R", "R")]
#[case("nonsense", "nonsense")]
#[case("", "")]
fn the_part_of_an_arn_that_people_know(#[case] arn: &str, #[case] expected: &str) {
    assert_eq!(principal(arn), expected);
}

#[rstest]
#[case(Some("111122223333"), Some("R?"))]
#[case::cut(Some("11112222"), None)]
#[case::cut_before(None, None)]
#[case::foreign(Some("1111\u{1b}[31m222"), None)]
fn nobody_without_a_whole_account_number(#[case] account: Option<&str>, #[case] role: Option<&str>) {
    let answer = GetCallerIdentityOutput::builder().arn("arn:aws:sts::111122223333:assumed-role/R\u{7}/s");
    let got = identity(&answer.set_account(account.map(str::to_owned)).build(), None);
    let expected =
        role.map(|role| Identity { account: "111122223333".to_owned(), role: role.to_owned(), expires_in: None });
    assert_eq!(got, expected);
}
