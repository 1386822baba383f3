//! `completions` and `man`: what is made from the definitions of the command line.

use super::Failure;
use super::out::print;
use crate::shell::{self, Shell};

pub(super) fn completions(shell: Shell) -> Result<(), Failure> {
    printed(shell::completions(shell).map(Some))
}

/// `man secret add` is the page `secret-add`.
pub(super) fn man(of: &[String]) -> Result<(), Failure> {
    let page = of.join("-");
    printed(shell::man(Some(page.as_str()).filter(|page| !page.is_empty())))
}

fn printed(made: std::io::Result<Option<String>>) -> Result<(), Failure> {
    match made {
        Ok(Some(text)) => print(&text),
        Ok(None) => Err(Failure::usage(format!("There is no such page. Pages: {}.", shell::pages().join(", ")))),
        Err(error) => Err(Failure::Told("Other", format!("It could not be made: {error}."), String::new())),
    }
}
