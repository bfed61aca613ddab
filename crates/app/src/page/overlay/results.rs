//! The results of the runs with their intervals, and whether they may be compared.

use burn_mnist_report::{Block, Column, Emphasis, Row, Table};
use burn_mnist_run::record::{Evaluation, Status};

use super::{Overlay, Run};
use crate::page::recipe;
use crate::page::words::{counted, duration, percent};

/// How many runs, on what, and between which results.
pub fn title(overlay: &Overlay) -> String {
    let runs = counted(overlay.runs.len(), "run");
    let tests: Vec<&Evaluation> = tests(overlay).collect();
    let accuracies = || tests.iter().map(|test| test.accuracy);
    let (least, most) = (
        accuracies().fold(f64::INFINITY, f64::min),
        accuracies().fold(0.0, f64::max),
    );
    match overlay.runs.first() {
        Some(first) if has_one_test_set(overlay) && tests.len() == overlay.runs.len() => format!(
            "{runs} on {}: {:.2} to {}",
            recipe::digits(&first.record),
            100.0 * least,
            percent(Some(most))
        ),
        _ => format!("{runs} compared"),
    }
}

pub fn blocks(overlay: &Overlay) -> Vec<Block> {
    vec![
        Block::Warnings(warnings(overlay)),
        Block::Table(table(overlay)),
    ]
}

fn tests(overlay: &Overlay) -> impl Iterator<Item = &Evaluation> {
    overlay
        .runs
        .iter()
        .filter_map(|run| run.record.test.as_ref())
}

fn warnings(overlay: &Overlay) -> Vec<String> {
    let images = (!has_one_test_set(overlay)).then(|| {
        "The runs were tested on different images, so their results cannot be compared. The column Test images names them."
            .to_owned()
    });
    let validation = (!has_one_validation_set(overlay)).then(|| {
        "The validation images are not the same for all runs. They depend on the training images, the seed and the \
         number held back."
            .to_owned()
    });
    let unfinished = overlay.runs.iter().filter_map(unfinished);
    images
        .into_iter()
        .chain(validation)
        .chain(unfinished)
        .collect()
}

fn unfinished(run: &Run) -> Option<String> {
    let epochs = counted(run.record.summary.epochs, "epoch");
    match run.record.status {
        Status::Completed => None,
        status => Some(format!(
            "{} is {status} after {epochs}: it has no test result.",
            run.name
        )),
    }
}

fn has_one_test_set(overlay: &Overlay) -> bool {
    all_equal(overlay.runs.iter().map(|run| {
        let dataset = &run.record.dataset;
        (dataset.test_sha256.clone(), dataset.test_count)
    }))
}

/// Whether the runs that have validation images have the same ones.
fn has_one_validation_set(overlay: &Overlay) -> bool {
    let records = overlay.runs.iter().map(|run| &run.record);
    let validated = records.filter(|record| record.dataset.validation_count > 0);
    all_equal(validated.map(|record| {
        let dataset = &record.dataset;
        let images = (dataset.train_sha256.clone(), dataset.limit);
        (images, dataset.validation_count, record.seed)
    }))
}

fn all_equal<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    let first = values.next();
    values.all(|value| Some(value) == first)
}

fn table(overlay: &Overlay) -> Table {
    let best = best(overlay);
    let rows = overlay.runs.iter().enumerate();
    let mut table = Table {
        caption: match best {
            Some(_) => {
                "The run in bold is better than every other one: its 95 % interval is above theirs."
            }
            None => undecided(overlay),
        }
        .to_owned(),
        columns: vec![
            Column::words("Run"),
            Column::numbers("Test accuracy").in_unit("%"),
            Column::numbers("95 % interval").in_unit("%"),
            Column::numbers("Test loss").in_unit("nats"),
            Column::numbers("Validation").in_unit("accuracy, %"),
            Column::numbers("Best epoch"),
            Column::numbers("Epochs"),
            Column::numbers("Time"),
            Column::words("Backend"),
            Column::words("Test images"),
        ],
        rows: rows
            .map(|(position, run)| row(run, best == Some(position)))
            .collect(),
    };
    if has_one_test_set(overlay) {
        // The title names them. A row's last cell, being one too many, is left out.
        table.columns.pop();
    }
    table
}

/// Why no run is the best.
fn undecided(overlay: &Overlay) -> &'static str {
    let has_interval = |test: &Evaluation| test.accuracy_interval.is_some();
    if overlay.runs.len() < 2 {
        ""
    } else if !has_one_test_set(overlay) {
        "No run is marked as the best: they were tested on different images."
    } else if tests(overlay).count() < overlay.runs.len() {
        "No run is marked as the best: not every run has a test result."
    } else if !tests(overlay).all(has_interval) {
        "No run is marked as the best: not every test result has a confidence interval."
    } else {
        "No run is clearly better than every other one: the 95 % intervals of the best runs overlap."
    }
}

fn row(run: &Run, is_best: bool) -> Row {
    let record = &run.record;
    let (test, summary) = (record.test.as_ref(), &record.summary);
    let dash = || "–".to_owned();
    let share =
        |share: Option<f64>| share.map_or_else(dash, |share| format!("{:.2}", 100.0 * share));
    let interval = test.and_then(|test| test.accuracy_interval);
    // Without validation no epoch is chosen.
    let best_epoch = summary.validation_accuracy.and(summary.best_epoch);
    Row {
        cells: vec![
            run.name.clone(),
            share(test.map(|test| test.accuracy)),
            interval.map_or_else(dash, |interval| {
                format!(
                    "{} to {}",
                    share(Some(interval.low)),
                    share(Some(interval.high))
                )
            }),
            test.map_or_else(dash, |test| format!("{:.4}", test.loss)),
            share(summary.validation_accuracy),
            best_epoch.map_or_else(dash, |epoch| epoch.to_string()),
            summary.epochs.to_string(),
            duration(summary.seconds),
            record.hardware.backend.clone(),
            recipe::digits(record),
        ],
        emphasis: match is_best {
            true => Emphasis::Best,
            false => Emphasis::Plain,
        },
    }
}

/// The position of the run whose interval is above that of every other one, all of them tested on the same images.
fn best(overlay: &Overlay) -> Option<usize> {
    let tests = overlay.runs.iter().map(|run| run.record.test.as_ref());
    let intervals = tests.map(|test| test.and_then(|test| test.accuracy_interval));
    let intervals: Vec<_> = intervals.collect::<Option<_>>()?;
    if intervals.len() < 2 || !has_one_test_set(overlay) {
        return None;
    }
    (0..intervals.len()).find(|best| {
        let others = intervals.iter().enumerate();
        let mut others = others.filter(|(position, _)| position != best);
        others.all(|(_, other)| other.high < intervals[*best].low)
    })
}
