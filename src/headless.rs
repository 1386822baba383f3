//! The verbs without a screen: no terminal is opened, nothing is asked. What a verb does stands on
//! the command line in full; what it writes is judged by the rules of the wizard, and a request that
//! writes is sent once.

mod create;
mod delete;
mod earlier;
mod edit;
mod export;
mod generated;
mod input;
mod list;
mod out;
mod secret;
mod show;

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use crate::app::{Exit, PAUSES};
use crate::app_client::{AppClient, AppClientSummary, Secret, Settings, UserPool, UserPoolId};
use crate::cli::{Command, CreateArgs, Options, Output, SecretCommand};
use crate::cognito::{Cognito, ErrorKind, ServiceError, Target};
use crate::drafts::{Drafts, Ended};
use crate::names::Listed;
use crate::presets;
use crate::receipts;
use crate::setup;
use crate::text;
use crate::wizard::Answers;
use out::{Failure, Out};

/// What is said of a request that is printed without the user's own secret.
pub const LEFT_OUT_SECRET: &str = "Your own client secret is left out of the printed request. Add it as ClientSecret before you send it, or the client will never have a secret.";

/// Most pages of a list: 10,000 clients, the highest quota of a pool, at 60 a page.
const MOST_PAGES: usize = 167;

/// The command line is wrong in what the parser cannot know.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongUsage(String);

impl WrongUsage {
    /// The pages of secrets are not among those that are said line by line.
    #[must_use]
    pub fn secrets_in_lines() -> Self {
        Self("Secrets have no questions line by line. Without a screen: add --output text to list them, --yes to add or delete one.".to_owned())
    }
}

/// The body of a request for a dry run; parts whose name says that they are secret are left out and
/// told on stderr.
#[must_use]
pub fn printable(body: &str) -> String {
    let Ok(serde_json::Value::Object(members)) = serde_json::from_str(body) else { return body.to_owned() };
    let (shown, left_out) = Settings::without_secret_parts(members);
    if !left_out.is_empty() {
        out::say(&format!("Left out of the printed request, since they may be secret: {}.", left_out.join(", ")));
    }
    out::pretty(&shown.into()) + "\n"
}

/// What is given on the command line, files read.
#[derive(Default)]
pub struct Given {
    /// The answers of `create`.
    pub answers: Answers,
    /// The pool that the input names.
    pub pool: Option<UserPoolId>,
    /// The own secret of `secret add`.
    own: Option<Secret>,
}

/// Reads the files that the command line names.
///
/// # Errors
/// A file that cannot be read, or a word that is none.
pub fn given(command: &Command) -> Result<Given, WrongUsage> {
    read(command).map_err(|failure| match failure {
        Failure::Usage(all) => {
            let with_flag = |(flag, text): &(Option<&str>, String)| out::with_flag(*flag, text);
            WrongUsage(all.iter().map(with_flag).collect::<Vec<_>>().join("\n"))
        }
        Failure::Service(error) => WrongUsage(error.sentence),
        Failure::Told(_, text, _) => WrongUsage(text),
    })
}

fn read(command: &Command) -> Result<Given, Failure> {
    match command {
        Command::Create(create) => create_given(create),
        Command::Secret(SecretCommand::Add { secret_file: Some(path), .. }) => {
            let own = input::secret_of(Path::new(path)).map_err(Failure::usage)?;
            Ok(Given { own: Some(own), ..Given::default() })
        }
        Command::List { .. }
        | Command::Show(_)
        | Command::Edit(_)
        | Command::Delete { .. }
        | Command::Secret(_)
        | Command::Export { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => Ok(Given::default()),
    }
}

fn create_given(create: &CreateArgs) -> Result<Given, Failure> {
    let mut values = Vec::new();
    for (named, value) in &create.answers.given {
        let value = if named.flag.is_file {
            input::secret_of(Path::new(value)).map_err(|text| Failure::Usage(vec![(Some(named.flag.name), text)]))?
        } else {
            Secret::new(value.clone())
        };
        values.push((*named, value));
    }
    let mut answers = Answers::new(values);
    if let Some(name) = &create.preset {
        let preset = presets::named(presets::folder().as_deref(), name);
        answers = answers.over(preset.map_err(|text| Failure::Usage(vec![(Some("preset"), text)]))?.draft());
    }
    let Some(path) = &create.input else {
        answers.draft()?;
        return Ok(Given { answers, ..Given::default() });
    };
    let faulty = |faults: Vec<String>| Failure::Usage(faults.into_iter().map(|text| (Some("input"), text)).collect());
    let text = input::text_of(path).map_err(|text| faulty(vec![text]))?;
    let input = input::read(&text).map_err(faulty)?;
    let answers = answers.over(input.draft);
    answers.draft()?;
    Ok(Given { answers, pool: input.pool, own: None })
}

/// A run without a screen.
struct Run<'a> {
    out: Out,
    options: &'a Options,
    drafts: Drafts,
    /// What may be so if the program ends now: a request that writes is open.
    open: RefCell<Option<String>>,
}

