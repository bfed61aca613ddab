//! What can be wrong with a run directory: always the path, and expected and found where both are known.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};

use crate::missing::{EmptyStore, MissingItem};

/// A fault of a run directory or of the file system beneath it.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done: "write", "read", "rename".
        action: &'static str,
        /// What it was done to.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Something named is not there.
    #[error("no {what} at {}", path.display())]
    Missing {
        /// What was looked for.
        what: MissingItem,
        /// Where.
        path: PathBuf,
    },
    /// There is no run that could be the latest.
    #[error(transparent)]
    Empty(#[from] EmptyStore),
    /// A file is not what was written.
    #[error("{} is damaged: expected {expected}, found {found}", path.display())]
    Damaged {
        /// The damaged file.
        path: PathBuf,
        /// What its manifest or schema says.
        expected: String,
        /// What is there.
        found: String,
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
    /// The disk is full, or this user's share of it.
    #[error("cannot write {}: {source}; it needs {needed} bytes", path.display())]
    Full {
        /// What was being written.
        path: PathBuf,
        /// How many bytes it has.
        needed: usize,
        /// What the operating system said.
        source: io::Error,
    },
    /// Another process writes this run.
    #[error("{} is in use by {holder}", path.display())]
    Locked {
        /// The run's directory.
        path: PathBuf,
        /// Who holds it, as far as the lock says.
        holder: String,
    },
    /// A checkpoint is whole, but of another run than the directory it lies in.
    #[error("{} belongs to another run: {what} is {found} there and {expected} here", path.display())]
    Foreign {
        /// The checkpoint.
        path: PathBuf,
        /// The setting or digest that differs.
        what: String,
        /// What the run has.
        expected: String,
        /// What the checkpoint has.
        found: String,
    },
    /// A new run would land on something else.
    #[error("the directory {} is not empty", path.display())]
    Occupied {
        /// The directory.
        path: PathBuf,
    },
}

impl RunError {
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// Why a file of `needed` bytes could not be written.
    pub(crate) fn write(path: &Path, needed: usize) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::Full {
                path: path.to_owned(),
                needed,
                source,
            },
            _ => Self::io("write", path)(source),
        }
    }

    /// A file that does not fit means that all of `path` does not, `needed` bytes in several files.
    pub(crate) fn of_all(self, path: &Path, needed: usize) -> Self {
        match self {
            Self::Full { source, .. } => Self::Full {
                path: path.to_owned(),
                needed,
                source,
            },
            other => other,
        }
    }

    pub(crate) fn damaged(path: &Path, expected: impl ToString, found: impl ToString) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }
}

impl Diagnostic for RunError {
    fn kind(&self) -> Kind {
        match self {
            Self::Occupied { .. } => Kind::Usage,
            Self::Missing { .. }
            | Self::Empty(_)
            | Self::Damaged { .. }
            | Self::Newer { .. }
            | Self::Foreign { .. } => Kind::Checkpoint,
            Self::Io { .. } | Self::Full { .. } | Self::Locked { .. } => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::Missing { path, .. }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. }
            | Self::Full { path, .. }
            | Self::Locked { path, .. }
            | Self::Foreign { path, .. }
            | Self::Occupied { path } => Some(path),
            Self::Empty(empty) => Some(&empty.home),
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Damaged { expected, .. } | Self::Foreign { expected, .. } => {
                Some(expected.clone())
            }
            Self::Newer { supported, .. } => Some(format!("schema version {supported} or older")),
            _ => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Damaged { found, .. } | Self::Foreign { found, .. } => Some(found.clone()),
            Self::Newer { found, .. } => Some(found.to_string()),
            _ => None,
        }
    }
}
