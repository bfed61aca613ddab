//! What was asked for, in one layer: a front end's words, or a config file.

use std::path::{Path, PathBuf};

use burn_mnist_data::Augmentation;
use burn_mnist_model::{Activation, Widths};
use burn_mnist_training::{Algorithm, Cadence, Loss, Schedule};
use serde::{Deserialize, Serialize};

use crate::file::{self, Config};
use crate::shipped::{self, Shipped};
use crate::{Dataset, SettingsError};

/// Every setting of a run, each perhaps unsaid.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartialSettings {
    /// Backend to run on, and its device: flex, ndarray, wgpu, wgpu:discrete:1, cuda:0, auto, ... [default: flex]
    pub backend: Option<String>,
    /// Digits to train on [default: mnist]
    pub dataset: Option<Dataset>,
    /// Directory of IDX files (raw or .gz) or of a folder of pictures a class, instead of the cache and the download
    pub data_dir: Option<PathBuf>,
    /// Leave out the training images that this list names, as `data check --write-exclusions` writes it
    pub exclude: Option<PathBuf>,
    /// Passes over the training images [default: 5]
    pub epochs: Option<usize>,
    /// Images a step [default: 32]
    pub batch_size: Option<usize>,
    /// How steps are taken: adam, adamw, sgd or rmsprop [default: adam]
    pub optimizer: Option<Algorithm>,
    /// Share of the last step's movement that goes on, with sgd and rmsprop [default: 0.9 with sgd]
    pub momentum: Option<f64>,
    /// Pull of the weights towards 0: decoupled with adamw, an L2 penalty with the others [default: 0]
    pub weight_decay: Option<f64>,
    /// Step size of the optimizer [default: 0.001]
    pub learning_rate: Option<f64>,
    /// How the step size changes over the run: constant, step, cosine or one-cycle [default: constant]
    pub schedule: Option<Schedule>,
    /// Epochs, or a part of one, over which the step size climbs to its height [default: 0; with one-cycle 0.3 of the run]
    pub warmup_epochs: Option<f64>,
    /// Epochs after each of which the step schedule goes down [default: 10]
    pub step_epochs: Option<usize>,
    /// What the step schedule multiplies the step size by [default: 0.1]
    pub step_factor: Option<f64>,
    /// Scale gradients down to this joint norm where it is larger [default: never]
    pub clip_norm: Option<f64>,
    /// What a step makes smaller: cross-entropy or mse [default: cross-entropy]
    pub loss: Option<Loss>,
    /// Share of each target that is spread over all classes [default: 0]
    pub label_smoothing: Option<f64>,
    /// Share of the hidden units left out of each step [default: 0]
    pub dropout: Option<f64>,
    /// Change training images a little at random: shift=2,rotate=10,elastic=34,... [default: none]
    pub augment: Option<Augmentation>,
    /// Keep the moving average of the weights with this decay, such as 0.999 [default: the weights themselves]
    pub average: Option<f64>,
    /// End the run after N epochs without a better validation [default: never]
    pub patience: Option<usize>,
    /// Units of each hidden layer: 128, or 256,64 for two [default: 128]
    pub hidden: Option<Widths>,
    /// What a hidden unit makes of its sum: relu, sigmoid, tanh or gelu [default: relu]
    pub activation: Option<Activation>,
    /// Seed of initial weights, validation split and data order [default: 42]
    pub seed: Option<u64>,
    /// Training images held back to choose the best checkpoint; 0 trains on all [default: 5000]
    pub validation: Option<usize>,
    /// Use only the first N images of each split
    pub limit: Option<usize>,
    /// Also keep a checkpoint within epochs, every so often: 500steps, 90s, 10min, 2h
    pub checkpoint_every: Option<Cadence>,
    /// Checkpoints that stay, the newest ones; the best stays besides [default: 3]
    pub keep: Option<usize>,
    /// Directory of the run [default: artifacts/runs/TIME-BACKEND]
    pub out: Option<PathBuf>,
    /// Version of the file's schema, in a config that a run keeps.
    pub schema_version: Option<u32>,
}

/// The keys, once: which there are, and which layer's value holds.
macro_rules! keys {
    ($($key:ident),+ $(,)?) => {
        impl Config for PartialSettings {
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];
            const SHIPPED: &'static [Shipped] = &shipped::TRAIN;
        }

        impl PartialSettings {
            /// These options, and where one is unsaid, the lower layer's.
            pub fn or(self, lower: Self) -> Self {
                Self { $($key: self.$key.or(lower.$key)),+ }
            }
        }
    };
}

keys!(
    backend,
    dataset,
    data_dir,
    exclude,
    epochs,
    batch_size,
    optimizer,
    momentum,
    weight_decay,
    learning_rate,
    schedule,
    warmup_epochs,
    step_epochs,
    step_factor,
    clip_norm,
    loss,
    label_smoothing,
    dropout,
    augment,
    average,
    patience,
    hidden,
    activation,
    seed,
    validation,
    limit,
    checkpoint_every,
    keep,
    out,
    schema_version,
);

impl PartialSettings {
    /// What was said, and where it is silent, a config.
    ///
    /// # Errors
    ///
    /// The config cannot be read.
    pub fn layered(said: Self, config: Option<&Path>) -> Result<Self, SettingsError> {
        match config {
            Some(config) => Ok(said.or(file::load(config)?)),
            None => Ok(said),
        }
    }
}
