//! A training step: the classifier's forward pass, the loss, the way back, and the optimizer.

pub(crate) mod clip;
pub(crate) mod dropout;
pub(crate) mod loss;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use burn::lr_scheduler::module_lr_scheduler::ModuleLearningRate;
use burn::module::Module;
use burn::nn::Linear;
use burn::optim::{GradientsParams, ModuleOptimizer};
use burn::tensor::{Int, Tensor};
use burn::train::{ClassificationOutput, InferenceStep, Learner, TrainOutput, TrainStep};
use burn_mnist_data::Batch;
use burn_mnist_model::Classifier;

use self::clip::clip_norm;
use self::dropout::Dropout;
use self::loss::Objective;
use crate::host_memory::{HostMemory, InPlaceModule, in_place, look};
use crate::recipe::Recipe;

/// What the Learner holds.
pub(crate) type TrainingModule = InPlaceModule<ClassifierStep>;

/// Burn's step traits cannot be implemented on another crate's type, so this wraps it. Only the
/// classifier inside is ever recorded: its parameter paths are the ones files hold.
#[derive(Module, Debug)]
pub(crate) struct ClassifierStep {
    pub(crate) classifier: Classifier,
    #[module(skip)]
    config: StepConfig,
}

/// What of a recipe a step goes by.
#[derive(Clone, Debug)]
struct StepConfig {
    objective: Objective,
    dropout: Dropout,
    clip_norm: Option<f64>,
    /// Steps the run has done, for what the next one draws.
    done: Arc<AtomicUsize>,
    host_memory: HostMemory,
}

/// What a Learner begins with: `classifier`, to be trained as the recipe says.
pub(crate) fn training_module(
    classifier: Classifier,
    recipe: &Recipe,
    host_memory: HostMemory,
) -> TrainingModule {
    let config = StepConfig {
        objective: recipe.objective(),
        dropout: Dropout {
            probability: recipe.dropout,
            seed: recipe.seed,
            step: 0,
        },
        clip_norm: recipe.clip_norm,
        done: Arc::default(),
        host_memory,
    };
    in_place(ClassifierStep { classifier, config })
}

/// The network as it is now.
pub(crate) fn classifier(learner: &Learner<TrainingModule>) -> Classifier {
    look(&learner.model(), |step| step.classifier.clone())
}

/// The step of a run that has done `done`: forward, backward, optimizer.
pub(crate) fn train_step(
    learner: &mut Learner<TrainingModule>,
    batch: Batch,
    done: usize,
) -> ClassificationOutput {
    look(&learner.model(), |step| {
        step.config.done.store(done, Ordering::Relaxed);
    });
    let output = learner.train_step(batch);
    learner.lr_step();
    learner.optimizer_step(output.grads);
    output.item
}

impl ClassifierStep {
    fn forward(&self, images: Tensor<2>, targets: Tensor<1, Int>) -> ClassificationOutput {
        let StepConfig {
            objective,
            dropout,
            done,
            host_memory,
            ..
        } = &self.config;
        let dropout = Dropout {
            step: done.load(Ordering::Relaxed) as u64,
            ..*dropout
        };
        let sums = host_memory.first_sums(self.first_layer(), images);
        let mut layers = 0..;
        let logits = self.classifier.forward_from(sums, |units| {
            let layer = layers.next().unwrap_or_default();
            dropout.apply(units, layer)
        });
        let loss = objective.forward(logits.clone(), targets.clone());
        ClassificationOutput::new(loss, logits, targets)
    }

    fn first_layer(&self) -> &Linear {
        &self.classifier.hidden[0]
    }
}

impl TrainStep for ClassifierStep {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> TrainOutput<ClassificationOutput> {
        self.config.host_memory.keep_workers_spinning();
        let output = self.forward(batch.images, batch.targets);
        TrainOutput::new(self, output.loss.backward(), output)
    }

    fn optimize(
        self,
        optimizer: &mut ModuleOptimizer,
        rate: ModuleLearningRate,
        gradients: GradientsParams,
    ) -> Self {
        let gradients = match self.config.clip_norm {
            Some(limit) => clip_norm(&self, gradients, limit),
            None => gradients,
        };
        optimizer.step(rate, self, gradients)
    }
}

impl InferenceStep for ClassifierStep {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> ClassificationOutput {
        self.forward(batch.images, batch.targets)
    }
}
