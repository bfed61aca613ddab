//! What `compare` is asked to measure: flags over a quick preset over a config file over the shipped one.

mod check;
mod options;

use std::path::{Path, PathBuf};
use std::time::Duration;

use burn_mnist_bench::record::Workload;
use burn_mnist_bench::{FEWEST_REPEATS, Plan, TimeToAccuracyPlan};
use burn_mnist_model::Widths;
use burn_mnist_settings::{Dataset, file};
use burn_mnist_training::Recipe;
use serde::Serialize;

pub use options::{Options, WorkloadName};

use crate::failure::Failure;

/// The shipped config that says what others leave unsaid.
const DEFAULT: &str = "compare";

/// Images a step of training to an accuracy, Keras's.
const TIME_TO_ACCURACY_BATCH_SIZE: usize = 32;

/// Seed of the first training to an accuracy.
const FIRST_SEED: u64 = 1;

/// Everything resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// Backends and devices; all that are here where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub backends: Vec<String>,
    /// Other frameworks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<String>,
    /// What is done.
    pub workloads: Vec<WorkloadName>,
    /// Images a training step.
    pub batch_size: Vec<usize>,
    /// Images a prediction.
    pub infer_batch_size: Vec<usize>,
    /// Threads of a CPU backend; all cores where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub threads: Vec<usize>,
    /// Units of the hidden layer.
    pub hidden: Vec<usize>,
    /// Measured repeats.
    pub repeats: usize,
    /// Milliseconds a repeat.
    pub sample_ms: u64,
    /// Milliseconds before the first.
    pub warm_up_ms: u64,
    /// Test accuracy to train to.
    pub target: f64,
    /// Trainings to an accuracy, each with a seed of its own.
    pub seeds: usize,
    /// Epochs after which training to an accuracy is given up.
    pub max_epochs: usize,
    /// The backend that the others are compared with; the first if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Seconds an answer may take.
    pub timeout_s: u64,
    /// Share of the reference's largest logit by which logits may differ.
    pub tolerance: f64,
    /// Which digits.
    pub dataset: Dataset,
    /// A directory of IDX files instead of the cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
}

impl Settings {
    /// Layers everything and checks every value.
    ///
    /// # Errors
    ///
    /// A usage failure that names the flag and key, what is accepted and what was given.
    pub fn resolve(flags: Options, quick: bool, config: Option<&Path>) -> Result<Self, Failure> {
        let mut options = flags;
        if quick {
            options = options.or(Options::quick());
        }
        if let Some(config) = config {
            options = options.or(file::load(config)?);
        }
        let options = options.or(file::load(Path::new(DEFAULT))?);
        let unsaid = |key: &str| {
            let message = format!("the shipped config does not say `{key}`");
            Failure::new(crate::failure::Kind::Failure, message)
        };
        let settings = Self {
            backends: options.backends,
            peers: options.peers,
            workloads: options.workloads,
            batch_size: options.batch_size,
            infer_batch_size: options.infer_batch_size,
            threads: options.threads,
            hidden: options.hidden,
            repeats: options.repeats.ok_or_else(|| unsaid("repeats"))?,
            sample_ms: options.sample_ms.ok_or_else(|| unsaid("sample_ms"))?,
            warm_up_ms: options.warm_up_ms.ok_or_else(|| unsaid("warm_up_ms"))?,
            target: options.target.ok_or_else(|| unsaid("target"))?,
            seeds: options.seeds.ok_or_else(|| unsaid("seeds"))?,
            max_epochs: options.max_epochs.ok_or_else(|| unsaid("max_epochs"))?,
            baseline: options.baseline,
            timeout_s: options.timeout_s.ok_or_else(|| unsaid("timeout_s"))?,
            tolerance: options.tolerance.ok_or_else(|| unsaid("tolerance"))?,
            dataset: options.dataset.unwrap_or_default(),
            data_dir: options.data_dir,
        };
        settings.check()?;
        Ok(settings)
    }

    /// For each network the training that needs the most memory. Even a comparison that does not measure training
    /// trains: it makes the weights that all backends are to agree on.
    pub fn largest_trainings(&self) -> impl Iterator<Item = Recipe> + '_ {
        let measured = match self.workloads.contains(&WorkloadName::Train) {
            true => self.batch_size.iter().copied().max(),
            false => None,
        };
        let batch_size = measured
            .unwrap_or_default()
            .max(TIME_TO_ACCURACY_BATCH_SIZE);
        self.hidden.iter().map(move |hidden| Recipe {
            hidden: Widths::from(*hidden),
            batch_size,
            ..Recipe::default()
        })
    }

    /// As the comparison takes it.
    pub fn plan(&self) -> Plan {
        let milliseconds = Duration::from_millis;
        Plan {
            workloads: self
                .workloads
                .iter()
                .map(|name| Workload::from(*name))
                .collect(),
            batch_sizes: self.batch_size.clone(),
            infer_batch_sizes: self.infer_batch_size.clone(),
            hidden: self.hidden.clone(),
            repeats: self.repeats,
            sample: milliseconds(self.sample_ms),
            warm_up: milliseconds(self.warm_up_ms),
            limits: milliseconds(2 * self.warm_up_ms),
            time_to_accuracy: TimeToAccuracyPlan {
                target: self.target,
                seeds: (FIRST_SEED..).take(self.seeds).collect(),
                batch_size: TIME_TO_ACCURACY_BATCH_SIZE,
                max_epochs: self.max_epochs,
            },
            timeout: Duration::from_secs(self.timeout_s),
            baseline: self.baseline.clone(),
            tolerance: self.tolerance,
        }
    }

    /// Why figures measured with these settings would say little.
    pub fn warning(&self) -> Option<String> {
        (self.repeats < FEWEST_REPEATS).then(|| {
            format!(
                "{} repeats are too few to tell a difference from noise; --repeats {FEWEST_REPEATS} or more",
                self.repeats
            )
        })
    }

    /// As a config file that asks for the same.
    ///
    /// # Errors
    ///
    /// A failure if a path is not Unicode, which TOML cannot hold.
    pub fn to_toml(&self) -> Result<String, Failure> {
        toml::to_string(self)
            .map_err(|error| Failure::usage(format!("cannot write the config as TOML: {error}")))
    }
}

#[cfg(test)]
mod tests;
