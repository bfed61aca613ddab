//! `runs list`: a line a run, the oldest first.

use std::fmt::Write;
use std::path::Path;

use burn_mnist_run::{RunDirectory, RunRecord};

use super::super::scores::percent;
use crate::failure::Failure;
use crate::output::Output;

/// Lists the runs of a directory.
pub fn list(runs: &Path, output: Output) -> Result<(), Failure> {
    let mut records = Vec::new();
    for run in RunDirectory::list(runs)? {
        match RunRecord::observe(&run) {
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
