//! Terraform's HCL, as `terraform fmt` would leave it.

use serde_json::Value;

use crate::export::settings::{Setting, Tool, beyond, settings};
use crate::export::{Export, Line, names, quote};

const TYPE: &str = "aws_cognito_user_pool_client";
/// A list that fits stands on one line.
const WIDTH: usize = 100;

/// What stands in a block, before the equals signs are below one another.
enum Item {
    /// A line of its own.
    Other(Line),
    /// `name = value` on one line.
    Argument { member: String, name: String, value: String },
}

pub(super) fn lines(export: &Export) -> Vec<Line> {
    let resource = names::resource(export);
    let mut all = vec![Line::plain(format!("# {}.", names::title(export)))];
    all.extend(beyond(export).map(|note| Line::plain(format!("# {note}"))));
    if let Some(region) = export.pool.region() {
        all.push(Line::plain(format!("# The provider's Region has to be {region}.")));
    }
    all.push(Line::plain(""));
    if let Some(client_id) = &export.client_id {
        let id = quote::hcl(&format!("{}/{client_id}", export.pool));
        all.push(Line::plain("import {"));
        all.push(Line::plain(format!("  to = {TYPE}.{resource}")));
        all.push(Line::plain(format!("  id = {id}")));
        all.push(Line::plain("}"));
        all.push(Line::plain(""));
    }
    all.push(Line::plain(format!("resource \"{TYPE}\" \"{resource}\" {{")));
    let mut items: Vec<Item> = Vec::new();
    let (blocks, arguments): (Vec<_>, Vec<_>) = settings(export, Tool::Terraform)
        .into_iter()
        .partition(|setting| matches!(setting.value, Some(Value::Object(_))));
    if !arguments.iter().any(|setting| setting.member == "ClientName" && setting.value.is_some()) {
        let text = "  # Terraform wants a name here, for instance name = \"web\".";
        items.push(Item::Other(Line::of("ClientName", text)));
    }
    items.extend(arguments.iter().flat_map(argument));
    items.extend(blocks.iter().flat_map(block));
    if export.client_id.is_some() {
        items.extend(lifecycle());
    }
    all.extend(aligned(items, "  "));
    all.push(Line::plain("}"));
    all
}

/// The provider cannot read if an imported client has a secret. It would take that for a change, which
/// only another client can have, and delete this one.
fn lifecycle() -> impl Iterator<Item = Item> {
    [
        "",
        "  # The provider does not read generate_secret. What it takes for a change of it would replace the client.",
        "  lifecycle {",
        "    ignore_changes  = [generate_secret]",
        "    prevent_destroy = true",
        "  }",
    ]
    .into_iter()
    .map(|text| Item::Other(Line::plain(text)))
}

fn notes(setting: &Setting) -> impl Iterator<Item = Item> {
    setting.notes.iter().map(|note| Item::Other(Line::of(&setting.member, format!("  # {note}"))))
}

fn argument(setting: &Setting) -> Vec<Item> {
    let mut items: Vec<Item> = notes(setting).collect();
    let name = names::terraform(&setting.member);
    match &setting.value {
        None => {}
        Some(Value::Array(values)) => items.extend(list(&setting.member, name, values)),
        Some(value) => items.push(Item::Argument { member: setting.member.clone(), name, value: literal(value) }),
    }
    items
}

fn list(member: &str, name: String, values: &[Value]) -> Vec<Item> {
    let values: Vec<String> = values.iter().map(literal).collect();
    let one_line = format!("[{}]", values.join(", "));
    if name.len() + one_line.len() <= WIDTH {
        return vec![Item::Argument { member: member.to_owned(), name, value: one_line }];
    }
    let line = |text: String| Item::Other(Line::of(member, text));
    let values = values.into_iter().map(|value| line(format!("    {value},")));
    [line(format!("  {name} = ["))].into_iter().chain(values).chain([line("  ]".to_owned())]).collect()
}

fn block(setting: &Setting) -> Vec<Item> {
    let member = setting.member.as_str();
    let line = |text: String| Item::Other(Line::of(member, text));
    let parts = setting.value.iter().filter_map(Value::as_object).flatten().map(|(part, value)| Item::Argument {
        member: member.to_owned(),
        name: names::terraform(part),
        value: literal(value),
    });
    let inner = aligned(parts.collect(), "    ");
    let mut items = vec![Item::Other(Line::plain(""))];
    items.extend(notes(setting));
    items.push(line(format!("  {} {{", names::terraform(member))));
    items.extend(inner.into_iter().map(Item::Other));
    items.push(line("  }".to_owned()));
    items
}

/// Arguments that follow one another have their equals signs below one another.
fn aligned(items: Vec<Item>, indent: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut run: Vec<(String, String, String)> = Vec::new();
    for item in items {
        match item {
            Item::Argument { member, name, value } => run.push((member, name, value)),
            Item::Other(line) => {
                flush(&mut run, indent, &mut lines);
                lines.push(line);
            }
        }
    }
    flush(&mut run, indent, &mut lines);
    lines
}

fn flush(run: &mut Vec<(String, String, String)>, indent: &str, lines: &mut Vec<Line>) {
    let width = run.iter().map(|(_, name, _)| name.len()).max().unwrap_or_default();
    lines.extend(
        run.drain(..).map(|(member, name, value)| Line::of(&member, format!("{indent}{name:<width$} = {value}"))),
    );
}

fn literal(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), quote::hcl)
}
