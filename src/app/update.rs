//! Messages in, effects out: who answers to what.

use std::time::Duration;

use crate::app::{Effect, Model, Msg};
use crate::cognito::Target;

impl Model {
    /// The first effect, asked for after the first frame.
    #[must_use]
    pub fn begin(&self) -> Vec<Effect> {
        let drafts = self.start.drafts.then_some(Effect::FindDrafts);
        drafts.into_iter().chain([Effect::Connect(Target::default())]).collect()
    }

    /// Takes a message in; `at` is the time since the start.
    #[must_use]
    pub fn update(&mut self, at: Duration, msg: Msg) -> Vec<Effect> {
        self.now = self.now.max(at);
        match msg {
            Msg::Key(press) => {
                let effects = self.on_key(press);
                self.keep_draft().into_iter().chain(effects).collect()
            }
            Msg::Paste(text) => {
                let effects = self.on_paste(&text);
                self.keep_draft().into_iter().chain(effects).collect()
            }
            Msg::Resize(columns, rows) => {
                self.size = (columns, rows);
                self.hide_secret();
                self.page.resized();
                Vec::new()
            }
            Msg::Tick => self.on_tick(),
            Msg::Drawn { page, lines } => {
                self.page.drawn(page, self.now, lines);
                self.on_screen = lines;
                Vec::new()
            }
            Msg::Connected(answer) => self.on_connected(answer),
            Msg::Drafts(offers) => self.on_drafts(offers),
            Msg::Resumed(offer) => self.on_resumed(offer.map(|offer| *offer)),
            Msg::DraftSaved(answer) => match answer {
                Ok(()) => Vec::new(),
                Err(sentence) => self.say(sentence),
            },
            Msg::Recalled(id) => self.on_recalled(id),
            Msg::Profiles(answer) => self.on_profiles(answer),
            Msg::Presets(found) => self.on_presets(found),
            Msg::Identified(ticket, answer) => self.on_identified(ticket, answer),
            Msg::Pools(ticket, answer) => self.on_pools(ticket, answer),
            Msg::Pool(ticket, answer) => self.on_pool(ticket, *answer),
            Msg::Clients(ticket, answer) => self.on_clients(ticket, answer),
            Msg::Created(ticket, answer) => self.on_created(ticket, *answer),
            Msg::Client(ticket, answer) => self.on_client(ticket, *answer),
            Msg::Secrets(ticket, answer) => self.on_secrets(ticket, answer),
            Msg::Updated(ticket, answer) => self.on_updated(ticket, *answer),
            Msg::Deleted(ticket, answer) => self.on_deleted(ticket, answer),
            Msg::SecretAdded(ticket, answer) => self.on_secret_added(ticket, *answer),
            Msg::SecretDeleted(ticket, answer) => self.on_secret_deleted(ticket, answer),
            Msg::Looked(ticket, answer) => self.on_looked(ticket, answer),
            Msg::Request(answer) => self.on_request(answer),
            Msg::Saved(answer) => self.on_saved(answer),
            Msg::NotSuspended => self.say("Suspending would stop the shell that waits for this program."),
            Msg::Quit(why) => vec![Effect::Quit(self.exit_because(why))],
        }
    }
}
