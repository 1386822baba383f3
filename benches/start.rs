//! The start: from the start of the process to the end of its first frame on a terminal, and its peak
//! memory, in turn with a bare ratatui program that draws one screen of text.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement says what it found, or fails")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

mod bare;

const RUNS: usize = 41;
/// More than a bare program may cost: times its time, and on top of its memory.
const TIMES: f64 = 2.0;
const KIBIBYTES: u64 = 15 * 1024;

/// A program, how its first frame ends, and what was measured.
struct Subject {
    program: PathBuf,
    argument: &'static str,
    frame_ends: &'static [u8],
    first_frame: Vec<Duration>,
    peak: Vec<u64>,
}

fn main() {
    if std::env::args().any(|argument| argument == "bare") {
        return bare::main().unwrap();
    }
    let console = Path::new(env!("CARGO_BIN_EXE_cognito-console")).to_owned();
    let mut subjects = [
        Subject::new(std::env::current_exe().unwrap(), "bare", b"ready"),
        Subject::new(console, "--demo", b"\x1b[?2026l"),
    ];
    for _ in 0..RUNS {
        subjects.iter_mut().for_each(Subject::measure);
    }
    let [bare, console] = subjects;
    let ((bare_time, bare_peak), (time, peak)) = (bare.medians(), console.medians());
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let ratio = time.as_secs_f64() / bare_time.as_secs_f64();
    let more = peak.saturating_sub(bare_peak);
    println!("first frame   bare {:.2} ms   console {:.2} ms   ratio {ratio:.2}", ms(bare_time), ms(time));
    println!("peak memory   bare {bare_peak} KiB   console {peak} KiB   {more} KiB more");
    assert!(ratio < TIMES && more < KIBIBYTES, "more than {TIMES} times the time, or {KIBIBYTES} KiB on top");
}

impl Subject {
    fn new(program: PathBuf, argument: &'static str, frame_ends: &'static [u8]) -> Self {
        Self { program, argument, frame_ends, first_frame: Vec::new(), peak: Vec::new() }
    }

    fn measure(&mut self) {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(&self.program);
        command.arg(self.argument);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let start = Instant::now();
        let mut child = pair.slave.spawn_command(command).unwrap();
        let mut output: Vec<u8> = Vec::new();
        let mut chunk = [0; 8192];
        while !output.windows(self.frame_ends.len()).any(|window| window == self.frame_ends) {
            let n = reader.read(&mut chunk).unwrap();
            output.extend(chunk.iter().take(n));
        }
        self.first_frame.push(start.elapsed());
        // All of its pools are there by then; the bare program has nothing to wait for.
        std::thread::sleep(Duration::from_millis(if self.argument == "bare" { 20 } else { 700 }));
        self.peak.push(peak(child.process_id().unwrap()));
        pair.master.take_writer().unwrap().write_all(b"q").unwrap();
        child.wait().unwrap();
    }

    fn medians(mut self) -> (Duration, u64) {
        self.first_frame.sort();
        self.peak.sort_unstable();
        (*self.first_frame.get(RUNS / 2).unwrap(), *self.peak.get(RUNS / 2).unwrap())
    }
}

/// The most memory that a process ever had, in KiB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
