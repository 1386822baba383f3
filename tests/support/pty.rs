//! A real program on a real pseudo-terminal, and what its screen says.
//!
//! Use it with `#[path = "support/pty.rs"] mod pty;`. Nothing here sleeps for a guessed time: a test
//! waits for what the screen says, and [`Pty::wait_for`] shows the screen when it never does.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails where this fails")]

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use rustix::termios::{LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

/// How long a test waits for the screen, unless it says otherwise. Only a failing test takes so long.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How the program is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What starts the program.
    pub launch: Launch,
    /// Send its stdout to a file instead of the terminal; see [`Pty::captured`].
    pub capture_stdout: bool,
}

/// What starts the program.
#[derive(Debug, Clone, Default)]
pub enum Launch {
    /// Nothing else: the program leads its session.
    #[default]
    Direct,
    /// A shell with job control. When the job stops, the shell prints `[stopped 1]` (then 2, ...) and waits for a line;
    /// then it continues the job, and exits as it exits.
    JobControl,
    /// A shell without job control that is there until the program ends, as for `$(program)`. Its exit
    /// status is the program's.
    UnderShell,
    /// As under `nohup`: a hang-up is ignored.
    IgnoreHangup,
    /// A script for `sh`, in which `"$@"` is the program and its arguments.
    Script(&'static str),
}

impl Launch {
    fn script(&self) -> &'static str {
        match self {
            Self::Direct => r#"exec "$@""#,
            Self::JobControl => {
                r#"set -m
                "$@"; status=$?
                while kill -l "$status" 2>/dev/null | grep -q STOP; do
                    stops=$((stops + 1)); echo "[stopped $stops]" >&2
                    read -r line
                    fg >/dev/null; status=$?
                done
                exit $status"#
            }
            Self::UnderShell => r#""$@"; exit $?"#,
            Self::IgnoreHangup => r#"trap '' HUP; exec "$@""#,
            Self::Script(script) => script,
        }
    }
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// Its exit status, if it exited by itself.
    pub status: u32,
    /// The name of the signal that ended it.
    pub signal: Option<String>,
}

/// A program on a pseudo-terminal. Dropping it kills the program.
pub struct Pty {
    view: Arc<View>,
    /// Nothing after a hang-up.
    terminal: Option<Terminal>,
    name: PathBuf,
    process: Pid,
    launch: Launch,
    exits: Receiver<Exit>,
    exit: Option<Exit>,
    home: tempfile::TempDir,
}

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    reader: JoinHandle<()>,
    size: PtySize,
}

/// What came from the program, and what a terminal makes of it.
struct View {
    seen: Mutex<Seen>,
    changed: Condvar,
    closing: AtomicBool,
}

struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// The program's side is closed: there will be no more.
    ended: bool,
}

