//! Whether probabilities are calibrated, in words.

use burn_mnist_inference::CalibrationStatus;
use burn_mnist_run::Temperature;

/// As a few words beside probabilities.
pub fn words(status: CalibrationStatus, temperature: Temperature) -> String {
    match status {
        CalibrationStatus::Applied => format!("calibrated at temperature {:.4}", temperature.get()),
        CalibrationStatus::OtherWeights => {
            "not calibrated: the run's calibration is of other weights".into()
        }
        CalibrationStatus::Ignored => "calibration left out".into(),
        CalibrationStatus::Absent => "not calibrated".into(),
    }
}
