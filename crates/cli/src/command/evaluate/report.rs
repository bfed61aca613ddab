//! What `evaluate` found, for programs and for people.

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
        }
    }
}

/// The whole text.
pub fn render(evaluated: &Report) -> String {
    let evaluation = &evaluated.evaluation;
    let calibrated = words(&evaluated.calibration);
    [
        evaluated
            .fitted
            .as_ref()
            .map(calibrate::render)
            .unwrap_or_default(),
        scores::figures(evaluated.split, evaluation, &calibrated),
        place(evaluated),
        scores::classes(evaluation),
        mistakes::render(&evaluated.mistakes),
        evaluated
            .robustness
            .as_deref()
            .map(curves::render)
            .unwrap_or_default(),
    ]
    .concat()
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