/// What the parser says of the command line, or the help that was asked for; gives the exit status. Who
/// wants JSON gets an error as JSON.
#[must_use]
pub fn not_parsed(error: &clap::Error, line: impl Iterator<Item = String>) -> u8 {
    let line: Vec<String> = line.collect();
    let apart = line.windows(2).any(|two| two == ["--output", "json"]);
    let is_json = apart || line.iter().any(|word| word == "--output=json");
    if error.use_stderr() && is_json {
        let text = error.render().to_string();
        let said = text.strip_prefix("error: ").unwrap_or(&text);
        let first = said.split("\n\n").next().unwrap_or_default();
        Out::new(Some(Output::Json)).failure(&Failure::usage(text::clean(&first.replace('\n', " "))));
    } else {
        // Nothing can be told of a stderr that is gone.
        drop(error.print());
    }
    u8::try_from(error.exit_code()).unwrap_or(Exit::USAGE)
}

/// Runs the command and gives the exit status.
#[must_use]
pub fn main(command: &Command, options: &Options) -> u8 {
    keep_receipts_on_panic();
    let out = Out::new(command.output());
    let fail = |failure: &Failure| {
        out.failure(failure);
        failure.status()
    };
    // Before signals are taken over: standard input may keep us waiting.
    let given = match read(command) {
        Ok(given) => given,
        Err(failure) => return fail(&failure),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return fail(&Failure::Told("Other", format!("The program could not start: {error}."), String::new()));
        }
    };
    // What the embedded service made is gone with this process: there is nothing to look for later.
    let drafts = if options.demo { Drafts::default() } else { setup::drafts(options) };
    let run = Run { out, options, drafts, open: RefCell::default() };
    let status = runtime.block_on(run.attend(command, &given));
    // A call that was cut off must not hold up the way out.
    runtime.shutdown_background();
    receipts::print();
    status
}

fn keep_receipts_on_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        receipts::print();
        usual(panic);
    }));
}

