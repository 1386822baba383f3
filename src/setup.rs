//! From the options of the command line to what a run works with.

use std::path::PathBuf;

use crate::app_client::UserPoolId;
use crate::cli::Options;
use crate::cognito;
use crate::drafts::{DraftStore, Drafts};
use crate::runtime::Backend;
use crate::state_folder;

/// The drafts of this host.
#[must_use]
pub fn drafts(options: &Options) -> Drafts {
    state_folder(options).map(|folder| Drafts::new(DraftStore::new(&folder))).unwrap_or_default()
}

/// Where what stays between two runs is. The demo has a folder of its own: its drafts must not be
/// offered against AWS.
#[must_use]
pub fn state_folder(options: &Options) -> Option<PathBuf> {
    let folder = state_folder::locate().filter(|_| !options.no_drafts)?;
    Some(if options.demo { folder.join("demo") } else { folder })
}

/// Where the calls go; the Region of `pool` counts where nothing else names one.
#[must_use]
pub fn backend(options: &Options, pool: Option<&UserPoolId>) -> Backend {
    if options.demo {
        return Backend::demo();
    }
    Backend::Aws(cognito::Options {
        profile: options.profile.clone(),
        region: options.region.clone(),
        endpoint_url: options.endpoint_url.clone(),
        pool_region: pool.and_then(|id| id.region()).map(str::to_owned),
    })
}
