//! Somebody who wants an app client, and gets on as the screen says.

use crate::console::{CTRL_C, CTRL_R, Console, ESC, Start};
use crate::fault::{Call, Ending, Fault, THROTTLES, busy};
use crate::plain::{ID, POOL};
use crate::pty::{Launch, Options};
use crate::service::Service;

pub const NAME: &str = "shop-web";
pub const CREATED: &str = "App client created";
const REFUSED: &str = "App client was not created.";
const NOT_KNOWN: &str = "We do not know if shop-web was created.";

pub struct Person<'a> {
    pub console: Console,
    pub service: &'a Service,
    pub fault: Fault,
    pub call: Call,
    /// What the screen says of the fault.
    pub said: String,
}

/// How it ended.
pub struct Outcome {
    pub said: String,
    pub status: u32,
    pub creates: usize,
    pub printed: Option<String>,
    /// A draft of the answers is on the disk after the end.
    pub draft_kept: bool,
}

/// Drives the program to an end, and checks what must hold.
pub fn run(fault: Fault, call: Call) -> Outcome {
    let service = Service::start(fault, call);
    let mut person = Person { console: program(&service), service: &service, fault, call, said: String::new() };
    person.chooses_a_pool();
    person.answers();
    person.reviews();
    let ending = person.creates();
    assert_eq!(ending, fault.ending(call), "{}", person.console.screen());
    let status = person.leaves(ending);
    person.console.assert_given_back();
    let outcome = Outcome {
        said: person.said.clone(),
        status,
        creates: service.count(Call::Create),
        printed: Some(person.console.captured()).filter(|printed| !printed.is_empty()),
        draft_kept: has_draft(&person.console),
    };
    assert!(fault == Fault::Refused || service.count(call) > 0, "the call was never made");
    check(&outcome, &service, ending, fault.creates(call));
    outcome
}

fn check(outcome: &Outcome, service: &Service, ending: Ending, creates: usize) {
    assert_eq!(outcome.status, ending.status());
    assert_eq!(outcome.creates, creates, "requests to create");
    assert!(service.clients() <= 1, "{} clients were made", service.clients());
    let expected = (ending == Ending::Created).then(|| format!("{ID}\n"));
    assert_eq!(outcome.printed, expected, "stdout");
}

/// Two addresses, one for each service, and keys in a file that may change.
fn program(service: &Service) -> Console {
    let script = r#"mkdir .aws
        printf '[default]\naws_access_key_id = AKIDOLD\naws_secret_access_key = x\n' >.aws/credentials
        XDG_STATE_HOME="$HOME/state" exec "$@""#;
    let (cognito, sts) = (service.cognito_url(), service.sts_url());
    let env = [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognito.as_str()),
        ("AWS_ENDPOINT_URL_STS", sts.as_str()),
    ];
    let options = Options { launch: Launch::Script(script), capture_stdout: true };
    Start { args: &["create"], env: &env, size: Some((80, 40)), options }.run()
}

fn has_draft(console: &Console) -> bool {
    let Ok(files) = std::fs::read_dir(console.home().join("state/cognito-console/drafts")) else { return false };
    files.flatten().any(|file| file.path().extension().is_some_and(|extension| extension == "json"))
}

