//! `state.json`: where in its run a checkpoint was taken, and what it belongs to.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::CheckpointName;
use crate::error::RunError;
use crate::metrics::{EpochMetrics, Split};
use crate::record::SettingsRecord;
use crate::schema;

/// More epochs, steps or images than any run has, and few enough to multiply.
const LARGEST_COUNT: usize = u32::MAX as usize;

/// Everything about the moment of a checkpoint that weights and optimizer do not say.
///
/// Nothing random is kept: weights, split, data order and what a layer draws are functions of the
/// seed and of where in the run they are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Version of this file's schema.
    pub schema_version: u32,
    /// The epoch just finished, or under way; counted from 1.
    pub epoch: usize,
    /// Optimizer steps done since the run began.
    pub step: usize,
    /// What was done of an epoch that is under way; absent at an epoch's end.
    pub partial: Option<PartialEpoch>,
    /// The run's seed, from which weights, split and data order follow.
    pub seed: u64,
    /// The settings without which it would be another run.
    pub settings: SettingsRecord,
    /// SHA-256 of the run's `config.toml`.
    pub config_sha256: String,
    /// SHA-256 of the training images and labels.
    pub dataset_sha256: String,
    /// Every metrics line up to here.
    pub metrics: Vec<EpochMetrics>,
    /// The best epoch so far, by validation accuracy; 0 before the first has ended.
    pub best_epoch: usize,
    /// Wall-clock seconds of the run up to here, without the times it was not running.
    pub seconds: f64,
}

/// What an epoch's figures come to before it has ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PartialEpoch {
    /// Steps of this epoch.
    pub steps: usize,
    /// Images they took.
    pub images: usize,
    /// Sum of the images' losses, in nats.
    pub loss_sum: f64,
    /// Images labelled right.
    pub correct: usize,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// What was done since the last line of steps in the metrics; absent where nothing was, and in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_line: Option<StepSums>,
}

/// Sums over steps whose line in the metrics is not complete.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StepSums {
    /// Images they took.
    pub images: usize,
    /// Sum of the images' losses, in nats.
    pub loss_sum: f64,
    /// Images labelled right.
    pub correct: usize,
}

impl State {
    /// The schema version of `state.json`.
    pub const VERSION: u32 = 1;

    /// Parses a `state.json`; `path` stands for it in messages.
    ///
    /// # Errors
    ///
    /// [`RunError::Damaged`] if it is not valid, [`RunError::Newer`] for a later schema.
    pub fn from_json(path: &Path, bytes: &[u8]) -> Result<Self, RunError> {
        let state: Self = schema::parse(path, bytes, Self::VERSION)?;
        state.check(path)?;
        Ok(state)
    }

    /// Refuses what could not be counted on with: no run of ours writes it.
    fn check(&self, path: &Path) -> Result<(), RunError> {
        let partial = self.partial.clone().unwrap_or_default();
        let since_line = partial.since_line.unwrap_or_default();
        let counts = [self.epoch, self.step, partial.steps, partial.images];
        let since_line = [since_line.images, since_line.correct];
        for count in counts.into_iter().chain(since_line) {
            if count > LARGEST_COUNT {
                let expected = format!("counts up to {LARGEST_COUNT}");
                return Err(RunError::damaged(path, expected, count));
            }
        }
        if self.partial.is_some() && self.epoch == 0 {
            return Err(RunError::damaged(path, "an epoch from 1", self.epoch));
        }
        if self.best_epoch > self.finished_epochs() {
            let expected = format!("a best epoch up to {}", self.finished_epochs());
            return Err(RunError::damaged(path, expected, self.best_epoch));
        }
        Ok(())
    }

    /// The name of the checkpoint that holds this state.
    pub fn name(&self) -> CheckpointName {
        CheckpointName {
            epoch: self.epoch,
            step: self.step,
        }
    }

    /// Epochs done from beginning to end.
    pub fn finished_epochs(&self) -> usize {
        match self.partial {
            Some(_) => self.epoch.saturating_sub(1),
            None => self.epoch,
        }
    }

    /// The epoch that learning goes on with.
    pub fn next_epoch(&self) -> usize {
        self.finished_epochs() + 1
    }

    /// The line that made the best epoch the best, where one is validated.
    pub fn best_validation(&self) -> Option<&EpochMetrics> {
        self.metrics
            .iter()
            .find(|line| line.epoch == self.best_epoch && line.split == Split::Validation)
    }

    /// The checkpoint of the best epoch, if one has ended.
    pub fn best(&self) -> Option<CheckpointName> {
        let line = self
            .metrics
            .iter()
            .find(|line| line.epoch == self.best_epoch)?;
        Some(CheckpointName {
            epoch: line.epoch,
            step: line.step,
        })
    }
}
