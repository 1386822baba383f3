//! What stands around a page's body: header, stepper, rules, buttons, notice, footer.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::buttons::{buttons, enter_word};
use super::{changes, client, delete, preview, secrets};
use crate::app::{Account, Model, Screen};
use crate::app_client::{Problem, Severity};
use crate::text;
use crate::theme::Theme;
use crate::wizard::{self, REVIEW_TITLE, STEP_COUNT, STEPS};

/// Columns at the right end of the line below the body that the body's ` more ` may need.
const MORE: usize = 6;

/// Where the body goes.
pub struct Rows {
    /// The rest of the screen.
    pub body: Rect,
}

/// Below 40x10.
pub fn too_small(area: Rect, frame: &mut Frame) {
    let (columns, rows) = super::MIN_SIZE;
    Line::raw(format!("Too small: needs {columns}x{rows}, or --plain")).render(area, frame.buffer_mut());
}

/// Draws everything but the body and says where the body goes.
pub fn draw(model: &Model, theme: Theme, narrow: bool, area: Rect, frame: &mut Frame) -> Rows {
    let mut top = area.y;
    let put = |line: Line<'static>, y: u16, frame: &mut Frame| {
        line.render(Rect { y, height: 1, ..area }, frame.buffer_mut());
    };
    put(header(model, theme, narrow, usize::from(area.width)), top, frame);
    top += 1;
    if !narrow {
        put(stepper(model, theme, usize::from(area.width)), top, frame);
        top += 1;
    }
    put(rule(theme, area.width), top, frame);
    top += 1;
    let mut bottom = area.bottom() - 1;
    put(footer(model, theme, narrow, usize::from(area.width)), bottom, frame);
    let mut cursor = None;
    if !narrow {
        bottom -= 1;
        let (line, column) = buttons(model, theme, usize::from(area.width));
        put(line, bottom, frame);
        cursor = column.map(|column| Position::new(area.x + column, bottom));
        bottom -= 1;
        put(rule(theme, area.width), bottom, frame);
    }
    for line in notice(model, theme, usize::from(area.width)).into_iter().rev() {
        bottom -= 1;
        put(line, bottom, frame);
    }
    // The body puts the cursor elsewhere if the focus is in it and in view.
    frame.set_cursor_position(cursor.unwrap_or(Position::new(area.x, top)));
    Rows { body: Rect { y: top, height: bottom.saturating_sub(top), ..area } }
}

fn rule(theme: Theme, width: u16) -> Line<'static> {
    Line::raw(theme.rule().repeat(usize::from(width)))
}

/// Title on the left; on the right who and where, the least important dropped first.
fn header(model: &Model, theme: Theme, narrow: bool, width: usize) -> Line<'static> {
    let mut right = whereabouts(model);
    // The first of them stays, however long the title is: DEMO must never go.
    let first = right.first().map_or(0, |part| text::width(part) + 1);
    let left = format!("{}{}", if narrow { "" } else { " " }, title(model, narrow));
    let left = if narrow && model.start.demo { text::cut(&left, width.saturating_sub(first)) } else { left };
    // A blank on both sides, where there is a margin.
    let room = width.saturating_sub(text::width(&left) + 1 + usize::from(!narrow));
    while right.len() > 1 && text::width(&right.join(" ")) > room {
        right.pop();
    }
    let right = text::cut(&right.join(" "), room);
    let pad = width.saturating_sub(text::width(&left) + text::width(&right) + usize::from(!narrow));
    let (demo, rest) = right.strip_prefix("DEMO").map_or(("", right.as_str()), |rest| ("DEMO", rest));
    Line::from(vec![
        Span::styled(left, theme.title()),
        " ".repeat(pad).into(),
        Span::styled(demo.to_owned(), theme.key()),
        Span::raw(rest.to_owned()),
    ])
}

