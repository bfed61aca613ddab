//! The learning curves: accuracy, loss and learning rate over the epochs.

use burn_mnist_report::{Axis, Block, Chart, Drawing, Lines, Plot, Reference, Series, Spacing};
use burn_mnist_run::StepMetrics;

use super::history::{History, Point, Quantity};
use super::subject::Subject;
use super::words::{in_percent, percent};

/// The name of the training curve.
const TRAINING: &str = "training";
/// A longer line is drawn without a marker for each point.
const MOST_MARKERS: usize = 40;
/// A longer training curve is drawn as means of neighbouring points.
const MOST_POINTS: usize = 360;
/// A loss that falls by more than this factor is drawn on a logarithmic axis.
const WIDE: f64 = 10.0;
/// The first share of the training curve, which does not determine where the axis of accuracy starts.
const WARM_UP: f64 = 0.05;

/// The charts of accuracy and loss; none before there is a point to draw.
pub fn charts(subject: &Subject) -> Option<[Chart; 2]> {
    let history = subject.history();
    let drawn = [Quantity::Accuracy, Quantity::Loss].map(|quantity| curves(&history, quantity));
    let [accuracies, losses] = drawn;
    (!accuracies.is_empty()).then(|| [accuracy(subject, accuracies), loss(subject, losses)])
}

/// A line for training and one for validation, those that have points.
fn curves(history: &History<'_>, quantity: Quantity) -> Vec<Series> {
    let lines = [
        (TRAINING, history.training(quantity, MOST_POINTS)),
        ("validation", history.validation(quantity)),
    ];
    let series = lines.map(|(name, points)| Series::new(name, drawing(points.len()), points));
    let series = series.into_iter();
    series.filter(|series| !series.points.is_empty()).collect()
}

fn accuracy(subject: &Subject, series: Vec<Series>) -> Chart {
    let test = subject.record.test.as_ref();
    let reference = test.map(|test| Reference {
        label: "test".to_owned(),
        y: in_percent(test.accuracy),
    });
    let mut caption = measured(subject);
    let mut axis = Axis::new("Accuracy", Spacing::Linear).in_unit("%");
    let training = series
        .iter()
        .filter(|series| series.name == TRAINING)
        .count();
    if let Some((least, below)) = least_in_view(&series, training) {
        axis = axis.starting_at(least);
        caption += &match below {
            1 => " The first training point is below the chart.".to_owned(),
            below => format!(" The first {below} training points are below the chart."),
        };
    }
    Chart {
        id: "accuracy".to_owned(),
        title: "Accuracy".to_owned(),
        caption,
        plot: plot(axis, series, reference),
    }
}

fn loss(subject: &Subject, series: Vec<Series>) -> Chart {
    let test = subject.record.test.as_ref();
    let reference = test.map(|test| Reference {
        label: "test".to_owned(),
        y: (test.loss * 1e4).round() / 1e4,
    });
    let axis = Axis::new("Loss", loss_spacing(&series)).in_unit("nats");
    Chart {
        id: "loss".to_owned(),
        title: "Loss".to_owned(),
        caption: format!("Mean cross-entropy of an image. {}", measured(subject)),
        plot: plot(axis, series, reference),
    }
}

/// What the points of a chart are.
fn measured(subject: &Subject) -> String {
    let history = subject.history();
    let training = match history.has_steps() {
        true => format!(
            "Training: means over {} steps, while the weights change.",
            StepMetrics::INTERVAL
        ),
        false => "Training: the mean of each epoch, while the weights change.".to_owned(),
    };
    let validation = match history.validation(Quantity::Loss).is_empty() {
        true => "",
        false => " Validation: after each epoch.",
    };
    format!("{training}{validation}")
}

/// Which epoch is the best.
pub fn best(subject: &Subject) -> Option<String> {
    let summary = &subject.record.summary;
    let (epoch, accuracy) = (summary.best_epoch?, summary.validation_accuracy?);
    let accuracy = percent(Some(accuracy));
    Some(format!(
        "Epoch {epoch} is the best, with a validation accuracy of {accuracy}. The test result is of that epoch's weights."
    ))
}

