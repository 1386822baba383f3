//! Templates by cfn-lint, which has the schema of the resource, and by a parser of YAML 1.1, which
//! takes more words for something else than a text.

use cognito_console::export::{Export, Format};
use serde_json::{Value, json};

use crate::clients::{self, Texts};
use crate::{back, python, tools};

const LOAD: &str = "import json, sys, yaml; print(json.dumps([yaml.safe_load(open(f, 'rb')) for f in sys.argv[1:]]))";
const LINT: &str = "import sys; from cfnlint.runner import main; sys.exit(main())";

/// What cfn-lint says of the templates of any level.
fn findings(exports: &[Export]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let files = tools::files(folder.path(), exports, Format::CloudFormation);
    let mut lint = python::command();
    lint.args(["-c", LINT, "--include-checks", "I", "--"]).args(files).env("AWS_EC2_METADATA_DISABLED", "true");
    let output = lint.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let found = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.success(), found.trim().is_empty(), "{found}");
    found
}

#[test]
fn cfn_lint_finds_nothing() {
    let mut exports = clients::exports(20, Texts::Tame);
    // A new client has no policy for its deletion, and the linter sees that of one that exists.
    let new = |export: &Export| Export { client_id: None, ..export.clone() };
    exports.extend(clients::exports(0, Texts::Tame).iter().take(5).map(new));
    assert_eq!(findings(&exports), "");
}

/// The linter is awake.
#[test]
fn cfn_lint_finds_what_is_wrong() {
    let (client, _) = clients::random(1, Texts::Tame).remove(0);
    let mut export = Export::of_client(&client, Some(false));
    // Longer than the schema lets it be; we leave that to the service.
    export.body.insert("ReadAttributes".to_owned(), json!(["x".repeat(2049)]));
    assert!(findings(&[export]).starts_with("E3033 "));
}

#[test]
fn yaml_of_the_older_version_reads_the_same() {
    let exports = clients::exports(60, Texts::Tricky);
    let folder = tempfile::tempdir().unwrap();
    let files = tools::files(folder.path(), &exports, Format::CloudFormation);
    let mut load = python::command();
    let read = python::run(load.args(["-c", LOAD]).args(files)).unwrap_or_else(|problem| panic!("{problem}"));
    let read: Vec<Value> = serde_json::from_str(&read).unwrap();
    assert_eq!(read.len(), exports.len());
    for (template, export) in read.iter().zip(&exports) {
        let (name, resource) = back::resource(export);
        assert_eq!(template["Resources"][&name], Value::Object(resource), "{}", export.text(Format::CloudFormation));
    }
}
