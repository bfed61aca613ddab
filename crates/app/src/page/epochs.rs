//! The figures of each epoch as a table, for those who read no chart.

use burn_mnist_report::{Column, Emphasis, Row, Table};
use burn_mnist_run::{EpochMetrics, Split};

use super::words::{count, duration, percent};

/// Lines that are shown: of a long run, the last ones.
const MOST: usize = 40;

pub fn table(lines: &[EpochMetrics]) -> Table {
    let shown = &lines[lines.len().saturating_sub(MOST)..];
    let caption = match shown.len() == lines.len() {
        true => "Every epoch".to_owned(),
        false => format!(
            "The last {} of {} lines of metrics.jsonl",
            MOST,
            lines.len()
        ),
    };
    Table {
        caption,
        columns: vec![
            Column::numbers("Epoch"),
            Column::words("Split"),
            Column::numbers("Loss").in_unit("nats"),
            Column::numbers("Accuracy"),
            Column::numbers("Throughput").in_unit("images/s"),
            Column::numbers("Time"),
        ],
        rows: shown.iter().map(row).collect(),
    }
}

fn row(line: &EpochMetrics) -> Row {
    let (split, emphasis) = match line.split {
        Split::Train => ("training", Emphasis::Muted),
        Split::Validation => ("validation", Emphasis::Plain),
        Split::Test => ("test", Emphasis::Plain),
    };
    Row {
        cells: vec![
            line.epoch.to_string(),
            split.to_owned(),
            format!("{:.4}", line.loss),
            percent(Some(line.accuracy)),
            count(line.images_per_second.round() as u64),
            duration(line.seconds),
        ],
        emphasis,
    }
}
