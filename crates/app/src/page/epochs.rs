//! The best epoch, the learning rate, and the figures of each epoch and class.

use burn_mnist_report::{Block, Column, Emphasis, Row, Table};
use burn_mnist_run::{EpochMetrics, Split};

use super::subject::Subject;
use super::words::{count, counted, duration, percent};
use super::{classes, curves};

/// Lines that are shown: of a long run, the last ones.
const MOST: usize = 40;

pub fn blocks(subject: &Subject) -> Vec<Block> {
    let lines = &subject.metrics.epochs;
    let Some(last) = lines.last() else {
        return Vec::new();
    };
    let shown = &lines[lines.len().saturating_sub(MOST)..];
    let caption = match shown.len() == lines.len() {
        true => String::new(),
        false => format!(
            "The last {} of {} rows; metrics.jsonl has all",
            MOST,
            lines.len()
        ),
    };
    let best = curves::best(subject).map(Block::Paragraph);
    let folded = Block::Folded {
        summary: format!("Figures of {}", counted(last.epoch, "epoch")),
        blocks: vec![Block::Table(table(caption, shown, best_epoch(subject)))],
    };
    let tables = [folded].into_iter().chain(classes::scores(subject));
    let rate = curves::learning_rate(subject);
    match &rate {
        Block::Chart(_) => {
            let beside = best.into_iter().chain(tables).collect();
            vec![Block::Columns(vec![vec![rate], beside])]
        }
        _ => best.into_iter().chain([rate]).chain(tables).collect(),
    }
}

/// The epoch that did best on the validation images; none without validation.
fn best_epoch(subject: &Subject) -> Option<usize> {
    let summary = &subject.record.summary;
    summary.validation_accuracy.and(summary.best_epoch)
}

fn table(caption: String, shown: &[EpochMetrics], best: Option<usize>) -> Table {
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
        rows: shown.iter().map(|line| row(line, best)).collect(),
    }
}

fn row(line: &EpochMetrics, best: Option<usize>) -> Row {
    let (split, emphasis) = match line.split {
        Split::Train => ("training", Emphasis::Muted),
        Split::Validation if best == Some(line.epoch) => ("validation", Emphasis::Best),
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
