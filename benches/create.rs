//! Creating without a screen: the whole process `cognito-console create --yes` on the embedded
//! service, in turn with a process that makes nothing but the SDK's call to the same service.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement says what it found, or fails")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_sdk_cognitoidentityprovider as idp;
use cognito_console::demo::{self, World};

const RUNS: usize = 101;
/// More than a bare call may cost.
const TIMES: f64 = 2.0;
const POOL: &str = "us-east-1_Ab12Cd34E";

fn main() {
    if std::env::args().any(|argument| argument == "bare") {
        return bare();
    }
    let home = tempfile::tempdir().unwrap();
    let command = |program: &Path, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).env("HOME", home.path()).env_remove("XDG_STATE_HOME").stdin(Stdio::null());
        command
    };
    let bare = std::env::current_exe().unwrap();
    let console = Path::new(env!("CARGO_BIN_EXE_cognito-console"));
    let create = ["create", "--demo", "--user-pool-id", POOL, "--name", "bench", "--yes"];
    let mut times = [const { Vec::new() }; 2];
    for _ in 0..RUNS {
        times[0].push(measure(command(&bare, &["bare"])));
        times[1].push(measure(command(console, &create)));
    }
    let [bare, console] = times.map(median);
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let ratio = console.as_secs_f64() / bare.as_secs_f64();
    println!("create   bare {:.2} ms   console {:.2} ms   ratio {ratio:.2}", ms(bare), ms(console));
    assert!(ratio < TIMES, "more than {TIMES} times the time");
}

fn measure(mut command: Command) -> Duration {
    let start = Instant::now();
    let output = command.output().unwrap();
    let took = start.elapsed();
    assert!(output.status.success() && output.stdout.len() == 27, "{output:?}");
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    *times.get(RUNS / 2).unwrap()
}

/// The SDK's call, and the Client ID on stdout.
fn bare() {
    let world = Arc::new(Mutex::new(World::from_assets().unwrap()));
    let credentials = Credentials::new("BENCH", "bench", None, None, "bench");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(idp::config::SharedCredentialsProvider::new(credentials))
        .http_client(demo::http_client(world))
        .build();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = idp::Client::new(&config).create_user_pool_client().user_pool_id(POOL).client_name("bench");
    let answer = runtime.block_on(request.send()).unwrap();
    println!("{}", answer.user_pool_client().unwrap().client_id().unwrap());
}
