//! The command line: definitions, nothing else.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::{self, Verb};
use crate::app_client::UserPoolId;
use crate::regions;

/// Create, inspect, change and delete app clients of Amazon Cognito user pools in a terminal. Without
/// a command: choose a user pool, then its app clients.
#[derive(Debug, Parser)]
#[command(name = "cognito-console", version, about, after_help = EXIT_STATUSES)]
pub struct Cli {
    /// What to do; without it: choose a user pool, then its app clients.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options that every command takes.
    #[command(flatten)]
    pub options: Options,
}

/// The verbs.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Create an app client, step by step, and print its Client ID
    Create,
    /// List the app clients of a user pool
    List,
    /// Show every setting of an app client
    Show {
        /// Its Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
    },
    /// Change settings of an app client, and keep all others
    Edit {
        /// Its Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
    },
    /// Delete an app client, after a page that shows what stops working
    Delete {
        /// Its Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
    },
}

impl From<Command> for Verb {
    fn from(command: Command) -> Self {
        match command {
            Command::Create => Self::Create,
            Command::List => Self::List,
            Command::Show { id } => Self::Show(id),
            Command::Edit { id } => Self::Edit(id),
            Command::Delete { id } => Self::Delete(id),
        }
    }
}

/// Options that every command takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// Use the embedded demo service: no account, no network, no AWS settings read
    #[arg(long, global = true, conflicts_with_all = ["profile", "region", "endpoint_url"])]
    pub demo: bool,
    /// Skip the list of user pools (works for a role that may create but not list)
    #[arg(long, global = true, value_name = "ID", value_parser = pool_id)]
    pub user_pool_id: Option<UserPoolId>,
    /// Profile of the AWS config and credentials files
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// AWS Region
    #[arg(long, global = true, value_name = "REGION", value_parser = region)]
    pub region: Option<String>,
    /// Send every call to this address (an emulator, a VPC endpoint)
    #[arg(long, global = true, value_name = "URL", value_parser = endpoint_url)]
    pub endpoint_url: Option<String>,
    /// Send nothing that writes: print the JSON of the request instead (create, edit, delete)
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Keep no draft of unfinished answers on this host, and offer none
    #[arg(long, global = true)]
    pub no_drafts: bool,
    /// Questions and answers line by line, for screen readers, dumb terminals and pipes (also if
    /// `ACCESSIBLE` is set or TERM is dumb)
    #[arg(long, global = true)]
    pub plain: bool,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Colours; auto means yes, unless `NO_COLOR` is set or TERM is dumb
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorWhen,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// Unless the environment says no
    Auto,
    /// Yes
    Always,
    /// No
    Never,
}

impl ColorWhen {
    /// The answer, given the environment (<https://no-color.org>: set and not empty means no).
    #[must_use]
    pub fn allows(self, get: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => get("NO_COLOR").is_none_or(|v| v.is_empty()) && get("TERM").as_deref() != Some("dumb"),
        }
    }
}

const EXIT_STATUSES: &str = "\
The screen is drawn on the terminal itself; stdout gets the Client ID and nothing else:
  ID=$(cognito-console create)

Exit status:
    0  done: created, saved, deleted, or a dry run was printed; also when list, show or a
       cognito-console without a command is left with nothing begun
    1  the service refused or could not be reached, there is no such client, or it is not known
       what became of a request
    2  wrong usage, or no terminal
  129  the terminal is gone
  130  left with nothing done: create, edit and delete, or answers that were typed
  143  terminated (SIGTERM)";

fn pool_id(text: &str) -> Result<UserPoolId, String> {
    UserPoolId::parse(text).map_err(|error| error.to_string())
}

fn client_id(text: &str) -> Result<String, String> {
    if app::is_client_id(text) {
        Ok(text.to_owned())
    } else {
        Err("a Client ID has letters and digits only, 128 at most".to_owned())
    }
}

fn region(text: &str) -> Result<String, String> {
    if regions::is_name(text) { Ok(text.to_owned()) } else { Err("a Region looks like us-east-1".to_owned()) }
}

fn endpoint_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => Ok(text.to_owned()),
        Some(_) | None => Err("an address starts with https:// or http://".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use rstest::rstest;

    #[test]
    fn the_definitions_hold() {
        Cli::command().debug_assert();
    }

    #[rstest]
    #[case(&["--demo", "--region", "us-east-1"])]
    #[case(&["--user-pool-id", "nonsense"])]
    #[case(&["--region", "us east"])]
    #[case(&["--endpoint-url", "localhost:5000"])]
    #[case(&["delete"])]
    fn wrong_usage_is_refused(#[case] args: &[&str]) {
        let all = ["cognito-console"].iter().chain(args);
        assert_eq!(Cli::try_parse_from(all).unwrap_err().exit_code(), 2);
    }

    #[rstest]
    #[case(ColorWhen::Auto, &[], true)]
    #[case(ColorWhen::Auto, &[("NO_COLOR", "1")], false)]
    #[case(ColorWhen::Auto, &[("NO_COLOR", "")], true)]
    #[case(ColorWhen::Auto, &[("TERM", "dumb")], false)]
    #[case(ColorWhen::Always, &[("NO_COLOR", "1")], true)]
    #[case(ColorWhen::Never, &[], false)]
    fn colours(#[case] when: ColorWhen, #[case] env: &[(&str, &str)], #[case] allowed: bool) {
        let get = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(when.allows(get), allowed);
    }
}
