//! What came of a cross-validation: each fold, and their mean with how sure it is.

use burn_mnist_experiment::{
    ExperimentDirectory, Outcome, Plan, Score, Scored, Spread, TrialResult, standings,
};
use serde::Serialize;

use crate::duration::duration;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::table::{Column, Table};
use crate::width::table_width;

/// What `--format json` says of a cross-validation.
#[derive(Serialize)]
struct CrossValidated<'a> {
    cross_validation: String,
    folds: usize,
    seeds: &'a [u64],
    checkpoint: Scored,
    trials: usize,
    done: usize,
    /// Trials whose loss became NaN or infinite.
    diverged: usize,
    accuracy: Option<Spread>,
    loss: Option<Spread>,
    /// The file of out-of-fold predictions, once every fold has some.
    predictions: Option<String>,
    results: &'a [TrialResult],
}

/// Shows what is done.
pub fn show(
    directory: &ExperimentDirectory,
    plan: &Plan,
    results: &[TrialResult],
    output: Output,
) -> Result<(), Failure> {
    let whole = standings(plan, results).into_iter().next();
    let (accuracy, loss, diverged) = match whole {
        Some(standing) => (standing.accuracy, standing.loss, standing.diverged),
        None => (None, None, 0),
    };
    let predictions = directory.predictions();
    let shown = CrossValidated {
        cross_validation: directory.root().display().to_string(),
        folds: plan.folds.unwrap_or_default(),
        seeds: &plan.seeds,
        checkpoint: plan.scored,
        trials: plan.trials.len(),
        done: results.len(),
        diverged,
        accuracy,
        loss,
        predictions: predictions
            .is_file()
            .then(|| predictions.display().to_string()),
        results,
    };
    match output.format {
        Format::Csv => output.print(&everything(results).csv()),
        Format::Md => output.print(&summary(results).markdown()),
        _ => output.result(&shown, render),
    }
}

fn render(shown: &CrossValidated<'_>) -> String {
    let mut text = summary(shown.results).text(table_width());
    text += &spread("accuracy, %", shown.accuracy.as_ref(), 100.0, 2);
    text += &spread("loss, nats", shown.loss.as_ref(), 1.0, 4);
    if shown.done < shown.trials {
        text += &format!("{} of {} trials are done\n", shown.done, shown.trials);
    }
    if shown.diverged > 0 {
        text += &format!("{} diverged and are left out\n", shown.diverged);
    }
    if let Some(predictions) = &shown.predictions {
        text += &format!("out-of-fold predictions {predictions}\n");
    }
    text
}

/// The columns for people.
fn summary(results: &[TrialResult]) -> Table {
    let cells = |cell: &dyn Fn(&TrialResult) -> String| results.iter().map(cell).collect();
    let score = |of: fn(&Score) -> String| {
        cells(&|result| result.score().map_or_else(|| "-".to_owned(), of))
    };
    Table::new(vec![
        Column::numbers("fold", cells(&fold)),
        Column::numbers("seed", cells(&|result| result.seed.to_string())),
        Column::numbers(
            "accuracy %",
            score(|score| format!("{:.2}", 100.0 * score.accuracy)),
        ),
        Column::numbers("loss", score(|score| format!("{:.4}", score.loss))),
        Column::numbers("epoch", score(|score| score.epoch.to_string())),
        Column::numbers("time", cells(&|result| duration(result.seconds))),
        Column::words(
            "result",
            cells(&|result| match &result.outcome {
                Outcome::Scored(_) => String::new(),
                Outcome::Diverged { .. } => "diverged".to_owned(),
            }),
        ),
    ])
}

/// All figures, in full precision.
fn everything(results: &[TrialResult]) -> Table {
    let cells = |cell: &dyn Fn(&TrialResult) -> String| results.iter().map(cell).collect();
    let score =
        |of: fn(&Score) -> String| cells(&|result| result.score().map(of).unwrap_or_default());
    Table::new(vec![
        Column::numbers("fold", cells(&fold)),
        Column::numbers("seed", cells(&|result| result.seed.to_string())),
        Column::words(
            "status",
            cells(&|result| match &result.outcome {
                Outcome::Scored(_) => "scored".to_owned(),
                Outcome::Diverged { .. } => "diverged".to_owned(),
            }),
        ),
        Column::numbers("accuracy", score(|score| score.accuracy.to_string())),
        Column::numbers("loss", score(|score| score.loss.to_string())),
        Column::numbers("epoch", score(|score| score.epoch.to_string())),
        Column::numbers("seconds", cells(&|result| result.seconds.to_string())),
        Column::words("backend", cells(&|result| result.backend.clone())),
        Column::words("finished_at", cells(&|result| result.finished_at.clone())),
    ])
}

fn fold(result: &TrialResult) -> String {
    result.fold.map(|fold| fold.to_string()).unwrap_or_default()
}

fn spread(what: &str, spread: Option<&Spread>, scale: f64, digits: usize) -> String {
    let Some(spread) = spread else {
        return String::new();
    };
    let number = |value: f64| format!("{:.digits$}", scale * value);
    let std = spread.std.map(|std| format!(" ± {}", number(std)));
    let interval = spread
        .interval
        .map(|(low, high)| format!(", 95 % interval {} to {}", number(low), number(high)));
    format!(
        "{what}: {}{}{}, n = {}\n",
        number(spread.mean),
        std.unwrap_or_default(),
        interval.unwrap_or_default(),
        spread.n
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use burn_mnist_app::experiment::ExperimentKind;
    use burn_mnist_run::Artifacts;
    use insta::assert_snapshot;

    use super::*;

    /// A recorded cross-validation, with figures that do not depend on a processor.
    fn results() -> (Plan, Vec<TrialResult>) {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let fixture = fixtures.join("cross-validation-v1");
        let kind = ExperimentKind::CrossValidation;
        let (directory, plan) = kind.find(&fixture, &Artifacts::default()).unwrap();
        (plan, directory.results().unwrap())
    }

    #[test]
    fn cross_validation_as_text() {
        let (plan, results) = results();
        let whole = standings(&plan, &results).swap_remove(0);
        let shown = CrossValidated {
            cross_validation: "artifacts/cross-validations/20261125-170000".to_owned(),
            folds: 2,
            seeds: &plan.seeds,
            checkpoint: plan.scored,
            trials: 3,
            done: 2,
            diverged: 0,
            accuracy: whole.accuracy,
            loss: whole.loss,
            predictions: None,
            results: &results,
        };
        assert_snapshot!("folds", render(&shown));
    }

    #[test]
    fn cross_validation_as_csv() {
        assert_snapshot!("folds_csv", everything(&results().1).csv());
    }
}
