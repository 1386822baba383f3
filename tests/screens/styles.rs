//! Focus, errors and colours.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::driver::{Driver, NARROW, NORMAL, WIDE};
use crate::states::{STATES, at};

const SIZES: [(u16, u16); 3] = [NORMAL, NARROW, WIDE];

fn cells(buffer: &Buffer) -> impl Iterator<Item = &Cell> {
    buffer.content.iter()
}

/// The text that has the focus, as it is marked.
fn reversed(d: &Driver) -> String {
    let buffer = d.buffer();
    let marked = cells(&buffer).filter(|cell| cell.modifier.contains(Modifier::REVERSED));
    marked.map(ratatui::buffer::Cell::symbol).collect::<String>().trim().to_owned()
}

#[test]
fn the_focus_is_reversed_without_colour_too() {
    for (state, focus) in [
        ("pools", "shop-customers"),
        ("step1", "Public client"),
        ("step1-note", "shop-web"),
        ("step1-buttons", "[ Review and create ]"),
        ("step2", "Secure remote password (SRP)"),
        ("step4-own", "**************************"),
        ("step5-matrix", "[x]"),
        ("review", "[ Create app client ]"),
        ("created", "[ Done ]"),
        ("dialog-leave", "[ Keep editing ]"),
    ] {
        let mut d = at(state, NORMAL);
        for color in [false, true] {
            d.theme.color = color;
            assert_eq!(reversed(&d), focus, "{state}");
        }
    }
}

#[test]
fn errors_carry_their_mark() {
    for state in ["step1-error", "step2-error", "step3-error", "step4-own-error", "pools-id-error", "review-errors"] {
        for size in SIZES {
            let mut d = at(state, size);
            let screen = d.screen();
            let marked = screen.lines().any(|line| line.trim_start_matches(['>', ' ']).starts_with("x "));
            assert!(marked, "{state}\n{screen}");
        }
    }
}

#[test]
fn colours_are_the_theme_s_and_never_a_background() {
    for (state, _) in STATES {
        for size in SIZES {
            let mut d = at(state, size);
            let plain = d.buffer();
            d.theme.color = true;
            let coloured = d.buffer();
            for (cell, other) in cells(&coloured).zip(cells(&plain)) {
                assert_eq!(cell.symbol(), other.symbol(), "{state}: colour changes no text");
                let ours = [Color::Reset, Color::Red, Color::Yellow, Color::Green, Color::Cyan];
                assert!(ours.contains(&cell.fg), "{state}: {:?}", cell.fg);
                assert_eq!(cell.bg, Color::Reset, "{state}");
                assert_eq!((other.fg, other.bg), (Color::Reset, Color::Reset), "{state}: colour is off");
            }
        }
    }
}

#[test]
fn nothing_hostile_reaches_the_screen() {
    for (state, _) in STATES {
        for size in SIZES {
            let d = at(state, size);
            for cell in cells(&d.buffer()) {
                let bad = cell.symbol().chars().find(|c| cognito_console::text::is_hostile(*c));
                assert_eq!(bad, None, "{state}");
            }
        }
    }
}
