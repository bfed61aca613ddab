//! The run directory: what its files are called, what they say, and how they get there whole.
//!
//! This crate knows no tensors and no backend, so that every tool over runs can depend on it alone.

pub mod calibration;
pub mod checkpoint;
mod digest;
pub mod durable;
mod error;
pub mod layout;
pub mod locate;
mod lock;
pub mod metrics;
pub mod pointer;
pub mod record;
mod schema;
mod temperature;
pub mod timestamp;
pub mod verify;

pub use calibration::Calibration;
pub use checkpoint::{Checkpoint, CheckpointName, State};
pub use digest::sha256;
pub use error::RunError;
pub use layout::RunDirectory;
pub use locate::{WeightsSource, locate};
pub use lock::RunLock;
pub use metrics::{EpochMetrics, Split};
pub use pointer::Pointer;
pub use record::RunRecord;
pub use schema::SCHEMA_VERSION;
pub use temperature::{NotATemperature, Temperature};
