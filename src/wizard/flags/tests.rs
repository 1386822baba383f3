use super::*;
use crate::app_client::{AppType, AuthFlow, Context, rules};
use crate::wizard::summary;
use rstest::rstest;
use std::collections::{BTreeSet, HashSet};

fn answers(given: &[(&str, &str)]) -> Answers {
    Answers::new(given.iter().map(|(name, value)| (find(name).unwrap(), Secret::new((*value).to_owned()))).collect())
}

fn draft(given: &[(&str, &str)]) -> Draft {
    answers(given).draft().unwrap()
}

#[test]
fn every_question_has_a_flag_and_every_flag_a_name_of_its_own() {
    for field in STEPS.iter().flat_map(|step| step.fields) {
        assert!(!field.flags.is_empty(), "{}", field.label);
    }
    let names: HashSet<_> = all().map(|named| named.flag.name).collect();
    assert_eq!(names.len(), all().count());
    for named in all() {
        assert!(!named.help().is_empty() && !named.flag.value.is_empty(), "{}", named.flag.name);
        let is_choice = matches!(named.field.input, Input::Choice(_));
        assert!(!is_choice || !named.flag.words.is_empty(), "{}", named.flag.name);
    }
}

#[test]
fn words_stand_for_the_options_in_their_order() {
    for named in all().filter(|named| !named.flag.words.is_empty()) {
        for (n, word) in named.flag.words.iter().enumerate().flat_map(|(n, words)| words.iter().map(move |w| (n, w))) {
            let mut draft = Draft::default();
            named.apply(&mut draft, word).unwrap();
            let got = match &named.field.input {
                Input::Choice(choice) => (choice.get)(&draft),
                Input::Toggles(toggles) => usize::from(!(toggles.get)(&draft, 0)),
                Input::Text(_) | Input::Matrix => panic!("{}", named.flag.name),
            };
            assert_eq!(got, n, "{} {word}", named.flag.name);
        }
    }
}

#[rstest]
#[case("type", "Confidential")]
#[case("name", "shop-web")]
#[case("flows", "srp,refresh")]
#[case("session", "15m")]
#[case("refresh-token", "1d")]
#[case("access-token", "2h")]
#[case("id-token", "90m")]
#[case("secret", "generate")]
#[case("secret-file", "0123456789abcdef01234567")]
#[case("token-revocation", "off")]
#[case("prevent-user-existence-errors", "LEGACY")]
#[case("attributes", "choose")]
#[case("read-attributes", "email, custom:tier")]
#[case("write-attributes", "email,name")]
fn each_flag_changes_what_it_names(#[case] name: &str, #[case] value: &str) {
    let rows = |draft: &Draft| {
        let sections = summary::sections(draft, &Context::default());
        sections.into_iter().flat_map(|section| section.rows).map(|row| (row.label, row.value)).collect::<Vec<_>>()
    };
    let changed = rows(&draft(&[(name, value)]));
    let usual = rows(&Draft::default());
    let both = changed.iter().filter(|row| !usual.contains(row)).count();
    // The type brings its secret with it.
    assert_eq!(both, if name == "type" { 2 } else { 1 }, "{changed:?}");
}

#[test]
fn the_cases_above_are_all_flags() {
    let of_a_client = all().filter(Named::is_for_existing).map(|named| named.flag.name).collect::<Vec<_>>();
    let new: Vec<_> = all().filter(|named| !named.is_for_existing()).map(|named| named.flag.name).collect();
    assert_eq!(new, ["type", "secret", "secret-file"]);
    assert_eq!(of_a_client.len() + new.len(), 14);
}

#[rstest]
#[case("srp, REFRESH", &[AuthFlow::UserSrp, AuthFlow::RefreshToken])]
#[case("choice,password,admin,custom", &[AuthFlow::User, AuthFlow::UserPassword, AuthFlow::AdminUserPassword, AuthFlow::Custom])]
#[case("ALLOW_USER_AUTH,allow_refresh_token_auth", &[AuthFlow::User, AuthFlow::RefreshToken])]
#[case("", &[])]
fn flows_by_word_and_by_wire(#[case] text: &str, #[case] expected: &[AuthFlow]) {
    assert_eq!(draft(&[("flows", text)]).flows.iter().collect::<Vec<_>>(), expected);
}

