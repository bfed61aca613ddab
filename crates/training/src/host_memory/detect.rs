//! Whether a device's tensors are host memory, found by trying.

use burn::tensor::{Device, Tensor, TensorData};

/// Whether numbers handed to `device` and taken back have not moved, so that tensors can be changed in
/// place by the host.
pub(super) fn is_host_memory(device: &Device) -> bool {
    let data = TensorData::new(vec![0.0_f32; 1024], [1024]);
    let before = data.as_bytes().as_ptr();
    let back = Tensor::<1>::from_data(data, &device.clone().inner()).try_into_data();
    back.is_ok_and(|data| data.as_bytes().as_ptr() == before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flex_keeps_tensors_in_host_memory() {
        assert!(is_host_memory(&Device::flex()));
    }
}
