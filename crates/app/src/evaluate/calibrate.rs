//! One temperature fitted to the images the run held back, and kept with the run.
//!
//! Never to the test set: its figures afterwards say what the calibration is worth.

use std::path::PathBuf;

use burn_mnist_evaluation::{answers, fit_temperature, probability_score};
use burn_mnist_inference::Scored;
use burn_mnist_run::calibration::Fit;
use burn_mnist_run::{Calibration, RunLock, Temperature};
use serde::Serialize;

use crate::context::Context;
use crate::error::AppError;
use crate::model::{ImageSource, MeasuredSplit, ModelRequestError, OpenModel};

/// A calibration and the file it was written to.
#[derive(Clone, Debug, Serialize)]
pub struct Fitted {
    /// The run's `calibration.json`.
    pub path: PathBuf,
    /// What it holds.
    #[serde(flatten)]
    pub calibration: Calibration,
}

/// Fits a temperature, writes the run's `calibration.json`, and has the network use it.
pub fn calibrate(
    model: &mut OpenModel,
    source: &ImageSource,
    context: &Context<'_>,
) -> Result<Fitted, AppError> {
    let Some(run) = model.saved.run().cloned() else {
        return Err(ModelRequestError::CalibrationNeedsRun.into());
    };
    // Before the work, not after it.
    let lock = RunLock::acquire(&run)?;
    let digits = model
        .labelled(source, MeasuredSplit::Validation, None, context)?
        .digits;
    let Scored { logits, .. } = model.saved.evaluate(digits.images(), digits.labels())?;
    let temperature =
        fit_temperature(&logits, digits.labels()).map_err(ModelRequestError::Calibration)?;
    let fit = |temperature| {
        let score = probability_score(&answers(&logits, digits.labels(), temperature), temperature);
        score.map_or(Fit::default(), |score| Fit {
            nll: score.nll,
            ece: score.ece,
        })
    };
    let calibration = Calibration::new(
        temperature,
        model.saved.weights_sha256().to_owned(),
        digits.len() as u64,
        [fit(Temperature::ONE), fit(temperature)],
    );
    calibration.write(&run, &lock)?;
    model.saved.calibrate(&calibration);
    Ok(Fitted {
        path: run.calibration(),
        calibration,
    })
}
