//! Metrics and records: what is read can be written, and is then read the same.

use std::fs;

use burn_mnist_run::record::Evaluation;
use burn_mnist_run::{EpochMetrics, RunDirectory, RunRecord, SCHEMA_VERSION, Split};
use proptest::prelude::*;

use crate::damage::{damaged, foreign};

pub fn metrics() -> EpochMetrics {
    EpochMetrics {
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
    }
}

fn lines() -> Vec<u8> {
    let mut bytes = serde_json::to_vec(&metrics()).unwrap();
    bytes.push(b'\n');
    bytes.repeat(2)
}

fn record() -> Vec<u8> {
    let record = RunRecord {
        schema_version: SCHEMA_VERSION,
        test: Some(Evaluation::new(vec![vec![3, 1], vec![0, 4]], 0.5)),
        ..RunRecord::default()
    };
    serde_json::to_vec_pretty(&record).unwrap()
}

#[test]
fn damaged_metrics_are_read_as_they_could_be_written_or_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("metrics.jsonl");
    fs::write(&path, lines()).unwrap();
    assert_eq!(EpochMetrics::read(&path).unwrap(), [metrics(), metrics()]);
    proptest!(|(bytes in prop_oneof![damaged(lines()), foreign()])| {
        fs::write(&path, bytes).unwrap();
        if let Ok(lines) = EpochMetrics::read(&path) {
            EpochMetrics::restore(&path, &lines).unwrap();
            prop_assert_eq!(EpochMetrics::read(&path).unwrap(), lines);
        }
    });
}

#[test]
fn a_damaged_record_is_read_as_it_could_be_written_or_refused() {
    let directory = tempfile::tempdir().unwrap();
    let run = RunDirectory::create(directory.path()).unwrap();
    fs::write(run.record(), record()).unwrap();
    RunRecord::read(&run).unwrap();
    proptest!(|(bytes in prop_oneof![damaged(record()), foreign()])| {
        fs::write(run.record(), bytes).unwrap();
        if let Ok(record) = RunRecord::read(&run) {
            record.write(&run).unwrap();
            prop_assert_eq!(RunRecord::read(&run).unwrap(), record);
        }
    });
}
