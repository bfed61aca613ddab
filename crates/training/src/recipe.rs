//! The hyper-parameters of a run.

use burn::optim::{AdamConfig, ModuleOptimizer};

/// How the network is trained; the defaults are Keras's quickstart.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Passes over the training split.
    pub epochs: usize,
    /// Images a step.
    pub batch_size: usize,
    /// Step size of Adam.
    pub learning_rate: f64,
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
            hidden: 128,
            seed: 42,
        }
    }
}

/// Adam (Kingma and Ba 2015, algorithm 1) with Keras's constants; Burn's own epsilon is 1e-5.
pub fn adam() -> ModuleOptimizer {
    AdamConfig::new()
        .with_beta_1(0.9)
        .with_beta_2(0.999)
        .with_epsilon(1e-7)
        .init()
}
