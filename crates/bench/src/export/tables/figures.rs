//! A table a workload and metric: only the columns that tell something, the best first.

mod columns;

use burn_mnist_report::{Column, Emphasis, Row as Line, Table};

pub(in crate::export) use self::columns::compared;
use self::columns::{Holds, telling};
use crate::export::verdict::overlap;
use crate::record::{Case, Workload};
use crate::results::{Better, Metric, Results, Row};

/// Why a share of the roofline can exceed 100 %.
pub(in crate::export) const SKIPPED: &str = "A share of the roofline above 100 % means that the backend did less \
    arithmetic than is counted, for example because it skips black pixels.";

/// The tables, in the order of workloads and metrics, each with the footnote below it.
pub(in crate::export) fn figures(results: &Results) -> Vec<(Table, Option<String>)> {
    let same = |a: &Row, b: &Row| a.case.workload == b.case.workload && a.metric == b.metric;
    let groups = results.rows.chunk_by(same);
    groups
        .map(|rows| (table(results, rows), footnote(results, rows)))
        .collect()
}

/// Which ends of the intervals overlap, where the verdict is `overlap`.
fn footnote(results: &Results, rows: &[Row]) -> Option<String> {
    let sorted = best_first(rows);
    let notes = sorted
        .into_iter()
        .filter_map(|row| overlap_note(results, row, rows));
    let notes: Vec<String> = notes.collect();
    (!notes.is_empty()).then(|| format!("Overlapping intervals: {}.", notes.join("; ")))
}

/// The row and which ends overlap, as in `keras at batch 32: its interval ends at 14.2 ms, that of flex begins at
/// 11.8 ms`; the batch size is named where `rows` are of several cases.
pub(in crate::export) fn overlap_note(
    results: &Results,
    row: &Row,
    rows: &[Row],
) -> Option<String> {
    let overlap = overlap(results, row)?;
    let several = rows.iter().any(|other| other.case != row.case);
    let case = match several.then_some(row.case.batch_size).flatten() {
        Some(size) => format!(" at batch {size}"),
        None => String::new(),
    };
    let name = results.label(&row.comparison, &row.subject);
    Some(format!("{name}{case}: {overlap}"))
}

fn table(results: &Results, rows: &[Row]) -> Table {
    let sorted = best_first(rows);
    let columns = telling(results, &sorted);
    let lines = sorted.iter().map(|row| Line {
        cells: columns.iter().map(|column| column.cell(row)).collect(),
        emphasis: match row.rank == 1 && beats_someone(row, rows) {
            true => Emphasis::Best,
            false => Emphasis::Plain,
        },
    });
    Table {
        caption: caption(rows),
        rows: lines.collect(),
        columns: columns
            .iter()
            .map(|column| match column.holds {
                Holds::Words => Column::words(&column.title),
                Holds::Numbers => Column::numbers(&column.title),
            })
            .collect(),
    }
}

/// The title, and what to know of the columns.
fn caption(rows: &[Row]) -> String {
    let title = rows.first().map_or(String::new(), title);
    let exceeds = |row: &Row| row.roofline.is_some_and(|share| share > 1.0);
    match rows.iter().any(exceeds) {
        true => format!("{title}. {SKIPPED}"),
        false => title,
    }
}

/// Cases keep the order they were measured in; within one, the best comes first.
pub(in crate::export) fn best_first(rows: &[Row]) -> Vec<&Row> {
    let mut cases: Vec<&Case> = Vec::new();
    for row in rows {
        if !cases.contains(&&row.case) {
            cases.push(&row.case);
        }
    }
    let place = |row: &Row| cases.iter().position(|case| **case == row.case);
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by(|a, b| {
        let better = b.speedup_or_one().total_cmp(&a.speedup_or_one());
        place(a).cmp(&place(b)).then(better)
    });
    sorted
}

fn beats_someone(row: &Row, rows: &[Row]) -> bool {
    rows.iter()
        .any(|other| other.case == row.case && other.rank > row.rank)
}

pub(in crate::export) fn title(row: &Row) -> String {
    let what = match row.case.workload {
        Workload::Train => "Training",
        Workload::Infer => "Inference, from 8-bit pixels to probabilities",
        Workload::Load => "Loading, from process start to the first prediction",
        Workload::TimeToAccuracy => "Time to accuracy, from process start to the target",
        Workload::Ops => "Single operations of the network",
    };
    let figure = match row.metric {
        Metric::ImagesPerSecond => "images per second",
        Metric::LatencyP50 => "latency, median",
        Metric::LatencyP95 => "latency, 95th percentile",
        Metric::LatencyP99 => "latency, 99th percentile",
        Metric::Seconds => "wall clock",
        Metric::OperationTime => "time of one",
    };
    let better = match row.metric.better() {
        Better::Higher => "more is better",
        Better::Lower => "less is better",
    };
    format!("{what}: {figure}, {better}")
}
