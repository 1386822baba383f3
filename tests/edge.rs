//! The terminal edge by itself, on a real pseudo-terminal: this test binary starts itself again as a
//! small program that shows which keys it was given.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails where this fails")]

#[expect(dead_code, reason = "made for more tests than these")]
#[path = "support/pty.rs"]
mod pty;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use cognito_console::terminal::{self, Screen, Suspended, hangup, input};
use crossterm::event::{KeyCode, KeyModifiers};
use input::{InputEvent, KeyPress};
use pty::{Launch, Options, PATIENCE, Pty};
use ratatui::Frame;
use ratatui::style::{Color, Style};
use ratatui::text::Line;

/// The small program. It is not a test, so it runs only when it is asked for by name.
#[test]
#[ignore = "started by the tests here"]
fn program() {
    let received = || drop(writeln!(io::stdout(), "ID 3n4b5urk"));
    terminal::no_core_dumps();
    terminal::install_panic_hook(received);
    if let Err(error) = terminal::is_available() {
        let _ = writeln!(io::stderr(), "{error}");
        std::process::exit(2);
    }
    let shown = Arc::new(AtomicU64::new(0));
    let (sender, events) = mpsc::channel();
    let gone = sender.clone();
    hangup::watch(move || drop(gone.send(InputEvent::Closed))).unwrap();
    let mut screen = Screen::open(std::env::var_os("NO_COLOR").is_none()).unwrap();
    let mut lines = vec!["ready".to_owned()];
    let hold = input::escape_hold(false);
    input::spawn(Instant::now(), Arc::clone(&shown), hold, move |event| drop(sender.send(event))).unwrap();
    draw(&mut screen, &lines, &shown);
    for event in events {
        match event {
            InputEvent::Closed => return leave_dead(screen),
            InputEvent::Key(press) if act(press, &mut screen, &mut lines) => {}
            InputEvent::Key(press) if press.event.code == KeyCode::Char('q') => break,
            InputEvent::Key(_) | InputEvent::Paste(_) | InputEvent::Resize => lines.push(describe(&event)),
        }
        draw(&mut screen, &lines, &shown);
    }
    screen.close();
    received();
    std::process::exit(0);
}

fn leave_dead(screen: Screen) {
    screen.abandon();
    std::fs::write("hung-up", "").unwrap();
    match std::env::var("EDGE").as_deref() {
        Ok("stuck") => loop {
            std::thread::park();
        },
        _ => std::process::exit(129),
    }
}

fn draw(screen: &mut Screen, lines: &[String], shown: &AtomicU64) {
    let render = |frame: &mut Frame| {
        let mut text: Vec<Line> = lines.iter().rev().take(15).map(|line| Line::raw(line.clone())).collect();
        text.push(Line::styled("styled", Style::new().fg(Color::Red).reversed().bold()));
        text.push(Line::raw(format!("{}x{}", frame.area().width, frame.area().height)));
        frame.render_widget(ratatui::widgets::Paragraph::new(text), frame.area());
        frame.set_cursor_position((5, 3));
    };
    // A terminal that is gone is reported by the watch.
    let _ = screen.draw(render);
    shown.fetch_add(1, Ordering::Release);
}

/// True when the key was one of the program's own.
fn act(KeyPress { event, .. }: KeyPress, screen: &mut Screen, lines: &mut Vec<String>) -> bool {
    match (event.code, event.modifiers) {
        (KeyCode::Char('z'), KeyModifiers::CONTROL) => match screen.suspend().unwrap() {
            Suspended::Resumed => lines.push("resumed".to_owned()),
            Suspended::Impossible => lines.push("cannot stop here".to_owned()),
        },
        (KeyCode::Char('l'), KeyModifiers::CONTROL) => screen.redraw().unwrap(),
        (KeyCode::Char('y'), KeyModifiers::CONTROL) => screen.copy("3n4b5urk").unwrap(),
        (KeyCode::Char('p'), KeyModifiers::CONTROL) => panic!("on \x1b[31mpurpose"),
        (KeyCode::Char('t'), KeyModifiers::CONTROL) => panic_in_a_task(screen),
        _ => return false,
    }
    true
}

