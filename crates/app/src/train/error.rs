//! What cannot be asked of a run: facts, for a front end to put into words.

use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_run::RunError;

/// Why a run cannot begin, go on or be repeated as asked.
#[derive(Debug, thiserror::Error)]
pub enum RunRequestError {
    /// A run that is to be begun or resumed, whichever it takes, needs a directory of its own.
    #[error("resuming or starting a run needs its directory")]
    NeedsDirectory,
    /// A checkpoint was named instead of its run.
    #[error("{} is a checkpoint, not a run", path.display())]
    IsCheckpoint {
        /// The checkpoint.
        path: PathBuf,
    },
    /// A resumed run was given another directory.
    #[error("a resumed run stays in its directory")]
    OtherDirectory,
    /// A fold of a cross-validation goes on with the others alone.
    #[error("{} is a fold of a cross-validation", run.display())]
    Fold {
        /// The run.
        run: PathBuf,
    },
    /// The run's record says nothing of settings.
    #[error("the record of {} has no settings", run.display())]
    NoSettings {
        /// The run.
        run: PathBuf,
    },
    /// A setting was changed that makes the run what it is.
    #[error("cannot change `{key}` of {} from {was} to {now}", run.display())]
    Changed {
        /// The run.
        run: PathBuf,
        /// The setting.
        key: String,
        /// What the run has.
        was: String,
        /// What was asked for.
        now: String,
    },
    /// The run's config was edited.
    #[error("{} has {key} = {now}, but the run was started with {was}", path.display())]
    ConfigEdited {
        /// The config.
        path: PathBuf,
        /// The setting.
        key: String,
        /// What the record has.
        was: String,
        /// What the config has.
        now: String,
    },
    /// Every checkpoint of the run is damaged.
    #[error("no checkpoint of {} is intact", run.display())]
    NoneWhole {
        /// The run.
        run: PathBuf,
        /// What is wrong with the newest one.
        newest: RunError,
    },
    /// The run is further than it may go.
    #[error("{asked} epochs: the run is already in epoch {begun}")]
    TooFewEpochs {
        /// Epochs asked for.
        asked: usize,
        /// The epoch the run is in.
        begun: usize,
    },
    /// The settings need more memory than there is.
    #[error(
        "training {parameters} parameters needs about {needed} bytes of memory, {available} are available"
    )]
    NotEnoughMemory {
        /// What it needs at least, by estimate, in bytes.
        needed: u64,
        /// What this process can have, in bytes.
        available: u64,
        /// Weights and biases of the network.
        parameters: u64,
        /// Whether the batch needs more than the weights.
        is_batch: bool,
    },
    /// The loaded images are not those of the run.
    #[error(
        "{images} is not the {split} set of {}: expected SHA-256 {expected}, found {found}",
        run.display()
    )]
    OtherImages {
        /// Where the images came from.
        images: String,
        /// `training` or `test`.
        split: &'static str,
        /// The run.
        run: PathBuf,
        /// The run's digest.
        expected: String,
        /// The digest of the loaded images.
        found: String,
    },
}

impl Diagnostic for RunRequestError {
    fn kind(&self) -> Kind {
        match self {
            Self::NoSettings { .. } | Self::ConfigEdited { .. } => Kind::Checkpoint,
            Self::NoneWhole { newest, .. } => newest.kind(),
            Self::OtherImages { .. } => Kind::Data,
            _ => Kind::Usage,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::ConfigEdited { path, .. } => Some(path),
            Self::NoneWhole { newest, .. } => newest.path(),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Changed { was, .. } | Self::ConfigEdited { was, .. } => Some(was.clone()),
            Self::NoneWhole { newest, .. } => newest.expected(),
            Self::TooFewEpochs { begun, .. } => Some(format!("at least {begun}")),
            Self::NotEnoughMemory { available, .. } => Some(format!("at most {available} bytes")),
            Self::OtherImages { expected, .. } => Some(expected.clone()),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Changed { now, .. } | Self::ConfigEdited { now, .. } => Some(now.clone()),
            Self::NoneWhole { newest, .. } => newest.found(),
            Self::TooFewEpochs { asked, .. } => Some(asked.to_string()),
            Self::NotEnoughMemory { needed, .. } => Some(format!("{needed} bytes")),
            Self::OtherImages { found, .. } => Some(found.clone()),
            _ => None,
        }
    }
}
