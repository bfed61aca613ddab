//! Handwritten digits as data: real MNIST found, downloaded and verified, synthetic digits drawn from a seed, and splits.
//!
//! Nothing here prints or chooses a device: batches are made on the one they are given. What a caller may want to show goes through [`Progress`].

mod augment;
mod batch;
mod digest;
mod digits;
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

pub use augment::{AugmentError, Augmentation};
pub use batch::{Batch, BatchLoader, EpochCounter, LoaderCost, Order};
pub use digits::{Digit, DigitSet, Digits};
pub use error::{Attempt, DataError};
pub use progress::{Progress, Silent};
pub use split::{Folds, Splits};
