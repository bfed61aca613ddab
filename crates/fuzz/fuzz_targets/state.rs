//! `state.json` says where a run goes on: what is accepted must answer every question, and be
//! written again as it was read.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use burn_mnist_fuzz::{damage, json};
use burn_mnist_run::checkpoint::PartialEpoch;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_run::{EpochMetrics, Split, State};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// At an epoch's end, and within one.
static GENUINE: LazyLock<[Vec<u8>; 2]> =
    LazyLock::new(|| [None, Some(PartialEpoch::default())].map(written));

fn written(partial: Option<PartialEpoch>) -> Vec<u8> {
    let state = State {
        schema_version: State::VERSION,
        epoch: 2,
        step: 15,
        partial,
        seed: 42,
        settings: SettingsRecord::from([("hidden".to_owned(), 128.into())]),
        config_sha256: "0".repeat(64),
        dataset_sha256: "1".repeat(64),
        metrics: vec![EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch: 1,
            step: 10,
            split: Split::Validation,
            loss: 0.25,
            accuracy: 0.9375,
            count: 320,
            learning_rate: Some(0.001),
            images_per_second: 60_000.5,
            seconds: 0.5,
        }],
        best_epoch: 1,
        seconds: 0.75,
    };
    let bytes = serde_json::to_vec_pretty(&state).expect("numbers and texts");
    assert_eq!(read(&bytes), Some(state));
    bytes
}

fn read(bytes: &[u8]) -> Option<State> {
    State::from_json(Path::new("state.json"), bytes).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let Some(state) = read(bytes) else {
        return;
    };
    assert!(state.best_epoch <= state.finished_epochs());
    assert!(state.finished_epochs() < state.next_epoch());
    assert!(state.best_validation().is_none() || state.best().is_some());
    assert_eq!(state.name().to_string().parse(), Ok(state.name()));
    let again = serde_json::to_vec(&state).expect("what was JSON is JSON");
    assert_eq!(read(&again), Some(state));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let genuine = &GENUINE[seed as usize % GENUINE.len()];
    damage::mutate(genuine, data, size, max_size, seed, |rng, bytes| {
        json::strike(rng, bytes, genuine);
    })
});
