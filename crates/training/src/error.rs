//! Why a run ended before it was done.

use std::path::Path;
use std::time::Duration;

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_inference::InferenceError;
use burn_mnist_model::{DeviceError, WeightsError};
use burn_mnist_run::RunError;

/// A fault that ends a run; everything committed before it stays valid.
#[derive(Debug, thiserror::Error)]
pub enum TrainingError {
    /// The run directory could not be written or read.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The weights are not fit to be kept.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The loss left the numbers.
    #[error("the loss became {loss} in epoch {epoch}, by step {step}")]
    NotFinite {
        /// The epoch, counted from 1.
        epoch: usize,
        /// Steps done in the run when it was noticed.
        step: usize,
        /// NaN or an infinity.
        loss: f64,
    },
    /// A network's outputs left the numbers.
    #[error(
        "the mean loss over {count} images is {loss}: the weights are too large to compute with"
    )]
    Overflow {
        /// Images evaluated.
        count: usize,
        /// NaN or an infinity.
        loss: f64,
    },
    /// A network could not be evaluated.
    #[error(transparent)]
    Evaluation(InferenceError),
    /// The device failed.
    #[error("the device failed while {doing}: {reason}")]
    Device {
        /// What was asked of it.
        doing: &'static str,
        /// What it or its driver said.
        reason: String,
    },
    /// There is nothing to train on.
    #[error("the training split is empty")]
    NothingToTrain,
    /// A part of a checkpoint did not come in time; the checkpoint was not written.
    #[error("Burn's checkpointer did not deliver {part} within {} s", within.as_secs_f64())]
    CheckpointerSilent {
        /// The file the part was for.
        part: &'static str,
        /// How long all parts were waited for.
        within: Duration,
    },
    /// The checkpointer ended before it delivered a part of a checkpoint; the checkpoint was not written.
    #[error("Burn's checkpointer ended before it delivered {part}")]
    CheckpointerGone {
        /// The file the part was for.
        part: &'static str,
    },
    /// Burn's Learner stopped with an error of its own.
    #[error("Burn stopped the training: {reason}")]
    Learner {
        /// What Burn said.
        reason: String,
    },
}

impl TrainingError {
    pub(crate) fn device<E: std::fmt::Display>(doing: &'static str) -> impl FnOnce(E) -> Self {
        move |error| Self::Device {
            doing,
            reason: DeviceError::new(error).reason,
        }
    }

    pub(crate) fn learner(error: impl std::fmt::Display) -> Self {
        Self::Learner {
            reason: error.to_string(),
        }
    }
}

impl From<InferenceError> for TrainingError {
    fn from(error: InferenceError) -> Self {
        match error {
            InferenceError::LossNotFinite { count, loss } => Self::Overflow { count, loss },
            InferenceError::Device { doing, reason } => Self::Device { doing, reason },
            error => Self::Evaluation(error),
        }
    }
}

impl Diagnostic for TrainingError {
    fn kind(&self) -> Kind {
        match self {
            Self::Run(error) => error.kind(),
            Self::Evaluation(error) => error.kind(),
            Self::NothingToTrain => Kind::Usage,
            _ => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Run(error) => error.path(),
            Self::Evaluation(error) => error.path(),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.expected(),
            Self::Evaluation(error) => error.expected(),
            Self::CheckpointerSilent { part, .. } | Self::CheckpointerGone { part } => {
                Some((*part).to_owned())
            }
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.found(),
            Self::Evaluation(error) => error.found(),
            Self::CheckpointerSilent { .. } | Self::CheckpointerGone { .. } => {
                Some("nothing".to_owned())
            }
            _ => None,
        }
    }
}
