//! What can be wrong with an experiment and its directory: always the path, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};

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
    /// A new experiment would land on something else.
    #[error("{} is not empty", path.display())]
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
    #[error("the lists multiply into more than {most} points")]
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

    /// What the user can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Io { .. } => "check free space and permissions",
            Self::Missing { .. } => "name the directory that holds its plan.json",
            Self::Occupied { .. } => {
                "name another directory with --out, or go on with the one there with --resume"
            }
            Self::Foreign { .. } => "ask for the same, or name another directory with --out",
            Self::Locked { .. } => "wait for it, or share the trials out with --shard",
            Self::Damaged { .. } => {
                "remove that line; its trial is done again, and the others are whole"
            }
            Self::Newer { .. } => "use the newer burn-mnist that wrote it",
            Self::TooMany { .. } => "give shorter lists, or draw some points with --random N",
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
            Self::TooMany { .. } => None,
        }
    }
}
