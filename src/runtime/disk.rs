//! Effects that only need the disk.

#![expect(clippy::wildcard_enum_match_arm, reason = "all other effects go elsewhere")]

use std::path::Path;
use std::time::Duration;

use crate::app::{DraftOffer, Effect, LastUsed, Msg, SentRequest};
use crate::drafts::{self, Drafts, Found, RequestSent};
use crate::presets;
use crate::secret_file;
use crate::state::State;

/// How long a request waits for the disk to know of it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something that only needs the disk, and its answer.
pub(super) type Work = Box<dyn FnOnce() -> Option<Msg> + Send>;

/// What only needs the disk; the effect itself if it is none of these.
pub(super) fn work(effect: Effect, drafts: &Drafts, folder: Option<&Path>) -> Result<Work, Effect> {
    let drafts = drafts.clone();
    let folder = folder.map(Path::to_path_buf);
    Ok(match effect {
        Effect::RecallPool(LastUsed { account, region }) => {
            Box::new(move || State::load(&folder?).last_pool(&account, &region).cloned().map(Msg::Recalled))
        }
        Effect::RememberPool(LastUsed { account, region }, pool) => Box::new(move || {
            let folder = folder?;
            let mut state = State::load(&folder);
            state.use_pool(&account, &region, pool);
            // A convenience: that it cannot be kept is not worth a word.
            drop(state.save(&folder));
            None
        }),
        Effect::SaveSecret(path, secret) => Box::new(move || Some(Msg::Saved(secret_file::write(&path, &secret)))),
        Effect::FindPresets => Box::new(|| Some(Msg::Presets(presets::all(presets::folder().as_deref())))),
        Effect::FindDrafts => Box::new(move || Some(Msg::Drafts(drafts.list().into_iter().map(offer).collect()))),
        Effect::ResumeDraft(id) => Box::new(move || {
            let file = drafts.resume(&id);
            Some(Msg::Resumed(file.map(|file| Box::new(offer(Found { id, file })))))
        }),
        Effect::DiscardDraft(id) => Box::new(move || Some(Msg::DraftSaved(drafts.discard(&id)))),
        Effect::SaveDraft => Box::new(move || Some(Msg::DraftSaved(drafts.save()))),
        Effect::SettleDraft(still_open) => Box::new(move || {
            let Some((sent, ago)) = still_open else {
                drafts.settled();
                return Some(Msg::DraftSaved(drafts.save()));
            };
            Some(Msg::DraftSaved(drafts.sending(record(*sent, ago))))
        }),
        other => return Err(other),
    })
}

fn offer(found: Found) -> DraftOffer {
    let now = drafts::now();
    let sent_ago = found.file.request_sent.as_ref().map(|sent| sent.age(now));
    DraftOffer { id: found.id, age: found.file.age(now), file: found.file, sent_ago }
}

/// What the disk has to know of a request.
fn record(sent: SentRequest, ago: Duration) -> RequestSent {
    RequestSent {
        at: drafts::now().saturating_sub(ago.as_secs()),
        aws_clock: None,
        pool: sent.pool,
        name: sent.name,
        before: sent.before,
    }
}

/// Before a request leaves, the disk knows of it. A disk that does not answer holds nothing up.
pub(super) async fn write_down(drafts: Drafts, sent: SentRequest) {
    let sent = record(sent, Duration::ZERO);
    let written = tokio::task::spawn_blocking(move || drafts.sending(sent));
    drop(tokio::time::timeout(PATIENCE, written).await);
}
