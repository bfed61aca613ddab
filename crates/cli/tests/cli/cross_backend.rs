//! What one backend learnt, the others know: the same labels, and logits within 1e-4.

use crate::fixture::smoke_run;
use crate::predictions::{self, Row};
use crate::requirement::has_wgpu;
use crate::sandbox::Sandbox;

/// What the network in `run` makes of every synthetic test image.
#[track_caller]
fn predictions_on(sandbox: &Sandbox, backend: &str) -> Vec<Row> {
    let file = format!("{backend}.csv");
    let words = format!("evaluate run --backend {backend} --predictions {file}");
    sandbox.run(&words).succeeded();
    predictions::read(sandbox, &file)
}

/// Trains on one backend, and compares the others with it.
#[track_caller]
fn agrees(trained_on: &str, others: &[&str]) {
    let sandbox = Sandbox::new();
    if trained_on == "flex" {
        smoke_run(&sandbox);
    } else {
        let words = format!("train --config smoke --out run --backend {trained_on}");
        sandbox.run(&words).succeeded();
    }
    let reference = predictions_on(&sandbox, trained_on);
    assert_eq!(reference.len(), 2_000);
    for other in others {
        predictions::assert_agree(&reference, &predictions_on(&sandbox, other));
    }
}

#[test]
fn ndarray_predicts_as_flex_does() {
    if cfg!(feature = "ndarray") {
        agrees("flex", &["ndarray"]);
    }
}

#[test]
fn flex_predicts_as_ndarray_does() {
    if cfg!(feature = "ndarray") {
        agrees("ndarray", &["flex"]);
    }
}

#[test]
fn wgpu_predicts_as_flex_does() {
    if has_wgpu() {
        agrees("flex", &["wgpu"]);
    }
}
