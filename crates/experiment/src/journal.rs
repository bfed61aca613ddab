//! `results.jsonl`: a line a trial that ended, flushed to the disk before the next begins.

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::ExperimentError;
use crate::plan::SCHEMA_VERSION;
use crate::result::TrialResult;

/// A results file that this process alone writes.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    // The lock lasts as long as the file is open.
    file: File,
}

impl Journal {
    /// Goes on with the file at `path`, or begins it; what a crash left unfinished at its end is cut off.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Locked`] if another process writes it, [`ExperimentError::Io`].
    pub fn open(path: &Path) -> Result<Self, ExperimentError> {
        let failed = || ExperimentError::io("write", path);
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path).map_err(failed())?;
        match file.try_lock() {
            Ok(()) => {}
            // Where the file system has no locks, the user is trusted to start one process.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(failed()(error)),
            Err(TryLockError::WouldBlock) => {
                return Err(ExperimentError::Locked {
                    path: path.to_owned(),
                });
            }
        }
        let whole = whole_lines(&fs::read(path).map_err(failed())?).len() as u64;
        file.set_len(whole).map_err(failed())?;
        file.seek(SeekFrom::End(0)).map_err(failed())?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Writes the result, and waits until the disk has it.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Io`].
    pub fn append(&mut self, result: &TrialResult) -> Result<(), ExperimentError> {
        let failed = || ExperimentError::io("write", &self.path);
        let encoded = serde_json::to_vec(result);
        let mut line = encoded.map_err(|error| failed()(error.into()))?;
        line.push(b'\n');
        let written = self.file.write_all(&line);
        written
            .and_then(|()| self.file.sync_data())
            .map_err(failed())
    }
}

/// All whole lines of a file of JSON lines; an unfinished last one, as a crash leaves it, is passed over.
pub(crate) fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, ExperimentError> {
    #[derive(Deserialize)]
    struct Versioned {
        schema_version: u32,
    }
    let bytes = fs::read(path).map_err(ExperimentError::io("read", path))?;
    let lines = whole_lines(&bytes).split(|byte| *byte == b'\n');
    let lines = (1..).zip(lines).filter(|(_, line)| !line.is_empty());
    let parse = |(number, line): (usize, &[u8])| {
        let damaged = |error: serde_json::Error| ExperimentError::Damaged {
            path: path.to_owned(),
            line: number,
            reason: error.to_string(),
        };
        let Versioned { schema_version } = serde_json::from_slice(line).map_err(damaged)?;
        if schema_version > SCHEMA_VERSION {
            return Err(ExperimentError::Newer {
                path: path.to_owned(),
                found: schema_version,
                supported: SCHEMA_VERSION,
            });
        }
        serde_json::from_slice(line).map_err(damaged)
    };
    lines.map(parse).collect()
}

fn whole_lines(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    &bytes[..end.map_or(0, |end| end + 1)]
}

#[cfg(test)]
pub(crate) mod tests {
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
        assert_eq!(read::<TrialResult>(&path).unwrap(), written[..2]);
        Journal::open(&path).unwrap().append(&written[2]).unwrap();
        assert_eq!(read::<TrialResult>(&path).unwrap(), written);
    }

    #[test]
    fn a_file_has_one_writer_and_damage_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("results.jsonl");
        let journal = Journal::open(&path).unwrap();
        let error = Journal::open(&path).unwrap_err();
        assert!(matches!(error, ExperimentError::Locked { .. }), "{error}");
        drop(journal);
        fs::write(&path, "{\"schema_version\":1}\n").unwrap();
        let message = read::<TrialResult>(&path).unwrap_err().to_string();
        assert!(
            message.contains("results.jsonl, line 1: missing"),
            "{message}"
        );
        fs::write(&path, "{\"schema_version\":9}\n").unwrap();
        let error = read::<TrialResult>(&path).unwrap_err();
        assert!(matches!(error, ExperimentError::Newer { found: 9, .. }));
    }
}
