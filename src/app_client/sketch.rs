//! A request as far as the answers can be read, for those who look at it while they type. What has a
//! problem is left out: this is to be shown, never to be sent.

use serde_json::{Map, Value};

use crate::app_client::settings::UNITS;
use crate::app_client::{AppClient, ClientSecret, Column, Context, Draft, FieldId, Problem, Secret, SecretChoice};
use crate::app_client::{Token, UserPoolId, consequences, edit, rules, spec};

/// What can be shown of a request.
pub struct Sketch {
    /// The body, by the API's names. It is the request itself if nothing is wrong.
    pub body: Map<String, Value>,
    /// What stops the request, in page order.
    pub errors: Vec<Problem>,
}

/// Of the request that creates.
#[must_use]
pub fn of_create(draft: &Draft, pool: &UserPoolId, context: &Context) -> Sketch {
    match rules::resolve(draft, pool, context) {
        Ok(spec) => Sketch { body: spec.body(), errors: Vec::new() },
        Err(errors) => Sketch { body: without(readable(draft, pool, context), &errors), errors },
    }
}

/// Of the request that updates.
#[must_use]
pub fn of_update(client: &AppClient, draft: &Draft, context: &Context) -> Sketch {
    match edit::update(client, draft, context) {
        Ok(update) => Sketch { body: update.body(), errors: Vec::new() },
        Err(errors) => Sketch { body: without(edit::readable(client, draft, context), &errors), errors },
    }
}

/// If a member of a body states the answer to a field.
#[must_use]
pub fn states(field: FieldId, member: &str) -> bool {
    let is_secret = matches!(field, FieldId::ClientSecret | FieldId::OwnSecret);
    is_secret && is_about_the_secret(member) || consequences::is_about(field, member)
}

/// If a member says which secret a new client gets.
#[must_use]
pub fn is_about_the_secret(member: &str) -> bool {
    matches!(member, "GenerateSecret" | "ClientSecret")
}

/// The body without what has a problem; of a lifetime its unit goes too.
fn without(mut body: Map<String, Value>, errors: &[Problem]) -> Map<String, Value> {
    let is_wrong = |member: &str| errors.iter().any(|problem| states(problem.field, member));
    body.retain(|member, _| !is_wrong(member));
    let units = body.get_mut(UNITS).and_then(Value::as_object_mut);
    let is_empty = units.is_some_and(|units| {
        for token in Token::ALL.into_iter().filter(|token| is_wrong(token.member())) {
            units.shift_remove(token.unit_member());
        }
        units.is_empty()
    });
    if is_empty {
        body.shift_remove(UNITS);
    }
    body
}

