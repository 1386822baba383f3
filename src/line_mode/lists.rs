//! The two lists: user pools, and the app clients of one.

use crate::app::{Listing, PoolFocus};
use crate::app_client::UserPoolId;
use crate::keys::Action;
use crate::line_mode::Dialogue;
use crate::line_mode::words::Said;
use crate::text;

/// Rows that are said at once.
const PAGE: usize = 10;

/// A row: what it is called, and its ID.
type Row = (String, String);

impl Dialogue {
    pub(super) fn tell_pools(&mut self) {
        self.greet();
        let pools = &self.model.pools;
        if let Some(error) = &pools.id_error {
            let line = format!("Error. {}", error.text);
            return self.say(line);
        }
        if let Listing::Failed(error) = &pools.listing {
            let lines =
                [format!("Error. The list of user pools could not be read. {}", error.sentence), error.advice.clone()];
            self.say_all(lines);
        } else if pools.list.is_empty() {
            let region = self.model.session.as_ref().map_or("this Region", |session| session.region.as_str());
            return self.say(format!("No user pools in {region}. Choose another Region, or create a pool first."));
        }
        if !self.rows().is_empty() {
            self.say_rows("user pool", 0);
        }
    }

    pub(super) fn question_pools(&self) -> String {
        let pools = &self.model.pools;
        if let Some(region) = pools.id_error.as_ref().and_then(|error| error.region.as_ref()) {
            return format!("y go to {region}, or type another pool ID: ");
        }
        let switch = if self.model.start.demo { "" } else { ", g Region, o profile" };
        if matches!(pools.listing, Listing::Failed(_)) && pools.list.is_empty() {
            return format!("A pool ID, t try again, d details{switch}, q quit: ");
        }
        let only = self.default_pool().map(|n| format!(" [{}]", n + 1)).unwrap_or_default();
        format!("Number, part of a name, or pool ID{}, t read again{switch}, q quit{only}: ", self.more_word())
    }

    /// The row that Enter takes: the only one, or the pool last used.
    fn default_pool(&self) -> Option<usize> {
        let rows = self.rows();
        let last = self.model.pools.last_used.as_ref().map(UserPoolId::as_str);
        if rows.len() == 1 { Some(0) } else { rows.iter().position(|(_, id)| Some(id.as_str()) == last) }
    }

    pub(super) fn answer_pools(&mut self, said: Said<'_>) {
        let goes_elsewhere = self.model.region_repair().is_some();
        // These are keys of the list, and the field for an ID may have the focus.
        if self.model.pools.focus != PoolFocus::List && matches!(said, Said::Text("g" | "o" | "t")) {
            self.act(Action::Back);
        }
        match said {
            Said::Text(text) if self.is_text => self.find_row("user pool", text),
            Said::Text("y") if goes_elsewhere => _ = self.act(Action::Repair),
            Said::Text("g") if self.can(Action::SwitchRegion) => _ = self.act(Action::SwitchRegion),
            Said::Text("o") if self.can(Action::SwitchProfile) => _ = self.act(Action::SwitchProfile),
            Said::Text("t") => {
                self.act(Action::Refresh);
                self.told = None;
            }
            Said::Text("d") => self.say_details(),
            Said::Back => _ = self.act(Action::Cancel),
            Said::Help(_) => self.say_help(),
            Said::Keep => match self.default_pool() {
                Some(n) => self.take_row(n),
                None => self.say("Error. Type the number of a pool."),
            },
            Said::Review => self.not_understood(),
            // Without a list nothing but an ID leads on.
            Said::Text(text) if self.model.pools.list.is_empty() => match UserPoolId::parse(text) {
                Ok(_) => self.paste(text),
                Err(error) => self.say(format!("Error. {error}")),
            },
            Said::Text(text) => self.find_row("user pool", text),
            Said::Quit => {}
        }
    }

    pub(super) fn tell_clients(&mut self) {
        self.greet();
        let listing = self.model.client_list().map(|list| &list.listing);
        if let Some(Listing::Failed(error)) = listing {
            let lines =
                [format!("Error. The app clients could not be listed. {}", error.sentence), error.advice.clone()];
            self.say_all(lines);
        }
        if self.rows().is_empty() {
            return self.say("No app clients in this pool.");
        }
        self.say_rows("app client", 0);
    }

