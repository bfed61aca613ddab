//! From a tensor of logits to rows in host memory.

use burn::tensor::Tensor;
use burn_mnist_model::{CLASSES, DeviceError};

/// The result of `map` for each row of `[batch, 10]`, read into host memory.
///
/// # Errors
///
/// [`DeviceError`] if the device fails, and those of `map`.
pub(crate) fn map_rows<T, E: From<DeviceError>>(
    logits: Tensor<2>,
    map: impl Fn(&[f32; CLASSES]) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let logits: Vec<f32> = logits.try_into_vec_as().map_err(DeviceError::new)?;
    logits.as_chunks().0.iter().map(map).collect()
}
