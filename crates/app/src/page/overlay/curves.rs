//! The curves of all runs over each other, each run in the same style in every chart.

use burn_mnist_report::{Axis, Block, Chart, Plot, Series, Spacing};

use super::{Overlay, Run};
use crate::page::curves::{drawing, least_in_view, loss_spacing, plot};
use crate::page::history::{Point, Quantity};

/// Points of a training curve: few enough for the curves of several runs to stay distinguishable.
const MOST_POINTS: usize = 40;

/// Accuracy and loss on the validation images.
pub fn validation(overlay: &Overlay) -> Vec<Block> {
    let curves = |quantity| series(overlay, |run| run.history().validation(quantity));
    let caption = "Measured after each epoch.";
    side_by_side([
        chart(
            "validation-accuracy",
            caption,
            Quantity::Accuracy,
            curves(Quantity::Accuracy),
        ),
        chart(
            "validation-loss",
            caption,
            Quantity::Loss,
            curves(Quantity::Loss),
        ),
    ])
}

/// Accuracy and loss on the training images as they passed.
pub fn training(overlay: &Overlay) -> Vec<Block> {
    let curves = |quantity| series(overlay, |run| run.history().training(quantity, MOST_POINTS));
    let caption = "Means over the steps before each point, while the weights change.";
    let accuracies = curves(Quantity::Accuracy);
    let least = least_in_view(&accuracies, accuracies.len()).map(|(least, _)| least);
    side_by_side([
        chart("training-accuracy", caption, Quantity::Accuracy, accuracies)
            .map(|chart| starting_at(chart, least)),
        chart(
            "training-loss",
            caption,
            Quantity::Loss,
            curves(Quantity::Loss),
        ),
    ])
}

/// A series for each run, also for one without points: the style of a series follows from its position.
fn series(overlay: &Overlay, points: impl Fn(&Run) -> Vec<Point>) -> Vec<Series> {
    let series = overlay.runs.iter().map(|run| {
        let points = points(run);
        Series::new(run.name.clone(), drawing(points.len()), points)
    });
    series.collect()
}

/// The chart; none without a point.
fn chart(id: &str, caption: &str, quantity: Quantity, series: Vec<Series>) -> Option<Chart> {
    if series.iter().all(|series| series.points.is_empty()) {
        return None;
    }
    let axis = match quantity {
        Quantity::Accuracy => Axis::new("Accuracy", Spacing::Linear).in_unit("%"),
        Quantity::Loss => Axis::new("Loss", loss_spacing(&series)).in_unit("nats"),
        Quantity::LearningRate => Axis::new("Learning rate", Spacing::FromZero),
    };
    Some(Chart {
        id: id.to_owned(),
        title: axis.label.clone(),
        caption: caption.to_owned(),
        plot: plot(axis, series, None),
    })
}

/// The chart without the first points, if those are far below all others.
fn starting_at(mut chart: Chart, least: Option<f64>) -> Chart {
    if let Plot::Lines(lines) = &mut chart.plot {
        lines.y.least = least;
    }
    if least.is_some() {
        chart.caption += " The first points are below the chart.";
    }
    chart
}

fn side_by_side(charts: [Option<Chart>; 2]) -> Vec<Block> {
    let charts = charts.into_iter().flatten();
    let columns: Vec<Vec<Block>> = charts.map(|chart| vec![Block::Chart(chart)]).collect();
    match columns.is_empty() {
        true => Vec::new(),
        false => vec![Block::Columns(columns)],
    }
}
