//! The preview in the true program: keys as bytes, a file on the disk.

use std::os::unix::fs::PermissionsExt;

use crate::console::{CTRL_C, CTRL_R, ESC, Start};
use crate::pty::PATIENCE;

const F2: &str = "\x1bOQ";
const CTRL_T: &str = "\x14";
const CTRL_U: &str = "\x15";
const RIGHT: &str = "\x1b[C";

#[test]
fn open_switch_save_close() {
    let mut console = Start { args: &["create", "--demo"], ..Start::default() }.run();
    console.choose_first_pool();
    console.keys("\t");
    console.see("> ____");
    console.keys("shop-web");
    console.see("8/128");
    console.keys(F2);
    console.see("[1 CLI]");
    console.see("Preview   (nothing is sent)");
    console.keys(RIGHT);
    console.see("[2 API JSON]");
    console.see(r#""ClientName": "shop-web","#);
    console.keys("f");
    console.see("> client.json");
    let path = console.home().join("web.json");
    console.keys(CTRL_U);
    console.keys("~/web.json");
    console.see("> ~/web.json");
    console.keys("\r");
    console.see("API JSON written (0600): ");
    let text = std::fs::read_to_string(&path).unwrap();
    let body: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(body["ClientName"], "shop-web");
    assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

    console.keys("1f");
    console.see("> client.sh");
    console.keys(CTRL_U);
    console.keys("~/web.json");
    console.see("> ~/web.json");
    console.enter_until("was not touched");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    console.keys(ESC);
    console.wait_gone("was not touched", PATIENCE);
    console.keys(ESC);
    console.see("> shop-web____");
    // The field is open as it was.
    console.keys("2");
    console.see("> shop-web2____");
    console.keys(CTRL_T);
    console.see(r#""ClientName": "shop-web2","#);
    console.keys("q");
    console.see("> shop-web2____");
    console.keys(CTRL_R);
    console.see("Review and create");
    console.keys(CTRL_C);
    console.see("Leave the wizard");
    assert_eq!(console.leave(CTRL_C), 130);
    console.assert_given_back();
}

#[test]
fn a_wide_screen_shows_the_request_while_typing() {
    let size = Some((120, 40));
    let mut console = Start { args: &["create", "--demo"], size, ..Start::default() }.run();
    console.choose_first_pool();
    console.see("Request so far (changed lines marked)");
    console.keys("\t");
    console.see("> ____");
    console.keys("shop");
    console.see(r#""ClientName": "shop","#);
    let before = console.raw_output().len();
    console.keys("s");
    console.see(r#""ClientName": "shops","#);
    let bytes = console.raw_output().len() - before;
    assert!(bytes < 600, "a letter costs {bytes} bytes");
    console.keys(CTRL_C);
    console.see("Leave the wizard");
    assert_eq!(console.leave(CTRL_C), 130);
}
