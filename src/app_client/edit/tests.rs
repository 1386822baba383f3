//! What an update sends, over random descriptions with every member: the description plus the
//! change, and nothing else. What is expected is worked out here by itself.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rstest::rstest;

use super::*;
use crate::app_client::{Attribute, Settings, Unit, UserPool, UserPoolId, Validity, changes::moved};

const LIFETIMES: [(&str, &str, &str); 3] = [
    ("RefreshTokenValidity", "RefreshToken", "days"),
    ("AccessTokenValidity", "AccessToken", "hours"),
    ("IdTokenValidity", "IdToken", "hours"),
];
/// `UpdateUserPoolClientRequest` without its two IDs (API reference).
const UPDATABLE: [&str; 21] = [
    "ClientName",
    "RefreshTokenValidity",
    "AccessTokenValidity",
    "IdTokenValidity",
    "TokenValidityUnits",
    "ReadAttributes",
    "WriteAttributes",
    "ExplicitAuthFlows",
    "SupportedIdentityProviders",
    "CallbackURLs",
    "LogoutURLs",
    "DefaultRedirectURI",
    "AllowedOAuthFlows",
    "AllowedOAuthScopes",
    "AllowedOAuthFlowsUserPoolClient",
    "AnalyticsConfiguration",
    "PreventUserExistenceErrors",
    "EnableTokenRevocation",
    "EnablePropagateAdditionalUserContextData",
    "AuthSessionValidity",
    "RefreshTokenRotation",
];
const FLOWS: [&str; 11] = [
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_USER_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ADMIN_NO_SRP_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY",
    "ALLOW_CLIENT_TOKEN_AUTH",
    "ALLOW_TOKEN_EXCHANGE_DELEGATION",
    "ALLOW_OF_TOMORROW",
];
const ATTRIBUTES: [&str; 9] = [
    "email",
    "name",
    "sub",
    "email_verified",
    "custom:tier",
    "custom:colour",
    "dev:custom:x",
    "oidc:profile",
    "custom:gone",
];

fn pool_id() -> UserPoolId {
    UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
}

fn pool() -> UserPool {
    let names = ["sub", "email", "email_verified", "name", "custom:tier", "custom:colour", "dev:custom:x"];
    let attribute = |name: &str| Attribute { name: name.to_owned(), required: name == "email", mutable: true };
    UserPool {
        id: pool_id(),
        name: "shop".to_owned(),
        tier: Some(crate::app_client::Tier::Essentials),
        users: None,
        domain: None,
        mfa: None,
        attributes: names.map(attribute).to_vec(),
    }
}

fn client(description: &Map<String, Value>) -> AppClient {
    AppClient::read(&pool_id(), description, |seconds| Some(format!("{seconds}"))).unwrap()
}

fn described(members: &Value) -> Map<String, Value> {
    let mut description = json!({"UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": "3n4b5urk", "ClientName": "shop"});
    let description_members = description.as_object_mut().unwrap();
    description_members.extend(members.as_object().unwrap().clone());
    description_members.clone()
}

/// The whole update of a client that is to stay as it is.
fn expected(description: &Map<String, Value>) -> Map<String, Value> {
    let mut body = Map::new();
    for name in ["UserPoolId", "ClientId"] {
        body.insert(name.to_owned(), description[name].clone());
    }
    for name in UPDATABLE {
        if let Some(value) = description.get(name).cloned().and_then(pruned) {
            body.insert(name.to_owned(), value);
        }
    }
    for (member, part, unit) in LIFETIMES {
        if body.contains_key(member) {
            let units = body.entry("TokenValidityUnits").or_insert_with(|| json!({}));
            units.as_object_mut().unwrap().entry(part).or_insert_with(|| unit.into());
        }
    }
    let rotation = body.entry("RefreshTokenRotation").or_insert_with(|| json!({}));
    rotation.as_object_mut().unwrap().entry("Feature").or_insert_with(|| "DISABLED".into());
    body
}

/// Without nulls, empty texts and empty lists, inside too.
fn pruned(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then_some(Value::String(text)),
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().filter_map(pruned).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(parts) => {
            let parts: Map<String, Value> =
                parts.into_iter().filter_map(|(name, part)| Some((name, pruned(part)?))).collect();
            (!parts.is_empty()).then_some(Value::Object(parts))
        }
        one @ (Value::Bool(_) | Value::Number(_)) => Some(one),
    }
}

