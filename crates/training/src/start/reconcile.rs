//! Makes a run's directory agree with the checkpoint from which it resumes.

use std::path::Path;

use burn_mnist_run::checkpoint::set_aside;
use burn_mnist_run::{Checkpoint, CheckpointName, Metrics, Pointer, RunDirectory, Split, State};

use crate::error::TrainingError;

/// Makes the run's directory agree with the state from which it resumes: what a dead process did after its last
/// whole checkpoint is cut back or set aside. Gives the state with the best epoch whose checkpoint is whole.
pub(crate) fn reconcile(run: &RunDirectory, mut state: State) -> Result<State, TrainingError> {
    let checkpoints = run.checkpoints();
    let from = state.name();
    let kept = CheckpointName::list(&checkpoints)?;
    for beyond in kept.iter().filter(|name| **name > from) {
        set_aside(&checkpoints, *beyond)?;
    }
    Metrics::restore(&run.metrics(), &state.metrics, state.step)?;
    if state.step == 0 {
        return Ok(state);
    }
    Pointer::Latest.set(&checkpoints, from)?;
    state.best_epoch = best_that_is_whole(&checkpoints, &state);
    if let Some(best) = state.best() {
        Pointer::Best.set(&checkpoints, best)?;
    }
    Ok(state)
}

/// The best epoch so far whose checkpoint can still be read. One that cannot is named elsewhere,
/// when the run is verified; here the next best must do.
fn best_that_is_whole(checkpoints: &Path, state: &State) -> usize {
    let whole = |epoch: usize| {
        let state = State {
            best_epoch: epoch,
            ..state.clone()
        };
        state
            .best()
            .is_some_and(|name| Checkpoint::read_named(checkpoints, name).is_ok())
    };
    if state.best_epoch == 0 || whole(state.best_epoch) {
        return state.best_epoch;
    }
    let validated = state
        .metrics
        .iter()
        .filter(|line| line.split == Split::Validation);
    let best = validated
        .filter(|line| whole(line.epoch))
        .reduce(|best, line| {
            if line.is_better_than(best) {
                line
            } else {
                best
            }
        });
    best.map_or(0, |line| line.epoch)
}
