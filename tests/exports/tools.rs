//! Where the tools are that come from npm, and how they are run.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cognito_console::export::{Export, Format};
use serde_json::Value;

use crate::{node, python};

const PACKAGE: &str = include_str!("../support/export-tools/package.json");
const LOCK: &str = include_str!("../support/export-tools/package-lock.json");
/// The types of the AWS provider of Terraform, made from its schema (of 6.66.0). The package is large,
/// so one file of it is kept.
const PROVIDER: &str = "@cdktn/provider-aws@25.7.0";
const INTEGRITY: &str =
    "sha512-E/nhu0yVZE4mXMgIPuI8tEFt1BExLkA7ARjihdG+/HmfDfzLr+OEF3dkFRvI6glRt30lrrBWQLwXqCJBxcmyUg==";
const ARCHIVE: &str = "cdktn-provider-aws-25.7.0.tgz";
const TYPES: &str = "package/lib/cognito-user-pool-client/index.d.ts";

/// The folder of the packages.
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| node::packages("export-tools", PACKAGE, LOCK))
}

/// The types of the provider's resource.
pub fn provider_types() -> String {
    let folder = python::once("terraform-provider", &(PROVIDER, INTEGRITY), provider);
    fs::read_to_string(folder.join("provider.d.ts")).unwrap()
}

fn provider(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    node::npm(folder, ["pack", PROVIDER]);
    let archive = folder.join(ARCHIVE);
    let mut unpack = python::command();
    unpack.arg(script("unpack.py")).arg(&archive).args([INTEGRITY, TYPES]).arg(folder.join("provider.d.ts"));
    python::run(&mut unpack).unwrap_or_else(|problem| panic!("{problem}"));
    fs::remove_file(archive).unwrap();
}

/// A program of ours that runs a tool.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/export-tools").join(name)
}

/// Runs a script with Node.js, which finds the packages, and reads its answer.
pub fn node(name: &str, arguments: &[&Path]) -> Value {
    let mut command = node::command();
    command.env("NODE_PATH", folder().join("node_modules")).arg(script(name)).args(arguments);
    let answer = python::run(&mut command).unwrap_or_else(|problem| panic!("{problem}"));
    serde_json::from_str(&answer).unwrap()
}

/// Every export in a file of its own.
pub fn files(folder: &Path, exports: &[Export], format: Format) -> Vec<PathBuf> {
    let ending = format.file_name().rsplit('.').next().unwrap();
    let write = |(n, export): (usize, &Export)| {
        let file = folder.join(format!("client{n}.{ending}"));
        fs::write(&file, export.text(format)).unwrap();
        file
    };
    exports.iter().enumerate().map(write).collect()
}

/// The paths as a command takes them.
pub fn paths(files: &[PathBuf]) -> Vec<&Path> {
    files.iter().map(PathBuf::as_path).collect()
}
