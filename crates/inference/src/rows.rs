//! From a tensor of logits to rows in host memory.

use burn::tensor::Tensor;
use burn_mnist_model::{CLASSES, DeviceError};

/// The result of `map` for each row of `[batch, 10]`, read into host memory.
///
/// # Errors
///
/// [`DeviceError`] if the device fails.
pub(crate) fn map_rows<T>(
    logits: Tensor<2>,
    map: impl Fn(&[f32; CLASSES]) -> T,
) -> Result<Vec<T>, DeviceError> {
    let logits: Vec<f32> = logits.try_into_vec_as().map_err(DeviceError::new)?;
    Ok(logits.as_chunks().0.iter().map(map).collect())
}