impl Run<'_> {
    async fn attend(&self, command: &Command, given: &Given) -> u8 {
        tokio::select! {
            biased;
            outcome = self.perform(command, given) => match outcome {
                Ok(()) => Exit::DONE,
                Err(failure) => {
                    self.out.failure(&failure);
                    failure.status()
                }
            },
            ended = stopped() => self.interrupted(ended),
        }
    }

    async fn perform(&self, command: &Command, given: &Given) -> Result<(), Failure> {
        match command {
            Command::Create(create) => create::run(self, create, given).await,
            Command::List { .. } => list::run(self).await,
            Command::Show(show) => show::run(self, show).await,
            Command::Edit(edit) => edit::run(self, edit).await,
            Command::Delete { id, write } => delete::run(self, id, *write).await,
            Command::Secret(SecretCommand::List { id, .. }) => secret::list(self, id).await,
            Command::Secret(SecretCommand::Add { id, save_secret, write, .. }) => {
                secret::add(self, id, save_secret.as_deref(), given.own.as_ref(), *write).await
            }
            Command::Secret(SecretCommand::Delete { id, secret_id, write }) => {
                secret::delete(self, id, secret_id, *write).await
            }
            Command::Export { id, format } => export::run(self, id, *format).await,
            Command::Completions { shell } => generated::completions(*shell),
            Command::Man { of } => generated::man(of),
        }
    }

    /// A signal came. What was sent is not taken back.
    fn interrupted(&self, ended: Ended) -> u8 {
        let may_be = self.open.borrow_mut().take();
        if may_be.is_none() {
            self.drafts.forget();
        }
        // The next run shall look first; that it cannot be written is no news that helps now.
        drop(self.drafts.flush(ended));
        let text = may_be.unwrap_or_else(|| "Stopped. No request that writes was under way.".to_owned());
        self.out.failure(&Failure::Told("Interrupted", text, String::new()));
        if ended == Ended::Terminated { Exit::TERMINATED } else { Exit::LEFT }
    }

    /// The pool that was named.
    fn pool(&self, given: Option<&UserPoolId>) -> Result<UserPoolId, Failure> {
        self.options.user_pool_id.as_ref().or(given).cloned().ok_or_else(|| {
            let text = "Without a screen the user pool is to be named: --user-pool-id us-east-1_Ab12Cd34E.";
            Failure::Usage(vec![(Some("user-pool-id"), text.to_owned())])
        })
    }

    async fn connect(&self, pool: &UserPoolId) -> Result<Cognito, Failure> {
        Ok(setup::backend(self.options, Some(pool)).connect(Target::default()).await?)
    }

    /// A read: what the service is too busy for is tried again.
    async fn patiently<T>(&self, mut call: impl AsyncFnMut() -> Result<T, ServiceError>) -> Result<T, ServiceError> {
        for pause in PAUSES {
            match call().await {
                Err(error) if error.kind == ErrorKind::Throttled => {
                    self.out.note(&format!("{} Trying again in {} seconds.", error.sentence, pause.as_secs()));
                    tokio::time::sleep(pause).await;
                }
                answer => return answer,
            }
        }
        call().await
    }

    async fn client(&self, cognito: &Cognito, pool: &UserPoolId, id: &str) -> Result<AppClient, ServiceError> {
        self.patiently(async || cognito.describe_client(pool, id).await).await
    }

    /// The pool for the rules. They do without where it may not be read, as the wizard does.
    async fn pool_for_rules(&self, cognito: &Cognito, pool: &UserPoolId) -> Result<Option<UserPool>, Failure> {
        match self.patiently(async || cognito.describe_pool(pool).await).await {
            Ok(pool) => Ok(Some(pool)),
            Err(error) if stops(error.kind) => Err(error.into()),
            Err(error) => {
                self.out.note(&format!("The attributes and the plan of this pool are not known. {}", error.sentence));
                Ok(None)
            }
        }
    }

    /// All app clients of the pool.
    async fn clients(&self, cognito: &Cognito, pool: &UserPoolId) -> Result<Vec<AppClientSummary>, ServiceError> {
        let (mut all, mut token) = (Vec::new(), None);
        let listed = Listed::new(setup::state_folder(self.options));
        for _ in 0..MOST_PAGES {
            let page = self.patiently(async || cognito.list_clients(pool, token.clone()).await).await?;
            if let Some(keep) = listed.clients(pool, token.is_none(), &page) {
                keep();
            }
            all.extend(page.items);
            if page.next.is_none() || page.next == token {
                break;
            }
            token = page.next;
        }
        Ok(all)
    }

    /// If the client has a secret; none if nobody knows.
    async fn has_secret(&self, cognito: &Cognito, client: &AppClient) -> Option<bool> {
        if client.secret.is_some() || client.secret_arn.is_some() {
            return Some(true);
        }
        let listed = self.patiently(async || cognito.list_secrets(&client.pool, &client.id).await).await;
        listed.ok().map(|rows| !rows.is_empty())
    }

    /// From now on until [`Run::answered`] a request may be done.
    fn sending(&self, may_be: String) {
        *self.open.borrow_mut() = Some(may_be);
    }

    fn answered(&self) {
        *self.open.borrow_mut() = None;
    }

    /// How to see the client again.
    fn show_command(&self, pool: &UserPoolId, id: &str) -> String {
        format!("cognito-console show {id} --user-pool-id {pool}{} --output text", self.session_flags())
    }

    /// The flags of this run that a next one needs to get to the same place.
    fn session_flags(&self) -> String {
        let Options { profile, region, endpoint_url, .. } = self.options;
        let flags = [("profile", profile), ("region", region), ("endpoint-url", endpoint_url)];
        flags.into_iter().filter_map(|(name, value)| value.as_ref().map(|value| format!(" --{name} {value}"))).collect()
    }
}

/// Nothing else will work either.
const fn stops(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound
            | ErrorKind::NoCredentials
            | ErrorKind::NoRegion
            | ErrorKind::Expired
            | ErrorKind::Unreachable
    )
}

/// Waits for SIGINT or SIGTERM; for ever where they cannot be taken over, and they end the program.
async fn stopped() -> Ended {
    let (interrupt, terminate) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) else { return std::future::pending().await };
    tokio::select! {
        _ = interrupt.recv() => Ended::Interrupted,
        _ = terminate.recv() => Ended::Terminated,
    }
}

/// How long a request waits for the disk to know of it.
const DISK: Duration = Duration::from_secs(2);
