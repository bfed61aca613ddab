//! The columns of a table of figures: which there are, and which of them tell something.

use crate::export::quantity::{Quantity, digits};
use crate::export::verdict::verdict;
use crate::results::{Origin, Results, Row};

/// A column: its title, and what it says of a row.
pub struct Column<'a> {
    pub title: String,
    pub holds: Holds,
    cell: Box<dyn Fn(&Row) -> String + 'a>,
}

/// The column that says whose a row is.
const BACKEND: &str = "backend";

/// What kind of cells a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Words,
    Numbers,
}

impl<'a> Column<'a> {
    fn words(title: &str, cell: impl Fn(&Row) -> String + 'a) -> Self {
        let (title, holds, cell) = (title.to_owned(), Holds::Words, Box::new(cell));
        Self { title, holds, cell }
    }

    fn numbers(title: &str, cell: impl Fn(&Row) -> String + 'a) -> Self {
        let (title, holds, cell) = (title.to_owned(), Holds::Numbers, Box::new(cell));
        Self { title, holds, cell }
    }

    pub fn cell(&self, row: &Row) -> String {
        (self.cell)(row)
    }

    fn differs(&self, rows: &[&Row]) -> bool {
        let mut cells = rows.iter().map(|row| self.cell(row));
        let first = cells.next();
        cells.any(|cell| Some(cell) != first)
    }

    fn is_known(&self, rows: &[&Row]) -> bool {
        rows.iter().any(|row| !self.cell(row).is_empty())
    }
}

/// Of what was compared, the columns that differ; of what was measured, those that are known.
pub fn telling<'a>(results: &'a Results, rows: &[&Row]) -> Vec<Column<'a>> {
    let mut columns = distinguishing(results, rows);
    let mut figures = measured();
    figures.retain(|column| column.is_known(rows));
    columns.extend(figures);
    let mut standing = standing(results);
    standing.retain(|column| column.differs(rows));
    columns.extend(standing);
    let mut costs = costs();
    costs.retain(|column| column.is_known(rows));
    columns.extend(costs);
    columns
}

/// The columns that tell rows apart, with their cells.
pub(in crate::export) fn compared(
    results: &Results,
    rows: &[&Row],
) -> Vec<(burn_mnist_report::Column, Vec<String>)> {
    let columns = distinguishing(results, rows).into_iter().map(|column| {
        let title = match column.holds {
            Holds::Words => burn_mnist_report::Column::words(&column.title),
            Holds::Numbers => burn_mnist_report::Column::numbers(&column.title),
        };
        (title, rows.iter().map(|row| column.cell(row)).collect())
    });
    columns.collect()
}

fn distinguishing<'a>(results: &'a Results, rows: &[&Row]) -> Vec<Column<'a>> {
    let mut columns = all_compared(results);
    columns.retain(|column| column.title == BACKEND || column.differs(rows));
    columns
}

fn all_compared(results: &Results) -> Vec<Column<'_>> {
    let of_origin = |tell: fn(&Origin) -> Option<&str>| {
        move |row: &Row| {
            let origin = results.find_origin(&row.comparison);
            origin.and_then(tell).unwrap_or_default().to_owned()
        }
    };
    let batch_size = |row: &Row| row.case.batch_size.map_or(String::new(), |n| n.to_string());
    vec![
        Column::words("op", |row| {
            row.case.op.map_or("", |op| op.name()).to_owned()
        }),
        Column::numbers("batch", batch_size),
        Column::numbers("hidden", |row| row.case.hidden.to_string()),
        Column::words("comparison", |row| results.name_of(&row.comparison)),
        Column::words("machine", of_origin(|origin| Some(&origin.machine))),
        Column::words("commit", of_origin(Origin::commit)),
        Column::words("digits", of_origin(|origin| origin.dataset.as_deref())),
        Column::numbers("target", |row| {
            row.target.map_or(String::new(), |target| {
                format!("{} %", (1e4 * target).round() / 100.0)
            })
        }),
        Column::words(BACKEND, |row| row.subject.name.clone()),
        Column::numbers("threads", |row| row.subject.threads.to_string()),
    ]
}

fn measured() -> Vec<Column<'static>> {
    vec![
        Column::numbers("median", |row| quantity(row, row.summary.median)),
        Column::numbers("MAD", |row| {
            format!("{:.1} %", 100.0 * row.summary.mad / row.summary.median)
        }),
        Column::numbers("95 % interval", |row| {
            row.summary.ci.map_or(String::new(), |(low, high)| {
                Quantity::range(row.metric.unit(), low, high)
            })
        }),
        Column::numbers("outliers", |row| match row.summary.outliers.len() {
            0 => String::new(),
            count => format!("{count} of {}", row.summary.n),
        }),
    ]
}

/// How a row stands beside the others; nothing where it stands alone.
fn standing(results: &Results) -> Vec<Column<'_>> {
    let baseline = results.baseline.as_deref();
    vec![
        Column::numbers(
            &format!("times {}", baseline.unwrap_or("baseline")),
            speedup,
        ),
        Column::words("verdict", |row| verdict(results, row)),
        Column::numbers("rank", |row| row.rank.to_string()),
    ]
}

fn costs() -> Vec<Column<'static>> {
    let bytes = |bytes: Option<u64>| {
        bytes.map_or(String::new(), |bytes| {
            Quantity::Bytes(bytes as f64).to_string()
        })
    };
    vec![
        Column::numbers("of roofline", |row| {
            row.roofline
                .map_or(String::new(), |share| format!("{:.1} %", 100.0 * share))
        }),
        Column::numbers("first", |row| {
            row.warm_up.map_or(String::new(), |warm_up| {
                Quantity::Seconds(warm_up.first_seconds).to_string()
            })
        }),
        Column::numbers("cores", |row| row.cost.cores.map_or(String::new(), digits)),
        Column::numbers("memory", move |row| bytes(row.cost.peak_memory_bytes)),
        Column::numbers("on device", move |row| bytes(row.cost.device_memory_bytes)),
        Column::numbers("CPU J/image", |row| {
            row.cost.joules_per_image.map_or(String::new(), digits)
        }),
    ]
}

fn quantity(row: &Row, value: f64) -> String {
    Quantity::of(row.metric.unit(), value).to_string()
}

fn speedup(row: &Row) -> String {
    let Some(ratio) = &row.speedup else {
        return String::new();
    };
    let range = ratio.ci.map_or(String::new(), |(low, high)| {
        format!(" ({} to {})", digits(low), digits(high))
    });
    format!("{}{range}", digits(ratio.value))
}
