//! An epoch of learning: train, validate, record, keep a checkpoint, report.

use std::ops::ControlFlow;
use std::time::Instant;

use burn::data::dataloader::DataLoader;
use burn::module::Module;
use burn::tensor::Device;
use burn::train::Learner;
use burn_mnist_data::{Batch, DigitSet};
use burn_mnist_run::{EpochMetrics, Pointer, RunDirectory, Split, State};

use crate::checkpoint::CheckpointWriter;
use crate::dashboard::Dashboard;
use crate::error::TrainingError;
use crate::evaluate::evaluate;
use crate::job::Display;
use crate::observer::{EpochReport, Observer, Progress};
use crate::recipe::Recipe;
use crate::stop::StopSignal;
use crate::tally::Tally;
use crate::trainee::Trainee;

/// A run in progress: all that an epoch reads and writes beside the Learner itself.
pub(crate) struct Learning {
    pub(crate) run: RunDirectory,
    pub(crate) recipe: Recipe,
    pub(crate) validation: DigitSet,
    pub(crate) device: Device,
    pub(crate) display: Display,
    pub(crate) observer: Box<dyn Observer>,
    pub(crate) stop: StopSignal,
    pub(crate) state: State,
    pub(crate) best: Option<EpochMetrics>,
    pub(crate) failure: Option<TrainingError>,
}

impl Learning {
    /// One whole epoch; breaks off, keeping nothing of it, when a stop is asked for.
    pub(crate) fn epoch(
        &mut self,
        epoch: usize,
        learner: &mut Learner<Trainee>,
        loader: &dyn DataLoader<Batch>,
        mut dashboard: Dashboard<'_>,
        writer: &mut CheckpointWriter<'_>,
    ) -> Result<ControlFlow<()>, TrainingError> {
        let Some(train) = self.train(epoch, learner, loader, &mut dashboard)? else {
            return Ok(ControlFlow::Break(()));
        };
        let validation = self.validate(&train, learner, &mut dashboard)?;
        dashboard.end_epoch(epoch);
        let (state, best) = self.next(&train, validation.as_ref());
        let name = writer.save(&self.run, learner, &state)?;
        // Only what is on the disk counts as done.
        self.state = state;
        if best {
            self.best = validation.clone();
        }

        let checkpoints = self.run.checkpoints();
        Pointer::Latest.set(&checkpoints, name)?;
        if best {
            Pointer::Best.set(&checkpoints, name)?;
        }
        for line in [Some(&train), validation.as_ref()].into_iter().flatten() {
            line.append(&self.run.metrics())?;
        }
        let epochs = self.recipe.epochs;
        self.observer.epoch_finished(&EpochReport {
            epochs,
            train,
            validation,
            best,
        });
        Ok(ControlFlow::Continue(()))
    }

    fn train(
        &mut self,
        epoch: usize,
        learner: &mut Learner<Trainee>,
        loader: &dyn DataLoader<Batch>,
        dashboard: &mut Dashboard<'_>,
    ) -> Result<Option<EpochMetrics>, TrainingError> {
        let started = Instant::now();
        let mut tally = Tally::default();
        let mut step = self.state.step;
        for batch in loader.iter() {
            if self.stop.is_requested() || dashboard.is_quit() {
                return Ok(None);
            }
            let mut batch = batch.map_err(TrainingError::device("making a batch"))?;
            let labels = std::mem::take(&mut batch.labels);
            let output = learner.train_step(batch);
            learner.lr_step();
            learner.optimizer_step(output.grads);
            step += 1;
            let time_to_read = tally.add(&output.item, labels);
            dashboard.step(output.item);
            if time_to_read {
                self.progress(epoch, step, &mut tally, loader.num_items(), started)?;
            }
        }
        self.device
            .sync()
            .map_err(TrainingError::device("training"))?;
        self.progress(epoch, step, &mut tally, loader.num_items(), started)?;
        dashboard.end_training(epoch);
        let learning_rate = Some(self.recipe.learning_rate);
        Ok(Some(EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch,
            step,
            split: Split::Train,
            loss: tally.loss(),
            accuracy: tally.accuracy(),
            count: tally.images(),
            learning_rate,
            images_per_second: tally.images() as f64 / started.elapsed().as_secs_f64(),
            seconds: started.elapsed().as_secs_f64(),
        }))
    }

    fn progress(
        &mut self,
        epoch: usize,
        step: usize,
        tally: &mut Tally,
        images_per_epoch: usize,
        started: Instant,
    ) -> Result<(), TrainingError> {
        tally.read()?;
        let loss = tally.loss();
        if !loss.is_finite() {
            return Err(TrainingError::NotFinite { epoch, step, loss });
        }
        self.observer.progress(&Progress {
            epoch,
            epochs: self.recipe.epochs,
            images: tally.images(),
            images_per_epoch,
            loss,
            accuracy: tally.accuracy(),
            images_per_second: tally.images() as f64 / started.elapsed().as_secs_f64(),
        });
        Ok(())
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
        let classifier = learner.model().classifier.valid();
        let (epoch, step) = (train.epoch, train.step);
        let scored =
            evaluate(&classifier, &self.validation, &self.device).map_err(|error| match error {
                TrainingError::Overflow { loss, .. } => {
                    TrainingError::NotFinite { epoch, step, loss }
                }
                error => error,
            })?;
        let seconds = started.elapsed().as_secs_f64();
        dashboard.validated(epoch, &scored, self.validation.labels(), &self.device);
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

    /// The state with this epoch done, and whether it is the best so far. Without a validation
    /// split the last epoch is, since nothing else may choose.
    fn next(&self, train: &EpochMetrics, validation: Option<&EpochMetrics>) -> (State, bool) {
        let best = match (validation, &self.best) {
            (Some(new), Some(best)) => is_better(new, best),
            _ => true,
        };
        let mut state = self.state.clone();
        state.epoch = train.epoch;
        state.step = train.step;
        state.metrics.push(train.clone());
        state.metrics.extend(validation.cloned());
        if best {
            state.best_epoch = train.epoch;
        }
        (state, best)
    }
}

/// More accurate, or as accurate with a lower loss: a few thousand images often tie.
fn is_better(new: &EpochMetrics, best: &EpochMetrics) -> bool {
    new.accuracy > best.accuracy || (new.accuracy == best.accuracy && new.loss < best.loss)
}
