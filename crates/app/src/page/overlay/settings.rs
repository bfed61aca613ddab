//! The settings in which the runs differ, a column for each run.

use burn_mnist_report::{Block, Column, Row, Table};
use burn_mnist_settings::KEYS;

use super::Overlay;
use crate::page::words::value;

pub fn blocks(overlay: &Overlay) -> Vec<Block> {
    let recorded = KEYS.iter().filter(|key| key.recorded);
    let rows: Vec<Row> = recorded
        .filter_map(|key| {
            let values = values(overlay, key.name);
            let differ = values.iter().any(|value| *value != values[0]);
            differ.then(|| Row::plain(std::iter::once(key.name.to_owned()).chain(values).collect()))
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(
            "The runs have the same settings.".to_owned(),
        )];
    }
    let runs = overlay.runs.iter().map(|run| Column::words(&run.name));
    vec![Block::Table(Table {
        caption: "Settings that are not here are the same for all runs.".to_owned(),
        columns: std::iter::once(Column::words("Key")).chain(runs).collect(),
        rows,
    })]
}

/// The setting of each run. A run that was recorded before there was the key had its default.
fn values(overlay: &Overlay, key: &str) -> Vec<String> {
    let values = overlay.runs.iter().map(|run| {
        let set = run.record.settings.get(key);
        let set = set.or(overlay.defaults.get(key));
        set.map_or_else(|| "–".to_owned(), value)
    });
    values.collect()
}
