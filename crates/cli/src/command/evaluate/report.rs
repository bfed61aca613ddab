//! What `evaluate` found, for programs and for people.

use burn_mnist_inference::{CalibrationStatus, Curve};
use burn_mnist_run::record::Evaluation;
use serde::Serialize;

use super::calibrate::Fitted;
use super::mistakes::Listed;
use super::{curves, mistakes};
use crate::calibration;
use crate::command::scores;

/// What `--format json` says of an evaluation.
#[derive(Debug, Serialize)]
pub struct Evaluated {
    pub model: String,
    pub weights_sha256: String,
    pub backend: String,
    pub device: String,
    pub dataset: String,
    pub split: &'static str,
    pub images_per_second: f64,
    pub calibration: CalibrationStatus,
    /// The calibration that was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fitted: Option<Fitted>,
    #[serde(flatten)]
    pub evaluation: Evaluation,
    pub mistakes: Vec<Listed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub robustness: Option<Vec<Curve>>,
}

/// The whole text.
pub fn render(evaluated: &Evaluated) -> String {
    let evaluation = &evaluated.evaluation;
    let calibrated = calibration::words(&evaluated.calibration);
    [
        evaluated
            .fitted
            .as_ref()
            .map(Fitted::render)
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

fn place(evaluated: &Evaluated) -> String {
    format!(
        "{}\n{} on {} ({}), {:.0} images/s\n",
        evaluated.dataset,
        evaluated.model,
        evaluated.backend,
        evaluated.device,
        evaluated.images_per_second
    )
}