/// Goes on drawing while a task panics, as the loop would.
fn panic_in_a_task(screen: &mut Screen) {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async { drop(tokio::spawn(async { panic!("in a task") }).await) });
    });
    for n in 0_u64.. {
        let _ = screen.draw(|frame| frame.render_widget(format!("frame {n}"), frame.area()));
    }
}

fn describe(event: &InputEvent) -> String {
    match event {
        InputEvent::Key(KeyPress { event, shown, burst, .. }) => {
            format!("key {:?} {:?} page {shown} burst {burst}", event.code, event.modifiers)
        }
        InputEvent::Paste(text) => format!("paste {text:?}"),
        InputEvent::Resize | InputEvent::Closed => format!("{event:?}"),
    }
}

fn start(options: &Options, env: &[(&str, &str)]) -> Pty {
    let this = std::env::current_exe().unwrap();
    let args = ["program", "--exact", "--ignored", "--nocapture", "--test-threads=1"];
    let pty = Pty::spawn(&this, &args, env, (80, 24), options);
    pty.wait_for("ready", PATIENCE);
    pty
}

fn launched(launch: Launch) -> Options {
    Options { launch, capture_stdout: true }
}

fn assert_given_back(pty: &Pty) {
    assert!(pty.termios_is_cooked());
    pty.inspect(|screen| {
        assert!(!screen.alternate_screen());
        assert!(!screen.bracketed_paste());
        assert!(!screen.hide_cursor());
        assert!(!screen.inverse() && !screen.bold());
    });
}

