//! Names and IDs of pools and app clients as they were listed last, for the shell's completion, which
//! must not call AWS. No secret and no setting is in it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::app_client::{AppClientSummary, PoolSummary, UserPoolId};
use crate::cognito::Page;
use crate::state_folder;

/// The file in the state folder.
const FILE: &str = "names.json";
/// The form of the file. Others are not read.
const VERSION: u32 = 1;
/// Most pools that are kept; those not listed for longest go first.
const MOST_POOLS: usize = 200;
/// Most app clients that are kept, of all pools together.
const MOST_CLIENTS: usize = 3_000;

/// What was listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    version: u32,
    /// The latest first.
    pools: Vec<NamedPool>,
}

/// A pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPool {
    /// Its ID.
    pub id: UserPoolId,
    /// Its name, cleaned; empty if only its clients were listed.
    pub name: String,
    /// Its app clients, if they were listed.
    pub clients: Vec<NamedClient>,
}

/// An app client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedClient {
    /// Its Client ID, cleaned.
    pub id: String,
    /// Its name, cleaned.
    pub name: String,
}

impl Default for Names {
    fn default() -> Self {
        Self { version: VERSION, pools: Vec::new() }
    }
}

impl Names {
    /// What is in the state folder; nothing, if its file is missing or makes no sense.
    #[must_use]
    pub fn load(state_folder: &Path) -> Self {
        state_folder::check(state_folder).and_then(|()| read(state_folder)).unwrap_or_default()
    }

    /// The latest first.
    #[must_use]
    pub fn pools(&self) -> &[NamedPool] {
        &self.pools
    }

    /// Takes over a list of pools: those of another account or Region stay.
    pub fn note_pools(&mut self, listed: Vec<PoolSummary>) {
        let known = std::mem::take(&mut self.pools);
        let (mut same, others): (Vec<_>, Vec<_>) =
            known.into_iter().partition(|pool| listed.iter().any(|row| row.id == pool.id));
        for row in listed {
            let clients = same.iter_mut().find(|pool| pool.id == row.id).map(|pool| std::mem::take(&mut pool.clients));
            self.pools.push(NamedPool { id: row.id, name: row.name, clients: clients.unwrap_or_default() });
        }
        self.pools.extend(others);
        self.shorten();
    }

    /// Takes over the list of a pool's app clients.
    pub fn note_clients(&mut self, pool: &UserPoolId, listed: Vec<NamedClient>) {
        let at = self.pools.iter().position(|known| known.id == *pool);
        let name = at.map(|at| self.pools.remove(at).name).unwrap_or_default();
        self.pools.insert(0, NamedPool { id: pool.clone(), name, clients: listed });
        self.shorten();
    }

    fn shorten(&mut self) {
        self.pools.truncate(MOST_POOLS);
        let mut room = MOST_CLIENTS;
        for pool in &mut self.pools {
            pool.clients.truncate(room);
            room -= pool.clients.len();
        }
    }

    fn save(&self, state_folder: &Path) -> io::Result<()> {
        let staged = state_folder::stage(state_folder, &serde_json::to_string(self)?)?;
        staged.persist(state_folder.join(FILE))?;
        Ok(())
    }
}

fn read(state_folder: &Path) -> io::Result<Names> {
    let file = state_folder::open(&state_folder.join(FILE))?;
    let names: Names = serde_json::from_str(&state_folder::read(&file)?)?;
    if names.version == VERSION { Ok(names) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Writes to the disk, which may be slow.
pub type Work = Box<dyn FnOnce() + Send>;

/// Collects the pages of lists, until a list is whole and there is [`Work`] to do. Without a folder it
/// keeps nothing. That something cannot be kept is not worth a word: it is a convenience.
#[derive(Clone, Default)]
pub struct Listed {
    folder: Option<PathBuf>,
    pages: Arc<Mutex<Pages>>,
    /// Two lists that become whole at once are written one after the other.
    disk: Arc<Mutex<()>>,
}

#[derive(Default)]
struct Pages {
    pools: Vec<PoolSummary>,
    clients: BTreeMap<UserPoolId, Vec<NamedClient>>,
}

impl Listed {
    /// Keeps names in this folder.
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, ..Self::default() }
    }

    /// A page of pools came; the list begins with `is_first`.
    #[must_use]
    pub fn pools(&self, is_first: bool, page: &Page<PoolSummary>) -> Option<Work> {
        let folder = self.folder.clone()?;
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if is_first {
            pages.pools.clear();
        }
        if pages.pools.len() < MOST_POOLS {
            pages.pools.extend(page.items.iter().cloned());
        }
        if page.next.is_some() {
            return None;
        }
        let listed = std::mem::take(&mut pages.pools);
        Some(self.work(folder, |names| names.note_pools(listed)))
    }

    /// A page of a pool's app clients came; as [`Listed::pools`].
    #[must_use]
    pub fn clients(&self, pool: &UserPoolId, is_first: bool, page: &Page<AppClientSummary>) -> Option<Work> {
        let folder = self.folder.clone()?;
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = pages.clients.entry(pool.clone()).or_default();
        if is_first {
            rows.clear();
        }
        if rows.len() < MOST_CLIENTS {
            rows.extend(page.items.iter().map(|row| NamedClient { id: row.id.clone(), name: row.name.clone() }));
        }
        if page.next.is_some() {
            return None;
        }
        let (pool, listed) = (pool.clone(), pages.clients.remove(pool).unwrap_or_default());
        Some(self.work(folder, move |names| names.note_clients(&pool, listed)))
    }

    fn work(&self, folder: PathBuf, how: impl FnOnce(&mut Names) + Send + 'static) -> Work {
        let disk = self.disk.clone();
        Box::new(move || {
            let _alone = disk.lock().unwrap_or_else(PoisonError::into_inner);
            change(&folder, how);
        })
    }
}

