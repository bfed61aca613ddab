//! What comes back from a device, checked: logits that are numbers, and weights.

use burn::tensor::Device;
use burn_mnist_model::{CLASSES, Classifier, DeviceError, Image, Weights};

use crate::error::InferenceError;
use crate::parallelism::BatchParallelism;

/// The logits of `images`, in their order, in one batch on the backend.
///
/// # Errors
///
/// [`InferenceError::Device`] if the device fails, [`InferenceError::Overflow`] if a logit is no number.
pub(crate) fn logits(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
) -> Result<Vec<[f32; CLASSES]>, InferenceError> {
    let logits = crate::logits::logits(classifier, images, device, BatchParallelism::Backend)?;
    check_finite(logits.as_flattened())?;
    Ok(logits)
}

/// Refuses what came of weights too large to compute with.
pub(crate) fn check_finite(values: &[f32]) -> Result<(), InferenceError> {
    match values.iter().all(|value| value.is_finite()) {
        true => Ok(()),
        false => Err(InferenceError::Overflow),
    }
}

/// The weights of `classifier`, through their record.
///
/// # Errors
///
/// [`InferenceError::Device`] if the device fails.
pub(crate) fn weights(classifier: &Classifier) -> Result<Weights, InferenceError> {
    let bytes = classifier.to_bytes();
    let weights = bytes.and_then(|bytes| Weights::from_bytes(&bytes));
    Ok(weights.map_err(DeviceError::new)?)
}
