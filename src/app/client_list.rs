//! The app clients of one pool: rows as they come, the filter over them, the cursor among them. The
//! first entry of the list makes a new client; a filter hides it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use tui_input::{Input as Editor, InputRequest};

use crate::app::Listing;
use crate::app::client_facts::ClientFacts;
use crate::app::paging::Next;
use crate::app::retry::Retry;
use crate::app_client::AppClientSummary;
use crate::cognito::{Page, ServiceError};
use crate::text;

/// See the module.
pub struct ClientList {
    /// All rows so far, in the service's order.
    rows: Vec<AppClientSummary>,
    /// Name and ID of each row in lower case, for the filter.
    folded: Vec<Box<str>>,
    /// Numbers of the rows that pass the filter.
    visible: Vec<usize>,
    /// The filter.
    pub filter: Editor,
    /// The same in lower case.
    wanted: String,
    /// The entry under the cursor.
    selected: usize,
    /// The client that gets the cursor once it is there, until the user moves it.
    preferred: Option<String>,
    /// Clients made in this run: they may be in a page that is still to come.
    made: Vec<String>,
    /// Clients deleted in this run: a late page may still have them.
    gone: Vec<String>,
    /// How far the list is.
    pub listing: Listing,
    /// Since when it is being read.
    pub since: Duration,
    /// When it is asked for again.
    pub retry: Retry,
    /// What is known of its clients beyond their names.
    pub facts: ClientFacts,
}

impl Default for ClientList {
    fn default() -> Self {
        Self::new()
    }
}

/// What the cursor can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientEntry<'a> {
    /// The row that makes a new client.
    Create,
    /// A client.
    Client(&'a AppClientSummary),
}

