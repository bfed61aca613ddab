//! `records.jsonl`: each record appended at once, so that a crash loses nothing that was measured.

use std::path::Path;

use burn_mnist_run::journal::{self, Line};
use burn_mnist_run::timestamp;

use crate::error::BenchError;
use crate::record::{Event, RECORD_VERSION, Record};

impl Line for Record {
    const VERSION: u32 = RECORD_VERSION;
}

/// A records file being written.
pub struct Journal {
    records: journal::Journal<Record>,
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
        Ok(Self {
            records: journal::Journal::create(path)?,
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
            schema_version: RECORD_VERSION,
            comparison: self.comparison.clone(),
            time: timestamp::now(),
            machine: self.machine.clone(),
            event,
        };
        self.records.append(&record)?;
        Ok(record)
    }
}

/// All records of a file; an unfinished last line, as a crash leaves it, is passed over.
///
/// # Errors
///
/// [`BenchError::Io`], [`BenchError::Damaged`] with the line, [`BenchError::Newer`].
pub fn read(path: &Path) -> Result<Vec<Record>, BenchError> {
    Ok(journal::read(path)?)
}

#[cfg(test)]
mod tests {
    use burn_mnist_diagnostic::Diagnostic as _;
    use std::fs;

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
        assert_eq!(error.found().as_deref(), Some("9"));
        assert_eq!(
            error.expected().as_deref(),
            Some("schema version 1 or older")
        );
    }
}
