//! Every figure against those that an independent program computed: `reference/evaluation.py`.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, its helpers too"
)]

use burn_mnist_evaluation::{answers, fit_temperature, probability_score, score};
use burn_mnist_run::Temperature;
use burn_mnist_run::evaluation::ProbabilityScore;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    labels: Vec<u8>,
    logits: Vec<[f32; 10]>,
    accuracy: f64,
    interval: [f64; 2],
    top_k: Vec<f64>,
    f1: Vec<f64>,
    macro_f1: f64,
    plain: Quality,
    calibrated: Quality,
}

#[derive(Deserialize)]
struct Quality {
    temperature: f64,
    nll: f64,
    brier: f64,
    ece: f64,
    mce: f64,
    bin_counts: Vec<u64>,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("reference/evaluation.json")).unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-10, "{found}, not {expected}");
}

#[track_caller]
fn assert_quality(found: &ProbabilityScore, expected: &Quality) {
    assert_near(found.nll, expected.nll);
    assert_near(found.brier, expected.brier);
    assert_near(found.ece, expected.ece);
    assert_near(found.mce, expected.mce);
    let counts: Vec<u64> = found.bins.iter().map(|bin| bin.count).collect();
    assert_eq!(counts, expected.bin_counts);
}

#[test]
fn the_figures_of_a_split_are_those_of_the_reference() {
    let expected = reference();
    let found = score(&answers(
        &expected.logits,
        &expected.labels,
        Temperature::ONE,
    ));
    assert_near(found.accuracy, expected.accuracy);
    let interval = found.accuracy_interval.unwrap();
    assert_near(interval.low, expected.interval[0]);
    assert_near(interval.high, expected.interval[1]);
    assert_eq!(found.top_k, expected.top_k);
    for (class, f1) in found.classes.iter().zip(&expected.f1) {
        assert_near(class.f1.unwrap(), *f1);
    }
    assert_near(found.macro_f1.unwrap(), expected.macro_f1);
    assert_near(found.loss, expected.plain.nll);
    assert_quality(&found.probabilities.unwrap(), &expected.plain);
}

#[test]
fn the_temperature_is_the_one_another_search_finds() {
    let expected = reference();
    let temperature = fit_temperature(&expected.logits, &expected.labels).unwrap();
    // A golden section search compares values, and so sees the place of the least only to half their digits.
    let found = temperature.get();
    let ratio = found / expected.calibrated.temperature;
    assert!((ratio - 1.0).abs() < 1e-6, "{found}");
    let same = Temperature::new(expected.calibrated.temperature).unwrap();
    let answers = answers(&expected.logits, &expected.labels, same);
    let score = probability_score(&answers, same).unwrap();
    assert_quality(&score, &expected.calibrated);
    assert!(expected.calibrated.nll < expected.plain.nll);
}
