//! Validation accuracy by epoch, for the points that did best.

use std::collections::BTreeMap;

use burn_mnist_experiment::Standing;
use burn_mnist_report::{Block, Drawing, Series};

use super::super::report::SweepReport;
use crate::experiment::page::{curve, curves};

/// More lines than these cannot be told apart.
const MOST_LINES: usize = 6;

/// The chart; none if no trial left metrics.
pub fn charts(report: &SweepReport, standings: &[Standing]) -> Vec<Block> {
    let best = standings.iter().take(MOST_LINES);
    let series = best.map(|standing| {
        let values = report.plan.keys.iter().filter_map(|key| {
            let value = standing.values.get(key)?;
            Some(format!("{key}={value}"))
        });
        let name = values.collect::<Vec<_>>().join(" ");
        Series::new(name, Drawing::MarkedLine, mean(report, standing.point))
    });
    let series: Vec<Series> = series.filter(|series| !series.points.is_empty()).collect();
    let points = match series.len() < standings.len() {
        true => format!("The {} best points", series.len()),
        false => "All points".to_owned(),
    };
    let caption = format!("{points}, each as the mean over the seeds that reached the epoch.");
    curves(series, caption)
}

/// The mean over a point's trials at each epoch.
fn mean(report: &SweepReport, point: usize) -> Vec<(f64, f64)> {
    let trials = report.plan.trials.iter();
    let mut epochs: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for trial in trials.filter(|trial| trial.point == point) {
        for (epoch, accuracy) in curve(&report.directory, trial) {
            epochs.entry(epoch).or_default().push(accuracy);
        }
    }
    let mean = |accuracies: &[f64]| accuracies.iter().sum::<f64>() / accuracies.len() as f64;
    let points = epochs.iter();
    points
        .map(|(epoch, accuracies)| (*epoch as f64, mean(accuracies)))
        .collect()
}
