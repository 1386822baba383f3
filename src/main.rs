//! Arguments to a mode, an outcome to an exit status.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use cognito_console::app::{DryRun, Exit, Model, Start, Verb};
use cognito_console::cli::{Cli, Command, Options};
use cognito_console::drafts::{Drafts, Ended};
use cognito_console::headless::{self, Given, LEFT_OUT_SECRET};
use cognito_console::line_mode::{self, Dialogue};
use cognito_console::receipts;
use cognito_console::runtime::lines::Lines;
use cognito_console::runtime::{Event, Runtime, Signals};
use cognito_console::setup;
use cognito_console::shell;
use cognito_console::terminal::answers::{Stdin, Voice};
use cognito_console::terminal::{self, Screen, hangup, input};
use cognito_console::theme::Theme;

fn main() -> ExitCode {
    let start = Instant::now();
    shell::complete_if_asked();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(headless::not_parsed(&error, std::env::args())),
    };
    terminal::no_core_dumps();
    if let Some(command) = cli.command.as_ref().filter(|command| command.is_headless()) {
        return ExitCode::from(headless::main(command, &cli.options));
    }
    match run(&cli, start) {
        Ok(exit) => finish(&exit),
        Err(error) => {
            // Why there is no terminal helps nobody; what to do does.
            match error.downcast_ref::<terminal::NoTerminal>() {
                Some(sentence) => {
                    say(&sentence.to_string());
                    cli.command.as_ref().map(Command::without_screen).into_iter().for_each(say);
                }
                None => say(&format!("{error:#}")),
            }
            let is_usage = error.is::<terminal::NoTerminal>() || error.is::<headless::WrongUsage>();
            ExitCode::from(if is_usage { Exit::USAGE } else { Exit::FAILED })
        }
    }
}

fn run(cli: &Cli, start: Instant) -> anyhow::Result<Exit> {
    let env = |name: &str| std::env::var(name).ok();
    if line_mode::is_wanted(cli.options.plain, env) {
        if let Some(Command::Secret(_)) = &cli.command {
            return Err(headless::WrongUsage::secrets_in_lines().into());
        }
        return run_in_lines(cli, start, given_of(cli)?);
    }
    terminal::is_available()?;
    let given = given_of(cli)?;
    let drafts = drafts_kept_in_a_panic(&cli.options);
    let color = cli.options.color.allows(env);
    let theme = Theme { color, ascii: cli.options.ascii || !terminal::looks_like_utf8(env) };
    let screen = Screen::open(color)?;
    let size = screen.size().context("The terminal does not say its size")?;
    let begin = Start { is_scripted: !io::stdin().is_terminal(), ..start_of(cli, given) };
    let backend = setup::backend(&cli.options, begin.pool.as_ref());
    let model = Model::new(begin, (size.width, size.height));
    let mut runtime =
        Runtime::new(model, screen, theme, backend, start).with_drafts(drafts, setup::state_folder(&cli.options));
    runtime.draw_first();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let exit = tokio.block_on(attend(runtime, start))?;
    // A call that was cut off must not hold up the way out.
    tokio.shutdown_background();
    Ok(exit)
}

/// The same without a screen: questions on the terminal or stderr, answers from stdin.
fn run_in_lines(cli: &Cli, start: Instant, given: Given) -> anyhow::Result<Exit> {
    let drafts = drafts_kept_in_a_panic(&cli.options);
    let ascii = cli.options.ascii || !terminal::looks_like_utf8(|name: &str| std::env::var(name).ok());
    let voice = Voice::open(ascii);
    let is_typed = voice.is_terminal();
    let begin = start_of(cli, given);
    let backend = setup::backend(&cli.options, begin.pool.as_ref());
    let dialogue = Dialogue::new(begin, is_typed);
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let exit = tokio.block_on(async {
        let lines = Lines::new(dialogue, Stdin::open(), voice, backend, start)?
            .with_drafts(drafts, setup::state_folder(&cli.options))
            .said_is_told(is_typed && io::stdout().is_terminal());
        let sender = lines.sender();
        tokio::spawn(Signals::take()?.forward(sender.clone()));
        if is_typed {
            hangup::watch(move || drop(sender.send(Event::Quit(cognito_console::app::Why::HungUp))))?;
        }
        anyhow::Ok(lines.run().await)
    })?;
    terminal::answers::echo_on();
    tokio.shutdown_background();
    Ok(exit)
}

/// What was typed outlives a panic, and so does a Client ID.
fn drafts_kept_in_a_panic(options: &Options) -> Drafts {
    let drafts = setup::drafts(options);
    let kept = drafts.clone();
    terminal::install_panic_hook(move || {
        receipts::print();
        drop(kept.flush(Ended::Panicked));
    });
    drafts
}

/// Listens to everything that can happen, and runs the loop.
async fn attend(runtime: Runtime<terminal::Tty>, start: Instant) -> anyhow::Result<Exit> {
    let sender = runtime.sender();
    tokio::spawn(Signals::take()?.forward(sender.clone()));
    let to_loop = sender.clone();
    hangup::watch(move || {
        drop(to_loop.send(Event::Quit(cognito_console::app::Why::HungUp)));
    })?;
    let hold = input::escape_hold(std::env::var_os("SSH_CONNECTION").is_some());
    let keys = sender.clone();
    input::spawn(start, runtime.shown(), hold, move |event| drop(keys.send(Event::Input(event))))?;
    tokio::spawn(input::watch_size(move |event| drop(sender.send(Event::Input(event)))));
    let (exit, screen) = runtime.run().await;
    if exit.status == Exit::HUNG_UP {
        screen.close_if_there();
    } else {
        screen.close();
    }
    Ok(exit)
}

/// What the command line gives, files read.
fn given_of(cli: &Cli) -> anyhow::Result<Given> {
    Ok(cli.command.as_ref().map(headless::given).transpose()?.unwrap_or_default())
}

fn start_of(cli: &Cli, given: Given) -> Start {
    Start {
        is_scripted: false,
        demo: cli.options.demo,
        dry_run: cli.options.dry_run,
        verb: cli.command.clone().map_or(Verb::Home, Verb::from),
        pool: cli.options.user_pool_id.clone().or(given.pool),
        drafts: !cli.options.no_drafts,
        answers: given.answers,
    }
}

/// The screen is back; now stdout gets what is for the machine.
fn finish(exit: &Exit) -> ExitCode {
    let created = receipts::waiting();
    if created > 0 && io::stdout().is_terminal() {
        say(if created == 1 { "App client created. Client ID:" } else { "App clients created. Client IDs:" });
    }
    receipts::print();
    match &exit.request {
        Some(request) => print_request(request, exit.status),
        None => ExitCode::from(exit.status),
    }
}

/// A dry run is nothing but what it prints: not printed, it has failed.
fn print_request(request: &DryRun, status: u8) -> ExitCode {
    let mut stdout = io::stdout();
    if let Err(error) = stdout.write_all(headless::printable(&request.json).as_bytes()).and_then(|()| stdout.flush()) {
        say(&format!("The request was not printed: {error}"));
        return ExitCode::from(Exit::FAILED);
    }
    if request.left_out_secret {
        say(LEFT_OUT_SECRET);
    }
    ExitCode::from(status)
}

/// A sentence for the person. A stderr that is gone is no failure.
fn say(sentence: &str) {
    let _ = writeln!(io::stderr(), "{sentence}");
}
