//! What can go wrong: in a worker, which is a row of the table, and in a comparison, which ends it.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_data::DataError;
use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_inference::InferenceError;
use burn_mnist_model::WeightsError;
use burn_mnist_run::{EmptyStore, JournalError, StoreError};
use burn_mnist_training::TrainingError;

use crate::parity::WRONG;

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

/// Why a comparison ended early, or never began.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// A file or directory of the comparison could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done.
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A line of a records file is not a record.
    #[error("{}, line {line}: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// A later version of this program wrote it.
    #[error("{} has schema version {found}; this program reads up to {supported}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: u32,
        /// The newest version this program knows.
        supported: u32,
    },
    /// There are no records where they were looked for.
    #[error("no comparison at {}", path.display())]
    Missing {
        /// The directory or file.
        path: PathBuf,
    },
    /// There is no comparison that could be the latest.
    #[error(transparent)]
    Empty(#[from] EmptyStore),
    /// A new comparison would land on something else.
    #[error("{} is not empty", path.display())]
    Occupied {
        /// The directory.
        path: PathBuf,
    },
    /// Nothing could be measured at all.
    #[error("nothing could be measured: {reason}")]
    NoSubject {
        /// Why, subject by subject.
        reason: String,
    },
    /// The checkpoint to compare with is not one.
    #[error(transparent)]
    Weights(#[from] WeightsError),
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

impl BenchError {
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl Diagnostic for BenchError {
    fn kind(&self) -> Kind {
        match self {
            Self::Occupied { .. } => Kind::Usage,
            Self::NoSubject { .. } => Kind::Backend,
            Self::Weights(_) => Kind::Checkpoint,
            _ => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. }
            | Self::Missing { path }
            | Self::Occupied { path } => Some(path),
            Self::Empty(empty) => Some(&empty.home),
            Self::NoSubject { .. } | Self::Weights(_) => None,
        }
    }
}

impl From<StoreError> for BenchError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Io {
                action,
                path,
                source,
            } => Self::Io {
                action,
                path,
                source,
            },
            StoreError::Occupied { path } => Self::Occupied { path },
            StoreError::Missing { path, .. } => Self::Missing { path },
            StoreError::Empty(empty) => Self::Empty(empty),
        }
    }
}

impl From<JournalError> for BenchError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Io {
                action,
                path,
                source,
            } => Self::Io {
                action,
                path,
                source,
            },
            JournalError::Write { path, source, .. } => Self::io("write", &path)(source),
            JournalError::Locked { path } => {
                let source =
                    io::Error::new(io::ErrorKind::ResourceBusy, "another process writes it");
                Self::io("write", &path)(source)
            }
            JournalError::Damaged { path, line, reason } => Self::Damaged { path, line, reason },
            JournalError::Newer {
                path,
                found,
                supported,
            } => Self::Newer {
                path,
                found,
                supported,
            },
        }
    }
}
