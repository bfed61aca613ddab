//! A training run: Burn's `Learner` with Adam on one device, from a recipe to a run directory.
//!
//! The loop is Burn's [`SupervisedTraining`](burn::train::SupervisedTraining) with a strategy of
//! our own (`strategy.rs`), which gives metrics without a synchronisation a step, checkpoints that
//! are whole directories, and a stop between any two steps.

mod average;
mod awake;
mod checkpoint;
mod clip;
mod conclusion;
mod dashboard;
mod dropout;
mod error;
mod first_sums;
mod job;
mod keep;
mod learning;
mod loss;
pub mod observer;
pub mod optimizer;
mod recipe;
#[cfg(test)]
mod reference;
mod saving;
mod schedule;
mod shared;
mod start;
mod stepper;
mod steps;
mod stop;
mod strategy;
mod tally;
mod trainee;

pub use error::TrainingError;
pub use job::{Display, Job, train};
pub use loss::{Loss, NotALoss};
pub use observer::Observer;
pub use optimizer::{Algorithm, NotAnAlgorithm, OptimizerConfig, adam, optimizer};
pub use recipe::Recipe;
pub use saving::{Cadence, NotACadence, Saving};
pub use schedule::{NotASchedule, RatePlan, Schedule};
pub use start::check_checkpoint;
pub use stepper::Stepper;
pub use stop::StopSignal;
