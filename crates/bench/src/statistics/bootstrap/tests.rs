//! Against published values, against every resample there is, and against drawing at random.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::super::order::{median_of, quantile};
use super::*;

/// Survival of treated mice in days: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, table 2.1.
const TREATED: [f64; 7] = [94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0];
/// The same of those not treated.
const CONTROL: [f64; 9] = [52.0, 104.0, 146.0, 10.0, 51.0, 30.0, 40.0, 27.0, 46.0];

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} {expected}");
}

/// The standard error of the median, in the samples' unit. `None` without samples, or if one is not finite.
fn median_standard_error(samples: &[f64]) -> Option<f64> {
    let outcomes = medians(&sorted(samples)?);
    let expect = |of: &dyn Fn(f64) -> f64| -> f64 {
        let part = |outcome: &Outcome| outcome.chance * of(outcome.value);
        outcomes.iter().map(part).sum()
    };
    let mean = expect(&|value| value);
    Some(expect(&|value| (value - mean).powi(2)).sqrt())
}

/// Table 2.2 there: 37.83 for infinitely many resamples.
#[test]
fn the_standard_error_of_the_mouse_data_is_the_published_limit() {
    near(median_standard_error(&TREATED).unwrap(), 37.83, 0.005);
}

/// Quantiles of the t distribution, 0.975: any table.
#[test]
fn the_tail_follows_the_table_of_student() {
    for (n, t) in [
        (2, 12.706),
        (5, 2.776),
        (10, 2.262),
        (31, 2.042),
        (1001, 1.962),
    ] {
        let expanded = (n as f64 / (n as f64 - 1.0)).sqrt() * t;
        let expected = Normal::standard().cdf(-expanded);
        near(expanded_tail(n).unwrap() / expected, 1.0, 0.01);
    }
    near(expanded_tail(1_000_000).unwrap(), 0.025, 1e-5);
}

/// A resample of four is one of 256, a resample of five one of 3,125.
#[test]
fn the_chances_are_those_of_counting_every_resample() {
    for samples in [&[1.0, 2.0, 4.0, 8.0][..], &[1.0, 2.0, 4.0, 8.0, 16.0]] {
        let n = samples.len();
        let total = n.pow(n as u32);
        let all = (0..total).map(|code| {
            let pick = |place| samples[code / n.pow(place) % n];
            let mut resample: Vec<f64> = (0..n as u32).map(pick).collect();
            resample.sort_by(f64::total_cmp);
            median_of(&resample)
        });
        let counted: Vec<f64> = all.collect();
        for Outcome { value, chance } in medians(samples) {
            let hits = counted.iter().filter(|&&median| median == value).count();
            near(chance, hits as f64 / total as f64, 1e-12);
        }
    }
}

#[test]
fn drawing_at_random_finds_the_same_interval() {
    let twelve: Vec<f64> = CONTROL.iter().chain(&TREATED[..3]).copied().collect();
    for samples in [&TREATED[..], &CONTROL, &twelve] {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut draw = || {
            let pick = |_| samples[random.random_range(0..samples.len())];
            let mut resample: Vec<f64> = (0..samples.len()).map(pick).collect();
            resample.sort_by(f64::total_cmp);
            median_of(&resample)
        };
        let drawn: Vec<f64> = (0..20_000).map(|_| draw()).collect();
        let tail = expanded_tail(samples.len()).unwrap();
        let (low, high) = median_interval(samples).unwrap();
        near(quantile(&drawn, tail).unwrap(), low, 4.0);
        near(quantile(&drawn, 1.0 - tail).unwrap(), high, 4.0);
    }
}

#[test]
fn all_chances_together_are_certainty() {
    for n in [1, 2, 3, 6, 7, 50, 51, 1000, 1001] {
        let samples: Vec<f64> = (0..n).map(f64::from).collect();
        let sum: f64 = medians(&samples).iter().map(|outcome| outcome.chance).sum();
        near(sum, 1.0, 1e-9);
    }
}

#[test]
fn the_interval_holds_the_median_and_does_not_care_for_order_or_unit() {
    let milliseconds = CONTROL.map(|seconds| seconds * 1024.0);
    let mut reversed = CONTROL;
    reversed.reverse();
    let (low, high) = median_interval(&CONTROL).unwrap();
    assert!(low <= 46.0 && 46.0 <= high);
    assert_eq!(median_interval(&reversed), Some((low, high)));
    let scaled = median_interval(&milliseconds);
    assert_eq!(scaled, Some((low * 1024.0, high * 1024.0)));
}

#[test]
fn few_samples_are_covered_whole_and_one_sample_says_nothing() {
    assert_eq!(median_interval(&[]), None);
    assert_eq!(median_interval(&[1.0]), None);
    assert_eq!(median_interval(&[1.0, f64::NAN]), None);
    assert_eq!(median_interval(&[3.0, 1.0]), Some((1.0, 3.0)));
    let five = [3.0, 1.0, 4.0, 1.5, 9.0];
    assert_eq!(median_interval(&five), Some((1.0, 9.0)));
    assert_eq!(median_interval(&[2.0; 6]), Some((2.0, 2.0)));
}

#[test]
fn a_thousand_samples_leave_little_doubt() {
    let samples: Vec<f64> = (0..1000).map(|k| f64::from(k).sqrt()).collect();
    let (low, high) = median_interval(&samples).unwrap();
    assert!(low > 20.0 && high < 25.0, "{low} {high}");
}
