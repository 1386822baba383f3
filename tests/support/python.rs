//! Python with the packages of `tests/requirements.txt`, installed on first use into the target
//! folder and kept there. Test binaries that run at the same time wait for one another.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const REQUIREMENTS: &str = include_str!("../requirements.txt");

/// A Python that can import the packages.
struct Python {
    program: PathBuf,
    /// Where the packages are, if the interpreter does not know it by itself.
    packages: Option<PathBuf>,
}

/// A command that runs this Python.
pub fn command() -> Command {
    static PYTHON: OnceLock<Python> = OnceLock::new();
    let python = PYTHON.get_or_init(installed);
    let mut command = Command::new(&python.program);
    command.env_remove("PYTHONHOME").env_remove("PYTHONPATH").env("PYTHONDONTWRITEBYTECODE", "1");
    if let Some(packages) = &python.packages {
        command.env("PYTHONPATH", packages);
    }
    command
}

fn installed() -> Python {
    let version = run(Command::new("python3").args(["-c", "import sys; print(sys.version)"]))
        .unwrap_or_else(|problem| panic!("These tests need python3: {problem}"));
    let folder = once("python", &(REQUIREMENTS, version), install);
    let program = folder.join("bin/python");
    if program.exists() {
        Python { program, packages: None }
    } else {
        Python { program: PathBuf::from("python3"), packages: Some(folder.join("packages")) }
    }
}

/// The folder of this name for this content, which `install` fills the first time.
pub fn once(name: &str, content: &impl Hash, install: impl FnOnce(&Path)) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = tmp.parent().unwrap_or(tmp).join(format!("{name}-{:016x}", hasher.finish()));

    fs::create_dir_all(tmp).unwrap();
    let lock = fs::File::create(folder.with_extension("lock")).unwrap();
    // Held until this function ends, or the process.
    lock.lock().unwrap();
    let complete = folder.join("complete");
    if !complete.exists() {
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        install(&folder);
        fs::write(&complete, "").unwrap();
    }
    folder
}

/// A virtual environment, or a folder of packages where Python comes without `ensurepip`.
fn install(folder: &Path) {
    let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/requirements.txt");
    let pip = |python: &Path| {
        let mut pip = Command::new(python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(&requirements);
        pip
    };
    let has_venv = run(Command::new("python3").args(["-m", "venv"]).arg(folder)).is_ok();
    let mut installation = if has_venv {
        pip(&folder.join("bin/python"))
    } else {
        drop(fs::remove_dir_all(folder));
        let mut installation = pip(Path::new("python3"));
        installation.args([OsString::from("--target"), folder.join("packages").into_os_string()]);
        installation
    };
    if let Err(problem) = run(&mut installation) {
        panic!("The Python packages of tests/requirements.txt could not be installed.\n{problem}");
    }
}

/// Runs a command to its end: its output, or what went wrong.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{command:?}: {}\n{}\n{}", output.status, text(&output.stdout), text(&output.stderr)))
    }
}
