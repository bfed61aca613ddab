//! Exclusive locks on open files, which the operating system releases when their process dies.

use std::fs::{File, TryLockError};
use std::io;
use std::thread::sleep;
use std::time::Duration;

/// A process that only checks whether a lock is held has it for a moment; a writer waits longer than that.
const ATTEMPTS: usize = 20;
const PAUSE: Duration = Duration::from_millis(5);

/// Locks the file for this process alone, for as long as it is open; `false` if another process has it.
/// Where the file system has no locks, the user is trusted to start one process.
pub(crate) fn try_lock(file: &File) -> io::Result<bool> {
    for _ in 0..ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(true);
            }
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
        }
    }
    Ok(false)
}
