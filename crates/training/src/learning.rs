//! An epoch of learning: train, validate, keep a checkpoint, report.

use std::ops::ControlFlow;
use std::time::Instant;

use burn::data::dataloader::DataLoader;
use burn::module::Module;
use burn::tensor::Device;
use burn::train::Learner;
use burn_mnist_data::{Batch, DigitSet, LoaderCost};
use burn_mnist_inference::{InferenceError, evaluate};
use burn_mnist_model::Classifier;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunLock, Split, State};

use crate::average::Average;
use crate::checkpoint::CheckpointWriter;
use crate::dashboard::Dashboard;
use crate::error::TrainingError;
use crate::job::Display;
use crate::observer::{EpochReport, Observer};
use crate::recipe::Recipe;
use crate::saving::Saving;
use crate::stop::StopSignal;
use crate::trainee::Trainee;

/// A run in progress: all that an epoch reads and writes beside the Learner itself.
pub(crate) struct Learning {
    pub(crate) run: RunDirectory,
    /// Held until the run has ended.
    pub(crate) _lock: RunLock,
    pub(crate) recipe: Recipe,
    pub(crate) saving: Saving,
    pub(crate) validation: DigitSet,
    pub(crate) device: Device,
    /// The moving average of the weights, where the recipe keeps one.
    pub(crate) average: Option<Average>,
    /// What augmentation has cost this process.
    pub(crate) loader_cost: LoaderCost,
    pub(crate) display: Display,
    pub(crate) observer: Box<dyn Observer>,
    pub(crate) stop: StopSignal,
    /// What the newest checkpoint holds.
    pub(crate) state: State,
    /// That checkpoint's weights file.
    pub(crate) weights: Option<Vec<u8>>,
    pub(crate) started: Instant,
    /// Seconds of the run before `started`.
    pub(crate) seconds_before: f64,
    pub(crate) failure: Option<TrainingError>,
}

impl Learning {
    /// One whole epoch, or what is left of it; breaks off, with a checkpoint of what was done, when
    /// a stop is asked for.
    pub(crate) fn epoch(
        &mut self,
        epoch: usize,
        learner: &mut Learner<Trainee>,
        loader: &dyn DataLoader<Batch>,
        mut dashboard: Dashboard<'_>,
        writer: &mut CheckpointWriter<'_>,
    ) -> Result<ControlFlow<()>, TrainingError> {
        let Some(train) = self.train(epoch, learner, loader, &mut dashboard, writer)? else {
            return Ok(ControlFlow::Break(()));
        };
        let validation = self.validate(&train, learner, &mut dashboard)?;
        dashboard.end_epoch(epoch);
        let state = self.next(&train, validation.as_ref());
        let best = state.best_epoch == epoch;
        self.keep(state, learner, writer)?;
        let epochs = self.recipe.epochs;
        self.observer.epoch_finished(&EpochReport {
            epochs,
            train,
            validation,
            best,
        });
        Ok(match self.is_exhausted() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    }

    /// Whether validation has not improved for as long as the recipe waits. A function of the
    /// state, so that a resumed run ends where an undisturbed one does.
    pub(crate) fn is_exhausted(&self) -> bool {
        let waited = self.state.finished_epochs() - self.state.best_epoch;
        self.recipe
            .patience
            .is_some_and(|patience| waited >= patience)
    }

    /// What the run would be used as now: the average, or the weights themselves.
    pub(crate) fn network(&self, learner: &Learner<Trainee>) -> Classifier {
        match &self.average {
            Some(average) => average.classifier().clone(),
            None => learner.model().classifier().valid(),
        }
    }

    fn validate(
        &self,
        train: &EpochMetrics,
        learner: &Learner<Trainee>,
        dashboard: &mut Dashboard<'_>,
    ) -> Result<Option<EpochMetrics>, TrainingError> {
        if self.validation.is_empty() {
            return Ok(None);
        }
        let started = Instant::now();
        let classifier = self.network(learner);
        let (epoch, step) = (train.epoch, train.step);
        let (images, labels) = (self.validation.images(), self.validation.labels());
        let scored =
            evaluate(&classifier, images, labels, &self.device).map_err(|error| match error {
                InferenceError::LossNotFinite { loss, .. } => {
                    TrainingError::NotFinite { epoch, step, loss }
                }
                error => error.into(),
            })?;
        let seconds = started.elapsed().as_secs_f64();
        dashboard.validated(epoch, &scored, labels, &self.device);
        let evaluation = scored.evaluation;
        Ok(Some(EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch,
            step,
            split: Split::Validation,
            loss: evaluation.loss,
            accuracy: evaluation.accuracy,
            count: self.validation.len(),
            learning_rate: None,
            images_per_second: self.validation.len() as f64 / seconds,
            seconds,
        }))
    }

    /// The state with this epoch done. Without a validation split the last epoch is the best, since
    /// nothing else may choose.
    fn next(&self, train: &EpochMetrics, validation: Option<&EpochMetrics>) -> State {
        let best = match (validation, self.state.best_validation()) {
            (Some(new), Some(best)) => is_better(new, best),
            _ => true,
        };
        let mut state = self.state.clone();
        state.epoch = train.epoch;
        state.step = train.step;
        state.partial = None;
        state.metrics.push(train.clone());
        state.metrics.extend(validation.cloned());
        if best {
            state.best_epoch = train.epoch;
        }
        state
    }
}

/// More accurate, or as accurate with a lower loss: a few thousand images often tie.
pub(crate) fn is_better(new: &EpochMetrics, best: &EpochMetrics) -> bool {
    new.accuracy > best.accuracy || (new.accuracy == best.accuracy && new.loss < best.loss)
}
