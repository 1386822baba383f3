mod files;

use super::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::app_client::{Draft, UserPoolId};

/// A state folder that does not exist yet, in one that does.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    fn folder(&self) -> PathBuf {
        self.state().join("drafts")
    }

    fn drafts(&self) -> Drafts {
        Drafts::new(DraftStore::new(&self.state()))
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// The only file, which must be whole.
    fn written(&self) -> DraftFile {
        let files = self.files();
        assert_eq!(files.len(), 1, "{files:?}");
        DraftFile::from_json(&fs::read_to_string(&files[0]).unwrap()).unwrap()
    }

    /// Puts a file there that nobody works on.
    fn put(&self, name: &str, text: &str) -> PathBuf {
        state_folder::prepare(&self.folder()).unwrap();
        let path = self.folder().join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

fn named(name: &str) -> DraftFile {
    placed(name, Place::default())
}

fn placed(name: &str, place: Place) -> DraftFile {
    let draft = Draft { name: name.to_owned(), ..Draft::default() };
    DraftFile::new(&draft, place, 2, BTreeSet::from([0, 1, 2]))
}

fn kept_in(home: &Home, name: &str) -> Drafts {
    let drafts = home.drafts();
    drafts.keep(named(name));
    drafts
}

fn names(drafts: &Drafts) -> Vec<String> {
    drafts.list().iter().map(|found| found.file.client_name().to_owned()).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn pool() -> UserPoolId {
    UserPoolId::parse("us-east-1_Ab12Cd34E").unwrap()
}

fn sent() -> RequestSent {
    let before = Some(BTreeSet::from(["3n4b5urk1ft4fl3mg5e62d9ado".to_owned()]));
    RequestSent { at: now(), aws_clock: Some(5), pool: pool(), name: "shop-web".to_owned(), before }
}

#[test]
fn the_place_and_the_request_come_back() {
    let home = Home::new();
    let place = Place {
        pool: Some(pool()),
        pool_name: Some("shop-customers".to_owned()),
        region: Some("us-east-1".to_owned()),
        profile: Some("prod".to_owned()),
        account: Some("111122223333".to_owned()),
    };
    let drafts = home.drafts();
    drafts.keep(placed("shop-web", place.clone()));
    drafts.sending(sent()).unwrap();
    // What is kept later does not know of the request.
    drafts.keep(placed("shop-app", place.clone()));
    drafts.flush(Ended::HungUp).unwrap();
    let written = home.written();
    assert_eq!((written.place.clone(), written.step, written.ended), (place, 2, Ended::HungUp));
    assert_eq!(written.client_name(), "shop-app");
    assert_eq!(written.request_sent.unwrap().name, "shop-web");
}

#[test]
fn nothing_is_made_before_something_is_written() {
    let home = Home::new();
    let drafts = home.drafts();
    assert!(drafts.list().is_empty());
    drafts.flush(Ended::Terminated).unwrap();
    drafts.forget();
    drafts.save().unwrap();
    assert!(!home.state().exists());
}

#[test]
fn switched_off_it_does_nothing() {
    let drafts = Drafts::default();
    drafts.keep(named("shop-web"));
    drafts.sending(sent()).unwrap();
    drafts.flush(Ended::Cancelled).unwrap();
    assert!(drafts.list().is_empty());
}

#[test]
fn the_file_is_private_and_open_folders_are_closed() {
    let home = Home::new();
    let drafts = kept_in(&home, "shop-web");
    drafts.save().unwrap();
    for folder in [home.state(), home.folder()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
    }
    drafts.save().unwrap();
    assert_eq!((mode(&home.state()), mode(&home.folder()), mode(&home.files()[0])), (0o700, 0o700, 0o600));
}

#[test]
fn saving_again_writes_the_same_file_and_an_end_stays() {
    let home = Home::new();
    let drafts = kept_in(&home, "first");
    drafts.save().unwrap();
    assert_eq!(home.written().ended, Ended::Running);
    drafts.keep(named("second"));
    drafts.flush(Ended::Terminated).unwrap();
    drafts.save().unwrap();
    let written = home.written();
    assert_eq!((written.client_name(), written.ended), ("second", Ended::Terminated));
    assert!(written.age(now()) < Duration::from_mins(1));
}

#[test]
fn a_reader_never_sees_half_a_file() {
    let home = Home::new();
    let drafts = kept_in(&home, "x");
    drafts.save().unwrap();
    let path = home.files().pop().unwrap();
    let writer = std::thread::spawn(move || {
        for n in 0..300 {
            drafts.keep(named(&"x".repeat(n % 3 * 400)));
            drafts.save().unwrap();
        }
    });
    while !writer.is_finished() {
        assert!(DraftFile::from_json(&fs::read_to_string(&path).unwrap()).is_some());
    }
    writer.join().unwrap();
    assert_eq!(home.files().len(), 1);
}

/// What is offered once something is. A process that another test starts holds our locks, too, until
/// it has become its program.
fn until_free(drafts: &Drafts) -> Vec<Found> {
    let start = Instant::now();
    loop {
        let offers = drafts.list();
        if !offers.is_empty() || start.elapsed() > Duration::from_secs(10) {
            return offers;
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_draft_in_use_is_neither_offered_nor_taken_nor_deleted() {
    let home = Home::new();
    let (one, two) = (kept_in(&home, "one"), kept_in(&home, "two"));
    one.save().unwrap();
    two.save().unwrap();
    assert_eq!(home.files().len(), 2);
    let third = home.drafts();
    assert!(third.list().is_empty());
    drop(one);
    let offers = until_free(&third);
    let [found] = &offers[..] else { panic!("one draft is free") };
    assert_eq!(third.resume(&found.id).unwrap().client_name(), "one");

    let fourth = home.drafts();
    assert!(fourth.list().is_empty());
    assert!(fourth.resume(&found.id).is_none());
    fourth.discard(&found.id).unwrap();
    assert_eq!(home.files().len(), 2);

    // What was taken over is written where it was.
    third.keep(named("three"));
    third.save().unwrap();
    assert_eq!(home.files().len(), 2);
    drop((two, third));
    let mut all = names(&fourth);
    all.sort();
    assert_eq!(all, ["three", "two"]);
}

#[test]
fn a_resumed_draft_still_knows_of_its_request() {
    let home = Home::new();
    kept_in(&home, "shop-web").sending(sent()).unwrap();
    let drafts = home.drafts();
    drafts.resume(&drafts.list()[0].id).unwrap();
    drafts.keep(named("shop-web"));
    drafts.save().unwrap();
    assert_eq!(home.written().request_sent.unwrap().before, sent().before);
    drafts.settled();
    drafts.save().unwrap();
    assert_eq!(home.written().request_sent, None);
}

#[test]
fn a_deleted_draft_is_gone_and_the_next_is_another() {
    let home = Home::new();
    let drafts = kept_in(&home, "one");
    drafts.sending(sent()).unwrap();
    let first = home.files();
    drafts.forget();
    drafts.save().unwrap();
    drafts.save().unwrap();
    assert!(home.files().is_empty());
    drafts.keep(named("two"));
    drafts.save().unwrap();
    assert_ne!(home.files(), first);
    assert_eq!(home.written().request_sent, None);
    drop(drafts);

    let next = home.drafts();
    next.discard(&next.list()[0].id).unwrap();
    assert!(home.files().is_empty());
}

#[test]
fn drafts_are_kept_for_seven_days() {
    let home = Home::new();
    drop((kept_in(&home, "old").save(), kept_in(&home, "new").save()));
    home.put("0000000000000001.json", "broken");
    home.put(".unfinished-abc", "{");
    home.put("not ours", "{");
    let living = kept_in(&home, "living");
    living.save().unwrap();
    let (store, now) = (DraftStore::new(&home.state()), SystemTime::now());
    let nearly = KEPT_FOR.mul_f64(0.999);
    let listed = |ahead| store.list(now + ahead).len();
    assert_eq!((listed(nearly), home.files().len()), (2, 6));
    assert_eq!((listed(KEPT_FOR), home.files().len()), (0, 2));
    // A clock that was wrong loses nothing.
    assert_eq!(store.list(SystemTime::UNIX_EPOCH).len(), 0);
    assert_eq!(home.files().len(), 2);
}

#[test]
fn what_makes_no_sense_is_passed_over_and_left_alone() {
    let home = Home::new();
    let sound = named("shop-web").to_json().unwrap();
    home.put("0000000000000001.json", &sound.replacen("\"version\":1", "\"version\":2", 1));
    home.put("0000000000000002.json", "");
    home.put("0000000000000003.json", &(sound.clone() + &" ".repeat(20 << 20)));
    home.put("0000000000000004", &sound);
    let away = home.0.path().join("away.json");
    fs::write(&away, &sound).unwrap();
    symlink(&away, home.folder().join("0000000000000005.json")).unwrap();
    let drafts = home.drafts();
    assert!(drafts.list().is_empty());
    assert_eq!(home.files().len(), 5);
    home.put("0000000000000006.json", &sound);
    assert_eq!(names(&drafts), ["shop-web"]);
}

#[test]
fn a_planted_link_is_not_written_through() {
    let home = Home::new();
    let drafts = kept_in(&home, "shop-web");
    drafts.save().unwrap();
    let path = home.files().pop().unwrap();
    let away = home.0.path().join("away");
    fs::write(&away, "precious").unwrap();
    fs::remove_file(&path).unwrap();
    symlink(&away, &path).unwrap();
    drafts.save().unwrap();
    assert_eq!(fs::read_to_string(&away).unwrap(), "precious");
    assert_eq!(home.written().client_name(), "shop-web");
}

/// Root may write into a read-only folder, but nobody may write below a file.
#[test]
fn where_nothing_can_be_written_there_is_a_sentence() {
    let home = Home::new();
    fs::write(home.state(), "a file").unwrap();
    let drafts = kept_in(&home, "shop-web");
    let state = home.state();
    let sentence = |why: &str| format!("Draft not saved: {why}. Your answers are only in this window.");
    assert_eq!(drafts.save().unwrap_err(), sentence(&format!("{} is not a folder", state.display())));
    assert!(drafts.flush(Ended::Panicked).is_err());
    let below = Drafts::new(DraftStore::new(&state.join("below")));
    below.keep(named("shop-web"));
    assert_eq!(below.save().unwrap_err(), sentence("Not a directory"));
    assert!(drafts.list().is_empty());
    // It goes on by itself when there is room again.
    fs::remove_file(home.state()).unwrap();
    drafts.save().unwrap();
    assert_eq!(home.written().ended, Ended::Panicked);
}

#[test]
fn a_folder_that_is_a_link_is_refused() {
    let home = Home::new();
    fs::create_dir(home.0.path().join("elsewhere")).unwrap();
    fs::create_dir(home.state()).unwrap();
    symlink(home.0.path().join("elsewhere"), home.folder()).unwrap();
    let error = kept_in(&home, "shop-web").save().unwrap_err();
    assert!(error.contains("is not a folder"), "{error}");
    assert_eq!(home.files().len(), 0);
}

// Ways out.

#[test]
fn a_panic_while_it_is_written_does_not_hold_up_the_way_out() {
    let home = Home::new();
    let drafts = kept_in(&home, "shop-web");
    let shared = drafts.0.clone().unwrap();
    let other = shared.clone();
    let panicking = std::thread::spawn(move || {
        let (_disk, _kept) = (lock(&other.disk), lock(&other.kept));
        panic!("poison");
    });
    assert!(panicking.join().is_err());
    assert!(shared.disk.is_poisoned() && shared.kept.is_poisoned());
    drafts.flush(Ended::Panicked).unwrap();
    assert_eq!(home.written().ended, Ended::Panicked);

    let held = lock(&shared.disk);
    let error = drafts.flush(Ended::Panicked).unwrap_err();
    assert!(error.contains("does not answer"), "{error}");
    drop(held);
}

// Another process: this test binary once more, which writes one draft and waits.

const CHILD: &str = "COGNITO_CONSOLE_TEST_DRAFTS_IN";
const WRITTEN: &str = "written";

#[test]
fn as_another_process() {
    let Some(state) = std::env::var_os(CHILD) else { return };
    let drafts = Drafts::new(DraftStore::new(Path::new(&state)));
    drafts.keep(named("the other's"));
    drafts.save().unwrap();
    writeln!(io::stdout(), "\n{WRITTEN}").unwrap();
    // Until the test ends, or kills this process.
    drop(io::stdin().lines().next());
}

fn another_process(home: &Home) -> Child {
    let mut child = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" --exact drafts::tests::as_another_process --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, home.state())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    assert!(output.lines().any(|line| line.unwrap() == WRITTEN));
    child
}

#[test]
fn a_killed_process_leaves_a_private_draft_that_can_be_resumed() {
    let home = Home::new();
    let mut child = another_process(&home);
    assert_eq!((mode(&home.state()), mode(&home.folder()), mode(&home.files()[0])), (0o700, 0o700, 0o600));
    let drafts = home.drafts();
    assert!(drafts.list().is_empty());
    child.kill().unwrap();
    child.wait().unwrap();
    let [found] = &drafts.list()[..] else { panic!("one draft is free") };
    assert_eq!((found.file.client_name(), found.file.ended), ("the other's", Ended::Running));
    assert!(drafts.resume(&found.id).is_some());
}
