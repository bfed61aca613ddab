//! Each parameter against accuracy: points over a number, bars over words.

use burn_mnist_experiment::{Search, Spread, Standing};
use burn_mnist_report::{
    Axis, Bar, BarSeries, Bars, Block, Chart, Drawing, Lines, Plot, Series, Spacing,
};

use super::super::report::SweepReport;
use crate::page::words::in_percent;

/// If the largest value is at least this many times the smallest, values are spaced by their logarithm, and learning
/// rates always are.
const WIDE: f64 = 10.0;

/// A chart for each parameter that takes several values.
pub fn charts(report: &SweepReport, standings: &[Standing]) -> Vec<Block> {
    let keys = report.plan.keys.iter();
    let charts = keys.filter_map(|key| chart(report, key, standings));
    charts.map(Block::Chart).collect()
}

fn chart(report: &SweepReport, key: &str, standings: &[Standing]) -> Option<Chart> {
    let mut values: Vec<&String> = Vec::new();
    for point in &report.plan.points {
        values.extend(point.get(key).filter(|value| !values.contains(value)));
    }
    if values.len() < 2 {
        return None;
    }
    let numbers: Option<Vec<f64>> = values.iter().map(|value| value.parse().ok()).collect();
    let (plot, caption) = match numbers {
        Some(numbers) => (
            over_numbers(report, key, &numbers)?,
            "A point for each trial; in a grid the line joins the means of the trials with each value.",
        ),
        None => (
            over_words(key, &values, standings)?,
            "Share of validation images that are labelled wrong, mean over all points with this value. A point whose \
             trials diverged is left out.",
        ),
    };
    Some(Chart {
        id: format!("parameter-{key}"),
        title: key.to_owned(),
        caption: caption.to_owned(),
        plot,
    })
}

fn over_numbers(report: &SweepReport, key: &str, numbers: &[f64]) -> Option<Plot> {
    let value = |point: usize| -> Option<f64> {
        let point = report.plan.points.get(point.checked_sub(1)?)?;
        point.get(key)?.parse().ok()
    };
    let trials = report.results.iter().filter_map(|result| {
        let score = result.score()?;
        Some((value(result.point)?, in_percent(score.accuracy)))
    });
    let trials: Vec<(f64, f64)> = trials.collect();
    if trials.is_empty() {
        return None;
    }
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let means = sorted.iter().filter_map(|number| {
        let of_value = trials.iter().filter(|(value, _)| value == number);
        let accuracies: Vec<f64> = of_value.map(|(_, accuracy)| *accuracy).collect();
        let sum: f64 = accuracies.iter().sum();
        (!accuracies.is_empty()).then(|| (*number, sum / accuracies.len() as f64))
    });
    let means = Series::new("mean", Drawing::Line, means.collect());
    let (least, greatest) = (sorted.first()?, sorted.last()?);
    let is_wide = key == "learning_rate" || greatest / least >= WIDE;
    let spacing = match *least > 0.0 && is_wide {
        true => Spacing::Logarithmic,
        false => Spacing::Linear,
    };
    let mut x = Axis::new(key, spacing);
    let mut series = vec![Series::new("trials", Drawing::Points, trials)];
    // Random draws give each point a value of its own, and a line would only join noise.
    if report.plan.search == Search::Grid {
        series.push(means);
        x = x.with_ticks(sorted);
    }
    Some(Plot::Lines(Lines {
        x,
        y: Axis::new("Validation accuracy", Spacing::Linear).in_unit("%"),
        series,
        references: Vec::new(),
    }))
}

fn over_words(key: &str, values: &[&String], standings: &[Standing]) -> Option<Plot> {
    let bar = |value: &&String| {
        let of_value = standings
            .iter()
            .filter(|standing| standing.values.get(key) == Some(*value) && standing.diverged == 0);
        let errors: Vec<f64> = of_value
            .filter_map(|standing| standing.accuracy.as_ref())
            .map(|accuracy| 1.0 - accuracy.mean)
            .collect();
        match Spread::of(&errors) {
            Some(spread) => Bar::value(in_percent(spread.mean)),
            None => Bar::Missing("no result".to_owned()),
        }
    };
    let bars: Vec<Bar> = values.iter().map(bar).collect();
    let is_drawn = bars.iter().any(|bar| matches!(bar, Bar::Value { .. }));
    is_drawn.then(|| {
        Plot::Bars(Bars {
            axis: Axis::new("Validation error", Spacing::FromZero).in_unit("%"),
            categories: values.iter().map(|value| (*value).clone()).collect(),
            series: vec![BarSeries {
                name: "validation error".to_owned(),
                bars,
            }],
        })
    })
}
