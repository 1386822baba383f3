//! Small things to remember from run to run: the user pool last used in each account and Region.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::app_client::UserPoolId;
use crate::state_folder;

/// The file in the state folder.
const FILE: &str = "state.json";
/// The form of the file. Others are not read.
const VERSION: u32 = 1;
/// Most accounts and Regions that are remembered; the one not used for longest goes first.
const MOST: usize = 50;

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    version: u32,
    /// The latest first.
    last_pools: Vec<LastPool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LastPool {
    account: String,
    region: String,
    pool: UserPoolId,
}

impl Default for State {
    fn default() -> Self {
        Self { version: VERSION, last_pools: Vec::new() }
    }
}

impl State {
    /// What was remembered in the state folder; nothing, if its file is missing or makes no sense.
    #[must_use]
    pub fn load(state_folder: &Path) -> Self {
        state_folder::check(state_folder).and_then(|()| read(state_folder)).unwrap_or_default()
    }

    /// The pool last used there.
    #[must_use]
    pub fn last_pool(&self, account: &str, region: &str) -> Option<&UserPoolId> {
        self.last_pools.iter().find(|last| last.is_of(account, region)).map(|last| &last.pool)
    }

    /// Remembers a pool as the one last used there.
    pub fn use_pool(&mut self, account: &str, region: &str, pool: UserPoolId) {
        self.last_pools.retain(|last| !last.is_of(account, region));
        self.last_pools.insert(0, LastPool { account: account.to_owned(), region: region.to_owned(), pool });
        self.last_pools.truncate(MOST);
    }

    /// Writes it, all of it or nothing.
    ///
    /// # Errors
    /// A sentence for a note.
    pub fn save(&self, state_folder: &Path) -> Result<(), String> {
        let written = serde_json::to_string(self)
            .map_err(io::Error::from)
            .and_then(|json| state_folder::stage(state_folder, &json))
            .and_then(|staged| staged.persist(state_folder.join(FILE)).map_err(io::Error::from));
        let sentence = |error| format!("The user pool was not remembered: {}.", state_folder::reason(&error));
        written.map(drop).map_err(sentence)
    }
}

impl LastPool {
    fn is_of(&self, account: &str, region: &str) -> bool {
        self.account == account && self.region == region
    }
}

fn read(state_folder: &Path) -> io::Result<State> {
    let file = state_folder::open(&state_folder.join(FILE))?;
    let state: State = serde_json::from_str(&state_folder::read(&file)?)?;
    if state.version == VERSION { Ok(state) } else { Err(io::ErrorKind::InvalidData.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    const ACCOUNT: &str = "111122223333";

    fn pool(id: &str) -> UserPoolId {
        UserPoolId::parse(id).unwrap()
    }

    #[test]
    fn the_last_pool_of_each_account_and_region_is_remembered() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state");
        let mut state = State::load(&folder);
        assert_eq!(state.last_pool(ACCOUNT, "us-east-1"), None);
        state.use_pool(ACCOUNT, "us-east-1", pool("us-east-1_A"));
        state.use_pool(ACCOUNT, "eu-west-1", pool("eu-west-1_B"));
        state.use_pool(ACCOUNT, "us-east-1", pool("us-east-1_C"));
        state.save(&folder).unwrap();

        let state = State::load(&folder);
        assert_eq!(state.last_pool(ACCOUNT, "us-east-1"), Some(&pool("us-east-1_C")));
        assert_eq!(state.last_pool(ACCOUNT, "eu-west-1"), Some(&pool("eu-west-1_B")));
        assert_eq!(state.last_pool("444455556666", "us-east-1"), None);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join(FILE))), (0o700, 0o600));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn it_stays_small() {
        let mut state = State::default();
        for n in 0..200 {
            state.use_pool(&format!("{n:012}"), "us-east-1", pool("us-east-1_A"));
        }
        assert_eq!(state.last_pools.len(), MOST);
        assert!(state.last_pool("000000000199", "us-east-1").is_some());
        assert!(state.last_pool("000000000000", "us-east-1").is_none());
    }

    #[rstest]
    #[case("")]
    #[case("[]")]
    #[case(r#"{"version":2,"last_pools":[]}"#)]
    #[case(r#"{"version":1,"last_pools":[{"account":"1","region":"r","pool":"\u001b[2J"}]}"#)]
    #[case(r#"{"version":1,"last_pools":[],"last_pools":[]}"#)]
    fn a_broken_file_is_empty_and_is_written_over(#[case] json: &str) {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(FILE), json).unwrap();
        let mut state = State::load(home.path());
        assert_eq!(state, State::default());
        state.use_pool(ACCOUNT, "us-east-1", pool("us-east-1_A"));
        state.save(home.path()).unwrap();
        assert_eq!(State::load(home.path()), state);
    }

    #[test]
    fn a_link_is_replaced_and_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("target");
        State { last_pools: Vec::new(), version: VERSION }.save(home.path()).unwrap();
        fs::rename(home.path().join(FILE), &target).unwrap();
        let before = fs::read(&target).unwrap();
        symlink(&target, home.path().join(FILE)).unwrap();
        let mut state = State::load(home.path());
        state.use_pool(ACCOUNT, "us-east-1", pool("us-east-1_A"));
        state.save(home.path()).unwrap();
        assert_eq!(fs::read(&target).unwrap(), before);
        assert_eq!(State::load(home.path()), state);
    }

    #[test]
    fn a_folder_that_cannot_be_is_a_sentence() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = State::default().save(&file.path().join("below")).unwrap_err();
        assert_eq!(error, "The user pool was not remembered: Not a directory.");
    }
}
