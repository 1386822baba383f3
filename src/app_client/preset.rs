//! Presets: named starts of the wizard. A preset is the JSON of a create request without what belongs
//! to one client alone, with two members more: the app type, and why one would take it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::app_client::edit::draft_of_request;
use crate::app_client::request::{self, GENERATE_SECRET, OWN_SECRET, POOL};
use crate::app_client::{
    AppClientSpec, AppType, AttributeChoice, Change, Context, Draft, Origin, SecretChoice, Settings, changes, rules,
};
use crate::text;

/// Members of a preset that no request has.
const WHY: &str = "Why";
const APP_TYPE: &str = "AppType";
/// Members of a request that belong to one client alone.
const OF_ONE_CLIENT: [&str; 3] = [POOL, "ClientName", OWN_SECRET];
/// Most characters of the line that says why.
const LONGEST_WHY: usize = 200;
/// Most characters of a name.
const LONGEST_NAME: usize = 40;

/// The presets of the program: name and JSON.
const BUILT_IN: [(&str, &str); 5] = [
    ("spa", include_str!("../../assets/presets/spa.json")),
    ("mobile", include_str!("../../assets/presets/mobile.json")),
    ("server", include_str!("../../assets/presets/server.json")),
    ("m2m", include_str!("../../assets/presets/m2m.json")),
    ("migration", include_str!("../../assets/presets/migration.json")),
];

/// A named start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// `spa`
    pub name: String,
    /// Why one would take it, in one line, cleaned.
    pub why: String,
    /// The app type.
    pub app_type: AppType,
    /// Cognito makes a secret.
    pub generates_secret: bool,
    /// The settings that it names; others have the wizard's defaults.
    pub settings: Settings,
}

impl Preset {
    /// The presets of the program.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        BUILT_IN.iter().filter_map(|(name, json)| Self::parse(name, json).ok()).collect()
    }

    /// Reads a preset.
    ///
    /// # Errors
    /// A sentence about what is wrong with it, cleaned.
    pub fn parse(name: &str, json: &str) -> Result<Self, String> {
        if !is_name(name) {
            return Err(format!("its name must be 1 to {LONGEST_NAME} lower-case letters, digits and dashes"));
        }
        let mut members = match serde_json::from_str(json) {
            Ok(Value::Object(members)) => members,
            Ok(_) => return Err("it is no JSON object".to_owned()),
            Err(error) => return Err(format!("it is no JSON: {}", text::clean(&error.to_string()))),
        };
        let app_type = app_type(members.shift_remove(APP_TYPE))?;
        let why = why(members.shift_remove(WHY))?;
        check(&members)?;
        let generates = members.get(GENERATE_SECRET).and_then(Value::as_bool);
        let generates_secret = generates.unwrap_or(app_type.default_secret() == SecretChoice::Generate);
        Ok(Self { name: name.to_owned(), why, app_type, generates_secret, settings: Settings::of(&members) })
    }

    /// The answers that it starts with. The name is still to be given.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let secret = if self.generates_secret { SecretChoice::Generate } else { SecretChoice::None };
        let answers = draft_of_request(&self.settings);
        Draft {
            origin: Origin::New,
            app_type: self.app_type,
            picked_secret: (secret != self.app_type.default_secret()).then_some(secret),
            // The API's own default would show who has an account.
            prevent_existence_errors: answers.prevent_existence_errors
                || self.settings.get("PreventUserExistenceErrors").is_none(),
            preset: Some(Box::new(self.clone())),
            attributes: AttributeChoice { is_elsewhere: true, ..answers.attributes.clone() },
            ..answers
        }
    }

    /// The same without parts that may be secret, for what is kept on a disk.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self { settings: self.settings.without_secrets(), ..self.clone() }
    }

    /// What of the settings is not the preset's any more, but for the name: the preset's own against
    /// those that would be sent.
    #[must_use]
    pub fn differences(&self, now: &AppClientSpec, context: &Context) -> Vec<Change> {
        let draft = Draft { name: now.name().to_owned(), picked_secret: Some(SecretChoice::Generate), ..self.draft() };
        // What is wrong with the preset itself is said as a problem of the answers.
        let own = rules::resolve(&draft, now.pool(), context);
        own.map_or_else(
            |_| changes::changes(&self.settings, &now.settings()),
            |own| changes::changes(&own.settings(), &now.settings()),
        )
    }
}

/// A file's name before `.json`, and a word of the command line.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.chars().all(fits) && !name.starts_with('-')
}

