//! What shells and `man` get, generated from the definitions of the command line.

mod candidates;

use std::io;

use clap::builder::Resettable;
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
pub fn completions(shell: Shell) -> io::Result<String> {
    let mut script = Vec::new();
    shell.writer().write_registration(ASKED, NAME, NAME, NAME, &mut script)?;
    String::from_utf8(script).map_err(io::Error::other)
}

/// The manual page of the program, or of one of its commands: `list`, `secret-add`. `None` if there
/// is no such page.
///
/// # Errors
/// None that is known; the writer is in memory.
pub fn man(of: Option<&str>) -> io::Result<Option<String>> {
    // `help` has no page of its own.
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let wanted = match of {
        None => Some(command),
        Some(name) => with_pages(&command).into_iter().find(|(page, _)| page == name).map(|(page, found)| {
            let name = format!("{NAME}-{page}");
            found.display_name(name.clone()).name(name)
        }),
    };
    let Some(wanted) = wanted else { return Ok(None) };
    let notes = wanted.get_after_help().map(ToString::to_string);
    let mut page = Vec::new();
    Man::new(wanted.after_help(Resettable::Reset))
        .source(concat!("cognito-console ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)?;
    let mut page = String::from_utf8(page).map_err(io::Error::other)?;
    page.extend(notes.as_deref().map(as_it_stands));
    Ok(Some(page))
}

/// A section of lines that are laid out already: `man` would run them together.
fn as_it_stands(notes: &str) -> String {
    let literal = notes.replace('\\', "\\e").replace('-', "\\-");
    format!(".SH NOTES\n.nf\n{literal}\n.fi\n")
}

/// Commands that have a page of their own: `list`, `secret-add`.
#[must_use]
pub fn pages() -> Vec<String> {
    with_pages(&Cli::command()).into_iter().map(|(page, _)| page).collect()
}

fn with_pages(command: &Command) -> Vec<(String, Command)> {
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help");
    let mut pages = Vec::new();
    for sub in shown {
        pages.push((sub.get_name().to_owned(), sub.clone()));
        let below = with_pages(sub).into_iter();
        pages.extend(below.map(|(name, command)| (format!("{}-{name}", sub.get_name()), command)));
    }
    pages
}

/// The definitions, with what is known of the values.
fn command() -> Command {
    candidates::added_to(Cli::command())
}
