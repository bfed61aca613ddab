//! Every way a command can fail, with what to tell the user and the exit code.

use std::error::Error;
use std::path::{Path, PathBuf};

use burn_mnist_bench::BenchError;
use burn_mnist_data::DataError;
use burn_mnist_experiment::ExperimentError;
use burn_mnist_inference::InferenceError;
use burn_mnist_inference::picture::PictureError;
use burn_mnist_run::RunError;
use burn_mnist_training::TrainingError;
use serde::{Serialize, Serializer};

/// What kind of thing went wrong; each kind has its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The run or the environment failed.
    Failure,
    /// The command line or a config file is wrong.
    Usage,
    /// Data is missing or damaged.
    Data,
    /// A checkpoint is missing, damaged or another model's.
    Checkpoint,
    /// The backend or device is not available.
    Backend,
}

impl Kind {
    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Data => 3,
            Self::Checkpoint => 4,
            Self::Backend => 5,
        }
    }
}

/// A failed command.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// What kind of thing went wrong.
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

    fn of(kind: Kind, error: &dyn Error) -> Self {
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
        Self::new(kind, message)
    }
}

impl From<DataError> for Failure {
    fn from(error: DataError) -> Self {
        let kind = match error {
            DataError::Validation { .. } | DataError::Folds { .. } => Kind::Usage,
            _ => Kind::Data,
        };
        Self {
            path: error.path().map(ToOwned::to_owned),
            expected: error.expected(),
            found: error.found(),
            hint: Some(error.hint().to_owned()),
            ..Self::of(kind, &error)
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let kind = match error {
            RunError::Occupied { .. } => Kind::Usage,
            _ if error.is_about_checkpoint() => Kind::Checkpoint,
            _ => Kind::Failure,
        };
        let (expected, found) = error.expected_and_found().unzip();
        Self {
            path: Some(error.path().to_owned()),
            expected,
            found,
            hint: error.hint(),
            ..Self::of(kind, &error)
        }
    }
}

impl From<InferenceError> for Failure {
    fn from(error: InferenceError) -> Self {
        match error {
            InferenceError::Run(error) => error.into(),
            InferenceError::Device { .. } | InferenceError::Drawing { .. } => {
                Self::of(Kind::Failure, &error)
            }
            InferenceError::NoSuchClass { .. } => Self::of(Kind::Usage, &error),
            InferenceError::Overflow => Self::of(Kind::Checkpoint, &error),
            InferenceError::Weights { ref path, .. } => Self {
                path: Some(path.clone()),
                hint: Some("name a run or checkpoint that burn-mnist trained".to_owned()),
                ..Self::of(Kind::Checkpoint, &error)
            },
        }
    }
}

impl From<TrainingError> for Failure {
    fn from(error: TrainingError) -> Self {
        let hint = error.hint();
        match error {
            TrainingError::Run(error) => error.into(),
            TrainingError::NothingToTrain => Self {
                hint,
                ..Self::of(Kind::Usage, &error)
            },
            error => Self {
                hint,
                ..Self::of(Kind::Failure, &error)
            },
        }
    }
}

impl From<BenchError> for Failure {
    fn from(error: BenchError) -> Self {
        let (kind, hint) = match &error {
            BenchError::Occupied { .. } => (Kind::Usage, "name another directory with --out"),
            BenchError::Missing { .. } => (
                Kind::Failure,
                "`burn-mnist compare` makes one under artifacts/compare",
            ),
            BenchError::Damaged { .. } => (Kind::Failure, "remove that line; the others are whole"),
            BenchError::Newer { .. } => (Kind::Failure, "use the newer burn-mnist that wrote it"),
            BenchError::NoSubject { .. } => (
                Kind::Backend,
                "`burn-mnist backends` shows what this machine has",
            ),
            BenchError::Weights(_) => (Kind::Checkpoint, "name a run that burn-mnist trained"),
            BenchError::Io { .. } => (Kind::Failure, "free some space, or name another --out"),
        };
        Self {
            path: error.path().map(Path::to_owned),
            hint: Some(hint.to_owned()),
            ..Self::of(kind, &error)
        }
    }
}

impl From<ExperimentError> for Failure {
    fn from(error: ExperimentError) -> Self {
        let kind = match error {
            ExperimentError::Occupied { .. }
            | ExperimentError::Foreign { .. }
            | ExperimentError::TooMany { .. } => Kind::Usage,
            _ => Kind::Failure,
        };
        Self {
            path: error.path().map(Path::to_owned),
            hint: Some(error.hint().to_owned()),
            ..Self::of(kind, &error)
        }
    }
}

impl From<PictureError> for Failure {
    fn from(error: PictureError) -> Self {
        Self {
            path: Some(PathBuf::from(error.name())),
            ..Self::of(Kind::Data, &error)
        }
    }
}

/// JSON has no bytes that are not Unicode, and a message must not fail for its path.
fn lossy<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.as_deref().unwrap_or(Path::new("")).display())
}

#[cfg(test)]
mod tests {
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
        assert_eq!(kinds.map(Kind::exit_code), [1, 2, 3, 4, 5]);
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
