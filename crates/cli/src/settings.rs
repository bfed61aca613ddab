//! What a run is asked to be: defaults, under a config file, under the environment, under flags.

pub mod check;
pub mod file;
mod options;
mod record;
pub mod shipped;
mod single;

pub use options::Options;

/// Parses the text of a config that has no file.
pub fn parse(text: &str) -> Result<Options, Failure> {
    file::parse(text, "config")
}

use std::path::{Path, PathBuf};

use burn_mnist_data::Augmentation;
use burn_mnist_model::{Activation, Widths};
use burn_mnist_run::CONFIG_VERSION;
use burn_mnist_training::{
    Algorithm, Cadence, Loss, OptimizerConfig, RatePlan, Recipe, Saving, Schedule,
};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use self::file::Config;
use crate::failure::Failure;
use crate::suggestion;

/// Images held back for validation unless told otherwise.
const VALIDATION: usize = 5_000;

/// Which digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Dataset {
    /// The real one.
    #[default]
    Mnist,
    /// Drawn from a seed, for tests and offline use.
    Synthetic,
}

impl Dataset {
    /// The name that flags and records use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mnist => "mnist",
            Self::Synthetic => "synthetic",
        }
    }
}

/// Everything resolved; written to a run's `config.toml`, and enough to repeat it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// Version of the schema these are written in.
    pub schema_version: u32,
    /// Backend and device, as `--backend` takes them.
    pub backend: String,
    /// Which digits.
    pub dataset: Dataset,
    /// A directory of IDX files instead of the cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// A list of training images to leave out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<PathBuf>,
    /// Passes over the training split.
    pub epochs: usize,
    /// Images a step.
    pub batch_size: usize,
    /// How a step follows from a gradient.
    pub optimizer: Algorithm,
    /// Share of the last step's movement that goes on; of SGD and RMSprop alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub momentum: Option<f64>,
    /// Weight decay.
    pub weight_decay: f64,
    /// Step size of the optimizer.
    pub learning_rate: f64,
    /// How the step size changes.
    pub schedule: Schedule,
    /// Epochs over which the step size climbs to its height.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warmup_epochs: Option<f64>,
    /// Epochs after each of which the step schedule goes down; of that schedule alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_epochs: Option<usize>,
    /// What the step schedule multiplies the step size by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_factor: Option<f64>,
    /// The most that the joint norm of all gradients may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clip_norm: Option<f64>,
    /// What a step makes smaller.
    pub loss: Loss,
    /// Share of a target that is spread over all classes.
    pub label_smoothing: f64,
    /// Share of the hidden units left out of a step.
    pub dropout: f64,
    /// What happens to each training image.
    pub augment: Augmentation,
    /// Decay of the moving average of the weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average: Option<f64>,
    /// Epochs without a better validation after which the run ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patience: Option<usize>,
    /// Units of each hidden layer.
    pub hidden: Widths,
    /// What a hidden unit makes of its sum.
    pub activation: Activation,
    /// Seed of weights, split and order.
    pub seed: u64,
    /// Training images held back to choose the best checkpoint.
    pub validation: usize,
    /// Only the first so many images of each split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// How often a checkpoint is made within an epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkpoint_every: Option<Cadence>,
    /// Checkpoints that stay beside the best.
    pub keep: usize,
    /// The run's directory, if not one named by time.
    #[serde(skip)]
    pub out: Option<PathBuf>,
}

