//! A request whose answer is lost, or that is open when the program is ended: nothing is sent twice,
//! by the next run neither.

use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::console::Start;
use crate::program::{Host, POOL, finish};
use crate::served::{Fault, Served};

const CREATE: &str = "CreateUserPoolClient";
const ARGS: [&str; 4] = ["create", "--name", "shop-web", "--yes"];

#[test]
fn a_client_that_was_made_is_found_and_told() {
    let service = Served::with(vec![(CREATE, 0, Fault::LostAfter)]);
    let host = Host::at(&service.url);
    // Another one of that name was there before: it is not meant.
    let ran = host.run(&ARGS);
    ran.ends(0, "The connection closed before CreateUserPoolClient was answered. The app client was found: all that was asked for.");
    assert_ne!(ran.id(), "3n4b5urk1ft4fl3mg5e62d9ado");
    assert_eq!((service.count(CREATE), host.drafts().len()), (1, 0));
}

#[test]
fn one_that_is_not_found_is_looked_for_by_the_next_run() {
    let service = Served::with(vec![(CREATE, 0, Fault::Lost)]);
    let host = Host::at(&service.url);
    let ran = host.run(&[&ARGS[..], &["--output", "json"]].concat());
    ran.fails(1, "");
    let error = ran.error();
    assert_eq!(error["Kind"], "Unanswered");
    assert!(error["Message"].as_str().unwrap().ends_with("No such app client was found in 50 seconds."), "{error}");
    assert_eq!(host.drafts().len(), 1);
    assert_eq!(service.count(CREATE), 0);
    // By then it is old enough, or it is not.
    let again = host.run(&ARGS);
    if again.status == Some(1) {
        again.fails(1, "No such client is there so far.");
        std::thread::sleep(Duration::from_secs(12));
        host.run(&ARGS)
            .ends(0, "An earlier request to create shop-web in this pool was not answered. No such client is there.");
    } else {
        again.ends(0, "No such client is there.");
    }
    assert_eq!((service.count(CREATE), host.drafts().len()), (1, 0));
}

#[test]
fn a_signal_says_what_may_be_and_the_next_run_looks() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let service = Served::with(vec![(CREATE, 0, Fault::Never)]);
        let host = Host::at(&service.url);
        let child = host.spawn(&[&ARGS[..], &["--user-pool-id", POOL]].concat());
        wait(|| service.count(CREATE) == 1);
        kill_process(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap(), signal).unwrap();
        let ran = finish(child);
        ran.fails(status, "Stopped before an answer came: the app client shop-web may exist.");
        let look =
            format!("To look: cognito-console list --user-pool-id {POOL} --endpoint-url {} --output text", service.url);
        assert!(ran.stderr.contains(&look), "{ran:?}");
        assert_eq!(host.drafts().len(), 1);
        // Another name, or another host, is another client.
        host.run(&["create", "--name", "other", "--yes"]).id();
        let ran = host.run(&ARGS);
        ran.fails(
            1,
            "An earlier request to create shop-web in this pool was not answered. This app client was made since: ",
        );
        // A script that tries again has read nothing: only a word of its own makes another one.
        host.run(&ARGS).fails(1, "To create another one nevertheless: --create-another.");
        assert_eq!((service.count(CREATE), host.drafts().len()), (2, 1));
        host.run(&[&ARGS[..], &["--create-another"]].concat()).id();
        assert_eq!((service.count(CREATE), host.drafts().len()), (3, 0));
    }
}

/// The client was made, and nobody heard of it.
fn killed_while_creating() -> (Served, Host) {
    let service = Served::with(vec![(CREATE, 0, Fault::Never)]);
    let host = Host::at(&service.url);
    let mut child = host.spawn(&[&ARGS[..], &["--user-pool-id", POOL]].concat());
    wait(|| service.count(CREATE) == 1);
    child.kill().unwrap();
    finish(child);
    (service, host)
}

#[test]
fn even_a_kill_is_looked_into() {
    let (service, host) = killed_while_creating();
    host.run(&ARGS).fails(1, "This app client was made since: ");
    assert_eq!(service.count(CREATE), 1);
}

/// The wizard of the next run does, too.
#[test]
fn the_next_screen_looks_before_anything_else() {
    let (service, host) = killed_while_creating();
    let home = host.path("");
    let env = [
        ("HOME", home.to_str().unwrap()),
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
        ("AWS_REGION", "us-east-1"),
    ];
    let args = ["create", "--endpoint-url", &service.url, "--user-pool-id", POOL, "--name", "another"];
    let mut console = Start { args: &args, env: &env, ..Start::default() }.run();
    console.see("You have an unfinished app client");
    console.see("shop-web");
    console.enter_slowly_until("client named shop-web may be it.");
    assert_eq!((console.leave("\x03"), service.count(CREATE)), (1, 1));
}

#[test]
fn a_signal_before_anything_was_sent_says_so() {
    let service = Served::with(vec![("DescribeUserPool", 0, Fault::Nothing)]);
    let host = Host::at(&service.url);
    let child = host.spawn(&[&ARGS[..], &["--user-pool-id", POOL]].concat());
    wait(|| service.count("ListUserPoolClients") == 1);
    kill_process(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap(), Signal::TERM).unwrap();
    finish(child).fails(143, "Stopped. No request that writes was under way.");
    assert_eq!((service.count(CREATE), host.drafts().len()), (0, 0));
}

/// Until it is so.
fn wait(is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(30), "it never came to that");
        std::thread::sleep(Duration::from_millis(10));
    }
}
