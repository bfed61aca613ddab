//! The trials of a sweep, in their order.

use burn_mnist_app::sweep::SweepReport;
use burn_mnist_experiment::{Outcome, Score, TrialResult};

use super::{loss, percent};
use crate::duration::duration;
use crate::table::{Column, Table};

/// The columns for people.
pub fn summary(report: &SweepReport) -> Table {
    let cells = |cell: &dyn Fn(&TrialResult) -> String| -> Vec<String> {
        report.results.iter().map(cell).collect()
    };
    let score = |of: &dyn Fn(&Score) -> String| {
        cells(&|result| result.score().map_or_else(|| "-".to_owned(), of))
    };
    let mut columns = vec![Column::numbers(
        "trial",
        cells(&|result| result.trial.to_string()),
    )];
    columns.extend(varied(report));
    columns.extend([
        Column::numbers("seed", cells(&|result| result.seed.to_string())),
        Column::numbers("accuracy %", score(&|score| percent(score.accuracy))),
        Column::numbers("loss", score(&|score| loss(score.loss))),
        Column::numbers("epoch", score(&|score| score.epoch.to_string())),
        Column::numbers("time", cells(&|result| duration(result.seconds))),
        Column::words(
            "result",
            cells(&|result| match result.score() {
                Some(_) => String::new(),
                None => "diverged".to_owned(),
            }),
        ),
    ]);
    Table::new(columns)
}

/// All figures, in full precision.
pub fn everything(report: &SweepReport) -> Table {
    let cells = |cell: &dyn Fn(&TrialResult) -> String| -> Vec<String> {
        report.results.iter().map(cell).collect()
    };
    let score =
        |of: &dyn Fn(&Score) -> String| cells(&|result| result.score().map(of).unwrap_or_default());
    let mut columns = vec![
        Column::numbers("trial", cells(&|result| result.trial.to_string())),
        Column::numbers("point", cells(&|result| result.point.to_string())),
    ];
    columns.extend(varied(report));
    columns.extend([
        Column::numbers("seed", cells(&|result| result.seed.to_string())),
        Column::words(
            "status",
            cells(&|result| match &result.outcome {
                Outcome::Scored(_) => "scored".to_owned(),
                Outcome::Diverged { .. } => "diverged".to_owned(),
            }),
        ),
        Column::numbers("accuracy", score(&|score| score.accuracy.to_string())),
        Column::numbers("loss", score(&|score| score.loss.to_string())),
        Column::numbers("epoch", score(&|score| score.epoch.to_string())),
        Column::numbers("seconds", cells(&|result| result.seconds.to_string())),
        Column::words("backend", cells(&|result| result.backend.clone())),
        Column::words("finished_at", cells(&|result| result.finished_at.clone())),
        Column::words(
            "reason",
            cells(&|result| match &result.outcome {
                Outcome::Scored(_) => String::new(),
                Outcome::Diverged { reason } => reason.clone(),
            }),
        ),
    ]);
    Table::new(columns)
}

/// A column for each key that is varied.
fn varied(report: &SweepReport) -> impl Iterator<Item = Column> {
    report.plan.keys.iter().map(|key| {
        let value = |result: &TrialResult| {
            let point = report.plan.points.get(result.point.saturating_sub(1));
            point.and_then(|point| point.get(key)).cloned()
        };
        let values = report
            .results
            .iter()
            .map(|result| value(result).unwrap_or_default());
        Column::numbers(key, values.collect())
    })
}
