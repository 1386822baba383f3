//! An app client as code: what a request says, in the words of each tool. Pure; a line knows which
//! member of the API it states, so that a page can mark what changed.

mod cdk;
mod cloudformation;
mod env;
mod json;
mod names;
mod quote;
mod settings;
mod terraform;

use serde_json::{Map, Value, json};

pub use crate::app_client::YOUR_SECRET;
use crate::app_client::settings::{MEMBERS, UNITS};
use crate::app_client::{AppClient, AppClientSpec, ClientSecret, Settings, UnknownMember, Update, UserPoolId};

/// The secret lives in Secrets Manager; no tool here can say so.
const PUBLISHED: &str = "PublishSecretsInAWSSecretsManager";

/// A language to write an app client in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The command of the AWS CLI, with its JSON.
    Cli,
    /// The JSON of the API's request.
    Json,
    /// A `CloudFormation` template (YAML).
    CloudFormation,
    /// Terraform (HCL).
    Terraform,
    /// A CDK stack (TypeScript).
    Cdk,
    /// Variables for the app itself, of a client that exists.
    Env,
}

/// Which call of the API the request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `CreateUserPoolClient`
    Create,
    /// `UpdateUserPoolClient`
    Update,
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Export {
    /// The call whose body this is.
    pub call: Call,
    /// The body by the API's names, in the order of the reference; a secret of the user's is
    /// [`YOUR_SECRET`].
    pub body: Map<String, Value>,
    /// The pool.
    pub pool: UserPoolId,
    /// The Client ID, of one that exists.
    pub client_id: Option<String>,
    /// It has a secret; `None` if nobody knows.
    pub has_secret: Option<bool>,
    /// What the client has and no request here says, by the API's names, cleaned.
    pub beyond: Vec<String>,
}

/// A line of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, without its end.
    pub text: String,
    /// The member of the API that it states.
    pub member: Option<String>,
}

impl Format {
    /// In the order of the page.
    pub const ALL: [Self; 6] = [Self::Cli, Self::Json, Self::CloudFormation, Self::Terraform, Self::Cdk, Self::Env];

    /// Its name on a page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cli => "CLI",
            Self::Json => "API JSON",
            Self::CloudFormation => "CloudFormation",
            Self::Terraform => "Terraform",
            Self::Cdk => "CDK",
            Self::Env => ".env",
        }
    }

    /// Its word on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Json => "json",
            Self::CloudFormation => "cloudformation",
            Self::Terraform => "terraform",
            Self::Cdk => "cdk",
            Self::Env => "env",
        }
    }

    /// What its file is called unless the user says else.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Cli => "client.sh",
            Self::Json => "client.json",
            Self::CloudFormation => "client.yaml",
            Self::Terraform => "client.tf",
            Self::Cdk => "client-stack.ts",
            Self::Env => "client.env",
        }
    }
}

impl Export {
    /// What Create would send.
    #[must_use]
    pub fn of_spec(spec: &AppClientSpec) -> Self {
        let has_secret = !matches!(spec.secret(), ClientSecret::None);
        Self {
            call: Call::Create,
            body: spec.body(),
            pool: spec.pool().clone(),
            client_id: None,
            has_secret: Some(has_secret),
            beyond: Vec::new(),
        }
        .without_secrets()
    }

    /// The same without parts whose name says that they are secret; those are named.
    #[must_use]
    pub fn without_secrets(self) -> Self {
        let (body, left_out) = Settings::without_secret_parts(self.body);
        let mut beyond = self.beyond;
        beyond.extend(left_out);
        Self { body, beyond, ..self }
    }

    /// The same after the client was made.
    #[must_use]
    pub fn with_client_id(self, id: &str) -> Self {
        Self { client_id: Some(id.to_owned()), ..self }
    }

    /// The request that makes a client like this one.
    #[must_use]
    pub fn of_client(client: &AppClient, has_secret: Option<bool>) -> Self {
        let mut body = Map::new();
        body.insert("UserPoolId".to_owned(), json!(client.pool.as_str()));
        // The name stands before the secret, as in the reference.
        if let Some(name) = client.settings.get("ClientName") {
            body.insert("ClientName".to_owned(), name.clone());
        }
        if let Some(has_secret) = has_secret {
            body.insert("GenerateSecret".to_owned(), has_secret.into());
        }
        // A part of a known member whose name says that it is secret stays out.
        let settings = client.settings.without_secrets();
        for name in MEMBERS.iter().map(|member| member.name).chain([UNITS]) {
            if let Some(value) = settings.get(name) {
                body.insert(name.to_owned(), value.clone());
            }
        }
        Self {
            call: Call::Create,
            body,
            pool: client.pool.clone(),
            client_id: Some(client.id.clone()),
            has_secret,
            beyond: beyond(client, |member| !member.is_sent || is_hidden(client, &member.path)),
        }
    }

    /// What Save would send.
    #[must_use]
    pub fn of_update(update: &Update, has_secret: Option<bool>) -> Self {
        let client = update.before();
        Self {
            call: Call::Update,
            body: update.body(),
            pool: client.pool.clone(),
            client_id: Some(client.id.clone()),
            has_secret,
            // What is secret in it is named below.
            beyond: beyond(client, |member| !member.is_sent),
        }
        .without_secrets()
    }

    /// The client's name as it came; empty if it has none.
    fn name(&self) -> &str {
        self.body.get("ClientName").and_then(Value::as_str).unwrap_or_default()
    }

    /// The secret is to be the user's own.
    fn has_own_secret(&self) -> bool {
        self.body.contains_key("ClientSecret")
    }

    /// The formats that there are for it.
    pub fn formats(&self) -> impl Iterator<Item = Format> + use<> {
        let exists = self.client_id.is_some();
        Format::ALL.into_iter().filter(move |format| exists || *format != Format::Env)
    }

    /// The code, line by line. Texts in it are as the service has them: clean them before they are drawn.
    #[must_use]
    pub fn lines(&self, format: Format) -> Vec<Line> {
        match format {
            Format::Cli => json::command(self),
            Format::Json => json::lines(&self.body),
            Format::CloudFormation => cloudformation::lines(self),
            Format::Terraform => terraform::lines(self),
            Format::Cdk => cdk::lines(self),
            Format::Env => env::lines(self),
        }
    }

    /// The code as one text, with a newline at its end.
    #[must_use]
    pub fn text(&self, format: Format) -> String {
        self.lines(format).into_iter().map(|line| line.text + "\n").collect()
    }
}

/// Members of the client that are in no request: new ones, and where its secret lives.
fn beyond(client: &AppClient, is_left_out: impl Fn(&&UnknownMember) -> bool) -> Vec<String> {
    let unknown = client.unknown.iter().filter(is_left_out);
    let published = client.secret_arn.is_some().then(|| PUBLISHED.to_owned());
    unknown.map(|member| member.path.clone()).chain(published).collect()
}

/// A part whose name says that it is secret.
fn is_hidden(client: &AppClient, path: &str) -> bool {
    let kept = client.settings.without_secrets();
    let parts = path.split_once('.');
    parts.is_some_and(|(member, part)| kept.get(member).and_then(|parts| parts.get(part)).is_none())
}

impl Line {
    /// A line that states no setting.
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), member: None }
    }

    /// A line that states a member.
    fn of(member: &str, text: impl Into<String>) -> Self {
        Self { text: text.into(), member: Some(member.to_owned()) }
    }
}

#[cfg(test)]
mod tests;