/// What has no place in a preset, is not known, or of a wrong kind.
fn check(request: &Map<String, Value>) -> Result<(), String> {
    if let Some(name) = OF_ONE_CLIENT.into_iter().find(|name| request.contains_key(*name)) {
        return Err(format!("{name} belongs to one app client and has no place in a preset"));
    }
    let unknown = request::unknown_members(request);
    if !unknown.is_empty() {
        let names = text::clean_short(&unknown.join(", "), LONGEST_WHY);
        return Err(format!("{names} {} not known", if unknown.len() == 1 { "is" } else { "are" }));
    }
    match request::wrong_kinds(request).into_iter().next() {
        Some(wrong) => Err(wrong.trim_end_matches('.').to_owned()),
        None => Ok(()),
    }
}

fn app_type(value: Option<Value>) -> Result<AppType, String> {
    let wrong = || format!("{APP_TYPE} must be \"public\", \"confidential\" or \"other\"");
    value.map_or(Ok(AppType::Other), |value| serde_json::from_value(value).ok().ok_or_else(wrong))
}

fn why(value: Option<Value>) -> Result<String, String> {
    match value {
        None => Ok(String::new()),
        Some(Value::String(why)) => Ok(text::clean_short(&why, LONGEST_WHY)),
        Some(_) => Err(format!("{WHY} must be a text")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::{Severity, UserPoolId};
    use rstest::rstest;

    #[test]
    fn the_built_in_ones_are_whole_and_nothing_stands_against_them() {
        let presets = Preset::built_in();
        assert_eq!(
            presets.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
            ["spa", "mobile", "server", "m2m", "migration"]
        );
        for preset in presets {
            assert!((40..=110).contains(&preset.why.len()), "{}", preset.why);
            let draft = Draft { name: "x".to_owned(), ..preset.draft() };
            let problems = rules::check(&draft, &Context::default());
            let expected: &[&str] = match preset.name.as_str() {
                "migration" => &["W2"],
                "m2m" => &["W12"],
                _ => &[],
            };
            let found: Vec<_> = problems.iter().filter(|p| p.severity != Severity::Note).map(|p| p.code).collect();
            assert_eq!(found, expected, "{}", preset.name);
            let pool = UserPoolId::parse("us-east-1_A").unwrap();
            let spec = rules::resolve(&draft, &pool, &Context::default()).unwrap();
            assert_eq!(preset.differences(&spec, &Context::default()), [], "{}", preset.name);
            assert_eq!(spec.body().get("GenerateSecret"), Some(&preset.generates_secret.into()));
        }
    }

    #[test]
    fn what_a_preset_does_not_say_is_the_wizard_s_default() {
        let draft = Preset::parse("team-1", "{}").unwrap().draft();
        let fresh = Draft { app_type: AppType::Other, ..Draft::default() };
        assert_eq!((draft.flows, &draft.session, draft.secret()), (fresh.flows, &fresh.session, fresh.secret()));
        assert_eq!((draft.revocation, draft.prevent_existence_errors), (true, true));
        assert_eq!(draft.refresh_token, fresh.refresh_token);
    }

    #[test]
    fn settings_that_the_wizard_does_not_ask_for_are_sent() {
        let json = r#"{"AppType":"confidential","AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],
            "AllowedOAuthScopes":["api/read"],"PreventUserExistenceErrors":"LEGACY"}"#;
        let draft = Draft { name: "x".to_owned(), ..Preset::parse("team", json).unwrap().draft() };
        let pool = UserPoolId::parse("us-east-1_A").unwrap();
        let body = rules::resolve(&draft, &pool, &Context::default()).unwrap().body();
        assert_eq!(body.get("AllowedOAuthScopes"), Some(&serde_json::json!(["api/read"])));
        assert_eq!(body.get("PreventUserExistenceErrors"), Some(&"LEGACY".into()));
    }

    #[rstest]
    #[case("spa", "[]", "no JSON object")]
    #[case("spa", "{", "no JSON:")]
    #[case("Spa 1", "{}", "its name must be")]
    #[case("spa", r#"{"AppType":"web"}"#, "AppType must be")]
    #[case("spa", r#"{"Why":1}"#, "Why must be a text")]
    #[case("spa", r#"{"A":1,"B":2}"#, "A, B are not known")]
    #[case("spa", r#"{"AccessTokenValidity":"1h"}"#, "AccessTokenValidity must be a whole number")]
    #[case("spa", r#"{"GenerateSecret":"yes"}"#, "GenerateSecret must be true or false")]
    #[case("spa", r#"{"ClientSecret":"x"}"#, "ClientSecret belongs to one app client")]
    #[case("spa", r#"{"ClientName":"x"}"#, "ClientName belongs to one app client")]
    #[case("spa", r#"{"AcessTokenValidity":1}"#, "AcessTokenValidity is not known")]
    #[case("spa", "{\"\\u001b[2J\":1}", "?[2J is not known")]
    fn what_is_wrong_is_said(#[case] name: &str, #[case] json: &str, #[case] wanted: &str) {
        let said = Preset::parse(name, json).unwrap_err();
        assert!(said.contains(wanted), "{said}");
    }
}
