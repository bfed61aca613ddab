//! Why a worker could not do as asked: a row of the comparison's table.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_bench::protocol::WRONG;
use burn_mnist_data::DataError;
use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_inference::InferenceError;
use burn_mnist_model::WeightsError;
use burn_mnist_training::TrainingError;

/// Why a worker could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// Training or evaluating failed.
    #[error(transparent)]
    Training(#[from] TrainingError),
    /// The images could not be read.
    #[error(transparent)]
    Data(#[from] DataError),
    /// Weights could not be loaded.
    #[error(transparent)]
    Inference(#[from] InferenceError),
    /// Weights do not fit, or could not be read back.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The device failed.
    #[error("the device failed: {0}")]
    Device(String),
    /// Finite weights and images led to something else: JSON could not even say to what.
    #[error("{WRONG}{0} are not finite")]
    NotFinite(&'static str),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Requests came in an order that makes no sense.
    #[error("asked for {asked} before {missing}")]
    Order {
        /// What was asked for.
        asked: &'static str,
        /// What should have come first.
        missing: &'static str,
    },
    /// More images are needed than there are.
    #[error("{needed} training images are needed, and there are {found}")]
    TooFewImages {
        /// For the batch or the trajectory.
        needed: usize,
        /// In the data set.
        found: usize,
    },
    /// A file of bare weights has another length than the network.
    #[error("{}: expected {expected} bytes of weights, found {found}", path.display())]
    Raw {
        /// The file.
        path: PathBuf,
        /// For the network's hidden units.
        expected: usize,
        /// In the file.
        found: usize,
    },
    /// There is no device to work on.
    #[error("{0}")]
    Unavailable(String),
    /// Something that this worker never does.
    #[error("not supported: {0}")]
    Unsupported(String),
}

impl WorkError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn device(error: impl std::fmt::Display) -> Self {
        Self::Device(error.to_string())
    }
}

impl Diagnostic for WorkError {
    fn kind(&self) -> Kind {
        match self {
            Self::Training(error) => error.kind(),
            Self::Data(error) => error.kind(),
            Self::Inference(error) => error.kind(),
            Self::TooFewImages { .. } => Kind::Data,
            Self::Weights(_) | Self::Raw { .. } => Kind::Checkpoint,
            Self::Unavailable(_) => Kind::Backend,
            Self::Order { .. } | Self::Unsupported(_) => Kind::Usage,
            Self::Device(_) | Self::NotFinite(_) | Self::File { .. } => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Training(error) => error.path(),
            Self::Data(error) => error.path(),
            Self::Inference(error) => error.path(),
            Self::File { path, .. } | Self::Raw { path, .. } => Some(path),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Training(error) => error.expected(),
            Self::Data(error) => error.expected(),
            Self::Inference(error) => error.expected(),
            Self::TooFewImages { needed, .. } => Some(format!("{needed} training images")),
            Self::Raw { expected, .. } => Some(format!("{expected} bytes of weights")),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Training(error) => error.found(),
            Self::Data(error) => error.found(),
            Self::Inference(error) => error.found(),
            Self::TooFewImages { found, .. } => Some(found.to_string()),
            Self::Raw { found, .. } => Some(format!("{found} bytes")),
            _ => None,
        }
    }
}
