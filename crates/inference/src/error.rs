//! Why weights did not load, or a prediction could not be made.

use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_model::{DeviceError, WeightsError};
use burn_mnist_run::RunError;

/// A fault on the way from a path to predictions.
#[derive(Debug, thiserror::Error)]
pub enum InferenceError {
    /// The run, checkpoint or file is absent or damaged.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The file is not a classifier's weights.
    #[error("{}: {source}", path.display())]
    Weights {
        /// The weights file.
        path: PathBuf,
        /// What is wrong with its content.
        source: WeightsError,
    },
    /// The network's outputs left the numbers.
    #[error("the network's outputs are not finite: its weights are too large to compute with")]
    Overflow,
    /// The device failed.
    #[error("the device failed while predicting: {reason}")]
    Device {
        /// What it or its driver said.
        reason: String,
    },
    /// A class that the network has no logit for.
    #[error("there is no class {found}: expected a digit, 0 to 9")]
    NoSuchClass {
        /// What was asked for.
        found: u8,
    },
    /// A picture could not be encoded.
    #[error("the picture cannot be encoded: {reason}")]
    Drawing {
        /// What the encoder said.
        reason: String,
    },
}

impl From<DeviceError> for InferenceError {
    fn from(DeviceError { reason }: DeviceError) -> Self {
        Self::Device { reason }
    }
}

impl Diagnostic for InferenceError {
    fn kind(&self) -> Kind {
        match self {
            Self::Run(error) => error.kind(),
            Self::Device { .. } | Self::Drawing { .. } => Kind::Failure,
            Self::NoSuchClass { .. } => Kind::Usage,
            Self::Overflow | Self::Weights { .. } => Kind::Checkpoint,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Run(error) => error.path(),
            Self::Weights { path, .. } => Some(path),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.expected(),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.found(),
            _ => None,
        }
    }
}
