//! What a list of clients lacks (secret, dates, flows), asked for the rows on the screen only and
//! slowly: the service takes five descriptions a second for a pool.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::time::Duration;

use crate::app::retry::Retry;
use crate::app::{Effect, Link, Model, Screen, Ticket};
use crate::app_client::AppClient;
use crate::cognito::{ErrorKind, ServiceError};
use crate::text;

/// So many requests may leave in a second; the quota is 5 a second for each pool and operation, and
/// a client that is opened is described, too.
const MOST_A_SECOND: usize = 4;
/// A second, and what the network may push two requests together.
const SECOND: Duration = Duration::from_millis(1_050);
/// Between two of them, so that they do not come in bursts.
const PAUSE: Duration = Duration::from_millis(250);
/// So many may be on their way.
const MOST_UNDER_WAY: usize = 4;
/// After so many failures of the network one after the other nothing more is asked.
const MOST_FAILURES: u8 = 3;

/// Of a flow that is newer than this program.
const LONGEST_WORD: usize = 40;

/// Facts of the clients of one pool.
pub struct ClientFacts {
    known: BTreeMap<String, Fact>,
    /// Secrets that are known from elsewhere: this run made the client, or listed its secrets.
    secrets: BTreeMap<String, bool>,
    /// Clients on the screen that lack them, the newest need last.
    needs: Vec<String>,
    under_way: Vec<(Ticket, String)>,
    /// When the last requests left.
    sent: VecDeque<Duration>,
    retry: Retry,
    failures: u8,
    /// Why nothing more is asked.
    stopped: Option<String>,
}

/// What came of asking for a client.
pub enum Fact {
    /// This.
    Known(ClientFact),
    /// It could not be read; why.
    NotKnown(String),
}

/// What the list says of a client besides name and ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientFact {
    /// If it has a secret; `None` if that was not told: it may have one of its owner's.
    pub secret: Option<bool>,
    /// `2026-11-25 14:05:12 UTC`
    pub created: Option<Box<str>>,
    /// The same of the last change.
    pub modified: Option<Box<str>>,
    /// Flows in short words.
    pub flows: Box<str>,
}

impl ClientFact {
    fn of(client: &AppClient) -> Self {
        let boxed = |text: &Option<String>| text.as_deref().map(Box::from);
        Self {
            secret: (client.secret.is_some() || client.secret_arn.is_some()).then_some(true),
            created: boxed(&client.created),
            modified: boxed(&client.modified),
            flows: flows(client).into_boxed_str(),
        }
    }

    /// The day of the last change.
    #[must_use]
    pub fn day(&self) -> &str {
        self.modified.as_deref().and_then(|moment| moment.split(' ').next()).unwrap_or_default()
    }
}

/// Flows in one word each, in the order of the wizard.
const SHORT: [(&str, &str); 9] = [
    ("ALLOW_USER_SRP_AUTH", "SRP"),
    ("ALLOW_USER_AUTH", "choice"),
    ("ALLOW_USER_PASSWORD_AUTH", "password"),
    ("USER_PASSWORD_AUTH", "password"),
    ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "admin"),
    ("ADMIN_NO_SRP_AUTH", "admin"),
    ("ALLOW_CUSTOM_AUTH", "custom"),
    ("CUSTOM_AUTH_FLOW_ONLY", "custom"),
    ("ALLOW_REFRESH_TOKEN_AUTH", "refresh"),
];

/// `SRP, custom, refresh`
fn flows(client: &AppClient) -> String {
    let flows = client.settings.list("ExplicitAuthFlows");
    // What is not told is the API's default.
    if flows.is_empty() {
        return "SRP, custom, refresh".to_owned();
    }
    let known = SHORT.iter().filter(|(wire, _)| flows.contains(wire)).map(|(_, word)| (*word).to_owned());
    let others = flows.iter().filter(|flow| SHORT.iter().all(|(wire, _)| wire != *flow));
    let others = others.map(|wire| {
        let word = wire.strip_prefix("ALLOW_").unwrap_or(wire);
        text::clean_short(word.strip_suffix("_AUTH").unwrap_or(word), LONGEST_WORD).to_lowercase()
    });
    known.chain(others).collect::<Vec<_>>().join(", ")
}

