//! What came of a sweep: its points with the best first, or its trials, as text, tables for programs, or a page.

mod points;
mod trials;

use burn_mnist_app::sweep::SweepReport;
use burn_mnist_experiment::{Standing, TrialResult};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::table::Table;
use crate::width::table_width;

/// Which rows a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// A row for each point.
    Points,
    /// A row for each trial.
    Trials,
}

/// What `--format json` says of a sweep.
#[derive(Serialize)]
struct Shown<'a> {
    sweep: String,
    keys: &'a [String],
    seeds: &'a [u64],
    trials: usize,
    done: usize,
    points: Vec<Standing>,
    /// The run of the best trial, if its network was kept.
    network: Option<String>,
    /// The command that trains the best point.
    command: Option<String>,
    /// Each trial; present if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<&'a [TrialResult]>,
}

/// Shows what is done of a sweep.
pub fn show(report: &SweepReport, rows: Rows, output: Output) -> Result<(), Failure> {
    let shown = Shown {
        sweep: report.directory.root().display().to_string(),
        keys: &report.plan.keys,
        seeds: &report.plan.seeds,
        trials: report.plan.trials.len(),
        done: report.results.len(),
        points: report.standings(),
        network: report.network.as_ref().map(|run| run.display().to_string()),
        command: report.train_command(),
        results: (rows == Rows::Trials).then_some(&report.results),
    };
    let exact = |rows| match rows {
        Rows::Points => points::everything(&shown.points, shown.keys),
        Rows::Trials => trials::everything(report),
    };
    match output.format {
        Format::Csv => output.print(&exact(rows).csv()),
        Format::Md => output.print(&summary(&shown, report, rows).markdown()),
        Format::Html => output.print(&report.to_html()),
        _ => output.result(&shown, |shown| text(shown, report, rows)),
    }
}

fn summary(shown: &Shown<'_>, report: &SweepReport, rows: Rows) -> Table {
    match rows {
        Rows::Points => points::summary(&shown.points, shown.keys),
        Rows::Trials => trials::summary(report),
    }
}

fn text(shown: &Shown<'_>, report: &SweepReport, rows: Rows) -> String {
    let seeds: Vec<String> = shown.seeds.iter().map(u64::to_string).collect();
    let mut text = format!(
        "{}: {} of {} trials done, seeds {}, validation accuracy at the best epoch\n{}",
        shown.sweep,
        shown.done,
        shown.trials,
        seeds.join(" "),
        summary(shown, report, rows).text(table_width())
    );
    if let Some(command) = &shown.command {
        text += &format!("\ntrain the best point: {command}\n");
    }
    if shown.network.is_some() {
        text += &format!(
            "use the best trial: burn-mnist predict {} PICTURE\n",
            shown.sweep
        );
    }
    text
}

/// What is close to diverging has a loss of many digits, none of which matters.
fn loss(nats: f64) -> String {
    match nats < 1000.0 {
        true => format!("{nats:.4}"),
        false => format!("{nats:.0e}"),
    }
}

fn percent(share: f64) -> String {
    format!("{:.2}", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use burn_mnist_experiment::Outcome;
    use burn_mnist_run::Artifacts;
    use insta::assert_snapshot;

    use super::*;

    /// A recorded sweep, with figures that do not depend on a processor.
    fn report() -> SweepReport {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sweep-v1");
        let mut report = SweepReport::read(&[fixture], &Artifacts::default()).unwrap();
        report.results[3].outcome = Outcome::Diverged {
            reason: "the loss became NaN".to_owned(),
        };
        report.network = Some("sweep/runs/trial-0002".into());
        report
    }

    fn rendered(rows: Rows) -> String {
        let report = report();
        let points = report.standings();
        let shown = Shown {
            sweep: "artifacts/sweeps/20261125-170000".to_owned(),
            keys: &report.plan.keys,
            seeds: &report.plan.seeds,
            trials: report.plan.trials.len(),
            done: report.results.len(),
            points,
            network: Some(String::new()),
            command: report.train_command(),
            results: None,
        };
        text(&shown, &report, rows)
    }

    #[test]
    fn sweep_as_text() {
        assert_snapshot!("points", rendered(Rows::Points));
        assert_snapshot!("trials", rendered(Rows::Trials));
    }

    #[test]
    fn sweep_as_csv_and_markdown() {
        let report = report();
        let keys = &report.plan.keys;
        assert_snapshot!(
            "points_csv",
            points::everything(&report.standings(), keys).csv()
        );
        assert_snapshot!(
            "points_md",
            points::summary(&report.standings(), keys).markdown()
        );
        assert_snapshot!("trials_csv", trials::everything(&report).csv());
    }
}
