//! What cannot be asked of a saved network: facts, for a front end to put into words.

use std::path::PathBuf;

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_evaluation::CalibrationError;

/// Why a saved network cannot be used as asked.
#[derive(Debug, thiserror::Error)]
pub enum ModelRequestError {
    /// The model's run does not say which images it used.
    #[error("the run has no {}", path.display())]
    NoConfig {
        /// The missing config.
        path: PathBuf,
    },
    /// Only a run knows its validation split.
    #[error("a validation split needs a run: a weights file does not record one")]
    NoRun,
    /// The run has no validation split.
    #[error("the run held out no validation images")]
    NoValidationSplit,
    /// The loaded images are not those that the run was split from.
    #[error("{images} is not the training set of its run")]
    OtherTrainingSet {
        /// Where the images came from.
        images: String,
    },
    /// The loaded images are not those that the run was tested on.
    #[error("{images} is not the test set of the run")]
    OtherTestSet {
        /// Where the images came from.
        images: String,
        /// The run's digest.
        expected: String,
        /// The digest of the loaded images.
        found: String,
    },
    /// There is no such image in the test set.
    #[error("the test set has images 0 to {last}; found {found}")]
    NoSuchImage {
        /// The last image.
        last: usize,
        /// What was asked for.
        found: usize,
    },
    /// A calibration is fitted to a run's validation images and kept with the run.
    #[error("calibration needs a run: a weights file does not record which images were held out")]
    CalibrationNeedsRun,
    /// No temperature can be fitted.
    #[error("cannot calibrate: {0}")]
    Calibration(CalibrationError),
}

impl Diagnostic for ModelRequestError {
    fn kind(&self) -> Kind {
        match self {
            Self::NoConfig { .. } => Kind::Checkpoint,
            Self::OtherTrainingSet { .. } | Self::OtherTestSet { .. } => Kind::Data,
            Self::Calibration(_) => Kind::Failure,
            _ => Kind::Usage,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::OtherTestSet { expected, .. } => Some(expected.clone()),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::OtherTestSet { found, .. } => Some(found.clone()),
            _ => None,
        }
    }
}
