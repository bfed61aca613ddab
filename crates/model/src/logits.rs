//! From 8-bit pixels to logits in host memory: what prediction and evaluation ask of a device.

use burn::tensor::Device;

use crate::classifier::Classifier;
use crate::input::{self, CLASSES, Image};

/// The device failed to compute or to hand over logits.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub struct DeviceError {
    /// What it or its driver said.
    pub reason: String,
}

impl Classifier {
    /// The logits of `images`, in their order, computed on `device`, where the parameters are.
    ///
    /// # Errors
    ///
    /// [`DeviceError`] if the device fails.
    pub fn logits(
        &self,
        images: &[Image],
        device: &Device,
    ) -> Result<Vec<[f32; CLASSES]>, DeviceError> {
        let logits = self.forward(input::to_tensor(images, device));
        let logits: Vec<f32> = logits.try_into_vec_as().map_err(|error| DeviceError {
            reason: error.to_string(),
        })?;
        Ok(logits.as_chunks().0.to_vec())
    }
}
