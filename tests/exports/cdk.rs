//! Stacks by the TypeScript compiler and the CDK itself: what it makes of them is our template.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use cognito_console::export::{Export, Format};
use serde_json::{Value, json};

use crate::clients::{self, Texts};
use crate::{back, node, python, tools};

#[test]
fn a_synth_gives_our_template() {
    let mut exports = clients::exports(20, Texts::Tricky);
    let new = |export: &Export| Export { client_id: None, ..export.clone() };
    exports.extend(clients::exports(5, Texts::Tame).iter().rev().take(5).map(new));
    let folder = tempfile::tempdir().unwrap();
    symlink(tools::folder().join("node_modules"), folder.path().join("node_modules")).unwrap();
    let sources = tools::files(folder.path(), &exports, Format::Cdk);

    let mut compiler = node::command();
    compiler
        .arg(tools::folder().join("node_modules/typescript/bin/tsc"))
        // The declarations of the library are not ours to check.
        .args(["--strict", "--skipLibCheck", "--noUnusedLocals", "--module", "nodenext", "--target", "es2022"])
        .args(&sources)
        .current_dir(folder.path());
    python::run(&mut compiler).unwrap_or_else(|problem| panic!("{problem}"));

    let scripts: Vec<PathBuf> = sources.iter().map(|source| source.with_extension("js")).collect();
    let out = folder.path().join("cdk.out");
    fs::create_dir(&out).unwrap();
    let mut arguments = vec![out.as_path()];
    arguments.extend(tools::paths(&scripts));
    let templates = tools::node("synth.js", &arguments);
    let templates = templates.as_array().unwrap();
    assert_eq!(templates.len(), exports.len());
    for (template, export) in templates.iter().zip(&exports) {
        let (name, resource) = back::resource(export);
        let ours = json!({ name: Value::Object(resource) });
        assert_eq!(template["Resources"], ours, "{}", export.text(Format::Cdk));
    }
}
