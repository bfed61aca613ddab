//! Where a comparison is kept: `artifacts/compare/<id>/`.

use std::fs;
use std::path::{Path, PathBuf};

use burn_mnist_run::journal::{self, Line};
use burn_mnist_run::store::{self, EntryKind, Store};
use burn_mnist_run::timestamp::Timestamp;
use serde::Deserialize;

use crate::error::BenchError;
use crate::record::Record;

const RECORDS: &str = "records.jsonl";

const KIND: EntryKind = EntryKind {
    name: "comparison",
    marker: RECORDS,
    started_at,
};

/// One comparison's directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonDirectory {
    root: PathBuf,
}

impl ComparisonDirectory {
    /// A new comparison in a directory that is absent or empty.
    ///
    /// # Errors
    ///
    /// [`BenchError::Occupied`] if anything is there, [`BenchError::Io`].
    pub fn create(root: &Path) -> Result<Self, BenchError> {
        store::create_at(root)?;
        let comparison = Self {
            root: root.to_owned(),
        };
        let workers = comparison.workers();
        fs::create_dir(&workers).map_err(BenchError::io("create", &workers))?;
        Ok(comparison)
    }

    /// A new directory under `comparisons` named `id`, or `id-2`, `id-3`, ... if that is taken.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    pub fn create_named(comparisons: &Path, id: &str) -> Result<Self, BenchError> {
        Self::create(&Store::new(comparisons, KIND).create(id)?)
    }

    /// What `path` names: a records file, a comparison's directory, `latest`, or the name of one under `comparisons`.
    /// The latest is the one that started last.
    ///
    /// # Errors
    ///
    /// [`BenchError::Missing`], [`BenchError::Empty`].
    pub fn find_records(path: &Path, comparisons: &Path) -> Result<PathBuf, BenchError> {
        if path.is_file() {
            return Ok(path.to_owned());
        }
        let root = Store::new(comparisons, KIND).find(path)?;
        Ok(Self { root }.records())
    }

    /// The directories of all comparisons under `comparisons`, sorted by path.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    pub fn list(comparisons: &Path) -> Result<Vec<PathBuf>, BenchError> {
        Ok(Store::new(comparisons, KIND).list()?)
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The comparison's name: its directory's.
    pub fn name(&self) -> String {
        let name = self.root.file_name().unwrap_or(self.root.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// `records.jsonl`: every measurement.
    pub fn records(&self) -> PathBuf {
        self.root.join(RECORDS)
    }

    /// `report.html`: charts and tables of them.
    pub fn report(&self) -> PathBuf {
        self.root.join("report.html")
    }

    /// `workers/`: what each worker said beside its answers, and the weights all were compared on.
    pub fn workers(&self) -> PathBuf {
        self.root.join("workers")
    }
}

/// What of a record says when it was made.
#[derive(Deserialize)]
struct Timed {
    time: String,
}

impl Line for Timed {
    const VERSION: u32 = Record::VERSION;
}

/// A comparison started with its first record. One that has none yet started when the file was created.
fn started_at(root: &Path) -> Option<Timestamp> {
    let records = root.join(RECORDS);
    match journal::read_first::<Timed>(&records).ok()? {
        Some(first) => Timestamp::parse(&first.time),
        None => store::modified_at(&records),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_is_found_by_path_by_name_and_as_the_latest() {
        let all = tempfile::tempdir().unwrap();
        for name in ["20260101-000000", "20260102-000000"] {
            let comparison = ComparisonDirectory::create_named(all.path(), name).unwrap();
            fs::write(comparison.records(), "").unwrap();
        }
        let find = |path: &str| ComparisonDirectory::find_records(Path::new(path), all.path());
        let newest = all.path().join("20260102-000000/records.jsonl");
        assert_eq!(find("latest").unwrap(), newest);
        assert_eq!(find("20260102-000000").unwrap(), newest);
        assert_eq!(find(&newest.display().to_string()).unwrap(), newest);
        assert!(matches!(find("none"), Err(BenchError::Missing { .. })));
    }

    #[test]
    fn nothing_is_written_over() {
        let root = tempfile::tempdir().unwrap();
        ComparisonDirectory::create(root.path()).unwrap();
        let error = ComparisonDirectory::create(root.path()).unwrap_err();
        assert!(matches!(error, BenchError::Occupied { .. }), "{error}");
    }

    #[test]
    fn the_latest_comparison_is_the_one_that_started_last_whatever_its_name() {
        let all = tempfile::tempdir().unwrap();
        let record = |time: &str| format!("{{\"schema_version\":1,\"time\":\"{time}\"}}\n");
        for (name, lines) in [
            (
                "zzz",
                record("2026-01-01T00:00:00Z") + &record("2026-01-03T00:00:00Z"),
            ),
            ("20260102-000000", record("2026-01-02T00:00:00Z")),
            ("damaged", "{}\n".to_owned()),
        ] {
            let comparison = ComparisonDirectory::create_named(all.path(), name).unwrap();
            fs::write(comparison.records(), lines).unwrap();
        }
        let found = ComparisonDirectory::find_records(Path::new("latest"), all.path()).unwrap();
        assert_eq!(found, all.path().join("20260102-000000/records.jsonl"));
    }

    #[test]
    fn without_a_comparison_that_can_be_read_the_directory_and_the_others_are_named() {
        let all = tempfile::tempdir().unwrap();
        let comparison = ComparisonDirectory::create_named(all.path(), "damaged").unwrap();
        fs::write(comparison.records(), "{}\n").unwrap();
        let error = ComparisonDirectory::find_records(Path::new("latest"), all.path()).unwrap_err();
        let place = all.path().display();
        assert_eq!(
            error.to_string(),
            format!("no readable comparison in {place}: 1 entry cannot be read")
        );
    }
}