/// The least accuracy in view and how many training points are below it, where the first steps would flatten all that
/// follows. The first `training` of the series are training curves.
pub fn least_in_view(series: &[Series], training: usize) -> Option<(f64, usize)> {
    let (training, others) = series.split_at_checked(training)?;
    let accuracies = |points: &[Point]| points.iter().map(|(_, y)| *y).reduce(f64::min);
    let rest = training.iter().filter_map(|series| {
        let first = (series.points.len() as f64 * WARM_UP) as usize;
        accuracies(&series.points[first..])
    });
    let others = others
        .iter()
        .filter_map(|series| accuracies(&series.points));
    let least = rest.chain(others).reduce(f64::min)?;
    let points = training.iter().flat_map(|series| &series.points);
    let below = points.filter(|(_, y)| *y < least).count();
    (below > 0).then_some((least, below))
}

/// A chart where the learning rate changed, else a sentence.
pub fn learning_rate(subject: &Subject) -> Block {
    let rates = subject
        .history()
        .training(Quantity::LearningRate, MOST_POINTS);
    let [(_, first), ..] = rates[..] else {
        return Block::Paragraph("The learning rate was not recorded.".to_owned());
    };
    if rates.iter().all(|(_, rate)| *rate == first) {
        return Block::Paragraph(format!("The learning rate was {first} throughout."));
    }
    let series = Series::new("learning rate", drawing(rates.len()), rates);
    Block::Chart(Chart {
        id: "learning-rate".to_owned(),
        title: "Learning rate".to_owned(),
        caption: match subject.history().has_steps() {
            true => format!("Every {} steps.", StepMetrics::INTERVAL),
            false => "At the last step of each epoch.".to_owned(),
        },
        plot: plot(
            Axis::new("Learning rate", Spacing::FromZero),
            vec![series],
            None,
        ),
    })
}

/// A logarithmic axis where the losses differ by more than a factor of ten.
pub fn loss_spacing(series: &[Series]) -> Spacing {
    let losses = || {
        series
            .iter()
            .flat_map(|series| &series.points)
            .map(|(_, y)| *y)
    };
    let least = losses().fold(f64::INFINITY, f64::min);
    match least > 0.0 && losses().fold(0.0, f64::max) > WIDE * least {
        true => Spacing::Logarithmic,
        false => Spacing::Linear,
    }
}

/// Markers on a short line.
pub fn drawing(points: usize) -> Drawing {
    match points <= MOST_MARKERS {
        true => Drawing::MarkedLine,
        false => Drawing::Line,
    }
}

/// A chart over epochs.
pub fn plot(axis: Axis, series: Vec<Series>, reference: Option<Reference>) -> Plot {
    Plot::Lines(Lines {
        x: Axis::new("Epoch", Spacing::Whole),
        y: axis,
        series,
        references: reference.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(name: &str, figures: &[f64]) -> Series {
        let points = (1_u32..).map(f64::from).zip(figures.iter().copied());
        Series::new(name, Drawing::Line, points.collect())
    }

    #[test]
    fn the_first_steps_do_not_flatten_the_curve() {
        let mut figures = vec![40.0, 70.0];
        figures.extend([95.0; 38]);
        let lines = |validation| {
            [
                series("training", &figures),
                series("validation", &[validation]),
            ]
        };
        assert_eq!(least_in_view(&lines(96.0), 1), Some((95.0, 2)));
        assert_eq!(least_in_view(&lines(50.0), 1), Some((50.0, 1)));
        assert_eq!(least_in_view(&lines(30.0), 1), None);
        assert_eq!(least_in_view(&lines(96.0), 0), None);
        let two = [
            series("training", &figures),
            series("training", &[80.0, 90.0]),
        ];
        assert_eq!(least_in_view(&two, 2), Some((80.0, 2)));
        assert_eq!(least_in_view(&[series("training", &[40.0])], 1), None);
        assert_eq!(least_in_view(&[], 0), None);
    }

    #[test]
    fn a_loss_that_falls_far_is_drawn_on_a_logarithmic_axis() {
        let spacing = |figures: &[f64]| loss_spacing(&[series("training", figures)]);
        assert_eq!(spacing(&[2.0, 0.1]), Spacing::Logarithmic);
        assert_eq!(spacing(&[2.0, 0.5]), Spacing::Linear);
        assert_eq!(spacing(&[2.0, 0.0]), Spacing::Linear);
        assert_eq!(spacing(&[]), Spacing::Linear);
    }
}
