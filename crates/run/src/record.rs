//! `run.json`: what a run was, where it ran and how it ended.

mod environment;
mod one_or_many;
mod session;

pub use environment::{Hardware, Machine, Software};
pub use session::Session;

pub use crate::evaluation::{ClassScore, Evaluation, Interval, ProbabilityScore, ReliabilityBin};

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};

use crate::durable;
use crate::error::RunError;
use crate::label::LabelChange;
use crate::layout::RunDirectory;
use crate::lock::RunLock;
use crate::schema;
use crate::timestamp;

/// Settings by their config key.
pub type SettingsRecord = BTreeMap<String, serde_json::Value>;

/// How a run stands or ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It has not ended.
    #[default]
    Running,
    /// It has not ended, and its process is gone. Never written, since nobody was left to.
    Killed,
    /// All epochs were trained.
    Completed,
    /// It was asked to stop; what was finished is kept.
    Interrupted,
    /// It ended in an error.
    Failed,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Running => "running",
            Self::Killed => "killed",
            Self::Completed => "completed",
            Self::Interrupted => "interrupted",
            Self::Failed => "failed",
        })
    }
}

/// The data a run used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasetRecord {
    /// `mnist` or `synthetic`.
    pub name: String,
    /// Where it came from, for people.
    pub source: String,
    /// The names of the classes by label; none where they are the digits themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// SHA-256 over the whole training set's images and labels.
    pub train_sha256: String,
    /// SHA-256 over the whole test set's images and labels.
    pub test_sha256: String,
    /// Images trained on.
    pub train_count: usize,
    /// Images validated on.
    pub validation_count: usize,
    /// Images tested on.
    pub test_count: usize,
    /// The `--limit` in force, if any.
    pub limit: Option<usize>,
}

/// Figures of the whole training.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Epochs finished.
    pub epochs: usize,
    /// Optimizer steps done.
    pub steps: usize,
    /// Wall-clock seconds from the first step to the last evaluation, without the time between
    /// a stop and its resumption.
    pub seconds: f64,
    /// Training images per second, mean over the finished epochs.
    pub train_images_per_second: Option<f64>,
    /// The epoch of the best checkpoint.
    pub best_epoch: Option<usize>,
    /// Validation accuracy at the best epoch; null where nothing is validated.
    pub validation_accuracy: Option<f64>,
    /// What augmentation cost the last process; absent where nothing was augmented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub augmentation: Option<AugmentationCost>,
}

/// What augmenting images cost a process.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AugmentationCost {
    /// Images augmented.
    pub images: u64,
    /// Microseconds of one thread that an image took.
    pub microseconds_per_image: f64,
    /// Seconds in which the network waited for images.
    pub waited_seconds: f64,
}

/// All of `run.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    /// Version of this file's schema.
    pub schema_version: u32,
    /// The name of the run's directory.
    pub run: String,
    /// The name that a user gave the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The tags that a user gave the run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// A user's note about the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How it stands or ended.
    pub status: Status,
    /// Why it failed, if it did.
    pub reason: Option<String>,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// When it ended, RFC 3339.
    pub finished_at: Option<String>,
    /// Every setting as resolved.
    #[serde(default)]
    pub settings: SettingsRecord,
    /// The seed of weights, split and order.
    pub seed: u64,
    /// Units of each hidden layer: a number where there is one.
    #[serde(with = "one_or_many")]
    pub hidden: Vec<usize>,
    /// Parameters of the network.
    pub parameters: usize,
    /// The backend and device it ran on; after a resumption, the last ones.
    pub hardware: Hardware,
    /// The computer it ran on.
    pub machine: Machine,
    /// The programs it ran with.
    pub software: Software,
    /// Each time a process worked on it, the first included.
    #[serde(default)]
    pub sessions: Vec<Session>,
    /// The data it used.
    pub dataset: DatasetRecord,
    /// SHA-256 of the weights file of its newest checkpoint.
    #[serde(default)]
    pub weights_sha256: Option<String>,
    /// Figures of the training.
    pub summary: Summary,
    /// The final evaluation on the test set, with the best checkpoint's weights.
    pub test: Option<Evaluation>,
}

