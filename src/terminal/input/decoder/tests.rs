use super::*;
use proptest::prelude::*;
use rstest::rstest;

const HOLD: Duration = Duration::from_millis(50);

fn stamp(ms: u64) -> Stamp {
    Stamp { at: Duration::from_millis(ms), shown: ms }
}

/// Feeds one read a millisecond, then waits until nothing is held that could be let go.
fn decode(reads: &[&[u8]]) -> Vec<InputEvent> {
    let mut decoder = Decoder::new(HOLD);
    let mut events = Vec::new();
    for (ms, bytes) in (0..).zip(reads) {
        events.extend(decoder.feed(bytes, stamp(ms)));
    }
    events.extend(decoder.timeout(Duration::from_hours(1)));
    events
}

fn key_word(KeyEvent { code, modifiers, .. }: KeyEvent) -> String {
    // Capitals and Shift-Tab say it themselves.
    let capital = matches!(code, KeyCode::Char(c) if c.is_uppercase());
    let implied = if capital || code == KeyCode::BackTab { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    let mut word = String::new();
    for (modifier, name) in
        [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
    {
        if (modifiers - implied).contains(modifier) {
            word.push_str(name);
        }
    }
    let key = if let KeyCode::Char(c) = code {
        c.to_string()
    } else if let KeyCode::F(n) = code {
        format!("F{n}")
    } else {
        format!("{code:?}")
    };
    word + &key
}

/// `ctrl-r`, `alt-x`, `S`, `Up`, `<text>` for a paste: short enough to read in a table.
fn words(events: &[InputEvent]) -> String {
    let word = |event: &InputEvent| match event {
        InputEvent::Key(press) => key_word(press.event),
        InputEvent::Paste(text) => format!("<{text}>"),
        InputEvent::Resize | InputEvent::Closed => format!("{event:?}"),
    };
    events.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::letters(b"aZ1", "a Z 1")]
#[case::utf8("äß日👍".as_bytes(), "ä ß 日 👍")]
#[case::enter_tab_backspace(b"\r\t\x7f\x08", "Enter Tab Backspace ctrl-h")]
#[case::control(b"\x12\x03\x1a\x00\x1f", "ctrl-r ctrl-c ctrl-z ctrl-  ctrl-7")]
#[case::line_feed_is_not_enter(b"\n", "ctrl-j")]
#[case::arrows(b"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left")]
#[case::arrows_application(b"\x1bOA\x1bOB\x1bOC\x1bOD", "Up Down Right Left")]
#[case::home_end(b"\x1b[H\x1b[F\x1bOH\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End Home End")]
#[case::editing(b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown")]
#[case::back_tab(b"\x1b[Z", "BackTab")]
#[case::f1_to_f4(b"\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4")]
#[case::f1_to_f4_vt220(b"\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "F1 F2 F3 F4")]
#[case::f1_to_f5_console(b"\x1b[[A\x1b[[B\x1b[[C\x1b[[D\x1b[[E", "F1 F2 F3 F4 F5")]
#[case::f5_to_f8(b"\x1b[15~\x1b[17~\x1b[18~\x1b[19~", "F5 F6 F7 F8")]
#[case::f9_to_f12(b"\x1b[20~\x1b[21~\x1b[23~\x1b[24~", "F9 F10 F11 F12")]
#[case::with_modifiers(b"\x1b[1;5A\x1b[1;2F\x1b[3;3~\x1b[1;6P", "ctrl-Up shift-End alt-Delete ctrl-shift-F1")]
#[case::rxvt(b"\x1b[a\x1bOc\x1b[3$\x1b[5^\x1b[6@", "shift-Up ctrl-Right shift-Delete ctrl-PageUp ctrl-shift-PageDown")]
#[case::coded(b"\x1b[97;5u\x1b[13u\x1b[9;2u\x1b[27u\x1b[127u", "ctrl-a Enter BackTab Esc Backspace")]
#[case::modify_other_keys(b"\x1b[27;5;13~", "ctrl-Enter")]
#[case::repeat_yes_release_no(b"\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A", "a")]
#[case::alt(b"\x1bx\x1bX\x1b\r\x1b\xc3\xa4", "alt-x alt-X alt-Enter alt-ä")]
#[case::esc_then_arrow(b"\x1b\x1b[A", "Esc Up")]
#[case::esc_twice(b"\x1b\x1b", "Esc Esc")]
#[case::unknown_sequences_are_not_typed(b"\x1b[99~\x1b[?1;2c\x1b[>0;1u\x1b[I\x1bOz\x1b[201~a", "a")]
#[case::mouse_reports_are_not_typed(b"\x1b[<0;1;1M\x1b[M !!a", "a")]
#[case::cut_short_by_a_key(b"\x1b[1;\r\x1b[\x1b[A\x1bO\r", "Enter Up alt-O Enter")]
#[case::wrong_utf8(b"\xffa\xc3b\xe6\x97c", "a b c")]
#[case::paste(b"\x1b[200~one\r\ntwo\x1b[A\x03\x1b[201~\r", "<one\r\ntwo\x1b[A\x03> Enter")]
#[case::paste_of_nothing(b"\x1b[200~\x1b[201~", "<>")]
#[case::paste_with_a_start_in_it(b"\x1b[200~a\x1b[200~b\x1b[201~c", "<a\x1b[200~b> c")]
fn one_read(#[case] bytes: &[u8], #[case] expected: &str) {
    assert_eq!(words(&decode(&[bytes])), expected);
}

#[rstest]
#[case::arrow(b"\x1b|[A", "Up")]
#[case::arrow_application(b"\x1b|OA", "Up")]
#[case::arrow_by_bytes(b"\x1b|[|A", "Up")]
#[case::esc_and_a_letter(b"\x1b|q", "Esc q")]
#[case::esc_and_esc(b"\x1b|\x1b", "Esc Esc")]
#[case::esc_and_a_whole_arrow(b"\x1b|\x1b[A", "Esc Up")]
#[case::utf8(b"\xe6|\x97\xa5", "日")]
#[case::paste_start_torn(b"\x1b|[200~a\nb\x1b[201~c", "<a\nb> c")]
#[case::paste_end_torn(b"\x1b[200~a\r\x1b|[201~\r", "<a\r> Enter")]
#[case::paste_end_torn_late(b"\x1b[200~a\x1b[201|~\r", "<a> Enter")]
#[case::paste_end_missing(b"\x1b[200~a\r|b\r", "<a\rb\r>")]
fn several_reads(#[case] reads: &[u8], #[case] expected: &str) {
    let reads: Vec<&[u8]> = reads.split(|byte| *byte == b'|').collect();
    assert_eq!(words(&decode(&reads)), expected);
}

#[test]
fn a_lone_esc_is_let_go_at_its_deadline_and_not_before() {
    let mut decoder = Decoder::new(HOLD);
    assert_eq!(decoder.deadline(), None);
    assert_eq!(decoder.feed(b"\x1b", stamp(7)), []);
    assert_eq!(decoder.deadline(), Some(Duration::from_millis(57)));
    assert_eq!(decoder.timeout(Duration::from_millis(56)), []);
    assert_eq!(words(&decoder.timeout(Duration::from_millis(57))), "Esc");
    assert_eq!(decoder.deadline(), None);
}

#[test]
fn nothing_but_a_lone_esc_or_a_paste_has_a_deadline() {
    for held in [b"\x1b[".as_slice(), b"\x1bO", b"\x1b[1;", b"\xe6"] {
        let mut decoder = Decoder::new(HOLD);
        assert_eq!(decoder.feed(held, stamp(0)), []);
        assert_eq!(decoder.deadline(), None, "{held:?}");
        assert_eq!(decoder.timeout(Duration::from_mins(1)), []);
    }
}

#[test]
fn a_paste_that_loses_its_end_does_not_lock_the_keys_up() {
    let mut decoder = Decoder::new(HOLD);
    assert_eq!(decoder.feed(b"\x1b[200~abc", stamp(0)), []);
    assert_eq!(decoder.feed(b"def", stamp(1000)), []);
    assert_eq!(decoder.timeout(Duration::from_millis(2999)), []);
    assert_eq!(words(&decoder.timeout(Duration::from_secs(3))), "<abcdef>");
    assert_eq!(words(&decoder.feed(b"\x03", stamp(4000))), "ctrl-c");
}

#[test]
fn a_key_has_the_stamp_of_the_read_that_it_began_in() {
    let mut decoder = Decoder::new(HOLD);
    decoder.feed(b"\x1b", stamp(3));
    let events = decoder.feed(b"[Ax", stamp(9));
    let stamps: Vec<_> = events
        .iter()
        .map(|event| {
            let InputEvent::Key(press) = event else { panic!("{event:?}") };
            (press.at, press.shown)
        })
        .collect();
    assert_eq!(stamps, [(Duration::from_millis(3), 3), (Duration::from_millis(9), 9)]);
}

fn bursts(bytes: &[u8]) -> Vec<bool> {
    let pressed = |event| matches!(event, InputEvent::Key(press) if press.burst);
    decode(&[bytes]).into_iter().map(pressed).collect()
}

#[test]
fn an_enter_among_others_in_one_read_is_a_burst() {
    assert_eq!(bursts(b"\r"), [false]);
    assert_eq!(bursts(b"a\r"), [false, true]);
    assert_eq!(bursts(b"a\rb\r"), [false, true, false, true]);
    assert_eq!(bursts(b"\x1b[200~a\x1b[201~\r"), [false, true]);
    assert_eq!(bursts(b"abc"), [false; 3]);
}

#[test]
fn a_huge_paste_is_cut_and_still_ends() {
    let mut reads = vec![b"\x1b[200~".to_vec()];
    reads.extend(std::iter::repeat_n(vec![b'x'; 65_536], 40));
    reads.push(b"\x1b[20".to_vec());
    reads.push(b"1~\r".to_vec());
    let reads: Vec<&[u8]> = reads.iter().map(Vec::as_slice).collect();
    let events = decode(&reads);
    let [InputEvent::Paste(text), InputEvent::Key(_)] = events.as_slice() else { panic!("{events:?}") };
    assert!((LONGEST_PASTE..=LONGEST_PASTE + 2 * PASTE_END.len()).contains(&text.len()), "{}", text.len());
}

#[test]
fn a_flood_of_letters_takes_no_time() {
    let flood = vec![b'a'; 65_536];
    let start = std::time::Instant::now();
    assert_eq!(decode(&[&flood]).len(), flood.len());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn what_is_pasted_is_not_told() {
    assert_eq!(format!("{:?}", InputEvent::Paste("secret".to_owned())), "Paste(6 bytes)");
}

/// Keys whose bytes mean the same wherever they are torn. Alt and a letter do not: torn, they are Esc
/// and a letter, which is what a person who presses Esc and goes on means.
const WHOLE: [&str; 27] = [
    "a",
    "Z",
    "7",
    " ",
    "ä",
    "日",
    "👍",
    "\r",
    "\t",
    "\x7f",
    "\x12",
    "\x1b[A",
    "\x1bOB",
    "\x1b[1;5C",
    "\x1b[H",
    "\x1b[4~",
    "\x1b[3~",
    "\x1b[5~",
    "\x1b[Z",
    "\x1bOP",
    "\x1b[15~",
    "\x1b[24~",
    "\x1b[[E",
    "\x1b[97;5u",
    "\x1b[200~two\r\nlines ä\x1b[201~",
    "\x1b[200~\x1b[201~",
    "\x1b[<0;1;1M",
];

/// The events without what depends on the reads: times and bursts.
fn plain(events: Vec<InputEvent>) -> Vec<(Option<KeyEvent>, Option<String>)> {
    let plain = |event| match event {
        InputEvent::Key(press) => (Some(press.event), None),
        InputEvent::Paste(text) => (None, Some(text)),
        InputEvent::Resize | InputEvent::Closed => (None, None),
    };
    events.into_iter().map(plain).collect()
}

proptest! {
    #[test]
    fn however_the_bytes_are_torn_the_keys_are_the_same(
        keys in prop::collection::vec(prop::sample::select(&WHOLE[..]), 0..12),
        lengths in prop::collection::vec(1_usize..6, 0..80),
    ) {
        let bytes = keys.concat().into_bytes();
        let mut reads = Vec::new();
        let mut rest = bytes.as_slice();
        for length in lengths {
            let (read, left) = rest.split_at(length.min(rest.len()));
            reads.push(read);
            rest = left;
        }
        reads.push(rest);
        prop_assert_eq!(plain(decode(&reads)), plain(decode(&[&bytes])));
    }

    #[test]
    fn no_bytes_whatever_break_it(reads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..10)) {
        let reads: Vec<&[u8]> = reads.iter().map(Vec::as_slice).collect();
        decode(&reads);
    }

    #[test]
    fn printable_text_stays_what_it_is(text in "[a-zA-Z0-9äöü日本 _+=,.@-]{0,200}") {
        let typed: String = decode(&[text.as_bytes()])
            .into_iter()
            .filter_map(|event| if let InputEvent::Key(press) = event { press.event.code.as_char() } else { None })
            .collect();
        prop_assert_eq!(typed, text);
    }
}
