//! Drafts: unfinished answers that outlive the program. They hold no secret and no credential.
//!
//! [`Drafts`] is for the edge of the program: [`Drafts::keep`] after each change costs nothing and
//! touches no disk, [`Drafts::save`] writes what was kept, and [`Drafts::flush`] does so on the way
//! out, from a panic hook too. A draft that cannot be written is a sentence for a note, never a
//! failure.

mod answers;
mod file;
mod store;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, SystemTime};

pub use file::{DraftFile, Ended, Place, RequestSent};
pub use store::{DraftId, DraftStore, Found, KEPT_FOR, Slot};

use crate::state_folder;

/// How long a way out waits for a write that is under way, and how often it looks.
const PATIENCE: Duration = Duration::from_millis(500);
const LOOK: Duration = Duration::from_millis(5);

/// The drafts of one run of the program; clones are the same. The default is switched off: it
/// keeps, writes and offers nothing (`--no-drafts`).
#[derive(Clone, Default)]
pub struct Drafts(Option<Arc<Shared>>);

/// Two locks, so that keeping an answer never waits for a disk.
struct Shared {
    kept: Mutex<Kept>,
    disk: Mutex<Disk>,
}

#[derive(Default)]
struct Kept {
    draft: Option<DraftFile>,
    sent: Option<RequestSent>,
}

struct Disk {
    store: DraftStore,
    /// The draft of this run, once something was written or one was taken over.
    slot: Option<Slot>,
    ended: Ended,
}

impl Drafts {
    /// Drafts in that store.
    #[must_use]
    pub fn new(store: DraftStore) -> Self {
        let disk = Disk { store, slot: None, ended: Ended::Running };
        Self(Some(Arc::new(Shared { kept: Mutex::default(), disk: Mutex::new(disk) })))
    }

    /// Drafts that can be gone on with, the newest first.
    #[must_use]
    pub fn list(&self) -> Vec<Found> {
        self.0.as_ref().map(|shared| lock(&shared.disk).store.list(SystemTime::now())).unwrap_or_default()
    }

    /// Takes a draft over: what is written from now on goes there. `None` if another program works
    /// on it, or it is gone.
    #[must_use]
    pub fn resume(&self, id: &DraftId) -> Option<DraftFile> {
        let shared = self.0.as_ref()?;
        let mut disk = lock(&shared.disk);
        let (slot, draft) = disk.store.claim(id)?;
        disk.slot = Some(slot);
        *lock(&shared.kept) = Kept { sent: draft.request_sent.clone(), draft: Some(draft.clone()) };
        Some(draft)
    }

    /// Keeps the answers as they stand, in memory.
    pub fn keep(&self, draft: DraftFile) {
        if let Some(shared) = &self.0 {
            lock(&shared.kept).draft = Some(draft);
        }
    }

    /// Writes what was kept.
    ///
    /// # Errors
    /// A sentence for a note.
    pub fn save(&self) -> Result<(), String> {
        self.write(None)
    }

    /// Notes that a create request is about to be sent, and writes that: the next run shall look
    /// for its client before anything else. It holds until [`Drafts::settled`] or
    /// [`Drafts::delete`], whatever is kept in between.
    ///
    /// # Errors
    /// A sentence for a note.
    pub fn sending(&self, sent: RequestSent) -> Result<(), String> {
        if let Some(shared) = &self.0 {
            lock(&shared.kept).sent = Some(sent.cleaned());
        }
        self.save()
    }

    /// The outcome of the request is known. The next write says so.
    pub fn settled(&self) {
        if let Some(shared) = &self.0 {
            lock(&shared.kept).sent = None;
        }
    }

    /// Something is kept at all.
    #[must_use]
    pub const fn are_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Writes what was kept and how the program ended. Waits for a write under way, but not long,
    /// and does not panic: it is for signals and the panic hook.
    ///
    /// # Errors
    /// A sentence for a note.
    pub fn flush(&self, ended: Ended) -> Result<(), String> {
        self.write(Some(ended))
    }

    /// Forgets what was kept, in memory: the next write, at the end at the latest, deletes the file.
    /// What is kept next is a new draft.
    pub fn forget(&self) {
        if let Some(shared) = &self.0 {
            *lock(&shared.kept) = Kept::default();
        }
    }

    /// Deletes a draft that nobody works on, one that was listed.
    ///
    /// # Errors
    /// A sentence for a note.
    pub fn discard(&self, id: &DraftId) -> Result<(), String> {
        let Some(shared) = &self.0 else { return Ok(()) };
        let claimed = lock(&shared.disk).store.claim(id);
        claimed.map_or(Ok(()), |(slot, _)| slot.delete()).map_err(|error| not_deleted(&error))
    }

    fn write(&self, ended: Option<Ended>) -> Result<(), String> {
        let Some(shared) = &self.0 else { return Ok(()) };
        shared.write(ended).map_err(|error| {
            format!("Draft not saved: {}. Your answers are only in this window.", state_folder::reason(&error))
        })
    }
}

impl Shared {
    fn write(&self, ended: Option<Ended>) -> io::Result<()> {
        let mut disk = match ended {
            Some(_) => patiently(&self.disk).ok_or_else(|| io::Error::other("The disk does not answer"))?,
            None => lock(&self.disk),
        };
        // Stays: a save that waited for the last one must not say that the program runs.
        disk.ended = ended.unwrap_or(disk.ended);
        let mut draft = {
            let kept = lock(&self.kept);
            let Some(mut draft) = kept.draft.clone() else {
                return disk.slot.take().map_or(Ok(()), Slot::delete);
            };
            draft.request_sent.clone_from(&kept.sent);
            draft
        };
        draft.saved_at = now();
        draft.ended = disk.ended;
        let Disk { store, slot, .. } = &mut *disk;
        slot.get_or_insert_with(|| store.start()).write(&draft)
    }
}

/// Seconds since 1970.
#[must_use]
pub fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

fn not_deleted(error: &io::Error) -> String {
    format!("Draft not deleted: {}.", state_folder::reason(error))
}

/// The lock. A thread that panicked while it held it has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The lock, unless it stays taken: a thread that panics while it holds it is the one that waits
/// for it in the panic hook.
fn patiently<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    let tries = PATIENCE.as_millis() / LOOK.as_millis();
    for _ in 0..tries {
        match mutex.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(LOOK),
        }
    }
    None
}

#[cfg(test)]
mod tests;
