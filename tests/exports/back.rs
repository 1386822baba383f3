//! From the text of an export back to the request.

use cognito_console::export::{Export, Format};
use hcl::eval::{Context, Evaluate};
use serde_json::{Map, Value};

/// What the provider calls the members of the API.
pub const TERRAFORM: [(&str, &str); 23] = [
    ("UserPoolId", "user_pool_id"),
    ("ClientName", "name"),
    ("GenerateSecret", "generate_secret"),
    ("RefreshTokenValidity", "refresh_token_validity"),
    ("AccessTokenValidity", "access_token_validity"),
    ("IdTokenValidity", "id_token_validity"),
    ("TokenValidityUnits", "token_validity_units"),
    ("ReadAttributes", "read_attributes"),
    ("WriteAttributes", "write_attributes"),
    ("ExplicitAuthFlows", "explicit_auth_flows"),
    ("SupportedIdentityProviders", "supported_identity_providers"),
    ("CallbackURLs", "callback_urls"),
    ("LogoutURLs", "logout_urls"),
    ("DefaultRedirectURI", "default_redirect_uri"),
    ("AllowedOAuthFlows", "allowed_oauth_flows"),
    ("AllowedOAuthScopes", "allowed_oauth_scopes"),
    ("AllowedOAuthFlowsUserPoolClient", "allowed_oauth_flows_user_pool_client"),
    ("AnalyticsConfiguration", "analytics_configuration"),
    ("PreventUserExistenceErrors", "prevent_user_existence_errors"),
    ("EnableTokenRevocation", "enable_token_revocation"),
    ("EnablePropagateAdditionalUserContextData", "enable_propagate_additional_user_context_data"),
    ("AuthSessionValidity", "auth_session_validity"),
    ("RefreshTokenRotation", "refresh_token_rotation"),
];
/// Those of the parts of its blocks.
pub const PARTS: [(&str, &str); 10] = [
    ("AccessToken", "access_token"),
    ("IdToken", "id_token"),
    ("RefreshToken", "refresh_token"),
    ("Feature", "feature"),
    ("RetryGracePeriodSeconds", "retry_grace_period_seconds"),
    ("ApplicationArn", "application_arn"),
    ("ApplicationId", "application_id"),
    ("ExternalId", "external_id"),
    ("RoleArn", "role_arn"),
    ("UserDataShared", "user_data_shared"),
];

/// What a tool is to make of the request: no IDs of the client, a secret if it has one.
pub fn expected(export: &Export) -> Value {
    let mut body = export.body.clone();
    for name in ["ClientId", "ClientSecret", "GenerateSecret"] {
        body.shift_remove(name);
    }
    if let Some(has_secret) = export.has_secret {
        body.insert("GenerateSecret".to_owned(), has_secret.into());
    }
    Value::Object(body)
}

pub fn json(export: &Export) -> Value {
    serde_json::from_str(&export.text(Format::Json)).unwrap()
}

/// The text that a shell puts into the file.
pub fn command(export: &Export) -> Value {
    let text = export.text(Format::Cli);
    let (_, rest) = text.split_once("<<'JSON'\n").unwrap();
    let (json, command) = rest.split_once("\nJSON\n").unwrap();
    assert!(command.starts_with("aws cognito-idp "), "{command}");
    serde_json::from_str(json).unwrap()
}

/// The one resource's name and itself.
pub fn resource(export: &Export) -> (String, Map<String, Value>) {
    let template: Value = serde_saphyr::from_str(&export.text(Format::CloudFormation)).unwrap();
    assert_eq!(template["AWSTemplateFormatVersion"], "2010-09-09");
    let resources = template["Resources"].as_object().unwrap();
    assert_eq!(resources.len(), 1);
    let (name, resource) = resources.iter().next().unwrap();
    (name.clone(), resource.as_object().unwrap().clone())
}

pub fn cloudformation(export: &Export) -> Value {
    let (_, resource) = resource(export);
    assert_eq!(resource["Type"], "AWS::Cognito::UserPoolClient");
    assert_eq!(resource.get("DeletionPolicy").is_some(), export.client_id.is_some());
    resource["Properties"].clone()
}

pub fn terraform(export: &Export) -> Value {
    let text = export.text(Format::Terraform);
    let file = hcl::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let resource = file.blocks().find(|block| block.identifier() == "resource").unwrap();
    let labels: Vec<&str> = resource.labels().iter().map(hcl::BlockLabel::as_str).collect();
    assert_eq!(labels[0], "aws_cognito_user_pool_client");
    let import = file.blocks().find(|block| block.identifier() == "import");
    assert_eq!(import.is_some(), export.client_id.is_some());
    if let Some(id) = &export.client_id {
        let arguments = arguments(import.unwrap().body(), &["to"]);
        assert_eq!(arguments["id"], format!("{}/{id}", export.pool));
        assert!(text.contains(&format!("  to = {}.{}\n", labels[0], labels[1])), "{text}");
    }
    let mut all = Map::new();
    for (name, value) in arguments(resource.body(), &[]) {
        all.insert(api_name(&TERRAFORM, &name), value);
    }
    for block in resource.body().blocks().filter(|block| block.identifier() != "lifecycle") {
        let parts = arguments(block.body(), &[]).into_iter();
        let parts = parts.map(|(name, value)| (api_name(&PARTS, &name), value)).collect();
        let before = all.insert(api_name(&TERRAFORM, block.identifier()), Value::Object(parts));
        assert_eq!(before, None);
    }
    Value::Object(all)
}

/// Their values, templates read.
fn arguments(body: &hcl::Body, without: &[&str]) -> Map<String, Value> {
    let all = body.attributes().filter(|argument| !without.contains(&argument.key()));
    all.map(|argument| {
        let value = argument.expr().evaluate(&Context::new()).unwrap();
        (argument.key().to_owned(), serde_json::to_value(value).unwrap())
    })
    .collect()
}

pub fn api_name(table: &[(&str, &str)], name: &str) -> String {
    let found = table.iter().find(|(_, other)| *other == name);
    found.unwrap_or_else(|| panic!("the provider has no {name}")).0.to_owned()
}
