//! What a front end gives every verb: how it hears of events, how it asks for an end, and which program it is.

use std::path::PathBuf;

use burn_mnist_backend::Build;
use burn_mnist_data::{Progress, Silent};
use burn_mnist_experiment::ExperimentDirectory;
use burn_mnist_run::record::Software;
use burn_mnist_run::{Artifacts, RunDirectory};
use burn_mnist_training::StopSignal;

use crate::error::AppError;
use crate::notice::Notice;

/// What a verb tells while it works.
pub trait Events {
    /// Something that a user should know.
    fn notice(&self, notice: Notice<'_>);

    /// A run begins, or goes on, in this directory: from now on it can be stopped without loss. A front end
    /// opens its log there and starts to listen for requests to stop.
    ///
    /// # Errors
    ///
    /// [`AppError::Io`], which names what failed, ends the run before its first step.
    fn run_opened(&self, _run: &RunDirectory) -> Result<(), AppError> {
        Ok(())
    }

    /// A sweep or cross-validation begins, or goes on: from now on it can be stopped without loss.
    ///
    /// # Errors
    ///
    /// [`AppError::Io`], which names what failed, ends it before its first trial.
    fn experiment_opened(&self, _experiment: &ExperimentDirectory) -> Result<(), AppError> {
        Ok(())
    }

    /// A trial of a sweep or cross-validation begins in this directory.
    ///
    /// # Errors
    ///
    /// [`AppError::Io`], which names what failed, ends the session before the trial's first step.
    fn trial_opened(&self, _run: &RunDirectory) -> Result<(), AppError> {
        Ok(())
    }

    /// Where the progress of downloads is shown.
    fn downloads(&self) -> Box<dyn Progress + '_> {
        Box::new(Silent)
    }
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Events for Quiet {
    fn notice(&self, _notice: Notice<'_>) {}
}

/// The front end, as a verb sees it.
#[derive(Clone)]
pub struct Context<'a> {
    /// Who hears what happens.
    pub events: &'a dyn Events,
    /// The program, for records of runs.
    pub software: Software,
    /// Asks a run to save, or to save and end.
    pub stop: StopSignal,
    /// Where MNIST is kept; the platform's cache directory where unset.
    pub cache: Option<PathBuf>,
    /// Where runs and experiments are created, and where their names are looked up.
    pub artifacts: Artifacts,
}

impl<'a> Context<'a> {
    /// A program of this version, at no known commit, whose stop signal nobody sets, with the default directories.
    pub fn new(events: &'a dyn Events) -> Self {
        let build = Build {
            version: env!("CARGO_PKG_VERSION"),
            rustc: "",
            commit: "",
        };
        Self {
            events,
            software: build.software(),
            stop: StopSignal::default(),
            cache: None,
            artifacts: Artifacts::default(),
        }
    }

    pub(crate) fn notice(&self, notice: Notice<'_>) {
        self.events.notice(notice);
    }
}
