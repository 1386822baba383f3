//! Effects that take time, each in a task of its own.

use std::path::PathBuf;

use crate::app::{Effect, Msg};
use crate::cognito::{self, Cognito, ServiceError};
use crate::drafts::Drafts;
use crate::names::{self, Listed};
use crate::receipts;
use crate::runtime::{Backend, Event, Sender, disk, worker};

/// What the calls need: where they go, where their answers go, and where answers are kept.
pub(super) struct Calls {
    sender: Sender,
    backend: Backend,
    /// Where answers are kept.
    pub(super) drafts: Drafts,
    /// Where small things are remembered.
    state_folder: Option<PathBuf>,
    listed: Listed,
    /// Where calls run, once one was made.
    worker: Option<tokio::runtime::Handle>,
    session: Option<Cognito>,
    /// Sessions that were asked for; only the last one counts.
    connects: u64,
}

impl Calls {
    pub(super) fn new(sender: Sender, backend: Backend) -> Self {
        let drafts = Drafts::default();
        let (state_folder, listed) = (None, Listed::default());
        Self { sender, backend, drafts, state_folder, listed, worker: None, session: None, connects: 0 }
    }

    pub(super) fn keep_in(&mut self, drafts: Drafts, state_folder: Option<PathBuf>) {
        self.drafts = drafts;
        self.listed = Listed::new(state_folder.clone());
        self.state_folder = state_folder;
    }

    /// Takes a session over, unless another one was asked for since.
    pub(super) fn connected(&mut self, number: u64, answer: Result<Cognito, ServiceError>) -> Option<Msg> {
        if number != self.connects {
            return None;
        }
        Some(Msg::Connected(answer.map(|session| {
            let info = session.session().clone();
            self.session = Some(session);
            info
        })))
    }

    /// The next thing may be the end, which writes what is kept: nothing.
    pub(super) fn delete_draft(&mut self) {
        self.drafts.forget();
        self.call(Effect::SaveDraft);
    }

    /// Starts what the effect asks for; its answer comes as an event.
    pub(super) fn call(&mut self, effect: Effect) {
        let sender = self.sender.clone();
        let effect = match disk::work(effect, &self.drafts, self.state_folder.as_deref()) {
            Ok(work) => {
                // A slow disk must not hold up the keys.
                tokio::task::spawn_blocking(move || {
                    if let Some(msg) = work() {
                        drop(sender.send(Event::Answer(msg)));
                    }
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
        let (drafts, listed) = (self.drafts.clone(), self.listed.clone());
        self.worker().spawn(async move {
            let event = match (effect, session) {
                (Effect::Connect(target), _) => Event::Session(number, Box::new(backend.connect(target).await)),
                (Effect::ListProfiles, _) => Event::Answer(Msg::Profiles(cognito::profiles().await)),
                (effect, Some(session)) => match answer(effect, session, drafts, listed).await {
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

/// A slow disk must not hold up the answer.
fn keep_names(work: Option<names::Work>) {
    if let Some(work) = work {
        tokio::task::spawn_blocking(work);
    }
}

/// Makes the call; `None` for effects that are none.
async fn answer(effect: Effect, cognito: Cognito, drafts: Drafts, listed: Listed) -> Option<Msg> {
    Some(match effect {
        Effect::Identify(ticket) => Msg::Identified(ticket, cognito.identify().await),
        Effect::LoadPools(ticket, next) => {
            let is_first = next.is_none();
            let answer = cognito.list_pools(next).await;
            if let Ok(page) = &answer {
                keep_names(listed.pools(is_first, page));
            }
            Msg::Pools(ticket, answer)
        }
        Effect::LoadPool(ticket, id) => Msg::Pool(ticket, Box::new(cognito.describe_pool(&id).await)),
        Effect::LoadClients(ticket, id, next) => {
            let is_first = next.is_none();
            let answer = cognito.list_clients(&id, next).await;
            if let Ok(page) = &answer {
                keep_names(listed.clients(&id, is_first, page));
            }
            Msg::Clients(ticket, answer)
        }
        Effect::Create(ticket, sent, spec) => {
            disk::write_down(drafts, *sent).await;
            Msg::Created(ticket, Box::new(cognito.create(&spec).await))
        }
        Effect::DescribeClient(ticket, pool, id) => {
            Msg::Client(ticket, Box::new(cognito.describe_client(&pool, &id).await))
        }
        Effect::ListSecrets(ticket, pool, id) => Msg::Secrets(ticket, cognito.list_secrets(&pool, &id).await),
        Effect::Update(ticket, update) => Msg::Updated(ticket, Box::new(cognito.update(&update).await)),
        Effect::DeleteClient(ticket, pool, id) => Msg::Deleted(ticket, cognito.delete_client(&pool, &id).await),
        Effect::AddSecret(ticket, pool, id, own) => {
            Msg::SecretAdded(ticket, Box::new(cognito.add_secret(&pool, &id, own.as_ref()).await))
        }
        Effect::DeleteSecret(ticket, pool, id, secret) => {
            Msg::SecretDeleted(ticket, cognito.delete_secret(&pool, &id, &secret).await)
        }
        Effect::Look(ticket, what) => Msg::Looked(ticket, cognito.look_for(&what).await),
        Effect::PrintRequest(spec) => Msg::Request(cognito.request_json(&spec).await),
        Effect::Connect(_)
        | Effect::ListProfiles
        | Effect::FindPresets
        | Effect::RecallPool(_)
        | Effect::RememberPool(..)
        | Effect::FindDrafts
        | Effect::ResumeDraft(_)
        | Effect::DiscardDraft(_)
        | Effect::KeepDraft(_)
        | Effect::SaveDraft
        | Effect::SettleDraft(_)
        | Effect::DeleteDraft
        | Effect::Copy(_)
        | Effect::KeepReceipt(_)
        | Effect::SaveSecret(..)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit(_) => return None,
    })
}
