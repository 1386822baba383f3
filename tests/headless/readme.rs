//! Every command of the README, as it stands there: those marked `run` in a shell without a terminal,
//! those marked `run on a terminal` on one. They go to the embedded service over HTTP.

use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::pty::{Launch, Options, PATIENCE, Pty};
use crate::served::Served;

const README: &str = include_str!("../../README.md");

/// The blocks that follow a mark.
fn blocks(mark: &str) -> Vec<&'static str> {
    let mark = format!("<!-- {mark} -->\n\n```sh\n");
    let after = README.split(mark.as_str()).skip(1);
    after.map(|rest| rest.split("```\n").next().unwrap()).collect()
}

fn environment(home: &Path, url: &str) -> Vec<(&'static str, String)> {
    let folder = Path::new(env!("CARGO_BIN_EXE_cognito-console")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    vec![
        ("PATH", path),
        ("HOME", home.display().to_string()),
        ("AWS_ENDPOINT_URL", url.to_owned()),
        ("AWS_ACCESS_KEY_ID", "testing".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "testing".to_owned()),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
    ]
}

#[test]
fn commands_without_a_terminal_do_what_the_readme_says() {
    let (served, home): (Served, TempDir) = (Served::new(), tempfile::tempdir().unwrap());
    let blocks = blocks("run");
    assert_eq!(blocks.len(), 5);
    for block in blocks {
        let mut shell = Command::new("setsid");
        shell.args(["bash", "-eu", "-o", "pipefail", "-c", block]).env_clear().current_dir(home.path());
        shell.envs(environment(home.path(), &served.url)).stdin(Stdio::null());
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{block}\n{output:?}");
    }
    let made: Vec<String> = served
        .bodies("CreateUserPoolClient")
        .iter()
        .map(|body| body["ClientName"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(made, ["shop-web-2", "shop-site", "shop-api", "shop-job", "shop-kiosk", "shop-till-2"]);
    let counts = ["UpdateUserPoolClient", "AddUserPoolClientSecret", "DeleteUserPoolClient"].map(|op| served.count(op));
    assert_eq!(counts, [1, 1, 1]);
    for file in ["client.tf", "client.yaml", "client-stack.ts", "client.sh", "client.env", "cognito-console.ps1"] {
        assert!(std::fs::metadata(home.path().join(file)).unwrap().len() > 50, "{file}");
    }
    for secret in ["shop-api.secret", "shop-job.secret", "shop-server.secret"] {
        assert_eq!(crate::program::mode(&home.path().join(secret)), 0o600, "{secret}");
    }
}

#[test]
fn commands_on_a_terminal_open_their_page() {
    let served = Served::new();
    let [block] = blocks("run on a terminal")[..] else { panic!("one block") };
    let lines: Vec<&'static str> = block.lines().map(|line| line.split("  #").next().unwrap().trim_end()).collect();
    assert_eq!(lines.len(), 9);
    for line in lines {
        let home = tempfile::tempdir().unwrap();
        let wanted = match line {
            _ if line.contains("list") => "App clients of",
            _ if line.contains("show") => "shop-web",
            _ if line.contains("edit") => "Edit app client",
            _ if line.contains("delete") => "Delete",
            _ if line.contains("create --user-pool-id") => "Define app",
            _ if line.contains("eu-west-1") => "eu-west-1",
            _ => "Select a user pool",
        };
        // The profile of the example.
        std::fs::create_dir(home.path().join(".aws")).unwrap();
        std::fs::write(home.path().join(".aws/config"), "[profile prod]\nregion = eu-west-1\n").unwrap();
        let environment = environment(home.path(), &served.url);
        let environment: Vec<(&str, &str)> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let options = Options { launch: Launch::Script(line), ..Options::default() };
        let mut pty = Pty::spawn("sh".as_ref(), &[], &environment, (80, 24), &options);
        pty.wait_for(wanted, PATIENCE);
        while !pty.ends_within(std::time::Duration::from_millis(500)) {
            pty.keys("\x03");
        }
    }
}
