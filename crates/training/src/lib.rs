//! A training run: Burn's `Learner` with Adam on one device, from a recipe to a run directory.
//!
//! The loop is Burn's [`SupervisedTraining`](burn::train::SupervisedTraining) with a strategy of
//! our own (`strategy.rs`), which gives metrics without a synchronisation a step, checkpoints that
//! are whole directories, and a stop between any two steps.
//!
//! ```no_run
//! use burn::tensor::Device;
//! use burn_mnist_data::{split, synthetic};
//! use burn_mnist_run::record::SettingsRecord;
//! use burn_mnist_run::{RunDirectory, RunLock, RunRecord};
//! use burn_mnist_training::observer::Unobserved;
//! use burn_mnist_training::{Display, Job, Recipe, CheckpointPolicy, StopSignal, train};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let recipe = Recipe { epochs: 2, ..Recipe::default() };
//! let digits = synthetic::generate(4_000, 500, 0);
//! let run = RunDirectory::create("artifacts/runs/example".as_ref())?;
//! let record = train(Job {
//!     splits: split::split(&digits.train, 500, recipe.seed)?,
//!     test: Some(digits.test),
//!     recipe,
//!     saving: CheckpointPolicy::default(),
//!     device: Device::flex(),
//!     lock: RunLock::acquire(&run)?,
//!     resume: None,
//!     config_toml: String::new(),
//!     identity: SettingsRecord::new(),
//!     defaults: SettingsRecord::new(),
//!     record: RunRecord::new(&run),
//!     observer: Box::new(Unobserved),
//!     stop: StopSignal::default(),
//!     display: Display::Observer,
//!     run,
//! })?;
//! // The directory now holds checkpoints, metrics.jsonl and run.json, which is `record`.
//! println!("{:?}", record.test.map(|test| test.accuracy));
//! # Ok(())
//! # }
//! ```

mod average;
mod checkpoint;
mod checkpoint_policy;
mod dashboard;
mod error;
#[cfg(feature = "host-memory")]
mod host_memory;
#[cfg(not(feature = "host-memory"))]
#[path = "portable.rs"]
mod host_memory;
mod job;
mod memory;
pub mod observer;
pub mod optimizer;
mod recipe;
#[cfg(test)]
mod reference;
mod running_metrics;
mod schedule;
mod start;
mod step;
mod stepper;
mod stop;
mod strategy;
mod training_run;

pub use checkpoint_policy::{CheckpointInterval, CheckpointPolicy, ParseCheckpointIntervalError};
pub use dashboard::Display;
pub use error::TrainingError;
#[cfg(feature = "host-memory")]
pub use host_memory::HostMemoryParts;
pub use job::{Job, train};
pub use memory::MemoryEstimate;
pub use observer::Observer;
pub use optimizer::{Algorithm, OptimizerConfig, ParseAlgorithmError, adam, optimizer};
pub use recipe::Recipe;
pub use schedule::{LrScheduleConfig, ParseScheduleError, Schedule};
pub use start::check_checkpoint;
pub use step::loss::{Loss, ParseLossError};
pub use stepper::TrainStepper;
pub use stop::StopSignal;
