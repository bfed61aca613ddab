//! A checkpoint and what follows from it: the names that point at it, the metrics, and room for the next.

use burn::train::Learner;
use burn_mnist_run::checkpoint::{remove, surplus};
use burn_mnist_run::{EpochMetrics, Pointer, State, StepMetrics};

use super::TrainingRun;
use crate::average::Average;
use crate::checkpoint::CheckpointWriter;
use crate::error::TrainingError;
use crate::step::TrainingModule;

impl TrainingRun {
    /// Commits `state` and all that goes with it. Only what is on the disk counts as done.
    pub(super) fn commit(
        &mut self,
        mut state: State,
        learner: &Learner<TrainingModule>,
        writer: &mut CheckpointWriter<'_>,
    ) -> Result<(), TrainingError> {
        state.seconds = self.seconds_before + self.started.elapsed().as_secs_f64();
        let name = state.name();
        // Before the checkpoint, which does not hold them: a run that is killed in between cuts them back.
        let lines = std::mem::take(&mut self.step_lines);
        if !lines.is_empty() {
            StepMetrics::append(&self.run.metrics(), &lines)?;
        }
        let average = self.average.as_ref().map(Average::classifier);
        self.weights = Some(writer.save(&self.run, learner, average, &state)?);
        let before = std::mem::replace(&mut self.state, state);

        let checkpoints = self.run.checkpoints();
        Pointer::Latest.set(&checkpoints, name)?;
        if self.state.best_epoch != before.best_epoch {
            Pointer::Best.set(&checkpoints, name)?;
        }
        let new = &self.state.metrics[before.metrics.len()..];
        if !new.is_empty() {
            EpochMetrics::append(&self.run.metrics(), new)?;
        }
        // Only now: what makes room was whole until its successor was.
        for old in surplus(&checkpoints, self.saving.keep.max(1), self.state.best())? {
            remove(&checkpoints, old)?;
        }
        Ok(())
    }
}
