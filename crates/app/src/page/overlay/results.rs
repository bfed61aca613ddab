//! The results of the runs with their intervals, and whether they may be compared.

use burn_mnist_report::{Block, Column, Emphasis, Row, Table};
use burn_mnist_run::RunRecord;
use burn_mnist_run::record::{Evaluation, Status};

use super::{Overlay, Run};
use crate::page::recipe;
use crate::page::result::interval;
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
    let validation = |record: &RunRecord| {
        let dataset = &record.dataset;
        let images = (dataset.train_sha256.clone(), dataset.limit);
        (images, dataset.validation_count, record.seed)
    };
    let validation = (!are_equal(overlay, validation)).then(|| {
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
    are_equal(overlay, |record| {
        let dataset = &record.dataset;
        (dataset.test_sha256.clone(), dataset.test_count)
    })
}

fn are_equal<T: PartialEq>(overlay: &Overlay, of: impl Fn(&RunRecord) -> T) -> bool {
    let mut values = overlay.runs.iter().map(|run| of(&run.record));
    let first = values.next();
    values.all(|value| Some(value) == first)
}

fn table(overlay: &Overlay) -> Table {
    let best = best(overlay);
    let rows = overlay.runs.iter().enumerate();
    Table {
        caption: match best {
            Some(_) => "The run in bold is better than every other one: its 95 % interval is above theirs.",
            None => "No run is distinguishably better than every other one: 95 % intervals overlap, or results are \
                     missing or not comparable.",
        }
        .to_owned(),
        columns: vec![
            Column::words("Run"),
            Column::numbers("Test accuracy"),
            Column::numbers("95 % interval"),
            Column::numbers("Test loss").in_unit("nats"),
            Column::numbers("Validation accuracy"),
            Column::numbers("Best epoch"),
            Column::numbers("Epochs"),
            Column::numbers("Time"),
            Column::words("Backend"),
            Column::words("Test images"),
        ],
        rows: rows
            .map(|(position, run)| row(run, best == Some(position)))
            .collect(),
    }
}

fn row(run: &Run, is_best: bool) -> Row {
    let record = &run.record;
    let (test, summary) = (record.test.as_ref(), &record.summary);
    let dash = || "–".to_owned();
    Row {
        cells: vec![
            run.name.clone(),
            percent(test.map(|test| test.accuracy)),
            test.and_then(interval).unwrap_or_else(dash),
            test.map_or_else(dash, |test| format!("{:.4}", test.loss)),
            percent(summary.validation_accuracy),
            summary
                .best_epoch
                .map_or_else(dash, |epoch| epoch.to_string()),
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
