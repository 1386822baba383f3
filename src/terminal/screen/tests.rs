use std::sync::{Arc, Mutex};

use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Paragraph;
use rstest::rstest;

use super::*;

/// Keeps each write by itself.
#[derive(Clone, Default)]
struct Paper {
    writes: Arc<Mutex<Vec<Vec<u8>>>>,
    size: Arc<Mutex<Size>>,
}

impl Paper {
    fn new(width: u16, height: u16) -> Self {
        let paper = Self::default();
        paper.resize(width, height);
        paper
    }

    fn resize(&self, width: u16, height: u16) {
        *self.size.lock().unwrap() = Size { width, height };
    }

    fn take(&self) -> Vec<String> {
        let writes = std::mem::take(&mut *self.writes.lock().unwrap());
        writes.into_iter().map(|bytes| String::from_utf8(bytes).unwrap()).collect()
    }

    /// The only write since the last time.
    fn one(&self) -> String {
        let writes = self.take();
        assert_eq!(writes.len(), 1, "{writes:?}");
        writes.concat()
    }
}

impl Surface for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writes.lock().unwrap().push(bytes.to_vec());
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(*self.size.lock().unwrap())
    }
}

fn form(name: &str) -> impl FnOnce(&mut Frame) {
    move |frame: &mut Frame| {
        let accent = Style::new().fg(Color::Cyan).bg(Color::Blue);
        frame.render_widget(Paragraph::new("Define app").style(accent.add_modifier(Modifier::BOLD)), frame.area());
        let line = Rect::new(3, 2, 40, 1).intersection(frame.area());
        frame.render_widget(Paragraph::new(name).style(accent.add_modifier(Modifier::REVERSED)), line);
        let x = 3 + u16::try_from(name.len()).unwrap();
        frame.set_cursor_position(Position { x, y: 2 });
    }
}

fn screen(color: bool) -> (Paper, Screen<Paper>) {
    let paper = Paper::new(80, 24);
    let screen = Screen::on(paper.clone(), color).unwrap();
    (paper, screen)
}

fn shown(bytes: &str) -> vt100::Parser {
    let mut parser = vt100::Parser::default();
    parser.process(bytes.as_bytes());
    parser
}

#[test]
fn a_frame_is_one_write_in_a_synchronized_update() {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    let frame = paper.one();
    assert!(frame.starts_with("\x1b[?2026h") && frame.ends_with("\x1b[?2026l"), "{frame:?}");
    assert!(shown(&frame).screen().contents().contains("shop"));
    assert_eq!(shown(&frame).screen().cursor_position(), (2, 7));
}

#[test]
fn a_typed_letter_costs_little() {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    paper.take();
    screen.draw(form("shops")).unwrap();
    let frame = paper.one();
    assert!(frame.len() <= 60, "{} bytes: {frame:?}", frame.len());
}

#[test]
fn an_unchanged_frame_costs_nothing() {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    paper.take();
    screen.draw(form("shop")).unwrap();
    assert_eq!(paper.take(), Vec::<String>::new());
}

