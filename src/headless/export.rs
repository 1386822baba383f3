//! `export`: an app client as code, on stdout.

use std::io::{self, IsTerminal};

use super::out::print;
use super::{Failure, Run};
use crate::export::{Export, Format};
use crate::text;

pub(super) async fn run(run: &Run<'_>, id: &str, format: Format) -> Result<(), Failure> {
    let pool = run.pool(None)?;
    let cognito = run.connect(&pool).await?;
    let client = run.client(&cognito, &pool, id).await?;
    let has_secret = run.has_secret(&cognito, &client).await;
    let export = Export::of_client(&client, has_secret);
    if !io::stdout().is_terminal() {
        return print(&export.text(format));
    }
    let lines = export.lines(format).into_iter();
    print(&lines.map(|line| text::clean(&line.text) + "\n").collect::<String>())
}
