//! Pages of a list under way.

use crate::app::Ticket;

/// Most rows that a list of pools or of app clients can have: both quotas can be raised to this and
/// no further (service quotas, amazon-cognito/limits).
pub const MOST_ROWS: usize = 10_000;
/// A page may be short or empty with more to come; so many pages are no list any more.
const MOST_PAGES: usize = 1_000;

/// Asks for page after page, and stops with a service that never ends its list.
#[derive(Debug, PartialEq, Eq)]
pub struct Paging {
    ticket: Ticket,
    token: Option<String>,
    pages: usize,
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Another page, from this token.
    Page(String),
    /// Nothing: the list is complete.
    End,
    /// Nothing: the service gives tokens without end.
    Endless,
}

impl Paging {
    /// Before the first page.
    #[must_use]
    pub const fn start(ticket: Ticket) -> Self {
        Self { ticket, token: None, pages: 0 }
    }

    /// The page to ask for.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.token.clone()
    }

    /// The ticket of the list.
    #[must_use]
    pub const fn ticket(&self) -> Ticket {
        self.ticket
    }

    /// If an answer with this ticket is a page of the list.
    #[must_use]
    pub fn expects(&self, ticket: Ticket) -> bool {
        self.ticket == ticket
    }

    /// After a page that came with `token`, `rows` being there in all.
    pub fn follow(&mut self, token: Option<String>, rows: usize) -> Next {
        let Some(token) = token else { return Next::End };
        self.pages += 1;
        if self.token.as_ref() == Some(&token) || rows > MOST_ROWS || self.pages >= MOST_PAGES {
            return Next::Endless;
        }
        self.token = Some(token.clone());
        Next::Page(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_with_its_last_token() {
        let mut paging = Paging::start(Ticket(1));
        assert_eq!(paging.follow(Some("a".to_owned()), 60), Next::Page("a".to_owned()));
        assert_eq!(paging.follow(None, 61), Next::End);
    }

    #[test]
    fn the_same_token_again_too_many_rows_and_too_many_pages_are_no_list() {
        let mut same = Paging::start(Ticket(1));
        assert_eq!(same.follow(Some("a".to_owned()), 60), Next::Page("a".to_owned()));
        assert_eq!(same.follow(Some("a".to_owned()), 120), Next::Endless);
        let mut rows = Paging::start(Ticket(1));
        assert_eq!(rows.follow(Some("a".to_owned()), MOST_ROWS + 1), Next::Endless);
        let mut pages = Paging::start(Ticket(1));
        let ends = (0..MOST_PAGES).map(|n| pages.follow(Some(n.to_string()), 0)).find(|next| *next == Next::Endless);
        assert_eq!(ends, Some(Next::Endless));
    }
}
