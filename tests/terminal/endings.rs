//! Every way out gives the terminal back, and no Client ID is lost.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::console::{CTRL_Z, Console, Start, captured};
use crate::pty::{Exit, Launch, Options, PATIENCE};

/// How soon a program without a terminal has to be gone.
const SOON: Duration = Duration::from_secs(2);

fn launched(launch: Launch, env: &[(&str, &str)]) -> Console {
    let options = Options { launch, capture_stdout: true };
    Start { args: &["create", "--demo"], env, options, ..Start::default() }.run()
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let mut console = captured(&["create", "--demo"]);
        console.choose_first_pool();
        assert!(!console.termios_is_cooked());
        console.kill(signal);
        assert_eq!(console.wait_status(PATIENCE), status);
        console.assert_given_back();
        assert_eq!(console.captured(), "");
    }
}

#[test]
fn signals_print_the_client_id_that_was_received() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 0), (Signal::HUP, 129)] {
        let mut console = captured(&["create", "--demo"]);
        let id = console.create_client("1", "shop-web");
        console.kill(signal);
        assert_eq!(console.wait_status(PATIENCE), status);
        assert_eq!(console.captured(), format!("{id}\n"));
    }
}

#[test]
fn a_hang_up_ends_the_program_though_it_is_ignored() {
    let mut console = launched(Launch::IgnoreHangup, &[]);
    let id = console.create_client("1", "shop-web");
    let start = Instant::now();
    console.hang_up();
    assert_eq!(console.wait_exit(PATIENCE), Exit { status: 129, signal: None });
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(console.captured(), format!("{id}\n"));
}

/// The shell ignores the hang-up, waits, and tells how its child ended and what CPU time it took.
#[test]
fn a_hang_up_ends_the_child_of_a_shell_without_spinning() {
    let script = r#"trap '' HUP; "$@"; echo "$?" >status; times >times"#;
    let mut console = launched(Launch::Script(script), &[]);
    let id = console.create_client("1", "shop-web");
    let home = console.home().to_owned();
    let start = Instant::now();
    console.hang_up();
    console.wait_exit(PATIENCE);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(fs::read_to_string(home.join("status")).unwrap(), "129\n");
    assert_eq!(console.captured(), format!("{id}\n"));
    let times = fs::read_to_string(home.join("times")).unwrap();
    let of_children = times.lines().nth(1).unwrap();
    assert!(of_children.split_whitespace().all(|time| seconds(time) < 1.0), "{times}");
}

/// `0m0.070s`
fn seconds(time: &str) -> f64 {
    let (minutes, rest) = time.split_once('m').unwrap();
    minutes.parse::<f64>().unwrap() * 60.0 + rest.trim_end_matches('s').parse::<f64>().unwrap()
}

/// The shell dies of the hang-up; nobody is left to kill or to wait for its child.
#[test]
fn a_hang_up_leaves_no_orphan() {
    let script = r#"sh -c 'echo $$ >pid; exec "$@"' sh "$@"; exit"#;
    let mut console = launched(Launch::Script(script), &[]);
    let id = console.create_client("1", "shop-web");
    let pid = fs::read_to_string(console.home().join("pid")).unwrap();
    let listed = PathBuf::from(format!("/proc/{}/stat", pid.trim()));
    // One that has ended may stay listed until somebody has asked for its status.
    let is_there = || fs::read_to_string(&listed).is_ok_and(|stat| !stat.contains(") Z ") && !stat.contains(") X "));
    assert!(is_there());
    let start = Instant::now();
    console.hang_up();
    while is_there() {
        assert!(start.elapsed() < SOON, "still running");
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(console.captured(), format!("{id}\n"));
}

#[test]
fn a_panic_gives_the_terminal_back_first() {
    for (place, message) in [("loop", "asked for, in the loop"), ("task", "asked for, in a task")] {
        let mut console = launched(Launch::Direct, &[("COGNITO_CONSOLE_PANIC", place)]);
        assert_eq!(console.wait_status(PATIENCE), 101);
        console.assert_given_back();
        let screen = console.screen();
        assert!(screen.trim().starts_with("cognito-console: internal error:") && screen.contains(message), "{screen}");
        assert_eq!(console.captured(), "");
    }
}

#[test]
fn a_panic_prints_the_client_id_that_was_received() {
    let mut console = launched(Launch::Direct, &[("COGNITO_CONSOLE_PANIC", "received")]);
    console.choose_first_pool();
    console.name_and_review("2", "shop-server");
    console.enter_until("internal error");
    assert_eq!(console.wait_status(PATIENCE), 101);
    console.assert_given_back();
    let printed = console.captured();
    assert!(printed.len() == 27 && printed.ends_with('\n'), "{printed:?}");
}

#[test]
fn stopped_and_continued_under_a_shell() {
    let mut console = launched(Launch::JobControl, &[]);
    console.choose_first_pool();
    console.keys("\tshop-we");
    console.see("Character count: 7/128");
    for n in 1..=2 {
        console.keys(CTRL_Z);
        console.see(&format!("[stopped {n}]"));
        console.assert_given_back();
        console.keys("\n");
        // All of it is drawn again, and what was typed is there.
        console.see("Define app");
        console.see("shop-we");
        assert!(console.inspect(|screen| screen.alternate_screen() && screen.bracketed_paste()));
        assert!(!console.termios_is_cooked());
    }
    // The same when somebody else asks for it.
    console.kill(Signal::TSTP);
    console.see("[stopped 3]");
    console.assert_given_back();
    console.keys("\n");
    console.see("Define app");
    console.keys("b");
    console.see("Character count: 8/128");
    console.kill(Signal::TERM);
    assert_eq!(console.wait_status(PATIENCE), 143);
    console.assert_given_back();
}

/// SIGSTOP cannot be answered: the terminal stays as it was, and is taken again afterwards.
#[test]
fn stopped_without_being_asked() {
    let mut console = launched(Launch::JobControl, &[]);
    console.choose_first_pool();
    console.kill(Signal::STOP);
    console.see("[stopped 1]");
    console.keys("\n");
    console.wait_gone("[stopped 1]", PATIENCE);
    console.see("Define app");
    console.keys("\tshop");
    console.see("Character count: 4/128");
}

#[test]
fn not_stopped_where_nobody_could_continue_it() {
    let launches = [Launch::Direct, Launch::UnderShell, Launch::Script(r#"ID=$("$@"); exit $?"#)];
    for launch in launches {
        let options = Options { launch, capture_stdout: false };
        let mut console = Start { args: &["create", "--demo"], options, ..Start::default() }.run();
        console.choose_first_pool();
        console.keys(CTRL_Z);
        console.see("Suspending would stop the shell");
        console.keys("\x03");
        assert_eq!(console.wait_status(PATIENCE), 130);
    }
}
