//! The run directory: what its files are called, what they say, and how they get there whole.
//!
//! This crate knows no tensors and no backend, so that every tool over runs can depend on it alone.
//!
//! Without the feature `fs` (on by default) only the figures of an [`evaluation`] and the [`Temperature`] remain:
//! what a program needs that touches no file.

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
pub mod layout;
#[cfg(feature = "fs")]
pub mod locate;
#[cfg(feature = "fs")]
mod lock;
#[cfg(feature = "fs")]
pub mod metrics;
#[cfg(feature = "fs")]
pub mod pointer;
#[cfg(feature = "fs")]
pub mod record;
#[cfg(feature = "fs")]
mod schema;
mod temperature;
#[cfg(feature = "fs")]
pub mod timestamp;
#[cfg(feature = "fs")]
pub mod verify;

#[cfg(feature = "fs")]
pub use calibration::Calibration;
#[cfg(feature = "fs")]
pub use checkpoint::{Checkpoint, CheckpointName, State};
#[cfg(feature = "fs")]
pub use digest::sha256;
#[cfg(feature = "fs")]
pub use error::RunError;
#[cfg(feature = "fs")]
pub use layout::RunDirectory;
#[cfg(feature = "fs")]
pub use locate::{WeightsSource, locate};
#[cfg(feature = "fs")]
pub use lock::RunLock;
#[cfg(feature = "fs")]
pub use metrics::{EpochMetrics, Split};
#[cfg(feature = "fs")]
pub use pointer::Pointer;
#[cfg(feature = "fs")]
pub use record::RunRecord;
#[cfg(feature = "fs")]
pub use schema::SCHEMA_VERSION;
pub use temperature::{NotATemperature, Temperature};