impl Default for ClientFacts {
    fn default() -> Self {
        Self::new()
    }
}

impl ClientFacts {
    /// Nothing was asked yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            known: BTreeMap::new(),
            secrets: BTreeMap::new(),
            needs: Vec::new(),
            under_way: Vec::new(),
            sent: VecDeque::new(),
            retry: Retry::none(),
            failures: 0,
            stopped: None,
        }
    }

    /// Nothing is known any more; what left lately still counts.
    pub(super) fn again(&mut self) -> Self {
        let (secrets, sent) = (std::mem::take(&mut self.secrets), std::mem::take(&mut self.sent));
        Self { secrets, sent, ..Self::new() }
    }

    /// What is known of a client; `None` while nothing came of asking yet.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.known.get(id)
    }

    /// Why nothing more is asked, if so.
    #[must_use]
    pub fn stopped(&self) -> Option<&str> {
        self.stopped.as_deref()
    }

    /// What was described is old; that it has a secret stays true.
    pub(super) fn read_again(&mut self, id: &str) {
        self.known.remove(id);
    }

    pub(super) fn forget(&mut self, id: &str) {
        self.known.remove(id);
        self.secrets.remove(id);
    }

    fn lacks(&self, id: &str) -> bool {
        !self.known.contains_key(id) && !self.under_way.iter().any(|(_, asked)| asked == id)
    }

    /// When the next request may leave.
    fn earliest(&self) -> Duration {
        let pause = self.sent.back().map_or(Duration::ZERO, |last| *last + PAUSE);
        let second = self.sent.front().filter(|_| self.sent.len() >= MOST_A_SECOND).map(|first| *first + SECOND);
        pause.max(second.unwrap_or_default()).max(self.retry.again().unwrap_or_default())
    }

    /// A description was asked for.
    fn note_sent(&mut self, now: Duration) {
        self.sent.push_back(now);
        if self.sent.len() > MOST_A_SECOND {
            self.sent.pop_front();
        }
    }

    /// The client to ask for now: the highlighted one, then the one that came on the screen last.
    /// What left the screen is not asked for any more.
    fn next_need(&mut self, on_screen: &[&str], highlighted: Option<&str>) -> Option<String> {
        let mut needs = std::mem::take(&mut self.needs);
        needs.retain(|id| on_screen.contains(&id.as_str()) && self.lacks(id));
        let new = |id: &&&str| self.lacks(id) && !needs.iter().any(|need| need == **id);
        let new: Vec<String> = on_screen.iter().rev().filter(new).map(|id| (*id).to_owned()).collect();
        needs.extend(new);
        let at = highlighted.and_then(|id| needs.iter().position(|need| need == id));
        let need = match at {
            Some(at) => Some(needs.remove(at)),
            None => needs.pop(),
        };
        self.needs = needs;
        need
    }

    fn take(&mut self, client: &AppClient) {
        let mut fact = ClientFact::of(client);
        fact.secret = fact.secret.or_else(|| self.secrets.get(&client.id).copied());
        self.known.insert(client.id.clone(), Fact::Known(fact));
    }

    fn failed(&mut self, id: String, error: ServiceError, now: Duration) {
        match error.kind {
            ErrorKind::Throttled if self.retry.plan(&error, now) => {}
            ErrorKind::NotFound | ErrorKind::Invalid(_) | ErrorKind::Other => {
                self.known.insert(id, Fact::NotKnown(error.sentence));
            }
            ErrorKind::Unanswered | ErrorKind::Unreachable if self.failures + 1 < MOST_FAILURES => {
                self.failures += 1;
                self.known.insert(id, Fact::NotKnown(error.sentence));
            }
            ErrorKind::NoRegion
            | ErrorKind::NoCredentials
            | ErrorKind::Expired
            | ErrorKind::Denied
            | ErrorKind::Throttled
            | ErrorKind::Limit
            | ErrorKind::Conflict
            | ErrorKind::Unreachable
            | ErrorKind::Unanswered => self.stopped = Some(error.sentence),
        }
    }
}