impl ClientList {
    /// Nothing was asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            folded: Vec::new(),
            visible: Vec::new(),
            filter: Editor::default(),
            wanted: String::new(),
            selected: 0,
            preferred: None,
            made: Vec::new(),
            gone: Vec::new(),
            listing: Listing::NotYet,
            since: Duration::ZERO,
            retry: Retry::none(),
            facts: ClientFacts::new(),
        }
    }

    /// All rows so far.
    #[must_use]
    pub fn rows(&self) -> &[AppClientSummary] {
        &self.rows
    }

    /// The rows once no more will come: notes about them appear once, not with each page.
    #[must_use]
    pub fn settled(&self) -> &[AppClientSummary] {
        match self.listing {
            Listing::Complete | Listing::Failed(_) => &self.rows,
            Listing::NotYet | Listing::Loading(_) | Listing::Busy(..) => &[],
        }
    }

    /// The IDs of all clients, if they are known.
    pub(super) fn all_ids(&self) -> Option<BTreeSet<String>> {
        let complete = matches!(self.listing, Listing::Complete);
        complete.then(|| self.rows.iter().map(|client| client.id.clone()).collect())
    }

    /// The same list, to be read from the start: filter and cursor stay.
    pub(super) fn again(&mut self) {
        let preferred = self.highlighted_client().map(|client| client.id.clone()).or_else(|| self.preferred.take());
        let (filter, wanted) = (std::mem::take(&mut self.filter), std::mem::take(&mut self.wanted));
        let (gone, facts) = (std::mem::take(&mut self.gone), self.facts.again());
        *self = Self { filter, wanted, preferred, gone, facts, ..Self::new() };
    }

    /// How many clients pass the filter.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.visible.len()
    }

    /// Entries before the first client: the one that makes a new one, unless a filter hides it.
    fn head(&self) -> usize {
        usize::from(self.wanted.is_empty())
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.head() + self.visible.len()
    }

    /// Entry n.
    #[must_use]
    pub fn entry(&self, n: usize) -> Option<ClientEntry<'_>> {
        match n.checked_sub(self.head()) {
            None => Some(ClientEntry::Create),
            Some(n) => self.visible.get(n).and_then(|row| self.rows.get(*row)).map(ClientEntry::Client),
        }
    }

    /// Number of the entry under the cursor.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The entry under the cursor; none if no client passes the filter.
    #[must_use]
    pub fn highlighted(&self) -> Option<ClientEntry<'_>> {
        self.entry(self.selected)
    }

    /// The client under the cursor.
    #[must_use]
    pub fn highlighted_client(&self) -> Option<&AppClientSummary> {
        match self.highlighted()? {
            ClientEntry::Client(client) => Some(client),
            ClientEntry::Create => None,
        }
    }

    /// The entries that are on the screen if it has room for `room` of them: around the cursor.
    #[must_use]
    pub fn window(&self, room: usize) -> Range<usize> {
        let all = self.entries();
        let first = self.selected.saturating_sub(room / 2).min(all.saturating_sub(room));
        first..(first + room).min(all)
    }

    /// The clients among some entries.
    pub(super) fn clients_in(&self, entries: Range<usize>) -> impl Iterator<Item = &AppClientSummary> {
        entries.filter_map(|n| match self.entry(n) {
            Some(ClientEntry::Client(client)) => Some(client),
            Some(ClientEntry::Create) | None => None,
        })
    }

    /// Adds a page of the list.
    pub(super) fn take_page(&mut self, page: Page<AppClientSummary>) -> Option<Next> {
        let Listing::Loading(paging) = &mut self.listing else { return None };
        let Page { items, next } = page;
        let is_new = |row: &AppClientSummary| !self.made.contains(&row.id) && !self.gone.contains(&row.id);
        let items: Vec<AppClientSummary> = items.into_iter().filter(is_new).collect();
        let next = paging.follow(next, self.rows.len() + items.len());
        for row in items {
            self.push(row);
        }
        self.find_preferred();
        Some(next)
    }

    fn push(&mut self, row: AppClientSummary) {
        let folded = folded(&row);
        if folded.contains(self.wanted.as_str()) {
            self.visible.push(self.rows.len());
        }
        self.folded.push(folded);
        self.rows.push(row);
    }

    /// A client was made: it is in the list, and has the cursor.
    pub(super) fn add(&mut self, row: AppClientSummary) {
        self.gone.retain(|id| *id != row.id);
        self.preferred = Some(row.id.clone());
        match self.rows.iter().position(|known| known.id == row.id) {
            Some(_) => {}
            // The first page will have it.
            None if matches!(self.listing, Listing::NotYet) => {}
            None => {
                self.made.push(row.id.clone());
                self.push(row);
            }
        }
        self.find_preferred();
    }

    /// A client has this name now.
    pub(super) fn rename(&mut self, id: &str, name: &str) {
        let Some(at) = self.rows.iter().position(|row| row.id == id && row.name != name) else { return };
        if let (Some(row), Some(text)) = (self.rows.get_mut(at), self.folded.get_mut(at)) {
            name.clone_into(&mut row.name);
            *text = folded(row);
        }
        self.pass_again(self.highlighted_row());
    }

    /// A client was deleted; the cursor stays where it is.
    pub(super) fn remove(&mut self, id: &str) {
        self.gone.push(id.to_owned());
        self.facts.forget(id);
        let Some(at) = self.rows.iter().position(|row| row.id == id) else { return };
        let (selected, keep) = (self.selected, self.highlighted_row().filter(|row| *row != at));
        self.rows.remove(at);
        self.folded.remove(at);
        self.pass_again(keep.map(|row| if row > at { row - 1 } else { row }));
        if keep.is_none() {
            self.selected = selected.min(self.entries().saturating_sub(1));
        }
    }

    pub(super) fn edit_filter(&mut self, request: InputRequest) {
        text::edit(&mut self.filter, request);
        self.apply_filter();
    }

    pub(super) fn clear_filter(&mut self) {
        self.filter.reset();
        self.apply_filter();
    }

    /// Only clients whose name or ID holds the filter, case aside. The first of them gets the cursor;
    /// without a filter the cursor stays on its client.
    fn apply_filter(&mut self) {
        let wanted = self.filter.value().to_lowercase();
        if wanted != self.wanted {
            self.preferred = None;
            let keep = self.highlighted_row().filter(|_| wanted.is_empty());
            self.wanted = wanted;
            self.pass_again(keep);
        }
    }

    /// Number of the row under the cursor.
    fn highlighted_row(&self) -> Option<usize> {
        self.visible.get(self.selected.checked_sub(self.head())?).copied()
    }

    /// Looks again which rows pass; the cursor goes to row `keep`, or to the first entry.
    fn pass_again(&mut self, keep: Option<usize>) {
        self.visible.clear();
        let passing = self.folded.iter().enumerate().filter(|(_, text)| text.contains(self.wanted.as_str()));
        self.visible.extend(passing.map(|(n, _)| n));
        let at = keep.and_then(|keep| self.visible.iter().position(|row| *row == keep));
        self.selected = at.map_or(0, |at| self.head() + at);
    }

    pub(super) fn move_by(&mut self, delta: isize) {
        self.preferred = None;
        self.selected = self.selected.saturating_add_signed(delta).min(self.entries().saturating_sub(1));
    }

    fn find_preferred(&mut self) {
        let Some(id) = &self.preferred else { return };
        let at = self.visible.iter().position(|row| self.rows.get(*row).is_some_and(|row| row.id == *id));
        if let Some(at) = at {
            self.selected = self.head() + at;
            self.preferred = None;
        }
    }

    pub(super) fn fail(&mut self, error: ServiceError) {
        self.listing = Listing::Failed(Box::new(error));
    }
}

