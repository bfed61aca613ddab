//! How weights become logits, probabilities and labels here: in the application's own way, in this file alone.

use std::path::Path;

use burn::tensor::Device;
use burn_mnist_data::DigitSet;
use burn_mnist_inference::Predictor;
use burn_mnist_model::output::softmax;
use burn_mnist_model::{CLASSES, Classifier, Image, PIXELS, Sharing, Weights};
use burn_mnist_training::{TrainingError, evaluate};

use crate::error::WorkError;

/// A network on a device, which infers as the command line would have it infer there.
pub struct Network {
    classifier: Classifier,
    device: Device,
}

impl Network {
    /// The network with these weights; `sharing` is how a batch comes to all cores.
    pub fn new(weights: Weights, sharing: Sharing, device: &Device) -> Self {
        let mut classifier = Classifier::new(weights, device);
        classifier.sharing = sharing;
        Self {
            classifier,
            device: device.clone(),
        }
    }

    /// The network as training has left it.
    pub fn trained(classifier: Classifier, device: &Device) -> Self {
        Self {
            classifier,
            device: device.clone(),
        }
    }

    /// The logits of every image, in order.
    ///
    /// # Errors
    ///
    /// [`WorkError::NotFinite`], or what the device says.
    pub fn logits(&self, digits: &DigitSet) -> Result<Vec<[f32; CLASSES]>, WorkError> {
        let logits = match evaluate(&self.classifier, digits, &self.device) {
            Ok(scored) => scored.logits,
            Err(TrainingError::Overflow { .. }) => return Err(WorkError::NotFinite("logits")),
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
    /// What the device says, or that the loss is no number.
    pub fn loss_and_accuracy(&self, digits: &DigitSet) -> Result<(f64, f64), WorkError> {
        let evaluation = evaluate(&self.classifier, digits, &self.device)?.evaluation;
        Ok((evaluation.loss, evaluation.accuracy))
    }

    /// From 8-bit pixels in host memory to probabilities in host memory.
    ///
    /// # Errors
    ///
    /// What the device says.
    pub fn probabilities(&self, images: &[Image]) -> Result<Vec<[f32; CLASSES]>, WorkError> {
        let probabilities = self.classifier.map_logits(images, &self.device, softmax);
        probabilities.map_err(WorkError::device)
    }

    /// Waits until the device has done all of it.
    ///
    /// # Errors
    ///
    /// What the device says.
    pub fn synchronise(&self) -> Result<(), WorkError> {
        self.device.sync().map_err(WorkError::device)
    }
}

/// Loads a checkpoint's `model.bpk` and labels a blank image with it.
///
/// # Errors
///
/// What is wrong with the checkpoint, or what the device says.
pub fn label_of_blank_image(checkpoint: &Path, device: &Device) -> Result<u8, WorkError> {
    let predictor = Predictor::load(checkpoint, device)?;
    let predictions = predictor.predict(&[Image([0; PIXELS])])?;
    Ok(predictions.first().map_or(0, |prediction| prediction.label))
}