impl Model {
    /// The clients on the screen that lack facts can be asked for.
    fn lacks_facts(&self) -> bool {
        let Some(list) = self.pool.as_ref().map(|pool| &pool.clients) else { return false };
        let can_ask = self.link == Link::Up && self.overlay.is_none() && list.facts.stopped.is_none();
        can_ask
            && list.facts.under_way.len() < MOST_UNDER_WAY
            && list.clients_in(self.client_window()).any(|client| list.facts.lacks(&client.id))
    }

    pub(super) fn next_tick_of_facts(&self) -> Option<Duration> {
        let earliest = self.pool.as_ref().map(|pool| pool.clients.facts.earliest());
        earliest.filter(|_| self.lacks_facts())
    }

    /// Asks for one client on the screen, if it is time.
    pub(super) fn tick_facts(&mut self) -> Vec<Effect> {
        if !matches!(self.screen, Screen::Clients) || self.next_tick_of_facts().is_none_or(|at| at > self.now) {
            return Vec::new();
        }
        let (window, now, ticket): (Range<usize>, _, _) = (self.client_window(), self.now, self.ticket());
        let Some(pool) = &mut self.pool else { return Vec::new() };
        let list = &mut pool.clients;
        let mut facts = std::mem::take(&mut list.facts);
        let on_screen: Vec<&str> = list.clients_in(window).map(|client| client.id.as_str()).collect();
        let need = facts.next_need(&on_screen, list.highlighted_client().map(|client| client.id.as_str()));
        facts.retry.take_due(now);
        list.facts = facts;
        let Some(id) = need else { return Vec::new() };
        list.facts.note_sent(now);
        list.facts.under_way.push((ticket, id.clone()));
        vec![Effect::DescribeClient(ticket, pool.id.clone(), id)]
    }

    /// A description that a page asked for counts, too.
    pub(super) fn note_described(&mut self) {
        let now = self.now;
        if let Some(pool) = &mut self.pool {
            pool.clients.facts.note_sent(now);
        }
    }

    /// The answer to a question for facts is taken here; any other is handed back.
    pub(super) fn on_facts(
        &mut self,
        ticket: Ticket,
        answer: Result<AppClient, ServiceError>,
    ) -> Option<Result<AppClient, ServiceError>> {
        let now = self.now;
        let facts = self.pool.as_mut().map(|pool| &mut pool.clients.facts);
        let asked = facts.and_then(|facts| {
            let at = facts.under_way.iter().position(|(pending, _)| *pending == ticket)?;
            Some((facts.under_way.remove(at).1, facts))
        });
        let Some((id, facts)) = asked else { return Some(answer) };
        match answer {
            // Somebody between here and AWS mixes answers up; asking again would not end.
            Ok(client) if client.id != id => {
                facts.known.insert(id, Fact::NotKnown("The answer was about another app client.".to_owned()));
            }
            Ok(client) => {
                facts.failures = 0;
                if facts.retry.again().is_none() {
                    facts.retry = Retry::none();
                }
                self.note_client(&client);
            }
            Err(error) => {
                facts.failed(id, error.clone(), now);
                self.note_refused_credentials(&error);
            }
        }
        None
    }

    /// A client was read: its row says what it is now.
    pub(super) fn note_client(&mut self, client: &AppClient) {
        if let Some(pool) = self.pool.as_mut().filter(|pool| pool.id == client.pool) {
            pool.clients.rename(&client.id, &client.name());
            pool.clients.facts.take(client);
        }
    }

    /// If the client that the answers come from has a secret; `None` if nobody knows.
    pub(super) fn source_has_secret(&self, source: &AppClient) -> Option<bool> {
        let is_told = source.secret.is_some() || source.secret_arn.is_some();
        let noted = || self.pool.as_ref().and_then(|pool| pool.clients.facts.secrets.get(&source.id).copied());
        if is_told { Some(true) } else { noted() }
    }

    /// It is known if a client has a secret.
    pub(super) fn note_secret(&mut self, id: &str, has_secret: bool) {
        let Some(facts) = self.pool.as_mut().map(|pool| &mut pool.clients.facts) else { return };
        facts.secrets.insert(id.to_owned(), has_secret);
        if let Some(Fact::Known(fact)) = facts.known.get_mut(id) {
            fact.secret = Some(has_secret);
        }
    }
}
