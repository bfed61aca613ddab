//! What ends a comparison, or keeps its records from being read.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_run::{EmptyStore, JournalError, StoreError};

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
    #[error("the directory {} is not empty", path.display())]
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
}

impl BenchError {
    /// Wraps what the operating system said of `action`, such as "write", on `path`.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
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
            Self::NoSubject { .. } => None,
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
