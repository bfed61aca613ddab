//! Where a comparison is kept: `artifacts/compare/<id>/`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::BenchError;

/// Where comparisons land unless told otherwise, relative to the working directory.
pub const COMPARISONS: &str = "artifacts/compare";

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
        fs::create_dir_all(root).map_err(BenchError::io("create", root))?;
        let mut entries = fs::read_dir(root).map_err(BenchError::io("read", root))?;
        if entries.next().is_some() {
            return Err(BenchError::Occupied {
                path: root.to_owned(),
            });
        }
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
        fs::create_dir_all(comparisons).map_err(BenchError::io("create", comparisons))?;
        let mut root = comparisons.join(id);
        for attempt in 2.. {
            match fs::create_dir(&root) {
                Ok(()) => return Self::create(&root),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    root = comparisons.join(format!("{id}-{attempt}"));
                }
                Err(error) => return Err(BenchError::io("create", &root)(error)),
            }
        }
        Err(BenchError::Occupied { path: root })
    }

    /// What `path` names: a records file, a comparison's directory, or the name of one under
    /// `comparisons`; `latest` is the newest there.
    ///
    /// # Errors
    ///
    /// [`BenchError::Missing`].
    pub fn find_records(path: &Path, comparisons: &Path) -> Result<PathBuf, BenchError> {
        if path.is_file() {
            return Ok(path.to_owned());
        }
        let mut places = vec![path.to_owned(), comparisons.join(path)];
        if path == Path::new("latest") {
            places.extend(newest(comparisons));
        }
        let records = places.into_iter().map(|root| Self { root }.records());
        let mut there = records.filter(|records| records.is_file());
        there.next().ok_or(BenchError::Missing {
            path: path.to_owned(),
        })
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
        self.root.join("records.jsonl")
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

/// Names begin with the time, so the last one is the newest.
fn newest(comparisons: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(comparisons).ok()?;
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter(|path| path.join("records.jsonl").is_file())
        .max()
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
}