/// What can be read of the answers, right or wrong.
fn readable(draft: &Draft, pool: &UserPoolId, context: &Context) -> Map<String, Value> {
    let mut settings = rules::carried(draft);
    settings.set("ClientName", draft.name.trim().into());
    settings.set("ExplicitAuthFlows", draft.all_flows().into());
    settings.set("AuthSessionValidity", rules::session_minutes(draft).map_or(Value::Null, Value::from));
    for token in Token::ALL {
        if let Ok(validity) = draft.token(token).parse() {
            settings.set_lifetime(token, validity);
        }
    }
    settings.set("EnableTokenRevocation", draft.revocation.into());
    settings.set("PreventUserExistenceErrors", rules::existence_errors(draft).into());
    for column in Column::ALL {
        let names = draft.attributes.sent(context.schema(), column);
        settings.set(column.member(), names.map_or(Value::Null, Value::from));
    }
    let secret = match draft.secret() {
        SecretChoice::None => ClientSecret::None,
        SecretChoice::Generate => ClientSecret::Generated,
        // What it is does not matter: nothing shows it.
        SecretChoice::Own => ClientSecret::Own(Secret::default()),
    };
    spec::body_of(pool, &secret, &settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::{AppType, DurationText, Unit};
    use rstest::rstest;
    use serde_json::json;

    fn pool() -> UserPoolId {
        UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
    }

    fn named() -> Draft {
        Draft { name: "shop-web".to_owned(), ..Draft::default() }
    }

    fn hours(text: &str) -> DurationText {
        DurationText { text: text.to_owned(), unit: Unit::Hours }
    }

    #[rstest]
    #[case(named())]
    #[case(Draft { app_type: AppType::Confidential, session: "15".to_owned(), revocation: false, ..named() })]
    #[case(Draft { picked_secret: Some(SecretChoice::Own), own_secret: Secret::new("o".repeat(24)), ..named() })]
    #[case(Draft { access_token: hours("90m"), prevent_existence_errors: false, ..named() })]
    fn what_is_read_of_good_answers_is_the_request(#[case] draft: Draft) {
        let context = Context::default();
        let sketch = of_create(&draft, &pool(), &context);
        assert!(sketch.errors.is_empty());
        let read = readable(&draft, &pool(), &context);
        assert_eq!(read.iter().collect::<Vec<_>>(), sketch.body.iter().collect::<Vec<_>>(), "in the same order");
    }

    #[rstest]
    #[case::no_name(Draft { name: "  ".to_owned(), ..named() }, &["ClientName"])]
    #[case::half_a_name(Draft { name: "caf\u{e9}".to_owned(), ..named() }, &["ClientName"])]
    #[case::no_number(Draft { access_token: hours("x"), ..named() }, &["AccessTokenValidity"])]
    #[case::too_long(Draft { access_token: hours("60"), ..named() }, &["AccessTokenValidity"])]
    #[case::session(Draft { session: "20".to_owned(), ..named() }, &["AuthSessionValidity"])]
    #[case::secret(
        Draft { picked_secret: Some(SecretChoice::Own), own_secret: Secret::new("short".to_owned()), ..named() },
        &["GenerateSecret"]
    )]
    fn what_has_a_problem_is_left_out_and_nothing_else(#[case] draft: Draft, #[case] gone: &[&str]) {
        let sketch = of_create(&draft, &pool(), &Context::default());
        assert_eq!(sketch.errors.len(), 1);
        let whole = of_create(&named(), &pool(), &Context::default()).body;
        let missing: Vec<&String> = whole.keys().filter(|name| !sketch.body.contains_key(*name)).collect();
        assert_eq!(missing, gone);
        let more: Vec<&String> = sketch.body.keys().filter(|name| !whole.contains_key(*name)).collect();
        assert!(more.is_empty(), "{more:?}");
        let has_unit = sketch.body[UNITS].get("AccessToken").is_some();
        assert_eq!(has_unit, gone != ["AccessTokenValidity"]);
    }

    #[test]
    fn units_without_lifetimes_are_not_left_behind() {
        let draft = Draft { access_token: hours("x"), id_token: hours("x"), refresh_token: hours("x"), ..named() };
        let sketch = of_create(&draft, &pool(), &Context::default());
        assert_eq!((sketch.errors.len(), sketch.body.get(UNITS)), (3, None));
    }

    #[test]
    fn of_an_update_too() {
        let described = json!({ "ClientId": "abc", "ClientName": "web", "AccessTokenValidity": 60,
            "TokenValidityUnits": { "AccessToken": "minutes" }, "LogoutURLs": ["https://a.example"] });
        let client = AppClient::read(&pool(), described.as_object().unwrap(), |_| None).unwrap();
        let draft = Draft { access_token: hours("x"), ..edit::draft_of(&client) };
        let sketch = of_update(&client, &draft, &Context::default());
        assert_eq!(sketch.errors.len(), 1);
        let expected = json!({ "UserPoolId": "us-east-1_Ab12Cd34E", "ClientId": "abc", "ClientName": "web",
            "LogoutURLs": ["https://a.example"], "RefreshTokenRotation": { "Feature": "DISABLED" } });
        assert_eq!(Value::from(sketch.body), expected);
        let mended = of_update(&client, &edit::draft_of(&client), &Context::default());
        assert!(mended.errors.is_empty() && mended.body.contains_key("AccessTokenValidity"));
    }
}
