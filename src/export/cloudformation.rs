//! A CloudFormation template in YAML.

use serde_json::Value;

use crate::export::settings::{Setting, Tool, beyond, settings};
use crate::export::{Export, Line, names, quote};

const INDENT: &str = "      ";

pub(super) fn lines(export: &Export) -> Vec<Line> {
    let mut all = vec![Line::plain(format!("# {}.", names::title(export)))];
    let id = names::logical_id(export);
    all.extend(beyond(export).map(|note| Line::plain(format!("# {note}"))));
    if let Some(client_id) = &export.client_id {
        let client_id = quote::in_comment(client_id);
        all.push(Line::plain(
            "# It exists: bring it into a stack with \"Import resources\", which asks for its identifier:",
        ));
        all.push(Line::plain(format!("# UserPoolId {}, ClientId {client_id}", export.pool)));
    }
    all.push(Line::plain("AWSTemplateFormatVersion: \"2010-09-09\""));
    all.push(Line::plain("Resources:"));
    all.push(Line::plain(format!("  {id}:")));
    all.push(Line::plain("    Type: AWS::Cognito::UserPoolClient"));
    if export.client_id.is_some() {
        // An import wants the first, and a replacement would delete the client without the second.
        all.push(Line::plain("    DeletionPolicy: Retain"));
        all.push(Line::plain("    UpdateReplacePolicy: Retain"));
    }
    all.push(Line::plain("    Properties:"));
    all.extend(settings(export, Tool::CloudFormation).iter().flat_map(property));
    all
}

fn property(setting: &Setting) -> Vec<Line> {
    let name = setting.member.as_str();
    let mut texts: Vec<String> = setting.notes.iter().map(|note| format!("# {note}")).collect();
    match &setting.value {
        None => {}
        Some(Value::Array(items)) => {
            texts.push(format!("{name}:"));
            texts.extend(items.iter().map(|item| format!("  - {}", scalar(item))));
        }
        Some(Value::Object(parts)) => {
            texts.push(format!("{name}:"));
            texts.extend(parts.iter().map(|(part, value)| format!("  {part}: {}", scalar(value))));
        }
        Some(value) => texts.push(format!("{name}: {}", scalar(value))),
    }
    texts.into_iter().map(|text| Line::of(name, format!("{INDENT}{text}"))).collect()
}

/// Numbers and switches are the same as in JSON.
fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), quote::yaml)
}
