//! Every fault at every call that the wizard makes: the true program on a pseudo-terminal, and a
//! service on loopback that fails at one call in one way. A person drives it to an end.
//!
//! `cargo test --test faults -- --nocapture` prints the matrix as Markdown, and writes it to
//! `faults.md` in the target's `tmp` folder.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails where this fails")]
#![expect(clippy::wildcard_enum_match_arm, reason = "most faults are met in the same way")]
#![expect(clippy::print_stdout, reason = "the matrix is what the command is for")]

#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../terminal/console.rs"]
mod console;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../terminal/service.rs"]
mod plain;
#[expect(dead_code, reason = "made for more tests than these")]
#[path = "../support/pty.rs"]
mod pty;

mod door;
mod fault;
mod http;
mod looking;
mod person;
mod reading;
mod service;
mod table;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use fault::{Call, Fault};
use table::Row;

/// Programs that run at the same time. They mostly wait.
const AT_ONCE: usize = 24;

#[test]
fn every_fault_at_every_call() {
    let mut pairs: Vec<(Fault, Call)> = Fault::ALL.iter().flat_map(|f| Call::ALL.map(|call| (*f, call))).collect();
    // The long ones are taken first.
    pairs.sort_by_key(|(fault, _)| fault.seconds());
    let todo = Mutex::new(pairs);
    let rows = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((fault, call)) = next(&todo) {
                    let outcome = catch_unwind(AssertUnwindSafe(|| person::run(fault, call)));
                    rows.lock().unwrap().push(Row {
                        fault,
                        call,
                        outcome: outcome.map_err(|panic| table::why(&*panic)),
                    });
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap();
    rows.sort_by_key(|row| (row.call, row.fault));
    let table = table::markdown(&rows);
    println!("{table}");
    std::fs::write(format!("{}/faults.md", env!("CARGO_TARGET_TMPDIR")), &table).unwrap();
    let failed: Vec<_> = rows.iter().filter_map(Row::trouble).collect();
    assert!(failed.is_empty(), "{} of {} failed:\n{}", failed.len(), rows.len(), failed.join("\n\n"));
}

fn next(todo: &Mutex<Vec<(Fault, Call)>>) -> Option<(Fault, Call)> {
    todo.lock().unwrap().pop()
}