impl Pty {
    /// Starts `program` in an environment that holds `env`, `TERM`, `LANG`, `PATH`, a `HOME` of its own
    /// and no way to the cloud's metadata; an entry of `env` with an empty value takes one away.
    pub fn spawn(
        program: &Path,
        args: &[&str],
        env: &[(&str, &str)],
        (cols, rows): (u16, u16),
        options: &Options,
    ) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let home = tempfile::tempdir().expect("a home");
        let name = pair.master.tty_name().expect("a terminal has a name");
        let view = Arc::new(View::new(cols, rows));
        let reader = read_into(Arc::clone(&view), pair.master.try_clone_reader().expect("a reader"));
        let child = pair.slave.spawn_command(command(program, args, env, home.path(), options)).expect("a program");
        let process = i32::try_from(child.process_id().expect("a process")).expect("a process id");
        let keys = pair.master.take_writer().expect("a writer");
        Self {
            view,
            terminal: Some(Terminal { master: pair.master, keys, reader, size }),
            name,
            process: Pid::from_raw(process).expect("a process id"),
            launch: options.launch.clone(),
            exits: wait_for_exit(child),
            exit: None,
            home,
        }
    }

    /// Types `text`, all of it in one write. Enter is `\r`.
    pub fn keys(&mut self, text: &str) {
        self.send_raw(text.as_bytes());
    }

    /// Sends bytes as they are, in one write.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let terminal = self.terminal.as_mut().expect("the terminal has not been hung up");
        terminal.keys.write_all(bytes).expect("the program can be written to");
    }

    /// What the screen says.
    pub fn screen(&self) -> String {
        self.view.lock().parser.screen().contents()
    }

    /// Where the cursor is: column and row from zero; nothing while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let seen = self.view.lock();
        let (row, column) = seen.parser.screen().cursor_position();
        (!seen.parser.screen().hide_cursor()).then_some((column, row))
    }

    /// Everything else about the screen: styles, modes, whether it is the alternate one.
    pub fn inspect<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.view.lock().parser.screen())
    }

    /// Every byte that the program wrote to the terminal so far.
    pub fn raw_output(&self) -> Vec<u8> {
        self.view.lock().raw.clone()
    }

    /// Waits until the screen says `text`.
    pub fn wait_for(&self, text: &str, patience: Duration) {
        self.wait_until(&format!("{text:?} on the screen"), patience, |seen| seen.screen().contents().contains(text));
    }

    /// Waits until the screen does not say `text` any longer.
    pub fn wait_gone(&self, text: &str, patience: Duration) {
        self.wait_until(&format!("no {text:?} on the screen"), patience, |seen| {
            !seen.screen().contents().contains(text)
        });
    }

    /// Waits until the bytes that the program wrote hold `bytes`.
    pub fn wait_for_raw(&self, bytes: &[u8], patience: Duration) {
        let what = format!("{:?} in the output", String::from_utf8_lossy(bytes));
        self.wait_until(&what, patience, |seen| seen.raw.windows(bytes.len()).any(|window| window == bytes));
    }

    /// Waits a little for the screen to say one of `texts`; false if it did not.
    pub fn says_within(&self, texts: &[&str], patience: Duration) -> bool {
        let says = |seen: &Seen| {
            let screen = seen.screen().contents();
            texts.iter().any(|text| screen.contains(text))
        };
        let seen = self.view.changed.wait_timeout_while(self.view.lock(), patience, |seen| !says(seen));
        !seen.expect("a healthy reader").1.timed_out()
    }

    fn wait_until(&self, what: &str, patience: Duration, mut is_so: impl FnMut(&Seen) -> bool) {
        let deadline = Instant::now() + patience;
        let mut seen = self.view.lock();
        while !is_so(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let screen = seen.parser.screen().contents();
                let raw = String::from_utf8_lossy(&seen.raw).into_owned();
                drop(seen);
                panic!("waited {patience:?} for {what}. The screen:\n{screen}\nThe bytes:\n{raw:?}");
            }
            seen = self.view.changed.wait_timeout(seen, left).expect("a healthy reader").0;
        }
    }

    /// Makes the window another size, and tells the program.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        let terminal = self.terminal.as_mut().expect("the terminal has not been hung up");
        terminal.size = PtySize { rows, cols, ..terminal.size };
        // First the view, or the program's answer could be drawn on the old size.
        let (view_cols, view_rows) = view_size(cols, rows);
        self.view.lock().parser.set_size(view_rows, view_cols);
        terminal.master.resize(terminal.size).expect("a terminal that can be resized");
    }

    /// Sends a signal to the program, or to its whole job where a shell started one.
    pub fn kill(&self, signal: Signal) {
        let sent = match self.launch {
            Launch::Direct | Launch::IgnoreHangup => kill_process(self.process, signal),
            Launch::JobControl | Launch::UnderShell | Launch::Script(_) => {
                kill_process_group(self.foreground(), signal)
            }
        };
        sent.expect("a process that can be signalled");
    }

    /// The job in the foreground.
    fn foreground(&self) -> Pid {
        let terminal = self.terminal.as_ref().expect("the terminal has not been hung up");
        let leader = terminal.master.process_group_leader().expect("a job in the foreground");
        Pid::from_raw(leader).expect("a process id")
    }

    /// The process that was started: the program, or the shell around it.
    pub fn process(&self) -> Pid {
        self.process
    }

    /// Takes the terminal away, as a lost connection does.
    pub fn hang_up(&mut self) {
        let Some(Terminal { master, keys, reader, .. }) = self.terminal.take() else { return };
        {
            let mut ours = self.other_side();
            // The library types an end of file when its writer goes, unless there is no key for it.
            let mut modes = tcgetattr(&ours).expect("modes");
            modes.special_codes[SpecialCodeIndex::VEOF] = 0;
            tcsetattr(&ours, OptionalActions::Now, &modes).expect("modes that can be set");
            drop(keys);
            // The reader holds the terminal too, and sits in a read that only output ends.
            self.view.closing.store(true, Ordering::SeqCst);
            let _ = ours.write_all(b"\0");
        }
        reader.join().expect("a healthy reader");
        drop(master);
    }

    /// Waits a little for the program to end; false if it did not.
    pub fn ends_within(&mut self, patience: Duration) -> bool {
        if self.exit.is_none() {
            self.exit = self.exits.recv_timeout(patience).ok();
            if self.exit.is_some() {
                self.read_the_rest();
            }
        }
        self.exit.is_some()
    }

    /// How the program ended; panics when it has not in time.
    pub fn wait_exit(&mut self, patience: Duration) -> Exit {
        self.ends_within(patience);
        let screen = self.screen();
        self.exit.clone().unwrap_or_else(|| panic!("still running after {patience:?}. The screen:\n{screen}"))
    }

    /// Reads what was written before the end. Whatever the program has left behind on the terminal may
    /// keep it open, so this does not wait for ever.
    fn read_the_rest(&self) {
        let seen = self.view.lock();
        let rest = self.view.changed.wait_timeout_while(seen, Duration::from_secs(1), |seen| !seen.ended);
        drop(rest.expect("a healthy reader"));
    }

    /// The program's exit status; panics when a signal ended it, or nothing has in time.
    pub fn wait_status(&mut self, patience: Duration) -> u32 {
        let exit = self.wait_exit(patience);
        assert_eq!(exit.signal, None, "ended by a signal. The screen:\n{}", self.screen());
        exit.status
    }

    /// True when the terminal is as a shell wants it: lines, echo, line ends.
    pub fn termios_is_cooked(&self) -> bool {
        let modes = self.modes();
        modes.local_modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
            && modes.output_modes.contains(OutputModes::OPOST)
    }

    /// The terminal's settings.
    pub fn modes(&self) -> Termios {
        tcgetattr(self.other_side()).expect("a terminal with modes")
    }

    fn other_side(&self) -> File {
        use rustix::fs::{Mode, OFlags, open};
        open(&self.name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).expect("the other side").into()
    }

    /// What went to stdout, with [`Options::capture_stdout`].
    pub fn captured(&self) -> String {
        fs::read_to_string(self.home.path().join(CAPTURE)).unwrap_or_default()
    }

    /// The program's home directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.exit.is_none() && self.exits.try_recv().is_err() {
            // A job of its own, and whatever started it.
            if let Some(leader) = self.terminal.as_ref().and_then(|terminal| terminal.master.process_group_leader()) {
                let _ = Pid::from_raw(leader).map(|leader| kill_process_group(leader, Signal::KILL));
            }
            let _ = kill_process(self.process, Signal::KILL);
        }
    }
}

