//! The images of each fold, and what the network that was not trained on them predicts.

use std::path::PathBuf;

use burn::tensor::Device;
use burn_mnist_data::{DigitSet, Folds};
use burn_mnist_experiment::{ExperimentDirectory, OutOfFold, Plan, Scored, Trial};
use burn_mnist_inference::Predictor;
use burn_mnist_model::output::{argmax, softmax};
use burn_mnist_run::checkpoint::MODEL;
use burn_mnist_run::{Checkpoint, Pointer, RunDirectory, Temperature};
use burn_mnist_settings::Settings;

use crate::error::AppError;
use crate::experiment::{Experiment, ExperimentRequestError};
use crate::train::images::{Images, Loaded};

/// The training images, split into folds anew for each seed.
pub struct HeldOut {
    loaded: Loaded,
    train: DigitSet,
    folds: Vec<(u64, Folds)>,
    scored: Scored,
    device: Device,
    directory: Option<ExperimentDirectory>,
}

impl HeldOut {
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
    ) -> Result<Self, AppError> {
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
    fn fold(&self, trial: &Trial) -> Result<(&Folds, usize), AppError> {
        let folds = self.folds.iter().find(|(seed, _)| *seed == trial.seed);
        let fold = trial.fold.and_then(|fold| fold.checked_sub(1));
        let known = folds
            .zip(fold)
            .filter(|((_, folds), fold)| *fold < folds.count());
        let trial = trial.number;
        let unknown = ExperimentRequestError::NoFold { trial };
        let ((_, folds), fold) = known.ok_or(unknown)?;
        Ok((folds, fold))
    }

    /// The network that is scored.
    fn network(&self, run: &RunDirectory) -> Result<Predictor, AppError> {
        let pointer = match self.scored {
            Scored::Last => Pointer::Latest,
            Scored::Best => Pointer::Best,
        };
        let checkpoints = run.checkpoints();
        let missing = || ExperimentRequestError::NoCheckpoint {
            path: checkpoints.join(pointer.file_name()),
        };
        let name = pointer.get(&checkpoints)?.ok_or_else(missing)?;
        let checkpoint = Checkpoint::read_named(&checkpoints, name)?;
        let weights = checkpoint.file(MODEL)?;
        Ok(Predictor::from_bytes(
            weights,
            Temperature::ONE,
            &self.device,
        )?)
    }

    fn predictions(&self, trial: &Trial, run: &RunDirectory) -> Result<Vec<OutOfFold>, AppError> {
        let (folds, fold) = self.fold(trial)?;
        let indices = folds.held_back(fold);
        let images = self.train.select(&indices);
        let network = self.network(run)?;
        let scored = network.evaluate(images.images(), images.labels())?;
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

impl Experiment for HeldOut {
    fn images(&self, trial: &Trial, settings: &Settings) -> Result<Images, AppError> {
        let (folds, fold) = self.fold(trial)?;
        Ok(self.loaded.fold(&self.train, folds, fold, settings))
    }

    fn conclude(&self, trial: &Trial, run: &RunDirectory) -> Result<(), AppError> {
        if let Some(place) = self.place(trial) {
            OutOfFold::write(&place, &self.predictions(trial, run)?)?;
        }
        Ok(())
    }
}
