//! The classifier as Burn's Learner trains it: a forward pass, the loss, and the way back.

use burn::module::Module;
use burn::nn::loss::CrossEntropyLoss;
use burn::tensor::{Int, Tensor};
use burn::train::{ClassificationOutput, InferenceStep, TrainOutput, TrainStep};
use burn_mnist_data::Batch;
use burn_mnist_model::Classifier;

/// Burn's step traits cannot be implemented on another crate's type, so this wraps it. Only the
/// classifier inside is ever recorded: its parameter paths are the ones files hold.
#[derive(Module, Debug)]
pub(crate) struct Trainee {
    pub(crate) classifier: Classifier,
}

impl Trainee {
    fn forward(&self, images: Tensor<2>, targets: Tensor<1, Int>) -> ClassificationOutput {
        let logits = self.classifier.forward(images);
        let loss = CrossEntropyLoss::new(None, &logits.device());
        let loss = loss.forward(logits.clone(), targets.clone());
        ClassificationOutput::new(loss, logits, targets)
    }
}

impl TrainStep for Trainee {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> TrainOutput<ClassificationOutput> {
        let output = self.forward(batch.images, batch.targets);
        TrainOutput::new(self, output.loss.backward(), output)
    }
}

impl InferenceStep for Trainee {
    type Input = Batch;
    type Output = ClassificationOutput;

    fn step(&self, batch: Batch) -> ClassificationOutput {
        self.forward(batch.images, batch.targets)
    }
}
