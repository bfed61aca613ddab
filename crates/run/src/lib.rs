//! The run directory: what its files are called, what they say, and how they are written atomically.
//!
//! This crate knows no tensors and no backend, so that every tool over runs can depend on it alone.
//!
//! - [`RunDirectory`] is one run. [`RunRecord`], [`EpochMetrics`] and [`State`] are what its files say, and
//!   [`Checkpoint`]s are what it can be loaded from: [`locate()`] finds the weights that a path names.
//! - [`Artifacts`] is the directory that holds everything. In it a [`Store`] holds the runs ([`runs::store`]), and
//!   others the sweeps, cross-validations and comparisons.
//! - [`Journal`] is a file of JSON lines that is only appended to.
//!
//! ```
//! use std::path::Path;
//!
//! use burn_mnist_run::{RunDirectory, RunError, RunLock, RunRecord, runs};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let home = tempfile::tempdir()?;
//! # let home = home.path();
//! let run = RunDirectory::create_named(home, "first")?;
//! let lock = RunLock::acquire(&run)?;
//! let record = RunRecord { seed: 42, ..RunRecord::new(&run) };
//! record.write(&run)?;
//! drop(lock);
//!
//! let latest = runs::store(home).find(Path::new("latest"))?;
//! assert_eq!(RunRecord::read(&RunDirectory::open(&latest)?)?.seed, 42);
//! // What is in a directory is never written over.
//! assert!(matches!(RunDirectory::create(&latest), Err(RunError::Occupied { .. })));
//! # Ok(())
//! # }
//! ```
//!
//! Without the feature `fs` (on by default) only the figures of an [`evaluation`] and the [`Temperature`] remain:
//! what a program needs that touches no file.

#[cfg(feature = "fs")]
pub mod artifacts;
#[cfg(feature = "fs")]
pub mod calibration;
#[cfg(feature = "fs")]
pub mod checkpoint;
#[cfg(feature = "fs")]
mod digest;
#[cfg(feature = "fs")]
pub mod durable;
#[cfg(feature = "fs")]
mod error;
pub mod evaluation;
#[cfg(feature = "fs")]
mod exclusive;
#[cfg(feature = "fs")]
pub mod journal;
#[cfg(feature = "fs")]
pub mod label;
#[cfg(feature = "fs")]
pub mod layout;
#[cfg(feature = "fs")]
pub mod locate;
#[cfg(feature = "fs")]
mod lock;
#[cfg(feature = "fs")]
pub mod metrics;
#[cfg(feature = "fs")]
mod missing;
#[cfg(feature = "fs")]
pub mod names;
#[cfg(feature = "fs")]
mod outside;
#[cfg(feature = "fs")]
pub mod pointer;
#[cfg(feature = "fs")]
pub mod record;
#[cfg(feature = "fs")]
pub mod runs;
#[cfg(feature = "fs")]
mod schema;
#[cfg(feature = "fs")]
pub mod store;
mod temperature;
#[cfg(feature = "fs")]
pub mod timestamp;
#[cfg(feature = "fs")]
pub mod verify;

#[cfg(feature = "fs")]
pub use artifacts::Artifacts;
#[cfg(feature = "fs")]
pub use calibration::Calibration;
#[cfg(feature = "fs")]
pub use checkpoint::{Checkpoint, CheckpointName, State};
#[cfg(feature = "fs")]
pub use digest::sha256;
#[cfg(feature = "fs")]
pub use error::RunError;
#[cfg(feature = "fs")]
pub use journal::{Journal, JournalError};
#[cfg(feature = "fs")]
pub use label::{LabelChange, TextChange};
#[cfg(feature = "fs")]
pub use layout::RunDirectory;
#[cfg(feature = "fs")]
pub use locate::{WeightsSource, locate};
#[cfg(feature = "fs")]
pub use lock::RunLock;
#[cfg(feature = "fs")]
pub use metrics::{EpochMetrics, Metrics, Split, StepKind, StepMetrics};
#[cfg(feature = "fs")]
pub use missing::{EmptyStore, MissingItem};
#[cfg(feature = "fs")]
pub use names::CONFIG_VERSION;
#[cfg(feature = "fs")]
pub use pointer::Pointer;
#[cfg(feature = "fs")]
pub use record::RunRecord;
#[cfg(feature = "fs")]
pub use store::{Store, StoreError};
pub use temperature::{InvalidTemperature, Temperature};
