//! Single training steps, the same as those of a run, for benchmarks.

use burn::tensor::{Device, Tensor};
use burn::train::Learner;
use burn_mnist_data::Batch;
use burn_mnist_model::{Classifier, Weights};

use crate::error::TrainingError;
use crate::host_memory::HostMemory;
#[cfg(feature = "host-memory")]
use crate::host_memory::HostMemoryParts;
use crate::optimizer::optimizer_with;
use crate::recipe::Recipe;
use crate::schedule::LrScheduleConfig;
use crate::step::{self, TrainingModule, train_step, training_module};

/// Burn's Learner with Adam at a constant rate: no counting, no checkpoints, no order of its own.
pub struct TrainStepper {
    learner: Learner<TrainingModule>,
    host_memory: HostMemory,
    step: usize,
}

impl TrainStepper {
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
        let host_memory = HostMemory::of(device);
        Self::with(weights, learning_rate, seed, device, host_memory)
    }

    /// The same with some of the parts for host memory left out, to measure what they are worth.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    #[cfg(feature = "host-memory")]
    pub fn with_parts(
        weights: Weights,
        learning_rate: f64,
        seed: u64,
        device: &Device,
        parts: HostMemoryParts,
    ) -> Result<Self, TrainingError> {
        let host_memory = HostMemory::with_parts(device, parts);
        Self::with(weights, learning_rate, seed, device, host_memory)
    }

    fn with(
        weights: Weights,
        learning_rate: f64,
        seed: u64,
        device: &Device,
        host_memory: HostMemory,
    ) -> Result<Self, TrainingError> {
        let rate = LrScheduleConfig {
            learning_rate,
            ..LrScheduleConfig::default()
        };
        let recipe = Recipe {
            seed,
            ..Recipe::default()
        };
        let scheduler = rate.scheduler(1, 1);
        let classifier = Classifier::new(weights, &device.clone().autodiff());
        let module = training_module(classifier, &recipe, host_memory.clone());
        let scheduler = scheduler.map_err(TrainingError::learner)?;
        let optimizer = optimizer_with(&recipe.optimizer, device, &host_memory);
        Ok(Self {
            learner: Learner::new(module, optimizer, scheduler),
            host_memory,
            step: 0,
        })
    }

    /// One step; the loss before it, `[1]`, may still be on its way on the device.
    pub fn step(&mut self, batch: Batch) -> Tensor<1> {
        let _thread = self.host_memory.enter();
        let output = train_step(&mut self.learner, batch, self.step);
        self.step += 1;
        output.loss.inner()
    }

    /// The network as it is now, without the means to learn.
    pub fn classifier(&self) -> Classifier {
        use burn::module::Module;

        step::classifier(&self.learner).valid()
    }
}

#[cfg(test)]
mod tests {
    use burn::data::dataloader::DataLoader;
    use burn_mnist_data::{BatchLoader, Order, synthetic};

    use super::*;

    #[test]
    fn any_number_of_threads_learns_the_same_bits() {
        let device = Device::flex();
        let digits = synthetic::generate(320, 0, 3).train;
        let loader = BatchLoader::new(digits, 32, Order::Sequential, &device.clone().autodiff());
        let learn = || {
            let mut stepper = TrainStepper::new(Weights::glorot(128, 1), 1e-3, 1, &device).unwrap();
            for batch in loader.iter() {
                stepper.step(batch.unwrap());
            }
            stepper.classifier().to_bytes().unwrap()
        };
        let alone = learn();
        for threads in [1, 2, 3, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            assert!(pool.build().unwrap().install(learn) == alone, "{threads}");
        }
    }

    #[test]
    fn steps_learn() {
        let device = Device::flex();
        let digits = synthetic::generate(640, 0, 3).train;
        let loader = BatchLoader::new(digits, 32, Order::Sequential, &device.clone().autodiff());
        let mut stepper = TrainStepper::new(Weights::glorot(16, 1), 1e-2, 1, &device).unwrap();
        let losses: Vec<f32> = loader
            .iter()
            .map(|batch| stepper.step(batch.unwrap()).into_scalar::<f32>())
            .collect();
        assert!(losses[19] < 0.8 * losses[0], "{losses:?}");
        let trained = Weights::from_bytes(&stepper.classifier().to_bytes().unwrap()).unwrap();
        assert!(trained.largest_difference(&Weights::glorot(16, 1)) > 1e-3);
    }
}