fn change(folder: &Path, how: impl FnOnce(&mut Names)) {
    let before = Names::load(folder);
    let mut names = before.clone();
    how(&mut names);
    if names != before {
        drop(names.save(folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(id: &str) -> UserPoolId {
        UserPoolId::parse(id).unwrap()
    }

    fn pools(ids: &[&str], next: Option<&str>) -> Page<PoolSummary> {
        let summary = |id: &&str| PoolSummary { id: pool(id), name: format!("name of {id}"), last_modified: None };
        Page { items: ids.iter().map(summary).collect(), next: next.map(str::to_owned) }
    }

    fn clients(names: &[&str], next: Option<&str>) -> Page<AppClientSummary> {
        let summary = |name: &&str| AppClientSummary { id: format!("id{name}"), name: (*name).to_owned() };
        Page { items: names.iter().map(summary).collect(), next: next.map(str::to_owned) }
    }

    fn kept(folder: &Path) -> Vec<(String, Vec<String>)> {
        let of = |pool: &NamedPool| pool.clients.iter().map(|client| client.name.clone()).collect();
        Names::load(folder).pools().iter().map(|pool| (pool.name.clone(), of(pool))).collect()
    }

    #[test]
    fn whole_lists_are_kept_and_others_stay() {
        let home = tempfile::tempdir().unwrap();
        let listed = Listed::new(Some(home.path().to_path_buf()));
        assert!(listed.pools(true, &pools(&["us-east-1_A"], Some("more"))).is_none(), "not whole yet");
        listed.pools(false, &pools(&["us-east-1_B"], None)).unwrap()();
        assert!(listed.clients(&pool("us-east-1_B"), true, &clients(&["x"], Some("more"))).is_none());
        listed.clients(&pool("us-east-1_B"), false, &clients(&["y"], None)).unwrap()();
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (a, b) = ("name of us-east-1_A".to_owned(), "name of us-east-1_B".to_owned());
        assert_eq!(kept(home.path()), [(b.clone(), all(&["x", "y"])), (a.clone(), all(&[]))]);
        // The list of another Region changes neither; a list read again replaces.
        listed.pools(true, &pools(&["eu-west-1_C"], None)).unwrap()();
        listed.clients(&pool("us-east-1_B"), true, &clients(&["y"], None)).unwrap()();
        assert_eq!(kept(home.path()), [(b, all(&["y"])), ("name of eu-west-1_C".to_owned(), all(&[])), (a, all(&[]))]);
    }

    #[test]
    fn it_stays_small_and_its_names_may_be_long() {
        let home = tempfile::tempdir().unwrap();
        let mut names = Names::default();
        for n in 0..250 {
            let many = (0..60).map(|m| NamedClient { id: format!("{n:013}{m:013}"), name: "n".repeat(128) });
            names.note_clients(&pool(&format!("us-east-1_{n:09}")), many.collect());
        }
        assert_eq!(names.pools.len(), MOST_POOLS);
        assert_eq!(names.pools.iter().map(|pool| pool.clients.len()).sum::<usize>(), MOST_CLIENTS);
        names.save(home.path()).unwrap();
        assert_eq!(Names::load(home.path()), names);
    }

    #[test]
    fn without_a_folder_nothing_is_kept_and_a_broken_file_is_nothing() {
        assert!(Listed::default().pools(true, &pools(&["us-east-1_A"], None)).is_none());
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(FILE), r#"{"version":1,"pools":[{"id":"\u001b"}]}"#).unwrap();
        assert_eq!(Names::load(home.path()), Names::default());
    }
}
