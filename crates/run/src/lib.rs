//! The run directory: what its files are called, what they say, and how they are written atomically.
//!
//! This crate knows no tensors and no backend, so that every tool over runs can depend on it alone.
//!
//! - [`RunDirectory`] is one run. [`RunRecord`], [`EpochMetrics`] and [`State`] are what its files say, and
//!   [`Checkpoint`]s are what it can be loaded from: [`locate()`] finds the weights that a path names.
//! - [`Store`] is where runs are kept ([`runs::store`]), and sweeps and comparisons likewise.
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

pub mod calibration;
pub mod checkpoint;
mod digest;
pub mod durable;
mod error;
mod exclusive;
pub mod journal;
pub mod layout;
pub mod locate;
mod lock;
pub mod metrics;
mod missing;
pub mod names;
pub mod pointer;
pub mod record;
pub mod runs;
mod schema;
pub mod store;
mod temperature;
pub mod timestamp;
pub mod verify;

pub use calibration::Calibration;
pub use checkpoint::{Checkpoint, CheckpointName, State};
pub use digest::sha256;
pub use error::RunError;
pub use journal::{Journal, JournalError};
pub use layout::RunDirectory;
pub use locate::{WeightsSource, locate};
pub use lock::RunLock;
pub use metrics::{EpochMetrics, Split};
pub use missing::{EmptyStore, MissingItem};
pub use names::CONFIG_VERSION;
pub use pointer::Pointer;
pub use record::RunRecord;
pub use store::{Store, StoreError};
pub use temperature::{NotATemperature, Temperature};
