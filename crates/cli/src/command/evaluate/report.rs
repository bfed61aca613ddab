//! What `evaluate` found, for programs and for people.

use std::path::PathBuf;

use burn_mnist_app::evaluate::{Evaluated, Fitted};
use burn_mnist_app::model::MeasuredSplit;
use burn_mnist_inference::{CalibrationStatus, Curve};
use burn_mnist_run::record::Evaluation;
use serde::Serialize;

use super::mistakes::Listed;
use super::{calibrate, curves, mistakes};
use crate::calibration::words;
use crate::command::scores;

/// What `--format json` says of an evaluation.
#[derive(Debug, Serialize)]
pub struct Report {
    model: String,
    weights_sha256: String,
    backend: String,
    device: String,
    dataset: String,
    split: &'static str,
    images_per_second: f64,
    calibration: CalibrationStatus,
    /// The calibration that was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    fitted: Option<Fitted>,
    #[serde(flatten)]
    evaluation: Evaluation,
    mistakes: Vec<Listed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    robustness: Option<Vec<Curve>>,
    /// The file of `--predictions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    predictions_file: Option<PathBuf>,
    /// The picture of `--sheet`, if there was an error to draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<PathBuf>,
}

/// How much of a report is printed for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// All figures and tables.
    Everything,
    /// The figures in short, and what was asked for.
    Requested {
        /// The most confident errors were asked for.
        errors: bool,
        /// A calibration was asked for.
        calibration: bool,
    },
}

impl Report {
    /// Of what was measured on this split.
    pub fn of(evaluated: Evaluated, split: MeasuredSplit) -> Self {
        let (saved, hardware) = (&evaluated.model.saved, &evaluated.model.opened.hardware);
        Self {
            model: saved.weights().display().to_string(),
            weights_sha256: saved.weights_sha256().to_owned(),
            backend: hardware.backend.clone(),
            device: hardware.device_name.clone(),
            dataset: evaluated.source,
            split: match split {
                MeasuredSplit::Test => "test",
                MeasuredSplit::Validation => "validation",
            },
            images_per_second: evaluated.images_per_second,
            calibration: saved.calibration().clone(),
            fitted: evaluated.fitted,
            evaluation: evaluated.evaluation,
            mistakes: evaluated.worst.iter().map(Listed::from).collect(),
            robustness: evaluated.robustness,
            predictions_file: None,
            sheet: None,
        }
    }

    /// With the files that were written.
    pub fn with_files(self, predictions: Option<PathBuf>, sheet: Option<PathBuf>) -> Self {
        Self {
            predictions_file: predictions,
            sheet,
            ..self
        }
    }
}

/// The text for people: first the accuracy, then what was asked for.
pub fn render(report: &Report, detail: &Detail) -> String {
    let evaluation = &report.evaluation;
    let calibrated = words(&report.calibration);
    let (errors, calibration) = match *detail {
        Detail::Everything => (true, true),
        Detail::Requested {
            errors,
            calibration,
        } => (errors, calibration),
    };
    let mut text = scores::accuracy(report.split, evaluation);
    text += &report
        .fitted
        .as_ref()
        .map(calibrate::render)
        .unwrap_or_default();
    if calibration {
        text += &scores::probabilities(evaluation, &calibrated);
    }
    if *detail == Detail::Everything {
        text += &place(report);
        text += &scores::classes(evaluation);
    }
    if errors {
        text += &mistakes::render(&report.mistakes);
    }
    text += &report
        .robustness
        .as_deref()
        .map(curves::render)
        .unwrap_or_default();
    text + &files(report)
}

/// What was written, below an empty line.
fn files(report: &Report) -> String {
    let mut text = String::new();
    if let Some(path) = &report.predictions_file {
        let count = counted(report.evaluation.count, "prediction");
        text += &format!("wrote {}: {count} with logits\n", path.display());
    }
    if let Some(path) = &report.sheet {
        let count = counted(report.mistakes.len() as u64, "error");
        text += &format!(
            "wrote {}: {count}, the most confident first\n",
            path.display()
        );
    }
    match text.is_empty() {
        true => text,
        false => format!("\n{text}"),
    }
}

