//! From 8-bit pixels in host memory to probabilities in host memory: what a caller waits for.

use burn_mnist_data::DigitSet;
use burn_mnist_model::Image;

use crate::error::WorkError;
use crate::measure::Work;
use crate::network::Network;

/// Batches of test images, one after the other.
pub struct Infer {
    network: Network,
    images: Vec<Image>,
    next: usize,
    batch_size: usize,
}

impl Infer {
    /// Predicts images of `digits`, `batch_size` at a time, from the first again after the last.
    pub fn new(network: Network, digits: &DigitSet, batch_size: usize) -> Self {
        let count = digits.len().max(batch_size);
        let images = digits.images().iter().copied().cycle().take(count);
        Self {
            network,
            images: images.collect(),
            next: 0,
            batch_size,
        }
    }
}

impl Work for Infer {
    fn iterate(&mut self) -> Result<(), WorkError> {
        if self.next + self.batch_size > self.images.len() {
            self.next = 0;
        }
        let images = &self.images[self.next..self.next + self.batch_size];
        self.next += self.batch_size;
        std::hint::black_box(self.network.probabilities(images)?);
        Ok(())
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        self.network.synchronise()
    }

    fn items(&self) -> usize {
        self.batch_size
    }
}
