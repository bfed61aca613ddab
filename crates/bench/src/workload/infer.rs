//! From 8-bit pixels in host memory to probabilities in host memory: what a caller waits for.

use burn::tensor::Device;
use burn_mnist_data::DigitSet;
use burn_mnist_model::output::softmax;
use burn_mnist_model::{Classifier, Image};

use crate::error::WorkError;
use crate::measure::Work;

/// Batches of test images, one after the other.
pub struct Infer {
    classifier: Classifier,
    images: Vec<Image>,
    next: usize,
    batch_size: usize,
    device: Device,
}

impl Infer {
    /// Predicts images of `digits`, `batch_size` at a time, from the first again after the last.
    pub fn new(
        classifier: Classifier,
        digits: &DigitSet,
        batch_size: usize,
        device: &Device,
    ) -> Self {
        let count = digits.len().max(batch_size);
        let images = digits.images().iter().copied().cycle().take(count);
        Self {
            classifier,
            images: images.collect(),
            next: 0,
            batch_size,
            device: device.clone(),
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
        let probabilities = self.classifier.map_logits(images, &self.device, softmax);
        std::hint::black_box(probabilities.map_err(WorkError::device)?);
        Ok(())
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        self.device.sync().map_err(WorkError::device)
    }

    fn items(&self) -> usize {
        self.batch_size
    }
}
