//! What is to be trained, known before a device is opened or an image read.

use std::path::{Path, PathBuf};

use burn_mnist_run::{RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use super::target::RunTarget;
use crate::context::Context;
use crate::error::AppError;
use crate::notice::Notice;

/// What there is to do.
pub enum Plan {
    /// To train.
    Train(Box<Planned>),
    /// Nothing: the run is complete.
    Complete(RunDirectory, Box<RunRecord>),
}

/// A training to come.
pub struct Planned {
    pub settings: Settings,
    pub target: RunTarget,
    /// The run that this one repeats.
    pub repeats: Option<(RunDirectory, RunRecord)>,
}

/// A run that begins at `path`, or began to begin there before.
pub fn create_or_adopt(
    path: PathBuf,
    options: PartialSettings,
    config: Option<&Path>,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    let settings = settings(options, config, context)?;
    Ok(train(settings, RunTarget::CreateOrAdopt(path)))
}

/// A training with these settings.
pub fn train(settings: Settings, target: RunTarget) -> Plan {
    Plan::Train(Box::new(Planned {
        settings,
        target,
        repeats: None,
    }))
}

/// The settings of a new run.
///
/// # Errors
///
/// [`AppError::Settings`].
pub fn settings(
    options: PartialSettings,
    config: Option<&Path>,
    context: &Context<'_>,
) -> Result<Settings, AppError> {
    let given_directory = options.data_dir.is_some();
    let settings = Settings::resolve(options, config)?;
    if given_directory && settings.data_dir.is_none() {
        context.notice(Notice::DirectoryIgnored);
    }
    Ok(settings)
}
