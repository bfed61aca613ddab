//! Runs in directories that a user named, outside the directory of runs: one small file for each, with its path.
//!
//! A file for each run needs no lock: two processes that begin runs never write the same one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::artifacts::Artifacts;
use crate::digest::sha256;
use crate::durable;
use crate::error::RunError;
use crate::layout::RunDirectory;

/// The digits of a path's digest that name its file.
const DIGITS: usize = 16;

impl Artifacts {
    /// Remembers a run that is not in the directory of runs, so that it is listed and found by name. A path that is
    /// not Unicode is not remembered.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`], [`RunError::Full`].
    pub fn remember(&self, run: &RunDirectory) -> Result<(), RunError> {
        let root = absolute(run.root());
        if root.parent() == Some(&absolute(&self.runs())) {
            return Ok(());
        }
        let Some(path) = root.to_str() else {
            return Ok(());
        };
        let directory = self.outside();
        fs::create_dir_all(&directory).map_err(RunError::io("create", &directory))?;
        let name: String = sha256(path.as_bytes()).chars().take(DIGITS).collect();
        durable::replace(&directory.join(name), format!("{path}\n").as_bytes())
    }

    /// All runs: those in the directory of runs, and those elsewhere that are remembered and still there. None if
    /// there is no directory.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`] if the directory of runs cannot be read.
    pub fn all_runs(&self) -> Result<Vec<RunDirectory>, RunError> {
        let mut runs = RunDirectory::list(&self.runs())?;
        let entries = fs::read_dir(self.outside()).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path());
        let mut remembered: Vec<RunDirectory> =
            files.filter_map(|file| remembered(&file)).collect();
        remembered.sort_by(|a, b| a.root().cmp(b.root()));
        runs.extend(remembered);
        Ok(runs)
    }

    fn outside(&self) -> PathBuf {
        self.root().join("outside")
    }
}

/// The run whose path is in this file. A run that has been moved or removed is not an error.
fn remembered(file: &Path) -> Option<RunDirectory> {
    let text = fs::read_to_string(file).ok()?;
    RunDirectory::open(Path::new(text.strip_suffix('\n')?)).ok()
}

fn absolute(path: &Path) -> PathBuf {
    let absolute = path.canonicalize().or_else(|_| std::path::absolute(path));
    absolute.unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RunRecord;

    fn run(root: &Path) -> RunDirectory {
        let run = RunDirectory::create(root).unwrap();
        RunRecord::new(&run).write(&run).unwrap();
        run
    }

    #[test]
    fn a_run_outside_is_listed_once_while_it_is_there() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let artifacts = Artifacts::new(home.join("artifacts"));
        let outside = run(&home.join("elsewhere"));
        artifacts.remember(&outside).unwrap();
        artifacts.remember(&outside).unwrap();
        let inside = run(&artifacts.runs().join("a"));
        artifacts.remember(&inside).unwrap();
        assert_eq!(
            artifacts.all_runs().unwrap(),
            [inside.clone(), outside.clone()]
        );
        fs::remove_dir_all(outside.root()).unwrap();
        assert_eq!(artifacts.all_runs().unwrap(), [inside]);
    }

    #[test]
    fn what_is_no_path_of_a_run_is_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let artifacts = Artifacts::new(home.path());
        assert_eq!(artifacts.all_runs().unwrap(), []);
        fs::create_dir(artifacts.outside()).unwrap();
        for (name, content) in [("a", &b"\xff\n"[..]), ("b", b""), ("c", b"no newline")] {
            fs::write(artifacts.outside().join(name), content).unwrap();
        }
        assert_eq!(artifacts.all_runs().unwrap(), []);
    }
}
