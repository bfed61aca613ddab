//! What cannot be asked of digits: facts, for a front end to put into words.

use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};

/// What needs the indices that training sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedsIndices {
    /// A list of exclusions.
    Exclusions,
    /// A cross-validation's predictions.
    CrossValidation,
}

/// Why digits cannot be checked or drawn as asked.
#[derive(Debug, thiserror::Error)]
pub enum DataRequestError {
    /// Some files cannot be read, so that images are not counted as training counts them.
    #[error(
        "the numbers of the images would differ from those of training, which needs every file to be readable"
    )]
    NotWhole(NeedsIndices),
    /// Exclusions list training images.
    #[error("a list of exclusions needs the training set")]
    NoTrainingSet,
    /// The cross-validation has not ended.
    #[error("{} has no predictions yet", root.display())]
    NoPredictions {
        /// Its directory.
        root: PathBuf,
    },
    /// MNIST was asked for, and a directory of other digits.
    #[error("{} does not hold MNIST", directory.display())]
    NotMnist {
        /// The directory.
        directory: PathBuf,
    },
    /// A picture of so many images cannot be encoded.
    #[error("{reason}")]
    TooLarge {
        /// Why not.
        reason: String,
    },
    /// A picture of the images cannot be encoded.
    #[error("{reason}")]
    Sheet {
        /// Why not.
        reason: String,
    },
}

impl Diagnostic for DataRequestError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotWhole(_) => Kind::Data,
            Self::NoTrainingSet | Self::NoPredictions { .. } | Self::NotMnist { .. } => Kind::Usage,
            Self::TooLarge { .. } | Self::Sheet { .. } => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::NotMnist { directory } => Some(directory),
            _ => None,
        }
    }
}
