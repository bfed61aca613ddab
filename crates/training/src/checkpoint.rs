//! From a Learner to a checkpoint directory: Burn hands out the optimizer's state only through its checkpointers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use burn::store::RecordError;
use burn::train::checkpoint::{
    Checkpoint as Record, Checkpointer, CheckpointerError, CheckpointingAction,
    CheckpointingStrategy,
};
use burn::train::metric::store::EventStoreClient;
use burn::train::{Learner, LearningCheckpointer};
use burn_mnist_model::{Classifier, Weights};
use burn_mnist_run::checkpoint::{LEARNER, MODEL, OPTIMIZER, SCHEDULER, STATE, commit};
use burn_mnist_run::{RunDirectory, State};

use crate::error::TrainingError;
use crate::optimizer;
use crate::trainee::Trainee;

/// A file of a checkpoint and its content.
pub(crate) type Part = (&'static str, Result<Vec<u8>, CheckpointerError>);

/// One of the three checkpointers Burn runs on threads of their own: it encodes its record and
/// sends the bytes back, so that one place commits all of them or none.
pub(crate) struct PartCheckpointer {
    file: &'static str,
    parts: Sender<Part>,
}

/// The three checkpointers, and where their bytes arrive.
pub(crate) fn part_checkpointers() -> ([PartCheckpointer; 3], Receiver<Part>) {
    let (sender, receiver) = channel();
    let part = |file| PartCheckpointer {
        file,
        parts: sender.clone(),
    };
    ([part(MODEL), part(OPTIMIZER), part(SCHEDULER)], receiver)
}

impl<R: Record> Checkpointer<R> for PartCheckpointer {
    fn save(&self, _epoch: usize, record: R) -> Result<(), CheckpointerError> {
        // A device may panic while its tensors are read; the other end must hear of it, not wait.
        let bytes = catch_unwind(AssertUnwindSafe(|| record.checkpoint_into_bytes()))
            .unwrap_or_else(|_| Err(RecordError::Io("the device failed".to_owned())))
            .map_err(CheckpointerError::Record);
        let part = (self.file, bytes.map(|bytes| bytes.to_vec()));
        self.parts
            .send(part)
            .map_err(|error| CheckpointerError::Unknown(error.to_string()))
    }

    fn delete(&self, _epoch: usize) -> Result<(), CheckpointerError> {
        Ok(())
    }

    fn restore(&self, _epoch: usize) -> Result<R, CheckpointerError> {
        Err(CheckpointerError::Unknown(
            "checkpoints are read before training begins".to_owned(),
        ))
    }
}

/// Saves whenever it is asked; when to ask is the loop's business.
pub(crate) struct Always;

impl CheckpointingStrategy for Always {
    fn checkpointing(&mut self, _: usize, _: &EventStoreClient) -> Vec<CheckpointingAction> {
        vec![CheckpointingAction::Save]
    }
}

/// Commits a learner's state as one directory.
pub(crate) struct CheckpointWriter<'a> {
    pub(crate) checkpointer: LearningCheckpointer<Trainee>,
    pub(crate) parts: &'a Receiver<Part>,
    pub(crate) store: Arc<EventStoreClient>,
}

impl CheckpointWriter<'_> {
    /// Writes the checkpoint of `state` and gives its weights file; weights that are not finite are
    /// refused. With an average, that is the weights file, and what learns on has a file of its own.
    pub(crate) fn save(
        &mut self,
        run: &RunDirectory,
        learner: &Learner<Trainee>,
        average: Option<&Classifier>,
        state: &State,
    ) -> Result<Vec<u8>, TrainingError> {
        // The classifier's own record, not the wrapper's: its paths and ids are the files' contract.
        let learning = learner.model().classifier().to_bytes()?;
        Weights::from_bytes(&learning)?;
        let average = average.map(Classifier::to_bytes).transpose()?;
        let [optimizer, scheduler] = self.optimizer_and_scheduler(learner, state.epoch)?;
        let state_json = serde_json::to_vec_pretty(state).map_err(TrainingError::learner)?;
        let mut files: Vec<(&str, &[u8])> = vec![
            (MODEL, average.as_ref().unwrap_or(&learning)),
            (OPTIMIZER, &optimizer),
            (SCHEDULER, &scheduler),
            (STATE, &state_json),
        ];
        if average.is_some() {
            files.push((LEARNER, &learning));
        }
        commit(&run.checkpoints(), state.name(), &files)?;
        Ok(average.unwrap_or(learning))
    }

    fn optimizer_and_scheduler(
        &mut self,
        learner: &Learner<Trainee>,
        epoch: usize,
    ) -> Result<[Vec<u8>; 2], TrainingError> {
        self.checkpointer.checkpoint(learner, epoch, &self.store);
        let (mut optimizer, mut scheduler) = (Vec::new(), Vec::new());
        // One part from each thread, in any order; the wrapper's own model record is not wanted.
        for _ in [MODEL, OPTIMIZER, SCHEDULER] {
            let (file, bytes) = self.parts.recv().map_err(TrainingError::learner)?;
            let bytes = bytes.map_err(TrainingError::learner)?;
            match file {
                OPTIMIZER => optimizer = bytes,
                SCHEDULER => scheduler = bytes,
                _ => {}
            }
        }
        let optimizer = optimizer::sorted(&optimizer).map_err(TrainingError::learner)?;
        Ok([optimizer, scheduler])
    }
}
