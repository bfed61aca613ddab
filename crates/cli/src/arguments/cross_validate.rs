//! What `cross-validate` takes.

use std::path::PathBuf;

use burn_mnist_experiment::Scored;
use clap::{Args, ValueEnum};

use super::{TrainingOptions, positive_usize};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist cross-validate --folds 5 --config keras
  burn-mnist cross-validate --folds 10 --seeds 3 --dropout 0.2
  burn-mnist cross-validate --resume latest            continue one that was stopped or killed
  burn-mnist cross-validate --resume DIR --format csv  show a finished one again, as a table

Each fold of the training images is held out once, and a network trained on the other folds is scored on it. \
By default the last epoch is scored, because choosing an epoch by the fold would make the score optimistic. \
The test set is not used. predictions.jsonl in its directory has the prediction for every training image.";

/// The help of an option that folds replace.
const VALIDATION: &str = "Not used: the held-out fold takes its place";

#[derive(Debug, Args)]
#[command(mut_arg("out", |out| out.help("Directory of the cross-validation [default: artifacts/cross-validations/TIME]")))]
#[command(mut_arg("validation", |validation| validation.help(VALIDATION).long_help(VALIDATION)))]
#[command(mut_arg("limit", |limit| limit.help("Use only the first N training images")))]
pub struct CrossValidate {
    #[command(flatten)]
    pub typed: TrainingOptions,
    /// Number of folds, stratified by class [default: 5]
    #[arg(long, value_name = "K", value_parser = positive_usize, help_heading = "Cross-validation")]
    pub folds: Option<usize>,
    /// Repeat with N seeds, each with its own folds [default: 1]
    #[arg(long, value_name = "N", value_parser = positive_usize, help_heading = "Cross-validation")]
    pub seeds: Option<usize>,
    /// Epoch that is scored on the held-out fold [default: last]
    #[arg(long, value_enum, help_heading = "Cross-validation")]
    pub checkpoint: Option<ScoredCheckpoint>,
    /// Keep the checkpoints of every run, not only results
    #[arg(long, help_heading = "Cross-validation")]
    pub keep_runs: bool,
    /// Continue a cross-validation: its directory or name, or `latest`
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["folds", "seeds", "checkpoint", "keep_runs"],
        help_heading = "Cross-validation"
    )]
    pub resume: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoredCheckpoint {
    /// The last epoch
    Last,
    /// The epoch that is best on the fold, which makes the score optimistic
    Best,
}

impl From<ScoredCheckpoint> for Scored {
    fn from(checkpoint: ScoredCheckpoint) -> Self {
        match checkpoint {
            ScoredCheckpoint::Last => Self::Last,
            ScoredCheckpoint::Best => Self::Best,
        }
    }
}