fn foreign() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-z:/.#]{1,12}",
        2 => "\\PC{0,8}",
        1 => select(vec!["", "\u{1b}[2J", "a\u{202e}b", "\u{7}", "x\ny", "no name", "none"]).prop_map(str::to_owned),
    ]
}

fn maybe(value: impl Strategy<Value = Value> + 'static) -> impl Strategy<Value = Option<Value>> {
    prop_oneof![3 => value.prop_map(Some), 2 => Just(None), 1 => Just(Some(Value::Null))]
}

fn some_of(all: &'static [&'static str]) -> impl Strategy<Value = Value> {
    subsequence(all.to_vec(), 0..=all.len()).prop_shuffle().prop_map(|names| json!(names))
}

fn texts() -> impl Strategy<Value = Value> {
    proptest::collection::vec(foreign(), 0..4).prop_map(|texts| json!(texts))
}

fn words(all: &'static [&'static str]) -> impl Strategy<Value = Value> {
    select(all).prop_map(Value::from)
}

fn switch() -> impl Strategy<Value = Value> {
    any::<bool>().prop_map(Value::from)
}

fn number(most: u64) -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => (0..most).prop_map(Value::from),
        1 => select(vec![json!(-1), json!("60"), json!(1.5), json!(u64::MAX)]),
    ]
}

/// Something that this program does not know.
fn news() -> impl Strategy<Value = Value> {
    prop_oneof![
        foreign().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        (1_u64..100).prop_map(|n| json!({"Days": n, "On": ["a", {"Secret": "hidden"}]})),
    ]
}

