//! Metrics and records: what is read can be written, and is then read the same.

use std::fs;

use burn_mnist_run::calibration::Fit;
use burn_mnist_run::record::{ClassScore, Evaluation, Interval, ProbabilityScore, ReliabilityBin};
use burn_mnist_run::{
    Calibration, EpochMetrics, Metrics, RunDirectory, RunLock, RunRecord, Split, StepKind,
    StepMetrics, Temperature,
};
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
    let mut bytes = serde_json::to_vec(&step_metrics()).unwrap();
    bytes.push(b'\n');
    bytes.extend(serde_json::to_vec(&metrics()).unwrap());
    bytes.push(b'\n');
    bytes
}

fn step_metrics() -> StepMetrics {
    StepMetrics {
        schema_version: StepMetrics::VERSION,
        kind: StepKind::Steps,
        epoch: 1,
        step: 5,
        loss: 0.5,
        accuracy: 0.875,
        count: 160,
        learning_rate: 0.001,
    }
}

fn evaluation() -> Evaluation {
    let class = ClassScore {
        label: 0,
        count: 4,
        precision: Some(1.0),
        recall: Some(0.75),
        f1: None,
    };
    let bin = ReliabilityBin {
        count: 8,
        probability: Some(0.96875),
        accuracy: Some(0.875),
    };
    Evaluation {
        count: 8,
        correct: 7,
        accuracy: 0.875,
        accuracy_interval: Some(Interval {
            low: 0.5,
            high: 0.9375,
        }),
        top_k: vec![0.875, 1.0],
        loss: 0.0625,
        macro_f1: Some(0.875),
        probabilities: Some(ProbabilityScore {
            temperature: Temperature::ONE,
            nll: 0.0625,
            brier: 0.25,
            ece: 0.09375,
            mce: 0.09375,
            bins: vec![bin],
        }),
        classes: vec![class],
        confusion: vec![vec![3, 1], vec![0, 4]],
    }
}

fn record() -> Vec<u8> {
    let record = RunRecord {
        schema_version: RunRecord::VERSION,
        test: Some(evaluation()),
        ..RunRecord::default()
    };
    serde_json::to_vec_pretty(&record).unwrap()
}

#[test]
fn damaged_metrics_are_read_as_they_could_be_written_or_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("metrics.jsonl");
    fs::write(&path, lines()).unwrap();
    let read = Metrics::read(&path).unwrap();
    assert_eq!(
        (read.epochs, read.steps),
        (vec![metrics()], vec![step_metrics()])
    );
    proptest!(|(bytes in prop_oneof![damaged(lines()), foreign()])| {
        fs::write(&path, bytes).unwrap();
        if let Ok(metrics) = Metrics::read(&path) {
            metrics.clone().write(&path).unwrap();
            prop_assert_eq!(Metrics::read(&path).unwrap(), metrics);
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

#[test]
fn a_damaged_calibration_is_read_as_it_could_be_written_or_refused() {
    let directory = tempfile::tempdir().unwrap();
    let run = RunDirectory::create(directory.path()).unwrap();
    let lock = RunLock::acquire(&run).unwrap();
    let fit = Fit {
        nll: 0.125,
        ece: 0.015625,
    };
    let temperature = Temperature::new(1.5).unwrap();
    let written = Calibration::new(temperature, "ab".repeat(32), 500, [fit, fit]);
    written.write(&run, &lock).unwrap();
    let genuine = fs::read(run.calibration()).unwrap();
    assert_eq!(Calibration::read(&run).unwrap(), Some(written));
    proptest!(|(bytes in prop_oneof![damaged(genuine), foreign()])| {
        fs::write(run.calibration(), bytes).unwrap();
        if let Ok(Some(read)) = Calibration::read(&run) {
            read.write(&run, &lock).unwrap();
            prop_assert_eq!(Calibration::read(&run).unwrap(), Some(read));
        }
    });
}