    pub(super) fn question_clients(&self) -> String {
        let more = self.more_word();
        format!(
            "n new app client. Number, part of a name, or Client ID shows one{more}, t read again, b pools, q quit: "
        )
    }

    pub(super) fn answer_clients(&mut self, said: Said<'_>) {
        match said {
            Said::Text(text) if self.is_text => self.find_row("app client", text),
            Said::Text("n") => _ = self.act(Action::NewClient),
            Said::Text("t") => {
                self.act(Action::Refresh);
                self.told = None;
            }
            Said::Text("d") => self.say_details(),
            Said::Text("g") if self.can(Action::SwitchRegion) => _ = self.act(Action::SwitchRegion),
            Said::Text("o") if self.can(Action::SwitchProfile) => _ = self.act(Action::SwitchProfile),
            Said::Back => _ = self.act(Action::Back),
            Said::Help(_) => self.say_help(),
            Said::Keep | Said::Review => self.not_understood(),
            Said::Text(text) => self.find_row("app client", text),
            Said::Quit => {}
        }
    }

    fn more_word(&self) -> &'static str {
        if self.more_from < self.rows().len() { ", m more" } else { "" }
    }

    /// The rows that pass the filter.
    fn rows(&self) -> Vec<Row> {
        let on_clients = matches!(self.model.screen, crate::app::Screen::Clients);
        let all: Vec<Row> = if on_clients {
            let rows = self.model.client_list().map(crate::app::ClientList::rows).unwrap_or_default();
            rows.iter().map(|client| (client.name.clone(), client.id.clone())).collect()
        } else {
            self.model.pools.list.iter().map(|pool| (pool.name.clone(), pool.id.to_string())).collect()
        };
        let filter = self.filter.to_lowercase();
        all.into_iter()
            .filter(|(name, id)| name.to_lowercase().contains(&filter) || id.to_lowercase().contains(&filter))
            .collect()
    }

    /// Says a page of rows from number `from` on.
    fn say_rows(&mut self, noun: &str, from: usize) {
        let rows = self.rows();
        if from == 0 {
            let with = if self.filter.is_empty() { String::new() } else { format!(" with {}", self.filter) };
            self.say(format!("{}{with}.", text::count(rows.len(), noun)));
        }
        for (n, (name, id)) in rows.iter().enumerate().skip(from).take(PAGE) {
            self.say(format!("{} {}, {id}", n + 1, text::clean(name)));
        }
        self.more_from = from + PAGE;
    }

    /// A number, an ID, `m`, or a part of a name.
    fn find_row(&mut self, noun: &str, answer: &str) {
        if answer == "m" && !self.is_text && self.more_from < self.rows().len() {
            return self.say_rows(noun, self.more_from);
        }
        let rows = self.rows();
        if let Ok(n) = answer.parse::<usize>() {
            return match n.checked_sub(1).filter(|n| *n < rows.len()) {
                Some(n) => self.take_row(n),
                None => self.say(format!("Error. Type a number from 1 to {}.", rows.len())),
            };
        }
        if self.is_id(answer) {
            return self.paste(answer);
        }
        let before = std::mem::replace(&mut self.filter, answer.to_owned());
        if self.rows().is_empty() {
            self.filter = before;
            return self.say(format!("Error. No {noun} has {} in its name or ID.", text::clean(answer)));
        }
        self.say_rows(noun, 0);
    }

    fn is_id(&self, answer: &str) -> bool {
        let on_clients = matches!(self.model.screen, crate::app::Screen::Clients);
        let is_listed = self.rows().iter().any(|(_, id)| id == answer);
        let is_pool_id = || UserPoolId::parse(answer).is_ok();
        is_listed || if on_clients { answer.len() >= 20 && crate::app::is_client_id(answer) } else { is_pool_id() }
    }

    /// Its ID, pasted on the list, opens it.
    fn take_row(&mut self, n: usize) {
        if let Some((_, id)) = self.rows().into_iter().nth(n) {
            self.paste(&id);
        }
    }
}