/// What the filter looks at. No filter holds a line end, so none matches across.
fn folded(row: &AppClientSummary) -> Box<str> {
    format!("{}\n{}", row.name, row.id).to_lowercase().into_boxed_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Ticket;
    use crate::app::paging::Paging;

    fn row(name: &str) -> AppClientSummary {
        AppClientSummary { id: format!("id{name}"), name: name.to_owned() }
    }

    fn list(names: &[&str]) -> ClientList {
        let mut list = ClientList { listing: Listing::Loading(Paging::start(Ticket(1))), ..ClientList::new() };
        let items = names.iter().map(|name| row(name)).collect();
        assert!(matches!(list.take_page(Page { items, next: Some("next".to_owned()) }), Some(Next::Page(_))));
        list
    }

    fn filter(list: &mut ClientList, text: &str) {
        list.filter = Editor::new(text.to_owned());
        list.apply_filter();
    }

    fn under_cursor(list: &ClientList) -> &str {
        list.highlighted_client().map_or("", |client| client.name.as_str())
    }

    fn more(list: &mut ClientList, names: &[&str]) {
        let items = names.iter().map(|name| row(name)).collect();
        assert_eq!(list.take_page(Page { items, next: None }), Some(Next::End));
        list.listing = Listing::Complete;
    }

    #[test]
    fn the_cursor_stays_on_its_client_when_rows_come_and_go() {
        let mut list = list(&["a", "b", "c"]);
        list.move_by(2);
        assert_eq!(under_cursor(&list), "b");
        more(&mut list, &["d"]);
        assert_eq!(under_cursor(&list), "b");
        list.remove("ida");
        assert_eq!(under_cursor(&list), "b");
        list.remove("idb");
        assert_eq!(under_cursor(&list), "c", "the next one has its place");
        list.rename("idd", "x");
        assert_eq!((under_cursor(&list), list.rows().last().map(|row| row.name.as_str())), ("c", Some("x")));
    }

    #[test]
    fn a_filter_hides_the_first_row_and_the_cursor_stays_when_it_goes() {
        let mut list = list(&["shop", "Shop-b", "till"]);
        filter(&mut list, "SHOP-");
        assert_eq!((list.entries(), under_cursor(&list)), (1, "Shop-b"));
        filter(&mut list, "idtill");
        assert_eq!(under_cursor(&list), "till");
        filter(&mut list, "none");
        assert_eq!((list.entries(), list.highlighted()), (0, None));
        more(&mut list, &["none of it"]);
        assert_eq!(under_cursor(&list), "none of it");
        filter(&mut list, "");
        assert_eq!((list.entries(), under_cursor(&list)), (5, "none of it"));
    }

    #[test]
    fn a_client_of_this_run_is_in_the_list_once() {
        let mut list = list(&["a"]);
        list.add(row("new"));
        assert_eq!(under_cursor(&list), "new");
        list.remove("idgone");
        more(&mut list, &["new", "gone"]);
        assert_eq!(list.rows(), [row("a"), row("new")]);
        list.add(row("a"));
        assert_eq!((list.rows().len(), under_cursor(&list)), (2, "a"));
    }

    #[test]
    fn read_again_it_keeps_filter_and_cursor() {
        let mut list = list(&["aa", "ab", "b"]);
        filter(&mut list, "a");
        list.move_by(1);
        list.again();
        assert_eq!((list.rows().len(), list.shown()), (0, 0));
        list.listing = Listing::Loading(Paging::start(Ticket(2)));
        more(&mut list, &["b", "aa", "ab"]);
        assert_eq!((list.shown(), under_cursor(&list)), (2, "ab"));
    }

    #[test]
    fn the_window_is_around_the_cursor() {
        let names: Vec<String> = (0..30).map(|n| n.to_string()).collect();
        let mut list = list(&names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(list.window(8), 0..8);
        list.move_by(10);
        assert_eq!(list.window(8), 6..14);
        list.move_by(isize::MAX);
        assert_eq!((list.window(8), list.window(100), list.window(0)), (23..31, 0..31, 30..30));
    }

    #[test]
    fn notes_count_a_list_that_has_come_to_its_end_only() {
        let mut list = list(&["a"]);
        assert!(list.settled().is_empty() && list.all_ids().is_none());
        more(&mut list, &[]);
        assert_eq!(list.settled().len(), 1);
        assert_eq!(list.all_ids(), Some(["ida".to_owned()].into()));
    }
}
