//! One listing of pools in a process of its own, with what the variables of the process say.

use std::fmt::Write;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use cognito_console::cognito::{Cognito, Options};

use crate::fakes::{Fake, header};
use crate::{again, file};

/// Names the file for what came out.
const OUT: &str = "TEST_OUT";
/// Stands for `--profile`.
const PROFILE: &str = "TEST_PROFILE";
/// Stands for `--endpoint-url`.
const ENDPOINT: &str = "TEST_ENDPOINT_URL";

/// The inner process of the functions below; by itself it does nothing.
#[tokio::test]
async fn list_pools() {
    if !again::is_inner() {
        return;
    }
    let variable = |name| std::env::var(name).ok();
    let options = Options { profile: variable(PROFILE), endpoint_url: variable(ENDPOINT), ..Options::default() };
    let mut out = String::new();
    match Cognito::connect(&options).await {
        Err(error) => write!(out, "{error:#?}").unwrap(),
        Ok(cognito) => match cognito.list_pools(None).await {
            Err(error) => write!(out, "{error:#?}").unwrap(),
            Ok(_) => write!(out, "listed; expires {:?}", cognito.expires_at()).unwrap(),
        },
    }
    fs::write(std::env::var(OUT).unwrap(), out).unwrap();
}

/// A process to be: files below its home, variables.
pub struct Run {
    test: &'static str,
    variables: Vec<(String, String)>,
}

impl Run {
    /// Nothing but a Region. `test` names the folder of its files.
    pub fn new(test: &'static str) -> Self {
        Self::bare(test).with("AWS_REGION", "us-east-1")
    }

    /// Not even a Region.
    pub fn bare(test: &'static str) -> Self {
        Self { test, variables: Vec::new() }
    }

    /// Sets a variable.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The profile that the command line names.
    pub fn profile(self, name: &str) -> Self {
        self.with(PROFILE, name)
    }

    /// The address that the command line names.
    pub fn endpoint(self, url: &str) -> Self {
        self.with(ENDPOINT, url)
    }

    /// Writes the configuration file.
    pub fn config(self, content: &str) -> Self {
        let path = file(self.test, &new_name("config"), content);
        self.with("AWS_CONFIG_FILE", path.to_str().unwrap())
    }

    /// What came out: `listed; expires …`, or the error.
    pub fn outcome(&self) -> String {
        let out = file(self.test, &new_name("out"), "");
        let mut variables: Vec<(&str, &str)> =
            self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        variables.push((OUT, out.to_str().unwrap()));
        again::run("runs::list_pools", &variables);
        fs::read_to_string(out).unwrap()
    }

    /// The key that the request to Cognito was signed with, and what came out.
    pub fn signed_with(self) -> (String, String) {
        let cognito = Fake::cognito();
        let outcome = self.with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", &cognito.url).outcome();
        (key(&cognito.requests().pop().unwrap_or_default()), outcome)
    }
}

/// The cases of a test run at the same time.
fn new_name(of: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{of}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The access key in a request's signature.
pub fn key(request: &str) -> String {
    let signature = header(request, "authorization").unwrap_or_default();
    let key = signature.split_once("Credential=").and_then(|(_, rest)| rest.split_once('/'));
    key.map(|(key, _)| key.to_owned()).unwrap_or_default()
}
