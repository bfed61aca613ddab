//! The classifier as Burn's Learner trains it: a forward pass, the loss, and the way back.

use burn::lr_scheduler::module_lr_scheduler::ModuleLearningRate;
use burn::module::Module;
use burn::optim::{GradientsParams, ModuleOptimizer};
use burn::tensor::{Device, Int, Tensor};
use burn::train::{ClassificationOutput, InferenceStep, TrainOutput, TrainStep};
use burn_mnist_data::Batch;
use burn_mnist_model::Classifier;

use crate::awake::keep_awake;
use crate::clip::clip_norm;
use crate::dropout::Dropout;
use crate::first_sums::first_sums;
use crate::loss::Objective;
use crate::optimizer::is_host_memory;
use crate::recipe::Recipe;
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
    #[module(skip)]
    lesson: Lesson,
}

/// What of a recipe a step goes by.
#[derive(Clone, Copy, Debug, Default)]
struct Lesson {
    /// Whether the device's tensors are host memory.
    on_host: bool,
    objective: Objective,
    dropout: Dropout,
    clip_norm: Option<f64>,
}

/// What the Learner holds.
pub(crate) type Trainee = Shared<Wrapper>;

impl Trainee {
    /// A trainee that begins as `classifier`, to learn on `device` as the recipe says.
    pub(crate) fn of(classifier: Classifier, recipe: &Recipe, device: &Device) -> Self {
        let lesson = Lesson {
            on_host: is_host_memory(device),
            objective: recipe.objective(),
            dropout: Dropout {
                probability: recipe.dropout,
                seed: recipe.seed,
                step: 0,
            },
            clip_norm: recipe.clip_norm,
        };
        Self::new(Wrapper { classifier, lesson })
    }

    /// Says how many steps the run has done, for what the next one draws.
    pub(crate) fn at(&self, step: usize) {
        self.replace(|mut wrapper| {
            wrapper.lesson.dropout.step = step as u64;
            wrapper
        });
    }

    /// The network as it is now.
    pub(crate) fn classifier(&self) -> Classifier {
        self.with(|wrapper| wrapper.classifier.clone())
    }
}

impl Wrapper {
    fn forward(&self, images: Tensor<2>, targets: Tensor<1, Int>) -> ClassificationOutput {
        let parts = self.parts(images.dims()[0]);
        let sums = first_sums(&self.classifier.hidden[0], images, parts);
        let mut layers = 0..;
        let logits = self.classifier.forward_from(sums, |units| {
            let layer = layers.next().unwrap_or_default();
            self.lesson.dropout.apply(units, layer)
        });
        let objective = self.lesson.objective;
        let loss = objective.forward(logits.clone(), targets.clone());
        ClassificationOutput::new(loss, logits, targets)
    }

    /// Into how many parts the first layer's product is taken. A function of shapes alone, never of how
    /// many cores there are: the sum's rounding is the run's.
    fn parts(&self, batch: usize) -> usize {
        let [pixels, hidden] = self.classifier.hidden[0].weight.val().dims();
        match self.lesson.on_host && (SHARED..SPREAD).contains(&(batch * pixels * hidden)) {
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
            if wrapper.lesson.on_host {
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
        self.replace(|wrapper| {
            let gradients = match wrapper.lesson.clip_norm {
                Some(limit) => clip_norm(&wrapper, gradients, limit),
                None => gradients,
            };
            optimizer.step(rate, wrapper, gradients)
        });
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
