//! Loss, accuracy and learning rate, epoch by epoch.

use burn_mnist_report::{Axis, Block, Chart, Drawing, Lines, Plot, Reference, Series, Spacing};
use burn_mnist_run::{EpochMetrics, Split};

use super::epochs;
use super::subject::Subject;
use super::words::{in_percent, percent, rounded};

/// A longer line is drawn without a marker for each epoch.
const MOST_MARKERS: usize = 40;

pub fn blocks(subject: &Subject) -> Vec<Block> {
    if subject.epochs.is_empty() {
        return vec![Block::Paragraph(
            "No epoch has been finished, so there is nothing to draw.".to_owned(),
        )];
    }
    let mut blocks = vec![Block::Chart(accuracy(subject)), Block::Chart(loss(subject))];
    blocks.push(rate(subject));
    blocks.push(Block::Table(epochs::table(&subject.epochs)));
    blocks
}

fn accuracy(subject: &Subject) -> Chart {
    let test = subject.record.test.as_ref();
    let reference = test.map(|test| Reference {
        label: "test, of the best epoch's weights".to_owned(),
        y: in_percent(test.accuracy),
    });
    let best = match (
        subject.record.summary.best_epoch,
        subject.record.summary.validation_accuracy,
    ) {
        (Some(epoch), Some(accuracy)) => format!(
            " The best epoch is {epoch}, with {} on the validation images.",
            percent(Some(accuracy))
        ),
        _ => String::new(),
    };
    let axis = Axis::new("Accuracy", Spacing::Linear).in_unit("%");
    let series = series(subject, |line| in_percent(line.accuracy));
    Chart {
        id: "accuracy".to_owned(),
        title: "Accuracy".to_owned(),
        caption: format!("{MEASURED}{best}"),
        plot: plot(axis, series, reference),
    }
}

fn loss(subject: &Subject) -> Chart {
    let test = subject.record.test.as_ref();
    let reference = test.map(|test| Reference {
        label: "test, of the best epoch's weights".to_owned(),
        y: (test.loss * 1e4).round() / 1e4,
    });
    let axis = Axis::new("Loss", Spacing::Linear).in_unit("nats");
    Chart {
        id: "loss".to_owned(),
        title: "Loss".to_owned(),
        caption: format!("Mean cross-entropy of an image. {MEASURED}"),
        plot: plot(axis, series(subject, |line| rounded(line.loss)), reference),
    }
}

const MEASURED: &str = "The training line is the mean of an epoch's batches as they passed, while weights were \
changing; the validation line is measured at the epoch's end, on images that nothing was learnt from.";

/// A chart where the rate changed, else a sentence.
fn rate(subject: &Subject) -> Block {
    let lines = subject.epochs.iter();
    let rates = lines.filter_map(|line| Some((line.epoch as f64, line.learning_rate?)));
    let rates: Vec<(f64, f64)> = rates.collect();
    let [(_, first), ..] = rates[..] else {
        return Block::Paragraph("The learning rate was not recorded.".to_owned());
    };
    if rates.iter().all(|(_, rate)| *rate == first) {
        return Block::Paragraph(format!(
            "The learning rate was {first} at the end of every epoch."
        ));
    }
    let series = Series::new("learning rate", drawing(rates.len()), rates);
    Block::Chart(Chart {
        id: "learning-rate".to_owned(),
        title: "Learning rate".to_owned(),
        caption: "At the last step of each epoch.".to_owned(),
        plot: plot(
            Axis::new("Learning rate", Spacing::FromZero),
            vec![series],
            None,
        ),
    })
}

/// A line for each split there are figures of.
fn series(subject: &Subject, figure: fn(&EpochMetrics) -> f64) -> Vec<Series> {
    let splits = [
        (Split::Train, "training"),
        (Split::Validation, "validation"),
    ];
    let series = splits.into_iter().map(|(split, name)| {
        let lines = subject.epochs.iter().filter(|line| line.split == split);
        let points: Vec<_> = lines
            .map(|line| (line.epoch as f64, figure(line)))
            .collect();
        Series::new(name, drawing(points.len()), points)
    });
    series.filter(|series| !series.points.is_empty()).collect()
}

fn drawing(points: usize) -> Drawing {
    match points <= MOST_MARKERS {
        true => Drawing::MarkedLine,
        false => Drawing::Line,
    }
}

fn plot(axis: Axis, series: Vec<Series>, reference: Option<Reference>) -> Plot {
    Plot::Lines(Lines {
        x: Axis::new("Epoch", Spacing::Whole),
        y: axis,
        series,
        references: reference.into_iter().collect(),
    })
}
