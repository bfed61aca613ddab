//! The images of each fold, and what the network that had not seen them takes them for.

use std::path::PathBuf;

use burn::tensor::Device;
use burn_mnist_data::{DigitSet, Folds};
use burn_mnist_experiment::{ExperimentDirectory, OutOfFold, Plan, Scored, Trial};
use burn_mnist_model::Classifier;
use burn_mnist_model::output::{argmax, softmax};
use burn_mnist_run::checkpoint::MODEL;
use burn_mnist_run::{Checkpoint, MissingItem, Pointer, RunDirectory, RunError};
use burn_mnist_training::{TrainingError, evaluate};

use crate::command::experiment::Experiment;
use crate::command::train::data::{Loaded, Prepared};
use crate::failure::Failure;
use crate::settings::Settings;

/// The training images, parted anew for each seed.
pub struct HeldBack {
    loaded: Loaded,
    train: DigitSet,
    folds: Vec<(u64, Folds)>,
    scored: Scored,
    device: Device,
    directory: Option<ExperimentDirectory>,
}

impl HeldBack {
    /// Parts the images as the plan says.
    ///
    /// # Errors
    ///
    /// A usage failure for more folds than images.
    pub fn new(
        loaded: Loaded,
        plan: &Plan,
        base: &Settings,
        device: Device,
    ) -> Result<Self, Failure> {
        let train = loaded.train(base);
        let count = plan.folds.unwrap_or_default();
        let mut folds = Vec::new();
        for &seed in &plan.seeds {
            folds.push((seed, Folds::stratified(train.labels(), count, seed)?));
        }
        Ok(Self {
            loaded,
            train,
            folds,
            scored: plan.scored,
            device,
            directory: None,
        })
    }

    /// Names the place of predictions.
    pub fn keep_in(&mut self, directory: &ExperimentDirectory) {
        self.directory = Some(directory.clone());
    }

    /// The folds of the trial's seed, and which of them it holds back, counted from 0.
    fn fold(&self, trial: &Trial) -> Result<(&Folds, usize), Failure> {
        let folds = self.folds.iter().find(|(seed, _)| *seed == trial.seed);
        let fold = trial.fold.and_then(|fold| fold.checked_sub(1));
        let known = folds
            .zip(fold)
            .filter(|((_, folds), fold)| *fold < folds.count());
        let unknown = || {
            let message = format!("trial {} of the plan has no fold", trial.number);
            Failure::new(crate::failure::Kind::Failure, message)
        };
        let ((_, folds), fold) = known.ok_or_else(unknown)?;
        Ok((folds, fold))
    }

    /// The network that is scored.
    fn network(&self, run: &RunDirectory) -> Result<Classifier, Failure> {
        let pointer = match self.scored {
            Scored::Last => Pointer::Latest,
            Scored::Best => Pointer::Best,
        };
        let checkpoints = run.checkpoints();
        let missing = || {
            let error = RunError::Missing {
                what: MissingItem::Checkpoint,
                path: checkpoints.join(pointer.file_name()),
            };
            Failure::from(error).hint("remove the run's directory and go on")
        };
        let name = pointer.get(&checkpoints)?.ok_or_else(missing)?;
        let checkpoint = Checkpoint::read_named(&checkpoints, name)?;
        let classifier = Classifier::from_bytes(checkpoint.file(MODEL)?, &self.device);
        Ok(classifier.map_err(TrainingError::from)?)
    }

    fn predictions(&self, trial: &Trial, run: &RunDirectory) -> Result<Vec<OutOfFold>, Failure> {
        let (folds, fold) = self.fold(trial)?;
        let indices = folds.held_back(fold);
        let images = self.train.select(&indices);
        let scored = evaluate(&self.network(run)?, &images, &self.device)?;
        let predictions = indices.iter().zip(images.labels()).zip(&scored.logits);
        let predictions = predictions.map(|((&index, &label), logits)| {
            let (predicted, probabilities) = (argmax(logits), softmax(logits));
            OutOfFold {
                schema_version: OutOfFold::VERSION,
                seed: trial.seed,
                fold: fold + 1,
                index,
                label,
                predicted,
                label_probability: probabilities[usize::from(label)],
                predicted_probability: probabilities[usize::from(predicted)],
            }
        });
        Ok(predictions.collect())
    }

    fn place(&self, trial: &Trial) -> Option<PathBuf> {
        let directory = self.directory.as_ref()?;
        Some(directory.predictions_of(&trial.run()))
    }
}

impl Experiment for HeldBack {
    fn images(&self, trial: &Trial, settings: &Settings) -> Result<Prepared, Failure> {
        let (folds, fold) = self.fold(trial)?;
        Ok(self.loaded.fold(&self.train, folds, fold, settings))
    }

    fn conclude(&self, trial: &Trial, run: &RunDirectory) -> Result<(), Failure> {
        if let Some(place) = self.place(trial) {
            OutOfFold::write(&place, &self.predictions(trial, run)?)?;
        }
        Ok(())
    }
}
