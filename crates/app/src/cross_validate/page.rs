//! `report.html` of a cross-validation: the mean with its interval, each fold, and the curves of the folds.

use burn_mnist_experiment::{ExperimentDirectory, Plan, Scored, Spread, TrialResult, standings};
use burn_mnist_report::{Block, Column, Drawing, Figure, Page, Row, Section, Series, Table};
use burn_mnist_run::durable;

use crate::error::AppError;
use crate::experiment::page::{curve, curves, settings, subtitle, trial_row};
use crate::page::words::counted;

/// More lines than these cannot be told apart.
const MOST_LINES: usize = 12;

/// Writes the page into the directory of the cross-validation.
///
/// # Errors
///
/// [`AppError::Run`] if it cannot be written.
pub fn write_page(
    directory: &ExperimentDirectory,
    plan: &Plan,
    results: &[TrialResult],
) -> Result<(), AppError> {
    let html = page(directory, plan, results).to_html();
    Ok(durable::replace(&directory.report(), html.as_bytes())?)
}

fn page(directory: &ExperimentDirectory, plan: &Plan, results: &[TrialResult]) -> Page {
    let section = |heading: &str, blocks: Vec<Block>| Section {
        heading: heading.to_owned(),
        blocks,
    };
    let mut sections = vec![
        section("Result", result(plan, results)),
        section("Folds", vec![Block::Table(folds(results))]),
        section("Validation curves", charts(directory, plan)),
        section("Settings", settings(plan)),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    let folds = plan.folds.unwrap_or_default();
    Page {
        title: format!("Cross-validation with {}", counted(folds, "fold")),
        subtitle: subtitle(directory, plan, results),
        sections,
    }
}

fn result(plan: &Plan, results: &[TrialResult]) -> Vec<Block> {
    let (done, planned) = (results.len(), plan.trials.len());
    let mut warnings = Vec::new();
    if done < planned {
        warnings.push(format!("{done} of {planned} trials are done."));
    }
    let whole = standings(plan, results).into_iter().next();
    let diverged = whole.as_ref().map_or(0, |whole| whole.diverged);
    if diverged > 0 {
        warnings.push(format!("{diverged} trials diverged and are left out."));
    }
    let mut blocks = vec![Block::Warnings(warnings)];
    let epoch = match plan.scored {
        Scored::Last => "the last epoch, which the held-out fold did not choose",
        Scored::Best => "the epoch that did best on the held-out fold, which is optimistic",
    };
    let figure =
        |name: &str, spread: Option<Spread>, number: &dyn Fn(f64) -> String, unit: &str| {
            let spread = spread?;
            let interval = spread.interval.map(|(low, high)| {
                format!("95 % interval {} to {} {unit}", number(low), number(high))
            });
            let note = interval.unwrap_or_else(|| "one score has no interval".to_owned());
            let mean = format!("{} {unit}", number(spread.mean));
            Some(Figure::new(name, mean, note))
        };
    if let Some(whole) = whole {
        let loss = |nats: f64| format!("{nats:.4}");
        let share = |share: f64| format!("{:.2}", 100.0 * share);
        let figures = [
            figure("Mean accuracy", whole.accuracy, &share, "%"),
            figure("Mean loss", whole.loss, &loss, "nats"),
        ];
        blocks.push(Block::Figures(figures.into_iter().flatten().collect()));
        blocks.push(Block::Paragraph(format!(
            "Each fold was scored by a network that was not trained on it, at {epoch}. Folds share most of their \
             training images, so the interval is corrected for it (Nadeau and Bengio 2003)."
        )));
    }
    blocks
}

fn folds(results: &[TrialResult]) -> Table {
    let mut table = Table {
        caption: "Accuracy and loss on the held-out fold.".to_owned(),
        columns: vec![
            Column::numbers("Fold"),
            Column::numbers("Seed"),
            Column::numbers("Accuracy").in_unit("%"),
            Column::numbers("Loss").in_unit("nats"),
            Column::numbers("Epoch"),
            Column::numbers("Time"),
            Column::words("Result"),
        ],
        rows: results.iter().map(row).collect(),
    };
    // A row's last cell, being one too many, is left out where no trial diverged.
    if results.iter().all(|result| result.score().is_some()) {
        table.columns.pop();
    }
    table
}

fn row(result: &TrialResult) -> Row {
    let fold = result.fold.map(|fold| fold.to_string());
    trial_row(
        vec![fold.unwrap_or_default(), result.seed.to_string()],
        result,
    )
}

fn charts(directory: &ExperimentDirectory, plan: &Plan) -> Vec<Block> {
    let trials = plan.trials.iter().map(|trial| {
        let points = curve(directory, trial).into_iter();
        let points = points.map(|(epoch, accuracy)| (epoch as f64, accuracy));
        let fold = trial.fold.unwrap_or_default();
        let name = match plan.seeds.len() {
            1 => format!("fold {fold}"),
            _ => format!("fold {fold}, seed {}", trial.seed),
        };
        Series::new(name, Drawing::MarkedLine, points.collect())
    });
    let drawn = trials.filter(|series| !series.points.is_empty());
    let series: Vec<Series> = drawn.take(MOST_LINES).collect();
    let caption = match series.len() < plan.trials.len() {
        true => format!(
            "Of {} networks, on the held-out fold of each.",
            series.len()
        ),
        false => "On the held-out fold of each network.".to_owned(),
    };
    curves(series, caption)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use burn_mnist_run::Artifacts;

    use super::*;
    use crate::experiment::ExperimentKind;

    /// A recorded cross-validation of two folds.
    fn recorded() -> (ExperimentDirectory, Plan) {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/fixtures");
        let fixture = fixtures.join("cross-validation-v1");
        let kind = ExperimentKind::CrossValidation;
        kind.find(&fixture, &Artifacts::default()).unwrap()
    }

    #[test]
    fn a_page_has_the_mean_and_a_row_for_each_fold() {
        let (directory, plan) = recorded();
        let results = directory.results().unwrap();
        let page = page(&directory, &plan, &results);
        assert_eq!(page.title, "Cross-validation with 2 folds");
        let headings: Vec<&str> = page.sections.iter().map(|s| s.heading.as_str()).collect();
        assert_eq!(headings, ["Result", "Folds", "Settings"]);
        assert_eq!(folds(&results).rows.len(), 2);
        let html = page.to_html();
        assert!(html.contains("95 % interval") && !html.contains("trials are done"));
    }

    #[test]
    fn an_unfinished_cross_validation_says_how_much_is_done() {
        let (directory, plan) = recorded();
        let results = directory.results().unwrap();
        let html = page(&directory, &plan, &results[..1]).to_html();
        assert!(html.contains("1 of 2 trials are done"));
        assert!(html.contains("one score has no interval"));
        assert!(page(&directory, &plan, &[]).to_html().contains("0 of 2"));
    }
}
