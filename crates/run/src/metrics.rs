//! `metrics.jsonl`: one line an epoch and split, appended and flushed, a torn last line tolerated.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::durable;
use crate::error::RunError;
use crate::schema::{self, SCHEMA_VERSION};

/// A part of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// What the weights are fitted to.
    Train,
    /// What chooses the best checkpoint.
    Validation,
    /// What no training decision ever sees.
    Test,
}

/// One epoch's figures on one split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochMetrics {
    /// Version of this line's schema.
    pub schema_version: u32,
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// Optimizer steps done since the run began.
    pub step: usize,
    /// The split measured.
    pub split: Split,
    /// Mean cross-entropy in nats; over the training split it is the mean of the batches as they passed.
    pub loss: f64,
    /// Share of images labelled right, 0 to 1.
    pub accuracy: f64,
    /// Images measured.
    pub count: usize,
    /// Learning rate of the epoch's last step; absent where nothing was learnt.
    pub learning_rate: Option<f64>,
    /// Images per second, device synchronised.
    pub images_per_second: f64,
    /// Wall-clock seconds.
    pub seconds: f64,
}

impl EpochMetrics {
    /// The schema version to write.
    pub const VERSION: u32 = SCHEMA_VERSION;

    /// Whether an epoch is better than another one on the same images: more accurate, or as accurate with a
    /// lower loss, since a few thousand images often tie.
    pub fn is_better_than(&self, other: &Self) -> bool {
        self.accuracy > other.accuracy
            || (self.accuracy == other.accuracy && self.loss < other.loss)
    }

    /// Appends these lines and waits until the disk has them.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn append(path: &Path, lines: &[Self]) -> Result<(), RunError> {
        let text = encode(path, lines)?;
        let failed = |source| RunError::write(path, text.len())(source);
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .map_err(failed)?;
        file.write_all(&text).map_err(failed)?;
        file.sync_data().map_err(failed)
    }

    /// Makes these the lines of the file, as a resumed run needs it: what a dead process wrote
    /// beyond its last checkpoint goes, what it had not yet written comes.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn restore(path: &Path, lines: &[Self]) -> Result<(), RunError> {
        let text = encode(path, lines)?;
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
        let text = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            text => text.map_err(RunError::io("read", path))?,
        };
        let whole = text
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end);
        text[..whole]
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| schema::parse(path, line))
            .collect()
    }
}

fn encode(path: &Path, lines: &[EpochMetrics]) -> Result<Vec<u8>, RunError> {
    let mut text = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut text, line).map_err(|error| RunError::Io {
            action: "encode a line of",
            path: path.to_owned(),
            source: error.into(),
        })?;
        text.push(b'\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            fs::write(&path, encode(&path, &lines(there)).unwrap()).unwrap();
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
