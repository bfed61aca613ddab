//! What was asked for, in one layer: a flag or its variable, or a line of a config file.

use std::path::{Path, PathBuf};

use burn_mnist_training::{Cadence, Schedule};
use clap::Args;
use serde::Deserialize;

use super::Dataset;
use super::file::{self, Config};
use super::shipped::{self, Shipped};
use crate::failure::Failure;

/// Every setting of a run, each perhaps unsaid.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Backend to run on, and its device: flex, ndarray, wgpu, wgpu:discrete:1, cuda:0, auto, ... [default: flex]
    #[arg(
        long,
        value_name = "NAME[:DEVICE]",
        env = "BURN_MNIST_BACKEND",
        hide_env_values = true
    )]
    pub backend: Option<String>,
    /// Digits to train on [default: mnist]
    #[arg(long, env = "BURN_MNIST_DATASET", hide_env_values = true)]
    pub dataset: Option<Dataset>,
    /// Directory of IDX files (raw or .gz) or of a folder of pictures a class, instead of the cache and the download
    #[arg(
        long,
        value_name = "DIR",
        env = "BURN_MNIST_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
    /// Passes over the training images [default: 5]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_EPOCHS", hide_env_values = true)]
    pub epochs: Option<usize>,
    /// Images a step [default: 32]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_BATCH_SIZE", hide_env_values = true)]
    pub batch_size: Option<usize>,
    /// Step size of Adam [default: 0.001]
    #[arg(
        long,
        value_name = "RATE",
        env = "BURN_MNIST_LEARNING_RATE",
        hide_env_values = true
    )]
    pub learning_rate: Option<f64>,
    /// How the step size changes over the run: constant or cosine [default: constant]
    #[arg(
        long,
        value_name = "NAME",
        env = "BURN_MNIST_SCHEDULE",
        hide_env_values = true
    )]
    pub schedule: Option<Schedule>,
    /// End the run after N epochs without a better validation [default: never]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_PATIENCE", hide_env_values = true)]
    pub patience: Option<usize>,
    /// Units of the hidden layer [default: 128]
    #[arg(long, value_name = "N", value_parser = whole, env = "BURN_MNIST_HIDDEN", hide_env_values = true)]
    pub hidden: Option<usize>,
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
    /// Version of the file's schema, in a config that a run keeps.
    #[arg(skip)]
    pub schema_version: Option<u32>,
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

impl Config for Options {
    const KEYS: &'static [&'static str] = &[
        "backend",
        "dataset",
        "data_dir",
        "epochs",
        "batch_size",
        "learning_rate",
        "schedule",
        "patience",
        "hidden",
        "seed",
        "validation",
        "limit",
        "checkpoint_every",
        "keep",
        "out",
        "schema_version",
    ];
    const SHIPPED: &'static [Shipped] = &shipped::TRAIN;
}

impl Options {
    /// What flags and variables say, and where they are silent, a config.
    pub fn layered(flags: Self, config: Option<&Path>) -> Result<Self, Failure> {
        match config {
            Some(config) => Ok(flags.or(file::load(config)?)),
            None => Ok(flags),
        }
    }

    /// These options, and where one is unsaid, the lower layer's.
    pub fn or(self, lower: Self) -> Self {
        Self {
            backend: self.backend.or(lower.backend),
            dataset: self.dataset.or(lower.dataset),
            data_dir: self.data_dir.or(lower.data_dir),
            epochs: self.epochs.or(lower.epochs),
            batch_size: self.batch_size.or(lower.batch_size),
            learning_rate: self.learning_rate.or(lower.learning_rate),
            schedule: self.schedule.or(lower.schedule),
            patience: self.patience.or(lower.patience),
            hidden: self.hidden.or(lower.hidden),
            seed: self.seed.or(lower.seed),
            validation: self.validation.or(lower.validation),
            limit: self.limit.or(lower.limit),
            checkpoint_every: self.checkpoint_every.or(lower.checkpoint_every),
            keep: self.keep.or(lower.keep),
            out: self.out.or(lower.out),
            schema_version: self.schema_version.or(lower.schema_version),
        }
    }
}
