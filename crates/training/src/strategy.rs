//! Where Burn's `SupervisedTraining` meets our loop: one call of `fit`, epochs until done or stopped.

use std::ops::ControlFlow;
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use burn::train::{
    Learner, SupervisedLearningStrategy, SupervisedTrainingEventProcessor, TrainLoader,
    TrainingComponents, ValidLoader,
};
use burn_mnist_data::EpochCounter;

use crate::checkpoint::{CheckpointWriter, Part};
use crate::dashboard::Dashboard;
use crate::error::TrainingError;
use crate::learning::Learning;
use crate::trainee::Trainee;

/// Burn calls a strategy through a shared reference, so what it works on lies behind locks.
pub(crate) struct Strategy {
    learning: Mutex<Learning>,
    parts: Mutex<Receiver<Part>>,
    epoch: EpochCounter,
}

impl Strategy {
    pub(crate) fn new(learning: Learning, parts: Receiver<Part>, epoch: EpochCounter) -> Self {
        Self {
            learning: Mutex::new(learning),
            parts: Mutex::new(parts),
            epoch,
        }
    }

    /// What the loop has come to.
    pub(crate) fn into_learning(self) -> Learning {
        self.learning
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl SupervisedLearningStrategy<Trainee> for Strategy {
    fn fit(
        &self,
        components: TrainingComponents<Trainee>,
        mut learner: Learner<Trainee>,
        train: TrainLoader<Trainee>,
        _validation: ValidLoader<Trainee>,
        _first_epoch: usize,
    ) -> (Trainee, SupervisedTrainingEventProcessor<Trainee>) {
        let mut learning = self.learning.lock().unwrap_or_else(PoisonError::into_inner);
        let parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut processor = components.event_processor;
        let interrupter = components.interrupter;
        let Some(checkpointer) = components.checkpointer else {
            learning.failure = Some(TrainingError::learner("no checkpointers were registered"));
            return (learner.model(), processor);
        };
        let mut writer = CheckpointWriter {
            checkpointer,
            parts: &parts,
            store: components.event_store,
        };

        if learning.is_exhausted() {
            return (learner.model(), processor);
        }
        for epoch in learning.state.next_epoch()..=components.num_epochs {
            self.epoch.set(epoch);
            let dashboard = Dashboard::start(
                learning.display,
                &mut processor,
                &interrupter,
                epoch,
                train.num_items(),
            );
            match learning.epoch(epoch, &mut learner, &*train, dashboard, &mut writer) {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => break,
                Err(error) => {
                    learning.failure = Some(error);
                    break;
                }
            }
        }
        (learner.model(), processor)
    }
}
