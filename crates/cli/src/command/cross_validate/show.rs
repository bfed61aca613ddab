//! What came of a cross-validation: each fold, and their mean with how sure it is.

use burn_mnist_experiment::{
    ExperimentDirectory, Outcome, Plan, Scored, Spread, TrialResult, standings,
};
use serde::Serialize;

use crate::columns::aligned;
use crate::failure::Failure;
use crate::output::Output;

/// What `--format json` says of a cross-validation.
#[derive(Serialize)]
struct CrossValidated<'a> {
    cross_validation: String,
    folds: usize,
    seeds: &'a [u64],
    checkpoint: Scored,
    trials: usize,
    done: usize,
    /// Trials whose loss left the numbers.
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
    output.result(&shown, render)
}

fn render(shown: &CrossValidated<'_>) -> String {
    let head = ["fold", "seed", "accuracy %", "loss", "epoch", "s", ""];
    let head = head.map(str::to_owned).to_vec();
    let lines: Vec<Vec<String>> = std::iter::once(head)
        .chain(shown.results.iter().map(row))
        .collect();
    let mut text = aligned(&lines);
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

fn row(result: &TrialResult) -> Vec<String> {
    let fold = result.fold.map(|fold| fold.to_string());
    let mut cells = vec![fold.unwrap_or_default(), result.seed.to_string()];
    let (figures, word) = match &result.outcome {
        Outcome::Scored(score) => {
            let accuracy = format!("{:.2}", 100.0 * score.accuracy);
            let loss = format!("{:.4}", score.loss);
            ([accuracy, loss, score.epoch.to_string()], "")
        }
        Outcome::Diverged { .. } => (["-", "-", "-"].map(str::to_owned), "diverged"),
    };
    cells.extend(figures);
    cells.extend([format!("{:.1}", result.seconds), word.to_owned()]);
    cells
}

fn spread(what: &str, spread: Option<&Spread>, scale: f64, digits: usize) -> String {
    let Some(spread) = spread else {
        return String::new();
    };
    let number = |value: f64| format!("{:.digits$}", scale * value);
    let std = spread.std.map(|std| format!(" +- {}", number(std)));
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
