//! A saved network with what its run knew: which digits it was trained on, and how they were split.

use std::path::PathBuf;

use burn::tensor::Device;
use burn_mnist_backend::Opened;
use burn_mnist_data::{DigitSet, Digits, split};
use burn_mnist_inference::{InferenceError, SavedModel};
use burn_mnist_run::RunRecord;

use crate::arguments::{EvaluatedSplit, Network, Source};
use crate::failure::{Failure, Kind};
use crate::output::Output;
use crate::settings::{Options, Settings};
use crate::{backend, calibration, digits, run_path};

/// A loaded network.
pub struct Saved {
    /// The network, on the device.
    pub model: SavedModel,
    /// The device.
    pub opened: Opened,
}

/// Labelled images to put to a network, and where they came from.
pub struct Labelled {
    /// The images.
    pub digits: DigitSet,
    /// Their origin, for people.
    pub source: String,
}

impl Saved {
    /// Loads the network that was named onto the device that was named, with its run's calibration.
    pub fn load(network: &Network, output: Output) -> Result<Self, Failure> {
        if network.no_calibration {
            return Self::load_uncalibrated(network, output);
        }
        let saved = Self::load_with(network, SavedModel::open_on, output)?;
        calibration::warn(&saved.model, output);
        Ok(saved)
    }

    /// As [`load`](Self::load), without a look at any calibration.
    pub fn load_uncalibrated(network: &Network, output: Output) -> Result<Self, Failure> {
        Self::load_with(network, SavedModel::open_uncalibrated, output)
    }

    fn load_with(
        network: &Network,
        open: fn(PathBuf, &Device) -> Result<SavedModel, InferenceError>,
        output: Output,
    ) -> Result<Self, Failure> {
        let (_, opened) = backend::start(&network.backend, output)?;
        let model = open(run_path::find(&network.model)?, &opened.device)?;
        if !model.is_verified() {
            let weights = model.weights().display();
            output.warn(format!(
                "{weights} has no manifest, so nothing vouches for its content"
            ));
        }
        Ok(Self { model, opened })
    }

    /// Labelled images: the run's own, as many as it used, unless the flags say otherwise.
    pub fn labelled(
        &self,
        source: Source,
        which: EvaluatedSplit,
        limit: Option<usize>,
        output: Output,
    ) -> Result<Labelled, Failure> {
        let settings = self.settings(source)?;
        let record = self.model.run().map(RunRecord::read).transpose()?;
        if which == EvaluatedSplit::Validation {
            check_held_back(record.as_ref(), &settings)?;
        }
        let digits = digits::of_run(&settings, output)?;
        let source = digits.source.clone();
        let chosen = match which {
            EvaluatedSplit::Test => test(digits, record.as_ref(), output),
            EvaluatedSplit::Validation => validation(&digits, record.as_ref(), &settings)?,
        };
        let limit = limit.or(settings.limit).unwrap_or(usize::MAX);
        Ok(Labelled {
            digits: chosen.first(limit),
            source,
        })
    }

    fn settings(&self, source: Source) -> Result<Settings, Failure> {
        let flags = Options {
            dataset: source.dataset,
            data_dir: source.data_dir,
            ..Options::default()
        };
        let Some(run) = self.model.run() else {
            return Settings::resolve(flags, None);
        };
        let config = run.config();
        if !config.is_file() {
            let message = format!("the run has no {}", config.display());
            return Err(Failure::new(Kind::Checkpoint, message)
                .hint("give --dataset and name the weights file outside its run"));
        }
        // What is wrong in a run's own file is damage, not usage.
        Settings::resolve(flags, Some(&config)).map_err(|failure| Failure {
            kind: Kind::Checkpoint,
            ..failure
        })
    }
}

/// Without a run that held images back, no data need be looked for.
fn check_held_back(record: Option<&RunRecord>, settings: &Settings) -> Result<(), Failure> {
    match record {
        None => Err(Failure::usage(
            "--split validation needs a run: only it knows its split",
        )),
        Some(_) if settings.validation == 0 => {
            Err(Failure::usage("the run held no validation images back")
                .hint("train with --validation N, such as the default 5000"))
        }
        Some(_) => Ok(()),
    }
}

fn test(digits: Digits, record: Option<&RunRecord>, output: Output) -> DigitSet {
    let recorded = record.map(|record| &record.dataset.test_sha256);
    if recorded.is_some_and(|recorded| *recorded != digits.test.sha256()) {
        output.warn(format!("{}: not the test set of its run", digits.source));
    }
    digits.test
}

fn validation(
    digits: &Digits,
    record: Option<&RunRecord>,
    settings: &Settings,
) -> Result<DigitSet, Failure> {
    let recorded = record.map(|record| &record.dataset.train_sha256);
    if recorded.is_some_and(|recorded| *recorded != digits.train.sha256()) {
        let message = format!("{}: not the training set of its run", digits.source);
        return Err(Failure::new(Kind::Data, message)
            .hint("its validation split cannot be made from other images"));
    }
    Ok(split::split(&digits.train, settings.validation, settings.seed)?.validation)
}
