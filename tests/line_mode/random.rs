//! Any answers in any order: nothing panics, nothing hangs, nothing is sent that was not asked for.

use cognito_console::app::{Start, Verb};

use crate::driver::Fault;
use crate::talk::{Script, start, talk};

const WORDS: [&str; 34] = [
    "",
    "",
    "",
    "",
    "1",
    "2",
    "3",
    "4",
    "5",
    "b",
    "r",
    "q",
    "?",
    "? 2",
    "c",
    "t",
    "p",
    "d",
    "l",
    "n",
    "m",
    "e",
    "x",
    "w",
    "s",
    "a",
    "y",
    "60h",
    "15m",
    "my-web",
    "shop-web",
    "email, name",
    "\\q",
    "shop \u{202e}#",
];
const WRITES: [&str; 3] = ["CreateUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient"];

/// Numbers that look random, the same in each run.
fn numbers(seed: u64) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(seed), |n| {
        Some(n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    })
    .skip(3)
    .map(|n| usize::try_from(n >> 40).unwrap())
}

#[test]
fn any_answers_in_any_order() {
    let mut created = 0;
    for seed in 0..60 {
        let answers: Vec<&str> = numbers(seed).map(|n| WORDS[n % WORDS.len()]).take(80).collect();
        let verb = [Verb::Create, Verb::Home, Verb::Edit("3n4b5urk1ft4fl3mg5e62d9ado".to_owned())];
        let start = Start { dry_run: seed % 7 == 6, ..start(verb[usize::try_from(seed).unwrap() % 3].clone()) };
        let is_dry = start.dry_run;
        let faults = match seed % 5 {
            3 => vec![("CreateUserPoolClient", Fault::LostAfter)],
            4 => vec![("DescribeUserPoolClient", Fault::Refused)],
            _ => Vec::new(),
        };
        // Files are offered in the home: none is to be written there.
        let answers: Vec<&str> = answers.into_iter().filter(|answer| !["w", "f"].contains(answer)).collect();
        let said = talk(Script { start, faults, answers: &answers, ..Script::default() });
        let sent = |operation: &str| said.count(operation);
        assert!(!is_dry || WRITES.iter().all(|operation| sent(operation) == 0), "{seed}:\n{}", said.text);
        let wanted =
            |words: &[&str]| said.text.lines().filter(|line| words.iter().any(|word| line.ends_with(word))).count();
        assert!(sent(WRITES[0]) <= wanted(&[": c", ": t", ": 1"]), "{seed}:\n{}", said.text);
        created += sent(WRITES[0]);
        assert!(sent(WRITES[1]) <= wanted(&[": c", ": t", ": 1"]), "{seed}:\n{}", said.text);
        assert!(sent(WRITES[2]) <= wanted(&[": shop-web", ": my-web"]), "{seed}:\n{}", said.text);
    }
    assert!(created > 0, "no answers led anywhere");
}
