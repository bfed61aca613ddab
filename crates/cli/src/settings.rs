//! What a run is asked to be: defaults, under a config file, under the environment, under flags.

mod file;
mod options;
mod shipped;

pub use options::Options;

use std::path::{Path, PathBuf};

use burn_mnist_training::Recipe;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

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
    /// Backend and device, as `--backend` takes them.
    pub backend: String,
    /// Which digits.
    pub dataset: Dataset,
    /// A directory of IDX files instead of the cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// Passes over the training split.
    pub epochs: usize,
    /// Images a step.
    pub batch_size: usize,
    /// Step size of Adam.
    pub learning_rate: f64,
    /// Units of the hidden layer.
    pub hidden: usize,
    /// Seed of weights, split and order.
    pub seed: u64,
    /// Training images held back to choose the best checkpoint.
    pub validation: usize,
    /// Only the first so many images of each split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
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
        let options = match config {
            Some(config) => flags.or(file::load(config)?),
            None => flags,
        };
        let recipe = Recipe::default();
        let dataset = options.dataset.unwrap_or_default();
        // Absolute, since a run is repeated from other places; and synthetic digits need none.
        let data_dir = options.data_dir.filter(|_| dataset == Dataset::Mnist);
        let data_dir =
            data_dir.map(|directory| std::path::absolute(&directory).unwrap_or(directory));
        let settings = Self {
            backend: options.backend.unwrap_or_else(|| "flex".to_owned()),
            dataset,
            data_dir,
            epochs: options.epochs.unwrap_or(recipe.epochs),
            batch_size: options.batch_size.unwrap_or(recipe.batch_size),
            learning_rate: options.learning_rate.unwrap_or(recipe.learning_rate),
            hidden: options.hidden.unwrap_or(recipe.hidden),
            seed: options.seed.unwrap_or(recipe.seed),
            validation: options.validation.unwrap_or(VALIDATION),
            limit: options.limit,
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

    fn check(&self) -> Result<(), Failure> {
        within("epochs", self.epochs, 1, 100_000)?;
        within("batch-size", self.batch_size, 1, 1_000_000)?;
        within("hidden", self.hidden, 1, 65_536)?;
        if let Some(limit) = self.limit {
            within("limit", limit, 1, usize::MAX)?;
        }
        if i64::try_from(self.seed).is_err() {
            // TOML has no larger integers, and a run that cannot be written down cannot be repeated.
            return Err(refused("seed", &format!("0 to {}", i64::MAX), self.seed));
        }
        if !(self.learning_rate > 0.0 && self.learning_rate.is_finite()) {
            return Err(refused(
                "learning-rate",
                "a finite number above 0",
                self.learning_rate,
            ));
        }
        Ok(())
    }

    /// The hyper-parameters among the settings.
    pub fn recipe(&self) -> Recipe {
        Recipe {
            epochs: self.epochs,
            batch_size: self.batch_size,
            learning_rate: self.learning_rate,
            hidden: self.hidden,
            seed: self.seed,
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
const OTHER_VARIABLES: [&str; 3] = ["cache", "config", "test_require"];

fn unknown_variable(name: &str) -> Option<String> {
    let key = name.strip_prefix("BURN_MNIST_")?.to_lowercase();
    let known = [Options::KEYS.as_slice(), &OTHER_VARIABLES].concat();
    if known.contains(&key.as_str()) {
        return None;
    }
    let nearest = suggestion::nearest(&key, &known);
    let meant = nearest.map(|known| format!("; did you mean BURN_MNIST_{}?", known.to_uppercase()));
    Some(format!("{name} is no setting{}", meant.unwrap_or_default()))
}

fn within(flag: &str, value: usize, least: usize, most: usize) -> Result<(), Failure> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let accepted = match most {
        usize::MAX => format!("at least {least}"),
        most => format!("{least} to {most}"),
    };
    Err(refused(flag, &accepted, value))
}

fn refused(flag: &str, accepted: &str, found: impl std::fmt::Display) -> Failure {
    let key = flag.replace('-', "_");
    let message = format!("--{flag} (config key `{key}`) takes {accepted}; found {found}");
    Failure {
        expected: Some(accepted.to_owned()),
        found: Some(found.to_string()),
        ..Failure::usage(message)
    }
}

#[cfg(test)]
mod tests;
