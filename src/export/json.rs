//! The API's JSON, one member a line, and the AWS CLI command that takes it.

use serde_json::{Map, Value};

use crate::export::settings::beyond;
use crate::export::{Call, Export, Format, Line, YOUR_SECRET, quote};

/// The body.
pub(super) fn lines(body: &Map<String, Value>) -> Vec<Line> {
    let last = body.len().saturating_sub(1);
    let members = body.iter().enumerate().map(|(n, (name, value))| {
        let comma = if n == last { "" } else { "," };
        Line::of(name, format!("  {}: {}{comma}", quote::json(name), spaced(value)))
    });
    [Line::plain("{")].into_iter().chain(members).chain([Line::plain("}")]).collect()
}

/// JSON on one line with a space after each comma and colon.
fn spaced(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(spaced).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|(name, value)| format!("{}: {}", quote::json(name), spaced(value))).collect();
            format!("{{ {} }}", parts.join(", "))
        }
        Value::String(text) => quote::json(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// The JSON into a file, and the command that sends the file. No line of the JSON can end it: they
/// all begin with a brace or a blank.
pub(super) fn command(export: &Export) -> Vec<Line> {
    let file = Format::Json.file_name();
    let verb = match export.call {
        Call::Create => "create-user-pool-client",
        Call::Update => "update-user-pool-client",
    };
    let region = export.pool.region().map(|region| format!(" --region {region}")).unwrap_or_default();
    let mut all: Vec<Line> = Vec::new();
    all.extend(beyond(export).map(|note| Line::plain(format!("# {note}"))));
    if export.has_own_secret() {
        let text = format!("# First put your own secret in the place of {YOUR_SECRET}. Delete {file} afterwards.");
        all.push(Line::of("ClientSecret", text));
        all.push(Line::plain("umask 077"));
    }
    all.push(Line::plain(format!("cat > {file} <<'JSON'")));
    all.extend(lines(&export.body));
    all.push(Line::plain("JSON"));
    all.push(Line::plain(format!("aws cognito-idp {verb}{region} --cli-input-json file://{file}")));
    all
}
