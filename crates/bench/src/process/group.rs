//! A worker with all that it starts, as one process group.

use std::process::{Child, Command};

/// Lets the process lead a group of its own. A Ctrl-C in the terminal then reaches the comparison alone, which ends its
/// workers itself.
#[cfg(unix)]
pub fn lead(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

/// Kills the processes that are left of the group.
#[cfg(unix)]
pub fn kill(leader: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    if let Some(group) = i32::try_from(leader.id()).ok().and_then(Pid::from_raw) {
        // An empty group is fine.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Elsewhere a worker dies alone.
#[cfg(not(unix))]
pub fn lead(_: &mut Command) {}

#[cfg(not(unix))]
pub fn kill(_: &Child) {}
