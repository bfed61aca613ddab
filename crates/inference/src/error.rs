//! Why weights did not load, or a prediction could not be made.

use std::path::{Path, PathBuf};

#[cfg(feature = "devices")]
use burn_mnist_backend::BackendError;
use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_model::{DeviceError, WeightsError};
use burn_mnist_picture::PictureError;
#[cfg(feature = "fs")]
use burn_mnist_run::RunError;

#[cfg(feature = "fs")]
use crate::foreign::ForeignFormat;

/// A fault on the way from weights and images to predictions.
#[derive(Debug, thiserror::Error)]
pub enum InferenceError {
    /// No default device is available.
    #[cfg(feature = "devices")]
    #[error(transparent)]
    Backend(#[from] BackendError),
    /// The run, checkpoint or file is absent or damaged.
    #[cfg(feature = "fs")]
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
    /// The file seems to be another program's.
    #[cfg(feature = "fs")]
    #[error("{} looks like {format}: expected weights that burn-mnist wrote, such as model.bpk", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        format: ForeignFormat,
    },
    /// The bytes are not a classifier's weights.
    #[error("the weights cannot be used: {source}")]
    WeightsBytes {
        /// What is wrong with them.
        source: WeightsError,
    },
    /// The picture cannot be read.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The network's outputs left the numbers.
    #[error("the network's outputs are not finite: its weights are too large to compute with")]
    Overflow,
    /// The mean loss of an evaluation is NaN or infinite.
    #[error(
        "the mean loss over {count} images is {loss}: the weights are too large to compute with"
    )]
    LossNotFinite {
        /// Images evaluated.
        count: usize,
        /// NaN or an infinity.
        loss: f64,
    },
    /// The device failed.
    #[error("the device failed while {doing}: {reason}")]
    Device {
        /// What was asked of it: `"predicting"` or `"evaluating"`.
        doing: &'static str,
        /// What it or its driver said.
        reason: String,
    },
    /// Not as many labels as images.
    #[error("there are {labels} labels for {images} images: expected one for each")]
    LabelCount {
        /// Images to evaluate.
        images: usize,
        /// Labels given for them.
        labels: usize,
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

impl InferenceError {
    /// A failure of the device while it was `doing` something.
    pub(crate) fn device(doing: &'static str) -> impl FnOnce(DeviceError) -> Self {
        move |DeviceError { reason }| Self::Device { doing, reason }
    }
}

impl From<DeviceError> for InferenceError {
    fn from(error: DeviceError) -> Self {
        Self::device("predicting")(error)
    }
}

impl Diagnostic for InferenceError {
    fn kind(&self) -> Kind {
        match self {
            #[cfg(feature = "devices")]
            Self::Backend(error) => error.kind(),
            #[cfg(feature = "fs")]
            Self::Run(error) => error.kind(),
            Self::Picture(error) => error.kind(),
            Self::Device { .. } | Self::Drawing { .. } | Self::LossNotFinite { .. } => {
                Kind::Failure
            }
            Self::NoSuchClass { .. } => Kind::Usage,
            Self::LabelCount { .. } => Kind::Data,
            #[cfg(feature = "fs")]
            Self::Foreign { .. } => Kind::Checkpoint,
            Self::Overflow | Self::Weights { .. } | Self::WeightsBytes { .. } => Kind::Checkpoint,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            #[cfg(feature = "devices")]
            Self::Backend(error) => error.path(),
            #[cfg(feature = "fs")]
            Self::Run(error) => error.path(),
            Self::Picture(error) => error.path(),
            Self::Weights { path, .. } => Some(path),
            #[cfg(feature = "fs")]
            Self::Foreign { path, .. } => Some(path),
            _ => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            #[cfg(feature = "devices")]
            Self::Backend(error) => error.expected(),
            #[cfg(feature = "fs")]
            Self::Run(error) => error.expected(),
            Self::Picture(error) => error.expected(),
            Self::LabelCount { images, .. } => Some(images.to_string()),
            #[cfg(feature = "fs")]
            Self::Foreign { .. } => Some("a burnpack record".to_owned()),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            #[cfg(feature = "devices")]
            Self::Backend(error) => error.found(),
            #[cfg(feature = "fs")]
            Self::Run(error) => error.found(),
            Self::Picture(error) => error.found(),
            Self::LabelCount { labels, .. } => Some(labels.to_string()),
            #[cfg(feature = "fs")]
            Self::Foreign { format, .. } => Some(format.to_string()),
            _ => None,
        }
    }
}