fn structure(parts: Vec<(&'static str, BoxedStrategy<Option<Value>>)>) -> impl Strategy<Value = Value> {
    let (names, values): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    values.prop_map(move |values| {
        let there = names.iter().zip(values).filter_map(|(name, value)| Some(((*name).to_owned(), value?)));
        Value::Object(there.collect())
    })
}

fn unit() -> BoxedStrategy<Option<Value>> {
    maybe(words(&["seconds", "minutes", "hours", "days", "weeks", ""])).boxed()
}

prop_compose! {
    fn descriptions()(members in structure(vec![
        ("ClientName", maybe(foreign().prop_map(Value::from)).boxed()),
        ("ExplicitAuthFlows", maybe(some_of(&FLOWS)).boxed()),
        ("AuthSessionValidity", maybe(number(20)).boxed()),
        ("RefreshTokenValidity", maybe(number(100_000)).boxed()),
        ("AccessTokenValidity", maybe(number(100_000)).boxed()),
        ("IdTokenValidity", maybe(number(100)).boxed()),
        ("TokenValidityUnits", maybe(structure(vec![
            ("RefreshToken", unit()), ("AccessToken", unit()), ("IdToken", unit()),
            ("SessionToken", maybe(news()).boxed()),
        ])).boxed()),
        ("RefreshTokenRotation", maybe(structure(vec![
            ("Feature", maybe(words(&["ENABLED", "DISABLED", "ADAPTIVE"])).boxed()),
            ("RetryGracePeriodSeconds", maybe(number(61)).boxed()),
            ("Window", maybe(news()).boxed()),
        ])).boxed()),
        ("EnableTokenRevocation", maybe(switch()).boxed()),
        ("PreventUserExistenceErrors", maybe(words(&["LEGACY", "ENABLED", "STRICT"])).boxed()),
        ("EnablePropagateAdditionalUserContextData", maybe(switch()).boxed()),
        ("ReadAttributes", maybe(some_of(&ATTRIBUTES)).boxed()),
        ("WriteAttributes", maybe(some_of(&ATTRIBUTES)).boxed()),
        ("AllowedOAuthFlowsUserPoolClient", maybe(switch()).boxed()),
        ("AllowedOAuthFlows", maybe(some_of(&["code", "implicit", "client_credentials", "device"])).boxed()),
        ("AllowedOAuthScopes", maybe(texts()).boxed()),
        ("CallbackURLs", maybe(texts()).boxed()),
        ("DefaultRedirectURI", maybe(foreign().prop_map(Value::from)).boxed()),
        ("LogoutURLs", maybe(texts()).boxed()),
        ("SupportedIdentityProviders", maybe(texts()).boxed()),
        ("AnalyticsConfiguration", maybe(structure(vec![
            ("ApplicationId", maybe(foreign().prop_map(Value::from)).boxed()),
            ("UserDataShared", maybe(switch()).boxed()),
            ("Stream", maybe(news()).boxed()),
        ])).boxed()),
        ("PasskeyPolicy", maybe(news()).boxed()),
        ("ClientSecret", maybe(Just(json!("s3cr3t"))).boxed()),
        ("LastModifiedDate", maybe(Just(json!(1_795_535_205.096))).boxed()),
        ("PublishSecretsInAWSSecretsManager", maybe(switch()).boxed()),
    ])) -> Map<String, Value> {
        let mut description = described(&json!({"ClientType": "REGULAR"}));
        description.shift_remove("ClientName");
        description.extend(members.as_object().unwrap().clone());
        description
    }
}

/// One answer of the wizard.
#[derive(Clone, Copy, Debug)]
enum Answer {
    Name,
    Flow(usize),
    OtherFlow(usize),
    Session(u8),
    Lifetime(usize, Validity),
    Revocation,
    ExistenceErrors,
    Mode,
    Attribute(Column, usize),
}

fn answers() -> impl Strategy<Value = Answer> {
    let unit = select(Unit::ALL.to_vec());
    prop_oneof![
        Just(Answer::Name),
        (0..6_usize).prop_map(Answer::Flow),
        (0..5_usize).prop_map(Answer::OtherFlow),
        (2..17_u8).prop_map(Answer::Session),
        (0..3_usize, 0..100_000_u64, unit).prop_map(|(token, n, unit)| Answer::Lifetime(token, Validity::new(n, unit))),
        Just(Answer::Revocation),
        Just(Answer::ExistenceErrors),
        Just(Answer::Mode),
        // Not `sub`, which has no row.
        (select(Column::ALL.to_vec()), 1..7_usize).prop_map(|(column, n)| Answer::Attribute(column, n)),
    ]
}

/// Gives the answer as the form does; the members that it may change.
fn give(answer: Answer, draft: &mut Draft, pool: &UserPool) -> Vec<&'static str> {
    draft.attributes.offer(&pool.attributes);
    match answer {
        Answer::Name => {
            "Another one".clone_into(&mut draft.name);
            vec!["ClientName"]
        }
        Answer::Flow(n) => {
            draft.flows.toggle(AuthFlow::ALL[n]);
            vec!["ExplicitAuthFlows"]
        }
        Answer::OtherFlow(n) => {
            let others = draft.other_flows.len();
            if let Some(flow) = draft.other_flows.get_mut(n % others.max(1)) {
                flow.on = !flow.on;
            }
            vec!["ExplicitAuthFlows"]
        }
        Answer::Session(minutes) => {
            draft.session = minutes.to_string();
            vec!["AuthSessionValidity"]
        }
        Answer::Lifetime(n, validity) => {
            *draft.token_mut(Token::ALL[n]) = DurationText::new(validity);
            vec![LIFETIMES[n].0, "TokenValidityUnits"]
        }
        Answer::Revocation => {
            draft.revocation = !draft.revocation;
            vec!["EnableTokenRevocation"]
        }
        Answer::ExistenceErrors => {
            draft.prevent_existence_errors = !draft.prevent_existence_errors;
            vec!["PreventUserExistenceErrors"]
        }
        Answer::Mode => {
            draft.attributes.mode = match draft.attributes.mode {
                AttributeMode::PoolDefault => AttributeMode::Choose,
                AttributeMode::Choose => AttributeMode::PoolDefault,
            };
            vec!["ReadAttributes", "WriteAttributes"]
        }
        Answer::Attribute(column, n) => {
            let is_on = draft.attributes.allows(&pool.attributes[n], column);
            draft.attributes.set(&pool.attributes[n], column, !is_on);
            vec![column.member()]
        }
    }
}

