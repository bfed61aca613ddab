//! A saved network's calibration in words.

use burn_mnist_inference::CalibrationStatus;

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
