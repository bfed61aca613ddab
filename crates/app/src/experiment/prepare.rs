//! What every experiment needs before its first trial: a device, the images, and its directory.

use burn_mnist_backend::Opened;
use burn_mnist_experiment::{ExperimentDirectory, Plan, Shard};
use burn_mnist_settings::{PartialSettings, Settings};

use super::directory::check_images;
use super::kind::ExperimentKind;
use super::resume::{base, free_settings};
use crate::context::Context;
use crate::device::open_device;
use crate::error::AppError;
use crate::memory;
use crate::notice::Notice;
use crate::train::images::Loaded;

/// The device and the images of an experiment.
pub struct Prepared {
    /// The settings that all trials share.
    pub base: Settings,
    /// The device that trials run on.
    pub opened: Opened,
    /// What may differ from the plan: the backend and where the data lie.
    pub here: PartialSettings,
    /// All images.
    pub loaded: Loaded,
}

/// Opens the device and loads the images of a plan.
///
/// # Errors
///
/// [`AppError::Backend`], [`AppError::Data`]; [`AppError::RunRequest`] for a trial that needs more memory than there is.
pub fn prepare(
    plan: &Plan,
    options: &PartialSettings,
    context: &Context<'_>,
) -> Result<Prepared, AppError> {
    let free = free_settings(options);
    let base = base(plan, &free)?;
    let (selection, opened) = open_device(&base.backend, context)?;
    let loaded = Loaded::load(&base, context)?;
    memory::check_trials(plan, loaded.train_count())?;
    Ok(Prepared {
        base,
        opened,
        here: PartialSettings {
            backend: Some(selection.to_string()),
            ..free
        },
        loaded,
    })
}

/// Where an experiment is kept, or is to be kept.
pub struct Place<'a> {
    /// Its kind.
    pub kind: ExperimentKind,
    /// The directory of one that continues.
    pub begun: Option<ExperimentDirectory>,
    /// The settings that were given; `out` names the directory of a new one.
    pub options: &'a PartialSettings,
    /// The share of the trials of this process.
    pub shard: Option<Shard>,
}

impl Place<'_> {
    /// Makes the directory of a new experiment, whose plan then names the images; or refuses to continue one with
    /// other images.
    ///
    /// # Errors
    ///
    /// [`AppError::Experiment`], [`AppError::ExperimentRequest`].
    pub fn open(
        self,
        plan: &mut Plan,
        train_sha256: &str,
        context: &Context<'_>,
    ) -> Result<ExperimentDirectory, AppError> {
        let directory = match self.begun {
            Some(directory) => directory,
            None => {
                plan.train_sha256 = train_sha256.to_owned();
                let out = self.options.out.as_ref();
                self.kind.begin(out, self.shard, plan, &context.artifacts)?
            }
        };
        check_images(&directory, plan, train_sha256)?;
        context.notice(Notice::ExperimentOpened {
            kind: self.kind,
            root: directory.root().to_owned(),
        });
        Ok(directory)
    }
}
