//! How the program starts, and where it refuses to.

use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::process::{Command, Output, Stdio};

use crate::console::{Start, start};
use crate::pty::{Launch, Options, PATIENCE};
use crate::service::{Reply, Service};

/// In a session without a terminal.
fn without_terminal(args: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("setsid");
    command.args(["--wait", env!("CARGO_BIN_EXE_cognito-console")]).args(args);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", home.path());
    command.env("AWS_EC2_METADATA_DISABLED", "true").stdin(Stdio::null());
    command.output().unwrap()
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let service = Service::answering(|_| Reply::Never);
    let at_aws = ["create", "--endpoint-url", &service.url, "--region", "us-east-1"];
    for args in [&["create"][..], &["--demo"], &[], &["--dry-run", "--demo"], &at_aws] {
        let output = without_terminal(args);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(output.stdout.is_empty(), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        let hint = if args.first() == Some(&"create") {
            "Without a screen: add --yes, and say all that is to be done in flags.\n"
        } else {
            ""
        };
        let plain = "or add --plain, to answer questions line by line.";
        let sentence = "This needs a terminal. With ssh, use: ssh -t HOST cognito-console ...";
        assert_eq!(said, format!("{sentence} {plain}\n{hint}"));
    }
    assert_eq!(service.connections(), 0);
}

#[test]
fn wrong_usage_is_status_2() {
    for args in [&["--nonsense"][..], &["delete"], &["--user-pool-id", "x"], &["--demo", "--region", "us-east-1"]] {
        let output = without_terminal(args);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{output:?}");
    }
    let mut console = start(&["--nonsense"]);
    assert_eq!(console.wait_status(PATIENCE), 2);
    assert!(!console.raw().contains("\x1b[?1049h"), "{}", console.raw());
}

#[test]
fn help_and_version_need_no_terminal() {
    let output = without_terminal(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{output:?}");
    let help = String::from_utf8(output.stdout).unwrap();
    for (status, word) in
        [("0", "created"), ("1", "refused"), ("2", "usage"), ("129", "gone"), ("130", "left"), ("143", "SIGTERM")]
    {
        let told = help.lines().any(|line| line.split_whitespace().next() == Some(status) && line.contains(word));
        assert!(told, "{status} {word}: {help}");
    }
    for option in
        ["--demo", "--user-pool-id", "--profile", "--region", "--endpoint-url", "--dry-run", "--ascii", "--color"]
    {
        assert!(help.contains(option), "{option}: {help}");
    }
    let output = without_terminal(&["--version"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), concat!("cognito-console ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_pool_on_the_command_line_skips_the_list() {
    let mut console = start(&["create", "--demo", "--user-pool-id", "us-east-1_Ab12Cd34E"]);
    console.see("Define app");
    console.see("shop-customers");
    console.name_and_review("1", "shop-web");
    console.create();
    assert_eq!(console.leave("\r"), 0);
}

/// Files that block whoever opens them, a profile that does not exist, and an address for everything
/// at which somebody counts.
#[test]
fn the_demo_reads_no_setting_and_opens_no_socket() {
    let service = Service::answering(|_| Reply::Never);
    let script = r#"mkdir .aws; mkfifo .aws/config .aws/credentials settings
        AWS_CONFIG_FILE="$HOME/settings" AWS_SHARED_CREDENTIALS_FILE="$HOME/settings" exec "$@""#;
    let url = service.url.as_str();
    let env = [
        ("AWS_PROFILE", "doesnotexist"),
        ("AWS_REGION", "xx-nowhere-1"),
        ("AWS_ENDPOINT_URL", url),
        ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", url),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url),
        ("HTTP_PROXY", url),
        ("HTTPS_PROXY", url),
        ("ALL_PROXY", url),
    ];
    let options = Options { launch: Launch::Script(script), capture_stdout: true };
    let mut console = Start { args: &["create", "--demo"], env: &env, options, ..Start::default() }.run();
    let id = console.create_client("1", "shop-web");
    assert!(!console.screen().contains("xx-nowhere-1"), "{}", console.screen());
    for descriptor in descriptors(console.process()) {
        assert!(!descriptor.contains("/.aws/") && !descriptor.contains("settings"), "{descriptor}");
    }
    assert_eq!(service.connections(), 0);
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{id}\n"));
    for file in [".aws/config", ".aws/credentials", "settings"] {
        assert!(fs::metadata(console.home().join(file)).unwrap().file_type().is_fifo());
    }
}

/// What the process has open. Its files can be listed by root alone, because it may not be dumped;
/// others see that, and have the other tests.
fn descriptors(process: rustix::process::Pid) -> Vec<String> {
    let folder = format!("/proc/{}/fd", process.as_raw_nonzero());
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let open: Vec<String> =
        entries.flatten().filter_map(|entry| Some(fs::read_link(entry.path()).ok()?.display().to_string())).collect();
    // The runtime wakes itself for signals through a pair of sockets without a network.
    let sockets: Vec<&str> = open.iter().filter_map(|name| name.strip_prefix("socket:[")?.strip_suffix(']')).collect();
    for table in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"] {
        let table = fs::read_to_string(format!("/proc/{}/net/{table}", process.as_raw_nonzero())).unwrap_or_default();
        for line in table.lines().skip(1) {
            let inode = line.split_whitespace().nth(9).unwrap_or_default();
            assert!(!sockets.contains(&inode), "{line}");
        }
    }
    open
}
