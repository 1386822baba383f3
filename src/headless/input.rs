//! `--input`: the JSON of `CreateUserPoolClient`, as the AWS CLI's skeleton has it.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Map, Value};

use crate::app_client::request::{self, GENERATE_SECRET, OWN_SECRET, POOL};
use crate::app_client::settings::{Kind, MEMBERS};
use crate::app_client::{Draft, Secret, SecretChoice, Settings, UserPoolId, YOUR_SECRET, edit};
use crate::text;

/// Larger files are no requests and no secrets.
const MOST_BYTES: u64 = 1 << 20;

/// What an input says.
pub struct Input {
    /// The answers that it stands for: what it leaves out has the default of the API.
    pub draft: Draft,
    /// The pool, if it names one.
    pub pool: Option<UserPoolId>,
}

/// The text of a file, or of standard input for a dash.
///
/// # Errors
/// A sentence.
pub fn text_of(path: &Path) -> Result<String, String> {
    let shown = text::clean_short(&path.display().to_string(), 256);
    let is_stdin = path.as_os_str() == "-";
    let name = if is_stdin { "Standard input".to_owned() } else { format!("The file {shown}") };
    let reader: io::Result<Box<dyn Read>> =
        if is_stdin { Ok(Box::new(io::stdin())) } else { fs::File::open(path).map(|file| Box::new(file) as _) };
    let mut text = String::new();
    let read = reader.and_then(|reader| reader.take(MOST_BYTES + 1).read_to_string(&mut text));
    match read {
        Err(error) => Err(format!("{name} could not be read: {}.", text::clean(&error.to_string()))),
        Ok(bytes) if bytes as u64 > MOST_BYTES => Err(format!("{name} is too large.")),
        Ok(_) => Ok(text),
    }
}

/// A secret as a file has it: one line end after it does not count.
///
/// # Errors
/// A sentence.
pub fn secret_of(path: &Path) -> Result<Secret, String> {
    let text = text_of(path)?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    Ok(Secret::new(line.strip_suffix('\r').unwrap_or(line).to_owned()))
}

