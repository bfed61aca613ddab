//! What `train` is to do, decided before a device is opened or an image read.

use std::path::{Path, PathBuf};

use burn_mnist_run::{RunDirectory, RunRecord};
use burn_mnist_settings::{PartialSettings, Settings};

use super::place::Place;
use super::{repeat, resume};
use crate::arguments::Train;
use crate::failure::Failure;
use crate::output::Output;

/// What there is to do.
pub enum Plan {
    /// To train.
    Begin(Box<Undertaking>),
    /// Nothing: the run is complete.
    Done(RunDirectory, Box<RunRecord>),
}

/// A training to come.
pub struct Undertaking {
    pub settings: Settings,
    pub place: Place,
    /// The run that this one repeats.
    pub repeats: Option<(RunDirectory, RunRecord)>,
}

/// Decides from flags, variables and config.
pub fn plan(train: Train, output: Output) -> Result<Plan, Failure> {
    let (options, config) = (train.asked.settings(), train.asked.config.as_deref());
    if let Some(run) = train.resume {
        return resume::plan(&run, options, config, output);
    }
    if let Some(run) = train.repeat {
        return repeat::plan(&run, PartialSettings::layered(options, config)?, output);
    }
    let settings = settings(options, config, output)?;
    let place = Place::New(settings.out.clone());
    Ok(begin(settings, place))
}

/// A run that begins at `path`, or began to begin there before.
pub fn adopt(
    path: PathBuf,
    options: PartialSettings,
    config: Option<&Path>,
    output: Output,
) -> Result<Plan, Failure> {
    Ok(begin(
        settings(options, config, output)?,
        Place::Adopted(path),
    ))
}

fn begin(settings: Settings, place: Place) -> Plan {
    Plan::Begin(Box::new(Undertaking {
        settings,
        place,
        repeats: None,
    }))
}

/// The settings of a new run.
pub fn settings(
    options: PartialSettings,
    config: Option<&Path>,
    output: Output,
) -> Result<Settings, Failure> {
    let given_directory = options.data_dir.is_some();
    let settings = Settings::resolve(options, config)?;
    if given_directory && settings.data_dir.is_none() {
        output.note("synthetic digits come from no directory: --data-dir is not used");
    }
    Ok(settings)
}
