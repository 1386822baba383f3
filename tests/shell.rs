//! Completions and manual pages: what is in `assets/` is what the program prints
//! (`UPDATE_ASSETS=1 cargo test --test shell` writes it anew), and shells get true answers.

#![expect(clippy::unwrap_used, reason = "this is a test, its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cognito_console::shell;
use rstest::rstest;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cognito-console");
const NAMES: &str = r#"{"version":1,"pools":[
    {"id":"us-east-1_Ab12Cd34E","name":"shop-customers","clients":[
        {"id":"3n4b5urk1ft4fl3mg5e62d9ado","name":"shop-web"},
        {"id":"6shopserverserverserver001","name":"shop-server"}]},
    {"id":"eu-west-1_Staff1234","name":"staff","clients":[{"id":"7staff","name":"intranet"}]}]}"#;

/// The program, without any AWS settings, and with a state folder of its own.
fn program(state: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).env_clear().env("HOME", state).env("XDG_STATE_HOME", state);
    command.env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

fn text(output: Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn state_with_names() -> tempfile::TempDir {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("cognito-console");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("names.json"), NAMES).unwrap();
    state
}

fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)
}

#[test]
fn what_is_kept_is_what_the_program_prints() {
    let state = tempfile::tempdir().unwrap();
    let printed = |args: &[&str]| text(program(state.path(), args).output().unwrap());
    let mut wanted = vec![("man/cognito-console.1".to_owned(), printed(&["man"]))];
    for name in shell::pages() {
        wanted.push((format!("man/cognito-console-{name}.1"), printed(&["man", &name])));
    }
    for (shell, file) in [
        ("bash", "cognito-console.bash"),
        ("zsh", "_cognito-console"),
        ("fish", "cognito-console.fish"),
        ("powershell", "cognito-console.ps1"),
    ] {
        wanted.push((format!("completions/{file}"), printed(&["completions", shell])));
    }
    let update = std::env::var_os("UPDATE_ASSETS").is_some();
    for (name, wanted) in wanted {
        let path = asset(&name);
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &wanted).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, wanted, "{name}: run UPDATE_ASSETS=1 cargo test --test shell");
    }
}

#[test]
fn a_page_of_no_command_is_a_sentence() {
    let state = tempfile::tempdir().unwrap();
    let output = program(state.path(), &["man", "nonsense"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("There is no such page. Pages: create, list, show"), "{said}");
}

/// What true Bash offers for the last word of a line.
fn bash(state: &Path, line: &[&str]) -> Vec<String> {
    let folder = Path::new(PROGRAM).parent().unwrap().display();
    let script = format!(
        r#"PATH="{folder}:$PATH"; source "{}"
        COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMP_TYPE=9
        _clap_complete_cognito_console cognito-console "${{COMP_WORDS[COMP_CWORD]}}" ""
        printf '%s\n' "${{COMPREPLY[@]}}""#,
        asset("completions/cognito-console.bash").display()
    );
    let mut bash = Command::new("bash");
    bash.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", state).env("XDG_STATE_HOME", state);
    let output = bash.args(["-c", &script, "bash", "cognito-console"]).args(line).output().unwrap();
    text(output).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_pools_and_clients() {
    let state = state_with_names();
    let words = bash(state.path(), &[""]);
    for word in ["create", "list", "show", "edit", "delete", "--demo", "--user-pool-id"] {
        assert!(words.iter().any(|known| known == word), "{word} in {words:?}");
    }
    assert!(!words.iter().any(|word| ["completions", "man"].contains(&word.as_str())), "{words:?}");
    assert_eq!(bash(state.path(), &["--region", "us-west"]), ["us-west-1", "us-west-2"]);
    assert_eq!(bash(state.path(), &["--user-pool-id", "sta"]), ["eu-west-1_Staff1234"]);
    assert_eq!(bash(state.path(), &["show", "shop-s"]), ["6shopserverserverserver001"]);
    assert_eq!(bash(state.path(), &["show", "--user-pool-id", "eu-west-1_Staff1234", "7"]), ["7staff"]);
    assert_eq!(bash(state.path(), &["show", "--user-pool-id", "eu-west-1_Staff1234", "3"]), [""]);
    // The demo has names of its own.
    assert_eq!(bash(state.path(), &["--demo", "show", "shop-s"]), [""]);
}

/// What the scripts of the other shells do, which need not be on this machine.
#[rstest]
#[case("zsh")]
#[case("fish")]
#[case("powershell")]
fn other_shells_get_the_same_names(#[case] shell: &str) {
    let state = state_with_names();
    let mut asked = program(state.path(), &["--", "cognito-console", "--user-pool-id", "eu"]);
    asked.env("COGNITO_CONSOLE_COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", "2").env("_CLAP_IFS", "\n");
    let answer = text(asked.output().unwrap());
    assert!(answer.contains("eu-west-1_Staff1234") && answer.contains("staff"), "{answer}");
    assert!(!answer.contains("us-east-1_Ab12Cd34E"), "{answer}");
}
