//! A saved network with what its run knew: which digits it was trained on, and how they were split.

pub(crate) mod error;

use std::path::PathBuf;

use burn_mnist_backend::Opened;
use burn_mnist_data::{DigitSet, Digits, split};
use burn_mnist_inference::{CalibrationStatus, SavedModel};
use burn_mnist_run::{RunDirectory, RunRecord};
use burn_mnist_settings::{Dataset, PartialSettings, Settings};

pub use self::error::ModelRequestError;

use crate::context::Context;
use crate::device::open_device;
use crate::error::AppError;
use crate::notice::Notice;
use crate::{data, digits, runs, sweep};

/// Which saved network, and where it runs.
#[derive(Clone, Debug)]
pub struct ModelRequest {
    /// A run, a checkpoint or a weights file, by path or name.
    pub name: PathBuf,
    /// Backend and device.
    pub backend: String,
    /// Whether the run's calibration is used.
    pub calibration: CalibrationPolicy,
}

/// Whether a run's calibration is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CalibrationPolicy {
    /// It is, if it fits the weights.
    #[default]
    Apply,
    /// It is not: probabilities are the network's own.
    Ignore,
}

/// Where labelled images come from, in place of what the model's run says.
#[derive(Clone, Debug, Default)]
pub struct ImageSource {
    /// Which digits.
    pub dataset: Option<Dataset>,
    /// A directory that holds them.
    pub data_dir: Option<PathBuf>,
    /// Which digits [`Dataset::Mnist`] stands for.
    pub mnist: MnistPolicy,
}

/// Which digits [`Dataset::Mnist`] stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MnistPolicy {
    /// MNIST, or the digits of the directory that is given or that the run was trained on.
    #[default]
    AnyDirectory,
    /// MNIST itself: a directory that is given must hold it, and the run's is used only if it does.
    Exact,
}

/// Images that a network is measured on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasuredSplit {
    /// The test set.
    #[default]
    Test,
    /// What the run held back.
    Validation,
}

/// A loaded network.
pub struct OpenModel {
    /// The network, its run and its calibration.
    pub saved: SavedModel,
    /// The device it is on.
    pub opened: Opened,
}

/// Labelled images to put to a network, and where they came from.
pub struct Labelled {
    /// The images.
    pub digits: DigitSet,
    /// Their origin, for people.
    pub source: String,
}

impl OpenModel {
    /// Loads the network onto its device.
    ///
    /// # Errors
    ///
    /// [`AppError::Backend`], [`AppError::Run`], [`AppError::Inference`].
    pub fn open(request: &ModelRequest, context: &Context<'_>) -> Result<Self, AppError> {
        let (_, opened) = open_device(&request.backend, context)?;
        let path = sweep::network_of(
            runs::find(&request.name, &context.artifacts)?,
            &context.artifacts,
        )?;
        let saved = match request.calibration {
            CalibrationPolicy::Apply => SavedModel::open_on(&path, &opened.device)?,
            CalibrationPolicy::Ignore => SavedModel::open_uncalibrated(&path, &opened.device)?,
        };
        if !saved.is_verified() {
            context.notice(Notice::Unverified(saved.weights().to_owned()));
        }
        if let (CalibrationStatus::OtherWeights(calibration), Some(run)) =
            (saved.calibration(), saved.run())
        {
            context.notice(Notice::OtherCalibration {
                path: run.calibration(),
                calibration: Box::new(calibration.clone()),
                weights_sha256: saved.weights_sha256().to_owned(),
            });
        }
        Ok(Self { saved, opened })
    }

    /// Gives notice if pictures are to be predicted by a network that has only seen synthetic digits: those look
    /// little like handwriting.
    pub fn note_synthetic_training(&self, context: &Context<'_>) {
        let record = self.saved.run().and_then(|run| RunRecord::read(run).ok());
        if record.is_some_and(|record| record.dataset.name == Dataset::Synthetic.name()) {
            context.notice(Notice::TrainedOnSynthetic);
        }
    }

    /// Labelled images: the run's own, as many as it used, unless the source says otherwise.
    ///
    /// # Errors
    ///
    /// [`AppError::ModelRequest`] without a run that held images back, where those are asked for.
    pub fn labelled(
        &self,
        source: &ImageSource,
        split: MeasuredSplit,
        limit: Option<usize>,
        context: &Context<'_>,
    ) -> Result<Labelled, AppError> {
        let settings = self.settings(source)?;
        let record = self.saved.run().map(RunRecord::read).transpose()?;
        if split == MeasuredSplit::Validation {
            check_held_back(record.as_ref(), &settings)?;
        }
        let digits = digits::of_run(&settings, context)?;
        let source = digits.source.clone();
        let chosen = match split {
            MeasuredSplit::Test => test(digits, record.as_ref(), context),
            MeasuredSplit::Validation => validation(&digits, record.as_ref(), &settings)?,
        };
        let limit = limit.or(settings.limit).unwrap_or(usize::MAX);
        Ok(Labelled {
            digits: chosen.first(limit),
            source,
        })
    }

    fn settings(&self, source: &ImageSource) -> Result<Settings, AppError> {
        let given = PartialSettings {
            dataset: source.dataset,
            data_dir: source.data_dir.clone(),
            ..PartialSettings::default()
        };
        let settings = match self.saved.run().map(RunDirectory::config) {
            None => Settings::resolve(given, None)?,
            Some(path) if !path.is_file() => {
                return Err(ModelRequestError::NoConfig { path }.into());
            }
            // What is wrong in a run's own file is damage, not usage.
            Some(config) => {
                Settings::resolve(given, Some(&config)).map_err(AppError::RecordedSettings)?
            }
        };
        match source.mnist {
            MnistPolicy::AnyDirectory => Ok(settings),
            MnistPolicy::Exact => exact(settings, source),
        }
    }
}

/// The settings with MNIST itself for their digits.
fn exact(settings: Settings, source: &ImageSource) -> Result<Settings, AppError> {
    if let Some(directory) = &source.data_dir {
        data::expect_mnist(directory)?;
        return Ok(settings);
    }
    let directory = settings.data_dir.as_deref();
    match directory.is_none_or(burn_mnist_data::mnist::is_in) {
        true => Ok(settings),
        // The run's exclusions are images of that directory too.
        false => Ok(Settings {
            data_dir: None,
            exclude: None,
            ..settings
        }),
    }
}

/// Without a run that held images back, no data need be looked for.
fn check_held_back(record: Option<&RunRecord>, settings: &Settings) -> Result<(), AppError> {
    match record {
        None => Err(ModelRequestError::NoRun.into()),
        Some(_) if settings.validation == 0 => Err(ModelRequestError::NoValidationSplit.into()),
        Some(_) => Ok(()),
    }
}

fn test(digits: Digits, record: Option<&RunRecord>, context: &Context<'_>) -> DigitSet {
    let recorded = record.map(|record| &record.dataset.test_sha256);
    if recorded.is_some_and(|recorded| *recorded != digits.test.sha256()) {
        context.notice(Notice::OtherTestSet {
            source: digits.source,
        });
    }
    digits.test
}

fn validation(
    digits: &Digits,
    record: Option<&RunRecord>,
    settings: &Settings,
) -> Result<DigitSet, AppError> {
    let recorded = record.map(|record| &record.dataset.train_sha256);
    if recorded.is_some_and(|recorded| *recorded != digits.train.sha256()) {
        let images = digits.source.clone();
        return Err(ModelRequestError::OtherTrainingSet { images }.into());
    }
    Ok(split::split(&digits.train, settings.validation, settings.seed)?.validation)
}