impl RunRecord {
    /// The schema version of `run.json`.
    pub const VERSION: u32 = 1;

    /// The record of a run that begins now; what it runs with is for the caller to say.
    pub fn new(run: &RunDirectory) -> Self {
        Self {
            schema_version: Self::VERSION,
            run: run.name(),
            started_at: timestamp::now(),
            ..Self::default()
        }
    }

    /// Notes that this process works on the run from now on, from `checkpoint` if it goes on from one.
    pub fn begin_session(&mut self, checkpoint: Option<String>) {
        self.sessions.push(Session {
            started_at: timestamp::now(),
            resumed_from: checkpoint,
            hardware: self.hardware.clone(),
            machine: self.machine.clone(),
            software: self.software.clone(),
        });
        self.status = Status::Running;
        self.reason = None;
        self.finished_at = None;
        self.test = None;
    }

    /// Changes its name, tags and note.
    pub fn relabel(&mut self, change: &LabelChange) {
        change.name.apply(&mut self.name);
        change.note.apply(&mut self.note);
        self.tags.retain(|tag| !change.remove_tags.contains(tag));
        for tag in &change.add_tags {
            if !self.tags.contains(tag) {
                self.tags.push(tag.clone());
            }
        }
    }

    /// Replaces the run's `run.json` in one step.
    ///
    /// # Errors
    ///
    /// [`RunError::Io`].
    pub fn write(&self, run: &RunDirectory) -> Result<(), RunError> {
        let path = run.record();
        durable::replace(&path, &schema::encode(&path, self)?)
    }

    /// Reads a run's `run.json`.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if it does not parse, [`RunError::Newer`] for a later schema.
    pub fn read(run: &RunDirectory) -> Result<Self, RunError> {
        let path = run.record();
        let bytes = fs::read(&path).map_err(RunError::io("read", &path))?;
        schema::parse(&path, &bytes, Self::VERSION)
    }

    /// As [`read`](Self::read), but a run whose process died without a word is not called running.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn observe(run: &RunDirectory) -> Result<Self, RunError> {
        let mut record = Self::read(run)?;
        if record.status == Status::Running && !RunLock::is_held(run) {
            // It may have ended between the two looks.
            record = Self::read(run)?;
            if record.status == Status::Running {
                record.status = Status::Killed;
            }
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::TextChange;

    #[test]
    fn a_relabelled_record_has_each_tag_once_and_keeps_what_is_not_changed() {
        let mut record = RunRecord {
            name: Some("old".to_owned()),
            note: Some("a note".to_owned()),
            tags: vec!["a".to_owned(), "b".to_owned()],
            ..RunRecord::default()
        };
        let before = record.clone();
        record.relabel(&LabelChange::default());
        assert_eq!(record, before);
        record.relabel(&LabelChange {
            name: TextChange::Set("new".to_owned()),
            add_tags: vec!["b".to_owned(), "c".to_owned(), "c".to_owned()],
            remove_tags: vec!["a".to_owned(), "none".to_owned()],
            note: TextChange::Remove,
        });
        assert_eq!(record.name.as_deref(), Some("new"));
        assert_eq!(record.tags, ["b", "c"]);
        assert_eq!(record.note, None);
    }

    #[test]
    fn a_record_without_labels_has_no_fields_for_them() {
        let json = serde_json::to_value(RunRecord::default()).unwrap();
        for field in ["name", "tags", "note"] {
            assert!(json.get(field).is_none(), "{field}");
        }
        let read: RunRecord = serde_json::from_value(json).unwrap();
        assert_eq!(read, RunRecord::default());
    }
}
