//! What a tool can state of a client, and what it leaves out, in words. A value that a tool would
//! refuse, or read as something else, is never written, and never dropped without a word.

use serde_json::{Map, Value};

use crate::app_client::rules::{MAX_NAME, MAX_SESSION, MIN_SESSION, NAME_PUNCTUATION};
use crate::app_client::settings::{Kind, MEMBERS, UNITS};
use crate::app_client::{Settings, Token, Unit};
use crate::export::{Export, quote};
use crate::text;

/// What reads the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    CloudFormation,
    Cdk,
    Terraform,
}

/// A member as a tool gets it.
pub(super) struct Setting {
    /// Its name in the API.
    pub member: String,
    /// What the tool gets; `None` if nothing is left.
    pub value: Option<Value>,
    /// What is left out of it, and why: sentences, cleaned.
    pub notes: Vec<String>,
}

/// `ExplicitAuthFlowsType` as the tools know it; the service takes more.
const FLOWS: [&str; 9] = [
    "ADMIN_NO_SRP_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY",
    "USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_AUTH",
];
const GRANTS: [&str; 3] = ["code", "implicit", "client_credentials"];
const FEATURES: [&str; 2] = ["ENABLED", "DISABLED"];
const ERRORS: [&str; 2] = ["ENABLED", "LEGACY"];
const MOST_GRACE_SECONDS: u64 = 60;
/// Texts that the tools read as something else, with nothing to escape them.
const REFERENCES: [(&str, &[Tool]); 3] =
    [("{{resolve:", &[Tool::CloudFormation, Tool::Cdk]), ("${Token[", &[Tool::Cdk]), ("#{Token[", &[Tool::Cdk])];

impl Tool {
    const fn label(self) -> &'static str {
        match self {
            Self::CloudFormation => "CloudFormation",
            Self::Cdk => "the CDK",
            Self::Terraform => "Terraform",
        }
    }
}

/// Every setting of the client, in the order of the request.
pub(super) fn settings(export: &Export, tool: Tool) -> Vec<Setting> {
    let ours = Settings::of(&export.body);
    let mut all = vec![whole("UserPoolId", export.pool.as_str().into())];
    let (name, rest): (Vec<_>, Vec<_>) = export
        .body
        .iter()
        .filter(|(member, _)| is_setting(member))
        .map(|(member, value)| setting(tool, &ours, member, value))
        .partition(|setting| setting.member == "ClientName");
    all.extend(name);
    all.push(secret(export, tool));
    all.extend(rest);
    all
}

/// What no request says of the client, as a sentence.
pub(super) fn beyond(export: &Export) -> Option<String> {
    let names = export.beyond.join(", ");
    (!names.is_empty()).then(|| format!("The client has more, which is not in here: {names}."))
}

fn is_setting(member: &str) -> bool {
    member == UNITS || MEMBERS.iter().any(|known| known.name == member)
}

fn whole(member: &str, value: Value) -> Setting {
    Setting { member: member.to_owned(), value: Some(value), notes: Vec::new() }
}

fn secret(export: &Export, tool: Tool) -> Setting {
    let mut setting = Setting { member: "GenerateSecret".to_owned(), value: None, notes: Vec::new() };
    if export.has_own_secret() {
        let label = tool.label();
        setting.notes.push(format!("ClientSecret: {label} cannot set your own secret. Cognito generates one instead."));
    } else if export.has_secret.is_none() {
        setting.notes.push("GenerateSecret: it is not known if the client has a secret.".to_owned());
        setting.notes.push("Say so before the first deployment: it cannot be changed later.".to_owned());
    }
    setting.value = export.has_secret.map(Value::from);
    setting
}

fn setting(tool: Tool, all: &Settings, member: &str, value: &Value) -> Setting {
    let mut sieve = Sieve { tool, notes: Vec::new() };
    let kept = sieve.member(all, member, value);
    let Sieve { mut notes, .. } = sieve;
    let known = MEMBERS.iter().find(|known| known.name == member);
    if let (None, Some(known)) = (&kept, known) {
        notes.push(format!("A new client then has the default: {}.", known.default_items().join(", ")));
    }
    Setting { member: member.to_owned(), value: kept, notes }
}

