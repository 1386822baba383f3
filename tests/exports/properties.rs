//! Every request exports, and what is exported is the request.

use std::fmt;

use cognito_console::app_client::{
    AppClientSpec, AppType, AttributePermissions, AuthFlow, ClientSecret, Context, Draft, DurationText, Secret,
    SecretChoice, Token, Unit, Update, Validity, edit, rules,
};
use cognito_console::cognito::Cognito;
use cognito_console::demo::{self, World};
use cognito_console::export::{Export, Format};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::back;
use crate::clients::{self, Texts, client, descriptions, pool};

fn assert_reads_back(export: &Export) -> Result<(), TestCaseError> {
    let (body, expected) = (Value::Object(export.body.clone()), back::expected(export));
    prop_assert_eq!(back::json(export), body.clone());
    prop_assert_eq!(back::command(export), body);
    prop_assert_eq!(back::cloudformation(export), expected.clone());
    prop_assert_eq!(back::terraform(export), expected);
    Ok(())
}

/// The file says what of the member is not in it.
fn is_named(text: &str, member: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with('#') && line.contains(member))
}

/// A request that the rules let through; its debug text has no secret.
struct Accepted(AppClientSpec);

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Value::Object(self.0.body()).fmt(f)
    }
}

fn lifetime(token: Token) -> impl Strategy<Value = DurationText> {
    let (least, most) = token.range();
    let units = select(Unit::ALL.to_vec());
    (least.seconds()..=most.seconds(), units).prop_map(move |(seconds, unit)| {
        let validity = Validity::new(seconds / unit.seconds(), unit);
        DurationText::new(if validity.seconds() < least.seconds() { least } else { validity })
    })
}

prop_compose! {
    /// Requests that the wizard makes.
    fn specs()(
        name in "[A-Za-z0-9_+=,.@-][A-Za-z0-9 _+=,.@-]{0,40}",
        flows in subsequence(AuthFlow::ALL.to_vec(), 1..=6),
        session in 3_u8..=15,
        refresh_token in lifetime(Token::Refresh), access_token in lifetime(Token::Access), id_token in lifetime(Token::Id),
        secret in select(vec![SecretChoice::None, SecretChoice::Generate, SecretChoice::Own]),
        own_secret in "[A-Za-z0-9_+]{24,64}",
        revocation: bool, prevent_existence_errors: bool,
    ) -> Option<Accepted> {
        let draft = Draft {
            app_type: AppType::Other,
            name,
            flows: flows.into_iter().collect(),
            session: session.to_string(),
            refresh_token,
            access_token,
            id_token,
            picked_secret: Some(secret),
            own_secret: Secret::new(own_secret),
            revocation,
            prevent_existence_errors,
            ..Draft::default()
        };
        rules::resolve(&draft, &pool(), &Context::default()).ok().map(Accepted)
    }
}

prop_compose! {
    /// Requests that copy a client, with all that the wizard does not ask for.
    fn copies()(members in descriptions(Texts::Tricky), has_secret: bool) -> Option<Accepted> {
        let draft = edit::copy_of(&client(&members), has_secret);
        rules::resolve(&draft, &pool(), &Context::default()).ok().map(Accepted)
    }
}

fn accepted() -> impl Strategy<Value = Accepted> {
    prop_oneof![specs(), copies()].prop_filter_map("refused by a rule", |spec| spec)
}

