//! `list --output`: all app clients of a pool.

use serde_json::{Value, json};

use super::{Failure, Run};

pub(super) async fn run(run: &Run<'_>) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let cognito = run.connect(&pool).await?;
    // Half a list would look like all of it, so nothing is printed before the end is there.
    let clients = run.clients(&cognito, &pool).await?;
    let lines: Vec<String> = clients.iter().map(|client| format!("{}\t{}", client.id, client.name)).collect();
    let rows: Vec<Value> =
        clients.iter().map(|client| json!({ "ClientId": client.id, "ClientName": client.name })).collect();
    run.out.result(&lines, &rows.into())
}
