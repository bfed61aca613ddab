//! Batches made straight from 8-bit pixels, in an order that every backend and every resumed run repeats.

mod ahead;
mod batches;
mod cost;
mod loader;
mod order;

use burn::tensor::{Device, Int, Tensor, TensorData};
use burn_mnist_model::input::{self, Image};

use crate::digits::DigitSet;

pub use cost::LoaderCost;
pub use loader::BatchLoader;
pub use order::{EpochCounter, Order};

/// Images and labels of one step, on the device that takes it.
#[derive(Clone, Debug)]
pub struct Batch {
    /// `[batch, 784]`, in [0, 1].
    pub images: Tensor<2>,
    /// `[batch]`, class indices.
    pub targets: Tensor<1, Int>,
    /// The same labels in host memory, so that counting hits needs no read-back.
    pub labels: Vec<u8>,
}

impl Batch {
    /// The digits at `indices`, in that order, on `device`.
    ///
    /// # Panics
    ///
    /// When an index is out of bounds, as indexing a slice does.
    pub fn gather(digits: &DigitSet, indices: &[u32], device: &Device) -> Self {
        let images = indices
            .iter()
            .map(|index| &digits.images()[*index as usize]);
        Self::new(images, labels(digits, indices), device)
    }

    fn new<'a>(
        images: impl IntoIterator<Item = &'a Image>,
        labels: Vec<u8>,
        device: &Device,
    ) -> Self {
        let targets: Vec<i32> = labels.iter().map(|label| i32::from(*label)).collect();
        Self {
            images: input::to_tensor(images, device),
            targets: Tensor::from_data(TensorData::new(targets, [labels.len()]), device),
            labels,
        }
    }
}

fn labels(digits: &DigitSet, indices: &[u32]) -> Vec<u8> {
    let labels = indices.iter();
    labels
        .map(|index| digits.labels()[*index as usize])
        .collect()
}
