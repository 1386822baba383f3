//! The command line: definitions, nothing else.

mod answers;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::{self, Verb};
use crate::app_client::UserPoolId;
use crate::export::Format;
use crate::regions;
use crate::shell::Shell;
use crate::wizard::flags::Named;
pub use answers::AnswerArgs;

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

/// The verbs. With `--yes`, `--output` or `--set` they run without a screen.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Create an app client, step by step or from flags, and print its Client ID
    Create(CreateArgs),
    /// List the app clients of a user pool
    List {
        /// Print the list, without a screen: text is a line "ID TAB NAME" a client
        #[arg(long, value_name = "FORM")]
        output: Option<Output>,
    },
    /// Show every setting of an app client
    Show(ShowArgs),
    /// Change settings of an app client, and keep all others
    Edit(EditArgs),
    /// Delete an app client, after a page that shows what stops working
    Delete {
        /// Its Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
        /// How it is written.
        #[command(flatten)]
        write: Write,
    },
    /// List, add and delete the secrets of an app client
    #[command(subcommand)]
    Secret(SecretCommand),
    /// Print an app client as code
    Export {
        /// Its Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
        /// The language
        #[arg(long, value_name = "FORMAT")]
        format: Format,
    },
    /// Print the completions of a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or that of a command: edit, secret-add
    #[command(hide = true)]
    Man {
        /// The command
        #[arg(value_name = "COMMAND")]
        of: Vec<String>,
    },
}

/// `create`
#[derive(Clone, Debug, Args)]
pub struct CreateArgs {
    /// Start from the settings of this app client of the pool; flags win
    #[arg(long, value_name = "ID", value_parser = client_id, conflicts_with = "input")]
    pub from: Option<String>,
    /// Start from the JSON of the API, as `aws cognito-idp create-user-pool-client
    /// --cli-input-json` takes it; a dash reads standard input. Flags win
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Start from a preset: spa, mobile, server, m2m, migration, or one of your team; flags win
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "input"])]
    pub preset: Option<String>,
    /// Write the generated secret to this new file, which only you can read (0600)
    #[arg(long, value_name = "FILE", requires = "yes", conflicts_with = "secret-file")]
    pub save_secret: Option<String>,
    /// Create it although an earlier request for this name was not answered and may have made one
    #[arg(long, requires = "yes")]
    pub create_another: bool,
    /// How it is written.
    #[command(flatten)]
    pub write: Write,
    /// The answers.
    #[command(flatten)]
    pub answers: AnswerArgs,
}

/// `show`
#[derive(Clone, Debug, Args)]
pub struct ShowArgs {
    /// Its Client ID
    #[arg(value_name = "ID", value_parser = client_id)]
    pub id: String,
    /// Print the settings, without a screen; never a secret
    #[arg(long, value_name = "FORM")]
    pub output: Option<Output>,
    /// Write its secret to this new file, which only you can read (0600)
    #[arg(long, value_name = "FILE", requires = "output")]
    pub save_secret: Option<String>,
}

/// `edit`
#[derive(Clone, Debug, Args)]
pub struct EditArgs {
    /// Its Client ID
    #[arg(value_name = "ID", value_parser = client_id)]
    pub id: String,
    /// Change a setting, without a screen: access-token=15m. The names are those of the flags of
    /// create; may be given several times
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = answers::assignment)]
    pub set: Vec<(Named, String)>,
    /// Save although the client has settings that are newer than this program, which Cognito may then
    /// reset
    #[arg(long, requires = "yes")]
    pub allow_reset: bool,
    /// How it is written.
    #[command(flatten)]
    pub write: Write,
}

/// `secret`
#[derive(Clone, Debug, Subcommand)]
pub enum SecretCommand {
    /// List the secrets of an app client: IDs and dates, never a value
    List {
        /// The Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
        /// Print the list, without a screen: text is a line "SECRET-ID TAB DATE" a secret
        #[arg(long, value_name = "FORM")]
        output: Option<Output>,
    },
    /// Add a second secret
    Add {
        /// The Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
        /// Write the generated secret to this new file (0600): Cognito shows it only once
        #[arg(long, value_name = "FILE", requires = "yes", conflicts_with = "secret_file")]
        save_secret: Option<String>,
        /// Your own secret, read from this file, or from standard input for a dash
        #[arg(long, value_name = "FILE", requires = "yes")]
        secret_file: Option<String>,
        /// How it is written.
        #[command(flatten)]
        write: Write,
    },
    /// Delete one of two secrets
    Delete {
        /// The Client ID
        #[arg(value_name = "ID", value_parser = client_id)]
        id: String,
        /// The ID of the secret, as `secret list` has it
        #[arg(value_name = "SECRET-ID")]
        secret_id: String,
        /// How it is written.
        #[command(flatten)]
        write: Write,
    },
}

/// How something is written without a screen.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Write {
    /// Do it at once, without a screen and without a question
    #[arg(long)]
    pub yes: bool,
    /// What is printed, without a screen. Without --yes nothing is written
    #[arg(long, value_name = "FORM")]
    pub output: Option<Output>,
}

impl Write {
    const fn is_headless(self) -> bool {
        self.yes || self.output.is_some()
    }
}

/// The form of what is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// Lines
    #[default]
    Text,
    /// One JSON value; errors too, on stderr
    Json,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.word()))
    }
}

