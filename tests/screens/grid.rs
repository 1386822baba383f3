//! Every screen at every size; focus, text and cursor through resizing.

use crate::driver::{Driver, NARROW, NORMAL, WIDE};
use crate::states::{STATES, at};

const WIDTHS: [u16; 11] = [0, 1, 20, 39, 40, 59, 60, 80, 109, 110, 120];
const HEIGHTS: [u16; 9] = [0, 1, 3, 9, 10, 19, 20, 24, 50];

fn focus(d: &Driver) -> String {
    format!("{:?} {:?} {:?}", d.model.place(), d.model.form.focus(), d.model.form.editor().map(tui_input_state))
}

fn tui_input_state(editor: &tui_input::Input) -> (String, usize) {
    (editor.value().to_owned(), editor.cursor())
}

#[test]
fn every_screen_at_every_size() {
    for (state, _) in STATES {
        let mut d = at(state, NORMAL);
        let before = (focus(&d), d.model.draft.name.clone(), d.model.pools.filter.value().to_owned());
        for columns in WIDTHS {
            for rows in HEIGHTS {
                d.draws = false;
                d.resize((columns, rows));
                if columns < 40 || rows < 10 {
                    d.buffer();
                    continue;
                }
                let cursor = d.cursor().unwrap_or_else(|| panic!("{state} at {columns}x{rows}: no cursor"));
                assert!(cursor.x < columns && cursor.y < rows, "{state} at {columns}x{rows}: {cursor}");
            }
        }
        d.draws = true;
        d.resize(NORMAL);
        let after = (focus(&d), d.model.draft.name.clone(), d.model.pools.filter.value().to_owned());
        assert_eq!(before, after, "{state}");
    }
}

/// The text under the cursor, up to the end of its line.
fn under_cursor(d: &mut Driver) -> String {
    let cursor = d.cursor().unwrap();
    let buffer = d.buffer();
    (cursor.x..buffer.area.width).map(|x| buffer[(x, cursor.y)].symbol()).collect()
}

#[test]
fn the_cursor_is_on_the_focus() {
    for size in [NORMAL, NARROW, WIDE] {
        for (state, text) in [
            ("pools", "shop-customers"),
            ("step1", "(*) 1 Public client"),
            ("step1-confidential", "(*) 2 Confidential"),
            ("step2", "[x] 1 Secure remote"),
            ("step5-matrix", "[x]"),
            ("dialog-leave", "Keep editing"),
        ] {
            let shown = under_cursor(&mut at(state, size));
            let close =
                text.char_indices().take(4).any(|(at, _)| shown.trim_start_matches("> ").starts_with(&text[at..]));
            assert!(close, "{state} at {size:?}: {shown:?}");
        }
        for (state, before) in [("step1-note", "shop-web"), ("pools-filter", "shop"), ("pools-id", "us-east-1_")] {
            let d = at(state, size);
            let cursor = d.cursor().unwrap();
            let buffer = d.buffer();
            let line: String = (0..cursor.x).map(|x| buffer[(x, cursor.y)].symbol()).collect();
            assert!(line.ends_with(before), "{state} at {size:?}: {line:?}");
        }
    }
}

#[test]
fn a_long_text_keeps_its_end_and_the_cursor_in_view() {
    for size in [NORMAL, NARROW, WIDE] {
        for (keys, end) in [
            ("enter enter '0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-end'", "-end"),
            ("/ '0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-end'", "-end"),
            ("i '0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-end'", "-end"),
            ("enter enter '会員サービス会員サービス会員サービス会員サービス会員サービス会員サービス本番'", "本番"),
        ] {
            let mut d = Driver::at(size);
            d.keys(keys);
            d.says(end);
            let cursor = d.cursor().unwrap();
            let buffer = d.buffer();
            let line: String = (0..cursor.x).map(|x| buffer[(x, cursor.y)].symbol()).collect();
            assert!(line.trim_end().replace(' ', "").ends_with(end), "{size:?}: {line:?}");
        }
    }
}

#[test]
fn every_line_of_a_page_can_be_reached() {
    for (state, last) in [
        ("created-differences", "n create another client"),
        ("unknown", "before message completed"),
        ("unknown-stopped", "looks for it."),
        ("creating", "client list."),
        ("pools-refused", "Request ID"),
        ("pools-failed", "tries again."),
        ("review-refused", "Role DemoRole"),
        ("review-warnings", "Role DemoRole"),
    ] {
        for size in [(40, 10), NARROW, (60, 20)] {
            let mut d = at(state, size);
            d.keys(&"pgdn ".repeat(12));
            d.says(last);
            d.keys(&"up ".repeat(60));
            d.keys(&"pgup ".repeat(12));
            assert!(!d.screen().lines().nth(1).unwrap().contains("more"), "{state} at {size:?}");
        }
    }
}

#[test]
fn the_answers_of_a_question_are_in_view() {
    for state in ["dialog-leave", "dialog-copy", "dialog-unsaved"] {
        for size in [(40, 10), NARROW, NORMAL] {
            let shown = under_cursor(&mut at(state, size));
            let answer = ["Keep editing", "Do not copy", "Go back"].iter().any(|words| shown.contains(words));
            assert!(answer, "{state} at {size:?}: {shown}");
        }
    }
}

#[test]
fn demo_stands_on_every_screen() {
    for (state, _) in STATES.iter().filter(|(state, _)| !state.starts_with("live-")) {
        for size in [NORMAL, NARROW, WIDE] {
            let screen = at(state, size).screen();
            assert!(screen.lines().next().unwrap().contains("DEMO"), "{state}\n{screen}");
        }
    }
}
