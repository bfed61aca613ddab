//! What can be wrong with a store of directories.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};

use crate::error::RunError;
use crate::missing::{EmptyStore, MissingItem};

/// A fault of a store or of the file system beneath it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done: "create", "read".
        action: &'static str,
        /// What it was done to.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A new entry would land on something else.
    #[error("the directory {} is not empty", path.display())]
    Occupied {
        /// The directory.
        path: PathBuf,
    },
    /// Nothing of this path or name is an entry.
    #[error("no {kind} at {}", path.display())]
    Missing {
        /// What was looked for.
        kind: &'static str,
        /// The path or name.
        path: PathBuf,
    },
    /// There is no entry that could be the latest.
    #[error(transparent)]
    Empty(#[from] EmptyStore),
}

impl StoreError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl Diagnostic for StoreError {
    fn kind(&self) -> Kind {
        match self {
            Self::Occupied { .. } => Kind::Usage,
            Self::Io { .. } | Self::Missing { .. } | Self::Empty(_) => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. } | Self::Occupied { path } | Self::Missing { path, .. } => {
                Some(path)
            }
            Self::Empty(empty) => Some(&empty.home),
        }
    }
}

impl From<StoreError> for RunError {
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
            StoreError::Missing { path, .. } => Self::Missing {
                what: MissingItem::Run,
                path,
            },
            StoreError::Empty(empty) => Self::Empty(empty),
        }
    }
}
