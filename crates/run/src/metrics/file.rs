//! Reading and writing `metrics.jsonl`: appended and flushed, a torn last line tolerated.

use std::fs;
use std::io;
use std::path::Path;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::{EpochMetrics, Metrics, StepMetrics};
use crate::durable;
use crate::error::RunError;
use crate::journal::{self, Journal, JournalError, Line};

/// A line of either kind.
#[derive(Serialize)]
#[serde(untagged)]
enum MetricsLine {
    Epoch(EpochMetrics),
    Steps(StepMetrics),
}

impl<'de> Deserialize<'de> for MetricsLine {
    /// By hand, so that an error names the field and not just that no kind of line fits.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let line = serde_json::Value::deserialize(deserializer)?;
        let line = match line.get("kind") {
            None => EpochMetrics::deserialize(line).map(Self::Epoch),
            Some(_) => StepMetrics::deserialize(line).map(Self::Steps),
        };
        line.map_err(D::Error::custom)
    }
}

impl Line for MetricsLine {
    const VERSION: u32 = StepMetrics::VERSION;
}

impl Line for EpochMetrics {
    const VERSION: u32 = Self::VERSION;
}

impl Line for StepMetrics {
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

    /// The lines of epochs in a metrics file; none if there is no file.
    ///
    /// # Errors
    ///
    /// As [`Metrics::read`].
    pub fn read(path: &Path) -> Result<Vec<Self>, RunError> {
        Ok(Metrics::read(path)?.epochs)
    }
}

impl StepMetrics {
    /// Appends these lines and waits until the disk has them.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn append(path: &Path, lines: &[Self]) -> Result<(), RunError> {
        Ok(Journal::open(path)?.append_all(lines)?)
    }
}

impl Metrics {
    /// All whole lines of a metrics file; none if there is no file.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if a line other than an unfinished last one does not parse.
    pub fn read(path: &Path) -> Result<Self, RunError> {
        let lines = match journal::read(path) {
            Err(JournalError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            read => read?,
        };
        let mut metrics = Self::default();
        for line in lines {
            match line {
                MetricsLine::Epoch(line) => metrics.epochs.push(line),
                MetricsLine::Steps(line) => metrics.steps.push(line),
            }
        }
        Ok(metrics)
    }

    /// Makes the file what it was at a checkpoint after `step` steps, as a resumed run needs it: what a dead process
    /// wrote beyond the checkpoint goes, and the lines of epochs are those that the checkpoint has. Lines of steps
    /// are in no checkpoint; they are written before it, and those of a damaged file are lost.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn restore(path: &Path, epochs: &[EpochMetrics], step: usize) -> Result<(), RunError> {
        let mut steps = Self::read(path).unwrap_or_default().steps;
        steps.retain(|line| line.step <= step);
        let epochs = epochs.to_vec();
        Self { epochs, steps }.write(path)
    }

    /// Makes these the lines of the file, in the order in which a run writes them.
    ///
    /// # Errors
    ///
    /// [`RunError::Full`], [`RunError::Io`].
    pub fn write(self, path: &Path) -> Result<(), RunError> {
        let text = journal::encode(path, &self.lines())?;
        match fs::read(path) {
            Ok(found) if found == text => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && text.is_empty() => Ok(()),
            _ => durable::replace(path, &text),
        }
    }

    /// The lines of an epoch's steps before its own.
    fn lines(self) -> Vec<MetricsLine> {
        let mut steps = self.steps.into_iter().peekable();
        let mut lines = Vec::new();
        for epoch in self.epochs {
            while let Some(line) = steps.next_if(|line| line.step <= epoch.step) {
                lines.push(MetricsLine::Steps(line));
            }
            lines.push(MetricsLine::Epoch(epoch));
        }
        lines.extend(steps.map(MetricsLine::Steps));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Split, StepKind};

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

    fn steps(step: usize) -> StepMetrics {
        StepMetrics {
            schema_version: StepMetrics::VERSION,
            kind: StepKind::Steps,
            epoch: step.div_ceil(10),
            step,
            loss: 0.5,
            accuracy: 0.875,
            count: 80,
            learning_rate: 0.001,
        }
    }

    #[test]
    fn both_kinds_of_lines_read_back_apart() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        StepMetrics::append(&path, &[steps(5), steps(10)]).unwrap();
        EpochMetrics::append(&path, &[line(1)]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(r#"{"schema_version":2,"kind":"steps","epoch":1,"step":5,"#));
        let metrics = Metrics::read(&path).unwrap();
        assert_eq!(metrics.epochs, [line(1)]);
        assert_eq!(metrics.steps, [steps(5), steps(10)]);
        metrics.write(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn a_line_of_an_unknown_kind_or_without_a_field_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        for (line, reason) in [
            (
                r#"{"schema_version":2,"kind":"layers"}"#,
                "unknown variant `layers`",
            ),
            (
                r#"{"schema_version":2,"kind":"steps"}"#,
                "missing field `epoch`",
            ),
            (r#"{"schema_version":1,"epoch":1}"#, "missing field `step`"),
        ] {
            fs::write(&path, format!("{line}\n")).unwrap();
            let error = Metrics::read(&path).unwrap_err();
            let found = format!("{error} {error:?}");
            assert!(found.contains(reason), "{found}");
        }
    }

    #[test]
    fn restoring_keeps_the_steps_before_the_checkpoint() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        let all = Metrics {
            epochs: vec![line(1), line(2)],
            steps: [5, 10, 15, 20, 25].map(steps).to_vec(),
        };
        all.write(&path).unwrap();
        Metrics::restore(&path, &[line(1)], 17).unwrap();
        let restored = fs::read_to_string(&path).unwrap();
        let expected = Metrics {
            epochs: vec![line(1)],
            steps: [5, 10, 15].map(steps).to_vec(),
        };
        assert_eq!(Metrics::read(&path).unwrap(), expected);
        // As a run appends them: an epoch's line after those of its steps, the next epoch's behind it.
        let order: Vec<bool> = restored.lines().map(|line| line.contains("kind")).collect();
        assert_eq!(order, [true, true, false, true]);
    }

    #[test]
    fn restoring_cuts_back_and_fills_in() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("metrics.jsonl");
        Metrics::restore(&path, &[], 0).unwrap();
        assert!(!path.exists());
        for (there, restored) in [(1..4, 1..3), (1..2, 1..3), (1..3, 1..1)] {
            let lines = |epochs: std::ops::Range<usize>| epochs.map(line).collect::<Vec<_>>();
            fs::write(&path, journal::encode(&path, &lines(there)).unwrap()).unwrap();
            Metrics::restore(&path, &lines(restored.clone()), 0).unwrap();
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
