//! The command by a shell and the AWS CLI, against the emulator moto over HTTP.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use cognito_console::app_client::{
    AppClient, Context, Draft, Secret, SecretChoice, Settings, UserPoolId, draft_of, edit, rules,
};
use cognito_console::cognito::{Cognito, Options};
use cognito_console::export::{Export, Format, YOUR_SECRET};
use serde_json::{Value, json};

use crate::clients::{self, Texts};
use crate::{again, moto, python};

const KEYS: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_REGION", "us-east-1")];
const URL: &str = "MOTO_URL";

#[tokio::test]
async fn a_shell_runs_the_command() {
    if again::is_inner() {
        return against_moto().await;
    }
    let server = moto::Moto::start();
    again::run("command::a_shell_runs_the_command", &[&KEYS[..], &[(URL, server.url().as_str())]].concat());
}

async fn against_moto() {
    let url = std::env::var(URL).unwrap();
    let cognito = Cognito::connect(&Options { endpoint_url: Some(url.clone()), ..Options::default() }).await.unwrap();
    let made = run(&url, "aws cognito-idp create-user-pool --pool-name shop --region us-east-1").0;
    let pool = UserPoolId::parse(made["UserPool"]["Id"].as_str().unwrap()).unwrap();

    for (mut client, has_secret) in clients::random(6, Texts::Tricky) {
        client.pool = pool.clone();
        let export = Export::of_client(&client, Some(has_secret));
        let (created, _) = run(&url, &export.text(Format::Cli));
        let now = described(&cognito, &pool, &created).await;
        assert_holds(&now.settings, &export);
        assert_eq!(now.secret.is_some(), has_secret);
    }
    let client = a_new_client(&url, &cognito, &pool).await;
    an_update(&url, &cognito, &client).await;
    an_own_secret(&url, &pool);
}

async fn a_new_client(url: &str, cognito: &Cognito, pool: &UserPoolId) -> AppClient {
    let draft = Draft { name: "shop-web".to_owned(), ..Draft::default() };
    let spec = rules::resolve(&draft, pool, &Context::default()).ok().unwrap();
    let export = Export::of_spec(&spec);
    let (created, _) = run(url, &export.text(Format::Cli));
    let now = described(cognito, pool, &created).await;
    assert_holds(&now.settings, &export);
    now
}

async fn an_update(url: &str, cognito: &Cognito, client: &AppClient) {
    let mut draft = draft_of(client);
    "renamed".clone_into(&mut draft.name);
    let update = edit::update(client, &draft, &Context::default()).ok().unwrap();
    let export = Export::of_update(&update, Some(false));
    let (answer, _) = run(url, &export.text(Format::Cli));
    let now = described(cognito, &client.pool, &answer).await;
    assert_eq!((now.id.as_str(), now.name()), (client.id.as_str(), "renamed".to_owned()));
    assert_holds(&now.settings, &export);
}

/// As its comment says: the secret is put in its place first. Nobody else may read the file.
fn an_own_secret(url: &str, pool: &UserPoolId) {
    let own = "a1B2c3D4e5F6g7H8i9J0k1L2_+";
    let draft = Draft {
        name: "shop-server".to_owned(),
        picked_secret: Some(SecretChoice::Own),
        own_secret: Secret::new(own.to_owned()),
        ..Draft::default()
    };
    let spec = rules::resolve(&draft, pool, &Context::default()).ok().unwrap();
    let text = Export::of_spec(&spec).text(Format::Cli);
    assert!(text.starts_with("# First put your own secret in the place of <your secret>."), "{text}");
    let (_, file) = run(url, &text.replace(YOUR_SECRET, own));
    assert_eq!(file["ClientSecret"], own);
}

async fn described(cognito: &Cognito, pool: &UserPoolId, answer: &Value) -> AppClient {
    let id = answer["UserPoolClient"]["ClientId"].as_str().unwrap();
    cognito.describe_client(pool, id).await.unwrap()
}

/// All that was sent is there.
fn assert_holds(now: &Settings, export: &Export) {
    for (name, value) in Settings::of(&export.body).members() {
        assert_eq!(now.get(name), Some(value), "{name}");
    }
}

/// Runs the text in an empty folder: what the AWS CLI answers, and the file that was written.
fn run(url: &str, text: &str) -> (Value, Value) {
    let folder = tempfile::tempdir().unwrap();
    let programs = folder.path().join("bin");
    let mut shell = Command::new("sh");
    shell
        .args(["-eu", "-c", text])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{}", programs.display(), std::env::var("PATH").unwrap()))
        .env("AWS_ENDPOINT_URL", url)
        .env("AWS_PAGER", "");
    aws(&programs, &mut shell);
    let answer = python::run(&mut shell).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let file = folder.path().join("client.json");
    let sent = fs::read_to_string(&file).map_or(json!(null), |sent| serde_json::from_str(&sent).unwrap());
    if text.contains("umask") {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    (serde_json::from_str(&answer).unwrap(), sent)
}

/// A program `aws` that is the AWS CLI of the tests.
fn aws(folder: &Path, shell: &mut Command) {
    let python = python::command();
    for (name, value) in python.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    fs::create_dir(folder).unwrap();
    let program = folder.join("aws");
    fs::write(&program, format!("#!/bin/sh\nexec '{}' -m awscli \"$@\"\n", python.get_program().display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}
