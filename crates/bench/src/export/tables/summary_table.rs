//! One row a subject: what most readers came for.

use burn_mnist_report::{Column, Emphasis, Row as Line, Table};

use crate::export::Quantity;
use crate::record::Workload;
use crate::results::{Metric, Participant, Results, Row};

/// A cell of this table, made of the rows of one subject and one size of network.
type Cell = (String, fn(&[&Row]) -> Option<String>);

/// The table; none where nothing was measured.
pub(in crate::export) fn summary_table(results: &Results) -> Option<Table> {
    let lines: Vec<(&Participant, Option<usize>, Vec<&Row>)> = results
        .participants
        .iter()
        .flat_map(|participant| networks(results, participant))
        .collect();
    let several = lines
        .iter()
        .any(|(_, hidden, _)| hidden.is_some() && *hidden != lines[0].1);
    let mut columns: Vec<Cell> = columns(results)
        .into_iter()
        .filter(|(_, cell)| lines.iter().any(|(_, _, rows)| cell(rows).is_some()))
        .collect();
    // With one batch size the best figure is the only one.
    columns.dedup_by(|next, before| {
        let mut lines = lines.iter();
        lines.all(|(_, _, rows)| next.1(rows) == before.1(rows))
    });
    let mut titles = vec![Column::words("Backend")];
    titles.extend(several.then(|| Column::numbers("Hidden")));
    titles.extend(columns.iter().map(|(title, _)| Column::numbers(title)));
    let rows = lines.iter().map(|(participant, hidden, rows)| {
        let mut cells = vec![results.label(&participant.comparison, &participant.subject)];
        let hidden = hidden.map_or(String::new(), |hidden| hidden.to_string());
        cells.extend(several.then_some(hidden));
        let figures = columns.iter().map(|(_, cell)| cell(rows));
        cells.extend(figures.map(Option::unwrap_or_default));
        let emphasis = match rows.is_empty() {
            true => Emphasis::Failed,
            false => Emphasis::Plain,
        };
        Line { cells, emphasis }
    });
    (!columns.is_empty()).then(|| Table {
        caption: "Medians, with the batch size in parentheses".to_owned(),
        rows: rows.collect(),
        columns: titles,
    })
}

/// A subject's rows for each size of network; one empty set if it has none.
fn networks<'a>(
    results: &'a Results,
    participant: &'a Participant,
) -> Vec<(&'a Participant, Option<usize>, Vec<&'a Row>)> {
    let rows = || results.rows.iter().filter(|row| row.is_of(participant));
    let mut sizes: Vec<usize> = rows().map(|row| row.case.hidden).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let of_size = |size: &usize| {
        let rows = rows().filter(|row| row.case.hidden == *size);
        (participant, Some(*size), rows.collect())
    };
    match sizes.is_empty() {
        true => vec![(participant, None, Vec::new())],
        false => sizes.iter().map(of_size).collect(),
    }
}

fn columns(results: &Results) -> Vec<Cell> {
    let target = results
        .accuracy_curves
        .first()
        .map(|found| found.curve.target);
    let accuracy = target.map_or("Time to target".to_owned(), |target| {
        format!("Time to {} %", (1e4 * target).round() / 100.0)
    });
    vec![
        ("Training, images/s".to_owned(), |rows| {
            smallest(rows, Workload::Train, Metric::ImagesPerSecond)
        }),
        ("Training, best batch".to_owned(), |rows| {
            best(rows, Workload::Train)
        }),
        ("One prediction".to_owned(), |rows| {
            smallest(rows, Workload::Infer, Metric::LatencyP50)
        }),
        ("Predictions, best batch".to_owned(), |rows| {
            best(rows, Workload::Infer)
        }),
        ("Start to first prediction".to_owned(), |rows| {
            seconds(rows, Workload::Load)
        }),
        (accuracy, |rows| seconds(rows, Workload::TimeToAccuracy)),
    ]
}

fn smallest(rows: &[&Row], workload: Workload, metric: Metric) -> Option<String> {
    let rows = rows_of(rows, workload, metric);
    rows.min_by_key(|row| row.case.batch_size)
        .map(with_batch_size)
}

fn best(rows: &[&Row], workload: Workload) -> Option<String> {
    let rows = rows_of(rows, workload, Metric::ImagesPerSecond);
    rows.max_by(|a, b| a.summary.median.total_cmp(&b.summary.median))
        .map(with_batch_size)
}

fn seconds(rows: &[&Row], workload: Workload) -> Option<String> {
    rows_of(rows, workload, Metric::Seconds).next().map(median)
}

fn rows_of<'a>(
    rows: &'a [&'a Row],
    workload: Workload,
    metric: Metric,
) -> impl Iterator<Item = &'a Row> {
    let rows = rows.iter().copied();
    rows.filter(move |row| row.case.workload == workload && row.metric == metric)
}

fn with_batch_size(row: &Row) -> String {
    let size = row.case.batch_size.unwrap_or(1);
    format!("{} ({size})", median(row))
}

fn median(row: &Row) -> String {
    Quantity::of(row.metric.unit(), row.summary.median).to_string()
}
