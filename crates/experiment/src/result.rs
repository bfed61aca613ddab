//! The result of a trial: its score, or that it diverged.

use burn_mnist_run::timestamp;
use serde::{Deserialize, Serialize};

use crate::plan::Trial;

/// The result of one trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrialResult {
    /// Version of the line's schema.
    pub schema_version: u32,
    /// The trial's number.
    pub trial: usize,
    /// The number of its point.
    pub point: usize,
    /// Its seed.
    pub seed: u64,
    /// The fold that was held back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<usize>,
    /// How it ended.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Seconds it took, all its processes together.
    pub seconds: f64,
    /// The backend it ran on.
    pub backend: String,
    /// When it ended, RFC 3339.
    pub finished_at: String,
}

/// How a trial ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// With a score.
    Scored(Score),
    /// Its loss or weights became NaN or infinite, as with too large a learning rate.
    Diverged {
        /// What was seen.
        reason: String,
    },
}

/// How a trial did on the images it held back.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Share of the images that were labelled right.
    pub accuracy: f64,
    /// Mean cross-entropy in nats.
    pub loss: f64,
    /// The epoch whose network was scored.
    pub epoch: usize,
}

impl TrialResult {
    /// The schema version of a line of `results.jsonl`.
    pub const VERSION: u32 = 1;

    /// The result of a trial that ends now.
    pub fn new(trial: &Trial, outcome: Outcome, seconds: f64, backend: String) -> Self {
        Self {
            schema_version: Self::VERSION,
            trial: trial.number,
            point: trial.point,
            seed: trial.seed,
            fold: trial.fold,
            outcome,
            seconds,
            backend,
            finished_at: timestamp::now(),
        }
    }

    /// The result of the highest accuracy; of equals the one of the lowest loss, then of the lowest trial.
    pub fn best(results: &[Self]) -> Option<&Self> {
        let scored = results
            .iter()
            .filter_map(|result| Some((result.score()?, result)));
        let best = scored.max_by(|(a, one), (b, other)| {
            let by_accuracy = a.accuracy.total_cmp(&b.accuracy);
            let by_loss = b.loss.total_cmp(&a.loss);
            by_accuracy.then(by_loss).then(other.trial.cmp(&one.trial))
        });
        best.map(|(_, result)| result)
    }

    /// Its score, if it has one.
    pub fn score(&self) -> Option<&Score> {
        match &self.outcome {
            Outcome::Scored(score) => Some(score),
            Outcome::Diverged { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::tests::result;
    use crate::plan::tests::plan;

    #[test]
    fn the_best_result_has_the_highest_accuracy_and_among_equals_the_lowest_loss() {
        let plan = plan(4, 1);
        let accuracies = [None, Some(0.9), Some(0.95), Some(0.95)];
        let mut results: Vec<TrialResult> = accuracies
            .iter()
            .zip(&plan.trials)
            .map(|(accuracy, trial)| result(trial, *accuracy))
            .collect();
        let best = |results: &[TrialResult]| TrialResult::best(results).map(|best| best.trial);
        assert_eq!(best(&results), Some(3));
        if let Outcome::Scored(score) = &mut results[3].outcome {
            score.loss = 0.01;
        }
        assert_eq!(best(&results), Some(4));
        assert_eq!(best(&results[..1]), None);
    }
}
