//! Tables aligned for a terminal.

use burn_mnist_report::{Alignment, Table};

use super::tables;
use crate::results::Results;

/// All tables.
pub fn text(results: &Results) -> String {
    let tables = tables::all(results);
    let texts: Vec<String> = tables.iter().map(aligned).collect();
    texts.join("\n")
}

pub(super) fn aligned(table: &Table) -> String {
    let titles: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.title.clone())
        .collect();
    let lines: Vec<&[String]> = std::iter::once(titles.as_slice())
        .chain(table.rows.iter().map(|row| row.cells.as_slice()))
        .collect();
    let width = |column: usize| {
        let cells = lines.iter().map(|line| line[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..titles.len()).map(width).collect();
    let mut text = format!("{}\n", table.caption);
    for line in lines {
        let cells = line.iter().zip(&table.columns).zip(&widths);
        let padded = cells.map(|((cell, column), width)| match column.alignment {
            Alignment::Left => format!("{cell:width$}"),
            Alignment::Right => format!("{cell:>width$}"),
        });
        let padded: Vec<String> = padded.collect();
        text += &format!("  {}\n", padded.join("  ").trim_end());
    }
    text
}
