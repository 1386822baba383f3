//! Writes a secret to a new file that only its owner can read.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::app_client::Secret;
use crate::text;

/// Writes the secret and a line end to a new file with mode 0600 and says its full path. `~/`
/// stands for the home folder. A file that exists, a link too, is never touched.
///
/// # Errors
/// A sentence for the user.
pub fn write(path: &str, secret: &Secret) -> Result<String, String> {
    Reserved::new(path)?.fill(secret)
}

/// A new file that waits for its secret: made before a secret is asked for that is told only once. It
/// is deleted again if none comes.
pub struct Reserved {
    path: PathBuf,
    /// None once it holds the secret.
    empty: Option<File>,
}

impl Reserved {
    /// Makes the file, as [`write`] does.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn new(path: &str) -> Result<Self, String> {
        let path = expand(path.trim())?;
        // Without a current folder the path is used as it was typed.
        let path = std::path::absolute(&path).unwrap_or(path);
        let mut options = OpenOptions::new();
        let created = options.write(true).create_new(true).mode(0o600).open(&path);
        match created {
            Ok(file) => Ok(Self { path, empty: Some(file) }),
            Err(error) => Err(sentence(&shown(&path), &error)),
        }
    }

    /// Writes the secret and a line end, and says the full path.
    ///
    /// # Errors
    /// A sentence for the user. Half a secret is worse than none, so there is no file then.
    pub fn fill(mut self, secret: &Secret) -> Result<String, String> {
        let Some(file) = &mut self.empty else { return Err("The file is written already.".to_owned()) };
        let whole = file.write_all(secret.reveal().as_bytes()).and_then(|()| file.write_all(b"\n"));
        whole.and_then(|()| file.sync_all()).map_err(|error| sentence(&shown(&self.path), &error))?;
        self.empty = None;
        Ok(shown(&self.path))
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        if self.empty.is_some() {
            drop(std::fs::remove_file(&self.path));
        }
    }
}

fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string())
}

fn expand(path: &str) -> Result<PathBuf, String> {
    let Some(rest) = path.strip_prefix("~/") else {
        return if path.is_empty() { Err("Type a path.".to_owned()) } else { Ok(PathBuf::from(path)) };
    };
    let home = directories::BaseDirs::new().ok_or("The home folder is not known. Type a full path.")?;
    Ok(home.home_dir().join(rest))
}

fn sentence(path: &str, error: &io::Error) -> String {
    let kind = error.kind();
    if kind == io::ErrorKind::AlreadyExists {
        format!("That file exists already and was not touched. Type another name than {path}")
    } else if kind == io::ErrorKind::NotFound {
        {
            let folder = std::path::Path::new(path).parent().map_or(path.into(), |parent| parent.to_string_lossy());
            format!("There is no such folder: {folder}")
        }
    } else {
        format!("The file {path} was not written: {}", text::clean(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn secret() -> Secret {
        Secret::new("s3cr3t".to_owned())
    }

    #[test]
    fn only_the_owner_can_read_it_and_it_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        write(path.to_str().unwrap(), &secret()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "s3cr3t\n");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = write(path.to_str().unwrap(), &Secret::new("other".to_owned())).unwrap_err();
        assert!(again.contains("exists already"), "{again}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "s3cr3t\n");
    }

    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("target"), &path).unwrap();
        assert!(write(path.to_str().unwrap(), &secret()).is_err());
        assert!(!folder.path().join("target").exists());
    }

    #[test]
    fn a_file_without_its_secret_does_not_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let reserved = Reserved::new(path.to_str().unwrap()).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        drop(reserved);
        assert!(!path.exists());
        Reserved::new(path.to_str().unwrap()).unwrap().fill(&secret()).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "s3cr3t\n");
    }

    #[test]
    fn a_missing_folder_is_a_sentence() {
        assert_eq!(write("/nowhere/at/all", &secret()).unwrap_err(), "There is no such folder: /nowhere/at");
        assert_eq!(write("  ", &secret()).unwrap_err(), "Type a path.");
    }
}
