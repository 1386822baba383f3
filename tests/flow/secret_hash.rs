//! The calculator of `SECRET_HASH`: what it calculates with, and that it keeps nothing.

use cognito_console::app::{Start, Then};
use cognito_console::keys::Place;

use crate::driver::{Driver, NARROW, NORMAL, parse_keys};
use crate::page;

/// With a secret that the service tells, of which the tests know nothing but its length.
const SERVER: &str = "6v1q0d8kq2s5h7c9t3m4a8r2ej";
/// Its one secret is its owner's: the service does not tell it.
const DESK: &str = "idrktssdua5il5fjec912fu4tq";
/// With two.
const TWO: &str = "f55v488uagrdcjpnss7fe4l1ee";
const OWN: &str = "own_secret+own_secret+own";
/// Computed with Python: `base64.b64encode(hmac.new(OWN, b"ann@example.com" + DESK, hashlib.sha256).digest())`
const OF_ANN: &str = "/N12ASb+vjfZZOr8JnjZT/LhCLxcVFAolGkwacfYE88=";
/// The same for the client with two secrets.
const OF_ANN_THERE: &str = "Rhpp9pkcox+wj7KdxAzrM2F5SmwAlwEx7x7cGD1zk/w=";

fn at(id: &str, then: Then, size: (u16, u16)) -> Driver {
    let mut d = Driver::on_client(id, then, Start { demo: true, ..Start::default() }, size);
    d.keys("h");
    assert_eq!(d.model.place(), Place::SecretText, "{}", d.screen());
    d
}

fn typed(d: &mut Driver) {
    d.keys("'ann@example.com' enter");
    d.paste(OWN);
    d.keys("enter");
}

#[test]
fn with_a_typed_secret() {
    for size in [NORMAL, NARROW] {
        let mut d = at(TWO, Then::Secrets, size);
        if size == NORMAL {
            d.says("needs a user name and a secret");
        }
        typed(&mut d);
        d.does_not_say(OWN);
        d.says(OF_ANN_THERE.split_at(20).0);
        assert_eq!(d.model.place(), Place::SecretHash);
        d.keys("y");
        assert_eq!(d.copied, [OF_ANN_THERE]);
        d.keys("esc");
        assert!(d.model.hash.is_none());
        assert_eq!(page(&d.model), "secrets");
    }
}

#[test]
fn from_the_page_of_a_client() {
    let mut d = at(DESK, Then::Show, NORMAL);
    typed(&mut d);
    d.says(OF_ANN);
    d.keys("enter");
    assert_eq!((page(&d.model), d.model.hash.is_none()), ("client", true));
}

#[test]
fn with_the_secret_that_cognito_tells() {
    let mut d = at(SERVER, Then::Show, NORMAL);
    d.says("Client secret ************ (the one that Cognito shows for this client)");
    d.keys("'ann' enter");
    assert_eq!(d.model.place(), Place::SecretHash, "the secret is not asked for");
    let hash = d.model.hash.as_ref().unwrap().hash().unwrap();
    d.says(&hash);
}

#[test]
fn nothing_is_kept() {
    let mut d = at(TWO, Then::Secrets, NORMAL);
    typed(&mut d);
    d.keys("esc h");
    d.says("needs a user name and a secret");
    d.does_not_say("ann@example.com");
    assert!(d.model.hash.as_ref().unwrap().typed.value().is_empty());
    let requests = d.world.lock().unwrap().received().len();
    typed(&mut d);
    assert_eq!(d.world.lock().unwrap().received().len(), requests, "nothing is sent");
}

#[test]
fn editing() {
    let mut d = at(TWO, Then::Secrets, NORMAL);
    d.keys("'annx' backspace tab");
    d.paste(OWN);
    d.keys("'x' backspace down");
    let hash = d.model.hash.as_ref().unwrap().hash();
    assert!(hash.is_some());
    d.keys("up ctrl-u down");
    assert_eq!(d.model.hash.as_ref().unwrap().hash(), None);
    d.press(parse_keys("y")[0]);
    assert!(d.copied.is_empty());
}

#[test]
fn its_help() {
    let mut d = at(TWO, Then::Secrets, NORMAL);
    d.keys("'ann' f1");
    d.says("It does not send the secret but a hash");
    d.keys("f1");
    d.says("ann");
}
