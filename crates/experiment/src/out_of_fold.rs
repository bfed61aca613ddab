//! `predictions.jsonl` of a cross-validation: what each training image was taken for by a network that had not
//! learnt from it. Images whose label gets next to no probability there are the likeliest to be labelled wrong.

use std::io::{BufWriter, Write};
use std::path::Path;

use burn_mnist_run::durable::staging;
use burn_mnist_run::journal::{self, Line};
use serde::{Deserialize, Serialize};

use crate::error::ExperimentError;

/// One image, held back once for each seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutOfFold {
    /// Version of the line's schema.
    pub schema_version: u32,
    /// The seed of the network that predicts, and of the folds.
    pub seed: u64,
    /// The fold that the image was held back with, from 1.
    pub fold: usize,
    /// The image's place in the training set, from 0.
    pub index: u32,
    /// What it is labelled.
    pub label: u8,
    /// What it was taken for.
    pub predicted: u8,
    /// The probability given to its label.
    pub label_probability: f32,
    /// The probability given to the prediction.
    pub predicted_probability: f32,
}

impl Line for OutOfFold {
    const VERSION: u32 = Self::VERSION;
}

impl OutOfFold {
    /// The schema version of a line of `predictions.jsonl`.
    pub const VERSION: u32 = 1;

    /// All predictions of a file.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Journal`], with the line if it is damaged.
    pub fn read(path: &Path) -> Result<Vec<Self>, ExperimentError> {
        Ok(journal::read(path)?)
    }

    /// Replaces the file in one step.
    ///
    /// # Errors
    ///
    /// [`ExperimentError::Store`].
    pub fn write(path: &Path, predictions: &[Self]) -> Result<(), ExperimentError> {
        let failed = || ExperimentError::io("write", path);
        let directory = path.parent().unwrap_or(Path::new("."));
        let staged = staging(0o666).tempfile_in(directory);
        let mut file = BufWriter::new(staged.map_err(failed())?);
        for prediction in predictions {
            serde_json::to_writer(&mut file, prediction).map_err(|error| failed()(error.into()))?;
            file.write_all(b"\n").map_err(failed())?;
        }
        let file = file
            .into_inner()
            .map_err(|error| failed()(error.into_error()))?;
        file.as_file().sync_all().map_err(failed())?;
        file.persist(path).map_err(|error| failed()(error.error))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictions_read_back_as_they_were_written() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("predictions.jsonl");
        let prediction = |index| OutOfFold {
            schema_version: OutOfFold::VERSION,
            seed: 42,
            fold: 2,
            index,
            label: 3,
            predicted: 5,
            label_probability: 0.1,
            predicted_probability: 0.9,
        };
        let predictions = [prediction(0), prediction(7)];
        OutOfFold::write(&path, &predictions).unwrap();
        assert_eq!(OutOfFold::read(&path).unwrap(), predictions);
    }
}
