//! Runs beside each other: settings that differ, results, and whether the accuracies differ by more than chance.

use std::path::PathBuf;

use burn_mnist_backend::DEFAULT;
use burn_mnist_evaluation::{PairedCounts, difference_interval};
use burn_mnist_model::output::argmax;
use burn_mnist_run::record::{Interval, SettingsRecord};
use burn_mnist_run::{RunDirectory, RunRecord};
use burn_mnist_settings::KEYS;
use serde::Serialize;

use super::find;
use crate::context::Context;
use crate::error::AppError;
use crate::model::{CalibrationPolicy, ImageSource, MeasuredSplit, ModelRequest, OpenModel};
use crate::notice::Notice;

/// A difference of accuracies whose p-value is below this is called beyond chance.
const SIGNIFICANCE: f64 = 0.05;

/// Several runs, the first of which the others are compared with.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// The runs, in the order in which they were named.
    pub runs: Vec<ComparedRun>,
    /// Settings that are not the same in all of them.
    pub settings: Vec<DifferentSetting>,
    /// The accuracy of each other run against the first run's.
    pub differences: Vec<AccuracyDifference>,
}

/// One run of a comparison.
#[derive(Debug, Serialize)]
pub struct ComparedRun {
    /// Its directory.
    pub path: PathBuf,
    /// What it recorded.
    #[serde(flatten)]
    pub record: RunRecord,
}

/// A setting and its value in each run; null where a run did not record it.
#[derive(Debug, PartialEq, Serialize)]
pub struct DifferentSetting {
    /// Its config key.
    pub key: String,
    /// Its value in each run.
    pub values: Vec<serde_json::Value>,
}

/// How far the test accuracy of a run is from the first run's.
#[derive(Debug, Serialize)]
pub struct AccuracyDifference {
    /// The run.
    pub run: String,
    /// What is known about it; absent where the accuracies cannot be compared.
    #[serde(flatten)]
    pub figures: Option<DifferenceFigures>,
    /// Why the accuracies cannot be compared, or not image by image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A difference of two accuracies, as shares of the test images.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DifferenceFigures {
    /// Accuracy of the run minus that of the first.
    pub difference: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Images that only this run labels right; absent where answers are not known one by one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_this: Option<u64>,
    /// Images that only the first run labels right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_first: Option<u64>,
    /// The p-value of McNemar's exact test.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_value: Option<f64>,
    /// Whether the difference is more than chance explains.
    pub beyond_chance: bool,
}

/// Compares runs with the first of them. Where their networks and images are there, they predict the test images once
/// more, so that they are compared image by image.
///
/// # Errors
///
/// [`AppError::Run`] and [`AppError::RunLookup`] if a run is not there or its record is damaged. A network that cannot
/// be used makes the comparison less precise, and is a [`Notice`].
pub fn compare(names: &[PathBuf], context: &Context<'_>) -> Result<Comparison, AppError> {
    let mut runs = Vec::new();
    for name in names {
        let run = RunDirectory::open(&find(name, &context.artifacts)?)?;
        runs.push(ComparedRun {
            path: run.root().to_owned(),
            record: RunRecord::observe(&run)?,
        });
    }
    let differences = match runs.split_first() {
        Some((first, others)) => differences(first, others, context),
        None => Vec::new(),
    };
    let settings: Vec<&SettingsRecord> = runs.iter().map(|run| &run.record.settings).collect();
    Ok(Comparison {
        settings: different(&settings),
        differences,
        runs,
    })
}

fn different(records: &[&SettingsRecord]) -> Vec<DifferentSetting> {
    let keys = KEYS.iter().filter(|key| key.recorded).map(|key| key.name);
    let row = |key: &str| DifferentSetting {
        key: key.to_owned(),
        values: records
            .iter()
            .map(|record| record.get(key).cloned().unwrap_or_default())
            .collect(),
    };
    let differs = |row: &DifferentSetting| row.values.windows(2).any(|pair| pair[0] != pair[1]);
    keys.map(row).filter(differs).collect()
}

fn differences(
    first: &ComparedRun,
    others: &[ComparedRun],
    context: &Context<'_>,
) -> Vec<AccuracyDifference> {
    // Predicted once, and only if a run can be compared with it.
    let mut of_first = None;
    let compared = others.iter().map(|other| {
        let failed = |reason: &str| AccuracyDifference {
            run: other.record.run.clone(),
            figures: None,
            reason: Some(reason.to_owned()),
        };
        if first.record.test.is_none() || other.record.test.is_none() {
            return failed("a run without a test result cannot be compared");
        }
        let images = |run: &ComparedRun| {
            let dataset = &run.record.dataset;
            (dataset.test_sha256.clone(), dataset.test_count)
        };
        if images(first) != images(other) {
            return failed("they were tested on different images");
        }
        let of_first = of_first.get_or_insert_with(|| answers(first, context));
        let pair = match (of_first.as_ref(), answers(other, context)) {
            (Ok(first), Ok(other)) => Ok(PairedCounts::of(
                other.iter().copied().zip(first.iter().copied()),
            )),
            (Err(reason), _) => Err(reason.clone()),
            (_, Err(reason)) => Err(reason),
        };
        let (figures, reason) = match pair {
            Ok(counts) => (paired(&counts), None),
            Err(reason) => (unpaired(&first.record, &other.record), Some(reason)),
        };
        AccuracyDifference {
            run: other.record.run.clone(),
            figures,
            reason,
        }
    });
    compared.collect()
}

