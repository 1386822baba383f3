//! What a change does to the apps that run with the client now. One small function a rule; the
//! answers stand beside the changes, so each says only what the change itself does not.

use crate::app_client::attributes::{Writable, rows};
use crate::app_client::settings::{MEMBERS, ROTATION};
use crate::app_client::{AuthFlow, Change, Column, Context, FieldId, Mark, Problem, Settings, Token, changes, rules};
use crate::text;

/// What the rules look at.
struct Case<'a> {
    now: &'a Settings,
    after: &'a Settings,
    changes: Vec<Change>,
    context: &'a Context<'a>,
}

impl Case<'_> {
    fn of<'a>(&'a self, setting: &'a str) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |change| change.setting == setting)
    }

    /// The value of a setting that changes, before and after.
    fn values(&self, setting: &str) -> Option<(String, String)> {
        let member = MEMBERS.iter().find(|member| member.name == setting)?;
        let words = |settings: &Settings| settings.reading(member).items.join(", ");
        self.of(setting).next().map(|_| (words(self.now), words(self.after)))
    }
}

type Rule = fn(&Case, &mut Vec<Problem>);

/// In the order of the pages.
const RULES: &[Rule] =
    &[name, flows_off, lifetimes, rotation, revocation, existence_errors, cannot_write, cannot_read, pool_default];

/// Everything that a change does to apps: warnings if they break, notes else.
#[must_use]
pub fn consequences(now: &Settings, after: &Settings, context: &Context) -> Vec<Problem> {
    let case = Case { now, after, changes: changes::changes(now, after), context };
    let mut found = Vec::new();
    for rule in RULES {
        rule(&case, &mut found);
    }
    found
}

/// The answer to `field` becomes `setting`.
#[must_use]
pub fn is_about(field: FieldId, setting: &str) -> bool {
    match field {
        FieldId::ClientName => setting == "ClientName",
        FieldId::AuthFlows => setting == "ExplicitAuthFlows",
        FieldId::SessionDuration => setting == "AuthSessionValidity",
        FieldId::RefreshToken => setting == Token::Refresh.member(),
        FieldId::AccessToken => setting == Token::Access.member(),
        FieldId::IdToken => setting == Token::Id.member(),
        FieldId::TokenRevocation => setting == "EnableTokenRevocation",
        FieldId::UserExistenceErrors => setting == "PreventUserExistenceErrors",
        FieldId::AttributeMode | FieldId::AttributePermissions => {
            Column::ALL.iter().any(|column| setting == column.member())
        }
        FieldId::Setting(name) => setting == name,
        FieldId::AppType | FieldId::ClientSecret | FieldId::OwnSecret => false,
    }
}

fn name(case: &Case, found: &mut Vec<Problem>) {
    if case.of("ClientName").next().is_some() {
        found.push(Problem::note(FieldId::ClientName, "Apps do not notice another name; they know the Client ID."));
    }
}

/// The error is what an app gets from the next sign-in on.
fn flows_off(case: &Case, found: &mut Vec<Problem>) {
    for change in case.of("ExplicitAuthFlows").filter(|change| change.mark == Mark::Removed) {
        let flow = AuthFlow::ALL.into_iter().find(|flow| flow.wire() == change.now);
        let asked = change.now.strip_prefix("ALLOW_").unwrap_or(&change.now);
        let what = match flow {
            Some(AuthFlow::RefreshToken) => "to renew tokens at once, and users sign in again",
            _ => "to sign in at once",
        };
        // A quotation ends as the service ends it.
        let end = flow.map_or_else(|| ".".to_owned(), |flow| format!(": {}", flow.text().error));
        let text = format!("Apps that use {asked} will fail {what}{end}");
        found.push(Problem::warning("", FieldId::AuthFlows, text));
    }
}

fn lifetimes(case: &Case, found: &mut Vec<Problem>) {
    for token in Token::ALL {
        if let Some((now, after)) = case.values(token.member()) {
            let noun = token.noun();
            let text = format!("Each {noun} already issued keeps its {now}; a new one lives {after}.");
            found.push(Problem::note(rules::field_of(token), text));
        }
    }
}

fn rotation(case: &Case, found: &mut Vec<Problem>) {
    if case.of(ROTATION).next().is_none() {
        return;
    }
    found.push(if case.after.rotates() {
        let text =
            "Apps must renew tokens with GetTokensFromRefreshToken and keep the new refresh token of each answer.";
        Problem::warning("", FieldId::RefreshToken, text)
    } else {
        Problem::note(FieldId::RefreshToken, "A refresh token is no longer replaced when it is used.")
    });
}

