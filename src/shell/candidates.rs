//! Words that an argument can become: pools and app clients that were listed before, Regions.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use clap_complete::{ArgValueCompleter, CompletionCandidate};

use crate::names::{NamedClient, NamedPool, Names};
use crate::{presets, regions, state_folder};

/// The definitions, in which pool, client and Region complete.
pub(super) fn added_to(command: Command) -> Command {
    let command = mut_arg(command, "user_pool_id", |arg| arg.add(ArgValueCompleter::new(pools)));
    let command = mut_arg(command, "region", |arg| arg.add(ArgValueCompleter::new(known_regions)));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, with_clients))
}

fn with_clients(command: Command) -> Command {
    let command = mut_arg(command, "id", |arg| arg.add(ArgValueCompleter::new(clients)));
    let command = mut_arg(command, "preset", |arg| arg.add(ArgValueCompleter::new(known_presets)));
    let command = mut_arg(command, "from", |arg| arg.add(ArgValueCompleter::new(clients)));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, with_clients))
}

/// `mut_arg` of clap adds an argument that is not there.
fn mut_arg(command: Command, id: &'static str, how: impl Fn(Arg) -> Arg) -> Command {
    if command.get_arguments().any(|arg| arg.get_id() == id) { command.mut_arg(id, how) } else { command }
}

fn known_regions(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let fitting = regions::REGIONS.iter().filter(|name| name.starts_with(typed.as_ref()));
    fitting.map(CompletionCandidate::new).collect()
}

fn known_presets(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_string_lossy();
    let presets = presets::all(presets::folder().as_deref()).presets.into_iter();
    let fitting = presets.filter(|preset| preset.name.starts_with(typed.as_ref()));
    fitting.map(|preset| candidate(&preset.name, &preset.why)).collect()
}

fn pools(current: &OsStr) -> Vec<CompletionCandidate> {
    let names = names();
    candidates_of(names.pools(), &current.to_string_lossy())
}

fn candidates_of(pools: &[NamedPool], typed: &str) -> Vec<CompletionCandidate> {
    let fitting = pools.iter().filter(|pool| fits(pool.id.as_str(), &pool.name, typed));
    fitting.map(|pool| candidate(pool.id.as_str(), &pool.name)).collect()
}

fn clients(current: &OsStr) -> Vec<CompletionCandidate> {
    let names = names();
    clients_of(names.pools(), option("--user-pool-id").as_deref(), &current.to_string_lossy())
}

/// Of the pool on the command line; without one, of all.
fn clients_of(pools: &[NamedPool], wanted: Option<&str>, typed: &str) -> Vec<CompletionCandidate> {
    let wanted = pools.iter().filter(|pool| wanted.is_none_or(|id| pool.id.as_str() == id));
    let clients = wanted.flat_map(|pool| &pool.clients);
    let fitting = clients.filter(|client: &&NamedClient| fits(&client.id, &client.name, typed));
    fitting.map(|client| candidate(&client.id, &client.name)).collect()
}

/// Its ID begins so, or its name has it somewhere: a name that was typed becomes the ID.
fn fits(id: &str, name: &str, typed: &str) -> bool {
    id.starts_with(typed) || name.to_lowercase().contains(&typed.to_lowercase())
}

fn candidate(id: &str, name: &str) -> CompletionCandidate {
    CompletionCandidate::new(id).help((!name.is_empty()).then(|| StyledStr::from(name.to_owned())))
}

/// What earlier runs have listed: of the demo, if the line is about the demo.
fn names() -> Names {
    let folder: Option<PathBuf> = state_folder::locate();
    let is_demo = words().any(|word| word == "--demo");
    folder.map(|folder| Names::load(&if is_demo { folder.join("demo") } else { folder })).unwrap_or_default()
}

/// The line that is being typed: the shell hands it over behind `--`.
fn words() -> impl Iterator<Item = String> {
    env::args_os().map(|word| word.to_string_lossy().into_owned())
}

/// The value of an option on the line.
fn option(name: &str) -> Option<String> {
    let all: Vec<String> = words().collect();
    let joined = all.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    let apart = all.iter().position(|word| word == name).and_then(|at| all.get(at + 1)).map(String::as_str);
    joined.or(apart).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app_client::UserPoolId;

    fn pool(id: &str, name: &str, clients: &[(&str, &str)]) -> NamedPool {
        let client = |(id, name): &(&str, &str)| NamedClient { id: (*id).to_owned(), name: (*name).to_owned() };
        let clients = clients.iter().map(client).collect();
        NamedPool { id: UserPoolId::parse(id).unwrap(), name: name.to_owned(), clients }
    }

    fn values(candidates: &[CompletionCandidate]) -> Vec<String> {
        candidates.iter().map(|candidate| candidate.get_value().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn an_id_begins_so_or_a_name_has_it() {
        let pools = [
            pool("us-east-1_A", "shop", &[("1abc", "Web"), ("2def", "admin")]),
            pool("eu-west-1_B", "staff", &[("3ghi", "web 2")]),
        ];
        assert_eq!(values(&candidates_of(&pools, "us")), ["us-east-1_A"]);
        assert_eq!(values(&candidates_of(&pools, "sta")), ["eu-west-1_B"]);
        assert_eq!(values(&candidates_of(&pools, "")).len(), 2);
        assert_eq!(values(&clients_of(&pools, None, "web")), ["1abc", "3ghi"]);
        assert_eq!(values(&clients_of(&pools, Some("us-east-1_A"), "")), ["1abc", "2def"]);
        assert_eq!(values(&clients_of(&pools, Some("us-east-1_A"), "3")), [""; 0]);
    }

    #[test]
    fn the_arguments_are_there() {
        let command = added_to(<crate::cli::Cli as clap::CommandFactory>::command());
        let completes = |arg: &Arg| arg.get::<ArgValueCompleter>().is_some();
        let of = |command: &Command, id: &str| command.get_arguments().find(|arg| arg.get_id() == id).map(completes);
        assert_eq!(of(&command, "user_pool_id"), Some(true));
        assert_eq!(of(&command, "region"), Some(true));
        for name in ["show", "edit", "delete"] {
            assert_eq!(command.find_subcommand(name).and_then(|sub| of(sub, "id")), Some(true), "{name}");
        }
    }
}
