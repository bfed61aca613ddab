//! Validation accuracy by epoch, for the points that did best.

use std::collections::BTreeMap;

use burn_mnist_experiment::Standing;
use burn_mnist_report::{Axis, Block, Chart, Drawing, Lines, Plot, Series, Spacing};
use burn_mnist_run::{EpochMetrics, RunDirectory, Split};

use super::super::report::SweepReport;
use crate::page::words::in_percent;

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
        Series::new(name, Drawing::MarkedLine, curve(report, standing.point))
    });
    let series: Vec<Series> = series.filter(|series| !series.points.is_empty()).collect();
    if series.is_empty() {
        return Vec::new();
    }
    let shown = series.len();
    let points = match shown < standings.len() {
        true => format!("The {shown} best points"),
        false => "All points".to_owned(),
    };
    vec![Block::Chart(Chart {
        id: "curves".to_owned(),
        title: "Validation accuracy by epoch".to_owned(),
        caption: format!("{points}, each as the mean over the seeds that reached the epoch."),
        plot: Plot::Lines(Lines {
            x: Axis::new("Epoch", Spacing::Whole),
            y: Axis::new("Validation accuracy", Spacing::Linear).in_unit("%"),
            series,
            references: Vec::new(),
        }),
    })]
}

/// The mean validation accuracy of a point's trials at each epoch. A trial whose metrics cannot be read is left out.
fn curve(report: &SweepReport, point: usize) -> Vec<(f64, f64)> {
    let trials = report
        .plan
        .trials
        .iter()
        .filter(|trial| trial.point == point);
    let mut epochs: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for trial in trials {
        let run = RunDirectory::open(&report.directory.run(&trial.run()));
        let lines = run.and_then(|run| EpochMetrics::read(&run.metrics()));
        for line in lines.unwrap_or_default() {
            if line.split == Split::Validation {
                epochs.entry(line.epoch).or_default().push(line.accuracy);
            }
        }
    }
    let mean = |accuracies: &[f64]| accuracies.iter().sum::<f64>() / accuracies.len() as f64;
    let points = epochs.iter();
    points
        .map(|(epoch, accuracies)| (*epoch as f64, in_percent(mean(accuracies))))
        .collect()
}