/// Takes what the tool takes and notes the rest.
struct Sieve {
    tool: Tool,
    notes: Vec<String>,
}

impl Sieve {
    fn member(&mut self, all: &Settings, member: &str, value: &Value) -> Option<Value> {
        let kind = MEMBERS.iter().find(|known| known.name == member).map(|known| &known.kind);
        match kind {
            None => self.units(all, value),
            Some(Kind::Text(_)) if member == "ClientName" => self.one(member, value, is_name),
            Some(Kind::Text(_)) => self.one(member, value, is_address),
            Some(Kind::Word(_)) => self.one(member, value, |value| is_one_of(value, &ERRORS)),
            Some(Kind::Switch(_)) => self.one(member, value, Value::is_boolean),
            Some(Kind::Minutes(_)) => self.one(member, value, is_session),
            Some(Kind::Lifetime(token)) => self.lifetime(all, *token, value),
            Some(Kind::List(_)) => self.list(member, value),
            Some(Kind::Parts(parts, _)) => self.parts(member, parts, value),
        }
    }

    /// The value, if `is_right` and no reference to something else.
    fn one(&mut self, path: &str, value: &Value, is_right: impl Fn(&Value) -> bool) -> Option<Value> {
        if is_right(value) && !self.is_reference(value) {
            return Some(value.clone());
        }
        let (shown, tool) = (in_comment(value), self.tool.label());
        self.notes.push(format!("{path}: {shown} is left out, {tool} does not take it."));
        None
    }

    fn is_reference(&self, value: &Value) -> bool {
        let text = value.as_str().unwrap_or_default();
        REFERENCES.iter().any(|(mark, tools)| tools.contains(&self.tool) && text.contains(mark))
    }

    fn lifetime(&mut self, all: &Settings, token: Token, value: &Value) -> Option<Value> {
        let kept = self.one(token.member(), value, |value| is_lifetime(all, token, value));
        if let (None, Some(unit)) = (&kept, all.unit(token)) {
            let (unit, part) = (quote::in_comment(unit), token.unit_member());
            self.notes.push(format!("{UNITS}.{part}: \"{unit}\" is left out with it."));
        }
        kept
    }

    /// A unit goes with its lifetime.
    fn units(&mut self, all: &Settings, value: &Value) -> Option<Value> {
        let is_unit = |unit: &Value| unit.as_str().is_some_and(is_unit);
        let mut kept = self.structure(UNITS, &Token::UNIT_MEMBERS, value, |_, unit| is_unit(unit))?;
        for token in Token::ALL {
            let is_gone = all.get(token.member()).is_some_and(|value| !is_lifetime(all, token, value));
            if let Some(parts) = kept.as_object_mut().filter(|_| is_gone) {
                parts.shift_remove(token.unit_member());
            }
        }
        kept.as_object().is_some_and(|parts| !parts.is_empty()).then_some(kept)
    }

    fn list(&mut self, member: &str, value: &Value) -> Option<Value> {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        if items.is_empty() {
            return self.one(member, value, |_| false);
        }
        let is_right = |item: &Value| match member {
            "ExplicitAuthFlows" => is_one_of(item, &FLOWS),
            "AllowedOAuthFlows" => is_one_of(item, &GRANTS),
            "CallbackURLs" | "LogoutURLs" | "AllowedOAuthScopes" => is_address(item),
            _ => is_visible(item),
        };
        let kept: Vec<Value> = items.iter().filter_map(|item| self.one(member, item, is_right)).collect();
        (!kept.is_empty()).then(|| Value::Array(kept))
    }

    fn parts(&mut self, member: &str, known: &[&str], value: &Value) -> Option<Value> {
        let kept = self.structure(member, known, value, is_part)?;
        // The API does not take a rotation without it.
        if known.contains(&"Feature") && kept.get("Feature").is_none() {
            self.notes.push(format!("{member} is left out, it is nothing without its Feature."));
            return None;
        }
        match (self.tool, kept) {
            (Tool::Terraform, Value::Object(parts)) if member == "AnalyticsConfiguration" => {
                self.for_terraform(member, parts).map(Value::Object)
            }
            (_, kept) => Some(kept),
        }
    }

