//! A table a workload and metric: only the columns that tell something, the best first.

mod columns;

use burn_mnist_report::{Column, Emphasis, Row as Line, Table};

use self::columns::{Holds, telling};
use crate::record::{Case, Workload};
use crate::results::{Metric, Results, Row};

/// The tables, in the order of workloads and metrics.
pub(in crate::export) fn figures(results: &Results) -> Vec<Table> {
    let same = |a: &Row, b: &Row| a.case.workload == b.case.workload && a.metric == b.metric;
    let groups = results.rows.chunk_by(same);
    groups.map(|rows| table(results, rows)).collect()
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
        caption: rows.first().map_or(String::new(), title),
        rows: lines.collect(),
        columns: columns
            .iter()
            .map(|column| match column.holds {
                Holds::Words => Column::words(column.title),
                Holds::Numbers => Column::numbers(column.title),
            })
            .collect(),
    }
}

/// Cases keep the order they were measured in; within one, the best comes first.
fn best_first(rows: &[Row]) -> Vec<&Row> {
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
        place(a)
            .cmp(&place(b))
            .then(a.rank.cmp(&b.rank))
            .then(better)
    });
    sorted
}

fn beats_someone(row: &Row, rows: &[Row]) -> bool {
    rows.iter()
        .any(|other| other.case == row.case && other.rank > row.rank)
}

fn title(row: &Row) -> String {
    let what = match row.case.workload {
        Workload::Train => "training",
        Workload::Infer => "inference, from 8-bit pixels to probabilities",
        Workload::Load => "loading, from no process to the first prediction",
        Workload::TimeToAccuracy => "time to accuracy, from no process to the target",
        Workload::Ops => "the network's operations",
    };
    let figure = match row.metric {
        Metric::ImagesPerSecond => "images per second",
        Metric::LatencyP50 => "latency, median",
        Metric::LatencyP95 => "latency, 95th percentile",
        Metric::LatencyP99 => "latency, 99th percentile",
        Metric::Seconds => "wall clock",
        Metric::OperationTime => "time of one",
    };
    format!("{what}: {figure}")
}
