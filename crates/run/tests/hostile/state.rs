//! A state that is accepted answers every question put to it, however large its counts.

use std::path::Path;

use burn_mnist_run::checkpoint::PartialEpoch;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{RunError, State};
use proptest::prelude::*;

use crate::damage::{damaged, foreign};
use crate::records::metrics;

fn state(partial: Option<PartialEpoch>) -> State {
    State {
        schema_version: State::VERSION,
        epoch: 2,
        step: 15,
        partial,
        seed: 42,
        settings: SettingsRecord::from([("hidden".to_owned(), 128.into())]),
        config_sha256: "0".repeat(64),
        dataset_sha256: "1".repeat(64),
        metrics: vec![metrics()],
        best_epoch: 1,
        seconds: 0.75,
    }
}

fn bytes(state: &State) -> Vec<u8> {
    serde_json::to_vec_pretty(state).unwrap()
}

fn read(bytes: &[u8]) -> Result<State, RunError> {
    State::from_json(Path::new("state.json"), bytes)
}

/// Counts near both ends of what the type holds.
fn any_count() -> impl Strategy<Value = usize> {
    prop_oneof![0..4_usize, usize::MAX - 2..=usize::MAX, any::<usize>()]
}

#[test]
fn a_genuine_state_is_read() {
    for partial in [None, Some(PartialEpoch::default())] {
        let state = state(partial);
        assert_eq!(read(&bytes(&state)).unwrap(), state);
    }
}

proptest! {
    #[test]
    fn what_is_accepted_is_written_as_it_was_read(
        damage in prop_oneof![
            damaged(bytes(&state(None))),
            damaged(bytes(&state(Some(PartialEpoch::default())))),
            foreign(),
        ],
    ) {
        if let Ok(state) = read(&damage) {
            prop_assert_eq!(read(&bytes(&state)).unwrap(), state);
        }
    }

    #[test]
    fn no_count_is_beyond_counting_on(
        within: bool,
        epoch in any_count(),
        step in any_count(),
        best_epoch in any_count(),
    ) {
        let partial = within.then(PartialEpoch::default);
        let written = State { epoch, step, best_epoch, ..state(partial) };
        if let Ok(state) = read(&bytes(&written)) {
            prop_assert!(state.best_epoch <= state.finished_epochs());
            prop_assert_eq!(state.next_epoch().checked_sub(1), Some(state.finished_epochs()));
            prop_assert_eq!(state.name().to_string().parse(), Ok(state.name()));
            prop_assert!(state.best_validation().is_none() || state.best().is_some());
        }
    }
}
