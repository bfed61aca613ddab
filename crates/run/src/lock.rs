//! One writer a run: a lock that the operating system lets go of when its process dies.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use crate::error::RunError;
use crate::names::LOCK;
use crate::{exclusive, timestamp};

/// Held while a process writes a run.
#[derive(Debug)]
pub struct RunLock {
    // Never read again: the lock lasts as long as the file is open.
    _file: File,
}

impl RunLock {
    /// Makes this process the only writer of the run in directory `run`. Where the file system has no locks, it is
    /// trusted to be.
    ///
    /// # Errors
    ///
    /// [`RunError::Locked`] if another process is, [`RunError::Io`] if the lock cannot be made.
    pub fn acquire(run: impl AsRef<Path>) -> Result<Self, RunError> {
        let run = run.as_ref();
        let path = run.join(LOCK);
        let mut file = open(&path).map_err(RunError::io("write", &path))?;
        if exclusive::try_lock(&file).map_err(RunError::io("lock", &path))? {
            note_holder(&mut file, &path)?;
            return Ok(Self { _file: file });
        }
        Err(RunError::Locked {
            path: run.to_owned(),
            holder: holder(&mut file),
        })
    }

    /// Whether some process writes the run now.
    pub fn is_held(run: impl AsRef<Path>) -> bool {
        let Ok(file) = File::open(run.as_ref().join(LOCK)) else {
            return false;
        };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

/// Only for the message to the second process.
fn note_holder(file: &mut File, path: &Path) -> Result<(), RunError> {
    let holder = format!(
        "process {} since {}\n",
        std::process::id(),
        timestamp::now()
    );
    let write = |file: &mut File| {
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(holder.as_bytes())
    };
    write(file).map_err(RunError::write(path, holder.len()))
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    // Some systems let nobody read what another has locked.
    let read = file.take(200).read_to_string(&mut text);
    match (read, text.trim()) {
        (Ok(_), holder) if !holder.is_empty() => holder.to_owned(),
        _ => "another process".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::RunDirectory;

    #[test]
    fn the_error_of_the_second_writer_names_the_first() {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create(root.path()).unwrap();
        assert!(!RunLock::is_held(&run));
        let first = RunLock::acquire(&run).unwrap();
        assert!(RunLock::is_held(&run));
        let error = RunLock::acquire(&run).unwrap_err().to_string();
        let expected = format!("is in use by process {} since ", std::process::id());
        assert!(error.contains(&expected), "{error}");
        drop(first);
        assert!(!RunLock::is_held(&run));
        RunLock::acquire(&run).unwrap();
    }

    #[test]
    fn what_a_dead_process_wrote_into_the_lock_locks_nothing() {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create(root.path()).unwrap();
        std::fs::write(
            run.lock(),
            "process 1 since the beginning of time, and then some",
        )
        .unwrap();
        let lock = RunLock::acquire(&run).unwrap();
        let noted = std::fs::read_to_string(run.lock()).unwrap();
        assert!(
            noted.starts_with(&format!("process {}", std::process::id())),
            "{noted}"
        );
        drop(lock);
    }
}
