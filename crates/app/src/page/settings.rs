//! Every setting of the run, beside what it is where nothing is said.

use burn_mnist_report::{Block, Column, Emphasis, Row, Table};
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::KEYS;

use super::subject::Subject;
use super::words::value;

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let set = &subject.record.settings;
    if set.is_empty() {
        return vec![Block::Paragraph("The record holds no settings.".to_owned())];
    }
    let recorded = KEYS.iter().filter(|key| key.recorded);
    let rows = recorded
        .map(|key| row(key.name, set, &subject.defaults))
        .collect();
    vec![Block::Table(Table {
        caption: "As resolved from defaults, config, environment and flags; what is as by default is dimmed".to_owned(),
        columns: vec![
            Column::words("Key"),
            Column::words("Value"),
            Column::words("Default"),
        ],
        rows,
    })]
}

fn row(key: &str, set: &SettingsRecord, defaults: &SettingsRecord) -> Row {
    let shown = |record: &SettingsRecord| record.get(key).map_or_else(|| "–".to_owned(), value);
    Row {
        cells: vec![key.to_owned(), shown(set), shown(defaults)],
        emphasis: match is_changed(key, set, defaults) {
            true => Emphasis::Plain,
            false => Emphasis::Muted,
        },
    }
}

/// Whether the run was asked for something else than it would be without a word.
pub fn is_changed(key: &str, set: &SettingsRecord, defaults: &SettingsRecord) -> bool {
    set.get(key).is_some() && set.get(key) != defaults.get(key)
}