fn revocation(case: &Case, found: &mut Vec<Problem>) {
    if case.of("EnableTokenRevocation").next().is_none() {
        return;
    }
    let is_off = case.after.get("EnableTokenRevocation").is_some_and(|on| on == false);
    found.push(if is_off {
        Problem::warning("", FieldId::TokenRevocation, "Apps that call RevokeToken will fail at once.")
    } else {
        let text = "New tokens carry two more claims (origin_jti, jti), so they get a little bigger.";
        Problem::note(FieldId::TokenRevocation, text)
    });
}

fn existence_errors(case: &Case, found: &mut Vec<Problem>) {
    if case.of("PreventUserExistenceErrors").next().is_none() {
        return;
    }
    let prevented = case.after.get("PreventUserExistenceErrors").is_some_and(|word| word == "ENABLED");
    let text = if prevented {
        "Apps that wait for UserNotFoundException get NotAuthorizedException instead, or a code that is never sent."
    } else {
        "Apps get UserNotFoundException again where the user name is wrong."
    };
    found.push(Problem::note(FieldId::UserExistenceErrors, text));
}

/// Names that a list of before held and that of after does not. Of the pool default only the
/// standard attributes are certain.
fn lost(case: &Case, column: Column) -> Vec<String> {
    let member = column.member();
    let after = case.after.list(member);
    if case.of(member).next().is_none() || after.is_empty() {
        return Vec::new();
    }
    let before: Vec<String> = match (case.now.list(member), case.context.pool) {
        (names, _) if !names.is_empty() => names.into_iter().map(str::to_owned).collect(),
        (_, None) => Vec::new(),
        (_, Some(pool)) => rows(&pool.attributes)
            .into_iter()
            .filter(|attribute| !attribute.is_custom() && !attribute.is_developer_only())
            .filter(|attribute| column == Column::Read || attribute.writable() != Writable::Never)
            .map(|attribute| attribute.name.clone())
            .collect(),
    };
    before.into_iter().filter(|name| !after.contains(&name.as_str())).map(|name| text::clean(&name)).collect()
}

fn cannot_write(case: &Case, found: &mut Vec<Problem>) {
    let names = lost(case, Column::Write);
    if !names.is_empty() {
        let text = format!(
            "Apps that write these will get \"attempted to write unauthorized attribute\" at once: {}.",
            names.join(", ")
        );
        found.push(Problem::warning("", FieldId::AttributePermissions, text));
    }
}

fn cannot_read(case: &Case, found: &mut Vec<Problem>) {
    let names = lost(case, Column::Read);
    if !names.is_empty() {
        let text = format!("GetUser and new ID tokens will no longer hold: {}.", names.join(", "));
        found.push(Problem::warning("", FieldId::AttributePermissions, text));
    }
}