    fn structure(
        &mut self,
        member: &str,
        known: &[&str],
        value: &Value,
        is_right: impl Fn(&str, &Value) -> bool,
    ) -> Option<Value> {
        let Some(parts) = value.as_object() else { return self.one(member, value, |_| false) };
        let mut kept = Map::new();
        for (part, value) in parts {
            let path = format!("{member}.{}", quote::in_comment(part));
            if !known.contains(&part.as_str()) {
                // Its value may be anything, a secret too.
                self.notes.push(format!("{path} is left out, {} does not know it.", self.tool.label()));
            } else if let Some(value) = self.one(&path, value, |value| is_right(part, value)) {
                kept.insert(part.clone(), value);
            }
        }
        (!kept.is_empty()).then(|| Value::Object(kept))
    }

    /// What the provider's schema asks of this block.
    fn for_terraform(&mut self, member: &str, mut parts: Map<String, Value>) -> Option<Map<String, Value>> {
        if parts.contains_key("ApplicationArn") {
            for part in ["ApplicationId", "RoleArn", "ExternalId"] {
                if parts.shift_remove(part).is_some() {
                    let text =
                        format!("{member}.{part} is left out, Terraform does not take it beside ApplicationArn.");
                    self.notes.push(text);
                }
            }
        } else if !["ApplicationId", "RoleArn", "ExternalId"].iter().all(|part| parts.contains_key(*part)) {
            let wants = "ApplicationArn, or ApplicationId with RoleArn and ExternalId";
            self.notes.push(format!("{member} is left out, Terraform wants {wants}."));
            return None;
        }
        Some(parts)
    }
}

/// A value for a comment.
fn in_comment(value: &Value) -> String {
    quote::in_comment(&value.as_str().map_or_else(|| value.to_string(), |text| format!("\"{text}\"")))
}

/// The most that the API's model lets a number be, whatever its unit.
const fn most_in_the_model(token: Token) -> u64 {
    match token {
        Token::Refresh => 315_360_000,
        Token::Access | Token::Id => 86_400,
    }
}

/// In the model's range, and in a unit that the tools know: without it the number would be read in
/// another one.
fn is_lifetime(all: &Settings, token: Token, value: &Value) -> bool {
    let most = most_in_the_model(token);
    all.unit(token).is_none_or(is_unit) && value.as_u64().is_some_and(|n| (1..=most).contains(&n))
}

fn is_unit(name: &str) -> bool {
    Unit::ALL.iter().any(|unit| unit.name() == name)
}

fn is_one_of(value: &Value, all: &[&str]) -> bool {
    value.as_str().is_some_and(|word| all.contains(&word))
}

fn is_session(value: &Value) -> bool {
    value.as_u64().is_some_and(|n| (u64::from(MIN_SESSION)..=u64::from(MAX_SESSION)).contains(&n))
}

/// The service's `[\w\s+=,.@-]{1,128}`, whose blanks are those of ASCII.
fn is_name(value: &Value) -> bool {
    let is_right =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\t'..='\r') || NAME_PUNCTUATION.contains(c);
    value.as_str().is_some_and(|name| name.chars().all(is_right) && (1..=MAX_NAME).contains(&name.len()))
}

/// What is read as text, with nothing in it that cannot be seen.
fn is_visible(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty() && !text.chars().any(text::is_hostile))
}

/// The same without a blank: a URL or a scope.
fn is_address(value: &Value) -> bool {
    is_visible(value) && !value.as_str().is_some_and(|text| text.contains(char::is_whitespace))
}

fn is_part(part: &str, value: &Value) -> bool {
    match part {
        "Feature" => is_one_of(value, &FEATURES),
        "RetryGracePeriodSeconds" => value.as_u64().is_some_and(|n| n <= MOST_GRACE_SECONDS),
        "UserDataShared" => value.is_boolean(),
        _ => is_visible(value),
    }
}
