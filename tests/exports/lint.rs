//! Templates by cfn-lint, which has the schema of the resource.

use cognito_console::export::{Export, Format};

use crate::clients::{self, Texts};
use crate::{python, tools};

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
    export.body.insert("ReadAttributes".to_owned(), serde_json::json!(["x".repeat(2049)]));
    assert!(findings(&[export]).starts_with("E3033 "));
}
