//! The optimizers of Burn, Adam in one pass where a device's tensors are host memory; their state is
//! kept on the run's own device and recorded in an order that repeats.

mod build;
mod config;
mod error;
mod pinned;
mod record;

pub(crate) use build::optimizer_with;
pub use build::{adam, optimizer};
pub use config::{Algorithm, OptimizerConfig, ParseAlgorithmError};
pub use error::OptimizerRecordError;
pub(crate) use record::sorted;
pub use record::{check, restore};