impl Command {
    /// It runs without a screen.
    #[must_use]
    pub const fn is_headless(&self) -> bool {
        match self {
            Self::Create(create) => create.write.is_headless(),
            Self::List { output } | Self::Secret(SecretCommand::List { output, .. }) => output.is_some(),
            Self::Show(show) => show.output.is_some(),
            Self::Edit(edit) => edit.write.is_headless() || !edit.set.is_empty(),
            Self::Delete { write, .. }
            | Self::Secret(SecretCommand::Add { write, .. } | SecretCommand::Delete { write, .. }) => {
                write.is_headless()
            }
            Self::Export { .. } | Self::Completions { .. } | Self::Man { .. } => true,
        }
    }

    /// The form of what it prints.
    #[must_use]
    pub const fn output(&self) -> Option<Output> {
        match self {
            Self::Create(CreateArgs { write, .. })
            | Self::Edit(EditArgs { write, .. })
            | Self::Delete { write, .. }
            | Self::Secret(SecretCommand::Add { write, .. } | SecretCommand::Delete { write, .. }) => write.output,
            Self::List { output } | Self::Secret(SecretCommand::List { output, .. }) => *output,
            Self::Show(show) => show.output,
            Self::Export { .. } | Self::Completions { .. } | Self::Man { .. } => None,
        }
    }

    /// How to run it where there is no terminal.
    #[must_use]
    pub const fn without_screen(&self) -> &'static str {
        match self {
            Self::List { .. } | Self::Show(_) | Self::Secret(SecretCommand::List { .. }) => {
                "Without a screen: add --output text or --output json."
            }
            Self::Create(_)
            | Self::Edit(_)
            | Self::Delete { .. }
            | Self::Secret(_)
            | Self::Export { .. }
            | Self::Completions { .. }
            | Self::Man { .. } => "Without a screen: add --yes, and say all that is to be done in flags.",
        }
    }
}

impl From<Command> for Verb {
    fn from(command: Command) -> Self {
        match command {
            Command::Create(CreateArgs { from: Some(id), .. }) => Self::Copy(id),
            Command::Create(_) => Self::Create,
            Command::List { .. } => Self::List,
            Command::Show(ShowArgs { id, .. }) | Command::Export { id, .. } => Self::Show(id),
            Command::Edit(EditArgs { id, .. }) => Self::Edit(id),
            Command::Delete { id, .. } => Self::Delete(id),
            Command::Secret(
                SecretCommand::List { id, .. } | SecretCommand::Add { id, .. } | SecretCommand::Delete { id, .. },
            ) => Self::Secrets(id),
            // These have no screen.
            Command::Completions { .. } | Command::Man { .. } => Self::Home,
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
    /// Send nothing that writes: print the JSON of the request instead
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Keep no draft of unfinished answers and no names on this host, and offer none
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
With --yes, --output or --set a command runs without a screen, and needs --user-pool-id:
  ID=$(cognito-console create --user-pool-id us-east-1_Ab12Cd34E --name shop-web --yes)

Exit status:
    0  done: created, saved, deleted, or a dry run was printed; also when list, show or a
       cognito-console without a command is left with nothing begun
    1  the service refused or could not be reached, there is no such client, or it is not known
       what became of a request
    2  wrong usage, or no terminal; without a screen also: --yes is missing
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

    fn parsed(args: &[&str]) -> Command {
        Cli::try_parse_from(["cognito-console"].iter().chain(args)).unwrap().command.unwrap()
    }

    #[rstest]
    #[case(&["create"], false, Verb::Create)]
    #[case(&["create", "--name", "x", "--flows", "srp"], false, Verb::Create)]
    #[case(&["create", "--from", "abc"], false, Verb::Copy("abc".to_owned()))]
    #[case(&["create", "--yes"], true, Verb::Create)]
    #[case(&["list"], false, Verb::List)]
    #[case(&["list", "--output", "json"], true, Verb::List)]
    #[case(&["show", "abc"], false, Verb::Show("abc".to_owned()))]
    #[case(&["show", "abc", "--output", "text"], true, Verb::Show("abc".to_owned()))]
    #[case(&["edit", "abc"], false, Verb::Edit("abc".to_owned()))]
    #[case(&["edit", "abc", "--set", "session=5"], true, Verb::Edit("abc".to_owned()))]
    #[case(&["delete", "abc"], false, Verb::Delete("abc".to_owned()))]
    #[case(&["delete", "abc", "--yes"], true, Verb::Delete("abc".to_owned()))]
    #[case(&["secret", "list", "abc"], false, Verb::Secrets("abc".to_owned()))]
    #[case(&["secret", "add", "abc", "--yes"], true, Verb::Secrets("abc".to_owned()))]
    #[case(&["secret", "delete", "abc", "abc--1", "--output", "json"], true, Verb::Secrets("abc".to_owned()))]
    #[case(&["export", "abc", "--format", "terraform"], true, Verb::Show("abc".to_owned()))]
    fn with_a_screen_or_without(#[case] args: &[&str], #[case] is_headless: bool, #[case] verb: Verb) {
        let command = parsed(args);
        assert_eq!(command.is_headless(), is_headless);
        assert_eq!(Verb::from(command), verb);
    }

    #[test]
    fn answers_come_in_the_order_of_the_steps() {
        let Command::Create(create) = parsed(&["create", "--session", "5", "--generate-secret", "--name", "x"]) else {
            panic!("another command")
        };
        let given: Vec<_> = create.answers.given.iter().map(|(n, value)| (n.flag.name, value.as_str())).collect();
        assert_eq!(given, [("name", "x"), ("session", "5"), ("secret", "generate")]);
        let twice = ["cognito-console", "create", "--name", "a", "--name", "b"];
        assert_eq!(Cli::try_parse_from(twice).unwrap_err().exit_code(), 2);
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
