//! HCL by HashiCorp's own parser, against the types of the provider's resource.

use std::collections::BTreeMap;
use std::process::Command;

use cognito_console::export::{Export, Format};
use serde_json::{Map, Value};

use crate::clients::{self, Texts};
use crate::{back, python, tools};

const RESOURCE: &str = "CognitoUserPoolClientConfig";

/// An argument of the provider: its type, and if it has to be there.
struct Argument {
    kind: String,
    is_required: bool,
}

/// The arguments of each interface, by their names in HCL: a comment above each has it.
fn schema(types: &str) -> BTreeMap<String, BTreeMap<String, Argument>> {
    let mut all: BTreeMap<String, BTreeMap<String, Argument>> = BTreeMap::new();
    let (mut interface, mut name) = (String::new(), String::new());
    for line in types.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("export interface ") {
            rest.split_whitespace().next().unwrap().clone_into(&mut interface);
        } else if let Some((_, rest)) = line.split_once("/resources/cognito_user_pool_client#") {
            rest.split_whitespace().next().unwrap().clone_into(&mut name);
        } else if let Some((property, kind)) = line.strip_prefix("readonly ").and_then(|rest| rest.split_once(": ")) {
            let argument = Argument { kind: kind.to_owned(), is_required: !property.ends_with('?') };
            all.entry(interface.clone()).or_default().insert(std::mem::take(&mut name), argument);
        }
    }
    assert_eq!(all[RESOURCE].values().filter(|argument| argument.is_required).count(), 2);
    all
}

/// What HCL's parser read is of the type that the provider has.
fn assert_fits(schema: &BTreeMap<String, BTreeMap<String, Argument>>, interface: &str, block: &Map<String, Value>) {
    let known = &schema[interface];
    for (name, value) in block {
        let kind = &known.get(name).unwrap_or_else(|| panic!("{interface} has no {name}")).kind;
        let fits = match value {
            Value::Bool(_) => kind.starts_with("boolean "),
            Value::Number(_) => kind.starts_with("number;"),
            Value::String(_) => kind.starts_with("string;"),
            Value::Array(items) if items.iter().all(Value::is_string) => kind.starts_with("string[];"),
            Value::Array(blocks) => {
                let inner = kind.split("[]").next().unwrap();
                assert_eq!(blocks.len(), 1);
                assert_fits(schema, inner, blocks[0].as_object().unwrap());
                true
            }
            Value::Null | Value::Object(_) => false,
        };
        assert!(fits, "{interface}.{name} is {kind} and not {value}");
    }
    for (name, argument) in known {
        assert!(!argument.is_required || block.contains_key(name), "{interface} wants {name}: {block:?}");
    }
}

/// The parser gives texts as templates.
fn untemplated(value: &Value) -> Value {
    match value {
        Value::String(text) => text.replace("$${", "${").replace("%%{", "%{").into(),
        Value::Array(items) => items.iter().map(untemplated).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.clone(),
    }
}

/// As in the API's request.
fn request(block: &Map<String, Value>) -> Value {
    let mut all = Map::new();
    for (name, value) in block {
        let value = match value.as_array().map(Vec::as_slice) {
            Some([Value::Object(parts)]) => {
                let parts = parts.iter();
                parts.map(|(name, part)| (back::api_name(&back::PARTS, name), untemplated(part))).collect()
            }
            _ => untemplated(value),
        };
        all.insert(back::api_name(&back::TERRAFORM, name), value);
    }
    Value::Object(all)
}

#[test]
fn the_provider_takes_it() {
    let schema = schema(&tools::provider_types());
    let exports = clients::exports(40, Texts::Tricky);
    let folder = tempfile::tempdir().unwrap();
    let files = tools::files(folder.path(), &exports, Format::Terraform);
    let parsed = tools::node("hcl.js", &tools::paths(&files));
    let parsed = parsed.as_array().unwrap();
    assert_eq!(parsed.len(), exports.len());
    for (file, export) in parsed.iter().zip(&exports) {
        let text = export.text(Format::Terraform);
        let resources = file["resource"]["aws_cognito_user_pool_client"].as_object().unwrap();
        let (name, resource) = resources.iter().next().unwrap();
        let mut block = resource[0].as_object().unwrap().clone();
        // Of every resource, and of no provider.
        let lifecycle = block.shift_remove("lifecycle").unwrap();
        assert_eq!(lifecycle[0]["prevent_destroy"], true);
        let import = &file["import"][0];
        assert_eq!(import["to"], format!("${{aws_cognito_user_pool_client.{name}}}"));
        assert_eq!(import["id"], format!("{}/{}", export.pool, export.client_id.as_deref().unwrap()));
        let is_nameless = text.contains("# Terraform wants a name here");
        assert_eq!(is_nameless, !block.contains_key("name"));
        // What Rust's parser reads is what HashiCorp's does.
        assert_eq!(request(&block), back::terraform(export), "{text}");
        if is_nameless {
            block.insert("name".to_owned(), "web".into());
        }
        assert_fits(&schema, RESOURCE, &block);
    }
    formatted(&exports);
}

/// By `terraform fmt`, where there is one.
fn formatted(exports: &[Export]) {
    if python::run(Command::new("terraform").arg("version").env("CHECKPOINT_DISABLE", "1")).is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    tools::files(folder.path(), exports, Format::Terraform);
    let mut format = Command::new("terraform");
    format.args(["fmt", "-check", "-diff"]).arg(folder.path()).env("CHECKPOINT_DISABLE", "1");
    python::run(&mut format).unwrap_or_else(|problem| panic!("{problem}"));
}