/// Whether each test image is labelled right by the run's best checkpoint; otherwise why that is not known.
fn answers(run: &ComparedRun, context: &Context<'_>) -> Result<Vec<bool>, String> {
    predict(run, context).map_err(|error| {
        context.notice(Notice::NotCompared {
            run: run.path.clone(),
            error: &error,
        });
        "the answers to single images are not known".to_owned()
    })
}

fn predict(run: &ComparedRun, context: &Context<'_>) -> Result<Vec<bool>, AppError> {
    let request = ModelRequest {
        name: run.path.clone(),
        backend: DEFAULT.to_owned(),
        calibration: CalibrationPolicy::Ignore,
    };
    let model = OpenModel::open(&request, context)?;
    let labelled = model.labelled(&ImageSource::default(), MeasuredSplit::Test, None, context)?;
    let digits = labelled.digits;
    let scored = model.saved.evaluate(digits.images(), digits.labels())?;
    let right = scored.logits.iter().zip(digits.labels());
    Ok(right
        .map(|(logits, label)| argmax(logits) == *label)
        .collect())
}

fn paired(counts: &PairedCounts) -> Option<DifferenceFigures> {
    let p_value = counts.p_value();
    Some(DifferenceFigures {
        difference: counts.difference()?,
        interval: counts.interval()?,
        only_this: Some(counts.first_only),
        only_first: Some(counts.second_only),
        p_value: Some(p_value),
        beyond_chance: p_value < SIGNIFICANCE,
    })
}

fn unpaired(first: &RunRecord, other: &RunRecord) -> Option<DifferenceFigures> {
    let counts = |record: &RunRecord| record.test.as_ref().map(|test| (test.correct, test.count));
    let ((first, of_first), (other, of_other)) = (counts(first)?, counts(other)?);
    let interval = difference_interval((other, of_other), (first, of_first))?;
    Some(DifferenceFigures {
        difference: other as f64 / of_other as f64 - first as f64 / of_first as f64,
        interval,
        only_this: None,
        only_first: None,
        p_value: None,
        beyond_chance: interval.low > 0.0 || interval.high < 0.0,
    })
}

#[cfg(test)]
mod tests {
    use burn_mnist_run::record::Evaluation;

    use super::*;

    #[test]
    fn settings_that_differ_have_a_value_for_each_run() {
        let record = |pairs: &[(&str, i32)]| -> SettingsRecord {
            let pairs = pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).into()));
            pairs.collect()
        };
        let one = record(&[("seed", 1), ("epochs", 5)]);
        let other = record(&[("seed", 2), ("epochs", 5), ("patience", 3)]);
        let found = different(&[&one, &other]);
        let rows: Vec<(&str, Vec<serde_json::Value>)> = found
            .iter()
            .map(|row| (row.key.as_str(), row.values.clone()))
            .collect();
        assert!(
            rows.contains(&("seed", vec![1.into(), 2.into()])),
            "{rows:?}"
        );
        assert!(rows.contains(&("patience", vec![serde_json::Value::Null, 3.into()])));
        assert_eq!(rows.len(), 2);
    }

    fn tested(correct: u64) -> RunRecord {
        RunRecord {
            test: Some(Evaluation {
                count: 10_000,
                correct,
                ..Evaluation::default()
            }),
            ..RunRecord::default()
        }
    }

    #[test]
    fn accuracies_alone_differ_beyond_chance_where_the_interval_excludes_zero() {
        let near = unpaired(&tested(9_700), &tested(9_710)).unwrap();
        assert!(!near.beyond_chance && near.interval.low < 0.0 && near.interval.high > 0.0);
        let far = unpaired(&tested(9_700), &tested(9_500)).unwrap();
        assert!(far.beyond_chance && far.interval.high < 0.0);
        assert!((far.difference + 0.02).abs() < 1e-12);
        assert_eq!(unpaired(&tested(9_700), &RunRecord::default()), None);
    }

    #[test]
    fn answers_to_the_same_images_decide_by_their_p_value() {
        let counts = |first_only, second_only| PairedCounts {
            both: 9_000,
            first_only,
            second_only,
            neither: 100,
        };
        let chance = paired(&counts(30, 25)).unwrap();
        assert!(!chance.beyond_chance && chance.p_value > Some(SIGNIFICANCE));
        let better = paired(&counts(60, 20)).unwrap();
        assert!(better.beyond_chance && better.difference > 0.0);
        assert_eq!((better.only_this, better.only_first), (Some(60), Some(20)));
    }
}
