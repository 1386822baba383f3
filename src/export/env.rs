//! Variables for the app itself. The secret is never among them.

use crate::export::{Export, Line, PUBLISHED, names, quote};

pub(super) fn lines(export: &Export) -> Vec<Line> {
    let mut all = vec![Line::plain(format!("# {}.", names::title(export)))];
    match export.pool.region() {
        Some(region) => all.push(Line::of("UserPoolId", format!("AWS_REGION={region}"))),
        None => all.push(Line::plain("# AWS_REGION is not written: the ID of the pool names no Region.")),
    }
    all.push(Line::of("UserPoolId", format!("COGNITO_USER_POOL_ID={}", export.pool)));
    if let Some(id) = &export.client_id {
        all.push(Line::of("ClientId", format!("COGNITO_CLIENT_ID={}", value(id))));
        all.extend(secret(export, id).into_iter().map(|text| Line::of("GenerateSecret", text)));
    }
    all
}

fn secret(export: &Export, id: &str) -> Vec<String> {
    let is_published = export.beyond.iter().any(|name| name == PUBLISHED);
    let first = match export.has_secret {
        _ if is_published => "# COGNITO_CLIENT_SECRET: it is in AWS Secrets Manager, under the ARN that is read by",
        Some(false) => return Vec::new(),
        Some(true) if export.has_own_secret() => {
            return vec!["# COGNITO_CLIENT_SECRET: the secret that you chose. Keep it in a secret store.".to_owned()];
        }
        Some(true) => "# COGNITO_CLIENT_SECRET: keep it in a secret store. A user with the permission reads it by",
        None => "# COGNITO_CLIENT_SECRET: it is not known if the client has a secret. If so, it is read by",
    };
    let region = export.pool.region().map(|region| format!(" --region {region}")).unwrap_or_default();
    let member = if is_published { "ClientSecretArn" } else { "ClientSecret" };
    let (pool, id) = (&export.pool, quote::in_comment(&value(id)));
    vec![
        first.to_owned(),
        format!("#   aws cognito-idp describe-user-pool-client{region} --user-pool-id {pool} --client-id {id} \\"),
        format!("#     --query UserPoolClient.{member} --output text"),
    ]
}

/// A Client ID has letters and digits only; another one is quoted as a shell reads it.
fn value(id: &str) -> String {
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "_+-.".contains(c)) {
        return id.to_owned();
    }
    format!("'{}'", id.replace('\'', "'\\''"))
}