#[test]
fn taken_and_given_back() {
    let mut pty = start(&launched(Launch::Direct), &[]);
    assert!(!pty.termios_is_cooked());
    assert!(pty.inspect(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    assert_eq!(pty.cursor(), Some((5, 3)));
    pty.keys("q");
    assert_eq!(pty.wait_status(PATIENCE), 0);
    assert_given_back(&pty);
    assert!(pty.captured().ends_with("ID 3n4b5urk\n"), "{:?}", pty.captured());
    assert!(!String::from_utf8_lossy(&pty.raw_output()).contains("ID"));
}

#[test]
fn nothing_is_asked() {
    let mut pty = start(&launched(Launch::Direct), &[]);
    pty.keys("\x0c\x19a");
    pty.wait_for("Char('a')", PATIENCE);
    pty.resize(60, 20);
    pty.keys("b");
    pty.wait_for("60x20", PATIENCE);
    pty.keys("q");
    pty.wait_exit(PATIENCE);
    let raw = String::from_utf8(pty.raw_output()).unwrap();
    for question in ["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[>", "\x1b]1", "\x1b[?u", "$p", "\x1bP", "?1000h", "?1003h"] {
        assert!(!raw.contains(question), "{question:?} in {raw:?}");
    }
    assert!(raw.contains("\x1b]52;c;M240YjV1cms=\x1b\\"));
}

#[test]
fn without_colour_reverse_and_bold_survive() {
    let pty = start(&Options::default(), &[("NO_COLOR", "1")]);
    pty.inspect(|screen| {
        let cell = screen.cell(1, 0).unwrap();
        assert!(cell.inverse() && cell.bold());
        assert_eq!(cell.fgcolor(), vt100::Color::Default);
    });
    let raw = String::from_utf8(pty.raw_output()).unwrap();
    assert!(!raw.contains("31m") && !raw.contains("39m") && !raw.contains("49m") && !raw.contains("\x1b[m"), "{raw:?}");
}

#[test]
fn keys_and_pastes_arrive_torn_or_whole() {
    let mut pty = start(&Options::default(), &[]);
    pty.keys("\x1b[A");
    pty.wait_for("key Up", PATIENCE);
    pty.keys("\x1b");
    pty.wait_for("key Esc", PATIENCE);
    pty.keys("\x1b[200~one\rtwo");
    pty.keys("\x1b");
    pty.keys("[201~");
    pty.wait_for(r#"paste "one\rtwo""#, PATIENCE);
    pty.keys("x\r");
    pty.wait_for("key Enter KeyModifiers(0x0) page", PATIENCE);
    pty.wait_for("burst true", PATIENCE);
}

#[test]
fn a_long_unbracketed_paste_arrives_whole() {
    let mut pty = start(&Options::default(), &[]);
    pty.keys(&format!("{}Z", "a".repeat(3000)));
    pty.wait_for("Char('Z')", PATIENCE);
}

/// Frame 1 is out for certain when a later one is seen; frame 3 is not before the key of frame 3 is.
#[test]
fn a_key_knows_what_had_been_shown() {
    let mut pty = start(&Options::default(), &[]);
    pty.keys("a");
    pty.wait_for("key Char('a') KeyModifiers(0x0) page", PATIENCE);
    pty.keys("b");
    pty.wait_for("key Char('b') KeyModifiers(0x0) page", PATIENCE);
    let screen = pty.screen();
    let page = screen.lines().next().unwrap();
    assert!(page.contains("page 1") || page.contains("page 2"), "{screen}");
}

#[test]
fn a_redraw_repairs_the_screen() {
    let mut pty = start(&Options::default(), &[]);
    pty.keys("\x0c");
    pty.wait_for_raw(b"\x1b[0m\x1b[2J", PATIENCE);
    pty.wait_for("styled", PATIENCE);
}

#[test]
fn stopped_and_continued() {
    let mut pty = start(&launched(Launch::JobControl), &[]);
    for n in 1..=3 {
        pty.keys("\x1a");
        pty.wait_for(&format!("[stopped {n}]"), PATIENCE);
        assert_given_back(&pty);
        pty.keys("\n");
        pty.wait_for("ready", PATIENCE);
        assert!(pty.inspect(vt100::Screen::alternate_screen));
    }
    pty.keys("k");
    pty.wait_for("resumed\nresumed\nresumed", PATIENCE);
    pty.wait_for("key Char('k')", PATIENCE);
    pty.keys("q");
    assert_eq!(pty.wait_status(PATIENCE), 0);
    assert_given_back(&pty);
}

#[test]
fn not_stopped_where_nobody_could_continue_us() {
    for launch in [Launch::Direct, Launch::UnderShell] {
        let mut pty = start(&launched(launch), &[]);
        pty.keys("\x1a");
        pty.wait_for("cannot stop here", PATIENCE);
        pty.keys("q");
        assert_eq!(pty.wait_status(PATIENCE), 0);
    }
}

#[test]
fn a_panic_gives_the_terminal_back_first() {
    for (key, message) in [("\x10", "internal error: on ?[31mpurpose (tests/edge.rs:"), ("\x14", "in a task")] {
        let mut pty = start(&launched(Launch::Direct), &[]);
        pty.keys(key);
        assert_eq!(pty.wait_status(PATIENCE), 101);
        assert_given_back(&pty);
        assert!(pty.screen().contains(message), "{}", pty.screen());
        assert!(!pty.screen().contains("frame"), "{}", pty.screen());
        assert!(pty.captured().ends_with("ID 3n4b5urk\n"));
    }
}

#[test]
fn a_panic_with_stderr_closed_is_no_abort() {
    let mut pty = start(&launched(Launch::Script(r#"exec "$@" 2>&-"#)), &[]);
    pty.keys("\x10");
    assert_eq!(pty.wait_status(PATIENCE), 101);
    assert_given_back(&pty);
}

#[test]
fn a_hang_up_ends_the_program_even_when_ignored_or_stuck() {
    for (launch, edge) in
        [(Launch::IgnoreHangup, "well"), (Launch::IgnoreHangup, "stuck"), (Launch::UnderShell, "well")]
    {
        let under_shell = matches!(launch, Launch::UnderShell);
        let mut pty = start(&launched(launch), &[("EDGE", edge)]);
        pty.hang_up();
        let exit = pty.wait_exit(Duration::from_secs(10));
        if !under_shell {
            assert_eq!((exit.status, exit.signal), (129, None));
        }
    }
}

#[test]
fn without_a_terminal_it_says_so() {
    let this = std::env::current_exe().unwrap();
    let script = r#"setsid "$@" </dev/null; echo "status $?""#;
    let args = ["program", "--exact", "--ignored", "--nocapture", "--test-threads=1"];
    let options = Options { launch: Launch::Script(script), capture_stdout: false };
    let mut pty = Pty::spawn(&this, &args, &[], (80, 24), &options);
    pty.wait_for("status 2", PATIENCE);
    assert!(pty.screen().contains("This needs a terminal. With ssh, use: ssh -t HOST cognito-console ..."));
    pty.wait_exit(PATIENCE);
}
