//! From 8-bit pixels to logits in host memory: what prediction and evaluation ask of a device.

use burn::tensor::{Device, Tensor};

use crate::classifier::Classifier;
use crate::input::{self, CLASSES, Image};
use crate::sharing::{self, Sharing};

/// The device failed to compute or to hand over logits.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub struct DeviceError {
    /// What it or its driver said.
    pub reason: String,
}

impl Classifier {
    /// The logits of `images`, in their order, computed on `device`, where the parameters are, and
    /// brought to its cores as [`sharing`](Self::sharing) says.
    ///
    /// # Errors
    ///
    /// [`DeviceError`] if the device fails.
    pub fn logits(
        &self,
        images: &[Image],
        device: &Device,
    ) -> Result<Vec<[f32; CLASSES]>, DeviceError> {
        self.map_logits(images, device, |logits| *logits)
    }

    /// What `map` makes of each image's logits, in their order; computed where the logits are, so that
    /// it is shared out as they are.
    ///
    /// # Errors
    ///
    /// [`DeviceError`] if the device fails.
    pub fn map_logits<T: Send>(
        &self,
        images: &[Image],
        device: &Device,
        map: impl Fn(&[f32; CLASSES]) -> T + Sync,
    ) -> Result<Vec<T>, DeviceError> {
        match self.sharing {
            Sharing::Images if images.len() > sharing::PIECE => {
                sharing::in_pieces(self, images, device, map)
            }
            _ => map_rows(self.forward(input::to_tensor(images, device)), map),
        }
    }
}

/// What `map` makes of each row of `[batch, 10]`, read into host memory.
pub(crate) fn map_rows<T>(
    logits: Tensor<2>,
    map: impl Fn(&[f32; CLASSES]) -> T,
) -> Result<Vec<T>, DeviceError> {
    let logits: Vec<f32> = logits.try_into_vec_as().map_err(|error| DeviceError {
        reason: error.to_string(),
    })?;
    Ok(logits.as_chunks().0.iter().map(map).collect())
}