/// Reads the JSON. Placeholders (an empty text, an empty list, a lifetime of 0) count as left out.
///
/// # Errors
/// A sentence for each fault; members that are not known are named.
pub fn read(json: &str) -> Result<Input, Vec<String>> {
    let value: Value = serde_json::from_str(json)
        .map_err(|error| vec![format!("The input is no JSON: {}.", text::clean(&error.to_string()))])?;
    let Value::Object(body) = value else { return Err(vec!["The input is no JSON object.".to_owned()]) };
    let mut faults = Vec::new();
    let unknown = request::unknown_members(&body);
    if !unknown.is_empty() {
        let names = text::clean_short(&unknown.join(", "), 1_000);
        faults.push(format!("The input has members that this program does not know: {names}."));
    }
    faults.extend(request::wrong_kinds(&body));
    let pool = body.get(POOL).and_then(Value::as_str).filter(|id| !id.is_empty()).map(UserPoolId::parse);
    let pool = pool.transpose().map_err(|error| faults.push(format!("{POOL}: {error}"))).unwrap_or_default();
    let secret = body.get(OWN_SECRET).and_then(Value::as_str).filter(|secret| !secret.is_empty());
    let generates = body.get(GENERATE_SECRET) == Some(&Value::Bool(true));
    if secret == Some(YOUR_SECRET) {
        faults.push(format!("{OWN_SECRET}: your own secret is not in the input. Give it with --secret-file."));
    } else if secret.is_some() && generates {
        faults.push(format!("{GENERATE_SECRET} and {OWN_SECRET} can't be used together."));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let draft = edit::draft_of_request(&Settings::of(&without_placeholders(body.clone())));
    let picked_secret = Some(match (secret, generates) {
        (Some(_), _) => SecretChoice::Own,
        (None, true) => SecretChoice::Generate,
        (None, false) => SecretChoice::None,
    });
    let own_secret = Secret::new(secret.unwrap_or_default().to_owned());
    Ok(Input { draft: Draft { picked_secret, own_secret, ..draft }, pool })
}

/// The skeleton of the AWS CLI has 0 for every number.
fn without_placeholders(mut body: Map<String, Value>) -> Map<String, Value> {
    let is_number = |name: &str| {
        let member = MEMBERS.iter().find(|member| member.name == name);
        member.is_some_and(|member| matches!(member.kind, Kind::Minutes(_) | Kind::Lifetime(_)))
    };
    body.retain(|name, value| !(is_number(name) && value.as_u64() == Some(0)));
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::{Context, rules};
    use rstest::rstest;
    use serde_json::json;

    fn pool() -> UserPoolId {
        UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
    }

    /// The request that this program would send for it.
    fn sent(input: &Value) -> Value {
        let input = read(&input.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
        let spec = rules::resolve(&input.draft, &pool(), &Context::default()).unwrap_or_else(|e| panic!("{e:?}"));
        Value::Object(spec.body())
    }

    #[test]
    fn what_is_left_out_has_the_default_of_the_api() {
        let expected = json!({
            "UserPoolId": "us-east-1_Ab12Cd34E", "ClientName": "shop", "GenerateSecret": false,
            "RefreshTokenValidity": 30, "AccessTokenValidity": 1, "IdTokenValidity": 1,
            "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "hours", "IdToken": "hours"},
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            "PreventUserExistenceErrors": "LEGACY", "EnableTokenRevocation": true, "AuthSessionValidity": 3,
        });
        assert_eq!(sent(&json!({"ClientName": "shop"})), expected);
        let placeholders = json!({
            "UserPoolId": "", "ClientName": "shop", "GenerateSecret": false, "ClientSecret": "",
            "RefreshTokenValidity": 0, "AccessTokenValidity": 0, "IdTokenValidity": 0, "AuthSessionValidity": 0,
            "TokenValidityUnits": {"AccessToken": "", "IdToken": null}, "ReadAttributes": [""], "WriteAttributes": [],
            "ExplicitAuthFlows": [], "CallbackURLs": [""], "DefaultRedirectURI": "",
            "AnalyticsConfiguration": {"ApplicationId": ""}, "SupportedIdentityProviders": null,
        });
        assert_eq!(sent(&placeholders), expected);
    }

    #[test]
    fn everything_that_the_api_takes_is_sent_as_it_is() {
        let body = json!({
            "UserPoolId": "us-east-1_Ab12Cd34E", "ClientName": "shop", "GenerateSecret": true,
            "RefreshTokenValidity": 7, "AccessTokenValidity": 15, "IdTokenValidity": 20,
            "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "minutes", "IdToken": "minutes"},
            "ReadAttributes": ["email"], "WriteAttributes": ["email"],
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "PreventUserExistenceErrors": "ENABLED",
            "EnableTokenRevocation": false, "AuthSessionValidity": 5,
            "SupportedIdentityProviders": ["COGNITO"], "CallbackURLs": ["https://a.example/b"],
            "LogoutURLs": ["https://a.example/"], "DefaultRedirectURI": "https://a.example/b",
            "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"], "AllowedOAuthFlowsUserPoolClient": true,
            "AnalyticsConfiguration": {"ApplicationArn": "arn:aws:mobiletargeting:us-east-1:1:apps/a"},
            "EnablePropagateAdditionalUserContextData": true,
            "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10},
        });
        assert_eq!(sent(&body), body);
    }

    #[test]
    fn an_own_secret_and_a_pool_are_taken() {
        let json = json!({"ClientName": "x", "UserPoolId": "eu-west-1_Xy", "ClientSecret": "0123456789abcdef01234567"});
        let input = read(&json.to_string()).ok().unwrap();
        assert_eq!(input.pool.unwrap().as_str(), "eu-west-1_Xy");
        assert_eq!(input.draft.secret(), SecretChoice::Own);
        assert_eq!(input.draft.own_secret.reveal(), "0123456789abcdef01234567");
    }

    #[rstest]
    #[case("[]", &["The input is no JSON object."])]
    #[case("{", &["The input is no JSON: EOF while parsing an object at line 1 column 1."])]
    #[case(r#"{"ClientId": "x", "New": 1, "RefreshTokenRotation": {"Feature": "ENABLED", "Window": 1}}"#,
        &["The input has members that this program does not know: ClientId, New, RefreshTokenRotation.Window."])]
    #[case(r#"{"AccessTokenValidity": "60"}"#, &["AccessTokenValidity must be a whole number."])]
    #[case(r#"{"ReadAttributes": "email"}"#, &["ReadAttributes must be a list of texts."])]
    #[case(r#"{"EnableTokenRevocation": 1}"#, &["EnableTokenRevocation must be true or false."])]
    #[case(r#"{"TokenValidityUnits": {"AccessToken": "weeks"}}"#,
        &["TokenValidityUnits must be an object of units: seconds, minutes, hours, days."])]
    #[case(r#"{"UserPoolId": "nonsense"}"#,
        &["UserPoolId: Enter a valid user pool ID. For example, us-east-1_Ab12Cd34E."])]
    #[case(r#"{"GenerateSecret": true, "ClientSecret": "s3cr3t"}"#,
        &["GenerateSecret and ClientSecret can't be used together."])]
    #[case(r#"{"ClientSecret": "<your secret>"}"#,
        &["ClientSecret: your own secret is not in the input. Give it with --secret-file."])]
    fn faults_are_named(#[case] json: &str, #[case] expected: &[&str]) {
        assert_eq!(read(json).err().unwrap(), expected);
    }
}
