//! `secret list`, `secret add` and `secret delete` without a screen.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::create::not_reserved;
use super::out::{object, pretty, print, say};
use super::{Failure, LEFT_OUT_SECRET, Run};
use crate::app::MOST_SECRETS;
use crate::app_client::{AppClient, AppClientSecret, Context, Draft, FieldId, Secret, SecretChoice, UserPoolId, rules};
use crate::cli::Write;
use crate::cognito::{AddedSecret, Cognito, ErrorKind, ServiceError};
use crate::secret_file::Reserved;
use crate::text;

/// Most characters of an ID that are repeated.
const LONGEST_ID: usize = 128;

pub(super) async fn list(run: &Run<'_>, id: &str) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let cognito = run.connect(&pool).await?;
    let rows = listed(run, &cognito, &pool, id).await?;
    let line = |row: &AppClientSecret| format!("{}\t{}", row.id, row.created.as_deref().unwrap_or_default());
    let lines: Vec<String> = rows.iter().map(line).collect();
    run.out.result(&lines, &rows.iter().map(as_json).collect())
}

fn as_json(row: &AppClientSecret) -> Value {
    object(json!({ "SecretId": row.id, "CreationDate": row.created }))
}

async fn listed(
    run: &Run<'_>,
    cognito: &Cognito,
    pool: &UserPoolId,
    id: &str,
) -> Result<Vec<AppClientSecret>, ServiceError> {
    run.patiently(async || cognito.list_secrets(pool, id).await).await
}

