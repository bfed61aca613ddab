//! Whether a saved network's probabilities are calibrated, and by what: the run's `calibration.json`, if it fits.

use burn_mnist_run::calibration::Standing;
use burn_mnist_run::{Calibration, Temperature};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::Output;
use crate::saved::Saved;

/// Where the probabilities' temperature comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Calibrated {
    /// The run's calibration was fitted for these weights.
    Applied,
    /// It was fitted for others, so that probabilities are the network's own.
    OtherWeights,
    /// It was not to be used.
    LeftOut,
    /// There is none.
    Absent,
}

impl Calibrated {
    /// As a few words beside probabilities.
    pub fn words(self, temperature: Temperature) -> String {
        match self {
            Self::Applied => format!("calibrated at temperature {:.4}", temperature.get()),
            Self::OtherWeights => {
                "not calibrated: the run's calibration is of other weights".into()
            }
            Self::LeftOut => "calibration left out".into(),
            Self::Absent => "not calibrated".into(),
        }
    }
}

/// Looks for a calibration of the network, and applies it if it fits the weights.
pub fn apply(saved: &mut Saved, output: Output) -> Result<(), Failure> {
    let Some(run) = saved.predictor.run() else {
        return Ok(());
    };
    match Calibration::standing(run, &saved.weights_sha256)? {
        Standing::Fits(calibration) => adopt(saved, &calibration),
        Standing::OtherWeights(calibration) => {
            output.warn(format!(
                "{} is not used: it was fitted for the weights of SHA-256 {}, and these have {}; \
                 `burn-mnist evaluate RUN --calibrate` fits it anew",
                run.calibration().display(),
                calibration.weights_sha256,
                saved.weights_sha256
            ));
            saved.calibrated = Calibrated::OtherWeights;
        }
        Standing::Absent => {}
    }
    Ok(())
}

/// From now on the network's probabilities are those of `calibration`, which must be of its weights.
pub fn adopt(saved: &mut Saved, calibration: &Calibration) {
    saved.predictor.calibrate(calibration.temperature);
    saved.calibrated = Calibrated::Applied;
}
