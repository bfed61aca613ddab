//! Where Burn's `SupervisedTraining` meets our loop: one call of `fit`, epochs until done or stopped.

use std::ops::ControlFlow;
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use burn::train::{
    Learner, SupervisedLearningStrategy, SupervisedTrainingEventProcessor, TrainLoader,
    TrainingComponents, ValidLoader,
};
use burn_mnist_data::EpochCounter;

use crate::checkpoint::{CheckpointWriter, PARTS_WITHIN, Part};
use crate::dashboard::Dashboard;
use crate::error::TrainingError;
use crate::step::TrainingModule;
use crate::training_run::TrainingRun;

/// Burn calls a strategy through a shared reference, so its state is behind locks.
pub(crate) struct Strategy {
    run: Mutex<TrainingRun>,
    parts: Mutex<Receiver<Part>>,
    epoch: EpochCounter,
}

impl Strategy {
    pub(crate) fn new(run: TrainingRun, parts: Receiver<Part>, epoch: EpochCounter) -> Self {
        Self {
            run: Mutex::new(run),
            parts: Mutex::new(parts),
            epoch,
        }
    }

    /// What the loop has come to.
    pub(crate) fn into_run(self) -> TrainingRun {
        self.run
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl SupervisedLearningStrategy<TrainingModule> for Strategy {
    fn fit(
        &self,
        components: TrainingComponents<TrainingModule>,
        mut learner: Learner<TrainingModule>,
        train: TrainLoader<TrainingModule>,
        _validation: ValidLoader<TrainingModule>,
        _first_epoch: usize,
    ) -> (
        TrainingModule,
        SupervisedTrainingEventProcessor<TrainingModule>,
    ) {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        let parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut processor = components.event_processor;
        let interrupter = components.interrupter;
        let Some(checkpointer) = components.checkpointer else {
            run.failure = Some(TrainingError::learner("no checkpointers were registered"));
            return (learner.model(), processor);
        };
        let store = components.event_store;
        let mut writer = CheckpointWriter::new(checkpointer, &parts, store, PARTS_WITHIN);

        let _thread = run.host_memory.enter();
        if run.is_exhausted() {
            return (learner.model(), processor);
        }
        for epoch in run.state.next_epoch()..=components.num_epochs {
            self.epoch.set(epoch);
            let dashboard = Dashboard::start(
                run.display,
                &mut processor,
                &interrupter,
                epoch,
                train.num_items(),
            );
            match run.epoch(epoch, &mut learner, &*train, dashboard, &mut writer) {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => break,
                Err(error) => {
                    run.failure = Some(error);
                    break;
                }
            }
        }
        (learner.model(), processor)
    }
}
