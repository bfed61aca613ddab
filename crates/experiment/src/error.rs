//! What can be wrong with an experiment and its directory: always the path, and expected and found where both are known.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_run::{EmptyStore, JournalError, StoreError};

/// A fault of an experiment's plan or directory.
#[derive(Debug, thiserror::Error)]
pub enum ExperimentError {
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done: "write", "read", "create".
        action: &'static str,
        /// What it was done to.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// No experiment is there.
    #[error("no {kind} at {}", path.display())]
    Missing {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        path: PathBuf,
    },
    /// There is no experiment that could be the latest.
    #[error(transparent)]
    Empty(#[from] EmptyStore),
    /// A new experiment would land on something else.
    #[error("the directory {} is not empty", path.display())]
    Occupied {
        /// The directory.
        path: PathBuf,
    },
    /// Two plans that should be one are not.
    #[error("{} is another experiment: {difference}", path.display())]
    Foreign {
        /// The directory.
        path: PathBuf,
        /// What differs.
        difference: String,
    },
    /// Another process does the same trials.
    #[error("{} is in use by another process", path.display())]
    Locked {
        /// The results file that it writes.
        path: PathBuf,
    },
    /// A line or file is not what was written.
    #[error("{}, line {line}: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// Why it cannot be read.
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
    /// Lists multiply into more points than anybody waits for.
    #[error("the lists have more than {most} combinations")]
    TooMany {
        /// The most that are accepted.
        most: usize,
    },
}

impl ExperimentError {
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl Diagnostic for ExperimentError {
    fn kind(&self) -> Kind {
        match self {
            Self::Occupied { .. } | Self::Foreign { .. } | Self::TooMany { .. } => Kind::Usage,
            _ => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::Missing { path, .. }
            | Self::Occupied { path }
            | Self::Foreign { path, .. }
            | Self::Locked { path }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. } => Some(path),
            Self::Empty(empty) => Some(&empty.home),
            Self::TooMany { .. } => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Newer { supported, .. } => Some(format!("schema version {supported} or older")),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Newer { found, .. } => Some(found.to_string()),
            _ => None,
        }
    }
}

impl From<StoreError> for ExperimentError {
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
            StoreError::Missing { kind, path } => Self::Missing { kind, path },
            StoreError::Empty(empty) => Self::Empty(empty),
        }
    }
}

impl From<JournalError> for ExperimentError {
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
            JournalError::Locked { path } => Self::Locked { path },
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
