//! The folder of drafts. A file is locked by the program that writes it for as long as that lives,
//! so that no other one offers or overwrites it; the lock goes with the process, however it ends.

use std::cmp::Reverse;
use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::DraftFile;
use crate::state_folder::{self, UNFINISHED};

/// Drafts that nobody touched for this long are deleted.
pub const KEPT_FOR: Duration = Duration::from_hours(7 * 24);

/// Names a draft: sixteen hexadecimal digits. The default names none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftId(String);

impl DraftId {
    fn random() -> Self {
        Self(format!("{:016x}", RandomState::new().build_hasher().finish()))
    }

    fn of_file(name: &str) -> Option<Self> {
        let id = name.strip_suffix(".json")?;
        let is_digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        (id.len() == 16 && id.bytes().all(is_digit)).then(|| Self(id.to_owned()))
    }

    fn file(&self) -> String {
        format!("{}.json", self.0)
    }
}

/// A draft that nobody works on.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which.
    pub id: DraftId,
    /// What it says.
    pub file: DraftFile,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct DraftStore {
    folder: PathBuf,
}

impl DraftStore {
    /// The drafts in the state folder. Nothing is made before the first one is written.
    #[must_use]
    pub fn new(state_folder: &Path) -> Self {
        Self { folder: state_folder.join("drafts") }
    }

    /// Drafts that nobody works on, the newest first. Those that are too old are deleted; those
    /// that make no sense are left alone until then.
    #[must_use]
    pub fn list(&self, now: SystemTime) -> Vec<Found> {
        if self.check().is_err() {
            return Vec::new();
        }
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut found: Vec<Found> = entries.filter_map(|entry| look_at(&entry.path(), now)).collect();
        found.sort_by_key(|found| Reverse(found.file.saved_at));
        found
    }

    /// A new draft; it has no file before it is written.
    #[must_use]
    pub fn start(&self) -> Slot {
        Slot { folder: self.folder.clone(), id: DraftId::random(), held: None }
    }

    /// Takes a draft over. `None` if another program works on it, or it is gone.
    #[must_use]
    pub fn claim(&self, id: &DraftId) -> Option<(Slot, DraftFile)> {
        self.check().ok()?;
        let file = unused(&self.folder.join(id.file()), File::try_lock)?;
        let draft = DraftFile::from_json(&state_folder::read(&file).ok()?)?;
        Some((Slot { folder: self.folder.clone(), id: id.clone(), held: Some(file) }, draft))
    }

    /// Neither the folder nor the one that it is in may belong to somebody else.
    fn check(&self) -> io::Result<()> {
        self.folder.parent().map_or(Ok(()), state_folder::check)?;
        state_folder::check(&self.folder)
    }
}

fn look_at(path: &Path, now: SystemTime) -> Option<Found> {
    let name = path.file_name()?.to_str()?;
    let id = DraftId::of_file(name);
    if id.is_none() && !name.starts_with(UNFINISHED) {
        return None;
    }
    // Shared, because two programs that start at once shall both see it.
    let file = unused(path, File::try_lock_shared)?;
    if is_old(&file, now) {
        // What cannot be deleted is tried again at the next start.
        drop(fs::remove_file(path));
        return None;
    }
    Some(Found { id: id?, file: DraftFile::from_json(&state_folder::read(&file).ok()?)? })
}

/// A broken file says no age, so the file system is asked.
fn is_old(file: &File, now: SystemTime) -> bool {
    let written = file.metadata().and_then(|data| data.modified());
    written.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age >= KEPT_FOR))
}

/// The file, locked, unless a living program has it.
fn unused(path: &Path, lock: fn(&File) -> Result<(), TryLockError>) -> Option<File> {
    let file = state_folder::open(path).ok()?;
    lock(&file).ok()?;
    let (held, named) = (file.metadata().ok()?, fs::symlink_metadata(path).ok()?);
    // Its writer may have put a new file in its place after it was opened here.
    ((held.dev(), held.ino()) == (named.dev(), named.ino())).then_some(file)
}

/// The draft of this program: its file stays locked until the slot is dropped.
#[derive(Debug)]
pub struct Slot {
    folder: PathBuf,
    id: DraftId,
    held: Option<File>,
}

impl Slot {
    /// Its ID.
    #[must_use]
    pub const fn id(&self) -> &DraftId {
        &self.id
    }

    /// Puts a new file in the place of the old one, all of it or nothing.
    ///
    /// # Errors
    /// It cannot be written; what was there before is there still.
    pub fn write(&mut self, draft: &DraftFile) -> io::Result<()> {
        let json = draft.to_json()?;
        self.folder.parent().map_or(Ok(()), state_folder::prepare)?;
        let staged = state_folder::stage(&self.folder, &json)?;
        // Before it has its name, so that it is never there and unlocked.
        staged.as_file().try_lock()?;
        self.held = Some(staged.persist(self.path())?);
        Ok(())
    }

    /// Deletes the file, if there is one.
    ///
    /// # Errors
    /// It is still there.
    pub fn delete(self) -> io::Result<()> {
        if self.held.is_some() { state_folder::remove(&self.path()) } else { Ok(()) }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(self.id.file())
    }
}
