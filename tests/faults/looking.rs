//! The answer to Create was lost: the person lets the program look, and decides.

use crate::fault::{Call, Ending, Fault};
use crate::person::{CREATED, Person};

const FOUND: &str = "1 client named shop-web may be it.";
const MATCHES: &str = "settings match";

impl Person<'_> {
    pub fn does_not_know(&mut self) -> Ending {
        match self.call {
            Call::LookList => self.cannot_list(),
            Call::LookClient => self.cannot_describe(),
            Call::Identity | Call::Pools | Call::Pool | Call::Clients | Call::Create => self.lets_it_look(),
        }
    }

    fn lets_it_look(&mut self) -> Ending {
        self.reads_fault("We do not know if shop-web was created. ");
        if self.fault.is_processed() {
            self.reads(MATCHES);
            return self.uses_it();
        }
        self.reads("No client named shop-web is new yet. Looking again in");
        self.goes_back()
    }

    fn cannot_list(&mut self) -> Ending {
        const FAILED: &str = "The app clients of this pool could not be listed. ";
        match self.fault {
            Fault::WrongType => {}
            Fault::Slow => self.reads_fault(""),
            fault => {
                self.reads_fault(FAILED);
                match fault {
                    Fault::Refused => self.service.reopen(),
                    Fault::Throttled => self.is_throttled_again(Self::looks_again),
                    Fault::Expired => self.renews(),
                    Fault::Never => return self.goes_back(),
                    _ => {}
                }
                if fault.ending(self.call) == Ending::NotKnown {
                    self.looks_again(FAILED);
                    return self.goes_back();
                }
                self.looks_again(FOUND);
            }
        }
        self.reads(MATCHES);
        self.uses_it()
    }

    fn cannot_describe(&mut self) -> Ending {
        const FAILED: &str = "So dates and settings are not known.";
        match self.fault {
            Fault::WrongType => {}
            Fault::Slow => self.reads_fault(""),
            fault => {
                self.reads_fault("1 client named shop-web may be it. ");
                self.reads(FAILED);
                self.reads("date not known, settings not compared");
                match fault {
                    Fault::Refused => self.service.reopen(),
                    Fault::Throttled => self.is_throttled_again(Self::looks_again),
                    Fault::Expired => self.renews(),
                    // Nothing else has that name and is new.
                    _ => return self.uses_it(),
                }
                self.looks_again(MATCHES);
            }
        }
        self.reads(MATCHES);
        self.uses_it()
    }

    /// Chooses to look once more, and reads what comes of it.
    fn looks_again(&mut self, then: &str) {
        self.reads("Look again");
        let call = self.call;
        let before = self.service.count(call);
        self.puts_the_cursor_on("Look again");
        // Once it looks, the same key leads back.
        let looks = |person: &Self| person.service.count(call) > before;
        self.presses("\r", "a look", |person| looks(person) || person.shows("Looking: "));
        self.waits("a request", looks);
        self.no_longer_reads("Looking: ");
        self.reads(then);
    }

    fn uses_it(&mut self) -> Ending {
        self.puts_the_cursor_on("Use ");
        self.presses("\r", CREATED, |person| person.shows(CREATED));
        self.reads("It was found, not created again");
        Ending::Created
    }

    /// Nobody knows, so nothing is sent again.
    fn goes_back(&mut self) -> Ending {
        self.presses("\r", "Review", |person| person.shows("Step 6 of 6"));
        self.reads("It is not known if a request before created an app client.");
        Ending::NotKnown
    }

    /// Before Enter is pressed: keys that come in at once could be a paste.
    fn puts_the_cursor_on(&mut self, choice: &str) {
        let key = self.digit_of(choice);
        self.console.keys(&key);
        self.reads(&format!("> {key} {choice}"));
    }

    /// The digit before a choice.
    fn digit_of(&self, choice: &str) -> String {
        let screen = self.console.screen();
        let lines = screen.lines().map(|line| line.trim_start_matches([' ', '>']));
        let digit = lines.filter_map(|line| line.split_once("  ")).find(|(_, words)| words.starts_with(choice));
        digit.map_or_else(|| panic!("no choice {choice:?}:\n{screen}"), |(digit, _)| digit.to_owned())
    }
}
