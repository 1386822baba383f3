//! What concerns the process as a whole: core dumps, and stopping as a job of a shell.

use std::io;
use std::thread;
use std::time::Duration;

use rustix::process::{
    Resource, Rlimit, Signal, getpgrp, getppid, getrlimit, getsid, kill_current_process_group, setrlimit,
};

/// Switches core dumps off, because a dump would hold secrets. Failing to is not worth a word.
pub fn no_core_dumps() {
    let hard = getrlimit(Resource::Core).maximum;
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })
        .or_else(|_refused| setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: hard }));
    // Linux does not apply the limit when dumps are piped to a program.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Stops our job, and returns when it has been continued.
///
/// Only the main thread is sure to be stopped before it returns from sending the signal. On any other
/// we might still be running for a moment, and take the terminal again before we stop.
pub(super) fn stop() -> io::Result<()> {
    kill_current_process_group(Signal::STOP)?;
    while stop_is_pending().unwrap_or_default() {
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

/// True while no thread of ours has taken the signal up. When one has, it stops all the others, at the
/// latest when they come back from the system: from reading this, for example.
fn stop_is_pending() -> Option<bool> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let pending = status.lines().find_map(|line| line.strip_prefix("ShdPnd:"))?;
    let pending = u64::from_str_radix(pending.trim(), 16).ok()?;
    let stop = u32::try_from(Signal::STOP.as_raw()).ok()?.checked_sub(1)?;
    Some(pending.checked_shr(stop)? & 1 == 1)
}

/// True when a shell would notice that we stopped and could continue us.
pub(super) fn can_stop() -> bool {
    Place::ours().is_some_and(|ours| ours.can_stop(ours.parent.and_then(|parent| Place::of(&parent.to_string()))))
}

/// Where a process stands among the jobs of a session. Zero is a process outside our PID namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    parent: Option<i32>,
    group: i32,
    session: i32,
}

impl Place {
    /// `/proc` first: `getsid` is of no use where the session's leader is outside our PID namespace.
    fn ours() -> Option<Self> {
        Self::of("self").or_else(|| {
            let session = getsid(None).ok()?;
            let parent = getppid().map(|pid| pid.as_raw_nonzero().get());
            let group = getpgrp().as_raw_nonzero().get();
            Some(Self { parent, group, session: session.as_raw_nonzero().get() })
        })
    }

    fn of(process: &str) -> Option<Self> {
        Self::parse(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
    }

    /// The name in brackets may hold anything, brackets and spaces too.
    fn parse(stat: &str) -> Option<Self> {
        let (_, rest) = stat.rsplit_once(") ")?;
        let mut numbers = rest.split(' ').skip(1).map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { parent: next().filter(|pid| *pid > 0), group: next()?, session: next()? })
    }

    /// Stopping in the group of the session's leader stops the shell that waits for us, as in
    /// `ID=$(cognito-console)`; and a parent in another session is no shell that could continue us.
    fn can_stop(self, parent: Option<Self>) -> bool {
        let in_leaders_group = self.group == self.session;
        let orphaned = parent.is_some_and(|parent| parent.session != self.session);
        !in_leaders_group && !orphaned
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    const SHELL: Place = Place { parent: Some(1), group: 100, session: 100 };

    #[test]
    fn stat_is_read_past_any_name() {
        let place = Place::parse("812 (a) b (c) S 100 812 100 34816 812 4194304 1 2").unwrap();
        assert_eq!(place, Place { parent: Some(100), group: 812, session: 100 });
        assert_eq!(Place::parse("1 (init) S 0 1 1 0").unwrap().parent, None);
        assert_eq!(Place::parse("nonsense"), None);
    }

    #[test]
    fn a_job_of_a_shell_can_stop() {
        assert!(Place { parent: Some(100), group: 812, session: 100 }.can_stop(Some(SHELL)));
    }

    #[test]
    fn inside_a_command_substitution_it_cannot() {
        assert!(!Place { parent: Some(101), group: 100, session: 100 }.can_stop(Some(SHELL)));
    }

    #[test]
    fn as_the_leader_of_the_session_it_cannot() {
        assert!(!Place { parent: Some(1), group: 812, session: 812 }.can_stop(Some(SHELL)));
    }

    #[test]
    fn with_the_shell_gone_it_cannot() {
        let init = Place { parent: None, group: 1, session: 1 };
        assert!(!Place { parent: Some(1), group: 812, session: 100 }.can_stop(Some(init)));
    }
}
