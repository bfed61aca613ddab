//! `evaluate`: a saved network measured on labelled images, on any backend.

mod calibrate;

use std::time::Instant;

use burn_mnist_data::DigitSet;
use burn_mnist_evaluation::{Mistake, worst};
use burn_mnist_inference::{Curve, Scored};
use burn_mnist_model::CLASSES;
use burn_mnist_run::record::Evaluation;

pub use self::calibrate::Fitted;

use crate::context::Context;
use crate::error::AppError;
use crate::model::{
    CalibrationPolicy, ImageSource, Labelled, MeasuredSplit, ModelRequest, OpenModel,
};

/// What to measure.
#[derive(Clone, Debug)]
pub struct EvaluationRequest {
    /// The network.
    pub model: ModelRequest,
    /// Whether a calibration is fitted first.
    pub calibrate: Calibrate,
    /// Which split.
    pub split: MeasuredSplit,
    /// Where its images come from.
    pub source: ImageSource,
    /// Only the first so many images.
    pub limit: Option<usize>,
    /// How many of the most confident errors to list.
    pub worst: usize,
    /// Whether accuracy is also measured on distorted images.
    pub robustness: Robustness,
}

/// Whether a temperature is fitted to the run's validation images and kept with the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Calibrate {
    /// It is.
    Fit,
    /// It is not.
    #[default]
    Keep,
}

/// Whether accuracy is also measured as images are shifted, rotated and made noisy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Robustness {
    /// It is.
    Measure,
    /// It is not.
    #[default]
    Omit,
}

/// What was measured.
pub struct Evaluated {
    /// The network.
    pub model: OpenModel,
    /// The images.
    pub digits: DigitSet,
    /// Where they came from, for people.
    pub source: String,
    /// The calibration that was fitted first.
    pub fitted: Option<Fitted>,
    /// The figures.
    pub evaluation: Evaluation,
    /// Images per second, the whole batch on the device.
    pub images_per_second: f64,
    /// Logits of each image, in the set's order.
    pub logits: Vec<[f32; CLASSES]>,
    /// The most confident errors, the most confident first.
    pub worst: Vec<Mistake>,
    /// Accuracy against distortions.
    pub robustness: Option<Vec<Curve>>,
}

/// Evaluates one split.
///
/// # Errors
///
/// [`AppError`]: the network, its data or its device.
pub fn evaluate(request: &EvaluationRequest, context: &Context<'_>) -> Result<Evaluated, AppError> {
    let (model, fitted) = open(request, context)?;
    let Labelled { digits, source } =
        model.labelled(&request.source, request.split, request.limit, context)?;

    let started = Instant::now();
    let Scored {
        evaluation,
        logits,
        answers,
    } = model.saved.evaluate(digits.images(), digits.labels())?;
    let seconds = started.elapsed().as_secs_f64();
    let robustness = match request.robustness {
        Robustness::Measure => Some(model.saved.robustness(digits.images(), digits.labels())?),
        Robustness::Omit => None,
    };
    Ok(Evaluated {
        images_per_second: evaluation.count as f64 / seconds,
        worst: worst(&answers, request.worst),
        model,
        digits,
        source,
        fitted,
        evaluation,
        logits,
        robustness,
    })
}

/// The network with its calibration: the one there is, or one fitted now.
fn open(
    request: &EvaluationRequest,
    context: &Context<'_>,
) -> Result<(OpenModel, Option<Fitted>), AppError> {
    match request.calibrate {
        Calibrate::Keep => Ok((OpenModel::open(&request.model, context)?, None)),
        Calibrate::Fit => {
            // A damaged calibration is no obstacle to a new one.
            let uncalibrated = ModelRequest {
                calibration: CalibrationPolicy::Ignore,
                ..request.model.clone()
            };
            let mut model = OpenModel::open(&uncalibrated, context)?;
            let fitted = calibrate::calibrate(&mut model, &request.source, context)?;
            Ok((model, Some(fitted)))
        }
    }
}
