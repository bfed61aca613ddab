//! The flag and the variable of every setting.

use std::path::PathBuf;

use burn_mnist_data::Augmentation;
use burn_mnist_model::{Activation, Widths};
use burn_mnist_settings::{Dataset, PartialSettings};
use burn_mnist_training::{Algorithm, Cadence, Loss, Schedule};
use clap::Args;

use super::dataset;

/// Every setting of a run, each perhaps unsaid.
#[derive(Args, Clone, Debug, Default)]
pub struct Flags {
    /// Backend to run on, and its device: flex, ndarray, wgpu, wgpu:discrete:1, cuda:0, auto, ... [default: flex]
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: Option<String>,
    /// Digits to train on [default: mnist]
    #[arg(long, value_parser = dataset::parser(), env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    /// Directory of IDX files (raw or .gz) or of a folder of pictures a class, instead of the cache and the download
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
    /// Leave out the training images that this list names, as `data check --write-exclusions` writes it
    #[arg(
        long,
        value_name = "FILE",
        env = "BURN_MNIST_EXCLUDE",
        hide_env_values = true
    )]
    pub exclude: Option<PathBuf>,
    /// Passes over the training images [default: 5]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_EPOCHS", hide_env_values = true)]
    pub epochs: Option<usize>,
    /// Images a step [default: 32]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_BATCH_SIZE", hide_env_values = true)]
    pub batch_size: Option<usize>,
    /// How steps are taken: adam, adamw, sgd or rmsprop [default: adam]
    #[arg(
        long,
        value_name = "NAME",
        env = "BURN_MNIST_OPTIMIZER",
        hide_env_values = true
    )]
    pub optimizer: Option<Algorithm>,
    /// Share of the last step's movement that goes on, with sgd and rmsprop [default: 0.9 with sgd]
    #[arg(
        long,
        value_name = "SHARE",
        env = "BURN_MNIST_MOMENTUM",
        hide_env_values = true
    )]
    pub momentum: Option<f64>,
    /// Pull of the weights towards 0: decoupled with adamw, an L2 penalty with the others [default: 0]
    #[arg(
        long,
        value_name = "FACTOR",
        env = "BURN_MNIST_WEIGHT_DECAY",
        hide_env_values = true
    )]
    pub weight_decay: Option<f64>,
    /// Step size of the optimizer [default: 0.001]
    #[arg(
        long,
        value_name = "RATE",
        env = "BURN_MNIST_LEARNING_RATE",
        hide_env_values = true
    )]
    pub learning_rate: Option<f64>,
    /// How the step size changes over the run: constant, step, cosine or one-cycle [default: constant]
    #[arg(
        long,
        value_name = "NAME",
        env = "BURN_MNIST_SCHEDULE",
        hide_env_values = true
    )]
    pub schedule: Option<Schedule>,
    /// Epochs, or a part of one, over which the step size climbs to its height [default: 0; with one-cycle 0.3 of the run]
    #[arg(
        long,
        value_name = "N",
        env = "BURN_MNIST_WARMUP_EPOCHS",
        hide_env_values = true
    )]
    pub warmup_epochs: Option<f64>,
    /// Epochs after each of which the step schedule goes down [default: 10]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_STEP_EPOCHS", hide_env_values = true)]
    pub step_epochs: Option<usize>,
    /// What the step schedule multiplies the step size by [default: 0.1]
    #[arg(
        long,
        value_name = "FACTOR",
        env = "BURN_MNIST_STEP_FACTOR",
        hide_env_values = true
    )]
    pub step_factor: Option<f64>,
    /// Scale gradients down to this joint norm where it is larger [default: never]
    #[arg(
        long,
        value_name = "NORM",
        env = "BURN_MNIST_CLIP_NORM",
        hide_env_values = true
    )]
    pub clip_norm: Option<f64>,
    /// What a step makes smaller: cross-entropy or mse [default: cross-entropy]
    #[arg(
        long,
        value_name = "NAME",
        env = "BURN_MNIST_LOSS",
        hide_env_values = true
    )]
    pub loss: Option<Loss>,
    /// Share of each target that is spread over all classes [default: 0]
    #[arg(
        long,
        value_name = "SHARE",
        env = "BURN_MNIST_LABEL_SMOOTHING",
        hide_env_values = true
    )]
    pub label_smoothing: Option<f64>,
    /// Share of the hidden units left out of each step [default: 0]
    #[arg(
        long,
        value_name = "SHARE",
        env = "BURN_MNIST_DROPOUT",
        hide_env_values = true
    )]
    pub dropout: Option<f64>,
    /// Change training images a little at random: shift=2,rotate=10,elastic=34,... [default: none]
    #[arg(
        long,
        value_name = "SPEC",
        env = "BURN_MNIST_AUGMENT",
        hide_env_values = true
    )]
    pub augment: Option<Augmentation>,
    /// Keep the moving average of the weights with this decay, such as 0.999 [default: the weights themselves]
    #[arg(
        long,
        value_name = "DECAY",
        env = "BURN_MNIST_AVERAGE",
        hide_env_values = true
    )]
    pub average: Option<f64>,
    /// End the run after N epochs without a better validation [default: never]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_PATIENCE", hide_env_values = true)]
    pub patience: Option<usize>,
    /// Units of each hidden layer: 128, or 256,64 for two [default: 128]
    #[arg(
        long,
        value_name = "N[,N...]",
        env = "BURN_MNIST_HIDDEN",
        hide_env_values = true
    )]
    pub hidden: Option<Widths>,
    /// What a hidden unit makes of its sum: relu, sigmoid, tanh or gelu [default: relu]
    #[arg(
        long,
        value_name = "NAME",
        env = "BURN_MNIST_ACTIVATION",
        hide_env_values = true
    )]
    pub activation: Option<Activation>,
    /// Seed of initial weights, validation split and data order [default: 42]
    #[arg(long, value_name = "N", value_parser = seed, env = "BURN_MNIST_SEED", hide_env_values = true)]
    pub seed: Option<u64>,
    /// Training images held back to choose the best checkpoint; 0 trains on all [default: 5000]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_VALIDATION", hide_env_values = true)]
    pub validation: Option<usize>,
    /// Use only the first N images of each split
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_LIMIT", hide_env_values = true)]
    pub limit: Option<usize>,
    /// Also keep a checkpoint within epochs, every so often: 500steps, 90s, 10min, 2h
    #[arg(
        long,
        value_name = "N+UNIT",
        env = "BURN_MNIST_CHECKPOINT_EVERY",
        hide_env_values = true
    )]
    pub checkpoint_every: Option<Cadence>,
    /// Checkpoints that stay, the newest ones; the best stays besides [default: 3]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_KEEP", hide_env_values = true)]
    pub keep: Option<usize>,
    /// Directory of the run [default: artifacts/runs/TIME-BACKEND]
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_OUT",
        hide_env_values = true
    )]
    pub out: Option<PathBuf>,
}

/// Says what is accepted, where the standard library would speak of digits in strings.
fn whole(text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| "expected a whole number, 0 or more".to_owned())
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("expected a whole number from 0 to {}", i64::MAX))
}

/// The keys, once.
macro_rules! keys {
    ($($key:ident),+ $(,)?) => {
        impl From<Flags> for PartialSettings {
            fn from(flags: Flags) -> Self {
                Self {
                    $($key: flags.$key,)+
                    schema_version: None,
                }
            }
        }
    };
}
