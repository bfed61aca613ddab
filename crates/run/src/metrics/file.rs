//! Reading and writing `metrics.jsonl`: appended and flushed, a torn last line tolerated.

use std::fs;
use std::io;
use std::path::Path;

use super::EpochMetrics;
use crate::durable;
use crate::error::RunError;
use crate::journal::{self, Journal, JournalError, Line};

impl Line for EpochMetrics {
    const VERSION: u32 = Self::VERSION;
}

impl EpochMetrics {
    /// Appends these lines and waits until the disk has them.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn append(path: &Path, lines: &[Self]) -> Result<(), RunError> {
        Ok(Journal::open(path)?.append_all(lines)?)
    }

    /// Makes these the lines of the file, as a resumed run needs it: what a dead process wrote
    /// beyond its last checkpoint goes, what it had not yet written comes.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn restore(path: &Path, lines: &[Self]) -> Result<(), RunError> {
        let text = journal::encode(path, lines)?;
        match fs::read(path) {
            Ok(found) if found == text => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && text.is_empty() => Ok(()),
            _ => durable::replace(path, &text),
        }
    }

    /// All whole lines of a metrics file; none if there is no file.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if a line other than an unfinished last one does not parse.
    pub fn read(path: &Path) -> Result<Vec<Self>, RunError> {
        match journal::read(path) {
            Err(JournalError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(Vec::new())
            }
            read => Ok(read?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Split;

    fn line(epoch: usize) -> EpochMetrics {
        EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch,
            step: epoch * 10,
            split: Split::Train,
            loss: 0.25,
            accuracy: 0.93,
            count: 320,
            learning_rate: Some(0.001),
            images_per_second: 60_000.0,
            seconds: 0.5,
        }
    }

    #[test]
    fn lines_read_back_in_order_and_a_torn_last_one_is_dropped() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        assert_eq!(EpochMetrics::read(&path).unwrap(), []);
        EpochMetrics::append(&path, &[line(1)]).unwrap();
        EpochMetrics::append(&path, &[line(2)]).unwrap();
        let mut torn = fs::read(&path).unwrap();
        torn.extend_from_slice(br#"{"schema_version":1,"epo"#);
        fs::write(&path, torn).unwrap();
        assert_eq!(EpochMetrics::read(&path).unwrap(), [line(1), line(2)]);
    }

    #[test]
    fn a_broken_line_in_the_middle_is_damage() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        fs::write(&path, "{}\n").unwrap();
        EpochMetrics::append(&path, &[line(2)]).unwrap();
        assert!(matches!(
            EpochMetrics::read(&path),
            Err(RunError::Damaged { .. })
        ));
    }

    #[test]
    fn restoring_cuts_back_and_fills_in() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        EpochMetrics::restore(&path, &[]).unwrap();
        assert!(!path.exists());
        for (there, restored) in [(1..4, 1..3), (1..2, 1..3), (1..3, 1..1)] {
            let lines = |epochs: std::ops::Range<usize>| epochs.map(line).collect::<Vec<_>>();
            fs::write(&path, journal::encode(&path, &lines(there)).unwrap()).unwrap();
            EpochMetrics::restore(&path, &lines(restored.clone())).unwrap();
            assert_eq!(EpochMetrics::read(&path).unwrap(), lines(restored));
        }
    }

    #[test]
    fn figures_survive_the_round_trip_to_the_last_bit() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        // Such values come back one unit in the last place off from a parser that hurries.
        let lines = (1..200).map(|n| EpochMetrics {
            loss: (f64::from(n) * 0.731).exp() / 7.0,
            accuracy: 1.0 / f64::from(n),
            ..line(1)
        });
        let lines: Vec<_> = lines.collect();
        EpochMetrics::append(&path, &lines).unwrap();
        assert_eq!(EpochMetrics::read(&path).unwrap(), lines);
    }

    #[test]
    fn a_line_of_a_newer_program_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        fs::write(&path, "{\"schema_version\":99}\n").unwrap();
        assert!(matches!(
            EpochMetrics::read(&path),
            Err(RunError::Newer { found: 99, .. })
        ));
    }
}
