//! Handwritten digits as data: real MNIST found, downloaded and verified, users' own, synthetic ones drawn from a seed;
//! checks of their quality, and splits.
//!
//! Nothing here prints or chooses a device: batches are made on the one they are given. What a caller may want to show goes through [`Progress`].
//!
//! ```
//! use burn_mnist_data::{split, synthetic};
//!
//! # fn main() -> Result<(), burn_mnist_data::DataError> {
//! let digits = synthetic::generate(600, 100, 0);
//! let splits = split::split(&digits.train, 100, 42)?;
//! assert_eq!((splits.train.len(), splits.validation.len()), (500, 100));
//! assert!(digits.test.labels().iter().all(|label| *label < 10));
//! # Ok(())
//! # }
//! ```

mod augment;
mod batch;
pub mod check;
mod digest;
mod digits;
mod error;
mod exclusions;
mod fetch;
pub mod files;
mod find;
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
mod user;

pub use augment::{AugmentError, Augmentation};
pub use batch::{Batch, BatchLoader, EpochCounter, LoaderCost, Order};
pub use digits::{Digit, DigitSet, Digits};
pub use error::{Attempt, DataError};
pub use exclusions::{Excluded, Exclusions};
pub use progress::{Progress, Silent};
pub use split::{Folds, Splits};
