//! The presets there are: the program's, and those that a team keeps as JSON files in the folder for
//! configuration. Reading them never waits for a pipe and never reads a large file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::app_client::Preset;
use crate::state_folder::reason;
use crate::text;

/// Most files that are read.
const MOST: usize = 100;
/// Larger files are no presets.
const MOST_BYTES: u64 = 64 << 10;

/// What there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The program's own first, then the team's by name.
    pub presets: Vec<Preset>,
    /// A sentence for each file that cannot be used.
    pub problems: Vec<String>,
}

/// Where a team's presets are: `presets` in the system's place for configuration
/// (`XDG_CONFIG_HOME`). `None` if there is no home.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "cognito-console")?;
    Some(folders.config_dir().join("presets"))
}

/// All presets; `folder` need not be there.
#[must_use]
pub fn all(folder: Option<&Path>) -> Found {
    let mut found = Found { presets: Preset::built_in(), problems: Vec::new() };
    for path in folder.map(files).unwrap_or_default() {
        match read(&path) {
            Ok(preset) if found.presets.iter().any(|known| known.name == preset.name) => {
                found.problems.push(sentence(&path, "there is a preset of this name"));
            }
            Ok(preset) => found.presets.push(preset),
            Err(why) => found.problems.push(sentence(&path, &why)),
        }
    }
    found
}

/// The preset of that name.
///
/// # Errors
/// A sentence: there is none, or its file cannot be used.
pub fn named(folder: Option<&Path>, name: &str) -> Result<Preset, String> {
    let Found { presets, problems } = all(folder);
    let names: Vec<String> = presets.iter().map(|preset| preset.name.clone()).collect();
    // A file of the team that cannot be used is said, even if the program has a preset of that name.
    let of_its_file = opening(Path::new(&format!("{name}.json")));
    if let Some(problem) = problems.into_iter().find(|problem| problem.starts_with(&of_its_file)) {
        return Err(problem);
    }
    match presets.into_iter().find(|preset| preset.name == name) {
        Some(preset) => Ok(preset),
        None => Err(format!("There is no preset {}. Presets: {}.", text::clean(name), names.join(", "))),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    files.truncate(MOST);
    files
}

fn read(path: &Path) -> Result<Preset, String> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let json = contents(path).map_err(|error| reason(&error))?;
    Preset::parse(&name, &json)
}

/// A link is followed: teams keep such files elsewhere.
fn contents(path: &Path) -> io::Result<String> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    if about.len() > MOST_BYTES {
        return Err(io::Error::other("it is too large"));
    }
    let mut json = String::new();
    File::open(path)?.take(MOST_BYTES).read_to_string(&mut json)?;
    Ok(json)
}

fn sentence(path: &Path, why: &str) -> String {
    format!("{} {why}.", opening(path))
}

fn opening(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    format!("The preset {} cannot be used:", text::clean(&file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_s_presets_come_after_the_program_s_and_bad_ones_are_named() {
        let home = tempfile::tempdir().unwrap();
        let write = |name: &str, json: &str| fs::write(home.path().join(name), json).unwrap();
        write("kiosk.json", r#"{"Why":"Shop floor","AppType":"public","AccessTokenValidity":2}"#);
        write("spa.json", "{}");
        write("broken.json", "{");
        write("notes.txt", "not read");
        fs::create_dir(home.path().join("folder.json")).unwrap();
        File::create(home.path().join("large.json")).unwrap().set_len(1 << 20).unwrap();
        let Found { presets, problems } = all(Some(home.path()));
        let names: Vec<&str> = presets.iter().map(|preset| preset.name.as_str()).collect();
        assert_eq!(names, ["spa", "mobile", "server", "m2m", "migration", "kiosk"]);
        assert_eq!(presets[5].why, "Shop floor");
        assert!(problems[0].starts_with("The preset broken.json cannot be used: it is no JSON:"), "{problems:?}");
        assert_eq!(
            problems[1..],
            [
                "The preset folder.json cannot be used: it is no file.",
                "The preset large.json cannot be used: it is too large.",
                "The preset spa.json cannot be used: there is a preset of this name.",
            ]
        );
        assert_eq!(named(Some(home.path()), "kiosk").unwrap().name, "kiosk");
        assert!(named(Some(home.path()), "spa").unwrap_err().contains("there is a preset of this name"));
        assert!(named(Some(home.path()), "roken").unwrap_err().starts_with("There is no preset roken."));
        assert!(named(Some(home.path()), "broken").unwrap_err().contains("broken.json cannot be used"));
    }

    #[test]
    fn without_a_folder_there_are_the_program_s() {
        assert_eq!(all(None).presets.len(), 5);
        assert_eq!(all(Some(Path::new("/nonexistent"))), all(None));
        let said = named(None, "web").unwrap_err();
        assert_eq!(said, "There is no preset web. Presets: spa, mobile, server, m2m, migration.");
    }
}