impl View {
    fn new(cols: u16, rows: u16) -> Self {
        let (cols, rows) = view_size(cols, rows);
        let seen = Seen { parser: vt100::Parser::new(rows, cols, 0), raw: Vec::new(), ended: false };
        Self { seen: Mutex::new(seen), changed: Condvar::new(), closing: AtomicBool::new(false) }
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("a healthy reader")
    }
}

impl Seen {
    fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }
}

/// A window may be of no size at all; the view cannot.
fn view_size(cols: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let least = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    (least(cols), least(rows))
}

/// Where stdout goes when it is captured, in the home.
const CAPTURE: &str = "stdout";

fn command(program: &Path, args: &[&str], env: &[(&str, &str)], home: &Path, options: &Options) -> CommandBuilder {
    let script = options.launch.script();
    let script =
        if options.capture_stdout { format!("exec >\"$HOME/{CAPTURE}\"\n{script}") } else { script.to_owned() };
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", &script, "sh"]);
    command.arg(OsString::from(program));
    command.args(args);
    command.env_clear();
    command.cwd(home);
    let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
    command.env("PATH", path);
    command.env("HOME", home);
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("AWS_EC2_METADATA_DISABLED", "true")] {
        command.env(name, value);
    }
    for (name, value) in env {
        if value.is_empty() {
            command.env_remove(name);
        } else {
            command.env(name, value);
        }
    }
    command
}

/// Reads until the program has closed its side, or the view is closing.
fn read_into(view: Arc<View>, mut reader: Box<dyn Read + Send>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut chunk = [0; 8192];
        while let Ok(n @ 1..) = reader.read(&mut chunk) {
            if view.closing.load(Ordering::SeqCst) {
                break;
            }
            let bytes = chunk.get(..n).unwrap_or_default();
            let mut seen = view.lock();
            seen.raw.extend_from_slice(bytes);
            seen.parser.process(bytes);
            drop(seen);
            view.changed.notify_all();
        }
        view.lock().ended = true;
        view.changed.notify_all();
    })
}

fn wait_for_exit(mut child: Box<dyn Child + Send + Sync>) -> Receiver<Exit> {
    let (sender, exits) = mpsc::channel();
    thread::spawn(move || {
        if let Ok(status) = child.wait() {
            let signal = status.signal().map(str::to_owned);
            let _ = sender.send(Exit { status: status.exit_code(), signal });
        }
    });
    exits
}
