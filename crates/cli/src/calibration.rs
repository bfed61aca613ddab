//! A saved network's calibration in words.

use burn_mnist_inference::{CalibrationStatus, SavedModel};

use crate::output::Output;

/// As a few words beside probabilities.
pub fn words(status: &CalibrationStatus) -> String {
    match status {
        CalibrationStatus::Applied(calibration) => {
            format!(
                "calibrated at temperature {:.4}",
                calibration.temperature.get()
            )
        }
        CalibrationStatus::OtherWeights(_) => {
            "not calibrated: the run's calibration is of other weights".to_owned()
        }
        CalibrationStatus::Ignored => "calibration left out".to_owned(),
        CalibrationStatus::Absent => "not calibrated".to_owned(),
    }
}

/// Warns of a calibration that is there and does not fit the weights.
pub fn warn(model: &SavedModel, output: Output) {
    let (Some(run), CalibrationStatus::OtherWeights(calibration)) =
        (model.run(), model.calibration())
    else {
        return;
    };
    output.warn(format!(
        "{} is not used: it was fitted for the weights of SHA-256 {}, and these have {}; \
         `burn-mnist evaluate RUN --calibrate` fits it anew",
        run.calibration().display(),
        calibration.weights_sha256,
        model.weights_sha256()
    ));
}
