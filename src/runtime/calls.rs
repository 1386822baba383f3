//! Effects that take time, each in a task of its own.

use std::path::Path;
use std::time::Duration;

use crate::app::{DraftOffer, Effect, LastUsed, Msg, SentRequest};
use crate::cognito::{self, Cognito};
use crate::drafts::{self, Drafts, Found, RequestSent};
use crate::receipts;
use crate::runtime::{Backend, Event, Runtime, worker};
use crate::secret_file;
use crate::state::State;
use crate::terminal::Surface;

/// How long a request waits for the disk to know of it.
const DISK_PATIENCE: Duration = Duration::from_secs(2);

impl<S: Surface> Runtime<S> {
    /// A draft that could not be written or deleted is told.
    pub(super) fn note_draft(&mut self, done: Result<(), String>) -> Vec<Effect> {
        let now = self.now();
        self.model.update(now, Msg::DraftSaved(done))
    }

    /// Starts what the effect asks for; its answer comes as an event.
    pub(super) fn call(&mut self, effect: Effect) {
        let sender = self.sender.clone();
        let effect = match on_disk(effect, &self.drafts, self.state_folder.as_deref()) {
            Ok(work) => {
                // A slow disk must not hold up the keys.
                tokio::task::spawn_blocking(move || {
                    work().into_iter().for_each(|msg| drop(sender.send(Event::Answer(msg))));
                });
                return;
            }
            Err(effect) => effect,
        };
        if matches!(effect, Effect::Connect(_)) {
            self.connects += 1;
        }
        let (backend, number) = (self.backend.clone(), self.connects);
        // The model asks for nothing before it is connected.
        let session = self.session.clone();
        let drafts = self.drafts.clone();
        self.worker().spawn(async move {
            let event = match (effect, session) {
                (Effect::Connect(target), _) => Event::Session(number, Box::new(backend.connect(target).await)),
                (Effect::ListProfiles, _) => Event::Answer(Msg::Profiles(cognito::profiles().await)),
                (effect, Some(session)) => match answer(effect, session, drafts).await {
                    Some(msg) => {
                        keep_receipt(&msg);
                        Event::Answer(msg)
                    }
                    None => return,
                },
                (_, None) => return,
            };
            // Nobody listens any more once the program is on its way out.
            drop(sender.send(event));
        });
    }

    /// Where calls run: those to AWS on a thread of their own, those to a service within this process
    /// between two events. If the system gives us no thread, a blocking file blocks us too.
    fn worker(&mut self) -> tokio::runtime::Handle {
        let start = || match self.backend {
            Backend::Aws(_) => worker::start().unwrap_or_else(|_| tokio::runtime::Handle::current()),
            Backend::Demo(_) | Backend::Fixed(_) => tokio::runtime::Handle::current(),
        };
        self.worker.get_or_insert_with(start).clone()
    }
}

/// Before anything else happens to the answer: a signal may be ahead of it in the queue.
fn keep_receipt(msg: &Msg) {
    if let Msg::Created(_, answer) = msg
        && let Ok(created) = answer.as_ref()
    {
        receipts::add(&created.client_id);
    }
}

/// Something that only needs the disk, and its answer.
type Work = Box<dyn FnOnce() -> Option<Msg> + Send>;

/// What only needs the disk; the effect itself if it is none of these.
fn on_disk(effect: Effect, drafts: &Drafts, folder: Option<&Path>) -> Result<Work, Effect> {
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
        Effect::FindDrafts => Box::new(move || Some(Msg::Drafts(drafts.list().into_iter().map(offer).collect()))),
        Effect::ResumeDraft(id) => Box::new(move || {
            let file = drafts.resume(&id);
            Some(Msg::Resumed(file.map(|file| Box::new(offer(Found { id, file })))))
        }),
        Effect::DiscardDraft(id) => Box::new(move || Some(Msg::DraftSaved(drafts.discard(&id)))),
        Effect::SaveDraft => Box::new(move || Some(Msg::DraftSaved(drafts.save()))),
        Effect::SettleDraft => Box::new(move || {
            drafts.settled();
            Some(Msg::DraftSaved(drafts.save()))
        }),
        other => return Err(other),
    })
}

fn offer(found: Found) -> DraftOffer {
    let now = drafts::now();
    let sent_ago = found.file.request_sent.as_ref().map(|sent| sent.age(now));
    DraftOffer { id: found.id, age: found.file.age(now), file: found.file, sent_ago }
}

/// Before a request leaves, the disk knows of it. A disk that does not answer holds nothing up.
async fn write_down(drafts: Drafts, sent: SentRequest) {
    let sent =
        RequestSent { at: drafts::now(), aws_clock: None, pool: sent.pool, name: sent.name, before: sent.before };
    let written = tokio::task::spawn_blocking(move || drafts.sending(sent));
    drop(tokio::time::timeout(DISK_PATIENCE, written).await);
}

/// Makes the call; `None` for effects that are none.
async fn answer(effect: Effect, cognito: Cognito, drafts: Drafts) -> Option<Msg> {
    Some(match effect {
        Effect::Identify(ticket) => Msg::Identified(ticket, cognito.identify().await),
        Effect::LoadPools(ticket, next) => Msg::Pools(ticket, cognito.list_pools(next).await),
        Effect::LoadPool(ticket, id) => Msg::Pool(ticket, Box::new(cognito.describe_pool(&id).await)),
        Effect::LoadClients(ticket, id, next) => Msg::Clients(ticket, cognito.list_clients(&id, next).await),
        Effect::Create(ticket, sent, spec) => {
            write_down(drafts, *sent).await;
            Msg::Created(ticket, Box::new(cognito.create(&spec).await))
        }
        Effect::Look(ticket, what) => Msg::Looked(ticket, cognito.look_for(&what).await),
        Effect::PrintRequest(spec) => Msg::Request(cognito.request_json(&spec).await),
        Effect::Connect(_)
        | Effect::ListProfiles
        | Effect::RecallPool(_)
        | Effect::RememberPool(..)
        | Effect::FindDrafts
        | Effect::ResumeDraft(_)
        | Effect::DiscardDraft(_)
        | Effect::KeepDraft(_)
        | Effect::SaveDraft
        | Effect::SettleDraft
        | Effect::DeleteDraft
        | Effect::Copy(_)
        | Effect::KeepReceipt(_)
        | Effect::SaveSecret(..)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit(_) => return None,
    })
}
