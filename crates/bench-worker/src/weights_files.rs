//! The weights that a request names.

use burn_mnist_bench::protocol::WeightsFiles;
use burn_mnist_model::Weights;

use crate::error::WorkError;
use crate::raw;

/// From a checkpoint where there is one, so that what is compared is what a checkpoint holds.
pub fn read(files: &WeightsFiles) -> Result<Weights, WorkError> {
    match &files.burnpack {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(WorkError::file(path))?;
            Ok(Weights::from_bytes(&bytes)?)
        }
        None => raw::read(&files.raw, files.hidden),
    }
}
