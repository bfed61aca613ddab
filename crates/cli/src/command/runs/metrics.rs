//! `runs metrics`: the metrics of a run as a table for other programs.

use std::fmt::Write;
use std::path::Path;

use burn_mnist_app::runs;
use burn_mnist_run::{EpochMetrics, Metrics, RunDirectory, Split, StepMetrics};
use serde::Serialize;

use crate::artifacts::artifacts;
use crate::failure::Failure;
use crate::output::Output;

/// A row: an epoch's figures on one split, or those of the steps before a step of training.
#[derive(Debug, Serialize)]
struct Row {
    /// `epoch` or `steps`.
    kind: &'static str,
    epoch: usize,
    step: usize,
    split: Split,
    loss: f64,
    accuracy: f64,
    count: usize,
    learning_rate: Option<f64>,
    images_per_second: Option<f64>,
    seconds: Option<f64>,
}

/// Prints the metrics of a run, ordered by step.
pub fn metrics(typed: &Path, output: Output) -> Result<(), Failure> {
    let run = RunDirectory::open(&runs::find(typed, &artifacts())?)?;
    let rows = rows(&Metrics::read(&run.metrics())?);
    output.result(rows.as_slice(), csv)
}

fn rows(metrics: &Metrics) -> Vec<Row> {
    let steps = metrics.steps.iter().map(Row::from);
    let epochs = metrics.epochs.iter().map(Row::from);
    let mut rows: Vec<Row> = steps.chain(epochs).collect();
    // Stable: of equal steps, the line of steps is before those of its epoch.
    rows.sort_by_key(|row| row.step);
    rows
}

impl From<&EpochMetrics> for Row {
    fn from(line: &EpochMetrics) -> Self {
        Self {
            kind: "epoch",
            epoch: line.epoch,
            step: line.step,
            split: line.split,
            loss: line.loss,
            accuracy: line.accuracy,
            count: line.count,
            learning_rate: line.learning_rate,
            images_per_second: Some(line.images_per_second),
            seconds: Some(line.seconds),
        }
    }
}

impl From<&StepMetrics> for Row {
    fn from(line: &StepMetrics) -> Self {
        Self {
            kind: "steps",
            epoch: line.epoch,
            step: line.step,
            split: Split::Train,
            loss: line.loss,
            accuracy: line.accuracy,
            count: line.count,
            learning_rate: Some(line.learning_rate),
            images_per_second: None,
            seconds: None,
        }
    }
}

/// RFC 4180 without quotes: no field has a comma. An absent figure is an empty field.
fn csv(rows: &[Row]) -> String {
    let mut text =
        "kind,epoch,step,split,loss,accuracy,count,learning_rate,images_per_second,seconds\n"
            .to_owned();
    let figure = |figure: Option<f64>| figure.map_or_else(String::new, |figure| figure.to_string());
    for row in rows {
        let split = match row.split {
            Split::Train => "train",
            Split::Validation => "validation",
            Split::Test => "test",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{},{},{},{split},{},{},{},{},{},{}",
            row.kind,
            row.epoch,
            row.step,
            row.loss,
            row.accuracy,
            row.count,
            figure(row.learning_rate),
            figure(row.images_per_second),
            figure(row.seconds),
        );
    }
    text
}
