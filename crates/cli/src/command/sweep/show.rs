//! The table of a sweep: the best point first, and which others these seeds cannot tell from it.

use burn_mnist_experiment::{
    ExperimentDirectory, Plan, Spread, Standing, TrialResult, Verdict, standings,
};
use serde::Serialize;

use crate::columns::aligned;
use crate::failure::Failure;
use crate::output::Output;

/// What `--format json` says of a sweep.
#[derive(Serialize)]
struct Table<'a> {
    sweep: String,
    keys: &'a [String],
    seeds: &'a [u64],
    trials: usize,
    done: usize,
    points: Vec<Standing>,
}

/// Shows what is done of a sweep.
pub fn standing(
    directory: &ExperimentDirectory,
    plan: &Plan,
    results: &[TrialResult],
    output: Output,
) -> Result<(), Failure> {
    let table = Table {
        sweep: directory.root().display().to_string(),
        keys: &plan.keys,
        seeds: &plan.seeds,
        trials: plan.trials.len(),
        done: results.len(),
        points: standings(plan, results),
    };
    output.result(&table, render)
}

fn render(table: &Table<'_>) -> String {
    let mut head = vec!["".to_owned()];
    head.extend(table.keys.iter().cloned());
    for title in [
        "accuracy %",
        "std",
        "95 % interval",
        "loss",
        "n",
        "s/trial",
        "",
    ] {
        head.push(title.to_owned());
    }
    let rows = (1..)
        .zip(&table.points)
        .map(|(place, standing)| row(place, standing, table.keys));
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let seeds: Vec<String> = table.seeds.iter().map(u64::to_string).collect();
    format!(
        "{}: {} of {} trials done, seeds {}, validation accuracy at the best epoch\n{}",
        table.sweep,
        table.done,
        table.trials,
        seeds.join(" "),
        aligned(&lines)
    )
}

fn row(place: usize, standing: &Standing, keys: &[String]) -> Vec<String> {
    let value = |key| standing.values.get(key).cloned().unwrap_or_default();
    let percent = |share: f64| format!("{:.2}", 100.0 * share);
    let accuracy = standing.accuracy.as_ref();
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let interval = |(low, high): (f64, f64)| format!("{} to {}", percent(low), percent(high));
    let mut cells = vec![place.to_string()];
    cells.extend(keys.iter().map(value));
    cells.extend([
        or_dash(accuracy.map(|spread| percent(spread.mean))),
        or_dash(accuracy.and_then(|spread| spread.std).map(percent)),
        or_dash(accuracy.and_then(|spread| spread.interval).map(interval)),
        or_dash(standing.loss.as_ref().map(|spread| loss(spread.mean))),
        accuracy.map_or(0, |spread: &Spread| spread.n).to_string(),
        format!("{:.1}", standing.seconds),
        verdict(standing),
    ]);
    cells
}

/// What is close to diverging has a loss of many digits, none of which matters.
fn loss(nats: f64) -> String {
    match nats < 1000.0 {
        true => format!("{nats:.4}"),
        false => format!("{nats:.0e}"),
    }
}

fn verdict(standing: &Standing) -> String {
    match standing.verdict {
        Verdict::Best => "best".to_owned(),
        Verdict::NotToldApart => "not told apart from the best".to_owned(),
        Verdict::Worse => "worse".to_owned(),
        Verdict::TooFew => "too few seeds to tell".to_owned(),
        Verdict::Diverged => format!("{} diverged", standing.diverged),
    }
}
