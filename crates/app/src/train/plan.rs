//! What is to be trained, decided before a device is opened or an image read.

use std::path::{Path, PathBuf};

use burn_mnist_run::{RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use super::target::RunTarget;
use super::{Target, repeat, resume};
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

/// Decides from what was asked for.
pub fn plan(
    target: Target,
    options: PartialSettings,
    config: Option<&Path>,
    context: &Context<'_>,
) -> Result<Plan, AppError> {
    match target {
        Target::New => {
            let settings = settings(options, config, context)?;
            let target = RunTarget::Create(settings.out.clone());
            Ok(train(settings, target))
        }
        Target::Resume(run) => resume::named(&run, options, config, context),
        Target::ResumeOrBegin => resume::or_begin(options, config, context),
        Target::Repeat(run) => {
            repeat::plan(&run, PartialSettings::layered(options, config)?, context)
        }
    }
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

fn train(settings: Settings, target: RunTarget) -> Plan {
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
