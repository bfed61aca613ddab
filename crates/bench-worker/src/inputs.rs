//! The images and weights that all workers of a comparison are given.

use std::fs;
use std::path::Path;

use burn_mnist_bench::protocol::WeightsFiles;
use burn_mnist_bench::{BenchError, Inputs};
use burn_mnist_data::Digits;
use burn_mnist_model::{Weights, WeightsError};

use crate::{images, raw};

/// A digit set, and trained weights where there are some.
pub struct ComparisonInputs {
    /// What is trained on and tested with.
    pub digits: Digits,
    /// The trained weights all subjects are compared on; trained on the spot where absent.
    pub checkpoint: Option<Checkpoint>,
}

/// Trained weights as a checkpoint holds them.
pub struct Checkpoint {
    bytes: Vec<u8>,
    weights: Weights,
}

impl Checkpoint {
    /// The weights of a checkpoint's `model.bpk`.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, WeightsError> {
        let weights = Weights::from_bytes(&bytes)?;
        Ok(Self { bytes, weights })
    }

    /// The weights themselves.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }
}

impl Inputs for ComparisonInputs {
    fn write_images(&self, directory: &Path) -> Result<(), BenchError> {
        images::write(directory, &self.digits)
    }

    fn train_images(&self) -> usize {
        self.digits.train.len()
    }

    fn test_labels(&self) -> &[u8] {
        self.digits.test.labels()
    }

    fn write_initial_weights(&self, files: &WeightsFiles, seed: u64) -> Result<(), BenchError> {
        let weights = Weights::glorot(files.hidden, seed);
        raw::write(&files.raw, &weights).map_err(BenchError::io("write", &files.raw))
    }

    fn write_trained_weights(&self, files: &WeightsFiles) -> Result<bool, BenchError> {
        let (Some(checkpoint), Some(path)) = (&self.checkpoint, &files.burnpack) else {
            return Ok(false);
        };
        fs::write(path, &checkpoint.bytes).map_err(BenchError::io("write", path))?;
        let written = raw::write(&files.raw, &checkpoint.weights);
        written.map_err(BenchError::io("write", &files.raw))?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;
    use burn_mnist_data::synthetic;
    use burn_mnist_model::Classifier;

    use super::*;
    use crate::weights_files;

    fn files(directory: &Path) -> WeightsFiles {
        WeightsFiles {
            hidden: 5,
            burnpack: Some(directory.join("model.bpk")),
            raw: directory.join("model.f32"),
        }
    }

    fn inputs(checkpoint: Option<Checkpoint>) -> ComparisonInputs {
        ComparisonInputs {
            digits: synthetic::generate(30, 20, 7),
            checkpoint,
        }
    }

    #[test]
    fn a_checkpoint_and_its_bare_weights_are_the_same_network() {
        let directory = tempfile::tempdir().unwrap();
        let classifier = Classifier::new(Weights::glorot(5, 9), &Device::flex());
        let checkpoint = Checkpoint::from_bytes(classifier.to_bytes().unwrap()).unwrap();
        let files = files(directory.path());
        assert!(
            inputs(Some(checkpoint))
                .write_trained_weights(&files)
                .unwrap()
        );
        let bare = WeightsFiles {
            burnpack: None,
            ..files.clone()
        };
        let [packed, bare] = [files, bare].map(|files| weights_files::read(&files).unwrap());
        assert_eq!(packed, bare);
        assert_eq!(packed, Weights::glorot(5, 9));
    }

    #[test]
    fn nothing_is_written_without_a_checkpoint() {
        let directory = tempfile::tempdir().unwrap();
        let files = files(directory.path());
        assert!(!inputs(None).write_trained_weights(&files).unwrap());
        assert!(!files.raw.exists());
    }

    #[test]
    fn workers_read_the_digits_that_were_written() {
        let directory = tempfile::tempdir().unwrap();
        let inputs = inputs(None);
        inputs.write_images(directory.path()).unwrap();
        let read = images::read(directory.path()).unwrap();
        assert_eq!(read.train.images(), inputs.digits.train.images());
        assert_eq!(read.test.images(), inputs.digits.test.images());
        assert_eq!(read.test.labels(), inputs.test_labels());
        assert_eq!(read.train.len(), inputs.train_images());
    }
}
