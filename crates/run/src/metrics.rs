//! `metrics.jsonl`: one line an epoch and split.

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
