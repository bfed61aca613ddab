//! Training steps over shuffled images, as a run takes them: gathering a batch, forward, loss, backward, Adam.

use burn::tensor::Device;
use burn_mnist_data::split::epoch_order;
use burn_mnist_data::{Batch, DigitSet};
use burn_mnist_model::{Classifier, Weights};
use burn_mnist_training::TrainStepper;

use crate::error::WorkError;
use crate::measure::Work;

/// The step size of every measured training step.
const LEARNING_RATE: f64 = 1e-3;

/// Endless epochs of whole batches.
pub struct Train {
    stepper: TrainStepper,
    digits: DigitSet,
    order: Vec<u32>,
    seed: u64,
    epoch: usize,
    /// Images of this epoch that are done.
    done: usize,
    batch_size: usize,
    device: Device,
}

impl Train {
    /// Trains `weights` on `digits`, `batch_size` at a time, in the order of a run with this seed.
    ///
    /// # Errors
    ///
    /// [`WorkError::TooFewImages`] if not one batch is whole.
    pub fn new(
        weights: Weights,
        digits: &DigitSet,
        batch_size: usize,
        seed: u64,
        device: &Device,
    ) -> Result<Self, WorkError> {
        if batch_size > digits.len() {
            return Err(WorkError::TooFewImages {
                needed: batch_size,
                found: digits.len(),
            });
        }
        Ok(Self {
            stepper: TrainStepper::new(weights, LEARNING_RATE, seed, device)?,
            digits: digits.clone(),
            order: epoch_order(seed, 1, digits.len()),
            seed,
            epoch: 1,
            done: 0,
            batch_size,
            device: device.clone().autodiff(),
        })
    }

    /// The network as it is now.
    pub fn classifier(&self) -> Classifier {
        self.stepper.classifier()
    }
}

impl Work for Train {
    fn iterate(&mut self) -> Result<(), WorkError> {
        if self.done + self.batch_size > self.order.len() {
            self.epoch += 1;
            self.order = epoch_order(self.seed, self.epoch, self.digits.len());
            self.done = 0;
        }
        let indices = &self.order[self.done..self.done + self.batch_size];
        self.done += self.batch_size;
        let batch = Batch::gather(&self.digits, indices, &self.device);
        self.stepper.step(batch);
        Ok(())
    }

    fn synchronise(&mut self) -> Result<(), WorkError> {
        self.device.sync().map_err(WorkError::device)
    }

    fn items(&self) -> usize {
        self.batch_size
    }
}
