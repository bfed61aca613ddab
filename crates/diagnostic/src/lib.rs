//! The shape of every error in this workspace: what happened, of which kind, where, expected and found.
//!
//! A library's error enum implements [`Diagnostic`]. It states facts and never names a command, a flag or an
//! environment variable: a front end knows those, and adds its own advice for each variant.
//!
//! ```
//! use std::path::{Path, PathBuf};
//!
//! use burn_mnist_diagnostic::{Diagnostic, Kind};
//!
//! #[derive(Debug)]
//! struct Damaged {
//!     path: PathBuf,
//! }
//!
//! impl std::fmt::Display for Damaged {
//!     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
//!         write!(f, "{} is damaged", self.path.display())
//!     }
//! }
//!
//! impl std::error::Error for Damaged {}
//!
//! impl Diagnostic for Damaged {
//!     fn kind(&self) -> Kind {
//!         Kind::Data
//!     }
//!
//!     fn path(&self) -> Option<&Path> {
//!         Some(&self.path)
//!     }
//! }
//!
//! let error = Damaged { path: "digits.png".into() };
//! assert_eq!(error.kind().name(), "data");
//! assert_eq!(burn_mnist_diagnostic::message(&error), "digits.png is damaged");
//! ```

use std::error::Error;
use std::path::Path;

/// Who or what has to change before a retry can succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The run or the environment failed.
    Failure,
    /// What was asked for makes no sense.
    Usage,
    /// Data is missing or damaged.
    Data,
    /// A checkpoint is missing, damaged or another model's.
    Checkpoint,
    /// The backend or device is not available.
    Backend,
}

impl Kind {
    /// The name that machine-readable errors use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Failure => "failure",
            Self::Usage => "usage",
            Self::Data => "data",
            Self::Checkpoint => "checkpoint",
            Self::Backend => "backend",
        }
    }
}

/// An error that states what was wrong and where. Its `Display` is the message for people.
pub trait Diagnostic: Error {
    /// What kind of fault it is.
    fn kind(&self) -> Kind;

    /// The file or directory at fault.
    fn path(&self) -> Option<&Path> {
        None
    }

    /// What should have been there.
    fn expected(&self) -> Option<String> {
        None
    }

    /// What was there.
    fn found(&self) -> Option<String> {
        None
    }
}

/// The error's message with those of its causes, each once.
pub fn message(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let cause = error.to_string();
        // Some messages already end in their cause.
        if !message.contains(&cause) {
            message = format!("{message}: {cause}");
        }
        source = error.source();
    }
    message
}
