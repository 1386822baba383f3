//! The folder for what stays between two runs: [`crate::drafts`] and [`crate::state`]. It is the
//! user's alone (0700, files 0600), and a file in it is either whole or not there.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use tempfile::NamedTempFile;

use crate::text;

/// Only the owner, and nobody else.
const PRIVATE: u32 = 0o700;
/// Larger files are not ours.
const MOST_BYTES: u64 = 1 << 20;
/// How the name of a file begins that was not finished. One that is left over was cut off by the
/// end of the process.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// Where the folder is: the system's place for state (`XDG_STATE_HOME`), or for local data where
/// it has none for state (macOS). `None` if there is no home.
#[must_use]
pub fn locate() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "cognito-console")?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_path_buf())
}

/// Makes the folder if it is not there, and checks it.
///
/// # Errors
/// It cannot be made, or it is not the user's own.
pub(crate) fn prepare(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().recursive(true).mode(PRIVATE).create(folder) {
        // Something else is there: the check says what.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => check(folder),
    }
}

/// Checks that the folder is the user's own and no link, and closes it to others.
///
/// # Errors
/// It is not there, or not the user's own.
pub(crate) fn check(folder: &Path) -> io::Result<()> {
    let found = fs::symlink_metadata(folder)?;
    let refused = |why: &str| Err(io::Error::other(format!("{} {why}", folder.display())));
    if !found.is_dir() {
        return refused("is not a folder");
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        return refused("belongs to another user");
    }
    if found.mode() & 0o777 != PRIVATE {
        fs::set_permissions(folder, Permissions::from_mode(PRIVATE))?;
    }
    Ok(())
}

/// A new file of mode 0600 in the folder, all of it on the disk, without its name yet; dropped, it
/// is deleted.
///
/// # Errors
/// It cannot be written.
pub(crate) fn stage(folder: &Path, text: &str) -> io::Result<NamedTempFile> {
    prepare(folder)?;
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Opens a file that is there. A link is not followed, and a pipe is not waited for. For writing
/// too, because a network file system locks no other.
///
/// # Errors
/// It cannot be opened, or is no ordinary file.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// The text of a file, if it has a size that we write.
///
/// # Errors
/// It cannot be read, is too large, or no text.
pub(crate) fn read(file: &File) -> io::Result<String> {
    if file.metadata()?.len() > MOST_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut text = String::new();
    file.take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

/// Deletes a file; that it is gone already is no failure.
///
/// # Errors
/// It is still there.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Why something was not written, in the system's words, without the number behind them.
pub(crate) fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    text::clean_short(words.split(" (os error").next().unwrap_or_default(), 200)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn an_open_folder_is_closed_and_a_link_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        prepare(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o777)).unwrap();
        prepare(&folder).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, PRIVATE);

        let link = home.path().join("link");
        symlink(&folder, &link).unwrap();
        let error = prepare(&link).unwrap_err();
        assert_eq!(reason(&error), format!("{} is not a folder", link.display()));
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let somebody = if rustix::process::geteuid().is_root() {
            let folder = tempfile::tempdir().unwrap();
            std::os::unix::fs::chown(folder.path(), Some(12_345), None).unwrap();
            folder.keep()
        } else {
            PathBuf::from("/")
        };
        let error = check(&somebody).unwrap_err();
        assert_eq!(reason(&error), format!("{} belongs to another user", somebody.display()));
        if somebody != Path::new("/") {
            fs::remove_dir(somebody).unwrap();
        }
    }

    #[test]
    fn what_is_staged_and_dropped_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        drop(stage(home.path(), "x").unwrap());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn links_pipes_folders_and_large_files_are_not_read() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::write(path("text"), "x").unwrap();
        symlink(path("text"), path("link")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
        File::create(path("large")).unwrap().set_len(20 << 20).unwrap();
        fs::write(path("no text"), [0xff]).unwrap();
        assert_eq!(read(&open(&path("text")).unwrap()).unwrap(), "x");
        assert!(open(&path("link")).is_err());
        assert!(open(&path("pipe")).is_err());
        assert!(open(home.path()).is_err());
        assert!(read(&open(&path("large")).unwrap()).is_err());
        assert!(read(&open(&path("no text")).unwrap()).is_err());
    }

    #[test]
    fn reasons_have_no_numbers() {
        let error = io::Error::from_raw_os_error(rustix::io::Errno::NOSPC.raw_os_error());
        assert_eq!(reason(&error), "No space left on device");
    }
}
