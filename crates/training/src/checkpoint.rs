//! From a Learner to a checkpoint directory: Burn hands out the optimizer's state only through its checkpointers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

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
use crate::step::{self, TrainingModule};

/// How long Burn's threads may take to hand over the parts of a checkpoint. They encode a few megabytes in memory,
/// which takes milliseconds; a device behind a slow network, or a machine that swaps, takes seconds. After minutes
/// nothing will come, and a run that says so is worth more than one that waits.
pub(crate) const PARTS_WITHIN: Duration = Duration::from_secs(300);

/// A file of a checkpoint and its content.
pub(crate) type Part = (&'static str, Result<Vec<u8>, CheckpointerError>);

/// One of the three checkpointers Burn runs on threads of their own: it encodes its record and
/// sends the bytes back, so that one place commits all of them or none.
pub(crate) struct PartCheckpointer {
    file: &'static str,
    content: Content,
    parts: Sender<Part>,
}

/// What a checkpointer sends.
#[derive(Clone, Copy)]
enum Content {
    /// The record, encoded.
    Record,
    /// No bytes, once the record is dropped: this part is made elsewhere.
    Nothing,
}

/// The three checkpointers, and where their bytes arrive. The classifier writes its own record, whose paths and ids
/// are the files' contract, so the module's is not encoded.
pub(crate) fn part_checkpointers() -> ([PartCheckpointer; 3], Receiver<Part>) {
    let (sender, receiver) = channel();
    let part = |file, content| PartCheckpointer {
        file,
        content,
        parts: sender.clone(),
    };
    let parts = [
        part(MODEL, Content::Nothing),
        part(OPTIMIZER, Content::Record),
        part(SCHEDULER, Content::Record),
    ];
    (parts, receiver)
}

impl<R: Record> Checkpointer<R> for PartCheckpointer {
    fn save(&self, _epoch: usize, record: R) -> Result<(), CheckpointerError> {
        // A device may panic while its tensors are read; the other end must hear of it, not wait.
        let bytes = catch_unwind(AssertUnwindSafe(|| match self.content {
            Content::Record => record.checkpoint_into_bytes().map(|bytes| bytes.to_vec()),
            Content::Nothing => {
                drop(record);
                Ok(Vec::new())
            }
        }))
        .unwrap_or_else(|_| Err(RecordError::Io("the device failed".to_owned())))
        .map_err(CheckpointerError::Record);
        let part = (self.file, bytes);
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
    /// Absent once its threads have been given up.
    checkpointer: Option<LearningCheckpointer<TrainingModule>>,
    parts: &'a Receiver<Part>,
    store: Arc<EventStoreClient>,
    /// How long all parts together may take.
    within: Duration,
}

impl<'a> CheckpointWriter<'a> {
    /// A writer of what the threads of `checkpointer` send to `parts`.
    pub(crate) fn new(
        checkpointer: LearningCheckpointer<TrainingModule>,
        parts: &'a Receiver<Part>,
        store: Arc<EventStoreClient>,
        within: Duration,
    ) -> Self {
        Self {
            checkpointer: Some(checkpointer),
            parts,
            store,
            within,
        }
    }

    /// Writes the checkpoint of `state` and gives its weights file; weights that are not finite are
    /// refused. With an average, that is the weights file, and what learns on has a file of its own.
    pub(crate) fn save(
        &mut self,
        run: &RunDirectory,
        learner: &Learner<TrainingModule>,
        average: Option<&Classifier>,
        state: &State,
    ) -> Result<Vec<u8>, TrainingError> {
        let learning = step::classifier(learner).to_bytes()?;
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
        learner: &Learner<TrainingModule>,
        epoch: usize,
    ) -> Result<[Vec<u8>; 2], TrainingError> {
        let gone = TrainingError::CheckpointerGone { part: MODEL };
        let checkpointer = self.checkpointer.as_mut().ok_or(gone)?;
        checkpointer.checkpoint(learner, epoch, &self.store);
        let parts = receive(self.parts, self.within).inspect_err(|error| {
            if let TrainingError::CheckpointerSilent { .. } = error {
                // Burn's destructor waits for its threads, and one of them may never come back.
                std::mem::forget(self.checkpointer.take());
            }
        })?;
        let [optimizer, scheduler] = parts;
        let optimizer = optimizer::sorted(&optimizer).map_err(TrainingError::learner)?;
        Ok([optimizer, scheduler])
    }
}

/// The optimizer's and the scheduler's part, once all three have come, in any order.
fn receive(parts: &Receiver<Part>, within: Duration) -> Result<[Vec<u8>; 2], TrainingError> {
    let began = Instant::now();
    let files = [MODEL, OPTIMIZER, SCHEDULER];
    let mut received = files.map(|_| None);
    while let Some(missing) = received.iter().position(Option::is_none) {
        let part = files[missing];
        let left = within.saturating_sub(began.elapsed());
        let (file, bytes) = parts.recv_timeout(left).map_err(|error| match error {
            RecvTimeoutError::Timeout => TrainingError::CheckpointerSilent { part, within },
            RecvTimeoutError::Disconnected => TrainingError::CheckpointerGone { part },
        })?;
        let bytes = bytes.map_err(TrainingError::learner)?;
        if let Some(at) = files.iter().position(|name| *name == file) {
            received[at] = Some(bytes);
        }
    }
    let [_, optimizer, scheduler] = received.map(Option::unwrap_or_default);
    Ok([optimizer, scheduler])
}

#[cfg(test)]
mod tests;
