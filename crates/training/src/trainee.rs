//! The classifier as Burn's Learner trains it: a forward pass, the loss, and the way back.

use burn::lr_scheduler::module_lr_scheduler::ModuleLearningRate;
use burn::module::Module;
use burn::nn::loss::CrossEntropyLoss;
use burn::optim::{GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Int, Tensor};
use burn::train::{ClassificationOutput, InferenceStep, TrainOutput, TrainStep};
use burn_mnist_data::Batch;
use burn_mnist_model::Classifier;

use crate::awake::keep_awake;
use crate::optimizer::is_host_memory;
use crate::shared::Shared;

/// Multiplications from which flex gives the products of a batch of matrices to a core each
/// (`BATCH_PARALLEL_THRESHOLD` in burn-flex 0.22.1, ops/matmul.rs).
const SHARED: usize = 128 * 128 * 128;

/// Multiplications from which it spreads one product over all cores (`PARALLEL_THRESHOLD` there).
const SPREAD: usize = 192 * 192 * 192;

/// Burn's step traits cannot be implemented on another crate's type, so this wraps it. Only the
/// classifier inside is ever recorded: its parameter paths are the ones files hold.
#[derive(Module, Debug)]
pub(crate) struct Wrapper {
    pub(crate) classifier: Classifier,
    /// Whether the device's tensors are host memory.
    on_host: bool,
}

/// What the Learner holds.
pub(crate) type Trainee = Shared<Wrapper>;

impl Trainee {
    /// A trainee that begins as `classifier`, to learn on `device`.
    pub(crate) fn of(classifier: Classifier, device: &Device) -> Self {
        Self::new(Wrapper {
            classifier,
            on_host: is_host_memory(device),
        })
    }

    /// The network as it is now.
    pub(crate) fn classifier(&self) -> Classifier {
        self.with(|wrapper| wrapper.classifier.clone())
    }
}

impl Wrapper {
    fn forward(&self, images: Tensor<2>, targets: Tensor<1, Int>) -> ClassificationOutput {
        let logits = match self.parts(images.dims()[0]) {
            1 => self.classifier.forward(images),
            parts => self.classifier.forward_in_parts(images, parts),
        };
        let loss = CrossEntropyLoss::new(None, &logits.device());
        let loss = loss.forward(logits.clone(), targets.clone());
        ClassificationOutput::new(loss, logits, targets)
    }

    /// Into how many parts the first layer's product is taken. A function of shapes alone, never of how
    /// many cores there are: the sum's rounding is the run's.
    fn parts(&self, batch: usize) -> usize {
        let [pixels, hidden] = self.classifier.hidden.weight.val().dims();
        match self.on_host && (SHARED..SPREAD).contains(&(batch * pixels * hidden)) {
            true => 2,
            false => 1,
        }
    }
}

impl TrainStep for Trainee {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> TrainOutput<ClassificationOutput> {
        self.with(|wrapper| {
            if wrapper.on_host {
                keep_awake();
            }
            let output = wrapper.forward(batch.images, batch.targets);
            TrainOutput::new(wrapper, output.loss.backward(), output)
        })
    }

    fn optimize(
        self,
        optimizer: &mut ModuleOptimizer,
        rate: ModuleLearningRate,
        gradients: GradientsParams,
    ) -> Self {
        self.replace(|wrapper| optimizer.step(rate, wrapper, gradients));
        self
    }
}

impl InferenceStep for Trainee {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> ClassificationOutput {
        self.with(|wrapper| wrapper.forward(batch.images, batch.targets))
    }
}
