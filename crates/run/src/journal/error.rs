//! What can be wrong with a file of JSON lines.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};

use crate::error::RunError;

/// A fault of a journal or of the file system beneath it.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done: "create", "read".
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Lines could not be appended, or did not reach the disk.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// How many bytes were to be appended.
        bytes: usize,
        /// Why it failed.
        source: io::Error,
    },
    /// Another process appends to the file.
    #[error("{} is in use by another process", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// A line is not what was written.
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
        /// The line's schema version.
        found: u32,
        /// The newest version this program knows.
        supported: u32,
    },
}

impl JournalError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl Diagnostic for JournalError {
    fn kind(&self) -> Kind {
        Kind::Failure
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::Write { path, .. }
            | Self::Locked { path }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. } => Some(path),
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

impl From<JournalError> for RunError {
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
            JournalError::Write {
                path,
                bytes,
                source,
            } => Self::write(&path, bytes)(source),
            JournalError::Locked { path } => Self::Locked {
                path,
                holder: "another process".to_owned(),
            },
            JournalError::Damaged { path, line, reason } => Self::Damaged {
                path,
                expected: format!("JSON of a known schema in line {line}"),
                found: reason,
            },
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
