//! `results.jsonl`: a line a trial that ended, flushed to the disk before the next begins.

use std::path::Path;

use burn_mnist_run::journal::{self, Line};

use crate::error::ExperimentError;
use crate::result::TrialResult;

impl Line for TrialResult {
    const VERSION: u32 = Self::VERSION;
}

/// A results file that this process alone writes.
#[derive(Debug)]
pub struct Journal(journal::Journal<TrialResult>);

impl Journal {
    /// Goes on with the file at `path`, or begins it; what a crash left unfinished at its end is cut off.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Journal`], with `Locked` if another process writes it.
    pub fn open(path: &Path) -> Result<Self, ExperimentError> {
        Ok(Self(journal::Journal::open(path)?))
    }

    /// Writes the result, and waits until the disk has it.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Journal`].
    pub fn append(&mut self, result: &TrialResult) -> Result<(), ExperimentError> {
        Ok(self.0.append(result)?)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;

    use burn_mnist_run::{JournalError, journal};

    use super::*;
    use crate::plan::Trial;
    use crate::plan::tests::plan;
    use crate::result::{Outcome, Score};

    /// What comes of `trial` with such an accuracy; without one it diverged.
    pub(crate) fn result(trial: &Trial, accuracy: Option<f64>) -> TrialResult {
        let outcome = match accuracy {
            Some(accuracy) => Outcome::Scored(Score {
                accuracy,
                loss: 1.0 - accuracy,
                epoch: 2,
            }),
            None => Outcome::Diverged {
                reason: "the loss became NaN".to_owned(),
            },
        };
        TrialResult::new(trial, outcome, 1.5, "flex".to_owned())
    }

    fn read(path: &Path) -> Result<Vec<TrialResult>, ExperimentError> {
        Ok(journal::read(path)?)
    }

    #[test]
    fn results_read_back_bit_for_bit_and_a_torn_line_is_written_over() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("results.jsonl");
        let plan = plan(3, 1);
        let written: Vec<TrialResult> = [Some(0.1 + 0.2), None, Some(0.97)]
            .iter()
            .zip(&plan.trials)
            .map(|(accuracy, trial)| result(trial, *accuracy))
            .collect();
        let mut journal = Journal::open(&path).unwrap();
        journal.append(&written[0]).unwrap();
        journal.append(&written[1]).unwrap();
        drop(journal);
        let mut torn = fs::read(&path).unwrap();
        torn.extend_from_slice(br#"{"schema_version":1,"tri"#);
        fs::write(&path, torn).unwrap();
        assert_eq!(read(&path).unwrap(), written[..2]);
        Journal::open(&path).unwrap().append(&written[2]).unwrap();
        assert_eq!(read(&path).unwrap(), written);
    }

    #[test]
    fn a_file_has_one_writer_and_damage_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("results.jsonl");
        let journal = Journal::open(&path).unwrap();
        let error = Journal::open(&path).unwrap_err();
        assert!(
            matches!(error, ExperimentError::Journal(JournalError::Locked { .. })),
            "{error}"
        );
        drop(journal);
        fs::write(&path, "{\"schema_version\":1}\n").unwrap();
        let message = read(&path).unwrap_err().to_string();
        assert!(
            message.contains("results.jsonl, line 1: missing"),
            "{message}"
        );
        fs::write(&path, "{\"schema_version\":9}\n").unwrap();
        let error = read(&path).unwrap_err();
        assert!(matches!(
            error,
            ExperimentError::Journal(JournalError::Newer { found: 9, .. })
        ));
    }
}
