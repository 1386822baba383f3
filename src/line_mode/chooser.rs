//! Questions over a page, and pages that are nothing but a choice.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other page is no choice")]

use crate::app::{Dialog, Overlay, Picker, PickerKind, Screen};
use crate::keys::Action;
use crate::line_mode::Dialogue;
use crate::line_mode::words::{self, Said};
use crate::text;
use crate::view;

impl Dialogue {
    /// "1 to 3 [1]: ": the page says what they are.
    pub(super) fn question_of(&self, choices: usize, chosen: usize) -> String {
        let details = if self.model.error_to_copy().is_some() { ", d details" } else { "" };
        format!("1 to {choices}{details}, q quit [{}]: ", chosen + 1)
    }

    pub(super) fn answer_choice(&mut self, said: Said<'_>) {
        let choices = match &self.model.screen {
            Screen::Resume(page) => page.choices().len(),
            Screen::Unknown(page) => page.choices().len(),
            _ => return,
        };
        match said {
            Said::Keep => _ = self.act(Action::Accept),
            Said::Back => _ = self.act(Action::Back),
            Said::Text("d") if self.model.error_to_copy().is_some() => self.say_details(),
            Said::Help(_) => self.say_help(),
            Said::Text(text) => match text.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) {
                Some(n) if n < choices && self.pick(n) => {
                    self.impatient = false;
                    self.act(Action::Accept);
                }
                Some(_) | None => self.say(format!("Error. Type a number from 1 to {choices}.")),
            },
            Said::Review | Said::Quit => self.not_understood(),
        }
    }

    pub(super) fn question_over_page(overlay: &Overlay) -> String {
        match overlay {
            Overlay::Dialog(dialog) => {
                let answers = dialog.kind.answers();
                let all: Vec<String> =
                    answers.iter().enumerate().map(|(n, answer)| format!("{} {answer}", n + 1)).collect();
                format!("{} [{}]: ", all.join(", "), dialog.choice + 1)
            }
            Overlay::Picker(picker) => {
                let what = match picker.kind {
                    PickerKind::Profile => "Profile",
                    PickerKind::Region => "Region",
                    PickerKind::Preset => "Preset",
                };
                let current = picker.current.as_ref().map(|name| format!(" [{name}]")).unwrap_or_default();
                format!("{what}, list says all, b back{current}: ")
            }
            Overlay::SavePath(save) => format!("File, b back [{}]: ", text::clean(save.editor.value())),
            Overlay::Help(_) => "b back: ".to_owned(),
        }
    }

    pub(super) fn answer_dialog(&mut self, said: Said<'_>) {
        let Some(Overlay::Dialog(Dialog { kind, choice })) = &self.model.overlay else { return };
        let (answers, choice) = (kind.answers(), *choice);
        if said == Said::Quit && kind.is_about_leaving() {
            self.act(Action::Cancel);
            return;
        }
        let wanted = match said {
            Said::Keep => Some(choice),
            // The harmless one.
            Said::Back => answers.len().checked_sub(1),
            Said::Text(text) => words::which(text, answers.iter().copied()),
            Said::Help(_) | Said::Review | Said::Quit => None,
        };
        let Some(wanted) = wanted else {
            return self.say(format!("Error. Type a number from 1 to {}.", answers.len()));
        };
        let on = |dialogue: &Self| matches!(&dialogue.model.overlay, Some(Overlay::Dialog(d)) if d.choice > wanted);
        while on(self) && self.act(Action::Left) {}
        self.act(Action::Accept);
    }

    pub(super) fn answer_picker(&mut self, said: Said<'_>) {
        let typed = match said {
            Said::Text("list") => {
                self.type_in("");
                return self.say_picker_rows();
            }
            Said::Text(text) => text,
            Said::Keep | Said::Back | Said::Help(_) | Said::Review | Said::Quit => {
                self.act(Action::Back);
                return;
            }
        };
        self.type_in(typed);
        let Some(Overlay::Picker(picker)) = &self.model.overlay else { return };
        let visible = picker.visible();
        let at = match visible.as_slice() {
            [_] => Some(0),
            several => several.iter().position(|row| *row == typed),
        };
        match at {
            Some(n) => {
                (0..n).for_each(|_| _ = self.act(Action::Down));
                self.act(Action::Accept);
            }
            None if visible.is_empty() => self.say(format!("Error. There is no {}.", text::clean(typed))),
            None => self.say_picker_rows(),
        }
    }

    /// Its title; the rows only when they are asked for.
    pub(super) fn tell_picker(&mut self) {
        let title = view::spoken(&self.model).into_iter().next();
        self.say_all(title);
        let Some(Overlay::Picker(Picker { error: Some(error), .. })) = &self.model.overlay else { return };
        let line = format!("Error. {} {}", error.sentence, error.advice);
        self.say(line);
    }

    /// The rows that fit what was typed.
    fn say_picker_rows(&mut self) {
        let Some(Overlay::Picker(picker)) = &self.model.overlay else { return };
        let rows: Vec<String> = picker.visible().into_iter().map(text::clean).collect();
        if picker.kind == PickerKind::Preset {
            let why = |name: &String| self.model.presets().presets.iter().find(|p| p.name == *name).map(|p| &p.why);
            let lines: Vec<String> = rows
                .iter()
                .map(|name| why(name).map_or(format!("{name}: the defaults."), |why| format!("{name}: {why}")))
                .collect();
            let problems = self.model.presets().problems.clone();
            return self.say_all(lines.into_iter().chain(problems));
        }
        self.say(format!("{}.", rows.join(", ")));
    }

    pub(super) fn answer_path(&mut self, said: Said<'_>) {
        match said {
            Said::Text(path) => {
                self.type_in(path);
                self.act(Action::Accept);
            }
            Said::Keep => _ = self.act(Action::Accept),
            Said::Back | Said::Help(_) | Said::Review | Said::Quit => {
                self.act(Action::Back);
                return;
            }
        }
        // The reason of a failure stands on the page, which is the same.
        self.told = None;
    }
}