/// Any value where another one stands, and parts of tomorrow.
fn odd() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "\\PC{1,12}",
        select(vec!["\u{1b}[2J", "a\nb", "a\u{202e}b", "\u{feff}", "${Token[x]}", "{{resolve:ssm:x}}", "x\u{2028}y"])
            .prop_map(str::to_owned),
    ];
    prop_oneof![
        text.clone().prop_map(Value::from),
        proptest::collection::vec(text, 1..4).prop_map(|texts| json!(texts)),
        any::<bool>().prop_map(Value::from),
        select(vec![json!(-1), json!(0), json!(1.5), json!(u64::MAX), json!(400_000_000)]),
        Just(json!({"Feature": "ADAPTIVE", "AccessToken": "weeks", "ApplicationId": "x", "New": {"Deep": ["x", 1]}})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_existing_client_reads_back(members in descriptions(Texts::Tricky), secret: Option<bool>) {
        let client = client(&members);
        assert_reads_back(&Export::of_client(&client, secret))?;
        assert_reads_back(&Export::of_update(&Update::of_nothing(&client), secret))?;
    }

    #[test]
    fn a_new_client_reads_back(Accepted(spec) in accepted(), id: bool) {
        let export = Export::of_spec(&spec);
        let export = if id { export.with_client_id("7hl7irat0gb6jc9na0kv17njf3") } else { export };
        assert_reads_back(&export)?;
        if let ClientSecret::Own(secret) = spec.secret() {
            prop_assert!(!Format::ALL.iter().any(|format| export.text(*format).contains(secret.reveal())));
        }
    }

    #[test]
    fn the_body_is_the_sdk_s(Accepted(spec) in accepted()) {
        let world = std::sync::Arc::new(std::sync::Mutex::new(World::seeded(7).unwrap()));
        let cognito = Cognito::demo(demo::http_client(world));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let written = runtime.block_on(cognito.request_json(&spec)).unwrap();
        let mut body = spec.body();
        // The SDK's is without an own secret.
        let stands_for_it = body.shift_remove("ClientSecret");
        prop_assert_eq!(stands_for_it.is_some(), matches!(spec.secret(), ClientSecret::Own(_)));
        prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), Value::Object(body));
    }

    #[test]
    fn nothing_is_dropped_without_a_word(
        mut members in descriptions(Texts::Tricky), at in 0_usize..21, odd in odd(), secret: Option<bool>,
    ) {
        let (member, _) = back::TERRAFORM.iter().filter(|(name, _)| !["UserPoolId", "GenerateSecret"].contains(name)).nth(at).unwrap();
        members.insert((*member).to_owned(), odd);
        let export = Export::of_client(&client(&members), secret);
        prop_assert_eq!(back::json(&export), Value::Object(export.body.clone()));
        prop_assert_eq!(back::command(&export), Value::Object(export.body.clone()));
        let read = [
            (Format::CloudFormation, back::cloudformation(&export)),
            (Format::Terraform, back::terraform(&export)),
        ];
        for (format, read) in read {
            let text = export.text(format);
            for (name, value) in back::expected(&export).as_object().unwrap() {
                prop_assert!(read.get(name) == Some(value) || is_named(&text, name), "{} of\n{}", name, text);
            }
            let unseen = ['\u{1b}', '\u{202e}', '\u{feff}', '\u{2028}'];
            prop_assert!(!text.contains(unseen));
        }
    }
}

/// The demo has all that tools do not take, in all of its pools.
#[test]
fn the_demo_reads_back_or_says_what_is_left_out() {
    for export in clients::exports(0, Texts::Tame) {
        let expected = back::expected(&export);
        for (format, read) in
            [(Format::CloudFormation, back::cloudformation(&export)), (Format::Terraform, back::terraform(&export))]
        {
            let text = export.text(format);
            for (name, value) in expected.as_object().unwrap() {
                assert!(read.get(name) == Some(value) || is_named(&text, name), "{name} of\n{text}");
            }
        }
    }
}

#[test]
fn attribute_lists_are_in_the_body() {
    let members =
        json!({"UserPoolId": clients::POOL, "ClientId": "abc", "ClientName": "shop", "ReadAttributes": ["email"]});
    let draft = edit::copy_of(&client(members.as_object().unwrap()), false);
    let spec = rules::resolve(&draft, &pool(), &Context::default()).ok().unwrap();
    assert_eq!(spec.attributes(), Some(&AttributePermissions { read: vec!["email".to_owned()], write: Vec::new() }));
    assert_eq!(spec.body()["ReadAttributes"], json!(["email"]));
    assert!(!spec.body().contains_key("WriteAttributes"));
}