fn has_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty() || items.iter().any(has_empty),
        Value::Object(parts) => parts.is_empty() || parts.values().any(has_empty),
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What holds for every update.
fn assert_whole(body: &Map<String, Value>) {
    assert!(body.values().all(|value| !has_empty(value)), "{body:?}");
    for (member, part, _) in LIFETIMES {
        assert!(!body.contains_key(member) || body["TokenValidityUnits"][part].is_string(), "{body:?}");
    }
    assert!(body["RefreshTokenRotation"]["Feature"].is_string(), "{body:?}");
    let known =
        |name: &&String| UPDATABLE.contains(&name.as_str()) || ["UserPoolId", "ClientId"].contains(&name.as_str());
    assert!(body.keys().all(|name| known(&name)), "{body:?}");
}

fn sorted(list: Option<&Value>) -> Vec<String> {
    let mut items: Vec<String> = list.and_then(Value::as_array).into_iter().flatten().map(Value::to_string).collect();
    items.sort();
    items
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_update_without_a_change_is_the_description(description in descriptions(), with_pool: bool) {
        let (client, pool) = (client(&description), pool());
        let context = Context { pool: with_pool.then_some(&pool), ..Context::default() };
        let update = update(&client, &draft_of(&client), &context).map_err(|problems| format!("{problems:?}")).unwrap();
        prop_assert_eq!(update.changes(), []);
        prop_assert_eq!(update.body(), expected(&description));
        prop_assert_eq!(update.before().settings.clone(), update.after().clone());
        assert_whole(&update.body());
        prop_assert!(!Value::Object(update.body()).to_string().contains("s3cr3t"));
    }

    #[test]
    fn fields_that_were_only_visited_change_nothing(description in descriptions()) {
        let (client, pool) = (client(&description), pool());
        let mut draft = draft_of(&client);
        draft.name = format!(" {}  ", draft.name);
        draft.session = format!("{} ", draft.session);
        draft.attributes.offer(&pool.attributes);
        for token in Token::ALL {
            draft.token_mut(token).normalise();
            // The same length in seconds.
            if let Ok(validity) = draft.token(token).parse() && validity.value < 1_000_000 {
                *draft.token_mut(token) = DurationText::new(Validity::new(validity.seconds(), Unit::Seconds));
            }
        }
        draft.flows.toggle(AuthFlow::User);
        draft.flows.toggle(AuthFlow::User);
        let context = Context { pool: Some(&pool), ..Context::default() };
        // A lifetime out of range that was touched is an error.
        if let Ok(update) = update(&client, &draft, &context) {
            prop_assert_eq!(update.changes(), []);
            prop_assert_eq!(update.body(), expected(&description));
        } else {
            prop_assert!(Token::ALL.iter().any(|token| draft.token(*token) != draft_of(&client).token(*token)));
        }
    }

    #[test]
    fn an_update_is_the_description_and_the_change(description in descriptions(), answer in answers()) {
        let (client, pool) = (client(&description), pool());
        let context = Context { pool: Some(&pool), ..Context::default() };
        let mut draft = draft_of(&client);
        let may_change = give(answer, &mut draft, &pool);
        let Ok(update) = update(&client, &draft, &context) else {
            let errors = rules::check(&draft, &context);
            prop_assert!(errors.iter().any(|problem| problem.severity == Severity::Error));
            return Ok(());
        };
        let (body, mut rest) = (update.body(), expected(&description));
        assert_whole(&body);
        let mut body_rest = body.clone();
        for member in &may_change {
            body_rest.shift_remove(*member);
            rest.shift_remove(*member);
        }
        prop_assert_eq!(body_rest, rest);
        prop_assert!(update.changes().iter().all(|change| may_change.contains(&change.setting)));
        let same = body == expected(&description);
        prop_assert!(same || !update.changes().is_empty());
        match answer {
            Answer::Name => prop_assert_eq!(&body["ClientName"], "Another one"),
            Answer::Flow(_) | Answer::OtherFlow(_) if !same => {
                prop_assert_eq!(sorted(body.get("ExplicitAuthFlows")), sorted(Some(&draft.all_flows().into())));
            }
            Answer::Session(minutes) if !same => prop_assert_eq!(&body["AuthSessionValidity"], &json!(minutes)),
            Answer::Lifetime(n, validity) => {
                let (member, part, _) = LIFETIMES[n];
                let after = update.after().lifetime(Token::ALL[n]).unwrap_or(Token::ALL[n].default_validity());
                prop_assert_eq!(after.seconds(), validity.seconds());
                if !same {
                    prop_assert_eq!(&body[member], &json!(validity.value));
                    prop_assert_eq!(&body["TokenValidityUnits"][part], validity.unit.name());
                }
                // The other units are what they were.
                for (_, part, _) in LIFETIMES.into_iter().filter(|(other, ..)| *other != member) {
                    let before = expected(&description);
                    prop_assert_eq!(body["TokenValidityUnits"].get(part), before.get("TokenValidityUnits").and_then(|units| units.get(part)));
                }
            }
            Answer::Revocation => prop_assert_eq!(&body["EnableTokenRevocation"], &json!(draft.revocation)),
            Answer::ExistenceErrors => {
                let word = if draft.prevent_existence_errors { "ENABLED" } else { "LEGACY" };
                prop_assert_eq!(&body["PreventUserExistenceErrors"], word);
            }
            Answer::Mode => {
                let is_explicit = draft.attributes.mode == AttributeMode::Choose;
                prop_assert_eq!(body.contains_key("ReadAttributes"), is_explicit);
                prop_assert_eq!(body.contains_key("WriteAttributes"), is_explicit);
            }
            Answer::Attribute(column, n) if draft.attributes.mode == AttributeMode::Choose && !same => {
                let name = &pool.attributes[n].name;
                let is_in = |list: &Map<String, Value>| sorted(list.get(column.member())).contains(&json!(name).to_string());
                prop_assert_eq!(is_in(&body), draft.attributes.allows(&pool.attributes[n], column));
                // What the schema does not have stays.
                for kept in ["oidc:profile", "custom:gone"] {
                    let has = |list: &Map<String, Value>| sorted(list.get(column.member())).contains(&json!(kept).to_string());
                    prop_assert_eq!(has(&body), has(&expected(&description)));
                }
            }
            Answer::Flow(_) | Answer::OtherFlow(_) | Answer::Session(_) | Answer::Attribute(..) => {}
        }
    }

    #[test]
    fn a_change_and_its_undoing_change_nothing(description in descriptions(), answer in answers()) {
        let (client, pool) = (client(&description), pool());
        let base = draft_of(&client);
        let mut draft = draft_of(&client);
        give(answer, &mut draft, &pool);
        match answer {
            Answer::Name => draft.name.clone_from(&base.name),
            Answer::Session(_) => draft.session.clone_from(&base.session),
            Answer::Lifetime(n, _) => draft.token_mut(Token::ALL[n]).clone_from(base.token(Token::ALL[n])),
            Answer::Flow(_) | Answer::OtherFlow(_) | Answer::Revocation | Answer::ExistenceErrors | Answer::Mode | Answer::Attribute(..) => {
                give(answer, &mut draft, &pool);
            }
        }
        let context = Context { pool: Some(&pool), ..Context::default() };
        let update = update(&client, &draft, &context).map_err(|problems| format!("{problems:?}")).unwrap();
        prop_assert_eq!(update.body(), expected(&description));
    }

    #[test]
    fn over_another_reading_only_the_change_is_left(
        from in descriptions(), to in descriptions(), answer in answers(), with_change: bool,
    ) {
        let (from, to, pool) = (client(&from), (client(&to), to), pool());
        let base = draft_of(&from);
        let mut draft = draft_of(&from);
        draft.attributes.offer(&pool.attributes);
        let may_change = if with_change { give(answer, &mut draft, &pool) } else { Vec::new() };
        let rebased = rebase(&draft, &base, &draft_of(&to.0));
        let context = Context { pool: Some(&pool), ..Context::default() };
        if let Ok(update) = update(&to.0, &rebased, &context) {
            let (mut body, mut rest) = (update.body(), expected(&to.1));
            // A choice of attributes takes the mode along, and so the other list.
            let lists = ["ReadAttributes", "WriteAttributes"];
            let lists = if may_change.iter().any(|member| lists.contains(member)) { &lists[..] } else { &[] };
            for member in may_change.iter().chain(lists) {
                body.shift_remove(*member);
                rest.shift_remove(*member);
            }
            prop_assert_eq!(body, rest);
        } else {
            prop_assert!(with_change);
        }
        match answer {
            _ if !with_change => {}
            Answer::Name => prop_assert_eq!(rebased.name, draft.name),
            Answer::Flow(n) => prop_assert_eq!(rebased.flows.contains(AuthFlow::ALL[n]), draft.flows.contains(AuthFlow::ALL[n])),
            Answer::Lifetime(n, _) if draft.token(Token::ALL[n]) != base.token(Token::ALL[n]) => {
                prop_assert_eq!(rebased.token(Token::ALL[n]), draft.token(Token::ALL[n]));
            }
            Answer::Attribute(column, n) if draft.attributes.mode == AttributeMode::Choose => {
                let allows = |choice: &AttributeChoice| choice.allows(&pool.attributes[n], column);
                prop_assert_eq!(allows(&rebased.attributes), allows(&draft.attributes));
            }
            Answer::Mode => prop_assert_eq!(rebased.attributes.mode, draft.attributes.mode),
            Answer::Revocation | Answer::ExistenceErrors | Answer::Session(_) | Answer::OtherFlow(_) | Answer::Lifetime(..) | Answer::Attribute(..) => {}
        }
    }

    #[test]
    fn two_states_differ_both_ways_or_not_at_all(now in descriptions(), after in descriptions()) {
        let (now, after) = (client(&now), client(&after));
        let (there, back) = (changes::changes(&now.settings, &after.settings), changes::changes(&after.settings, &now.settings));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        prop_assert!(moved(&now, &now).is_nothing());
        for change in there.iter().chain(&back) {
            prop_assert!(!change.now.chars().chain(change.after.chars()).any(text::is_hostile), "{:?}", change);
        }
        let same = changes::unchanged(&now.settings, &after.settings);
        prop_assert!(same.iter().all(|member| there.iter().all(|change| change.setting != member.name)));
        prop_assert!(same.len() <= now.settings.count());
    }

    #[test]
    fn what_is_shown_is_clean_and_what_is_kept_is_not(description in descriptions()) {
        let client = client(&description);
        let is_clean = |text: &str| !text.chars().any(text::is_hostile);
        for member in &MEMBERS {
            let reading = client.settings.reading(member);
            prop_assert!(!reading.items.is_empty() && reading.items.iter().all(|item| is_clean(item)));
            prop_assert_eq!(reading.is_default, client.settings.get(member.name).is_none());
        }
        prop_assert!(client.unknown.iter().all(|member| is_clean(&member.path) && is_clean(&member.json)));
        prop_assert!(client.unknown.iter().all(|member| !member.json.contains("hidden")));
        let draft = draft_of(&client);
        prop_assert!([&draft.name, &draft.session].into_iter().all(|text| is_clean(text)));
        prop_assert!(Token::ALL.iter().all(|token| is_clean(&draft.token(*token).text)));
        // A file keeps all of them, and believes nothing else.
        let mut file = serde_json::to_value(&client.settings).unwrap();
        file.as_object_mut().unwrap().insert("ClientSecret".to_owned(), json!("x"));
        file.as_object_mut().unwrap().insert("LogoutURLs".to_owned(), client.settings.get("LogoutURLs").cloned().unwrap_or(json!([])));
        prop_assert_eq!(serde_json::from_value::<Settings>(file).unwrap(), client.settings);
    }

    #[test]
    fn a_copy_differs_in_its_name_only(description in descriptions(), has_secret: bool) {
        let (client, pool) = (client(&description), pool());
        let context = Context { pool: Some(&pool), ..Context::default() };
        let draft = copy_of(&client, has_secret);
        if let Ok(spec) = rules::resolve(&draft, &pool.id, &context) {
            let found = changes::changes(&client.settings, &spec.settings());
            let mut others = found.iter().filter(|change| change.setting != "ClientName");
            let is_list = |change: &Change| change.setting == "ReadAttributes" || change.setting == "WriteAttributes";
            // A list that lacked what the pool demands is mended.
            prop_assert!(others.all(is_list), "{:?}", found);
            prop_assert_eq!(matches!(spec.secret(), crate::app_client::ClientSecret::Generated), has_secret);
        }
    }
}