#[rstest]
#[case(
    "flows",
    "srp,implicit",
    "implicit is no flow. Flows are srp, choice, password, admin, custom, refresh, or their names in the API, with commas between them."
)]
// Without ALLOW_ it is another flow, of the old kind.
#[case(
    "flows",
    "USER_PASSWORD_AUTH",
    "USER_PASSWORD_AUTH is no flow. Flows are srp, choice, password, admin, custom, refresh, or their names in the API, with commas between them."
)]
#[case("type", "server", "server is none of its words: public, confidential, other.")]
#[case("token-revocation", "\u{1b}[2J", "?[2J is none of its words: on, off.")]
#[case("access-token", " 15 ", "Say the unit: 15m, 15h, or 15d.")]
#[case("write-attributes", "email,email_verified", "email_verified can't be writable.")]
#[case("read-attributes", " , ", "Name at least one attribute. Cognito takes an empty list for the pool default.")]
fn wrong_words(#[case] flag: &'static str, #[case] value: &str, #[case] text: &str) {
    let wrong = answers(&[(flag, value)]).draft().err().unwrap();
    assert_eq!(wrong, [Wrong { flag, text: text.to_owned() }]);
}

#[test]
fn a_list_beside_the_default_is_refused() {
    let both = answers(&[("attributes", "pool-default"), ("read-attributes", "email")]);
    let text = "A list can't be given together with --attributes pool-default.".to_owned();
    assert_eq!(both.draft().err().unwrap(), [Wrong { flag: "read-attributes", text }]);
    assert!(answers(&[("attributes", "choose"), ("read-attributes", "email")]).draft().is_ok());
}

#[test]
fn the_order_on_the_command_line_does_not_matter() {
    for given in [[("secret", "none"), ("type", "confidential")], [("type", "confidential"), ("secret", "none")]] {
        let draft = draft(&given);
        assert_eq!((draft.app_type, draft.secret()), (AppType::Confidential, SecretChoice::None));
    }
}

#[rstest]
#[case("session", "5m", "5")]
#[case("session", "5", "5")]
fn a_text_gets_its_normal_form(#[case] flag: &str, #[case] value: &str, #[case] expected: &str) {
    assert_eq!(draft(&[(flag, value)]).session, expected);
}

fn schema() -> Vec<Attribute> {
    ["email", "name", "custom:tier"]
        .map(|name| Attribute { name: name.to_owned(), required: name == "email", mutable: true })
        .to_vec()
}

fn sent(draft: &Draft) -> [Option<Vec<String>>; 2] {
    Column::ALL.map(|column| draft.attributes.sent(Some(&schema()), column))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_list_is_sent_as_it_was_given_and_the_other_one_not_at_all() {
    let one = draft(&[("read-attributes", "name")]);
    assert_eq!(sent(&one), [Some(names(&["name"])), None]);
    let both = draft(&[("write-attributes", "email"), ("read-attributes", "name,email")]);
    assert_eq!(sent(&both), [Some(names(&["email", "name"])), Some(names(&["email"]))]);
    let chosen = draft(&[("attributes", "choose"), ("read-attributes", "name")]);
    assert_eq!(sent(&chosen), [Some(names(&["name"])), None]);
    let default = draft(&[("read-attributes", "default")]);
    assert_eq!(sent(&default), [None, None]);
}

#[test]
fn lists_of_a_client_that_exists() {
    let mut draft = Draft { origin: Origin::Existing, ..Draft::default() };
    draft.attributes.mode = AttributeMode::Choose;
    draft.attributes.is_closed = true;
    draft.attributes.read = BTreeSet::from(["email".to_owned(), "gone".to_owned()]);
    draft.attributes.write = BTreeSet::from(["email".to_owned()]);
    let before = draft.clone();
    let given = answers(&[("write-attributes", "default")]);
    given.apply(&mut draft).unwrap();
    assert_eq!(sent(&draft), [Some(names(&["email", "gone"])), None]);
    answers(&[("read-attributes", "default")]).apply(&mut draft).unwrap();
    assert_eq!(sent(&draft), [None, None]);

    let settings = Settings::of(serde_json::json!({"ReadAttributes": ["email", "gone"]}).as_object().unwrap());
    let mut draft = before;
    let given = answers(&[("read-attributes", "email,gone,nmae"), ("write-attributes", "name")]);
    given.apply(&mut draft).unwrap();
    let wrong = given.check_lists(&draft, &settings, &schema());
    let texts: Vec<_> = wrong.iter().map(|wrong| (wrong.flag, wrong.text.as_str())).collect();
    assert_eq!(
        texts,
        [
            ("read-attributes", "nmae is not in this pool. Did you mean name?"),
            ("write-attributes", "email is required in this pool, so it must be writable."),
        ]
    );
}

#[test]
fn nothing_of_a_secret_is_shown() {
    let given = answers(&[("secret-file", "s3cr3t-s3cr3t-s3cr3t"), ("name", "shop")]);
    assert_eq!(format!("{given:?}"), "[\"name\", \"secret-file\"]");
    let problems = rules::check(&given.draft().unwrap(), &Context::default());
    assert!(problems.iter().all(|problem| !problem.text.contains("s3cr3t")));
}
