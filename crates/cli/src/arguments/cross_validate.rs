//! What `cross-validate` takes.

use std::path::PathBuf;

use burn_mnist_experiment::Scored;
use clap::{Args, ValueEnum};

use super::{Asked, whole_from_1};

pub const EXAMPLES: &str = "\
Examples:
  burn-mnist cross-validate --folds 5 --config keras
  burn-mnist cross-validate --folds 10 --seeds 3 --dropout 0.2
  burn-mnist cross-validate --resume latest            go on where it was stopped or killed

Each fold of the training images is held back once, and a network trained on the others is scored on it.
The last epoch counts, so that the fold has no say in what is scored; the test set is not looked at.
predictions.jsonl in its directory says what every training image was taken for.";

#[derive(Debug, Args)]
#[command(mut_arg("out", |out| out.help("Directory of the cross-validation [default: artifacts/cross-validations/TIME]")))]
#[command(mut_arg("validation", |validation| validation.help("Not used: the fold takes its place")))]
#[command(mut_arg("limit", |limit| limit.help("Use only the first N training images")))]
pub struct CrossValidate {
    #[command(flatten)]
    pub asked: Asked,
    /// Folds; every class is spread over them evenly [default: 5]
    #[arg(long, value_name = "K", value_parser = whole_from_1, help_heading = "Cross-validation")]
    pub folds: Option<usize>,
    /// Repeat all of it with so many seeds, each with folds of its own [default: 1]
    #[arg(long, value_name = "N", value_parser = whole_from_1, help_heading = "Cross-validation")]
    pub seeds: Option<usize>,
    /// Which epoch is scored on its fold [default: last]
    #[arg(long, value_enum, help_heading = "Cross-validation")]
    pub checkpoint: Option<ScoredCheckpoint>,
    /// Keep every run's checkpoints, and not only its figures and predictions
    #[arg(long, help_heading = "Cross-validation")]
    pub keep_runs: bool,
    /// Go on with one that was stopped or killed: its directory, its name, or `latest`
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
    /// The last one
    Last,
    /// The one that does best on the fold, which makes the score optimistic
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