fn updated(members: &Value, change: impl FnOnce(&mut Draft)) -> Result<Update, Vec<Problem>> {
    let (client, pool) = (client(&described(members)), pool());
    let mut draft = draft_of(&client);
    draft.attributes.offer(&pool.attributes);
    change(&mut draft);
    update(&client, &draft, &Context { pool: Some(&pool), ..Context::default() })
}

fn texts_of(update: Result<Update, Vec<Problem>>) -> Vec<String> {
    update.err().unwrap().into_iter().map(|problem| problem.text).collect()
}

#[rstest]
#[case::same_in_minutes(json!({"AccessTokenValidity": 1}), "60m", json!(1), json!("hours"))]
#[case::default_in_hours(json!({}), "1h", Value::Null, Value::Null)]
#[case::longer(json!({"AccessTokenValidity": 1}), "90m", json!(90), json!("minutes"))]
#[case::other_unit(json!({"AccessTokenValidity": 60, "TokenValidityUnits": {"AccessToken": "minutes"}}), "2h", json!(2), json!("hours"))]
#[case::mends_an_unknown_unit(json!({"AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "weeks"}}), "2h", json!(2), json!("hours"))]
#[case::unit_alone(json!({"TokenValidityUnits": {"AccessToken": "minutes"}}), "2h", json!(2), json!("hours"))]
#[case::unit_alone_stays(json!({"TokenValidityUnits": {"AccessToken": "minutes"}}), "1h", Value::Null, json!("minutes"))]
fn lifetimes(#[case] members: Value, #[case] typed: &str, #[case] value: Value, #[case] unit: Value) {
    let body = updated(&members, |draft| typed.clone_into(&mut draft.access_token.text)).ok().unwrap().body();
    assert_eq!(body.get("AccessTokenValidity").cloned().unwrap_or_default(), value);
    assert_eq!(body.get("TokenValidityUnits").map(|units| units["AccessToken"].clone()).unwrap_or_default(), unit);
}

