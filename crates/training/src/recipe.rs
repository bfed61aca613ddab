//! The hyper-parameters of a run.

use burn_mnist_data::Augmentation;
use burn_mnist_model::{Activation, ClassifierConfig, Widths};

use crate::optimizer::OptimizerConfig;
use crate::schedule::LrScheduleConfig;
use crate::step::loss::{Loss, Objective};

/// How the network is trained; the defaults are Keras's quickstart.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Passes over the training split.
    pub epochs: usize,
    /// Images a step.
    pub batch_size: usize,
    /// The learning rate, and how it changes.
    pub rate: LrScheduleConfig,
    /// How a step follows from a gradient.
    pub optimizer: OptimizerConfig,
    /// The most that the joint norm of all gradients may be.
    pub clip_norm: Option<f64>,
    /// What a step makes smaller.
    pub loss: Loss,
    /// Share of a target that is spread over all classes.
    pub label_smoothing: f64,
    /// Share of the hidden units left out of a step.
    pub dropout: f64,
    /// What happens to each image on its way to a step.
    pub augmentation: Augmentation,
    /// Decay of the moving average of the weights, which then is what a checkpoint holds.
    pub average: Option<f64>,
    /// Epochs without a better validation after which the run ends early.
    pub patience: Option<usize>,
    /// Units of each hidden layer.
    pub hidden: Widths,
    /// Activation function of the hidden layers.
    pub activation: Activation,
    /// Seed of initial weights, data order, augmentation and dropout.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            epochs: 5,
            batch_size: 32,
            rate: LrScheduleConfig::default(),
            optimizer: OptimizerConfig::default(),
            clip_norm: None,
            loss: Loss::default(),
            label_smoothing: 0.0,
            dropout: 0.0,
            augmentation: Augmentation::NONE,
            average: None,
            patience: None,
            hidden: Widths::from(128),
            activation: Activation::default(),
            seed: 42,
        }
    }
}

impl Recipe {
    /// Optimizer steps of an epoch over `images` training images.
    pub(crate) fn steps_per_epoch(&self, images: usize) -> usize {
        images.div_ceil(self.batch_size.max(1))
    }

    /// The network before its first step.
    pub(crate) fn network(&self) -> ClassifierConfig {
        ClassifierConfig::new()
            .with_hidden(self.hidden.clone())
            .with_activation(self.activation)
            .with_seed(self.seed)
    }

    pub(crate) fn objective(&self) -> Objective {
        Objective {
            loss: self.loss,
            smoothing: self.label_smoothing,
        }
    }
}
