//! What was typed outlives the program, whatever ends it; and holds nothing that must not be kept.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::console::{CTRL_C, CTRL_R, Console, NARROW, Start};
use crate::pty::{Launch, Options, PATIENCE};
use crate::service::{self, ID, POOL, Reply, Service};

/// A state folder that several runs share.
struct State(tempfile::TempDir);

impl State {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str], env: &[(&str, &str)], options: Options) -> Console {
        let folder = self.0.path().to_str().unwrap();
        Start { args, env: &[env, &[("XDG_STATE_HOME", folder)]].concat(), options, ..Start::default() }.run()
    }

    fn demo(&self) -> Console {
        self.run(&["create", "--demo"], &[], Options { capture_stdout: true, ..Options::default() })
    }

    fn on(&self, service: &Service) -> Console {
        let args = ["create", "--endpoint-url", &service.url];
        let keys =
            [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "example"), ("AWS_REGION", "us-east-1")];
        self.run(&args, &keys, Options { capture_stdout: true, ..Options::default() })
    }

    /// Every file below it.
    fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() { walk(&entry.path(), found) } else { found.push(entry.path()) }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), &mut found);
        found
    }

    fn drafts(&self) -> Vec<Value> {
        // A file that is being written has no name of its own yet.
        let is_draft =
            |path: &&PathBuf| path.parent().is_some_and(|at| at.ends_with("drafts")) && path.extension().is_some();
        let files = self.files();
        files.iter().filter(is_draft).map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap()).collect()
    }

    /// Waits until a draft of that name is on the disk.
    fn wait_for(&self, name: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.drafts().iter().any(|draft| draft["answers"]["name"] == name) {
            assert!(Instant::now() < deadline, "no draft named {name}: {:?}", self.drafts());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn type_name(console: &mut Console, name: &str) {
    console.choose_first_pool();
    console.keys("\t");
    console.keys(name);
    console.see(name);
}

#[test]
fn killed_while_typing_it_is_offered_and_gone_on_with() {
    let state = State::new();
    let mut console = state.demo();
    type_name(&mut console, "shop-web");
    state.wait_for("shop-web");
    console.kill(Signal::KILL);
    drop(console);

    let mut console = state.demo();
    console.see("You have an unfinished app client");
    console.see("The program ended without a word");
    console.enter_until("Define app");
    console.see("shop-web");
    console.keys(CTRL_R);
    console.create();
    assert_eq!(console.leave("\r"), 0);
    assert!(state.drafts().is_empty(), "the client exists, nothing is unfinished");
}

#[test]
fn every_way_out_keeps_what_was_just_typed() {
    for (end, word) in [("term", "terminated"), ("hang up", "connection lost"), ("ctrl-c", "no request was sent")] {
        let state = State::new();
        let mut console = state.demo();
        type_name(&mut console, "shop-web");
        match end {
            "term" => console.kill(Signal::TERM),
            "hang up" => console.hang_up(),
            _ => {
                console.keys(CTRL_C);
                console.see("Leave and keep");
                assert_eq!(console.leave(CTRL_C), 130);
            }
        }
        console.wait_exit(PATIENCE);
        state.wait_for("shop-web");
        for file in state.files() {
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700), "{file:?}");
        }
        let console = state.demo();
        console.see(word);
    }
}

/// The draft of a window that is open is neither offered nor overwritten.
#[test]
fn two_windows_keep_out_of_each_other_s_way() {
    let state = State::new();
    let mut first = state.demo();
    type_name(&mut first, "first");
    state.wait_for("first");
    let mut second = state.demo();
    type_name(&mut second, "second");
    state.wait_for("second");
    first.keys("-one");
    state.wait_for("first-one");
    assert_eq!(state.drafts().len(), 2);
    first.kill(Signal::KILL);
    drop(first);
    let third = state.demo();
    third.see("first-one in shop-customers");
    assert!(!third.screen().contains("1 of 2"), "{}", third.screen());
}

#[test]
fn without_drafts_nothing_is_written() {
    let state = State::new();
    let mut console = state.run(&["create", "--demo", "--no-drafts"], &[], Options::default());
    type_name(&mut console, "shop-web");
    console.kill(Signal::TERM);
    console.wait_exit(PATIENCE);
    assert!(state.files().is_empty(), "{:?}", state.files());
}

/// A home that cannot be written to is a note, and the wizard goes on.
#[test]
fn a_folder_that_cannot_be_written_is_a_quiet_note() {
    let state = State::new();
    fs::write(state.0.path().join("cognito-console"), "a file where the folder should be").unwrap();
    let mut console = state.demo();
    type_name(&mut console, "shop-web");
    console.see("Draft not saved");
    console.keys(CTRL_R);
    console.create();
    assert_eq!(console.leave("\r"), 0);
}

