//! `report.html` of a sweep: its points in order, each parameter against accuracy, and the curves of its trials.

mod curves;
mod parameters;
mod points;

use burn_mnist_report::{Block, Page, Section};
use burn_mnist_run::durable;

use super::report::SweepReport;
use crate::error::AppError;
use crate::experiment::page::{settings, subtitle};
use crate::page::words::counted;

impl SweepReport {
    /// The page, as one HTML file.
    pub fn to_html(&self) -> String {
        page(self).to_html()
    }

    /// Writes the page into the sweep's directory.
    ///
    /// # Errors
    ///
    /// [`AppError::Run`] if it cannot be written.
    pub(super) fn write_page(&self) -> Result<(), AppError> {
        let html = self.to_html();
        Ok(durable::replace(&self.directory.report(), html.as_bytes())?)
    }
}

fn page(report: &SweepReport) -> Page {
    let standings = report.standings();
    let section = |heading: &str, blocks: Vec<Block>| Section {
        heading: heading.to_owned(),
        blocks,
    };
    let mut sections = vec![
        section("Result", points::result(report, &standings)),
        section("Points", points::points(report, &standings)),
        section("Parameters", parameters::charts(report, &standings)),
        section("Validation curves", curves::charts(report, &standings)),
        section("Trials", points::trials(report)),
        section("Settings", settings(&report.plan)),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    Page {
        title: title(report),
        subtitle: subtitle(&report.directory, &report.plan, &report.results),
        sections,
    }
}

fn title(report: &SweepReport) -> String {
    let points = counted(report.plan.points.len(), "point");
    match report.plan.keys.is_empty() {
        true => format!("Sweep of {points}"),
        false => format!("Sweep of {points} over {}", report.plan.keys.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use burn_mnist_experiment::{
        ExperimentDirectory, Outcome, Plan, Point, Score, Scored, Search, Trial, TrialResult,
    };
    use burn_mnist_run::record::SettingsRecord;
    use burn_mnist_run::{EpochMetrics, RunDirectory, RunRecord, Split};

    use super::*;

    /// A sweep over a number and a word with two seeds, one trial of which diverged.
    fn report(root: &Path) -> SweepReport {
        let points: Vec<Point> = ["1e-4", "1e-3", "1e-2"]
            .iter()
            .flat_map(|rate| ["adam", "sgd"].map(|optimizer| (*rate, optimizer)))
            .map(|(rate, optimizer)| {
                let pairs = [("learning_rate", rate), ("optimizer", optimizer)];
                pairs
                    .map(|(key, value)| (key.to_owned(), value.to_owned()))
                    .into()
            })
            .collect();
        let seeds = [1, 2];
        let pairs = seeds
            .iter()
            .flat_map(|seed| (1..=points.len()).map(move |point| (*seed, point)));
        let trials: Vec<Trial> = (1..)
            .zip(pairs)
            .map(|(number, (seed, point))| Trial {
                number,
                point,
                seed,
                fold: None,
                settings: SettingsRecord::from([("epochs".to_owned(), 2.into())]),
            })
            .collect();
        let plan = Plan {
            schema_version: Plan::VERSION,
            started_at: None,
            search: Search::Grid,
            keys: vec!["learning_rate".to_owned(), "optimizer".to_owned()],
            points,
            seeds: seeds.to_vec(),
            folds: None,
            train_sha256: String::new(),
            scored: Scored::Best,
            keep_runs: false,
            trials,
        };
        let directory = ExperimentDirectory::create(root, &plan).unwrap();
        let results = plan.trials.iter().map(|trial| {
            let accuracy = 0.9 + 0.01 * trial.point as f64 + 0.001 * trial.seed as f64;
            curve(&directory, trial, accuracy);
            let outcome = match trial.number {
                2 => Outcome::Diverged {
                    reason: "the loss became NaN".to_owned(),
                },
                _ => Outcome::Scored(Score {
                    accuracy,
                    loss: 1.0 - accuracy,
                    epoch: 2,
                }),
            };
            TrialResult::new(trial, outcome, 1.5, "flex".to_owned())
        });
        SweepReport {
            results: results.collect(),
            network: None,
            directory,
            plan,
        }
    }

    fn curve(directory: &ExperimentDirectory, trial: &Trial, accuracy: f64) {
        let run = RunDirectory::create(&directory.run(&trial.run())).unwrap();
        RunRecord::new(&run).write(&run).unwrap();
        let lines = [1, 2].map(|epoch| EpochMetrics {
            schema_version: EpochMetrics::VERSION,
            epoch,
            step: epoch,
            split: Split::Validation,
            loss: 1.0 - accuracy,
            accuracy: accuracy - 0.1 / epoch as f64,
            count: 100,
            learning_rate: None,
            images_per_second: 1.0,
            seconds: 1.0,
        });
        EpochMetrics::append(&run.metrics(), &lines).unwrap();
    }

    #[test]
    fn a_page_has_the_points_the_parameters_and_the_curves() {
        let root = tempfile::tempdir().unwrap();
        let report = report(&root.path().join("sweep"));
        let page = page(&report);
        assert_eq!(
            page.title,
            "Sweep of 6 points over learning_rate, optimizer"
        );
        let headings: Vec<&str> = page.sections.iter().map(|s| s.heading.as_str()).collect();
        assert_eq!(
            headings,
            [
                "Result",
                "Points",
                "Parameters",
                "Validation curves",
                "Trials",
                "Settings"
            ]
        );
        let html = page.to_html();
        for part in ["learning_rate", "1 diverged", "burn-mnist train", "<svg"] {
            assert!(html.contains(part), "{part}");
        }
        assert!(!html.contains("There is nothing to draw"));
        report.write_page().unwrap();
        assert_eq!(
            std::fs::read_to_string(report.directory.report()).unwrap(),
            html
        );
    }

    #[test]
    fn a_page_of_a_sweep_without_results_says_so() {
        let root = tempfile::tempdir().unwrap();
        let mut report = report(&root.path().join("sweep"));
        report.results.clear();
        let html = report.to_html();
        assert!(html.contains("0 of 12 trials are done"), "{html}");
        assert_eq!(report.train_command(), None);
    }
}