fn counted(count: u64, thing: &str) -> String {
    match count {
        1 => format!("1 {thing}"),
        _ => format!("{count} {thing}s"),
    }
}

fn place(evaluated: &Report) -> String {
    format!(
        "{}\n{} on {} ({}), {:.0} images/s\n",
        evaluated.dataset,
        evaluated.model,
        evaluated.backend,
        evaluated.device,
        evaluated.images_per_second
    )
}

#[cfg(test)]
mod tests {
    use burn_mnist_evaluation::{Answer, Mistake};
    use burn_mnist_inference::Point;
    use burn_mnist_run::calibration::Fit;
    use burn_mnist_run::record::{ClassScore, Interval, ProbabilityScore};
    use burn_mnist_run::{Calibration, Temperature};
    use insta::assert_snapshot;

    use super::*;
    use crate::style::plain;

    fn evaluation() -> Evaluation {
        let class = |label, count, recall| ClassScore {
            label,
            count,
            precision: Some(0.7),
            recall: Some(recall),
            f1: Some(0.8),
        };
        Evaluation {
            count: 10,
            correct: 8,
            accuracy: 0.8,
            loss: 0.5,
            accuracy_interval: Some(Interval {
                low: 0.4902,
                high: 0.9433,
            }),
            top_k: vec![0.8, 0.9, 1.0],
            macro_f1: Some(0.7987),
            probabilities: Some(ProbabilityScore {
                temperature: Temperature::ONE,
                nll: 0.5,
                brier: 0.4,
                ece: 0.0123,
                mce: 0.2,
                bins: vec![],
            }),
            classes: vec![class(0, 7, 1.0), class(1, 3, 0.3333)],
            confusion: vec![vec![7, 0], vec![2, 1]],
        }
    }

    fn mistake() -> Mistake {
        Mistake {
            index: 9587,
            answer: Answer {
                label: 1,
                predicted: 0,
                rank: 1,
                probability: 0.9987,
                nll: 6.6,
                brier: 1.99,
            },
        }
    }

    fn report() -> Report {
        Report {
            model: "run/checkpoints/epoch-0003-step-000096/model.bpk".to_owned(),
            weights_sha256: "0".repeat(64),
            backend: "flex".to_owned(),
            device: "AMD EPYC".to_owned(),
            dataset: "synthetic digits, seed 0".to_owned(),
            split: "test",
            images_per_second: 171_088.4,
            calibration: CalibrationStatus::Absent,
            fitted: None,
            evaluation: evaluation(),
            mistakes: vec![Listed::from(&mistake())],
            robustness: None,
            predictions_file: None,
            sheet: None,
        }
    }

    fn curve() -> Curve {
        Curve {
            distortion: "rotation",
            unit: "degrees",
            points: vec![Point {
                amount: 10.0,
                directions: 2,
                accuracy: 0.7,
                interval: Some(Interval {
                    low: 0.5,
                    high: 0.8,
                }),
            }],
        }
    }

    #[test]
    fn a_plain_evaluation_has_every_table() {
        assert_snapshot!(plain(&render(&report(), &Detail::Everything)));
    }

    #[test]
    fn what_was_asked_for_follows_the_accuracy() {
        let report = Report {
            robustness: Some(vec![curve()]),
            ..report()
        }
        .with_files(Some("logits.csv".into()), Some("worst.png".into()));
        let detail = Detail::Requested {
            errors: true,
            calibration: false,
        };
        assert_snapshot!(plain(&render(&report, &detail)));
    }

    #[test]
    fn a_fitted_calibration_shows_what_it_changed() {
        let temperature = Temperature::new(1.38).unwrap();
        let fits = [(0.5, 0.0123), (0.4, 0.0039)].map(|(nll, ece)| Fit { nll, ece });
        let calibration = Calibration::new(temperature, "0".repeat(64), 5000, fits);
        let report = Report {
            calibration: CalibrationStatus::Applied(calibration.clone()),
            fitted: Some(Fitted {
                path: "run/calibration.json".into(),
                calibration,
            }),
            ..report()
        };
        let detail = Detail::Requested {
            errors: false,
            calibration: true,
        };
        assert_snapshot!(plain(&render(&report, &detail)));
    }
}
