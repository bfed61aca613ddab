//! A run in progress, as its epochs, its checkpoints and its end see it.

mod commit;
mod epoch;
mod finish;
mod steps;

use std::time::Instant;

use burn::module::Module;
use burn::tensor::Device;
use burn::train::Learner;
use burn_mnist_data::{DigitSet, LoaderCost};
use burn_mnist_model::Classifier;
use burn_mnist_run::{RunDirectory, RunLock, State, StepMetrics};

use crate::average::Average;
use crate::checkpoint_policy::CheckpointPolicy;
use crate::dashboard::Display;
use crate::error::TrainingError;
use crate::host_memory::HostMemory;
use crate::observer::Observer;
use crate::recipe::Recipe;
use crate::step::{self, TrainingModule};
use crate::stop::StopSignal;

/// A run in progress: all that an epoch reads and writes beside the Learner itself.
pub(crate) struct TrainingRun {
    pub(crate) run: RunDirectory,
    /// Held until the run has ended.
    pub(crate) _lock: RunLock,
    pub(crate) recipe: Recipe,
    pub(crate) saving: CheckpointPolicy,
    pub(crate) validation: DigitSet,
    pub(crate) device: Device,
    pub(crate) host_memory: HostMemory,
    /// The moving average of the weights, where the recipe keeps one.
    pub(crate) average: Option<Average>,
    /// What augmentation has cost this process.
    pub(crate) loader_cost: LoaderCost,
    pub(crate) display: Display,
    pub(crate) observer: Box<dyn Observer>,
    pub(crate) stop: StopSignal,
    /// What the newest checkpoint holds.
    pub(crate) state: State,
    /// Lines of steps that the metrics file does not have yet.
    pub(crate) step_lines: Vec<StepMetrics>,
    /// That checkpoint's weights file.
    pub(crate) weights: Option<Vec<u8>>,
    pub(crate) started: Instant,
    /// Seconds of the run before `started`.
    pub(crate) seconds_before: f64,
    pub(crate) failure: Option<TrainingError>,
}

impl TrainingRun {
    /// Whether validation has not improved for as long as the recipe waits. A function of the
    /// state, so that a resumed run ends where an undisturbed one does.
    pub(crate) fn is_exhausted(&self) -> bool {
        let waited = self.state.finished_epochs() - self.state.best_epoch;
        self.recipe
            .patience
            .is_some_and(|patience| waited >= patience)
    }

    /// What the run would be used as now: the average, or the weights themselves.
    fn network(&self, learner: &Learner<TrainingModule>) -> Classifier {
        match &self.average {
            Some(average) => average.classifier().clone(),
            None => step::classifier(learner).valid(),
        }
    }

    /// A device may fail on a thread of its own and yet answer.
    fn check_fault(&self) -> Result<(), TrainingError> {
        match self.stop.fault() {
            Some(reason) => Err(TrainingError::Device {
                doing: "training",
                reason,
            }),
            None => Ok(()),
        }
    }
}
