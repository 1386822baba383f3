//! Reads that the service was too busy for are tried again, visibly. The SDK's own retries are
//! off, and what writes is never repeated.

use std::time::Duration;

use crate::cognito::{ErrorKind, ServiceError};

/// Pauses before the tries that follow the first.
pub const PAUSES: [Duration; 4] =
    [Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8), Duration::from_secs(16)];

/// When to try again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Retry {
    tries: usize,
    again: Option<Duration>,
}

impl Retry {
    /// Nothing was tried yet.
    #[must_use]
    pub const fn none() -> Self {
        Self { tries: 0, again: None }
    }

    /// Plans another try; false if the error is of another kind, or it was tried often enough. Reads
    /// that were asked for together have one plan: what the second gets does not count once more, and
    /// does not take away the try that the first waits for.
    pub fn plan(&mut self, error: &ServiceError, now: Duration) -> bool {
        if error.kind != ErrorKind::Throttled || self.again.is_some() {
            return error.kind == ErrorKind::Throttled;
        }
        self.again = PAUSES.get(self.tries).map(|pause| now + *pause);
        self.tries += 1;
        self.again.is_some()
    }

    /// When the next try is to be made, if one is planned.
    #[must_use]
    pub const fn again(&self) -> Option<Duration> {
        self.again
    }

    /// True once, when it is time.
    pub fn take_due(&mut self, now: Duration) -> bool {
        self.again.take_if(|again| *again <= now).is_some()
    }

    /// The next try is made at once.
    pub const fn take_now(&mut self) -> bool {
        self.again.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(kind: ErrorKind) -> ServiceError {
        ServiceError {
            kind,
            operation: "ListUserPools",
            sentence: String::new(),
            advice: String::new(),
            reasons: Vec::new(),
            aws_said: None,
            request_id: None,
        }
    }

    #[test]
    fn pauses_grow_and_end() {
        let mut retry = Retry::default();
        for seconds in [2, 4, 8, 16] {
            assert!(retry.plan(&error(ErrorKind::Throttled), Duration::ZERO));
            assert!(!retry.take_due(Duration::from_secs(seconds - 1)));
            assert!(retry.take_due(Duration::from_secs(seconds)));
        }
        assert!(!retry.plan(&error(ErrorKind::Throttled), Duration::ZERO));
    }

    #[test]
    fn nothing_else_is_tried_again() {
        let mut retry = Retry::default();
        assert!(!retry.plan(&error(ErrorKind::Denied), Duration::ZERO));
        assert_eq!(retry.again(), None);
    }

    #[test]
    fn two_reads_have_one_plan() {
        let mut retry = Retry::default();
        assert!(retry.plan(&error(ErrorKind::Throttled), Duration::ZERO));
        assert!(retry.plan(&error(ErrorKind::Throttled), Duration::from_secs(1)));
        assert!(!retry.plan(&error(ErrorKind::Denied), Duration::from_secs(1)));
        assert!(retry.take_due(Duration::from_secs(2)));
        assert!(retry.plan(&error(ErrorKind::Throttled), Duration::from_secs(2)));
        assert_eq!(retry.again(), Some(Duration::from_secs(6)));
    }
}
