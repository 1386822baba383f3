//! What shells and `man` get, generated from the definitions of the command line.

mod candidates;

use std::io;

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};
use clap_mangen::Man;

use crate::cli::Cli;

/// Set by the shell's function when it asks for completions.
const ASKED: &str = "COGNITO_CONSOLE_COMPLETE";
const NAME: &str = "cognito-console";

/// A shell that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash 4.4 or later
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
}

impl Shell {
    fn writer(self) -> &'static dyn EnvCompleter {
        match self {
            Self::Bash => &Bash,
            Self::Zsh => &Zsh,
            Self::Fish => &Fish,
            Self::PowerShell => &Powershell,
        }
    }
}

/// Answers a shell that asks what a word can become, and ends; else does nothing. What it answers
/// comes from the definitions and from names that were listed before, never from AWS.
pub fn complete_if_asked() {
    CompleteEnv::with_factory(command).var(ASKED).complete();
}

/// The script that makes a shell ask.
///
/// # Errors
/// None that is known; the writer is in memory.
pub fn completions(shell: Shell) -> io::Result<Vec<u8>> {
    let mut script = Vec::new();
    shell.writer().write_registration(ASKED, NAME, NAME, NAME, &mut script)?;
    Ok(script)
}

/// The manual page of the program, or of one of its commands: `list`. `None` if there is no such
/// command.
///
/// # Errors
/// None that is known; the writer is in memory.
pub fn man(of: Option<&str>) -> io::Result<Option<Vec<u8>>> {
    let mut command = Cli::command();
    command.build();
    let wanted = match of {
        None => Some(command),
        Some(name) => command.find_subcommand(name).cloned().map(|found| found.name(format!("{NAME}-{name}"))),
    };
    let Some(wanted) = wanted else { return Ok(None) };
    let mut page = Vec::new();
    Man::new(wanted).source(concat!("cognito-console ", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
    Ok(Some(page))
}

/// Commands that have a page of their own.
#[must_use]
pub fn commands() -> Vec<String> {
    let command = Cli::command();
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    shown.map(|sub| sub.get_name().to_owned()).collect()
}

/// The definitions, with what is known of the values.
fn command() -> Command {
    candidates::added_to(Cli::command())
}
