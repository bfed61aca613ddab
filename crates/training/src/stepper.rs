//! Training steps one at a time, exactly as a run takes them, for those who measure them.

use burn::tensor::{Device, Tensor};
use burn::train::Learner;
use burn_mnist_data::Batch;
use burn_mnist_model::{Classifier, Weights};

use crate::error::TrainingError;
use crate::optimizer::adam;
use crate::schedule::Schedule;
use crate::steps::take;
use crate::tally::Tally;
use crate::trainee::Trainee;

/// Burn's Learner with Adam at a constant rate, and a run's counting of loss and accuracy; no
/// checkpoints, no order of its own.
pub struct Stepper {
    learner: Learner<Trainee>,
    tally: Tally,
    device: Device,
    seed: u64,
    step: usize,
}

impl Stepper {
    /// At the beginning of a run from `weights` on `device`.
    ///
    /// # Errors
    ///
    /// [`TrainingError::Learner`] if Burn refuses the learning rate.
    pub fn new(
        weights: Weights,
        learning_rate: f64,
        seed: u64,
        device: &Device,
    ) -> Result<Self, TrainingError> {
        let scheduler = Schedule::Constant.scheduler(learning_rate, 1);
        let classifier = Classifier::new(weights, &device.clone().autodiff());
        let trainee = Trainee { classifier };
        let scheduler = scheduler.map_err(TrainingError::learner)?;
        Ok(Self {
            learner: Learner::new(trainee, adam(device), scheduler),
            tally: Tally::default(),
            device: device.clone(),
            seed,
            step: 0,
        })
    }

    /// One step; the loss before it, `[1]`, may still be on its way on the device.
    ///
    /// # Errors
    ///
    /// [`TrainingError::Device`] if the device fails.
    pub fn step(&mut self, mut batch: Batch) -> Result<Tensor<1>, TrainingError> {
        let labels = std::mem::take(&mut batch.labels);
        let output = take(&mut self.learner, batch, &self.device, self.seed, self.step);
        self.step += 1;
        let loss = output.loss.clone().inner();
        if self.tally.add(&output, labels) {
            self.tally.read()?;
        }
        Ok(loss)
    }

    /// The network as it is now, without the means to learn.
    pub fn classifier(&self) -> Classifier {
        use burn::module::Module;

        self.learner.model().classifier.valid()
    }

    /// Mean loss over all images so far; NaN stays NaN.
    ///
    /// # Errors
    ///
    /// [`TrainingError::Device`] if the device fails.
    pub fn loss(&mut self) -> Result<f64, TrainingError> {
        self.tally.read()?;
        Ok(self.tally.loss())
    }
}

#[cfg(test)]
mod tests {
    use burn::data::dataloader::DataLoader;
    use burn_mnist_data::{BatchLoader, Order, synthetic};

    use super::*;

    #[test]
    fn steps_learn() {
        let device = Device::flex();
        let digits = synthetic::generate(640, 0, 3).train;
        let loader = BatchLoader::new(digits, 32, Order::Sequential, &device.clone().autodiff());
        let mut stepper = Stepper::new(Weights::glorot(16, 1), 1e-2, 1, &device).unwrap();
        let losses: Vec<f32> = loader
            .iter()
            .map(|batch| stepper.step(batch.unwrap()).unwrap().into_scalar::<f32>())
            .collect();
        assert!(losses[19] < 0.8 * losses[0], "{losses:?}");
        let mean = losses.iter().map(|loss| f64::from(*loss)).sum::<f64>() / 20.0;
        assert!((stepper.loss().unwrap() - mean).abs() < 1e-6);
        let trained = Weights::from_bytes(&stepper.classifier().to_bytes().unwrap()).unwrap();
        assert!(trained.largest_difference(&Weights::glorot(16, 1)) > 1e-3);
    }
}
