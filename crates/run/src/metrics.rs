//! `metrics.jsonl`: a line for each epoch and split, and one for every fifty steps of training.

mod file;

use serde::{Deserialize, Serialize};

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
    /// The schema version of a line of `metrics.jsonl`.
    pub const VERSION: u32 = 1;

    /// Whether an epoch is better than another one on the same images: more accurate, or as accurate with a
    /// lower loss, since a few thousand images often tie.
    pub fn is_better_than(&self, other: &Self) -> bool {
        self.accuracy > other.accuracy
            || (self.accuracy == other.accuracy && self.loss < other.loss)
    }
}

/// Training figures within an epoch, over the steps since its last such line or since it began. They are means of the
/// batches as they passed. Nothing in them is a time: equal runs have equal lines, interrupted or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepMetrics {
    /// Version of this line's schema.
    pub schema_version: u32,
    /// What tells these lines from those of epochs, which have none.
    pub kind: StepKind,
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// Optimizer steps done since the run began.
    pub step: usize,
    /// Mean cross-entropy in nats.
    pub loss: f64,
    /// Share of images labelled right, 0 to 1.
    pub accuracy: f64,
    /// Images of these steps.
    pub count: usize,
    /// Learning rate of the last of these steps.
    pub learning_rate: f64,
}

/// The kind of a line of steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Figures of steps within an epoch.
    #[default]
    Steps,
}

impl StepMetrics {
    /// The schema version of these lines. The first had none of them, so that an older program refuses the file
    /// rather than take it for damaged.
    pub const VERSION: u32 = 2;

    /// Steps of an epoch from one line to the next. The rest of an epoch has no line but the epoch's own.
    pub const INTERVAL: usize = 50;
}

/// All lines of a metrics file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics {
    /// The lines of epochs.
    pub epochs: Vec<EpochMetrics>,
    /// The lines of steps; none in a file of an earlier program.
    pub steps: Vec<StepMetrics>,
}
