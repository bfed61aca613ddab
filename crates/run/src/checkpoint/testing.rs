//! Small checkpoints for this crate's tests.

use std::path::{Path, PathBuf};

use super::{CheckpointName, MODEL, OPTIMIZER, SCHEDULER, STATE, State, commit};
use crate::record::SettingsRecord;

pub(crate) fn name(epoch: usize) -> CheckpointName {
    CheckpointName {
        epoch,
        step: 10 * epoch,
    }
}

pub(crate) fn state(epoch: usize) -> State {
    State {
        schema_version: State::VERSION,
        epoch,
        step: 10 * epoch,
        partial: None,
        seed: 42,
        settings: SettingsRecord::new(),
        config_sha256: String::new(),
        dataset_sha256: String::new(),
        metrics: Vec::new(),
        best_epoch: 0,
        seconds: 0.5,
    }
}

/// Commits a checkpoint of every file there is.
pub(crate) fn commit_epoch(checkpoints: &Path, epoch: usize) -> PathBuf {
    let state = serde_json::to_vec_pretty(&state(epoch)).unwrap();
    let files: [(&str, &[u8]); 4] = [
        (MODEL, b"weights"),
        (OPTIMIZER, b"moments"),
        (SCHEDULER, b""),
        (STATE, &state),
    ];
    commit(checkpoints, name(epoch), &files).unwrap()
}
