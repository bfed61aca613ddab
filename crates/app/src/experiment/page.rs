//! What the pages of a sweep and of a cross-validation share.

use burn_mnist_experiment::{ExperimentDirectory, Plan, Trial};
use burn_mnist_report::{Axis, Block, Chart, Lines, Plot, Series, Spacing};
use burn_mnist_run::{EpochMetrics, RunDirectory, Split};

use crate::page::words::{in_percent, value};

/// The settings that are the same in all trials.
pub fn settings(plan: &Plan) -> Vec<Block> {
    let first = plan.trials.first().map(|trial| trial.settings.clone());
    let settings = first.unwrap_or_default().into_iter();
    let is_shown = |key: &String| {
        !plan.keys.contains(key) && !["seed", "schema_version"].contains(&key.as_str())
    };
    let facts: Vec<(String, String)> = settings
        .filter(|(key, set)| !set.is_null() && is_shown(key))
        .map(|(key, set)| (key, value(&set)))
        .collect();
    if facts.is_empty() {
        return Vec::new();
    }
    let seeds: Vec<String> = plan.seeds.iter().map(u64::to_string).collect();
    let text = format!(
        "The same in all trials. The seeds are {}.",
        seeds.join(", ")
    );
    vec![Block::Paragraph(text), Block::Facts(facts)]
}

/// The validation accuracy of a trial after each epoch, in per cent; empty if its metrics cannot be read.
pub fn curve(directory: &ExperimentDirectory, trial: &Trial) -> Vec<(usize, f64)> {
    let run = RunDirectory::open(&directory.run(&trial.run()));
    let lines = run.and_then(|run| EpochMetrics::read(&run.metrics()));
    let lines = lines.unwrap_or_default().into_iter();
    lines
        .filter(|line| line.split == Split::Validation)
        .map(|line| (line.epoch, in_percent(line.accuracy)))
        .collect()
}

/// Curves of validation accuracy by epoch; nothing without a point.
pub fn curves(series: Vec<Series>, caption: String) -> Vec<Block> {
    if series.iter().all(|series| series.points.is_empty()) {
        return Vec::new();
    }
    vec![Block::Chart(Chart {
        id: "curves".to_owned(),
        title: "Validation accuracy by epoch".to_owned(),
        caption,
        plot: Plot::Lines(Lines {
            x: Axis::new("Epoch", Spacing::Whole),
            y: Axis::new("Validation accuracy", Spacing::Linear).in_unit("%"),
            series,
            references: Vec::new(),
        }),
    })]
}