fn title(model: &Model, narrow: bool) -> String {
    if model.hash.is_some() {
        return "SECRET_HASH".to_owned();
    }
    if model.preview.is_some() {
        return preview::title(model, narrow);
    }
    if let Some(title) = title_of_source(model, narrow) {
        return title;
    }
    let step = match &model.screen {
        Screen::Resume(_) if narrow => return "Resume".to_owned(),
        Screen::Pools if narrow => return "Select a user pool".to_owned(),
        Screen::Clients if narrow => return "App clients".to_owned(),
        Screen::Resume(_) | Screen::Pools | Screen::Clients => return "Cognito app clients".to_owned(),
        Screen::Client(page) => return client::title(page, narrow),
        Screen::Delete(page) => return delete::title(page, narrow),
        Screen::Secrets(page) => return secrets::title(page, narrow),
        Screen::Step => model.form.step_number(),
        Screen::Review(_) => STEPS.len(),
        Screen::Creating(_) | Screen::Unknown(_) | Screen::Changes(_) => return "Create app client".to_owned(),
        Screen::Created(_) => return "App client created".to_owned(),
    };
    if narrow {
        let title = STEPS.get(step).map_or(REVIEW_TITLE, |step| step.title);
        format!("Step {} of {STEP_COUNT}  {title}", step + 1)
    } else {
        format!("Create app client   Step {} of {STEP_COUNT}", step + 1)
    }
}

/// The title of a page of an edit or a copy, which names the client that it began with.
fn title_of_source(model: &Model, narrow: bool) -> Option<String> {
    let client = model.source()?;
    let place = match &model.screen {
        Screen::Changes(page) => changes::title(page).to_owned(),
        Screen::Step if narrow => {
            let step = model.form.step_number();
            format!("{}/{STEP_COUNT} {}", step + 1, model.form.step().short)
        }
        Screen::Review(_) if narrow => format!("{STEP_COUNT}/{STEP_COUNT} Review"),
        Screen::Step => format!("Step {} of {STEP_COUNT}", model.form.step_number() + 1),
        Screen::Review(_) => format!("Step {STEP_COUNT} of {STEP_COUNT}"),
        Screen::Resume(_)
        | Screen::Pools
        | Screen::Clients
        | Screen::Client(_)
        | Screen::Delete(_)
        | Screen::Secrets(_)
        | Screen::Creating(_)
        | Screen::Created(_)
        | Screen::Unknown(_) => return None,
    };
    let name = text::cut(&client.name_or_id(), if narrow { 14 } else { 24 });
    let what = match (model.is_editing(), narrow) {
        (true, true) => "Edit",
        (true, false) => "Edit app client",
        (false, _) => "Copy of",
    };
    Some(format!("{what} {name}{}{place}", if narrow { "  " } else { "   " }))
}

/// DEMO, pool, Region, profile, account, role: as much as is known.
fn whereabouts(model: &Model) -> Vec<String> {
    let mut parts = Vec::new();
    if model.start.demo {
        parts.push("DEMO".to_owned());
    }
    if model.start.dry_run {
        parts.push("DRY RUN".to_owned());
    }
    if !matches!(model.screen, Screen::Pools | Screen::Resume(_)) {
        parts.extend(model.pool_name().map(str::to_owned));
    }
    if let Some(session) = &model.session {
        parts.push(session.region.clone());
        parts.extend(session.profile.clone());
    }
    if let Account::Known(identity) = &model.account {
        parts.push(identity.account.clone());
        parts.push(identity.role.clone());
    }
    if matches!(model.account, Account::NotKnown) {
        parts.push("account not known".to_owned());
    }
    parts
}

