//! The one error type of the crate: what is wrong, and with which file.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_diagnostic::{Diagnostic, Kind};
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
    #[error("no complete dataset in {}: expected {expected}, found {found}", path.display())]
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
    /// An EMNIST set has more classes than the network.
    #[error("EMNIST {set} in {} has {classes} classes, and the network has {}", path.display(), CLASSES)]
    TooManyClasses {
        /// The directory.
        path: PathBuf,
        /// The name of the set.
        set: String,
        /// How many classes it has.
        classes: usize,
    },
    /// Folders of pictures do not make up a set.
    #[error("{} is not a set of pictures: expected {expected}, found {found}", path.display())]
    Folders {
        /// The directory.
        path: PathBuf,
        /// What should be in it.
        expected: String,
        /// What is.
        found: String,
    },
    /// A file among the pictures cannot be used.
    #[error("{reason}{}", others(*more))]
    Picture {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, the file named.
        reason: String,
        /// How many more there are.
        more: usize,
    },
    /// A file is not a list of exclusions.
    #[error("{} is not a list of exclusions: {reason}", path.display())]
    Exclusions {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Exclusions were made for another training set.
    #[error("{} excludes images of another training set: expected SHA-256 {expected}, found {found}", path.display())]
    OtherExclusions {
        /// The list.
        path: PathBuf,
        /// The digest of the training set that was given.
        expected: String,
        /// The digest in the list.
        found: String,
    },
    /// Predictions of training images were made of others.
    #[error(
        "the predictions are of another training set: image {index} has the label {} here and {expected} there",
        found.map_or("nothing".to_owned(), |label| label.to_string())
    )]
    OtherOpinions {
        /// The image's place in the training set.
        index: usize,
        /// Its label in the predictions.
        expected: u8,
        /// Its label here; none where there is no such image.
        found: Option<u8>,
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
    /// The number of folds is invalid.
    #[error("{available} training images cannot be split into {requested} folds")]
    Folds {
        /// Folds asked for.
        requested: usize,
        /// Images in the training set.
        available: usize,
    },
    /// The system names no cache directory.
    #[error("this system has no cache directory for MNIST")]
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

impl Diagnostic for DataError {
    fn kind(&self) -> Kind {
        match self {
            Self::Validation { .. } | Self::Folds { .. } => Kind::Usage,
            _ => Kind::Data,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Read { path, .. }
            | Self::Write { path, .. }
            | Self::Format { path, .. }
            | Self::Digest { path, .. }
            | Self::Missing { path, .. }
            | Self::TooManyClasses { path, .. }
            | Self::Folders { path, .. }
            | Self::Picture { path, .. }
            | Self::Exclusions { path, .. }
            | Self::OtherExclusions { path, .. }
            | Self::Unreachable { path, .. } => Some(path),
            Self::Unpaired { .. }
            | Self::Label { .. }
            | Self::OtherOpinions { .. }
            | Self::Validation { .. }
            | Self::Folds { .. }
            | Self::NoCache => None,
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            Self::Format { expected, .. }
            | Self::Digest { expected, .. }
            | Self::Missing { expected, .. }
            | Self::Folders { expected, .. }
            | Self::OtherExclusions { expected, .. } => Some(expected.clone()),
            Self::Unpaired { images, .. } => Some(format!("{images} labels")),
            Self::Label { .. } => Some(format!("0 to {}", CLASSES - 1)),
            Self::TooManyClasses { .. } => Some(format!("{CLASSES} classes")),
            Self::OtherOpinions { expected, .. } => Some(expected.to_string()),
            Self::Validation { available, .. } => Some(format!("fewer than {available}")),
            Self::Folds { available, .. } => Some(format!("2 to {available}")),
            Self::Read { .. }
            | Self::Write { .. }
            | Self::Picture { .. }
            | Self::Exclusions { .. }
            | Self::NoCache
            | Self::Unreachable { .. } => None,
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source.to_string()),
            Self::Format { found, .. }
            | Self::Digest { found, .. }
            | Self::Missing { found, .. }
            | Self::Folders { found, .. }
            | Self::OtherExclusions { found, .. } => Some(found.clone()),
            Self::Unpaired { labels, .. } => Some(format!("{labels} labels")),
            Self::Label { found, .. } => Some(found.to_string()),
            Self::TooManyClasses { classes, .. } => Some(format!("{classes} classes")),
            Self::OtherOpinions { found, .. } => found.map(|label| label.to_string()),
            Self::Validation { requested, .. } | Self::Folds { requested, .. } => {
                Some(requested.to_string())
            }
            Self::Picture { .. }
            | Self::Exclusions { .. }
            | Self::NoCache
            | Self::Unreachable { .. } => None,
        }
    }
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!("; and {more} more cannot be used"),
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
