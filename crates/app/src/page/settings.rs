//! Every setting of the run beside its default.

use burn_mnist_report::{Block, Column, Row, Table};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::KEYS;

use super::subject::Subject;
use super::words::{counted, value};

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let set = &subject.record.settings;
    if set.is_empty() {
        return vec![Block::Paragraph("The record holds no settings.".to_owned())];
    }
    let recorded = KEYS.iter().filter(|key| key.recorded);
    let (changed, unchanged): (Vec<&str>, Vec<&str>) = recorded
        .map(|key| key.name)
        .partition(|key| is_changed(key, set, &subject.defaults));
    let mut blocks = Vec::new();
    match changed.is_empty() {
        true => blocks.push(Block::Paragraph(
            "All settings have their default value.".to_owned(),
        )),
        false => blocks.push(Block::Table(Table {
            caption: "Settings that differ from their default".to_owned(),
            columns: ["Key", "Value", "Default"].map(Column::words).into(),
            rows: rows(&changed, [set, &subject.defaults]),
        })),
    }
    if !unchanged.is_empty() {
        blocks.push(Block::Folded {
            summary: format!(
                "{} at their default value",
                counted(unchanged.len(), "setting")
            ),
            blocks: vec![Block::Table(Table {
                caption: String::new(),
                columns: ["Key", "Value"].map(Column::words).into(),
                rows: rows(&unchanged, [set]),
            })],
        });
    }
    blocks
}

/// A row for each key with its value in each record.
fn rows<const N: usize>(keys: &[&str], records: [&SettingsRecord; N]) -> Vec<Row> {
    let shown =
        |key: &str, record: &SettingsRecord| record.get(key).map_or_else(|| "–".to_owned(), value);
    let row = |key: &&str| {
        let values = records.iter().map(|record| shown(key, record));
        Row::plain(std::iter::once(key.to_string()).chain(values).collect())
    };
    keys.iter().map(row).collect()
}

/// Whether the value is another one than that of a run that is given no settings.
pub fn is_changed(key: &str, set: &SettingsRecord, defaults: &SettingsRecord) -> bool {
    set.get(key).is_some() && set.get(key) != defaults.get(key)
}
