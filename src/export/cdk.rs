//! A stack of the AWS CDK in TypeScript. It takes the construct that is CloudFormation's own resource:
//! the one above it turns OAuth on unless told otherwise, writes every lifetime in minutes, always
//! adds the flow for refresh tokens, and knows only some of the flows.

use serde_json::Value;

use crate::export::settings::{Setting, Tool, beyond, settings};
use crate::export::{Export, Line, names, quote};

const INDENT: &str = "      ";
/// A list that fits stands on one line.
const WIDTH: usize = 100;

pub(super) fn lines(export: &Export) -> Vec<Line> {
    let id = names::logical_id(export);
    let exists = export.client_id.is_some();
    let construct = format!("new CfnUserPoolClient(this, {}, {{", quote::json(&id));
    let construct = if exists { format!("const client = {construct}") } else { construct };
    let mut all = vec![Line::plain(format!("// {}.", names::title(export)))];
    all.extend(beyond(export).map(|note| Line::plain(format!("// {note}"))));
    if let Some(client_id) = &export.client_id {
        let client_id = quote::in_comment(client_id);
        all.push(Line::plain(
            "// It exists: bring it into the stack with `cdk import`, which asks for its identifier:",
        ));
        all.push(Line::plain(format!("// UserPoolId {}, ClientId {client_id}", export.pool)));
    }
    all.extend(
        [
            "import * as cdk from \"aws-cdk-lib\";",
            "import { CfnUserPoolClient } from \"aws-cdk-lib/aws-cognito\";",
            "import { Construct } from \"constructs\";",
            "",
            &format!("export class {id}Stack extends cdk.Stack {{"),
            "  constructor(scope: Construct, id: string, props?: cdk.StackProps) {",
            "    super(scope, id, props);",
            "",
            &format!("    {construct}"),
        ]
        .map(Line::plain),
    );
    all.extend(settings(export, Tool::Cdk).iter().flat_map(property));
    all.push(Line::plain("    });"));
    if exists {
        all.push(Line::plain("    client.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);"));
    }
    all.push(Line::plain("  }"));
    all.push(Line::plain("}"));
    all
}

fn property(setting: &Setting) -> Vec<Line> {
    let name = names::cdk(&setting.member);
    let mut texts: Vec<String> = setting.notes.iter().map(|note| format!("// {note}")).collect();
    match &setting.value {
        None => {}
        Some(Value::Array(items)) => texts.extend(list(&name, items)),
        Some(Value::Object(parts)) => {
            texts.push(format!("{name}: {{"));
            texts.extend(parts.iter().map(|(part, value)| format!("  {}: {},", names::cdk(part), literal(value))));
            texts.push("},".to_owned());
        }
        Some(value) => texts.push(format!("{name}: {},", literal(value))),
    }
    texts.into_iter().map(|text| Line::of(&setting.member, format!("{INDENT}{text}"))).collect()
}

fn list(name: &str, items: &[Value]) -> Vec<String> {
    let items: Vec<String> = items.iter().map(literal).collect();
    let line = format!("{name}: [{}],", items.join(", "));
    if line.len() + INDENT.len() <= WIDTH {
        return vec![line];
    }
    let first = format!("{name}: [");
    let items = items.into_iter().map(|item| format!("  {item},"));
    [first].into_iter().chain(items).chain(["],".to_owned()]).collect()
}

fn literal(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), quote::json)
}
