//! The questions of the wizard as arguments, made from the tables of its steps.

use std::fmt;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::wizard::flags::{self, Named};

/// The short form of `--secret generate`, as the AWS CLI has it.
const GENERATE: &str = "generate-secret";
/// The flags that say what the secret is: one of them will do.
const SECRET_FLAGS: [&str; 3] = ["secret", "secret-file", GENERATE];

/// The values that were given, as they stand on the command line: of a secret the name of its file.
#[derive(Clone, Default)]
pub struct AnswerArgs {
    /// Flags and values, in the order of the steps.
    pub given: Vec<(Named, String)>,
}

impl fmt::Debug for AnswerArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.given.iter().map(|(named, value)| (named.flag.name, value))).finish()
    }
}

fn arg(named: Named) -> Arg {
    let flag = named.flag;
    let arg = Arg::new(flag.name).long(flag.name).value_name(flag.value).help(named.help()).help_heading(named.step);
    let arg = if flag.words.is_empty() { arg } else { arg.value_parser(words(named)).ignore_case(true) };
    let others = SECRET_FLAGS.iter().filter(|other| SECRET_FLAGS.contains(&flag.name) && **other != flag.name);
    arg.conflicts_with_all(others)
}

fn words(named: Named) -> ValueParser {
    let value = |words: &[&'static str]| {
        let (name, aliases) = words.split_first()?;
        Some(PossibleValue::new(*name).aliases(aliases.iter().copied()))
    };
    PossibleValuesParser::new(named.flag.words.iter().filter_map(|words| value(words))).into()
}

impl Args for AnswerArgs {
    fn augment_args(command: Command) -> Command {
        let heading = flags::find("secret").map_or("", |named| named.step);
        let generate = Arg::new(GENERATE)
            .long(GENERATE)
            .action(ArgAction::SetTrue)
            .help("The same as --secret generate")
            .help_heading(heading)
            .conflicts_with_all(["secret", "secret-file"]);
        command.args(flags::all().map(arg)).arg(generate)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for AnswerArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let value = |named: Named| {
            let is_short = named.flag.name == "secret" && matches.get_flag(GENERATE);
            let short = is_short.then(|| "generate".to_owned());
            Some((named, matches.get_one::<String>(named.flag.name).cloned().or(short)?))
        };
        Ok(Self { given: flags::all().filter_map(value).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// `access-token=15m` of `edit --set`: a flag that a client that exists has, and its value.
pub(super) fn assignment(text: &str) -> Result<(Named, String), String> {
    let (name, value) = text.split_once('=').ok_or("it looks like access-token=15m")?;
    let of_existing = || flags::all().filter(Named::is_for_existing);
    let named = of_existing().find(|named| named.flag.name == name.trim_start_matches('-')).ok_or_else(|| {
        let names: Vec<&str> = of_existing().map(|named| named.flag.name).collect();
        format!("the settings are {}", names.join(", "))
    })?;
    Ok((named, value.to_owned()))
}
