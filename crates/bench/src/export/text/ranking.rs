//! The main tables of a terminal: a row for each subject and case, the best first, in columns that fit.

use burn_mnist_report::{Column, Emphasis, Row as Line, Table};

use super::aligned::{aligned, width, wrapped};
use crate::export::quantity::{Quantity, digits};
use crate::export::tables::{best_first, compared, overlap_note, title};
use crate::export::verdict::verdict;
use crate::record::Workload;
use crate::results::{Metric, Results, Row};

/// A column, and when it is left out where there is too little room: the lowest first.
struct Sized {
    column: Column,
    cells: Vec<String>,
    priority: u8,
}

/// Left out first: the interval of the median is in the page, too.
const INTERVAL: u8 = 0;
const RATIO_INTERVAL: u8 = 1;
const VERDICT: u8 = 2;
/// Never left out.
const NEEDED: u8 = u8::MAX;

/// A table for each workload's main figures.
pub(super) fn tables(results: &Results, width: usize) -> Vec<String> {
    let same = |a: &Row, b: &Row| a.case.workload == b.case.workload && a.metric == b.metric;
    let groups = results.rows.chunk_by(same);
    groups
        .filter(|rows| rows.first().is_some_and(is_main))
        .map(|rows| table(results, rows, width))
        .collect()
}

/// Percentiles beyond the median, and the latency of a training step, are in the other formats.
pub(super) fn is_main(row: &Row) -> bool {
    match row.metric {
        Metric::ImagesPerSecond | Metric::Seconds | Metric::OperationTime => true,
        Metric::LatencyP50 => row.case.workload == Workload::Infer,
        Metric::LatencyP95 | Metric::LatencyP99 => false,
    }
}

fn table(results: &Results, rows: &[Row], room: usize) -> String {
    let sorted = best_first(rows);
    let mut columns = columns(results, &sorted);
    let caption = rows.first().map_or(String::new(), title);
    let mut table = assemble(&columns, &caption);
    while width(&table) > room {
        let least = columns.iter().map(|column| column.priority).min();
        if least.is_none_or(|least| least == NEEDED) {
            break;
        }
        columns.retain(|column| Some(column.priority) != least);
        table = assemble(&columns, &caption);
    }
    table.caption.clear();
    let mut text = wrapped(&caption, room, "", "  ") + aligned(&table).trim_start_matches('\n');
    for row in sorted {
        if let Some(note) = overlap_note(results, row, rows) {
            text += &wrapped(&note, room, "  ", "    ");
        }
    }
    text
}

fn columns(results: &Results, rows: &[&Row]) -> Vec<Sized> {
    let sized = |column, priority, cell: &dyn Fn(&Row) -> String| Sized {
        column,
        cells: rows.iter().map(|row| cell(row)).collect(),
        priority,
    };
    let mut columns: Vec<Sized> = compared(results, rows)
        .into_iter()
        .map(|(column, cells)| Sized {
            column,
            cells,
            priority: NEEDED,
        })
        .collect();
    columns.push(sized(Column::numbers("median"), NEEDED, &|row| {
        Quantity::of(row.metric.unit(), row.summary.median).to_string()
    }));
    columns.push(sized(Column::numbers("95 % interval"), INTERVAL, &|row| {
        row.summary.ci.map_or(String::new(), |(low, high)| {
            Quantity::range(row.metric.unit(), low, high)
        })
    }));
    if !rows.iter().any(|row| row.speedup.is_some()) {
        return columns;
    }
    let baseline = results.baseline.as_deref().unwrap_or_default();
    columns.push(sized(
        Column::numbers(format!("times {baseline}")),
        NEEDED,
        &|row| {
            row.speedup
                .map_or(String::new(), |ratio| digits(ratio.value))
        },
    ));
    columns.push(sized(
        Column::numbers("95 % interval"),
        RATIO_INTERVAL,
        &|row| {
            let range = row.speedup.and_then(|ratio| ratio.ci);
            range.map_or(String::new(), |(low, high)| {
                format!("{} to {}", digits(low), digits(high))
            })
        },
    ));
    columns.push(sized(Column::words("verdict"), VERDICT, &|row| {
        verdict(results, row)
    }));
    columns
}

fn assemble(columns: &[Sized], caption: &str) -> Table {
    let count = columns.first().map_or(0, |column| column.cells.len());
    let rows = (0..count).map(|index| Line {
        cells: columns
            .iter()
            .map(|column| column.cells[index].clone())
            .collect(),
        emphasis: Emphasis::Plain,
    });
    Table {
        caption: caption.to_owned(),
        columns: columns.iter().map(|column| column.column.clone()).collect(),
        rows: rows.collect(),
    }
}