impl Settings {
    /// Layers a config over flags and environment, which came in as one, and checks every value.
    ///
    /// # Errors
    ///
    /// A usage failure that names the config's key or the flag, what is accepted and what was given.
    pub fn resolve(flags: Options, config: Option<&Path>) -> Result<Self, Failure> {
        let options = Options::layered(flags, config)?;
        let recipe = Recipe::default();
        let dataset = options.dataset.unwrap_or_default();
        // Absolute, since a run is repeated from other places; and synthetic digits need none.
        let data_dir = options.data_dir.filter(|_| dataset == Dataset::Mnist);
        let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
        let optimizer = options.optimizer.unwrap_or_default();
        let usual_momentum = OptimizerConfig::usual_momentum(optimizer);
        let schedule = options.schedule.unwrap_or_default();
        let steps = schedule == Schedule::Step;
        let settings = Self {
            schema_version: CONFIG_VERSION,
            backend: options.backend.unwrap_or_else(|| "flex".to_owned()),
            dataset,
            data_dir: data_dir.map(absolute),
            exclude: options.exclude.map(absolute),
            epochs: options.epochs.unwrap_or(recipe.epochs),
            batch_size: options.batch_size.unwrap_or(recipe.batch_size),
            optimizer,
            momentum: options
                .momentum
                .or((usual_momentum > 0.0).then_some(usual_momentum)),
            weight_decay: options.weight_decay.unwrap_or_default(),
            learning_rate: options.learning_rate.unwrap_or(recipe.rate.rate),
            schedule,
            warmup_epochs: options.warmup_epochs,
            step_epochs: options
                .step_epochs
                .or(steps.then_some(recipe.rate.step_epochs)),
            step_factor: options
                .step_factor
                .or(steps.then_some(recipe.rate.step_factor)),
            clip_norm: options.clip_norm,
            loss: options.loss.unwrap_or_default(),
            label_smoothing: options.label_smoothing.unwrap_or_default(),
            dropout: options.dropout.unwrap_or_default(),
            augment: options.augment.unwrap_or_default(),
            average: options.average,
            patience: options.patience,
            hidden: options.hidden.unwrap_or(recipe.hidden),
            activation: options.activation.unwrap_or_default(),
            seed: options.seed.unwrap_or(recipe.seed),
            validation: options.validation.unwrap_or(VALIDATION),
            limit: options.limit,
            checkpoint_every: options.checkpoint_every,
            keep: options.keep.unwrap_or(Saving::default().keep),
            out: options.out,
        };
        settings.check()?;
        Ok(settings)
    }

    /// Warnings about variables that look like settings and are none.
    pub fn unknown_variables() -> Vec<String> {
        let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        names.filter_map(|name| unknown_variable(&name)).collect()
    }

    /// The hyper-parameters among the settings.
    pub fn recipe(&self) -> Recipe {
        let usual = RatePlan::default();
        Recipe {
            epochs: self.epochs,
            batch_size: self.batch_size,
            rate: RatePlan {
                rate: self.learning_rate,
                schedule: self.schedule,
                warmup_epochs: self.warmup_epochs,
                step_epochs: self.step_epochs.unwrap_or(usual.step_epochs),
                step_factor: self.step_factor.unwrap_or(usual.step_factor),
            },
            optimizer: OptimizerConfig {
                algorithm: self.optimizer,
                momentum: self.momentum.unwrap_or_default(),
                weight_decay: self.weight_decay,
            },
            clip_norm: self.clip_norm,
            loss: self.loss,
            label_smoothing: self.label_smoothing,
            dropout: self.dropout,
            augmentation: self.augment,
            average: self.average,
            patience: self.patience,
            hidden: self.hidden.clone(),
            activation: self.activation,
            seed: self.seed,
        }
    }

    /// Which checkpoints to make and keep.
    pub fn saving(&self) -> Saving {
        Saving {
            every: self.checkpoint_every,
            keep: self.keep,
        }
    }

    /// As a config file that repeats the run.
    ///
    /// # Errors
    ///
    /// A failure if a path is not Unicode, which TOML cannot hold.
    pub fn to_toml(&self) -> Result<String, Failure> {
        toml::to_string(self)
            .map_err(|error| Failure::usage(format!("cannot write the config as TOML: {error}")))
    }
}

/// Variables that are no config keys.
const OTHER_VARIABLES: [&str; 4] = ["cache", "config", "python", "test_require"];

fn unknown_variable(name: &str) -> Option<String> {
    let key = name.strip_prefix("BURN_MNIST_")?.to_lowercase();
    let known = [Options::KEYS, &OTHER_VARIABLES].concat();
    if known.contains(&key.as_str()) {
        return None;
    }
    let nearest = suggestion::nearest(&key, &known);
    let meant = nearest.map(|known| format!("; did you mean BURN_MNIST_{}?", known.to_uppercase()));
    Some(format!("{name} is no setting{}", meant.unwrap_or_default()))
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
