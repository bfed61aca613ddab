//! What cannot be asked of a sweep or a cross-validation: facts, for a front end to put into words.

use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_settings::SettingsError;

use super::kind::ExperimentKind;

/// Why an experiment cannot begin or go on as asked.
#[derive(Debug, thiserror::Error)]
pub enum ExperimentRequestError {
    /// An experiment of the other kind was named.
    #[error("{} is a {}, not a {}", root.display(), found.name(), expected.name())]
    OtherKind {
        /// Its directory.
        root: PathBuf,
        /// What it is.
        found: ExperimentKind,
        /// What was asked for.
        expected: ExperimentKind,
    },
    /// A resumed experiment was given another directory.
    #[error("a resumed {} stays in its directory", kind.name())]
    OtherDirectory {
        /// Which kind.
        kind: ExperimentKind,
    },
    /// Processes that share the trials need a directory to meet in.
    #[error("a shard needs the directory that all shards share")]
    ShardNeedsDirectory,
    /// The loaded images are not those that the plan was made for.
    #[error("{} was started with other training images", root.display())]
    OtherImages {
        /// The experiment.
        root: PathBuf,
        /// Digest of the planned training set.
        expected: String,
        /// Digest of the one that was loaded.
        found: String,
    },
    /// A setting was given that differs from what was planned.
    #[error("`{key}` differs from the plan")]
    Changed {
        /// The setting.
        key: String,
        /// What was given.
        found: String,
    },
    /// A run lacks the epoch that it is to be scored by.
    #[error("{} has no validation metrics of the scored epoch", metrics.display())]
    NoScore {
        /// The run's metrics.
        metrics: PathBuf,
    },
    /// A sweep has no network to use.
    #[error("the sweep {} has kept no network", root.display())]
    NoNetwork {
        /// The sweep.
        root: PathBuf,
    },
    /// A run lacks the checkpoint that it is to be scored by.
    #[error("no checkpoint at {}", path.display())]
    NoCheckpoint {
        /// What should name it.
        path: PathBuf,
    },
    /// A plan was edited.
    #[error("trial {trial} of the plan has no fold")]
    NoFold {
        /// The trial's number.
        trial: usize,
    },
    /// There is nothing to vary.
    #[error("there is nothing to vary")]
    NothingToVary,
    /// A sweep is scored on validation images, and there are none.
    #[error("a sweep is scored on validation images: hold some out")]
    NoValidationSplit,
    /// One point's settings make no sense.
    #[error("point {values}: {source}")]
    Point {
        /// Its settings, `key=value` each.
        values: String,
        /// Why not.
        source: SettingsError,
    },
    /// There cannot be so many folds.
    #[error("expected 2 to {most} folds, found {found}")]
    Folds {
        /// The most there may be.
        most: usize,
        /// What was asked for.
        found: usize,
    },
    /// Early stopping would let the held-out fold decide when to stop.
    #[error("`patience` would let the held-out fold decide when to stop")]
    Patience,
}

impl Diagnostic for ExperimentRequestError {
    fn kind(&self) -> Kind {
        match self {
            Self::OtherImages { .. } => Kind::Data,
            Self::NoCheckpoint { .. } | Self::NoNetwork { .. } => Kind::Checkpoint,
            Self::NoScore { .. } | Self::NoFold { .. } => Kind::Failure,
            _ => Kind::Usage,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::NoCheckpoint { path } => Some(path),
            Self::Point { source, .. } => source.path(),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::OtherImages { expected, .. } => Some(expected.clone()),
            Self::Point { source, .. } => source.expected(),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::OtherImages { found, .. } | Self::Changed { found, .. } => Some(found.clone()),
            Self::Point { source, .. } => source.found(),
            _ => None,
        }
    }
}