impl Person<'_> {
    /// The program's sentence for the fault.
    pub fn sentence(&self) -> String {
        self.fault.sentence(self.call)
    }

    /// Reads it, and keeps it for the matrix.
    pub fn reads_fault(&mut self, lead: &str) {
        let said = format!("{lead}{}", self.sentence());
        self.reads(&said);
        if self.said.is_empty() {
            self.said = said;
        }
    }

    /// Too busy is no failure yet. How often it was too busy by now is a matter of time.
    fn reads_countdown(&mut self) {
        self.reads("Cognito is busy (");
        self.reads(" Trying again in ");
        "Cognito is busy (TooManyRequests). Trying again in N s.".clone_into(&mut self.said);
    }

    /// For the second and the third time.
    pub fn is_throttled_again(&mut self, tries: impl Fn(&mut Self, &str)) {
        for code in &THROTTLES[1..] {
            tries(self, &busy(code));
        }
    }

    /// Signs in again, in another terminal.
    pub fn renews(&self) {
        let keys = "[default]\naws_access_key_id = AKIDNEW\naws_secret_access_key = y\n";
        std::fs::write(self.console.home().join(".aws/credentials"), keys).unwrap();
    }

    fn chooses_a_pool(&mut self) {
        if self.call == Call::Pools && !self.gets_the_list() {
            if !self.shows("User pool ID") {
                self.console.keys("i");
            }
            self.reads("User pool ID");
            self.console.keys(POOL);
            self.reads(&format!("> {POOL}"));
        } else {
            self.reads(POOL);
            self.rests_on_the_pool();
        }
        self.console.keys("\r");
        self.reads("Define app");
    }

    /// If the list comes in the end.
    fn gets_the_list(&mut self) -> bool {
        const FAILED: &str = "The list of user pools could not be read. ";
        match self.fault {
            Fault::Slow => self.reads_fault(""),
            Fault::WrongType => {}
            Fault::Throttled => self.reads_countdown(),
            Fault::Expired => {
                self.reads_fault(FAILED);
                self.renews();
                self.console.keys("r");
            }
            Fault::Status(429) => {
                self.reads_countdown();
                self.presses(ESC, FAILED, |person| person.shows(FAILED));
                return false;
            }
            Fault::Refused => {
                self.reads_fault(FAILED);
                self.service.reopen();
                return false;
            }
            _ => {
                self.reads_fault(FAILED);
                return false;
            }
        }
        true
    }

    /// A pool under the cursor is described.
    fn rests_on_the_pool(&mut self) {
        match (self.call, self.fault) {
            (Call::Pool, Fault::Slow | Fault::Never) => {}
            (Call::Pool, Fault::Expired) => {
                self.reads_fault("");
                self.renews();
            }
            (Call::Pool, fault) if fault != Fault::WrongType => self.reads(&self.sentence()),
            _ => self.reads("Sign-in plan"),
        }
    }

    fn answers(&mut self) {
        self.console.keys("1");
        self.console.keys("\t");
        self.console.keys(NAME);
        self.reads(NAME);
        self.console.keys(CTRL_R);
        if self.call == Call::Pool {
            self.reads("Step 6 of 6");
            self.console.keys("5");
            self.reads("Step 5 of 6");
            self.asks_for_attributes();
            self.console.keys(CTRL_R);
        }
    }

    /// The attributes of the pool can be chosen only if they are known.
    fn asks_for_attributes(&mut self) {
        const FAILED: &str = "The attributes of this pool could not be read, so only the pool default can be sent. ";
        self.console.keys("2");
        match self.fault {
            Fault::WrongType | Fault::Expired => {}
            Fault::Slow => self.reads_fault(""),
            Fault::Throttled | Fault::Status(429) => self.reads_countdown(),
            Fault::Refused => {
                self.reads_fault(FAILED);
                self.service.reopen();
                self.console.keys("r");
            }
            _ => self.reads_fault(FAILED),
        }
        if self.fault.is_over_in_time() {
            self.reads("ATTRIBUTE READ WRITE");
        }
        self.console.keys("1");
        self.reads("(*) 1 Pool default");
    }

    fn reviews(&mut self) {
        self.reads("Step 6 of 6");
        self.reads(NAME);
        match (self.call, self.fault) {
            (Call::Identity, Fault::Slow) => self.notes("Account not known yet"),
            (Call::Identity, fault) if fault != Fault::WrongType => {
                self.waits("Account not known", |person| {
                    person.shows("Account not known") && !person.shows("Account not known yet")
                });
                "Account not known".clone_into(&mut self.said);
            }
            _ => self.reads("Account 111122223333"),
        }
        match (self.call, self.fault) {
            // It is asked for again in the background.
            (Call::Clients, Fault::Throttled) => self.waits("the list", |p| p.service.count(Call::Clients) == 4),
            (Call::Create, Fault::Refused) => self.waits("a closed door", |person| !person.service.is_open()),
            _ => {}
        }
    }

    fn notes(&mut self, sentence: &str) {
        self.reads(sentence);
        sentence.clone_into(&mut self.said);
    }

    /// To the page that says what became of it, and on from there.
    fn creates(&mut self) -> Ending {
        match (self.call, self.fault) {
            // A list that was refused says nothing of it, so the door stays closed for one call more.
            (Call::Clients | Call::Create, Fault::Refused) => {
                self.presses("\r", REFUSED, |person| person.shows(REFUSED));
            }
            (Call::Create, Fault::Slow) => {
                self.presses_create();
                self.reads_fault("");
            }
            _ => self.presses_create(),
        }
        match self.reads_one_of([CREATED, REFUSED, NOT_KNOWN]) {
            CREATED => Ending::Created,
            REFUSED => self.is_refused(),
            _ => self.does_not_know(),
        }
    }

    /// Until a request has come in, and not once more.
    fn presses_create(&mut self) {
        let before = self.service.count(Call::Create);
        self.presses("\r", "a request", |person| person.service.count(Call::Create) > before);
    }

    fn is_refused(&mut self) -> Ending {
        self.reads_fault("App client was not created. Nothing changed in AWS. ");
        self.reads("Your answers are kept.");
        self.reads(NAME);
        match self.fault {
            Fault::Refused => {
                self.service.reopen();
                self.presses_create();
            }
            Fault::Throttled => {
                self.is_throttled_again(|person, sentence| {
                    person.presses_create();
                    person.reads(sentence);
                });
                self.presses_create();
            }
            Fault::Expired => {
                self.renews();
                let connected = "Connected to AWS. Read Region and account on this page, then create.";
                self.presses("\r", connected, |person| person.shows(connected));
                self.presses_create();
            }
            _ => return Ending::Refused,
        }
        self.reads(CREATED);
        Ending::Created
    }

    /// To the shell, and with which status.
    fn leaves(&mut self, ending: Ending) -> u32 {
        if ending == Ending::Created {
            self.reads(ID);
            return self.console.leave("q");
        }
        // The answers are there to the last.
        self.reads("Step 6 of 6");
        self.reads(NAME);
        self.console.leave(CTRL_C)
    }
}
