//! `metrics.jsonl` is appended to while the power may fail: lines that are read are lines that can
//! be written and read again.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use burn_mnist_fuzz::{damage, json, scratch};
use burn_mnist_run::{EpochMetrics, Metrics, Split, StepKind, StepMetrics};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

struct Place {
    file: PathBuf,
    again: PathBuf,
    genuine: Vec<u8>,
}

static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let directory = scratch::directory("metrics");
    let file = directory.join("metrics.jsonl");
    let lines = [Split::Train, Split::Validation, Split::Test].map(|split| EpochMetrics {
        schema_version: EpochMetrics::VERSION,
        epoch: 1,
        step: 10,
        split,
        loss: 0.25,
        accuracy: 0.9375,
        count: 320,
        learning_rate: Some(0.001),
        images_per_second: 60_000.5,
        seconds: 0.5,
    });
    let metrics = Metrics {
        epochs: lines.into(),
        steps: vec![StepMetrics {
            schema_version: StepMetrics::VERSION,
            kind: StepKind::Steps,
            epoch: 1,
            step: 5,
            loss: 0.5,
            accuracy: 0.875,
            count: 160,
            learning_rate: 0.001,
        }],
    };
    metrics.clone().write(&file).expect("a scratch file");
    assert_eq!(Metrics::read(&file).expect("its own lines"), metrics);
    Place {
        genuine: fs::read(&file).expect("a scratch file"),
        again: directory.join("again.jsonl"),
        file,
    }
});

fuzz_target!(|bytes: &[u8]| {
    fs::write(&PLACE.file, bytes).expect("a scratch file");
    let Ok(metrics) = Metrics::read(&PLACE.file) else {
        return;
    };
    metrics.clone().write(&PLACE.again).expect("a scratch file");
    assert_eq!(Metrics::read(&PLACE.again).expect("its own lines"), metrics);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let genuine = &PLACE.genuine;
    damage::mutate(genuine, data, size, max_size, seed, |rng, bytes| {
        json::strike(rng, bytes, genuine);
    })
});
