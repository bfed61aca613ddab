//! The hyper-parameters of a run.

use crate::schedule::Schedule;

/// How the network is trained; the defaults are Keras's quickstart.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Passes over the training split.
    pub epochs: usize,
    /// Images a step.
    pub batch_size: usize,
    /// Step size of Adam, at the first step.
    pub learning_rate: f64,
    /// How the step size changes.
    pub schedule: Schedule,
    /// Epochs without a better validation after which the run ends early.
    pub patience: Option<usize>,
    /// Units of the hidden layer.
    pub hidden: usize,
    /// Seed of initial weights and data order.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            epochs: 5,
            batch_size: 32,
            learning_rate: 1e-3,
            schedule: Schedule::Constant,
            patience: None,
            hidden: 128,
            seed: 42,
        }
    }
}

impl Recipe {
    /// Optimizer steps of the whole run over `images` training images.
    pub(crate) fn steps(&self, images: usize) -> usize {
        self.epochs * images.div_ceil(self.batch_size.max(1))
    }
}
