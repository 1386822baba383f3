//! Effects that take time, each in a task of its own.

use crate::app::{Effect, Msg};
use crate::cognito::{Cognito, ErrorKind, ServiceError};
use crate::receipts;
use crate::runtime::{Backend, Event, Runtime, worker};
use crate::secret_file;
use crate::terminal::Surface;

impl<S: Surface> Runtime<S> {
    /// Starts what the effect asks for; its answer comes as an event.
    pub(super) fn call(&mut self, effect: Effect) {
        let sender = self.sender.clone();
        if let Effect::SaveSecret(path, secret) = effect {
            // A slow disk must not hold up the keys.
            tokio::task::spawn_blocking(move || {
                drop(sender.send(Event::Answer(Msg::Saved(secret_file::write(&path, &secret)))));
            });
            return;
        }
        let backend = self.backend.clone();
        let session = self.session.clone().filter(|_| !self.stale);
        self.worker().spawn(async move {
            let session = match session {
                Some(session) if !matches!(effect, Effect::Connect) => Ok(session),
                Some(_) | None => {
                    let made = backend.connect().await;
                    // An error is told once: by the call that it stopped, or as the answer to Connect.
                    if let Ok(session) = &made {
                        drop(sender.send(Event::Session(Box::new(Ok(session.clone())))));
                    }
                    made
                }
            };
            let event = match (effect, session) {
                (Effect::Connect, Ok(_)) => return,
                (Effect::Connect, Err(error)) => Event::Session(Box::new(Err(error))),
                (effect, session) => match answer(effect, session).await {
                    Some(msg) => {
                        keep_receipt(&msg);
                        Event::Answer(msg)
                    }
                    None => return,
                },
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

/// Makes the call; `None` for effects that are none.
async fn answer(effect: Effect, session: Result<Cognito, ServiceError>) -> Option<Msg> {
    Some(match effect {
        Effect::Identify => Msg::Identified(match session {
            Ok(cognito) => cognito.identify().await,
            Err(error) => Err(error),
        }),
        Effect::LoadPools(ticket, next) => Msg::Pools(
            ticket,
            match session {
                Ok(cognito) => cognito.list_pools(next).await,
                Err(error) => Err(error),
            },
        ),
        Effect::LoadPool(ticket, id) => Msg::Pool(
            ticket,
            Box::new(match session {
                Ok(cognito) => cognito.describe_pool(&id).await,
                Err(error) => Err(error),
            }),
        ),
        Effect::LoadClientNames(id, next) => {
            let names = match session {
                Ok(cognito) => cognito.list_client_names(&id, next).await,
                Err(error) => Err(error),
            };
            Msg::ClientNames(id, names)
        }
        Effect::Create(ticket, spec) => Msg::Created(
            ticket,
            Box::new(match session {
                Ok(cognito) => cognito.create(&spec).await,
                Err(error) => Err(error),
            }),
        ),
        Effect::PrintRequest(spec) => Msg::Request(match session {
            Ok(cognito) => cognito.request_json(&spec).await,
            Err(error) => Err(error),
        }),
        Effect::Connect
        | Effect::Copy(_)
        | Effect::SaveSecret(..)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit(_) => return None,
    })
}

/// True if the answer says that the credentials are of no use.
pub(super) fn wants_new_session(msg: &Msg) -> bool {
    let error = match msg {
        Msg::Pools(_, Err(error)) | Msg::Identified(Err(error)) | Msg::ClientNames(_, Err(error)) => Some(error),
        Msg::Pool(_, answer) => answer.as_ref().as_ref().err(),
        Msg::Created(_, answer) => answer.as_ref().as_ref().err(),
        Msg::Pools(_, Ok(_))
        | Msg::Identified(Ok(_))
        | Msg::ClientNames(_, Ok(_))
        | Msg::Key(_)
        | Msg::Paste(_)
        | Msg::Resize(..)
        | Msg::Tick
        | Msg::Drawn { .. }
        | Msg::Connected(_)
        | Msg::Request(_)
        | Msg::Saved(_)
        | Msg::NotSuspended
        | Msg::Quit(_) => None,
    };
    error.is_some_and(|error| matches!(error.kind, ErrorKind::NoCredentials | ErrorKind::Expired))
}
