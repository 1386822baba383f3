//! The client secret: where it may be seen, and where it goes.

use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;

use crate::console::{CTRL_R, CTRL_Z, Start, base64, captured, start};
use crate::pty::{Launch, Options, PATIENCE};

#[test]
fn the_secret_is_written_only_when_it_is_asked_for() {
    let options = Options { capture_stdout: true, ..Options::default() };
    let mut console = Start { args: &["create", "--demo"], options, ..Start::default() }.run();
    let id = console.create_client("2", "shop-server");
    let hidden = console.raw();
    console.keys("s");
    console.see("s hide");
    let secret = secret_on(&console.screen());
    assert!(!hidden.contains(&secret));
    console.keys("s");
    console.wait_gone(&secret, PATIENCE);
    console.see("s show");
    let shown = console.raw().matches(&secret).count();

    let name = format!("cognito-client-{id}.secret");
    console.keys("f");
    console.see(&name);
    console.enter_until("Secret written");
    let path = console.home().join(&name);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{secret}\n"));
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    console.keys("f");
    console.wait_gone("Secret written", PATIENCE);
    console.enter_until("was not touched");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{secret}\n"));

    console.keys("\x1b");
    console.wait_gone("was not touched", PATIENCE);
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{id}\n"));
    assert_eq!(console.raw().matches(&secret).count(), shown);
}

/// The longest word of the row: nothing else on it is as long.
fn secret_on(screen: &str) -> String {
    let row = screen.lines().find(|row| row.contains("Client secret")).unwrap();
    let secret = row.split_whitespace().max_by_key(|word| word.len()).unwrap();
    assert!(secret.len() > 40 && !secret.contains('*'), "{screen}");
    secret.to_owned()
}

#[test]
fn a_shown_secret_is_hidden_by_another_size_and_by_stopping() {
    let options = Options { launch: Launch::JobControl, capture_stdout: false };
    let mut console = Start { args: &["--demo"], options, ..Start::default() }.run();
    console.create_client("2", "shop-server");
    console.keys("s");
    console.see("s hide");
    console.resize(90, 30);
    console.see("s show");
    for n in 1..=2 {
        console.keys("s");
        console.see("s hide");
        let secret = secret_on(&console.screen());
        if n == 1 {
            console.keys(CTRL_Z);
        } else {
            console.kill(Signal::TSTP);
        }
        console.see(&format!("[stopped {n}]"));
        let before = console.raw_output().len();
        console.keys("\n");
        console.see("s show");
        let after = String::from_utf8_lossy(&console.raw_output()[before..]).into_owned();
        assert!(!after.contains(&secret), "{after:?}");
    }
}

#[test]
fn a_secret_is_sent_to_the_clipboard_after_a_question() {
    let mut console = start(&["--demo"]);
    console.create_client("2", "shop-server");
    console.keys("c");
    console.see("Copy the client secret");
    // It stands on the harmless answer.
    console.enter_until("s show");
    assert!(!console.raw().contains("\x1b]52"));
    console.keys("c");
    console.see("Copy the client secret");
    console.keys("\x1b[D");
    console.enter_until("sent to your terminal's clipboard");
    console.keys("s");
    console.see("s hide");
    let sent = format!("\x1b]52;c;{}\x1b\\", base64(secret_on(&console.screen()).as_bytes()));
    assert_eq!(console.raw().matches(&sent).count(), 1);
}

#[test]
fn an_own_secret_is_neither_shown_nor_printed() {
    const SECRET: &str = "AbCdEfGhIjKlMnOpQrStUvWxYz";
    let mut console = captured(&["create", "--demo", "--dry-run"]);
    console.choose_first_pool();
    console.keys("2\tshop-server");
    console.see("Character count: 11/128");
    for step in 2..=4 {
        console.keys("\x0e");
        console.see(&format!("Step {step} of 6"));
    }
    console.keys("3\t");
    console.keys(SECRET);
    console.see("Character count: 26");
    console.keys(CTRL_R);
    console.see("Step 6 of 6");
    console.see("Dry run");
    assert_eq!(console.leave("\r"), 0);
    let request: serde_json::Value = serde_json::from_str(&console.captured()).unwrap();
    assert_eq!((request.get("ClientSecret"), request.get("GenerateSecret")), (None, None));
    assert!(console.screen().contains("left out of the printed request"), "{}", console.screen());
    assert!(!console.raw().contains(SECRET) && !console.raw().contains("AbCd"));
}