#[test]
fn the_cursor_is_hidden_and_shown_once() {
    let (paper, mut screen) = screen(true);
    let without = |frame: &mut Frame| frame.render_widget("text", frame.area());
    let with = |frame: &mut Frame| {
        frame.render_widget("text", frame.area());
        frame.set_cursor_position(Position { x: 1, y: 1 });
    };
    screen.draw(without).unwrap();
    assert!(paper.one().contains("\x1b[?25l"));
    screen.draw(with).unwrap();
    assert_eq!(paper.one(), "\x1b[?2026h\x1b[2;2H\x1b[?25h\x1b[?2026l");
    screen.draw(without).unwrap();
    assert_eq!(paper.one(), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
}

#[test]
fn a_redraw_is_one_write_and_restores_what_was_overwritten() {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    let mut bytes = paper.one();
    bytes.push_str("\x1b[3;1Hgarbage from a background job");
    screen.redraw().unwrap();
    screen.draw(form("shop")).unwrap();
    let frame = paper.one();
    assert_eq!(frame.matches("\x1b[2J").count(), 1);
    bytes.push_str(&frame);
    let parser = shown(&bytes);
    assert!(!parser.screen().contents().contains("garbage"));
    assert!(parser.screen().contents().contains("shop"));
    assert_eq!(parser.screen().cursor_position(), (2, 7));
}

#[rstest]
#[case::narrower(60, 24)]
#[case::wider(100, 30)]
#[case::lower(80, 10)]
#[case::nothing(0, 0)]
fn a_new_size_is_one_clear_and_one_write(#[case] width: u16, #[case] height: u16) {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    paper.take();
    paper.resize(width, height);
    screen.draw(form("shop")).unwrap();
    assert_eq!(paper.one().matches("\x1b[2J").count(), 1);
    screen.resized().unwrap();
    screen.draw(form("shop")).unwrap();
    assert_eq!(paper.one().matches("\x1b[2J").count(), 1);
}

#[test]
fn nothing_is_cleared_without_need_and_nothing_is_asked() {
    let (paper, mut screen) = screen(true);
    let mut all = String::new();
    for name in ["", "s", "sh", "sho", "", "日本"] {
        screen.draw(form(name)).unwrap();
        all.extend(paper.take());
    }
    assert!(!all.contains("\x1b[2J"), "{all:?}");
    screen.redraw().unwrap();
    screen.draw(form("shop")).unwrap();
    screen.resized().unwrap();
    screen.draw(form("shop")).unwrap();
    screen.copy("shop").unwrap();
    drop(screen);
    all.extend(paper.take());
    // Cursor, device, colours, keyboard, mode, and terminal name; mouse and keyboard modes.
    for question in ["6n", "5n", "c", ">c", "?u", "$p", ">q", "?1000h", "?1002h", "?1003h", ">1u"] {
        assert!(!all.contains(&format!("\x1b[{question}")), "{question}");
    }
    for question in ["\x1b]10;?", "\x1b]11;?", "\x1b]4;", "\x1bP", "\x05"] {
        assert!(!all.contains(question), "{question:?}");
    }
}

/// Every SGR command in the bytes, by its numbers.
fn styles(bytes: &str) -> Vec<u32> {
    let commands = bytes.split("\x1b[").skip(1).filter_map(|rest| rest.split_once('m'));
    let numbers = commands.map(|(numbers, _)| numbers).filter(|n| n.chars().all(|c| c.is_ascii_digit() || c == ';'));
    numbers.flat_map(|numbers| numbers.split(';')).map(|n| n.parse().unwrap()).collect()
}

#[test]
fn without_colour_there_is_no_colour_command_and_the_rest_survives() {
    let (paper, mut screen) = screen(false);
    screen.draw(form("shop")).unwrap();
    let frame = paper.one();
    let styles = styles(&frame);
    assert_eq!(styles, [1, 7, 0, 1, 0], "{frame:?}");
    let parser = shown(&frame);
    assert!(parser.screen().cell(0, 0).unwrap().bold());
    assert!(parser.screen().cell(2, 3).unwrap().inverse());
    assert!(!parser.screen().cell(2, 2).unwrap().inverse());
}

#[test]
fn with_colour_there_is_one() {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    let parser = shown(&paper.one());
    let cell = parser.screen().cell(2, 3).unwrap();
    assert_eq!((cell.fgcolor(), cell.bgcolor()), (vt100::Color::Idx(6), vt100::Color::Idx(4)));
    assert!(cell.inverse());
}

/// Draws cells in every style after every other and compares with what a terminal makes of it.
#[test]
fn every_change_of_style_arrives() {
    let modifiers = [Modifier::empty(), Modifier::BOLD, Modifier::REVERSED, Modifier::BOLD | Modifier::UNDERLINED];
    let colors = [
        (Color::Reset, vt100::Color::Default),
        (Color::Red, vt100::Color::Idx(1)),
        (Color::LightGreen, vt100::Color::Idx(10)),
        (Color::Indexed(200), vt100::Color::Idx(200)),
        (Color::Rgb(1, 2, 3), vt100::Color::Rgb(1, 2, 3)),
    ];
    let styles: Vec<Style> = modifiers
        .iter()
        .flat_map(|m| colors.iter().map(|(c, _)| Style::new().fg(*c).bg(*c).add_modifier(*m)))
        .collect();
    let (paper, mut screen) = screen(true);
    let cells: Vec<Style> = styles.iter().flat_map(|a| styles.iter().flat_map(|b| [*a, *b])).collect();
    screen
        .draw(|frame| {
            for (style, at) in cells.iter().zip(frame.area().positions()) {
                frame.buffer_mut()[at].set_symbol("x").set_style(*style);
            }
        })
        .unwrap();
    let parser = shown(&paper.one());
    let positions = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    for (style, (row, column)) in cells.iter().zip(positions) {
        let cell = parser.screen().cell(row, column).unwrap();
        let color = colors.iter().find(|(color, _)| style.fg == Some(*color)).unwrap().1;
        let is = |modifier| style.add_modifier.contains(modifier);
        let expected = (color, color, is(Modifier::BOLD), is(Modifier::REVERSED), is(Modifier::UNDERLINED));
        let found = (cell.fgcolor(), cell.bgcolor(), cell.bold(), cell.inverse(), cell.underline());
        assert_eq!(found, expected, "at {row},{column}");
    }
}

#[test]
fn a_copy_is_one_command_and_leaves_the_next_frame_alone() {
    let (paper, mut screen) = screen(true);
    screen.draw(form("shop")).unwrap();
    paper.take();
    screen.copy("3n4b5urk").unwrap();
    assert_eq!(paper.one(), "\x1b]52;c;M240YjV1cms=\x1b\\");
    screen.draw(form("shop")).unwrap();
    assert_eq!(paper.take(), Vec::<String>::new());
}

/// What the terminal shows after many frames is what a fresh terminal shows of the last one.
#[test]
fn differences_add_up() {
    let (paper, mut screen) = screen(true);
    let mut all = String::new();
    for name in ["a", "", "日本語", "日本", "x日", "a longer name than before", "short"] {
        screen.draw(form(name)).unwrap();
        all.extend(paper.take());
    }
    let (fresh_paper, mut fresh) = self::screen(true);
    fresh.draw(form("short")).unwrap();
    assert_eq!(shown(&all).screen().contents_formatted(), shown(&fresh_paper.one()).screen().contents_formatted());
}
