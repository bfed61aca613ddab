//! From 8-bit pixels to logits in host memory: what prediction and evaluation ask of a device.

use burn::tensor::Device;
use burn_mnist_model::{CLASSES, Classifier, DeviceError, Image, input};

use crate::chunks;
use crate::parallelism::BatchParallelism;
use crate::rows::map_rows;

/// The logits of `images`, in their order, computed on `device`, where the parameters are.
///
/// # Errors
///
/// [`DeviceError`] if the device fails.
pub(crate) fn logits(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
    parallelism: BatchParallelism,
) -> Result<Vec<[f32; CLASSES]>, DeviceError> {
    map_logits(classifier, images, device, parallelism, |logits| {
        Ok(*logits)
    })
}

/// The result of `map` for each image's logits, in the images' order; computed where the logits are, so that
/// it is spread over the cores as they are.
///
/// # Errors
///
/// [`DeviceError`] if the device fails, and those of `map`.
pub(crate) fn map_logits<T: Send, E: From<DeviceError> + Send>(
    classifier: &Classifier,
    images: &[Image],
    device: &Device,
    parallelism: BatchParallelism,
    map: impl Fn(&[f32; CLASSES]) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    match parallelism {
        BatchParallelism::Chunks if images.len() > chunks::CHUNK => {
            chunks::map_logits(classifier, images, device, map)
        }
        _ => map_rows(classifier.forward(input::to_tensor(images, device)), map),
    }
}
