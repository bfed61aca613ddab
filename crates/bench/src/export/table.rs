//! The table for people: a block a workload, only the columns that differ, the best first.

use super::columns::{status, verdict};
use super::quantity::{Quantity, digits};
use crate::results::{Failed, Results, Row};

/// A table of text: a heading over rows of equally many cells.
pub(super) struct Block {
    pub(super) title: String,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Line>,
}

/// A row of a table.
pub(super) struct Line {
    pub(super) cells: Vec<String>,
    pub(super) mark: Mark,
}

/// What a row is noticed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Best,
    Bad,
}

/// A column: its name, and what it says of a row.
type Column<'a> = (&'static str, Box<dyn Fn(&Row) -> String + 'a>);

/// All tables of results, one a workload and metric, and one of what failed.
pub(super) fn blocks(results: &Results) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut rest = results.rows.as_slice();
    while let Some(first) = rest.first() {
        let same =
            |row: &&Row| row.case.workload == first.case.workload && row.metric == first.metric;
        let count = rest.iter().take_while(same).count();
        let (rows, others) = rest.split_at(count);
        blocks.push(figures(results, rows));
        rest = others;
    }
    blocks.extend(failures(&results.failures));
    blocks
}

fn figures(results: &Results, rows: &[Row]) -> Block {
    let mut sorted: Vec<&Row> = rows.iter().collect();
    // Cases keep the order they were measured in; within one, the best comes first.
    let mut cases: Vec<_> = Vec::new();
    for row in rows {
        if !cases.contains(&&row.case) {
            cases.push(&row.case);
        }
    }
    sorted.sort_by(|a, b| {
        let place = |row: &Row| cases.iter().position(|case| **case == row.case);
        let better = b.speedup_or_one().total_cmp(&a.speedup_or_one());
        place(a)
            .cmp(&place(b))
            .then(a.rank.cmp(&b.rank))
            .then(better)
    });
    let columns = columns(results, &sorted);
    let lines = sorted.iter().map(|row| Line {
        cells: columns.iter().map(|(_, cell)| cell(row)).collect(),
        mark: match row.rank {
            1 => Mark::Best,
            _ => Mark::None,
        },
    });
    let first = &rows[0];
    Block {
        title: title(first),
        rows: lines.collect(),
        columns: columns.iter().map(|(name, _)| *name).collect(),
    }
}

fn title(row: &Row) -> String {
    use crate::record::Workload;
    use crate::results::Metric;

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

/// The columns worth showing: those of the case and subject that differ, and the figures.
fn columns<'a>(results: &'a Results, rows: &[&Row]) -> Vec<Column<'a>> {
    let commit = |row: &Row| {
        let origin = results.find_origin(&row.comparison);
        origin
            .and_then(|origin| origin.commit())
            .unwrap_or("")
            .to_owned()
    };
    let machine = |row: &Row| {
        let origin = results.find_origin(&row.comparison);
        origin.map_or(String::new(), |origin| origin.machine.clone())
    };
    let optional: Vec<Column<'a>> = vec![
        (
            "op",
            Box::new(|row| row.case.op.map_or("", |op| op.name()).to_owned()),
        ),
        (
            "batch",
            Box::new(|row| {
                row.case
                    .batch_size
                    .map_or(String::new(), |size| size.to_string())
            }),
        ),
        ("hidden", Box::new(|row| row.case.hidden.to_string())),
        ("comparison", Box::new(|row| row.comparison.clone())),
        ("machine", Box::new(machine)),
        ("commit", Box::new(commit)),
    ];
    let mut columns: Vec<Column<'a>> = optional
        .into_iter()
        .filter(|(_, cell)| differ(rows, cell))
        .collect();
    columns.push(("subject", Box::new(|row| row.subject.name.clone())));
    let threads: Column<'a> = ("threads", Box::new(|row| row.subject.threads.to_string()));
    columns.extend(Some(threads).filter(|(_, cell)| differ(rows, cell)));
    columns.push(("median", Box::new(|row| quantity(row, row.summary.median))));
    columns.push((
        "MAD",
        Box::new(|row| format!("{:.1} %", 100.0 * row.summary.mad / row.summary.median)),
    ));
    columns.push(("95 % interval", Box::new(interval)));
    let more: Vec<Column<'a>> = vec![
        (
            "outliers",
            Box::new(|row| match row.summary.outliers.len() {
                0 => String::new(),
                count => format!("{count} of {}", row.summary.n),
            }),
        ),
        ("times baseline", Box::new(speedup)),
        ("rank", Box::new(|row| row.rank.to_string())),
        (
            "of roofline",
            Box::new(|row| {
                row.roofline
                    .map_or(String::new(), |share| format!("{:.1} %", 100.0 * share))
            }),
        ),
        (
            "first",
            Box::new(|row| {
                row.warm_up.map_or(String::new(), |warm_up| {
                    Quantity::Seconds(warm_up.first_seconds).to_string()
                })
            }),
        ),
        (
            "cores",
            Box::new(|row| row.cost.cores.map_or(String::new(), digits)),
        ),
        (
            "memory",
            Box::new(|row| {
                row.cost.peak_memory_bytes.map_or(String::new(), |bytes| {
                    Quantity::Bytes(bytes as f64).to_string()
                })
            }),
        ),
        (
            "J/image",
            Box::new(|row| row.cost.joules_per_image.map_or(String::new(), digits)),
        ),
    ];
    columns.extend(more.into_iter().filter(|(_, cell)| differ(rows, cell)));
    columns
}