#[test]
fn what_was_wrong_before_stops_nothing_until_it_is_touched() {
    let members =
        json!({"AccessTokenValidity": 2, "TokenValidityUnits": {"AccessToken": "weeks"}, "AuthSessionValidity": 99});
    let error = "Enter a whole number of seconds, minutes, hours, or days.";
    let session = updated(&members, |draft| draft.revocation = false).ok().unwrap();
    assert_eq!(session.body()["AuthSessionValidity"], 99);
    assert_eq!(texts_of(updated(&members, |draft| "3 weeks".clone_into(&mut draft.access_token.text))), [error]);
    assert_eq!(
        texts_of(updated(&members, |draft| "98".clone_into(&mut draft.session))),
        ["Duration is too long: 98 minutes. The maximum is 15 minutes."]
    );
    let none = json!({"ClientName": null});
    assert!(updated(&none, |draft| draft.revocation = false).is_ok());
    assert_eq!(updated(&none, |draft| "new".clone_into(&mut draft.name)).ok().unwrap().body()["ClientName"], "new");
}

#[test]
fn a_name_that_cannot_be_shown_is_sent_back_as_it_came() {
    let update = updated(&json!({"ClientName": "a\u{202e}b"}), |draft| draft.revocation = false).ok().unwrap();
    assert_eq!(update.body()["ClientName"], "a\u{202e}b");
    assert_eq!(update.before().name(), "a?b");
}

