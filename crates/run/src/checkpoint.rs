//! A checkpoint: a directory that is whole or absent, and that says itself whether it is intact.

mod commit;
mod manifest;
mod name;
mod newest;
mod read;
mod retain;
mod state;
#[cfg(test)]
pub(crate) mod testing;

pub use name::CheckpointName;
pub use newest::{Newest, newest};
pub use read::Checkpoint;
pub use retain::{clear_aside, remove, set_aside, surplus};
pub use state::{PartialEpoch, State, StepSums};

/// The classifier's weights: a burnpack record.
pub const MODEL: &str = "model.bpk";
/// The weights that learning goes on from, where [`MODEL`] holds their moving average: a burnpack record.
pub const LEARNER: &str = "learner.bpk";
/// The optimizer's moments: a burnpack record.
pub const OPTIMIZER: &str = "optimizer.bpk";
/// The learning-rate scheduler's state: a burnpack record.
pub const SCHEDULER: &str = "scheduler.bpk";
/// Where in the run the checkpoint was taken.
pub const STATE: &str = "state.json";
/// Digest and length of every other file.
pub const MANIFEST: &str = "manifest.json";

pub use commit::commit;
