//! Batches made straight from 8-bit pixels, in an order that every backend and every resumed run repeats.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use burn::data::dataloader::{DataLoader, DataLoaderIterator, Progress};
use burn::tensor::{Device, Int, Tensor, TensorData};
use burn_dataset::DatasetError;
use burn_mnist_model::input;

use crate::digits::DigitSet;
use crate::split::epoch_order;

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
        let labels: Vec<u8> = indices
            .iter()
            .map(|index| digits.labels()[*index as usize])
            .collect();
        let targets: Vec<i32> = labels.iter().map(|label| i32::from(*label)).collect();
        Self {
            images: input::to_tensor(images, device),
            targets: Tensor::from_data(TensorData::new(targets, [labels.len()]), device),
            labels,
        }
    }
}

/// Tells a loader which epoch it is: Burn's loaders are not told.
#[derive(Clone, Debug, Default)]
pub struct EpochCounter(Arc<AtomicUsize>);

impl EpochCounter {
    /// From now on, loaders that share this counter give the order of `epoch`.
    pub fn set(&self, epoch: usize) {
        self.0.store(epoch, Ordering::Relaxed);
    }
}

/// In which order a loader gives the images.
#[derive(Clone, Debug)]
pub enum Order {
    /// As they lie in the set.
    Sequential,
    /// Shuffled by a pure function of seed and epoch.
    Shuffled {
        /// The run's seed.
        seed: u64,
        /// The epoch to shuffle for.
        epoch: EpochCounter,
    },
}

/// A Burn data loader over a [`DigitSet`]; the last batch holds what remains.
#[derive(Clone)]
pub struct BatchLoader {
    digits: DigitSet,
    batch_size: usize,
    order: Order,
    range: Range<usize>,
    device: Device,
}

impl BatchLoader {
    /// A loader of batches of `batch_size` images (at least 1) on `device`.
    pub fn new(digits: DigitSet, batch_size: usize, order: Order, device: &Device) -> Self {
        let range = 0..digits.len();
        Self {
            digits,
            batch_size: batch_size.max(1),
            order,
            range,
            device: device.clone(),
        }
    }

    fn indices(&self) -> Vec<u32> {
        let count = self.digits.len();
        let order = match &self.order {
            Order::Sequential => (0..count as u32).collect(),
            Order::Shuffled { seed, epoch } => {
                epoch_order(*seed, epoch.0.load(Ordering::Relaxed), count)
            }
        };
        order[self.range.clone()].to_vec()
    }
}

impl DataLoader<Batch> for BatchLoader {
    fn iter<'a>(&'a self) -> Box<dyn DataLoaderIterator<Batch> + 'a> {
        Box::new(Batches {
            loader: self,
            indices: self.indices(),
            done: 0,
        })
    }

    fn num_items(&self) -> usize {
        self.range.len()
    }

    fn to_device(&self, device: &Device) -> Arc<dyn DataLoader<Batch>> {
        Arc::new(Self {
            device: device.clone(),
            ..self.clone()
        })
    }

    fn slice(&self, start: usize, end: usize) -> Arc<dyn DataLoader<Batch>> {
        let end = (self.range.start + end).min(self.range.end);
        let start = (self.range.start + start).min(end);
        Arc::new(Self {
            range: start..end,
            ..self.clone()
        })
    }
}

struct Batches<'a> {
    loader: &'a BatchLoader,
    indices: Vec<u32>,
    done: usize,
}

impl Iterator for Batches<'_> {
    type Item = Result<Batch, DatasetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.indices[self.done..];
        if rest.is_empty() {
            return None;
        }
        let batch = &rest[..rest.len().min(self.loader.batch_size)];
        self.done += batch.len();
        Some(Ok(Batch::gather(
            &self.loader.digits,
            batch,
            &self.loader.device,
        )))
    }
}

impl DataLoaderIterator<Batch> for Batches<'_> {
    fn progress(&self) -> Progress {
        Progress::new(self.done, self.indices.len(), Some("images".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    fn labels(loader: &dyn DataLoader<Batch>) -> Vec<Vec<u8>> {
        loader.iter().map(|batch| batch.unwrap().labels).collect()
    }

    #[test]
    fn batches_hold_each_image_once_and_the_last_what_remains() {
        let digits = synthetic::generate(10, 0, 1).train;
        let loader = BatchLoader::new(digits.clone(), 4, Order::Sequential, &Device::flex());
        let batches: Vec<Batch> = loader.iter().map(|batch| batch.unwrap()).collect();

        let sizes: Vec<usize> = batches.iter().map(|batch| batch.images.dims()[0]).collect();
        assert_eq!(sizes, [4, 4, 2]);
        let targets: Vec<i64> = batches[0].targets.clone().try_into_vec_as().unwrap();
        assert_eq!(
            targets,
            digits.labels()[..4]
                .iter()
                .map(|l| i64::from(*l))
                .collect::<Vec<_>>()
        );
        assert_eq!(labels(&loader).concat(), digits.labels());
    }

    #[test]
    fn an_epoch_has_its_order_whatever_came_before() {
        let digits = synthetic::generate(50, 0, 1).train;
        let epoch = EpochCounter::default();
        let order = Order::Shuffled {
            seed: 9,
            epoch: epoch.clone(),
        };
        let loader = BatchLoader::new(digits, 8, order, &Device::flex());
        epoch.set(3);
        let third = labels(&loader);
        epoch.set(4);
        assert_ne!(labels(&loader), third);
        epoch.set(3);
        assert_eq!(labels(&loader), third);
    }

    #[test]
    fn a_slice_is_that_part_of_the_order() {
        let digits = synthetic::generate(20, 0, 1).train;
        let loader = BatchLoader::new(digits, 5, Order::Sequential, &Device::flex());
        let slice = loader.slice(4, 12);
        assert_eq!(slice.num_items(), 8);
        assert_eq!(labels(&*slice).concat(), labels(&loader).concat()[4..12]);
    }
}
