//! How the work of many images is spread over the cores of a processor.

use burn::tensor::Device;

/// Who spreads a batch of images over the cores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BatchParallelism {
    /// The backend, within each product: right wherever it has threads or hardware of its own.
    #[default]
    Backend,
    /// The caller: chunks of the batch go to the threads of rayon's pool, for a backend that computes a small
    /// product on the calling thread. In each chunk, pixels that are black in all its images are left out of the
    /// first product: of handwritten digits, about two in five. Without the feature `threads` the chunks are
    /// computed one after the other.
    Chunks,
}

impl BatchParallelism {
    /// What is faster on `device`. A backend that computes a small product on the calling thread is given chunks;
    /// threads of its own would only be delayed by chunks from several others: `ndarray` lost 35 %. Without the
    /// feature `devices`, nothing is known of the device, and it is the backend.
    pub fn of(device: &Device) -> Self {
        #[cfg(feature = "devices")]
        if !burn_mnist_backend::DeviceTraits::of(device).own_threads {
            return Self::Chunks;
        }
        let _ = device;
        Self::Backend
    }
}

#[cfg(all(test, feature = "devices"))]
mod tests {
    use super::*;

    #[test]
    fn flex_is_given_chunks() {
        let flex = Device::flex();
        assert_eq!(BatchParallelism::of(&flex), BatchParallelism::Chunks);
        let autodiff = flex.autodiff();
        assert_eq!(BatchParallelism::of(&autodiff), BatchParallelism::Chunks);
    }
}
