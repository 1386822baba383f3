//! Keys and pastes as they truly arrive: whole, torn, in a heap, from a held key.

use std::thread;
use std::time::{Duration, Instant};

use crate::console::{CTRL_R, Console, DOWN, ESC, NARROW, NORMAL, Start, captured, start};
use crate::pty::PATIENCE;

#[test]
fn a_paste_is_one_line_and_no_enter() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys("\t");
    console.keys("\x1b[200~shop\nweb\r\x1b[201~");
    console.see("Character count: 7/128");
    console.see("shopweb_");
    assert!(console.screen().contains("Define app"), "{}", console.screen());
    // The cursor stands behind it, on the same field.
    console.see_cursor(" > shopweb", "");
}

#[test]
fn a_paste_without_brackets_presses_no_button() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys("\t");
    console.keys("shop-web\r");
    console.see("Press Enter again to go on");
    assert!(console.screen().contains("Step 1 of 6"), "{}", console.screen());
    console.enter_until("Step 2 of 6");

    console.keys(CTRL_R);
    console.see("Step 6 of 6");
    console.keys("  \r");
    console.see("Press Enter again to create");
    assert!(console.screen().contains("Step 6 of 6"), "{}", console.screen());
}

#[test]
fn review_and_enter_in_one_write_create_nothing() {
    let mut console = captured(&["create", "--demo"]);
    console.choose_first_pool();
    console.keys("\tshop-web");
    console.see("Character count: 8/128");
    console.keys("\x12\r");
    console.see("Step 6 of 6");
    // Once this key shows, the Enter before it has been dealt with.
    console.keys("\x1bOP");
    console.see("[ Close ]");
    console.keys("\x1bOP");
    console.wait_gone("[ Close ]", PATIENCE);
    console.create();
    let id = console.client_id();
    assert_eq!(console.leave("\r"), 0);
    assert_eq!(console.captured(), format!("{id}\n"));
}

/// Several writes, one after the other, with nothing read in between.
#[test]
fn keys_typed_ahead_of_review_create_nothing() {
    let mut console = captured(&["create", "--demo"]);
    console.choose_first_pool();
    console.keys("\tshop-web");
    for key in [CTRL_R, "\r", "\r", "\r", "\r"] {
        console.keys(key);
    }
    console.see("Step 6 of 6");
    console.keys("\x03");
    console.see("Leave the wizard");
    assert_eq!(console.leave("\x03"), 130);
    assert_eq!(console.captured(), "");
}

#[test]
fn enter_held_from_the_pool_list_creates_nothing() {
    let console = hold_enter("name is required", |console| console.see("us-east-1_Ab12Cd34E"));
    assert!(!console.screen().contains("App client created"), "{}", console.screen());
    assert_eq!(console.captured(), "");
}

#[test]
fn enter_held_from_the_name_creates_nothing() {
    let mut console = hold_enter("Step 6 of 6", |console| {
        console.choose_first_pool();
        console.keys("\tshop-web");
        console.see("Character count: 8/128");
    });
    assert!(console.screen().contains("Step 6 of 6"), "{}", console.screen());
    assert_eq!(console.captured(), "");
    // A key that is pressed, not held, does create.
    console.create();
}

/// Starts, goes somewhere, and holds Enter until the screen says `text`, and on for longer than a
/// page needs to settle. Where this process was kept from repeating the key, no key was held, and it
/// has to be tried again.
fn hold_enter(text: &str, prepare: impl Fn(&mut Console)) -> Console {
    for _ in 0..5 {
        let mut console = captured(&["create", "--demo"]);
        prepare(&mut console);
        if held(&mut console, text) {
            return console;
        }
    }
    panic!("this machine is too busy to hold a key");
}

fn held(console: &mut Console, text: &str) -> bool {
    let mut last = Instant::now();
    let mut shown_at = None;
    let deadline = Instant::now() + PATIENCE;
    while shown_at.is_none_or(|at: Instant| at.elapsed() < Duration::from_millis(2500)) {
        assert!(Instant::now() < deadline, "never {text:?}:\n{}", console.screen());
        console.keys("\r");
        if last.elapsed() > Duration::from_millis(100) {
            return false;
        }
        last = Instant::now();
        if console.says_within(&[text], Duration::ZERO) {
            shown_at = shown_at.or(Some(last));
        }
        thread::sleep(Duration::from_millis(20));
    }
    true
}

#[test]
fn a_torn_arrow_is_an_arrow() {
    // Far away, so that there is time for the rest even on a busy machine.
    let mut console =
        Start { args: &["--demo"], env: &[("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")], ..Start::default() }.run();
    console.see("us-east-1_Ab12Cd34E");
    console.see_cursor("", " > shop-customers ");
    console.keys(ESC);
    thread::sleep(Duration::from_millis(20));
    console.keys("[B");
    console.see_cursor("", " > shop-customers-stg ");
    console.keys("\x1b[");
    thread::sleep(Duration::from_millis(20));
    console.keys("B");
    console.see_cursor("", " > shop-staff ");
    console.keys(DOWN);
    console.see_cursor("", " > bank-customers ");
}

#[test]
fn escape_alone_is_escape() {
    let mut console = start(&["create", "--demo"]);
    console.choose_first_pool();
    console.keys(ESC);
    console.see("Select a user pool");
    console.keys("/");
    console.keys("zzz");
    console.see("No pool matches");
    console.keys(ESC);
    console.see("us-east-1_Ab12Cd34E");
}

#[test]
fn another_size_keeps_text_and_focus() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys("\tshop-we");
    console.see("Character count: 7/128");
    for (cols, rows) in [NARROW, (120, 40), (20, 5), NORMAL] {
        console.resize(cols, rows);
        if cols < 40 {
            console.see("Too small");
            continue;
        }
        console.see("Character count: 7/128");
        console.see_cursor("> shop-we", "");
    }
    console.keys("b");
    console.see("Character count: 8/128");
    console.see("shop-web");
}

#[test]
fn a_flood_of_keys_is_taken_whole() {
    let mut console = start(&["--demo"]);
    console.choose_first_pool();
    console.keys("\t");
    console.keys(&"a".repeat(1000));
    console.see("Character count: 1000/128");
}
