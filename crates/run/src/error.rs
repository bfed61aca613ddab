//! What can be wrong with a run directory: always the path, and expected and found where both are known.

use std::io;
use std::path::{Path, PathBuf};

use crate::layout::RECORD;

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
        what: &'static str,
        /// Where.
        path: PathBuf,
        /// What to do about it.
        hint: String,
    },
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
    /// A new run would land on something else.
    #[error("{} is not empty", path.display())]
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

    pub(crate) fn damaged(path: &Path, expected: impl ToString, found: impl ToString) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }

    /// The file or directory at fault.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. }
            | Self::Missing { path, .. }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. }
            | Self::Occupied { path } => path,
        }
    }

    /// What should be there and what is, where both are known.
    pub fn expected_and_found(&self) -> Option<(String, String)> {
        match self {
            Self::Damaged {
                expected, found, ..
            } => Some((expected.clone(), found.clone())),
            Self::Newer {
                found, supported, ..
            } => Some((
                format!("schema version {supported} or older"),
                found.to_string(),
            )),
            _ => None,
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Io { .. } => None,
            Self::Missing { hint, .. } => Some(hint.clone()),
            Self::Damaged { path, .. } if path.extension().is_some_and(|kind| kind == "jsonl") => {
                Some("remove the damaged lines; checkpoints stand without them".to_owned())
            }
            Self::Damaged { path, .. } if path.ends_with(RECORD) => {
                Some("checkpoints stand without it: name one, or its model.bpk".to_owned())
            }
            Self::Damaged { .. } => {
                Some("name another checkpoint of the run, or train again".to_owned())
            }
            Self::Newer { .. } => Some("use the newer burn-mnist that wrote it".to_owned()),
            Self::Occupied { .. } => Some("choose another --out, or empty it first".to_owned()),
        }
    }

    /// Whether a checkpoint is at fault, rather than the environment.
    pub fn is_about_checkpoint(&self) -> bool {
        matches!(
            self,
            Self::Missing { .. } | Self::Damaged { .. } | Self::Newer { .. }
        )
    }
}