#[test]
fn one_list_alone_stays_alone_until_the_other_is_touched() {
    let members = json!({"ReadAttributes": ["email", "oidc:profile"]});
    let off = |draft: &mut Draft, column| {
        let name = pool().attributes[3].clone();
        draft.attributes.set(&name, column, !draft.attributes.allows(&name, column));
    };
    let body = updated(&members, |draft| off(draft, Column::Read)).ok().unwrap().body();
    assert_eq!(sorted(body.get("ReadAttributes")), [r#""email""#, r#""name""#, r#""oidc:profile""#]);
    assert!(!body.contains_key("WriteAttributes"));
    // All but the one that was switched off.
    let body = updated(&members, |draft| off(draft, Column::Write)).ok().unwrap().body();
    assert_eq!(sorted(body.get("ReadAttributes")), [r#""email""#, r#""oidc:profile""#]);
    assert_eq!(sorted(body.get("WriteAttributes")), [r#""custom:colour""#, r#""custom:tier""#, r#""email""#]);
}

#[test]
fn without_the_schema_lists_stay_and_cannot_be_changed() {
    let client = client(&described(&json!({"ReadAttributes": ["email"], "WriteAttributes": ["email", "name"]})));
    let mut draft = draft_of(&client);
    draft.revocation = false;
    assert!(update(&client, &draft, &Context::default()).is_ok());
    draft.attributes.read.insert("name".to_owned());
    let error = "The attributes of this pool are not known, so only the pool default can be sent.";
    assert_eq!(texts_of(update(&client, &draft, &Context::default())), [error]);
    draft.attributes.mode = AttributeMode::PoolDefault;
    assert_eq!(texts_of(update(&client, &draft, &Context::default())), [error]);
}

#[test]
fn flows_of_others_are_kept() {
    let legacy = json!({"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY"]});
    let body = updated(&legacy, |draft| draft.revocation = false).ok().unwrap().body();
    assert_eq!(body["ExplicitAuthFlows"], legacy["ExplicitAuthFlows"]);
    let body = updated(&legacy, |draft| draft.other_flows[0].on = false).ok().unwrap().body();
    assert_eq!(body["ExplicitAuthFlows"], json!(["CUSTOM_AUTH_FLOW_ONLY"]));
    let mixed = updated(&legacy, |draft| draft.flows.toggle(AuthFlow::UserSrp));
    assert_eq!(texts_of(mixed), ["Old and new flow names can't be used together."]);

    let token = json!({"ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"]});
    let update = updated(&token, |draft| draft.prevent_existence_errors = true).ok().unwrap();
    assert_eq!(update.body()["ExplicitAuthFlows"], token["ExplicitAuthFlows"]);
    let beside = updated(&token, |draft| draft.flows.toggle(AuthFlow::UserSrp));
    assert_eq!(texts_of(beside), ["ALLOW_CLIENT_TOKEN_AUTH can't be used together with another flow."]);
    let none = updated(&token, |draft| draft.other_flows[0].on = false);
    assert_eq!(texts_of(none).len(), 1);
}

#[test]
fn rotation_is_always_explicit_and_keeps_its_parts() {
    let rotation = |members| {
        updated(&members, |draft| draft.revocation = false).ok().unwrap().body()["RefreshTokenRotation"].clone()
    };
    assert_eq!(rotation(json!({})), json!({"Feature": "DISABLED"}));
    let flows = json!(["ALLOW_USER_SRP_AUTH"]);
    let on = json!({"Feature": "ENABLED", "RetryGracePeriodSeconds": 10, "Window": {"Days": 3}});
    assert_eq!(rotation(json!({"RefreshTokenRotation": on, "ExplicitAuthFlows": flows})), on);
    assert_eq!(rotation(json!({"RefreshTokenRotation": {"RetryGracePeriodSeconds": 5}}))["Feature"], "DISABLED");
    let both = updated(&json!({"RefreshTokenRotation": on}), |draft| draft.flows.toggle(AuthFlow::User));
    assert_eq!(texts_of(both), ["Refresh token rotation and the refresh flow exclude each other. Turn one off."]);
}

#[test]
fn what_is_not_sent_is_told() {
    let members = json!({
        "RefreshTokenRotation": {"Feature": "DISABLED", "Window": {"Days": 3}},
        "PasskeyPolicy": {"ApiSecret": "abc", "On": true},
        "Empty": null,
    });
    let update = updated(&members, |draft| draft.revocation = false).ok().unwrap();
    let risk: Vec<_> = update.at_risk().iter().map(|member| (member.path.as_str(), member.json.as_str())).collect();
    assert_eq!(risk, [("PasskeyPolicy", r#"{"ApiSecret":"(not shown)","On":true}"#)]);
    assert_eq!(update.before().unknown.len(), 2);
}

#[test]
fn two_changes_of_the_same_lists_are_both_kept() {
    let from = client(&described(&json!({"ReadAttributes": ["email", "name"], "WriteAttributes": ["email"]})));
    let to = client(&described(&json!({
        "ReadAttributes": ["email", "name", "custom:tier"],
        "WriteAttributes": ["email"],
        "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ADMIN_NO_SRP_AUTH"],
    })));
    let pool = pool();
    let mut draft = draft_of(&from);
    draft.attributes.offer(&pool.attributes);
    draft.attributes.set(&pool.attributes[3], Column::Read, false);
    draft.flows.toggle(AuthFlow::UserPassword);
    let rebased = rebase(&draft, &draft_of(&from), &draft_of(&to));
    assert_eq!(rebased.attributes.sent(Some(&pool.attributes), Column::Read).unwrap(), ["email", "custom:tier"]);
    assert_eq!(rebased.all_flows(), ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"]);
}
