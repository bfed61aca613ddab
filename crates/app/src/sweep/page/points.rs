//! The best point in figures, and tables of all points and all trials.

use burn_mnist_experiment::{Spread, Standing, TrialResult, Verdict};
use burn_mnist_report::{Block, Column, Emphasis, Figure, Row, Table};

use super::super::report::SweepReport;
use crate::experiment::page::trial_row;
use crate::page::words::{count, counted, duration, percent};

/// From fewer seeds, intervals are wide.
const FEW_SEEDS: usize = 5;

/// The best point, and how to use it.
pub fn result(report: &SweepReport, standings: &[Standing]) -> Vec<Block> {
    let (done, planned) = (report.results.len(), report.plan.trials.len());
    let mut blocks = Vec::new();
    if done < planned {
        blocks.push(Block::Warnings(vec![format!(
            "{done} of {planned} trials are done."
        )]));
    }
    let best = standings
        .first()
        .filter(|best| best.verdict == Verdict::Best);
    let Some((best, accuracy)) = best.and_then(|best| Some((best, best.accuracy.as_ref()?))) else {
        return blocks;
    };
    let seconds: f64 = report.results.iter().map(|result| result.seconds).sum();
    blocks.push(Block::Figures(vec![
        Figure::new(
            "Best validation accuracy",
            percent(Some(accuracy.mean)),
            format!(
                "mean over {}{}",
                counted(accuracy.n, "seed"),
                interval(accuracy)
            ),
        ),
        Figure::new(
            "Trials",
            count(done as u64),
            format!("of {planned}, one for each point and seed"),
        ),
        Figure::new("Training time", duration(seconds), "all trials together"),
    ]));
    let values = report.plan.keys.iter();
    let values = values.filter_map(|key| Some((key.clone(), best.values.get(key)?.clone())));
    blocks.push(Block::Facts(values.collect()));
    if let Some(command) = report.train_command() {
        blocks.push(Block::Paragraph("This trains the best point:".to_owned()));
        blocks.push(Block::Code(command));
    }
    if let Some(network) = &report.network {
        blocks.push(Block::Paragraph(format!(
            "The network of the best trial is kept in {}.",
            network.display()
        )));
    }
    blocks
}

fn interval(accuracy: &Spread) -> String {
    let interval = accuracy.interval.map(|(low, high)| {
        let (low, high) = (percent(Some(low)), percent(Some(high)));
        format!(", 95 % interval {low} to {high}")
    });
    interval.unwrap_or_default()
}

/// Every point, the best first.
pub fn points(report: &SweepReport, standings: &[Standing]) -> Vec<Block> {
    if standings.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::numbers("Rank")];
    columns.extend(report.plan.keys.iter().map(Column::words));
    columns.extend([
        Column::numbers("Accuracy").in_unit("%"),
        Column::numbers("Std").in_unit("%"),
        Column::numbers("95 % interval").in_unit("%"),
        Column::numbers("Loss").in_unit("nats"),
        Column::numbers("Seeds"),
        Column::numbers("Time"),
        Column::words("Verdict"),
    ]);
    let ranked = (1..).zip(standings);
    let rows = ranked.map(|(rank, standing)| point(report, rank, standing));
    let few = match report.plan.seeds.len() {
        seeds @ 2..FEW_SEEDS => format!(" With {seeds} seeds, intervals are wide."),
        _ => String::new(),
    };
    vec![Block::Table(Table {
        caption: format!(
            "Means over the seeds, on the validation images at the best epoch; the standard deviation is over the \
             seeds, and the time that of one trial. If the interval of a point overlaps that of the best, the \
             difference may be chance.{few}"
        ),
        columns,
        rows: rows.collect(),
    })]
}

fn point(report: &SweepReport, rank: usize, standing: &Standing) -> Row {
    let accuracy = standing.accuracy.as_ref();
    let share = |share: f64| format!("{:.2}", 100.0 * share);
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let interval = |(low, high): (f64, f64)| format!("{} to {}", share(low), share(high));
    let keys = report.plan.keys.iter();
    let mut cells = vec![rank.to_string()];
    cells.extend(keys.map(|key| standing.values.get(key).cloned().unwrap_or_default()));
    cells.extend([
        or_dash(accuracy.map(|spread| share(spread.mean))),
        or_dash(accuracy.and_then(|spread| spread.std).map(share)),
        or_dash(accuracy.and_then(|spread| spread.interval).map(interval)),
        or_dash(
            standing
                .loss
                .as_ref()
                .map(|spread| format!("{:.4}", spread.mean)),
        ),
        accuracy.map_or(0, |spread| spread.n).to_string(),
        duration(standing.seconds),
        verdict(standing),
    ]);
    Row {
        cells,
        emphasis: match standing.verdict {
            Verdict::Best => Emphasis::Best,
            Verdict::Diverged => Emphasis::Failed,
            Verdict::Worse => Emphasis::Muted,
            Verdict::NotToldApart | Verdict::TooFew => Emphasis::Plain,
        },
    }
}

fn verdict(standing: &Standing) -> String {
    match standing.verdict {
        Verdict::Best => "best".to_owned(),
        Verdict::NotToldApart => "not distinguishable".to_owned(),
        Verdict::Worse => "worse".to_owned(),
        Verdict::TooFew => "too few seeds to tell".to_owned(),
        Verdict::Diverged => format!("{} diverged", standing.diverged),
    }
}

/// Every trial that has ended.
pub fn trials(report: &SweepReport) -> Vec<Block> {
    if report.results.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::numbers("Trial")];
    columns.extend(report.plan.keys.iter().map(Column::words));
    columns.extend([
        Column::numbers("Seed"),
        Column::numbers("Accuracy").in_unit("%"),
        Column::numbers("Loss").in_unit("nats"),
        Column::numbers("Epoch"),
        Column::numbers("Time"),
    ]);
    // A row's last cell, being one too many, is left out where no trial diverged.
    if report.results.iter().any(|result| result.score().is_none()) {
        columns.push(Column::words("Result"));
    }
    vec![Block::Table(Table {
        caption: "Accuracy and loss on the validation images, at the epoch that did best on them."
            .to_owned(),
        columns,
        rows: report
            .results
            .iter()
            .map(|result| trial(report, result))
            .collect(),
    })]
}

fn trial(report: &SweepReport, result: &TrialResult) -> Row {
    let point = report.plan.points.get(result.point.saturating_sub(1));
    let value = |key: &String| point.and_then(|point| point.get(key)).cloned();
    let mut cells = vec![result.trial.to_string()];
    cells.extend(
        report
            .plan
            .keys
            .iter()
            .map(|key| value(key).unwrap_or_default()),
    );
    cells.push(result.seed.to_string());
    trial_row(cells, result)
}
