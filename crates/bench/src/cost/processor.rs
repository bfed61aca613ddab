//! Processor time of the whole process.
//!
//! Unix keeps a clock of it, exact to the scheduler's own accounting. The figures in `/proc` are
//! worse: those of the process tick in 10 ms, and the exact ones of each thread leave with it.

use std::time::Duration;

/// What all threads of this process have spent so far.
#[cfg(unix)]
pub(super) fn time() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};

    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).ok()
}

/// What all threads of this process have spent so far.
#[cfg(not(unix))]
pub(super) fn time() -> Option<Duration> {
    use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

    let own = sysinfo::get_current_pid().ok()?;
    let mut system = System::new();
    let what = ProcessRefreshKind::nothing().with_cpu();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[own]), false, what);
    let milliseconds = system.process(own)?.accumulated_cpu_time();
    Some(Duration::from_millis(milliseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_of_the_process_never_goes_back() {
        let mut last = time().unwrap();
        for _ in 0..1000 {
            let now = time().unwrap();
            assert!(now >= last);
            last = now;
        }
    }
}
