//! The steps of an epoch, and the checkpoints between them.

use std::ops::ControlFlow;
use std::time::Instant;

use burn::data::dataloader::DataLoader;
use burn::train::Learner;
use burn_mnist_data::Batch;
use burn_mnist_run::{EpochMetrics, Split, StepMetrics};

use super::TrainingRun;
use crate::checkpoint::CheckpointWriter;
use crate::checkpoint_policy::Timer;
use crate::dashboard::Dashboard;
use crate::error::TrainingError;
use crate::host_memory::look;
use crate::observer::Progress;
use crate::running_metrics::{LineEnd, RunningMetrics};
use crate::step::{TrainingModule, train_step};

/// How far an epoch has come.
struct Course {
    epoch: usize,
    /// Steps done in the epoch, and in the run.
    steps: usize,
    step: usize,
    images_per_epoch: usize,
    metrics: RunningMetrics,
    seconds_before: f64,
    started: Instant,
}

impl Course {
    fn seconds(&self) -> f64 {
        self.seconds_before + self.started.elapsed().as_secs_f64()
    }

    fn images_per_second(&self) -> f64 {
        self.metrics.images() as f64 / self.seconds()
    }

    /// The line of the metrics that the last step completes. Steps are counted from the epoch's beginning, so that a
    /// resumed run has the lines of an undisturbed one.
    fn line_end(&self, learner: &Learner<TrainingModule>) -> Option<LineEnd> {
        let complete = self.steps.is_multiple_of(StepMetrics::INTERVAL);
        complete.then(|| LineEnd {
            epoch: self.epoch,
            step: self.step,
            learning_rate: learner.lr_current().base(),
        })
    }
}

impl TrainingRun {
    /// The epoch's steps from where the last checkpoint left off; nothing if a stop was asked for.
    pub(super) fn train(
        &mut self,
        epoch: usize,
        learner: &mut Learner<TrainingModule>,
        loader: &dyn DataLoader<Batch>,
        dashboard: &mut Dashboard<'_>,
        writer: &mut CheckpointWriter<'_>,
    ) -> Result<Option<EpochMetrics>, TrainingError> {
        let mut course = self.course(epoch, loader.num_items());
        let done = course.steps * self.recipe.batch_size;
        let mut timer = Timer::start(self.saving.every);
        for batch in loader.slice(done, loader.num_items()).iter() {
            if self
                .handle_requests(&mut course, learner, dashboard, writer, &mut timer)?
                .is_break()
            {
                return Ok(None);
            }
            let mut batch = batch.map_err(TrainingError::device("making a batch"))?;
            let labels = std::mem::take(&mut batch.labels);
            let output = train_step(learner, batch, course.step);
            course.steps += 1;
            course.step += 1;
            self.average_in(learner, course.step);
            let line_end = course.line_end(learner);
            let time_to_read = course.metrics.add(&output, labels, line_end);
            dashboard.step(output);
            if time_to_read {
                self.progress(&mut course)?;
            }
        }
        self.device
            .sync()
            .map_err(TrainingError::device("training"))?;
        self.progress(&mut course)?;
        self.step_lines.extend(course.metrics.take_lines());
        dashboard.end_training(epoch);
        Ok(Some(EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch,
            step: course.step,
            split: Split::Train,
            loss: course.metrics.loss(),
            accuracy: course.metrics.accuracy(),
            count: course.metrics.images(),
            learning_rate: Some(learner.lr_current().base()),
            images_per_second: course.images_per_second(),
            seconds: course.seconds(),
        }))
    }

    /// Takes the weights after step number `step` into their moving average, where one is kept.
    fn average_in(&mut self, learner: &Learner<TrainingModule>, step: usize) {
        if let Some(average) = &mut self.average {
            look(&learner.model(), |trained| {
                average.update(&trained.classifier, step);
            });
        }
    }

    fn course(&self, epoch: usize, images_per_epoch: usize) -> Course {
        let partial = self.state.partial.clone().unwrap_or_default();
        Course {
            epoch,
            steps: partial.steps,
            step: self.state.step,
            images_per_epoch,
            metrics: RunningMetrics::resume(&partial),
            seconds_before: partial.seconds,
            started: Instant::now(),
        }
    }

    /// Between two steps: saves if that is due or asked for, and breaks off if an end is asked for.
    fn handle_requests(
        &mut self,
        course: &mut Course,
        learner: &Learner<TrainingModule>,
        dashboard: &Dashboard<'_>,
        writer: &mut CheckpointWriter<'_>,
        timer: &mut Timer,
    ) -> Result<ControlFlow<()>, TrainingError> {
        let end = self.stop.is_requested() || dashboard.is_quit();
        let anything_new = course.step > self.state.step;
        // Always asked, so that an old wish is not granted much later.
        let asked = self.stop.take_save_request();
        if anything_new && (end || asked || timer.is_due(course.step)) {
            self.check_fault()?;
            self.progress(course)?;
            let mut state = self.state.clone();
            state.epoch = course.epoch;
            state.step = course.step;
            state.partial = Some(course.metrics.partial(course.steps, course.seconds()));
            self.step_lines.extend(course.metrics.take_lines());
            self.commit(state, learner, writer)?;
        }
        Ok(match end {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    }

    fn progress(&mut self, course: &mut Course) -> Result<(), TrainingError> {
        course.metrics.read()?;
        let loss = course.metrics.loss();
        if !loss.is_finite() {
            let (epoch, step) = (course.epoch, course.step);
            return Err(TrainingError::NotFinite { epoch, step, loss });
        }
        self.observer.progress(&Progress {
            epoch: course.epoch,
            epochs: self.recipe.epochs,
            images: course.metrics.images(),
            images_per_epoch: course.images_per_epoch,
            loss,
            accuracy: course.metrics.accuracy(),
            images_per_second: course.images_per_second(),
        });
        Ok(())
    }
}
