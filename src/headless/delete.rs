//! `delete --yes`: what stops working is said, then the client is deleted.

use serde_json::{Value, json};

use super::out::{pretty, print};
use super::{Failure, Run};
use crate::app_client::{AppClient, consequences};
use crate::cli::Write;
use crate::cognito::{Cognito, ErrorKind, ServiceError};

pub(super) async fn run(run: &Run<'_>, id: &str, write: Write) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let cognito = run.connect(&pool).await?;
    let client = run.client(&cognito, &pool, id).await?;
    let effect = effect(&client);
    for line in &effect {
        run.out.note(line);
    }
    if run.options.dry_run {
        return print(&client.delete_request());
    }
    if !write.yes {
        result(run, &client, &effect, false)?;
        return Err(Failure::not_sent("delete it"));
    }
    let look = run.show_command(&pool, id);
    run.sending(format!("Stopped before an answer came: the app client may be deleted. To look: {look}"));
    let answer = cognito.delete_client(&pool, id).await;
    run.answered();
    match answer {
        Ok(()) => {}
        Err(error) if error.kind == ErrorKind::Unanswered => check(run, &cognito, &client, &error, &look).await?,
        Err(error) => return Err(error.into()),
    }
    run.out.note(&format!("Deleted: {} ({}).", client.name_or_id(), client.id));
    result(run, &client, &effect, true)
}

/// What is deleted, and what stops working with it.
fn effect(client: &AppClient) -> Vec<String> {
    let head = format!("App client {} ({}) of user pool {}:", client.name_or_id(), client.id, client.pool);
    let lines = consequences(client).into_iter().flat_map(|consequence| {
        let items = consequence.items.into_iter().map(|item| format!("    {item}"));
        [format!("  {}", consequence.text)].into_iter().chain(items).collect::<Vec<_>>()
    });
    [head].into_iter().chain(lines).collect()
}

/// After a lost answer: is it there?
async fn check(
    run: &Run<'_>,
    cognito: &Cognito,
    client: &AppClient,
    error: &ServiceError,
    look: &str,
) -> Result<(), Failure> {
    run.out.note("The answer was lost. Reading the app client.");
    let opening = &error.sentence;
    let (text, advice) = match run.client(cognito, &client.pool, &client.id).await {
        Err(why) if why.kind == ErrorKind::NotFound => return Ok(()),
        Ok(_) => (format!("{opening} The app client is still there."), "Run this again to delete it.".to_owned()),
        Err(why) => (format!("{opening} It is not known if it was deleted: {}", why.sentence), format!("Look: {look}")),
    };
    Err(Failure::Told("Unanswered", text, advice))
}

fn result(run: &Run<'_>, client: &AppClient, effect: &[String], is_deleted: bool) -> Result<(), Failure> {
    if !run.out.is_json {
        return Ok(());
    }
    let value: Value = json!({
        "ClientId": client.id,
        "ClientName": client.name(),
        "UserPoolId": client.pool.as_str(),
        "Deleted": is_deleted,
        "Effect": effect.iter().map(|line| line.trim()).collect::<Vec<_>>(),
    });
    print(&(pretty(&value) + "\n"))
}