/// Step names with their marks; the current one in brackets.
fn stepper(model: &Model, theme: Theme, width: usize) -> Line<'static> {
    if model.preview.is_some() {
        return preview::tabs(model, theme);
    }
    let here = match &model.screen {
        Screen::Step => model.form.step_number(),
        Screen::Review(_) => STEPS.len(),
        Screen::Changes(page) if !page.is_busy() && page.saved().is_none() => STEPS.len(),
        Screen::Clients
        | Screen::Client(_)
        | Screen::Changes(_)
        | Screen::Delete(_)
        | Screen::Secrets(_)
        | Screen::Resume(_)
        | Screen::Pools
        | Screen::Creating(_)
        | Screen::Created(_)
        | Screen::Unknown(_) => return Line::default(),
    };
    let problems = model.problems();
    let names = || STEPS.iter().map(|step| step.short).chain(["Review"]).enumerate();
    let full: Vec<String> = names().map(|(n, name)| format!("{} {name}{}", n + 1, mark(model, &problems, n))).collect();
    let short: Vec<String> = names().map(|(n, _)| format!("{}{}", n + 1, mark(model, &problems, n))).collect();
    let fits = full.iter().map(|item| text::width(item) + 3).sum::<usize>() <= width;
    let items = if fits { full } else { short };
    let mut line = Line::default();
    for (n, item) in items.into_iter().enumerate() {
        if n == here {
            line.push_span(Span::styled(format!(" [{item}]"), theme.title()));
        } else {
            line.push_span(Span::raw(format!("  {item} ")));
        }
    }
    line
}

/// `x` error, `!` warning, `+` visited; nothing for a step that was not seen.
fn mark(model: &Model, problems: &[Problem], step: usize) -> &'static str {
    let here = matches!(&model.screen, Screen::Step if model.form.step_number() == step);
    if here || step >= STEPS.len() || !model.form.was_visited(step) {
        return "";
    }
    let of_step = |problem: &&Problem| wizard::find(problem.field).is_some_and(|(at, _)| at == step);
    match problems.iter().filter(of_step).map(|problem| problem.severity).max() {
        Some(Severity::Error) => "x",
        Some(Severity::Warning) => "!",
        Some(Severity::Note) | None => "+",
    }
}

/// The notice of the moment, else how many warnings the step has.
fn notice(model: &Model, theme: Theme, width: usize) -> Vec<Line<'static>> {
    if let Some(notice) = &model.notice {
        let lines = text::wrap(notice, width.saturating_sub(2 + MORE));
        return lines.into_iter().take(4).map(|line| Line::styled(format!(" {line}"), theme.key())).collect();
    }
    let is_covered = model.overlay.is_some() || model.preview.is_some();
    if !matches!(model.screen, Screen::Step) || is_covered || model.size.1 < crate::app::ROWS_FOR_ALL {
        return Vec::new();
    }
    let warnings = model.said_here().iter().filter(|p| p.severity == Severity::Warning).count();
    if warnings == 0 {
        return Vec::new();
    }
    let warnings = text::count(warnings, "warning");
    vec![Line::raw(format!(" {warnings}. Warnings never stop you; they are listed again in Review."))]
}

/// The keys that work now, the least important dropped first.
fn footer(model: &Model, theme: Theme, narrow: bool, width: usize) -> Line<'static> {
    let width = if narrow { width.saturating_sub(MORE) } else { width };
    let mut hints: Vec<(u8, usize, String, String)> = model
        .bindings()
        .enumerate()
        .map(|(n, binding)| (binding.rank, n, binding.footer_key(), model.footer_word(binding)))
        .filter(|(_, _, _, word)| !word.is_empty())
        .collect();
    let enter = enter_word(model);
    hints.extend((!enter.is_empty()).then(|| (0, 0, "Enter".to_owned(), enter.to_owned())));
    hints.sort();
    let mut used = 0;
    hints.retain(|(_, _, key, word)| {
        used += text::width(key) + text::width(word) + 3;
        used <= width
    });
    let mut line = Line::raw(" ");
    for (_, _, key, word) in hints {
        line.push_span(Span::styled(key, theme.key()));
        line.push_span(Span::raw(format!(" {word}  ")));
    }
    line
}

/// On a terminal that does not speak UTF-8, foreign names get `?` for what it cannot show.
pub fn only_ascii(frame: &mut Frame) {
    for cell in &mut frame.buffer_mut().content {
        if !cell.symbol().is_ascii() {
            cell.set_symbol("?");
        }
    }
}
