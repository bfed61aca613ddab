//! `metrics.jsonl`: one line an epoch and split, appended and flushed, a torn last line tolerated.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

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

    /// Appends this line and waits until the disk has it.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`].
    pub fn append(&self, path: &Path) -> Result<(), RunError> {
        let mut line = serde_json::to_vec(self).map_err(|error| RunError::Io {
            action: "encode a line of",
            path: path.to_owned(),
            source: error.into(),
        })?;
        line.push(b'\n');
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .map_err(RunError::io("append to", path))?;
        file.write_all(&line)
            .map_err(RunError::io("append to", path))?;
        file.sync_data().map_err(RunError::io("append to", path))
    }

    /// All whole lines of a metrics file; none if there is no file.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if a line other than an unfinished last one does not parse.
    pub fn read(path: &Path) -> Result<Vec<Self>, RunError> {
        let text = match fs::read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
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
        line(1).append(&path).unwrap();
        line(2).append(&path).unwrap();
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
        line(2).append(&path).unwrap();
        assert!(matches!(
            EpochMetrics::read(&path),
            Err(RunError::Damaged { .. })
        ));
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