/// Whether a column tells anything: rows differ in it.
fn differ(rows: &[&Row], cell: &dyn Fn(&Row) -> String) -> bool {
    let mut cells = rows.iter().map(|row| cell(row));
    let first = cells.next();
    cells.any(|cell| Some(cell) != first)
}

fn quantity(row: &Row, value: f64) -> String {
    Quantity::of(row.metric.unit(), value).to_string()
}

fn interval(row: &Row) -> String {
    row.summary.ci.map_or(String::new(), |(low, high)| {
        format!("{} to {}", quantity(row, low), quantity(row, high))
    })
}

fn speedup(row: &Row) -> String {
    let Some(ratio) = &row.speedup else {
        return "baseline".to_owned();
    };
    let range = ratio.ci.map_or(String::new(), |(low, high)| {
        format!(" ({} to {})", digits(low), digits(high))
    });
    let noise = match verdict(ratio.verdict) {
        "better" | "worse" => "",
        "undecided" => ", undecided: too few repeats",
        _ => ", no difference within noise",
    };
    format!("{}{range}{noise}", digits(ratio.value))
}

fn failures(failures: &[Failed]) -> Option<Block> {
    let rows = failures.iter().map(|failed| Line {
        cells: vec![
            failed.subject.name.clone(),
            failed.subject.threads.to_string(),
            failed
                .case
                .as_ref()
                .map_or("all".to_owned(), ToString::to_string),
            status(failed).to_owned(),
            failed.reason.clone(),
        ],
        mark: Mark::Bad,
    });
    (!failures.is_empty()).then(|| Block {
        title: "not measured".to_owned(),
        columns: vec!["subject", "threads", "case", "status", "reason"],
        rows: rows.collect(),
    })
}

/// All tables, aligned for a terminal.
pub fn text(results: &Results) -> String {
    let blocks = blocks(results);
    let tables: Vec<String> = blocks.iter().map(aligned).collect();
    tables.join("\n")
}

pub(super) fn aligned(block: &Block) -> String {
    let header: Vec<String> = block
        .columns
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    let lines: Vec<&[String]> = std::iter::once(header.as_slice())
        .chain(block.rows.iter().map(|line| line.cells.as_slice()))
        .collect();
    let width = |column: usize| {
        let cells = lines.iter().map(|line| line[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = format!("{}\n", block.title);
    for line in lines {
        let cells = line.iter().zip(&widths);
        let padded: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text += &format!("  {}\n", padded.join("  ").trim_end());
    }
    text
}