/// Killed after the request had left: the next run looks for its client and creates none.
#[test]
fn a_request_that_was_sent_is_looked_after_in_the_next_run() {
    let state = State::new();
    let service = Service::answering(|request| match request.operation.as_str() {
        service::CREATE => Reply::Never,
        operation => service::usual(operation),
    });
    let mut console = state.on(&service);
    console.see(POOL);
    console.keys("\r");
    console.see("Define app");
    console.name_and_review("1", "shop-web");
    console.enter_until("Ctrl+C stops waiting");
    let deadline = Instant::now() + PATIENCE;
    while service.created().is_empty() {
        assert!(Instant::now() < deadline, "nothing was sent");
        std::thread::sleep(Duration::from_millis(20));
    }
    console.kill(Signal::KILL);
    drop(console);
    assert_eq!(state.drafts()[0]["request_sent"]["name"], "shop-web", "written down before it was sent");

    let found = Service::answering(|request| match request.operation.as_str() {
        "ListUserPoolClients" => {
            Reply::Json(200, json!({ "UserPoolClients": [{ "ClientId": ID, "ClientName": "shop-web" }] }))
        }
        "DescribeUserPoolClient" => Reply::Json(
            200,
            json!({ "UserPoolClient": {
                "UserPoolId": POOL, "ClientId": ID, "ClientName": "shop-web", "RefreshTokenValidity": 30,
                "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                "PreventUserExistenceErrors": "ENABLED",
            }}),
        ),
        operation => service::usual(operation),
    });
    let mut console = state.on(&found);
    console.see("A create request was sent");
    console.enter_until("may be it.");
    console.see("settings match");
    console.enter_slowly_until("It was found");
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{ID}\n"));
    assert_eq!(found.created().len(), 0);
    assert!(state.drafts().is_empty());
}

#[test]
fn the_offer_fits_the_smallest_layout() {
    let state = State::new();
    let mut console = state.demo();
    type_name(&mut console, "shop-web");
    console.kill(Signal::TERM);
    console.wait_exit(PATIENCE);
    let folder = state.0.path().to_str().unwrap();
    let mut console =
        Start { args: &["--demo"], env: &[("XDG_STATE_HOME", folder)], size: Some(NARROW), ..Start::default() }.run();
    console.see("> (*) 1 Resume at step 1");
    console.keys("3");
    console.enter_until("67 of 67");
    assert_eq!(console.leave("q"), 0);
    assert!(state.drafts().is_empty());
}

const SECRET: &str = "MarkerSecret0123456789abcd";
const KEY: &str = "MarkerKey0123456789";

/// Credentials come from a process, which writes down what it was given.
const WITH_A_CHILD: &str = r#"
    mkdir .aws
    printf '[default]\ncredential_process = %s/keys\n' "$HOME" >.aws/config
    cat >keys <<'END'
#!/bin/sh
env >>"$HOME/child"
echo '{"Version": 1, "AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "MarkerKey0123456789"}'
END
    chmod +x keys
    exec "$@" 2>"$HOME/stderr""#;

/// Nothing that must stay secret is in a file, on stdout, on stderr, on the screen, in what a child is
/// given or in a panic's words.
#[test]
fn nothing_leaks() {
    for panics in [false, true] {
        let state = State::new();
        let service = Service::start(|_| {
            let message = format!("1 validation error: Value '{SECRET}' at 'clientSecret'");
            Reply::Json(400, json!({ "__type": "InvalidParameterException", "message": message }))
        });
        let args = ["create", "--endpoint-url", &service.url];
        let mut env = vec![("AWS_REGION", "us-east-1")];
        if panics {
            env.push(("COGNITO_CONSOLE_PANIC", "secret"));
        }
        let launch = Launch::Script(WITH_A_CHILD);
        let mut console = state.run(&args, &env, Options { launch, capture_stdout: true });
        console.see(POOL);
        console.keys("\r");
        console.see("Define app");
        console.keys("3\tshop-server");
        console.see("shop-server");
        for step in 2..=4 {
            console.keys("\x0e");
            console.see(&format!("Step {step} of 6"));
        }
        console.keys("3\t");
        console.keys(SECRET);
        if !panics {
            console.see("Character count: 26");
            state.wait_for("shop-server");
            console.keys(CTRL_R);
            console.see("Step 6 of 6");
            console.enter_until("did not accept the request");
            console.keys(CTRL_C);
            console.see("Leave and keep");
            assert_eq!(console.leave(CTRL_C), 1);
        }
        console.wait_exit(PATIENCE);
        let mut texts = vec![console.raw(), console.captured()];
        let home = console.home().to_path_buf();
        texts.extend(["stderr", "child"].map(|file| fs::read_to_string(home.join(file)).unwrap()));
        texts.extend(state.files().iter().map(|path| fs::read_to_string(path).unwrap()));
        assert!(!state.drafts().is_empty(), "a draft was kept");
        for text in texts {
            assert!(!text.contains(SECRET) && !text.contains(KEY), "{text}");
        }
        if panics {
            assert!(fs::read_to_string(home.join("stderr")).unwrap().contains("asked for"));
        } else {
            assert_eq!(service.created()[0]["ClientSecret"], SECRET, "it was sent");
        }
    }
}
