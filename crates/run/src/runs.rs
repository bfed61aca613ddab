//! The store of runs.

use std::path::{Path, PathBuf};

use crate::error::RunError;
use crate::layout::RunDirectory;
use crate::names::RECORD;
use crate::record::RunRecord;
use crate::store::{EntryKind, Store};
use crate::timestamp::Timestamp;

/// A run started when its record says so.
const KIND: EntryKind = EntryKind {
    name: "run",
    marker: RECORD,
    started_at,
};

/// The runs in the directory `home`.
pub fn store(home: impl Into<PathBuf>) -> Store {
    Store::new(home, KIND)
}

impl RunDirectory {
    /// A new directory under `runs` named `id`, or `id-2`, `id-3`, ... if that is taken.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub fn create_named(runs: &Path, id: &str) -> Result<Self, RunError> {
        Self::create(&store(runs).create(id)?)
    }

    /// Every run directly under `runs`, by name; none if the directory is absent.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`] if the directory cannot be read.
    pub fn list(runs: &Path) -> Result<Vec<Self>, RunError> {
        let roots = store(runs).list()?;
        roots.iter().map(|root| Self::open(root)).collect()
    }
}

fn started_at(root: &Path) -> Option<Timestamp> {
    let run = RunDirectory::open(root).ok()?;
    Timestamp::parse(&RunRecord::read(&run).ok()?.started_at)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::missing::EmptyStore;

    fn run(runs: &Path, name: &str, started_at: &str) -> RunDirectory {
        let run = RunDirectory::create_named(runs, name).unwrap();
        let record = RunRecord {
            started_at: started_at.to_owned(),
            ..RunRecord::new(&run)
        };
        record.write(&run).unwrap();
        run
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let runs = tempfile::tempdir().unwrap();
        let names = [1, 2, 3].map(|_| RunDirectory::create_named(runs.path(), "a").unwrap().name());
        assert_eq!(names, ["a", "a-2", "a-3"]);
    }

    #[test]
    fn the_latest_run_is_the_one_that_started_last_whatever_its_name() {
        let runs = tempfile::tempdir().unwrap();
        run(runs.path(), "zzz", "2026-01-01T00:00:00.5Z");
        let latest = run(runs.path(), "aaa", "2026-01-01T00:00:01Z");
        // Neither began: one has no record, the other's cannot be read.
        RunDirectory::create_named(runs.path(), "dead").unwrap();
        fs::write(run(runs.path(), "damaged", "").record(), "{").unwrap();
        assert_eq!(store(runs.path()).latest().unwrap(), latest.root());
        let listed = RunDirectory::list(runs.path()).unwrap();
        let listed: Vec<String> = listed.iter().map(RunDirectory::name).collect();
        assert_eq!(listed, ["aaa", "damaged", "zzz"]);
    }

    #[test]
    fn without_a_run_that_can_be_read_the_directory_and_the_others_are_named() {
        let runs = tempfile::tempdir().unwrap();
        fs::write(run(runs.path(), "damaged", "").record(), "{").unwrap();
        let error = RunError::from(store(runs.path()).latest().unwrap_err());
        let expected = EmptyStore {
            kind: "run",
            home: runs.path().to_owned(),
            unreadable: 1,
        };
        assert!(
            matches!(&error, RunError::Empty(empty) if *empty == expected),
            "{error}"
        );
    }
}
