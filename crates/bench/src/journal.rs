//! `records.jsonl`: each record appended at once, so that a crash loses nothing that was measured.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use burn_mnist_run::timestamp;

use crate::error::BenchError;
use crate::record::{Event, Record, SCHEMA_VERSION};

/// A records file being written.
pub struct Journal {
    path: PathBuf,
    file: File,
    comparison: String,
    machine: String,
}

impl Journal {
    /// A new file at `path` for the records of `comparison` on `machine`.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    pub fn create(path: &Path, comparison: &str, machine: &str) -> Result<Self, BenchError> {
        let file = File::create_new(path).map_err(BenchError::io("create", path))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            comparison: comparison.to_owned(),
            machine: machine.to_owned(),
        })
    }

    /// Writes what was found, and waits until the disk has it.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    pub fn append(&mut self, event: Event) -> Result<Record, BenchError> {
        let record = Record {
            schema_version: SCHEMA_VERSION,
            comparison: self.comparison.clone(),
            time: timestamp::now(),
            machine: self.machine.clone(),
            event,
        };
        let failed = || BenchError::io("write", &self.path);
        let encoded = serde_json::to_vec(&record);
        let mut line = encoded.map_err(|error| failed()(error.into()))?;
        line.push(b'\n');
        let written = self.file.write_all(&line);
        let written = written.and_then(|()| self.file.sync_data());
        written.map_err(failed())?;
        Ok(record)
    }
}

/// All records of a file; an unfinished last line, as a crash leaves it, is passed over.
///
/// # Errors
///
/// [`BenchError::Io`], [`BenchError::Damaged`] with the line, [`BenchError::Newer`].
pub fn read(path: &Path) -> Result<Vec<Record>, BenchError> {
    let bytes = fs::read(path).map_err(BenchError::io("read", path))?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
    let lines = bytes[..whole].split(|byte| *byte == b'\n');
    let lines = lines.enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(index, line)| parse(line, index + 1, path))
        .collect()
}

fn parse(line: &[u8], number: usize, path: &Path) -> Result<Record, BenchError> {
    #[derive(Deserialize)]
    struct Versioned {
        schema_version: u32,
    }
    let damaged = |error: serde_json::Error| BenchError::Damaged {
        path: path.to_owned(),
        line: number,
        reason: error.to_string(),
    };
    let Versioned { schema_version } = serde_json::from_slice(line).map_err(damaged)?;
    if schema_version > SCHEMA_VERSION {
        return Err(BenchError::Newer {
            path: path.to_owned(),
            found: schema_version,
            supported: SCHEMA_VERSION,
        });
    }
    serde_json::from_slice(line).map_err(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Subject;

    fn failure(reason: &str) -> Event {
        Event::Failure {
            subject: Subject::named("flex", 2),
            case: None,
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn records_read_back_and_a_torn_last_one_is_passed_over() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("records.jsonl");
        let mut journal = Journal::create(&path, "c", "m").unwrap();
        let written = ["one", "two"].map(|reason| journal.append(failure(reason)).unwrap());
        let mut torn = fs::read(&path).unwrap();
        torn.extend_from_slice(br#"{"schema_version":1,"comp"#);
        fs::write(&path, torn).unwrap();
        assert_eq!(read(&path).unwrap(), written);
    }

    #[test]
    fn a_damaged_line_and_a_newer_file_are_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("records.jsonl");
        fs::write(&path, "{\"schema_version\":1}\n\n{}\n").unwrap();
        let message = read(&path).unwrap_err().to_string();
        assert!(
            message.contains("records.jsonl, line 1: missing field"),
            "{message}"
        );
        fs::write(&path, "{\"schema_version\":9}\n").unwrap();
        let error = read(&path).unwrap_err();
        assert!(
            matches!(error, BenchError::Newer { found: 9, .. }),
            "{error}"
        );
    }
}