/// AWS's own sources disagree about it.
fn pool_default(case: &Case, found: &mut Vec<Problem>) {
    let dropped = |member: &'static str| case.of(member).next().is_some() && case.after.get(member).is_none();
    let mut custom: Vec<String> = Column::ALL
        .map(Column::member)
        .into_iter()
        .filter(|member| dropped(member))
        .flat_map(|member| case.now.list(member))
        .filter(|name| name.starts_with("custom:"))
        .map(text::clean)
        .collect();
    custom.sort();
    custom.dedup();
    if !custom.is_empty() {
        let text = format!("The pool default may not cover custom attributes: {}.", custom.join(", "));
        found.push(Problem::warning("", FieldId::AttributeMode, text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::{Attribute, Severity, UserPool, UserPoolId};
    use rstest::rstest;
    use serde_json::{Value, json};

    fn settings(members: &Value) -> Settings {
        Settings::of(members.as_object().unwrap())
    }

    fn said(now: &Value, after: &Value) -> Vec<(Severity, String)> {
        let found = consequences(&settings(now), &settings(after), &Context::default());
        found.into_iter().map(|problem| (problem.severity, problem.text)).collect()
    }

    #[test]
    fn nothing_changes_nothing() {
        let same =
            json!({"ClientName": "x", "AccessTokenValidity": 60, "TokenValidityUnits": {"AccessToken": "minutes"}});
        assert_eq!(said(&same, &json!({"ClientName": "x", "AccessTokenValidity": 1})), []);
    }

    #[rstest]
    #[case::known(
        json!({"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]}),
        json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"]}),
        "Apps that use USER_PASSWORD_AUTH will fail to sign in at once: \"USER_PASSWORD_AUTH flow not enabled for this client\""
    )]
    #[case::of_the_default(
        json!({}),
        json!({"ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"]}),
        "Apps that use REFRESH_TOKEN_AUTH will fail to renew tokens at once, and users sign in again: \"REFRESH_TOKEN_AUTH is not enabled for the client.\""
    )]
    #[case::legacy(
        json!({"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"]}),
        json!({"ExplicitAuthFlows": ["USER_PASSWORD_AUTH"]}),
        "Apps that use ADMIN_NO_SRP_AUTH will fail to sign in at once."
    )]
    #[case::revocation(json!({}), json!({"EnableTokenRevocation": false}), "Apps that call RevokeToken will fail at once.")]
    #[case::rotation(
        json!({"RefreshTokenRotation": {"Feature": "DISABLED"}}),
        json!({"RefreshTokenRotation": {"Feature": "ENABLED"}}),
        "Apps must renew tokens with GetTokensFromRefreshToken and keep the new refresh token of each answer."
    )]
    #[case::write(
        json!({"WriteAttributes": ["email", "custom:tier"]}),
        json!({"WriteAttributes": ["email"]}),
        "Apps that write these will get \"attempted to write unauthorized attribute\" at once: custom:tier."
    )]
    #[case::read(
        json!({"ReadAttributes": ["email", "name"]}),
        json!({"ReadAttributes": ["name"]}),
        "GetUser and new ID tokens will no longer hold: email."
    )]
    #[case::pool_default(
        json!({"ReadAttributes": ["email", "custom:tier"], "WriteAttributes": ["custom:tier"]}),
        json!({}),
        "The pool default may not cover custom attributes: custom:tier."
    )]
    fn what_breaks_apps_is_a_warning(#[case] now: Value, #[case] after: Value, #[case] text: &str) {
        assert_eq!(said(&now, &after), [(Severity::Warning, text.to_owned())]);
    }

    #[rstest]
    #[case::name(json!({"ClientName": "a"}), json!({"ClientName": "b"}), "Apps do not notice another name; they know the Client ID.")]
    #[case::access(
        json!({"AccessTokenValidity": 60, "TokenValidityUnits": {"AccessToken": "minutes"}}),
        json!({"AccessTokenValidity": 15, "TokenValidityUnits": {"AccessToken": "minutes"}}),
        "Each access token already issued keeps its 60 minutes; a new one lives 15 minutes."
    )]
    #[case::refresh_default(
        json!({}),
        json!({"RefreshTokenValidity": 7}),
        "Each refresh token already issued keeps its 30 days; a new one lives 7 days."
    )]
    #[case::revocation(
        json!({"EnableTokenRevocation": false}),
        json!({"EnableTokenRevocation": true}),
        "New tokens carry two more claims (origin_jti, jti), so they get a little bigger."
    )]
    #[case::prevented(
        json!({}),
        json!({"PreventUserExistenceErrors": "ENABLED"}),
        "Apps that wait for UserNotFoundException get NotAuthorizedException instead, or a code that is never sent."
    )]
    #[case::legacy_errors(
        json!({"PreventUserExistenceErrors": "ENABLED"}),
        json!({"PreventUserExistenceErrors": "LEGACY"}),
        "Apps get UserNotFoundException again where the user name is wrong."
    )]
    #[case::rotation_off(
        json!({"RefreshTokenRotation": {"Feature": "ENABLED"}}),
        json!({"RefreshTokenRotation": {"Feature": "DISABLED"}}),
        "A refresh token is no longer replaced when it is used."
    )]
    fn what_apps_survive_is_a_note(#[case] now: Value, #[case] after: Value, #[case] text: &str) {
        assert_eq!(said(&now, &after), [(Severity::Note, text.to_owned())]);
    }

    #[test]
    fn what_the_pool_default_held_is_lost_with_a_list() {
        let attribute = |name: &str| Attribute { name: name.to_owned(), required: false, mutable: true };
        let pool = UserPool {
            attributes: ["sub", "email", "email_verified", "name", "custom:tier"].map(attribute).to_vec(),
            ..pool()
        };
        let context = Context { pool: Some(&pool), ..Context::default() };
        let after = settings(&json!({"ReadAttributes": ["email"], "WriteAttributes": ["email"]}));
        let texts: Vec<String> =
            consequences(&Settings::default(), &after, &context).into_iter().map(|problem| problem.text).collect();
        assert_eq!(
            texts,
            [
                "Apps that write these will get \"attempted to write unauthorized attribute\" at once: name.",
                "GetUser and new ID tokens will no longer hold: email_verified, name.",
            ]
        );
    }

    fn pool() -> UserPool {
        UserPool {
            id: UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap(),
            name: "shop".to_owned(),
            tier: None,
            users: None,
            domain: None,
            mfa: None,
            attributes: Vec::new(),
        }
    }
}
