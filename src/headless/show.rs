//! `show --output`: every setting of an app client, and what an audit says. Never a secret: that goes
//! into a file.

use serde_json::{Map, Value, json};

use super::create::not_reserved;
use super::out::as_json;
use super::{Failure, Run};
use crate::app_client::settings::MEMBERS;
use crate::app_client::{AppClient, Context, Problem, rules};
use crate::cli::ShowArgs;
use crate::secret_file::Reserved;

pub(super) async fn run(run: &Run<'_>, args: &ShowArgs) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let cognito = run.connect(&pool).await?;
    let client = run.client(&cognito, &pool, &args.id).await?;
    let has_secret = run.has_secret(&cognito, &client).await;
    let details = run.pool_for_rules(&cognito, &pool).await?;
    let context = Context { pool: details.as_ref(), ..Context::default() };
    let audit = rules::audit(&client, has_secret, &context);
    if let Some(path) = &args.save_secret {
        let saved = save(&client, has_secret, path)?;
        run.out.note(&format!("The secret is in {saved}."));
    }
    run.out.result(&lines(&client, has_secret), &object(&client, has_secret, &audit))?;
    run.out.problems(&audit);
    Ok(())
}

fn save(client: &AppClient, has_secret: Option<bool>, path: &str) -> Result<String, Failure> {
    let Some(secret) = &client.secret else {
        let text = match (&client.secret_arn, has_secret) {
            (Some(arn), _) => format!("The secret of this app client is in AWS Secrets Manager: {arn}"),
            (None, Some(false)) => "This app client has no secret.".to_owned(),
            (None, _) => "Cognito does not tell the secret of this app client.".to_owned(),
        };
        return Err(Failure::Told("NoSecret", text, String::new()));
    };
    let file = Reserved::new(path).map_err(not_reserved)?;
    file.fill(secret).map_err(|text| Failure::Told("Output", text, String::new()))
}

/// What is known besides the settings, by its name in the API.
fn facts(client: &AppClient) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("ClientId", Some(client.id.clone())),
        ("UserPoolId", Some(client.pool.to_string())),
        ("ClientSecretArn", client.secret_arn.clone()),
        ("ClientType", client.client_type.clone()),
        ("CreationDate", client.created.clone()),
        ("LastModifiedDate", client.modified.clone()),
    ]
}

fn lines(client: &AppClient, has_secret: Option<bool>) -> Vec<String> {
    let facts = facts(client).into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?)));
    let secret = match has_secret {
        Some(true) => "yes",
        Some(false) => "none",
        None => "not known",
    };
    let settings = MEMBERS.iter().map(|member| {
        let reading = client.settings.reading(member);
        let words = reading.items.join(", ");
        let words = if reading.is_default { format!("default ({words})") } else { words };
        format!("{}: {words}", member.name)
    });
    let unknown = client.unknown.iter().map(|member| format!("{}: {}", member.path, member.json));
    facts.chain([format!("ClientSecret: {secret}")]).chain(settings).chain(unknown).collect()
}

/// The settings as they came, under their own names; what is absent is absent.
fn object(client: &AppClient, has_secret: Option<bool>, audit: &[Problem]) -> Value {
    let mut all = Map::new();
    for (name, value) in facts(client) {
        all.extend(value.map(|value| (name.to_owned(), value.into())));
    }
    all.insert("HasSecret".to_owned(), json!(has_secret));
    all.extend(client.settings.without_secrets().members().clone());
    let unknown: Map<String, Value> =
        client.unknown.iter().map(|member| (member.path.clone(), member.json.clone().into())).collect();
    if !unknown.is_empty() {
        all.insert("OtherMembers".to_owned(), unknown.into());
    }
    all.insert("Warnings".to_owned(), as_json(audit));
    all.into()
}
