//! The ways a command can fail, with message, advice and exit code.

use std::path::{Path, PathBuf};

pub use burn_mnist_diagnostic::Kind;
use serde::{Serialize, Serializer};

use crate::advice::Advise;

/// The process's exit code for each kind of failure.
pub fn exit_code(kind: Kind) -> u8 {
    match kind {
        Kind::Failure => 1,
        Kind::Usage => 2,
        Kind::Data => 3,
        Kind::Checkpoint => 4,
        Kind::Backend => 5,
    }
}

/// A failed command.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// What kind of thing went wrong.
    #[serde(serialize_with = "kind_name")]
    pub kind: Kind,
    /// What was wrong, and where.
    pub message: String,
    /// The file or directory at fault.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "lossy")]
    pub path: Option<PathBuf>,
    /// What should have been there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Failure {
    /// A failure with nothing but a message.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            kind,
            message,
            path: None,
            expected: None,
            found: None,
            hint: None,
        }
    }

    /// A wrong flag or config value.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The failure of a panic that nothing closer explained.
pub fn internal_error(message: String) -> Failure {
    Failure::new(Kind::Failure, format!("internal error: {message}"))
        .hint("a driver or Burn failed; everything saved before is intact")
}

impl<E: Advise> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            kind: error.kind(),
            message: error.message(),
            path: error.path().map(Path::to_owned),
            expected: error.expected(),
            found: error.found(),
            hint: error.advice(),
        }
    }
}

/// JSON has no bytes that are not Unicode, and a message must not fail for its path.
fn lossy<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.as_deref().unwrap_or(Path::new("")).display())
}

fn kind_name<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::RunError;

    use super::*;

    #[test]
    fn kinds_have_the_documented_exit_codes() {
        let kinds = [
            Kind::Failure,
            Kind::Usage,
            Kind::Data,
            Kind::Checkpoint,
            Kind::Backend,
        ];
        assert_eq!(kinds.map(exit_code), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn causes_are_part_of_the_message_once() {
        let error = RunError::Io {
            action: "write",
            path: PathBuf::from("x"),
            source: std::io::Error::other("disk full"),
        };
        assert_eq!(Failure::from(error).message, "cannot write x: disk full");
    }
}
