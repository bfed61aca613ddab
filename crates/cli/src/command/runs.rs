//! `runs`: the runs there are, and one of them in full.

use std::fmt::Write;
use std::path::Path;

use burn_mnist_run::record::Evaluation;
use burn_mnist_run::{EpochMetrics, Pointer, RunDirectory, RunRecord, Split};
use serde::Serialize;

use super::Done;
use crate::arguments::{Runs, RunsAction};
use crate::failure::Failure;
use crate::output::Output;
use crate::run_path;

/// What `--format json` shows of a run.
#[derive(Debug, Serialize)]
struct Shown {
    record: RunRecord,
    epochs: Vec<EpochMetrics>,
    best: Option<String>,
    latest: Option<String>,
}

/// Lists or shows.
pub fn run(runs: Runs, output: Output) -> Result<Done, Failure> {
    match runs.action {
        RunsAction::List { dir } => list(&dir, output)?,
        RunsAction::Show { run } => show(&run, output)?,
    }
    Ok(Done::Completed)
}

fn list(runs: &Path, output: Output) -> Result<(), Failure> {
    let mut records = Vec::new();
    for run in RunDirectory::list(runs)? {
        match RunRecord::read(&run) {
            Ok(record) => records.push(record),
            Err(error) => output.warn(Failure::from(error).message),
        }
    }
    records.sort_by(|a, b| (&a.started_at, &a.run).cmp(&(&b.started_at, &b.run)));
    if records.is_empty() {
        output.note(format!(
            "no runs in {}: `burn-mnist train` makes one",
            runs.display()
        ));
    }
    output.result(records.as_slice(), table)
}

fn table(records: &[RunRecord]) -> String {
    if records.is_empty() {
        return String::new();
    }
    let width = records
        .iter()
        .map(|record| record.run.len())
        .max()
        .unwrap_or(0)
        .max(3);
    let mut text = format!(
        "{:width$}  status       backend   epochs  validation    test\n",
        "run"
    );
    for record in records {
        let validation = percent(record.summary.validation_accuracy);
        let test = percent(record.test.as_ref().map(|test| test.accuracy));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:width$}  {:11}  {:8}  {:>6}  {validation:>10}  {test:>6}",
            record.run,
            record.status.to_string(),
            record.hardware.backend,
            record.summary.epochs,
        );
    }
    text
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.2} %", 100.0 * share))
}

fn show(typed: &Path, output: Output) -> Result<(), Failure> {
    let run = RunDirectory::open(&run_path::find(typed)?)?;
    let checkpoints = run.checkpoints();
    let pointed = |pointer: Pointer| {
        pointer
            .get(&checkpoints)
            .map(|name| name.map(|name| name.to_string()))
    };
    let shown = Shown {
        record: RunRecord::read(&run)?,
        epochs: EpochMetrics::read(&run.metrics())?,
        best: pointed(Pointer::Best)?,
        latest: pointed(Pointer::Latest)?,
    };
    output.result(&shown, render)
}

fn render(shown: &Shown) -> String {
    let Shown {
        record,
        epochs,
        best,
        ..
    } = shown;
    let mut text = format!("run {}: {}", record.run, record.status);
    text += &record
        .reason
        .iter()
        .map(|reason| format!(" ({reason})"))
        .collect::<String>();
    let (hardware, machine, dataset) = (&record.hardware, &record.machine, &record.dataset);
    let _ = write!(
        text,
        "\nstarted {}, seed {}, hidden {}, {} parameters\non {} ({}), {}, {} cores\n\
         data: {}; {} train, {} validation, {} test\n",
        record.started_at,
        record.seed,
        record.hidden,
        record.parameters,
        hardware.backend,
        hardware.device_name,
        machine.os,
        machine.cores,
        dataset.source,
        dataset.train_count,
        dataset.validation_count,
        dataset.test_count
    );
    text += "\nepoch  split            loss  accuracy  images/s\n";
    for line in epochs {
        let split = match line.split {
            Split::Train => "train",
            Split::Validation => "validation",
            Split::Test => "test",
        };
        let accuracy = percent(Some(line.accuracy));
        let _ = writeln!(
            text,
            "{:>5}  {split:12} {:>8.4}  {accuracy:>8}  {:>8.0}",
            line.epoch, line.loss, line.images_per_second
        );
    }
    if let Some(best) = best {
        let _ = writeln!(text, "\nbest checkpoint {best}");
    }
    text + &record.test.as_ref().map(confusion).unwrap_or_default()
}

fn confusion(test: &Evaluation) -> String {
    let mut text = format!(
        "test accuracy {} ({} of {}), loss {:.4}\n\ndigit  precision   recall  taken for 0 1 2 ...\n",
        percent(Some(test.accuracy)),
        test.correct,
        test.count,
        test.loss
    );
    for (class, row) in test.classes.iter().zip(&test.confusion) {
        let cells: String = row.iter().map(|count| format!(" {count:>4}")).collect();
        let (precision, recall) = (percent(class.precision), percent(class.recall));
        let _ = writeln!(
            text,
            "{:>5}  {precision:>9}  {recall:>7} {cells}",
            class.label
        );
    }
    text
}
