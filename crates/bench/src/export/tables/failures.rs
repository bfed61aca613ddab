//! What was not measured, and why.

use burn_mnist_report::{Column, Emphasis, Row, Table};

use crate::export::columns::status;
use crate::results::{Failed, Results};

/// A row for each failure; no table without failures.
pub(in crate::export) fn failures(results: &Results) -> Option<Table> {
    let titles = ["backend", "threads", "case", "status", "reason"];
    (!results.failures.is_empty()).then(|| Table {
        caption: "Not measured".to_owned(),
        columns: titles.map(Column::words).to_vec(),
        rows: results.failures.iter().map(row).collect(),
    })
}

fn row(failed: &Failed) -> Row {
    let case = failed.case.as_ref();
    Row {
        cells: vec![
            failed.subject.name.clone(),
            failed.subject.threads.to_string(),
            case.map_or("all".to_owned(), ToString::to_string),
            status(failed).to_owned(),
            failed.reason.clone(),
        ],
        emphasis: Emphasis::Failed,
    }
}
