//! What the pages of a sweep and of a cross-validation share.

use burn_mnist_experiment::{ExperimentDirectory, Outcome, Plan, Trial, TrialResult};
use burn_mnist_report::{Axis, Block, Chart, Emphasis, Lines, Plot, Row, Series, Spacing};
use burn_mnist_run::{EpochMetrics, RunDirectory, RunRecord, Split};

use crate::page::recipe::training_images;
use crate::page::words::{duration, in_percent, value};

/// When, on which backend and images, and where it is kept.
pub fn subtitle(directory: &ExperimentDirectory, plan: &Plan, results: &[TrialResult]) -> String {
    let day = plan.started_at.as_ref();
    let day = day.map(|started| started.chars().take("2026-11-24".len()).collect());
    let mut backends: Vec<&str> = results.iter().map(|one| one.backend.as_str()).collect();
    backends.sort_unstable();
    backends.dedup();
    let backends = (!backends.is_empty()).then(|| backends.join(" and "));
    let mut records = plan.trials.iter().filter_map(|trial| {
        let run = RunDirectory::open(&directory.run(&trial.run())).ok()?;
        RunRecord::read(&run).ok()
    });
    let images = records
        .next()
        .filter(|record| record.dataset.train_count > 0);
    let images = images.map(|record| format!("trained on {}", training_images(&record)));
    let place = directory.root().display().to_string();
    let parts = [day, backends, images, Some(place)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

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
    let seeds = match &seeds[..] {
        [seed] => format!("The seed is {seed}."),
        seeds => format!("The seeds are {}.", seeds.join(", ")),
    };
    let text = format!("The same in all trials. {seeds}");
    vec![Block::Paragraph(text), Block::Facts(facts)]
}

/// A row of the table of trials: what names the trial, then accuracy in per cent, loss, epoch, time and result.
pub fn trial_row(mut cells: Vec<String>, result: &TrialResult) -> Row {
    let (figures, outcome, emphasis) = match &result.outcome {
        Outcome::Scored(score) => (
            [
                format!("{:.2}", 100.0 * score.accuracy),
                format!("{:.4}", score.loss),
                score.epoch.to_string(),
            ],
            String::new(),
            Emphasis::Plain,
        ),
        Outcome::Diverged { reason } => (
            ["–", "–", "–"].map(str::to_owned),
            format!("diverged: {reason}"),
            Emphasis::Failed,
        ),
    };
    cells.extend(figures);
    cells.extend([duration(result.seconds), outcome]);
    Row { cells, emphasis }
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
