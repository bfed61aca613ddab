//! `metrics.jsonl` is appended to while the power may fail: lines that are read are lines that can
//! be written and read again.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use burn_mnist_fuzz::{damage, json, scratch};
use burn_mnist_run::{EpochMetrics, Split};
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
    EpochMetrics::append(&file, &lines).expect("a scratch file");
    assert_eq!(EpochMetrics::read(&file).expect("its own lines"), lines);
    Place {
        genuine: fs::read(&file).expect("a scratch file"),
        again: directory.join("again.jsonl"),
        file,
    }
});

fuzz_target!(|bytes: &[u8]| {
    fs::write(&PLACE.file, bytes).expect("a scratch file");
    let Ok(lines) = EpochMetrics::read(&PLACE.file) else {
        return;
    };
    EpochMetrics::restore(&PLACE.again, &lines).expect("a scratch file");
    if !lines.is_empty() {
        let again = EpochMetrics::read(&PLACE.again).expect("its own lines");
        assert_eq!(again, lines);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let genuine = &PLACE.genuine;
    damage::mutate(genuine, data, size, max_size, seed, |rng, bytes| {
        json::strike(rng, bytes, genuine);
    })
});
