//! An epoch: train, validate, keep a checkpoint, report.

use std::ops::ControlFlow;
use std::time::Instant;

use burn::data::dataloader::DataLoader;
use burn::train::Learner;
use burn_mnist_data::Batch;
use burn_mnist_inference::{InferenceError, evaluate};
use burn_mnist_run::{EpochMetrics, Split, State};

use super::TrainingRun;
use crate::checkpoint::CheckpointWriter;
use crate::dashboard::Dashboard;
use crate::error::TrainingError;
use crate::observer::EpochReport;
use crate::step::TrainingModule;

impl TrainingRun {
    /// One whole epoch, or what is left of it; breaks off, with a checkpoint of what was done, when
    /// a stop is asked for.
    pub(crate) fn epoch(
        &mut self,
        epoch: usize,
        learner: &mut Learner<TrainingModule>,
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
        self.commit(state, learner, writer)?;
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

    fn validate(
        &self,
        train: &EpochMetrics,
        learner: &Learner<TrainingModule>,
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
            (Some(new), Some(best)) => new.is_better_than(best),
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
