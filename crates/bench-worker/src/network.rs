//! How weights become logits, probabilities and labels here: as in any program of ours, in this file alone.

use std::path::Path;

use burn::tensor::Device;
use burn_mnist_data::DigitSet;
use burn_mnist_inference::{InferenceError, Predictor, SavedModel};
use burn_mnist_model::output::softmax;
use burn_mnist_model::{CLASSES, Classifier, Image, PIXELS, Weights};

use crate::error::WorkError;

/// A network on a device, which infers where numbers are compared as it does where they are timed.
pub struct Network {
    predictor: Predictor,
}

impl Network {
    /// The network with these weights.
    pub fn new(weights: Weights, device: &Device) -> Self {
        Self::trained(Classifier::new(weights, device), device)
    }

    /// The network as training has left it.
    pub fn trained(classifier: Classifier, device: &Device) -> Self {
        Self {
            predictor: Predictor::new(classifier, device),
        }
    }

    /// The logits of every image, in order.
    ///
    /// # Errors
    ///
    /// [`WorkError::NotFinite`], or the device's error.
    pub fn logits(&self, digits: &DigitSet) -> Result<Vec<[f32; CLASSES]>, WorkError> {
        let scored = self.predictor.evaluate(digits.images(), digits.labels());
        let logits = match scored {
            Ok(scored) => scored.logits,
            Err(InferenceError::LossNotFinite { .. }) => {
                return Err(WorkError::NotFinite("logits"));
            }
            Err(error) => return Err(error.into()),
        };
        match logits.iter().flatten().all(|logit| logit.is_finite()) {
            true => Ok(logits),
            false => Err(WorkError::NotFinite("logits")),
        }
    }

    /// The mean loss over the images, in nats, and the share of them that is labelled right.
    ///
    /// # Errors
    ///
    /// The device's error, or a loss that is not finite.
    pub fn loss_and_accuracy(&self, digits: &DigitSet) -> Result<(f64, f64), WorkError> {
        let scored = self.predictor.evaluate(digits.images(), digits.labels())?;
        Ok((scored.evaluation.loss, scored.evaluation.accuracy))
    }

    /// From 8-bit pixels in host memory to probabilities in host memory.
    ///
    /// # Errors
    ///
    /// The device's error.
    pub fn probabilities(&self, images: &[Image]) -> Result<Vec<[f32; CLASSES]>, WorkError> {
        Ok(self.predictor.map_logits(images, softmax)?)
    }

    /// Waits until the device has done all of it.
    ///
    /// # Errors
    ///
    /// The device's error.
    pub fn synchronise(&self) -> Result<(), WorkError> {
        self.predictor.device().sync().map_err(WorkError::device)
    }
}

/// Loads a checkpoint's `model.bpk` and labels a blank image with it.
///
/// # Errors
///
/// What is wrong with the checkpoint, or the device's error.
pub fn label_of_blank_image(checkpoint: &Path, device: &Device) -> Result<u8, WorkError> {
    let model = SavedModel::open_on(checkpoint, device)?;
    Ok(model.predict_image(&Image([0; PIXELS]))?.label)
}
