//! A run's directory: how it is created, and where each of its files is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::RunError;
use crate::lock::RunLock;
use crate::missing::MissingItem;
use crate::names::{CALIBRATION, CHECKPOINTS, CONFIG, LOCK, LOG, METRICS, RECORD, REPORT};
use crate::{durable, store};

/// One run's directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunDirectory {
    root: PathBuf,
}

impl RunDirectory {
    /// A new run in a directory that is absent or empty: nothing of the user's is written over,
    /// and of two processes only one gets it.
    ///
    /// # Errors
    ///
    /// [`RunError::Occupied`] if anything is there already, [`RunError::Io`] if it cannot be made.
    pub fn create(root: &Path) -> Result<Self, RunError> {
        let run = Self {
            root: root.to_owned(),
        };
        store::create_at(root)?;
        match fs::create_dir(run.checkpoints()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(RunError::Occupied {
                path: root.to_owned(),
            }),
            made => made
                .map(|()| run.clone())
                .map_err(RunError::io("create", &run.checkpoints())),
        }
    }

    /// As [`create`](Self::create), but a directory where a run died before it had a record will do:
    /// there is nothing in it to lose.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub fn create_or_adopt(root: &Path) -> Result<Self, RunError> {
        let run = Self {
            root: root.to_owned(),
        };
        if run.is_stillborn() {
            durable::create_directory(&run.checkpoints())?;
            return Ok(run);
        }
        Self::create(root)
    }

    /// Whether there is something here, and all of it from a run that had not begun.
    fn is_stillborn(&self) -> bool {
        let Ok(entries) = fs::read_dir(&self.root) else {
            return false;
        };
        let ours = [CHECKPOINTS, CONFIG, LOG, LOCK];
        let names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        let only_ours = names
            .iter()
            .all(|name| ours.contains(&name.as_str()) || durable::is_leftover(name));
        // The lock tells a run's config from a user's; before it comes nothing but an empty directory.
        let is_a_run = self.lock().is_file() || names == [CHECKPOINTS];
        let began = |mut entries: fs::ReadDir| {
            entries.any(|entry| {
                !entry.is_ok_and(|entry| durable::is_leftover(&entry.file_name().to_string_lossy()))
            })
        };
        only_ours && is_a_run && !fs::read_dir(self.checkpoints()).is_ok_and(began)
    }

    /// An existing run directory.
    ///
    /// # Errors
    ///
    /// [`RunError::Missing`] if there is no `run.json`.
    pub fn open(root: &Path) -> Result<Self, RunError> {
        let run = Self {
            root: root.to_owned(),
        };
        if run.record().is_file() {
            return Ok(run);
        }
        Err(RunError::Missing {
            what: MissingItem::Run,
            path: root.to_owned(),
        })
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The run's name: its directory's.
    pub fn name(&self) -> String {
        self.root
            .file_name()
            .unwrap_or(self.root.as_os_str())
            .to_string_lossy()
            .into_owned()
    }

    /// `run.json`: what the run was and how it ended.
    pub fn record(&self) -> PathBuf {
        self.root.join(RECORD)
    }

    /// `calibration.json`: the temperature that makes the probabilities of some of its weights honest.
    pub fn calibration(&self) -> PathBuf {
        self.root.join(CALIBRATION)
    }

    /// `config.toml`: everything resolved, enough to repeat the run.
    pub fn config(&self) -> PathBuf {
        self.root.join(CONFIG)
    }

    /// `metrics.jsonl`: one line an epoch and split.
    pub fn metrics(&self) -> PathBuf {
        self.root.join(METRICS)
    }

    /// `train.log`: what was said while it ran.
    pub fn log(&self) -> PathBuf {
        self.root.join(LOG)
    }

    /// `report.html`: all of it on one page, for people.
    pub fn report(&self) -> PathBuf {
        self.root.join(REPORT)
    }

    /// `.lock`: held by the process that writes the run.
    pub fn lock(&self) -> PathBuf {
        self.root.join(LOCK)
    }

    /// `checkpoints/`: whole checkpoints and the pointers to the newest and the best.
    pub fn checkpoints(&self) -> PathBuf {
        self.root.join(CHECKPOINTS)
    }

    /// Removes what a dead process left unfinished; says how many files and directories that were.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`].
    pub fn sweep(&self, _only_writer: &RunLock) -> Result<usize, RunError> {
        // A user who removed all checkpoints wants the run from its beginning.
        durable::create_directory(&self.checkpoints())?;
        Ok(durable::sweep(&self.root)? + durable::sweep(&self.checkpoints())?)
    }

    /// Writes `config.toml`.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn write_config(&self, toml: &str) -> Result<(), RunError> {
        durable::replace(&self.config(), toml.as_bytes())
    }

    /// Writes `report.html`, in place of one that is there.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn write_report(&self, html: &str, _only_writer: &RunLock) -> Result<(), RunError> {
        durable::replace(&self.report(), html.as_bytes())
    }
}

impl AsRef<Path> for RunDirectory {
    fn as_ref(&self) -> &Path {
        &self.root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_directory_is_never_overwritten() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("config.toml"), "mine").unwrap();
        let error = RunDirectory::create(root.path()).unwrap_err();
        assert!(matches!(error, RunError::Occupied { .. }), "{error}");
        assert_eq!(fs::read(root.path().join("config.toml")).unwrap(), b"mine");
    }

    #[test]
    fn only_a_run_that_had_not_begun_is_adopted() {
        let root = tempfile::tempdir().unwrap();
        let run = RunDirectory::create_or_adopt(root.path()).unwrap();
        drop(RunLock::acquire(&run).unwrap());
        run.write_config("seed = 1").unwrap();
        fs::write(root.path().join(".staging-x"), "half a run.json").unwrap();
        let run = RunDirectory::create_or_adopt(root.path()).unwrap();
        let lock = RunLock::acquire(&run).unwrap();
        assert_eq!(run.sweep(&lock).unwrap(), 1);

        for (file, content) in [("checkpoints/latest", "x"), ("mine.txt", "mine")] {
            let path = root.path().join(file);
            fs::write(&path, content).unwrap();
            let error = RunDirectory::create_or_adopt(root.path()).unwrap_err();
            assert!(matches!(error, RunError::Occupied { .. }), "{error}");
            fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn a_run_that_died_before_its_lock_is_adopted() {
        let root = tempfile::tempdir().unwrap();
        RunDirectory::create(root.path()).unwrap();
        RunDirectory::create_or_adopt(root.path()).unwrap();
        fs::write(root.path().join("config.toml"), "mine").unwrap();
        let error = RunDirectory::create_or_adopt(root.path()).unwrap_err();
        assert!(matches!(error, RunError::Occupied { .. }), "{error}");
    }

    #[test]
    fn a_run_is_never_overwritten() {
        let root = tempfile::tempdir().unwrap();
        RunDirectory::create(root.path()).unwrap();
        let error = RunDirectory::create(root.path()).unwrap_err();
        assert!(matches!(error, RunError::Occupied { .. }), "{error}");
    }
}
