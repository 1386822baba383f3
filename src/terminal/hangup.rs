//! Notices that the terminal is gone.
//!
//! A signal is not enough: SIGHUP may be ignored (`nohup`), or go to the session's leader only.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// How long the way out may take before the process ends regardless.
const GRACE: Duration = Duration::from_secs(1);

/// Exit status when the terminal is gone: 128 and SIGHUP.
const STATUS: i32 = 129;

/// Starts a thread that sleeps until the terminal is gone, calls `on_hangup`, and one second later
/// ends the process with status 129, whatever the rest of it does.
///
/// # Errors
/// The terminal cannot be opened, or the thread cannot be started.
pub fn watch(on_hangup: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let tty = super::open_for_waiting()?;
    thread::Builder::new().name("hangup".to_owned()).spawn(move || {
        if is_gone(&tty, None) {
            on_hangup();
            thread::sleep(GRACE);
            std::process::exit(STATUS);
        }
    })?;
    Ok(())
}

/// Says whether the terminal is there. A SIGHUP alone does not: anyone may send it.
pub(super) fn has_happened(tty: &impl rustix::fd::AsFd) -> bool {
    is_gone(tty, Some(&Timespec::default()))
}

/// Waits without asking for any event: a hang-up and an error are reported all the same. False when
/// this terminal cannot be watched, where the end of its input has to do, and when the time is over.
fn is_gone(tty: &impl rustix::fd::AsFd, limit: Option<&Timespec>) -> bool {
    loop {
        let mut fds = [PollFd::new(tty, PollFlags::empty())];
        match poll(&mut fds, limit) {
            Err(Errno::INTR) => {}
            Err(_) => return false,
            Ok(_) => {
                let [fd] = &fds;
                return fd.revents().intersects(PollFlags::HUP | PollFlags::ERR);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{has_happened, is_gone};

    #[test]
    fn a_closed_other_end_is_noticed_without_asking_for_events() {
        let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        assert!(!has_happened(&ours));
        let watcher = std::thread::spawn(move || is_gone(&ours, None) && has_happened(&ours));
        drop(theirs);
        assert!(watcher.join().unwrap());
    }
}
