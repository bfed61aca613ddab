//! Handwritten digits as data: real MNIST found, downloaded and verified, synthetic digits drawn from a seed, and splits.
//!
//! Nothing here prints or chooses a device: batches are made on the one they are given. What a caller may want to show goes through [`Progress`].

mod batch;
mod digest;
mod digits;
pub mod distort;
mod error;
mod fetch;
pub mod files;
pub mod idx;
mod mirror;
pub mod mnist;
mod npm;
mod place;
mod progress;
mod random;
mod read;
pub mod sheet;
pub mod split;
mod store;
pub mod synthetic;
#[cfg(test)]
mod testing;

pub use batch::{Batch, BatchLoader, EpochCounter, Order};
pub use digits::{Digit, DigitSet, Digits};
pub use distort::Distortion;
pub use error::{Attempt, DataError};
pub use progress::{Progress, Silent};
pub use split::Splits;