pub(super) async fn add(
    run: &Run<'_>,
    id: &str,
    save_secret: Option<&str>,
    own: Option<&Secret>,
    write: Write,
) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    check_own(own)?;
    if own.is_none() && save_secret.is_none() && write.yes && !run.options.dry_run {
        let text = "Cognito shows a generated secret only once, so it needs a file: --save-secret FILE.";
        return Err(not_reserved(text.to_owned()));
    }
    let cognito = run.connect(&pool).await?;
    let client = run.client(&cognito, &pool, id).await?;
    let rows = listed(run, &cognito, &pool, id).await?;
    stop_if_it_cannot_be_added(&client, &rows)?;
    let name = client.name_or_id();
    run.out.note(&format!("{name} ({id}) has one secret and gets a second. Both work from then on."));
    if run.options.dry_run {
        let request = json!({ "UserPoolId": pool.as_str(), "ClientId": id });
        print(&(pretty(&request) + "\n"))?;
        if own.is_some() {
            say(LEFT_OUT_SECRET);
        }
        return Ok(());
    }
    if !write.yes {
        return Err(Failure::not_sent("add it"));
    }
    let file = save_secret.map(Reserved::new).transpose().map_err(not_reserved)?;
    run.sending(
        "Stopped before an answer came: the secret may be added, and its value is lost. List the secrets.".to_owned(),
    );
    let answer = cognito.add_secret(&pool, id, own).await;
    run.answered();
    match answer {
        Ok(added) => tell_added(run, &client, added, file),
        Err(error) if error.kind == ErrorKind::Unanswered => {
            check_added(run, &cognito, &client, &rows, own, &error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The user's own secret, by the rule of the wizard.
fn check_own(own: Option<&Secret>) -> Result<(), Failure> {
    let Some(own) = own else { return Ok(()) };
    let draft = Draft { picked_secret: Some(SecretChoice::Own), own_secret: own.clone(), ..Draft::default() };
    let mut problems = rules::check(&draft, &Context::default());
    problems.retain(|problem| problem.field == FieldId::OwnSecret);
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

fn stop_if_it_cannot_be_added(client: &AppClient, rows: &[AppClientSecret]) -> Result<(), Failure> {
    let stop = |text: &str, advice: &str| {
        Err(Failure::Told("Secrets", format!("{text} Nothing was sent."), advice.to_owned()))
    };
    if client.client_type.as_deref() == Some("DCR") {
        return stop("This app client registered itself; its secrets cannot be added or deleted.", "");
    }
    if client.secret_arn.is_some() {
        return stop("AWS Secrets Manager has the secret of this app client, and rotates it.", "");
    }
    match rows.len() {
        0 => stop("This app client was made without a secret, and can never get one.", "Create another app client."),
        MOST_SECRETS.. => {
            let advice = "Delete the one that no app uses any more: cognito-console secret delete ID SECRET-ID --yes.";
            stop("This app client has two secrets, the most that Cognito takes.", advice)
        }
        _ => Ok(()),
    }
}

fn tell_added(run: &Run<'_>, client: &AppClient, added: AddedSecret, file: Option<Reserved>) -> Result<(), Failure> {
    let AddedSecret { row, value } = added;
    let saved = match (file, &value) {
        (None, _) => Ok(None),
        (Some(file), Some(value)) => file.fill(value).map(Some),
        (Some(_), None) => Err("The answer has no value.".to_owned()),
    };
    let path = saved.map_err(|why| lost(&row.id, &why))?;
    if let Some(path) = &path {
        run.out.note(&format!("The secret is in {path}."));
    }
    let value = object(json!({
        "ClientId": client.id, "SecretId": row.id, "CreationDate": row.created, "SecretFile": path,
    }));
    run.out.result(std::slice::from_ref(&row.id), &value)
}

/// The value is told once, and nobody has it.
fn lost(id: &str, why: &str) -> Failure {
    let text = format!("Secret {id} was added, but its value is lost. {why}");
    Failure::Told("ValueLost", text, "Delete that secret, then add another.".to_owned())
}

/// After a lost answer: what is there that was not?
async fn check_added(
    run: &Run<'_>,
    cognito: &Cognito,
    client: &AppClient,
    before: &[AppClientSecret],
    own: Option<&Secret>,
    error: &ServiceError,
) -> Result<(), Failure> {
    run.out.note("The answer was lost. Listing the secrets.");
    let unknown = |text: String, advice: &str| Err(Failure::Told("Unanswered", text, advice.to_owned()));
    let rows = match listed(run, cognito, &client.pool, &client.id).await {
        Ok(rows) => rows,
        Err(why) => {
            return unknown(
                format!("{} It is not known if it was added: {}", error.sentence, why.sentence),
                &error.advice,
            );
        }
    };
    let known: HashSet<&str> = before.iter().map(|row| row.id.as_str()).collect();
    match (rows.into_iter().find(|row| !known.contains(row.id.as_str())), own) {
        (None, _) => unknown(format!("{} No new secret is there so far.", error.sentence), &error.advice),
        (Some(row), Some(_)) => {
            run.out.note("It is there.");
            tell_added(run, client, AddedSecret { row, value: None }, None)
        }
        (Some(row), None) => Err(lost(&row.id, "Cognito never repeats it.")),
    }
}

pub(super) async fn delete(run: &Run<'_>, id: &str, secret: &str, write: Write) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let cognito = run.connect(&pool).await?;
    let rows = listed(run, &cognito, &pool, id).await?;
    let shown = text::clean_short(secret, LONGEST_ID);
    let stop = |text: String, advice: &str| Err(Failure::Told("Secrets", text, advice.to_owned()));
    if !rows.iter().any(|row| row.id == secret) {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let there = if ids.is_empty() { "It has none.".to_owned() } else { format!("It has: {}.", ids.join(", ")) };
        return stop(format!("{id} has no secret {shown}. {there} Nothing was sent."), "");
    }
    if rows.len() < MOST_SECRETS {
        return stop(
            "This is the only secret, and the last one can't be deleted. Nothing was sent.".to_owned(),
            "Add another secret first.",
        );
    }
    run.out.note(&format!("Apps that still use secret {shown} of {id} fail at once. This cannot be undone."));
    if run.options.dry_run {
        let request = json!({ "UserPoolId": pool.as_str(), "ClientId": id, "ClientSecretId": secret });
        return print(&(pretty(&request) + "\n"));
    }
    if !write.yes {
        return Err(Failure::not_sent("delete it"));
    }
    run.sending("Stopped before an answer came: the secret may be deleted. List the secrets.".to_owned());
    let answer = cognito.delete_secret(&pool, id, secret).await;
    run.answered();
    if let Err(error) = answer {
        check_deleted(run, &cognito, &pool, id, secret, error).await?;
    }
    let value = json!({ "ClientId": id, "SecretId": secret, "Deleted": true });
    run.out.note(&format!("Deleted: secret {shown}."));
    run.out.result(&[], &value)
}

/// After a lost answer: is it there?
async fn check_deleted(
    run: &Run<'_>,
    cognito: &Cognito,
    pool: &UserPoolId,
    id: &str,
    secret: &str,
    error: ServiceError,
) -> Result<(), Failure> {
    if error.kind != ErrorKind::Unanswered {
        return Err(error.into());
    }
    run.out.note("The answer was lost. Listing the secrets.");
    let text = match listed(run, cognito, pool, id).await {
        Ok(rows) if rows.iter().all(|row| row.id != secret) => return Ok(()),
        Ok(_) => format!("{} The secret is still there.", error.sentence),
        Err(why) => format!("{} It is not known if it was deleted: {}", error.sentence, why.sentence),
    };
    Err(Failure::Told("Unanswered", text, error.advice))
}
