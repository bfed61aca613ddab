//! `state.json`: where in its run a checkpoint was taken, and what it belongs to.

use serde::{Deserialize, Serialize};

use crate::metrics::EpochMetrics;
use crate::schema::SCHEMA_VERSION;

/// Everything about the moment of a checkpoint that the weights do not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Version of this file's schema.
    pub schema_version: u32,
    /// The epoch just finished, counted from 1.
    pub epoch: usize,
    /// Optimizer steps done since the run began.
    pub step: usize,
    /// The run's seed, from which weights, split and data order follow.
    pub seed: u64,
    /// SHA-256 of the run's `config.toml`.
    pub config_sha256: String,
    /// SHA-256 of the training images and labels.
    pub dataset_sha256: String,
    /// Every metrics line up to here.
    pub metrics: Vec<EpochMetrics>,
    /// The best epoch so far, by validation accuracy.
    pub best_epoch: usize,
}

impl State {
    /// The schema version to write.
    pub const VERSION: u32 = SCHEMA_VERSION;
}
