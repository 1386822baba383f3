//! What is known of a client that no update changes: where it is, what became of its secrets, its
//! kind and its dates.

use crate::app::{ClientPage, Model, SecretView};
use crate::app_client::settings::{MEMBERS, Section};
use crate::app_client::{AppClient, AppClientSecret, UserPoolId};
use crate::text;
use crate::view::client::rows::Rows;

/// The facts; before the client was read, what is known from the list.
pub fn add(rows: &mut Rows, model: &Model, page: &ClientPage) {
    let Some(client) = &page.client else {
        rows.fact("Client ID", "ClientId", &page.id);
        if let Some(pool) = &model.pool {
            rows.fact("User pool", "UserPoolId", &pool_words(model, &pool.id));
        }
        return;
    };
    // On narrow screens the name at the top has to do.
    let is_narrow = rows.is_narrow();
    for member in MEMBERS.iter().filter(|member| member.section == Section::App && !is_narrow) {
        rows.member(&client.settings, member);
    }
    rows.fact("Client ID", "ClientId", &client.id);
    if page.failure().is_none() && !is_narrow {
        rows.keys("y copy");
    }
    rows.fact("User pool", "UserPoolId", &pool_words(model, &client.pool));
    secrets(rows, model, page, client);
    kind(rows, client);
    let or_not_told = |date: &Option<String>| date.clone().unwrap_or_else(|| "not told".to_owned());
    rows.fact("Created", "CreationDate", &or_not_told(&client.created));
    rows.fact("Last changed", "LastModifiedDate", &or_not_told(&client.modified));
}

/// "shop-customers (us-east-1_Ab12Cd34E)"
fn pool_words(model: &Model, id: &UserPoolId) -> String {
    let name = model.pool_name().filter(|name| *name != id.as_str());
    name.map_or_else(|| id.to_string(), |name| format!("{name} ({id})"))
}

/// The list of secrets decides, what the description told adds to it; refused means not known.
fn secrets(rows: &mut Rows, model: &Model, page: &ClientPage, client: &AppClient) {
    rows.fact("Secret", "ClientSecret", &how_many(model, page));
    if let Some(arn) = &client.secret_arn {
        rows.fact("In Secrets Manager", "ClientSecretArn", arn);
    }
    if let Some(secret) = &page.secret {
        told(rows, secret);
        if matches!(&page.secrets.answer, Some(Ok(list)) if list.len() > 1) {
            rows.below("The service does not say which of the two this is.");
        }
    }
}

fn told(rows: &mut Rows, secret: &SecretView) {
    let is_shown = secret.shown_at.is_some();
    if is_shown {
        rows.below(&text::clean(secret.value.reveal()));
    } else {
        rows.stars();
    }
    rows.keys(if is_shown { "s hide  c copy  f file" } else { "s show  c copy  f file" });
}

fn how_many(model: &Model, page: &ClientPage) -> String {
    match (&page.secrets.answer, page.has_secret()) {
        (Some(Ok(list)), Some(false)) if list.is_empty() => {
            "none, for ever: only a client that was made with one can get another".to_owned()
        }
        (Some(Ok(list)), _) if list.is_empty() => "yes, but the list of its secrets is empty".to_owned(),
        (Some(Ok(list)), _) => made(list),
        (Some(Err(error)), Some(_)) => format!("yes; how many is not known: {}", error.sentence),
        (Some(Err(error)), None) => format!("not known: {}", error.sentence),
        (None, known) => {
            let yes = if known.is_some() { "yes; " } else { "" };
            if !page.is_reading_secrets() {
                return format!("{yes}not asked yet: r reads it");
            }
            let seconds = model.waited(page.since).map(|seconds| format!(" {seconds} s")).unwrap_or_default();
            format!("{yes}reading the list of its secrets.{seconds}")
        }
    }
}

/// "2 secrets, made 2026-01-10 07:55:21 UTC and 2026-11-02 10:00:00 UTC"
fn made(list: &[AppClientSecret]) -> String {
    let dates: Vec<&str> = list.iter().filter_map(|secret| secret.created.as_deref()).collect();
    let made = if dates.is_empty() { String::new() } else { format!(", made {}", dates.join(" and ")) };
    format!("{}{made}", text::count(list.len(), "secret"))
}

/// `ClientType`
fn kind(rows: &mut Rows, client: &AppClient) {
    let words = match client.client_type.as_deref() {
        None => "not told",
        Some("REGULAR") => "REGULAR",
        Some("DCR") => "DCR: made by dynamic client registration. Its secrets cannot be listed, added or deleted.",
        Some(other) => other,
    };
    rows.fact("Client type", "ClientType", words);
}
