//! What can be wrong with an experiment and its directory: always the path, and expected and found where both are known.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_run::{JournalError, StoreError};

/// A fault of an experiment's plan or directory.
#[derive(Debug, thiserror::Error)]
pub enum ExperimentError {
    /// Its directory is missing or occupied, or the operating system refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of it is damaged, newer or in use, or cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Two plans that should be one are not.
    #[error("{} is another experiment: {difference}", path.display())]
    Foreign {
        /// The directory.
        path: PathBuf,
        /// What differs.
        difference: String,
    },
    /// Lists multiply into more points than anybody waits for.
    #[error("the lists have more than {most} combinations")]
    TooMany {
        /// The most that are accepted.
        most: usize,
    },
    /// Points, seeds and folds multiply into more trials than anybody waits for.
    #[error("{trials} trials: at most {most} are possible")]
    TooManyTrials {
        /// What was asked for.
        trials: usize,
        /// The most that are accepted.
        most: usize,
    },
}

impl ExperimentError {
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| {
            Self::Store(StoreError::Io {
                action,
                path: path.to_owned(),
                source,
            })
        }
    }

    fn inner(&self) -> Option<&dyn Diagnostic> {
        match self {
            Self::Store(error) => Some(error),
            Self::Journal(error) => Some(error),
            Self::Foreign { .. } | Self::TooMany { .. } | Self::TooManyTrials { .. } => None,
        }
    }
}

impl Diagnostic for ExperimentError {
    fn kind(&self) -> Kind {
        self.inner().map_or(Kind::Usage, Diagnostic::kind)
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Foreign { path, .. } => Some(path),
            _ => self.inner().and_then(Diagnostic::path),
        }
    }

    fn expected(&self) -> Option<String> {
        self.inner().and_then(Diagnostic::expected)
    }

    fn found(&self) -> Option<String> {
        self.inner().and_then(Diagnostic::found)
    }
}
