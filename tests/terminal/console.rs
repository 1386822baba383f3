//! The program, started, and the ways through it that many tests take.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::pty::{Options, PATIENCE, Pty};

pub const NORMAL: (u16, u16) = (80, 24);
pub const NARROW: (u16, u16) = (40, 12);
pub const CTRL_C: &str = "\x03";
pub const CTRL_R: &str = "\x12";
pub const CTRL_Z: &str = "\x1a";
pub const ESC: &str = "\x1b";
pub const DOWN: &str = "\x1b[B";

/// How often a key is pressed again that must not be taken too early.
const AGAIN: Duration = Duration::from_millis(400);
const SLOWLY: Duration = Duration::from_secs(3);

/// The running program.
pub struct Console(Pty);

impl Deref for Console {
    type Target = Pty;
    fn deref(&self) -> &Pty {
        &self.0
    }
}

impl DerefMut for Console {
    fn deref_mut(&mut self) -> &mut Pty {
        &mut self.0
    }
}

/// What a start may differ in.
#[derive(Default)]
pub struct Start<'a> {
    pub args: &'a [&'a str],
    pub env: &'a [(&'a str, &'a str)],
    pub size: Option<(u16, u16)>,
    pub options: Options,
}

impl Start<'_> {
    pub fn run(self) -> Console {
        let program = Path::new(env!("CARGO_BIN_EXE_cognito-console"));
        Console(Pty::spawn(program, self.args, self.env, self.size.unwrap_or(NORMAL), &self.options))
    }
}

/// With these arguments, in the usual size.
pub fn start(args: &[&str]) -> Console {
    Start { args, ..Start::default() }.run()
}

/// The same, with stdout in a file.
pub fn captured(args: &[&str]) -> Console {
    Start { args, options: Options { capture_stdout: true, ..Options::default() }, ..Start::default() }.run()
}

impl Console {
    pub fn see(&self, text: &str) {
        self.wait_for(text, PATIENCE);
    }

    /// Presses Enter until the page that it leads to is there. A page takes Enter only when it was
    /// seen for long enough, and how long that is depends on the machine.
    pub fn enter_until(&mut self, text: &str) {
        self.enter_every(AGAIN, text);
    }

    /// The same with more patience, where one Enter too many would go on from the page.
    pub fn enter_slowly_until(&mut self, text: &str) {
        self.enter_every(SLOWLY, text);
    }

    fn enter_every(&mut self, pause: Duration, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            self.keys("\r");
            if self.says_within(&[text], pause) {
                return;
            }
        }
        panic!("Enter never led to {text:?}. The screen:\n{}", self.screen());
    }

    /// Reads Review to its end and creates; Enter does nothing while the request is on its way.
    pub fn create(&mut self) {
        self.enter_until("App client created");
        self.see("Client ID");
    }

    /// Presses a key until the program has ended, and gives the exit status.
    pub fn leave(&mut self, key: &str) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            self.keys(key);
            if self.ends_within(AGAIN) {
                break;
            }
        }
        self.wait_status(Duration::ZERO)
    }

    /// From the loaded pool list to step 1.
    pub fn choose_first_pool(&mut self) {
        self.see("us-east-1_Ab12Cd34E");
        self.keys("\r");
        // Without `create` the pool's app clients come first.
        if !self.says_within(&["Define app", "> Create app client"], PATIENCE) || !self.screen().contains("Define app")
        {
            self.keys("n");
        }
        self.see("Define app");
    }

    /// From the loaded pool list to that of the pool's app clients, read.
    pub fn choose_first_pool_s_list(&mut self) {
        self.see("us-east-1_Ab12Cd34E");
        self.keys("\r");
        self.see("> Create app client");
        self.see("3n4b5urk1ft4");
    }

    /// From step 1 to Review. `app_type` is the key that picks it.
    pub fn name_and_review(&mut self, app_type: &str, name: &str) {
        self.keys(app_type);
        self.keys("\t");
        self.keys(name);
        self.see(name);
        self.keys(CTRL_R);
        self.see("Step 6 of 6");
    }

    /// From the start to the page that says that a client was created; gives its ID.
    pub fn create_client(&mut self, app_type: &str, name: &str) -> String {
        self.choose_first_pool();
        self.name_and_review(app_type, name);
        self.create();
        self.client_id()
    }

    /// The Client ID on the screen.
    pub fn client_id(&self) -> String {
        let screen = self.screen();
        let is_id = |word: &&str| word.len() == 26 && word.chars().all(|c| c.is_ascii_alphanumeric());
        let id = screen.split_whitespace().find(is_id);
        id.unwrap_or_else(|| panic!("no Client ID on the screen:\n{screen}")).to_owned()
    }

    /// Waits until the text left of the cursor ends with `left`, and its row holds `row`.
    pub fn see_cursor(&self, left: &str, row: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (before, all) = self.cursor_row();
            if before.ends_with(left) && all.contains(row) {
                return;
            }
            let screen = self.screen();
            assert!(Instant::now() < deadline, "the cursor is behind {before:?} in {all:?}:\n{screen}");
            self.says_within(&[], Duration::from_millis(20));
        }
    }

    /// The row that the cursor is on: left of it, and as a whole. Nothing while it is hidden.
    fn cursor_row(&self) -> (String, String) {
        let Some((column, row)) = self.cursor() else { return ("hidden".to_owned(), "hidden".to_owned()) };
        let row = self.screen().lines().nth(usize::from(row)).unwrap_or_default().to_owned();
        (row.chars().take(usize::from(column)).collect(), row)
    }

    /// The terminal is as a shell wants it.
    pub fn assert_given_back(&self) {
        assert!(self.termios_is_cooked());
        self.inspect(|screen| {
            assert!(!screen.alternate_screen());
            assert!(!screen.bracketed_paste());
            assert!(!screen.hide_cursor());
            assert!(!screen.inverse() && !screen.bold());
        });
    }

    /// Everything written to the terminal, as text.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw_output()).into_owned()
    }
}

/// As it goes to the clipboard.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().chain([0, 0].iter()).take(3).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for n in 0..4 {
            let letter = char::from(LETTERS[bits >> (18 - 6 * n) & 63]);
            out.push(if n <= chunk.len() { letter } else { '=' });
        }
    }
    out
}
