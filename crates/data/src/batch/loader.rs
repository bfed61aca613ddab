//! Burn's data loader over digits: batches as they are, or augmented on threads that work ahead.

use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Instant;

use burn::data::dataloader::{DataLoader, DataLoaderIterator};
use burn::tensor::Device;
use burn_mnist_model::input::Image;

use super::ahead::Ahead;
use super::batches::Batches;
use super::{Batch, LoaderCost, Order};
use crate::augment::Augmentation;
use crate::digits::DigitSet;

/// More threads than this are no use to a network this small.
const MOST_WORKERS: usize = 4;

/// Images that each thread keeps ready, so that it is woken for many batches at once.
const AHEAD: usize = 2_048;

/// A Burn data loader over a [`DigitSet`]; the last batch holds what remains.
#[derive(Clone)]
pub struct BatchLoader {
    pub(super) digits: DigitSet,
    pub(super) batch_size: usize,
    order: Order,
    range: Range<usize>,
    pub(super) device: Device,
    augmentation: Augmentation,
    /// The first epoch whose images stay as they are.
    plain_from: usize,
    workers: Option<usize>,
    pub(super) cost: LoaderCost,
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
            augmentation: Augmentation::NONE,
            plain_from: usize::MAX,
            workers: None,
            cost: LoaderCost::default(),
        }
    }

    /// Changes every image as the augmentation does it for the order's seed and epoch and the image's position in the
    /// set: a slice of an epoch, as a resumed run takes it, holds the images of the whole.
    pub fn augmented(self, augmentation: Augmentation) -> Self {
        Self {
            augmentation,
            ..self
        }
    }

    /// From this epoch on, images stay as they are again.
    pub fn plain_from(self, epoch: usize) -> Self {
        Self {
            plain_from: epoch,
            ..self
        }
    }

    /// How many threads (at least 1) augment: half the cores unless said, since the network needs the others. The
    /// images do not depend on it.
    pub fn with_workers(self, workers: usize) -> Self {
        Self {
            workers: Some(workers.max(1)),
            ..self
        }
    }

    /// What augmentation has cost so far, and will have: the totals go on counting.
    pub fn cost(&self) -> LoaderCost {
        self.cost.clone()
    }

    fn indices(&self) -> Arc<[u32]> {
        self.order.of(self.digits.len())[self.range.clone()].into()
    }

    /// Makes the images of the batches ahead of their use.
    fn augment_ahead(&self, indices: Arc<[u32]>) -> Ahead<Vec<Image>> {
        let (digits, cost) = (self.digits.clone(), self.cost());
        let (augmentation, batch_size) = (self.augmentation, self.batch_size);
        let (seed, epoch) = self.order.seed_and_epoch();
        let batches = indices.len().div_ceil(batch_size);
        let depth = AHEAD.div_ceil(batch_size).max(2);
        let workers = self.workers.unwrap_or_else(spare_cores);
        Ahead::start(batches, workers, depth, move |batch| {
            let began = Instant::now();
            let rest = &indices[batch * batch_size..];
            let images = rest.iter().take(batch_size).map(|index| {
                let index = *index as usize;
                augmentation.apply(&digits.images()[index], seed, epoch, index)
            });
            let images: Vec<Image> = images.collect();
            cost.prepared(images.len(), began.elapsed());
            images
        })
    }
}

fn spare_cores() -> usize {
    let cores = available_parallelism().map_or(1, NonZero::get);
    (cores / 2).clamp(1, MOST_WORKERS)
}

impl DataLoader<Batch> for BatchLoader {
    fn iter<'a>(&'a self) -> Box<dyn DataLoaderIterator<Batch> + 'a> {
        let indices = self.indices();
        let (_, epoch) = self.order.seed_and_epoch();
        let augmented = match self.augmentation.is_none() || epoch >= self.plain_from {
            true => None,
            false => Some(self.augment_ahead(indices.clone())),
        };
        Box::new(Batches {
            loader: self,
            indices,
            done: 0,
            augmented,
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

#[cfg(test)]
mod tests;
