//! Why a verb failed: a library's error, or a request that makes no sense.

use std::io;
use std::path::{Path, PathBuf};

use burn_mnist_backend::BackendError;
use burn_mnist_data::DataError;
use burn_mnist_diagnostic::{Diagnostic, Kind};
use burn_mnist_experiment::ExperimentError;
use burn_mnist_inference::InferenceError;
use burn_mnist_inference::picture::PictureError;
use burn_mnist_run::RunError;
use burn_mnist_settings::SettingsError;
use burn_mnist_training::TrainingError;

use crate::data::error::DataRequestError;
use crate::experiment::error::ExperimentRequestError;
use crate::experiment::kind::ExperimentKind;
use crate::model::error::ModelRequestError;
use crate::train::error::RunRequestError;

/// A failed verb.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The backend or device is not available.
    #[error(transparent)]
    Backend(#[from] BackendError),
    /// The settings make no sense.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The settings in a run's own files make no sense, which is damage.
    #[error("{0}")]
    RecordedSettings(SettingsError),
    /// The data is not available.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A run directory is at fault, or the file system beneath it.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Training failed.
    #[error(transparent)]
    Training(#[from] TrainingError),
    /// A saved network cannot be loaded or used.
    #[error(transparent)]
    Inference(#[from] InferenceError),
    /// A picture cannot be read.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// An experiment's directory or plan is at fault.
    #[error(transparent)]
    Experiment(#[from] ExperimentError),
    /// What was asked of a run cannot be done.
    #[error(transparent)]
    RunRequest(#[from] RunRequestError),
    /// What was asked of an experiment cannot be done.
    #[error(transparent)]
    ExperimentRequest(#[from] ExperimentRequestError),
    /// What was asked of a saved network cannot be done.
    #[error(transparent)]
    ModelRequest(#[from] ModelRequestError),
    /// What was asked of digits cannot be done.
    #[error(transparent)]
    DataRequest(#[from] DataRequestError),
    /// A file of the caller's could not be written.
    #[error("cannot {action}: {source}")]
    Io {
        /// What was being done, and to what.
        action: String,
        /// The file or directory.
        path: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// A file that must not be replaced is there.
    #[error("{} already exists", .0.display())]
    FileExists(PathBuf),
    /// A driver, Burn or this program panicked.
    #[error("internal error: {message}")]
    Panicked {
        /// What the panic said.
        message: String,
        /// The run's log, where a run was under way.
        log: Option<PathBuf>,
    },
    /// A run ended early.
    #[error("{source}")]
    RunEnded {
        /// The run.
        run: PathBuf,
        /// Whether a checkpoint is there to go on from once the cause is gone.
        is_resumable: bool,
        /// Why it ended.
        source: TrainingError,
    },
    /// An experiment ended early; what is done of it stays.
    #[error("{source}")]
    ExperimentEnded {
        /// Which kind.
        kind: ExperimentKind,
        /// Its directory.
        root: PathBuf,
        /// The share of the trials that this process did.
        shard: burn_mnist_experiment::Shard,
        /// Why it ended.
        source: Box<AppError>,
    },
}

impl AppError {
    pub(crate) fn io(action: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let action = format!("{action} {}", path.display());
        let path = Some(path.to_owned());
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }

    /// The failure of a panic.
    pub(crate) fn panicked(message: String) -> Self {
        Self::Panicked { message, log: None }
    }

    /// The library's error that this one carries, if it carries one.
    fn inner(&self) -> Option<&dyn Diagnostic> {
        Some(match self {
            Self::Backend(error) => error,
            Self::Settings(error) | Self::RecordedSettings(error) => error,
            Self::Data(error) => error,
            Self::Run(error) => error,
            Self::Training(error) | Self::RunEnded { source: error, .. } => error,
            Self::Inference(error) => error,
            Self::Picture(error) => error,
            Self::Experiment(error) => error,
            Self::RunRequest(error) => error,
            Self::ExperimentRequest(error) => error,
            Self::ModelRequest(error) => error,
            Self::DataRequest(error) => error,
            Self::ExperimentEnded { source, .. } => source.as_ref(),
            Self::Io { .. } | Self::FileExists(_) | Self::Panicked { .. } => return None,
        })
    }
}

impl Diagnostic for AppError {
    fn kind(&self) -> Kind {
        match (self, self.inner()) {
            (Self::RecordedSettings(_), _) => Kind::Checkpoint,
            (_, Some(error)) => error.kind(),
            (Self::FileExists(_), None) => Kind::Usage,
            (_, None) => Kind::Failure,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. } => path.as_deref(),
            Self::FileExists(path) => Some(path),
            _ => self.inner().and_then(Diagnostic::path),
        }
    }

    fn expected(&self) -> Option<String> {
        self.inner().and_then(Diagnostic::expected)
    }

    fn found(&self) -> Option<String> {
        self.inner().and_then(Diagnostic::found)
    }
}
