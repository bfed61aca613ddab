//! The images and weights that workers are given as files.
//!
//! Their formats are known to the caller that starts a comparison, not to this crate, which needs neither a dataset
//! nor a tensor library to evaluate the results of workers.

use std::path::Path;

use crate::error::BenchError;
use crate::protocol::WeightsFiles;

/// Images and weights for the workers of a comparison.
pub trait Inputs {
    /// Writes images and labels into `directory`, as four raw IDX files with the names of MNIST's.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    fn write_images(&self, directory: &Path) -> Result<(), BenchError>;

    /// How many training images there are.
    fn train_images(&self) -> usize;

    /// The label of each test image, in order.
    fn test_labels(&self) -> &[u8];

    /// Writes initial weights of a network with `files.hidden` units to `files.raw`: equal seeds, equal weights.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    fn write_initial_weights(&self, files: &WeightsFiles, seed: u64) -> Result<(), BenchError>;

    /// Writes the trained weights that all subjects are compared on, as a checkpoint and bare; `false` where
    /// there are none, and the reference is to train them.
    ///
    /// # Errors
    ///
    /// [`BenchError::Io`].
    fn write_trained_weights(&self, files: &WeightsFiles) -> Result<bool, BenchError>;
}
