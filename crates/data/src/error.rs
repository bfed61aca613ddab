//! The one error type of the crate: what is wrong, with which file, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_model::input::CLASSES;

/// Why data could not be had.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// A file could not be opened or read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not a whole IDX file of 28x28 digits.
    #[error("{} is damaged or not a digit file: {what}: expected {expected}, found {found}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The part that is wrong.
        what: &'static str,
        /// What that part should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// A file that must be MNIST's has other contents.
    #[error("{} is damaged: expected SHA-256 {expected}, found {found}", path.display())]
    Digest {
        /// The file.
        path: PathBuf,
        /// The digest of MNIST's file, unpacked.
        expected: String,
        /// The digest of this one, unpacked.
        found: String,
    },
    /// A directory lacks some of the four files.
    #[error("no complete digit set in {}: expected {expected}, found {found}", path.display())]
    Missing {
        /// The directory.
        path: PathBuf,
        /// The files that are not there.
        expected: String,
        /// The files that are.
        found: String,
    },
    /// Images and labels do not pair up.
    #[error("expected one label for each image, found {images} images and {labels} labels")]
    Unpaired {
        /// The number of images.
        images: usize,
        /// The number of labels.
        labels: usize,
    },
    /// A label names no class.
    #[error("expected labels from 0 to {}, found {found} at index {index}", CLASSES - 1)]
    Label {
        /// Where it stands.
        index: usize,
        /// The label.
        found: u8,
    },
    /// The validation split would leave nothing to train on.
    #[error(
        "a validation split of {requested} images leaves none of the {available} training images to train on"
    )]
    Validation {
        /// Images asked for.
        requested: usize,
        /// Images in the training set.
        available: usize,
    },
    /// There cannot be so many folds.
    #[error("{available} training images cannot be parted into {requested} folds")]
    Folds {
        /// Folds asked for.
        requested: usize,
        /// Images in the training set.
        available: usize,
    },
    /// The system names no cache directory.
    #[error("this system has no cache directory to keep MNIST in")]
    NoCache,
    /// No source could give a file.
    #[error("{} could not be fetched from any source:{}", path.display(), list(attempts))]
    Unreachable {
        /// Where the file was to go.
        path: PathBuf,
        /// What was tried, in order.
        attempts: Vec<Attempt>,
    },
}

/// One source that was asked for a file in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The source: an address, or the name of a package.
    pub source: String,
    /// Why it could not give the file.
    pub reason: String,
}

impl DataError {
    /// The file or directory the error is about.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Read { path, .. }
            | Self::Write { path, .. }
            | Self::Format { path, .. }
            | Self::Digest { path, .. }
            | Self::Missing { path, .. }
            | Self::Unreachable { path, .. } => Some(path),
            Self::Unpaired { .. }
            | Self::Label { .. }
            | Self::Validation { .. }
            | Self::Folds { .. }
            | Self::NoCache => None,
        }
    }

    /// What should have been there.
    pub fn expected(&self) -> Option<String> {
        match self {
            Self::Format { expected, .. }
            | Self::Digest { expected, .. }
            | Self::Missing { expected, .. } => Some(expected.clone()),
            Self::Unpaired { images, .. } => Some(format!("{images} labels")),
            Self::Label { .. } => Some(format!("0 to {}", CLASSES - 1)),
            Self::Validation { available, .. } => Some(format!("fewer than {available}")),
            Self::Folds { available, .. } => Some(format!("2 to {available}")),
            Self::Read { .. } | Self::Write { .. } | Self::NoCache | Self::Unreachable { .. } => {
                None
            }
        }
    }

    /// What was there instead.
    pub fn found(&self) -> Option<String> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source.to_string()),
            Self::Format { found, .. }
            | Self::Digest { found, .. }
            | Self::Missing { found, .. } => Some(found.clone()),
            Self::Unpaired { labels, .. } => Some(format!("{labels} labels")),
            Self::Label { found, .. } => Some(found.to_string()),
            Self::Validation { requested, .. } | Self::Folds { requested, .. } => {
                Some(requested.to_string())
            }
            Self::NoCache | Self::Unreachable { .. } => None,
        }
    }

    /// What a user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read { .. } => "check that the file exists and may be read",
            Self::Write { .. } => {
                "check free space and permissions, or set BURN_MNIST_CACHE to a writable directory"
            }
            Self::Format { .. } => {
                "replace the file with a whole copy; `burn-mnist data fetch` downloads verified ones"
            }
            Self::Digest { .. } => "run `burn-mnist data fetch` to replace the file",
            Self::Missing { .. } => {
                "add the missing files, or run `burn-mnist data fetch` and leave --data-dir out"
            }
            Self::Unpaired { .. } | Self::Label { .. } => "give each image one label from 0 to 9",
            Self::Validation { .. } => "lower --validation",
            Self::Folds { .. } => "give another number with --folds",
            Self::NoCache => "set BURN_MNIST_CACHE to a directory, or give --data-dir",
            Self::Unreachable { .. } => {
                "copy the four MNIST files here and give --data-dir, point BURN_MNIST_CACHE at a cache that has them, \
                 or use --dataset synthetic"
            }
        }
    }

    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read {
            path: path.to_path_buf(),
            source,
        }
    }

    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write {
            path: path.to_path_buf(),
            source,
        }
    }
}

fn list(attempts: &[Attempt]) -> String {
    attempts
        .iter()
        .map(|attempt| format!("\n  {attempt}"))
        .collect()
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.reason)
    }
}
